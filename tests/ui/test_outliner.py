"""The outliner: what the seat has bound itself to, grouped, and each row opens the screen that it stands for."""

import os
from dataclasses import replace
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.content.reading.load import load_scenario
from game.core.vocabulary import AGREEMENTS, PACT
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.session import Session
from game.ui.screens.campaign.outliner import groups, outliner_beat, outliner_items, outliner_update
from game.ui.screens.crises.room import CrisisRoom
from game.ui.screens.nations.dossier import Dossier
from game.ui.screens.service.forums import ForumsScreen
from game.ui.screens.service.missions import MissionsScreen
from game.ui.settings import Settings
from game.ui.toolkit.commands import Changes, Command, Pop
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Area, Item, Label, Panel, Scroll
from game.ui.toolkit.scene import Look, Scene

SIZES = (Size(960, 600), Size(1280, 720), Size(1920, 1080))


class Side(Scene):
    """A screen with nothing but the panel."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def view(self, size: Size, look: Look) -> list[Item]:
        plate = Rect(0, 0, 280, size.height)
        return [Panel(rect=plate), *outliner_items(self.session, plate.inset(8), look)]

    def update(self, command: Command) -> Changes:
        return Pop() if command.name == "back" else outliner_update(self.session, command)


def busy() -> Session:
    """Kenya with something in every group."""
    session = Session.new(load_scenario("first_posting"), "ken", 5)
    state, seat = session.state, session.seat
    eth, uga, som = (session.setting.row(name) for name in ("eth", "uga", "som"))
    state.kind[0, seat], state.adversary[0, seat], state.length[0, seat] = 1, som, 100
    state.kind[0, uga + session.setting.n], state.length[0, uga + session.setting.n] = 4, 80
    state.demand[0, (seat, uga + session.setting.n)] = 500
    state.posted[0, 0, seat] = 3
    state.agreement[0, PACT, seat, eth] = state.agreement[0, PACT, eth, seat] = 2
    state.post[0, seat, eth] = 1
    state.item[0, 0], state.item_until[0, 0] = 3, 6
    state.favours[0, eth, seat], state.favours[0, seat, uga] = 30, 20
    return session


@pytest.mark.parametrize("language", ["en", "en_XA", "ar_XB"])
def test_it_fits_every_screen(language: str, tmp_path: Path) -> None:
    for size in SIZES:
        app = App(Side(busy()), Settings(scale=1.0, language=language), size, tmp_path)
        assert audit(app.top.scene.view(app.size, app.look), app.size, app.look) == []
        app.close()


def test_every_kind_of_commitment_is_listed() -> None:
    found = {group.title: [(entry.name, entry.number) for entry in group.entries] for group in groups(busy())}
    assert found["Crises"] == [("Border clash", "100 d"), ("Uganda", "80 d")]
    assert found["Missions"] == [("Somalia", "3")]
    assert ("Ethiopia", "2") in found["Agreements"]
    assert "Ethiopia" in [name for name, _number in found["Posts"]]
    assert found["Forum items"] == [("Counter-terror initiative", "6")]
    assert found["Favours"] == [("Ethiopia", "+3.0"), ("Uganda", "\u22122.0")]


def test_agreements_say_what_holds() -> None:
    entries = next(group.entries for group in groups(busy()) if group.title == "Agreements")
    pact = next(entry for entry in entries if entry.name == "Ethiopia")
    assert pact.tip.pairs == (("Defence pact", "level 2"),)
    assert AGREEMENTS[PACT] == "defence_pact"


@pytest.mark.parametrize(
    ("row", "scene"),
    [
        ("crisis", CrisisRoom),
        ("mission", MissionsScreen),
        ("agreement", Dossier),
        ("post", Dossier),
        ("forum", ForumsScreen),
        ("favour", Dossier),
    ],
)
def test_each_row_opens_its_screen_by_mouse_and_by_key(row: str, scene: type[Scene], tmp_path: Path) -> None:
    driver = Driver(App(Side(busy()), Settings(scale=1.0), SIZES[2], tmp_path))
    target = next(key for key in driver.ids() if key.startswith(f"outliner.{row}."))
    driver.click(target)
    assert isinstance(driver.app.top.scene, scene)
    driver.key("escape")
    assert isinstance(driver.app.top.scene, Side)
    driver.key("return")
    assert isinstance(driver.app.top.scene, scene)
    driver.app.close()


def test_own_crises_beat_unless_motion_is_reduced(tmp_path: Path) -> None:
    session = busy()
    assert [outliner_beat(session, now) for now in (0.0, 0.5, 1.0)] == [1, 2, 1]
    app = App(Side(session), Settings(scale=1.0), SIZES[0], tmp_path)
    colours = {_name_colour(session, replace(app.look, now=now)) for now in (0.0, 0.5)}
    still = replace(app.look, settings=replace(app.look.settings, reduced_motion=True))
    assert len(colours) == 2
    assert len({_name_colour(session, replace(still, now=now)) for now in (0.0, 0.5)}) == 1
    app.close()
    session.state.kind[0, session.seat] = 0
    session._seen = None
    assert outliner_beat(session, 0.5) == 0


def _name_colour(session: Session, look: Look) -> object:
    scroll = outliner_items(session, Rect(0, 0, 280, 600), look)[0]
    assert isinstance(scroll, Scroll)
    return next(item.colour for item in scroll.children if isinstance(item, Label) and item.text == "Border clash")


def test_nothing_to_show_says_so(tmp_path: Path) -> None:
    session = Session.new(load_scenario("first_posting"), "rwa", 5)
    state = session.state
    for array in (state.kind, state.posted, state.agreement, state.post, state.item, state.favours):
        array[:] = 0
    app = App(Side(session), Settings(scale=1.0), SIZES[0], tmp_path)
    scroll = outliner_items(session, Rect(0, 0, 280, 600), app.look)[0]
    assert isinstance(scroll, Scroll)
    assert [item.text for item in scroll.children if isinstance(item, Label)] == ["No commitments yet."]
    assert not [item for item in scroll.children if isinstance(item, Area)]
    app.close()


def test_only_its_own_commands_are_answered() -> None:
    assert outliner_update(busy(), Command("end_turn")) is None
