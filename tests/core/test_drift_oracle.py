"""How the world moves on, worked out a second time: nation by nation in plain numbers, beside the engine's arrays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.plain import rounded
from support.worlds import first_state, played, small_setting

from game.core import drift
from game.core.chance import Luck
from game.core.exact import ONE
from game.core.phase import Phase
from game.core.setting import Setting
from game.core.state import State
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
)

SEED = 3
CALM = {"expulsion": -9000, "casualty_rate": 0}
"""Rules under which nothing in this is left to luck."""


def moved(setting: Setting, now: State) -> State:
    """The draft after everything that happens by itself."""
    phase = Phase(now, now.copy(), setting, Luck.of(SEED, now.world, now.step))
    drift.move_on(phase)
    return phase.draft


def world(seed: int, points: int = 3) -> tuple[Setting, State]:
    """A small world some decision points old, in RESPOND, with something of everything."""
    setting = small_setting(seed, rules=CALM)
    now = played(first_state(setting, seed=seed), setting, "random", points).copy()
    rng = np.random.default_rng(seed)
    now.mourning[:] = rng.integers(0, 300, now.mourning.shape)
    now.favours[:] = rng.integers(0, 90, now.favours.shape) * ~np.eye(setting.n, dtype=np.bool_)
    now.item[0], now.item_until[0] = rng.integers(2, 7, 2), now.turn + rng.integers(0, 3, 2)
    now.kind[0, :3], now.violence[0, :3] = rng.integers(0, 3, 3), rng.integers(0, 4, 3)
    return setting, now


@pytest.fixture(params=range(6))
def given_world(request: pytest.FixtureRequest) -> tuple[Setting, State, State]:
    setting, now = world(request.param)
    return setting, now, moved(setting, now)


Worlds = tuple[Setting, State, State]


def level(now: State, kind: int, i: int, j: int) -> int:
    return int(now.agreement[0, kind, i, j])


def test_trust_is_served_posted_for_and_forgotten(given_world: Worlds) -> None:
    setting, now, after = given_world
    rules = setting.rules
    for j in range(setting.n):
        for i in range(setting.n):  # what j thinks of i
            trust = int(now.trust[0, j, i])
            if i != j:
                common = sum(bool(now.posted[0, m, i] and now.posted[0, m, j]) for m in range(2))
                trust += min(common, 3) * rules.comrade_trust
                trust += sum(
                    min(int(now.posted[0, m, i]), 4) * rules.mission_trust // 2
                    for m in range(2) if setting.missions.host[m] == j
                )  # fmt: skip
                trust += rules.aid_trust * level(now, AID, i, j)
                trust += rules.post_trust * int(now.post[0, i, j])
                anchor = rounded(setting.similarity[j, i], rules.trust_anchor)
                trust += rounded(anchor - int(now.trust[0, j, i]), rules.trust_decay)
            assert int(after.trust[0, j, i]) == (trust if i != j else 0)


def test_hostility_favours_and_interoperability_fade(given_world: Worlds) -> None:
    setting, now, after = given_world
    rules = setting.rules
    for i in range(setting.n):
        for j in range(setting.n):
            hostility, favours = int(now.hostility[0, i, j]), int(now.favours[0, i, j])
            rest = rounded(setting.rivalry[i, j], rules.hostility_anchor)
            assert after.hostility[0, i, j] == hostility + rounded(rest - hostility, rules.hostility_decay)
            faded = -(-favours * rules.favour_decay // ONE)  # a favour is forgotten in the end
            assert after.favours[0, i, j] == favours - faded + rules.aid_favours * level(now, AID, j, i)
            if i == j:
                continue
            known = int(now.interoperability[0, i, j])
            gain = level(now, PACT, i, j) * rules.pact_interoperability
            for f in range(2):
                both = setting.forums.members[f, i] and setting.forums.members[f, j]
                if both and now.item[0, f] == 2:
                    gain += rounded(ONE - known, rules.standard_gain)
            assert after.interoperability[0, i, j] == known + gain - rounded(known, rules.interoperability_decay)


def test_access_is_earned_by_sharing_and_posts_and_fades_to_what_a_border_gives(given_world: Worlds) -> None:
    setting, now, after = given_world
    rules = setting.rules
    for i in range(setting.n):
        for j in range(setting.n):
            access = int(now.access[0, i, j])
            change = rounded(ONE - access, rules.sharing_access) * level(now, SHARING, i, j)
            if now.post[0, i, j]:
                change += rounded(ONE - access, rules.post_access)
            else:
                floor = rules.border_access if setting.border[i, j] else 0
                change -= rounded(max(access - floor, 0), rules.access_decay)
            assert after.access[0, i, j] == access + change


def test_partners_who_lead_are_learned_from(given_world: Worlds) -> None:
    setting, now, after = given_world
    rules = setting.rules
    learned = {INTELLIGENCE: (SHARING, rules.sharing_gain), EQUIPMENT: (TRADE_CONTROL, rules.trade_gain),
               CYBER: (CYBER_DEFENCE, rules.cyber_gain), LOGISTICS: (ACCESS, rules.access_gain)}  # fmt: skip
    for i in range(setting.n):
        for category in range(6):
            own = int(now.capability[0, i, category])
            wanted = own + rounded(int(setting.capability[i, category]) - own, rules.capability_decay)
            kind, gain = learned.get(category, (SHARING, 0))
            for j in range(setting.n):
                lead = int(now.capability[0, j, category]) - own
                lead = min(max(lead, own // 4), 4 * own + HUNDRED)
                wanted += rounded(lead, gain * level(now, kind, i, j))
                if category == EQUIPMENT and level(now, AID, j, i):
                    wanted += arrived(setting, now, j, i)
            if category == CYBER:
                norms = sum(bool(now.item[0, f] == 4 and setting.forums.members[f, i]) for f in range(2))
                wanted += norms * (rules.norms_gain * int(setting.capability[i, CYBER]) // ONE)
            assert after.capability[0, i, category] == wanted


def arrived(setting: Setting, now: State, donor: int, taker: int) -> int:
    """Equipment that aid brings: a share of the donor's, what the taker can absorb, less what leaks."""
    sent = rounded(setting.capability[donor, EQUIPMENT], setting.rules.aid_gain * level(now, AID, donor, taker))
    most = int(setting.capability[taker, EQUIPMENT]) // 10 + HUNDRED // 2
    leaked = rounded(ONE - int(now.stability[0, taker]), setting.rules.aid_leakage)
    return rounded(min(sent, most), ONE - leaked)


def test_what_a_nation_is_moves_towards_what_it_sustains(given_world: Worlds) -> None:
    setting, now, after = given_world
    rules, n = setting.rules, setting.n
    median = sorted(int(one) for one in now.standing[0])[n // 2]
    for i in range(n):
        ready, terror = int(now.readiness[0, i]), int(now.terror[0, i])
        assert after.readiness[0, i] == ready + rounded(rules.readiness_base - ready, rules.readiness_decay)
        fight = sum(level(now, COUNTER_TERROR, i, j) for j in range(n))
        forums = sum(bool(now.item[0, f] == 3 and setting.forums.members[f, i]) for f in range(2))
        wanted = terror - min(fight, 12) * rules.counter_terror_gain - forums * rules.terror_gain
        assert after.terror[0, i] == wanted + rounded(int(setting.terror[i]) - terror, rules.terror_decay)
        stable = int(now.stability[0, i])
        sustained = int(setting.stability[i]) + calmed(setting, now, i) - rounded(terror, rules.terror_stability)
        burning = sum(int(now.violence[0, slot]) for slot in (i, n + i) if now.kind[0, slot])
        wanted = stable + rounded(min(max(sustained, 0), ONE) - stable, rules.stability_decay)
        assert after.stability[0, i] == wanted - burning * rules.crisis_stability
        standing = int(now.standing[0, i])
        served = sum(min(int(now.posted[0, m, i]), 4) + 2 * bool(now.posted[0, m, i]) for m in range(2))
        wanted = standing + served * rules.mission_standing // 3 + rounded(median - standing, rules.standing_decay)
        assert after.standing[0, i] == wanted - rounded(median - ONE // 2, rules.standing_centre)
        mourning = int(now.mourning[0, i])
        assert after.mourning[0, i] == mourning - (mourning + 3) // 4
        quiet = not now.kind[0, i] and not now.kind[0, n + i] and now.alive[0, i]
        assert after.integrity[0, i] == now.integrity[0, i] + quiet * rules.quiet_recovery


def calmed(setting: Setting, now: State, i: int) -> int:
    """Stability that missions bring their host, in full at the strength they need."""
    total = 0
    for m in range(2):
        if setting.missions.host[m] == i:
            strength = int(now.posted[0, m].sum())
            full = min(strength * ONE // max(int(setting.missions.required[m]), 1), ONE)
            total += rounded(full, setting.rules.mission_calm)
    return total


def test_tours_are_counted_while_somebody_serves(given_world: Worlds) -> None:
    _setting, now, after = given_world
    serving = now.posted > 0
    assert (after.tour[serving] == now.tour[serving] + 1).all()
    assert not after.tour[~serving].any()


@given(seed=st.integers(0, 500))
def test_the_books_are_kept_nation_by_nation(seed: int) -> None:
    setting, now = world(seed % 8, 1 + seed % 6)
    rules, before = setting.rules, now.copy()
    phase = Phase(now, before.copy(), setting, Luck.of(SEED, now.world, now.step))
    drift.settle(phase)
    after = phase.draft
    for i in range(setting.n):
        income = int(setting.income[i])
        spent = rounded(income, rules.forces_upkeep)
        for m in range(2):
            rate = rules.mission_cost - (rules.mission_repaid if setting.missions.reimbursed[m] else 0)
            spent += int(before.posted[0, m, i]) * rate
        spent += int(before.post[0, i].sum()) * rules.post_funds
        spent += int(before.agreement[0, AID, i].sum()) * rules.aid_funds
        funds = int(before.funds[0, i]) + income - spent
        assert after.funds[0, i] == min(max(funds, -income), income * rules.funds_limit)
        kept = int(before.agreement[0, :, i].sum()) + int(before.agreement[0, AID, :, i].sum())
        carried = min(max(int(before.staff[0, i]), 0), rules.staff_carry)
        assert after.staff[0, i] == max(int(setting.staff[i]) + carried - kept * rules.upkeep_staff, 0)
        assert after.home[0, i] == before.home[0, i] + before.returning[0, i, 0] + before.drilling[0, i]
        assert list(after.returning[0, i]) == [before.returning[0, i, 1], 0]


def test_the_table_is_cleared_and_pauses_run_out() -> None:
    setting, now = world(1)
    now.pause[0, 0, :3], now.recur[0, :3] = (0, 1, 4), (0, 1, 4)
    now.asked[0, 0, :3], now.asked_against[0, 0, :3] = (0, 1, 2), (0, 1, 2)
    now.item[0], now.item_until[0] = (2, 3), (now.turn, now.turn + 1)
    now.offer[0, 0, 1] = now.offer_level[0, 0, 1] = 2
    now.present[:] = now.offices[:] = 1
    phase = Phase(now, now.copy(), setting, Luck.of(SEED, now.world, now.step))
    drift.settle(phase)
    after = phase.draft
    assert list(after.pause[0, 0, :3]) == list(after.recur[0, :3]) == [0, 0, 3]
    assert list(after.asked[0, 0, :3]) == list(after.asked_against[0, 0, :3]) == [0, 1, 1]
    assert list(after.item[0]) == [0, 3]  # the last turn of the one, not of the other
    for array in (after.offer, after.offer_level, after.present, after.offices, after.drilling):
        assert not array.any()
    assert [(one.kind, int(one.nation[0]), int(one.other[0]), int(one.value[0])) for one in phase.happenings] == [
        ("unanswered", 1, 0, 2)
    ]


def test_casualties_and_expulsions_come_as_often_as_the_rules_say() -> None:
    """In many worlds: exposure times intensity, twice that where a mission is weak; and posts among the hateful."""
    rate = {"casualty_rate": 300, "expulsion": -640}
    setting = small_setting(4, rules=rate)
    now = first_state(setting, worlds=3000, seed=4)
    for array in (now.posted, now.post, now.hostility):
        array[:] = 0
    setting.missions.intensity[:] = (2, 3)
    setting.missions.required[:] = (4, 100)
    now.posted[:, 0, 0], now.posted[:, 1, 1] = 5, 5
    now.post[:, 0, 1] = now.post[:, 1, 0] = 1
    now.hostility[:, 0, 1] = setting.rules.post_hostility + 1
    now.hostility[:, 1, 0] = setting.rules.post_hostility
    phase = Phase(now, now.copy(), setting, Luck.of(SEED, now.world, now.step))
    drift.move_on(phase)
    lost = {int(i): (phase.draft.mourning[:, i] > now.mourning[:, i]).mean() for i in range(setting.n)}
    assert abs(lost[0] - 5 * 2 * 300 // 3 / ONE) < 0.02
    assert abs(lost[1] - 2 * 5 * 3 * 300 // 3 / ONE) < 0.03
    assert not any(lost[i] for i in range(2, setting.n))
    assert abs((phase.draft.post[:, 0, 1] == 0).mean() - 0.5) < 0.03  # 64 points are a half
    assert (phase.draft.officers[:, 0] - now.officers[:, 0] == (phase.draft.post[:, 0, 1] == 0)).all()
    assert phase.draft.post[:, 1, 0].all()
