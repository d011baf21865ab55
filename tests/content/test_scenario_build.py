"""A scenario becomes the setting and state it describes: nothing lost, nothing in two places, nothing off its range."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from game.content.building.geography import kilometres
from game.content.building.portfolios import portfolio, similarity
from game.content.building.setting import build_setting
from game.content.building.start import build, build_state
from game.content.format.model import Scenario
from game.content.reading.load import load_scenario
from game.core.exact import ONE
from game.core.instruments.agreement import upkeep
from game.core.setting import EventEffect, Setting
from game.core.state import State
from game.core.vocabulary import AGREEMENTS, AID

WORLDS = np.array([0, 5, 9], np.int64)


@pytest.fixture(scope="module")
def crescent() -> Scenario:
    return load_scenario("crescent")


@pytest.fixture(scope="module")
def begun(crescent: Scenario) -> tuple[Setting, State]:
    return build(crescent, WORLDS, seed=7)


def test_contingents_and_officers_are_each_in_one_place(crescent: Scenario, begun: tuple[Setting, State]) -> None:
    setting, state = begun
    assert (state.home + state.posted.sum(axis=1) == setting.size).all()
    assert (state.home >= 0).all()
    owned = [nation.officers_owned for nation in crescent.nations]
    assert (state.officers + state.post.sum(axis=2) == owned).all()
    assert (state.officers >= 0).all()


def test_bounded_quantities_start_within_their_bounds(begun: tuple[Setting, State]) -> None:
    _, state = begun
    for name in (
        "readiness",
        "stability",
        "terror",
        "standing",
        "integrity",
        "interoperability",
        "access",
        "hostility",
    ):
        array = getattr(state, name)
        assert ((array >= 0) & (array <= ONE)).all(), name
    assert (abs(state.trust) <= ONE).all()
    assert (state.capability > 0).all()
    assert (state.kind == 0).all()


def test_pair_arrays_are_symmetric_where_they_must_be_and_empty_on_the_diagonal(begun: tuple[Setting, State]) -> None:
    setting, state = begun
    for array in (state.interoperability, state.hostility):
        assert (array == array.swapaxes(1, 2)).all()
    for kind in range(len(AGREEMENTS)):
        if kind != AID:
            assert (state.agreement[:, kind] == state.agreement[:, kind].swapaxes(1, 2)).all()
    for matrix in (setting.distance, setting.rivalry, setting.similarity):
        assert (matrix == matrix.T).all()
    diagonal = np.arange(setting.n)
    for array in (state.trust, state.access, state.interoperability, state.hostility, state.post):
        assert (array[:, diagonal, diagonal] == 0).all()


def test_every_tie_of_the_file_stands(crescent: Scenario, begun: tuple[Setting, State]) -> None:
    setting, state = begun
    for agreement in crescent.agreements:
        kind = AGREEMENTS.index(agreement.type)
        assert (state.agreement[:, kind, setting.row(agreement.a), setting.row(agreement.b)] == agreement.level).all()
    assert state.agreement[0].sum() == sum(
        item.level * (1 if item.type == "military_aid" else 2) for item in crescent.agreements
    )
    assert state.member[0].sum() == sum(len(treaty.members) for treaty in crescent.treaties)
    for rivalry in crescent.rivalries:
        assert setting.rivalry[setting.row(rivalry.a), setting.row(rivalry.b)] == round(ONE * rivalry.intensity)


def test_aid_goes_from_giver_to_receiver(crescent: Scenario, begun: tuple[Setting, State]) -> None:
    setting, state = begun
    given = next(item for item in crescent.agreements if item.type == "military_aid")
    assert state.agreement[0, AID, setting.row(given.a), setting.row(given.b)] == given.level


def test_missions_ask_for_what_others_do_not_send(crescent: Scenario, begun: tuple[Setting, State]) -> None:
    setting, _ = begun
    for position, mission in enumerate(crescent.missions):
        assert setting.missions.required[position] == max(1, mission.required - mission.others)
        assert (setting.missions.host[position] < 0) == (mission.host is None)


def test_friends_trust_each_other_and_rivals_do_not(begun: tuple[Setting, State]) -> None:
    setting, state = begun
    assert state.trust[0, setting.row("pak"), setting.row("sau")] > 3_000
    assert state.trust[0, setting.row("pak"), setting.row("ind")] < -3_000
    assert state.trust[0, setting.row("dza"), setting.row("mar")] < 0
    assert state.hostility[0, setting.row("ind"), setting.row("pak")] > 6_000


def test_starting_upkeep_leaves_staff_and_room_for_more(begun: tuple[Setting, State]) -> None:
    setting, state = begun
    kept = upkeep(state.agreement, setting.rules.upkeep_staff)[0]
    assert (setting.staff - kept >= 600).all()
    assert (kept * ONE <= setting.staff.astype(np.int64) * setting.rules.upkeep_limit).all()
    running = (state.posted[0] * (setting.rules.mission_cost - np.where(
        setting.missions.reimbursed, setting.rules.mission_repaid, 0)[:, None])).sum(axis=0)  # fmt: skip
    assert (running < setting.income).all()


def test_stability_starts_at_rest(begun: tuple[Setting, State]) -> None:
    """Level + calm of missions - terror equals the figure, so nothing drifts before anybody acts."""
    setting, state = begun
    host = setting.missions.host[setting.missions.host >= 0]
    calm_ones = np.setdiff1d(np.arange(setting.n), host)
    rest = setting.stability - (setting.terror * setting.rules.terror_stability + ONE // 2) // ONE
    assert (rest[calm_ones] == state.stability[0, calm_ones]).all()


def test_worlds_differ_only_in_what_was_seen(crescent: Scenario, begun: tuple[Setting, State]) -> None:
    setting, state = begun
    alone = build(crescent, WORLDS[1:2], seed=7)[1]
    assert alone.digests()[0] == state.digests()[1]
    blind = build_state(crescent, setting, WORLDS)
    assert all((array[0] == array[1]).all() for name, array in blind.arrays() if name != "world")
    assert (state.estimate[0] != state.estimate[1]).any()


def test_distances_are_those_of_the_atlas(crescent: Scenario) -> None:
    capital = {nation.id: nation.capital for nation in crescent.nations}
    assert kilometres(capital["gbr"], capital["fra"]) == pytest.approx(343, abs=8)
    assert kilometres(capital["pak"], capital["ind"]) == pytest.approx(690, abs=15)
    assert kilometres(capital["idn"], capital["mar"]) == pytest.approx(12_700, rel=0.02)
    assert kilometres(capital["usa"], capital["usa"]) == 0


def test_similarity_is_haeges_kappa(crescent: Scenario) -> None:
    """Against the formula as its author writes it, in exact fractions, to the hundredth."""
    depth, found = portfolio(crescent), similarity(crescent)
    n = len(depth)
    for i, j in ((0, 1), (3, 40), (10, 70), (5, 83), (20, 21)):
        x, y = ([Fraction(int(value)) for value in depth[row]] for row in (i, j))
        mean_x, mean_y = sum(x) / n, sum(y) / n
        apart = sum((a - b) ** 2 for a, b in zip(x, y, strict=True))
        chance = sum((a - mean_x) ** 2 for a in x) + sum((b - mean_y) ** 2 for b in y) + n * (mean_x - mean_y) ** 2
        assert abs(found[i, j] - ONE * (1 - apart / chance)) <= 50
    assert (np.diag(found) == ONE).all()


def test_the_order_of_nations_in_the_file_only_moves_rows(crescent: Scenario) -> None:
    turned = crescent.model_copy(update={"nations": tuple(reversed(crescent.nations))})
    one, other = build_setting(crescent), build_setting(turned)
    for name in ("distance", "border", "rivalry", "similarity"):
        assert (getattr(one, name) == getattr(other, name)[::-1, ::-1]).all(), name
    for name in ("size", "income", "staff", "stability", "terror"):
        assert (getattr(one, name) == getattr(other, name)[::-1]).all(), name
    first, second = build_state(crescent, one, WORLDS), build_state(turned, other, WORLDS)
    for name in ("trust", "access", "interoperability", "post"):
        assert (getattr(first, name) == getattr(second, name)[:, ::-1, ::-1]).all(), name


def test_rules_are_taken_from_the_scenario_and_then_from_the_caller(crescent: Scenario) -> None:
    changed = crescent.model_copy(update={"rules": {"trust_decay": 200, "drill_pause": 5}})
    rules = build_setting(changed, {"trust_decay": 300}).rules
    assert (rules.trust_decay, rules.drill_pause) == (300, 5)
    with pytest.raises(ValueError, match="no rule is called 'trust'"):
        build_setting(crescent, {"trust": 1})


def test_events_and_objectives_reach_the_setting() -> None:
    lesson = load_scenario("first_posting")
    setting = build_setting(lesson)
    event, *offered = setting.events
    assert [choice.offered_by for choice in offered] == ["drought"] * 3
    assert (event.turn, event.effects) == (2, (EventEffect("stability", "ken", -500),))
    assert [objective.kind for objective in setting.objectives] == ["survive", *["standing"] * 3, "allies"]
    assert [objective.nations for objective in setting.objectives[1:4]] == [("dji",), ("ken",), ("uga",)]
    assert all(objective.value >= 1 for objective in setting.objectives)
