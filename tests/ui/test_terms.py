"""The terms of a campaign: levels, ironman, seeds, and the day's game, whose code is the same on every machine."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.files.saves import entries
from game.content.reading.load import list_scenarios, load_scenario
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.daily import BEGINNING, LETTERS, CodeError, Daily, read_code
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.front.picker import Picker
from game.ui.screens.front.terms import POLICIES
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size

NAMES = list_scenarios()
DAY = date(2026, 11, 23)
HERE, ELSEWHERE = "first_posting", "two_seas"
DAYS = st.integers(0, (1 << 15) - 1).map(lambda days: BEGINNING + timedelta(days=days))


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    shell = replace(shell_of_player(7, tmp_path, threaded=False), day=DAY)
    app = App(Picker(load_scenario(HERE), shell), Settings(reduced_motion=True), Size(1280, 720), tmp_path)
    yield Driver(app)
    app.close()


def session_of(driver: Driver) -> Session:
    scene = driver.app.stack[0].scene
    assert isinstance(scene, Campaign)
    return scene.session


def type_in(driver: Driver, identity: str, text: str) -> None:
    driver.click(identity)
    for _letter in range(14):
        driver.key("backspace")
    driver.type(text)


@given(st.sampled_from(NAMES), DAYS)
def test_a_code_stands_for_one_game_however_it_is_written(scenario: str, day: date) -> None:
    game = Daily(scenario, day)
    assert read_code(game.code, NAMES) == game
    assert read_code(game.code.lower().replace("-", " ").replace("0", "o").replace("1", "l"), NAMES) == game
    assert 0 <= game.seed < 1 << 31


@given(st.sampled_from(NAMES), DAYS, st.integers(0, 5), st.sampled_from(LETTERS))
def test_a_slip_never_stands_for_the_same_game(scenario: str, day: date, place: int, letter: str) -> None:
    plain = Daily(scenario, day).code.replace("-", "")
    wrong = plain[:place] + letter + plain[place + 1 :]
    found = None
    with suppress(CodeError):
        found = read_code(wrong, NAMES)
    assert (found == Daily(scenario, day)) == (wrong == plain)


def test_codes_are_the_same_for_ever() -> None:
    """Whoever changes this changes what shared codes mean."""
    game = Daily("crescent", DAY)
    assert (game.code, game.seed) == ("AVQ-JJH", 1935010187)
    with pytest.raises(ValueError, match="2025"):
        Daily("crescent", date(2025, 12, 31)).code  # noqa: B018
    assert len({Daily(name, DAY).code[3:] for name in NAMES}) == len(NAMES), "scenarios are told apart"


@pytest.mark.parametrize(("text", "why"), [("ABC", "shape"), ("ABC-UUU", "letters"), ("ABC-DEF-G", "shape")])
def test_what_is_no_code_says_so(text: str, why: str) -> None:
    with pytest.raises(CodeError, match=why):
        read_code(text, NAMES)


def test_the_days_game_is_begun_by_a_button_or_by_its_code(driver: Driver) -> None:
    driver.click("today")
    game = Daily(HERE, DAY)
    assert driver.find("seed").item.text == game.code
    driver.click("begin")
    first = session_of(driver)
    assert (first.seed, first.manner.daily) == (game.seed, game.code)


def test_a_code_of_another_scenario_leads_there(driver: Driver) -> None:
    type_in(driver, "seed", Daily(ELSEWHERE, DAY).code.lower())
    scene = driver.app.top.scene
    assert isinstance(scene, Picker)
    assert scene.scenario.id == ELSEWHERE
    driver.click("begin")
    assert session_of(driver).seed == Daily(ELSEWHERE, DAY).seed


@pytest.mark.parametrize(("text", "said"), [("12x", "whole number"), ("ABC-DEF", "slip"), ("", "whole number")])
def test_nonsense_is_told_and_nothing_begins(driver: Driver, text: str, said: str) -> None:
    type_in(driver, "seed", text)
    begin = driver.find("begin").item
    assert not begin.enabled
    assert said in begin.reason
    driver.click("begin")
    assert isinstance(driver.app.top.scene, Picker)


@pytest.mark.parametrize("level", sorted(POLICIES))
def test_the_level_seats_the_other_ministers(driver: Driver, level: str) -> None:
    driver.app.top.ui.focus = "level"
    for _step in range(("normal", "hard", "easy").index(level)):
        driver.key("right")
    driver.click("begin")
    assert session_of(driver).level == POLICIES[level]


def test_ironman_has_one_save_no_branches_and_saves_on_leaving(driver: Driver) -> None:
    driver.click("ironman")
    driver.click("begin")
    session = session_of(driver)
    assert session.manner.ironman
    driver.click("plan.advise")
    driver.key("ctrl+s")
    assert not driver.find("save").item.enabled
    driver.key("escape")
    driver.click("menu")
    driver.click("title")
    driver.click("yes")
    (only,) = entries(driver.app.folder / "saves")
    assert Session.load(only.path).plan == session.plan != ()


@pytest.mark.parametrize("size", [Size(1280, 720), Size(960, 600)])
@pytest.mark.parametrize("language", ["en", "ar", "en_XA", "ar_XB"])
def test_the_picker_fits(tmp_path: Path, size: Size, language: str) -> None:
    shell = shell_of_player(7, tmp_path, threaded=False)
    scene = Picker(load_scenario("first_posting"), shell)
    app = App(scene, Settings(language=language), size, tmp_path)
    for text in ("7", Daily("first_posting", DAY).code, "ABC-DEF"):
        scene.terms.text = text
        found = audit(scene.view(app.size, app.look), app.size, app.look)
        assert not found, str(found[0])
    app.close()
