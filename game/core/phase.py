"""One decision point in the making: the state as it is, the draft of the next, its luck, and what happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Keys, Luck
from game.core.observe import Observation, observe
from game.core.places import flat
from game.core.setting import Setting
from game.core.state import State
from game.core.terms import Ints

EVENTS = (
    "deployed", "withdrawn", "recalled", "post_opened", "post_closed", "post_expelled", "drilled", "proposed",
    "agreed", "declined", "countered", "ended", "attended", "hosted", "item_adopted", "item_failed", "trained",
    "casualties", "crisis_opened", "crisis_escalated", "crisis_ended", "posture_set", "asked", "pledged", "committed",
    "good_offices", "treaty_broken", "state_failed", "plot_found", "leak", "scenario", "unanswered",
    "disclosed", "opposed", "mediated", "lapsed", "treaty_left", "mission_closed", "entangled", "taken_up",
)  # fmt: skip
"""Kinds of event; `nation` did it or suffered it, `other` is the row of the other side (-1: nobody)."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Events of one kind in a batch: rows of equal length."""

    kind: str
    w: NDArray[np.int64]
    nation: Ints
    other: Ints
    value: Ints  # by kind: contingents, offer code * 10 + level, crisis kind, outcome, ...
    detail: Ints


@dataclass(frozen=True)
class Phase:
    """Rules read `now` and write `draft`, so the order of nations and rows can't matter."""

    now: State
    draft: State
    setting: Setting
    luck: Luck
    happenings: list[Happening] = field(default_factory=list)
    observed: Observation | None = None  # where somebody has looked at `now` already

    @property
    def keys(self) -> Keys:
        return self.setting.keys

    @cached_property
    def seen(self) -> Observation:
        """What every nation knew when this decision point began."""
        return self.observed or observe(self.now, self.setting)

    def log(
        self,
        kind: str,
        w: NDArray[np.int64],
        nation: NDArray[np.integer],
        other: NDArray[np.integer] | int = -1,
        *,
        value: NDArray[np.integer] | int = 0,
        detail: NDArray[np.integer] | int = 0,
    ) -> None:
        """Note one event a row; scalars are broadcast."""
        if kind not in EVENTS:
            raise ValueError(f"no event is called {kind!r}")
        if len(w):
            columns = [np.full(w.shape, x, np.int32) for x in (nation, other, value, detail)]
            self.happenings.append(Happening(kind, w, *columns))


def add(array: Ints, index: tuple[NDArray[np.integer], ...], amount: NDArray[np.integer] | int) -> None:
    """Add at an index of all axes, rows that meet adding up: whole numbers, so their order can't matter.

    NumPy adds up quickly in one long row, and at the array's own type; anywhere else a hundred times slower.
    """
    np.add.at(array.reshape(-1, copy=False), flat(array.shape, *index), np.asarray(amount, array.dtype))


def within(array: Ints, low: int, high: int) -> None:
    """Bound a drafted quantity to its range, in place."""
    np.clip(array, low, high, out=array)
