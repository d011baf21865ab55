"""The desktop game by mouse and keyboard: from launch to the first ended turn, and a whole campaign to its score."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.map.lenses import LENSES
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.open_game import shell_of_player, title
from game.ui.screens.front.title import Title
from game.ui.screens.records.final import Final
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size

SEED = 7
MOST_ACTIONS = 8
HUB = Size(1280, 720)


class Player:
    """Somebody at the game: every action is a click or a key, and is counted."""

    def __init__(self, folder: Path, size: Size = HUB, language: str = "en") -> None:
        shell = shell_of_player(SEED, folder, threaded=False)
        self.app = App(title(shell), Settings(language=language, reduced_motion=True), size, folder)
        self.driver = Driver(self.app)
        self.actions: list[str] = []

    def click(self, identity: str) -> None:
        self.actions.append(f"click {identity}")
        self.driver.click(identity)

    def key(self, name: str) -> None:
        self.actions.append(f"key {name}")
        self.driver.key(name)

    @property
    def scene(self) -> object:
        return self.app.top.scene

    @property
    def session(self) -> Session:
        assert isinstance(self.scene, Campaign)
        return self.scene.session

    def sees(self, start: str) -> list[str]:
        """Ids on the screen that begin like that and can be used."""
        found = [identity for identity in self.driver.ids() if identity.startswith(start)]
        return [one for one in found if getattr(self.driver.find(one).item, "enabled", True)]

    def begin(self) -> None:
        for identity in ("new", "choose_nation", "begin"):
            self.click(identity)


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Player]:
    made = Player(tmp_path)
    yield made
    made.app.close()


def test_a_newcomer_ends_the_first_turn_in_few_actions(player: Player) -> None:
    assert isinstance(player.scene, Title)
    player.begin()
    player.click("plan.open.training")
    player.click("yes")
    assert len(player.session.plan) == 1
    player.click("end_turn")
    if not player.session.planning:
        player.click("end_turn")
    assert player.session.turn == 1
    assert len(player.actions) <= MOST_ACTIONS


def test_the_first_turn_needs_no_mouse(player: Player) -> None:
    player.key("tab")
    player.key("return")  # the first of the choices: a new campaign
    for _way in ("the scenario", "the nation", "the turn"):
        player.key("ctrl+return")
    while not player.session.planning:
        player.key("ctrl+return")
    assert player.session.turn == 1
    assert len(player.actions) <= MOST_ACTIONS


def plan(player: Player) -> None:
    """Orders as a busy player gives them: help when in need, else by turns training, an agreement, a drill, a post."""
    session = player.session
    if any(crisis.own for crisis in session.crises()):
        ask(player)
    wanted = ("agreement", "drill", "attache", "training")[session.turn // 2 % 4]
    if f"plan.open.{wanted}" not in player.sees("plan.open."):
        return
    player.click(f"plan.open.{wanted}")
    if player.sees("targets"):
        player.key("return")  # the list is searched by typing; Enter takes its first row
    if player.sees("yes"):
        player.click("yes")
    else:
        player.key("escape")


def ask(player: Player) -> None:
    """Into the crisis room, and the most willing partner is asked."""
    slot = next(crisis.slot for crisis in player.session.crises() if crisis.own)
    player.key("f3")
    if f"outliner.crisis.{slot}" not in player.driver.ids():
        player.key("f3")
    player.click(f"outliner.crisis.{slot}")
    asked = player.sees("ask.")
    if asked:
        player.click(asked[0])
    player.click("back")


def answer(player: Player) -> None:
    """Accept what can be accepted, decline the rest, look at the first crisis."""
    for nation in [one.removeprefix("due.decline.") for one in player.sees("due.decline.")]:
        accept = f"due.accept.{nation}"
        player.click(accept if player.sees(accept) else f"due.decline.{nation}")
    rooms = player.sees("due.crisis.")
    if rooms:
        player.click(rooms[0])
        if player.sees("posture.hold"):
            player.click("posture.hold")
        player.click("back")


def test_a_whole_campaign_by_mouse_and_keyboard(player: Player, tmp_path: Path) -> None:
    player.begin()
    session = player.session
    by_mouse = False
    while isinstance(player.scene, Campaign):
        if session.planning:
            if session.turn % 2 == 0:
                plan(player)
            player.key("l")
        else:
            answer(player)
        assert isinstance(player.scene, Campaign), f"stuck in {type(player.scene).__name__}"
        before = session.state.step
        player.click("end_turn") if by_mouse else player.key("ctrl+return")
        by_mouse = not by_mouse
        assert session.state.step > before
    assert isinstance(player.scene, Final)
    assert session.over
    kinds = {order.instrument for _step, order in session.log}
    assert {"training", "agreement", "drill", "answer"} <= kinds
    final = session.final()
    assert final.total == sum(term.points for term in final.terms)
    player.driver.screenshot(tmp_path / "final.png")
    player.click("title")
    assert isinstance(player.scene, Title)
    player.click("continue")
    assert isinstance(player.scene, Final)


def place(player: Player, nation: str) -> tuple[float, float]:
    """Where a nation is on the screen, a little beside its capital, where icons are."""
    assert isinstance(player.scene, Campaign)
    rect = player.driver.rect("map")
    spot = player.scene.board.spot(player.session.setting.row(nation), Size(rect.width, rect.height))
    assert spot is not None
    return rect.x + spot[0] + 14, rect.y + spot[1] + 30


def test_a_click_on_the_map_opens_the_dossier_of_that_nation(player: Player) -> None:
    player.begin()
    scene = player.scene
    assert isinstance(scene, Campaign)
    player.driver.click_at(*place(player, "sau"))
    assert scene.selected == scene.session.setting.row("sau")
    assert "dossier.scroll" in player.driver.ids()
    player.key("escape")
    assert scene.selected is None


def test_every_lens_colours_the_map_and_says_what_is_hovered(player: Player) -> None:
    player.begin()
    scene = player.scene
    assert isinstance(scene, Campaign)
    pictures = set()
    for lens in LENSES:
        player.key("l")
        assert scene.lens == lens
        pictures.add(scene.board.palette)
    assert len(pictures) == len(LENSES)
    player.driver.hover_at(*place(player, "sau"))
    assert scene.board.hover == scene.session.setting.row("sau")


def test_a_game_is_saved_and_loaded_from_the_menu(player: Player) -> None:
    player.begin()
    player.key("ctrl+s")
    player.driver.type("mine")
    player.click("save")
    player.key("ctrl+return")
    saved = player.session.setting.start
    player.click("menu")
    player.click("load")
    player.click("load")
    assert player.session.setting.start == saved


def test_a_save_folder_that_cannot_be_written_gives_a_notice_and_play_goes_on(player: Player, tmp_path: Path) -> None:
    (tmp_path / "saves").write_text("in the way")
    player.begin()
    while player.session.turn < 1:
        player.key("ctrl+return")
    assert "could not be written" in player.session.trouble
    player.key("ctrl+s")
    player.click("save")
    assert not isinstance(player.scene, Campaign)
    player.key("escape")
    player.key("ctrl+return")
    assert player.session.state.step > 2


@pytest.mark.parametrize("size", [Size(960, 600), HUB, Size(1920, 1080)])
@pytest.mark.parametrize("language", ["en", "en_XA", "ar_XB"])
def test_the_ways_into_the_game_hold_at_every_size_and_language(tmp_path: Path, size: Size, language: str) -> None:
    player = Player(tmp_path, size, language)
    try:
        for identity in ("new", "choose_nation", "begin", "end_turn"):
            items = player.app.top.scene.view(player.app.size, player.app.look)
            assert [str(one) for one in audit(items, player.app.size, player.app.look)] == []
            player.click(identity)
        items = player.app.top.scene.view(player.app.size, player.app.look)
        assert [str(one) for one in audit(items, player.app.size, player.app.look)] == []
    finally:
        player.app.close()
