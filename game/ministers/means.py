"""What a nation can afford a quarter after what it has bound itself to, and what soldiers at home are worth."""

from __future__ import annotations

import numpy as np

from game.core.crises.kinds import DEMAND
from game.core.crises.outcome import STOCKS, put_to_use
from game.core.exact import ONE, share
from game.core.observe import Observation
from game.core.terms import Ints
from game.core.vocabulary import AID, HUNDRED, TROOPS

COVERAGE_WORTH = 4_500
"""Index points x 1000 a turn that full coverage of one's crises is worth over none: about one crisis in six turns."""
READY_SHARE = 4_000
"""How much of that readiness can bring: contingents sent later and help from others make up for the rest."""
_TYPICAL: Ints = np.round(DEMAND.mean(axis=0)).astype(np.int32)
"""(6,) hundredths a contingent of size that a crisis of middling kind and size asks for."""
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


def coverage_worth(seen: Observation) -> Ints:
    """(W, N, 6) index points x 1000 a turn that twice as much of each category would be worth, were crises typical.

    The slope of the harmonic mean of coverage: what is scarcest counts most, what is covered counts nothing.
    """
    mine, setting, rules = seen.mine, seen.setting, seen.setting.rules
    own = mine.capability.copy()
    own[..., TROOPS] = share(mine.home * HUNDRED, mine.readiness)
    own[..., STOCKS] = share(own[..., STOCKS], put_to_use(mine.readiness, setting)[..., None])
    need = np.maximum(setting.size[:, None] * _TYPICAL, 1)
    covered = np.clip(own.astype(np.int64) * ONE // need, rules.coverage_floor, ONE)
    mean = len(_TYPICAL) * ONE * ONE // (ONE * ONE // covered).sum(axis=-1, keepdims=True)
    slope = np.where(covered < ONE, mean * mean // len(_TYPICAL) // covered, 0)
    return (slope * COVERAGE_WORTH // ONE).astype(np.int32)


def readiness_worth(seen: Observation) -> Ints:
    """(W, N) index points x 1000 a turn that all readiness is worth: of troops, and of the stocks they put to use."""
    worth, readiness = coverage_worth(seen), np.maximum(seen.mine.readiness, ONE // 10)
    stocks = worth[..., STOCKS].sum(axis=-1, dtype=np.int32)
    used = np.maximum(put_to_use(readiness, seen.setting), ONE // 10)
    return share(worth[..., TROOPS] * ONE // readiness + stocks * ONE // used, READY_SHARE)
