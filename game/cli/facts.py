"""`facts`: hold the world scenario against published findings."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from game.cli.simulate import whole
from game.sim.facts import MECHANISMS, facts

HELP = "play the world for 25 years and hold it against published findings"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--worlds", type=whole(1, 10_000), default=16, metavar="N")
    parser.add_argument("--seed", type=whole(0, (1 << 63) - 1), default=0)
    parser.add_argument(
        "--without", action="append", default=[], choices=sorted(MECHANISMS), metavar="MECHANISM",
        help=f"take a mechanism out: {', '.join(sorted(MECHANISMS))}",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    def progress(done: int) -> None:
        print(f"{done}/{args.worlds} worlds", file=sys.stderr, flush=True)

    result = facts(args.worlds, args.seed, args.without, progress)
    if args.json:
        print(json.dumps(result))
    else:
        _table(result)
    return 0


def _table(result: dict[str, Any]) -> None:
    for row in result["facts"]:
        low, high = row["interval"]
        spread = f"({_show(low)} to {_show(high)})"
        verdict = "in" if row["in_band"] else "OUT"
        print(f"{row['id']:>4} {row['kind']:10} {row['fact']:58} {_show(row['mean']):>7} {spread:19}"
              f" target {row['target']:g}, band {row['band'][0]:g}-{row['band'][1]:g}: {verdict}")  # fmt: skip


def _show(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"
