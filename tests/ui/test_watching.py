"""Replay files in the game: watched from the first turn to the last, branched from, and refused when they are bad."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest
from support.screens import texts

from game import cli
from game.content.files import replays, saves
from game.content.files.replays import Record
from game.content.files.replays import Replay as Game
from game.content.files.saves import SaveError
from game.content.reading.load import load_scenario
from game.sim.replaying import played_by, verify
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.guarded import Guarded
from game.ui.play.session import Session
from game.ui.play.watching import watch
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.front.saves import SavedGames
from game.ui.screens.records.doors import NAMES, record
from game.ui.screens.records.replay import Replay
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size

SEED, TURNS = 11, 3
LARGE = Size(1280, 720)
LOOKS = [(Size(960, 600), "en"), (Size(1280, 720), "en_XA"), (Size(960, 600), "ar_XB")]


@pytest.fixture(scope="module")
def played() -> Game:
    """A world of a simulation under rules of its own, with a seat for another policy."""
    scenario = load_scenario("first_posting")
    return played_by(scenario, SEED, world=5, turns=TURNS, seats={"uga": "passive"}, rules={"tempo": 800})


@pytest.fixture
def path(played: Game, tmp_path: Path) -> Path:
    folder = tmp_path / "saves"
    folder.mkdir()
    replays.write(folder / "theirs.replay", played)
    return folder / "theirs.replay"


def opened(path: Path, name: str = "replay", size: Size = LARGE, language: str = "en") -> Driver:
    shell = shell_of_player(1, path.parents[1], threaded=False)
    return Driver(App(record(watch(path), shell, name), Settings(scale=1.0, language=language), size, path.parents[1]))


def finish(driver: Driver) -> None:
    for _frame in range(TURNS + 2):
        driver.step()


def said(app: App) -> str:
    return "\n".join([texts(app), *(text for text, _kind, _until in app._notices)])


def test_what_is_watched_is_the_game_as_it_was(played: Game, path: Path) -> None:
    session = watch(path)
    while not session.chronicle.whole(session):
        session.chronicle.catch_up(session)
    assert {2 * turn: one.digest for turn, one in session.chronicle.moments.items()} == {
        step: digest for step, digest in played.record.digests.items() if step % 2 == 0
    }
    assert len(session.history) == TURNS + 1
    assert not session.chronicle.warning()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_every_record_of_a_replay_can_be_opened(path: Path, name: str, size: Size, language: str) -> None:
    driver = opened(path, name, size, language)
    finish(driver)
    assert audit(driver.app.top.scene.view(driver.app.size, driver.app.look), driver.app.size, driver.app.look) == []
    driver.app.close()


def test_a_branch_of_a_replay_goes_on_under_its_rules(played: Game, path: Path) -> None:
    driver = opened(path)
    finish(driver)
    scene = driver.app.top.scene
    assert isinstance(scene, Replay)
    scene.turn = TURNS - 1
    driver.step()
    driver.click("branch")
    driver.click("yes" if "yes" in driver.ids() else "ok")
    campaign = driver.app.top.scene
    assert isinstance(campaign, Campaign)
    assert campaign.session.state.digests()[0] == played.record.digests[2 * TURNS - 2]
    assert campaign.session.setting.rules.tempo == 800
    campaign.session.end_turn()
    campaign.session.save(path.with_suffix(".save"))
    assert verify(replays.read(path.with_suffix(".save"))).difference is None
    assert not list(path.parent.glob("*trunk*"))  # what was watched is no campaign of the player's
    driver.app.close()


def test_a_replay_under_other_rules_is_shown_with_a_warning(played: Game, path: Path) -> None:
    digests = {step: digest if step < 4 else "0" * 64 for step, digest in played.record.digests.items()}
    record_then = Record(digests, played.record.prints, played.record.orders)
    other = replace(played, fingerprint="0" * 64, record=record_then, keys={})
    replays.write(path, other)
    driver = opened(path)
    assert "Played under other rules than those of today." in watch(path).chronicle.warning()
    finish(driver)
    year, quarter = played.setting.quarter_of(1)
    assert f"from {year} Q{quarter} on it comes out otherwise" in said(driver.app)
    driver.app.close()


def test_a_policy_of_old_is_no_obstacle_where_orders_are_known(played: Game, path: Path) -> None:
    replays.write(path, replace(played, policy="of_old"))
    assert watch(path).nation == "ken"
    del (orders := dict(played.record.orders))[2]
    gap = Record(played.record.digests, played.record.prints, orders)
    replays.write(path, replace(played, policy="of_old", record=gap))
    with pytest.raises(SaveError, match=r"theirs\.replay: can't be played again"):
        watch(path)


def test_the_list_of_saves_offers_replays(path: Path, tmp_path: Path) -> None:
    session = Session.new(load_scenario("first_posting"), "ken", SEED)
    session.save(path.with_name("mine.save"))
    shell = shell_of_player(1, tmp_path, threaded=False)
    app = Guarded(SavedGames(shell), shell, Settings(scale=1.0), Size(1280, 720), tmp_path)
    driver = Driver(app)
    scene = app.top.scene
    assert isinstance(scene, SavedGames)
    assert [entry.path.name for entry in scene.entries] == ["mine.save", "theirs.replay"]
    scene.selected = path
    driver.step()
    driver.click("load")
    assert isinstance(app.top.scene, Replay)
    assert app.session is None  # an end of the game saves nothing
    driver.key("escape")
    assert app.top.scene is scene
    assert [entry.path.name for entry in SavedGames(shell, session).entries] == ["mine.save"]
    app.close()


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut": (lambda content: content[:-9], "is damaged (its checksum does not match)"),
    "newer": (lambda content: content.replace(b" 2\n", b" 99\n", 1), "was written by a newer version of the game"),
    "foreign": (lambda content: b"GIF89a" + content, "is not a saved game or replay"),
}


@pytest.mark.parametrize("how", DAMAGES)
def test_a_bad_replay_is_refused_by_name(how: str, path: Path, tmp_path: Path) -> None:
    change, words = DAMAGES[how]
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(SaveError, match=r"^theirs\.replay: ") as refused:
        watch(path)
    assert words in str(refused.value)
    shell = shell_of_player(1, tmp_path, threaded=False)
    app = Guarded(SavedGames(shell), shell, Settings(scale=1.0), Size(1280, 720), tmp_path)
    app._change(shell.load(path, shell))
    assert words in said(app)
    assert isinstance(app.top.scene, SavedGames)
    app.close()


def test_the_command_opens_a_replay(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shown = []

    def play(app: Guarded) -> int:
        shown.append(app.top.scene)
        app.close()
        return 0

    monkeypatch.setenv("ARMY_DIPLOMACY_HOME", str(tmp_path))
    monkeypatch.setattr(Guarded, "play", play)
    assert cli.main(["play", "--replay", str(path), "--nation", "uga"]) == 0
    (scene,) = shown
    assert isinstance(scene, Replay)
    assert scene.session.nation == "uga"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--replay", "nowhere.replay"], "nowhere.replay: could not be read"), (["--nation", "xyz"], "has no nation")],
)
def test_the_command_refuses_in_one_line(
    path: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["play", "--replay", str(path), *arguments])
    err = capsys.readouterr().err
    assert code == cli.BAD_SAVE
    assert words in err
    assert err.count("\n") == 1


def test_a_save_is_watched_from_its_beginning(tmp_path: Path) -> None:
    session = Session.new(load_scenario("first_posting"), "ken", SEED)
    session.add(session.order("training", "officers"))
    while session.turn < 2:
        session.end_turn()
    session.save(tmp_path / f"game{saves.SUFFIX}")
    watched = watch(tmp_path / f"game{saves.SUFFIX}")
    assert watched.turn == 0
    while not watched.chronicle.whole(watched):
        watched.chronicle.catch_up(watched)
    assert watched.state.digests() == session.state.digests()
    assert watched.log == session.log
