"""Sounds: what is baked is soft and seamless, the right signal is heard, and without a device there is one notice."""

import os
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import numpy as np
import pygame
import pytest
from support.screens import texts

from game.content.reading.load import load_scenario
from game.ui import sounds as module
from game.ui.app import App
from game.ui.assets import asset_path
from game.ui.driver import Driver
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.open_game import shell_of_player
from game.ui.settings import Settings
from game.ui.sounds import CALM, SIGNALS, Sounds
from game.ui.toolkit.geometry import Size

NAMES = (*SIGNALS, CALM)
LARGEST = 600_000  # bytes


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    played: list[str] = []
    monkeypatch.setattr(Sounds, "_play", lambda self, name: played.append(name))
    return played


@pytest.fixture
def driver(tmp_path: Path, heard: list[str]) -> Iterator[Driver]:
    shell = shell_of_player(7, tmp_path, threaded=False)
    session = Session.new(load_scenario("first_posting"), "ken", 37)
    app = App(Campaign(session, shell), Settings(reduced_motion=True), Size(1280, 720), tmp_path)
    app.sounds = Sounds()
    yield Driver(app)
    app.close()


def samples(name: str) -> np.ndarray:
    with wave.open(str(asset_path(f"sounds/{name}.wav")), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64) / 32768


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_small_and_never_too_loud(name: str) -> None:
    tone = samples(name)
    assert asset_path(f"sounds/{name}.wav").stat().st_size < LARGEST
    assert 0.1 < np.abs(tone).max() < 0.75
    assert abs(tone.mean()) < 0.01
    if name != CALM:
        assert np.abs(tone[-40:]).max() < 0.05, "it ends in silence, without a crack"


def test_the_loop_has_no_seam() -> None:
    tone = samples(CALM)
    steps = np.abs(np.diff(tone))
    assert abs(tone[0] - tone[-1]) <= steps.max()
    loud = [float(np.sqrt((part**2).mean())) for part in np.array_split(tone, 24)]
    assert max(loud) < 2 * min(loud), "calm"


def test_the_tool_bakes_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(__file__).resolve().parents[2] / "assets"
    monkeypatch.syspath_prepend(str(folder))
    from baking.sounds import bake_sounds

    assert bake_sounds(tmp_path) == len(NAMES)
    for name in NAMES:
        with wave.open(str(tmp_path / f"{name}.wav"), "rb") as file:
            fresh = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int32)
        kept = np.round(samples(name) * 32768).astype(np.int32)
        assert np.abs(fresh - kept).max() <= 1, "a last bit may differ between processors"
    for loaded in [one for one in sys.modules if one.partition(".")[0] == "baking"]:
        del sys.modules[loaded]


def test_orders_refusals_turns_and_crises_have_their_signals(driver: Driver, heard: list[str]) -> None:
    session = driver.app.stack[0].scene.session
    heard.clear()
    driver.click("plan.open.training")
    assert heard == ["click"]
    driver.step(1)
    driver.click("yes")
    assert heard == ["click", "order"], "the weightier signal drowns the click"
    driver.step(1)
    while session.turn < 2:
        driver.step(1)
        driver.click("end_turn")
    assert "crisis" in heard or "turn" in heard
    assert heard.count("crisis") == (1 if any(one.own for one in session.crises()) else 0)


def test_both_volumes_count_and_the_loop_stops_at_nought(driver: Driver) -> None:
    sounds = driver.app.sounds
    assert sounds is not None
    driver.step(1)
    assert not sounds.silent
    assert sounds._made["click"].get_num_channels() == 0
    assert sounds._made[CALM].get_num_channels() == 1
    driver.app._apply(Settings(sound_volume=0, music_volume=0))
    driver.step(1)
    assert sounds.volumes == (0, 0)


def test_without_a_device_there_is_one_notice_and_no_exception(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise pygame.error("no such audio device")

    monkeypatch.setattr(pygame.mixer, "init", fail)
    shell = shell_of_player(7, tmp_path, threaded=False)
    app = App(Campaign(Session.new(load_scenario("first_posting"), "ken", 37), shell), Settings(), Size(1280, 720),
              tmp_path)  # fmt: skip
    app.sounds = Sounds()
    driver = Driver(app)
    driver.click("plan.open.training")
    assert texts(app).count("no such audio device") == 1
    driver.step(10)
    assert "no such audio device" not in texts(app)
    app.close()


def test_a_missing_file_is_told_and_the_others_are_heard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told: list[str] = []
    monkeypatch.setattr(module, "spoilt", lambda name, error: told.append(name))
    monkeypatch.setattr(module, "asset_path", lambda name: tmp_path / name if "turn" in name else asset_path(name))
    sounds = Sounds()
    assert sounds.start() == ""
    assert told == ["sounds/turn.wav"]
    assert set(sounds._made) == set(NAMES) - {"turn"}
    sounds._play("turn")
    sounds.close()
