"""What an outsider does about a crisis of others: the ladder of support, and good offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.instruments.responses import FORCE
from game.core.orders import Order
from game.core.vocabulary import HUNDRED
from game.ui.commands import Command
from game.ui.explain import hundredths_text, points_of
from game.ui.geometry import Rect
from game.ui.i18n import _
from game.ui.items import Area, Button, Item, Stepper, Tip
from game.ui.layout import Column
from game.ui.screens import crisis_facts as facts
from game.ui.screens.crisis_cards import CHOICE, Desk, Tab, choice, note, planned_items, why_not_now
from game.ui.screens.crisis_facts import Situation
from game.ui.screens.crisis_words import (
    category_name,
    rung_name,
    rung_text,
    tenth,
)  # fmt: skip
from game.ui.theme import CONTROL, GAP
from game.ui.widgets.points import signed

if TYPE_CHECKING:
    from game.ui.session import Session

SUPPLIES = 3
"""The rung from which a pledge costs funds and brings more than words."""
TEN = HUNDRED // 10


def pledge_tab(desk: Desk, rung: int, amount: int) -> Tab:
    """The ladder of support with what each step brings and costs, and good offices."""
    session, crisis = desk.session, desk.crisis
    column = desk.column()
    items: list[Item] = []
    days = session.setting.rules.pledge_day + facts.help_delay(session, session.seat, crisis.victim)
    if session.seen.public.asked[0, session.seat, crisis.slot]:
        items += note(_("They ask for your help."), column, desk.look, "warning", "accent")
    items += note(_("What you pledge arrives on day {day}.").format(day=crisis.day + days), column, desk.look, "clock")
    if crisis.day + days >= crisis.length:
        items += note(_("That is after the expected end."), column, desk.look, "warning", "warning")
    for step in range(1, 7):
        items += _rung_card(desk, step, rung, amount, column.take(CHOICE))
    items += _pledge_controls(desk, rung, amount, column)
    items += _offices_items(desk, column)
    items += planned_items(desk, column)
    return items, column.y


def pledge_order(session: Session, crisis: Situation, rung: int, amount: int) -> Order:
    """The pledge of that step; contingents go with the two highest only."""
    return session.order("pledge", "support", crisis.id, level=rung, amount=amount if rung >= FORCE else 0)


def _rung_card(desk: Desk, step: int, chosen: int, amount: int, rect: Rect) -> list[Item]:
    session, crisis = desk.session, desk.crisis
    order = pledge_order(session, crisis, step, max(1, amount))
    phase = facts.played(session, (order,))
    brought = facts.supply_of(phase, crisis).partners[session.seat]
    best = sorted((k for k in range(6) if brought[k] > 0), key=lambda k: -int(brought[k]))[:2]
    parts = ", ".join(f"{category_name(k)} {tenth(int(brought[k]))}" for k in best)
    rules = session.setting.rules
    funds = rules.pledge_funds * step if step >= SUPPLIES else 0
    pairs = tuple((category_name(k), tenth(int(brought[k]))) for k in range(6) if brought[k] > 0)
    cost = ((_("Staff"), hundredths_text(rules.pledge_staff)), (_("Funds"), hundredths_text(funds)))
    after = facts.forecast(phase, crisis)
    tip = Tip(
        title=rung_name(step), text=rung_text(step), pairs=(*pairs, *cost),
        points=points_of(after.points, _("Outcome with it")),
    )  # fmt: skip
    reason = "" if order in session.plan else why_not_now(desk, order)
    area = Area(
        rect=rect, id=f"rung.{step}", command=Command("rung", step), selected=step == chosen, tip=tip,
        enabled=not reason, reason=reason,
    )  # fmt: skip
    gain = _("outcome {points}").format(points=signed(after.points.total))
    return choice(
        rect,
        (rung_name(step), gain, parts or (_("words only") if step < SUPPLIES else _("too late to count")), ""),
        area,
        desk.look,
    )


def _pledge_controls(desk: Desk, rung: int, amount: int, column: Column) -> list[Item]:
    session, crisis = desk.session, desk.crisis
    order = pledge_order(session, crisis, max(1, rung), max(1, amount))
    reason = why_not_now(desk, order) if rung or session.planning else _("Choose a step first.")
    most = max(1, min(20, session.means.contingents.left))
    items: list[Item] = []
    strip = column.take(CONTROL)
    if rung >= FORCE:
        stepper, strip = strip.take_left(desk.width * 2 // 5, GAP)
        items.append(Stepper(rect=stepper, id="amount", value=min(amount, most), minimum=1, maximum=most,
                             command=Command("amount")))  # fmt: skip
    items.append(
        Button(rect=strip, id="pledge", text=_("Pledge"), icon="shield", kind="primary",
               command=Command("pledge"), enabled=not reason, reason=reason,
               tip=Tip(title=_("Pledge support"), text=_("Who is helped owes you, trusts you more and thinks better of"
                       " you: the more, the higher the step.")))
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
