"""A step is a pure function: of its input alone, whatever the batch, the order of the nations, or the process."""

from __future__ import annotations

import io
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.relabel import (
    inverse,
    listed_differently,
    reduced,
    relabelled_orders,
    relabelled_setting,
    relabelled_state,
    unknown_fields,
)  # fmt: skip
from support.worlds import LOUD, first_state, played, small_setting

from game.content.building.start import build
from game.content.format.model import Scenario
from game.content.reading.load import load_scenario
from game.core.observe import observe
from game.core.orders import OrderTable
from game.core.state import SHAPES, State
from game.core.step import step
from game.ministers.table import policy
from game.sim.match import Seats, finish, ministers_luck, play, worlds_numbered

SEEDS = st.integers(0, 10_000)
POLICIES = st.sampled_from(["random", "balanced"])
FEW = settings().max_examples // 2
"""Of properties that take whole games."""
CORNER = ("mar", "dza", "tun", "lby", "egy", "sdn", "mrt", "fra", "mli", "ner", "tcd", "esp")
"""A dozen neighbours of the crescent, with missions, forums, treaties and rivalries among them."""


@pytest.fixture(scope="module", params=["first_posting", "crescent"])
def scenario(request: pytest.FixtureRequest) -> Scenario:
    whole = load_scenario(request.param)
    kept = tuple(one for one in CORNER if one in whole.nation_ids)
    return reduced(whole, kept) if len(whole.nations) > 20 else whole


@given(SEEDS, POLICIES, st.integers(0, 7))
def test_a_step_leaves_its_input_untouched(seed: int, name: str, points: int) -> None:
    setting = small_setting(seed, rules=LOUD)
    state = played(first_state(setting, 2, seed), setting, name, points, seed)
    orders = policy(name).decide(observe(state, setting), ministers_luck(state, seed))
    before = state.digests(), [column.copy() for column in orders.columns()]
    for array in (*(array for _, array in state.arrays()), *orders.columns()):
        array.setflags(write=False)
    result = step(state, orders, setting, seed)
    assert (state.digests(), state.step) == (before[0], points)
    assert all((now == then).all() for now, then in zip(orders.columns(), before[1], strict=True))
    assert result.state.step == points + 1
    assert not any(np.shares_memory(new, old) for (_, new), (_, old) in zip(
        result.state.arrays(), state.arrays(), strict=True) if new is not result.state.world)  # fmt: skip


@given(SEEDS, POLICIES)
@settings(max_examples=FEW)
def test_the_same_seed_gives_the_same_game_and_another_seed_another(seed: int, name: str) -> None:
    setting = small_setting(seed, rules=LOUD)
    state = first_state(setting, 2, seed)
    one, same, other = (played(state, setting, name, 8, luck).digests() for luck in (seed, seed, seed + 1))
    assert one == same
    assert one != other
    assert one[0] != one[1], "worlds of a batch differ in their luck"


@given(SEEDS, POLICIES, st.integers(0, 8))
@settings(max_examples=FEW)
def test_save_and_resume_is_straight_play(seed: int, name: str, saved_at: int) -> None:
    setting = small_setting(seed, rules=LOUD)
    state = first_state(setting, 2, seed)
    straight = played(state, setting, name, 8, seed)
    saved = _through_a_file(played(state, setting, name, saved_at, seed))
    again = small_setting(seed, rules=LOUD)  # nothing cached in the first setting is needed
    assert played(saved, again, name, 8 - saved_at, seed).digests() == straight.digests()


def _through_a_file(state: State) -> State:
    file = io.BytesIO()
    np.savez(file, **dict(state.arrays()))
    file.seek(0)
    with np.load(file) as loaded:
        return State(state.step, **{name: loaded[name] for name in loaded.files})


@given(SEEDS, POLICIES, st.integers(0, 63))
@settings(max_examples=FEW)
def test_a_world_alone_is_the_world_in_a_batch(seed: int, name: str, row: int) -> None:
    setting = small_setting(seed % 50, rules=LOUD)
    batch = played(first_state(setting, 64, seed), setting, name, 6, seed)
    alone = played(first_state(setting, 1, seed, first=row), setting, name, 6, seed)
    assert alone.digests()[0] == batch.digests()[row]
    assert batch.take(np.array([row])).digests() == alone.digests()


@given(SEEDS, st.permutations(range(5)))
@settings(max_examples=FEW)
def test_any_orders_work_the_same_with_nations_in_another_order(seed: int, listing: list[int]) -> None:
    """Orders of every instrument, legal and illegal, translated row by row."""
    order = np.array(listing)
    setting = small_setting(seed, rules=LOUD)
    other_setting = relabelled_setting(setting, order)
    state = first_state(setting, 2, seed)
    other = relabelled_state(state, order)
    for orders, result in play(state, setting, Seats(policy("random"), {}), seed, 5):
        again = step(other, relabelled_orders(orders, order), other_setting, seed)
        other = again.state
        assert (again.refused == result.refused[:, order]).all()
        assert relabelled_state(other, inverse(order)).digests() == result.state.digests()


@given(SEEDS, st.permutations(range(5)))
@settings(max_examples=FEW)
def test_ministers_play_the_same_with_nations_in_another_order(seed: int, listing: list[int]) -> None:
    order = np.array(listing)
    setting = small_setting(seed, rules=LOUD)
    state = first_state(setting, 2, seed)
    straight = played(state, setting, "balanced", 10, seed)
    other = played(relabelled_state(state, order), relabelled_setting(setting, order), "balanced", 10, seed)
    assert relabelled_state(other, inverse(order)).digests() == straight.digests()


@pytest.mark.parametrize("name", ["balanced", "passive"])
def test_nations_in_another_order_play_the_same_scenario(scenario: Scenario, name: str) -> None:
    """From the file on: the scenario lists its nations in another order, and every bit of the end is the same."""
    n = len(scenario.nations)
    for order in (np.arange(n)[::-1].copy(), np.random.default_rng(5).permutation(n)):
        ends = []
        for listed in (scenario, listed_differently(scenario, order)):
            setting, state = build(listed, worlds_numbered(3, 2), 11, LOUD)
            ends.append(finish(state, setting, Seats(policy(name), {}), 11, 6))
        assert relabelled_state(ends[1], inverse(order)).digests() == ends[0].digests()


def test_the_relabelling_knows_every_field() -> None:
    assert not unknown_fields()
    assert set(SHAPES) == {item.name for item in fields(State)} - {"step", "world"}
    setting = small_setting(1)
    state = first_state(setting, 2)
    order = np.array([3, 0, 4, 1, 2])
    assert relabelled_state(relabelled_state(state, order), inverse(order)).digests() == state.digests()
    assert relabelled_state(state, order).digests() != state.digests()


def test_a_world_keeps_its_luck_when_worlds_are_taken_from_a_batch() -> None:
    setting = small_setting(2, rules=LOUD)
    batch = first_state(setting, 8)
    some = np.array([6, 1, 4])
    ahead = played(batch, setting, "balanced", 6)
    assert played(batch.take(some), setting, "balanced", 6).digests() == ahead.take(some).digests()


@given(SEEDS, st.integers(1, 6))
def test_refused_and_empty_orders_change_nothing(seed: int, slots: int) -> None:
    """A table without the orders that were refused, spread over more slots, leads to the same state."""
    setting = small_setting(seed, rules=LOUD)
    state = played(first_state(setting, 2, seed), setting, "balanced", slots, seed)
    orders = policy("random").decide(observe(state, setting), ministers_luck(state, seed))
    result = step(state, orders, setting, seed)
    wider = OrderTable.empty(2, setting.n, 2 * orders.slots)
    for column, wide in zip(orders.columns(), wider.columns(), strict=True):
        wide[:, :, ::2] = column
    wider.instrument[:, :, ::2][result.refused != 0] = -1
    assert step(state, wider, setting, seed).state.digests() == result.state.digests()


def test_orders_of_the_wrong_shape_are_an_error() -> None:
    setting = small_setting(1)
    state = first_state(setting, 2)
    with pytest.raises(ValueError, match="worlds and nations"):
        step(state, OrderTable.empty(3, setting.n, 1), setting, 1)


def test_digests_see_every_array() -> None:
    """One number changed anywhere changes the digest of its world and of no other."""
    setting = small_setting(4)
    state = first_state(setting, 2)
    before = state.digests()
    for name, array in state.arrays():
        if name == "world" or not array[0].size:
            continue
        changed = array.copy()
        changed[0].reshape(-1)[-1] += 1 if array.dtype != np.bool_ else not changed[0].reshape(-1)[-1]
        if array.dtype == np.bool_:
            changed[0] = ~array[0]
        after = replace(state, **{name: changed}).digests()
        assert after[0] != before[0], name
        assert after[1] == before[1], name
    assert replace(state, step=state.step + 1).digests() != before


def test_play_goes_through_both_decision_points() -> None:
    setting = small_setting(1)
    points = [
        result.state.step for _, result in play(first_state(setting), setting, Seats(policy("passive"), {}), 1, 3)
    ]
    assert points == [1, 2, 3, 4, 5, 6]
