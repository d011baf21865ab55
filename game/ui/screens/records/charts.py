"""Charts: any quantity of any nations over the turns, as the seat knew it, as lines or as a table."""

from __future__ import annotations

import math

import numpy as np

from game.core.vocabulary import HUNDRED
from game.ui.painting.plot import MOST_LINES, Line, Plot, apart, paint, sample, scale_of, ticks
from game.ui.painting.sketch import Sketch
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.series import ESTIMATED, OWN, SERIES, Reading
from game.ui.play.session import Session
from game.ui.screens.campaign.find_nation import FindNation
from game.ui.screens.records.record_parts import Door, Record
from game.ui.toolkit.commands import Changes, Command, Keep, Pointer, Push, Redraw, Say
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import (
    Area,
    Button,
    Canvas,
    Cell,
    Column,
    Dropdown,
    Item,
    Label,
    Option,
    Panel,
    Row,
    Table,
    Tabs,
    Tip,
)
from game.ui.toolkit.layout import Column as Stack
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import _
from game.ui.words.names import nation_name

SIDE, ROW = 300, 40
LEFT, FOOT, ENDS, TOP = 56, 38, 138, 30  # room round the plot: values, dates, names, the date pointed at
APART = 23
LIMITS = {"points": (0.0, 100.0), "percent": (0.0, 100.0), "signed": (-100.0, 100.0), "number": (0.0, math.inf)}
FEW = 4
INTERVAL = 112  # width of a column from which it holds intervals
SHORTEST = 4  # turns that the axis shows at least


def written(value: float, unit: str) -> str:
    """A value as people read it."""
    if math.isnan(value):
        return _("unknown")
    if unit == "percent":
        return f"{value:.0f}%"
    if unit == "signed":
        return f"{value:+.0f}%" if round(value) else "0%"
    return f"{value:.1f}" if unit == "points" else f"{value:.1f}".removesuffix(".0")


def between(value: float, slack: float, unit: str) -> str:
    """A value, or the interval it lies in four in five times."""
    if not slack or math.isnan(value):
        return written(value, unit)
    floor, ceiling = LIMITS[unit]
    low, high = max(floor, value - slack), min(ceiling, value + slack)
    dash = "…" if unit == "signed" else "–"
    return f"{written(low, unit).removesuffix('%')}{dash}{written(high, unit)}"


class Charts(Record):
    """The course of a quantity."""

    name = "charts"

    def __init__(self, session: Session, door: Door) -> None:
        super().__init__(session, door)
        self.series = "index"
        self.mode = "chart"
        self.rows = self._preset("partners")
        self.preset = "partners"
        self.hover: int | None = None
        self._plot: Plot | None = None
        self._sketch = Sketch("chart")
        self._rtl = False

    # -------------------------------------------------------------------------------------------------- what is shown

    def _preset(self, name: str) -> list[int]:
        """The seat, and the nations a choice stands for."""
        session, seat = self.session, self.session.seat
        setting = session.setting
        measure = {
            "partners": session.strength(seat),
            "rivals": session.seen.public.hostility[0, seat],
            "neighbours": -setting.distance[seat],
            "strongest": setting.size * HUNDRED,
        }[name]
        order = [int(row) for row in np.argsort(-measure.astype(np.int64), kind="stable") if row != seat]
        return [seat, *order[:FEW]]

    def _readings(self, turn: int) -> dict[str, Reading] | None:
        """What was known of a turn; the truth once the campaign is over."""
        chronicle = self.session.chronicle
        if self.session.over:
            return chronicle.truth.get(turn)
        kept = chronicle.moments.get(turn)
        return None if kept is None else kept.readings

    def lines(self) -> list[Line]:
        """The chosen nations' courses from the first known turn to the last."""
        made = []
        known = [self._readings(turn) for turn in range(self.first, self.last + 1)]
        for style, row in enumerate(self.rows):
            points = [(math.nan, 0.0) if one is None else _point(one[self.series], row) for one in known]
            values, slack = zip(*points, strict=True)
            name = nation_name(self.session.scenario, row)
            made.append(Line(name, style, values, slack, row == self.session.seat))
        return made

    def past(self, area: Rect, look: Look) -> list[Item]:
        """The choice and the legend on the left, the chart or the table on the right."""
        self._rtl = look.rtl
        side, main = area.take_left(SIDE, PAD)
        head, body = main.take_top(CONTROL, GAP)
        lines = self.lines()
        items = [*self._side(side, lines, look), *self._above(head, look)]
        if self.mode == "table":
            return [*items, self._table(body, lines, look)]
        return [*items, *self._chart(body, lines, look)]

    def _side(self, area: Rect, lines: list[Line], look: Look) -> list[Item]:
        stack = Stack(area)
        sets = {"partners": _("Closest partners"), "rivals": _("Rivals"), "neighbours": _("Nearest capitals"),
                "strongest": _("Largest forces")}  # fmt: skip
        items: list[Item] = [
            Dropdown(rect=stack.take(CONTROL), id="series", selected=self.series, command=Command("series"),
                     options=tuple(Option(key, one.name()) for key, one in SERIES.items()),
                     tip=Tip(title=_("What is drawn"), text=SERIES[self.series].help())),
            Dropdown(rect=stack.take(CONTROL), id="preset", selected=self.preset, command=Command("preset"),
                     options=tuple(Option(key, text) for key, text in sets.items()), placeholder=_("Your own choice"),
                     tip=Tip(title=_("Whose"), text=_("You, and a few others; add and remove as you like."))),
        ]  # fmt: skip
        turn = self.last if self.hover is None else self.hover
        items.append(Label(rect=stack.take(26, 2), text=self.date(turn), style="strong", colour="accent"))
        for line in lines:
            items += self._legend(stack.take(ROW, 0), line, turn - self.first, look)
        full = len(self.rows) >= MOST_LINES
        stack.skip(GAP)
        items.append(
            Button(rect=stack.take(CONTROL), id="add", icon="plus", text=_("Add a nation"), command=Command("add"),
                   enabled=not full, reason=_("A chart shows at most {n} nations.").format(n=MOST_LINES))
        )  # fmt: skip
        return items + self.torn_items(stack.rest, look)

    def _legend(self, strip: Rect, line: Line, place: int, look: Look) -> list[Item]:
        """A sample of the line, whose it is, and its value."""
        mark, rest = strip.take_left(30, 8)
        close, rest = rest.take_right(30, 4)
        right, left = rest.take_right(104, 6)
        unit = SERIES[self.series].unit
        value = between(line.values[place], line.slack[place], unit)
        if line.bold and math.isnan(line.values[place]):
            value = _("you")  # a quantity between the seat and others
        row = self.rows[line.style]
        nation = self.session.setting.nations[row]
        known = _("as your staff estimated it then") if line.estimated else _("exact")
        pairs = ((_("At the time"), value), (_("Best guess"), written(line.values[place], unit)))
        return [
            Canvas(rect=mark.middle(30, 24), id=f"line.{nation}",
                   draw=lambda surface, rect, now: sample(surface, rect, line, now), stamp=line),
            Label(rect=left, text=look.text.ellipsis(line.name, "body", left.width)),
            Label(rect=right, text=value, align="end", style="strong" if line.bold else "body",
                  colour="muted" if math.isnan(line.values[place]) else "text"),
            Area(rect=Rect(strip.x, strip.y, strip.width - 36, strip.height), id=f"legend.{nation}",
                 tip=Tip(title=line.name, text=known, pairs=pairs)),
            Button(rect=close.middle(30, 30), id=f"drop.{nation}", icon="close", kind="quiet",
                   command=Command("drop", row), tip=Tip(title=_("Take {nation} out").format(nation=line.name))),
        ]  # fmt: skip

    def _above(self, strip: Rect, look: Look) -> list[Item]:
        tabs, words = strip.take_right(230, PAD)
        options = (Option("chart", _("Chart")), Option("table", _("Table")))
        known = SERIES[self.series].known
        if self.session.over:
            text = _("The campaign is over: these are the true figures.")
        elif known == OWN:
            text = _("Of others you can't know this while the campaign lasts.")
        elif known == ESTIMATED:
            text = _("As estimated then; shaded: 80% within.")
        else:
            text = _("Everybody knows this.")
        shown = look.text.ellipsis(text, "small", words.width)
        tip = Tip(text=text) if shown != text else None
        return [
            Label(rect=words, text=shown, style="small", colour="muted", id="known", tip=tip),
            Tabs(rect=tabs, id="mode", options=options, selected=self.mode, command=Command("mode")),
        ]

    # ------------------------------------------------------------------------------------------------------ the chart

    def _chart(self, area: Rect, lines: list[Line], look: Look) -> list[Item]:
        inner = area.inset(12)
        room = Rect(inner.x + LEFT, inner.y + TOP, inner.width - LEFT - ENDS, inner.height - TOP - FOOT)
        low, high = scale_of(lines, *LIMITS[SERIES[self.series].unit])
        plot = self._plot = Plot(room, self.first, max(self.last, self.first + SHORTEST), low, high)
        grid = ticks(low, high)
        key = (plot, tuple(lines))
        canvas = self._sketch.canvas(room, key, lambda surface, now: paint(surface, plot, lines, grid, now),
                                     Command("chart"))  # fmt: skip
        items: list[Item] = [Panel(rect=area), canvas, *self._axes(plot, grid, look), *self._ends(plot, lines, look)]
        return items + self._pointed(plot, lines)

    def _axes(self, plot: Plot, grid: list[float], look: Look) -> list[Item]:
        unit, room = SERIES[self.series].unit, plot.area
        items: list[Item] = []
        for value in grid:
            y = room.y + round(plot.y(value))
            items.append(Label(rect=Rect(room.x - LEFT, y - 12, LEFT - 8, 24), text=written(value, unit),
                               style="small", colour="muted", align="end"))  # fmt: skip
        every = max(1, math.ceil(64 / max(1.0, plot.x(plot.first + 4))))  # years between two dates
        for turn in range(plot.first, plot.last + 1):
            year, quarter = self.session.setting.quarter_of(turn)
            if quarter != 1 or (year - self.session.setting.start[0]) % every:
                continue
            x = room.x + round(plot.x(turn))
            items.append(Panel(rect=Rect(x, room.bottom, 1, 5), fill="line", border="", radius=0))
            wide = Rect(x - 28, room.bottom + 13, 56, 24)
            items.append(Label(rect=wide, text=str(year), style="small", colour="muted", align="center"))
        return items

    def _ends(self, plot: Plot, lines: list[Line], look: Look) -> list[Item]:
        """The nations' names where their lines end."""
        shown = [line for line in lines if not math.isnan(line.values[-1])]
        wanted = [plot.y(line.values[-1]) for line in shown]
        places = apart(wanted, APART, 8, plot.area.height - 8)
        x = plot.area.right + 8
        items: list[Item] = []
        for line, y in zip(shown, places, strict=True):
            rect = Rect(x, plot.area.y + round(y) - 11, ENDS - 8, 22)
            text = look.text.ellipsis(line.name, "small", rect.width)
            tip = Tip(title=line.name) if text != line.name else None
            items.append(Label(rect=rect, text=text, style="small", colour=line.ink, id=f"end.{line.style}", tip=tip))
        return items

    def _pointed(self, plot: Plot, lines: list[Line]) -> list[Item]:
        """The turn under the pointer: a line, its date, and a mark on each course."""
        if self.hover is None:
            return []
        x = plot.area.x + round(plot.x(self.hover))
        items: list[Item] = [
            Panel(rect=Rect(x, plot.area.y, 1, plot.area.height), fill="muted", border="", radius=0),
            Label(rect=Rect(x - 50, plot.area.y - TOP, 100, 26), text=self.date(self.hover), style="small",
                  align="center"),
        ]  # fmt: skip
        for line in lines:
            value = line.values[self.hover - self.first]
            if not math.isnan(value):
                y = plot.area.y + round(plot.y(value))
                items.append(Panel(rect=Rect(x - 5, y - 5, 10, 10), fill=line.colour, border="ground", radius=5))
        return items

    def _table(self, area: Rect, lines: list[Line], look: Look) -> Item:
        """The same as rows, the latest first; where columns are narrow, best guesses alone."""
        unit = SERIES[self.series].unit
        first = 20 + max(look.text.width(self.date(turn)) for turn in (self.first, self.last))
        wide = (area.width - 14 - first) // max(1, len(lines))
        titles = [look.text.ellipsis(line.name, "small", wide - 18) for line in lines]
        columns = (Column(_("Quarter"), first), *(Column(title, wide, "end") for title in titles))
        rows = []
        for turn in range(self.last, self.first - 1, -1):
            cells = [_cell(line, turn - self.first, unit, wide >= INTERVAL) for line in lines]
            rows.append(Row(turn, (Cell(self.date(turn), turn), *cells)))
        return Table(rect=area, id="table", columns=columns, rows=rows, command=Command("row"), selected=self.hover)

    # --------------------------------------------------------------------------------------------------- what happens

    def changed(self, command: Command) -> Changes:
        """Another quantity, other nations, another turn under the pointer."""
        match command.name:
            case "chart":
                return self._point(command.value)
            case "series":
                self.series = command.value
            case "preset":
                self.preset, self.rows = command.value, self._preset(command.value)
            case "mode":
                self.mode = command.value
            case "row":
                self.hover = command.value
            case "add":
                return Push(FindNation(self.session.scenario))
            case "found":
                return self._add(self.session.setting.row(command.value))
            case "drop":
                self.rows, self.preset = [row for row in self.rows if row != command.argument], ""
        return None

    def _add(self, row: int) -> Changes:
        if row in self.rows:
            return Say(_("{nation} is there already.").format(nation=nation_name(self.session.scenario, row)))
        self.rows, self.preset = [*self.rows, row], ""
        return None

    def _point(self, pointer: Pointer) -> Changes:
        plot = self._plot
        if plot is None:
            return Keep()
        before = self.hover
        if pointer.kind in ("move", "drag", "click"):
            x = plot.area.width - pointer.x if self._rtl else pointer.x
            self.hover = min(self.last, plot.turn_at(x))
        elif pointer.kind == "leave":
            self.hover = None
        elif pointer.kind == "key" and pointer.key in ("left", "right"):
            step = 1 if (pointer.key == "right") != self._rtl else -1
            start = self.last + 1 if self.hover is None else self.hover
            self.hover = min(self.last, max(self.first, start + step))
        return Keep() if self.hover == before else None

    def poll(self, now: float) -> Changes:
        """Catch up; when the campaign is over, lift the fog of one turn after another."""
        changes = super().poll(now)
        if changes is None and self.session.over and self.session.chronicle.reveal(self.session):
            return Redraw()
        return changes


def _cell(line: Line, place: int, unit: str, interval: bool) -> Cell:
    value, slack = line.values[place], line.slack[place]
    whole = between(value, slack, unit)
    tip = Tip(title=line.name, pairs=((_("Best guess"), written(value, unit)), (_("Four in five times within"), whole)))
    order = -math.inf if math.isnan(value) else value
    return Cell(whole if interval else written(value, unit), order, tip=tip if slack or math.isnan(value) else None)


def _point(reading: Reading, row: int) -> tuple[float, float]:
    return float(reading[0][row]), float(reading[1][row])
