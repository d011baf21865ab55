"""What answers, postures, pledges and good offices change, to the last number, and what lapses by itself."""

from __future__ import annotations

import numpy as np
import pytest
from support.plain import Changes, differences
from support.worlds import first_state, small_setting

from game.core import commitments
from game.core.chance import Luck
from game.core.crises import support
from game.core.exact import ONE
from game.core.instruments.instrument import Rows
from game.core.instruments.responses import offices_chance
from game.core.offers import FIRST_DRILL
from game.core.orders import Order, apply, compile_orders, crisis_id, why_not
from game.core.phase import Phase
from game.core.state import State
from game.core.vocabulary import AGREEMENTS, AID, CYBER, DRILLS, INTELLIGENCE, SHARING

SEED = 5
SETTING = small_setting(11)
RULES, NAMES = SETTING.rules, SETTING.nations
N = SETTING.n
A, B, C, D, E = range(N)
SLOT = A  # the victim is A, the adversary B


def responding(worlds: int = 1) -> State:
    """RESPOND of a small world in the middle of every range, with A attacked by B."""
    state = first_state(SETTING, worlds=worlds)
    for name in ("agreement", "post", "posted", "trust", "hostility", "reserve", "favours"):
        getattr(state, name)[:] = 0
    for name in ("readiness", "stability", "standing", "terror", "interoperability", "access"):
        getattr(state, name)[:] = 5_000
    state.home[:] = SETTING.size
    state.staff[:] = state.funds[:] = 4_000
    state.kind[:, SLOT], state.adversary[:, SLOT], state.length[:, SLOT] = 1, B, 200
    state.posture[:, SLOT] = 1
    return State(3, **dict(state.arrays()))


def order(nation: int, instrument: str, option: str, target: str = "", **numbers: int) -> Order:
    return Order(NAMES[nation], instrument, option, target, **numbers)


def changes(state: State, *orders: Order) -> Changes:
    """What the orders write into the draft: array -> place -> by how much; the world's row left out."""
    table, refused = compile_orders(orders, state, SETTING)
    assert not refused
    phase = Phase(state, state.copy(), SETTING, Luck.of(SEED, state.world, state.step))
    assert not apply(phase, table).any()
    return differences(state, phase.draft)


def meant(**wanted: dict[tuple[int, ...], int]) -> Changes:
    """The changes but for those of nothing: a price may be tuned to nought."""
    some = {name: {place: by for place, by in places.items() if by} for name, places in wanted.items()}
    return {name: places for name, places in some.items() if places}


def reasons(state: State, *orders: Order) -> list[str]:
    return [refused.reason for refused in why_not(orders, state, SETTING)]


def crisis(state: State) -> str:
    """How orders name the crisis of A."""
    assert state.kind[0, SLOT]
    return crisis_id(SETTING, SLOT)


# ----------------------------------------------------------------------------------------------------------------------
# Answers
# ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", range(len(AGREEMENTS)))
def test_an_accepted_agreement_binds_both_and_cools_their_rivals(kind: int) -> None:
    state = responding()
    state.offer[0, A, B], state.offer_level[0, A, B] = kind + 1, 2
    state.hostility[0, A, C] = state.hostility[0, C, A] = 4_000
    gain = 2 * RULES.agreement_trust
    bound = {(kind, A, B): 2} | ({} if kind == AID else {(kind, B, A): 2})
    cooled = 4_000 * (gain * RULES.rival_cooling // ONE) // ONE
    assert changes(state, order(B, "answer", "accept", NAMES[A])) == {
        "staff": {(B,): -RULES.accept_staff}, "kept": {(A,): 1, (B,): 1}, "agreement": bound,
        "trust": {(A, B): gain, (B, A): gain, (C, B): -cooled},
        "offer": {(A, B): -kind - 1},
    }  # fmt: skip


@pytest.mark.parametrize("kind", range(len(DRILLS)))
def test_an_accepted_drill_trains_both_and_provokes_near_rivals(kind: int) -> None:
    state, amount = responding(), 4
    state.offer[0, A, B], state.offer_level[0, A, B] = FIRST_DRILL + kind, amount
    near = [c for c in (C, D, E) if SETTING.nearness[B, c] >= ONE // 2]
    for c in (C, D, E):
        state.hostility[0, A, c] = state.hostility[0, c, A] = 4_000
    found = changes(state, order(B, "answer", "accept", NAMES[A]))
    step = (RULES.drill_interoperability + RULES.drill_per_contingent * amount) * (ONE - 5_000) // ONE
    assert found["interoperability"] == {(A, B): step, (B, A): step}
    assert found["readiness"] == {(A,): RULES.drill_readiness, (B,): RULES.drill_readiness}
    assert found["pause"] == {(A, B): RULES.drill_pause, (B, A): RULES.drill_pause}
    tension = 4_000 * ONE * RULES.drill_provocation // ONE // ONE
    heated = {pair: found.get("hostility", {}).get(pair, 0) for c in (C, D, E) for pair in ((B, c), (c, B))}
    assert heated == {pair: tension * (c in near) for c in (C, D, E) for pair in ((B, c), (c, B))}
    assert found["home"] == {(B,): -amount}
    assert found["drilling"] == {(B,): amount}
    assert found["funds"] == {(B,): -RULES.drill_funds * amount}
    assert found["trust"][A, B] == found["trust"][B, A] == RULES.drill_trust
    assert found["trust"].get((C, B), 0) == -(4_000 * (RULES.drill_trust * RULES.rival_cooling // ONE) // ONE)
    trained = {"maritime": 2, "air": 1, "cyber": CYBER, "relief": 2}.get(DRILLS[kind])
    levels = {(row, trained): int(SETTING.capability[row, trained]) * RULES.drill_capability // ONE
              for row in (A, B) if trained is not None}  # fmt: skip
    assert found.get("capability", {}) == {place: gain for place, gain in levels.items() if gain}
    fought = {(A,): -RULES.drill_capability, (B,): -RULES.drill_capability}
    assert found.get("terror", {}) == (fought if DRILLS[kind] == "counter_terror" else {})


def test_a_counter_offer_names_another_level_and_declining_binds_nobody() -> None:
    state = responding()
    state.offer[0, A, B], state.offer_level[0, A, B] = 1, 3
    found = changes(state, order(B, "answer", "counter", NAMES[A], level=1))
    assert found["counter"] == {(B, A): 1}
    assert found["offer"] == {(A, B): -1}
    assert found["staff"] == {(B,): -RULES.counter_staff}
    assert "agreement" not in found
    assert set(changes(state, order(B, "answer", "decline", NAMES[A]))) <= {"offer", "estimate"}
    for level in (0, 3):
        assert "another level" in reasons(state, order(B, "answer", "counter", NAMES[A], level=level))[0]
    twice = [order(B, "answer", "decline", NAMES[A])] * 2
    assert reasons(state, *twice) == ["you have answered it"]
    assert reasons(state, order(C, "answer", "accept", NAMES[A])) == ["they have made you no offer"]
    state.offer[0, A, B] = FIRST_DRILL
    assert "another level" in reasons(state, order(B, "answer", "counter", NAMES[A], level=1))[0]


def test_of_two_drills_that_cross_one_is_accepted() -> None:
    state = responding()
    state.offer[0, A, B] = state.offer[0, B, A] = FIRST_DRILL
    state.offer_level[0, A, B] = state.offer_level[0, B, A] = 1
    later, first = (A, B) if SETTING.rank[A] > SETTING.rank[B] else (B, A)
    assert not reasons(state, order(first, "answer", "accept", NAMES[later]))
    assert "let them answer" in reasons(state, order(later, "answer", "accept", NAMES[first]))[0]


def test_what_is_accepted_must_be_bearable() -> None:
    state = responding()
    state.offer[0, A, B], state.offer_level[0, A, B] = 1, 3
    levels = int(SETTING.staff[B]) * RULES.upkeep_limit // ONE // RULES.upkeep_staff
    state.agreement[0, 1, B, A] = levels - 3  # beyond any real level: only the sum matters here
    assert not reasons(state, order(B, "answer", "accept", NAMES[A]))
    state.agreement[0, 1, B, A] = levels - 2
    assert "more than you can bind" in reasons(state, order(B, "answer", "accept", NAMES[A]))[0]
    assert not reasons(state, order(B, "answer", "decline", NAMES[A]))


# ----------------------------------------------------------------------------------------------------------------------
# Crises
# ----------------------------------------------------------------------------------------------------------------------


def test_the_victim_takes_a_posture_and_sends_its_own() -> None:
    state = responding()
    name = crisis(state)
    assert changes(state, order(A, "posture", "de_escalate", name)) == meant(
        staff={(A,): -RULES.posture_staff}, posture={(SLOT,): 1}
    )
    assert changes(state, order(A, "commit", "own", name, amount=3)) == meant(
        staff={(A,): -RULES.commit_staff}, funds={(A,): -3 * RULES.commit_funds}, home={(A,): -3},
        committed={(SLOT,): 3},
    )  # fmt: skip
    assert reasons(state, order(C, "posture", "hold", name)) == ["that crisis is not yours"]
    state.kind[0, SLOT] = 0
    assert reasons(state, order(A, "posture", "hold", name)) == ["that crisis is over"]


@pytest.mark.parametrize(("side", "array"), [("support", "rung"), ("oppose", "against")])
@pytest.mark.parametrize("level", range(1, 7))
def test_a_pledge_sets_out_and_arrives_after_its_way(side: str, array: str, level: int) -> None:
    state, amount = responding(), 2 if level >= 5 else 0
    found = changes(state, order(C, "pledge", side, crisis(state), level=level, amount=amount))
    started = (state.step - 1) // 2 * RULES.quarter_days
    principal = A if side == "support" else int(state.adversary[0, SLOT])
    way = int(support.delay(state, SETTING, *(np.array([one]) for one in (0, C, principal)))[0])
    wanted: Changes = {
        "staff": {(C,): -RULES.pledge_staff}, array: {(C, SLOT): level}, "kept": {(C,): 1},
        "arrival": {(C, SLOT): started + RULES.pledge_day + way},
    }  # fmt: skip
    if level >= 3:
        wanted["funds"] = {(C,): -RULES.pledge_funds * level}
    if amount:
        wanted |= {"fielded": {(C, SLOT): amount}, "home": {(C,): -amount}}
    assert found == meant(**wanted)


def test_help_under_way_is_not_delayed_by_a_higher_rung() -> None:
    for before, kept in ((3, True), (2, False)):
        state = responding()
        state.rung[0, C, SLOT], state.arrival[0, C, SLOT] = before, 1
        found = changes(state, order(C, "pledge", "support", crisis(state), level=4))
        assert ("arrival" not in found) == kept


@pytest.mark.parametrize(
    ("nation", "side", "level", "amount", "reason"),
    [
        (A, "support", 3, 0, "your own"),
        (B, "support", 3, 0, "you are the adversary"),
        (C, "support", 4, 1, "from a show of force on"),
        (C, "support", 5, 0, "at least one contingent"),
        (C, "support", 4, 0, ""),
        (C, "oppose", 5, 1, ""),
    ],
)
def test_a_pledge_is_refused_with_its_reason(nation: int, side: str, level: int, amount: int, reason: str) -> None:
    state = responding()
    pledge = order(nation, "pledge", side, crisis(state), level=level, amount=amount)
    found = reasons(state, pledge)
    assert reason in found[0] if reason else not found
    state.rung[0, C, SLOT] = 4
    again = order(C, "pledge", "support", crisis(state), level=4)
    assert "that rung already" in reasons(state, again)[0]
    other = order(C, "pledge", "oppose", crisis(state), level=4)
    assert "the other side" in reasons(state, other)[0]
    state.rung[0, C, SLOT], state.adversary[0, SLOT] = 0, -1
    assert "nobody stands" in reasons(state, other)[0]


def test_good_offices_gain_or_cost_standing() -> None:
    state = responding(worlds=400)
    state.trust[:, A, C], state.standing[:, C] = 5_000, 8_000
    table, refused = compile_orders(
        [order(C, "good_offices", "mediate", crisis(state))], state.take(np.array([0])), SETTING
    )
    assert not refused
    whole = type(table)(*(np.repeat(column, state.worlds, axis=0) for column in table.columns()))
    phase = Phase(state, state.copy(), SETTING, Luck.of(SEED, state.world, state.step))
    apply(phase, whole)
    accepted = phase.draft.mediated[:, SLOT] > 0
    assert (phase.draft.mediated[accepted, SLOT] == RULES.offices_gain).all()
    change = phase.draft.standing[:, C] - state.standing[:, C]
    assert (change == np.where(accepted, RULES.offices_standing, -RULES.offices_standing // 2)).all()
    trust = phase.draft.trust[:, A, C] - state.trust[:, A, C]
    assert (trust == np.where(accepted, RULES.offices_standing, 0)).all()
    assert (phase.draft.offices[:, C] == 1).all()
    rows = Rows(*(np.array([number]) for number in (0, C, 0, SLOT, 0, 0, 0)))
    points = RULES.offices_chance + 5_000 * 400 // ONE + 3_000 * 400 // ONE
    assert int(offices_chance(phase, rows)[0]) == points
    state.posture[:, SLOT] = 3
    assert int(offices_chance(Phase(state, state, SETTING, phase.luck), rows)[0]) == points + 500
    assert abs(accepted.mean() - 2 ** (min(points, 0) / 640)) < 0.08
    for party in (A, B):
        assert reasons(state.take(np.array([0])), order(party, "good_offices", "mediate", crisis(state))) == [
            "you are a party to it"
        ]


# ----------------------------------------------------------------------------------------------------------------------
# What lapses
# ----------------------------------------------------------------------------------------------------------------------

MANY = 1_000


def expired(state: State, **rules: int) -> Phase:
    setting = small_setting(11, rules=rules)
    phase = Phase(state, state.copy(), setting, Luck.of(SEED, state.world, state.step))
    commitments.expire(phase)
    return phase


def test_agreements_lapse_where_neither_trusts_the_other() -> None:
    state = responding(worlds=MANY)
    state.agreement[:, SHARING, A, B] = state.agreement[:, SHARING, B, A] = 2
    state.agreement[:, AID, C, D] = 1
    state.stability[:] = ONE
    low = RULES.lapse_trust - 1
    for one, other in ((A, B), (C, D)):
        state.trust[:, one, other] = state.trust[:, other, one] = low
    phase = expired(state, lapse=-640, leak=-9_000, leak_instability=0)
    over = phase.draft.agreement[:, SHARING, A, B] == 0
    assert abs(over.mean() - 0.5) < 0.05
    assert (phase.draft.agreement[:, SHARING, B, A] == np.where(over, 0, 2)).all()
    assert abs((phase.draft.agreement[:, AID, C, D] == 0).mean() - 0.5) < 0.05
    state.trust[:, A, B] = state.trust[:, D, C] = RULES.lapse_trust  # one of the two is enough
    assert (expired(state, lapse=0, leak=-9_000).draft.agreement == state.agreement).all()


def test_secrets_leak_through_an_unstable_partner() -> None:
    state = responding(worlds=MANY)
    state.agreement[:, SHARING, A, B] = state.agreement[:, SHARING, B, A] = 1
    state.trust[:, A, B] = state.trust[:, B, A] = 5_000
    state.stability[:, A], state.stability[:, B] = ONE, 0
    phase = expired(state, leak=-2_640, leak_instability=2_000)
    lost = state.capability[:, A, INTELLIGENCE] - phase.draft.capability[:, A, INTELLIGENCE]
    leaked = phase.draft.trust[:, A, B] < state.trust[:, A, B]
    assert abs(leaked.mean() - 0.5) < 0.05
    wanted = (state.capability[:, A, INTELLIGENCE] * phase.setting.rules.leak_loss + ONE // 2) // ONE
    assert (lost == np.where(leaked, wanted, 0)).all()
    cost = 2 * phase.setting.rules.leak_loss // 3
    assert (state.trust[leaked, A, B] - phase.draft.trust[leaked, A, B] - cost <= 1).all()
    assert (phase.draft.trust[:, B, A] < state.trust[:, B, A]).mean() < 0.15  # A is stable


def test_missions_end_where_the_host_is_calm_and_stable() -> None:
    host = int(SETTING.missions.host[0])
    state = responding(worlds=MANY)
    state.kind[:] = 0
    state.posted[:, 0, C], state.posted[:, 1, D] = 3, 2
    state.stability[:, host] = RULES.mission_done
    phase = expired(state, mission_end=-640)
    closed = phase.draft.closed[:, 0] == 1
    assert abs(closed.mean() - 0.5) < 0.05
    assert (phase.draft.posted[:, 0, C] == np.where(closed, 0, 3)).all()
    assert (phase.draft.returning[:, C, 0] == np.where(closed, 3, 0)).all()
    assert (phase.draft.posted[:, 1, D] == 2).all()  # nobody hosts it, so nobody calms down
    for name, value in (("stability", RULES.mission_done - 1), ("kind", 1)):
        other = responding(worlds=MANY)
        other.kind[:] = 0
        other.stability[:, host] = RULES.mission_done
        getattr(other, name)[:, host] = value
        assert not expired(other, mission_end=0).draft.closed.any()


def test_treaties_are_left_by_pairs_and_by_single_members() -> None:
    state = responding(worlds=MANY)
    phase = expired(state, leave=-640, leave_hostility=0, leave_many=-1_280)
    treaties = phase.setting.treaties
    for t in range(len(treaties.ids)):
        members = np.nonzero(treaties.members[t])[0]
        left = ~phase.draft.member[:, t, members]
        if len(members) == 2:
            assert (left[:, 0] == left[:, 1]).all()
            assert abs(left[:, 0].mean() - 0.5) < 0.05
        else:
            assert abs(left.mean() - 0.25) < 0.05
    assert (phase.draft.member <= state.member).all()
