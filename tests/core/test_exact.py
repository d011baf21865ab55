"""Exact arithmetic: shares round as they say, tables are true to their formulas, products add up without rounding."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.exact import (
    DOUBLING,
    LEVELS,
    ONE,
    curve,
    doublings,
    fade,
    hazard,
    product,
    quotient,
    share,
    square_fall,
    top,
    toward,
    wide_share,
)  # fmt: skip

SHARES = st.integers(-ONE, ONE)


def ints(*values: int) -> np.ndarray:
    return np.array(values, np.int32)


@given(SHARES, st.integers(0, ONE))
def test_a_share_is_rounded_to_nearest_halves_up(value: int, rate: int) -> None:
    exact = math.floor(Fraction(value * rate, ONE) + Fraction(1, 2))
    assert share(ints(value), rate).tolist() == [exact]
    assert wide_share(ints(value), rate).tolist() == [exact]
    assert share(ints(value), rate).dtype == np.int32


@given(st.integers(-(1 << 30), 1 << 30), st.integers(0, ONE))
def test_a_wide_share_does_not_overflow(value: int, rate: int) -> None:
    assert wide_share(ints(value), rate).tolist() == [math.floor(Fraction(value * rate, ONE) + Fraction(1, 2))]


@given(SHARES, SHARES, st.integers(0, ONE))
def test_toward_never_passes_its_target(value: int, target: int, rate: int) -> None:
    moved = int(toward(ints(value), target, rate)[0])
    assert min(value, target) <= moved <= max(value, target)
    assert toward(ints(value), target, ONE).tolist() == [target]
    assert toward(ints(value), target, 0).tolist() == [value]


def test_the_curve_is_bounded_and_never_falls() -> None:
    values = curve(np.arange(-10, 5_000, dtype=np.int32))
    assert values[:11].tolist() == [0] * 11
    assert (np.diff(values) >= 0).all()
    assert values.max() < ONE
    assert int(curve(ints(DOUBLING))[0]) == ONE // 2
    for points in (1, 100, 777, 4_000):
        assert abs(int(curve(ints(points))[0]) - ONE * (1 - 2 ** (-points / DOUBLING))) <= 0.5


def test_hazards_halve_every_sixty_four_points() -> None:
    points = np.arange(-17 * DOUBLING, 11, dtype=np.int32)
    values = hazard(points)
    assert (np.diff(values) >= 0).all()
    assert hazard(ints(0, -DOUBLING, -3 * DOUBLING)).tolist() == [1 << 24, 1 << 23, 1 << 21]
    assert hazard(ints(500)).tolist() == [1 << 24], "more than certain there is not"


def test_logarithms_and_the_falling_square_are_true_to_their_formulas() -> None:
    assert doublings(ints(0, 1, 2, 1024)).tolist() == [0, 0, DOUBLING, 10 * DOUBLING]
    for ratio in (3, 100, 4096):
        assert abs(int(doublings(ints(ratio))[0]) - DOUBLING * math.log2(ratio)) <= 0.5
    assert square_fall(ints(0, 16)).tolist() == [0, -DOUBLING]
    assert (np.diff(square_fall(np.arange(80, dtype=np.int32))) <= 0).all()


@pytest.mark.parametrize("turns", [1, 2, 8, 32])
def test_fading_weights_keep_the_spread(turns: int) -> None:
    weights = fade(turns).astype(np.float64)
    assert weights.shape == (turns, 2)
    assert weights[0].tolist() == [ONE, 0]
    assert np.allclose((weights**2).sum(axis=1), ONE**2, rtol=2e-4)


@given(st.integers(1, 258), st.integers(0, 1_000))
def test_products_are_exact_up_to_the_most_nations(terms: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    left = rng.integers(0, LEVELS + 1, (2, 4, terms)).astype(np.int32)
    right = np.full((2, terms, 3), LEVELS, np.int32)
    assert (product(left, right) == left.astype(np.int64) @ right.astype(np.int64)).all()
    shuffled = rng.permutation(terms)
    assert (product(left[..., shuffled], right[:, shuffled]) == product(left, right)).all()


def test_more_terms_than_add_up_exactly_are_refused() -> None:
    many = np.ones((1, 259, 259), np.int32)
    with pytest.raises(ValueError, match="258"):
        product(many, many)


@given(st.lists(st.integers(-(1 << 20), 1 << 20), min_size=1, max_size=12), st.integers(1, 14), st.randoms())
def test_the_best_come_first_and_ties_go_by_rank(scores: list[int], count: int, shuffler: object) -> None:
    scores = [value // 300_000 for value in scores]  # so that there are ties
    rank = list(range(len(scores)))
    shuffler.shuffle(rank)  # type: ignore[attr-defined]
    order = sorted(range(len(scores)), key=lambda row: (-scores[row], -rank[row]))[:count]
    assert top(ints(*scores)[None], ints(*rank), count)[0].tolist() == order


@given(st.lists(st.tuples(st.integers(-(1 << 53) + 1, (1 << 53) - 1), st.integers(1, 1 << 31)), min_size=1))
def test_a_quotient_is_the_whole_one(pairs: list[tuple[int, int]]) -> None:
    values, divisors = (np.array(column, np.int64) for column in zip(*pairs, strict=True))
    assert quotient(values, divisors).tolist() == [value // divisor for value, divisor in pairs]


def test_a_quotient_next_to_a_whole_number_is_not_rounded_to_it() -> None:
    divisors = np.arange(1, 4_000, dtype=np.int64)
    whole = (1 << 53) // divisors
    for off in (-1, 0, 1):
        values = whole * divisors + off - 1  # below 2**53
        assert (quotient(values, divisors) == values // divisors).all()
    small = np.array([7, -7], np.int32)
    assert quotient(small, np.array([2], np.int32)).dtype == np.int32
