"""The staff estimate: it knows what the seat knows and no more, is the same every time, and says how sure it is."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from support.hidden import HIDDEN, changed
from support.worlds import LOUD, first_state, played, small_setting

from game.content.building.start import build
from game.content.reading.load import load_scenario
from game.core.observe import observe
from game.core.orders import Order, compile_orders, why_not
from game.core.setting import Setting
from game.core.state import State
from game.ministers.advice import advise, orders_of
from game.ministers.balanced import Balanced
from game.ministers.circle import circle_of
from game.ministers.estimate import CHUNKS, FEWEST, HORIZON, NODES, Estimate, Question, Spread, chunks, estimates
from game.ministers.simple import Passive

SEAT = 2
SIZE = 4  # of seven nations: three are left out of the circle


def game(points: int, seed: int = 3) -> tuple[Setting, State]:
    setting = small_setting(seed, nations=7, rules=LOUD)
    return setting, played(first_state(setting, 1, seed), setting, "balanced", points, seed)


def first_answer(state: State, setting: Setting, plan: tuple[Order, ...], seat: int = SEAT) -> Estimate:
    question = Question(observe(state, setting), seat, plan)
    return next(found for found in estimates(question, size=SIZE) if found is not None)


def advised(state: State, setting: Setting) -> tuple[Order, ...]:
    return advise(observe(state, setting), SEAT)


@pytest.mark.parametrize("points", [4, 5])
def test_the_same_observation_gives_the_same_estimate_whatever_is_hidden_and_whichever_game_it_is(points: int) -> None:
    setting, state = game(points)
    plan = advised(state, setting)[:2]
    assert plan
    expected = first_answer(state, setting, plan)
    other_game = replace(state.copy(), world=state.world + 12_345)  # another world of another seed: other luck to come
    assert first_answer(other_game, setting, plan) == expected
    for name in HIDDEN:
        assert first_answer(changed(state, setting, SEAT, name), setting, plan) == expected, name


def test_an_estimate_leaves_the_observation_as_it_was() -> None:
    setting, state = game(4)
    before = state.digests()
    first_answer(state, setting, advised(state, setting))
    assert state.digests() == before


def test_estimates_refine_and_settle_and_can_be_left_after_any_turn() -> None:
    setting, state = game(4)
    plan = advised(state, setting)[:1]
    answers = list(estimates(Question(observe(state, setting), SEAT, plan), Passive(), SIZE))
    found = [one for one in answers if one is not None]
    turns = setting.turns - state.turn
    counts = chunks(2, turns)
    assert [one.samples for one in found] == np.cumsum(counts).tolist()
    assert [one.settled for one in found] == [False] * (len(found) - 1) + [True]
    assert len(answers) == len(found) + len(counts) * turns
    for before, after in pairwise(found):  # what was sampled stays
        assert not Counter(before.index.values) - Counter(after.index.values)
    assert all(len(one.values) == 1 and one.turns == turns for one in found)


def test_what_is_refused_changes_nothing() -> None:
    setting, state = game(4)
    refused = Order(setting.nations[SEAT], "attache", "open", setting.nations[SEAT])
    assert why_not([refused], state, setting)
    answer = first_answer(state, setting, (*advised(state, setting), refused))
    assert set(answer.values[-1].values) == {0}


def test_a_long_plan_is_sampled_less_but_never_too_little() -> None:
    assert sum(chunks(1, HORIZON)) == sum(CHUNKS)
    for plans in range(1, 25):
        counts = chunks(plans, HORIZON)
        assert sum(counts) >= FEWEST
        assert sum(counts) == FEWEST or sum(counts) * plans * HORIZON <= NODES
        assert counts[0] == CHUNKS[0]


@pytest.mark.parametrize("count", [4, 16, 64])
def test_how_sure_a_mean_is_follows_student_and_narrows_with_the_samples(count: int) -> None:
    spread = Spread(tuple(range(count)))
    student = {4: 1.638, 16: 1.341, 64: 1.295}[count]  # t of 90% one-sided
    deviation = math.sqrt(sum((value - spread.mean) ** 2 for value in spread.values) / (count - 1))
    low, high = spread.sure
    assert spread.mean == (count - 1) / 2
    assert (high - low) / 2 == pytest.approx(student * deviation / math.sqrt(count), rel=0.02)
    assert spread.likely[0] < low < high < spread.likely[1]


@pytest.mark.parametrize("count", [4, 8, 16, 32, 64])
def test_likely_intervals_hold_eight_of_ten_new_values(count: int) -> None:
    rng = np.random.default_rng(count)
    for draw in (rng.standard_normal, rng.standard_exponential):
        held = []
        for _again in range(600):
            *values, new = (1_000 * draw(count + 1)).astype(int).tolist()
            low, high = Spread(tuple(sorted(values))).likely
            held.append(low <= new <= high)
        assert 0.73 < np.mean(held) < 0.87


def test_one_value_has_no_interval() -> None:
    assert Spread((7,)).sure == Spread((7,)).likely == (7.0, 7.0)


def test_the_circle_keeps_what_the_plan_touches_and_everybodys_contingents() -> None:
    setting, state = build(load_scenario("crescent"), np.zeros(1, np.int64), 7)
    seat = setting.row("pak")
    far = Order("pak", "attache", "open", "sen")
    mission = Order("pak", "peacekeeping", "deploy", setting.missions.ids[0], amount=1)
    seen = observe(state, setting)
    circle = circle_of(seen, seat, (far, mission), size=12)
    small = circle.seen
    assert small.setting.nations[circle.seat] == "pak"
    assert "sen" in small.setting.nations
    assert not small.public.alive[0, -1]
    assert small.public.alive[0, :-1].all()
    assert (small.public.posted.sum(axis=2) == state.posted.sum(axis=2)).all()
    assert compile_orders((far, mission), small.public, small.setting)[1] == []
    counted = int(small.support_by[0, circle.seat].sum()) + circle.outside_support
    assert counted == int(seen.support_by[0, seat].sum())


def test_a_small_world_is_its_own_circle() -> None:
    setting, state = game(2)
    seen = observe(state, setting)
    assert circle_of(seen, SEAT, (), size=setting.n).seen is seen


@pytest.mark.parametrize("points", [4, 5])
def test_advice_is_what_the_minister_would_order(points: int) -> None:
    setting, state = game(points)
    table = Balanced().decide(observe(state, setting), None)  # type: ignore[arg-type]  # it needs no luck
    for seat in range(setting.n):
        orders = orders_of(table, seat, setting)
        again, refused = compile_orders(orders, state, setting)
        assert not refused
        assert orders_of(again, seat, setting) == orders
    assert advised(state, setting) == orders_of(table, SEAT, setting)
