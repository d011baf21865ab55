"""Resource bars, order cards and notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Area, Bar, Button, Colour, Icon, Item, Label, Panel, Part, Tip
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look

RESOURCE = 46  # height of a resource bar
CARD = 84  # height of an order card
NOTICE_KINDS = {"info": "info", "good": "tick", "warning": "warning", "bad": "close"}


@dataclass(frozen=True, slots=True)
class Resource:
    """How much of a resource there is, is bound already, and this plan would take."""

    name: str
    icon: str
    total: int
    bound: int
    planned: int
    text: str = ""  # instead of "free / total"
    tip: Tip | None = None


def resource_bar(resource: Resource, rect: Rect, look: Look, identity: str) -> list[Item]:
    """Icon, name, free amount, and a bar: bound solid, planned hatched, free empty. Overdrawn turns bad."""
    whole = max(1, resource.total)
    free = resource.total - resource.bound - resource.planned
    top, bottom = rect.take_top(rect.height - 12)
    icon, rest = top.take_left(20, 8)
    text = resource.text or f"{free} / {resource.total}"
    number, name = rest.take_right(look.text.width(text, "strong") + 2, 6)
    parts = (
        Part(min(1.0, resource.bound / whole), "info"),
        Part(max(0.0, resource.planned / whole), "bad" if free < 0 else "accent", hatched=True),
    )
    items: list[Item] = [
        Icon(rect=icon, name=resource.icon, colour="muted"),
        Label(rect=name, text=resource.name, colour="muted"),
        Label(rect=number, text=text, style="strong", colour="bad" if free < 0 else "text", align="end"),
        Bar(rect=Rect(bottom.x, bottom.y, bottom.width, 8), parts=parts),
    ]
    if resource.tip is not None:
        items.append(Area(rect=rect, id=identity, tip=resource.tip))
    return items


@dataclass(frozen=True, slots=True)
class Card:
    """An order as it is shown: what, with whom, what it costs and what the staff expects of it."""

    title: str
    detail: str
    icon: str
    colour: Colour = "accent"
    cost: str = ""
    effect: str = ""
    effect_colour: Colour = "muted"
    selected: bool = False
    tip: Tip | None = None


def order_card(
    card: Card, rect: Rect, look: Look, identity: str, select: Command, remove: Command | None, remove_tip: str = ""
) -> list[Item]:
    """A plate with a coloured edge; ids are the identity, and identity.remove for its button."""
    edge, _rest = rect.inset(1).take_left(5)
    inner = rect.inset(14, 8)
    badge, inner = inner.move(4, 0).take_left(30, 12)
    if remove is not None:
        close, inner = inner.take_right(34, 6)
    top, rest = inner.take_top(27)
    middle, bottom = rest.take_top(20 if rest.height < 46 else 22)
    right, title = top.take_right(look.text.width(card.cost, "strong") + 4 if card.cost else 0, 6)
    items: list[Item] = [
        Panel(rect=rect, fill="select" if card.selected else "raised", border="line"),
        Panel(rect=edge, fill=card.colour, border="", radius=3),
        Icon(rect=badge.middle(28, 28), name=card.icon, colour=card.colour),
        Label(rect=title, text=card.title, style="strong"),
        Label(rect=right, text=card.cost, style="strong", colour="accent", align="end"),
        Label(rect=middle, text=card.detail, style="small", colour="muted"),
        Label(rect=bottom, text=card.effect, style="small", colour=card.effect_colour),
        Area(rect=Rect(rect.x, rect.y, rect.width - (46 if remove else 0), rect.height), id=identity, command=select,
             selected=card.selected, tip=card.tip),
    ]  # fmt: skip
    if remove is not None:
        button = close.middle(34, 34)
        tip = Tip(title=remove_tip) if remove_tip else None
        items.append(Button(rect=button, id=f"{identity}.remove", icon="close", kind="quiet", command=remove, tip=tip))
    return items


def notices(texts: Sequence[tuple[str, str]], size: Size, look: Look) -> list[Item]:
    """Short notices (text, kind) above the lower edge, the newest lowest."""
    items: list[Item] = []
    bottom = size.height - 24
    for text, kind in reversed(texts):
        width = min(560, size.width - 48, look.text.width(text) + 76)
        height = look.text.height(text, "body", width - 72) + 20
        rect = Rect((size.width - width) // 2, bottom - height, width, height)
        colour = kind if kind != "info" else "info"
        icon, rest = rect.inset(16, 10).take_left(22, 12)
        items += [
            Panel(rect=rect, fill="raised", border=colour, shadow=True),
            Icon(rect=icon, name=NOTICE_KINDS[kind], colour=colour),
            paragraph(text, rest.inset(0, 0), look),
        ]
        bottom -= height + 8
    return items
