"""The table of all screens: how each is set up, and what is done on it before it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from game.ui.map.lenses import LENSES
from game.ui.play.hot_seat import Players
from game.ui.screens.campaign.find_nation import FindNation
from game.ui.screens.crises.room import CrisisRoom
from game.ui.screens.front.browser import Browser
from game.ui.screens.front.crossroads import Crossroads, Way
from game.ui.screens.front.game_menu import GameMenu
from game.ui.screens.front.help import Help
from game.ui.screens.front.keys_screen import KeysScreen
from game.ui.screens.front.lesson import begun
from game.ui.screens.front.picker import Picker
from game.ui.screens.front.settings_screen import SettingsScreen
from game.ui.screens.front.title import Title
from game.ui.screens.nations.dossier import Dossier
from game.ui.screens.planning.answers import Answers
from game.ui.screens.planning.decisions import Decisions
from game.ui.screens.planning.negotiation import Negotiation
from game.ui.screens.planning.order_dialog import OrderDialog
from game.ui.screens.records.doors import NAMES, record
from game.ui.screens.records.final import Final
from game.ui.screens.records.handbook import Handbook
from game.ui.screens.review.what_if import WhatIf
from game.ui.screens.review.writing import Writing
from game.ui.screens.service.forums import ForumsScreen
from game.ui.screens.service.missions import MissionsScreen
from game.ui.screens.shared.hot_seat import Curtain, Desk
from game.ui.studio.stagehand import SEED, Stagehand, shown
from game.ui.toolkit.commands import Command, Pop
from game.ui.toolkit.scene import Scene
from game.ui.widgets.dialogs import Confirm, Palette
from game.ui.widgets.menu import Choice, Menu
from game.ui.words.i18n import _
from game.ui.words.names import nation_name

if TYPE_CHECKING:
    from game.ui.driver import Driver

Builder = Callable[[Stagehand], Scene]


def _through(lens: str) -> Builder:
    """The late campaign through that lens, with the map as large as it gets."""
    return lambda hand: hand.campaign(hand.late, lens=lens, tab="")


def _record(name: str) -> Builder:
    """A screen about the past of the late campaign."""
    return lambda hand: record(hand.late, hand.shell, name)


def _plan(hand: Stagehand) -> Scene:
    return hand.campaign(hand.planned, selected=hand.planned.setting.row(hand.partner), tab="dossier")


def _crisis(hand: Stagehand, answering: bool = False) -> Scene:
    session = hand.responding if answering else hand.beset
    return CrisisRoom(session, next(one.slot for one in session.crises()))


def _lesson(hand: Stagehand) -> Scene:
    """The tutorial at its second lesson; the guide's strip is the app's own."""
    session = begun()
    session.manner = session.manner.with_lesson("index").with_lesson("nation")
    return hand.campaign(session)


def _choices() -> tuple[Choice, ...]:
    reason = _("Orders like this are given when the next turn begins.")
    return (Choice(_("Open the dossier"), "scroll", Command("open")),
            Choice(_("Negotiate"), "handshake", Command("negotiate"), reason))  # fmt: skip


def _question(hand: Stagehand) -> Scene:
    text = _("The last finished turn is saved by itself; what you planned since is lost.")
    return Confirm(_("Leave the campaign?"), text, _("Leave"), Command("title"), _("Stay"))


def _broken(hand: Stagehand) -> Scene:
    texts = [_("No campaign was open; nothing is lost.")]
    return Crossroads(_("Something went wrong"), texts, [Way("title", _("Title screen"), Pop)])


SCREENS: Mapping[str, Builder] = MappingProxyType(
    {
        "title": lambda hand: Title(hand.shell),
        "scenarios": lambda hand: Browser(hand.shell),
        "nations": lambda hand: Picker(hand.scenario, hand.shell),
        "campaign": lambda hand: hand.campaign(hand.fresh),
        "plan": _plan,
        "due": lambda hand: hand.campaign(hand.answering, tab="due"),
        "news": lambda hand: hand.campaign(hand.late, tab="news"),
        "overview": lambda hand: hand.campaign(hand.beset, tab="own"),
        "explained": lambda hand: hand.campaign(hand.late, tab="news"),
        "dropdown": lambda hand: hand.campaign(hand.late, tab="news"),
        **{f"lens_{key}": _through(key) for key in LENSES},
        "dossier": lambda hand: Dossier(hand.late, hand.partner),
        "order": lambda hand: OrderDialog(hand.planned, "drill", hand.partner),
        "order_mission": lambda hand: OrderDialog(hand.planned, "peacekeeping"),
        "order_training": lambda hand: OrderDialog(hand.planned, "training"),
        "negotiation": lambda hand: Negotiation(hand.planned, hand.partner),
        "answers": lambda hand: Answers(hand.answering),
        "crisis": _crisis,
        "crisis_answer": lambda hand: _crisis(hand, answering=True),
        "missions": lambda hand: MissionsScreen(hand.late),
        "forums": lambda hand: ForumsScreen(hand.late),
        **{name: _record(name) for name in NAMES},
        "table": lambda hand: shown(_record("charts")(hand), mode="table", series="stability"),
        "trust": lambda hand: shown(_record("charts")(hand), series="trust", hover=hand.late_turn // 2),
        "ring": lambda hand: shown(_record("network")(hand), layout="ring", least=25),
        "revealed": lambda hand: shown(record(hand.ended, hand.shell, "replay"), turn=2, lens="stability"),
        "decisions": lambda hand: Decisions(hand.deciding),
        "curtain": lambda hand: Curtain(Players.new(hand.scenario, (hand.seat, hand.partner), SEED), hand.shell),
        "desk": lambda hand: Desk(Players.new(hand.scenario, (hand.seat, hand.partner), SEED).seats[0], hand.shell),
        "context": lambda hand: Menu(nation_name(hand.scenario, 0), _choices(), (700.0, 300.0)),
        "what_if": lambda hand: WhatIf(hand.late, hand.shell, 1),
        "report": lambda hand: Writing(hand.late, hand.shell),
        "handbook": lambda hand: Handbook(),
        "handbook_order": lambda hand: Handbook(topic="order.agreement"),
        "handbook_crisis": lambda hand: Handbook(topic="crisis.insurgency"),
        "handbook_words": lambda hand: Handbook(topic="terms.consent"),
        "handbook_numbers": lambda hand: Handbook(topic="numbers.crisis"),
        "handbook_formulas": lambda hand: Handbook(topic="formulas"),
        "handbook_sources": lambda hand: Handbook(topic="assumed"),
        "find": lambda hand: FindNation(hand.scenario),
        "palette": lambda hand: Palette([(_("End turn"), Command("end_turn")), (_("Handbook"), Command("handbook"))]),
        "help": lambda hand: Help(),
        "menu": lambda hand: GameMenu(hand.late, hand.shell),
        "settings": lambda hand: SettingsScreen(),
        "keys": lambda hand: shown(KeysScreen(), asking="explain", taken=("ctrl+z", "undo")),
        "lesson": _lesson,
        "saves": lambda hand: hand.saved(),
        "question": _question,
        "broken": _broken,
        "final": lambda hand: Final(hand.ended, hand.shell),
    }
)
"""How each screen is set up; the name is the picture's."""


def _explain(driver: Driver) -> None:
    """The tip of the index, kept open."""
    driver.hover("index")
    driver.key("i")
    driver.step(0.5)


def _drop(driver: Driver) -> None:
    """The list of lenses, open."""
    driver.click("lens")
    driver.step(0.5)


DEEDS: Mapping[str, Callable[[Driver], None]] = MappingProxyType({"explained": _explain, "dropdown": _drop})
"""What is done on a screen before its picture is taken."""
