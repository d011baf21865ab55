"""Legality agrees with refusal: what `why_not` says before the turn is what `step` does in it, for any orders."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.worlds import LOUD, first_state, played, small_setting

from game.core.instruments import CRISIS_ORDERS, INSTRUMENTS, POSITION, TABLE
from game.core.instruments.instrument import Instrument, Target, all_checks
from game.core.orders import MOST_ORDERS, Order, OrderTable, compile_orders, crisis_id, why_not
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step

SETTING = small_setting(12, 5, LOUD)
START = first_state(SETTING, 1, 12)
MOMENTS = [played(START, SETTING, name, points) for name in ("random", "balanced") for points in range(1, 15)]
"""States of both decision points, with crises, offers and debts."""
RICH = [
    played(first_state(SETTING, 1, 12), SETTING, "balanced", points) for points in (0, 1)
]  # a first PLAN and RESPOND, where little is refused for want of means


def targets(kind: Target, setting: Setting) -> list[str]:
    """Every name that an order can give as a target of that kind, and one that it can't."""
    names = {
        Target.NONE: [""],
        Target.NATION: list(setting.nations),
        Target.MISSION: list(setting.missions.ids),
        Target.FORUM: list(setting.forums.ids),
        Target.CRISIS: [crisis_id(setting, slot) for slot in range(2 * setting.n)],
        Target.DECISION: [decision.id for decision in setting.decisions],
    }
    return names[kind]


def orders_of(nation: st.SearchStrategy[str], instruments: tuple[Instrument, ...]) -> st.SearchStrategy[Order]:
    """Orders by that nation for these instruments: any option and target, numbers in and out of range."""

    def of(row: Instrument) -> st.SearchStrategy[Order]:
        return st.builds(
            Order,
            nation,
            st.just(row.key),
            st.sampled_from(row.options),
            st.sampled_from(targets(row.target, SETTING)),
            st.integers(-1, row.levels[1] + 1),
            st.one_of(st.integers(*row.amounts), st.integers(-2, row.amounts[1] + 2)),
            st.integers(-1, 2),
        )

    return st.one_of([of(row) for row in instruments])


NATIONS = st.sampled_from(SETTING.nations)
STATES = st.sampled_from(MOMENTS + RICH)
PLANS = st.integers(0, SETTING.n - 1)


def _of_the_point(state: State) -> tuple[Instrument, ...]:
    return tuple(row for row in TABLE if row.planning == state.planning)


@given(st.data(), STATES, NATIONS)
def test_why_not_refuses_what_step_refuses(data: st.DataObject, state: State, nation: str) -> None:
    orders = data.draw(st.lists(orders_of(st.just(nation), _of_the_point(state)), min_size=1, max_size=10))
    said = why_not(orders, state, SETTING)
    table, unparsed = compile_orders(orders, state, SETTING)
    codes = step(state, table, SETTING, 3).refused[0, SETTING.nations.index(nation)]
    assert not unparsed
    done = [order for order, code in zip(orders, codes, strict=False) if code == 0]
    left = list(orders)
    for refusal in said:
        assert refusal.reason.strip()
        assert "{" not in refusal.reason, "every number of a reason is filled in"
        left.remove(refusal.order)
    assert sorted(left) == sorted(done)


@given(st.data(), STATES)
def test_orders_are_judged_in_a_batch_as_alone(data: st.DataObject, state: State) -> None:
    """Eight worlds with the orders of other nations in each: the same codes and the same end as each world alone."""
    plans = [data.draw(st.lists(orders_of(NATIONS, _of_the_point(state)), max_size=8)) for _ in range(4)]
    batch = state.take(np.zeros(len(plans), np.int64))
    table = OrderTable.empty(len(plans), SETTING.n, MOST_ORDERS)
    alone = []
    for w, orders in enumerate(plans):
        one, _ = compile_orders(orders, state, SETTING)
        alone.append(step(state, one, SETTING, 3))
        for whole, single in zip(table.columns(), one.columns(), strict=True):
            whole[w] = single[0]
    together = step(batch, table, SETTING, 3)
    for w, result in enumerate(alone):
        assert (together.refused[w] == result.refused[0]).all()
        assert together.state.digests()[w] == result.state.digests()[0]


@given(st.data(), STATES)
def test_a_nations_refusals_do_not_hang_on_what_others_plan(data: st.DataObject, state: State) -> None:
    """In PLAN everybody acts at once: what i may do is known before anybody else has decided."""
    if not state.planning:
        return
    mine = data.draw(st.lists(orders_of(st.just(SETTING.nations[0]), _of_the_point(state)), min_size=1, max_size=6))
    others = data.draw(st.lists(orders_of(st.sampled_from(SETTING.nations[1:]), _of_the_point(state)), max_size=12))
    alone, _ = compile_orders(mine, state, SETTING)
    crowded, _ = compile_orders(mine + others, state, SETTING)
    first = step(state, alone, SETTING, 3).refused[0, 0]
    assert (step(state, crowded, SETTING, 3).refused[0, 0] == first).all()


@pytest.mark.parametrize("group", [-(1 << 19), -6, -1, 2, 11, 1 << 19])
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.key)
def test_strange_numbers_are_refused_and_never_crash(row: Instrument, group: int) -> None:
    state = next(moment for moment in MOMENTS if moment.planning == row.planning)
    for option in row.options:
        for target in targets(row.target, SETTING):
            order = Order(SETTING.nations[1], row.key, option, target, group, group, group)
            assert why_not([order], state, SETTING)
            table, _ = compile_orders([order], state, SETTING)
            assert step(state, table, SETTING, 3).refused[0, 1, 0] != 0


def test_what_is_no_order_is_refused_with_what_is_allowed() -> None:
    wrong = [
        Order("xxx", "training", "readiness"),
        Order("mar", "conquest", "war"),
        Order(SETTING.nations[0], "training", "singing"),
        Order(SETTING.nations[0], "training", "readiness", "nowhere"),
        Order(SETTING.nations[0], "attache", "open", "atlantis"),
        Order(SETTING.nations[0], "forum", "attend", ""),
        Order(SETTING.nations[0], "posture", "hold", crisis_id(SETTING, 0)),
        Order(SETTING.nations[0], "drill", "field", SETTING.nations[1], 0, 1 << 40),
        Order(SETTING.nations[0], "drill", "field", SETTING.nations[1], 0, 3, -(1 << 40)),
    ]
    said = why_not(wrong, START, SETTING)
    table, refused = compile_orders(wrong, START, SETTING)
    assert [refusal.order for refusal in said] == wrong
    assert [refusal.order for refusal in refused] == wrong
    assert [refusal.reason for refusal in refused] == [refusal.reason for refusal in said]
    assert (table.instrument == -1).all()


@pytest.mark.parametrize("target", ["mar", "mar:", "mar:2", ":0", "mar:0:0", "atlantis:0", "mar:-1"])
def test_only_crises_of_this_scenario_can_be_named(target: str) -> None:
    state = next(moment for moment in MOMENTS if not moment.planning)
    assert why_not([Order(SETTING.nations[0], "posture", "hold", target)], state, SETTING)


def test_orders_of_the_other_decision_point_are_refused_in_a_table_too() -> None:
    table = OrderTable.empty(1, SETTING.n, 1)
    table.put(np.array([0]), np.array([0]), 0, (POSITION["posture"], 1, 0, 0, 0, 0))
    assert step(START, table, SETTING, 3).refused[0, 0, 0] == -1


def test_more_orders_than_a_turn_takes_are_refused() -> None:
    """Twice as many as the most: what is legal is carried out up to the limit and the rest refused, by both."""
    nation, other = SETTING.nations[:2]
    opening = Order(nation, "attache", "open", other)
    closing = Order(nation, "attache", "close", other)
    table, refused = compile_orders([opening, closing] * MOST_ORDERS, START, SETTING)
    assert len(refused) == MOST_ORDERS
    assert (table.instrument[0, 0] >= 0).all()
    assert all(str(MOST_ORDERS) in refusal.reason for refusal in refused)


def test_the_table_of_instruments_is_complete() -> None:
    assert len(INSTRUMENTS) == 6
    assert TABLE == INSTRUMENTS + CRISIS_ORDERS
    assert len({row.key for row in TABLE}) == len(TABLE)
    assert {row.planning for row in INSTRUMENTS} == {True}
    for row in TABLE:
        assert row.name, row.key
        assert row.help.endswith("."), row.key
        assert set(row.option_names) == set(row.options), row.key
        assert row.amounts[0] <= row.amounts[1], row.key
        assert row.levels[0] <= row.levels[1], row.key
        assert len({check.text for check in all_checks(row)}) == len(all_checks(row)), row.key
