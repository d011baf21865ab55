"""What scenarios bring along is shown: drawn lands, their texts in the language of the player, the aims of a seat."""

import os
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest
from support.screens import words

from game.content.reading.load import load_scenario
from game.content.reading.translations import translated
from game.ui.app import App
from game.ui.driver import Driver
from game.ui.map.board import atlas_of
from game.ui.map.land.projection import world_point
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.open_game import shell_of_player, title
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.words import i18n
from game.ui.words.dispatch import Desk
from game.ui.words.dispatch_texts import WRITERS
from game.ui.words.names import forum_name, mission_name, objective_title, worded
from game.ui.words.news import News

DRAWN = "two_seas"
SIZE = Size(1280, 720)
SCENARIO = load_scenario(DRAWN)


@pytest.fixture
def arabic() -> None:
    i18n.use("ar")


def written(app: App) -> str:
    return "\n".join(words(app.top.scene.view(app.size, app.look)))


def test_each_capital_of_a_drawn_map_lies_on_its_own_land() -> None:
    atlas = atlas_of(SCENARIO)
    assert not atlas.globe
    for nation in SCENARIO.nations:
        assert atlas.area_at(*world_point(nation.capital.lon, nation.capital.lat)) in nation.area


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_drawn_scenario_is_chosen_and_played_in_the_players_language(tmp_path: Path, language: str) -> None:
    told = translated(SCENARIO, language)
    app = App(title(shell_of_player(7, tmp_path, threaded=False)),
              Settings(language=language, reduced_motion=True), SIZE, tmp_path)  # fmt: skip
    try:
        driver = Driver(app)
        driver.click("new")
        driver.click(f"scenario.{DRAWN}")
        assert " ".join(told.briefing.split("\n\n")[0].split()) in written(app)
        driver.click("choose_nation")
        assert told.recommended[0].sentence in written(app)
        driver.click("begin")
        scene = app.top.scene
        assert isinstance(scene, Campaign)
        while scene.session.turn < 2:
            driver.click("end_turn")
        room = driver.rect("map")
        spots = [scene.board.spot(row, Size(room.width, room.height)) for row in range(len(SCENARIO.nations))]
        assert None not in spots, "the whole drawn land is in sight"
    finally:
        app.close()


def test_names_and_aims_follow_the_language(arabic: None) -> None:
    told = translated(SCENARIO, "ar")
    assert told.missions[0].name != SCENARIO.missions[0].name
    assert mission_name(SCENARIO, 0) == told.missions[0].name
    assert forum_name(SCENARIO, 0) == told.forums[0].name
    assert objective_title(SCENARIO, SCENARIO.objectives[0].id) == told.objectives[0].title
    assert worded(SCENARIO).nation_ids == SCENARIO.nation_ids


def test_an_event_of_the_story_is_told_in_its_own_words(arabic: None) -> None:
    setting = Session.new(SCENARIO, "caldris", 7).setting
    told = translated(SCENARIO, "ar").events
    desk = Desk(SCENARIO, setting, 0, frozenset({0}), ())
    for number, event in enumerate(told):
        dispatch = WRITERS["scenario"](News(3, "scenario", 1, value=0, detail=number), desk)
        assert dispatch is not None
        assert dispatch.text == event.text


def test_a_seat_is_shown_its_own_aims_and_everybodys() -> None:
    named = [one for one in SCENARIO.objectives if one.nations]
    assert named, "the scenario has aims for single seats"
    for nation in SCENARIO.nation_ids:
        shown = {one.id for one, _met in Session.new(SCENARIO, nation, 7).objectives()}
        assert shown == {one.id for one in SCENARIO.objectives if not one.nations or nation in one.nations}
