"""What the oracles of the rules calculate with: plain numbers, one place at a time."""

from __future__ import annotations

import numpy as np

from game.core.exact import ONE
from game.core.state import State
from game.core.terms import Score

Changes = dict[str, dict[tuple[int, ...], int]]
"""Array -> place -> by how much; the world's row left out."""


def rounded(value: int, rate: int) -> int:
    """To the nearest, halves up."""
    return (int(value) * int(rate) + ONE // 2) // ONE


def named(points: Score, *place: int) -> dict[str, int]:
    """The parts of one row of a score."""
    return {name.replace(" ", "_"): int(part[place]) for name, part in zip(points.names, points.parts, strict=True)}


def differences(old: State, new: State) -> Changes:
    """What the first world of the new state has beyond that of the old."""
    found: Changes = {}
    for (name, before), (_name, after) in zip(old.arrays(), new.arrays(), strict=True):
        difference = after[0].astype(np.int64) - before[0].astype(np.int64) if before.ndim > 1 else np.zeros(1)
        if difference.any():
            places = zip(*np.nonzero(difference), strict=True)
            found[name] = {tuple(map(int, place)): int(difference[place]) for place in places}
    return found
