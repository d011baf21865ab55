"""Treaties as portfolios: who is bound to whom how strongly, and how alike two nations' portfolios are."""

from __future__ import annotations

import numpy as np

from game.content.format.model import Scenario
from game.core.exact import ONE
from game.core.terms import Ints

OBLIGATION = {"consultation": 1, "non_aggression": 1, "neutrality": 2, "defence": 3}
"""Depth of an obligation, as in the S score of Signorino & Ritter (1999); 0 is no treaty."""
STEP = 100


def portfolio(scenario: Scenario) -> Ints:
    """(N, N) the deepest obligation of each pair, 0..3; a nation counts as bound to itself."""
    rows = {nation: row for row, nation in enumerate(scenario.nation_ids)}
    depth = np.zeros((len(rows), len(rows)), np.int32)
    for treaty in scenario.treaties:
        members = np.array([rows[member] for member in treaty.members])
        block = np.ix_(members, members)
        depth[block] = np.maximum(depth[block], OBLIGATION[treaty.type])
    np.fill_diagonal(depth, max(OBLIGATION.values()))
    return depth


def similarity(scenario: Scenario) -> Ints:
    """(N, N) Haege's chance-corrected kappa of treaty portfolios, -ONE..ONE in steps of 0.01.

    Haege (2011), Political Analysis 19(3): 1 - sum((x - y)^2) / (sum((x - mx)^2) + sum((y - my)^2) + n (mx - my)^2).
    Multiplied out by n it is a ratio of whole numbers, so it is exact.
    """
    depth = portfolio(scenario).astype(np.int64)
    n = len(depth)
    total = depth.sum(axis=1)
    square = (depth * depth).sum(axis=1)
    both = (depth[:, None, :] * depth[None, :, :]).sum(axis=2)
    apart = n * (square[:, None] + square[None, :] - 2 * both)
    chance = n * (square[:, None] + square[None, :]) - 2 * total[:, None] * total[None, :]
    steps = ONE // STEP
    ratio = (2 * steps * apart + chance) // (2 * np.maximum(chance, 1))
    kappa = np.where(chance > 0, steps - ratio, steps) * STEP
    return np.clip(kappa, -ONE, ONE).astype(np.int32)
