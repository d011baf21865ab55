"""The course of crises: mediation, escalation, the end, and what it leaves with victims, helpers and rivals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Purpose
from game.core.crises.outcome import ESCALATE, MEDIATION, elapsed, escalation_score, outcome_of, outcome_score
from game.core.crises.support import obligation
from game.core.exact import ONE, hazard, share
from game.core.instruments.forum import MEDIATION as PANEL
from game.core.phase import Phase, add
from game.core.setting import Flags
from game.core.terms import Ints, Score, score
from game.core.vocabulary import DEFENCE

Rows64 = NDArray[np.int64]
VICTORY, COMPROMISE, STALEMATE, DEFEAT = range(4)
SERIOUS, SUPPLIES, OPEN_ACCESS = 2, 3, 4


def go_on(phase: Phase) -> None:
    """Carry every crisis that was open at the start of the turn on to its end or through another quarter."""
    w, slot = np.nonzero((phase.now.kind > 0) & phase.now.alive[:, np.arange(2 * phase.setting.n) % phase.setting.n])
    if not len(w):
        return
    phase.draft.voiced[w, slot] += phase.draft.posture[w, slot] == ESCALATE
    _mediate(phase, w, slot)
    ending = elapsed(phase, w, slot) >= phase.now.length[w, slot]
    _escalate(phase, w[~ending], slot[~ending])
    _end(phase, w[ending], slot[ending])


def _common_forums(phase: Phase, w: Rows64, slot: Rows64) -> Flags:
    """(F, R) forums in which both sides sit."""
    members = phase.setting.forums.members
    both: Flags = members[:, slot % phase.setting.n] & members[:, phase.now.adversary[w, slot]]
    return both


def activity_score(phase: Phase, w: Rows64, slot: Rows64) -> Score:
    """(R,) hazard points that the UN, the OIC or a regional body takes a crisis up this turn."""
    rules = phase.setting.rules
    both = _common_forums(phase, w, slot).sum(axis=0, dtype=np.int32)
    return score(
        tempo=np.full(len(w), rules.activity, np.int32),
        violence=phase.draft.violence[w, slot] * rules.activity_violence,
        regional_bodies=np.minimum(both, 3) * rules.mediation_forum,
    )


def mediation_score(phase: Phase, w: Rows64, slot: Rows64) -> Score:
    """(R,) hazard points that a body which has taken a crisis up mediates with effect this turn."""
    now, rules = phase.now, phase.setting.rules
    both = _common_forums(phase, w, slot)
    panel = (both & (now.item[w] == PANEL).T).any(axis=0)
    return score(
        tempo=np.full(len(w), rules.mediation, np.int32),
        regional_bodies=np.minimum(both.sum(axis=0, dtype=np.int32), 3) * rules.mediation_forum,
        mediation_panel=panel * np.int32(rules.mediation_panel),
        posture=(phase.draft.posture[w, slot] == MEDIATION) * np.int32(rules.mediation_posture),
    )


def _mediate(phase: Phase, w: Rows64, slot: Rows64) -> None:
    facing = phase.now.adversary[w, slot] >= 0
    w, slot = w[facing], slot[facing]
    for scored, purpose in ((activity_score, Purpose.ACTIVITY), (mediation_score, Purpose.MEDIATION)):
        if not len(w):
            return
        draw = phase.luck.uniform(purpose, w, *_mark(phase, slot))
        through = draw < hazard(np.minimum(scored(phase, w, slot).total, 0))
        w, slot = w[through], slot[through]
        event = "taken_up" if purpose is Purpose.ACTIVITY else "mediated"
        phase.log(event, w, slot % phase.setting.n, phase.now.adversary[w, slot], detail=slot)
    phase.draft.mediated[w, slot] += phase.setting.rules.offices_gain


def _mark(phase: Phase, slot: Rows64) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    return phase.keys[slot % phase.setting.n], (slot // phase.setting.n).astype(np.uint64)


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
    n = phase.setting.n
    _thank(phase, phase.draft.rung[w, :, slot], w, slot % n)
    facing: Flags = phase.draft.adversary[w, slot] >= 0
    w, slot, result = w[facing], slot[facing], result[facing]
    one, other = slot % n, phase.draft.adversary[w, slot].astype(np.int64)
    _thank(phase, phase.draft.against[w, :, slot], w, other)
    heat = np.where(result == COMPROMISE, -400, 250 * (phase.draft.violence[w, slot] + 1))
    _embitter(phase, w, one, other, heat)
    for ladder, foe in ((phase.draft.rung, other), (phase.draft.against, one)):
        row, helper = np.nonzero(ladder[w, :, slot] >= OPEN_ACCESS)
        _embitter(phase, w[row], foe[row], helper, ladder[w[row], helper, slot[row]] * phase.setting.rules.entanglement)
        phase.log("entangled", w[row], helper, foe[row], detail=slot[row])
    _honour(phase, w, slot)


def _thank(phase: Phase, ladder: Ints, w: Rows64, principal: Rows64) -> None:
    """ladder (R, N): what each helper did for the principal of its row."""
    row, helper = np.nonzero(ladder >= 2)
    rung = ladder[row, helper]
    add(phase.draft.favours, (w[row], principal[row], helper), rung * 8)
    add(phase.draft.trust, (w[row], principal[row], helper), rung * 120)
    add(phase.draft.standing, (w[row], helper), rung * 12)


def _embitter(phase: Phase, w: Rows64, one: Rows64, other: Rows64, heat: Ints) -> None:
    """Hostility up (or, negative, down) between two, and their trust the other way."""
    for a, b in ((one, other), (other, one)):
        add(phase.draft.hostility, (w, a, b), heat)
        add(phase.draft.trust, (w, a, b), -heat)


def _honour(phase: Phase, w: Rows64, slot: Rows64) -> None:
    """Allies who were asked in a serious crisis and sent nothing have broken their word; everybody sees it."""
    invoked = phase.draft.violence[w, slot] >= SERIOUS
    w, slot = w[invoked], slot[invoked]
    row, ally = np.nonzero(phase.now.asked[w, :, slot])
    w, slot = w[row], slot[row]
    victim = slot % phase.setting.n
    duty = obligation(phase.now, phase.setting, w, ally, victim) > 1
    absent = duty & (phase.draft.rung[w, ally, slot] < SUPPLIES)
    w, ally, victim = w[absent], ally[absent], victim[absent]
    add(phase.draft.broken, (w, ally), 1)
    add(phase.draft.trust, (w, victim, ally), -phase.setting.rules.violation_trust)
    phase.log("treaty_broken", w, ally, victim, value=DEFENCE)


def release(phase: Phase, w: Rows64, slot: Rows64) -> None:
    """Contingents go home by the next turn; the slot is free again."""
    draft, n = phase.draft, phase.setting.n
    add(draft.returning, (w, slot % n, np.zeros_like(w)), draft.committed[w, slot])
    fielded = draft.fielded[w, :, slot]
    row, helper = np.nonzero(fielded)
    add(draft.returning, (w[row], helper, np.zeros_like(row)), fielded[row, helper])
    own = (draft.kind, draft.committed, draft.mediated, draft.violence, draft.length, draft.posture, draft.opened)
    for array in (*own, draft.mood, draft.voiced):
        array[w, slot] = 0
    draft.demand[w, slot] = 0
    draft.adversary[w, slot] = -1
    for pair in (draft.asked, draft.rung, draft.asked_against, draft.against, draft.fielded, draft.arrival):
        pair[w, :, slot] = 0
