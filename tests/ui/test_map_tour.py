"""The turn's events on the map: shown one after the other, ended by any key or click, and never in the way."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.content.reading.load import load_scenario
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.campaign.tour import GLIDE, HOLD, LEAST_GRAVE, MOST, stops_of
from game.ui.screens.front.open_game import shell_of_player
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.words.dispatch import Dispatch

SCENARIO, SEAT, SEED = load_scenario("crescent"), "pak", 7


def played(folder: Path, reduced: bool) -> Driver:
    scene = Campaign(Session.new(SCENARIO, SEAT, SEED), shell_of_player(SEED, folder, threaded=False))
    return Driver(App(scene, Settings(reduced_motion=reduced), Size(1280, 720), folder))


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    made = played(tmp_path, reduced=False)
    yield made
    made.app.close()


def campaign(driver: Driver) -> Campaign:
    scene = driver.app.top.scene
    assert isinstance(scene, Campaign)
    return scene


def until_touring(driver: Driver) -> None:
    for _ in range(12):
        driver.key("ctrl+return")
        if campaign(driver).map.tour.running:
            return
    raise AssertionError("nothing grave has happened")


def test_only_grave_dispatches_with_a_place_are_shown_each_place_once() -> None:
    def one(importance: int, *nations: int) -> Dispatch:
        return Dispatch(importance, "crisis", "A", "b", nations)

    stops = stops_of([one(100, 3), one(90), one(80, 3), one(70, 4, 3), one(LEAST_GRAVE - 1, 5), one(65, 6), one(64, 7)])
    assert [stop.row for stop in stops] == [3, 4, 6][:MOST]


def test_the_tour_goes_round_and_comes_home(driver: Driver) -> None:
    board = campaign(driver).board
    home = board.aim()
    until_touring(driver)
    items = campaign(driver).view(driver.app.size, driver.app.look)
    assert [str(one) for one in audit(items, driver.app.size, driver.app.look)] == []
    places = set()
    for _ in range(round(MOST * (GLIDE + HOLD) / 0.1) + 10):
        driver.step(0.1)
        places.add(board.aim())
    assert not campaign(driver).map.tour.running
    assert board.aim() == home
    assert len(places) > 1


def test_any_key_ends_it_and_does_what_it_always_does(driver: Driver) -> None:
    until_touring(driver)
    home = campaign(driver).map.tour._home
    driver.key("l")
    assert not campaign(driver).map.tour.running
    assert campaign(driver).lens != "political"
    assert campaign(driver).board.aim() == home


def test_a_quick_player_is_not_held_up_nor_led_astray(driver: Driver) -> None:
    home = campaign(driver).board.aim()
    for _ in range(6):
        driver.key("ctrl+return")
    assert campaign(driver).session.state.step >= 6
    driver.key("l")
    assert campaign(driver).board.aim() == home


def test_with_reduced_motion_there_is_none(tmp_path: Path) -> None:
    driver = played(tmp_path, reduced=True)
    try:
        for _ in range(8):
            driver.key("ctrl+return")
            assert not campaign(driver).map.tour.running
    finally:
        driver.app.close()
