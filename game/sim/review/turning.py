"""Turning points: the decisions without which a game would have ended most differently, on the same luck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from game.content.files.replays import Replay
from game.core.orders import Order, OrderTable
from game.core.state import State
from game.sim.review.branches import Course, stacked, together, worlds_of
from game.sim.review.given import left_out, orders_of

AT_ONCE = 48
"""Variants of a game played at a time: enough to be fast, few enough for the memory of 193 nations."""


@dataclass(frozen=True, slots=True)
class Turning:
    """One order, and the final index without it (tenths) where everything else was ordered as it was."""

    step: int
    order: Order
    index: int
    without: int

    @property
    def turn(self) -> int:
        """The turn it was given in, from 0."""
        return self.step // 2

    @property
    def gain(self) -> int:
        """Tenths of the final index that the order brought; negative where it cost."""
        return self.index - self.without


@dataclass(frozen=True, slots=True)
class Review:
    """What is known so far: orders that were tried, the one that counted most first."""

    turnings: tuple[Turning, ...]
    wanted: int  # orders to be tried
    index: int  # tenths, with all of them
    faithful: bool  # played again, the game ends as it was recorded

    @property
    def share(self) -> float:
        """How much of the work is done, 0 to 1."""
        return len(self.turnings) / self.wanted if self.wanted else 1.0


@dataclass(slots=True)
class _Variant:
    step: int
    order: Order
    table: OrderTable  # everybody's orders at that step without this one


def reviews(replay: Replay, nation: str = "") -> Iterator[Review | None]:
    """More and more of a game's turning points; None after each turn played.

    Each order of the seat is left out in turn; its other orders stay as they were, and everybody else decides anew.
    """
    course = Course.of(replay, nation)
    variants = _variants(course)
    found: list[Turning] = []
    if not variants:
        yield _nothing(course)
    for first in range(0, len(variants), AT_ONCE):
        some = variants[first : first + AT_ONCE]
        for state in _played(course, some):
            if state is None:
                yield None
                continue
            index, *without = course.totals(state).tolist()
            found += [Turning(one.step, one.order, index, lost) for one, lost in zip(some, without, strict=True)]
            ranked = sorted(found, key=lambda one: (-abs(one.gain), one.step, one.order))
            kept = replay.record.digests.get(replay.steps)
            faithful = kept in (None, state.take(np.array([0])).digests()[0])
            yield Review(tuple(ranked), len(variants), index, faithful)


def _nothing(course: Course) -> Review:
    """The review of a game in which the seat gave no orders."""
    last = None
    for state, table in course.moments():
        last = course.onward(state, table)
    index = 0 if last is None else int(course.totals(last)[0])
    return Review((), 0, index, True)


def _variants(course: Course) -> list[_Variant]:
    """One for each order of the seat, in the order of the game."""
    found = []
    close_up = bool(course.replay.player)
    for state, table in course.moments():
        for given in orders_of(table, course.setting, course.row):
            changed = left_out(table, course.row, [given.slot], close_up=close_up)
            found.append(_Variant(state.step, given.order, changed))
    return found


def _played(course: Course, variants: list[_Variant]) -> Iterator[State | None]:
    """The game as it was and its variants, world by world, each branching off where its order is left out."""
    batch: State | None = None
    joined = 0
    for state, table in course.moments():
        fresh = [one for one in variants[joined:] if one.step == state.step]
        if batch is None and not fresh:
            continue
        if fresh:
            more = worlds_of(state, np.full(len(fresh) + (batch is None), course.replay.world))
            batch = more if batch is None else together(batch, more)
        assert batch is not None  # there is a variant, or the loop went on above
        joined += len(fresh)
        own = [table] * (batch.worlds - len(fresh)) + [one.table for one in fresh]
        batch = course.onward(batch, course.others(batch, stacked(own)))
        if batch.planning:
            yield None
    if batch is not None:
        yield batch
