"""The signature of the game: signed reasons as steps that add up to a total, beside the threshold that decides."""

from __future__ import annotations

from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Icon, Item, Label, Panel, Point, PointBar, Points
from game.ui.toolkit.layout import Column
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import _

ROW = 30
TOTAL_ROW = 36
VERDICT = 60


def signed(tenths: int) -> str:
    """Tenths as people read them: +3.6, −0.4, 0.0."""
    sign = "+" if tenths > 0 else "\u2212" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"


def points_height(points: Points) -> int:
    """The height `points_block` takes."""
    return len(points.rows) * ROW + 10 + TOTAL_ROW + (VERDICT + 6 if _decided(points) else 0)


def points_block(points: Points, area: Rect, look: Look, prefix: str) -> list[Item]:
    """The reasons as a falling stair from nothing to the total; ids are prefix.0, prefix.1 ..."""
    column = Column(area, gap=0)
    low, high = _range(points)
    items: list[Item] = []
    reached = 0
    for number, row in enumerate(points.rows):
        strip = column.take(ROW)
        interval = None if row.low is None or row.high is None else (reached + row.low, reached + row.high)
        name, bar, value = _split(strip, look, points)
        text = look.text.ellipsis(row.name, "body", name.width)
        items.append(Label(rect=name, text=text, id=f"{prefix}.{number}.name"))
        items.append(
            PointBar(
                rect=bar, low=low, high=high, start=reached, end=reached + row.tenths,
                threshold=points.threshold, interval=interval,
            )
        )  # fmt: skip
        items.append(Label(rect=value, text=_value(row), style="strong", colour=_colour(row.tenths), align="end"))
        if row.tip is not None:
            items.append(Area(rect=strip, id=f"{prefix}.{number}", tip=row.tip))
        reached += row.tenths
    column.skip(4)
    items.append(Panel(rect=column.take(1), fill="frame", border="", radius=0))
    column.skip(5)
    items += _total(points, column.take(TOTAL_ROW), look, low, high)
    if _decided(points):
        column.skip(6)
        items += _verdict(points, column.take(VERDICT))
    return items


def _decided(points: Points) -> bool:
    """Whether there is a verdict to tell."""
    return points.threshold is not None and not points.told


def _range(points: Points) -> tuple[int, int]:
    """The least and the greatest value that any bar reaches."""
    reached, ends = 0, [0, points.total]
    for row in points.rows:
        ends += [reached + (row.low or 0), reached + (row.high or 0)]
        reached += row.tenths
        ends.append(reached)
    if points.threshold is not None:
        ends.append(points.threshold)
    low, high = min(ends), max(ends)
    margin = max(2, (high - low) // 20)
    return low - margin, high + margin


def _value(row: Point) -> str:
    """The number, with its interval when it is an estimate."""
    if row.low is None or row.high is None:
        return signed(row.tenths)
    return f"{signed(row.low)} … {signed(row.high)}"


def _colour(tenths: int) -> str:
    return "good" if tenths > 0 else "bad" if tenths < 0 else "muted"


def _split(strip: Rect, look: Look, points: Points) -> tuple[Rect, Rect, Rect]:
    """Name, bar and number of a row."""
    widest = max((look.text.width(_value(row), "strong") for row in points.rows), default=0)
    value, rest = strip.take_right(max(widest, look.text.width(signed(points.total), "heading")) + 4, 10)
    names = [look.text.width(_total_name(points), "strong"), *(look.text.width(row.name) for row in points.rows)]
    name, bar = rest.take_left(min(max(*names, 60) + 4, round(rest.width * 0.7)), 10)
    return name, bar, value


def _total(points: Points, strip: Rect, look: Look, low: int, high: int) -> list[Item]:
    name, bar, value = _split(strip, look, points)
    colour = _colour(points.total) if points.margin is None else "good" if points.margin >= 0 else "bad"
    return [
        Label(rect=name, text=_total_name(points), style="strong"),
        PointBar(rect=bar, low=low, high=high, start=0, end=points.total, threshold=points.threshold, total=True),
        Label(rect=value, text=signed(points.total), style="heading", colour=colour, align="end"),
    ]


def _total_name(points: Points) -> str:
    return points.total_name or _("Total")


def _verdict(points: Points, strip: Rect) -> list[Item]:
    """A plate that says in words whether the threshold is reached, and by how much."""
    margin = points.margin
    assert margin is not None
    assert points.threshold is not None
    good = margin >= 0
    colour = "good" if good else "bad"
    said = points.verdicts[0 if good else 1] or (_("Enough") if good else _("Not enough"))
    needed = _("needs {threshold}").format(threshold=signed(points.threshold))
    distance = f"{abs(margin) // 10}.{abs(margin) % 10}"
    spare = (_("{margin} to spare") if good else _("{margin} short")).format(margin=distance)
    icon, rest = strip.inset(12, 4).take_left(22, 10)
    verdict, detail = rest.rows(2)
    return [
        Panel(rect=strip, fill="sunken", border=colour, radius=8),
        Icon(rect=icon, name="tick" if good else "close", colour=colour),
        Label(rect=verdict, text=said, style="strong", colour=colour),
        Label(rect=detail, text=f"{spare} · {needed}", style="small"),
    ]
