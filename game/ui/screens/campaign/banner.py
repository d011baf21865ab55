"""A line over the upper edge of a map: what to do now, or what is under the pointer."""

from __future__ import annotations

from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Icon, Item, Label, Panel
from game.ui.toolkit.scene import Look

ICON, MARGIN = 20, 10


def banner_items(text: str, area: Rect, look: Look) -> list[Item]:
    """A plate as wide as the text, wrapped where the area is narrow."""
    around = 2 * MARGIN + ICON + 12
    width = min(area.width - 16, look.text.width(text) + around + 4)
    height = look.text.height(text, "body", width - around) + 14
    plate = Rect(area.x + (area.width - width) // 2, area.y + 8, width, height)
    icon, label = plate.inset(MARGIN, 7).take_left(ICON, 12)
    return [
        Panel(rect=plate, border="accent"),
        Icon(rect=icon.middle(ICON, ICON), name="info", colour="accent"),
        Label(rect=label, text=text, fit="wrap", valign="top"),
    ]
