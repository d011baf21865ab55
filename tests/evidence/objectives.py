"""How often each recommended seat meets each objective of a scenario when `balanced` plays every seat.

    python tests/evidence/objectives.py --worlds 48              all scenarios
    python tests/evidence/objectives.py sahel --worlds 96        one of them
    python tests/evidence/objectives.py --mend                   write what half of the worlds reach into the files

A seat is winnable and losable when it meets all its main objectives in 10 to 90% of worlds. Beside each objective
stands what the seat had at the end: the 10th, 50th and 90th percentile. `--mend` follows the rules when they are tuned:
value and title of an objective of one seat become its median; of several, what the lower quarter of them has.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

import numpy as np
from numpy.typing import NDArray

from game.content.building.start import build
from game.content.reading.load import list_scenarios, load_scenario
from game.content.reading.paths import data_folder
from game.core.alliances import Alliances, alliances
from game.core.score import index_score, met
from game.core.setting import Objective, Setting
from game.core.state import State
from game.ministers.table import policy
from game.sim.match import Seats, finish, worlds_numbered

LOW, HIGH = 10, 90
"""Per cent of worlds in which what is winnable and losable is met."""
BATCH = 24
SEED = 20


def measured(objective: Objective, now: State, setting: Setting, ties: Alliances) -> NDArray[np.int64]:
    """(W, N) what the objective looks at, in its own unit."""
    found = {
        "index": index_score(now, setting, ties).total // 10,
        "standing": now.standing // 100,
        "stability": now.stability // 100,
        "integrity": now.integrity // 100,
        "allies": (ties.strength >= setting.rules.partner_floor).sum(axis=2),
        "survive": now.alive * 1,
    }[objective.kind]
    return np.asarray(found, np.int64)


def played(name: str, worlds: int, policy_name: str) -> tuple[Setting, list[State]]:
    """The last states of that many worlds, in batches."""
    scenario, ends = load_scenario(name), []
    for first in range(0, worlds, BATCH):
        setting, state = build(scenario, worlds_numbered(first, min(BATCH, worlds - first)), SEED)
        ends.append(finish(state, setting, Seats(policy(policy_name), {}), SEED, setting.turns))
    return setting, ends


def rows(name: str, worlds: int, policy_name: str) -> Iterator[tuple[bool, str]]:
    """A line for each seat and objective, and whether it is as it should be."""
    setting, ends = played(name, worlds, policy_name)
    ties = [alliances(end, setting) for end in ends]
    totals = [index_score(end, setting, tie).total for end, tie in zip(ends, ties, strict=True)]
    for seat in load_scenario(name).recommended:
        i = setting.row(seat.nation)
        won = np.ones(worlds, np.bool_)
        for one in setting.objectives:
            if one.nations and seat.nation not in one.nations:
                continue
            parts = zip(ends, ties, totals, strict=True)
            reached = np.concatenate([met(one, end, setting, total, tie)[:, i] for end, tie, total in parts])
            had = np.concatenate([measured(one, end, setting, tie)[:, i] for end, tie in zip(ends, ties, strict=True)])
            share, low, middle, high = 100 * reached.mean(), *np.percentile(had, (10, 50, 90))
            won &= reached | (not one.main)
            mark = "main" if one.main else "    "
            yield True, (f"{name:17} {seat.nation:8} {mark} {one.id:18} {one.kind:9} >= {one.value:3}  {share:3.0f}%"
                         f"   had {low:.0f} {middle:.0f} {high:.0f}")  # fmt: skip
        share = 100 * won.mean()
        good = LOW <= share <= HIGH
        yield good, f"{name:17} {seat.nation:8} all main objectives: {share:3.0f}%{'' if good else '   OUT OF RANGE'}"


def reached(objective: Objective, setting: Setting, seats: list[str], ends: list[State]) -> int:
    """What half of the worlds reach, of several seats the one at the lower quarter."""
    medians = []
    for nation in seats:
        if not objective.nations or nation in objective.nations:
            i = setting.row(nation)
            had = [measured(objective, end, setting, alliances(end, setting))[:, i] for end in ends]
            medians.append(int(np.median(np.concatenate(had))))
    return max(1, sorted(medians)[len(medians) // 4])


def mend(name: str, worlds: int, policy_name: str) -> Iterator[str]:
    """Write new values into the scenario and its translations; a line for each that changes."""
    setting, ends = played(name, worlds, policy_name)
    seats = [seat.nation for seat in load_scenario(name).recommended]
    folder = data_folder("scenarios")
    for one in setting.objectives:
        value = one.value if one.kind == "survive" else reached(one, setting, seats, ends)
        if value == one.value:
            continue
        block = re.compile(
            rf'(id = "{one.id}"\ntitle = ".*?){one.value}("\nkind = "{one.kind}"\nvalue = ){one.value}\n'
        )
        _replace(folder / f"{name}.toml", block, value)
        for path in folder.glob(f"{name}.*.toml"):
            _replace(path, re.compile(rf'^({one.id} = ".*?){one.value}(.*"\n)', re.MULTILINE), value)
        yield f"{name}: {one.id} is {value}, it was {one.value}"


def _replace(path: Path, pattern: re.Pattern[str], value: int) -> None:
    """Put a number in the place of another, once. Raises ValueError where the objective is not written so."""

    def written(match: re.Match[str]) -> str:
        end = f"{value}\n" if match.group(2).endswith("= ") else ""
        return f"{match.group(1)}{value}{match.group(2)}{end}"

    text, count = pattern.subn(written, path.read_text(encoding="utf-8"))
    if count != 1:
        raise ValueError(f"{path.name}: {count} places like {pattern.pattern}")
    path.write_text(text, encoding="utf-8")


def main() -> int:
    """Print the shares; 1 where a seat wins too often or too rarely."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="*", help="ids; all when left out")
    parser.add_argument("--worlds", type=int, default=48)
    parser.add_argument("--policy", default="balanced")
    parser.add_argument("--mend", action="store_true", help="write the median of each objective's seats as its value")
    args = parser.parse_args()
    wrong = 0
    for name in (args.scenarios or list_scenarios()) if args.mend else ():
        sys.stdout.writelines(f"{line}\n" for line in mend(name, args.worlds, args.policy))
    for name in args.scenarios or list_scenarios():
        for good, line in rows(name, args.worlds, args.policy):
            wrong += not good
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{wrong} seats out of {LOW}..{HIGH}%\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
