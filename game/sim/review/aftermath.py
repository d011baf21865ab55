"""What became of a game: the index turn by turn, who stood by whom, and who came in the seat's crises, who didn't."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.core.alliances import alliances
from game.core.crises.support import rung_for, thresholds, willingness
from game.core.instruments.responses import FRESH
from game.core.observe import Observation, observe
from game.core.orders import Order
from game.core.phase import Happening
from game.core.score import index_score, met
from game.core.setting import Objective
from game.core.state import State
from game.core.step import StepResult
from game.core.terms import Explanation, Ints, Score
from game.sim.review.branches import Course
from game.sim.review.given import orders_of

CLOSEST = 4
"""Allies that were not asked, of whom a crisis tells as well."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the seat: the true index at its beginning, its orders, and all that happened in it."""

    turn: int
    index: Explanation
    orders: tuple[Order, ...]
    events: tuple[tuple[Happening, Ints], ...]  # with the kinds of the crises that were open before


@dataclass(frozen=True, slots=True)
class Helper:
    """An outsider in a crisis: whether it was asked, what it pledged, and how willing it was in truth."""

    row: int
    asked: bool
    pledged: int  # the highest rung for the victim, 0 for none
    opposed: int  # the highest rung against it
    will: Explanation  # its threshold is that of the next rung up
    ready: int  # the rung that its willingness reached


@dataclass(slots=True)
class Story:
    """One crisis of the seat from its first answer to its end."""

    slot: int
    kind: int
    adversary: int
    opened: int  # turn
    ended: int = -1
    outcome: int = -1
    violence: int = 0
    helpers: dict[int, Helper] = field(default_factory=dict)

    def told(self) -> list[Helper]:
        """Who came, who was asked and didn't, who stood against, and the most willing of the rest; best first."""
        met = [one for one in self.helpers.values() if one.asked or one.pledged or one.opposed]
        rest = [one for one in self.helpers.values() if one not in met and one.ready]
        rest.sort(key=lambda one: -one.will.total)
        ranked = sorted(met, key=lambda one: (-one.pledged, not one.asked, -one.will.total))
        return [*ranked, *rest[:CLOSEST]]


@dataclass(frozen=True, slots=True)
class Aftermath:
    """All that a report tells of one game and one seat; strengths are in ten-thousandths."""

    course: Course
    turns: tuple[Turn, ...]
    end: Explanation
    alive: bool
    strength: tuple[NDArray[np.int32], NDArray[np.int32]]  # (N, N) at the start and at the end
    crises: tuple[Story, ...]
    minister: Explanation  # where the balanced minister would have come in the seat
    last: State

    @property
    def over(self) -> bool:
        """Whether the campaign has come to its end."""
        return not self.alive or self.course.replay.steps >= 2 * self.course.setting.turns

    def met(self, objective: Objective) -> bool:
        """Whether the seat meets an objective now, in truth."""
        setting = self.course.setting
        ties = alliances(self.last, setting)
        total = index_score(self.last, setting, ties).total
        return bool(met(objective, self.last, setting, total, ties)[0, self.course.row])


def aftermath(course: Course) -> Aftermath:
    """Play the game again and take notes."""
    turns: list[Turn] = []
    crises: list[Story] = []
    open_ones: dict[int, Story] = {}
    first = last = course.start()
    for state, table, result in course.walk():
        given = tuple(one.order for one in orders_of(table, course.setting, course.row))
        events = tuple((event, state.kind[0]) for event in result.events)
        if state.planning:
            turns.append(Turn(state.turn, course.index(state)[0], given, events))
        else:
            held = turns[-1]
            turns[-1] = Turn(held.turn, held.index, held.orders + given, held.events + events)
            _follow(course, state, result, open_ones, crises)
        last = result.state
    return Aftermath(
        course, tuple(turns), course.index(last)[0], bool(last.alive[0, course.row]),
        (_strength(course, first), _strength(course, last)), tuple(crises), course.stand_in(), last,
    )  # fmt: skip


def _strength(course: Course, state: State) -> NDArray[np.int32]:
    return alliances(state, course.setting).strength[0]


def _follow(course: Course, state: State, result: StepResult, open_ones: dict[int, Story], crises: list[Story]) -> None:
    """Note what outsiders did in the seat's crises at one RESPOND, and which of them ended."""
    n, seat = course.setting.n, course.row
    seen = observe(state, course.setting)
    for slot in (seat, seat + n):
        if state.kind[0, slot] == 0:
            continue
        if slot not in open_ones:
            open_ones[slot] = Story(slot, int(state.kind[0, slot]) - 1, int(state.adversary[0, slot]),
                                    int(state.opened[0, slot]) // 2)  # fmt: skip
            crises.append(open_ones[slot])
        story = open_ones[slot]
        story.violence = max(story.violence, int(state.violence[0, slot]))
        _note_helpers(course, seen, story, _pledged(result.events, slot))
        for event in result.events:
            ending = np.nonzero((event.detail == slot) & (event.kind == "crisis_ended"))[0]
            if len(ending):
                story.ended, story.outcome = state.turn, int(event.value[ending[0]])
                del open_ones[slot]
                break


def _pledged(events: list[Happening], slot: int) -> dict[tuple[str, int], int]:
    """(kind of event, nation) -> rung of what was pledged for and against the victim of a crisis."""
    found: dict[tuple[str, int], int] = {}
    for event in events:
        if event.kind in ("pledged", "opposed"):
            for nation, value in zip(*(column[event.detail == slot].tolist() for column in (event.nation, event.value)),
                                     strict=True):  # fmt: skip
                found[event.kind, nation] = max(value, found.get((event.kind, nation), 0))
    return found


def _note_helpers(course: Course, seen: Observation, story: Story, pledged: dict[tuple[str, int], int]) -> None:
    """Each outsider as it is now, unless it was asked before: what counts is how willing it was when asked."""
    n, public = course.setting.n, seen.public
    rows = np.array([row for row in range(n) if row not in (course.row, story.adversary) and public.alive[0, row]])
    zero, slots = np.zeros_like(rows), np.full_like(rows, story.slot)
    will: Score = willingness(seen, zero, rows, slots, rows)
    ready = rung_for(will.total, course.setting, public.violence[zero, slots])
    for place, row in enumerate(rows.tolist()):
        asked = int(public.asked[0, row, story.slot]) == FRESH
        held = story.helpers.get(row)
        for_it = max(pledged.get(("pledged", row), 0), held.pledged if held else 0)
        against = max(pledged.get(("opposed", row), 0), held.opposed if held else 0)
        if held is not None and not asked and ("pledged", row) not in pledged:
            story.helpers[row] = Helper(row, held.asked, for_it, against, held.will, held.ready)
            continue
        rung = int(ready[place])
        limit = _next_threshold(course, rung, int(public.violence[0, story.slot]))
        points = will.at((place,), "willingness", limit)
        story.helpers[row] = Helper(row, asked or (held is not None and held.asked), for_it, against, points, rung)


def _next_threshold(course: Course, rung: int, violence: int) -> int | None:
    """Tenths from which the next rung would have been offered; None on the highest."""
    steps = thresholds(course.setting)
    if rung + 1 >= len(steps):
        return None
    levels = np.arange(-(1 << 12), 1 << 12, dtype=np.int32)
    reached = rung_for(levels, course.setting, np.full(len(levels), violence, np.int32)) > rung
    return int(levels[reached.argmax()]) if reached.any() else None
