"""One seat's orders in a table: read as values, named in a word, left out, and put in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from game.core.instruments import POSITION
from game.core.orders import Order, OrderTable, compile_orders
from game.core.setting import Setting
from game.core.state import State
from game.ministers import advice

NUMBERS = ("level", "amount", "group")


class UnclearError(ValueError):
    """An order was named that was not given, or in a way that means nothing."""


@dataclass(frozen=True, slots=True)
class Given:
    """An order and the slot of its nation's row that holds it."""

    slot: int
    order: Order


def orders_of(table: OrderTable, setting: Setting, row: int) -> list[Given]:
    """The orders of one nation (batch of one), in the order in which they are carried out."""
    slots = np.nonzero(table.instrument[0, row] >= 0)[0].tolist()
    return [Given(slot, order) for slot, order in zip(slots, advice.orders_of(table, row, setting), strict=True)]


def text_of(order: Order) -> str:
    """An order in one word, as `named` and `read` take it: drill.field.egy,amount=2."""
    word = ".".join(part for part in (order.instrument, order.option, order.target) if part)
    return ",".join([word, *(f"{name}={getattr(order, name)}" for name in NUMBERS if getattr(order, name))])


def named(text: str, given: Iterable[Given]) -> list[Given]:
    """The given orders that a text names: its beginning will do, and *drill* names all drills. Raises UnclearError."""
    listed = list(given)
    found = [one for one in listed if re.match(re.escape(text) + r"($|[.,])", text_of(one.order))]
    if not found:
        raise UnclearError(f"no order {text!r} was given then; given were {', '.join(text_of(o.order) for o in listed)}"
                           if listed else f"no order {text!r} was given then, nor any other")  # fmt: skip
    return found


def read(text: str, nation: str, like: Order | None = None) -> Order:
    """The order that a text says; numbers it doesn't name are those of `like`. Raises UnclearError."""
    word, *pairs = text.split(",")
    parts = word.split(".", 2)
    if len(parts) < 2 or parts[0] not in POSITION:
        raise UnclearError(f"{text!r} is no order: INSTRUMENT.OPTION.TARGET,level=N,amount=N; "
                           f"instruments are {', '.join(POSITION)}")  # fmt: skip
    made = Order(nation, parts[0], parts[1], parts[2] if len(parts) > 2 else "")
    if like is not None:
        made = replace(made, level=like.level, amount=like.amount, group=like.group)
    numbers = {name: getattr(made, name) for name in NUMBERS}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name not in NUMBERS or not re.fullmatch(r"-?\d{1,6}", value):
            raise UnclearError(f"{pair!r} is none of {', '.join(f'{one}=N' for one in NUMBERS)}")
        numbers[name] = int(value)
    return replace(made, level=numbers["level"], amount=numbers["amount"], group=numbers["group"])


def left_out(table: OrderTable, row: int, slots: Iterable[int], *, close_up: bool) -> OrderTable:
    """The table without some orders of a nation; closed up, those after them move to the front, as in a plan."""
    changed = OrderTable(*(column.copy() for column in table.columns()))
    changed.instrument[:, row, list(slots)] = -1
    if close_up:
        kept = np.nonzero(changed.instrument[0, row] >= 0)[0]
        for column, empty in zip(changed.columns(), (-1, 0, 0, 0, 0, 0), strict=True):
            values = column[:, row, kept]
            column[:, row] = empty
            column[:, row, : len(kept)] = values
    return changed


def put_in(table: OrderTable, row: int, orders: Iterable[Order], state: State, setting: Setting) -> OrderTable:
    """The table with more orders of a nation, after those it gave. Raises UnclearError for what is no order."""
    more, refused = compile_orders(orders, state, setting)
    if refused:
        raise UnclearError(f"{text_of(refused[0].order)}: {refused[0].reason}")
    count = int((more.instrument[0, row] >= 0).sum())
    worlds, nations, slots = table.instrument.shape
    changed = OrderTable.empty(worlds, nations, slots + count)
    for target, old, new in zip(changed.columns(), table.columns(), more.columns(), strict=True):
        target[:, :, :slots] = old
        target[:, row, slots:] = new[:, row, :count]
    return changed
