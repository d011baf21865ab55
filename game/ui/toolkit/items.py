"""The frozen values that a scene's view is made of; the painter knows how each looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect

if TYPE_CHECKING:
    import pygame

    from game.ui.toolkit.scene import Look

Colour = str | tuple[int, int, int]  # a name in the theme, or red, green, blue


@dataclass(frozen=True, slots=True)
class Point:
    """One signed reason, in tenths; low and high when it is an estimate; `tip` explains it in turn."""

    name: str
    tenths: int
    low: int | None = None
    high: int | None = None
    tip: Tip | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Reasons that add up to a total, and the threshold (in tenths) that decides, if any."""

    rows: tuple[Point, ...]
    threshold: int | None = None
    total_name: str = ""
    verdicts: tuple[str, str] = ("", "")  # what is said when the threshold is reached, and when it is not
    told: bool = False  # the verdict stands beside the points already

    @property
    def total(self) -> int:
        """The exact sum of the rows, in tenths."""
        return sum(row.tenths for row in self.rows)

    @property
    def margin(self) -> int | None:
        """How far the total lies above the threshold (negative: short of it)."""
        return None if self.threshold is None else self.total - self.threshold


@dataclass(frozen=True, slots=True)
class Tip:
    """What a tooltip holds: a title, wrapped text, pairs of names and values, and points."""

    title: str = ""
    text: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    points: Points | None = None
    links: tuple[tuple[str, Tip], ...] = ()  # named notions that open tips of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Anything with a place. Ids are unique within a view; what has a tip or a command needs one."""

    rect: Rect
    id: str = ""
    tip: Tip | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Control(Item):
    """An item that answers to mouse and keyboard. `hotkey` names an action of keys.py.

    `menu` is sent by a right click and the menu key, with the place in the window as its value; `payload` names what
    can be dragged from here onto a canvas.
    """

    command: Command | None = None
    enabled: bool = True
    reason: str = ""  # why it is disabled
    hotkey: str = ""
    menu: Command | None = None
    payload: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(Item):
    """A filled plate; border "" draws none."""

    fill: Colour = "panel"
    border: Colour = "line"
    radius: int = 8
    shadow: bool = False
    pattern: int = 0  # bits of painting/patterns.py, a cue besides the fill
    beside: Command | None = None  # what a click beside it says while it is the frontmost panel with such a wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Item):
    """Text: style small, body, strong, heading, title or display; fit ellipsis, wrap or clip."""

    text: str
    style: str = "body"
    colour: Colour = "text"
    align: str = "start"  # start, center, end
    valign: str = "middle"  # top, middle
    fit: str = "ellipsis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon(Item):
    """A drawn symbol, see icons.py for the names."""

    name: str
    colour: Colour = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: its share of the whole (0..1), colour, and hatching as a second cue."""

    share: float
    colour: Colour = "accent"
    hatched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar(Item):
    """A horizontal bar of parts, with marks (shares of the whole) across it."""

    parts: tuple[Part, ...]
    marks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PointBar(Item):
    """One step of a sum: the bar runs from where the sum was to where it is now, on the scale low..high."""

    low: int
    high: int
    start: int
    end: int
    threshold: int | None = None
    interval: tuple[int, int] | None = None  # where the end may lie
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Item):
    """An image under assets/, fitted into the rectangle."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Control):
    """An invisible control over other items, such as a whole card; it lights up under the mouse."""

    selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas(Control):
    """A slot that draws itself: draw(surface, rect, look) with the rect in window pixels and the clip already set.

    It is drawn again when `stamp` changes. Its command gets a Pointer as value.
    """

    draw: Callable[[pygame.Surface, pygame.Rect, Look], None] = field(compare=False)
    stamp: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button(Control):
    """A push button; kind plain, primary, danger or quiet (no frame until hovered); icon alone needs a tip."""

    text: str = ""
    icon: str = ""
    kind: str = "plain"
    selected: bool = False
    align: str = "center"
    style: str = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toggle(Control):
    """A switch with its text; the value sent is the new state."""

    text: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Slider(Control):
    """A value on a scale, moved by mouse, wheel or arrow keys."""

    value: int
    minimum: int = 0
    maximum: int = 100
    step: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepper(Control):
    """A number with minus and plus; `text` is what is shown, by default the number."""

    value: int
    minimum: int = 0
    maximum: int = 100
    step: int = 1
    text: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a dropdown or a row of tabs."""

    key: str
    text: str
    tip: Tip | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropdown(Control):
    """A choice from a list that opens; the value sent is the option's key."""

    options: tuple[Option, ...]
    selected: str = ""
    placeholder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabs(Control):
    """A choice shown side by side; the value sent is the option's key."""

    options: tuple[Option, ...]
    selected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInput(Control):
    """A line of text; `command` gets each change, `submit` the text at Enter."""

    text: str = ""
    placeholder: str = ""
    limit: int = 80
    submit: Command | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; rows are sorted by their cells' `value` (or text) when its title is clicked."""

    title: str
    weight: float = 1.0
    align: str = "start"
    sortable: bool = True
    tip: Tip | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a table: text, bar (share 0..1), both, or an icon before the text."""

    text: str = ""
    value: Any = None  # what it is sorted by
    bar: float | None = None
    colour: Colour = "text"
    icon: str = ""
    tip: Tip | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table under a permanent key."""

    key: Any
    cells: tuple[Cell, ...]
    tip: Tip | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Control):
    """A list of any length; only what is seen is painted. `command` gets the chosen row's key."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    selected: Any = None
    sort: tuple[int, bool] | None = None  # first order: column, descending
    row_height: int = 30
    header: bool = True
    empty_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scroll(Item):
    """A window on taller content; the children's rectangles count from its top left corner."""

    children: tuple[Item, ...]
    content_height: int
