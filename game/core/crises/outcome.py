"""How crises go on and end: escalation, coverage of the demand, resolve, outcome, and what each side loses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Purpose
from game.core.crises.support import contributions
from game.core.exact import ONE, hazard, share
from game.core.phase import Phase, add
from game.core.setting import Flags
from game.core.terms import Ints, Score, score
from game.core.vocabulary import DIPLOMACY, HUNDRED, TROOPS

Rows64 = NDArray[np.int64]
ESCALATE, HOLD, DE_ESCALATE, MEDIATION = range(4)
VICTORY, COMPROMISE, STALEMATE, DEFEAT = range(4)


def elapsed(phase: Phase, w: Rows64, slot: Rows64) -> Ints:
    """(R,) days since the crisis began, at the end of this turn."""
    turns = (phase.now.step + 1 - phase.now.opened[w, slot]) // 2
    return (turns * phase.setting.rules.quarter_days).astype(np.int32)


def own_supply(phase: Phase, w: Rows64, slot: Rows64) -> Ints:
    """(R, 6) hundredths the victim brings itself: committed contingents, a share of those at home, its capabilities."""
    draft, rules = phase.draft, phase.setting.rules
    victim = slot % phase.setting.n
    ready = draft.readiness[w, victim]
    at_home = (draft.home[w, victim] + draft.reserve[w, victim]) * rules.passive_defence // HUNDRED
    troops = (draft.committed[w, slot] * HUNDRED + at_home) * ready // ONE
    supply = draft.capability[w, victim].copy()
    supply[:, TROOPS] = troops
    supply[:, DIPLOMACY] = draft.capability[w, victim, DIPLOMACY] * (ONE + draft.standing[w, victim]) // (2 * ONE)
    return supply


def timely(phase: Phase, w: Rows64, slot: Rows64) -> Ints:
    """(R, N) 0..ONE: share of the crisis during which each supporter's help is there."""
    days = phase.draft.length[w, slot][:, None]
    late = phase.draft.arrival[w, :, slot]
    return (np.maximum(days - late, 0) * ONE // days).astype(np.int32)


def supplies(phase: Phase, w: Rows64, slot: Rows64) -> tuple[Ints, Ints]:
    """(R, 6) hundredths from the victim and from all partners, each capped at its share of the demand."""
    demand = phase.draft.demand[w, slot]
    helped = share(contributions(phase, w, slot), timely(phase, w, slot)[..., None])
    cap = demand * phase.setting.rules.partner_cap // ONE
    partners = np.minimum(helped, cap[:, None, :]).sum(axis=1, dtype=np.int32)
    return own_supply(phase, w, slot), partners


def coverage(phase: Phase, w: Rows64, slot: Rows64) -> tuple[Ints, Ints]:
    """(R, 6) coverage by category and (R,) its harmonic mean over what is demanded, in ten-thousandths."""
    demand = phase.draft.demand[w, slot]
    own, partners = supplies(phase, w, slot)
    asked = demand > 0
    ratio = (own + partners).astype(np.int64) * ONE // np.maximum(demand, 1)
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
    return score(
        coverage=share(covered - rules.even_coverage, rules.coverage_points),
        resolve=resolve.astype(np.int32),
        good_offices=np.minimum(draft.mediated[w, slot], rules.outcome_mediated),
    )


def outcome_of(total: Ints, phase: Phase) -> Ints:
    """Position in OUTCOMES for points."""
    rules = phase.setting.rules
    bands = np.array([rules.victory_points, rules.compromise_points, rules.stalemate_points])
    return (total[:, None] < bands).sum(axis=1, dtype=np.int32)


def go_on(phase: Phase) -> None:
    """Carry every crisis that was open at the start of the turn on to its end or through another quarter."""
    w, slot = np.nonzero((phase.now.kind > 0) & phase.now.alive[:, np.arange(2 * phase.setting.n) % phase.setting.n])
    if not len(w):
        return
    ending = elapsed(phase, w, slot) >= phase.now.length[w, slot]
    _escalate(phase, w[~ending], slot[~ending])
    _end(phase, w[ending], slot[ending])


def _mark(phase: Phase, slot: Rows64) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    return phase.keys[slot % phase.setting.n], (slot // phase.setting.n).astype(np.uint64)


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


def _escalate(phase: Phase, w: Rows64, slot: Rows64) -> None:
    draw = phase.luck.uniform(Purpose.VIOLENCE, w, *_mark(phase, slot))
    worse = (draw < hazard(escalation_score(phase, w, slot).total)) & (phase.draft.violence[w, slot] < 3)
    w, slot = w[worse], slot[worse]
    phase.draft.violence[w, slot] += 1
    phase.draft.demand[w, slot] += phase.draft.demand[w, slot] // 4
    phase.log("crisis_escalated", w, slot % phase.setting.n, value=phase.draft.violence[w, slot], detail=slot)


def _end(phase: Phase, w: Rows64, slot: Rows64) -> None:
    if not len(w):
        return
    rules, draft, n = phase.setting.rules, phase.draft, phase.setting.n
    luck = share(phase.luck.normal(Purpose.OUTCOME, w, *_mark(phase, slot)), rules.outcome_luck)
    result = outcome_of(outcome_score(phase, w, slot).total + luck, phase)
    victim = slot % n
    violence = draft.violence[w, slot]
    defeat = np.array([rules.defeat_none, rules.defeat_minor, rules.defeat_serious, rules.defeat_war], np.int32)
    portion = np.array([0, rules.compromise_share, rules.stalemate_share, ONE], np.int32)[result]
    loss = share(defeat[violence], portion)
    add(draft.integrity, (w, victim), -loss)
    add(draft.stability, (w, victim), -loss // 2)
    add(draft.standing, (w, victim), np.array([300, 120, -50, -300], np.int32)[result])
    lost = result == DEFEAT
    draft.recur[w[lost], slot[lost]] = rules.recurrence_turns
    _aftermath(phase, w, slot, result)
    phase.log("crisis_ended", w, victim, draft.adversary[w, slot], value=result, detail=slot)
    release(phase, w, slot)


def _aftermath(phase: Phase, w: Rows64, slot: Rows64, result: Ints) -> None:
    """Those who helped are owed and trusted; between the rivals hostility rises with violence."""
    draft, n = phase.draft, phase.setting.n
    rungs = draft.rung[w, :, slot]
    row, helper = np.nonzero(rungs >= 2)
    victim, rung = slot[row] % n, rungs[row, helper]
    add(draft.favours, (w[row], victim, helper), rung * 8)
    add(draft.trust, (w[row], victim, helper), rung * 120)
    add(draft.standing, (w[row], helper), rung * 12)
    facing: Flags = draft.adversary[w, slot] >= 0
    one, other = slot[facing] % n, draft.adversary[w[facing], slot[facing]]
    heat = np.where(result[facing] == COMPROMISE, -400, 250 * (draft.violence[w[facing], slot[facing]] + 1))
    for a, b in ((one, other), (other, one)):
        add(draft.hostility, (w[facing], a, b), heat)
        add(draft.trust, (w[facing], a, b), -heat)


def release(phase: Phase, w: Rows64, slot: Rows64) -> None:
    """Contingents go home by the next turn; the slot is free again."""
    draft, n = phase.draft, phase.setting.n
    add(draft.returning, (w, slot % n, np.zeros_like(w)), draft.committed[w, slot])
    fielded = draft.fielded[w, :, slot]
    row, helper = np.nonzero(fielded)
    add(draft.returning, (w[row], helper, np.zeros_like(row)), fielded[row, helper])
    own = (draft.kind, draft.committed, draft.mediated, draft.violence, draft.length, draft.posture, draft.opened)
    for array in (*own, draft.mood):
        array[w, slot] = 0
    draft.demand[w, slot] = 0
    draft.adversary[w, slot] = -1
    for pair in (draft.asked, draft.rung, draft.fielded, draft.arrival):
        pair[w, :, slot] = 0
