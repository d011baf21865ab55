"""What if, turning points at the end, and the written report, played with mouse and keyboard."""

import os
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.content.reading.load import load_scenario
from game.sim.classroom.assignment import read_assignment
from game.sim.classroom.checking import SOUND, UNFINISHED, check
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.handing_in import begun
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.browser import Browser
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.front.shell import Shell
from game.ui.screens.records.doors import record
from game.ui.screens.records.final import Final
from game.ui.screens.review.what_if import WhatIf
from game.ui.screens.review.writing import Writing
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.scene import Scene

PLANS = {
    0: (("attache", "open", "uga"), ("training", "officers")),
    2: (("drill", "field", "uga", 0, 1),),
    4: (("agreement", "military_aid", "uga", 1), ("training", "readiness")),
}
PATIENCE = 400
SMALL, USUAL = Size(960, 600), Size(1280, 720)


@pytest.fixture(scope="module")
def session() -> Session:
    made = Session.new(load_scenario("first_posting"), "ken", 11)
    while not made.over:
        for order in PLANS.get(made.state.step, ()):
            assert made.add(made.order(*order)) is None
        made.end_turn()
    return made


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return shell_of_player(7, tmp_path, threaded=False)


def shown(scene: Scene, folder: Path, language: str = "en", size: Size = SMALL) -> tuple[App, Driver]:
    app = App(scene, Settings(language=language, reduced_motion=True), size, folder)
    return app, Driver(app)


@pytest.mark.parametrize("language", ["en", "ar_XB"])
def test_the_end_shows_what_counted(session: Session, shell: Shell, tmp_path: Path, language: str) -> None:
    final = Final(session, shell)
    app, hand = shown(final, tmp_path, language, USUAL)
    try:
        for _ in range(PATIENCE):
            hand.step(0.05)
            if final.review is not None and final.review.share == 1:
                break
        assert final.review is not None
        assert final.review.index == session.final().total
        counted = [one for one in final.review.turnings if one.gain]
        assert counted
        hand.find("turning.0")
        assert audit(final.view(USUAL, app.look), USUAL, app.look) == []
    finally:
        app.close()


@pytest.mark.parametrize("language", ["en", "ar_XB"])
def test_the_replay_asks_what_if(session: Session, shell: Shell, tmp_path: Path, language: str) -> None:
    replay = record(session, shell, "replay")
    replay.turn = 2
    app, hand = shown(replay, tmp_path, language)
    try:
        hand.click("what_if")
        asked = app.top.scene
        assert isinstance(asked, WhatIf)
        assert [one.order.instrument for _step, one in asked.given] == ["agreement", "training"]
        table = hand.rect("orders")
        hand.click_at(table.x + table.width // 2, table.y + 12)
        for _ in range(PATIENCE):
            hand.step(0.05)
            if asked.answer is not None and len(asked.answer.others) == asked.answer.wanted:
                break
        assert asked.answer is not None
        assert asked.answer.before.total == session.final().total
        assert audit(asked.view(SMALL, app.look), SMALL, app.look) == []
        hand.key("escape")
        assert app.top.scene is replay
    finally:
        app.close()


def test_the_report_is_written_into_the_players_folder(
    session: Session, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.ui.screens.review.writing.WORLDS", 4)
    kept = shell.saves.parent / "worlds"
    writing = Writing(session, shell)
    app, hand = shown(writing, tmp_path)
    try:
        for _ in range(PATIENCE):
            hand.step(0.05)
            if writing.done or writing.trouble:
                break
        assert writing.done, writing.trouble
        assert audit(writing.view(SMALL, app.look), SMALL, app.look) == []
        page = writing.path.read_text(encoding="utf-8")
        assert f"{session.final().total / 10:.1f}" in page
        assert list(kept.glob("*.npy")), "other worlds are kept for the next time"
    finally:
        app.close()


def test_a_finished_campaign_is_kept_to_be_handed_in(session: Session, shell: Shell) -> None:
    for _ in range(2):
        Final(session, shell).leave()
    (path,) = (shell.saves.parent / "finished").glob("*.replay")
    checked = check(path, None)
    assert (checked.verdict, checked.total) == (SOUND, session.final().total)


def test_an_assignment_is_the_game_that_was_set(tmp_path: Path) -> None:
    path = tmp_path / "week.toml"
    path.write_text('assignment = "A week"\nscenario = "first_posting"\nseat = "uga"\nseeds = [5, 6]\n'
                    "[rules]\ntempo = 900\n", encoding="utf-8")  # fmt: skip
    assignment = read_assignment(path)
    begun_one = begun(assignment)
    assert (begun_one.nation, begun_one.seed, begun_one.setting.rules.tempo) == ("uga", 5, 900)
    game = tmp_path / "game.save"
    begun_one.save(game)
    assert check(game, assignment).verdict == UNFINISHED
    with pytest.raises(KeyError, match="5, 6"):
        begun(assignment, 7)


def test_the_browser_offers_an_assignment(shell: Shell, tmp_path: Path) -> None:
    folder = shell.saves.parent / "scenarios"
    folder.mkdir(parents=True)
    text = 'assignment = "A week"\nscenario = "first_posting"\nseat = "uga"\nseeds = [5, 6]\n'
    (folder / "week.toml").write_text(text, encoding="utf-8")
    (folder / "bad.toml").write_text(text.replace("uga", "nobody"), encoding="utf-8")
    browser = Browser(shell)
    app, hand = shown(browser, tmp_path, size=USUAL)
    try:
        hand.click(f"scenario.{folder / 'bad.toml'}")
        assert audit(browser.view(USUAL, app.look), USUAL, app.look) == []
        hand.click(f"scenario.{folder / 'week.toml'}")
        hand.click("choose_nation")
        scene = app.top.scene
        assert isinstance(scene, Campaign)
        assert (scene.session.nation, scene.session.seed) == ("uga", 5)
    finally:
        app.close()
