"""What if: a game with some orders changed, on the same luck, and then in other worlds from that turn on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.content.files.replays import Replay
from game.core.orders import Order, OrderTable
from game.core.state import State
from game.core.terms import Explanation
from game.sim.review.branches import Course, stacked, worlds_of
from game.sim.review.given import Given, UnclearError, left_out, named, orders_of, put_in, read, text_of
from game.sim.sweep_summary import mean_interval

WORLDS = 32
CHUNK = 8
"""Other worlds played at a time, so that a first interval comes soon."""
FIRST_OTHER = 1 << 40
"""Numbers of the other worlds: beyond those that games are played in."""
STUDENT = 1.26
"""An interval of few worlds is wider by 1 + 1.26 / (n - 1): Student's t within 1% from eight worlds on."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is done otherwise at one decision point."""

    step: int
    without: tuple[Order, ...] = ()
    instead: tuple[Order, ...] = ()

    @property
    def turn(self) -> int:
        """The turn it belongs to, from 0."""
        return self.step // 2


@dataclass(frozen=True, slots=True)
class Question:
    """A game, whose orders are changed, how, and in how many other worlds besides; it can be sent to a process."""

    replay: Replay
    nation: str
    changes: tuple[Change, ...]
    worlds: int = WORLDS


@dataclass(frozen=True, slots=True)
class Answer:
    """The final index as it was and as it would have been, on the same luck; then the same in other worlds."""

    before: Explanation
    after: Explanation
    others: tuple[tuple[int, int], ...]  # tenths in each other world, as it was and changed
    wanted: int
    faithful: bool  # played again, the game ends as it was recorded

    @property
    def change(self) -> int:
        """Tenths of the index that the change brings on the same luck."""
        return self.after.total - self.before.total

    @property
    def terms(self) -> list[tuple[str, int]]:
        """The change of each term of the index, in tenths; they add up to `change`."""
        pairs = zip(self.before.terms, self.after.terms, strict=True)
        return [(one.name, other.points - one.points) for one, other in pairs]

    @property
    def spread(self) -> tuple[float, float, float] | None:
        """Mean change over the other worlds in tenths, and its 95% interval; None with fewer than two."""
        gains = np.array([after - before for before, after in self.others], np.float64)
        if len(gains) < 2:
            return None
        found = mean_interval(gains)
        mean, half = float(gains.mean()), (found["high"] or 0.0) - float(found["mean"] or 0.0)
        half *= 1 + STUDENT / (len(gains) - 1)
        return mean, mean - half, mean + half


def changes_from(course: Course, without: Iterable[str], instead: Iterable[str]) -> tuple[Change, ...]:
    """Changes from TURN:ORDER and TURN:ORDER/NEW (or TURN:/NEW, which adds). Raises UnclearError."""
    wanted = [(*_turn_of(text, course), "") for text in without]
    for text in instead:
        turn, rest = _turn_of(text, course)
        old, slash, new = rest.partition("/")
        if not slash or not new:
            raise UnclearError(f"{text!r} is not TURN:ORDER/NEW")
        wanted.append((turn, old, new))
    found: dict[int, Change] = {}
    for change in _located(course, wanted):
        held = found.get(change.step, Change(change.step))
        found[change.step] = Change(change.step, held.without + change.without, held.instead + change.instead)
    return tuple(found[step] for step in sorted(found))


def _turn_of(text: str, course: Course) -> tuple[int, str]:
    """The turn and the rest of TURN:...; a turn is counted from 0, or a quarter such as 2027Q3."""
    head, colon, rest = text.partition(":")
    turns = range(course.setting.turns)
    dates = {"{}Q{}".format(*course.setting.quarter_of(turn)): turn for turn in turns}
    turn = dates.get(head.upper(), int(head) if head.isascii() and head.isdigit() else -1)
    if not colon or turn not in turns or 2 * turn >= course.replay.steps:
        last = (course.replay.steps - 1) // 2
        raise UnclearError(f"{text!r}: write TURN:ORDER, where TURN is 0 to {last} or a quarter such as "
                           f"{next(iter(dates))}")  # fmt: skip
    return turn, rest


def _located(course: Course, wanted: Sequence[tuple[int, str, str]]) -> Iterator[Change]:
    """Each wanted change at the decision point where its order was given. Raises UnclearError."""
    turns, nation = {turn for turn, _old, _new in wanted}, course.setting.nations[course.row]
    given: dict[int, list[Given]] = {}
    for state, table in course.moments():
        if state.turn in turns:
            given[state.step] = orders_of(table, course.setting, course.row)
        if state.turn > max(turns):
            break
    for turn, old, new in wanted:
        steps = [step for step in (2 * turn, 2 * turn + 1) if step in given]
        if not old:
            yield Change(steps[0], (), (read(new, nation),))
            continue
        named(old, [one for step in steps for one in given[step]])  # raises where nothing is called so
        for step in steps:
            found = _matching(old, given[step])
            if found:
                yield Change(step, tuple(found), (read(new, nation, found[0]),) if new else ())


def _matching(text: str, given: list[Given]) -> list[Order]:
    try:
        return [one.order for one in named(text, given)]
    except UnclearError:
        return []  # it was given at the other decision point of the turn


def answers(question: Question) -> Iterator[Answer | None]:
    """First the answer on the same luck, then with more and more other worlds; None while nothing new is known.

    Raises UnclearError for an order that was not given, or can't be.
    """
    course = Course.of(question.replay, question.nation)
    past = _past(course, question.changes)
    start = past.states[min(past.states)]
    arms = _Arms(course, question.changes, past)
    answer: Answer | None = None
    for state in arms.play(worlds_of(start, np.full(2, question.replay.world)), 1, faithful=True):
        if state is None:
            yield None
            continue
        before, after = course.index(state)
        kept = question.replay.record.digests.get(question.replay.steps)
        answer = Answer(before, after, (), question.worlds, kept in (None, state.digests()[0]))
        yield answer
    assert answer is not None  # the play above ends with a state
    for number in range(0, question.worlds, CHUNK):
        count = min(CHUNK, question.worlds - number)
        numbers = np.tile(FIRST_OTHER + number + np.arange(count), 2)
        for state in arms.play(worlds_of(start, numbers), count, faithful=False):
            if state is None:
                yield None
                continue
            totals = course.totals(state).tolist()
            pairs = tuple(zip(totals[:count], totals[count:], strict=True))
            answer = replace(answer, others=answer.others + pairs)
            yield answer


@dataclass(slots=True)
class _Past:
    """What was ordered from the first change on, and the states in which something is changed."""

    tables: dict[int, OrderTable]
    states: dict[int, State]


def _past(course: Course, changes: tuple[Change, ...]) -> _Past:
    past, steps = _Past({}, {}), {change.step for change in changes}
    for state, table in course.moments():
        if state.step in steps:
            past.states[state.step] = state
        if state.step >= min(steps):
            past.tables[state.step] = table
    if steps - past.states.keys():
        raise UnclearError(f"the game has no decision point {max(steps)}")
    return past


class _Arms:
    """The game as it was in the first half of a batch, and changed in the second."""

    def __init__(self, course: Course, changes: tuple[Change, ...], past: _Past) -> None:
        self.course = course
        close_up = bool(course.replay.player)
        self.own = {step: (table, table) for step, table in past.tables.items()}
        for change in changes:
            table = past.tables[change.step]
            slots = [slot for order in change.without for slot in _slots(order, table, course)]
            other = left_out(table, course.row, slots, close_up=close_up)
            if change.instead:
                other = put_in(other, course.row, change.instead, past.states[change.step], course.setting)
            self.own[change.step] = (table, other)
        self.changed = {change.step for change in changes}

    def play(self, state: State, each: int, *, faithful: bool) -> Iterator[State | None]:
        """None after each turn, and at last the worlds at the end. Faithful: every order as it was recorded."""
        course = self.course
        while state.step < course.replay.steps:
            pair = self.own[state.step]
            own = stacked([pair[0]] * each + [pair[1]] * each)
            if not faithful and state.step not in self.changed:
                own = course.deputy(state, pair[0])
            state = course.onward(state, course.others(state, own))
            if state.planning:
                yield None
        yield state


def _slots(order: Order, table: OrderTable, course: Course) -> list[int]:
    found = [one.slot for one in orders_of(table, course.setting, course.row) if one.order == order]
    if not found:
        raise UnclearError(f"{text_of(order)} was not given then")
    return found
