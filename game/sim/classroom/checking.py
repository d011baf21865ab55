"""Whether a game that was handed in is the one that was set, and comes out as it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from game.content.files import replays
from game.content.files.container import NONSENSE
from game.content.files.replays import Record, Replay
from game.content.files.saves import SUFFIX as SAVE
from game.content.files.saves import SaveError
from game.core.alliances import alliances
from game.core.instruments import INSTRUMENTS, POSITION
from game.core.orders import OrderTable
from game.core.score import index_score, met
from game.core.state import State
from game.core.step import step
from game.core.terms import Explanation
from game.core.vocabulary import OUTCOMES
from game.sim.classroom.assignment import Assignment
from game.sim.replaying import orders_at
from game.sim.review.branches import Course

GAMES = (replays.SUFFIX, SAVE)
SOUND, TAMPERED, OTHER, UNFINISHED, UNREADABLE = "sound", "tampered", "another game", "unfinished", "unreadable"
"""What a game that was handed in can be; only sound ones are compared."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: its verdict and the reason, and what the game came to as it was played again."""

    name: str
    verdict: str
    why: str = ""
    seed: int = 0
    index: Explanation | None = None
    by_turn: tuple[int, ...] = ()  # tenths of the true index at the beginning of each turn and at the end
    alive: bool = True
    objectives: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)  # of its crises
    orders: dict[str, int] = field(default_factory=dict)  # by instrument

    @property
    def total(self) -> int:
        """Tenths of the index; 0 where the game could not be played again."""
        return 0 if self.index is None else self.index.total


def games_in(folder: Path) -> list[Path]:
    """The games in a folder, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix in GAMES and path.is_file())


def check_all(paths: list[Path], assignment: Assignment | None, jobs: int) -> Iterator[Checked]:
    """Each game in the order of the paths, over some processes."""
    if jobs < 2 or len(paths) < 2:
        yield from (check(path, assignment) for path in paths)
        return
    with ProcessPoolExecutor(min(jobs, len(paths)), get_context("spawn")) as pool:
        yield from pool.map(check, paths, [assignment] * len(paths), chunksize=4)


def check(path: Path, assignment: Assignment | None) -> Checked:
    """One game: whether it can be read, is the one that was set, and comes out as it says when it is played again."""
    try:
        replay = replays.read(path)
        seen = _again(path.name, replay)
    except SaveError as error:
        return Checked(path.name, UNREADABLE, error.why)
    except NONSENSE as error:
        return Checked(path.name, UNREADABLE, f"can't be played again ({error})")
    other = "" if assignment is None else _not_set(replay, assignment)
    if not replay.own_rules:
        other = other or "it was played under other rules than those of today"
    if other:
        return replace(seen, verdict=OTHER, why=other)
    if not seen.why and replay.steps < 2 * replay.setting.turns and seen.alive:
        return replace(seen, verdict=UNFINISHED, why=f"{replay.steps // 2} of {replay.setting.turns} turns were played")
    return seen


def _not_set(replay: Replay, assignment: Assignment) -> str:
    """In what a game is not the one that was set, or nothing."""
    if replay.scenario != assignment.scenario:
        same = replay.scenario.id == assignment.scenario.id
        return "its scenario was changed" if same else f"its scenario is {replay.scenario.id}"
    for name, here, set_so in (
        ("seat", replay.player, assignment.seat), ("world", replay.world, 0), ("other seats", replay.seats, {}),
        ("players", replay.players, ()),
        ("ministers", replay.policy, assignment.policy), ("rules", replay.rules, assignment.rules),
    ):  # fmt: skip
        if here != set_so:
            return f"its {name}: {here or 'none'}, not {set_so or 'none'}"
    if replay.seed not in assignment.seeds:
        return f"its seed {replay.seed} is not among {', '.join(map(str, assignment.seeds))}"
    return ""


def _again(name: str, replay: Replay) -> Checked:
    """Play it from the player's own orders alone: what others did is what their ministers decide, whatever it says."""
    course = Course.of(replay, replay.player or replay.scenario.nation_ids[0])
    state, by_turn, outcomes, why = course.start(), [], Counter[str](), ""
    while True:
        if state.planning:
            by_turn.append(int(course.totals(state)[0]))
        recorded = replay.record.digests.get(state.step)
        if not why and recorded is not None and recorded != state.digests()[0]:
            why = f"the state of {_when(course, state.step)} is not what the orders before it give"
        if not why and state.step in replay.keys and replay.keys[state.step].digests() != state.digests():
            why = f"the state kept of {_when(course, state.step)} was changed"
        if state.step >= replay.steps:
            break
        orders = orders_at(replace(replay, record=Record()), state, course.setting)
        why = why or _changed_orders(replay, orders, state, course)
        result = step(state, orders, course.setting, replay.seed)
        for event in result.events:
            if event.kind == "crisis_ended":
                outcomes.update(OUTCOMES[value] for value in event.value[event.nation == course.row].tolist())
        state = result.state
    if not why and not replay.record.digests:
        why = "it has no digests to compare"
    return _told(name, course, state, why, (tuple(by_turn), dict(outcomes)))


def _changed_orders(replay: Replay, orders: OrderTable, state: State, course: Course) -> str:
    """Whose recorded orders are not what their minister or the player's log gives, or nothing."""
    recorded = replay.record.table(state.step, course.setting.n)
    if recorded is None:
        return ""
    for row in np.nonzero(_rows(recorded, orders))[0].tolist():
        who = course.setting.nations[row]
        whose = "the player's log" if row == course.row and replay.player else "its minister"
        return f"{_when(course, state.step)}: the orders of {who} are not those of {whose}"
    return ""


def _rows(one: OrderTable, other: OrderTable) -> np.ndarray:
    """(N,) whether a nation's orders differ."""
    slots = max(one.slots, other.slots)
    differ = np.zeros(one.instrument.shape[1], np.bool_)
    for left, right in zip(one.columns(), other.columns(), strict=True):
        wide = [np.pad(column[0] * (table.instrument[0] >= 0) + (table.instrument[0] < 0) * -1,
                       ((0, 0), (0, slots - column.shape[2])), constant_values=-1)
                for column, table in ((left, one), (right, other))]  # fmt: skip
        differ |= (wide[0] != wide[1]).any(axis=1)
    return differ


def _when(course: Course, number: int) -> str:
    year, quarter = course.setting.quarter_of(min(number // 2, course.setting.turns - 1))
    return f"{year} Q{quarter}"


def _told(name: str, course: Course, state: State, why: str, seen: tuple[tuple[int, ...], dict[str, int]]) -> Checked:
    ties = alliances(state, course.setting)
    total = index_score(state, course.setting, ties).total
    nation = course.setting.nations[course.row]
    reached = [one for one in course.setting.objectives if not one.nations or nation in one.nations]
    orders = Counter(order.instrument for _number, order in course.replay.log)
    planned = {one.key: orders[one.key] for one in INSTRUMENTS}
    planned["responses"] = sum(orders[key] for key in POSITION) - sum(planned.values())
    return Checked(
        name, TAMPERED if why else SOUND, why, course.replay.seed, course.index(state)[0], seen[0],
        bool(state.alive[0, course.row]),
        sum(bool(met(one, state, course.setting, total, ties)[0, course.row]) for one in reached), seen[1], planned,
    )  # fmt: skip


def minister(assignment: Assignment, seed: int) -> int:
    """Tenths to which the balanced minister comes in the seat on the luck of a seed."""
    replay = Replay(assignment.scenario, seed, 2 * assignment.scenario.turns, assignment.policy,
                    rules=assignment.rules)  # fmt: skip
    return Course.of(replay, assignment.seat).stand_in().total
