"""What an instrument is: options, target, checks that refuse with a reason, cost, effect; one frozen row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.core.phase import Phase
from game.core.setting import Flags
from game.core.terms import Ints
from game.core.vocabulary import HUNDRED

Rows64: TypeAlias = NDArray[np.int64]


class Target(Enum):
    """What the target of an order names."""

    NONE = "none"
    NATION = "nation"
    MISSION = "mission"
    FORUM = "forum"
    CRISIS = "crisis"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Rows:
    """R orders for one instrument, at most one a nation and world: world row, nation row, and what is asked."""

    w: Rows64
    i: Rows64
    option: Rows64
    target: Rows64
    level: Rows64
    amount: Rows64
    group: Rows64

    def take(self, chosen: Flags) -> Rows:
        """The rows where `chosen` (R,) holds."""
        columns = (self.w, self.i, self.option, self.target, self.level, self.amount, self.group)
        return Rows(*(column[chosen] for column in columns))

    def where(self, option: int) -> Rows:
        return self.take(self.option == option)

    def __len__(self) -> int:
        return len(self.w)


Values: TypeAlias = dict[str, NDArray[np.integer]]


@dataclass(frozen=True, slots=True)
class Check:
    """A reason to refuse: `text` with the names of `values` in braces; `failed` says for which rows."""

    text: str
    failed: Callable[[Phase, Rows], Flags]
    values: Callable[[Phase, Rows], Values] = lambda phase, rows: {}


@dataclass(frozen=True, slots=True)
class Cost:
    """What an order takes at once: staff and funds in hundredths, contingents and officers as they are."""

    staff: Ints
    funds: Ints
    contingents: Ints
    officers: Ints

    def take(self, chosen: Flags) -> Cost:
        """The rows where `chosen` (R,) holds."""
        return Cost(self.staff[chosen], self.funds[chosen], self.contingents[chosen], self.officers[chosen])


def cost(rows: Rows, staff: object = 0, funds: object = 0, contingents: object = 0, officers: object = 0) -> Cost:
    """A Cost with scalars spread over the rows."""
    return Cost(*(_column(value, len(rows)) for value in (staff, funds, contingents, officers)))


def _column(value: object, length: int) -> Ints:
    column = np.asarray(value, np.int32)
    return column if column.ndim else np.full(length, column)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One row of the table. Everything that knows of instruments loops over the table."""

    key: str
    name: str
    help: str
    planning: bool  # given in PLAN, else in RESPOND
    options: tuple[str, ...]
    target: Target
    checks: tuple[Check, ...]
    cost: Callable[[Phase, Rows], Cost]
    effect: Callable[[Phase, Rows], None]
    amounts: tuple[int, int] = (0, 0)  # least and most; (0, 0): takes none
    levels: tuple[int, int] = (0, 0)
    option_names: dict[str, str] = field(default_factory=dict)


Pricing = Callable[[Phase, Rows], Cost]


def means(price: Pricing) -> tuple[Check, ...]:
    """Checks that what is left covers the cost of an order."""

    def short(left: Callable[[Phase, Rows], Ints], kind: str) -> Callable[[Phase, Rows], Flags]:
        return lambda p, r: getattr(price(p, r), kind) > np.maximum(left(p, r), 0)

    def shown(left: Callable[[Phase, Rows], Ints], kind: str) -> Callable[[Phase, Rows], Values]:
        return lambda p, r: {"need": getattr(price(p, r), kind), "left": left(p, r)}

    sources: tuple[tuple[str, str, Callable[[Phase, Rows], Ints]], ...] = (
        ("staff", "{need:points} staff needed, {left:points} left", lambda p, r: p.draft.staff[r.w, r.i]),
        ("funds", "{need:points} funds needed, {left:points} left", lambda p, r: p.draft.funds[r.w, r.i]),
        ("contingents", "{need} contingents needed, {left} at home", lambda p, r: p.draft.home[r.w, r.i]),
        ("officers", "{need} officer needed, {left} free", lambda p, r: p.draft.officers[r.w, r.i]),
    )
    return tuple(Check(text, short(left, kind), shown(left, kind)) for kind, text, left in sources)


def basic(instrument: Instrument) -> tuple[Check, ...]:
    """Checks that the numbers of an order are within the instrument's own ranges."""
    low, high = instrument.amounts
    floor, ceiling = instrument.levels
    return (
        Check("a failed state gives no orders", lambda p, r: ~p.draft.alive[r.w, r.i]),
        Check(
            "{amount} asked; between {low} and {high} can be given",
            lambda p, r: ~((r.amount >= low) & (r.amount <= high)),
            lambda p, r: {"amount": r.amount, "low": np.full(len(r), low), "high": np.full(len(r), high)},
        ),
        Check(
            "level {level} asked; levels go from {low} to {high}",
            lambda p, r: ~((r.level >= floor) & (r.level <= ceiling)),
            lambda p, r: {"level": r.level, "low": np.full(len(r), floor), "high": np.full(len(r), ceiling)},
        ),
    )


def all_checks(instrument: Instrument, price: Pricing | None = None) -> tuple[Check, ...]:
    """Every check of an instrument in the order in which it is made; `price` where the cost is known already."""
    return basic(instrument) + instrument.checks + means(price or instrument.cost)


def refusals(instrument: Instrument, phase: Phase, rows: Rows, price: Cost | None = None) -> Ints:
    """(R,) 0 where the order is legal, else 1 + the position of the first failed check in `all_checks`."""
    codes = np.zeros(len(rows), np.int32)
    known = price or instrument.cost(phase, rows)
    for position, check in enumerate(all_checks(instrument, lambda phase, rows: known)):
        failed = check.failed(phase, rows)
        if np.count_nonzero(failed):
            codes[failed & (codes == 0)] = position + 1
    return codes


def reason(instrument: Instrument, phase: Phase, rows: Rows, code: int) -> str:
    """The refusal of the first row in words, with its numbers."""
    check = all_checks(instrument)[code - 1]
    values = {name: int(column[0]) for name, column in check.values(phase, rows).items()}
    text = check.text
    for name, value in values.items():
        text = text.replace(f"{{{name}:points}}", f"{value / HUNDRED:g}").replace(f"{{{name}}}", str(value))
    return text


def pay(phase: Phase, rows: Rows, price: Cost) -> None:
    """Take the cost of legal orders from the draft; contingents are moved by the effect, not spent."""
    phase.draft.staff[rows.w, rows.i] -= price.staff
    phase.draft.funds[rows.w, rows.i] -= price.funds


def carry_out(instrument: Instrument, phase: Phase, rows: Rows) -> Ints:
    """Refuse what is illegal, pay for and carry out the rest; returns the codes of `refusals`."""
    price = instrument.cost(phase, rows)
    codes = refusals(instrument, phase, rows, price)
    if np.count_nonzero(codes):
        legal = codes == 0
        rows, price = rows.take(legal), price.take(legal)
    if len(rows):
        pay(phase, rows, price)
        instrument.effect(phase, rows)
    return codes
