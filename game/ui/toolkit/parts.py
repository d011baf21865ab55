"""Where the parts of composite controls lie (tabs, stepper ends, table rows), for painter and mouse alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.ui.toolkit.geometry import Rect, column_rects, mirrored
from game.ui.toolkit.items import Row, Scroll, Slider, Stepper, Table, Tabs

SCROLLBAR = 12
HEADER = 34
KNOB = 11  # radius of a slider's knob

Part = tuple[str, Any]
WHOLE: Part = ("whole", None)


def stepper_parts(rect: Rect, rtl: bool) -> tuple[Rect, Rect, Rect]:
    """Minus, number, plus."""
    side = min(rect.height, rect.width // 3)
    minus, rest = rect.take_left(side)
    plus, number = rest.take_right(side)
    return (plus, number, minus) if rtl else (minus, number, plus)


def tab_rects(item: Tabs, rect: Rect, rtl: bool) -> list[Rect]:
    """Equal shares of the width, the first at the reading start."""
    return column_rects(rect, (1.0,) * max(1, len(item.options)), rtl)


def slider_track(rect: Rect) -> Rect:
    """The line along which the middle of the knob moves."""
    return Rect(rect.x + KNOB, rect.y + rect.height // 2 - 3, max(1, rect.width - 2 * KNOB), 6)


def slider_x(item: Slider, rect: Rect, rtl: bool) -> float:
    """Where the knob's middle is."""
    track = slider_track(rect)
    share = (item.value - item.minimum) / max(1, item.maximum - item.minimum)
    return track.right - share * track.width if rtl else track.x + share * track.width


def slider_value(item: Slider, rect: Rect, x: float, rtl: bool) -> int:
    """The value nearest to a place on the track."""
    track = slider_track(rect)
    share = (track.right - x if rtl else x - track.x) / track.width
    steps = round(min(1.0, max(0.0, share)) * (item.maximum - item.minimum) / item.step)
    return min(item.maximum, item.minimum + steps * item.step)


def clamp_value(item: Slider | Stepper, value: int) -> int:
    """The value within the control's limits."""
    return min(item.maximum, max(item.minimum, value))


@dataclass(frozen=True, slots=True)
class TableShape:
    """The places of a table's parts."""

    header: Rect
    body: Rect
    columns: list[Rect]
    bar: Rect
    content: int  # height of all rows

    def row(self, index: int, height: int, scroll: int) -> Rect:
        """The place of the index-th row as shown."""
        return Rect(self.body.x, self.body.y + index * height - scroll, self.body.width, height)


def table_shape(item: Table, rect: Rect, rtl: bool) -> TableShape:
    """The table's parts; room for a scroll bar is kept only when the rows overflow."""
    header, body = rect.take_top(HEADER if item.header else 0)
    content = len(item.rows) * item.row_height
    inner, bar = body, Rect(body.right, body.y, 0, 0)
    if content > body.height:
        bar, inner = body.take_right(SCROLLBAR)
        if rtl:
            bar, inner = mirrored(bar, body), mirrored(inner, body)
    strip = Rect(inner.x, header.y, inner.width, header.height)
    columns = column_rects(strip, tuple(column.weight for column in item.columns), rtl)
    return TableShape(header, inner, columns, bar, content)


def scroll_bar(item: Scroll, rect: Rect, rtl: bool) -> Rect:
    """The scroll bar's strip; empty when all is seen."""
    if item.content_height <= rect.height:
        return Rect(rect.right, rect.y, 0, 0)
    bar, _rest = rect.take_right(SCROLLBAR)
    return mirrored(bar, rect) if rtl else bar


def thumb(bar: Rect, content: int, offset: int) -> Rect:
    """The part of a scroll bar that stands for what is seen."""
    if bar.empty or content <= bar.height:
        return Rect(bar.x, bar.y, 0, 0)
    height = max(28, bar.height * bar.height // content)
    y = bar.y + (bar.height - height) * offset // max(1, content - bar.height)
    return Rect(bar.x + 3, y, bar.width - 6, height)


def sort_value(row: Row, column: int) -> tuple[bool, bool, Any]:
    """What a row is sorted by: numbers, then texts, then nothing."""
    cell = row.cells[column]
    value = cell.text if cell.value is None else cell.value
    return value in ("", None), isinstance(value, str), value


def row_order(item: Table, sort: tuple[int, bool] | None) -> list[int]:
    """The rows' indices in the order shown; ties keep the given order."""
    order = list(range(len(item.rows)))
    if sort is None or sort[0] >= len(item.columns):
        return order
    column, descending = sort
    order.sort(key=lambda index: sort_value(item.rows[index], column), reverse=descending)
    return order
