"""Those who speak for nations: fitting, invented, each another, with a character that colours their words."""

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pygame
import pytest

from game.content.reading.load import list_scenarios, load_scenario
from game.ui.assets import asset_path
from game.ui.people.characters import CHARACTERS, OF_PERSONALITY, spoken
from game.ui.people.counterparts import area_of, counterpart, people
from game.ui.people.names import AREAS
from game.ui.play.session import Session
from game.ui.words import i18n
from game.ui.words.news import News

ARABIC = range(0x600, 0x700)


def everybody(name: str, seed: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    scenario = load_scenario(name)
    ids = scenario.nation_ids
    return ids, tuple(scenario.personalities.get(one, "balanced") for one in ids)


@pytest.mark.parametrize("name", list_scenarios())
@pytest.mark.parametrize("seed", [0, 7, 1 << 30])
def test_everybody_has_a_name_of_his_own_that_fits_and_a_fitting_character(name: str, seed: int) -> None:
    ids, personalities = everybody(name, seed)
    found = people(ids, personalities, seed)
    assert len({one.latin for one in found}) == len(found)
    for nation, personality, one in zip(ids, personalities, found, strict=True):
        area = area_of(nation)
        assert any(one.latin.startswith(given) or one.latin.endswith(given) for given, _arabic in area.given)
        assert one.character in OF_PERSONALITY[personality]
        assert all(ord(letter) in ARABIC or letter == " " for letter in one.arabic), one.arabic


def test_every_real_nation_has_a_language_area_and_only_one() -> None:
    listed = [nation for area in AREAS.values() for nation in area.nations]
    assert len(listed) == len(set(listed))
    assert set(load_scenario("world").nation_ids) <= set(listed)
    assert area_of("caldris") is AREAS["invented"]


def test_the_font_has_every_letter() -> None:
    pygame.font.init()
    font = pygame.font.Font(asset_path("fonts/Vazirmatn-Regular.ttf"), 16)
    letters = "".join({letter for area in AREAS.values() for names in (area.given, area.family)
                       for pair in names for letter in "".join(pair)} | set("“”"))  # fmt: skip
    missing = [one for one, metric in zip(letters, font.metrics(letters), strict=True) if metric is None]
    assert not missing


def test_characters_speak_differently_and_know_a_welcome_offer_from_another() -> None:
    said = {(key, chance): spoken(key, chance) for key in CHARACTERS for chance in (10, 50, 90)}
    assert len(set(said.values())) == len(said)
    assert {key for fitting in OF_PERSONALITY.values() for key in fitting} == set(CHARACTERS)


def test_a_counterpart_stays_the_same_and_has_a_name_in_both_scripts() -> None:
    session = Session.new(load_scenario("crescent"), "pak", 7)
    row = session.setting.row("egy")
    before = counterpart(session, row)
    session.end_turn()
    assert counterpart(session, row) == before
    assert before.name == before.latin
    i18n.use("ar")
    assert before.name == before.arabic
    assert before.arabic in before.title()


def test_answers_of_others_are_told_in_their_own_words() -> None:
    session = Session.new(load_scenario("first_posting"), "ken", 7)
    j = session.setting.row("eth")
    session.news = [News(0, "declined", j, session.seat, 1, 0), News(0, "agreed", session.seat, j, 2, 1)]
    texts = [one.text for one in session.dispatches]
    for chance in (0, 100):
        assert any(counterpart(session, j).says(chance) in text for text in texts)
    session.news = [News(0, "declined", session.seat, j, 1, 0)]
    assert not any(counterpart(session, j).says(0) in one.text for one in session.dispatches), "it was the seat itself"
