"""How crises begin, go on and end, worked out a second time: one crisis after the other in plain numbers."""

from __future__ import annotations

import numpy as np
import pytest
from support.burning import ESCALATE, HOLD, MEDIATION, SLOTS, WORLDS, N, burning, everywhere, phase_of
from support.plain import named, rounded
from support.worlds import first_state, played, small_setting

from game.core.alliances import alliances
from game.core.crises import course, onset, support
from game.core.crises.kinds import RIVAL_KINDS
from game.core.exact import ONE
from game.core.observe import observe
from game.core.phase import Phase
from game.core.vocabulary import HUNDRED


def gone_on(seed: int) -> Phase:
    phase = phase_of(*burning(seed))
    course.go_on(phase)
    return phase


def ended(phase: Phase) -> dict[tuple[int, int], int]:
    """(world, slot) -> outcome of the crises that ended."""
    return {
        (int(k), int(slot)): int(result)
        for one in phase.happenings if one.kind == "crisis_ended"
        for k, slot, result in zip(one.w, one.detail, one.value, strict=True)
    }  # fmt: skip


@pytest.mark.parametrize("seed", WORLDS)
def test_a_crisis_ends_when_its_days_are_over(seed: int) -> None:
    phase = gone_on(seed)
    now, over = phase.now, ended(phase)
    for k in range(now.worlds):
        for slot in SLOTS:
            days = (now.step + 1 - int(now.opened[k, slot])) // 2 * phase.setting.rules.quarter_days
            alive = bool(now.alive[k, slot % N])
            assert ((k, slot) in over) == (alive and days >= now.length[k, slot])


@pytest.mark.parametrize("seed", WORLDS)
def test_what_an_outcome_costs_the_victim_and_who_goes_home(seed: int) -> None:
    phase = gone_on(seed)
    now, after, rules = phase.now, phase.draft, phase.setting.rules
    integrity, stability, returning = (getattr(now, name).astype(np.int64) for name in
                                       ("integrity", "stability", "returning"))  # fmt: skip
    integrity, stability, returning = integrity.copy(), stability.copy(), returning.copy()
    shares = (0, rules.compromise_share, rules.stalemate_share, ONE)
    defeat = (rules.defeat_none, rules.defeat_minor, rules.defeat_serious, rules.defeat_war)
    for (k, slot), result in ended(phase).items():
        loss = rounded(defeat[int(now.violence[k, slot])], shares[result])
        integrity[k, slot % N] -= loss
        stability[k, slot % N] -= -(-loss // 2) if loss % 2 else loss // 2
        returning[k, slot % N, 0] += now.committed[k, slot]
        returning[k, :, 0] += now.fielded[k, :, slot]
        assert after.recur[k, slot] == (rules.recurrence_turns if result == course.DEFEAT else now.recur[k, slot])
        for name in ("kind", "committed", "violence", "length", "posture", "voiced", "mood", "mediated", "opened"):
            assert not getattr(after, name)[k, slot]
        assert after.adversary[k, slot] == -1
        assert not after.demand[k, slot].any()
        for name in ("asked", "rung", "asked_against", "against", "fielded", "arrival"):
            assert not getattr(after, name)[k, :, slot].any()
    assert (after.integrity == integrity).all()
    assert (after.stability == stability).all()
    assert (after.returning == returning).all()


@pytest.mark.parametrize("seed", WORLDS)
def test_helpers_are_thanked_and_foes_embittered(seed: int) -> None:
    phase = gone_on(seed)
    now, after, setting = phase.now, phase.draft, phase.setting
    rules = setting.rules
    favours, trust, hostility = (getattr(now, name).astype(np.int64) for name in ("favours", "trust", "hostility"))
    favours, trust, hostility, standing = favours.copy(), trust.copy(), hostility.copy(), now.standing.astype(np.int64)
    broken = now.broken.astype(np.int64).copy()
    prize = (300, 120, -50, -300)

    def embitter(k: int, one: int, other: int, heat: int) -> None:
        for a, b in ((one, other), (other, one)):
            hostility[k, a, b] += heat
            trust[k, a, b] -= heat

    for (k, slot), result in ended(phase).items():
        victim, foe, violence = slot % N, int(now.adversary[k, slot]), int(now.violence[k, slot])
        standing[k, victim] += prize[result]
        for i in range(N):
            for ladder, friend, enemy in ((now.rung, victim, foe), (now.against, foe, victim)):
                rung = int(ladder[k, i, slot])
                if friend < 0 or rung < 2:
                    continue
                favours[k, friend, i] += 8 * rung
                trust[k, friend, i] += 120 * rung
                standing[k, i] += 12 * rung
                if rung >= 4 and foe >= 0:
                    embitter(k, enemy, i, rung * rules.entanglement)
        if foe < 0:
            continue
        embitter(k, victim, foe, -400 if result == course.COMPROMISE else 250 * (violence + 1))
        for i in range(N):
            duty = support.obligation(now, setting, *(np.array([one]) for one in (k, i, victim)))[0]
            if violence >= 2 and now.asked[k, i, slot] and duty > 1 and now.rung[k, i, slot] < 3:
                broken[k, i] += 1
                trust[k, victim, i] -= rules.violation_trust
    assert (after.favours == favours).all()
    assert (after.trust == trust).all()
    assert (after.hostility == hostility).all()
    assert (after.standing == standing).all()
    assert (after.broken == broken).all()


@pytest.mark.parametrize("seed", WORLDS)
def test_a_crisis_that_goes_on_may_grow_worse_by_a_step(seed: int) -> None:
    phase = gone_on(seed)
    now, after, over = phase.now, phase.draft, ended(phase)
    worse = {(int(k), int(slot)) for one in phase.happenings if one.kind == "crisis_escalated"
             for k, slot in zip(one.w, one.detail, strict=True)}  # fmt: skip
    assert worse
    for k in range(now.worlds):
        for slot in SLOTS:
            if (k, slot) in over:
                continue
            step = (k, slot) in worse
            assert after.violence[k, slot] == now.violence[k, slot] + step <= 3
            assert (after.demand[k, slot] == now.demand[k, slot] * (4 + step) // 4).all() or step
            assert (after.demand[k, slot] == now.demand[k, slot] + step * (now.demand[k, slot] // 4)).all()
            loud = now.posture[k, slot] == ESCALATE and now.alive[k, slot % N]
            assert after.voiced[k, slot] == now.voiced[k, slot] + bool(loud)


def test_mediation_comes_from_bodies_in_which_both_sit() -> None:
    setting, now = burning(2)
    rules = setting.rules
    now = now.copy()
    now.item[:, 0] = 5
    phase = phase_of(setting, now)
    for slot in SLOTS[:2]:
        w = everywhere(now, slot)
        taken, heard = course.activity_score(phase, *w), course.mediation_score(phase, *w)
        for k in range(now.worlds):
            one, other = slot % N, int(now.adversary[k, slot])
            both = [f for f in range(2) if setting.forums.members[f, one] and setting.forums.members[f, other]]
            bodies = min(len(both), 3) * rules.mediation_forum
            assert named(taken, k) == {
                "tempo": rules.activity, "violence": int(now.violence[k, slot]) * rules.activity_violence,
                "regional_bodies": bodies,
            }  # fmt: skip
            assert named(heard, k) == {
                "tempo": rules.mediation, "regional_bodies": bodies,
                "mediation_panel": rules.mediation_panel if 0 in both else 0,
                "posture": rules.mediation_posture if now.posture[k, slot] == MEDIATION else 0,
            }  # fmt: skip


def test_crises_begin_within_what_the_tables_allow() -> None:
    """New crises lie in free slots, with a demand of the victim's and the adversary's size, less what was foreseen."""
    setting = small_setting(5, rules={"tempo": 1_500})
    rules = setting.rules
    now = played(first_state(setting, worlds=300, seed=5), setting, "passive", 1)
    phase = phase_of(setting, now)
    onset.begin(phase, alliances(now, setting, observe(now, setting).public_points))
    fresh = np.argwhere((phase.draft.kind > 0) & (now.kind == 0))
    assert len(fresh) > 200
    scales = []
    for k, slot in fresh:
        kind, foe, victim = int(phase.draft.kind[k, slot]) - 1, int(phase.draft.adversary[k, slot]), slot % N
        assert (kind in RIVAL_KINDS) == (slot < N) == (foe >= 0)
        ours = int(setting.size[victim]) * HUNDRED
        theirs = min(int(setting.size[foe]) * HUNDRED, 3 * ours) if foe >= 0 else ours
        size = (ours * (ONE - rules.rival_weight) + theirs * rules.rival_weight) // ONE
        known = rounded(now.access[k, victim, foe], rules.warning) if foe >= 0 else 0
        most = int(phase.draft.demand[k, slot].max())
        share = onset.DEMAND[kind].max()
        low, high = (size * one // ONE * (ONE - known) // ONE * share // 100 for one in
                     (rules.severity_low, rules.severity_high))  # fmt: skip
        assert low - 2 <= most <= high + 2
        scales.append((most - low) / max(high - low, 1))
        assert phase.draft.opened[k, slot] == now.step
        assert phase.draft.posture[k, slot] == HOLD
        assert phase.draft.length[k, slot] >= 5
        assert 0 <= phase.draft.violence[k, slot] <= 3
    assert abs(np.mean(scales) - 0.5) < 0.08  # severities are spread evenly
