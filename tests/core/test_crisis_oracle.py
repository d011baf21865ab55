"""What crises add up to, worked out a second time: one crisis after the other in plain numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.burning import DE_ESCALATE, ESCALATE, HOLD, MEDIATION, SLOTS, WORLDS, N, burning, everywhere, phase_of
from support.plain import named, rounded
from support.worlds import small_setting

from game.core.alliances import alliances
from game.core.crises import onset, outcome, support
from game.core.crises.kinds import KINDS, OWN_KINDS, RIVAL_KINDS
from game.core.exact import DOUBLING, ONE, doublings
from game.core.setting import Setting
from game.core.state import State
from game.core.vocabulary import ACCESS, CONSULTATION, CYBER, DEFENCE, HUNDRED, INTELLIGENCE, PACT

# ----------------------------------------------------------------------------------------------------------------------
# Help
# ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", WORLDS)
def test_help_takes_its_way(seed: int) -> None:
    setting, now = burning(seed)
    rules = setting.rules
    for i in range(N):
        for j in range(N):
            w = np.arange(now.worlds)
            found = support.delay(now, setting, w, np.full(len(w), i), np.full(len(w), j))
            for k in range(0, now.worlds, 7):
                days = rules.delay_base + int(setting.distance[i, j]) // rules.delay_km
                together = rounded(now.interoperability[k, i, j], rules.delay_interoperability)
                access = int(now.agreement[k, ACCESS, i, j]) * rules.delay_access
                assert found[k] == days * (max(ONE - together, 0) * (ONE - access) // ONE) // ONE + 1


def brought(setting: Setting, now: State, k: int, slot: int, i: int, against: bool) -> list[int]:
    """What a helper brings of each category to one side, when it is there from the first day."""
    ladder = now.against if against else now.rung
    rung = int(ladder[k, i, slot])
    gives = [int(one) for one in support.RUNG_GIVES[rung]]
    active = max(sum(bool(now.rung[k, i, s] >= 2 or now.against[k, i, s] >= 2) for s in range(2 * N)), 1)
    troops = int(now.fielded[k, i, slot]) * HUNDRED * gives[0] // 100 * int(now.readiness[k, i]) // ONE
    spare = [int(one) * setting.rules.supply_share // ONE for one in now.capability[k, i]]
    return [troops, *(spare[c] * gives[c] // 100 // active for c in range(1, 6))]


def partners(setting: Setting, now: State, k: int, slot: int, against: bool) -> list[int]:
    """What all helpers of one side bring together, each up to its part of the demand, for the days that are left."""
    total = [0] * 6
    for i in range(N):
        days, arrival = int(now.length[k, slot]), int(now.arrival[k, i, slot])
        there = max(days - arrival, 0) * ONE // days
        for c, value in enumerate(brought(setting, now, k, slot, i, against)):
            most = int(now.demand[k, slot, c]) * setting.rules.partner_cap // ONE
            total[c] += min(rounded(value, there), most)
    return total


def covered(setting: Setting, now: State, k: int, slot: int) -> tuple[list[int], int]:
    """Coverage by category, and the harmonic mean over what is demanded."""
    rules, victim = setting.rules, slot % N
    demand = [int(one) for one in now.demand[k, slot]]
    at_home = (int(now.home[k, victim]) + int(now.reserve[k, victim])) * rules.passive_defence // HUNDRED
    own = [int(one) for one in now.capability[k, victim]]
    readiness = int(now.readiness[k, victim])
    own[0] = (int(now.committed[k, slot]) * HUNDRED + at_home) * readiness // ONE
    used = max(ONE + rounded(readiness - rules.readiness_base, rules.readiness_stocks), 0)
    own[1:3] = [rounded(one, used) for one in own[1:3]]  # equipment and logistics
    own[5] = own[5] * (ONE + int(now.standing[k, victim])) // (2 * ONE)
    helped, opposed = (partners(setting, now, k, slot, against) for against in (False, True))
    ratios = [
        min(max((own[c] + helped[c]) * ONE // max(demand[c] + min(opposed[c], demand[c]), 1), 0), ONE)
        if demand[c] else ONE
        for c in range(6)
    ]  # fmt: skip
    inverse = [ONE * ONE // max(ratios[c], rules.coverage_floor) for c in range(6) if demand[c]]
    mean = min(len(inverse) * ONE * ONE // max(sum(inverse), 1), ONE) if inverse else ONE
    return ratios, mean


@pytest.mark.parametrize("seed", WORLDS)
def test_coverage_is_what_is_brought_in_time_over_what_is_faced(seed: int) -> None:
    setting, now = burning(seed)
    setting = replace(setting, rules=setting.rules.changed({"partner_cap": 3_000}))
    for slot in SLOTS:
        ratios, means = outcome.coverage(phase_of(setting, now), *everywhere(now, slot))
        for k in range(now.worlds):
            if now.demand[k, slot].any():
                assert (ratios[k].tolist(), int(means[k])) == covered(setting, now, k, slot)


def test_obligations_are_those_of_treaties_that_both_still_keep() -> None:
    setting, now = burning(1)
    now = now.copy()
    now.member[1::2] = np.random.default_rng(1).random(now.member[1::2].shape) < 0.6
    w = np.arange(now.worlds)
    for i in range(N):
        for j in range(N):
            found = support.obligation(now, setting, w, np.full(len(w), i), np.full(len(w), j))
            for k in range(now.worlds):
                kept = {int(setting.treaties.type[t]) for t in range(4) if now.member[k, t, i] and now.member[k, t, j]}
                wanted = max(4 * (DEFENCE in kept), 2 * int(now.agreement[k, PACT, i, j]), int(CONSULTATION in kept))
                assert found[k] == wanted


def test_each_rung_is_reached_at_its_threshold_and_fighting_asks_more_short_of_war() -> None:
    setting = small_setting(1)
    rules = setting.rules
    steps = [rules.rung_statement, rules.rung_good_offices, rules.rung_supplies, rules.rung_access,
             rules.rung_show_of_force, rules.rung_fighting]  # fmt: skip
    for violence in range(4):
        dear = [*steps[:4], steps[4] + max(2 - violence, 0) * rules.rung_calm_force,
                steps[5] + (3 - violence) * rules.rung_calm]  # fmt: skip
        for total in sorted({*dear, *(one - 1 for one in dear)}):
            wanted = max([rung for rung, step in enumerate(dear, 1) if total >= step], default=0)
            assert support.rung_for(np.array([total]), setting, np.array([violence]))[0] == wanted


# ----------------------------------------------------------------------------------------------------------------------
# Scores
# ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", WORLDS)
def test_the_outcome_is_coverage_and_resolve(seed: int) -> None:
    setting, now = burning(seed)
    rules = setting.rules
    resolve = {ESCALATE: rules.outcome_escalate, HOLD: 0, DE_ESCALATE: rules.outcome_yield,
               MEDIATION: rules.outcome_yield // 2}  # fmt: skip
    for slot in SLOTS:
        points = outcome.outcome_score(phase_of(setting, now), *everywhere(now, slot))
        for k in range(now.worlds):
            posture, mean = int(now.posture[k, slot]), covered(setting, now, k, slot)[1]
            if not now.demand[k, slot].any():
                continue
            down = -1 if posture in (DE_ESCALATE, MEDIATION) else 1
            assert named(points, k) == {
                "coverage": rounded(mean - rules.even_coverage, rules.coverage_points),
                "resolve": resolve[posture],
                "audience": down * min(int(now.voiced[k, slot]), 4) * rules.audience_points,
                "good_offices": min(int(now.mediated[k, slot]), rules.outcome_mediated),
            }


def test_outcomes_lie_in_their_bands() -> None:
    setting, now = burning(0)
    rules = setting.rules
    bands = (rules.victory_points, rules.compromise_points, rules.stalemate_points)
    for place, points in enumerate(bands):
        found = outcome.outcome_of(np.array([points, points - 1]), phase_of(setting, now))
        assert found.tolist() == [place, place + 1]


@pytest.mark.parametrize("seed", WORLDS)
def test_escalation_is_pushed_by_the_posture_and_held_back_by_helpers(seed: int) -> None:
    setting, now = burning(seed)
    rules = setting.rules
    push = {ESCALATE: rules.escalation_posture, HOLD: 0, DE_ESCALATE: -rules.escalation_posture,
            MEDIATION: -rules.escalation_posture // 2}  # fmt: skip
    for slot in SLOTS:
        points = outcome.escalation_score(phase_of(setting, now), *everywhere(now, slot))
        for k in range(now.worlds):
            forces = sum(int(now.rung[k, i, slot]) >= 5 for i in range(N))
            assert named(points, k) == {
                "tempo": rules.escalation, "posture": push[int(now.posture[k, slot])],
                "good_offices": -rules.escalation_mediated if now.mediated[k, slot] else 0,
                "show_of_force": -min(forces, 4) * rules.escalation_force,
            }  # fmt: skip


@pytest.mark.parametrize("seed", WORLDS)
@pytest.mark.parametrize("kind", RIVAL_KINDS)
def test_rivals_strike_where_they_are_hostile_stronger_and_not_deterred(seed: int, kind: int) -> None:
    setting, now = burning(seed)
    now = now.copy()
    now.recur[:, 1], now.alive[::3, 2] = 2, False
    rules, ties = setting.rules, alliances(now, setting)
    points = onset.rival_score(now, setting, ties, kind)
    deterrence = onset.deterrence_points(ties, setting)
    victims, challengers = setting.rivals
    for pair, (i, j) in enumerate(zip(victims.tolist(), challengers.tolist(), strict=True)):
        possible = setting.border[i, j] if KINDS[kind].key == "border_clash" else setting.rivalry[i, j] > 0
        for k in range(0, now.worlds, 5):
            ours, theirs = (max(int(now.home[k, one]) + int(now.reserve[k, one]), 1) for one in (i, j))
            power = int(doublings(np.array(theirs * 16 // ours))) - 4 * DOUBLING
            able = possible and now.alive[k, i] and now.alive[k, j]
            assert named(points, k, pair) == {
                "tempo": getattr(rules, KINDS[kind].onset) + rules.tempo,
                "hostility": rounded(now.hostility[k, i, j], rules.onset_hostility),
                "power": min(max(power, -2 * DOUBLING), 2 * DOUBLING) * rules.onset_power // DOUBLING,
                "expected_support": int(deterrence[k, i]),
                "recurrence": rules.onset_recurrence if now.recur[k, i] else 0,
                "impossible": 0 if able else -32 * DOUBLING,
            }


@pytest.mark.parametrize("seed", WORLDS)
@pytest.mark.parametrize("kind", OWN_KINDS)
def test_what_comes_from_within_has_its_own_causes(seed: int, kind: int) -> None:
    setting, now = burning(seed)
    now = now.copy()
    now.recur[:, N + 1], now.alive[::3, 2], now.kind[::2, N + 3] = 2, False, kind + 1
    rules, key = setting.rules, KINDS[kind].key
    points = onset.own_score(now, setting, kind)
    for k in range(0, now.worlds, 3):
        for i in range(N):
            pressure = (0, 0)
            if key in ("insurgency", "coup_plot"):
                pressure = (ONE - int(now.stability[k, i]), rules.onset_instability)
            elif key == "terror_wave":
                pressure = (int(now.terror[k, i]), rules.onset_threat)
            guard = {"cyber_attack": CYBER, "coup_plot": INTELLIGENCE}.get(key)
            shield = 0
            if guard is not None:
                most = max(2 * int(setting.capability[i, guard]), HUNDRED)
                shield = rounded(min(int(now.capability[k, i, guard]) * ONE // most, ONE), rules.onset_shield)
            next_door = any(now.kind[k, N + j] == kind + 1 and setting.around[i, j] for j in range(N))
            able = bool(now.alive[k, i]) and (key != "ambushed_mission" or bool(now.posted[k, :, i].any()))
            assert named(points, k, i) == {
                "tempo": getattr(rules, KINDS[kind].onset) + rules.tempo,
                "pressure": rounded(*pressure),
                "protection": -shield,
                "peacekeepers": -rounded(guarded(setting, now, k, i), rules.onset_peacekeepers)
                if key == "insurgency" else 0,
                "spread": rules.onset_spread if next_door and key in ("insurgency", "terror_wave") else 0,
                "recurrence": rules.onset_recurrence if now.recur[k, N + i] else 0,
                "impossible": 0 if able else -32 * DOUBLING,
            }  # fmt: skip


def guarded(setting: Setting, now: State, k: int, i: int) -> int:
    """How full the strongest mission in a nation is."""
    full = [
        min(int(now.posted[k, m].sum()) * ONE // max(int(setting.missions.required[m]), 1), ONE)
        for m in range(2) if setting.missions.host[m] == i
    ]  # fmt: skip
    return max(full, default=0)
