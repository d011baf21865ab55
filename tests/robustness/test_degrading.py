"""What is missing or damaged is told in a notice, and the game goes on: assets, disks, clocks, windows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pygame

from game.content.reading.load import load_scenario
from game.ui import assets, settings
from game.ui.driver import Driver
from game.ui.guarded import Guarded
from game.ui.map import board
from game.ui.painting import flag, painter
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import enter
from game.ui.screens.front.crossroads import Crossroads
from game.ui.screens.front.open_game import shell_of_player, title
from game.ui.screens.front.shell import Shell
from game.ui.screens.nations.dossier import Dossier
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.scene import Scene
from game.ui.words import i18n

ROOT = Path(__file__).parents[2]
USED = ("fonts/Vazirmatn-Regular.ttf", "fonts/Vazirmatn-Medium.ttf", "locales/ar.po", "flags/flags.png",
        "flags/flags.json", "map/world.npz")  # fmt: skip
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "half of it": lambda content: content[: len(content) // 2],
    "nothing in it": lambda content: b"",
    "noise in it": lambda content: content[:200] + bytes(range(256)) * 4 + content[1400:],
}


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Assets of its own for one test, with nothing remembered of others."""
    folder = tmp_path / "assets"
    shutil.copytree(ROOT / "assets", folder)
    monkeypatch.setattr(assets, "roots", lambda: (folder,))
    monkeypatch.setattr(assets, "_troubles", {})
    monkeypatch.setattr(assets, "_told", set())
    caches = (board.world_atlas, flag._sheet, painter._fitted)
    for cache in caches:
        cache.cache_clear()
    yield folder
    for cache in caches:
        cache.cache_clear()
    i18n.use("en")


def shown(app: Guarded) -> str:
    return "\n".join(text for text, _kind, _until in app._notices)


def visit(home: Path, language: str, scene_of: Callable[[Session, Shell], Scene]) -> str:
    """Open a campaign in some language, look around, and say what notices there were."""
    shell = shell_of_player(7, home, threaded=False)
    session = Session.new(load_scenario("first_posting"), "ken", 7)
    app = Guarded(scene_of(session, shell), shell, Settings(scale=1.0, language=language), Size(960, 600), home)
    driver = Driver(app)
    for _ in range(3):
        driver.step(0.1)
    said = shown(app)
    assert not isinstance(app.top.scene, Crossroads), said
    app.close()
    return said


def test_all_assets_are_used_without_a_word(copied: Path, tmp_path: Path) -> None:
    assert copied.is_dir()
    assert visit(tmp_path / "home", "ar", enter) == ""


@pytest.mark.parametrize("name", USED)
@pytest.mark.parametrize("how", ["missing", *DAMAGES])
def test_without_an_asset_the_game_goes_on_and_says_so(copied: Path, tmp_path: Path, name: str, how: str) -> None:
    path = copied / name
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(DAMAGES[how](path.read_bytes()))
    said = visit(tmp_path / "home", "ar", lambda session, shell: Dossier(session, "uga"))
    said += visit(tmp_path / "home", "ar", enter)
    known = path.parent.name if path.parent.name == "flags" else path.name
    if how in ("missing", "nothing in it") or not name.endswith(".po"):  # a catalogue may survive with fewer words
        assert known in said or path.stem.rpartition("-")[2] in said
    elif said:
        assert known in said


def test_without_any_assets_the_game_goes_on(copied: Path, tmp_path: Path) -> None:
    shutil.rmtree(copied)
    assert visit(tmp_path / "home", "ar", enter)
    assert visit(tmp_path / "home", "en", lambda session, shell: title(shell)) == ""  # it was told


def test_a_trouble_is_told_once(copied: Path, tmp_path: Path) -> None:
    (copied / "map" / "world.npz").unlink()
    assert "world.npz" in visit(tmp_path / "home", "en", enter)
    board.world_atlas.cache_clear()
    assert "world.npz" not in visit(tmp_path / "home", "en", enter)


# Disks


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "home"
    blocked.write_text("a file where a folder should be")
    shell = shell_of_player(7, blocked, threaded=False)
    session = Session.new(load_scenario("first_posting"), "ken", 7)
    app = Guarded(enter(session, shell), shell, None, Size(960, 600), blocked)
    assert "Games can't be saved" in shown(app)
    driver = Driver(app)
    while session.turn < 1:
        driver.key("ctrl+return")
    driver.step()
    assert not isinstance(app.top.scene, Crossroads)
    assert session.trouble
    assert session.trouble in shown(app)
    app._apply(Settings(scale=1.0, theme="contrast"))
    assert "The settings could not be saved" in shown(app)
    app.close()


def test_a_second_game_is_told_that_the_first_one_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_folder: Path) -> None:
        raise BlockingIOError(11, "another running game saves here; close it first")

    monkeypatch.setattr("game.content.files.durable.hold", busy)
    shell = shell_of_player(7, tmp_path, threaded=False)
    app = Guarded(title(shell), shell, Settings(), Size(960, 600), tmp_path)
    assert "another running game saves here" in shown(app)
    app.close()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"scale": 1e999}', b'{"language": "../x"}', b"\xff" * 70000])
def test_damaged_settings_are_set_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / settings.FILE_NAME).write_bytes(content)
    shell = shell_of_player(7, tmp_path, threaded=False)
    app = Guarded(title(shell), shell, None, Size(960, 600), tmp_path)
    assert "settings were damaged" in shown(app)
    assert list(tmp_path.glob("settings.damaged1.json"))
    app.close()


# Clocks and windows


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Guarded]:
    shell = shell_of_player(7, tmp_path, threaded=False)
    session = Session.new(load_scenario("first_posting"), "ken", 7)
    made = Guarded(enter(session, shell), shell, Settings(), Size(1280, 720), tmp_path)
    yield made
    made.close()


def test_a_clock_that_jumps_changes_nothing(app: Guarded) -> None:
    driver = Driver(app)
    for now in (1.0, 1e9, -1e9, 0.0, 3.0, float(1 << 60), 5.0):
        driver.now = now
        driver.hover_at(640, 360)
        driver.key("tab")
        driver.key("i")
        driver.key("escape")
        assert not isinstance(app.top.scene, Crossroads)
    before = app.session.turn if app.session else -1
    driver.key("ctrl+return")
    assert app.session is not None
    assert app.session.turn >= before


@pytest.mark.parametrize("size", [(800, 600), (1, 1), (7680, 200), (320, 4320), (1280, 720)])
@pytest.mark.parametrize("scale", [0.0, 1.0, 3.0])
def test_windows_of_any_size_are_painted(app: Guarded, size: tuple[int, int], scale: float) -> None:
    app.settings = Settings(scale=scale)
    app.window = pygame.display.set_mode(size, pygame.RESIZABLE)
    app._arrange()
    driver = Driver(app)
    driver.hover_at(size[0] / 2, size[1] / 2)
    assert not isinstance(app.top.scene, Crossroads)
    assert app.size.width >= 1
