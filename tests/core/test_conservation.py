"""Nothing is made or lost that shouldn't be: contingents, officers, funds and staff in games by any policy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.holds import contingents, problems
from support.worlds import LOUD, first_state, small_setting

from game.core.instruments import POSITION, TABLE
from game.core.instruments.training import OFFICERS
from game.core.orders import OrderTable
from game.core.setting import Setting
from game.core.state import State
from game.core.step import StepResult
from game.ministers.table import policy
from game.sim.match import Seats, play

SEEDS = st.integers(0, 10_000)
FEW = settings().max_examples // 2
POLICIES = st.sampled_from(["random", "balanced", "pure:drill", "pure:peacekeeping", "passive"])


def games(
    seed: int, name: str, turns: int = 5, worlds: int = 3
) -> tuple[Setting, State, list[tuple[OrderTable, StepResult]]]:
    setting = small_setting(seed, 3 + seed % 4, LOUD)
    state = first_state(setting, worlds, seed)
    return setting, state, list(play(state, setting, Seats(policy(name), {}), seed, turns))


@given(SEEDS, POLICIES)
def test_every_state_of_a_game_is_sound(seed: int, name: str) -> None:
    setting, state, results = games(seed, name)
    assert not problems(state, setting)
    for _, result in results:
        assert not problems(result.state, setting)


@given(SEEDS, POLICIES)
@settings(max_examples=FEW)
def test_contingents_are_conserved(seed: int, name: str) -> None:
    setting, state, results = games(seed, name)
    for now in (state, *(result.state for _, result in results)):
        assert (contingents(now, setting) == setting.size).all()


@given(SEEDS, POLICIES)
@settings(max_examples=FEW)
def test_officers_come_from_training_only(seed: int, name: str) -> None:
    """Counted in quarters of training: at home, at posts, and in school."""
    setting, before, results = games(seed, name)
    quarters = setting.rules.officer_quarters

    def schooled(now: State) -> np.ndarray:
        return (now.officers + now.post.sum(axis=2)) * quarters + now.schooling

    for orders, result in results:
        trained = (orders.instrument == POSITION["training"]) & (orders.option == OFFICERS) & (result.refused == 0)
        assert (schooled(result.state) == schooled(before) + trained.sum(axis=2)).all()
        before = result.state


@given(SEEDS, POLICIES)
def test_orders_keep_within_staff_and_funds(seed: int, name: str) -> None:
    """Orders only ever spend, and never what isn't there; the quarter's means come when the turn ends."""
    setting, before, results = games(seed, name)
    for _, result in results:
        after = result.state
        assert (after.staff >= 0).all()
        assert (after.home >= 0).all()
        assert (after.officers >= 0).all()
        if before.planning:
            assert (after.staff <= before.staff).all()
            assert (after.funds <= before.funds).all()
            assert (after.funds >= np.minimum(before.funds, 0)).all()
        else:
            assert (after.staff <= setting.staff + setting.rules.staff_carry).all()
        before = after


@given(SEEDS)
@settings(max_examples=FEW)
def test_what_orders_cost_is_what_leaves_the_stocks(seed: int) -> None:
    """In PLAN nothing else touches staff, and nobody gives orders for anybody else."""
    _, _, results = games(seed, "balanced", turns=2, worlds=1)
    orders, result = results[2]
    before = results[1][1].state
    idle = ~(orders.instrument >= 0).any(axis=2) | ~((orders.instrument >= 0) & (result.refused == 0)).any(axis=2)
    for name in ("staff", "funds", "home", "officers"):
        assert (getattr(result.state, name)[idle] == getattr(before, name)[idle]).all()
    assert len(TABLE) > orders.instrument.max()


@pytest.mark.parametrize("name", ["passive", "random"])
def test_the_quiet_years_of_a_small_world_are_sound_too(name: str) -> None:
    setting = small_setting(3, 4, {"tempo": -2_000})
    state = first_state(setting, 2, 3)
    for _, result in play(state, setting, Seats(policy(name), {}), 3, 20):
        assert not problems(result.state, setting)
