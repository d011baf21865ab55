"""Chance is a hash of what it is for: no draw depends on another, on a row, or on who else is there."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.core.chance import UNIT, Luck, Purpose, key_of, keys_of

SEEDS = st.integers(-(1 << 63), (1 << 64) - 1)
KEYS = keys_of(tuple("abcdefgh"))


def luck(seed: int, worlds: int = 4, step: int = 3, first: int = 0) -> Luck:
    return Luck.of(seed, np.arange(first, first + worlds, dtype=np.int64), step)


@given(SEEDS, st.permutations(range(8)))
def test_a_draw_belongs_to_its_keys_whatever_the_order(seed: int, order: list[int]) -> None:
    w = np.arange(4)[:, None]
    straight = luck(seed).uniform(Purpose.ONSET_OWN, w, KEYS[None])
    assert (luck(seed).uniform(Purpose.ONSET_OWN, w, KEYS[None, order]) == straight[:, order]).all()
    assert (luck(seed).uniform(Purpose.ONSET_OWN, w[::-1], KEYS[None]) == straight[::-1]).all()


@given(SEEDS)
def test_a_world_alone_has_the_luck_it_has_in_a_batch(seed: int) -> None:
    batch = luck(seed).bits(Purpose.FOG, np.arange(4), np.repeat(KEYS[:1], 4))
    alone = luck(seed, 1, first=2).bits(Purpose.FOG, np.array([0]), KEYS[:1])
    assert batch[2] == alone[0]


@given(SEEDS)
def test_another_seed_world_step_purpose_or_key_is_another_draw(seed: int) -> None:
    w = np.array([0])
    draws = [
        luck(seed).bits(Purpose.FOG, w, KEYS[:1]),
        luck(seed ^ 1).bits(Purpose.FOG, w, KEYS[:1]),
        luck(seed, first=1).bits(Purpose.FOG, w, KEYS[:1]),
        luck(seed, step=4).bits(Purpose.FOG, w, KEYS[:1]),
        luck(seed).bits(Purpose.DEMAND, w, KEYS[:1]),
        luck(seed).bits(Purpose.FOG, w, KEYS[1:2]),
        luck(seed).bits(Purpose.FOG, w, KEYS[:1], KEYS[:1]),
        luck(seed).bits(Purpose.FOG, w, KEYS[1:2], KEYS[:1]),
        luck(seed).bits(Purpose.FOG, w, KEYS[:1], KEYS[1:2]),
    ]
    assert len({int(draw[0]) for draw in draws}) == len(draws)


def test_uniform_draws_are_spread_evenly_and_normal_ones_are_normal() -> None:
    w = np.arange(20_000)
    many = luck(1, 20_000)
    even = many.uniform(Purpose.OUTCOME, w)
    assert ((even >= 0) & (even < UNIT)).all()
    counts = np.bincount(even >> 20, minlength=16)
    assert ((counts > 1_100) & (counts < 1_400)).all()
    normal = many.normal(Purpose.OUTCOME, w)
    assert abs(normal.mean()) < 250
    assert abs(normal.std() - 10_000) < 250
    assert np.abs(normal).max() <= 34_641


def test_neighbouring_worlds_and_steps_are_independent() -> None:
    w = np.arange(5_000)
    one, next_step = (luck(1, 5_000, step).uniform(Purpose.ONSET_OWN, w).astype(np.float64) for step in (0, 1))
    assert abs(np.corrcoef(one, next_step)[0, 1]) < 0.05
    assert abs(np.corrcoef(one[:-1], one[1:])[0, 1]) < 0.05


def test_purposes_have_numbers_of_their_own() -> None:
    numbers = [int(purpose) for purpose in Purpose]
    assert numbers == list(range(1, len(numbers) + 1)), "append only: a number once given keeps its meaning"


def test_keys_are_permanent() -> None:
    assert key_of("pak") == key_of("pak")
    assert len({key_of(name) for name in ("pak", "mar", "idn", "PAK", "")}) == 5
    assert keys_of(("pak", "mar")).tolist() == [key_of("pak"), key_of("mar")]
    assert key_of("pak") == 1842771742401195911, "a key that changes would give every saved game another luck"
