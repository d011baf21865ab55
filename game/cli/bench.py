"""`bench`: what the engine does a second on this machine, beside what the machine itself can do."""

from __future__ import annotations

import argparse
import json
import os
from typing import Any

from game.sim.bench import engine

HELP = "measure the engine beside this machine's own limits"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--short", action="store_true", help="fewer turns and batches, for a quick check")
    parser.add_argument("--ui", action="store_true", help="measure frames of the desktop game instead")


def run(args: argparse.Namespace) -> int:
    result = _frames() if args.ui else engine(args.short)
    if args.json:
        print(json.dumps(result))
        return 0
    for name, value in result.items():
        if isinstance(value, list):
            for row in value:
                print("  " + "  ".join(f"{key} {_show(item)}" for key, item in row.items()))
        else:
            print(f"{name}: {_show(value)}")
    return 0


def _frames() -> dict[str, Any]:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # it would be printed among the data
    from game.ui.bench import frames

    return frames()


def _show(value: object) -> str:
    return f"{value:,.4g}" if isinstance(value, float) else str(value)
