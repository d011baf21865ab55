"""Draws every screen to a picture: one fixed game, no window, the same pixels each time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from game.content.format.model import Scenario
from game.content.reading.load import load_scenario
from game.ui.map.lenses import LENSES
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.campaign.find_nation import FindNation
from game.ui.screens.crises.room import CrisisRoom
from game.ui.screens.front.browser import Browser
from game.ui.screens.front.game_menu import GameMenu
from game.ui.screens.front.help import Help
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.front.picker import Picker
from game.ui.screens.front.saves import SavedGames
from game.ui.screens.front.settings_screen import SettingsScreen
from game.ui.screens.front.shell import Shell
from game.ui.screens.front.title import Title
from game.ui.screens.nations.dossier import Dossier
from game.ui.screens.planning.answers import Answers
from game.ui.screens.planning.negotiation import Negotiation
from game.ui.screens.planning.order_dialog import OrderDialog
from game.ui.screens.records.doors import NAMES, record
from game.ui.screens.records.final import Final
from game.ui.screens.records.handbook import Handbook
from game.ui.screens.service.forums import ForumsScreen
from game.ui.screens.service.missions import MissionsScreen
from game.ui.settings import Settings
from game.ui.toolkit.commands import Changes, Command, Push
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.items import Item
from game.ui.toolkit.scene import Look, Scene

SEED, SCENARIO, SEAT, PARTNER = 7, "crescent", "pak", "sau"
LATE = 12  # turns after which the campaign has something to show
SETTLED = 2.0  # seconds, until tooltips and flights are over


@dataclass
class Stagehand:
    """Keeps the games the pictures are of."""

    folder: Path
    scenario: Scenario = field(default_factory=lambda: load_scenario(SCENARIO))

    @cached_property
    def shell(self) -> Shell:
        """A shell that saves into the picture's own folder."""
        return shell_of_player(SEED, self.folder, threaded=False)

    def fresh(self) -> Session:
        """The first turn."""
        return Session.new(self.scenario, SEAT, SEED)

    @cached_property
    def planned(self) -> Session:
        """The first turn with a few orders given."""
        session = self.fresh()
        for order in (
            session.order("drill", "field", "tur", amount=3),
            session.order("agreement", "intelligence_sharing", "chn", level=1),
            session.order("attache", "open", "idn"),
        ):
            session.add(order)
        return session

    @cached_property
    def answering(self) -> Session:
        """The first second half of a turn that brings offers."""
        return self._until(lambda session: not session.planning and bool(session.offers()))

    @cached_property
    def beset(self) -> Session:
        """The first turn that begins with a crisis of the seat's own."""
        return self._until(lambda session: session.planning and any(one.own for one in session.crises()))

    @cached_property
    def late(self) -> Session:
        """Some turns in, planning."""
        return self._until(lambda session: session.planning and session.turn >= LATE)

    @cached_property
    def ended(self) -> Session:
        """Played to the end."""
        return self._until(lambda session: session.over)

    def _until(self, reached: Callable[[Session], bool]) -> Session:
        session = self.fresh()
        while not reached(session) and not session.over:
            session.end_turn()
        return session

    def campaign(self, session: Session, **shown: object) -> Campaign:
        """The map screen with a lens, a tab or a nation chosen."""
        scene = Campaign(session, self.shell)
        for name, value in shown.items():
            setattr(scene, name, value)
        return scene

    def saved(self) -> SavedGames:
        """A list with two games in it."""
        for session, name in ((self.fresh(), "first"), (self.late, "later")):
            session.save(self.shell.saves / f"{name}.save")
        return SavedGames(self.shell)


def _through(lens: str) -> Callable[[Stagehand], Scene]:
    """The late campaign through that lens, with the map as large as it gets."""
    return lambda hand: hand.campaign(hand.late, lens=lens, tab="")


def _record(name: str) -> Callable[[Stagehand], Scene]:
    """A screen about the past of the late campaign."""
    return lambda hand: record(hand.late, hand.shell, name)


def _shown(scene: Scene, **chosen: object) -> Scene:
    """The same with other choices made."""
    for name, value in chosen.items():
        setattr(scene, name, value)
    return scene


SCREENS: Mapping[str, Callable[[Stagehand], Scene]] = MappingProxyType(
    {
        "title": lambda hand: Title(hand.shell),
        "scenarios": lambda hand: Browser(hand.shell),
        "nations": lambda hand: Picker(hand.scenario, hand.shell),
        "campaign": lambda hand: hand.campaign(hand.fresh()),
        "plan": lambda hand: hand.campaign(hand.planned, selected=hand.planned.setting.row(PARTNER), tab="dossier"),
        "due": lambda hand: hand.campaign(hand.answering, tab="due"),
        "news": lambda hand: hand.campaign(hand.late, tab="news"),
        "overview": lambda hand: hand.campaign(hand.beset, tab="own"),
        **{f"lens_{key}": _through(key) for key in LENSES},
        "dossier": lambda hand: Dossier(hand.late, PARTNER),
        "order": lambda hand: OrderDialog(hand.planned, "drill", PARTNER),
        "negotiation": lambda hand: Negotiation(hand.planned, PARTNER),
        "answers": lambda hand: Answers(hand.answering),
        "crisis": lambda hand: CrisisRoom(hand.beset, next(one.slot for one in hand.beset.crises())),
        "missions": lambda hand: MissionsScreen(hand.late),
        "forums": lambda hand: ForumsScreen(hand.late),
        **{name: _record(name) for name in NAMES},
        "table": lambda hand: _shown(_record("charts")(hand), mode="table", series="stability"),
        "trust": lambda hand: _shown(_record("charts")(hand), series="trust", hover=LATE // 2),
        "ring": lambda hand: _shown(_record("network")(hand), layout="ring", least=25),
        "revealed": lambda hand: _shown(record(hand.ended, hand.shell, "replay"), turn=LATE, lens="stability"),
        "handbook": lambda hand: Handbook(),
        "handbook_order": lambda hand: Handbook(topic="order.agreement"),
        "handbook_numbers": lambda hand: Handbook(topic="numbers.crisis"),
        "handbook_sources": lambda hand: Handbook(topic="assumed"),
        "find": lambda hand: FindNation(hand.scenario),
        "help": lambda hand: Help(),
        "menu": lambda hand: GameMenu(hand.late, hand.shell),
        "settings": lambda hand: SettingsScreen(),
        "saves": lambda hand: hand.saved(),
        "final": lambda hand: Final(hand.ended, hand.shell),
    }
)  # fmt: skip
"""How each screen is set up; the name is the picture's."""


def shoot(folder: Path, size: Size, chosen: Settings) -> list[Path]:
    """Write NAME.png for every screen. Raises OSError when the folder can't be written."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory() as home:
        hand = Stagehand(Path(home))
        for name, build in SCREENS.items():
            made.append(folder / f"{name}.png")
            _picture(hand, build(hand), size, chosen, made[-1])
    return made


class Opening(Scene):
    """A screen over which another opens at once."""

    def __init__(self, below: Scene, above: Scene) -> None:
        self.below, self.above = below, above
        self.opened = False

    def view(self, size: Size, look: Look) -> list[Item]:
        """The screen below."""
        return self.below.view(size, look)

    def update(self, command: Command) -> Changes:
        """Nothing more happens here."""
        return None

    def poll(self, now: float) -> Changes:
        """Open the other."""
        if self.opened:
            return None
        self.opened = True
        return Push(self.above)

    def leave(self) -> None:
        """End what the screen below keeps running."""
        self.below.leave()


def _picture(hand: Stagehand, scene: Scene, size: Size, chosen: Settings, path: Path) -> None:
    """One screen, once everything on it has come to rest."""
    below = hand.campaign(hand.late) if scene.modal else None
    from game.ui.app import App
    from game.ui.driver import Driver

    app = App(scene if below is None else Opening(below, scene), chosen, size, hand.folder)
    try:
        driver = Driver(app)
        driver.step(SETTLED)
        driver.screenshot(path)
    finally:
        app.close()
