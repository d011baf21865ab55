"""The list of saves: each is seen before it is loaded, whatever it is."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame
import pytest
from support.screens import texts

from game.content.reading.load import load_scenario
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.manner import Manner
from game.ui.play.session import Session
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.front.saves import SavedGames
from game.ui.screens.front.shell import Shell
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with a broken file, an automatic save and an iron one."""
    made = shell_of_player(7, tmp_path, threaded=False)
    made.saves.mkdir(parents=True)
    (made.saves / "broken.save").write_bytes(b"nonsense")
    for scenario, nation, manner in (("first_posting", "ken", Manner()), ("two_seas", "caldris", Manner(ironman=True))):
        session = Session.new(load_scenario(scenario), nation, 7, "balanced:level=easy")
        session.folder, session.manner = made.saves, manner
        session.autosave()
    return made


@pytest.fixture
def driver(shell: Shell) -> Iterator[Driver]:
    app = App(SavedGames(shell), Settings(reduced_motion=True), Size(1280, 720), shell.saves.parent)
    yield Driver(app)
    app.close()


def picture(driver: Driver) -> bytes:
    (canvas,) = [key for key in driver.ids() if key.startswith("preview.")]
    driver.step(1)
    rect = pygame.Rect(*driver.rect(canvas))
    return pygame.image.tobytes(driver.app.window.subsurface(rect), "RGB")


def test_the_chosen_game_is_seen_before_it_is_loaded(driver: Driver) -> None:
    assert "Caldris" in texts(driver.app)
    assert "Easy · Ironman" in texts(driver.app)
    before = picture(driver)
    assert len({before[k : k + 3] for k in range(0, len(before), 3 * 997)}) > 5, "it is a picture"
    driver.app.top.ui.focus = "saves"
    driver.key("down")
    driver.key("return")
    assert "Kenya" in texts(driver.app)
    assert picture(driver) != before


def test_a_broken_file_has_no_picture_and_breaks_nothing(driver: Driver) -> None:
    driver.app.top.ui.focus = "saves"
    driver.key("end")
    driver.key("return")
    assert not [key for key in driver.ids() if key.startswith("preview.")]
    assert not driver.find("load").item.enabled


def test_a_game_that_is_deleted_is_seen_no_longer(driver: Driver, shell: Shell) -> None:
    driver.click("delete")
    driver.click("yes")
    assert "Caldris" not in texts(driver.app)
    assert "Kenya" in texts(driver.app)


@pytest.mark.parametrize("size", [Size(1280, 720), Size(960, 600)])
@pytest.mark.parametrize("language", ["en", "ar", "en_XA", "ar_XB"])
def test_the_list_fits(shell: Shell, size: Size, language: str) -> None:
    app = App(SavedGames(shell), Settings(language=language), size, shell.saves.parent)
    found = audit(app.top.scene.view(app.size, app.look), app.size, app.look)
    assert not found, str(found[0])
    app.close()
