"""Ministers play by the rules of everybody: from their own observation, with legal orders, and only what they may."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.hidden import HIDDEN, REQUESTS, changed
from support.worlds import LOUD, first_state, played, small_setting

from game.core.instruments import CRISIS_ORDERS, INSTRUMENTS, POSITION, TABLE
from game.core.observe import observe
from game.core.orders import OrderTable
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step
from game.ministers.balanced import PERSONALITIES
from game.ministers.table import POLICIES, PolicyError, policy
from game.sim.match import Seats, ministers_luck, play, with_row

SEEDS = st.integers(0, 10_000)
SEAT = 1
NAMES = ["passive", "random", "balanced", "balanced:without=drill", *(f"pure:{row.key}" for row in INSTRUMENTS),
         *(f"balanced:personality={name}" for name in PERSONALITIES)]  # fmt: skip
GAMES = [
    (setting, played(first_state(setting, 2, seed), setting, "balanced", points, seed))
    for seed in (3, 8)
    for setting in [small_setting(seed, rules=LOUD)]
    for points in (0, 5, 8, 11)
]


def decided(name: str, setting: Setting, state: State) -> OrderTable:
    return policy(name).decide(observe(state, setting), ministers_luck(state, 5))


def given_orders(table: OrderTable, row: int) -> list[list[tuple[int, ...]]]:
    """By world: the orders of one nation in the order in which they are carried out, empty slots left out."""
    columns = np.stack([column[:, row] for column in table.columns()], axis=-1)
    return [[tuple(order) for order in world.tolist() if order[0] >= 0] for world in columns]


@pytest.mark.parametrize("hidden", sorted(HIDDEN | REQUESTS))
@pytest.mark.parametrize("name", ["balanced", "random", "pure:drill", "balanced:personality=hegemonic"])
def test_what_others_hide_does_not_move_a_minister(name: str, hidden: str) -> None:
    for setting, state in GAMES:
        before = given_orders(decided(name, setting, state), SEAT)
        after = given_orders(decided(name, setting, changed(state, setting, SEAT, hidden)), SEAT)
        assert after == before, f"{name} reads {hidden} of others"


def test_ministers_do_read_what_they_know() -> None:
    """The test above would mean nothing for a minister that reads nothing at all."""
    moved = 0
    for setting, state in GAMES:
        before = given_orders(decided("balanced", setting, state), SEAT)
        poorer = state.copy()
        poorer.staff[:, SEAT] //= 3
        poorer.home[:, SEAT] //= 2
        moved += given_orders(decided("balanced", setting, poorer), SEAT) != before
    assert moved > len(GAMES) // 2


@pytest.mark.parametrize("name", NAMES)
def test_orders_name_what_there_is(name: str) -> None:
    for setting, state in GAMES:
        table = decided(name, setting, state)
        assert table.instrument.shape[:2] == (state.worlds, setting.n)
        sizes = {"none": 1, "nation": setting.n, "mission": 2, "forum": 2, "crisis": 2 * setting.n,
                 "decision": len(setting.decisions)}  # fmt: skip
        for w, i, k in zip(*np.nonzero(table.instrument >= 0), strict=True):
            row = TABLE[table.instrument[w, i, k]]
            assert row.planning == state.planning
            assert 0 <= table.option[w, i, k] < len(row.options)
            assert 0 <= table.target[w, i, k] < sizes[row.target.value]
        assert all(column.dtype == np.int32 for column in table.columns())


@pytest.mark.parametrize("name", NAMES[2:])
def test_four_in_five_orders_are_legal(name: str) -> None:
    asked = refused = 0
    for setting, state in GAMES:
        for orders, result in play(state, setting, Seats(policy(name), {}), 5, 3):
            there = orders.instrument >= 0
            asked, refused = asked + int(there.sum()), refused + int((result.refused[there] != 0).sum())
    assert asked > 0
    assert refused <= asked / 5, f"{refused} of {asked}"


def used(name: str, turns: int = 5) -> set[tuple[str, str]]:
    """(instrument, option) of every order that was carried out in some games."""
    found = set()
    for setting, state in GAMES[::4]:
        for orders, result in play(state, setting, Seats(policy(name), {}), 5, turns):
            done = (orders.instrument >= 0) & (result.refused == 0)
            for position, option in zip(orders.instrument[done].tolist(), orders.option[done].tolist(), strict=True):
                found.add((TABLE[position].key, TABLE[position].options[option]))
    return found


RESPONSES = {row.key for row in CRISIS_ORDERS}


@pytest.mark.parametrize("row", INSTRUMENTS, ids=lambda row: row.key)
def test_without_leaves_an_instrument_out_and_pure_leaves_the_others_out(row: object) -> None:
    key = row.key  # type: ignore[attr-defined]
    assert key not in {instrument for instrument, _ in used(f"balanced:without={key}")}
    assert {instrument for instrument, _ in used(f"pure:{key}")} - RESPONSES == {key}


def test_without_leaves_one_option_out() -> None:
    agreements = {option for instrument, option in used("balanced") if instrument == "agreement"}
    assert len(agreements) > 1
    gone = sorted(agreements)[0]
    left = used(f"balanced:without=agreement.{gone}")
    assert ("agreement", gone) not in left
    assert "agreement" in {instrument for instrument, _ in left}
    short = used("balanced:without=agreement.cyber+agreement.pact+drill")
    assert not {("agreement", "cyber_defence"), ("agreement", "defence_pact")} & short
    assert "drill" not in {instrument for instrument, _ in short}


def test_passive_gives_no_order() -> None:
    assert not used("passive")


def test_random_uses_every_instrument_of_both_points() -> None:
    assert {instrument for instrument, _ in used("random", 12)} >= set(POSITION) - {"answer"}


@pytest.mark.parametrize(
    "text",
    ["", "clever", "pure:", "pure:war", "balanced:without=war", "balanced:without=agreement.war", "passive:x=1",
     "balanced:personality=kind", "balanced:speed=9", "random:without=drill"],
)  # fmt: skip
def test_a_policy_that_cannot_be_says_what_is_allowed(text: str) -> None:
    with pytest.raises(PolicyError) as caught:
        policy(text)
    assert str(caught.value)


def test_policies_of_the_table_can_all_be_named() -> None:
    assert {"passive", "random", "balanced"} <= set(POLICIES)
    for name in POLICIES:
        assert decided(name, *GAMES[0]).instrument.shape[0] == 2


@given(SEEDS)
@settings(max_examples=8)
def test_personalities_differ_in_what_they_value_only(seed: int) -> None:
    """Same slots, same rules: one seat played by another personality changes no other seat's orders of that point."""
    setting, state = GAMES[seed % len(GAMES)]
    usual = policy("balanced")
    for name in PERSONALITIES:
        seats = Seats(usual, {SEAT: policy(f"balanced:personality={name}")})
        table = seats.decide(observe(state, setting), ministers_luck(state, seed))
        plain = usual.decide(observe(state, setting), ministers_luck(state, seed))
        for row in range(setting.n):
            if row != SEAT:
                assert given_orders(table, row) == given_orders(plain, row)


def test_the_ministers_luck_is_not_the_games() -> None:
    """Whoever draws, the world's own draws stay what they are: passive and absent ministers live the same events."""
    setting, state = GAMES[0]
    idle = OrderTable.empty(2, setting.n, 0)
    wide = OrderTable.empty(2, setting.n, 7)
    assert step(state, idle, setting, 5).state.digests() == step(state, wide, setting, 5).state.digests()
    merged = with_row(decided("balanced", setting, state), idle, SEAT)
    assert (merged.instrument[:, SEAT] == -1).all()
