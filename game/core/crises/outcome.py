"""How a crisis stands: what each side brings, coverage of the demand, points of the outcome."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.crises.support import ADVERSARY, VICTIM, contributions
from game.core.exact import ONE, quotient, share
from game.core.phase import Phase
from game.core.setting import Setting
from game.core.terms import Ints, Score, score
from game.core.vocabulary import DIPLOMACY, EQUIPMENT, HUNDRED, LOGISTICS, TROOPS

Rows64 = NDArray[np.int64]
ESCALATE, HOLD, DE_ESCALATE, MEDIATION = range(4)
STOCKS = [EQUIPMENT, LOGISTICS]
VICTORY, COMPROMISE, STALEMATE, DEFEAT = range(4)


def elapsed(phase: Phase, w: Rows64, slot: Rows64) -> Ints:
    """(R,) days since the crisis began, at the end of this turn."""
    turns = (phase.now.step + 1 - phase.now.opened[w, slot]) // 2
    return (turns * phase.setting.rules.quarter_days).astype(np.int32)


def put_to_use(readiness: Ints, setting: Setting) -> Ints:
    """How much of its equipment and logistics a nation brings to bear, ten-thousandths: all at ordinary readiness."""
    rules = setting.rules
    return np.maximum(ONE + share(readiness - rules.readiness_base, rules.readiness_stocks), 0)


def own_supply(phase: Phase, w: Rows64, slot: Rows64) -> Ints:
    """(R, 6) hundredths the victim brings itself: committed contingents, a share of those at home, its capabilities."""
    draft, rules = phase.draft, phase.setting.rules
    victim = slot % phase.setting.n
    ready = draft.readiness[w, victim]
    at_home = (draft.home[w, victim] + draft.reserve[w, victim]) * rules.passive_defence // HUNDRED
    troops = (draft.committed[w, slot] * HUNDRED + at_home) * ready // ONE
    supply = draft.capability[w, victim].copy()
    supply[:, TROOPS] = troops
    supply[:, STOCKS] = share(supply[:, STOCKS], put_to_use(ready, phase.setting)[:, None])
    supply[:, DIPLOMACY] = draft.capability[w, victim, DIPLOMACY] * (ONE + draft.standing[w, victim]) // (2 * ONE)
    return supply


def timely(phase: Phase, w: Rows64, slot: Rows64) -> Ints:
    """(R, N) 0..ONE: share of the crisis during which each supporter's help is there."""
    days = phase.draft.length[w, slot][:, None]
    late = phase.draft.arrival[w, :, slot]
    return quotient(np.maximum(days - late, 0) * ONE, days)


def supplies(phase: Phase, w: Rows64, slot: Rows64, side: int = VICTIM) -> tuple[Ints, Ints]:
    """(R, 6) hundredths from the victim and from all partners of one side, each capped at its share of the demand."""
    demand = phase.draft.demand[w, slot]
    helped = share(contributions(phase, w, slot, side), timely(phase, w, slot)[..., None])
    cap = demand * phase.setting.rules.partner_cap // ONE
    partners = np.minimum(helped, cap[:, None, :]).sum(axis=1, dtype=np.int32)
    return own_supply(phase, w, slot), partners


def coverage(phase: Phase, w: Rows64, slot: Rows64) -> tuple[Ints, Ints]:
    """(R, 6) coverage by category and (R,) its harmonic mean over what is demanded, in ten-thousandths."""
    demand = phase.draft.demand[w, slot]
    own, partners = supplies(phase, w, slot)
    _, opposed = supplies(phase, w, slot, ADVERSARY)
    asked = demand > 0
    faced = np.maximum(demand + np.minimum(opposed, demand), 1)  # help for the adversary at most doubles the task
    ratio = (own + partners).astype(np.int64) * ONE // faced
    covered = np.clip(np.where(asked, ratio, ONE), 0, ONE)
    inverse = np.where(asked, ONE * ONE // np.maximum(covered, phase.setting.rules.coverage_floor), 0)
    count = np.maximum(asked.sum(axis=1), 1)
    mean = count * ONE * ONE // np.maximum(inverse.sum(axis=1), 1)
    return covered.astype(np.int32), np.minimum(mean, ONE).astype(np.int32)


def outcome_score(phase: Phase, w: Rows64, slot: Rows64) -> Score:
    """(R,) points of the outcome, before luck is drawn it is the running forecast."""
    draft, rules = phase.draft, phase.setting.rules
    _, covered = coverage(phase, w, slot)
    posture = draft.posture[w, slot]
    resolve = np.select(
        [posture == ESCALATE, posture == DE_ESCALATE, posture == MEDIATION],
        [rules.outcome_escalate, rules.outcome_yield, rules.outcome_yield // 2],
        0,
    )
    voiced = np.minimum(draft.voiced[w, slot], 4)
    climbing_down = (posture == DE_ESCALATE) | (posture == MEDIATION)
    return score(
        coverage=share(covered - rules.even_coverage, rules.coverage_points),
        resolve=resolve.astype(np.int32),
        audience=(voiced * rules.audience_points * np.where(climbing_down, -1, 1)).astype(np.int32),
        good_offices=np.minimum(draft.mediated[w, slot], rules.outcome_mediated),
    )


def outcome_of(total: Ints, phase: Phase) -> Ints:
    """Position in OUTCOMES for points."""
    rules = phase.setting.rules
    bands = np.array([rules.victory_points, rules.compromise_points, rules.stalemate_points])
    return (total[:, None] < bands).sum(axis=1, dtype=np.int32)


def escalation_score(phase: Phase, w: Rows64, slot: Rows64) -> Score:
    """(R,) hazard points of one more step of violence this turn."""
    draft, rules = phase.draft, phase.setting.rules
    posture = draft.posture[w, slot]
    forces = (draft.rung[w, :, slot] >= 5).sum(axis=1, dtype=np.int32)
    push = np.select([posture == ESCALATE, posture == DE_ESCALATE, posture == MEDIATION], [2, -2, -1], 0)
    return score(
        tempo=np.full(len(w), rules.escalation, np.int32),
        posture=(push * rules.escalation_posture // 2).astype(np.int32),
        good_offices=(draft.mediated[w, slot] > 0) * np.int32(-rules.escalation_mediated),
        show_of_force=-np.minimum(forces, 4) * rules.escalation_force,
    )
