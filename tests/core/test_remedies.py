"""The cheapest way to an accepted offer works, and nothing cheaper does; what makes no sense is named."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from support.worlds import first_state, small_setting

from game.core.belief import believe
from game.core.consent import consent, threshold
from game.core.crises.support import obligation
from game.core.instruments.responses import front_of
from game.core.observe import observe
from game.core.offers import FIRST_DRILL
from game.core.orders import Order, OrderTable, Trial, compile_orders
from game.core.phase import Phase
from game.core.remedies import Question, candidates, cheapest
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step

CASES = [(seed, code, level) for seed in range(2) for code, level in ((1, 1), (7, 3), (FIRST_DRILL, 2))]
EMPTY = 0


def after_a_turn(setting: Setting, now: State, orders: list[Order]) -> State:
    """The believed world when the seat has given the orders and everybody else has rested for a turn."""
    table, _refused = compile_orders(orders, now, setting)
    after = step(now, table, setting, 0).state
    return step(after, OrderTable.empty(1, setting.n, EMPTY), setting, 0).state


def margin(setting: Setting, now: State, question: Question, orders: tuple[Order, ...]) -> tuple[int, int]:
    """Points of the offer after the orders, and by how much they pass what is asked."""
    level = min([question.level, *(one.level for one in orders if one.instrument == "agreement" and one.level)])
    given = [one for one in orders if not (one.instrument == "agreement" and one.level)]
    after = after_a_turn(setting, now, given)
    row = [np.array([one], np.int64) for one in (0, question.seat, question.recipient, question.code, level)]
    points = int(consent(observe(after, setting), *row, row[2]).total[0])
    return points, points - int(threshold(setting, row[3], row[4])[0])


@pytest.mark.parametrize(("seed", "code", "level"), CASES)
def test_the_cheapest_way_is_one_and_there_is_no_cheaper(seed: int, code: int, level: int) -> None:
    setting = small_setting(seed)
    state = first_state(setting, seed=seed)
    seen, question = observe(state, setting), Question(0, 1, code, level)
    found = cheapest(seen, question)
    now = believe(seen, 0, 1)
    waiting, enough = margin(setting, now, question, ())
    if enough >= 0:
        assert found is not None
        assert found.staff == 0  # to wait, or to ask for less
        return
    singles = dict(candidates(now, setting, question, ()))
    points = {order: margin(setting, now, question, (order,)) for order in singles}
    working = [singles[order] for order, (total, beyond) in points.items() if beyond >= 0 and total > waiting]
    if working:
        assert found is not None
        assert len(found.orders) == 1
        assert found.staff == min(working)
        assert points[found.orders[0]] == (found.total, found.total - found.threshold)
    elif found is not None:
        assert len(found.orders) == 2
        assert margin(setting, now, question, found.orders)[1] >= 0
        assert found.staff == sum(singles[order] for order in found.orders)
        assert found.orders in list(combinations(singles, 2)) or found.orders[::-1] in list(combinations(singles, 2))


def test_what_a_seat_orders_anyway_counts() -> None:
    """With its only officer sent elsewhere by the plan, no post can be part of the way."""
    setting = small_setting(2)
    state = first_state(setting, seed=2)
    state.post[:] = 0
    state.officers[:], state.staff[:], state.funds[:] = 1, 9_000, 9_000
    now, question = believe(observe(state, setting), 0, 1), Question(0, 1, 7, 2)
    plan = [Order(setting.nations[0], "attache", "open", setting.nations[2])]
    free, bound = (
        {order.instrument for order, _staff in candidates(now, setting, question, one)} for one in ((), plan)
    )
    assert free - bound == {"attache"}


def test_every_candidate_is_legal_and_needs_nobodys_consent() -> None:
    setting = small_setting(3)
    state = first_state(setting, seed=3)
    now, question = believe(observe(state, setting), 0, 1), Question(0, 1, 7, 3)
    trial, lower = Trial(now, setting), []
    for order, staff in candidates(now, setting, question, ()):
        if order.instrument == "agreement" and order.level:
            lower.append((order.level, staff))
            continue
        assert trial.refusal(order) is None
        assert staff == int(trial.cost(order).staff[0])
        assert order.instrument != "drill"
    assert lower == [(1, 0), (2, 0)]


# ----------------------------------------------------------------------------------------------------------------------
# What makes no sense
# ----------------------------------------------------------------------------------------------------------------------


def test_what_does_not_exist_is_named() -> None:
    setting = small_setting(1)
    state = first_state(setting)
    with pytest.raises(KeyError, match="xyz"):
        setting.row("xyz")
    with pytest.raises(ValueError, match="no event is called 'party'"):
        Phase(state, state, setting, None).log("party", np.zeros(1, np.int64), np.zeros(1, np.int64))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="xyz"):
        Trial(state, setting).cost(Order("xyz", "training", "readiness"))


def test_fronts_are_counted_crisis_by_crisis() -> None:
    """A nation that fights two victims asks for help against the one it means."""
    setting = small_setting(1)
    state = first_state(setting)
    order = [int(slot) for slot in setting.slot_order if slot not in (0, 5)]
    mine, theirs, other = order[0], order[1], order[2]
    for slot, foe in ((mine, 0), (theirs, 2), (other, 0)):
        state.kind[0, slot], state.adversary[0, slot] = 1, foe
    assert [front_of(state, setting, 0, slot) for slot in (mine, other)] == [0, 1]
    assert front_of(state, setting, 2, theirs) == 0


def test_nobody_is_bound_by_nothing() -> None:
    setting = small_setting(1)
    state = first_state(setting)
    state.member[:], state.agreement[:] = False, 0
    pair = [np.array([one], np.int64) for one in (0, 1, 2)]
    assert obligation(state, setting, *pair)[0] == 0
