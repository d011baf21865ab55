"""The cheapest change: which of a nation's own legal orders would turn a refusal it expects into a yes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from game.core.belief import believe
from game.core.consent import consent, threshold
from game.core.instruments import INSTRUMENTS
from game.core.instruments.instrument import Instrument, Rows64, Target
from game.core.observe import Observation, observe
from game.core.offers import FIRST_DRILL
from game.core.orders import Order, OrderTable, Trial, compile_orders
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step
from game.core.terms import Ints
from game.core.vocabulary import AGREEMENTS

AMOUNTS = (1, 4)
BLOCK = 16
"""Options tried side by side: enough to be quick, few enough to take little memory."""
SINGLES_IN_PAIRS = 8
"""Singles, best gain first, from which pairs are made when no single order is enough."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """Orders that would turn the answer, what they cost in staff (hundredths), and the points they lead to."""

    orders: tuple[Order, ...]
    staff: int
    total: int
    threshold: int


Option = tuple[tuple[Order, ...], int]


@dataclass(frozen=True, slots=True)
class Question:
    """An offer of `code` and `level` that `seat` considers making to `recipient`."""

    seat: int
    recipient: int
    code: int
    level: int


def cheapest(seen: Observation, question: Question, plan: Sequence[Order] = ()) -> Remedy | None:
    """The cheapest single order, else the cheapest pair, after which the offer would be accepted next turn.

    Judged on the world as the seat believes it to be (batch of one), all else equal: everybody else rests. `plan`
    is what the seat orders anyway. A remedy without orders says that waiting a turn is enough; orders count only
    where they lead further than waiting. None where nothing within its means does it.
    """
    setting = seen.setting
    now = believe(seen, question.seat, 1)
    options: list[Option] = [((order,), cost) for order, cost in candidates(now, setting, question, plan)]
    waiting, *singles = _judge(now, setting, question, plan, [((), 0), *options])
    best = _cheapest([one for one in (waiting, *singles) if one.total > waiting.total or one is waiting])
    if best is not None or len(singles) < 2:
        return best
    promising = sorted(singles, key=lambda one: (-one.total + one.threshold, one.orders))[:SINGLES_IN_PAIRS]
    pairs = [
        ((*one.orders, *other.orders), one.staff + other.staff)
        for one, other in combinations(promising, 2)
        if not (_lowers(one) and _lowers(other)) and _possible(now, setting, _given(plan, one, other))
    ]
    return _cheapest(_judge(now, setting, question, plan, pairs))


def candidates(now: State, setting: Setting, question: Question, plan: Sequence[Order]) -> Iterator[tuple[Order, int]]:
    """Legal orders of the seat that need nobody's consent, with their staff; a lower level of the offer itself too."""
    yield from _lower(setting, question)
    seat = setting.nations[question.seat]
    attempt = Trial(now, setting, plan)
    for instrument in INSTRUMENTS:
        if instrument.key == "drill":
            continue  # a drill needs the consent that is in question
        for option in instrument.options:
            for target in _targets(instrument, setting, question):
                for amount in AMOUNTS if instrument.amounts[1] else (0,):
                    order = Order(seat, instrument.key, option, target, 0, amount)
                    if attempt.refusal(order) is None:
                        yield order, int(attempt.cost(order).staff[0])


def _lower(setting: Setting, question: Question) -> Iterator[tuple[Order, int]]:
    if question.code >= FIRST_DRILL:
        return
    for level in range(1, question.level):
        kind = AGREEMENTS[question.code - 1]
        nations = setting.nations
        yield Order(nations[question.seat], "agreement", kind, nations[question.recipient], level), 0


def _targets(instrument: Instrument, setting: Setting, question: Question) -> tuple[str, ...]:
    """Targets through which an order can reach the recipient; agreements are ended with anybody."""
    if instrument.target is Target.NATION:
        others = tuple(name for row, name in enumerate(setting.nations) if row != question.seat)
        return others if instrument.key == "agreement" else (setting.nations[question.recipient],)
    return {Target.MISSION: setting.missions.ids, Target.FORUM: setting.forums.ids}.get(instrument.target, ("",))


def _possible(now: State, setting: Setting, orders: Sequence[Order]) -> bool:
    return not Trial(now, setting, orders).refused


def _lowers(remedy: Remedy) -> bool:
    return any(_is_lower(order) for order in remedy.orders)


def _given(plan: Sequence[Order], one: Remedy, other: Remedy) -> list[Order]:
    return [*plan, *(order for order in (*one.orders, *other.orders) if not _is_lower(order))]


def _judge(
    now: State, setting: Setting, question: Question, plan: Sequence[Order], options: Sequence[Option]
) -> list[Remedy]:
    """Play each option for one turn in a world of its own and score the offer then, a few worlds at a time."""
    return [
        remedy
        for first in range(0, len(options), BLOCK)
        for remedy in _judge_block(now, setting, question, plan, options[first : first + BLOCK])
    ]


def _judge_block(
    now: State, setting: Setting, question: Question, plan: Sequence[Order], options: Sequence[Option]
) -> list[Remedy]:
    worlds = now.take(np.zeros(len(options), np.int64))
    table = OrderTable.empty(len(options), setting.n, len(plan) + 2)
    levels = np.full(len(options), question.level, np.int64)
    for position, (orders, _) in enumerate(options):
        levels[position] = min([question.level, *(o.level for o in orders if _is_lower(o))])
        compiled, _ = compile_orders([*plan, *(o for o in orders if not _is_lower(o))], now, setting)
        for column, source in zip(table.columns(), compiled.columns(), strict=True):
            column[position] = source[0, :, : table.slots]
    after = step(worlds, table, setting, 0).state
    after = step(after, OrderTable.empty(len(options), setting.n, 0), setting, 0).state
    total, limit = _score(after, setting, question, levels)
    return [
        Remedy(orders, staff, int(total[position]), int(limit[position]))
        for position, (orders, staff) in enumerate(options)
    ]


def _is_lower(order: Order) -> bool:
    return order.instrument == "agreement" and order.level > 0


def _score(after: State, setting: Setting, question: Question, levels: Rows64) -> tuple[Ints, Ints]:
    w = np.arange(after.worlds)
    proposer, recipient, code = (np.full(len(w), value, np.int64) for value in
                                 (question.seat, question.recipient, question.code))  # fmt: skip
    points = consent(observe(after, setting), w, proposer, recipient, code, levels, recipient)
    return points.total, threshold(setting, code, levels)


def _cheapest(remedies: Sequence[Remedy]) -> Remedy | None:
    enough = [one for one in remedies if one.total >= one.threshold]
    return min(enough, key=lambda one: (one.staff, -one.total, one.orders), default=None)
