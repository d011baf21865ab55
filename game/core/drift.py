"""How the world moves on after RESPOND: missions, agreements, posts and forums work; what is not renewed fades."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.chance import Purpose
from game.core.exact import ONE, hazard, product, share, toward
from game.core.instruments.agreement import upkeep
from game.core.instruments.forum import CYBER_NORMS, ITEM_TERROR, STANDARD
from game.core.knobs import knob
from game.core.phase import Phase, add, within
from game.core.places import where
from game.core.state import State
from game.core.terms import Ints
from game.core.vocabulary import (
    ACCESS,
    AID,
    COUNTER_TERROR,
    CYBER,
    CYBER_DEFENCE,
    EQUIPMENT,
    HUNDRED,
    INTELLIGENCE,
    LOGISTICS,
    PACT,
    SHARING,
    TRADE_CONTROL,
)  # fmt: skip


@dataclass(frozen=True)
class DriftKnobs:
    """How fast things fade, and what a quarter brings."""

    trust_decay: int = knob(
        150, 0, ONE, "ten-thousandths a turn", "trust falls back towards the similarity of interests"
    )
    trust_anchor: int = knob(2_500, 0, ONE, "ten-thousandths", "trust at full similarity of interests")
    hostility_decay: int = knob(200, 0, ONE, "ten-thousandths a turn", "hostility reverts to its anchor")
    hostility_anchor: int = knob(8_000, 0, ONE, "ten-thousandths of rivalry", "level that hostility reverts to")
    interoperability_decay: int = knob(150, 0, ONE, "ten-thousandths a turn", "interoperability forgotten")
    standing_decay: int = knob(500, 0, ONE, "ten-thousandths a turn", "standing reverts to the median")
    standing_centre: int = knob(
        2_500, 0, ONE, "ten-thousandths a turn", "standing is relative: the median is held at 50"
    )
    forces_upkeep: int = knob(6_000, 0, ONE, "ten-thousandths of income", "what a nation's own forces take first")
    capability_decay: int = knob(
        300, 0, ONE, "ten-thousandths a turn", "capability reverts to what the nation sustains"
    )
    stability_decay: int = knob(600, 0, ONE, "ten-thousandths a turn", "stability reverts to its level")
    terror_decay: int = knob(400, 0, ONE, "ten-thousandths a turn", "terror threat reverts to its level")
    terror_stability: int = knob(1_500, 0, ONE, "ten-thousandths", "stability lost at full terror threat")
    crisis_stability: int = knob(
        120, 0, ONE, "ten-thousandths a turn", "stability lost by each level of violence at home"
    )
    favour_decay: int = knob(300, 0, ONE, "ten-thousandths a turn", "favours forgotten")
    border_access: int = knob(1_500, 0, ONE, "ten-thousandths", "access that a common border alone gives")
    staff_carry: int = knob(200, 0, 600, "hundredths", "most staff carried over")
    funds_limit: int = knob(4, 1, 40, "quarters of income", "most funds that can be saved")
    expulsion: int = knob(-2_000, -9000, 0, "tenths", "hazard that an attaché is expelled above the hostility limit")


def move_on(phase: Phase) -> None:
    """Everything that happens by itself at the end of a turn, before crises end and begin."""
    _missions(phase)
    _agreements(phase)
    _posts(phase)
    _items(phase)
    _fade_pairs(phase)
    _fade_nations(phase)


def settle(phase: Phase) -> None:
    """Bring units home, pay for the next quarter, clear the table; the last thing in a turn."""
    draft = phase.draft
    w, proposer, recipient = where(draft.offer > 0)
    phase.log("unanswered", w, recipient, proposer, value=draft.offer[w, proposer, recipient])
    draft.home[:] += draft.returning[..., 0] + draft.drilling
    draft.returning[..., 0] = draft.returning[..., 1]
    for array in (draft.returning[..., 1], draft.drilling, draft.offer, draft.offer_level, draft.present,
                  draft.offices):  # fmt: skip
        array[:] = 0
    for array in (draft.pause, draft.recur):
        np.maximum(array - 1, 0, out=array)
    for array in (draft.asked, draft.asked_against):
        np.minimum(array, 1, out=array)
    lapsed = (draft.item > 0) & (draft.item_until <= phase.now.turn)
    draft.item[lapsed] = 0
    bound(draft)
    _budget(phase)


def bound(draft: State) -> None:
    """Keep every bounded quantity of a draft within its range; what orders add may pass it."""
    for array in (draft.readiness, draft.stability, draft.terror, draft.standing, draft.integrity,
                  draft.interoperability, draft.access, draft.hostility):  # fmt: skip
        within(array, 0, ONE)
    within(draft.trust, -ONE, ONE)
    np.maximum(draft.capability, 0, out=draft.capability)


def _budget(phase: Phase) -> None:
    draft, setting, rules = phase.draft, phase.setting, phase.setting.rules
    repaid = np.where(setting.missions.reimbursed, rules.mission_repaid, 0)[None, :, None]
    missions = (draft.posted * (rules.mission_cost - repaid)).sum(axis=1, dtype=np.int32)
    posts = draft.post.sum(axis=2, dtype=np.int32) * rules.post_funds
    aid = draft.agreement[:, AID].sum(axis=2, dtype=np.int32) * rules.aid_funds
    draft.funds[:] += setting.income - share(setting.income, rules.forces_upkeep) - missions - posts - aid
    np.clip(draft.funds, -setting.income, setting.income * rules.funds_limit, out=draft.funds)
    kept = upkeep(draft.agreement, rules.upkeep_staff)
    carried = np.clip(draft.staff, 0, rules.staff_carry)
    draft.staff[:] = np.maximum(setting.staff + carried - kept, 0)


def _missions(phase: Phase) -> None:
    """Service: standing by the first contingents most, trust of the host and of comrades, losses by intensity."""
    now, draft, setting, rules = phase.now, phase.draft, phase.setting, phase.setting.rules
    if not len(setting.missions.ids):
        return
    serving = (now.posted > 0).astype(np.int32)
    weight = np.minimum(now.posted, 4) + 2 * serving
    draft.standing[:] += weight.sum(axis=1, dtype=np.int32) * rules.mission_standing // 3
    comrades = product(serving.transpose(0, 2, 1), serving).astype(np.int32)
    diagonal = np.arange(setting.n)
    comrades[:, diagonal, diagonal] = 0
    draft.trust[:] += np.minimum(comrades, 3) * rules.comrade_trust
    hosted = np.nonzero(setting.missions.host >= 0)[0]
    for m in hosted:  # missions are few, and a host may have several
        host = setting.missions.host[m]
        draft.trust[:, host, :] += np.minimum(now.posted[:, m], 4) * rules.mission_trust // 2
    draft.trust[:, diagonal, diagonal] = 0
    draft.tour[:] = np.where(now.posted > 0, draft.tour + 1, 0)
    _casualties(phase)


def _casualties(phase: Phase) -> None:
    now, setting = phase.now, phase.setting
    w, m, i = where(now.posted > 0)
    draw = phase.luck.uniform(Purpose.CASUALTY, w, setting.missions.keys[m], phase.keys[i])
    strength = now.posted[w, m].sum(axis=1, dtype=np.int32)
    exposed = now.posted[w, m, i] * setting.missions.intensity[m] * setting.rules.casualty_rate // 3
    weak = np.where(strength < setting.missions.required[m], 2, 1)
    lost = draw < exposed.astype(np.int64) * weak * (1 << 24) // ONE
    w, m, i = w[lost], m[lost], i[lost]
    add(phase.draft.mourning, (w, i), HUNDRED // 2)
    phase.log("casualties", w, i, m, value=1)


def calm(now: State, phase: Phase) -> Ints:
    """(W, N) stability that missions add to their hosts: full at the required strength."""
    setting = phase.setting
    gain = np.zeros((now.worlds, setting.n), np.int32)
    strength = now.posted.sum(axis=2, dtype=np.int32)
    required = np.maximum(setting.missions.required, 1)
    full = np.minimum(strength * ONE // required, ONE)
    for m in np.nonzero(setting.missions.host >= 0)[0]:
        gain[:, setting.missions.host[m]] += share(full[:, m], setting.rules.mission_calm)
    return gain


def _agreements(phase: Phase) -> None:
    """What each agreement type brings while it stands; gains from a partner are of that partner's lead."""
    now, draft, rules = phase.now, phase.draft, phase.setting.rules
    for kind, category, gain in (
        (SHARING, INTELLIGENCE, rules.sharing_gain),
        (TRADE_CONTROL, EQUIPMENT, rules.trade_gain),
        (CYBER_DEFENCE, CYBER, rules.cyber_gain),
        (ACCESS, LOGISTICS, rules.access_gain),
    ):
        w, i, j = where(now.agreement[:, kind] > 0)
        own, theirs = now.capability[w, i, category], now.capability[w, j, category]
        lead = np.clip(theirs - own, own // 4, 4 * own + HUNDRED)
        add(draft.capability, (w, i, np.full(len(w), category)), share(lead, gain * now.agreement[w, kind, i, j]))
    fight = now.agreement[:, COUNTER_TERROR].sum(axis=2, dtype=np.int32)
    draft.terror[:] -= np.minimum(fight, 12) * rules.counter_terror_gain
    draft.access[:] += share(ONE - now.access, rules.sharing_access) * now.agreement[:, SHARING]
    draft.interoperability[:] += now.agreement[:, PACT] * rules.pact_interoperability
    _aid(phase)


def _aid(phase: Phase) -> None:
    now, rules = phase.now, phase.setting.rules
    w, donor, taker = where(now.agreement[:, AID] > 0)
    sent = share(phase.setting.capability[donor, EQUIPMENT], rules.aid_gain * now.agreement[w, AID, donor, taker])
    most = phase.setting.capability[taker, EQUIPMENT] // 10 + HUNDRED // 2
    leaked = share(ONE - now.stability[w, taker], rules.aid_leakage)
    arrived = share(np.minimum(sent, most), ONE - leaked)
    add(phase.draft.capability, (w, taker, np.full(len(w), EQUIPMENT)), arrived)
    add(phase.draft.trust, (w, taker, donor), rules.aid_trust * now.agreement[w, AID, donor, taker])
    add(phase.draft.favours, (w, taker, donor), rules.aid_favours * now.agreement[w, AID, donor, taker])


def _posts(phase: Phase) -> None:
    now, draft, setting, rules = phase.now, phase.draft, phase.setting, phase.setting.rules
    draft.access[:] += share(ONE - now.access, rules.post_access) * now.post
    draft.trust[:] += now.post.swapaxes(1, 2) * rules.post_trust
    floor = setting.border * np.int32(rules.border_access)
    fading = np.maximum(now.access - floor, 0) * (now.post == 0)
    draft.access[:] -= share(fading, rules.access_decay)
    w, i, j = where((now.post > 0) & (now.hostility > rules.post_hostility))
    draw = phase.luck.uniform(Purpose.EXPULSION, w, phase.keys[i], phase.keys[j])
    out = (draw < hazard(np.full(len(w), rules.expulsion, np.int32))) & (draft.post[w, i, j] > 0)
    w, i, j = w[out], i[out], j[out]
    draft.post[w, i, j] = 0
    add(draft.officers, (w, i), 1)
    phase.log("post_expelled", w, i, j)


def _items(phase: Phase) -> None:
    """Adopted forum items help every member each turn they are in force."""
    now, draft, setting, rules = phase.now, phase.draft, phase.setting, phase.setting.rules
    for f in np.nonzero((now.item > 0).any(axis=0))[0]:
        members = setting.forums.members[f]
        for item, quantity, gain in (
            (ITEM_TERROR, draft.terror, -rules.terror_gain),
            (CYBER_NORMS, draft.capability[..., CYBER], rules.norms_gain * setting.capability[:, CYBER] // ONE),
        ):
            quantity += (now.item[:, f] == item)[:, None] * members * gain
        pairs = np.ix_(np.nonzero(now.item[:, f] == STANDARD)[0], *[np.nonzero(members)[0]] * 2)
        draft.interoperability[pairs] += share(ONE - now.interoperability[pairs], rules.standard_gain)
    diagonal = np.arange(setting.n)
    draft.interoperability[:, diagonal, diagonal] = 0


def _fade_pairs(phase: Phase) -> None:
    now, draft, setting, rules = phase.now, phase.draft, phase.setting, phase.setting.rules
    anchor = share(setting.similarity, rules.trust_anchor)
    draft.trust[:] += share(anchor - now.trust, rules.trust_decay)
    rest = share(setting.rivalry, rules.hostility_anchor)
    draft.hostility[:] += share(rest - now.hostility, rules.hostility_decay)
    diagonal = np.arange(setting.n)
    draft.trust[:, diagonal, diagonal] = 0
    draft.interoperability[:] -= share(now.interoperability, rules.interoperability_decay)
    draft.favours[:] -= (now.favours * rules.favour_decay + ONE - 1) // ONE


def _fade_nations(phase: Phase) -> None:
    now, draft, setting, rules = phase.now, phase.draft, phase.setting, phase.setting.rules
    draft.readiness[:] += toward(now.readiness, rules.readiness_base, rules.readiness_decay) - now.readiness
    draft.terror[:] += toward(now.terror, setting.terror, rules.terror_decay) - now.terror
    level = setting.stability + calm(now, phase) - share(now.terror, rules.terror_stability)
    draft.stability[:] += toward(now.stability, np.clip(level, 0, ONE), rules.stability_decay) - now.stability
    violence = np.where(now.kind > 0, now.violence, 0)
    burning = violence[:, : setting.n] + violence[:, setting.n :]
    draft.stability[:] -= burning * rules.crisis_stability
    median = np.sort(now.standing, axis=1)[:, setting.n // 2][:, None]
    draft.standing[:] += toward(now.standing, median, rules.standing_decay) - now.standing
    draft.standing[:] -= share(median - ONE // 2, rules.standing_centre)
    draft.capability[:] += toward(now.capability, setting.capability, rules.capability_decay) - now.capability
    draft.mourning[:] -= (draft.mourning + 3) // 4
    quiet = (now.kind[:, : setting.n] == 0) & (now.kind[:, setting.n :] == 0)
    draft.integrity[:] += (quiet & now.alive) * np.int32(rules.quiet_recovery)
