"""The strategist: the same orders for the same observation, whoever asks and in whatever order nations are listed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.relabel import relabelled_setting, relabelled_state
from support.worlds import LOUD, first_state, played, small_setting

from game.core.chance import Luck
from game.core.observe import observe
from game.core.orders import Order, OrderTable
from game.core.setting import Setting
from game.core.state import State
from game.ministers.advice import orders_of
from game.ministers.policy import orders_for
from game.ministers.table import policy

NAME, SEED, SEAT = "strategist:nodes=200", 4, 1


def _moment(points: int, worlds: int = 1) -> tuple[Setting, State]:
    setting = small_setting(SEED, rules=LOUD)
    return setting, played(first_state(setting, worlds, SEED), setting, "balanced", points, SEED)


def _decide(setting: Setting, state: State, seat: int = SEAT, luck: int = 1, name: str = NAME) -> OrderTable:
    rows = np.arange(state.worlds)
    given = Luck.of(luck, state.world, state.step)
    return orders_for(policy(name), observe(state, setting), given, rows, np.full(len(rows), seat))


@pytest.mark.parametrize("points", [4, 7])
def test_the_game_s_luck_changes_nothing(points: int) -> None:
    setting, state = _moment(points)
    one, other = (_decide(setting, state, luck=luck) for luck in (1, 2))
    assert orders_of(one, SEAT, setting) == orders_of(other, SEAT, setting)
    assert orders_of(one, SEAT, setting)


@pytest.mark.parametrize("points", [4, 7])
def test_nations_listed_otherwise_get_the_same_orders(points: int) -> None:
    setting, state = _moment(points)
    order = np.array([3, 0, 4, 1, 2])
    there = int(np.nonzero(order == SEAT)[0][0])
    listed = relabelled_setting(setting, order)
    other = orders_of(_decide(listed, relabelled_state(state, order), there), there, listed)
    straight = orders_of(_decide(setting, state), SEAT, setting)
    assert straight
    assert _placeless(other) == _placeless(straight)


def _placeless(plan: tuple[Order, ...]) -> list[Order]:
    """A plan without the one number that depends on the listing: the slot in a request against a victim."""
    return [replace(order, group=0) if order.option == "against" else order for order in plan]


def test_a_world_of_a_batch_is_searched_as_if_alone() -> None:
    setting, state = _moment(6, worlds=3)
    together = _decide(setting, state)
    alone = _decide(setting, state.take(np.array([2])))
    assert orders_of(together, SEAT, setting, world=2) == orders_of(alone, SEAT, setting)
    assert not (together.instrument[:, [0, 2, 3, 4]] >= 0).any()


def test_without_nodes_to_compare_anything_it_plays_the_balanced_plan() -> None:
    setting, state = _moment(6)
    plain = policy("balanced").decide(observe(state, setting), Luck.of(1, state.world, state.step))
    chosen = _decide(setting, state, name="strategist:nodes=0")
    assert orders_of(chosen, SEAT, setting) == orders_of(plain, SEAT, setting)
