"""A fault in the game: saved under its own name, reported, told on a plain screen, and offered at the next start."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = "dummy"

from support.screens import texts

from game.content.files import saves
from game.content.reading.load import load_scenario
from game.ui import crash
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.guarded import Guarded, offer
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign, enter
from game.ui.screens.front.crossroads import Crossroads
from game.ui.screens.front.open_game import shell_of_player, title
from game.ui.screens.front.saves import SavedGames
from game.ui.screens.front.shell import Shell
from game.ui.screens.front.title import Title
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size

FAULT = "the sum of the parts is 3\nand not 4"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return shell_of_player(7, tmp_path, threaded=False)


@pytest.fixture
def session(shell: Shell) -> Session:
    """A campaign with an automatic save behind it and an order planned."""
    made = Session.new(load_scenario("first_posting"), "ken", 7)
    made.folder = shell.saves
    while made.turn < 1:
        made.end_turn()
    made.add(made.order("training", "officers"))
    return made


@pytest.fixture
def app(session: Session, shell: Shell, tmp_path: Path) -> Iterator[Guarded]:
    made = Guarded(enter(session, shell), shell, Settings(scale=1.0), Size(1280, 720), tmp_path)
    yield made
    made.close()


@pytest.fixture
def fault(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert session.turn == 1  # from here on

    def step(*_given: object) -> object:
        raise ArithmeticError(FAULT)

    monkeypatch.setattr("game.ui.play.session.step", step)


@pytest.mark.usefixtures("fault")
def test_a_fault_in_a_turn_loses_nothing(app: Guarded, session: Session, shell: Shell, tmp_path: Path) -> None:
    autosaves = {path: path.read_bytes() for path in shell.saves.iterdir()}
    assert autosaves
    before = (session.state, session.plan, list(session.log), list(session.news))
    driver = Driver(app)
    driver.key("ctrl+return")
    assert isinstance(app.top.scene, Crossroads)
    assert (session.state, session.plan, session.log, session.news) == before  # the turn has not begun
    assert {path: path.read_bytes() for path in autosaves} == autosaves
    (emergency,) = shell.saves.glob(f"{saves.EMERGENCY_PREFIX}*")
    assert Session.load(emergency).plan == before[1]
    (report,) = (tmp_path / crash.REPORTS).iterdir()
    words = report.read_text(encoding="utf-8")
    assert all(part in words for part in (FAULT, "Traceback", "first_posting", "seat ken", "screens: ", "officers"))
    said = texts(app)
    assert emergency.name in said
    assert report.name in said
    assert "ArithmeticError: the sum of the parts is 3" in said
    assert not audit(app.top.scene.view(app.size, app.look), app.size, app.look)
    driver.click("go_on")
    assert isinstance(app.top.scene, Campaign)
    assert app.session is not None
    assert app.session.plan == before[1]
    assert offer(shell, tmp_path) is None  # it was answered


@pytest.mark.usefixtures("fault")
@pytest.mark.parametrize("language", ["en", "ar", "en_XA"])
def test_the_next_start_offers_what_was_saved(app: Guarded, shell: Shell, tmp_path: Path, language: str) -> None:
    Driver(app).key("ctrl+return")
    scene = offer(shell, tmp_path)
    assert scene is not None
    again = Guarded(scene, shell, Settings(scale=1.0, language=language), Size(960, 600), tmp_path)
    assert not audit(scene.view(again.size, again.look), again.size, again.look)
    driver = Driver(again)
    driver.click("title")
    assert isinstance(again.top.scene, Title)
    again.close()
    assert offer(shell, tmp_path) is None


@pytest.mark.usefixtures("fault")
def test_a_fault_and_a_full_disk_end_in_the_plain_screen_too(
    app: Guarded, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    before = sorted(shell.saves.iterdir())
    driver = Driver(app)
    driver.key("ctrl+return")
    said = texts(app)
    assert "No space left on device" in said
    assert before[-1].name in said  # the newest save there is
    assert sorted(shell.saves.iterdir()) == before
    assert "Traceback" not in capsys.readouterr().err
    driver.click("go_on")
    assert isinstance(app.top.scene, Campaign)


def test_a_fault_where_no_campaign_is_open(shell: Shell, tmp_path: Path) -> None:
    app = Guarded(title(shell), shell, Settings(scale=1.0), Size(1280, 720), tmp_path)
    app.top.scene.poll = lambda now: 1 / 0  # type: ignore[assignment]
    driver = Driver(app)
    assert isinstance(app.top.scene, Crossroads)
    assert "No campaign was open" in texts(app)
    assert "go_on" not in driver.ids()
    driver.click("title")
    assert isinstance(app.top.scene, Title)
    app.close()


def test_a_scene_that_cannot_even_be_left_is_left(shell: Shell, session: Session, tmp_path: Path) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError("stuck")

    app = Guarded(enter(session, shell), shell, Settings(scale=1.0), Size(1280, 720), tmp_path)
    app.top.scene.leave = fail  # type: ignore[method-assign]
    app.top.scene.poll = fail  # type: ignore[method-assign]
    Driver(app)
    (report,) = (tmp_path / crash.REPORTS).iterdir()
    assert "and on leaving Campaign: RuntimeError: stuck" in report.read_text(encoding="utf-8")
    assert isinstance(app.top.scene, Crossroads)
    app.close()


def test_a_way_on_that_fails_leaves_the_others(app: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = Driver(app)
    monkeypatch.setattr("game.ui.play.session.Session.end_turn", lambda session: 1 / 0)
    driver.key("ctrl+return")
    monkeypatch.setattr("game.ui.screens.front.open_game.enter", lambda *given: 1 / 0)
    driver.click("go_on")
    assert isinstance(app.top.scene, Crossroads)
    driver.click("title")
    assert isinstance(app.top.scene, Title)


def test_a_fault_in_the_plain_screen_ends_the_game_with_one_line(
    app: Guarded, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError("no fonts")

    monkeypatch.setattr("game.ui.painting.painter.Painter.paint", fail)
    assert app.play() == 1
    assert capsys.readouterr().err == "army-diplomacy: internal error (RuntimeError: no fonts)\n"


@pytest.mark.parametrize(
    "content",
    [b"", b"rubbish", b"[]", b'{"save": 3}', b'{"save": "../../etc/passwd"}', b'{"other": ""}', b"[" * 9999, b"\xff"],
)
def test_a_word_of_nonsense_is_no_offer(shell: Shell, tmp_path: Path, content: bytes) -> None:
    (tmp_path / crash.MARKER).write_bytes(content)
    assert offer(shell, tmp_path) is None
    assert not (tmp_path / crash.MARKER).exists()


def test_a_damaged_save_is_answered_with_the_newest_good_one(app: Guarded, session: Session, shell: Shell) -> None:
    good, bad = shell.saves / "good.save", shell.saves / "bad.save"
    session.save(good)
    session.save(bad)
    bad.write_bytes(bad.read_bytes()[:-1])
    app._change(shell.load(bad, shell))
    assert isinstance(app.top.scene, Crossroads)
    assert "bad.save: is damaged" in texts(app)
    assert not audit(app.top.scene.view(app.size, app.look), app.size, app.look)
    driver = Driver(app)
    driver.key("escape")
    assert isinstance(app.top.scene, Campaign)
    app._change(shell.load(bad, shell))
    driver.step()
    driver.click("other")
    assert isinstance(app.top.scene, Campaign)
    assert app.session is not session


def test_reports_and_emergency_saves_do_not_pile_up(session: Session, shell: Shell, tmp_path: Path) -> None:
    for _ in range(crash.EMERGENCIES_KEPT + 3):
        broken = crash.rescue(session, shell.saves)
        assert broken.save
        crash.report(ValueError("x"), ["Campaign"], None, tmp_path)
    assert len(list(shell.saves.glob(f"{saves.EMERGENCY_PREFIX}*"))) == crash.EMERGENCIES_KEPT
    assert len(list((tmp_path / crash.REPORTS).iterdir())) == crash.REPORTS_KEPT
    assert (shell.saves / broken.save).exists()


def test_the_list_of_saves_survives_impossible_times(app: Guarded, session: Session, shell: Shell) -> None:
    for number, stamp in enumerate((0, -1e9, 4e9, 1e11, 8e15)):
        path = shell.saves / f"{number}.save"
        session.save(path)
        os.utime(path, (stamp, stamp))
    driver = Driver(app)
    app._change(shell.load(shell.saves / "0.save", shell))
    scene = SavedGames(shell)
    assert scene.view(app.size, app.look)
    driver.step()
