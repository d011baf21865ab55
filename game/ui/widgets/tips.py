"""How a tooltip looks, what tip an item has, and which are open: tips of tips open beside their owner."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Canvas, Control, Item, Label, Panel, Table, Tabs, Tip
from game.ui.toolkit.keys import key_of
from game.ui.toolkit.layout import Column, mirror, paragraph, shift
from game.ui.toolkit.parts import WHOLE, Part
from game.ui.toolkit.scene import Guide, Look
from game.ui.toolkit.stage import TIP_LAYER, Placed, Stage, UiState, place
from game.ui.widgets.points import points_block, points_height
from game.ui.words.i18n import _

WIDTH = 460
MARGIN = 14
DEEPEST = 4
NOTED = 290  # the least width of a tip that names the handbook's key


def tip_of(stage: Stage, placed: Placed, part: Part, look: Look) -> Tip | None:
    """The tip for a part of an item, with the reason if it is disabled, and its key."""
    item = placed.item
    tip: Tip | None = item.tip
    if isinstance(item, Tabs) and part[0] == "tab":
        tip = item.options[part[1]].tip or tip
    if isinstance(item, Table):
        tip = _table_tip(item, part) or tip
    if isinstance(item, Control):
        extra = [item.reason] if not item.enabled and item.reason else []
        key = key_of(item.hotkey, look.settings.keys) if item.hotkey else ""
        if key:
            extra.append(_("Key: {key}").format(key=key))
        if extra:
            base = tip or Tip(title=str(getattr(item, "text", "")))
            tip = replace(base, text="\n".join([*([base.text] if base.text else []), *extra]))
    return tip


def _table_tip(item: Table, part: Part) -> Tip | None:
    kind, where = part
    if kind == "head" and where >= 0:
        return item.columns[where].tip
    if kind == "row":
        index, column = int(where[0]), int(where[1])
        row = item.rows[index]
        cell = row.cells[column].tip if 0 <= column < len(row.cells) else None
        return cell or row.tip
    return None


def nested(tip: Tip) -> bool:
    """Whether there is more to open inside the tip."""
    return bool(tip.links) or (tip.points is not None and any(row.tip for row in tip.points.rows))


def tip_items(tip: Tip, look: Look, pinned: bool, page: bool = False) -> tuple[list[Item], Size]:
    """The tip laid out at the origin, and its size; `page` says that the handbook has more to say."""
    width = max(_width(tip, look), NOTED if page else 0)
    column = Column(Rect(MARGIN, MARGIN - 2, width - 2 * MARGIN, 10**6), gap=4)
    items: list[Item] = []
    if tip.title:
        items.append(paragraph(tip.title, column.rest, look, "strong", "accent"))
        column.take(items[-1].rect.height)
    if tip.text:
        items.append(paragraph(tip.text, column.rest, look))
        column.take(items[-1].rect.height)
    for name, value in tip.pairs:
        strip = column.take(look.text.line_height(), 0)
        right, left = strip.take_right(min(look.text.width(value, "strong") + 2, strip.width * 2 // 3), 10)
        items.append(Label(rect=left, text=name, colour="muted"))
        items.append(Label(rect=right, text=value, style="strong", align="end"))
    if tip.points is not None:
        column.skip(4)
        items += points_block(tip.points, column.take(points_height(tip.points)), look, "point")
    for number, (name, inner) in enumerate(tip.links):
        strip = column.take(34, 2)
        identity = f"link.{number}"
        items.append(Button(rect=strip, id=identity, text=name, icon="info", kind="quiet", align="start", tip=inner))
    if nested(tip) and not pinned:
        hint = _("{key} keeps this open").format(key=key_of("explain", look.settings.keys))
        items.append(Label(rect=column.take(24), text=hint, style="small", colour="muted"))
    if page:
        hint = _("{key} opens the handbook").format(key=key_of("handbook", look.settings.keys))
        items.append(Label(rect=column.take(24), text=hint, style="small", colour="muted"))
    size = Size(width, column.y - 4 + MARGIN - 2)
    plate = Panel(rect=Rect(0, 0, *size), fill="ground", border="accent" if pinned else "teal", shadow=True, id="plate")
    return [plate, *items], size


def _width(tip: Tip, look: Look) -> int:
    if tip.points is not None:
        return WIDTH
    wanted = [look.text.width(tip.title, "strong"), *(look.text.width(line) for line in tip.text.split("\n"))]
    wanted += [look.text.width(name) + look.text.width(value, "strong") + 24 for name, value in tip.pairs]
    wanted += [look.text.width(name) + 60 for name, _inner in tip.links]
    if nested(tip):
        wanted.append(240)
    return min(WIDTH, max(wanted) + 2 * MARGIN + 2)


@dataclass(frozen=True, slots=True)
class OpenTip:
    """A tip on the screen."""

    owner: str
    part: Part
    tip: Tip
    rect: Rect
    pinned: bool = False


def _cursor_part(stage: Stage) -> Part:
    """The part of the focused control that the keyboard is on."""
    placed = stage.by_key.get(stage.ui.focus)
    if placed is not None and isinstance(placed.item, Table):
        cursor = stage.ui.cursor.get(placed.key, placed.item.selected)
        for index, row in enumerate(placed.item.rows):
            if row.key == cursor:
                return ("row", (index, -1))
    return WHOLE


class Tips:
    """The open tips, each opened from the one before."""

    def __init__(self) -> None:
        self.open: list[OpenTip] = []
        self.guide: Guide | None = None
        self._waiting: tuple[str, Part] = ("", ("", None))
        self._since = 0.0

    def advance(self, stage: Stage, pointer: tuple[float, float], look: Look, size: Size) -> bool:
        """Open and close tips as the pointer rests and moves; whether anything changed."""
        before = list(self.open)
        hover = stage.ui.hover
        placed = stage.by_key.get(hover[0])
        if hover != self._waiting:
            self._waiting, self._since = hover, look.now
        self._prune(stage, pointer, look)
        if placed is not None and not stage.ui.pressed[0] and not stage.ui.menu:
            tip = tip_of(stage, placed, hover[1], look)
            level = max(0, placed.layer - TIP_LAYER + 1)
            rested = look.now - self._since >= look.settings.tip_delay
            if tip is not None and rested and level == len(self.open) and level < DEEPEST:
                self.open.append(self._opened(stage, placed, hover[1], tip, look, size, pointer))
        return before != self.open

    def _prune(self, stage: Stage, pointer: tuple[float, float], look: Look) -> None:
        """Close what the pointer has left, from the innermost."""
        while self.open and not self.open[-1].pinned:
            last = self.open[-1]
            owner = stage.by_key.get(last.owner)
            if nested(last.tip) and last.rect.inset(-4).contains(*pointer):
                return
            still = owner is not None and stage.ui.hover == (last.owner, last.part)
            if still and owner is not None and tip_of(stage, owner, last.part, look) == last.tip:
                return
            self.open.pop()

    def _opened(
        self, stage: Stage, placed: Placed, part: Part, tip: Tip, look: Look, size: Size, pointer: tuple[float, float]
    ) -> OpenTip:
        _items, wanted = tip_items(tip, look, False, self._in_handbook(tip))
        anchor = placed.rect.clip(placed.clip)
        beside = bool(self.open) or isinstance(placed.item, Table)
        if self.open:
            anchor = Rect(self.open[-1].rect.x, placed.rect.y, self.open[-1].rect.width, placed.rect.height)
        elif beside:
            anchor = Rect(anchor.x, round(pointer[1]) - 16, anchor.width, 32)
        elif isinstance(placed.item, Canvas):
            anchor = Rect(round(pointer[0]) + 8, round(pointer[1]) - 12, 8, 28)
        return OpenTip(placed.key, part, tip, tip_place(anchor, wanted, size, beside, look.rtl))

    def _in_handbook(self, tip: Tip) -> bool:
        return self.guide is not None and self.guide.knows(tip.title)

    def explain(self, stage: Stage, look: Look, size: Size) -> bool:
        """Pin the innermost tip, or open and pin that of the focused (or hovered) item; whether there was one."""
        ui = stage.ui
        if self.open and not self.open[-1].pinned:
            self.open = [replace(tip, pinned=True) for tip in self.open]
        else:
            key, part = (ui.focus, _cursor_part(stage)) if ui.focus_seen and ui.focus else ui.hover
            placed = stage.by_key.get(key)
            tip = tip_of(stage, placed, part, look) if placed else None
            if placed is None or tip is None or len(self.open) >= DEEPEST:
                return False
            self.open.append(
                replace(self._opened(stage, placed, part, tip, look, size, placed.rect.center), pinned=True)
            )
        return True

    def close_last(self) -> OpenTip | None:
        """Close the innermost tip."""
        return self.open.pop() if self.open else None

    def place(self, look: Look, ui: UiState, size: Size) -> list[Placed]:
        """The tips' items, each tip a layer above the one before."""
        result: list[Placed] = []
        for level, opened in enumerate(self.open):
            items, wanted = tip_items(opened.tip, look, opened.pinned, self._in_handbook(opened.tip))
            if look.rtl:
                items = mirror(items, wanted.width)
            items = shift(items, opened.rect.x, opened.rect.y)
            live = opened.pinned or nested(opened.tip)
            result += place(items, Rect(0, 0, *size), ui, TIP_LAYER + level, f"tip{level}/", live)
        return result


def tip_place(anchor: Rect, wanted: Size, size: Size, beside: bool, rtl: bool) -> Rect:
    """Under the anchor, or above it; or beside it, after it in reading order or before."""
    if beside:
        sides = [anchor.right + 4, anchor.x - wanted.width - 4]
        sides = sides[::-1] if rtl else sides
        fitting = [x for x in sides if x >= 0 and x + wanted.width <= size.width]
        x, y = (fitting or [size.width - wanted.width - 4])[0], anchor.y
    else:
        x = anchor.right - wanted.width if rtl else anchor.x
        y = anchor.bottom + 4
        if y + wanted.height > size.height:
            y = anchor.y - wanted.height - 4
    x = max(4, min(x, size.width - wanted.width - 4))
    return Rect(x, max(4, min(y, size.height - wanted.height - 4)), wanted.width, wanted.height)
