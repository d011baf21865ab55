"""What each order of PLAN changes, to the last number, and that it changes nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.plain import Changes, differences
from support.worlds import first_state, small_setting

from game.core.exact import ONE
from game.core.offers import FIRST_DRILL
from game.core.orders import Order, OrderTable, compile_orders, why_not
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step
from game.core.vocabulary import AGREEMENTS, AID, DRILLS, FORUM_ACTIONS

SEED = 5
SETTING = small_setting(11)
RULES = SETTING.rules
A, B, C, D, E = range(5)
NAMES = SETTING.nations


def calm() -> State:
    """PLAN of a small world in the middle of every range: nobody has promised anything, all have plenty."""
    state = first_state(SETTING)
    for name in ("agreement", "post", "posted", "offer", "offer_level", "pause", "schooling", "reserve"):
        getattr(state, name)[:] = 0
    for name in ("trust", "hostility"):
        getattr(state, name)[:] = 0
    for name in ("readiness", "stability", "standing", "terror", "interoperability", "access"):
        getattr(state, name)[:] = 5_000
    state.home[:] = SETTING.size
    state.officers[:] = 4
    state.staff[:] = state.funds[:] = 4_000
    return state


def order(nation: int, instrument: str, option: str, target: str = "", **numbers: int) -> Order:
    return Order(NAMES[nation], instrument, option, target, **numbers)


def changes(state: State, *orders: Order, setting: Setting = SETTING) -> Changes:
    """What the orders change beyond what happens anyway: array -> place -> by how much; the world's row left out."""
    table, refused = compile_orders(orders, state, setting)
    assert not refused
    quiet = step(state, OrderTable.empty(1, setting.n, 1), setting, SEED)
    result = step(state, table, setting, SEED)
    assert not result.refused.any()
    return differences(quiet.state, result.state)


def reasons(state: State, *orders: Order) -> list[str]:
    return [refused.reason for refused in why_not(orders, state, SETTING)]


# ----------------------------------------------------------------------------------------------------------------------
# At home
# ----------------------------------------------------------------------------------------------------------------------

TRAINED = {
    "staff": {(A,): -RULES.training_staff},
    "funds": {(A,): -RULES.training_funds - round(int(SETTING.income[A]) * RULES.training_burden / ONE)},
}


def test_training_makes_ready() -> None:
    gain = {"readiness": {(A,): RULES.training_readiness}}
    assert changes(calm(), order(A, "training", "readiness")) == TRAINED | gain


def test_so_many_quarters_of_training_make_an_officer() -> None:
    state, quarters = calm(), RULES.officer_quarters
    assert changes(state, order(A, "training", "officers")) == TRAINED | {"schooling": {(A,): 1}}
    state.schooling[0, A] = quarters - 1
    made = {"officers": {(A,): 1}, "schooling": {(A,): 1 - quarters}}
    assert changes(state, order(A, "training", "officers")) == TRAINED | made


def test_a_reserve_grows_by_its_share_up_to_its_limit() -> None:
    state = calm()
    most = max(int(SETTING.size[A]) * RULES.reserve_limit // ONE, 1)
    gain = max(int(SETTING.size[A]) * RULES.reserve_gain // ONE, 1)
    assert changes(state, order(A, "training", "reserve")) == TRAINED | {"reserve": {(A,): gain}}
    state.reserve[0, A] = most - 1
    assert changes(state, order(A, "training", "reserve")) == TRAINED | {"reserve": {(A,): 1}}
    state.reserve[0, A] = most
    assert reasons(state, order(A, "training", "reserve")) == ["the reserve is full"]


def test_training_stops_where_there_is_nothing_to_gain() -> None:
    state = calm()
    state.readiness[0, A] = ONE - 1
    assert not reasons(state, order(A, "training", "readiness"))
    state.readiness[0, A] = ONE
    assert reasons(state, order(A, "training", "readiness")) == ["readiness is at its highest"]
    state.officers[0, A], state.post[0, A, B] = RULES.officer_limit - 2, 1
    assert not reasons(state, order(A, "training", "officers"))
    state.post[0, A, C] = 1  # those abroad are led too
    assert "all your staff can lead" in reasons(state, order(A, "training", "officers"))[0]


def test_means_are_enough_to_the_last_hundredth() -> None:
    for name, need in (("staff", -TRAINED["staff"][A,]), ("funds", -TRAINED["funds"][A,])):
        state = calm()
        getattr(state, name)[0, A] = need
        assert not reasons(state, order(A, "training", "readiness"))
        getattr(state, name)[0, A] = need - 1
        assert len(reasons(state, order(A, "training", "readiness"))) == 1


# ----------------------------------------------------------------------------------------------------------------------
# Posts
# ----------------------------------------------------------------------------------------------------------------------


def test_a_post_takes_an_officer_and_gives_him_back() -> None:
    state = calm()
    opened = {"staff": {(A,): -RULES.post_staff}, "officers": {(A,): -1}, "post": {(A, B): 1}}
    assert changes(state, order(A, "attache", "open", NAMES[B])) == opened
    state.post[0, A, B] = 1
    assert changes(state, order(A, "attache", "close", NAMES[B])) == {"officers": {(A,): 1}, "post": {(A, B): -1}}


@pytest.mark.parametrize(
    ("option", "change", "reason"),
    [
        ("open", {"officers": 0}, "1 officer needed, 0 free"),
        ("open", {"post": 1}, "already have a post"),
        ("close", {}, "have no post"),
        ("open", {"alive": False}, "has failed"),
        ("open", {"hostility": RULES.post_hostility + 1}, "hostility is"),
        ("open", {"hostility": RULES.post_hostility}, ""),
    ],
)
def test_a_post_is_refused_with_its_reason(option: str, change: dict[str, int], reason: str) -> None:
    state = calm()
    for name, value in change.items():
        array = getattr(state, name)
        array[(0, A, B) if array.ndim == 3 else (0, B if name == "alive" else A)] = value
    found = reasons(state, order(A, "attache", option, NAMES[B]))
    assert reason in found[0] if reason else not found
    assert "no attaché at home" in reasons(state, order(A, "attache", option, NAMES[A]))[0]


# ----------------------------------------------------------------------------------------------------------------------
# Missions
# ----------------------------------------------------------------------------------------------------------------------

HOST = int(SETTING.missions.host[0])
GOES, SERVES = [row for row in range(5) if row != HOST][:2]


def test_contingents_go_to_a_mission() -> None:
    sent = {"staff": {(GOES,): -RULES.deploy_staff}, "home": {(GOES,): -2}, "posted": {(0, GOES): 2}}
    assert changes(calm(), order(GOES, "peacekeeping", "deploy", "hosted", amount=2)) == sent


@pytest.mark.parametrize("tour", range(5))
def test_who_leaves_within_a_tour_loses_trust(tour: int) -> None:
    state = calm()
    state.home[0, [GOES, SERVES]] -= 3
    state.posted[0, 0, [GOES, SERVES]] = 3
    state.tour[0, 0, GOES] = tour
    early = tour % RULES.rotation != 0
    wanted: Changes = {"posted": {(0, GOES): -2}, "returning": {(GOES, int(early)): 2}}
    if early:
        wanted["trust"] = {(HOST, GOES): -RULES.recall_trust, (SERVES, GOES): -RULES.recall_trust}
        wanted["broken"] = {(GOES,): 1}
    assert changes(state, order(GOES, "peacekeeping", "withdraw", "hosted", amount=2)) == wanted


def test_a_mission_takes_twice_what_it_needs_and_shares_its_room() -> None:
    state = calm()
    most = 2 * int(SETTING.missions.required[0])
    state.home[:] = 100
    assert not reasons(state, order(GOES, "peacekeeping", "deploy", "hosted", amount=min(most, 20)))
    state.posted[0, 0, SERVES] = most - 3
    assert not reasons(state, order(GOES, "peacekeeping", "deploy", "hosted", amount=3))
    assert "room for 3 more" in reasons(state, order(GOES, "peacekeeping", "deploy", "hosted", amount=4))[0]
    others = [row for row in range(5) if row not in (HOST, SERVES)][:2]
    both = changes(state, *(order(row, "peacekeeping", "deploy", "hosted", amount=3) for row in others))
    assert both["posted"] == {(0, row): 1 for row in others}  # room for 3, asked for 6: half of each, rounded down
    assert both["home"] == {(row,): -1 for row in others}


def test_where_one_is_hated_one_is_not_received() -> None:
    state = calm()
    state.hostility[0, GOES, HOST] = 6_000
    assert not reasons(state, order(GOES, "peacekeeping", "deploy", "hosted", amount=1))
    state.hostility[0, GOES, HOST] = 6_001
    assert "too hostile" in reasons(state, order(GOES, "peacekeeping", "deploy", "hosted", amount=1))[0]
    assert not reasons(state, order(GOES, "peacekeeping", "deploy", "elsewhere", amount=1))
    state.posted[0, 0, GOES] = 2
    assert (
        "3 contingents asked back, 2" in reasons(state, order(GOES, "peacekeeping", "withdraw", "hosted", amount=3))[0]
    )
    state.closed[0, 0] = 1
    assert reasons(state, order(GOES, "peacekeeping", "deploy", "hosted", amount=1)) == ["the mission has ended"]


# ----------------------------------------------------------------------------------------------------------------------
# Forums
# ----------------------------------------------------------------------------------------------------------------------

MEMBERS = [int(row) for row in np.nonzero(SETTING.forums.members[0])[0]]
SPEAKER, *AUDIENCE = MEMBERS


@pytest.mark.parametrize("action", FORUM_ACTIONS)
def test_a_forum_gives_trust_of_every_member_and_standing(action: str) -> None:
    found = changes(calm(), order(SPEAKER, "forum", action, "near"))
    hosting, item = action == "host", FORUM_ACTIONS.index(action)
    trust, times = (RULES.host_trust, 3) if hosting else (RULES.attend_trust, 1)
    standing = times * RULES.forum_standing + (RULES.item_standing if item > 1 else 0)
    staff = {"attend": RULES.attend_staff, "host": RULES.host_staff}.get(action, RULES.sponsor_staff)
    wanted: Changes = {
        "staff": {(SPEAKER,): -staff}, "standing": {(SPEAKER,): standing}, "present": {(0, SPEAKER): 1},
        "trust": {(other, SPEAKER): trust for other in AUDIENCE},
    }  # fmt: skip
    if hosting:
        wanted["funds"] = {(SPEAKER,): -RULES.host_funds}
    if item > 1:
        wanted |= {"item": {(0,): item}, "item_until": {(0,): RULES.item_turns}}
    assert found == wanted


def test_an_item_needs_a_quorum_of_members_who_trust_its_sponsor() -> None:
    setting = replace(SETTING, forums=replace(SETTING.forums, members=np.ones_like(SETTING.forums.members)))
    need = max(-(-5 * RULES.item_quorum // ONE), 2)
    for friends in range(5):
        state = calm()
        state.trust[0, :, A] = RULES.item_trust - 1
        state.trust[0, 1 : 1 + friends, A] = RULES.item_trust
        found = changes(state, order(A, "forum", "standard", "near"), setting=setting)
        assert ("item" in found) == (friends + 1 >= need)


def test_a_forum_refuses_who_is_no_member_or_there_already() -> None:
    state, stranger = calm(), next(iter(set(range(5)) - set(MEMBERS)), None)
    if stranger is not None:
        assert reasons(state, order(stranger, "forum", "attend", "near")) == ["you are not a member"]
    state.present[0, 0, SPEAKER] = 1
    assert reasons(state, order(SPEAKER, "forum", "host", "near")) == ["you take part there this turn already"]
    state.present[0, 0, SPEAKER], state.item[0, 0], state.item_until[0, 0] = 0, 2, 6
    assert "for 6 more turns" in reasons(state, order(SPEAKER, "forum", "standard", "near"))[0]
    assert not reasons(state, order(SPEAKER, "forum", "attend", "near"))


# ----------------------------------------------------------------------------------------------------------------------
# Offers
# ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", AGREEMENTS)
def test_a_proposal_lies_on_the_table(kind: str) -> None:
    staff = RULES.pact_staff if kind == "defence_pact" else RULES.propose_staff
    found = changes(calm(), order(A, "agreement", kind, NAMES[B], level=2))
    offer = {"offer": {(A, B): AGREEMENTS.index(kind) + 1}, "offer_level": {(A, B): 2}}
    assert found == {"staff": {(A,): -staff}} | offer


@pytest.mark.parametrize("kind", range(len(AGREEMENTS)))
def test_who_ends_an_agreement_loses_the_partners_trust(kind: int) -> None:
    state = calm()
    state.agreement[0, kind, A, B] = 2
    state.agreement[0, kind, B, A] = 0 if kind == AID else 2
    found = changes(state, order(A, "agreement", AGREEMENTS[kind], NAMES[B], level=0))
    gone = {(kind, A, B): -2} | ({} if kind == AID else {(kind, B, A): -2})
    assert found == {
        "staff": {(A,): -RULES.end_staff}, "agreement": gone, "trust": {(B, A): -2 * RULES.end_trust},
        "broken": {(A,): 1},
    }  # fmt: skip


def test_a_drill_is_offered_with_its_contingents_mustered() -> None:
    for option, name in enumerate(DRILLS):
        found = changes(calm(), order(A, "drill", name, NAMES[B], amount=3))
        assert found == {
            "staff": {(A,): -RULES.drill_staff}, "funds": {(A,): -3 * RULES.drill_funds},
            "home": {(A,): -3}, "drilling": {(A,): 3},
            "offer": {(A, B): FIRST_DRILL + option}, "offer_level": {(A, B): 3},
        }  # fmt: skip


def test_contingents_on_the_ground_serve_a_second_drill_too() -> None:
    first, second = (order(A, "drill", "air", NAMES[row], amount=amount) for row, amount in ((B, 3), (C, 4)))
    assert changes(calm(), first, second)["drilling"] == {(A,): 4}


@pytest.mark.parametrize("instrument", ["agreement", "drill"])
def test_offers_are_refused_with_their_reasons(instrument: str) -> None:
    def offer(to: int) -> Order:
        if instrument == "drill":
            return order(A, "drill", "air", NAMES[to], amount=1)
        return order(A, "agreement", "cyber_defence", NAMES[to], level=2)

    assert "takes two nations" in reasons(calm(), offer(A))[0]
    state = calm()
    state.alive[0, B] = False
    assert reasons(state, offer(B)) == ["that state has failed"]
    assert "on the table" in reasons(calm(), offer(B), offer(B))[0]
    state = calm()
    state.pause[0, A, B], state.agreement[0, AGREEMENTS.index("cyber_defence"), A, B] = 3, 2
    assert "3 turns" in reasons(state, offer(B))[0] or "level 2 is in force" in reasons(state, offer(B))[0]


def test_upkeep_of_all_that_is_offered_must_be_bearable() -> None:
    state = calm()
    room = int(SETTING.staff[A]) * RULES.upkeep_limit // ONE
    levels = room // RULES.upkeep_staff
    offers = [order(A, "agreement", kind, NAMES[row], level=3) for row in (B, C, D, E) for kind in AGREEMENTS[:1]]
    state.agreement[0, 1, A, B] = levels - 3  # beyond any real level: only the sum matters here
    assert not reasons(state, offers[0])
    state.agreement[0, 1, A, B] = levels - 2
    assert "staff a turn" in reasons(state, offers[0])[0]
    state.agreement[0, 1, A, B] = levels - 5
    assert len(reasons(state, *offers[:2])) == 1


# ----------------------------------------------------------------------------------------------------------------------
# Requests
# ----------------------------------------------------------------------------------------------------------------------


def attacked() -> State:
    """A is attacked by B, and B by D."""
    state = calm()
    for victim, foe in ((A, B), (B, D)):
        state.kind[0, victim], state.adversary[0, victim], state.length[0, victim] = 1, foe, 300
    return state


def test_partners_are_asked_for_help_by_either_side() -> None:
    state = attacked()
    assert changes(state, order(A, "request", "help", NAMES[C])) == {"asked": {(C, A): 2}}
    assert changes(state, order(B, "request", "against", NAMES[C])) == {"asked_against": {(C, A): 2}}


def test_a_request_is_refused_with_its_reason() -> None:
    state = attacked()
    assert "can't ask itself" in reasons(state, order(A, "request", "help", NAMES[A]))[0]
    assert "a party to it" in reasons(state, order(A, "request", "help", NAMES[B]))[0]
    assert "no such crisis" in reasons(state, order(C, "request", "help", NAMES[A]))[0]
    twice = [order(A, "request", "help", NAMES[C])] * 2
    assert reasons(state, *twice) == ["they have been asked"]
    state.alive[0, C] = False
    assert reasons(state, order(A, "request", "help", NAMES[C])) == ["that state has failed"]


def test_only_so_many_are_asked_in_a_turn() -> None:
    setting = small_setting(11, rules={"asks_a_turn": 1})
    asked = [order(A, "request", "help", NAMES[row]) for row in (C, D)]
    assert [one.reason for one in why_not(asked, attacked(), setting)] == [
        "1 partners are asked; 1 is the most for one crisis in a turn"
    ]
