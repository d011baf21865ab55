"""`simulate`: play many worlds of a scenario without a display and print what came out."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from game.cli.usage import UsageError
from game.content.files import replays
from game.content.files.saves import SaveError
from game.content.format.model import Scenario
from game.content.reading.load import load_scenario
from game.ministers.table import PolicyError
from game.sim.memory import keep_freed_memory
from game.sim.replaying import played_by
from game.sim.simulate import Run, simulate, summary

HELP = "play many worlds of a scenario without a display"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", help="id or path of a scenario")
    parser.add_argument("--worlds", type=whole(1, 10_000_000), default=1, metavar="N")
    parser.add_argument(
        "--first-world", type=whole(0, 1 << 40), default=0, metavar="K", help="number of the first world"
    )
    parser.add_argument("--turns", type=whole(1, 400), metavar="N", help="turns to play; the scenario's own by default")
    parser.add_argument("--policy", default="balanced", help="policy of every seat, such as balanced:without=drill")
    parser.add_argument("--seat", action="append", default=[], type=pair, metavar="NATION=POLICY")
    parser.add_argument("--seed", type=whole(0, (1 << 63) - 1), default=0)
    parser.add_argument("--rules", action="append", default=[], type=rule, metavar="KEY=VALUE", help="override a rule")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="keep the first world as a replay")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def whole(low: int, high: int) -> Any:
    """An argparse type: a whole number within [low, high]."""

    def convert(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{value} is not within {low}..{high}")
        return value

    return convert


def pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not (key and equals and value):
        raise argparse.ArgumentTypeError(f"{text!r} is not KEY=VALUE")
    return key, value


def rule(text: str) -> tuple[str, int]:
    key, value = pair(text)
    try:
        return key, int(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{key} takes a whole number, not {value!r}") from None


def run(args: argparse.Namespace) -> int:
    keep_freed_memory()
    scenario = load_scenario(args.scenario)
    try:
        result = simulate(
            scenario,
            worlds=args.worlds,
            turns=args.turns,
            policy=args.policy,
            seats=dict(args.seat),
            seed=args.seed,
            rules=dict(args.rules),
            first_world=args.first_world,
            progress=_progress if sys.stderr.isatty() else None,
        )
    except (PolicyError, KeyError, ValueError) as error:
        raise UsageError(error.args[0]) from error
    if args.replay is not None and not _kept(args, scenario):
        return 1
    if args.json:
        print(json.dumps(summary(result)))
    else:
        _table(result)
    return 0


def _kept(args: argparse.Namespace, scenario: Scenario) -> bool:
    """Whether the first world could be written as a replay; says why not."""
    seats, rules = dict(args.seat), dict(args.rules)
    made = played_by(scenario, args.seed, args.first_world, args.turns, args.policy, seats, rules)
    try:
        replays.write(args.replay, made)
    except SaveError as error:
        print(f"army-diplomacy: {error}", file=sys.stderr)
        return False
    return True


def _progress(done: int, of: int) -> None:
    end = "\n" if done == of else ""
    print(f"\r{done}/{of} worlds", end=end, file=sys.stderr, flush=True)


def _table(run: Run) -> None:
    result = summary(run)
    print(f"{result['scenario']}: {result['worlds']} worlds, {result['turns']} turns, seed {result['seed']}")
    for nation in sorted(result["nations"], key=lambda row: -row["index"]["mean"]):
        index = nation["index"]
        print(
            f"  {nation['id']:8} index {index['mean']:5.1f} (5-95%: {index['p05']:5.1f}-{index['p95']:5.1f})"
            f"  survived {nation['survived']:.0%}"
        )
    for name, counts in result["crises"].items():
        print(f"  crises by {name}: " + ", ".join(f"{key} {count}" for key, count in counts.items()))
    print(f"  {result['world_turns_per_s']} world-turns/s; digest {result['digest']}")
