"""What a minister is, and the pad on which a policy weighs candidates before it writes orders."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Keys, Luck, Purpose
from game.core.exact import ONE
from game.core.instruments import POSITION
from game.core.instruments.instrument import Rows64
from game.core.observe import Observation
from game.core.orders import OrderTable
from game.core.terms import Ints

FIELDS = (
    "instrument", "option", "target", "level", "amount", "group", "staff", "funds", "contingents", "officers", "mark",
)  # fmt: skip
"""Columns of a candidate; of several with the same `mark` (0: none) only the best is ordered."""
TOUCHED = 1024
CONSIDERED = 32
"""Candidates, best first, that a nation's staff goes through in a turn."""


class Policy(Protocol):
    """Orders of every nation from what each knows; the match keeps the rows of the seats a policy holds."""

    def decide(self, seen: Observation, luck: Luck) -> OrderTable:
        """Orders (W, N, K) for the decision point of the observation."""


@runtime_checkable
class Seated(Protocol):
    """A policy that thinks about one nation at a time, and so wants to know whose orders are asked for."""

    def decide_for(self, seen: Observation, luck: Luck, w: Rows64, i: Rows64) -> OrderTable:
        """Orders (W, N, K) in which only the rows (w, i) are filled."""


def orders_for(policy: Policy, seen: Observation, luck: Luck, w: Rows64, i: Rows64) -> OrderTable:
    """Orders (W, N, K) of `policy` of which only the rows (w, i) count, at no more thought than they take."""
    if isinstance(policy, Seated):
        return policy.decide_for(seen, luck, w, i)
    return policy.decide(seen, luck)


@dataclass(frozen=True)
class Blur:
    """How unclearly a minister sees what its choices are worth: noise of `per_cent` of each candidate's value."""

    luck: Luck
    keys: Keys
    per_cent: int

    def blurred(self, values: Ints) -> Ints:
        """(W, N, K) values with noise keyed by nation and candidate; untouched where there is no noise."""
        if not self.per_cent:
            return values
        w, i, k = np.ogrid[tuple(slice(size) for size in values.shape)]
        noise = self.luck.normal(Purpose.MINISTER, w, self.keys[i], k.astype(np.uint64) + np.uint64(CANDIDATES))
        factor = 100 + noise.astype(np.int64) * self.per_cent // ONE
        return np.clip(values * factor // 100, -(1 << 20), 1 << 20).astype(np.int32)

    def overlooked(self, table: OrderTable) -> None:
        """Take away the orders of a table that so unclear a view misses."""
        if self.per_cent:
            worth = self.blurred(np.full(table.instrument.shape, 100, np.int32))
            table.instrument[worth < 0] = -1


CANDIDATES = 1 << 20
"""Where the numbers of candidates begin among the ministers' draws."""


@dataclass(slots=True)
class Pad:
    """Candidate orders of all nations: one (W, N) column a candidate, with its value and what it takes."""

    worlds: int
    nations: int
    values: list[Ints] = field(default_factory=list)
    columns: list[dict[str, Ints]] = field(default_factory=list)

    def note(self, value: NDArray[np.integer], instrument: str, **columns: object) -> None:
        """Add a candidate a nation; `value` is in index points x 1000, 0 or less where there is none to consider."""
        shape = (self.worlds, self.nations)
        full = {name: np.broadcast_to(np.asarray(columns.get(name, 0), np.int32), shape) for name in FIELDS}
        full["instrument"] = np.full(shape, POSITION[instrument], np.int32)
        self.values.append(np.clip(np.broadcast_to(value, shape), -(1 << 20), 1 << 20).astype(np.int32))
        self.columns.append(full)

    def choose(self, budget: dict[str, Ints], slots: int, blur: Blur) -> OrderTable:
        """Greedy: best value for its staff first, while staff, funds, contingents and officers last."""
        table = OrderTable.empty(self.worlds, self.nations, slots)
        if not self.values:
            return table
        values = blur.blurred(np.stack(self.values, axis=-1))
        staff = np.stack([column["staff"] for column in self.columns], axis=-1)
        worth = values.astype(np.int64) * 100 // (staff + 50)
        order = np.argsort(-worth, axis=-1, kind="stable")[..., :CONSIDERED]
        values = np.take_along_axis(values, order, axis=-1)
        arranged = {
            name: np.take_along_axis(np.stack([column[name] for column in self.columns], axis=-1), order, axis=-1)
            for name in FIELDS
        }
        left = {name: amount.copy() for name, amount in budget.items()}
        used = np.zeros(values.shape[:2], np.int64)
        touched = np.zeros((self.worlds, self.nations, TOUCHED), np.bool_)
        for place in range(int((values > 0).sum(axis=-1).max())):
            mark = arranged["mark"][..., place]
            good = (values[..., place] > 0) & (used < slots)
            for name, amount in left.items():
                good &= arranged[name][..., place] <= amount
            w, i = np.nonzero(good)
            fresh = (mark[w, i] == 0) | ~touched[w, i, mark[w, i]]
            w, i = w[fresh], i[fresh]
            for name, amount in left.items():
                amount[w, i] -= arranged[name][w, i, place]
            for column, name in zip(table.columns(), FIELDS[:6], strict=True):
                column[w, i, used[w, i]] = arranged[name][w, i, place]
            used[w, i] += 1
            touched[w, i, mark[w, i]] = True
        return table


def first_of(owner: Rows64, most: int) -> tuple[Rows64, Rows64]:
    """Positions kept when every owner keeps its first `most` rows, and the place of each among its owner's."""
    arranged = np.argsort(owner, kind="stable")
    by_owner = owner[arranged]
    place = np.arange(len(owner))
    starts = np.ones(len(owner), np.bool_)
    starts[1:] = by_owner[1:] != by_owner[:-1]
    place = place - np.maximum.accumulate(np.where(starts, place, 0))
    kept = place < most
    return arranged[kept], place[kept]
