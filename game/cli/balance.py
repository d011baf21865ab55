"""`balance`: what policies, instruments and luck are worth from the seats of a scenario."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from game.cli.simulate import rule, whole
from game.cli.usage import UsageError
from game.content.format.model import Scenario
from game.content.reading.load import load_scenario
from game.ministers.balanced import LEVELS, PERSONALITIES
from game.ministers.table import PolicyError
from game.ministers.table import policy as named
from game.sim.balance import BASE, IDLE, Plan, leave_outs, measure, pures, report
from game.sim.facts import MECHANISMS

HELP = "measure what each policy and each instrument is worth, in pairs on the same luck"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", help="id or path of a scenario")
    parser.add_argument("--worlds", type=whole(1, 1_000_000), default=64, metavar="N")
    parser.add_argument("--first-world", type=whole(0, 1 << 40), default=0, metavar="K")
    parser.add_argument("--turns", type=whole(1, 400), metavar="N", help="turns to play; the scenario's own by default")
    parser.add_argument("--seats", metavar="A,B", help="nations to play; the recommended ones by default")
    parser.add_argument("--policies", metavar="P;Q", help="policies to compare instead of the usual ones")
    parser.add_argument("--levels", action="store_true", help="compare the three levels too")
    parser.add_argument("--strategist", metavar="NODES", type=whole(1, 1_000_000), help="compare the strategist too")
    parser.add_argument("--seed", type=whole(0, (1 << 63) - 1), default=0)
    parser.add_argument("--jobs", type=whole(1, 256), default=1, help="processes")
    parser.add_argument("--rules", action="append", default=[], type=rule, metavar="KEY=VALUE", help="override a rule")
    parser.add_argument(
        "--without", action="append", default=[], choices=sorted(MECHANISMS), metavar="MECHANISM",
        help=f"take a mechanism out: {', '.join(sorted(MECHANISMS))}; may be repeated",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    scenario = load_scenario(args.scenario)
    try:
        plan = _plan(args, scenario)
        outcomes = measure(plan, args.jobs, _progress)
    except (PolicyError, ValueError) as error:
        raise UsageError(error.args[0]) from error
    result = report(plan, outcomes)
    if args.json:
        print(json.dumps(result))
    else:
        _table(result)
    return 0


def _plan(args: argparse.Namespace, scenario: Scenario) -> Plan:
    seats = args.seats.split(",") if args.seats else [one.nation for one in scenario.recommended]
    unknown = [seat for seat in seats if seat not in scenario.nation_ids]
    if unknown or not seats:
        raise UsageError(f"no seat {', '.join(unknown)} in {scenario.id}; one of {', '.join(scenario.nation_ids)}")
    policies = _policies(args)
    for name in policies:
        named(name)
    rules = {key: value for name in args.without for key, value in MECHANISMS[name].items()} | dict(args.rules)
    return Plan(args.scenario, tuple(seats), policies, args.worlds, args.seed, args.turns, rules, args.first_world)


def _policies(args: argparse.Namespace) -> tuple[str, ...]:
    if args.policies:
        wanted: list[str] = args.policies.split(";")
    else:
        personalities = [f"{BASE}:personality={name}" for name in PERSONALITIES if name != BASE]
        wanted = ["random", *pures(), *leave_outs(), *personalities]
    wanted += [f"{BASE}:level={name}" for name in LEVELS] if args.levels else []
    wanted += [f"strategist:nodes={args.strategist}"] if args.strategist else []
    return tuple(dict.fromkeys([BASE, IDLE, *wanted]))


def _progress(done: int, of: int) -> None:
    end = "\n" if done == of else ""
    print(f"\r{done}/{of} chunks", end=end, file=sys.stderr, flush=True)


def _table(result: dict[str, Any]) -> None:
    gain = result["gain"]
    print(f"{result['scenario']}: {result['worlds']} worlds, seats {', '.join(result['seats'])}")
    print(f"  gain of balanced over passive {gain['mean']:.2f} ({gain['low']:.2f}..{gain['high']:.2f})")
    for row in result["policies"]:
        cost, share = row["cost"], row["share_of_gain"]
        ratio = "" if share["value"] is None else f"{share['value']:7.1%} ({share['low']:.1%}..{share['high']:.1%})"
        print(f"  {row['policy']:44} index {row['index']:5.1f}  cost {cost['mean']:6.2f} ({cost['low']:.2f}.."
              f"{cost['high']:.2f})  {ratio}  wins {row['beats_balanced']:.0%}  failed {row['failed']:.1%}"
              f"  {row['component']} {row['components'][row['component']]:+.2f}")  # fmt: skip
    for name, share in result["levels"].items():
        print(f"  {name}: {share:.0%} of games")
    parts = ", ".join(f"{name.replace('_', ' ')} {value:.0%}" for name, value in result["variance"].items())
    print(f"  variance of the index: {parts}; {result['seconds']} s")
