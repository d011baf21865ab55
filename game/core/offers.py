"""Offers between two nations: what a code means, and what becomes of an offer that is accepted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.exact import ONE
from game.core.phase import Phase, add
from game.core.terms import Ints
from game.core.vocabulary import AGREEMENTS, AID, DRILLS

Rows64 = NDArray[np.int64]

FIRST_DRILL = len(AGREEMENTS) + 1
"""Offer codes: 0 none, 1..7 an agreement of type code - 1, from 8 on a drill of type code - 8."""

OFFERS = ("none", *AGREEMENTS, *(f"drill_{name}" for name in DRILLS))


def agreement_level(levels: Ints, kind: Rows64, i: Rows64, j: Rows64, w: Rows64) -> Ints:
    """(R,) level in force between i and j; for military aid what i gives j."""
    return levels[w, kind, i, j]


def conclude(phase: Phase, w: Rows64, giver: Rows64, taker: Rows64, kind: Rows64, level: Rows64) -> None:
    """Put agreements in force in the draft: both ways, but for military aid one way."""
    agreement = phase.draft.agreement
    np.maximum.at(agreement, (w, kind, giver, taker), level.astype(np.int32))
    mutual = kind != AID
    np.maximum.at(agreement, (w[mutual], kind[mutual], taker[mutual], giver[mutual]), level[mutual].astype(np.int32))
    warm(phase, w, giver, taker, phase.setting.rules.agreement_trust * level)
    for one in (giver, taker):
        add(phase.draft.kept, (w, one), 1)
    phase.log("agreed", w, giver, taker, value=kind + 1, detail=level)


def warm(phase: Phase, w: Rows64, i: Rows64, j: Rows64, gain: NDArray[np.integer]) -> None:
    """Trust grows both ways by `gain`; each one's rivals trust it less: 0.25 x hostility x gain."""
    now, trust = phase.now, phase.draft.trust
    cooling = phase.setting.rules.rival_cooling
    gain = np.asarray(gain, np.int32)
    for one, other in ((i, j), (j, i)):
        add(trust, (w, one, other), gain)
        hostile = now.hostility[w, other] * (gain * cooling // ONE)[:, None] // ONE
        row, third = np.nonzero(hostile)
        apart = third != one[row]
        row, third = row[apart], third[apart]
        add(trust, (w[row], third, one[row]), -hostile[row, third])


def exercise(phase: Phase, w: Rows64, i: Rows64, j: Rows64, kind: Rows64, amount: Rows64) -> None:
    """A joint drill: interoperability and readiness for both, trust, and provocation of near rivals."""
    now, draft, rules = phase.now, phase.draft, phase.setting.rules
    gain = rules.drill_interoperability + rules.drill_per_contingent * np.minimum(amount, 10)
    missing = ONE - now.interoperability[w, i, j]
    step = (gain * missing // ONE).astype(np.int32)
    for one, other in ((i, j), (j, i)):
        add(draft.interoperability, (w, one, other), step)
        add(draft.readiness, (w, one), rules.drill_readiness)
        draft.pause[w, one, other] = rules.drill_pause
        hostile = now.hostility[w, other] * (phase.setting.nearness[one] >= ONE // 2)
        row, third = np.nonzero(hostile)
        apart = third != one[row]
        row, third = row[apart], third[apart]
        tension = hostile[row, third] * rules.drill_provocation // ONE
        add(draft.hostility, (w[row], third, one[row]), tension)
        add(draft.hostility, (w[row], one[row], third), tension)
    _special(phase, w, i, j, kind)
    warm(phase, w, i, j, np.full(len(w), rules.drill_trust))
    phase.log("drilled", w, i, j, value=kind, detail=amount)


def _special(phase: Phase, w: Rows64, i: Rows64, j: Rows64, kind: Rows64) -> None:
    """What sets one type of drill apart: the capability it trains."""
    trained = {"maritime": 2, "air": 1, "cyber": 4, "relief": 2}
    gain = phase.setting.rules.drill_capability
    for name, category in trained.items():
        chosen = kind == DRILLS.index(name)
        for one in (i[chosen], j[chosen]):
            level = phase.setting.capability[one, category]
            add(phase.draft.capability, (w[chosen], one, np.full(len(one), category)), level * gain // ONE)
    chosen = kind == DRILLS.index("counter_terror")
    for one in (i[chosen], j[chosen]):
        add(phase.draft.terror, (w[chosen], one), -gain)
