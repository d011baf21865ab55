"""Mirrors views for right-to-left languages, and stacks items under one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.ui.painting.theme import GAP
from game.ui.toolkit.geometry import Rect, mirrored
from game.ui.toolkit.items import Colour, Item, Label, Scroll, Tip
from game.ui.toolkit.scene import Look


def mirror(items: Sequence[Item], width: int) -> list[Item]:
    """The same items flipped left to right in that width; what is inside a control is mirrored where it is painted."""
    whole = Rect(0, 0, width, 0)
    result: list[Item] = []
    for item in items:
        rect = mirrored(item.rect, whole)
        if isinstance(item, Scroll):
            result.append(replace(item, rect=rect, children=tuple(mirror(item.children, item.rect.width))))
        else:
            result.append(replace(item, rect=rect))
    return result


def shift(items: Sequence[Item], dx: int, dy: int) -> list[Item]:
    """The same items elsewhere."""
    return [replace(item, rect=item.rect.move(dx, dy)) for item in items]


class Column:
    """Places items under one another in an area; `y` is where the next one goes."""

    def __init__(self, area: Rect, gap: int = GAP) -> None:
        self.area = area
        self.gap = gap
        self.y = area.y

    def take(self, height: int, gap: int | None = None) -> Rect:
        """The next strip of that height."""
        rect = Rect(self.area.x, self.y, self.area.width, height)
        self.y += height + (self.gap if gap is None else gap)
        return rect

    def skip(self, height: int) -> None:
        """Leave a space."""
        self.y += height

    @property
    def rest(self) -> Rect:
        """What is left of the area."""
        return Rect(self.area.x, self.y, self.area.width, max(0, self.area.bottom - self.y))


def line(text: str, rect: Rect, look: Look, identity: str, style: str = "body", colour: Colour = "text") -> Label:
    """Text on one line; what had to be shortened is told in full by a tip, under that id."""
    shown = look.text.ellipsis(text, style, rect.width)
    if shown == text:
        return Label(rect=rect, text=text, style=style, colour=colour)
    return Label(rect=rect, text=shown, style=style, colour=colour, id=identity, tip=Tip(text=text))


def paragraph(
    text: str, area: Rect, look: Look, style: str = "body", colour: str = "text", align: str = "start"
) -> Label:
    """Wrapped text as high as it needs to be, at the top of the area."""
    height = look.text.height(text, style, area.width)
    rect = Rect(area.x, area.y, area.width, height)
    return Label(rect=rect, text=text, style=style, colour=colour, align=align, valign="top", fit="wrap")
