"""The drawing of line charts: scales, ticks, dashes, bands of doubt, and labels that keep apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from game.ui.painting.theme import CATEGORIES, RGB, mix
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.scene import Look

if TYPE_CHECKING:
    import pygame

DASHES: tuple[tuple[int, ...], ...] = (
    (), (12, 5), (3, 4), (12, 4, 3, 4), (20, 5), (7, 4), (12, 4, 3, 4, 3, 4), (5, 9),
)  # fmt: skip
"""Lengths of strokes and gaps, so that lines are told apart without colour."""

INKS = (0, 1, 2, 3, 5, 6, 7, 4)  # positions in CATEGORIES, the two blues far apart
MOST_LINES = len(INKS)
PARTS = 6  # of the scale, about
THICK = 2.6
FEW_BANDS, BAND = 4, 30  # how strongly an interval is coloured, of 255


@dataclass(frozen=True, slots=True)
class Line:
    """One nation's course: a point a turn, NaN where nothing is known, with the half-width of its interval."""

    name: str
    style: int  # position in INKS and DASHES
    values: tuple[float, ...]
    slack: tuple[float, ...]
    bold: bool = False

    @property
    def colour(self) -> RGB:
        """Of the line and its sample."""
        return CATEGORIES[INKS[self.style]]

    @property
    def ink(self) -> RGB:
        """The colour of its name: lighter, to be read with ease."""
        return mix(self.colour, (255, 255, 255), 0.25)

    @property
    def estimated(self) -> bool:
        """Whether any point of it is a guess."""
        return any(self.slack)


@dataclass(frozen=True, slots=True)
class Plot:
    """The place of turns and values in a rectangle of logical pixels."""

    area: Rect
    first: int
    last: int
    low: float
    high: float

    def x(self, turn: float) -> float:
        """From the left edge of the area."""
        return (turn - self.first) / max(1, self.last - self.first) * self.area.width

    def y(self, value: float) -> float:
        """From the top edge of the area."""
        return (self.high - value) / (self.high - self.low) * self.area.height

    def turn_at(self, x: float) -> int:
        """The turn nearest to a distance from the left edge."""
        turn = round(self.first + x / max(1, self.area.width) * (self.last - self.first))
        return min(self.last, max(self.first, turn))


def scale_of(lines: Sequence[Line], floor: float, ceiling: float) -> tuple[float, float]:
    """Round bounds that hold all lines with their intervals, within what the quantity can be."""
    lows = [v - s for line in lines for v, s in zip(line.values, line.slack, strict=True) if not math.isnan(v)]
    highs = [v + s for line in lines for v, s in zip(line.values, line.slack, strict=True) if not math.isnan(v)]
    if not lows:
        return (max(floor, 0.0), min(ceiling, 100.0))
    low, high = max(floor, min(lows)), min(ceiling, max(highs))
    step = _step(max(high - low, 1.0), PARTS)
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    return max(floor, low), min(ceiling, high) if high > low else low + step


def _step(span: float, parts: int) -> float:
    """A round distance that cuts a span into about so many parts."""
    raw = span / parts
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * round_one for round_one in (1, 2, 2.5, 5, 10) if power * round_one >= raw * 0.999)


def ticks(low: float, high: float) -> list[float]:
    """Round values from low to high."""
    step = _step(max(high - low, 1e-6), PARTS)
    first = math.ceil(low / step - 1e-6)
    return [step * k for k in range(first, math.floor(high / step + 1e-6) + 1)]


def apart(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Centres as near to the wanted ones as can be, `height` apart, in the same order, between low and high."""
    order = sorted(range(len(wanted)), key=lambda k: wanted[k])
    placed: list[float] = []
    for k in order:
        lowest = placed[-1] + height if placed else low
        placed.append(max(wanted[k], lowest))
    limit = high
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = min(placed[number], limit)
        limit = placed[number] - height
    result = [0.0] * len(wanted)
    for place, k in zip(placed, order, strict=True):
        result[k] = place
    return result


# ------------------------------------------------------------------------------------------------------ with pixels


def paint(surface: pygame.Surface, plot: Plot, lines: Sequence[Line], grid: Sequence[float], look: Look) -> None:
    """The grid, the bands and the lines on a surface of the plot's size in window pixels."""
    import pygame

    ground, faint = look.theme.rgb("panel"), look.theme.rgb("line")
    surface.fill(ground)
    for value in grid:
        y = round(plot.y(value) * look.scale)
        pygame.draw.line(surface, faint, (0, y), (surface.get_width(), y))
    guessed = [line for line in lines if line.estimated]
    for line in guessed:
        strength = BAND if len(guessed) <= FEW_BANDS else BAND // 2
        _band(surface, _runs(plot, line, look, surface.get_width()), (*line.colour, strength))
    for line in sorted(lines, key=lambda one: one.bold):
        width = max(1, round((THICK + line.bold) * look.scale))
        for run in _runs(plot, line, look, surface.get_width()):
            _stroke(surface, run[:, :2], line, width, look.scale)


def _runs(plot: Plot, line: Line, look: Look, width: int) -> list[np.ndarray]:
    """Stretches without a gap as rows of x, y, and the y of the interval's ends, in pixels."""
    rows: list[tuple[float, ...]] = []
    found: list[list[tuple[float, ...]]] = []
    for number, (value, slack) in enumerate(zip(line.values, line.slack, strict=True)):
        if math.isnan(value):
            found.append(rows)
            rows = []
            continue
        x = plot.x(plot.first + number) * look.scale
        ys = (min(plot.area.height, max(0.0, plot.y(end))) for end in (value, value + slack, value - slack))
        rows.append((width - 1 - x if look.rtl else x, *(y * look.scale for y in ys)))
    return [np.array(one) for one in (*found, rows) if one]


def _band(surface: pygame.Surface, runs: Sequence[np.ndarray], ink: tuple[int, int, int, int]) -> None:
    """Shade an interval lightly, so that those behind it and the grid still show, and edge it finely."""
    import pygame

    shade = pygame.Surface(surface.get_size(), pygame.SRCALPHA)
    for run in runs:
        if len(run) > 1:
            upper, lower = run[:, [0, 2]], run[:, [0, 3]]
            pygame.draw.polygon(shade, ink, np.concatenate([upper, lower[::-1]]).tolist())
            for edge in (upper, lower):
                pygame.draw.lines(shade, (*ink[:3], 4 * ink[3]), False, edge.tolist())
    surface.blit(shade, (0, 0))


def _stroke(surface: pygame.Surface, points: np.ndarray, line: Line, width: int, scale: float) -> None:
    import pygame

    if len(points) == 1:
        pygame.draw.circle(surface, line.colour, points[0].tolist(), 2 * width)
        return
    pattern = [length * scale for length in DASHES[line.style]]
    for piece in dashed(points, pattern):
        for start, end in pairwise(piece):
            pygame.draw.aaline(surface, line.colour, start.tolist(), end.tolist(), width)
        if not pattern:
            for point in piece[1:-1]:
                pygame.draw.aacircle(surface, line.colour, point.tolist(), max(1.0, width / 2 - 0.5))


def dashed(points: np.ndarray, pattern: Sequence[float]) -> list[np.ndarray]:
    """A polyline cut into strokes by lengths of strokes and gaps; whole without a pattern."""
    if not pattern:
        return [points]
    run = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
    pieces, start, number = [], 0.0, 0
    while start < run[-1]:
        end = min(start + pattern[number % len(pattern)], float(run[-1]))
        if number % 2 == 0:
            stops = np.concatenate(([start], run[(run > start) & (run < end)], [end]))
            pieces.append(np.column_stack([np.interp(stops, run, points[:, axis]) for axis in (0, 1)]))
        start, number = end, number + 1
    return pieces


def sample(surface: pygame.Surface, rect: pygame.Rect, line: Line, look: Look) -> None:
    """A short stretch of the line, for a legend."""
    points = np.array([(rect.left, rect.centery), (rect.right, rect.centery)], float)
    _stroke(surface, points, line, max(2, round(3 * look.scale)), look.scale)
