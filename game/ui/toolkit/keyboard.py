"""What keys do to controls: moving the focus, changing values, editing text, and hot keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from game.ui.toolkit import parts
from game.ui.toolkit.commands import Command, Pointer
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Canvas, Control, Dropdown, Scroll, Slider, Stepper, Table, Tabs, TextInput
from game.ui.toolkit.mouse import NOTCH, activate, choose_row, fire, menu_of, set_value
from game.ui.toolkit.stage import MENU_LAYER, Placed, Stage, scroll_offset

ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
PAGE = 10
CANVAS_KEYS = frozenset({"return", "space", "home", "=", "-"})
STEPS = frozenset(f"shift+{arrow}" for arrow in ARROWS)
MENU = frozenset({"menu", "application", "shift+f10"})


def key(stage: Stage, name: str, bindings: Mapping[str, str]) -> list[Command]:
    """A key was pressed; what no control claims becomes Command(action) if it is bound."""
    focused = stage.by_key.get(stage.ui.focus)
    if name in ("tab", "shift+tab"):
        move_focus(stage, 1 if name == "tab" else -1)
        return []
    if stage.ui.menu and name == "escape":
        stage.ui.focus, stage.ui.menu = stage.ui.menu, ""
        return []
    if focused is not None:
        claimed = _control_key(stage, focused, name)
        if claimed is not None:
            stage.ui.focus_seen = True
            return claimed
    if name in ARROWS and bindings.get(name) is None:
        _move_towards(stage, ARROWS[name])
        return []
    action = bindings.get(name)
    return [] if action is None else _act(stage, action)


def _act(stage: Stage, action: str) -> list[Command]:
    """Press the control that has this hot key, or pass the action on."""
    for placed in reversed(stage.placed):
        item = placed.item
        if placed.live and isinstance(item, Control) and item.hotkey == action:
            return activate(stage, placed)
    return [Command(action)]


def move_focus(stage: Stage, step: int) -> None:
    """To the next or previous control, around the end."""
    keys = [placed.key for placed in stage.focusables()]
    stage.ui.focus_seen = True
    if not keys:
        return
    if stage.ui.focus in keys:
        stage.ui.focus = keys[(keys.index(stage.ui.focus) + step) % len(keys)]
    else:
        stage.ui.focus = keys[0 if step > 0 else -1]
    reveal(stage, stage.by_key[stage.ui.focus])


def reveal(stage: Stage, placed: Placed) -> None:
    """Scroll the view around an item so that it is seen."""
    for outer in stage.placed:
        item = outer.item
        if not isinstance(item, Scroll) or outer.rect != placed.clip or outer is placed:
            continue
        offset = scroll_offset(item, outer.rect, stage.ui.scroll.get(outer.key, 0))
        above = outer.rect.y + parts.KNOB - placed.rect.y
        below = placed.rect.bottom - (outer.rect.bottom - parts.KNOB)
        if above > 0 or below > 0:
            stage.ui.scroll[outer.key] = scroll_offset(item, outer.rect, offset + (below if below > 0 else -above))


def _move_towards(stage: Stage, direction: tuple[int, int]) -> None:
    """To the nearest control that way."""
    start = stage.by_key.get(stage.ui.focus)
    if start is None:
        move_focus(stage, 1)
        return
    best, least = start, 1e9
    for placed in stage.focusables():
        distance = _distance(start.rect, placed.rect, direction)
        if placed is not start and 0 < distance < least:
            best, least = placed, distance
    stage.ui.focus, stage.ui.focus_seen = best.key, True
    reveal(stage, best)


def _distance(start: Rect, end: Rect, direction: tuple[int, int]) -> float:
    """How far that way, sideways counting three times; 0 or less if it lies the other way."""
    dx, dy = end.center[0] - start.center[0], end.center[1] - start.center[1]
    along = dx * direction[0] + dy * direction[1]
    across = abs(dx * direction[1]) + abs(dy * direction[0])
    return along + 3 * across if along > 0 else 0.0


def _control_key(stage: Stage, focused: Placed, name: str) -> list[Command] | None:
    """What the focused control does with a key; None if it doesn't want it."""
    item = focused.item
    if isinstance(item, TextInput):
        return _edit_key(stage, focused, item, name)
    if isinstance(item, Table):
        return _table_key(stage, focused, item, name)
    if isinstance(item, Scroll):
        return _scroll_key(stage, focused, item, name)
    if isinstance(item, Canvas) and (name in ARROWS or name in STEPS or name in CANVAS_KEYS):
        return fire(focused, Pointer("key", key=name))
    if name in MENU:
        return _menu_key(focused)
    if isinstance(item, Slider | Stepper) and name in ("left", "right", "home", "end", "pageup", "pagedown"):
        return _value_key(stage, focused, item, name)
    if isinstance(item, Tabs) and name in ("left", "right"):
        return _tab_key(stage, focused, item, name)
    if isinstance(item, Dropdown) and name == "down":
        name = "return"
    if name in ("return", "space", "enter") and isinstance(item, Control):
        return activate(stage, focused)
    return None


def _menu_key(focused: Placed) -> list[Command] | None:
    """The menu of a control, at its middle; a canvas is asked where its own opens."""
    if isinstance(focused.item, Canvas):
        return fire(focused, Pointer("key", key="menu", at=(focused.rect.x, focused.rect.y)))
    return menu_of(focused, focused.rect.center) or None


def _forward(stage: Stage, name: str) -> int:
    """Right is forward, except where reading goes the other way."""
    return (1 if name == "right" else -1) * (-1 if stage.rtl else 1)


def _value_key(stage: Stage, focused: Placed, item: Slider | Stepper, name: str) -> list[Command]:
    if name in ("home", "end"):
        return set_value(focused, item.minimum if name == "home" else item.maximum)
    if name in ("pageup", "pagedown"):
        return set_value(focused, item.value + item.step * PAGE * (1 if name == "pageup" else -1))
    return set_value(focused, item.value + item.step * _forward(stage, name))


def _tab_key(stage: Stage, focused: Placed, item: Tabs, name: str) -> list[Command]:
    keys = [option.key for option in item.options]
    index = keys.index(item.selected) if item.selected in keys else 0
    return fire(focused, keys[(index + _forward(stage, name)) % len(keys)])


def _scroll_key(stage: Stage, focused: Placed, item: Scroll, name: str) -> list[Command] | None:
    seen = focused.rect.height
    steps = {"up": -NOTCH, "down": NOTCH, "pageup": -seen, "pagedown": seen, "home": -(10**9), "end": 10**9}
    if name not in steps:
        return None
    offset = scroll_offset(item, focused.rect, stage.ui.scroll.get(focused.key, 0)) + steps[name]
    stage.ui.scroll[focused.key] = scroll_offset(item, focused.rect, offset)
    return []


def _table_key(stage: Stage, focused: Placed, item: Table, name: str) -> list[Command] | None:
    order = stage.order(focused)
    steps = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE, "home": -len(order), "end": len(order)}
    if not order or (name not in steps and name not in ("return", "space", "enter")):
        return None
    keys = [item.rows[index].key for index in order]
    cursor = stage.ui.cursor.get(focused.key, item.selected)
    if name not in steps:
        return choose_row(stage, focused, cursor) if cursor in keys else []
    place = keys.index(cursor) + steps[name] if cursor in keys else 0
    place = max(0, min(place, len(keys) - 1))
    stage.ui.cursor[focused.key] = keys[place]
    shape = parts.table_shape(item, focused.rect, stage.rtl)
    top = place * item.row_height
    offset = min(max(stage.table_scroll(focused), top + item.row_height - shape.body.height), top)
    stage.ui.scroll[focused.key] = offset
    return []


def _edit_key(stage: Stage, focused: Placed, item: TextInput, name: str) -> list[Command] | None:
    caret = min(stage.ui.caret.get(focused.key, len(item.text)), len(item.text))
    text = item.text
    if name in ("return", "enter") and item.submit is not None and item.enabled:
        return [replace(item.submit, value=text)]
    if name in ("left", "right"):
        caret += _forward(stage, name)
    elif name in ("home", "end"):
        caret = 0 if name == "home" else len(text)
    elif name == "backspace" and caret > 0:
        text, caret = text[: caret - 1] + text[caret:], caret - 1
    elif name == "delete":
        text = text[:caret] + text[caret + 1 :]
    elif len(name) > 1 and name not in ("backspace", "space"):
        return None  # a hot key such as escape or ctrl+s; plain letters arrive as text
    stage.ui.caret[focused.key] = max(0, min(caret, len(text)))
    return fire(focused, text) if text != item.text else []


def type_text(stage: Stage, typed: str) -> list[Command]:
    """Letters arrived for the focused text input, or choose a row of the open menu or focused table by its start."""
    focused = stage.by_key.get(stage.ui.focus)
    if focused is None:
        return []
    item = focused.item
    if isinstance(item, TextInput) and item.enabled:
        caret = min(stage.ui.caret.get(focused.key, len(item.text)), len(item.text))
        typed = "".join(letter for letter in typed if letter.isprintable())[: item.limit - len(item.text)]
        if not typed:
            return []
        stage.ui.caret[focused.key] = caret + len(typed)
        return fire(focused, item.text[:caret] + typed + item.text[caret:])
    if isinstance(item, Table) and focused.layer == MENU_LAYER:
        for row in item.rows:
            if row.cells[0].text.casefold().startswith(typed.casefold()):
                stage.ui.cursor[focused.key] = row.key
                break
    return []
