"""Names on the map: sized to the room a nation has, placed so that no two overlap at any zoom, drawn with a dark rim.

A layout belongs to a band of scales. It is free of overlap at the smallest scale of the band, and growing only pulls
labels apart, so it holds for the whole band and wherever the map is panned to.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pygame

from game.ui.map.land.atlas import Atlas, Integers
from game.ui.map.land.ground import DOT_RADIUS, SMALLEST_LAND
from game.ui.map.land.palette import FIRST_NATION, Colour
from game.ui.map.signs.bands import RenderText, band_of, lowest
from game.ui.map.signs.icons import Icons, Placed

SIZES = (28, 23, 19, 16, 14, 12, 11)
INK: Colour = (240, 238, 230)
RIM: Colour = (18, 22, 30)
FIT = 2.1  # a label may be this many times half the room wide
SMALLEST_NAMED = 17.0  # pixels: a nation smaller than a square of this side gets no name ...
DOT_NAMES_FROM = 4200.0  # ... unless the map is at least this wide, where dots are named too
GAP = 3


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a world point, `drop` pixels below it."""

    row: int
    x: float
    y: float
    drop: int
    surface: pygame.Surface

    def rectangle(self, scale: float) -> pygame.Rect:
        """Where it lies in world pixels."""
        width, height = self.surface.get_size()
        left, top = round(self.x * scale) - width // 2, round(self.y * scale) + self.drop - height // 2
        return pygame.Rect(left, top, width, height)


@dataclass(frozen=True, slots=True)
class Taken:
    """The rectangles that icons and names fill at one scale."""

    scale: float
    icons: list[pygame.Rect]
    names: list[pygame.Rect] = field(default_factory=list)

    def rectangle(self, label: Label) -> pygame.Rect:
        """A label's rectangle with the gap that others must keep."""
        return label.rectangle(self.scale).inflate(GAP, 0)

    def hit_by(self, label: Label) -> bool:
        """Whether a label would touch what is there."""
        rectangle = self.rectangle(label)
        return rectangle.collidelist(self.names) >= 0 or rectangle.collidelist(self.icons) >= 0


@dataclass(slots=True)
class Labels:
    """Places and keeps the names of all nations."""

    atlas: Atlas
    ids: Integers  # (A,) values of the id surface
    names: Sequence[str]
    render_text: RenderText
    _layouts: dict[int, list[Label]] = field(default_factory=dict)
    _drawn: dict[tuple[str, int], pygame.Surface] = field(default_factory=dict)
    _icons: Icons = field(init=False)
    _places: list[tuple[int, int, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._icons = Icons((), self.render_text)
        for row in range(len(self.names)):
            owned = np.nonzero(self.ids == FIRST_NATION + row)[0]
            if len(owned):
                area = int(owned[np.argmax(self.atlas.area_size[owned])])
                self._places.append((row, area, float(self.atlas.area_size[area])))
        self._places.sort(key=lambda place: -place[2])

    def layout(self, scale: float) -> list[Label]:
        """The labels for a scale, largest nations first."""
        band = band_of(scale)
        if band not in self._layouts:
            low = lowest(band)
            self._layouts[band] = self._place_all(low, lowest(band + 1))
        return self._layouts[band]

    def avoid(self, icons: Icons) -> None:
        """Lays names out anew, beside these icons where there is room beside them."""
        self._icons = icons
        self._layouts.clear()

    def _place_all(self, low: float, high: float) -> list[Label]:
        placed: list[Label] = []
        clusters = self._icons.clusters(low)
        taken = [Taken(scale, [self._icons.rectangle(c, scale) for c in clusters]) for scale in (low, high)]
        for row, area, size in self._places:
            label = self._sized(row, area, math.sqrt(size) * low, low)
            choices = iter(()) if label is None else self._choices(label)
            chosen = next((choice for choice in choices if not any(scale.hit_by(choice) for scale in taken)), None)
            if chosen is not None:  # a name half hidden by an icon or another name helps nobody
                placed.append(chosen)
                for scale in taken:
                    scale.names.append(scale.rectangle(chosen))
        return placed

    def _choices(self, label: Label) -> Iterator[Label]:
        """Where a name may stand: on its place, a little off it, or below or above an icon there."""
        nudge = label.surface.get_height() // 3
        beside = (self._icons.size + label.surface.get_height()) // 2 + 1
        shifts = (0, nudge, -nudge, beside, -beside) if label.drop == 0 else (0, beside - label.drop)
        return (replace(label, drop=label.drop + shift) for shift in shifts[: None if self._icons.icons else 3])

    def _sized(self, row: int, area: int, side: float, scale: float) -> Label | None:
        dot = side < SMALLEST_LAND
        if side < SMALLEST_NAMED and scale < DOT_NAMES_FROM:
            return None
        x, y = self.atlas.label_point[area].tolist()
        size, drop = SIZES[-1], DOT_RADIUS + 9 if dot else 0
        if not dot:
            room = FIT * float(self.atlas.label_room[area]) * scale
            base = self._draw(self.names[row], SIZES[-1]).get_width() / SIZES[-1]
            size = next((size for size in SIZES if base * size <= room), SIZES[-1])
        return Label(row, x, y, drop, self._draw(self.names[row], size))

    def _draw(self, text: str, size: int) -> pygame.Surface:
        if (text, size) not in self._drawn:
            self._drawn[text, size] = rimmed(self.render_text, text, size)
        return self._drawn[text, size]


def rimmed(render_text: RenderText, text: str, size: int, ink: Colour = INK) -> pygame.Surface:
    """Text with a dark rim, legible on any land."""
    light, dark = render_text(text, size, ink), render_text(text, size, RIM)
    surface = pygame.Surface((light.get_width() + 4, light.get_height() + 4), pygame.SRCALPHA, 32)
    faint = dark.copy()
    faint.set_alpha(110)
    for place in ((0, 2), (4, 2), (2, 0), (2, 4), (2, 5)):
        surface.blit(faint, place)
    for place in ((1, 1), (3, 1), (1, 3), (3, 3), (2, 1), (1, 2), (3, 2), (2, 3)):
        surface.blit(dark, place)
    surface.blit(light, (2, 2))
    return surface


def visible(labels: Sequence[Label], scale: float, left: int, top: int, size: tuple[int, int]) -> list[Placed]:
    """Surfaces and places of the labels that show in a window at world pixel (left, top)."""
    window = pygame.Rect(left, top, *size)
    pairs = ((label.surface, label.rectangle(scale)) for label in labels)
    return [(surface, (r.x - left, r.y - top)) for surface, r in pairs if window.colliderect(r)]
