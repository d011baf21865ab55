"""What a victim does about its own crisis: posture, contingents, and whom to ask for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.crises.outcome import escalation_score
from game.core.vocabulary import POSTURES
from game.ui.painting.theme import CONTROL, GAP
from game.ui.screens.crises import facts
from game.ui.screens.crises.cards import CHOICE, Desk, Tab, choice, ordered_items, told_of, why_not_now
from game.ui.screens.crises.facts import Partner, Situation
from game.ui.screens.crises.words import (
    posture_name,
    rung_name,
    rung_text,
    willing_points,
)  # fmt: skip
from game.ui.screens.service.screen_parts import note
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Button, Item, Label, Panel, Stepper, Tip
from game.ui.toolkit.layout import Column
from game.ui.widgets.points import points_block, points_height, signed
from game.ui.words.explain import hundredths_text, points_of, share_text
from game.ui.words.i18n import _

if TYPE_CHECKING:
    from game.ui.play.session import Session

MOST_PARTNERS = 20


def respond_tab(desk: Desk, commit: int) -> Tab:
    """Posture and contingents of one's own."""
    column, look = desk.column(), desk.look
    items: list[Item] = []
    if desk.session.planning:
        text = _("Posture and contingents are ordered when the quarter's answers are due, after your plan.")
        items += note(text, column, look)
    chosen = planned_posture(desk.session, desk.crisis)
    items.append(Label(rect=column.take(30), text=_("Posture"), style="heading", colour="accent"))
    for posture in range(len(POSTURES)):
        items += _posture_card(desk, posture, posture == chosen, column.take(CHOICE))
    items += _commit_items(desk, commit, column)
    items += ordered_items(desk, column)
    return items, column.y


def planned_posture(session: Session, crisis: Situation) -> int:
    """The posture as it will be: the plan's, or the one in force."""
    for order in reversed(session.plan):
        if order.instrument == "posture" and order.target == crisis.id:
            return POSTURES.index(order.option)
    return crisis.posture


def _posture_card(desk: Desk, posture: int, chosen: bool, rect: Rect) -> list[Item]:
    session, crisis = desk.session, desk.crisis
    order = session.order("posture", POSTURES[posture], crisis.id)
    phase = facts.with_posture(facts.played(session), crisis, posture)
    points = facts.forecast(phase, crisis)
    worse = facts.worse_chance(phase, crisis)
    score = escalation_score(phase, facts.WORLD, facts.slot_rows(crisis.slot)).at((0,), "escalation")
    tip = Tip(title=posture_name(posture), text=_posture_text(posture), points=points_of(score, _("Escalation")))
    reason = "" if chosen else why_not_now(desk, order)
    area = Area(
        rect=rect, id=f"posture.{posture}", command=Command("posture", posture), selected=chosen, tip=tip,
        enabled=not reason, reason=reason,
    )  # fmt: skip
    settled = facts.settlement_chance(phase, crisis)
    remark = _("mediation {percent}%").format(percent=settled) if crisis.adversary >= 0 else ""
    ordered = _("{posture} (ordered)") if chosen else "{posture}"
    title = _("{posture} (in force)") if posture == crisis.posture else ordered
    title = title.format(posture=posture_name(posture))
    outcome = _("outcome {points}").format(points=signed(points.points.total))
    detail = _("worse violence {percent}%").format(percent=worse)
    return choice(rect, (title, outcome, detail, remark), area, desk.look)


def _posture_text(posture: int) -> str:
    return (
        _("Shows resolve, which helps the outcome, and makes worse violence likelier."),
        _("Neither resolve nor calm."),
        _("Calms: worse violence gets less likely, at a price in the outcome."),
        _("Calms, and makes you more open to good offices of others."),
    )[posture]


def _commit_items(desk: Desk, commit: int, column: Column) -> list[Item]:
    session, crisis, look = desk.session, desk.crisis, desk.look
    public = session.seen.public
    home = session.means.contingents.left
    column.skip(4)
    items: list[Item] = [
        Label(rect=column.take(30), text=_("Own contingents"), style="heading", colour="accent"),
    ]
    text = _("{field} in the field · {home} at home").format(
        field=int(public.committed[0, crisis.slot]), home=home
    )  # fmt: skip
    items.append(Label(rect=column.take(24), text=text, style="small", colour="muted"))
    order = session.order("commit", "own", crisis.id, amount=max(1, commit))
    reason = why_not_now(desk, order)
    funds = hundredths_text(session.setting.rules.commit_funds * commit)
    staff = hundredths_text(session.setting.rules.commit_staff)
    most = max(0, min(60, home))
    stepper, button = column.take(CONTROL).take_left(desk.width * 2 // 5, GAP)
    ready = not reason and commit > 0
    return [
        *items,
        Stepper(rect=stepper, id="commit", value=min(commit, most), maximum=most, command=Command("commit"),
                enabled=not session.planning, reason=reason),
        Button(rect=button, id="commit.order", text=_("Commit"), icon="people", kind="primary",
               command=Command("commit_order"), enabled=ready, reason=reason or _("Choose how many first."),
               tip=Tip(title=_("Commit contingents"), text=_("They come home when the crisis ends."),
                       pairs=((_("Staff"), staff), (_("Funds"), funds)))),
        *note(_("Units at home count a little too: {percent} of those in the field.").format(
            percent=share_text(session.setting.rules.passive_defence)), column, look),
    ]  # fmt: skip


def ask_tab(desk: Desk, partners: list[Partner], names: dict[int, str], opened: int) -> Tab:
    """Those who might come, the most willing first."""
    column, session = desk.column(), desk.session
    most = session.setting.rules.asks_a_turn
    asked = sum(partner.asked for partner in partners)
    text = _("Asked this quarter: {asked} of {most}. Most willing first, as you estimate them.").format(
        asked=asked, most=most
    )
    items: list[Item] = note(text, column, desk.look, "people")
    if desk.crisis.facing:
        items += told_of(desk, column)
    for partner in partners[:MOST_PARTNERS]:
        items += _partner_card(desk, partner, names[partner.row], partner.row == opened, column)
    return items, column.y


def _partner_card(desk: Desk, partner: Partner, name: str, opened: bool, column: Column) -> list[Item]:
    points = willing_points(partner)
    height = CHOICE + (points_height(points) + CONTROL + 20 if opened else 0)
    rect = column.take(height)
    card, rest = rect.take_top(CHOICE)
    button, words = card.take_right(100, 4)
    tip = Tip(title=name, text=rung_text(partner.rung), points=points)
    area = Area(rect=words, id=f"partner.{partner.row}", command=Command("partner", partner.row), tip=tip)
    texts = (name, signed(partner.willing.total), rung_name(partner.rung), _arrival(desk, partner))
    shown = choice(words, texts, area, desk.look, "accent" if partner.rung else "muted")
    plate = Panel(rect=rect, fill="raised", border="teal" if opened else "line")
    items: list[Item] = [plate, *shown[1:], _ask_button(desk, partner, button.middle(90, CONTROL))]
    if opened:
        why, dossier = rest.inset(8, 4).take_top(points_height(points), GAP)
        nation = desk.session.setting.nations[partner.row]
        items += points_block(points, why, desk.look, f"points.{partner.row}")
        items.append(Button(rect=dossier.take_top(CONTROL)[0], id=f"dossier.{partner.row}", text=_("Open the dossier"),
                            icon="search", kind="quiet", command=Command("dossier", nation)))  # fmt: skip
    return items


def _arrival(desk: Desk, partner: Partner) -> str:
    """The day on which its help would be there."""
    day = desk.crisis.day + desk.session.setting.rules.pledge_day + partner.days
    if not partner.rung:
        return ""
    late = day >= desk.crisis.length
    return (_("day {day}: too late") if late else _("there on day {day}")).format(day=day)


def _ask_button(desk: Desk, partner: Partner, rect: Rect) -> Button:
    session, crisis = desk.session, desk.crisis
    nation = session.setting.nations[partner.row]
    order = facts.request(session, crisis, nation)
    if order in session.plan:
        return Button(
            rect=rect, id=f"ask.{partner.row}", text=_("Asked"), selected=True,
            command=Command("take_back", session.plan.index(order)), tip=Tip(title=_("Take back")),
        )  # fmt: skip
    reason = why_not_now(desk, order)
    return Button(
        rect=rect, id=f"ask.{partner.row}", text=_("Ask"), command=Command("ask", partner.row),
        enabled=not reason, reason=reason, tip=Tip(title=_("Ask for help")),
    )  # fmt: skip
