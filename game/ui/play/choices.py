"""Asks the rules what can be ordered after the plan so far: prices, refusals in words, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.core.instruments import POSITION, TABLE
from game.core.instruments.instrument import Instrument, Rows, Target, all_checks, refusals
from game.core.orders import Order, apply, compile_orders, crisis_id, rows_of, trial
from game.core.phase import Phase
from game.core.setting import Setting
from game.core.state import LAYERS
from game.ui.words.explain import hundredths_text
from game.ui.words.i18n import _, ngettext
from game.ui.words.said import said

if TYPE_CHECKING:
    from game.ui.play.session import Session


@dataclass(frozen=True, slots=True)
class Price:
    """What an order takes: staff and funds in hundredths, contingents and officers as they are."""

    staff: int = 0
    funds: int = 0
    contingents: int = 0
    officers: int = 0


def targets_of(setting: Setting, kind: Target) -> tuple[str, ...]:
    """The ids an order can name, in row order; one empty id where it names nothing."""
    match kind:
        case Target.NATION:
            return setting.nations
        case Target.MISSION:
            return setting.missions.ids
        case Target.FORUM:
            return setting.forums.ids
        case Target.CRISIS:
            return tuple(crisis_id(setting, slot) for slot in range(LAYERS * setting.n))
        case Target.DECISION:
            return tuple(decision.id for decision in setting.decisions)
    return ("",)


class Choices:
    """The rules on a draft in which the plan has been carried out; nothing here ever reaches the game."""

    def __init__(self, session: Session, without: int = -1) -> None:
        """`without` leaves one order of the plan out."""
        self.session = session
        self.setting: Setting = session.setting
        plan = [order for place, order in enumerate(session.plan) if place != without]
        self.phase: Phase = trial(session.state, session.setting)
        table, _refused = compile_orders(plan, session.state, session.setting)
        apply(self.phase, table)

    def _rows(self, order: Order) -> Rows:
        """The order as the engine takes it, in whichever half of a turn it may be given."""
        half = replace(self.session.state, step=0 if TABLE[POSITION[order.instrument]].planning else 1)
        table, refused = compile_orders([order], half, self.setting)
        if refused:
            raise ValueError(refused[0].reason)
        return rows_of(table, 0, POSITION[order.instrument])

    def price(self, order: Order) -> Price:
        """What the order takes after the plan. Raises ValueError for an order that makes no sense."""
        instrument = TABLE[POSITION[order.instrument]]
        cost = instrument.cost(self.phase, self._rows(order))
        return Price(*(int(column[0]) for column in (cost.staff, cost.funds, cost.contingents, cost.officers)))

    def refusal(self, order: Order) -> str:
        """Why the order would be refused after the plan, "" where it would not."""
        instrument = TABLE[POSITION[order.instrument]]
        table, refused = compile_orders([order], self.session.state, self.setting)
        if refused:
            return said(refused[0].reason)
        rows = rows_of(table, 0, POSITION[order.instrument])
        return refusal_text(instrument, self.phase, rows, int(refusals(instrument, self.phase, rows)[0]))

    def by_target(self, order: Order) -> list[str]:
        """For each possible target the refusal of the same order given to it, "" where it is legal."""
        instrument = TABLE[POSITION[order.instrument]]
        count = len(targets_of(self.setting, instrument.target))
        option = instrument.options.index(order.option)
        rows = self._spread(
            np.arange(count), np.full(count, option), order.level, order.amount, np.full(count, order.group)
        )
        codes = refusals(instrument, self.phase, rows)
        return [refusal_text(instrument, self.phase, one(rows, k), int(code)) for k, code in enumerate(codes)]

    def obstacle(self, instrument: Instrument) -> str:
        """Why nothing at all can be ordered with an instrument, "" where something can."""
        rows = self._everything(instrument)
        if not len(rows):
            return _("there is nothing to choose from")
        codes = refusals(instrument, self.phase, rows)
        if not codes.all():
            return ""
        nearest = int(codes.argmax())
        return refusal_text(instrument, self.phase, one(rows, nearest), int(codes[nearest]))

    def _everything(self, instrument: Instrument) -> Rows:
        """Every option, target, level and group of an instrument at its least amount."""
        low, high = instrument.levels
        axes = np.meshgrid(
            np.arange(len(instrument.options)),
            np.arange(len(targets_of(self.setting, instrument.target))),
            np.arange(low, high + 1),
            np.arange(LAYERS),
            indexing="ij",
        )
        option, target, level, group = (axis.ravel() for axis in axes)
        least = max(instrument.amounts[0], min(1, instrument.amounts[1]))
        return self._spread(target, option, level, least, group)

    def _spread(
        self, target: NDArray[np.int64], option: NDArray[np.int64], level: NDArray[np.int64] | int, amount: int,
        group: NDArray[np.int64],
    ) -> Rows:  # fmt: skip
        zero = np.zeros(len(target), np.int64)
        return Rows(zero, zero + self.session.seat, option, target, zero + level, zero + amount, group)


def one(rows: Rows, place: int) -> Rows:
    """A single row."""
    return rows.take(np.arange(len(rows)) == place)


def refusal_text(instrument: Instrument, phase: Phase, rows: Rows, code: int) -> str:
    """The refusal of one row in the player's language, "" for code 0; values as `core`'s own `reason` fills them."""
    if code == 0:
        return ""
    check = all_checks(instrument)[code - 1]
    text = _(check.text)
    for name, column in check.values(phase, rows).items():
        value = int(column[0])
        text = text.replace(f"{{{name}:points}}", hundredths_text(value)).replace(f"{{{name}}}", str(value))
    return text


def plan_prices(session: Session) -> list[Price]:
    """What each order of the plan takes after those before it."""
    phase = trial(session.state, session.setting)
    prices = []
    for order in session.plan:
        table, _refused = compile_orders([order], session.state, session.setting)
        position = POSITION[order.instrument]
        cost = TABLE[position].cost(phase, rows_of(table, 0, position))
        prices.append(Price(*(int(column[0]) for column in (cost.staff, cost.funds, cost.contingents, cost.officers))))
        apply(phase, table)
    return prices


def price_text(price: Price, short: bool = False) -> str:
    """What an order takes, in words; short: the first kind."""
    amounts = (
        (price.staff, _("{n} staff"), hundredths_text(price.staff)),
        (price.contingents, ngettext("{n} unit", "{n} units", price.contingents), str(price.contingents)),
        (price.officers, ngettext("{n} officer", "{n} officers", price.officers), str(price.officers)),
        (price.funds, _("{n} funds"), hundredths_text(price.funds)),
    )
    parts = [text.format(n=number) for amount, text, number in amounts if amount]
    return " · ".join(parts[:1] if short else parts) or _("nothing")
