"""How commitments end by themselves: agreements lapse, treaties are left, secrets leak, missions are done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.chance import Purpose, keys_of
from game.core.exact import ONE, hazard, share
from game.core.knobs import knob
from game.core.phase import Phase, add
from game.core.places import where
from game.core.terms import Score, score
from game.core.vocabulary import AID, INTELLIGENCE, SHARING


@dataclass(frozen=True)
class CommitmentKnobs:
    """When what was agreed no longer holds."""

    lapse_trust: int = knob(-800, -ONE, ONE, "ten-thousandths", "mutual trust below which an agreement may lapse")
    lapse: int = knob(-1_300, -9000, 0, "tenths", "hazard a turn that it does")
    leave: int = knob(
        -4_900, -9000, 0, "tenths", "hazard a turn that a nation leaves a treaty of two",
        "set so that about 81% of pacts stand after 10 years (ATOP 5.1)",
    )  # fmt: skip
    leave_many: int = knob(
        -5_500, -9000, 0, "tenths", "hazard a turn that a nation leaves a treaty of more than two",
        "set so that about 81% of pacts stand after 10 years (ATOP 5.1)",
    )  # fmt: skip
    leave_hostility: int = knob(3_000, 0, 9000, "tenths at full", "added by hostility between the two")
    leak: int = knob(-4_700, -9000, 0, "tenths", "hazard a turn that shared intelligence leaks through a partner")
    leak_instability: int = knob(2_000, 0, 9000, "tenths at full", "added by the partner's instability")
    leak_loss: int = knob(600, 0, ONE, "ten-thousandths", "intelligence lost by a leak")
    mission_done: int = knob(6_500, 0, ONE, "ten-thousandths", "stability of the host at which a mission can end")
    mission_end: int = knob(-1_900, -9000, 0, "tenths", "hazard a turn that it does")


def expire(phase: Phase) -> None:
    """End what no longer holds, in the draft, at the end of a turn."""
    _lapse(phase)
    _leave(phase)
    _leave_many(phase)
    _leak(phase)
    _close_missions(phase)


def _lapse(phase: Phase) -> None:
    now, draft, rules = phase.now, phase.draft, phase.setting.rules
    cold = (now.trust < rules.lapse_trust) & (now.trust.swapaxes(1, 2) < rules.lapse_trust)
    w, kind, i, j = where((now.agreement > 0) & cold[:, None])
    first = (phase.keys[i] < phase.keys[j]) | (kind == AID)
    w, kind, i, j = w[first], kind[first], i[first], j[first]
    draw = phase.luck.uniform(Purpose.LAPSE, w, phase.keys[i], phase.keys[j], kind.astype(np.uint64))
    over = draw < hazard(np.full(len(w), rules.lapse, np.int32))
    w, kind, i, j = w[over], kind[over], i[over], j[over]
    phase.log("lapsed", w, i, j, value=kind + 1, detail=draft.agreement[w, kind, i, j])
    draft.agreement[w, kind, i, j] = 0
    mutual = kind != AID
    draft.agreement[w[mutual], kind[mutual], j[mutual], i[mutual]] = 0


def leaving_score(phase: Phase) -> Score:
    """(W, P) hazard points that the pair of each treaty of two ends it this turn; see `Setting.treaty_pairs`."""
    rules = phase.setting.rules
    _, one, other = phase.setting.treaty_pairs
    hostile = share(phase.now.hostility[:, one, other], rules.leave_hostility)
    return score(tempo=np.full(hostile.shape, rules.leave, np.int32), hostility=hostile)


def _leave(phase: Phase) -> None:
    treaty, one, other = phase.setting.treaty_pairs
    if not len(treaty):
        return
    keys = keys_of(phase.setting.treaties.ids)[treaty]
    draw = phase.luck.uniform(Purpose.LEAVE, np.arange(phase.now.worlds)[:, None], keys[None])
    standing = phase.now.member[:, treaty, one] & phase.now.member[:, treaty, other]
    w, pair = np.nonzero(standing & (draw < hazard(np.minimum(leaving_score(phase).total, 0))))
    for side in (one, other):
        phase.draft.member[w, treaty[pair], side[pair]] = False
    phase.log("treaty_left", w, one[pair], other[pair], value=phase.setting.treaties.type[treaty[pair]])


def _leave_many(phase: Phase) -> None:
    """Single members leave treaties of more than two."""
    treaties, rules = phase.setting.treaties, phase.setting.rules
    treaty, nation = np.nonzero(treaties.members & (treaties.members.sum(axis=1) > 2)[:, None])
    if not len(treaty):
        return
    draw = phase.luck.uniform(
        Purpose.LEAVE,
        np.arange(phase.now.worlds)[:, None],
        keys_of(treaties.ids)[treaty][None],
        phase.keys[nation][None],
    )
    chance = hazard(np.full(draw.shape, rules.leave_many, np.int32))
    w, row = np.nonzero(phase.now.member[:, treaty, nation] & (draw < chance))
    phase.draft.member[w, treaty[row], nation[row]] = False
    phase.log("treaty_left", w, nation[row], value=treaties.type[treaty[row]])


def _leak(phase: Phase) -> None:
    """An unstable partner is where shared intelligence leaks."""
    now, rules = phase.now, phase.setting.rules
    w, i, j = where(now.agreement[:, SHARING] > 0)
    points = rules.leak + share(ONE - now.stability[w, j], rules.leak_instability)
    leaked = phase.luck.uniform(Purpose.LEAK, w, phase.keys[i], phase.keys[j]) < hazard(points)
    w, i, j = w[leaked], i[leaked], j[leaked]
    loss = share(now.capability[w, i, INTELLIGENCE], rules.leak_loss)
    add(phase.draft.capability, (w, i, np.full(len(w), INTELLIGENCE)), -loss)
    add(phase.draft.trust, (w, i, j), -2 * rules.leak_loss // 3)
    phase.log("leak", w, i, j, value=loss)


def _close_missions(phase: Phase) -> None:
    """A mission whose host has become stable and calm may be declared done; its contingents come home."""
    now, draft, setting, rules = phase.now, phase.draft, phase.setting, phase.setting.rules
    n = setting.n
    calm = (now.kind[:, :n] == 0) & (now.kind[:, n:] == 0) & (now.stability >= rules.mission_done)
    done = (setting.missions.host >= 0) & calm[:, setting.missions.host] & (now.closed == 0)
    draw = phase.luck.uniform(Purpose.CLOSING, np.arange(now.worlds)[:, None], setting.missions.keys[None])
    w, m = np.nonzero(done & (draw < hazard(np.full(draw.shape, rules.mission_end, np.int32))))
    row, i = np.nonzero(draft.posted[w, m])
    add(draft.returning, (w[row], i, np.zeros_like(i)), draft.posted[w[row], m[row], i])
    draft.posted[w, m] = 0
    draft.closed[w, m] = 1
    phase.log("mission_closed", w, setting.missions.host[m], value=m)
