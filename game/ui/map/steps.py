"""From nation to nation by arrow keys: the nearest capital that way."""

from __future__ import annotations

import numpy as np

from game.ui.map.land.atlas import Floats

STRAIGHT = 0.6  # nations further to the side than this allows are taken only when there is no other
ASIDE = 2.0  # how much more a step sideways counts than one straight on
WAYS = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "up": (0.0, -1.0), "down": (0.0, 1.0)}


def nearest(anchors: Floats, place: tuple[float, float]) -> int:
    """The nation whose capital is nearest to a world point."""
    return int(np.argmin(np.hypot(*(anchors - np.array(place)).T)))


def step(anchors: Floats, row: int, way: str) -> int:
    """The next nation from `row` in a direction; itself where there is none."""
    ahead = np.array(WAYS[way])
    apart = anchors - anchors[row]
    along = apart @ ahead
    aside = np.abs(apart @ ahead[::-1])
    ahead_of = along > 1e-9
    straight = ahead_of & (along >= STRAIGHT * aside)
    cost = np.where(straight if straight.any() else ahead_of, along + ASIDE * aside, np.inf)
    best = int(np.argmin(cost))
    return best if np.isfinite(cost[best]) else row
