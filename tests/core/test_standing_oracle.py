"""Ties, consent, willingness and the index, worked out a second time: one pair after the other in plain numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from support.plain import named, rounded
from support.worlds import first_state, played, small_setting

from game.core import consent
from game.core.alliances import Alliances, alliances, tie_score
from game.core.crises import support
from game.core.exact import DOUBLING, LEVELS, ONE
from game.core.observe import Observation, observe
from game.core.offers import FIRST_DRILL
from game.core.score import index_score, met, peace_around
from game.core.setting import Objective, Setting
from game.core.state import State
from game.core.vocabulary import (
    ACCESS,
    AGREEMENTS,
    AID,
    COUNTER_TERROR,
    CYBER,
    CYBER_DEFENCE,
    EQUIPMENT,
    HUNDRED,
    INTELLIGENCE,
    LOGISTICS,
    NEUTRALITY,
    NON_AGGRESSION,
    PACT,
    SHARING,
    STABILITY,
    TERROR,
    TRADE_CONTROL,
    TREATIES,
    TROOPS,
    TRUST,
)

N = 5
WORLDS = range(4)


def curved(points: int) -> int:
    """Every 64 points halve what is missing."""
    return round(ONE * (1 - 2 ** (-min(max(points, 0), 4095) / DOUBLING)))


@cache
def world(seed: int) -> tuple[Setting, State]:
    setting = small_setting(seed)
    now = played(first_state(setting, worlds=2, seed=seed), setting, "random", 5).copy()
    rng = np.random.default_rng(seed)
    now.favours[:] = rng.integers(0, 150, now.favours.shape) * ~np.eye(N, dtype=np.bool_)
    now.member[1] &= rng.random(now.member[1].shape) < 0.7
    now.alive[1, 4] = seed % 2
    return setting, now


def treaties_kept(setting: Setting, now: State, k: int, i: int, j: int) -> set[int]:
    return {int(setting.treaties.type[t]) for t in range(4) if now.member[k, t, i] and now.member[k, t, j]}


def strongest_treaty(setting: Setting, now: State, k: int, i: int, j: int) -> int:
    """Points of the best treaty that both still keep; one of many members binds less."""
    best = 0
    for t in range(4):
        if now.member[k, t, i] and now.member[k, t, j]:
            worth = getattr(setting.rules, f"treaty_{TREATIES[setting.treaties.type[t]]}")
            if setting.treaties.members[t].sum() > 2:
                worth = worth * setting.rules.multilateral_share // ONE
            best = max(best, worth)
    return best


@pytest.mark.parametrize("seed", WORLDS)
def test_a_tie_is_the_sum_of_its_channels(seed: int) -> None:
    setting, now = world(seed)
    rules, points = setting.rules, tie_score(now, setting)
    for k in range(2):
        for i in range(N):
            for j in (one for one in range(N) if one != i):
                level = now.agreement[k, :, i, j]
                served = sum(bool(now.posted[k, m, i] and now.posted[k, m, j]) for m in range(2))
                met = sum(bool(setting.forums.members[f, i] and setting.forums.members[f, j]) for f in range(2))
                assert named(points, k, i, j) == {
                    "treaties": strongest_treaty(setting, now, k, i, j),
                    "defence_pact": level[PACT] * rules.tie_pact,
                    "cooperation_agreements": level[SHARING] * rules.tie_sharing
                    + level[COUNTER_TERROR] * rules.tie_counter_terrorism
                    + level[TRADE_CONTROL] * rules.tie_trade_control
                    + level[CYBER_DEFENCE] * rules.tie_cyber + level[ACCESS] * rules.tie_access,
                    "military_aid": now.agreement[k, AID, j, i] * rules.tie_aid,
                    "trust": rounded(max(int(now.trust[k, j, i]), 0), rules.tie_trust),
                    "interoperability": rounded(now.interoperability[k, i, j], rules.tie_interoperability),
                    "access": rounded(now.access[k, j, i], rules.tie_sight),
                    "shared_missions": min(served, 3) * rules.tie_mission,
                    "forums": min(met, 3) * rules.tie_forum,
                    "favours": min(int(now.favours[k, j, i]), rules.favour_limit),
                }  # fmt: skip


def strength_of(setting: Setting, now: State, k: int) -> list[list[int]]:
    """How surely each stands by each: the curve of the points, less what hostility undoes."""
    total = tie_score(now, setting).total
    return [
        [
            0 if i == j or not (now.alive[k, i] and now.alive[k, j])
            else rounded(curved(int(total[k, i, j])), ONE - int(now.hostility[k, i, j]))
            for j in range(N)
        ]
        for i in range(N)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", WORLDS)
def test_strength_support_and_friends_of_friends(seed: int) -> None:
    setting, now = world(seed)
    rules, ties = setting.rules, alliances(now, setting)
    for k in range(2):
        strength = strength_of(setting, now, k)
        assert ties.strength[k].tolist() == strength
        floor = rules.indirect_floor
        beyond = [[max(one - floor, 0) * LEVELS // (ONE - floor) for one in row] for row in strength]
        for i in range(N):
            help_expected = 0
            need = max(int(setting.size[i]) * HUNDRED * rules.standard_demand // ONE, HUNDRED)
            for j in range(N):
                paths = sum(beyond[i][via] * beyond[via][j] for via in range(N))
                indirect = 0 if i == j else ONE // 4 * paths // (paths + LEVELS * LEVELS)
                assert ties.indirect[k, i, j] == indirect
                surely = max(min(strength[i][j] + indirect, ONE) - rules.support_floor, 0) * ONE
                reach = rounded(surely // (ONE - rules.support_floor), setting.nearness[i, j])
                others = sum(strength[o][j] >= rules.partner_floor for o in range(N) if o != i)
                ready = rounded(int(now.home[k, j]) * HUNDRED, now.readiness[k, j])
                spare = ready * rules.partner_share // (rules.partner_share + others)
                help_expected += min(rounded(reach, spare), need * rules.partner_cap // ONE)
            assert (ties.support[k, i], ties.needed[k, i]) == (help_expected, need)
            assert ties.partners[k, i] == sum(strength[o][i] >= rules.partner_floor for o in range(N))


@pytest.mark.parametrize("seed", WORLDS)
def test_the_index_weighs_five_things(seed: int) -> None:
    setting, now = world(seed)
    now = now.copy()
    rng = np.random.default_rng(seed)
    now.kind[:], now.violence[:] = rng.integers(0, 2, now.kind.shape), rng.integers(0, 4, now.kind.shape)
    rules, ties = setting.rules, alliances(now, setting)
    points = index_score(now, setting, ties)
    for k in range(2):
        for i in range(N):
            worst = [
                max(int(now.violence[k, slot]) + 1 if now.kind[k, slot] else 0 for slot in (j, N + j)) for j in range(N)
            ]
            weight = [2 if j == i else int(setting.around[i, j]) for j in range(N)]
            peace = ONE - ONE * sum(w * v for w, v in zip(weight, worst, strict=True)) // (4 * sum(weight))
            assert peace_around(now, setting)[k, i] == peace
            covered = int(ties.support[k, i]) * ONE // int(ties.needed[k, i]) * DOUBLING // rules.support_half
            whole = {
                "integrity": int(now.integrity[k, i]) * rules.index_integrity,
                "stability": int(now.stability[k, i]) * rules.index_stability,
                "expected_support": curved(covered) * rules.index_support,
                "standing": int(now.standing[k, i]) * rules.index_standing,
                "peace_around": peace * rules.index_peace,
            }
            alive = bool(now.alive[k, i])
            assert named(points, k, i) == {name: alive * value // ONE for name, value in whole.items()}


# ----------------------------------------------------------------------------------------------------------------------
# Consent
# ----------------------------------------------------------------------------------------------------------------------


def rows(*numbers: int) -> tuple[np.ndarray, ...]:
    return tuple(np.array([one], np.int64) for one in numbers)


def believed(seen: Observation, k: int, judge: int, subject: int, quantity: int) -> int:
    return int(seen.estimate[k, judge, subject, quantity])


def relation(setting: Setting, seen: Observation, k: int, i: int, j: int, judge: int) -> dict[str, int]:
    """What speaks for and against any offer of i to j, as somebody judges it."""
    now, rules = seen.public, setting.rules
    trust = int(seen.mine.trust[k, j, i]) if judge == j else believed(seen, k, judge, j, TRUST)
    load = min(int(now.agreement[k, :, j].sum()) * rules.upkeep_staff * ONE // int(setting.staff[j]), ONE)
    rivals = max(int(seen.public_strength[k, j, o]) * int(now.hostility[k, i, o]) for o in range(N))
    kept, broken = int(now.kept[k, i]) + 3, int(now.broken[k, i]) + 1
    return {
        "trust": rounded(trust, rules.consent_trust),
        "interests": rounded(setting.similarity[j, i], rules.consent_interests),
        "existing_ties": min(int(seen.public_points[k, j, i]), 1000) * rules.consent_ties // 1000,
        "hostility": -rounded(now.hostility[k, j, i], rules.consent_hostility),
        "friends_rivals": -rounded(rounded(rivals, 1), rules.consent_rivals),
        "standing": rounded(int(now.standing[k, i]) - ONE // 2, rules.consent_standing),
        "reliability": rounded(ONE * kept // (kept + broken) - 3 * ONE // 4, rules.consent_reliability),
        "agreements_already": -rounded(load, rules.consent_load),
        "distance": -rounded(ONE - int(setting.nearness[j, i]), rules.consent_distance),
        "attache": int(now.post[k, i, j]) * rules.consent_post,
    }


def matter(setting: Setting, seen: Observation, k: int, pair: tuple[int, int], offer: tuple[int, int],
           judge: int) -> dict[str, int]:  # fmt: skip
    """What speaks for and against this very offer."""
    (i, j), (code, level), rules = pair, offer, setting.rules
    drill = code >= FIRST_DRILL
    kind = PACT if drill else code - 1
    brings = {SHARING: INTELLIGENCE, COUNTER_TERROR: INTELLIGENCE, AID: EQUIPMENT, TRADE_CONTROL: EQUIPMENT,
              CYBER_DEFENCE: CYBER, ACCESS: LOGISTICS, PACT: TROOPS}[kind]  # fmt: skip

    def missing(category: int) -> int:
        most = 2 * max(int(setting.capability[j, category]), HUNDRED)
        return ONE - min(max(believed(seen, k, judge, j, category) * ONE // most, 0), ONE)

    if kind == COUNTER_TERROR:
        need = min(max(believed(seen, k, judge, j, TERROR), 0), ONE)
    elif kind == PACT:
        need = int(seen.public.hostility[k, j].max())
    elif kind == AID:
        need = max(missing(EQUIPMENT), ONE - min(max(believed(seen, k, judge, j, STABILITY), 0), ONE))
    else:
        need = missing(brings)
    ratio = max(believed(seen, k, judge, i, brings), 10) * 2 // max(believed(seen, k, judge, j, brings), 10)
    lead = round(DOUBLING * math.log2(min(ratio, 8) / 2)) if ratio > 2 else 0
    held = int(seen.public.agreement[k, kind, j, i])
    asked = int(seen.public.counter[k, j, i])
    return {
        "need": rounded(need, rules.consent_need),
        "proposers_lead": lead * rules.consent_lead // 640,
        "burden": 0 if drill else -max(level - held, 0) * rules.consent_burden,
        "own_counter_offer": rules.consent_counter if asked == level > 0 and not drill else 0,
    }


@pytest.mark.parametrize("seed", WORLDS)
@pytest.mark.parametrize("code", [*range(1, len(AGREEMENTS) + 1), FIRST_DRILL])
def test_consent_is_the_relation_and_the_matter(seed: int, code: int) -> None:
    setting, now = world(seed)
    now = now.copy()
    now.counter[:] = np.random.default_rng(seed).integers(0, 4, now.counter.shape)
    seen = observe(now, setting)
    for k in range(2):
        for i, j in ((0, 1), (3, 2), (1, 3)):
            for level in (1, 3):
                for judge in (i, j):
                    points = consent.consent(seen, *rows(k, i, j, code, level, judge))
                    wanted = relation(setting, seen, k, i, j, judge)
                    wanted |= matter(setting, seen, k, (i, j), (code, level), judge)
                    assert named(points, 0) == wanted


def test_higher_levels_ask_for_more_and_drills_have_none() -> None:
    setting = small_setting(1)
    rules = setting.rules
    first = [rules.accept_sharing, rules.accept_counter_terrorism, rules.accept_aid, rules.accept_trade_control,
             rules.accept_cyber, rules.accept_access, rules.accept_pact]  # fmt: skip
    for code, base in enumerate(first, 1):
        for level in (1, 2, 3):
            found = consent.threshold(setting, *rows(code, level))[0]
            assert found == base + (level - 1) * rules.accept_level
    for code in (FIRST_DRILL, FIRST_DRILL + 5):
        assert consent.threshold(setting, *rows(code, 9))[0] == rules.accept_drill


# ----------------------------------------------------------------------------------------------------------------------
# Willingness
# ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", WORLDS)
@pytest.mark.parametrize("side", [support.VICTIM, support.ADVERSARY])
def test_willingness_weighs_the_tie_against_what_it_costs(seed: int, side: int) -> None:
    setting, now = world(seed)
    now, rules, slot = now.copy(), setting.rules, 2
    now.kind[:, slot], now.adversary[:, slot], now.violence[:, slot] = 1, 1, 2
    now.mood[:, slot], now.recur[0, slot], now.mourning[:] = 37, 3, 70
    seen = observe(now, setting)
    principal, foe = (2, 1) if side == support.VICTIM else (1, 2)
    for k in range(2):
        for i in (0, 3, 4):
            for judge in (i, principal, 0):
                points = support.willingness(seen, *rows(k, i, slot, judge), side)
                trust = 0
                if judge in (i, principal):
                    trust = int(now.trust[k, i, principal]) if judge == i else believed(seen, k, judge, i, TRUST)
                tie = int(seen.public_points[k, principal, i]) + rounded(max(trust, 0), rules.tie_trust)
                owed = int(now.favours[k, i, principal]) if judge in (i, principal) else 0
                home = believed(seen, k, judge, i, TROOPS) * (ONE // HUNDRED) // int(setting.size[i])
                kept, broken = int(now.kept[k, i]) + 3, int(now.broken[k, i]) + 1
                duty = int(support.obligation(now, setting, *rows(k, i, principal))[0])
                peace = treaties_kept(setting, now, k, i, foe) & {NEUTRALITY, NON_AGGRESSION}
                assert named(points, 0) == {
                    "strength": rounded(min(tie * ONE // 1_000, ONE), rules.will_strength),
                    "obligation": duty * rounded(ONE * kept // (kept + broken), rules.will_obligation) // 4,
                    "interests": rounded(setting.similarity[i, principal], rules.will_interests),
                    "favours": min(owed, 100) * rules.will_favour // 10,
                    "rivalry_with_adversary": rounded(now.hostility[k, i, foe], rules.will_rivalry),
                    "tie_with_adversary": -rounded(seen.public_strength[k, foe, i], rules.will_adversary),
                    "treaty_with_adversary": -rules.will_restraint if peace else 0,
                    "hostility": -rounded(now.hostility[k, i, principal], rules.will_hostility),
                    "own_load": -rounded(ONE - min(home, ONE), rules.will_load),
                    "risk": -2 * rules.will_risk,
                    "distance": -rounded(ONE - int(setting.nearness[i, principal]), rules.will_distance),
                    "casualties_at_home": -min(70 * rules.will_mourning // HUNDRED, 200),
                    "standing_of_the_victim": rounded(int(now.standing[k, principal]) - ONE // 2, rules.will_standing),
                    "aggression": -rules.will_aggression if side == support.ADVERSARY else 0,
                    "mood": 37 if side == support.VICTIM else -37,
                    "sympathy": rules.will_sympathy if side == support.VICTIM and k == 0 else 0,
                }


def test_alliances_know_each_other_by_what_they_hold() -> None:
    setting, now = world(0)
    ties = alliances(now, setting)
    assert isinstance(ties, Alliances)
    seen = observe(now, setting)
    assert (seen.menace == now.hostility.max(axis=2)).all()
    assert (seen.levels_held == now.agreement.sum(axis=(1, 3))).all()
    age = (now.step - now.seen) // 2
    width = (now.spread + age * setting.rules.ageing_error).astype(np.int64)
    apart = ~np.eye(N, dtype=np.bool_)
    assert (np.abs(seen.error * ONE - width * 12_816)[:, apart] <= ONE).all()  # 1.2816 standard errors: 80%
    assert not seen.error[:, ~apart].any()


@pytest.mark.parametrize("kind", ["index", "standing", "stability", "integrity", "allies", "survive"])
def test_an_objective_is_met_from_its_value_on(kind: str) -> None:
    """Whole points: 57.9 are 57, and 58 are not reached before 58.0."""
    setting, now = world(0)
    now = now.copy()
    now.alive[:] = True
    ties = alliances(now, setting)
    index = np.arange(2 * N, dtype=np.int32).reshape(2, N) * 37 + 500
    shares = {name: getattr(now, name) * 100 // ONE for name in ("standing", "stability", "integrity")}
    allies = (ties.strength >= setting.rules.partner_floor).sum(axis=2)
    reached = {**shares, "index": index // 10, "allies": allies, "survive": np.ones((2, N), np.int32)}[kind]
    for value in sorted({int(one) + step for one in reached.flat for step in (0, 1)}):
        aim = Objective("aim", "", kind, value, True)
        found = met(aim, now, setting, index, ties)
        assert (found == ((reached >= value) if kind != "survive" else True)).all()
        for nations in ((setting.nations[0],), ()):
            some = met(replace(aim, nations=nations), now, setting, index, ties)
            assert (some == (found & np.array([not nations or row == 0 for row in range(N)]))).all()
