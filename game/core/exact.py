"""Arithmetic that gives the same bits everywhere: integer shares, tabulated curves, quantised products.

Quantities between 0 and 1 are integers in ten-thousandths (ONE), so sums are exact in any order; the one
product that needs BLAS takes 255 levels in float32, exact while levels**2 * terms < 2**24 (ENGINE trials).
"""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from game.core.terms import Ints

Whole = TypeVar("Whole", bound=np.integer)

ONE = 10_000
"""The integer that stands for 1.0 in every bounded quantity of a state."""

LEVELS = 255
DOUBLING = 640
"""Tenths of a point that double a hazard, or halve what is missing to full strength (64 points)."""

_CURVE = np.array([round(ONE * (1 - 2 ** (-p / DOUBLING))) for p in range(4096)], np.int32)
_HAZARD = np.array([min(1 << 24, round(2 ** (24 + p / DOUBLING))) for p in range(-16 * DOUBLING, 1)], np.int32)
_SQUARE = np.array([round(-DOUBLING * math.log2(1 + (s / 16) ** 2)) for s in range(64)], np.int32)
_FADE = tuple(
    np.array([[round(ONE * math.sqrt((turns - k) / turns)), round(ONE * math.sqrt(k / turns))] for k in range(turns)])
    for turns in range(1, 33)
)
_LOG2 = np.array([0] + [round(DOUBLING * math.log2(n)) for n in range(1, 4097)], np.int32)


def share(value: Ints, rate: Ints | int) -> Ints:
    """`value * rate / ONE` rounded to nearest, halves up; |value * rate| must stay below 2**31."""
    return (value * rate + ONE // 2) // ONE


def wide_share(value: Ints, rate: Ints | int) -> Ints:
    """`share` by way of 64 bits, for operands whose product passes 2**31."""
    return ((value.astype(np.int64) * rate + ONE // 2) // ONE).astype(np.int32)


def quotient(value: NDArray[Whole], divisor: NDArray[np.integer]) -> NDArray[Whole]:
    """`value // divisor` where divisors differ and are above 0: by way of float64, which is several times faster.

    Exact while |value| < 2**53: the true quotient is a whole number, or at least 1 / divisor away from one, which is
    more than half a step of float64 there; so rounding never reaches the next whole number.
    """
    ratio = np.true_divide(value, divisor)
    return np.floor(ratio, out=ratio).astype(np.result_type(value, divisor))


def curve(points: Ints) -> Ints:
    """1 - 2**(-points / 64 points) in ten-thousandths, from a table; points in tenths, clipped at 0..4095."""
    return np.take(_CURVE, points, mode="clip")


def hazard(points: Ints) -> Ints:
    """2**(points / 64 points) for points <= 0, in units of 2**-24, from a table; 0 points is certainty."""
    return np.take(_HAZARD, points + 16 * DOUBLING, mode="clip")


def doublings(ratio: Ints) -> Ints:
    """log2(ratio) in tenths of a point at 64 points a doubling, for whole ratios 1..4096 (0 gives 0)."""
    return np.take(_LOG2, ratio, mode="clip")


def square_fall(sixteenths: Ints) -> Ints:
    """Tenths of a point, 0 or less, for the factor 1 / (1 + x**2) at x = sixteenths / 16, from a table up to x = 4."""
    return np.take(_SQUARE, sixteenths, mode="clip")


def fade(turns: int) -> NDArray[np.int64]:
    """(turns, 2) weights in ten-thousandths of what goes and what comes, their squares adding up to one."""
    return _FADE[turns - 1]


def product(left: Ints, right: Ints) -> NDArray[np.float32]:
    """Matrix product over the last two axes of integers 0..LEVELS, exact for up to 258 terms.

    Raises ValueError when there are more terms than float32 can add exactly.
    """
    terms = left.shape[-1]
    if LEVELS * LEVELS * terms >= 1 << 24:
        raise ValueError(f"an exact product takes at most 258 nations, not {terms}")
    result: NDArray[np.float32] = left.astype(np.float32) @ right.astype(np.float32)
    return result


def toward(value: Ints, target: Ints | int, rate: int) -> Ints:
    """`value` moved by `rate` ten-thousandths of its distance to `target`."""
    return value + share(np.asarray(target - value, np.int32), rate)


def top(scores: Ints, rank: Ints, count: int) -> NDArray[np.int64]:
    """Columns of the `count` largest scores along the last axis, best first, ties by permanent rank.

    scores: (..., N) within +-2**20; rank: (N,) distinct ranks of the columns.
    """
    size = scores.shape[-1]
    keyed = (scores.astype(np.int32) * 1024 + rank).reshape(-1, size)  # all different
    found = np.empty((len(keyed), min(count, size)), np.int64)
    row = np.arange(len(keyed))
    for place in range(found.shape[1]):  # few are asked for, and looking again is faster than sorting
        found[:, place] = keyed.argmax(axis=1)
        keyed[row, found[:, place]] = np.iinfo(np.int32).min
    return found.reshape(*scores.shape[:-1], -1)
