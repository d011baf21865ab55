"""Several players at one machine: a curtain between them, one step for all, and a save that brings everybody back."""

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.content.files import replays
from game.content.reading.load import load_scenario
from game.sim.replaying import verify
from game.sim.review.turning import reviews
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.hot_seat import Players
from game.ui.play.session import Session
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.front.picker import Picker
from game.ui.screens.front.shell import Shell
from game.ui.screens.shared.hot_seat import Curtain, Desk, shared
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size

SEED, SIZE = 11, Size(960, 600)


@pytest.fixture
def players() -> Players:
    return Players.new(load_scenario("first_posting"), ["ken", "uga", "eth"], SEED)


def play_turn(players: Players) -> None:
    turn = players.seats[0].turn
    while not players.over and players.seats[0].turn == turn:
        assert players.current is not None
        players.current.end_turn()


def test_nobody_moves_on_before_all_are_done(players: Players) -> None:
    seats = players.seats
    for seat in seats:
        assert players.current is seat
        assert seat.state.step == 0
        assert seat.add(seat.order("training", "officers")) is None
        seat.end_turn()
    assert {seat.state.step for seat in seats} <= {1, 2}
    assert len({seat.state.digests()[0] for seat in seats}) == 1
    for seat in seats:
        assert [order.nation for _step, order in seat.log] == [seat.nation]


def test_it_is_the_game_that_the_orders_give(players: Players, tmp_path: Path) -> None:
    for seat in players.seats:
        seat.add(seat.order("training", "readiness"))
    while not players.over:
        play_turn(players)
    path = tmp_path / "game.save"
    players.seats[1].save(path)
    verdict = verify(replays.read(path))
    assert verdict.difference is None
    assert verdict.compared == players.seats[0].state.step + 1


def test_a_player_alone_plays_the_same_as_without_the_table() -> None:
    scenario = load_scenario("first_posting")
    table = Players.new(scenario, ["ken", "uga"], SEED)
    alone = Session.new(scenario, "ken", SEED)
    assert table.seats[0].state.digests() == alone.state.digests()
    with pytest.raises(ValueError, match="2 to 6"):
        Players.new(scenario, ["ken"], SEED)
    with pytest.raises(ValueError, match="different"):
        Players.new(scenario, ["ken", "ken"], SEED)


def test_a_save_brings_everybody_back(players: Players, tmp_path: Path) -> None:
    players.seats[0].add(players.seats[0].order("attache", "open", "uga"))
    for _ in range(3):
        play_turn(players)
    path = tmp_path / "game.save"
    players.seats[0].save(path)
    again = Players.of(Session.load(path))
    for one, other in zip(players.seats, again.seats, strict=True):
        assert one.nation == other.nation
        assert one.state.digests() == other.state.digests()
        assert (one.history, one.log, one.tally, one.news) == (other.history, other.log, other.tally, other.news)
    play_turn(players)
    play_turn(again)
    assert players.seats[2].state.digests() == again.seats[2].state.digests()


def test_a_step_that_breaks_off_leaves_everything_as_it_was(players: Players, monkeypatch: pytest.MonkeyPatch) -> None:
    for seat in players.seats[:-1]:
        seat.end_turn()
    last = players.seats[-1]

    def broken(*given: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("game.ui.play.hot_seat.step", broken)
    with pytest.raises(RuntimeError):
        last.end_turn()
    monkeypatch.undo()
    assert players.current is last
    assert all(seat.state.step == 0 for seat in players.seats)
    last.end_turn()
    assert players.seats[0].state.step > 0


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return shell_of_player(SEED, tmp_path, threaded=False)


@pytest.fixture
def app(shell: Shell, tmp_path: Path) -> Iterator[App]:
    scene = Picker(load_scenario("first_posting"), shell)
    made = App(scene, Settings(reduced_motion=True), SIZE, tmp_path)
    yield made
    made.close()


def test_the_curtain_falls_between_the_players(app: App, shell: Shell) -> None:
    hand = Driver(app)
    hand.click("together")
    hand.click("tabs")
    scene = app.top.scene
    assert isinstance(scene, Picker)
    scene.selected = "uga"
    hand.step()
    hand.click("together")
    assert scene.players[-1] == "uga"
    hand.click("begin")
    curtain = app.top.scene
    assert isinstance(curtain, Curtain)
    assert audit(curtain.view(SIZE, app.look), SIZE, app.look) == []
    first = curtain.table.seats[0]
    hand.click("sit_down")
    desk = app.top.scene
    assert isinstance(desk, Desk)
    assert desk.session is first
    hand.key("ctrl+return")
    assert isinstance(app.top.scene, Curtain)
    hand.click("sit_down")
    other = app.top.scene
    assert isinstance(other, Desk)
    assert other.session is curtain.table.seats[1]
    hand.key("ctrl+return")
    assert first.state.step > 0
    while not curtain.table.over:
        play_turn(curtain.table)
    assert len(list(shell.saves.glob("autosave-*"))) > 0
    hand.step()
    assert audit(app.top.scene.view(SIZE, app.look), SIZE, app.look) == []


def test_a_saved_table_opens_at_the_curtain(players: Players, shell: Shell, tmp_path: Path) -> None:
    play_turn(players)
    path = tmp_path / "game.save"
    players.seats[0].save(path)
    assert isinstance(shared(Session.load(path), path, shell), Curtain)
    alone = Session.new(load_scenario("first_posting"), "ken", SEED)
    assert shared(alone, path, shell) is None


def test_looking_back_keeps_what_the_other_players_ordered(players: Players, tmp_path: Path) -> None:
    for seat in players.seats:
        assert seat.add(seat.order("training", "officers")) is None
    while not players.over:
        play_turn(players)
    path = tmp_path / "game.save"
    players.seats[0].save(path)
    read = replays.read(path)
    assert read.players == ("ken", "uga", "eth")
    review = [one for one in reviews(read) if one is not None][-1]
    assert review.faithful
    assert review.index == players.seats[0].final().total
    assert not [one for one in reviews(dataclasses.replace(read, players=())) if one is not None][-1].faithful
