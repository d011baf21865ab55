"""Sizes and rectangles in logical pixels, and the cuts that layouts are made of."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple


class Size(NamedTuple):
    """Width and height."""

    width: int
    height: int


class Rect(NamedTuple):
    """A rectangle; the right and bottom edges lie just outside it."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column beyond the rectangle."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row beyond the rectangle."""
        return self.y + self.height

    @property
    def center(self) -> tuple[int, int]:
        """The point in the middle."""
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def empty(self) -> bool:
        """Whether nothing can be seen of it."""
        return self.width <= 0 or self.height <= 0

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share an area."""
        return not self.clip(other).empty

    def clip(self, other: Rect) -> Rect:
        """The part that lies in both (it may be empty)."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y))

    def union(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def inset(self, dx: int, dy: int | None = None) -> Rect:
        """The same rectangle without a margin (a negative margin grows it)."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, max(0, self.width - 2 * dx), max(0, self.height - 2 * dy))

    def move(self, dx: int, dy: int) -> Rect:
        """The same rectangle elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def take_top(self, height: int, gap: int = 0) -> tuple[Rect, Rect]:
        """Cut a strip off the top: (strip, rest)."""
        height = min(height, self.height)
        rest = max(0, self.height - height - gap)
        return Rect(self.x, self.y, self.width, height), Rect(self.x, self.bottom - rest, self.width, rest)

    def take_bottom(self, height: int, gap: int = 0) -> tuple[Rect, Rect]:
        """Cut a strip off the bottom: (strip, rest)."""
        height = min(height, self.height)
        rest = max(0, self.height - height - gap)
        return Rect(self.x, self.bottom - height, self.width, height), Rect(self.x, self.y, self.width, rest)

    def take_left(self, width: int, gap: int = 0) -> tuple[Rect, Rect]:
        """Cut a strip off the left: (strip, rest)."""
        width = min(width, self.width)
        rest = max(0, self.width - width - gap)
        return Rect(self.x, self.y, width, self.height), Rect(self.right - rest, self.y, rest, self.height)

    def take_right(self, width: int, gap: int = 0) -> tuple[Rect, Rect]:
        """Cut a strip off the right: (strip, rest)."""
        width = min(width, self.width)
        rest = max(0, self.width - width - gap)
        return Rect(self.right - width, self.y, width, self.height), Rect(self.x, self.y, rest, self.height)

    def columns(self, count: int, gap: int = 0) -> list[Rect]:
        """Equal columns that fill the width to the pixel."""
        spare = self.width - gap * (count - 1)
        edges = [spare * k // count for k in range(count + 1)]
        return [Rect(self.x + edges[k] + gap * k, self.y, edges[k + 1] - edges[k], self.height) for k in range(count)]

    def rows(self, count: int, gap: int = 0) -> list[Rect]:
        """Equal rows that fill the height to the pixel."""
        spare = self.height - gap * (count - 1)
        edges = [spare * k // count for k in range(count + 1)]
        return [Rect(self.x, self.y + edges[k] + gap * k, self.width, edges[k + 1] - edges[k]) for k in range(count)]

    def middle(self, width: int, height: int) -> Rect:
        """A rectangle of that size (or smaller, to fit) in the middle."""
        width, height = min(width, self.width), min(height, self.height)
        return Rect(self.x + (self.width - width) // 2, self.y + (self.height - height) // 2, width, height)


def column_rects(area: Rect, weights: tuple[float, ...], rtl: bool) -> list[Rect]:
    """Columns in proportion to their weights, the first at the reading start."""
    total = sum(weights)
    edges = [round(area.width * sum(weights[:k]) / total) for k in range(len(weights) + 1)]
    rects = [Rect(area.x + a, area.y, b - a, area.height) for a, b in pairwise(edges)]
    return [mirrored(rect, area) for rect in rects] if rtl else rects


def mirrored(rect: Rect, within: Rect) -> Rect:
    """The rectangle flipped left to right inside another."""
    return Rect(within.x + within.right - rect.right, rect.y, rect.width, rect.height)
