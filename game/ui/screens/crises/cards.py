"""Cards that every tab of the crisis room is made of, the plan's orders in it, and those who help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.core.orders import Order
from game.core.vocabulary import POSTURES
from game.ui.painting.theme import GAP
from game.ui.play.choices import Choices
from game.ui.screens.crises import facts
from game.ui.screens.crises.bars import Helper, helper_tip, presence
from game.ui.screens.crises.facts import Situation
from game.ui.screens.crises.words import (
    posture_name,
    rung_name,
)  # fmt: skip
from game.ui.screens.service.screen_parts import note, planned_items
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Bar, Item, Label, Panel, Part
from game.ui.toolkit.layout import Column
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import _
from game.ui.words.names import nation_name
from game.ui.words.orders import contingents_text

if TYPE_CHECKING:
    from game.ui.play.session import Session

CHOICE = 58  # height of a card that can be chosen


@dataclass(frozen=True, slots=True)
class Desk:
    """What a tab is drawn from: the campaign, what may be ordered, the crisis, and the width there is."""

    session: Session
    choices: Choices
    crisis: Situation
    width: int
    look: Look

    def column(self) -> Column:
        """A column from the top of a scroll view."""
        return Column(Rect(0, 0, self.width, 100_000), gap=GAP)


Tab = tuple[list[Item], int]  # the items and the height they take


def choice(rect: Rect, texts: tuple[str, str, str, str], area: Area, look: Look, colour: str = "accent") -> list[Item]:
    """A card: title and something at the end, and the same in small under it; `area` makes it a control."""
    title, end, detail, remark = texts
    upper, lower = rect.inset(14, 5).take_top(26)
    right, name = upper.take_right(look.text.width(end, "strong") + 2 if end else 0, 6)
    last, words = lower.take_right(look.text.width(remark, "small") + 2 if remark else 0, 6)
    fill = "select" if area.selected else "raised"
    return [
        Panel(rect=rect, fill=fill, border="teal" if area.selected else "line"),
        Label(rect=name, text=title, style="strong"),
        Label(rect=right, text=end, style="strong", colour=colour, align="end"),
        Label(rect=words, text=detail, style="small", colour="muted"),
        Label(rect=last, text=remark, style="small", colour="muted", align="end"),
        area,
    ]


def why_not_now(desk: Desk, order: Order) -> str:
    """Why the order can't be given now, in the player's terms; empty when it can."""
    planning = desk.session.planning
    if order.instrument == "request" and not planning:
        return _("Requests go out with the plan of a quarter.")
    if order.instrument != "request" and planning:
        return _("Ordered when the quarter's answers are due, after your plan.")
    return desk.choices.refusal(order)


def ordered_items(desk: Desk, column: Column) -> list[Item]:
    """The plan's orders in this crisis."""
    return planned_items(
        desk.session, column, lambda order: _about(desk, order), lambda order: order_words(desk, order)
    )


def _about(desk: Desk, order: Order) -> bool:
    return order.target == desk.crisis.id or facts.is_request(desk.session, desk.crisis, order)


def order_words(desk: Desk, order: Order) -> str:
    """One order in this crisis in a few words."""
    match order.instrument:
        case "posture":
            return _("Posture: {posture}").format(posture=posture_name(POSTURES.index(order.option)))
        case "commit":
            return _("Commit {contingents}").format(contingents=contingents_text(order.amount))
        case "pledge":
            return _("Pledge: {rung}").format(rung=rung_name(order.level))
        case "request":
            asked = nation_name(desk.session.scenario, desk.session.setting.row(order.target))
            return _("Ask {nation}").format(nation=asked)
    return _("Good offices")


def helpers_tab(desk: Desk, helpers: list[Helper]) -> Tab:
    """Everybody who has pledged, with the days they are there."""
    column = desk.column()
    if not helpers:
        return note(_("Nobody has pledged anything yet."), column, desk.look), column.y
    items: list[Item] = []
    for helper in sorted(helpers, key=lambda one: (one.against, -one.rung, one.day, one.row)):
        items += _helper_card(desk, helper, column.take(CHOICE + 14))
    return items, column.y


def _helper_card(desk: Desk, helper: Helper, rect: Rect) -> list[Item]:
    start, there = presence(helper, desk.crisis)
    day = _("day {day}").format(day=helper.day)
    name = _("{nation} (planned)").format(nation=helper.name) if helper.planned else helper.name
    nation = desk.session.setting.nations[helper.row]
    tip = helper_tip(helper, desk.crisis)
    area = Area(rect=rect, id=f"helper.{helper.row}", command=Command("dossier", nation), tip=tip)
    whom = _("with {nation}").format(nation=helper.principal)
    shown = choice(rect, (name, day, rung_name(helper.rung), whom), area, desk.look)
    strip = Rect(rect.x + 14, rect.bottom - 12, rect.width - 28, 6)
    bar = Bar(
        rect=strip, parts=(Part(start, "track"), Part(there, "bad" if helper.against else "good", helper.against))
    )
    return [*shown[:-1], bar, area]


def told_of(desk: Desk, column: Column) -> list[Item]:
    """For who stands against the victim: that all figures of the room are the victim's."""
    scenario, crisis = desk.session.scenario, desk.crisis
    text = _("Coverage and forecast are those of {nation}: help for {other} lowers them.").format(
        nation=nation_name(scenario, crisis.victim), other=nation_name(scenario, crisis.adversary)
    )
    return note(text, column, desk.look, "info")
