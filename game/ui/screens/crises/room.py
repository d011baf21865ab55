"""The crisis room: what happens, what is covered, who helps and when, and what the seat does about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from game.core.crises.support import ADVERSARY
from game.core.orders import Order
from game.core.phase import Phase
from game.core.vocabulary import POSTURES
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.choices import Choices
from game.ui.screens.crises import cards, facts, own, support
from game.ui.screens.crises.bars import (
    SUPPLY_ROW,
    Captions,
    Helper,
    axis_items,
    forecast_height,
    forecast_items,
    forecast_title,
    integrity_losses,
    supply_height,
    supply_items,
)  # fmt: skip
from game.ui.screens.crises.facts import Situation
from game.ui.screens.crises.words import VIOLENCE_COLOURS, posture_name, violence_name
from game.ui.screens.nations.dossier import Dossier
from game.ui.screens.service.screen_parts import HEADER, SCROLLBAR, Heading, give, header_items, shared_update
from game.ui.toolkit.commands import Changes, Command, Pop, Push
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Item, Label, Option, Panel, Scroll, Tabs
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _
from game.ui.words.names import nation_name, nation_names
from game.ui.words.orders import crisis_title

if TYPE_CHECKING:
    from game.ui.play.session import Session

FEW_HELPERS = 150  # height from which those who help are listed under the picture
AXIS = 2 * PAD - 8 + 28 + 26
LADDERS = ("rung", "against")  # who stands by the victim and by the adversary, in a state
WIDE = 1500  # from this width on there are three columns


@dataclass(frozen=True, slots=True)
class Known:
    """What a picture of the room is made of."""

    phase: Phase
    partners: list[facts.Partner]
    helpers: list[Helper]


class CrisisRoom(Scene):
    """One crisis, the seat's own or another's."""

    def __init__(self, session: Session, slot: int) -> None:
        self.session, self.slot = session, slot
        self.tab = ""  # the player's choice; until then what the moment asks for
        self.opened = -1  # partner whose points are open
        self.commit = 0
        self.pledge = support.Pledge(support.asking_side(session, slot))

    # ------------------------------------------------------------------------------------------------------ picture

    def view(self, size: Size, look: Look) -> list[Item]:
        """Header, what is known on the left, what can be done on the right."""
        whole = Rect(0, 0, *size)
        ground = Panel(rect=whole, fill="ground", border="", radius=0)
        crisis = facts.situation(self.session, self.slot)
        header, body = whole.inset(PAD // 2).take_top(HEADER, GAP)
        if crisis is None:
            return [ground, *self._over(whole, look)]
        count = 3 if size.width >= WIDE else 2
        columns = body.columns(3, GAP) if count == 3 else list(body.take_left(body.width * 44 // 100, GAP))
        known = self._known(crisis)
        items = [ground, *header_items(self.session, header, self._heading(crisis))]
        drawn, rest = self._overview(columns[0], crisis, look, known)
        items += drawn
        tabs = self._tabs(crisis)
        if rest.height >= FEW_HELPERS and (crisis.own or count == 2):
            items += self._panel("helpers", rest, crisis, look, known)
            tabs.remove("helpers")
        if count == 3:
            beside = columns[1] if crisis.own else columns[2]
            items += self._panel(tabs[1], beside, crisis, look, known)
            tabs.remove(tabs[1])
        last = columns[1] if count == 3 and not crisis.own else columns[-1]
        return items + self._tabbed(last, tabs, crisis, look, known)

    def _tabs(self, crisis: Situation) -> list[str]:
        """What this seat can do in the room: a victim acts and asks, an adversary asks, others stand by somebody."""
        if crisis.facing:
            return ["ask", "helpers"]
        return ["act", "ask", "helpers"] if crisis.own else ["act", "helpers"]

    def _over(self, whole: Rect, look: Look) -> list[Item]:
        plate = whole.middle(480, 150)
        button, words = plate.inset(PAD).take_bottom(CONTROL, GAP)
        return [
            Panel(rect=plate, border="frame"),
            paragraph(_("This crisis is over."), words, look, "heading"),
            Button(rect=button, id="back", text=_("Back"), icon="back", command=Command("back")),
        ]

    def _heading(self, crisis: Situation) -> Heading:
        line = _("{violence} · posture: {posture}").format(
            violence=violence_name(crisis.violence), posture=posture_name(crisis.posture)
        )
        return Heading("crisis", crisis_title(self.session, crisis.slot), line, VIOLENCE_COLOURS[crisis.violence])

    def _overview(self, area: Rect, crisis: Situation, look: Look, known: Known) -> tuple[list[Item], Rect]:
        """Coverage, forecast and days; and the room that is left under them."""
        hoping = [partner for partner in known.partners if partner.asked]
        supply = facts.supply_of(known.phase, crisis, hoping)
        now = facts.forecast(known.phase, crisis)
        hopes = facts.hoped_forecast(known.phase, crisis, hoping) if hoping else None
        names = dict(enumerate(nation_names(self.session.scenario)))
        whole = (supply, crisis.own, area.width, look)
        spare = area.height - supply_height(*whole) - forecast_height(hopes) - AXIS - 3 * GAP
        rows = int((supply.demand > 0).sum())
        row = SUPPLY_ROW if spare >= FEW_HELPERS else min(48, SUPPLY_ROW + max(0, spare) // rows)
        upper, rest = area.take_top(supply_height(*whole, row), GAP)
        middle, rest = rest.take_top(forecast_height(hopes), GAP)
        lower, rest = rest.take_top(AXIS, GAP)
        rules = self.session.setting.rules
        title = forecast_title(now, "" if crisis.own else names[crisis.victim], area.width, look)
        items = [
            *supply_items(supply, Captions(names, crisis.own, row), upper, look),
            *forecast_items(now, hopes, middle, integrity_losses(rules, crisis.violence), title),
            *axis_items(crisis, known.helpers, rules.quarter_days, lower),
        ]
        return items, rest

    def _panel(self, tab: str, area: Rect, crisis: Situation, look: Look, known: Known) -> list[Item]:
        """One tab's content under a title, where there is room for a panel of its own."""
        title, rest = area.inset(PAD, PAD - 4).take_top(30, GAP)
        return [
            Panel(rect=area),
            Label(rect=title, text=self._title(tab, crisis), style="heading", colour="accent"),
            self._content(tab, rest, crisis, look, known),
        ]

    def _tabbed(self, area: Rect, tabs: list[str], crisis: Situation, look: Look, known: Known) -> list[Item]:
        """The remaining tabs, one of them open."""
        if len(tabs) == 1:
            return self._panel(tabs[0], area, crisis, look, known)
        bar, rest = area.inset(PAD, PAD - 4).take_top(CONTROL, GAP)
        options = tuple(Option(key, self._title(key, crisis)) for key in tabs)
        chosen = self._chosen(tabs, crisis)
        return [
            Panel(rect=area),
            Tabs(rect=bar, id="tabs", options=options, selected=chosen, command=Command("tab")),
            self._content(chosen, rest, crisis, look, known),
        ]

    def _content(self, tab: str, area: Rect, crisis: Situation, look: Look, known: Known) -> Scroll:
        desk = cards.Desk(self.session, Choices(self.session), crisis, area.width - SCROLLBAR - 4, look)
        if tab == "ask":
            names = dict(enumerate(nation_names(self.session.scenario)))
            items, height = own.ask_tab(desk, known.partners, names, self.opened)
        elif tab == "helpers":
            items, height = cards.helpers_tab(desk, known.helpers)
        elif crisis.own:
            items, height = own.respond_tab(desk, self.commit)
        else:
            items, height = support.pledge_tab(desk, self.pledge)
        return Scroll(rect=area, id=f"tab.{tab}", children=tuple(items), content_height=height)

    def _title(self, tab: str, crisis: Situation) -> str:
        if tab == "act":
            return _("Respond") if crisis.own else _("Stand by")
        return _("Ask for help") if tab == "ask" else _("Who helps")

    def _chosen(self, tabs: list[str], crisis: Situation) -> str:
        """The tab the player chose, or the one that the moment asks for."""
        wanted = self.tab or ("ask" if crisis.own and self.session.planning else "act")
        return wanted if wanted in tabs else tabs[0]

    # -------------------------------------------------------------------------------------------------------- facts

    def _known(self, crisis: Situation) -> Known:
        phase = facts.played(self.session, self._considered(crisis))
        partners = facts.partners_of(self.session, crisis) if crisis.own or crisis.facing else []
        return Known(phase, partners, self._helpers(phase, crisis))

    def _considered(self, crisis: Situation) -> tuple[Order, ...]:
        """What the player is about to order, so that the forecast shows it first."""
        if self.session.planning:
            return ()
        if crisis.own:
            return (self.session.order("commit", "own", crisis.id, amount=self.commit),) if self.commit else ()
        return (self.pledge.order(self.session, crisis),) if self.pledge.rung else ()

    def _helpers(self, phase: Phase, crisis: Situation) -> list[Helper]:
        """Everybody who has pledged, and the seat itself if it is about to."""
        scenario, slot = self.session.scenario, crisis.slot
        found = []
        for side, principal in enumerate((crisis.victim, crisis.adversary)):
            now, then = (getattr(state, LADDERS[side])[0, :, slot] for state in (self.session.seen.public, phase.draft))
            for j in np.nonzero(then)[0].tolist():
                fielded, arrival = int(phase.draft.fielded[0, j, slot]), int(phase.draft.arrival[0, j, slot])
                found.append(
                    Helper(nation_name(scenario, j), int(then[j]), fielded, arrival, j, bool(then[j] != now[j]),
                           nation_name(scenario, principal), side == ADVERSARY)
                )  # fmt: skip
        return found

    # ------------------------------------------------------------------------------------------------------ commands

    def update(self, command: Command) -> Changes:
        """Answer a command of the player."""
        crisis = facts.situation(self.session, self.slot)
        match command.name:
            case "back":
                return Pop()
            case "tab":
                self.tab = command.value
            case "partner":
                self.opened = -1 if self.opened == command.argument else command.argument
            case "dossier":
                return Push(Dossier(self.session, command.argument)) if command.argument else None
            case "commit":
                self.commit = command.value
            case "amount":
                self.pledge = replace(self.pledge, amount=command.value)
            case "side":
                self.pledge = replace(self.pledge, side=support.SIDES.index(command.value))
            case "rung":
                rung = 0 if self.pledge.rung == command.argument else command.argument
                self.pledge = replace(self.pledge, rung=rung)
            case _ if not shared_update(self.session, command) and crisis is not None:
                return self._order(command, crisis)
        return None

    def _order(self, command: Command, crisis: Situation) -> Changes:
        """Turn a button into an order of the plan."""
        session = self.session
        match command.name:
            case "posture":
                self._withdraw("posture", crisis)
                if command.argument == crisis.posture:
                    return None
                return self._give(session.order("posture", POSTURES[command.argument], crisis.id))
            case "commit_order":
                changes = self._give(session.order("commit", "own", crisis.id, amount=self.commit))
                self.commit = 0
                return changes
            case "ask":
                nation = session.setting.nations[command.argument]
                return self._give(facts.request(session, crisis, nation))
            case "pledge":
                changes = self._give(self.pledge.order(session, crisis))
                self.pledge = replace(self.pledge, rung=0)
                return changes
            case "offices":
                return self._give(session.order("good_offices", "mediate", crisis.id))
        return None

    def _withdraw(self, instrument: str, crisis: Situation) -> None:
        """Take the plan's order of that kind in this crisis back, since another one replaces it."""
        for position, order in enumerate(self.session.plan):
            if order.instrument == instrument and order.target == crisis.id:
                self.session.remove(position)
                return

    def _give(self, order: Order) -> Changes:
        return give(self.session, order, Choices(self.session))
