"""What a nation can afford a quarter after what it has bound itself to, and what soldiers at home are worth."""

from __future__ import annotations

import numpy as np

from game.core.exact import ONE, share
from game.core.observe import Observation
from game.core.terms import Ints
from game.core.vocabulary import AID

HOME_WORTH = 45
"""Index points x 1000 a turn that all of a nation's contingents at home are worth per per cent of them missing."""


def flow(seen: Observation) -> Ints:
    """(W, N) hundredths of funds left over a quarter after own forces, missions, posts and military aid."""
    mine, setting, rules = seen.mine, seen.setting, seen.setting.rules
    repaid = np.where(setting.missions.reimbursed, rules.mission_repaid, 0)[None, :, None]
    missions = (mine.posted * (rules.mission_cost - repaid)).sum(axis=1, dtype=np.int32)
    posts = mine.post.sum(axis=2, dtype=np.int32) * rules.post_funds
    aid = mine.agreement[:, AID].sum(axis=2, dtype=np.int32) * rules.aid_funds
    free = setting.income - share(setting.income, rules.forces_upkeep)
    return (free - missions - posts - aid).astype(np.int32)


def soldier(seen: Observation) -> Ints:
    """(W, N) index points x 1000 a turn that one more contingent at home is worth in crises of one's own."""
    size = np.maximum(seen.setting.size, 1)
    missing = np.clip(100 - seen.mine.home * 100 // size, 0, 100)
    return (HOME_WORTH * missing * missing // 100 // size).astype(np.int32)


def readiness_worth(seen: Observation) -> Ints:
    """(W, N) index points x 1000 a turn that all readiness is worth, at the contingents now at home."""
    at_home = np.minimum(seen.mine.home * ONE // np.maximum(seen.setting.size, 1), ONE)
    return share(at_home, 500)
