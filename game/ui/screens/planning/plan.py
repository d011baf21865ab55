"""The plan panel: what there is, what is ordered, what can be ordered, what to think of, and the end of the turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from game.core.instruments import INSTRUMENTS, POSITION, TABLE
from game.core.instruments.instrument import Instrument
from game.core.orders import Order
from game.ui.painting.theme import CONTROL, GAP
from game.ui.play.choices import Choices, Price, plan_prices, price_text
from game.ui.screens.planning.answers import Answers
from game.ui.screens.planning.decisions import Decisions
from game.ui.screens.planning.estimate_parts import (
    FORECAST,
    WORTH,
    estimating,
    forecast_items,
    help_buttons,
    help_update,
    worth_items,
)
from game.ui.screens.planning.order_dialog import OrderDialog
from game.ui.toolkit.commands import Changes, Command, Push
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Bar, Button, Icon, Item, Label, Panel, Part, Scroll, Tip
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.explain import explained, hundredths_text, tenth_text
from game.ui.words.i18n import _, ngettext
from game.ui.words.orders import SHORT_NAMES, colour_of, fitting, icon_of, order_detail, order_title
from game.ui.words.said import said

if TYPE_CHECKING:
    from game.ui.play.purse import Mean
from game.ui.play.session import Session

MARGIN = 12
RESOURCE = 48
INSTRUMENT = 38
NOTE = 24
CARD = 60
LIKELY, UNLIKELY = 60, 35
LETTERING = 48  # what icon and margins take of an instrument's button
ROOMS: Mapping[str, Callable[[Session], Scene]] = MappingProxyType({"answer": Answers, "decide": Decisions})
"""Instruments with a screen of their own in place of the dialog that serves all."""


def plan_items(session: Session, area: Rect, look: Look) -> list[Item]:
    """The whole panel; its ids begin with `plan.`, and the button that ends the turn is `end_turn`."""
    column = Column(area.inset(MARGIN), GAP)
    items: list[Item] = [Panel(rect=area), *_title(session, column.take(34), look)]
    items += _resources(session, column.take(2 * RESOURCE + GAP), look)
    rows = available(session)
    height = -(-len(rows) // 2) * (INSTRUMENT + 6) - 6
    items += _instruments(session, rows, column.take(height), look)
    end, rest = column.rest.take_bottom(CONTROL + 4, GAP)
    notes = warnings(session)
    lower, cards = rest.take_bottom(NOTE * min(2, len(notes)), GAP if notes else 0)
    if estimating(session):
        forecast, cards = cards.take_bottom(FORECAST, GAP)
        items += forecast_items(session, forecast, look)
    return [*items, *_cards(session, cards, look), *_notes(notes, lower, look), _end(session, end)]


def plan_update(session: Session, command: Command) -> Changes:
    """Answer the panel's commands; `end_turn` is left to the screen that holds the panel."""
    match command.name:
        case "plan.open":
            if command.argument in ROOMS:
                return Push(ROOMS[command.argument](session))
            return Push(OrderDialog(session, command.argument))
        case "plan.edit":
            instrument = session.plan[command.argument].instrument
            if instrument in ROOMS:
                return Push(ROOMS[instrument](session))
            return Push(OrderDialog(session, instrument, editing=command.argument))
        case "plan.remove":
            session.remove(command.argument)
        case "plan.advise" | "plan.repeat":
            return help_update(session, command)
        case "undo":
            session.undo()
        case "redo":
            session.redo()
    return None


def available(session: Session) -> list[Instrument]:
    """The instruments of this decision point: the six always in PLAN, orders for a crisis when there is one."""
    choices, used = Choices(session), {order.instrument for order in session.plan}
    return [
        one
        for one in TABLE
        if one.planning == session.planning and (one in INSTRUMENTS or one.key in used or not choices.obstacle(one))
    ]


def _title(session: Session, strip: Rect, look: Look) -> list[Item]:
    redo, rest = strip.take_right(36, 4)
    undo, rest = rest.take_right(36, 4)
    text = _("Your plan") if session.planning else _("Your answers")
    helpers, title = help_buttons(session, rest, look, text)
    nothing = _("There is nothing to take back.") if not session.can_undo else ""
    return [
        Label(rect=title, text=text, style="heading", colour="accent"),
        *helpers,
        Button(rect=undo, id="plan.undo", icon="undo", kind="quiet", command=Command("undo"), hotkey="undo",
               tip=Tip(title=_("Undo")), enabled=session.can_undo, reason=nothing),
        Button(rect=redo, id="plan.redo", icon="redo", kind="quiet", command=Command("redo"), hotkey="redo",
               tip=Tip(title=_("Redo")), enabled=session.can_redo, reason=_("Nothing was taken back.")),
    ]  # fmt: skip


def _resources(session: Session, area: Rect, look: Look) -> list[Item]:
    means = session.means
    rows = (
        ("staff", "staff", _("Staff"), means.staff, True,
         _("Points of work this turn. What is left when the turn ends helps in crises; up to {n} carry over.").format(
             n=hundredths_text(session.setting.rules.staff_carry))),
        ("funds", "coin", _("Funds"), means.funds, True, _("Money in hand. Drills, training and upkeep take it.")),
        ("contingents", "people", _("Contingents"), means.contingents, False,
         _("Units of 200 soldiers at home, free for missions, drills and crises. Drag one onto the map to send it.")),
        ("officers", "officer", _("Officers"), means.officers, False,
         _("Officers free to be sent as attachés. Drag one onto a nation to send it there.")),
    )  # fmt: skip
    cells = [cell for row in area.rows(2, GAP) for cell in row.columns(2, 16)]
    items: list[Item] = []
    for cell, (key, icon, name, mean, fine, text) in zip(cells, rows, strict=True):
        items += _resource(cell, (icon, name), mean, fine)
        write = hundredths_text if fine else str
        pairs = (
            (_("There is"), write(mean.total)),
            (_("The plan takes"), write(mean.planned)),
            (_("Left"), write(mean.left)),
        )
        payload = key if key in ("contingents", "officers") and mean.left > 0 else ""
        items.append(Area(rect=cell, id=f"plan.{key}", tip=Tip(title=name, text=text, pairs=pairs), payload=payload))
    return items


def _resource(cell: Rect, title: tuple[str, str], mean: Mean, fine: bool) -> list[Item]:
    """Icon and name over "left / total" and a bar: what the plan takes is hatched."""
    top, bottom = cell.take_top(22)
    icon, name = top.take_left(18, 6)
    number, bar = bottom.take_left(96, 6)
    write = tenth_text if fine else str
    short = mean.left < 0
    share = min(1.0, mean.planned / mean.total) if mean.total > 0 else float(short)
    left = 1 - share if mean.total > 0 else 0.0
    parts = (Part(left, "teal"), Part(share, "bad" if short else "accent", hatched=True))
    return [
        Icon(rect=icon.middle(18, 18), name=title[0], colour="muted"),
        Label(rect=name, text=title[1], style="small", colour="muted"),
        Label(rect=number, text=f"{write(mean.left)} / {write(mean.total)}", style="strong",
              colour="bad" if short else "text"),
        Bar(rect=bar.middle(bar.width, 8), parts=parts),
    ]  # fmt: skip


def _instruments(session: Session, rows: list[Instrument], area: Rect, look: Look) -> list[Item]:
    """A button for each instrument; one that can't be used now says why."""
    choices = Choices(session)
    items: list[Item] = []
    for place, one in enumerate(rows):
        cell = Rect(area.x, area.y + place // 2 * (INSTRUMENT + 6), area.width, INSTRUMENT).columns(2, 6)[place % 2]
        why = choices.obstacle(one)
        name = _(one.name)
        room = cell.width - LETTERING
        short = _(SHORT_NAMES.get(one.key, one.name))
        shown = fitting(look, room, "small", name, short, look.text.ellipsis(short, "small", room))
        items.append(
            Button(
                rect=cell, id=f"plan.open.{one.key}", text=shown, icon=icon_of(one.key), style="small",
                align="start", command=Command("plan.open", one.key), enabled=not why, reason=why,
                tip=Tip(title=name, text=_(one.help)),
            )
        )  # fmt: skip
    return items


def _cards(session: Session, area: Rect, look: Look) -> list[Item]:
    """The orders given so far, each with what it takes and what to expect of it."""
    if not session.plan:
        empty = _("No orders yet. Choose one above, or a nation on the map.")
        if not session.planning:
            empty = _("Nothing answered yet.")
        text = paragraph(empty, area.inset(4), look, colour="muted")
        return [text] if text.rect.height <= area.height else []
    prices = plan_prices(session)
    broken = {id(problem.order): said(problem.reason) for problem in session.problems}
    height = len(session.plan) * (CARD + 6) - 6
    column = Column(Rect(0, 0, area.width - (14 if height > area.height else 0), height), 6)
    children: list[Item] = []
    for place, (order, price) in enumerate(zip(session.plan, prices, strict=True)):
        effect = _effect(session, order, price, broken.get(id(order), ""))
        children += _card(session, place, column.take(CARD), look, (price_text(price, short=True), effect))
    return [Scroll(rect=area, id="plan.cards", children=tuple(children), content_height=height)]


@dataclass(frozen=True, slots=True)
class Effect:
    """What is to be expected of an order: a few letters, their colour, and the whole story."""

    text: str
    colour: str
    tip: Tip


def _effect(session: Session, order: Order, price: Price, refused: str) -> Effect:
    title, answer = order_title(order), session.consent(order)
    if refused:
        return Effect(_("refused"), "bad", Tip(title=title, text=refused))
    if answer is not None:
        chance = session.chance(answer)
        colour = "good" if chance >= LIKELY else "bad" if chance < UNLIKELY else "warning"
        more = _("Chance of a yes: {chance}%").format(chance=chance)
        return Effect(f"{chance}%", colour, explained(answer, title, f"{order_detail(session, order)}\n{more}"))
    takes = _("Takes: {price}").format(price=price_text(price))
    about = _(TABLE[POSITION[order.instrument]].help)
    return Effect("", "muted", Tip(title=title, text=f"{about}\n{takes}"))


def _card(session: Session, place: int, rect: Rect, look: Look, said: tuple[str, Effect]) -> list[Item]:
    """Two lines: what, and how likely; with whom, and what it takes."""
    order, (takes, effect) = session.plan[place], said
    colour = colour_of(order.instrument)
    close, body = rect.inset(8, 5).take_right(34, 4)
    icon, text = body.move(4, 0).take_left(28, 10)
    worth, text = text.take_right(WORTH if estimating(session) else 0, 6 if estimating(session) else 0)
    top, bottom = text.take_top(26)
    right, title = top.take_right(look.text.width(effect.text, "strong") + 2, 6)
    price, detail = bottom.take_right(look.text.width(takes, "small") + 2, 6)
    written = order_title(order)
    if look.text.width(written, "strong") > title.width:
        written = look.text.ellipsis(order_title(order, short=True), "strong", title.width)
    whom = look.text.ellipsis(order_detail(session, order), "small", detail.width)
    return [
        Panel(rect=rect, fill="raised", border="line"),
        Panel(rect=rect.inset(1).take_left(5)[0], fill=colour, border="", radius=3),
        Icon(rect=icon.middle(26, 26), name=icon_of(order.instrument), colour=colour),
        Label(rect=title, text=written, style="strong"),
        Label(rect=right, text=effect.text, style="strong", colour=effect.colour, align="end"),
        Label(rect=detail, text=whom, style="small", colour="muted"),
        Label(rect=price, text=takes, style="small", colour="accent", align="end"),
        Area(rect=rect.take_left(text.right + 3 - rect.x)[0], id=f"plan.card.{place}",
             command=Command("plan.edit", place), tip=effect.tip),
        *(worth_items(session, place, worth, look) if not worth.empty else []),
        Button(rect=close.middle(34, 34), id=f"plan.card.{place}.remove", icon="close", kind="quiet",
               command=Command("plan.remove", place), tip=Tip(title=_("Take this order back"))),
    ]  # fmt: skip


def warnings(session: Session) -> list[tuple[str, str, Tip]]:
    """What to think of before the turn ends: (colour, short text, tip), the gravest first."""
    found: list[tuple[str, str, Tip]] = []
    problems = session.problems
    if problems:
        text = ngettext("{n} order can't be carried out", "{n} orders can't be carried out", len(problems))
        reasons = "\n".join(said(problem.reason) for problem in problems)
        found.append(("bad", text.format(n=len(problems)), Tip(title=text.format(n=len(problems)), text=reasons)))
    found += _crisis_warnings(session)
    means, carry = session.means, session.setting.rules.staff_carry
    if means.staff.left > carry:
        idle = _("{n} staff idle, {most} carry over").format(
            n=hundredths_text(means.staff.left), most=hundredths_text(carry)
        )
        more = _("A reserve helps when a crisis comes this quarter. What is beyond {most} is lost.").format(
            most=hundredths_text(carry)
        )
        found.append(("warning", idle, Tip(title=idle, text=more)))
    found += _no_reserve(session)
    if session.planning and means.officers.left > 0 and means.staff.left > 0:
        free = ngettext("{n} officer without a post", "{n} officers without a post", means.officers.left)
        text = free.format(n=means.officers.left)
        found.append(("info", text, Tip(title=text, text=_("An attaché sees more, and earns trust and better terms."))))
    return found


def _no_reserve(session: Session) -> list[tuple[str, str, Tip]]:
    """Where a plan leaves too little staff to say yes to anything in the second half of the quarter."""
    rules = session.setting.rules
    if not session.planning or not session.plan or session.means.staff.left >= rules.accept_staff:
        return []
    text = _("No staff left for answers")
    more = _("To accept an offer takes {accept} staff this quarter, to pledge help {pledge}. Take an order back to keep"
             " some.").format(accept=hundredths_text(rules.accept_staff), pledge=hundredths_text(rules.pledge_staff)
             )  # fmt: skip
    return [("warning", text, Tip(title=text, text=more))]


def _crisis_warnings(session: Session) -> list[tuple[str, str, Tip]]:
    found: list[tuple[str, str, Tip]] = []
    own = [crisis for crisis in session.crises() if crisis.own]
    asked = any(order.instrument == "request" for order in session.plan)
    public = session.seen.public
    if session.planning and own and not asked and not any(public.asked[0, :, crisis.slot].any() for crisis in own):
        text = _("Nobody is asked for help")
        found.append(("bad", text, Tip(title=text, text=_("You are in a crisis: partners come when they are asked."))))
    answered = {order.target for order in session.plan if order.instrument == "answer"}
    found += _story_warnings(session)
    left = sum(session.setting.nations[offer.proposer] not in answered for offer in session.offers())
    if left:
        text = ngettext("{n} offer without an answer", "{n} offers without an answer", left).format(n=left)
        found.append(("warning", text, Tip(title=text, text=_("An offer you don't answer lapses."))))
    return found


def _story_warnings(session: Session) -> list[tuple[str, str, Tip]]:
    decided = {order.target for order in session.plan if order.instrument == "decide"}
    open_now = [] if session.planning else session.decisions()
    left = sum(session.setting.decisions[number].id not in decided for number in open_now)
    if not left:
        return []
    text = ngettext("{n} decision is open", "{n} decisions are open", left).format(n=left)
    return [("warning", text, Tip(title=text, text=_("Where you say nothing, the first choice happens.")))]


def _notes(notes: list[tuple[str, str, Tip]], area: Rect, look: Look) -> list[Item]:
    """The two gravest warnings; the second stands for all others."""
    items: list[Item] = []
    for place, (colour, text, tip) in enumerate(notes[:2]):
        strip = Rect(area.x, area.y + place * NOTE, area.width, NOTE)
        rest = notes[place + 1 :] if place == 1 else []
        if rest:
            tip = Tip(title=tip.title, text="\n".join([tip.text, *(f"{one[1]}. {one[2].text}" for one in rest)]))
        icon, line = strip.take_left(18, 8)
        items += [
            Icon(rect=icon.middle(18, 18), name="info" if colour == "info" else "warning", colour=colour),
            Label(rect=line, text=look.text.ellipsis(text, "small", line.width), style="small"),
            Area(rect=strip, id=f"plan.note.{place}", tip=tip),
        ]
    return items


def _end(session: Session, rect: Rect) -> Button:
    if session.over:
        text, why = _("End turn"), _("The campaign has ended.")
    else:
        text, why = (_("End turn") if session.planning else _("Send answers and go on")), ""
    more = _("Your orders are carried out, and the others answer.")
    return Button(
        rect=rect, id="end_turn", text=text, icon="next", kind="primary", style="strong", hotkey="end_turn",
        command=Command("end_turn"), enabled=not session.over, reason=why, tip=Tip(title=text, text=more),
    )  # fmt: skip
