"""What stands on the screen now: every item at its place, and the passing state of the controls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from game.ui.toolkit import parts
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import (
    Area,
    Button,
    Canvas,
    Control,
    Dropdown,
    Item,
    Panel,
    Scroll,
    Slider,
    Stepper,
    Table,
    Tabs,
    TextInput,
    Toggle,
)
from game.ui.toolkit.parts import WHOLE, Part

MENU_LAYER, TIP_LAYER, NOTICE_LAYER = 10, 20, 90


@dataclass(frozen=True, slots=True)
class Placed:
    """An item where it is seen; `key` tells it from all others on the screen."""

    item: Item
    rect: Rect
    clip: Rect
    key: str
    layer: int = 0
    live: bool = True  # takes part in mouse and keyboard


@dataclass(slots=True)
class UiState:
    """The passing state of one scene's controls, which is no business of the scene."""

    focus: str = ""
    focus_seen: bool = False  # the ring shows once the keyboard is used
    scroll: dict[str, int] = field(default_factory=dict)
    sort: dict[str, tuple[int, bool]] = field(default_factory=dict)
    cursor: dict[str, Any] = field(default_factory=dict)  # table: key of the row under the keyboard
    caret: dict[str, int] = field(default_factory=dict)
    menu: str = ""  # the open dropdown
    hover: tuple[str, Part] = ("", WHOLE)
    pressed: tuple[str, Part] = ("", WHOLE)
    drag_from: tuple[float, float] = (0.0, 0.0)
    drag_scroll: int = 0
    dragging: bool = False


def place(
    items: Iterable[Item], clip: Rect, ui: UiState, layer: int = 0, prefix: str = "", live: bool = True
) -> list[Placed]:
    """The items at their places, the contents of scroll views moved and clipped (scroll views don't nest)."""
    result: list[Placed] = []
    for number, item in enumerate(items):
        key = prefix + (item.id or f"#{number}")
        result.append(Placed(item, item.rect, clip, key, layer, live))
        if isinstance(item, Scroll):
            offset = scroll_offset(item, item.rect, ui.scroll.get(key, 0))
            for inner in place(item.children, clip, ui, layer, f"{key}/", live):
                rect = inner.rect.move(item.rect.x, item.rect.y - offset)
                view = clip.clip(item.rect)
                result.append(Placed(inner.item, rect, view, inner.item.id or inner.key, layer, live))
    return result


def scroll_offset(item: Scroll, rect: Rect, wanted: int) -> int:
    """The offset that really applies."""
    return max(0, min(wanted, item.content_height - rect.height))


@dataclass(slots=True)
class Stage:
    """All placed items from back to front, with lookups."""

    placed: Sequence[Placed]
    ui: UiState
    rtl: bool = False
    by_key: dict[str, Placed] = field(init=False)

    def __post_init__(self) -> None:
        self.by_key = {placed.key: placed for placed in self.placed if placed.live}

    def under(self, x: float, y: float) -> list[Placed]:
        """The live items at a point, front first."""
        return [
            placed
            for placed in reversed(self.placed)
            if placed.live and placed.rect.contains(x, y) and placed.clip.contains(x, y)
        ]

    def at(self, x: float, y: float) -> Placed | None:
        """The item in front that answers to the mouse or has a tip; a filled panel hides what is behind it."""
        for placed in self.under(x, y):
            if isinstance(placed.item, Control | Scroll) or placed.item.tip is not None:
                return placed
            if isinstance(placed.item, Panel) and placed.item.fill:
                return None
        return None

    def beside(self, x: float, y: float) -> Command | None:
        """What a click there says that goes beside the frontmost panel asking for such clicks."""
        asking = [
            one for one in self.placed if one.live and isinstance(one.item, Panel) and one.item.beside is not None
        ]
        if not asking or asking[-1].rect.contains(x, y):
            return None
        assert isinstance(asking[-1].item, Panel)
        return asking[-1].item.beside

    def part_at(self, placed: Placed, x: float, y: float) -> Part:
        """The part of the control at a point."""
        item, rect = placed.item, placed.rect
        if isinstance(item, Stepper):
            minus, _number, plus = parts.stepper_parts(rect, self.rtl)
            return ("minus", None) if minus.contains(x, y) else ("plus", None) if plus.contains(x, y) else WHOLE
        if isinstance(item, Tabs):
            for index, tab in enumerate(parts.tab_rects(item, rect, self.rtl)):
                if tab.contains(x, y):
                    return ("tab", index)
        if isinstance(item, Table):
            return self._table_part(item, placed, x, y)
        if isinstance(item, Scroll) and parts.scroll_bar(item, rect, self.rtl).contains(x, y):
            return ("bar", None)
        return WHOLE

    def _table_part(self, item: Table, placed: Placed, x: float, y: float) -> Part:
        shape = parts.table_shape(item, placed.rect, self.rtl)
        column = next((k for k, rect in enumerate(shape.columns) if rect.x <= x < rect.right), -1)
        if shape.header.contains(x, y):
            return ("head", column)
        if shape.bar.contains(x, y):
            return ("bar", None)
        position = int(y - shape.body.y + self.table_scroll(placed)) // item.row_height
        order = self.order(placed)
        return ("row", (order[position], column)) if 0 <= position < len(order) else WHOLE

    def order(self, placed: Placed) -> list[int]:
        """The order in which a table's rows are shown."""
        assert isinstance(placed.item, Table)
        return parts.row_order(placed.item, self.ui.sort.get(placed.key, placed.item.sort))

    def table_scroll(self, placed: Placed) -> int:
        """How far a table's rows are scrolled."""
        assert isinstance(placed.item, Table)
        shape = parts.table_shape(placed.item, placed.rect, self.rtl)
        return max(0, min(self.ui.scroll.get(placed.key, 0), shape.content - shape.body.height))

    def focusables(self) -> list[Placed]:
        """What Tab goes through: the controls and whatever has a tip, of the front layer that has any."""
        return [placed for placed in self.placed if placed.live and focusable(placed, self.ui)]

    def state_of(self, placed: Placed) -> tuple[Any, ...]:
        """Everything besides the item that decides how it looks."""
        ui, key = self.ui, placed.key
        if not placed.live:
            return (ui.scroll.get(key, 0), ui.sort.get(key))
        hovered = ui.hover[1] if ui.hover[0] == key else None
        pressed = ui.pressed[0] == key
        focused = ui.focus == key and ui.focus_seen
        if isinstance(placed.item, Table | Scroll | TextInput | Dropdown):
            extra: tuple[Any, ...] = (
                ui.scroll.get(key, 0),
                ui.sort.get(key),
                ui.cursor.get(key),
                ui.caret.get(key) if ui.focus == key else None,
                ui.menu == key,
            )
        else:
            extra = ()
        return (hovered, focused, pressed, *extra)


def focusable(placed: Placed, ui: UiState) -> bool:
    """Whether the keyboard can rest on the item (while a menu is open, only on the menu)."""
    if placed.layer >= NOTICE_LAYER or (ui.menu and placed.layer != MENU_LAYER):
        return False
    item = placed.item
    if isinstance(item, Scroll):
        return item.content_height > placed.rect.height
    if isinstance(item, Area | Button | Canvas | Table | Toggle | Slider | Stepper | Dropdown | Tabs):
        return isinstance(item, Table) or item.command is not None or item.tip is not None
    return isinstance(item, TextInput) or item.tip is not None
