"""How each control looks in each of its states."""

from __future__ import annotations

from typing import Any

from game.ui.painting.brushes import Brush
from game.ui.toolkit import parts
from game.ui.toolkit.geometry import Rect, mirrored
from game.ui.toolkit.items import (
    Area,
    Button,
    Cell,
    Colour,
    Control,
    Dropdown,
    Slider,
    Stepper,
    Table,
    Tabs,
    TextInput,
    Toggle,
)
from game.ui.toolkit.stage import Placed, Stage

ICON = 20
# kind: fill, border, text
KINDS: dict[str, tuple[str | None, str | None, str]] = {
    "plain": ("raised", "frame", "text"),
    "primary": ("accent", "accent", "accent_text"),
    "danger": ("danger", "bad", "danger_text"),
    "quiet": (None, None, "text"),
}


def paint_control(brush: Brush, stage: Stage, placed: Placed, state: tuple[Any, ...]) -> None:
    """Paint one control, and the focus ring around it."""
    item, rect = placed.item, placed.rect
    hovered, focused, pressed = (*state, None, None, None)[:3] if placed.live else (None, False, False)
    match item:
        case Button():
            _button(brush, item, rect, bool(hovered), bool(pressed))
        case Area():
            _area(brush, item, rect, bool(hovered))
        case Toggle():
            _toggle(brush, item, rect, bool(hovered))
        case Slider():
            _slider(brush, item, rect, bool(hovered or pressed))
        case Stepper():
            _stepper(brush, item, rect, hovered)
        case Dropdown():
            _dropdown(brush, item, rect, bool(hovered), stage.ui.menu == placed.key)
        case Tabs():
            _tabs(brush, item, rect, hovered)
        case TextInput():
            _text_input(brush, item, rect, stage.ui.focus == placed.key and placed.live, stage.ui.caret.get(placed.key))
        case Table():
            _table(brush, stage, placed, item, hovered)
    if focused and not isinstance(item, TextInput):  # its own frame and the caret show it
        focus_ring(brush, rect)


def focus_ring(brush: Brush, rect: Rect) -> None:
    """A bright frame just outside the control."""
    brush.plate(rect.inset(-3), None, "focus", 9, 2.5)


def _ink(item: Control, colour: Colour) -> Colour:
    return colour if item.enabled else "disabled"


def _button(brush: Brush, item: Button, rect: Rect, hovered: bool, pressed: bool) -> None:
    fill, border, ink = KINDS[item.kind]
    if not item.enabled:
        fill, border = (None, None) if item.kind == "quiet" else ("panel", "line")
    elif item.selected:
        fill, border, ink = "select", "teal", "text"
    elif item.kind == "primary":
        fill = "focus" if hovered else fill
    elif hovered and item.kind != "danger":
        fill = "hover"
    if fill or border:
        brush.plate(rect, fill, border, 7, 2 if item.selected or (hovered and item.enabled) else 1)
    inner = rect.inset(10, 0).move(0, 1 if pressed and item.enabled else 0)
    colour = _ink(item, ink)
    if item.icon and not item.text:
        brush.icon(item.icon, inner.middle(ICON + 2, ICON + 2) if inner.width > 0 else rect.inset(6), colour)
        return
    if item.icon:
        width = min(inner.width, brush.text.width(item.text, item.style) + ICON + 8)
        block = inner.middle(width, inner.height) if item.align == "center" else inner
        picture, text = block.take_left(ICON, 8)
        if brush.look.rtl:
            picture, text = mirrored(picture, block), mirrored(text, block)
        brush.icon(item.icon, picture, colour)
        brush.write(item.text, text, item.style, colour, "start")
    else:
        brush.write(item.text, inner, item.style, colour, item.align)


def _area(brush: Brush, item: Area, rect: Rect, hovered: bool) -> None:
    if item.selected:
        brush.plate(rect, None, "teal", 8, 2)
    elif hovered and item.enabled and (item.command is not None or item.payload):
        brush.plate(rect, None, "frame", 8, 2)


def _toggle(brush: Brush, item: Toggle, rect: Rect, hovered: bool) -> None:
    switch = Rect(rect.x, rect.y + rect.height // 2 - 12, 46, 24)
    text = Rect(rect.x + 56, rect.y, max(0, rect.width - 56), rect.height)
    on_right = item.on
    if brush.look.rtl:
        switch, text, on_right = mirrored(switch, rect), mirrored(text, rect), not item.on
    brush.plate(switch, "select" if item.on else "sunken", "teal" if item.on else "frame", 12, 2 if hovered else 1)
    knob = Rect(switch.right - 21 if on_right else switch.x + 3, switch.y + 3, 18, 18)
    brush.plate(knob, _ink(item, "teal" if item.on else "muted"), None, 9)
    if item.on:
        brush.icon("tick", knob.inset(3), "accent_text")
    brush.write(item.text, text, "body", _ink(item, "text"))


def _slider(brush: Brush, item: Slider, rect: Rect, hot: bool) -> None:
    track, x = parts.slider_track(rect), round(parts.slider_x(item, rect, brush.look.rtl))
    brush.plate(track, "track", "frame", 3, 1)
    filled = Rect(x, track.y, track.right - x, 6) if brush.look.rtl else Rect(track.x, track.y, x - track.x, 6)
    brush.plate(filled, _ink(item, "teal"), None, 3)
    radius = parts.KNOB if hot else parts.KNOB - 2
    middle = track.y + 3
    knob = Rect(x - radius, middle - radius, 2 * radius, 2 * radius)
    brush.plate(knob, _ink(item, "text"), "ground", radius, 2)


def _stepper(brush: Brush, item: Stepper, rect: Rect, hovered: Any) -> None:
    brush.plate(rect, "sunken", "frame", 7)
    minus, number, plus = parts.stepper_parts(rect, brush.look.rtl)
    for name, place, limit in (("minus", minus, item.minimum), ("plus", plus, item.maximum)):
        usable = item.value != limit and item.enabled
        brush.plate(place, "hover" if usable and hovered and hovered[0] == name else "raised", "frame", 7)
        brush.icon(name, place.middle(18, 18), "text" if usable else "line")
    brush.write(item.text or str(item.value), number.inset(2, 0), "strong", _ink(item, "text"), "center")


def _dropdown(brush: Brush, item: Dropdown, rect: Rect, hovered: bool, is_open: bool) -> None:
    brush.plate(rect, "hover" if hovered and item.enabled else "raised", "teal" if is_open else "frame", 7, 1)
    text, arrow = rect.inset(12, 0), rect.inset(12, 0)
    arrow, text = text.take_right(16, 8)
    if brush.look.rtl:
        arrow, text = mirrored(arrow, rect.inset(12, 0)), mirrored(text, rect.inset(12, 0))
    brush.icon("up" if is_open else "down", arrow, _ink(item, "muted"))
    chosen = next((option.text for option in item.options if option.key == item.selected), "")
    brush.write(chosen or item.placeholder, text, "body", _ink(item, "text" if chosen else "muted"))


def _tabs(brush: Brush, item: Tabs, rect: Rect, hovered: Any) -> None:
    brush.line(Rect(rect.x, rect.bottom - 2, rect.width, 2), "line")
    for index, tab in enumerate(parts.tab_rects(item, rect, brush.look.rtl)):
        option = item.options[index]
        chosen = option.key == item.selected
        if hovered == ("tab", index) and not chosen and item.enabled:
            brush.plate(tab.inset(2, 3), "hover", None, 6)
        if chosen:
            brush.line(Rect(tab.x + 4, rect.bottom - 4, tab.width - 8, 4), "accent")
        colour = "accent" if chosen else "muted"
        brush.write(option.text, tab.inset(6, 0), "strong" if chosen else "body", _ink(item, colour), "center")


def _text_input(brush: Brush, item: TextInput, rect: Rect, active: bool, caret: int | None) -> None:
    brush.plate(rect, "sunken", "teal" if active else "frame", 7, 2 if active else 1)
    inner = rect.inset(12, 0)
    text = item.text
    while text and brush.text.width(text) > inner.width:
        text = text[1:]
    if item.text or not active:
        brush.write(text or item.placeholder, inner, "body", _ink(item, "text") if item.text else "muted")
    if active and item.enabled:
        place = (len(item.text) if caret is None else caret) - (len(item.text) - len(text))
        before = brush.text.width(text[: max(0, place)])
        x = inner.right - before if brush.look.rtl else inner.x + before
        brush.line(Rect(x, rect.y + 8, 2, rect.height - 16), "accent")


def _table(brush: Brush, stage: Stage, placed: Placed, item: Table, hovered: Any) -> None:
    rect = placed.rect
    shape = parts.table_shape(item, rect, brush.look.rtl)
    if item.header:
        _table_header(brush, stage, placed, item, shape, hovered)
    scroll, order = stage.table_scroll(placed), stage.order(placed)
    clip = brush.surface.get_clip()
    brush.surface.set_clip(clip.clip(brush.rect(shape.body)))
    first = scroll // item.row_height
    last = min(len(order), (scroll + shape.body.height) // item.row_height + 1)
    cursor = stage.ui.cursor.get(placed.key) if stage.ui.focus == placed.key else None
    for position in range(first, last):
        row = item.rows[order[position]]
        strip = shape.row(position, item.row_height, scroll)
        if row.key == item.selected:
            brush.line(strip, "select")
        elif hovered and hovered[0] == "row" and hovered[1][0] == order[position]:
            brush.line(strip, "hover")
        elif position % 2:
            brush.line(strip, "stripe")
        if cursor is not None and row.key == cursor:
            brush.plate(strip.inset(1), None, "focus", 4, 2)
        for cell, column, place in zip(row.cells, item.columns, shape.columns, strict=False):
            _cell(brush, cell, column.align, Rect(place.x, strip.y, place.width, strip.height))
    if not order and item.empty_text:
        brush.write(item.empty_text, shape.body.take_top(48)[0].inset(12, 0), "body", "muted", "center")
    brush.surface.set_clip(clip)
    scroll_thumb(brush, shape.bar, shape.content, scroll)


def _table_header(
    brush: Brush, stage: Stage, placed: Placed, item: Table, shape: parts.TableShape, hovered: Any
) -> None:
    brush.line(shape.header, "raised")
    brush.line(Rect(shape.header.x, shape.header.bottom - 1, shape.header.width, 1), "frame")
    sort = stage.ui.sort.get(placed.key, item.sort)
    for index, (column, place) in enumerate(zip(item.columns, shape.columns, strict=False)):
        inner = place.inset(8, 0)
        sorted_by = sort is not None and sort[0] == index
        hot = hovered == ("head", index) and column.sortable
        if sorted_by:
            arrow, rest = inner.take_right(12, 4)
            if brush.look.rtl:
                arrow, rest = mirrored(arrow, inner), mirrored(rest, inner)
            brush.icon("down" if sort and sort[1] else "up", arrow, "accent")
            inner = rest
        brush.write(column.title, inner, "small", "text" if sorted_by or hot else "muted", column.align)


def _cell(brush: Brush, cell: Cell, align: str, place: Rect) -> None:
    inner = place.inset(8, 0)
    if cell.icon:
        picture, rest = inner.take_left(18, 6 if cell.text else 0)
        if brush.look.rtl:
            picture, rest = mirrored(picture, inner), mirrored(rest, inner)
        brush.icon(cell.icon, picture, cell.colour)
        inner = rest
    if cell.bar is not None:
        text_width = brush.text.width(cell.text) + 8 if cell.text else 0
        text, bar = inner.take_right(text_width)
        if brush.look.rtl:
            text, bar = mirrored(text, inner), mirrored(bar, inner)
        share_bar(brush, bar, cell.bar, cell.colour)
        brush.write(cell.text, text, "body", "text", "end")
        return
    brush.write(cell.text, inner, "body", cell.colour, align)


def share_bar(brush: Brush, rect: Rect, share: float, colour: Colour) -> None:
    """A slim bar in the middle of a strip, from the reading start."""
    track = Rect(rect.x, rect.y + rect.height // 2 - 4, rect.width, 8)
    brush.plate(track, "track", None, 4)
    filled = Rect(track.x, track.y, round(track.width * min(1.0, max(0.0, share))), 8)
    brush.plate(mirrored(filled, track) if brush.look.rtl else filled, colour if colour != "text" else "teal", None, 4)


def scroll_thumb(brush: Brush, bar: Rect, content: int, offset: int) -> None:
    """The scroll bar's thumb on its track."""
    handle = parts.thumb(bar, content, offset)
    if not handle.empty:
        brush.plate(bar.inset(3, 0), "sunken", None, 3)
        brush.plate(handle, "frame", None, 3)
