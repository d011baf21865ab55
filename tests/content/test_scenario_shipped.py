"""The scenarios that come with the game are sound and hold what they promise."""

from __future__ import annotations

import re

import pytest

from game.content.format.fields import Figure
from game.content.format.model import Scenario
from game.content.reading.load import check_file, list_scenarios, load_scenario

OIC_IDS = """
afg alb are aze ben bfa bgd bhr brn civ cmr com dji dza egy gab gin gmb gnb guy idn irn irq jor kaz kgz kwt lbn lby mar
mdv mli moz mrt mys ner nga omn pak pse qat sau sdn sen sle som sur syr tcd tgo tjk tkm tun tur uga uzb yem
"""
POWER_IDS = "usa rus chn ind fra gbr deu ita esp grc isr arm eth ken ssd caf cod ukr jpn kor aus tha phl sgp"
OIC, POWERS = set(OIC_IDS.split()), set(POWER_IDS.split())
MISSIONS = {"unifil", "undof", "minurso", "unmiss", "minusca", "monusco", "unisfa", "aussom", "mnjtf", "nmi", "mfo"}
ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def crescent() -> Scenario:
    return load_scenario("crescent")


@pytest.fixture(scope="module")
def lesson() -> Scenario:
    return load_scenario("first_posting")


@pytest.mark.parametrize("name", list_scenarios())
def test_a_shipped_scenario_has_neither_errors_nor_warnings(name: str) -> None:
    assert [str(problem) for problem in check_file(name)] == []


def test_both_scenarios_are_there() -> None:
    assert {"crescent", "first_posting"} <= set(list_scenarios())


def test_crescent_has_all_members_of_the_oic_and_the_powers_around_them(crescent: Scenario) -> None:
    assert len(OIC) == 57
    assert set(crescent.nation_ids) >= OIC | POWERS
    assert 78 <= len(crescent.nations) <= 84
    assert crescent.turns == 40


def test_crescent_has_missions_forums_treaties_and_rivalries(crescent: Scenario) -> None:
    missions = {mission.id: mission for mission in crescent.missions}
    assert set(missions) >= MISSIONS
    assert missions["minurso"].host is None
    assert missions["minurso"].note
    assert {mission.org for mission in crescent.missions} >= {"un", "nato", "au", "eu"}
    assert len(crescent.forums) >= 15
    assert {treaty.id for treaty in crescent.treaties} >= {"north_atlantic_treaty", "gcc_joint_defence", "pak_sau_2025"}
    rivals = {frozenset((rivalry.a, rivalry.b)) for rivalry in crescent.rivalries}
    assert {frozenset(pair) for pair in (("ind", "pak"), ("dza", "mar"), ("irn", "isr"))} <= rivals


def test_all_names_are_in_english_and_arabic(crescent: Scenario, lesson: Scenario) -> None:
    for nation in (*crescent.nations, *lesson.nations):
        assert ARABIC.search(nation.names["ar"]), nation.id
        assert not ARABIC.search(nation.name)
    assert len({nation.names["ar"] for nation in crescent.nations}) == len(crescent.nations)


def test_areas_are_those_of_the_nations(crescent: Scenario) -> None:
    assert all(nation.area == (nation.id.upper(),) for nation in crescent.nations)


def test_real_figures_cite_a_source_and_the_rest_says_how_it_was_made(crescent: Scenario) -> None:
    for nation in crescent.nations:
        for name in ("population", "gdp_usd_bn", "milex_usd_bn", "active_personnel"):
            figure: Figure = getattr(nation, name)
            wanted = "source: " if figure.value is not None else "estimate: "
            assert figure.basis.startswith(wanted), (nation.id, name)
        for share in (nation.stability, nation.terror):
            assert 0.2 <= share.number <= 0.95
            assert share.basis.startswith("estimate: ")


def test_missing_figures_are_explicit(crescent: Scenario) -> None:
    without = {nation.id for nation in crescent.nations if nation.active_personnel.missing}
    assert without == {"lby", "pse", "sdn", "syr", "yem"}


def test_contingents_follow_the_formula_unless_soldiers_serve_abroad(crescent: Scenario) -> None:
    assert crescent.nation("pak").contingents_owned == 40
    assert crescent.nation("mdv").contingents_owned >= 2
    assert crescent.nation("rwa").contingents_owned > 29
    with pytest.raises(KeyError):
        crescent.nation("atl")


def test_every_rivalry_and_agreement_says_what_it_rests_on(crescent: Scenario) -> None:
    assert all(rivalry.basis for rivalry in crescent.rivalries)
    assert all(not agreement.basis.startswith("source: ") for agreement in crescent.agreements)
    assert {treaty.basis.split()[1] for treaty in crescent.treaties if treaty.id == "north_atlantic_treaty"} == {
        "atop51"
    }


def test_boundaries_and_names_imply_no_endorsement(crescent: Scenario, lesson: Scenario) -> None:
    for scenario in (crescent, lesson):
        assert "imply no endorsement" in scenario.map.note
        assert "imply no endorsement" in scenario.designer_note


def test_recommended_seats_have_their_reasons(crescent: Scenario) -> None:
    assert {"pak", "mar", "idn"} <= {seat.nation for seat in crescent.recommended}
    assert all(seat.sentence.endswith(".") for seat in crescent.recommended)


def test_the_lesson_is_small(lesson: Scenario) -> None:
    assert (len(lesson.nations), lesson.turns) == (6, 8)
    assert lesson.missions
    assert lesson.forums
    assert lesson.rivalries
    assert lesson.treaties
