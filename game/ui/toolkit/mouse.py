"""What the mouse does to controls: pressing, dragging, releasing and turning the wheel yield commands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.ui.toolkit import parts
from game.ui.toolkit.commands import Command, Pointer
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import (
    Area,
    Button,
    Canvas,
    Control,
    Dropdown,
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
from game.ui.toolkit.stage import MENU_LAYER, Placed, Stage, scroll_offset

NOTCH = 60  # logical pixels a notch of the wheel scrolls
SLOP = 5  # a press that moves no further than this is still a click


def fire(placed: Placed, value: Any = None) -> list[Command]:
    """The control's command with the value filled in; nothing while it is disabled."""
    item = placed.item
    if not isinstance(item, Control) or not item.enabled or item.command is None:
        return []
    return [item.command if value is None else replace(item.command, value=value)]


def activate(stage: Stage, placed: Placed, part: Part = WHOLE) -> list[Command]:
    """What a click on that part does, or Enter on the whole."""
    item, ui = placed.item, stage.ui
    if not isinstance(item, Control) or not item.enabled:
        return []
    match item:
        case Button() | Area():
            return fire(placed)
        case Toggle():
            return fire(placed, not item.on)
        case Stepper():
            step = {"minus": -item.step, "plus": item.step}.get(part[0], 0)
            return set_value(placed, item.value + step) if step else []
        case Tabs() if part[0] == "tab":
            return fire(placed, item.options[part[1]].key)
        case Dropdown():
            ui.menu = "" if ui.menu == placed.key else placed.key
        case Table():
            return _activate_table(stage, placed, item, part)
        case TextInput():
            ui.caret.setdefault(placed.key, len(item.text))
    return []


def set_value(placed: Placed, value: int) -> list[Command]:
    """The command of a slider or stepper for a new value, if it is new."""
    assert isinstance(placed.item, Slider | Stepper)
    value = parts.clamp_value(placed.item, value)
    return [] if value == placed.item.value else fire(placed, value)


def _activate_table(stage: Stage, placed: Placed, item: Table, part: Part) -> list[Command]:
    kind, where = part
    if kind == "head" and where >= 0 and item.columns[where].sortable:
        old = stage.ui.sort.get(placed.key, item.sort)
        stage.ui.sort[placed.key] = (where, not old[1] if old and old[0] == where else False)
    elif kind == "row":
        return choose_row(stage, placed, item.rows[where[0]].key)
    return []


def choose_row(stage: Stage, placed: Placed, key: Any) -> list[Command]:
    """The command for a row; in an open menu it is the dropdown that speaks."""
    stage.ui.cursor[placed.key] = key
    if placed.layer == MENU_LAYER:
        owner = stage.by_key[stage.ui.menu]
        stage.ui.menu, stage.ui.focus = "", owner.key
        return fire(owner, key)
    return fire(placed, key)


def hover(stage: Stage, x: float, y: float) -> Placed | None:
    """Note what is under the mouse."""
    found = stage.at(x, y)
    stage.ui.hover = (found.key, stage.part_at(found, x, y)) if found else ("", WHOLE)
    return found


def move(stage: Stage, x: float, y: float) -> list[Command]:
    """The mouse is here now."""
    ui = stage.ui
    held = stage.by_key.get(ui.pressed[0])
    if held is not None:
        return _drag(stage, held, x, y)
    left = stage.by_key.get(ui.hover[0])
    found = hover(stage, x, y)
    commands: list[Command] = []
    if left is not None and left is not found and isinstance(left.item, Canvas):
        commands += fire(left, Pointer("leave"))
    if found is not None and isinstance(found.item, Canvas):
        commands += fire(found, Pointer("move", x - found.rect.x, y - found.rect.y))
    return commands


def _drag(stage: Stage, held: Placed, x: float, y: float) -> list[Command]:
    ui, item = stage.ui, held.item
    dx, dy = x - ui.drag_from[0], y - ui.drag_from[1]
    ui.dragging = ui.dragging or abs(dx) > SLOP or abs(dy) > SLOP
    if isinstance(item, Slider) and item.enabled:
        return set_value(held, parts.slider_value(item, held.rect, x, stage.rtl))
    if isinstance(item, Control) and item.payload:
        return _carry(stage, item.payload, x, y) if ui.dragging else []
    if isinstance(item, Canvas) and ui.dragging:
        ui.drag_from = (x, y)
        return fire(held, Pointer("drag", x - held.rect.x, y - held.rect.y, dx, dy, 1))
    if ui.pressed[1][0] == "bar":
        bar, content = _bar(stage, held)
        free = max(1, bar.height - parts.thumb(bar, content, 0).height)
        ui.scroll[held.key] = _within(ui.drag_scroll + round(dy * (content - bar.height) / free), content, bar.height)
    return []


def _carry(stage: Stage, payload: str, x: float, y: float) -> list[Command]:
    """Something is dragged from its control over what lies there."""
    left = stage.by_key.get(stage.ui.hover[0])
    found = hover(stage, x, y)
    commands: list[Command] = []
    if left is not None and left is not found and isinstance(left.item, Canvas):
        commands += fire(left, Pointer("leave"))
    if found is not None and isinstance(found.item, Canvas):
        commands += fire(found, _pointer("carry", found, x, y, key=payload))
    return commands


def _pointer(kind: str, placed: Placed, x: float, y: float, button: int = 0, key: str = "") -> Pointer:
    return Pointer(kind, x - placed.rect.x, y - placed.rect.y, button=button, key=key, at=(x, y))


def _bar(stage: Stage, placed: Placed) -> tuple[Rect, int]:
    """The scroll bar of a table or scroll view, and the height of its content."""
    if isinstance(placed.item, Table):
        shape = parts.table_shape(placed.item, placed.rect, stage.rtl)
        return shape.bar, shape.content
    assert isinstance(placed.item, Scroll)
    return parts.scroll_bar(placed.item, placed.rect, stage.rtl), placed.item.content_height


def _within(offset: int, content: int, seen: int) -> int:
    return max(0, min(offset, content - seen))


def press(stage: Stage, x: float, y: float, button: int = 1) -> list[Command]:
    """A mouse button goes down."""
    ui = stage.ui
    found = stage.at(x, y)
    if ui.menu and (found is None or found.layer < MENU_LAYER):
        ui.menu = ""
        return []
    beside = stage.beside(x, y)
    if beside is not None and (found is None or found.layer < MENU_LAYER):
        return [beside]
    if found is None:
        ui.focus_seen = False
        return []
    part = stage.part_at(found, x, y)
    if isinstance(found.item, Canvas) and button != 1:
        return fire(found, _pointer("click", found, x, y, button))
    if button != 1:
        return menu_of(found, (x, y)) if button == 3 else []
    ui.pressed, ui.drag_from, ui.dragging = (found.key, part), (x, y), False
    ui.drag_scroll = ui.scroll.get(found.key, 0)
    if found.layer < MENU_LAYER and not isinstance(found.item, Scroll):
        ui.focus, ui.focus_seen = found.key, isinstance(found.item, TextInput)
    if isinstance(found.item, TextInput):
        ui.caret[found.key] = len(found.item.text)
    if isinstance(found.item, Slider):
        return _drag(stage, found, x, y)
    if isinstance(found.item, Canvas):
        return fire(found, Pointer("press", x - found.rect.x, y - found.rect.y, button=1))
    return []


def release(stage: Stage, x: float, y: float) -> list[Command]:
    """The first mouse button goes up: a click if it is still over what was pressed."""
    ui = stage.ui
    key, part = ui.pressed
    held, dragged = stage.by_key.get(key), ui.dragging
    ui.pressed, ui.dragging = ("", WHOLE), False
    if held is None:
        return []
    if isinstance(held.item, Canvas):
        kind = "release" if dragged else "click"
        return fire(held, _pointer(kind, held, x, y, 1))
    found = stage.at(x, y)
    if isinstance(held.item, Control) and held.item.payload and dragged:
        dropped = found is not None and isinstance(found.item, Canvas)
        return fire(found, _pointer("drop", found, x, y, key=held.item.payload)) if found and dropped else []
    if found is held and stage.part_at(found, x, y) == part:
        return activate(stage, held, part)
    return []


def menu_of(placed: Placed, at: tuple[float, float]) -> list[Command]:
    """What a right click on a control says, or the menu key with the focus there."""
    item = placed.item
    return [replace(item.menu, value=at)] if isinstance(item, Control) and item.menu is not None else []


def wheel(stage: Stage, x: float, y: float, notches: float) -> list[Command]:
    """The wheel turns over the first thing there that scrolls; up is positive."""
    ui = stage.ui
    covered = False
    for placed in stage.under(x, y):
        item = placed.item
        covered = covered or (isinstance(item, Panel) and bool(item.fill))
        if isinstance(item, Canvas):
            return [] if covered else fire(placed, Pointer("wheel", x - placed.rect.x, y - placed.rect.y, 0.0, notches))
        if isinstance(item, Table):
            shape = parts.table_shape(item, placed.rect, stage.rtl)
            if shape.content > shape.body.height:
                offset = stage.table_scroll(placed) - round(notches * NOTCH)
                ui.scroll[placed.key] = _within(offset, shape.content, shape.body.height)
                return []
        if isinstance(item, Scroll) and item.content_height > placed.rect.height:
            offset = scroll_offset(item, placed.rect, ui.scroll.get(placed.key, 0)) - round(notches * NOTCH)
            ui.scroll[placed.key] = scroll_offset(item, placed.rect, offset)
            return []
    return []
