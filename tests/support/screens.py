"""What a player can read on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.ui.app import App
from game.ui.toolkit.items import Item, Label, Scroll


def texts(app: App) -> str:
    """What is written on the screen as it was last painted, a line a label."""
    return "\n".join(placed.item.text for placed in app.stage.placed if isinstance(placed.item, Label))


def words(items: Iterable[Item]) -> Iterator[str]:
    """Everything written in a view, of what scrolls too; each text in one line."""
    for item in items:
        if isinstance(item, Label):
            yield " ".join(item.text.split())
        elif isinstance(item, Scroll):
            yield from words(item.children)
