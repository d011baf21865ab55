"""What a minister is, and the pad on which a policy weighs candidates before it writes orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Keys, Luck, Purpose
from game.core.exact import ONE, quotient
from game.core.instruments import POSITION
from game.core.instruments.instrument import Rows64
from game.core.observe import Observation
from game.core.orders import OrderTable
from game.core.terms import Ints

FIELDS = ("instrument", "option", "target", "level", "amount", "group")
"""Columns of a candidate that make its order; it may also take means by name, and of several with the same `mark`
(0: none) only the best is ordered."""
Whole = TypeVar("Whole", bound=np.integer)
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


FUNDS_PRICE = 600
"""Hundredths of staff that all funds at hand are taken to be worth, so that what is dear must bring more."""
CANDIDATES = 1 << 20
"""Where the numbers of candidates begin among the ministers' draws."""


@dataclass(slots=True)
class Pad:
    """Candidate orders of all nations: a value, and what it takes, as (W, N) arrays or for all nations alike."""

    worlds: int
    nations: int
    values: list[NDArray[np.integer]] = field(default_factory=list)
    columns: list[dict[str, Any]] = field(default_factory=list)

    def note(self, value: NDArray[np.integer], instrument: str, **columns: object) -> None:
        """Add a candidate a nation; `value` is in index points x 1000, 0 or less where there is none to consider."""
        self.values.append(value)
        self.columns.append({"instrument": POSITION[instrument], **columns})

    def choose(self, budget: dict[str, Ints], slots: int, blur: Blur) -> OrderTable:
        """Greedy: best value for its staff first, while staff, funds, contingents and officers last."""
        table = OrderTable.empty(self.worlds, self.nations, slots)
        if not self.values:
            return table
        worth, marks = self._worth(blur, budget["funds"]), self._marks()
        needs = [self._column(name) for name in budget]
        orders = [self._column(name) for name in FIELDS]
        left = [amount.reshape(-1, 1).copy() for amount in budget.values()]
        row = np.arange(len(worth))
        for slot in range(slots):
            for need, amount in zip(needs, left, strict=True):
                worth *= _rows(need, row) <= amount
            best = worth.argmax(axis=1)
            going = np.flatnonzero(worth[np.arange(len(row)), best])
            if 2 * len(going) < len(row):  # most are done: go on with the others alone
                row, best, worth, left = row[going], best[going], worth[going], [amount[going] for amount in left]
                going = np.arange(len(row))
            for column, order in zip(table.columns(), orders, strict=True):
                column.reshape(-1, slots)[row[going], slot] = _picked(order, row[going], best[going])
            for need, amount in zip(needs, left, strict=True):
                amount[going, 0] -= _picked(need, row[going], best[going])
            worth *= _rows(marks, row) != _picked(marks, row, best)[:, None]
        return table

    def _worth(self, blur: Blur, funds: Ints) -> Ints:
        """(W N, C) value of each candidate for what it takes, 0 where there is none or it is not among the best."""
        values = np.clip(self._side_by_side(self.values, np.int64), -(1 << 20), 1 << 20).astype(np.int32)
        values = blur.blurred(values).reshape(self.worlds * self.nations, -1)
        paid = quotient(self._column("funds") * FUNDS_PRICE, np.maximum(funds.reshape(-1, 1), 1))
        price = self._column("staff") + 50 + np.minimum(paid, FUNDS_PRICE)
        worth = quotient(np.maximum(values, 0) * 100, price)
        many = np.nonzero((worth > 0).sum(axis=1) > CONSIDERED)[0]
        rest = np.argsort(-worth[many], axis=1, kind="stable")[:, CONSIDERED:]
        worth[many[:, None], rest] = 0
        return worth

    def _marks(self) -> Ints:
        """(W N, C) marks of the candidates; one without a mark has a number of its own, below 0."""
        marks = self._column("mark")
        return np.where(marks == 0, -1 - np.arange(marks.shape[1], dtype=np.int32), marks)

    def _column(self, name: str) -> Ints:
        """(W N, C) of a field, or (1, C) where it is the same for all nations."""
        given = [columns.get(name, 0) for columns in self.columns]
        if all(np.ndim(one) == 0 for one in given):
            return np.array([given], np.int32)
        return self._side_by_side(given, np.int32).reshape(-1, len(given))

    def _side_by_side(self, given: Sequence[Any], kind: type[Whole]) -> NDArray[Whole]:
        """(W, N, C) arrays and numbers, each spread over all nations."""
        spread = np.empty((self.worlds, self.nations, len(given)), kind)
        for place, one in enumerate(given):
            spread[..., place] = one
        return spread


def _rows(column: Ints, row: Rows64) -> Ints:
    """The rows asked for of a column of candidates, which may be the same for all."""
    return column if len(column) in (1, len(row)) else column[row]


def _picked(column: Ints, row: Rows64, best: Rows64) -> Ints:
    """(R,) the entry of each row for its best candidate."""
    return column[0, best] if len(column) == 1 else column[row, best]


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
