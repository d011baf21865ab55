"""Choices of the story: one order in RESPOND takes them, silence takes the first, and what follows waits for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.worlds import first_state, small_setting

from game.core.instruments.decision import choice_score, waiting
from game.core.observe import observe
from game.core.orders import Order, compile_orders, why_not
from game.core.setting import ScenarioEvent, Setting
from game.core.state import State
from game.core.step import step
from game.ministers.advice import advise

SETTING = small_setting(3)
NATION = SETTING.decisions[0].nation
SEED = 11


def moved_on(state: State, *orders: Order, setting: Setting = SETTING) -> State:
    table, refused = compile_orders(orders, state, setting)
    assert not refused
    return step(state, table, setting, SEED).state


def told(setting: Setting = SETTING) -> State:
    """RESPOND of the turn after the first event: its choice is open."""
    state = first_state(setting)
    for _ in range(3):
        state = moved_on(state, setting=setting)
    return state


def taken(state: State, number: int = 0) -> list[bool]:
    """Which of a decision's choices have been taken."""
    return [bool(state.fired[0, row]) for row in SETTING.decisions[number].choices]


def test_a_choice_is_open_in_the_turn_after_its_event_and_no_longer() -> None:
    state = first_state(SETTING)
    order = Order(NATION, "decide", "second", "told_0")
    seen = []
    for _ in range(6):
        if not state.planning:
            seen.append(not why_not([order], state, SETTING))
        state = moved_on(state)
    assert seen == [False, True, False]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_order_takes_a_choice_its_price_and_its_effects(place: int) -> None:
    before = told()
    before.funds[:] = 10_000
    order = Order(NATION, "decide", ("first", "second", "third")[place], "told_0")
    i, silent, after = SETTING.row(NATION), moved_on(before), moved_on(before, order)
    assert taken(after) == [at == place for at in range(3)]
    event = SETTING.events[SETTING.decisions[0].choices[place]]
    assert int(silent.funds[0, i] - after.funds[0, i]) in (event.price, 0)  # 0 where savings are at their limit
    assert taken(silent) == [True, False, False]
    if place:
        assert after.standing[0, i] > silent.standing[0, i]
        assert after.stability[0, i] > silent.stability[0, i]


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (Order(NATION, "decide", "first", "told_9"), "is no decision"),
        (Order(SETTING.decisions[1].nation, "decide", "first", "told_0"), "another nation"),
        (Order(SETTING.decisions[4].nation, "decide", "first", "told_4"), "nothing to decide yet"),
    ],
)
def test_what_can_not_be_decided_is_refused_with_its_reason(order: Order, reason: str) -> None:
    (refused,) = why_not([order], told(), SETTING)
    assert reason in refused.reason


def test_a_choice_is_taken_once_and_only_for_what_there_is() -> None:
    state = told()
    state.funds[:] = 0
    twice = [Order(NATION, "decide", "first", "told_0"), Order(NATION, "decide", "third", "told_0")]
    assert [refused.reason for refused in why_not(twice, state, SETTING)] == ["that has been decided"]
    (dear,) = why_not([Order(NATION, "decide", "second", "told_0")], state, SETTING)
    assert "1.5 funds needed" in dear.reason


def test_events_come_after_one_choice_and_not_after_another() -> None:
    later = ScenarioEvent(0, NATION, (), "", id="later", after="told_0.2")
    setting = replace(SETTING, events=(*SETTING.events, later))
    for option, expected in (("third", True), ("first", False)):
        state = moved_on(told(setting), Order(NATION, "decide", option, "told_0"), setting=setting)
        assert state.fired[0, -1] == 0
        state = moved_on(moved_on(state, setting=setting), setting=setting)
        assert bool(state.fired[0, -1]) is expected


def test_a_failed_state_decides_nothing() -> None:
    state = told()
    state.alive[0, SETTING.row(NATION)] = False
    assert not any(taken(moved_on(state)))


def test_ministers_take_the_choice_that_is_worth_most_by_the_shown_points() -> None:
    state = told()
    seen = observe(state, SETTING)
    assert [bool(here[0]) for _, here in waiting(seen)] == [True, False, False, False, False]
    points = [int(choice_score(seen, 0, place).total[0]) for place in range(3)]
    state.funds[:] = 10_000
    (order,) = [one for one in advise(observe(state, SETTING), SETTING.row(NATION)) if one.instrument == "decide"]
    assert order.option == ("first", "second", "third")[int(np.argmax(points))]
    state.funds[:] = 0
    (poor,) = [one for one in advise(observe(state, SETTING), SETTING.row(NATION)) if one.instrument == "decide"]
    assert poor.option != "second"
