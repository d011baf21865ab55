"""`sweep`: play every game of a plan, over processes or a cluster, and go on where an earlier run was stopped."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from game.cli.simulate import whole
from game.cli.usage import UsageError
from game.sim.sweep import SweepError, run_sweep
from game.sim.sweep_plan import SweepPlan, read_plan
from game.sim.tables import CSV, PARQUET, MissingExtraError

HELP = "play scenarios x seats x policies x rules x seeds from a plan, over processes; goes on where it was stopped"
EVERY_SECONDS = 10
"""How often a line of progress is written where no terminal shows it in place."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    keys = (f"  {name:12} {field.description}" for name, field in SweepPlan.model_fields.items())
    parser.epilog = "keys of a plan:\n" + "\n".join(keys)
    parser.add_argument("plan", help="TOML file; game/examples/sweep.toml is one")
    parser.add_argument("--out", metavar="DIR", help="folder of the results; runs/NAME-OF-THE-PLAN by default")
    parser.add_argument(
        "--jobs", type=whole(1, 256), default=os.cpu_count() or 1, help="processes; all cores by default"
    )
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="run on a Dask scheduler, such as tcp://host:8786, instead"
    )
    parser.add_argument("--format", choices=(PARQUET, CSV), help="of the tables; parquet where DuckDB is installed")
    parser.add_argument("--json", action="store_true", help="print the summary as one JSON object")


def run(args: argparse.Namespace) -> int:
    try:
        sweep = read_plan(args.plan)
        out = Path(args.out) if args.out else Path("runs") / Path(args.plan).stem
        print(f"{len(sweep.games)} games, {sweep.campaigns} campaigns, into {out}", file=sys.stderr)
        summary = run_sweep(sweep, out, args.jobs, args.cluster, args.format, Progress())
    except (SweepError, MissingExtraError, ValueError) as error:
        raise UsageError(str(error)) from error
    if args.json:
        print(json.dumps(summary))
    else:
        _table(summary)
    return 0


class Progress:
    """Campaigns done, their rate and the time left: in place on a terminal, else a line now and then."""

    def __init__(self) -> None:
        self._began = self._told = time.monotonic()

    def __call__(self, done: int, now: int, of: int) -> None:
        clock = time.monotonic()
        rate = now / max(clock - self._began, 1e-9)
        text = f"{done}/{of} campaigns, {rate:.4g} a second, {_span((of - done) / rate)} left"
        if sys.stderr.isatty():
            print(f"\r{text:70}", end="\n" if done == of else "", file=sys.stderr, flush=True)
        elif done == of or clock - self._told >= EVERY_SECONDS:
            self._told = clock
            print(text, file=sys.stderr, flush=True)


def _span(seconds: float) -> str:
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours} h {rest // 60} min" if hours else f"{rest // 60} min {rest % 60} s"


def _table(summary: dict[str, Any]) -> None:
    several = len({row["rules"] for row in summary["rows"]}) > 1
    print(f"{summary['campaigns']} campaigns; gain over {summary['baseline']} in the same seats on the same luck")
    for row in summary["rows"]:
        index, gain, alive = row["index"], row["gain"], row["survived"]
        place = f"{row['scenario']} {row['seat']}" + (f" [{row['rules']}]" if several else "")
        print(f"  {place:28} {row['policy']:36} index {index['mean']:5.1f} {_interval(index)}"
              f"  gain {gain['mean']:+6.2f} {_interval(gain)}  survived {alive['mean']:.1%}"
              f"  crises {row['crises']['mean']:.2f}, supported {_share(row['supported']['mean'])}")  # fmt: skip


def _interval(figure: dict[str, float | None]) -> str:
    return "" if figure["low"] is None else f"({figure['low']:.2f}..{figure['high']:.2f})"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"
