"""`bench`: what the engine does a second on this machine, beside what the machine itself and other engines do."""

from __future__ import annotations

import argparse
import json
import os
from typing import Any

from game.env.bench import environments
from game.sim.bench.engine import LONG, SHORT, USUAL, engine, told
from game.sim.bench.peers import peers
from game.sim.memory import keep_freed_memory

HELP = "measure the engine beside this machine's own limits"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--short", action="store_true", help="a few small points, for a quick check")
    form.add_argument("--long", action="store_true", help="every number of nations and worlds: some minutes")
    form.add_argument("--ui", action="store_true", help="measure frames of the desktop game instead")


def run(args: argparse.Namespace) -> int:
    result = _frames() if args.ui else _engine(args)
    if args.json:
        print(json.dumps(result))
        return 0
    for name, value in result.items():
        if isinstance(value, list):
            print(f"\n{name}" if value else f"\n{name}: none")
            print(*told(value), sep="\n")
        else:
            print(f"{name}: {_show(value)}")
    return 0


def _engine(args: argparse.Namespace) -> dict[str, Any]:
    keep_freed_memory()
    form = SHORT if args.short else LONG if args.long else USUAL
    return engine(form) | {"environments": environments(args.short), "peers": [] if args.short else peers()}


def _frames() -> dict[str, Any]:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # it would be printed among the data
    from game.ui.bench import frames

    return frames()


def _show(value: object) -> str:
    return f"{value:,.4g}" if isinstance(value, float) else str(value)
