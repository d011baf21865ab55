"""Names on the map: sized to the room a nation has, placed so that no two overlap at any zoom, drawn with a dark rim.

A layout belongs to a band of scales. It is free of overlap at the smallest scale of the band, and growing only pulls
labels apart, so it holds for the whole band and wherever the map is panned to.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pygame

from game.ui.map.atlas import Atlas, Integers
from game.ui.map.ground import DOT_RADIUS, SMALLEST_LAND
from game.ui.map.palette import FIRST_NATION, Colour

RenderText = Callable[[str, int, Colour], pygame.Surface]

SIZES = (28, 23, 19, 16, 14, 12, 11)
BANDS_PER_DOUBLING = 3
BASE_SCALE = 1000.0
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


@dataclass(slots=True)
class Labels:
    """Places and keeps the names of all nations."""

    atlas: Atlas
    ids: Integers  # (A,) values of the id surface
    names: Sequence[str]
    render_text: RenderText
    _layouts: dict[int, list[Label]] = field(default_factory=dict)
    _drawn: dict[tuple[str, int], pygame.Surface] = field(default_factory=dict)
    _places: list[tuple[int, int, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for row in range(len(self.names)):
            owned = np.nonzero(self.ids == FIRST_NATION + row)[0]
            if len(owned):
                area = int(owned[np.argmax(self.atlas.area_size[owned])])
                self._places.append((row, area, float(self.atlas.area_size[area])))
        self._places.sort(key=lambda place: -place[2])

    def layout(self, scale: float) -> list[Label]:
        """The labels for a scale, largest nations first."""
        band = math.floor(BANDS_PER_DOUBLING * math.log2(scale / BASE_SCALE) + 1e-9)
        if band not in self._layouts:
            low = BASE_SCALE * 2 ** (band / BANDS_PER_DOUBLING)
            self._layouts[band] = self._place_all(low, low * 2 ** (1 / BANDS_PER_DOUBLING))
        return self._layouts[band]

    def _place_all(self, low: float, high: float) -> list[Label]:
        placed: list[Label] = []
        taken: list[tuple[pygame.Rect, pygame.Rect]] = []
        for row, area, size in self._places:
            label = self._sized(row, area, math.sqrt(size) * low, low)
            if label is None:
                continue
            rectangles = (label.rectangle(low).inflate(GAP, 0), label.rectangle(high).inflate(GAP, 0))
            if any(rectangles[0].colliderect(a) or rectangles[1].colliderect(b) for a, b in taken):
                continue
            placed.append(label)
            taken.append(rectangles)
        return placed

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


def visible(labels: Sequence[Label], scale: float, left: int, top: int, size: tuple[int, int]) -> list:
    """Surfaces and places of the labels that show in a window at world pixel (left, top)."""
    window = pygame.Rect(left, top, *size)
    pairs = ((label.surface, label.rectangle(scale)) for label in labels)
    return [(surface, (r.x - left, r.y - top)) for surface, r in pairs if window.colliderect(r)]
