"""A replay is the game as it was, with or without fog, and a branch goes on from there as the game itself would."""

import os
from dataclasses import replace
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import numpy as np
import pytest

from game.content.reading.load import load_scenario
from game.core.alliances import alliances
from game.core.observe import observe, quantities
from game.core.vocabulary import TRUST
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.branch import Witness, at_turn
from game.ui.play.chronicle import revealed
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.game_menu import GameMenu
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.records.doors import NAMES, record
from game.ui.screens.records.replay import Replay
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size

TURNS = 4
LOOKS = [(Size(960, 600), "en"), (Size(1280, 720), "en_XA"), (Size(1920, 1080), "en"), (Size(960, 600), "ar_XB")]


def fresh() -> Session:
    return Session.new(load_scenario("first_posting"), "ken", 7)


def play_until(session: Session, turn: int) -> None:
    while not session.over and (session.turn < turn or not session.planning):
        session.end_turn()


@pytest.fixture(scope="module")
def played() -> Session:
    session = fresh()
    play_until(session, 2)
    assert session.add(session.order("training", "readiness")) is None
    play_until(session, TURNS)
    return session


def opened(session: Session, folder: Path, name: str = "replay") -> tuple[App, Driver]:
    shell = shell_of_player(1, folder, threaded=False)
    app = App(record(session, shell, name), Settings(scale=1.0), Size(1280, 720), folder)
    return app, Driver(app)


def replay_of(app: App) -> Replay:
    assert isinstance(app.top.scene, Replay)
    return app.top.scene


def test_an_earlier_turn_is_as_it_was() -> None:
    session = fresh()
    states, news = {}, {}
    for turn in range(TURNS):
        play_until(session, turn)
        states[turn] = session.state.digests()[0]
        news[turn] = [one for one in session.news if one.kind != "refused"]
        texts = [dispatch.title for dispatch in session.dispatches]
        then = at_turn(session, turn)
        assert then.state.digests()[0] == states[turn]
        assert [dispatch.title for dispatch in then.dispatches] == texts
    for turn, digest in states.items():
        then = at_turn(session, turn)
        assert then.state.digests()[0] == digest
        assert [one for one in then.news if one.kind != "refused"] == news[turn]
        assert then.history == session.history[: turn + 1]


def test_a_loaded_game_plays_its_past_again(played: Session, tmp_path: Path) -> None:
    played.save(tmp_path / "game.save")
    loaded = Session.load(tmp_path / "game.save")
    assert sorted(loaded.chronicle.moments) == [TURNS]
    app, driver = opened(loaded, tmp_path)
    for _frame in range(TURNS + 2):
        driver.step()
    app.close()
    assert not loaded.chronicle.torn
    assert sorted(loaded.chronicle.moments) == list(range(TURNS + 1))
    for turn, moment in loaded.chronicle.moments.items():
        assert moment.digest == played.chronicle.moments[turn].digest
        assert (moment.ties == played.chronicle.moments[turn].ties).all()


@pytest.mark.parametrize("name", NAMES)
def test_a_past_under_other_rules_is_not_made_up(name: str, played: Session, tmp_path: Path) -> None:
    played.save(tmp_path / "game.save")
    loaded = Session.load(tmp_path / "game.save")
    loaded.record.digests[2] = "0" * 64
    app, driver = opened(loaded, tmp_path, name)
    for _frame in range(TURNS + 2):
        driver.step()
    assert loaded.chronicle.torn
    assert sorted(loaded.chronicle.moments) == [TURNS]
    assert audit(app.top.scene.view(app.size, app.look), app.size, app.look) == []
    app.close()


def test_the_fog_is_lifted_from_everything_and_nothing_else_changes(played: Session) -> None:
    state, setting = played.state, played.setting
    seen = observe(revealed(state, setting), setting)
    assert (seen.estimate[0, :, :, :TRUST] == quantities(state)[0][None]).all()
    others = ~np.eye(setting.n, dtype=bool)
    assert (seen.estimate[0, :, :, TRUST][others] == state.trust[0].T[others]).all()
    assert not seen.error.any()
    same = replace(revealed(state, setting), estimate=state.estimate, spread=state.spread, seen=state.seen)
    assert same.digests() == state.digests()


def test_a_witness_knows_the_truth(played: Session) -> None:
    witness = Witness.of(played)
    assert witness.index().total == played.final().total
    other = (played.seat + 1) % played.setting.n
    assert (witness.strength(other) == alliances(played.state, played.setting).strength[0, other]).all()


def test_the_past_keeps_to_what_was_known_until_asked(played: Session, tmp_path: Path) -> None:
    app, driver = opened(played, tmp_path)
    assert not replay_of(app).lifted
    driver.click("fog")
    assert app.top.scene is not app.stack[0].scene, "it asks first"
    driver.key("escape")
    assert not replay_of(app).lifted
    driver.click("fog")
    driver.click("yes")
    assert replay_of(app).lifted
    app.close()


def test_the_slider_and_the_play_button_move_through_the_turns(played: Session, tmp_path: Path) -> None:
    app, driver = opened(played, tmp_path)
    scene = replay_of(app)
    slider = driver.rect("turn")
    driver.click_at(slider.x + 3, slider.center[1])
    assert scene.turn == 0
    assert scene.then.turn == 0
    driver.click("play")
    for _beat in range(2 * TURNS):
        driver.step(1.0)
    assert scene.turn == TURNS
    assert not scene.playing
    app.close()


def test_a_branch_goes_on_as_the_game_would_have(played: Session) -> None:
    branch = at_turn(played, 2)
    given = [order for step, order in played.log if step == 4]
    assert given
    for order in given:
        assert branch.add(order) is None
    play_until(branch, TURNS)
    assert branch.state.digests() == played.state.digests()
    assert branch.history == played.history
    assert branch.log == played.log


def test_branching_saves_the_trunk_and_opens_the_branch(played: Session, tmp_path: Path) -> None:
    app, driver = opened(played, tmp_path)
    replay_of(app).turn = 1
    driver.app.perform([driver.find("branch").item.command])
    driver.click("yes")
    scene = app.top.scene
    assert isinstance(scene, Campaign)
    assert scene.session.turn == 1
    assert len(app.stack) == 1
    trunk = next((tmp_path / "saves").glob("*trunk*.save"))
    assert Session.load(trunk).state.digests() == played.state.digests()
    app.close()


def test_the_present_is_no_place_to_branch(played: Session, tmp_path: Path) -> None:
    app, driver = opened(played, tmp_path)
    assert not driver.find("branch").item.enabled
    app.close()


@pytest.mark.parametrize(("size", "language"), LOOKS)
@pytest.mark.parametrize("lifted", [False, True])
def test_a_replay_has_no_faults(played: Session, lifted: bool, size: Size, language: str, tmp_path: Path) -> None:
    scene = record(played, shell_of_player(1, tmp_path, threaded=False), "replay")
    assert isinstance(scene, Replay)
    scene.turn, scene.lifted, scene.lens = 2, lifted, "stability"
    app = App(scene, Settings(scale=1.0, language=language), size, tmp_path)
    Driver(app).step()
    findings = audit(scene.view(app.size, app.look), app.size, app.look)
    app.close()
    assert findings == []


def test_the_campaign_leads_there_by_key_button_menu_and_palette(played: Session, tmp_path: Path) -> None:
    shell = shell_of_player(1, tmp_path, threaded=False)
    app = App(Campaign(played, shell), Settings(scale=1.0), Size(1280, 720), tmp_path)
    driver = Driver(app)
    for key, name in (("f9", "charts"), ("shift+f9", "network"), ("ctrl+f9", "replay"), ("shift+f4", "compare")):
        if key == "f9":
            driver.click("charts")
            driver.key("escape")
        driver.key(key)
        assert getattr(app.top.scene, "name", "") == name
        driver.key("escape")
    driver.key("ctrl+k")
    driver.type("alliance net")
    driver.key("return")
    assert getattr(app.top.scene, "name", "") == "network"
    driver.key("escape")
    driver.click("menu")
    assert isinstance(app.top.scene, GameMenu)
    driver.click("charts")
    assert getattr(app.top.scene, "name", "") == "charts"
    app.close()
