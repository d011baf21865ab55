"""The security index of each nation in points, and the scenario's objectives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.alliances import Alliances, covered
from game.core.exact import ONE
from game.core.knobs import knob
from game.core.setting import Flags, Objective, Setting
from game.core.state import State
from game.core.terms import Ints, Score, score


@dataclass(frozen=True)
class ScoreKnobs:
    """Weights of the index in tenths of a point; they add up to 100 points."""

    index_integrity: int = knob(250, 0, 1000, "tenths", "weight of integrity in the security index")
    index_stability: int = knob(200, 0, 1000, "tenths", "weight of stability in the security index")
    index_support: int = knob(250, 0, 1000, "tenths", "weight of expected support in the security index")
    index_standing: int = knob(150, 0, 1000, "tenths", "weight of standing in the security index")
    index_peace: int = knob(150, 0, 1000, "tenths", "weight of peace around the nation in the security index")
    neighbourhood_km: int = knob(1_500, 100, 20_000, "km", "capitals within this distance are around a nation")


def peace_around(now: State, setting: Setting) -> Ints:
    """(W, N) 0..ONE: share of violence missing among the nation itself and those around it."""
    n = setting.n
    burning = np.where(now.kind > 0, now.violence + 1, 0)
    worst = np.maximum(burning[:, :n], burning[:, n:])  # 0 calm .. 4 war
    near = setting.around.astype(np.int32) + np.eye(n, dtype=np.int32) * 2
    total = (near[None] * worst[:, None, :]).sum(axis=2, dtype=np.int32)
    most = 4 * near.sum(axis=1, dtype=np.int32)
    return (ONE - ONE * total // most).astype(np.int32)


def index_score(now: State, setting: Setting, ties: Alliances) -> Score:
    """(W, N) security index in tenths (0..1000) by component; a failed state scores 0."""
    rules = setting.rules
    parts = {
        "integrity": now.integrity * rules.index_integrity,
        "stability": now.stability * rules.index_stability,
        "expected_support": covered(ties.support, ties.needed, setting) * rules.index_support,
        "standing": now.standing * rules.index_standing,
        "peace_around": peace_around(now, setting) * rules.index_peace,
    }
    return score(**{name: (now.alive * part // ONE).astype(np.int32) for name, part in parts.items()})


def met(objective: Objective, now: State, setting: Setting, index: Ints, ties: Alliances) -> Flags:
    """(W, N) whether each nation, were it the seat, meets the objective now; values are whole points or counts.

    Raises ValueError for an unknown kind of objective.
    """
    measured = {
        "index": index // 10,
        "standing": now.standing * 100 // ONE,
        "stability": now.stability * 100 // ONE,
        "integrity": now.integrity * 100 // ONE,
        "allies": (ties.strength >= setting.rules.partner_floor).sum(axis=2),
        "survive": now.alive * objective.value,
    }
    if objective.kind not in measured:
        raise ValueError(f"objective {objective.id}: no kind {objective.kind!r}; one of {', '.join(measured)}")
    meant = np.array([not objective.nations or nation in objective.nations for nation in setting.nations])
    reached: Flags = (measured[objective.kind] >= objective.value) & now.alive & meant
    return reached
