"""Where a companion of the scenes stands: its strip under them, and a frame around what it points at."""

from __future__ import annotations

from collections.abc import Sequence

from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Area, Button, Control, Item, Panel
from game.ui.toolkit.layout import mirror, shift
from game.ui.toolkit.scene import Companion, Look
from game.ui.toolkit.stage import Placed, Stage, UiState, place

BEATS = 2.0  # a second
LINES = 3  # of a frame


def strip(companion: Companion, size: Size, look: Look, ui: UiState) -> list[Placed]:
    """The companion's items under scenes of that size."""
    area = Rect(0, 0, size.width + 1, companion.height)
    items = companion.items(area, look)
    items = mirror(items, area.width) if look.rtl else items
    whole = Rect(0, size.height, area.width, area.height + 1)
    return place(shift(items, 0, size.height), whole, ui, prefix="guide.")


def frames(companion: Companion, placed: Sequence[Placed], look: Look, ui: UiState) -> list[Placed]:
    """A frame around the first control it points at that can be used, wider and narrower by turns."""
    found = target(companion, placed)
    if found is None:
        return []
    grown = 3 + (0 if look.reduced_motion else 2 * beat(look.now))
    plates = [
        Panel(rect=found.rect.inset(-grown - line), fill="", border="accent", radius=9 + line) for line in range(LINES)
    ]
    return place(plates, found.clip.inset(-grown - LINES), ui, prefix="mark", live=False)


def target(companion: Companion, placed: Sequence[Placed]) -> Placed | None:
    """The first control it points at that can be used."""
    return next((one for name in companion.marks for one in _called(name, placed)), None)


def go_to_mark(companion: Companion, stage: Stage) -> bool:
    """Bring the keyboard to that control; whether there is one."""
    found = target(companion, stage.placed)
    if found is not None:
        stage.ui.focus, stage.ui.focus_seen = found.key, True
    return found is not None


def beat(now: float) -> int:
    """0 and 1 by turns."""
    return int(now * BEATS) % 2


def _called(name: str, placed: Sequence[Placed]) -> list[Placed]:
    """The items of that name that are in sight and change something; a star stands for any ending."""
    start = name.removesuffix("*")
    return [
        one
        for one in placed
        if one.live and (one.key.startswith(start) if start != name else one.key == name)
        if not one.rect.clip(one.clip).empty and _useful(one.item)
    ]


def _useful(item: Item) -> bool:
    if isinstance(item, Area | Button) and item.selected:
        return False
    return not isinstance(item, Control) or item.enabled
