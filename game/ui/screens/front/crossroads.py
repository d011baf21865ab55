"""A plain plate with a few sentences and a few ways to go on: after a fault, and for saves that can't be loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.toolkit.commands import Changes, Command
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Item, Label, Panel
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look, Scene

WIDTH = 640


@dataclass(frozen=True, slots=True)
class Way:
    """A button, and what it changes."""

    id: str
    text: str
    go: Callable[[], Changes]


class Crossroads(Scene):
    """Says what happened; the first way is the one that is meant, the last one is also taken with Escape."""

    def __init__(self, title: str, texts: Sequence[str], ways: Sequence[Way], *, modal: bool = False) -> None:
        self.title, self.texts, self.ways = title, tuple(texts), tuple(ways)
        self.modal = modal

    def view(self, size: Size, look: Look) -> list[Item]:
        """Nothing here needs a file but the fonts."""
        width = min(WIDTH, size.width - 40)
        heights = [look.text.height(text, "body", width - 2 * PAD) for text in self.texts]
        height = 2 * PAD + 36 + sum(heights) + GAP * len(heights) + len(self.ways) * (CONTROL + GAP) + PAD
        plate = Rect(0, 0, *size).middle(width, min(height, size.height - 20))
        column = Column(plate.inset(PAD), GAP)
        items: list[Item] = [] if self.modal else [Panel(rect=Rect(0, 0, *size), fill="ground", border="", radius=0)]
        items.append(Panel(rect=plate, border="frame", shadow=True))
        items.append(Label(rect=column.take(36), text=self.title, style="heading", colour="accent"))
        for text, high in zip(self.texts, heights, strict=True):
            items.append(paragraph(text, column.rest, look))
            column.take(high)
        column.skip(PAD)
        return items + [
            Button(rect=column.take(CONTROL), id=way.id, text=way.text, command=Command("way", number),
                   kind="plain" if number else "primary")
            for number, way in enumerate(self.ways)
        ]  # fmt: skip

    def update(self, command: Command) -> Changes:
        """Take the way that was chosen."""
        if command.name == "back":
            return self.ways[-1].go()
        if command.name == "way":
            return self.ways[int(command.argument)].go()
        return None
