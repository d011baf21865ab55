"""What the screens of crises, missions and forums share: a header with what is left, facts, and the plan's orders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.core.orders import Order
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.choices import Choices
from game.ui.toolkit.commands import Changes, Command, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Area, Button, Colour, Icon, Item, Label, Panel, Tip
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look
from game.ui.words.explain import hundredths_text
from game.ui.words.i18n import _

if TYPE_CHECKING:
    from game.ui.play.session import Session

HEADER = 64
SCROLLBAR = 12
FACT = 26


@dataclass(frozen=True, slots=True)
class Heading:
    """The top of a screen: a sign, a title and a line under it."""

    icon: str
    title: str
    line: str
    colour: Colour = "accent"


def halves(session: Session, heading: Heading, size: Size) -> tuple[list[Item], Rect, Rect]:
    """A screen with a header over a plate for a list and one for details; the items, and the two plates."""
    whole = Rect(0, 0, *size)
    header, body = whole.inset(PAD // 2).take_top(HEADER, GAP)
    left, right = body.take_left(body.width * 54 // 100, GAP)
    items = [
        Panel(rect=whole, fill="ground", border="", radius=0),
        *header_items(session, header, heading),
        Panel(rect=left),
        Panel(rect=right),
    ]
    return items, left, right


def header_items(session: Session, strip: Rect, heading: Heading) -> list[Item]:
    """Back, sign, title, line, and what is left of staff, funds and contingents."""
    back, rest = strip.take_left(CONTROL, 12)
    sign, rest = rest.take_left(36, 12)
    means, words = rest.take_right(252, 8)
    title, line = words.inset(0, 4).take_top(30)
    return [
        Button(rect=back.middle(CONTROL, CONTROL), id="back", icon="back", command=Command("back"),
               tip=Tip(title=_("Back"))),
        Icon(rect=sign.middle(34, 34), name=heading.icon, colour=heading.colour),
        Label(rect=title, text=heading.title, style="heading"),
        Label(rect=line, text=heading.line, style="small", colour="muted"),
        *_means(session, means),
    ]  # fmt: skip


def _means(session: Session, area: Rect) -> list[Item]:
    means = session.means
    rows = (
        ("staff", "staff", _("Staff left this quarter"), hundredths_text(means.staff.left)),
        ("funds", "coin", _("Funds left"), hundredths_text(means.funds.left)),
        ("contingents", "people", _("Contingents at home"), str(means.contingents.left)),
    )
    items: list[Item] = []
    for (key, icon, name, text), place in zip(rows, area.inset(0, 14).columns(3, 4), strict=True):
        sign, number = place.take_left(20, 6)
        items += [
            Icon(rect=sign.middle(20, 20), name=icon, colour="muted"),
            Label(rect=number, text=text, style="strong"),
            Area(rect=place, id=f"means.{key}", tip=Tip(title=name, pairs=((name, text),))),
        ]
    return items


def note(text: str, column: Column, look: Look, icon: str = "info", colour: str = "info") -> list[Item]:
    """A line of advice, wrapped, beside a sign."""
    wide = column.area.width - 34
    height = look.text.height(text, "small", wide)
    sign, words = column.take(max(24, height)).take_left(24, 10)
    return [
        Icon(rect=Rect(sign.x, sign.y, 22, 22), name=icon, colour=colour),
        paragraph(text, words, look, "small", "muted"),
    ]


def fact_items(name: str, value: str, column: Column, look: Look) -> list[Item]:
    """A name and its value on one line."""
    line = column.take(FACT, gap=2)
    right, left = line.take_right(min(line.width * 3 // 5, look.text.width(value, "strong") + 2), 8)
    items: list[Item] = [
        Label(rect=left, text=look.text.ellipsis(name, "body", left.width), colour="muted"),
        Label(rect=right, text=look.text.ellipsis(value, "strong", right.width), style="strong", align="end"),
    ]
    if look.text.width(name) > left.width or look.text.width(value, "strong") > right.width:
        items.append(Area(rect=line, id=f"fact.{name}", tip=Tip(title=name, text=value)))
    return items


def planned_items(
    session: Session, column: Column, wanted: Callable[[Order], bool], words: Callable[[Order], str]
) -> list[Item]:
    """The plan's orders that are wanted here, each with a button `planned.N` that takes it back."""
    rows = [(k, order) for k, order in enumerate(session.plan) if wanted(order)]
    if not rows:
        return []
    column.skip(4)
    items: list[Item] = [Label(rect=column.take(28), text=_("Ordered"), style="heading", colour="accent")]
    for k, order in rows:
        rect = column.take(36)
        close, line = rect.inset(10, 0).take_right(34, 6)
        items += [
            Panel(rect=rect, fill="raised"),
            Label(rect=line, text=words(order)),
            Button(rect=close.middle(32, 32), id=f"planned.{k}", icon="close", kind="quiet",
                   command=Command("take_back", k), tip=Tip(title=_("Take back"))),
        ]  # fmt: skip
    return items


def refusal_now(session: Session, choices: Choices, order: Order) -> str:
    """Why an order of the plan can't be given now, in the player's terms; empty when it can."""
    if not session.planning:
        return _("Ordered with the plan of the next quarter.")
    return choices.refusal(order)


def give(session: Session, order: Order, choices: Choices) -> Changes:
    """Add the order to the plan, or say why not."""
    reason = choices.refusal(order)
    if reason:
        return Say(reason, "warning")
    session.add(order)
    return None


def shared_update(session: Session, command: Command) -> bool:
    """Answer the commands that all these screens have; whether it was one of them."""
    match command.name:
        case "take_back":
            session.remove(command.argument)
        case "undo":
            session.undo()
        case "redo":
            session.redo()
        case _:
            return False
    return True
