"""The dispatches of the last turn, and in the second half of a turn what awaits the seat's answer."""

from __future__ import annotations

from game.ui.painting.theme import CONTROL, GAP
from game.ui.play.insight import Crisis, Offer
from game.ui.play.session import Session
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Button, Icon, Item, Label, Panel, Scroll, Tip
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look
from game.ui.words.dispatch import Dispatch, violence_name
from game.ui.words.dispatches import MOST_IMPORTANT
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import crisis_name, nation_name, offer_name
from game.ui.words.said import said
from game.ui.words.story import question

GRAVE = 70  # from this importance on a dispatch has a coloured edge
BAR = 14


def news_items(session: Session, area: Rect, look: Look, everything: bool) -> list[Item]:
    """Ranked cards; those beyond the first five on demand."""
    dispatches = session.dispatches
    shown = dispatches if everything else dispatches[:MOST_IMPORTANT]
    column = Column(Rect(0, 0, area.width - BAR, 0), GAP)
    children: list[Item] = []
    if not dispatches:
        children.append(paragraph(_("Nothing has happened yet. What changes in a turn is told here."), column.rest,
                                  look, colour="muted"))  # fmt: skip
        column.take(children[-1].rect.height)
    for place, dispatch in enumerate(shown):
        children += _dispatch(dispatch, place, column, look)
    more = len(dispatches) - len(shown)
    if more:
        text = ngettext("{n} more dispatch", "{n} more dispatches", more).format(n=more)
        children.append(Button(rect=column.take(CONTROL), id="news.more", text=text, kind="quiet", icon="down",
                               command=Command("news.more")))  # fmt: skip
    return [Scroll(rect=area, id="news", children=tuple(children), content_height=column.y)]


def _dispatch(dispatch: Dispatch, place: int, column: Column, look: Look) -> list[Item]:
    width = column.area.width - 58
    title = look.text.height(dispatch.title, "strong", width)
    body = look.text.height(dispatch.text, "small", width) if dispatch.text else 0
    rect = column.take(title + body + 20)
    inner = Rect(rect.x + 46, rect.y + 9, width, title)
    grave = dispatch.importance >= GRAVE
    colour = "accent" if grave else "muted"
    items: list[Item] = [Panel(rect=rect, fill="raised", border="line")]
    if grave:
        items.append(Panel(rect=rect.inset(1).take_left(5)[0], fill=colour, border="", radius=3))
    items += [
        Icon(rect=Rect(rect.x + 14, rect.y + 12, 22, 22), name=dispatch.icon, colour=colour),
        Label(rect=inner, text=dispatch.title, style="strong", valign="top", fit="wrap"),
    ]
    if body:
        text = Rect(inner.x, inner.bottom, width, body)
        items.append(Label(rect=text, text=dispatch.text, style="small", colour="muted", valign="top", fit="wrap"))
    if dispatch.nations or dispatch.target:
        items.append(Area(rect=rect, id=f"news.{place}", command=Command("news.open", place),
                          tip=Tip(title=dispatch.title, text=_("Click to see it."))))  # fmt: skip
    return items


def due_items(session: Session, area: Rect, look: Look) -> list[Item]:
    """What must be decided before the turn goes on."""
    column = Column(Rect(0, 0, area.width - BAR, 0), GAP)
    children: list[Item] = [
        paragraph(_("Your answers are due. What you leave open lapses."), column.rest, look, "small", "muted")
    ]
    column.take(children[-1].rect.height)
    answered = {order.target for order in session.plan}
    for number in session.decisions():
        children += _decision(session, number, answered, column, look)
    offers = session.offers()
    for offer in offers:
        children += _offer(session, offer, answered, column, look)
    own = [crisis for crisis in session.crises() if crisis.own]
    for crisis in [*own, *session.requests()]:
        children += _crisis(session, crisis, crisis.id in answered, column, look)
    return [Scroll(rect=area, id="due", children=tuple(children), content_height=column.y)]


def _row(
    column: Column, look: Look, icon: tuple[str, str], words: tuple[str, str], done: bool
) -> tuple[list[Item], Rect]:
    """A plate with an icon, a title and a line; and what remains for buttons."""
    width = column.area.width - 58
    title = look.text.height(words[0], "strong", width)
    body = look.text.height(words[1], "small", width)
    rect = column.take(title + body + CONTROL + 26)
    inner = Rect(rect.x + 46, rect.y + 9, width, title)
    items: list[Item] = [
        Panel(rect=rect, fill="raised", border="good" if done else "line"),
        Icon(rect=Rect(rect.x + 14, rect.y + 12, 22, 22), name="tick" if done else icon[0],
             colour="good" if done else icon[1]),
        Label(rect=inner, text=words[0], style="strong", valign="top", fit="wrap"),
        Label(rect=Rect(inner.x, inner.bottom, width, body), text=words[1], style="small", colour="muted", valign="top",
              fit="wrap"),
    ]  # fmt: skip
    return items, Rect(inner.x, inner.bottom + body + 7, width, CONTROL)


def _decision(session: Session, number: int, answered: set[str], column: Column, look: Look) -> list[Item]:
    key = session.setting.decisions[number].id
    words = (_("Yours to decide"), question(session.scenario, key))
    items, button = _row(column, look, ("info", "accent"), words, key in answered)
    return [
        *items,
        Button(rect=button, id=f"due.decide.{number}", text=_("Decide"), icon="scroll",
               command=Command("outliner.open", "decisions:")),
    ]  # fmt: skip


def _offer(session: Session, offer: Offer, answered: set[str], column: Column, look: Look) -> list[Item]:
    nation = session.setting.nations[offer.proposer]
    done = nation in answered
    name = nation_name(session.scenario, offer.proposer)
    title = _("{nation}: {offer}").format(nation=name, offer=offer_name(offer.code, theirs=True))
    level = ngettext("{n} contingent each", "{n} contingents each", offer.level).format(n=offer.level)
    detail = level if offer.drill else _("level {level}").format(level=offer.level)
    items, buttons = _row(column, look, ("handshake", "accent"), (title, detail), done)
    more, answers = buttons.take_right(CONTROL, 6)
    yes, no = answers.columns(2, 6)
    accept = session.order("answer", "accept", nation)
    refused = "" if done else said(session.refusal(accept) or "")
    given = _("You have answered; take the answer back in the plan first.") if done else ""
    return [
        *items,
        Button(rect=yes, id=f"due.accept.{nation}", text=_("Accept"), command=Command("due.answer", ("accept", nation)),
               enabled=not (refused or given), reason=refused or given),
        Button(rect=no, id=f"due.decline.{nation}", text=_("Decline"), enabled=not given, reason=given,
               command=Command("due.answer", ("decline", nation))),
        Button(rect=more, id=f"due.weigh.{nation}", icon="eye", kind="quiet", command=Command("due.weigh", nation),
               tip=Tip(title=_("Weigh the offer"), text=_("What it brings, and what a counter-offer could be."))),
    ]  # fmt: skip


def _crisis(session: Session, crisis: Crisis, done: bool, column: Column, look: Look) -> list[Item]:
    victim = nation_name(session.scenario, crisis.victim)
    title = _("{crisis}: {nation}").format(crisis=crisis_name(crisis.kind), nation=victim)
    detail = _("Yours: {violence}. Posture, contingents and help are decided in the crisis room.") if crisis.own else _(
        "They ask for your help: {violence}. What you pledge is owed to you later.")  # fmt: skip
    if crisis.against and not crisis.asked:
        detail = _("{adversary} asks you to stand by it: {violence}.")
    adversary = nation_name(session.scenario, crisis.adversary) if crisis.adversary >= 0 else ""
    words = (title, detail.format(violence=violence_name(crisis.violence), adversary=adversary))
    items, button = _row(column, look, ("crisis", "bad"), words, done)
    return [
        *items,
        Button(rect=button, id=f"due.crisis.{crisis.slot}", text=_("Crisis room"), icon="crisis",
               command=Command("crisis", crisis.slot)),
    ]  # fmt: skip
