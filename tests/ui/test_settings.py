"""Settings: every one is used at once and kept, keys are bound anew, and the colours of high contrast are high."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pytest
from support.screens import texts

from game.ui import settings
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.painting.theme import STYLES, THEMES, contrast, effective_scale
from game.ui.screens.front.keys_screen import KeysScreen
from game.ui.screens.front.open_game import shell_of_player, title
from game.ui.screens.front.settings_screen import SettingsScreen
from game.ui.settings import Settings
from game.ui.toolkit.commands import Push
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.keys import ACTIONS, FIXED, bindings, key_of, owner_of, rebound

GROUNDS = ("ground", "panel", "raised", "stripe", "sunken", "select", "hover")
TEXTS = ("text", "muted", "accent", "teal", "good", "bad", "warning", "info", "focus", "disabled")
PAIRS = (("accent_text", "accent"), ("accent_text", "focus"), ("danger_text", "danger"), ("accent_text", "teal"))
LEAST = {"navy": 4.5, "contrast": 7.0}


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    shell = shell_of_player(7, tmp_path, threaded=False)
    app = App(title(shell), None, Size(1280, 720), tmp_path)
    yield Driver(app)
    app.close()


def kept(driver: Driver) -> Settings:
    """The settings as another start would find them."""
    return settings.load(driver.app.folder).settings


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_text_stands_out_from_everything_it_is_written_on(theme: str) -> None:
    found = THEMES[theme]
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS] + list(PAIRS)
    weak = {pair: contrast(found.rgb(pair[0]), found.rgb(pair[1])) for pair in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < LEAST[theme]}


def test_text_is_at_least_18_pixels_high_at_1080_rows() -> None:
    scale = effective_scale(0, Size(1920, 1080))
    assert min(size for size, _bold in STYLES.values()) * scale >= 18
    assert effective_scale(0, Size(1280, 720)) == 1
    assert effective_scale(3.0, Size(3840, 2160)) == 3.0
    assert effective_scale(3.0, Size(1920, 1080)) == pytest.approx(1.8), "960 by 600 logical pixels fit"


def test_every_setting_is_used_and_kept(driver: Driver) -> None:
    driver.click("settings")
    before = kept(driver)
    for toggle in ("reduced_motion", "full", "first_turn_guide"):
        driver.app.top.ui.focus = toggle
        driver.key("space")
    for slider in ("sound_volume", "music_volume", "tip_delay"):
        driver.app.top.ui.focus = slider
        driver.key("left")
    for choice in ("scale", "theme"):
        driver.app.top.ui.focus = choice
        driver.key("return" if choice == "scale" else "right")
        if choice == "scale":
            driver.key("down")
            driver.key("return")
    after = kept(driver)
    assert (after.reduced_motion, after.fullscreen, after.first_turn_guide) == (True, True, False)
    assert (after.sound_volume, after.music_volume) == (before.sound_volume - 5, before.music_volume - 5)
    assert after.tip_delay == pytest.approx(before.tip_delay - 0.05)
    assert (after.scale, after.theme) == (1.0, "contrast")
    assert driver.app.settings == after


def test_a_size_the_window_has_no_room_for_is_said(driver: Driver) -> None:
    driver.app._apply(Settings(scale=3.0))
    driver.click("settings")
    assert "room for 120%" in texts(driver.app)


def test_a_key_is_pressed_anew_works_and_is_kept(driver: Driver) -> None:
    driver.click("settings")
    driver.app.top.ui.focus = "keys"
    driver.key("return")
    driver.click("key.explain")
    assert "Explain" in texts(driver.app)
    driver.key("ctrl+e")
    assert kept(driver).keys == {"explain": "ctrl+e"}
    assert driver.app.keys["ctrl+e"] == "explain"
    assert "i" not in driver.app.keys
    driver.click("undo.explain")
    assert kept(driver).keys == {}


def test_a_taken_key_says_whose_it_is_and_can_be_taken_over(driver: Driver) -> None:
    driver.app._change(Push(KeysScreen()))
    driver.click("key.explain")
    driver.key("ctrl+z")
    assert "Ctrl+Z is the key of Undo" in texts(driver.app)
    driver.click("leave")
    driver.key("ctrl+z")
    driver.click("take")
    assert kept(driver).keys == {"explain": "ctrl+z", "undo": ""}
    assert driver.find("key.undo").item.text == "none"
    driver.click("reset")
    assert kept(driver).keys == {}


def test_keys_that_work_the_controls_stay_and_escape_leaves_things_as_they_are(driver: Driver) -> None:
    driver.click("settings")
    driver.app.top.ui.focus = "keys"
    driver.key("return")
    driver.click("key.undo")
    driver.key("tab")
    assert "works the controls" in texts(driver.app)
    driver.key("escape")
    assert isinstance(driver.app.top.scene, KeysScreen)
    assert kept(driver).keys == {}
    driver.key("escape")
    assert isinstance(driver.app.top.scene, SettingsScreen)


def test_bindings_give_every_key_to_one_action() -> None:
    changed = rebound({}, "explain", "ctrl+z")
    assert owner_of("ctrl+z", changed) == "explain"
    assert key_of("undo", changed) == ""
    assert key_of("explain", changed) == "Ctrl+Z"
    assert rebound(changed, "explain", "i") == {"undo": ""}
    assert rebound({"undo": ""}, "undo", "ctrl+z") == {}
    twice = bindings({"undo": "x", "redo": "x"})
    assert len([action for action in twice.values() if action in ("undo", "redo")]) == 1
    assert not {key for key in ACTIONS.values() if key in FIXED} - {"escape"}


@pytest.mark.parametrize(
    ("key", "value"),
    [("keys", {"undo": 3}), ("keys", {"undo": "x" * 40}), ("keys", {"a" * 40: "x"}), ("sound_volume", 101),
     ("theme", "pink"), ("first_turn_guide", "yes"), ("scale", 9)],
)  # fmt: skip
def test_settings_are_checked_when_read(tmp_path: Path, key: str, value: object) -> None:
    (tmp_path / settings.FILE_NAME).write_text(json.dumps({key: value}))
    loaded = settings.load(tmp_path)
    assert loaded.settings == Settings()
    assert "damaged" in loaded.notice


@pytest.mark.parametrize("size", [Size(1280, 720), Size(960, 600), Size(1920, 1080)])
@pytest.mark.parametrize("language", ["en", "ar", "en_XA", "ar_XB"])
def test_both_screens_fit_in_every_language(tmp_path: Path, size: Size, language: str) -> None:
    shell = shell_of_player(7, tmp_path, threaded=False)
    app = App(title(shell), Settings(language=language, scale=3.0, keys={"undo": "x"}), size, tmp_path)
    waiting = KeysScreen()
    waiting.asking, waiting.taken = "undo", ("ctrl+s", "save")
    for scene in (SettingsScreen(), KeysScreen(), waiting):
        found = audit(scene.view(app.size, app.look), app.size, app.look)
        assert not found, f"{type(scene).__name__}: {found[0]}"
    app.close()
