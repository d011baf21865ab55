"""Orders: one small frozen value at the edges, dense arrays of slots inside, and the reason for each refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.core.chance import Luck
from game.core.instruments import POSITION, TABLE
from game.core.instruments.instrument import Cost, Instrument, Rows, Rows64, Target, carry_out, reason, refusals
from game.core.phase import Phase
from game.core.setting import Setting
from game.core.state import State
from game.core.terms import Ints

MOST_ORDERS = 24
"""Orders one nation can give at one decision point."""
TOO_MANY = f"{MOST_ORDERS} orders are the most at one decision point"


@dataclass(frozen=True, slots=True, order=True)
class Order:
    """What one nation wants done. `target`: a nation, mission, forum, decision, a crisis as "pak:0", or ""."""

    nation: str
    instrument: str
    option: str
    target: str = ""
    level: int = 0
    amount: int = 0
    group: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """An order that can't be carried out, and why."""

    order: Order
    reason: str


@dataclass(frozen=True, slots=True)
class OrderTable:
    """Orders of W worlds x N nations in K slots, carried out slot by slot; instrument -1 marks an empty slot."""

    instrument: Ints
    option: Ints
    target: Ints
    level: Ints
    amount: Ints
    group: Ints

    @classmethod
    def empty(cls, worlds: int, nations: int, slots: int) -> OrderTable:
        shape = (worlds, nations, slots)
        columns = [np.zeros(shape, np.int32) for _ in range(5)]
        return cls(np.full(shape, -1, np.int32), *columns)

    @property
    def slots(self) -> int:
        return int(self.instrument.shape[2])

    def columns(self) -> tuple[Ints, ...]:
        return self.instrument, self.option, self.target, self.level, self.amount, self.group

    def put(self, w: Rows64, i: Rows64, k: Rows64 | int, values: Iterable[Any]) -> None:
        """Write (instrument, option, target, level, amount, group) into slot k of the given rows."""
        for column, value in zip(self.columns(), values, strict=True):
            column[w, i, k] = value


def crisis_id(setting: Setting, slot: int) -> str:
    return f"{setting.nations[slot % setting.n]}:{slot // setting.n}"


def _target_row(setting: Setting, kind: Target, name: str) -> int | None:
    names = {Target.NATION: setting.nations, Target.MISSION: setting.missions.ids, Target.FORUM: setting.forums.ids}
    if kind is Target.NONE:
        return 0 if name == "" else None
    if kind is Target.CRISIS:
        victim, _, layer = name.partition(":")
        if victim in setting.nations and layer in ("0", "1"):
            return setting.nations.index(victim) + int(layer) * setting.n
        return None
    if kind is Target.DECISION:
        return next((row for row, one in enumerate(setting.decisions) if one.id == name), None)
    return names[kind].index(name) if name in names[kind] else None


def _parse(order: Order, now: State, setting: Setting) -> tuple[int, ...] | str:
    """The order's columns and nation row, or what is wrong with it."""
    if order.nation not in setting.nations:
        return f"no nation is called {order.nation!r}"
    if order.instrument not in POSITION:
        return f"no instrument is called {order.instrument!r}; one of {', '.join(POSITION)}"
    instrument = TABLE[POSITION[order.instrument]]
    if instrument.planning != now.planning:
        return f"{instrument.name} is given in {'PLAN' if instrument.planning else 'RESPOND'}"
    if order.option not in instrument.options:
        return f"{instrument.name} has no option {order.option!r}; one of {', '.join(instrument.options)}"
    target = _target_row(setting, instrument.target, order.target)
    if target is None:
        return f"{order.target!r} is no {instrument.target.value} of this scenario"
    if not all(abs(value) < 1 << 20 for value in (order.level, order.amount, order.group)):
        return "numbers of an order are small whole numbers"
    option = instrument.options.index(order.option)
    return (
        POSITION[order.instrument], option, target, order.level, order.amount, order.group,
        setting.nations.index(order.nation),
    )  # fmt: skip


def compile_orders(orders: Iterable[Order], now: State, setting: Setting) -> tuple[OrderTable, list[Refused]]:
    """Orders for a batch of one as arrays, in the order given, with those that make no sense refused."""
    table = OrderTable.empty(1, setting.n, MOST_ORDERS)
    used = [0] * setting.n
    refused = []
    for order in orders:
        parsed = _parse(order, now, setting)
        if isinstance(parsed, str):
            refused.append(Refused(order, parsed))
            continue
        *columns, row = parsed
        if used[row] == MOST_ORDERS:
            refused.append(Refused(order, TOO_MANY))
            continue
        table.put(np.array([0]), np.array([row]), used[row], columns)
        used[row] += 1
    return table, refused


def rows_of(table: OrderTable, slot: int, position: int) -> Rows:
    """The orders for one instrument in one slot."""
    return _rows_at(table, slot, np.flatnonzero(table.instrument[:, :, slot] == position))


def _rows_at(table: OrderTable, slot: int, place: Rows64) -> Rows:
    """The orders of one slot at flat places of (W, N)."""
    _, nations, slots = table.instrument.shape
    w = place // nations
    there = place * slots + slot
    return Rows(w, place - w * nations, *(column.reshape(-1)[there].astype(np.int64) for column in table.columns()[1:]))


def apply(phase: Phase, table: OrderTable) -> Ints:
    """Carry out a table of orders on the draft; returns (W, N, K) refusal codes, 0 where carried out."""
    refused = np.zeros(table.instrument.shape, np.int32)
    for slot in range(table.slots):
        given = table.instrument[:, :, slot].ravel()
        filled = np.flatnonzero(given >= 0)
        kinds = given[filled]
        for position in np.unique(kinds).tolist():
            instrument = TABLE[position]
            rows = _rows_at(table, slot, filled[kinds == position])
            codes = carry_out(instrument, phase, rows) if instrument.planning == phase.now.planning else np.full(
                len(rows), -1, np.int32)  # fmt: skip
            refused[rows.w, rows.i, slot] = codes
    return refused


def trial(now: State, setting: Setting) -> Phase:
    """A phase to try orders on: nothing of it ever reaches a game, and its luck is its own."""
    return Phase(now, now.copy(), setting, Luck.of(0, np.full(now.worlds, -1), now.step))


def single(parsed: tuple[int, ...]) -> tuple[Instrument, Rows]:
    """One parsed order as rows of a batch of one."""
    position, option, target, level, amount, group, row = parsed
    columns = (np.array([value], np.int64) for value in (0, row, option, target, level, amount, group))
    return TABLE[position], Rows(*columns)


class Trial:
    """Orders tried one after the other on a copy of a state (batch of one)."""

    def __init__(self, now: State, setting: Setting, plan: Iterable[Order] = ()) -> None:
        self.phase = trial(now, setting)
        self._given: dict[str, int] = {}
        self.refused = [Refused(order, text) for order in plan if (text := self.give(order)) is not None]

    def refusal(self, order: Order) -> str | None:
        """Why the order would be refused after those given so far, or None."""
        parsed = _parse(order, self.phase.now, self.phase.setting)
        if isinstance(parsed, str):
            return parsed
        if self._given.get(order.nation, 0) >= MOST_ORDERS:
            return TOO_MANY
        instrument, rows = single(parsed)
        code = int(refusals(instrument, self.phase, rows)[0])
        return reason(instrument, self.phase, rows, code) if code else None

    def give(self, order: Order) -> str | None:
        """Carry the order out on the trial's draft; the reason where it is refused."""
        text = self.refusal(order)
        parsed = _parse(order, self.phase.now, self.phase.setting)
        if not isinstance(parsed, str):
            self._given[order.nation] = self._given.get(order.nation, 0) + 1
            if text is None:
                instrument, rows = single(parsed)
                carry_out(instrument, self.phase, rows)
        return text

    def cost(self, order: Order) -> Cost:
        """What the order would take; raises ValueError where it makes no sense."""
        instrument, rows = self._rows(order)
        return instrument.cost(self.phase, rows)

    def _rows(self, order: Order) -> tuple[Instrument, Rows]:
        parsed = _parse(order, self.phase.now, self.phase.setting)
        if isinstance(parsed, str):
            raise ValueError(parsed)
        return single(parsed)


def why_not(orders: Iterable[Order], now: State, setting: Setting) -> list[Refused]:
    """The orders of a plan (batch of one) that would be refused, each after those before it, with the reason."""
    return Trial(now, setting, orders).refused
