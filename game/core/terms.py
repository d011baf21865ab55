"""Scores as named integer points that add up: what the engine decides on is what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int32]

TENTHS = 10
"""Points are kept in integer tenths: 360 tenths are 36 points."""


@dataclass(frozen=True, slots=True)
class Term:
    """One line of an explanation: `points` tenths under `name`, known to lie in [low, high]."""

    name: str
    points: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """One decision taken apart: the terms add up to `total` exactly; it is a yes when total >= threshold."""

    title: str
    terms: tuple[Term, ...]
    threshold: int | None = None

    @property
    def total(self) -> int:
        return sum(term.points for term in self.terms)

    @property
    def margin(self) -> int:
        """Tenths above (or, negative, below) the threshold; 0 where nothing is decided."""
        return 0 if self.threshold is None else self.total - self.threshold

    @property
    def interval(self) -> tuple[int, int]:
        return sum(term.low for term in self.terms), sum(term.high for term in self.terms)


@dataclass(frozen=True, slots=True)
class Score:
    """Named integer arrays of one shape, in tenths of a point, and their sum."""

    names: tuple[str, ...]
    parts: tuple[Ints, ...]

    @property
    def total(self) -> Ints:
        """Sum over the terms, same shape as each of them."""
        total = self.parts[0].astype(np.int32)
        for part in self.parts[1:]:
            total = total + part
        return total

    def at(self, index: tuple[int, ...], title: str, threshold: int | None = None) -> Explanation:
        """The terms of one element, exact (no interval)."""
        values = [int(part[index]) for part in self.parts]
        terms = tuple(Term(name, value, value, value) for name, value in zip(self.names, values, strict=True))
        return Explanation(title, terms, threshold)


def score(**parts: Ints) -> Score:
    """A Score from keyword arguments broadcast to one shape; underscores in names become spaces."""
    arrays = tuple(parts.values())
    if any(part.shape != arrays[0].shape for part in arrays):
        arrays = tuple(np.broadcast_arrays(*arrays))
    return Score(tuple(name.replace("_", " ") for name in parts), arrays)
