"""The orders an agent can choose from, numbered: every instrument of the table, with its options, targets and sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from game.core.instruments import TABLE
from game.core.instruments.instrument import Instrument, Target
from game.core.instruments.responses import FORCE
from game.core.orders import Order, crisis_id
from game.core.setting import Setting
from game.core.terms import Ints

SIZES = (0, 1, 3, 10, 30)
"""Contingents an order can be for, where its instrument takes them: each about three times the one before."""
GROUPS = {"request": (0, 1)}
"""Instruments whose `group` says which of several crises is meant."""
NO_ORDER = 0
COUNTER = "counter"


@dataclass(frozen=True)
class Catalog:
    """A orders as columns (A,); number 0 is no order, numbers keep their meaning at both decision points."""

    setting: Setting
    instrument: Ints
    option: Ints
    target: Ints
    level: Ints
    amount: Ints
    group: Ints

    def __len__(self) -> int:
        return len(self.instrument)

    @property
    def columns(self) -> tuple[Ints, ...]:
        """In the order of the columns of an OrderTable."""
        return self.instrument, self.option, self.target, self.level, self.amount, self.group

    @cached_property
    def of_instrument(self) -> tuple[NDArray[np.int64], ...]:
        """Numbers of the orders of each instrument of the table."""
        return tuple(np.nonzero(self.instrument == position)[0] for position in range(len(TABLE)))

    def order(self, number: int, nation: str) -> Order | None:
        """What a number means when `nation` chooses it; None for no order."""
        if number == NO_ORDER:
            return None
        row = TABLE[self.instrument[number]]
        level, amount, group = (int(column[number]) for column in (self.level, self.amount, self.group))
        target = self._name(row.target, int(self.target[number]))
        return Order(nation, row.key, row.options[self.option[number]], target, level, amount, group)

    def number(self, order: Order) -> int:
        """The number of an order; raises KeyError when the catalog lacks it, as for a size between two of SIZES."""
        return self._numbers[order.instrument, order.option, order.target, order.level, order.amount, order.group]

    @cached_property
    def _numbers(self) -> dict[tuple[str, str, str, int, int, int], int]:
        orders = ((number, self.order(number, "")) for number in range(1, len(self)))
        return {(o.instrument, o.option, o.target, o.level, o.amount, o.group): n for n, o in orders if o is not None}

    def _name(self, kind: Target, row: int) -> str:
        if kind is Target.NONE:
            return ""
        if kind is Target.CRISIS:
            return crisis_id(self.setting, row)
        names = {
            Target.NATION: self.setting.nations,
            Target.MISSION: self.setting.missions.ids,
            Target.FORUM: self.setting.forums.ids,
            Target.DECISION: tuple(one.id for one in self.setting.decisions),
        }
        return names[kind][row]


def catalog(setting: Setting) -> Catalog:
    """Every order of every instrument that can be told apart in its effect."""
    rows = [(-1, 0, 0, 0, 0, 0)]
    for position, instrument in enumerate(TABLE):
        rows += [(position, *rest) for rest in _orders(instrument, setting)]
    columns = np.array(rows, np.int32).T
    return Catalog(setting, *(np.ascontiguousarray(column) for column in columns))


def _orders(instrument: Instrument, setting: Setting) -> Iterator[tuple[int, int, int, int, int]]:
    """(option, target, level, amount, group) of each order of an instrument."""
    targets = range(target_count(instrument.target, setting))
    levels = range(instrument.levels[0], instrument.levels[1] + 1)
    low, high = instrument.amounts
    amounts = [size for size in SIZES if low <= size <= high]
    groups = GROUPS.get(instrument.key, (0,))
    for option, level, amount, group in product(range(len(instrument.options)), levels, amounts, groups):
        if not _pointless(instrument, instrument.options[option], level, amount):
            yield from ((option, target, level, amount, group) for target in targets)


def _pointless(instrument: Instrument, option: str, level: int, amount: int) -> bool:
    """What is always refused, or is the same as another order: forces without force, an answer with an idle level."""
    if instrument.key == "pledge":
        return (level >= FORCE) != (amount > 0)
    return instrument.key == "answer" and (level > 0) != (option == COUNTER)


def target_count(kind: Target, setting: Setting) -> int:
    """How many rows a target of that kind has."""
    return {
        Target.NONE: 1,
        Target.NATION: setting.n,
        Target.MISSION: len(setting.missions.ids),
        Target.FORUM: len(setting.forums.ids),
        Target.CRISIS: 2 * setting.n,
        Target.DECISION: len(setting.decisions),
    }[kind]
