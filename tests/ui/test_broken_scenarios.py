"""A broken scenario tells its errors with their places in the browser, and comes to life when its file is mended."""

import os
from dataclasses import replace
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest
from support.screens import words

from game.content.reading.load import check_file, load_scenario
from game.content.reading.paths import data_folder
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.ahead import play_ahead
from game.ui.play.session import Session
from game.ui.play.shelf import FOLDER, Shelf
from game.ui.screens.front.browser import Browser
from game.ui.screens.front.open_game import shell_of_player
from game.ui.settings import Settings
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Size

LESSON = (data_folder("scenarios") / "first_posting.toml").read_text(encoding="utf-8")
SOUND = LESSON.replace('id = "first_posting"', 'id = "mine"').replace("The state stands at the end", "In my words")
BROKEN = SOUND.replace("turns = 8", "turnz = 8").replace('target = "ken"', 'target = "kne"', 1)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A broken scenario among the player's own."""
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "mine.toml").write_text(BROKEN, encoding="utf-8")
    return folder / "mine.toml"


def browser(mine: Path) -> Browser:
    found = Browser(shell_of_player(1, mine.parents[1], threaded=False))
    found.update(Command("choose", str(mine)))
    return found


def test_every_error_is_shown_with_its_place(mine: Path, tmp_path: Path) -> None:
    scene = browser(mine)
    app = App(scene, Settings(scale=1.0), Size(1280, 720), tmp_path)
    said = list(words(scene.view(app.size, app.look)))
    for problem in check_file(mine):
        place = f"line {problem.line}, column {problem.column}: {problem.path}"
        assert any(line.startswith(place[:40]) for line in said), place
        assert problem.what in said
    assert 'Did you mean "turns"?' in said
    assert scene.scenario is None


@pytest.mark.parametrize("size", [Size(960, 600), Size(1280, 720)])
def test_the_list_fits(mine: Path, tmp_path: Path, size: Size) -> None:
    scene = browser(mine)
    app = App(scene, Settings(scale=1.0), size, tmp_path)
    assert [str(one) for one in audit(scene.view(app.size, app.look), app.size, app.look)] == []


def test_check_again_finds_it_mended(mine: Path, tmp_path: Path) -> None:
    scene = browser(mine)
    hands = Driver(App(scene, Settings(scale=1.0), Size(1280, 720), tmp_path))
    mine.write_text(SOUND, encoding="utf-8")
    hands.click("check_again")
    assert scene.scenario is not None
    assert scene.scenario.objectives[0].title == "In my words"


def test_a_file_that_changes_is_read_again_by_itself(mine: Path) -> None:
    scene = browser(mine)
    mine.write_text(SOUND, encoding="utf-8")
    assert scene.poll(10.0)
    assert scene.scenario is not None
    before = scene.scenario
    assert scene.poll(20.0) is None
    assert scene.scenario is before
    mine.write_text(SOUND.replace('title = "First posting"', 'title = "Second posting"'), encoding="utf-8")
    assert scene.poll(30.0)
    assert scene.scenario.title == "Second posting"
    mine.unlink()
    assert scene.poll(40.0)
    assert scene.selected in scene.shelf.found


def test_a_variant_changes_with_what_it_builds_on(tmp_path: Path) -> None:
    for name, text in (("mine", SOUND), ("less", 'format = 1\nid = "less"\ntitle = "Less"\nextends = "mine"\n')):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    shelf = Shelf(tmp_path)
    key = str(tmp_path / "less.toml")
    assert shelf.found[key].scenario is not None
    (tmp_path / "mine.toml").write_text(SOUND.replace("turns = 8", "turns = 9 "), encoding="utf-8")
    assert key in shelf.refresh()
    assert shelf.found[key].scenario.turns == 9


def test_a_file_named_on_the_command_line_is_listed_first(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SOUND, encoding="utf-8")
    shell = replace(shell_of_player(1, tmp_path / "home", threaded=False), shown=(path,))
    assert Browser(shell).selected == str(path)


def test_a_campaign_can_be_begun_at_any_turn_and_is_the_same_each_time() -> None:
    ends = []
    for _ in range(2):
        session = Session.new(load_scenario("first_posting"), "ken", 5)
        play_ahead(session, 4)
        assert (session.turn, session.planning) == (4, True)
        assert len(session.log) > 4
        ends.append(session.state.digests())
    assert ends[0] == ends[1]
