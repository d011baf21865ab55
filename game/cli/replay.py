"""`replay`: what a replay or a saved campaign holds, turn by turn, and whether it comes out the same today."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli import whatif

if TYPE_CHECKING:
    from game.content.files.replays import Replay
    from game.sim.replaying import Verdict

HELP = "show a replay or a saved campaign turn by turn, verify it, and ask what other orders would have changed"
OK, BAD_SAVE = 0, 5
SHOWN = 16  # letters of a digest that the table has room for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a replay (.replay) or a saved campaign (.save)")
    parser.add_argument("--verify", action="store_true", help="play it again and compare every state")
    parser.add_argument("--export", type=Path, metavar="FILE", help="play it again and write it as a replay")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    whatif.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the turns; 5 for a file that can't be read, was played under other rules, or comes out otherwise."""
    from game.content.files import replays
    from game.content.files.container import NONSENSE
    from game.content.files.saves import SaveError
    from game.sim.replaying import verify, with_keys

    try:
        replay = replays.read(args.file)
        verdict = verify(replay) if args.verify and replay.own_rules else None
        if args.export is not None:
            replays.write(args.export, with_keys(replay))
        told = whatif.asked(args, replay)
        if args.orders:
            whatif.print_orders(args, replay)
            return OK
    except SaveError as error:
        return _failed(str(error))
    except NONSENSE as error:  # an unknown policy, or a scenario that was changed by hand
        return _failed(f"{args.file.name}: can't be played again ({error})")
    _print(args, replay, verdict, told)
    why = _problem(args, replay, verdict)
    return _failed(f"{args.file.name}: {why}") if why else OK


def _failed(text: str) -> int:
    print(f"army-diplomacy: {text}", file=sys.stderr)
    return BAD_SAVE


def _problem(args: argparse.Namespace, replay: Replay, verdict: Verdict | None) -> str:
    """Why the exit code is 5, or nothing."""
    if args.verify and not replay.own_rules:
        return "was played under other rules: it can be watched, but not verified"
    if verdict is not None and verdict.difference is not None:
        return str(verdict.difference)
    if verdict is not None and not verdict.compared:
        return "has no digests to compare"
    return ""


def _print(args: argparse.Namespace, replay: Replay, verdict: Verdict | None, told: dict[str, Any] | None) -> None:
    if args.json:
        print(json.dumps(_object(replay, verdict) | ({} if told is None else {"what_if": told})))
        return
    if told is not None:
        whatif.print_answer(told)
        return
    rules = "these rules" if replay.own_rules else "other rules"
    seat = f"seat {replay.player}, " if replay.player else ""
    print(f"{replay.scenario.title}: {seat}seed {replay.seed}, {replay.steps} decision points, {rules}")
    print(f"{'turn':>4}  {'date':7}  {'digest':{SHOWN}}  orders")
    for row in _turns(replay, verdict):
        year, quarter = row["date"]
        known = row["digest"][:SHOWN] if row["digest"] else "-"
        orders = "-" if row["orders"] is None else row["orders"]
        print(f"{row['turn']:>4}  {year} Q{quarter}  {known:{SHOWN}}  {orders}{'  key state' if row['key'] else ''}")
    if verdict is not None and verdict.difference is None:
        print(f"verified: {verdict.compared} states come out the same")


def _turns(replay: Replay, verdict: Verdict | None) -> list[dict[str, Any]]:
    """The beginning of each turn: its digest as recorded, and how many orders were then given in it."""
    setting, record = replay.setting, replay.record
    rows = []
    for turn in range(replay.steps // 2 + 1):
        steps = [step for step in (2 * turn, 2 * turn + 1) if step < replay.steps]
        known = [len(record.orders[step]) for step in steps if step in record.orders]
        rows.append(
            {
                "turn": turn,
                "step": 2 * turn,
                "date": list(setting.quarter_of(turn)),
                "digest": record.digests.get(2 * turn),
                "orders": sum(known) if len(known) == len(steps) else None,
                "key": 2 * turn in replay.keys,
                "played": None if verdict is None else verdict.record.digests.get(2 * turn),
            }
        )
    return rows


def _object(replay: Replay, verdict: Verdict | None) -> dict[str, Any]:
    """The JSON object of `replay --json`."""
    difference = None if verdict is None else verdict.difference
    return {
        "scenario": replay.scenario.id,
        "seed": replay.seed,
        "world": replay.world,
        "seat": replay.player or None,
        "policy": replay.policy,
        "seats": replay.seats,
        "steps": replay.steps,
        "fingerprint": replay.fingerprint or None,
        "own_rules": replay.own_rules,
        "turns": _turns(replay, verdict),
        "compared": None if verdict is None else verdict.compared,
        "verified": None if verdict is None else verdict.compared > 0 and difference is None,
        "difference": None if difference is None else {"step": difference.step, "arrays": list(difference.arrays)},
    }
