"""One finished picture of the map at one scale: ids, shade and light, put together under any palette in a blink.

picture = palette(ids) * shade + light. Only the palette depends on the lens, so a lens costs three blits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pygame

from game.ui.map.land.atlas import BORDER, BROKEN, COAST, Atlas, Detail, Floats, Lines
from game.ui.map.land.ground import DOT_RADIUS, Ground, true_colour
from game.ui.map.land.palette import Colour, Palette
from game.ui.map.land.patterns import marked, tables
from game.ui.map.land.projection import graticule, rim
from game.ui.map.land.strokes import Frame, dashes, draw_lines, polylines, shapes
from game.ui.map.signs.overlay import Overlay

ADD, SUBTRACT, MULTIPLY = pygame.BLEND_RGB_ADD, pygame.BLEND_RGB_SUB, pygame.BLEND_RGB_MULT
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
GLOW = (58, 104, 138)
COAST_INK, BORDER_INK, BROKEN_INK = (190, 178, 160), (118, 112, 104), (150, 136, 122)
GRATICULE_INK = (10, 17, 24)
BEYOND_INK = (172, 178, 188)  # the sea outside the globe is multiplied by this
HATCH_INK = (88, 84, 78)
HATCH_STEP = 9
SOFTNESS = 4  # glow and shade are worked out at a quarter of the size
GRID = 16  # layers start at multiples of this many pixels, so that the soft parts do not depend on the centre


@dataclass(slots=True)
class Layer:
    """The three parts of a picture, and the picture itself under the latest palette."""

    frame: Frame
    ids: pygame.Surface  # 8 bit
    shade: pygame.Surface
    light: pygame.Surface
    picture: pygame.Surface
    parts: tuple[pygame.Surface, ...] = ()  # 8 bit, of the patterns
    over: pygame.Surface | None = None
    _drawn_over: Overlay | None = None
    _painted_with: tuple[Palette, Overlay] | None = None

    def compose(self, palette: Palette) -> None:
        """Puts the picture together under a palette."""
        self.ids.set_palette(palette.table())
        self.picture.blit(self.ids, (0, 0))
        for place, colours in tables(palette) if self.parts else ():
            self.parts[place].set_palette(colours + colours[:1] * (256 - len(colours)))
            self.picture.blit(self.parts[place], (0, 0))
        self.picture.blit(self.shade, (0, 0), special_flags=MULTIPLY)
        self.picture.blit(self.light, (0, 0), special_flags=ADD)
        if self.over is not None:
            self.picture.blit(self.over, (0, 0))

    def lay_over(self, overlay: Overlay, ground: Ground, anchors: Floats) -> None:
        """Draws links and outlines for this layer, unless they are there already."""
        if overlay != self._drawn_over:
            self.over = overlay.draw(ground, anchors, self.frame)
            self._drawn_over = overlay

    def painted(self, palette: Palette, overlay: Overlay, ground: Ground, anchors: Floats) -> pygame.Surface:
        """The picture under a palette and an overlay, put together again only when one of them has changed."""
        if (palette, overlay) != self._painted_with:
            self.lay_over(overlay, ground, anchors)
            self.compose(palette)
            self._painted_with = (palette, overlay)
        return self.picture

    def painted_plainly(self, palette: Palette) -> pygame.Surface:
        """The picture under a palette, with whatever lay over it last."""
        if self._painted_with is None or self._painted_with[0] != palette:
            self.compose(palette)
            self._painted_with = (palette, self._drawn_over or Overlay())
        return self.picture

    def id_at(self, x: float, y: float) -> int:
        """The id under a world point, 0 outside the picture."""
        across = int(x * self.frame.scale - self.frame.origin[0])
        down = int(y * self.frame.scale - self.frame.origin[1])
        if not (0 <= across < self.frame.size[0] and 0 <= down < self.frame.size[1]):
            return 0
        return int(self.ids.get_at_mapped((across, down)))


def build_layer(ground: Ground, frame: Frame) -> Layer:
    """Draws everything but the palette; safe in a worker thread, because it touches no other surface."""
    detail = ground.atlas.detail(frame.scale)
    ids = draw_ids(ground, frame)
    ink = _draw_borders(ground, detail, frame)
    land = _masked(ids, BLACK, WHITE)
    shade = true_colour(frame.size)
    shade.fill(WHITE)
    shade.blit(_soft_edges(ink, land, frame.size), (0, 0), special_flags=SUBTRACT)
    hatch = _draw_hatch(ground.atlas, frame)
    if hatch is not None:
        hatch.blit(land, (0, 0), special_flags=MULTIPLY)
        shade.blit(hatch, (0, 0), special_flags=SUBTRACT)
    shade.blit(ink, (0, 0), special_flags=SUBTRACT)
    light = _draw_light(ground.atlas, ids, land, ink, frame)
    if ground.atlas.globe:
        _darken_beyond(shade, frame)
    return Layer(frame, ids, shade, light, true_colour(frame.size), marked(ids))


def draw_ids(ground: Ground, frame: Frame) -> pygame.Surface:
    """Whose each pixel is, as an 8-bit surface; the largest lands first, dots for what is too small."""
    detail = ground.atlas.detail(frame.scale)
    ids = pygame.Surface(frame.size, depth=8)
    ids.fill(0)
    values = ground.ids[detail.ring_area].tolist()
    for number, ring in shapes(detail.rings, frame):
        pygame.draw.polygon(ids, values[number], ring)
    for value, x, y in ground.dots(frame.scale):
        pygame.draw.circle(ids, value, frame.pixels(np.array((x, y))).tolist(), DOT_RADIUS)
    return ids


def _draw_borders(ground: Ground, detail: Detail, frame: Frame) -> pygame.Surface:
    """How much the lines take away: drawn at twice the size and scaled down, which smooths them and the fills below."""
    large = true_colour((2 * frame.size[0], 2 * frame.size[1]))
    zoom = frame.scale / 1600
    thin, thick = (2, 2) if zoom < 2 else (2, 3) if zoom < 6 else (3, 4)
    kind = detail.line_kind
    coasts, borders, broken = (np.nonzero(kind == wanted)[0] for wanted in (COAST, BORDER, BROKEN))
    draw_lines(large, polylines(detail.lines, frame, borders, 2), BORDER_INK, thin)
    draw_lines(large, dashes(detail.lines, frame, broken, 10, 2), BROKEN_INK, thin)
    draw_lines(large, polylines(detail.lines, frame, coasts, 2), COAST_INK, thick)
    for _, x, y in ground.dots(frame.scale):
        middle = (2 * frame.pixels(np.array((x, y)))).tolist()
        pygame.draw.circle(large, BLACK, middle, 2 * DOT_RADIUS)  # no coast line inside a dot
        pygame.draw.circle(large, COAST_INK, middle, 2 * DOT_RADIUS + 1, 3)
    return pygame.transform.smoothscale(large, frame.size)


def _masked(ids: pygame.Surface, sea: Colour, land: Colour) -> pygame.Surface:
    ids.set_palette([sea] + [land] * 255)
    mask = true_colour(ids.get_size())
    mask.blit(ids, (0, 0))
    return mask


def _small(size: tuple[int, int]) -> tuple[int, int]:
    return size[0] // SOFTNESS, size[1] // SOFTNESS


def _soft_edges(ink: pygame.Surface, land: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """Land darkens a little towards its borders."""
    blurred = pygame.transform.box_blur(pygame.transform.smoothscale(ink, _small(size)), 3)
    blurred.fill((150, 146, 140), special_flags=MULTIPLY)
    soft = pygame.transform.smoothscale(blurred, size)
    soft.blit(land, (0, 0), special_flags=MULTIPLY)
    return soft


def _draw_light(
    atlas: Atlas, ids: pygame.Surface, land: pygame.Surface, ink: pygame.Surface, frame: Frame
) -> pygame.Surface:
    """The glow of the coasts and the graticule, on the sea only and not over the coast line."""
    near = pygame.transform.smoothscale(land, _small(frame.size))
    glow = pygame.transform.box_blur(pygame.transform.box_blur(near, 5), 4)
    glow.fill(GLOW, special_flags=MULTIPLY)
    light = pygame.transform.smoothscale(glow, frame.size)
    if atlas.globe:
        light.blit(_draw_graticule(frame), (0, 0), special_flags=ADD)
    light.blit(_masked(ids, WHITE, BLACK), (0, 0), special_flags=MULTIPLY)
    kept = true_colour(frame.size)
    kept.fill(WHITE)
    kept.blit(ink, (0, 0), special_flags=SUBTRACT)
    light.blit(kept, (0, 0), special_flags=MULTIPLY)
    return light


def _draw_graticule(frame: Frame) -> pygame.Surface:
    surface = true_colour(frame.size)
    lines = Lines.of(graticule())
    for number in lines.touching(frame.box()).tolist():
        pygame.draw.aalines(surface, GRATICULE_INK, False, frame.pixels(lines.line(number)).tolist())
    return surface


def _draw_hatch(atlas: Atlas, frame: Frame) -> pygame.Surface | None:
    """Slanted stripes inside the disputed rings, fixed to the world's pixels so that panning does not move them."""
    rings = [ring for _, ring in shapes(atlas.dispute_rings, frame)]
    if not rings:
        return None
    stripes = true_colour(frame.size)
    width, height = frame.size
    first = -((frame.origin[0] + frame.origin[1]) % HATCH_STEP)
    for start in range(first, width + height, HATCH_STEP):
        pygame.draw.line(stripes, HATCH_INK, (start, 0), (start - height, height), 3)
    inside = true_colour(frame.size)
    for ring in rings:
        pygame.draw.polygon(inside, WHITE, ring)
    stripes.blit(inside, (0, 0), special_flags=MULTIPLY)
    return stripes


def _darken_beyond(shade: pygame.Surface, frame: Frame) -> None:
    """The corners outside the globe are a shade darker than its seas."""
    beyond = true_colour(frame.size)
    beyond.fill(BEYOND_INK)
    for _, ring in shapes(Lines.of([rim()]), frame):
        pygame.draw.polygon(beyond, WHITE, ring)
    shade.blit(beyond, (0, 0), special_flags=MULTIPLY)
