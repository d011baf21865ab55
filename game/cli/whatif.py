"""The part of `replay` that asks what other orders would have changed: on the same luck, and in other worlds."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from game.cli.usage import UsageError

if TYPE_CHECKING:
    from game.content.files.replays import Replay
    from game.sim.review.branches import Course
    from game.sim.review.whatif import Answer, Change


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from game.cli.simulate import whole

    parser.add_argument("--orders", action="store_true", help="list the orders of the seat, as --without names them")
    parser.add_argument("--without", action="append", default=[], metavar="TURN:ORDER",
                        help="what if it had not been given, such as 3:attache.open.egy or 2027Q1:drill")  # fmt: skip
    parser.add_argument("--instead", action="append", default=[], metavar="TURN:ORDER/NEW",
                        help="what if NEW had been given instead; without ORDER it is added")  # fmt: skip
    parser.add_argument("--worlds", type=whole(0, 10_000), default=32, metavar="N",
                        help="other worlds that a what-if is played in (default 32)")  # fmt: skip
    parser.add_argument("--nation", default="", metavar="ID", help="whose orders; the player's by default")


def asked(args: argparse.Namespace, replay: Replay) -> dict[str, Any] | None:
    """The answer to --without and --instead as JSON would have it; None where nothing was asked. Raises UsageError."""
    from game.sim.review.given import UnclearError
    from game.sim.review.whatif import Question, answers, changes_from

    if not args.without and not args.instead:
        return None
    course = course_of(args, replay)
    try:
        changes = changes_from(course, args.without, args.instead)
        last: Answer | None = None
        for answer in answers(Question(replay, course.setting.nations[course.row], changes, args.worlds)):
            last = answer or last
            if answer is not None and sys.stderr.isatty():
                print(f"\r{len(answer.others)}/{answer.wanted} other worlds", end="", file=sys.stderr, flush=True)
    except UnclearError as error:
        raise UsageError(str(error)) from error
    if sys.stderr.isatty():
        print(file=sys.stderr)
    assert last is not None  # the first answer is the one on the same luck
    return _object(changes, last, course)


def course_of(args: argparse.Namespace, replay: Replay) -> Course:
    """The game and the seat that is meant. Raises UsageError."""
    from game.sim.review.branches import Course

    try:
        return Course.of(replay, args.nation)
    except KeyError as error:
        raise UsageError(str(error.args[0])) from error
    except ValueError:
        raise UsageError("policies held every seat: say whose orders you mean, with --nation ID") from None


def _object(changes: tuple[Change, ...], answer: Answer, course: Course) -> dict[str, Any]:
    from game.sim.review.given import text_of

    gains = [after - before for before, after in answer.others]
    mean, low, high = (None if one is None else round(one / 10, 2) for one in (answer.spread or (None, None, None)))
    return {
        "nation": course.setting.nations[course.row],
        "changes": [{"turn": one.turn, "date": "{}Q{}".format(*course.setting.quarter_of(one.turn)),
                     "without": [text_of(order) for order in one.without],
                     "instead": [text_of(order) for order in one.instead]} for one in changes],
        "faithful": answer.faithful,
        "same_luck": {"before": answer.before.total / 10, "after": answer.after.total / 10,
                      "change": answer.change / 10, "terms": {name: points / 10 for name, points in answer.terms}},
        "other_worlds": {"worlds": len(gains), "mean": mean, "low": low, "high": high,
                         "lower": sum(gain < 0 for gain in gains), "higher": sum(gain > 0 for gain in gains)},
    }  # fmt: skip


def print_answer(told: dict[str, Any]) -> None:
    """The answer in a few lines."""
    for one in told["changes"]:
        print(f"what if: {told['nation']}, turn {one['turn']} ({one['date']})"
              + (f", without {', '.join(one['without'])}" if one["without"] else "")
              + (f", with {', '.join(one['instead'])}" if one["instead"] else ""))  # fmt: skip
    same, others = told["same_luck"], told["other_worlds"]
    print(f"  on the same luck: index {same['before']:.1f} -> {same['after']:.1f}, change {same['change']:+.1f}")
    parts = [f"{name} {points:+.1f}" for name, points in same["terms"].items() if points]
    if parts:
        print(f"    {', '.join(parts)}")
    if others["mean"] is not None:
        print(f"  in {others['worlds']} other worlds from then on: change {others['mean']:+.2f} "
              f"(95%: {others['low']:+.2f} to {others['high']:+.2f}); lower in {others['lower']}, "
              f"higher in {others['higher']}")  # fmt: skip
    if not told["faithful"]:
        print("  the other ministers decide otherwise today than when it was played: both figures are of today")


def print_orders(args: argparse.Namespace, replay: Replay) -> None:
    """Every order of the seat, a line each."""
    from game.sim.review.given import orders_of, text_of

    course = course_of(args, replay)
    for state, table in course.moments():
        for given in orders_of(table, course.setting, course.row):
            print(f"{state.turn}:{text_of(given.order)}")
