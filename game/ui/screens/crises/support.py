"""What an outsider does about a crisis of others: the ladder of support, and good offices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.core.crises.support import ADVERSARY, VICTIM
from game.core.instruments.responses import FORCE, SUPPLIES
from game.core.orders import Order
from game.core.vocabulary import HUNDRED
from game.ui.painting.theme import CONTROL, GAP
from game.ui.play.choices import price_text
from game.ui.screens.crises import facts
from game.ui.screens.crises.cards import CHOICE, Desk, Tab, choice, ordered_items, told_of, why_not_now
from game.ui.screens.crises.facts import Situation
from game.ui.screens.crises.words import (
    category_name,
    rung_name,
    rung_text,
    tenth,
)  # fmt: skip
from game.ui.screens.service.screen_parts import note
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Button, Item, Option, Stepper, Tabs, Tip
from game.ui.toolkit.layout import Column
from game.ui.widgets.points import signed
from game.ui.words.explain import hundredths_text, points_of
from game.ui.words.i18n import _
from game.ui.words.names import nation_name

if TYPE_CHECKING:
    from game.ui.play.session import Session

SIDES = ("support", "oppose")
"""Options of a pledge by side."""
TEN = HUNDRED // 10


@dataclass(frozen=True, slots=True)
class Pledge:
    """What the player is about to pledge: for which side, how far up the ladder (0: nothing yet), how many."""

    side: int = VICTIM
    rung: int = 0
    amount: int = 1

    def order(self, session: Session, crisis: Situation) -> Order:
        """The order; contingents go with the two highest steps only."""
        amount = self.amount if self.rung >= FORCE else 0
        return session.order("pledge", SIDES[self.side], crisis.id, level=self.rung, amount=amount)


def asking_side(session: Session, slot: int) -> int:
    """The side to begin with: the adversary where it alone has asked the seat for help, else the victim."""
    public = session.seen.public
    asked = public.asked[0, session.seat, slot], public.asked_against[0, session.seat, slot]
    return ADVERSARY if asked[ADVERSARY] and not asked[VICTIM] else VICTIM


def pledge_tab(desk: Desk, pledge: Pledge) -> Tab:
    """The ladder of support with what each step brings and costs, and good offices."""
    session, crisis = desk.session, desk.crisis
    column = desk.column()
    items = [*_side_items(desk, pledge, column), *_asking(desk, column)]
    if pledge.side == ADVERSARY:
        items += told_of(desk, column)
    days = session.setting.rules.pledge_day + facts.help_delay(session, session.seat, crisis.principal(pledge.side))
    items += note(_("What you pledge arrives on day {day}.").format(day=crisis.day + days), column, desk.look, "clock")
    if crisis.day + days >= crisis.length:
        items += note(_("That is after the expected end."), column, desk.look, "warning", "warning")
    for rung in range(1, 7):
        items += _rung_card(desk, replace(pledge, rung=rung), rung == pledge.rung, column.take(CHOICE))
    items += _pledge_controls(desk, pledge, column)
    items += _offices_items(desk, column)
    items += ordered_items(desk, column)
    return items, column.y


def _side_items(desk: Desk, pledge: Pledge, column: Column) -> list[Item]:
    """The choice between the two sides, where there are two."""
    crisis, scenario = desk.crisis, desk.session.scenario
    if crisis.adversary < 0:
        return []
    options = tuple(
        Option(side, desk.look.text.ellipsis(nation_name(scenario, row), "strong", desk.width // 2 - 14))
        for side, row in zip(SIDES, (crisis.victim, crisis.adversary), strict=True)
    )
    return [
        Tabs(rect=column.take(CONTROL), id="side", options=options, selected=SIDES[pledge.side],
             command=Command("side"), tip=Tip(title=_("Whom you stand by")))
    ]  # fmt: skip


def _asking(desk: Desk, column: Column) -> list[Item]:
    """Who asks the seat for help."""
    session, crisis = desk.session, desk.crisis
    public = session.seen.public
    items: list[Item] = []
    for array, row in ((public.asked, crisis.victim), (public.asked_against, crisis.adversary)):
        if row >= 0 and array[0, session.seat, crisis.slot]:
            text = _("{nation} asks for your help.").format(nation=nation_name(session.scenario, row))
            items += note(text, column, desk.look, "warning", "accent")
    return items


def _rung_card(desk: Desk, pledge: Pledge, chosen: bool, rect: Rect) -> list[Item]:
    session, crisis, rung = desk.session, desk.crisis, pledge.rung
    order = pledge.order(session, crisis)
    phase = facts.played(session, (order,))
    supply = facts.supply_of(phase, crisis)
    brought = (supply.partners, supply.against)[pledge.side][session.seat]
    best = sorted((k for k in range(6) if brought[k] > 0), key=lambda k: -int(brought[k]))[:2]
    parts = ", ".join(f"{category_name(k)} {tenth(int(brought[k]))}" for k in best)
    pairs = tuple((category_name(k), tenth(int(brought[k]))) for k in range(6) if brought[k] > 0)
    reason = "" if order in session.plan else why_not_now(desk, order)
    price = () if reason else ((_("Cost"), price_text(desk.choices.price(order))),)
    after = facts.forecast(phase, crisis)
    tip = Tip(
        title=rung_name(rung), text=rung_text(rung), pairs=(*pairs, *price),
        points=points_of(after.points, _("Outcome")),
    )  # fmt: skip
    area = Area(
        rect=rect, id=f"rung.{rung}", command=Command("rung", rung), selected=chosen, tip=tip,
        enabled=not reason, reason=reason,
    )  # fmt: skip
    gain = _("outcome {points}").format(points=signed(after.points.total))
    nothing = _("words only") if rung < SUPPLIES else _("too late to count")
    return choice(rect, (rung_name(rung), gain, parts or nothing, ""), area, desk.look)


def _pledge_controls(desk: Desk, pledge: Pledge, column: Column) -> list[Item]:
    session, crisis, rung = desk.session, desk.crisis, pledge.rung
    order = replace(pledge, rung=max(1, rung)).order(session, crisis)
    reason = why_not_now(desk, order) if rung or session.planning else _("Choose a step first.")
    most = max(1, min(20, session.means.contingents.left))
    items: list[Item] = []
    strip = column.take(CONTROL)
    if rung >= FORCE:
        stepper, strip = strip.take_left(desk.width * 2 // 5, GAP)
        items.append(Stepper(rect=stepper, id="amount", value=min(pledge.amount, most), minimum=1, maximum=most,
                             command=Command("amount")))  # fmt: skip
    text = _("Who is helped owes you, trusts you more and thinks better of you: the more, the higher the step. The"
             " other side will remember open access and more.")  # fmt: skip
    items.append(
        Button(rect=strip, id="pledge", text=_("Pledge"), icon="shield", kind="primary", command=Command("pledge"),
               enabled=not reason, reason=reason, tip=Tip(title=_("Pledge support"), text=text))
    )  # fmt: skip
    return items


def _offices_items(desk: Desk, column: Column) -> list[Item]:
    session, crisis = desk.session, desk.crisis
    order = session.order("good_offices", "mediate", crisis.id)
    reason = _("Ordered already.") if order in session.plan else why_not_now(desk, order)
    rules = session.setting.rules
    pairs = (
        (_("Staff"), hundredths_text(rules.offices_staff)),
        (_("Chance that they accept"), f"{facts.mediation_chance(session, crisis)}%"),
        (_("Standing if they do"), signed(rules.offices_standing // TEN)),
        (_("Standing if not"), signed(-rules.offices_standing // (2 * TEN))),
        (_("Outcome if they do"), signed(rules.offices_gain)),
    )
    tip = Tip(title=_("Good offices"), text=_("Mediate between the parties: staff and standing against the chance"
              " of failure. A victim open to mediation listens more."), pairs=pairs)  # fmt: skip
    chance = facts.mediation_chance(session, crisis)
    text = _("Offer good offices: {percent}%").format(percent=chance)
    column.skip(4)
    return [
        Button(rect=column.take(CONTROL), id="offices", text=text, icon="handshake", command=Command("offices"),
               enabled=not reason, reason=reason, tip=tip),
    ]  # fmt: skip
