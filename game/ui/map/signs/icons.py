"""Icons on the map: shapes drawn by us on a dark disc, gathered into one with a number where they would overlap."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pygame

from game.ui.map.land.palette import Colour
from game.ui.map.signs.bands import RenderText, band_of, lowest

GRAIN = 4  # icons are drawn this much too large and scaled down
DISC: Colour = (16, 24, 36)
RING: Colour = (232, 226, 210)
BADGE: Colour = (240, 236, 222)
BADGE_INK: Colour = (14, 20, 30)
Placed = tuple[pygame.Surface, tuple[int, int]]
Draw = Callable[[pygame.Surface, Colour, float], None]


def _points(pairs: Sequence[tuple[float, float]], unit: float) -> list[tuple[float, float]]:
    """Shapes are drawn in a square from -1 to 1 inside the disc."""
    return [((1 + x * 0.6) * unit, (1 + y * 0.6) * unit) for x, y in pairs]


def _shield(surface: pygame.Surface, colour: Colour, unit: float) -> None:
    outline = ((-0.75, -0.8), (0, -1), (0.75, -0.8), (0.7, 0.1), (0.45, 0.6), (0, 1), (-0.45, 0.6), (-0.7, 0.1))
    pygame.draw.polygon(surface, colour, _points(outline, unit))
    pygame.draw.lines(
        surface, DISC, False, _points(((-0.4, 0.0), (-0.1, 0.35), (0.45, -0.4)), unit), round(unit * 0.16)
    )


def _post(surface: pygame.Surface, colour: Colour, unit: float) -> None:
    pygame.draw.polygon(surface, colour, _points(((-0.4, -0.9), (0.9, -0.5), (-0.4, -0.05)), unit))
    pygame.draw.lines(surface, colour, False, _points(((-0.5, -1.0), (-0.5, 1.0)), unit), round(unit * 0.15))
    pygame.draw.lines(surface, colour, False, _points(((-0.9, 1.0), (0.1, 1.0)), unit), round(unit * 0.15))


def _drill(surface: pygame.Surface, colour: Colour, unit: float) -> None:
    for top in (-0.85, -0.2, 0.45):
        chevron = (
            (-0.85, top + 0.5),
            (0, top),
            (0.85, top + 0.5),
            (0.85, top + 0.75),
            (0, top + 0.28),
            (-0.85, top + 0.75),
        )
        pygame.draw.polygon(surface, colour, _points(chevron, unit))


def _flame(surface: pygame.Surface, colour: Colour, unit: float) -> None:
    outer = ((0.1, -1.1), (0.45, -0.5), (0.7, -0.05), (0.75, 0.4), (0.45, 0.9), (0, 1.05), (-0.45, 0.9), (-0.75, 0.4))
    pygame.draw.polygon(surface, colour, _points((*outer, (-0.65, -0.15), (-0.35, -0.45), (-0.15, -0.2)), unit))
    inner = ((0.05, -0.1), (0.35, 0.35), (0.3, 0.75), (0, 0.95), (-0.3, 0.75), (-0.3, 0.4))
    pygame.draw.polygon(surface, DISC, _points(inner, unit))


def _troops(surface: pygame.Surface, colour: Colour, unit: float) -> None:
    for across in (-0.6, 0.6, 0.0):
        size = 1.0 if across == 0 else 0.8
        body = ((-0.42, 0.95), (-0.36, 0.15), (0, -0.1), (0.36, 0.15), (0.42, 0.95))
        shape = _points([(across + x * size, 0.95 + (y - 0.95) * size) for x, y in body], unit)
        pygame.draw.polygon(surface, colour, shape)
        pygame.draw.polygon(surface, DISC, shape, round(unit * 0.05))
        head = _points([(across, 0.95 - 1.45 * size)], unit)[0]
        pygame.draw.circle(surface, colour, head, 0.19 * unit * size)


def _forum(surface: pygame.Surface, colour: Colour, unit: float) -> None:
    pygame.draw.circle(surface, colour, (unit, unit), 0.3 * unit)
    for seat in range(6):
        angle = seat * math.tau / 6
        pygame.draw.circle(
            surface, colour, _points([(0.85 * math.cos(angle), 0.85 * math.sin(angle))], unit)[0], 0.13 * unit
        )


def _treaty(surface: pygame.Surface, colour: Colour, unit: float) -> None:
    sheet = ((-0.65, -0.95), (0.35, -0.95), (0.7, -0.6), (0.7, 0.95), (-0.65, 0.95))
    pygame.draw.polygon(surface, colour, _points(sheet, unit))
    for down in (-0.45, -0.1, 0.25):
        pygame.draw.lines(surface, DISC, False, _points(((-0.4, down), (0.4, down)), unit), round(unit * 0.08))
    pygame.draw.circle(surface, DISC, _points([(0.3, 0.62)], unit)[0], 0.11 * unit)


def _letter(surface: pygame.Surface, colour: Colour, unit: float) -> None:
    pygame.draw.polygon(surface, colour, _points(((-0.9, -0.6), (0.9, -0.6), (0.9, 0.65), (-0.9, 0.65)), unit))
    flap = _points(((-0.9, -0.6), (0, 0.15), (0.9, -0.6)), unit)
    pygame.draw.lines(surface, DISC, False, flap, round(unit * 0.12))


def _star(surface: pygame.Surface, colour: Colour, unit: float) -> None:
    reach = [1.0 if corner % 2 == 0 else 0.45 for corner in range(10)]
    angles = [corner * math.tau / 10 for corner in range(10)]
    tips = [(r * math.sin(angle), -r * math.cos(angle)) for r, angle in zip(reach, angles, strict=True)]
    pygame.draw.polygon(surface, colour, _points(tips, unit))


GLYPHS: dict[str, Draw] = {
    "mission": _shield,
    "post": _post,
    "drill": _drill,
    "crisis": _flame,
    "troops": _troops,
    "forum": _forum,
    "treaty": _treaty,
    "proposal": _letter,
    "capital": _star,
}
TONES: dict[str, Colour] = {
    "mission": (150, 212, 130),
    "post": (150, 190, 232),
    "drill": (196, 172, 232),
    "crisis": (246, 120, 84),
    "troops": (232, 226, 210),
    "forum": (120, 206, 190),
    "treaty": (236, 202, 116),
    "proposal": (240, 236, 222),
    "capital": (255, 214, 120),
}


def draw_icon(kind: str, size: int, tone: Colour | None = None) -> pygame.Surface:
    """One icon on its disc, for the map, lists and buttons alike; `size` in pixels."""
    large = size * GRAIN
    unit = large / 2
    surface = pygame.Surface((large, large), pygame.SRCALPHA, 32)
    pygame.draw.circle(surface, DISC, (unit, unit), unit)
    pygame.draw.circle(surface, TONES[kind] if tone is None else tone, (unit, unit), unit * 0.96, round(unit * 0.11))
    GLYPHS[kind](surface, TONES[kind] if tone is None else tone, unit)
    return pygame.transform.smoothscale(surface, (size, size))


@dataclass(frozen=True, slots=True)
class Icon:
    """A thing at a world point; `key` is the caller's own name for it, `rank` decides who shows in a cluster."""

    kind: str
    x: float
    y: float
    key: str
    rank: int = 0
    tone: Colour | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Icons that share a place; the first is the one that is drawn."""

    icons: tuple[Icon, ...]


@dataclass(slots=True)
class Icons:
    """All icons of the map and their clusters at each band of scales."""

    icons: Sequence[Icon]
    render_text: RenderText
    size: int = 22
    _bands: dict[int, list[Cluster]] = field(default_factory=dict)
    _drawn: dict[tuple[str, Colour | None, int], pygame.Surface] = field(default_factory=dict)

    def clusters(self, scale: float) -> list[Cluster]:
        """Icons nearer than their size are one cluster, by rank."""
        band = band_of(scale)
        if band not in self._bands:
            self._bands[band] = self._gather(lowest(band))
        return self._bands[band]

    def _gather(self, scale: float) -> list[Cluster]:
        groups: list[list[Icon]] = []
        cells: dict[tuple[int, int], list[list[Icon]]] = {}
        reach = self.size + 2
        for icon in sorted(self.icons, key=lambda icon: (-icon.rank, icon.key)):
            column, line = math.floor(icon.x * scale / reach), math.floor(icon.y * scale / reach)
            near = (g for i in (-1, 0, 1) for j in (-1, 0, 1) for g in cells.get((column + i, line + j), ()))
            for group in near:
                if math.hypot(group[0].x - icon.x, group[0].y - icon.y) * scale < reach:
                    group.append(icon)
                    break
            else:
                groups.append([icon])
                cells.setdefault((column, line), []).append(groups[-1])
        return [Cluster(tuple(group)) for group in groups]

    def rectangle(self, cluster: Cluster, scale: float) -> pygame.Rect:
        """Where a cluster lies in world pixels, its number included."""
        first, half = cluster.icons[0], self.size // 2
        width = self.size if len(cluster.icons) == 1 else self.size + half // 2
        return pygame.Rect(round(first.x * scale) - half, round(first.y * scale) - half, width, self.size)

    def surface(self, cluster: Cluster) -> pygame.Surface:
        """The picture of a cluster, kept."""
        first, count = cluster.icons[0], len(cluster.icons)
        key = (first.kind, first.tone, count)
        if key not in self._drawn:
            self._drawn[key] = self._draw(first, count)
        return self._drawn[key]

    def _draw(self, icon: Icon, count: int) -> pygame.Surface:
        picture = draw_icon(icon.kind, self.size, icon.tone)
        if count == 1:
            return picture
        number = self.render_text(str(count), 11, BADGE_INK)
        height = max(13, number.get_height() - 2)
        badge = pygame.Rect(0, 0, max(height, number.get_width() + 6), height)
        surface = pygame.Surface((self.size + badge.width // 2, self.size), pygame.SRCALPHA, 32)
        surface.blit(picture, (0, 0))
        badge.bottomright = surface.get_size()
        pygame.draw.rect(surface, BADGE, badge, border_radius=height // 2)
        surface.blit(number, number.get_rect(center=badge.center))
        return surface

    def visible(self, scale: float, left: int, top: int, window: tuple[int, int]) -> list[Placed]:
        """Surfaces and places of the clusters in a window at world pixel (left, top)."""
        shown = pygame.Rect(left, top, *window)
        pairs = ((cluster, self.rectangle(cluster, scale)) for cluster in self.clusters(scale))
        return [(self.surface(c), (r.x - left, r.y - top)) for c, r in pairs if shown.colliderect(r)]

    def at(self, scale: float, position: tuple[int, int]) -> tuple[Icon, ...]:
        """The icons of the topmost cluster at a world pixel."""
        for cluster in reversed(self.clusters(scale)):
            if self.rectangle(cluster, scale).collidepoint(position):
                return cluster.icons
        return ()
