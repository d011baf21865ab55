"""The painter's brushes: smooth plates, lines, text and icons, on window pixels."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.ui.painting.icons import icon_surface
from game.ui.painting.patterns import bits_at
from game.ui.painting.text import TextRenderer
from game.ui.painting.theme import RGB
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Colour
from game.ui.toolkit.scene import Look

OVERSAMPLE = 4
SHADE = 60  # of 255, for each layer of a shadow


@lru_cache(maxsize=600)
def plate_surface(
    size: tuple[int, int], radius: int, fill: RGB | None, border: RGB | None, line: int
) -> pygame.Surface:
    """A rounded rectangle with smooth corners; only the corners are drawn large and shrunk."""
    width, height = size
    radius = max(0, min(radius, width // 2, height // 2))
    surface = pygame.Surface(size, pygame.SRCALPHA)
    edge = border if border is not None and line > 0 else fill
    if edge is None:
        return surface
    if fill is not None:
        surface.fill((*edge, 255))
        surface.fill((*fill, 255), pygame.Rect(0, 0, width, height).inflate(-2 * line, -2 * line))
    else:
        for strip in ((0, 0, width, line), (0, height - line, width, line), (0, 0, line, height),
                      (width - line, 0, line, height)):  # fmt: skip
            surface.fill((*edge, 255), strip)
    if radius:
        corners = _corners(radius, fill, border, line)
        for x in (0, 1):
            for y in (0, 1):
                target = (x * (width - radius), y * (height - radius))
                surface.fill((0, 0, 0, 0), (*target, radius, radius))
                surface.blit(corners, target, (x * radius, y * radius, radius, radius), pygame.BLEND_RGBA_ADD)
    return surface


def _corners(radius: int, fill: RGB | None, border: RGB | None, line: int) -> pygame.Surface:
    """A disc of that radius with its rim, whose quarters are the corners of a plate."""
    side = 2 * radius * OVERSAMPLE
    edge = border if border is not None and line > 0 else fill
    assert edge is not None
    big = pygame.Surface((side, side), pygame.SRCALPHA)
    big.fill((*edge, 0))
    centre = (side / 2, side / 2)
    pygame.draw.circle(big, (*edge, 255), centre, side / 2)
    if edge is border:
        inner = (*fill, 255) if fill is not None else (*edge, 0)
        pygame.draw.circle(big, inner, centre, side / 2 - line * OVERSAMPLE)
    return pygame.transform.smoothscale(big, (2 * radius, 2 * radius))


@lru_cache(maxsize=64)
def pattern_surface(size: tuple[int, int], bits: int, ink: RGB) -> pygame.Surface:
    """A clear surface with a pattern of lands on it."""
    surface = pygame.Surface(size, pygame.SRCALPHA)
    for x in range(size[0]):
        for y in range(size[1]):
            if bits_at(x, y) & bits:
                surface.set_at((x, y), ink)
    return surface


@lru_cache(maxsize=8192)
def pixels(rect: Rect, scale: float, grown: int = 0) -> tuple[int, int, int, int]:
    """A logical rectangle, grown on all sides, in window pixels; kept, since most items stay where they are.

    Neighbours stay neighbours.
    """
    x, y = round((rect.x - grown) * scale), round((rect.y - grown) * scale)
    right, bottom = round((rect.right + grown) * scale), round((rect.bottom + grown) * scale)
    return x, y, right - x, bottom - y


class Brush:
    """Draws in logical pixels on a surface of window pixels."""

    def __init__(self, surface: pygame.Surface, look: Look, text: TextRenderer) -> None:
        self.surface = surface
        self.look = look
        self.text = text
        self.scale = look.scale

    def px(self, length: float) -> int:
        """A logical length in window pixels, at least one for what is not nothing."""
        return max(1, round(length * self.scale)) if length > 0 else 0

    def rect(self, rect: Rect) -> pygame.Rect:
        """The rectangle in window pixels."""
        return pygame.Rect(pixels(rect, self.scale))

    def rgb(self, colour: Colour) -> RGB:
        """The colour by name."""
        return self.look.theme.rgb(colour)

    def plate(
        self, rect: Rect, fill: Colour | None, border: Colour | None = None, radius: float = 6, line: float = 1
    ) -> None:
        """A rounded rectangle."""
        target = self.rect(rect)
        if target.width <= 0 or target.height <= 0:
            return
        ink = self.rgb(fill) if fill else None
        edge = self.rgb(border) if border else None
        made = plate_surface((target.width, target.height), self.px(radius), ink, edge, self.px(line))
        self.surface.blit(made, target.topleft)

    def shade(self, rect: Rect, radius: float) -> None:
        """A layer of a soft shadow."""
        target = self.rect(rect)
        made = plate_surface(target.size, self.px(radius), self.rgb("shadow"), None, 0)
        made.set_alpha(SHADE)
        self.surface.blit(made, target.topleft)
        made.set_alpha(255)

    def line(self, rect: Rect, colour: Colour) -> None:
        """A filled strip without smoothing."""
        self.surface.fill(self.rgb(colour), self.rect(rect))

    def icon(self, name: str, rect: Rect, colour: Colour) -> None:
        """A symbol as large as fits in the middle of the rectangle."""
        target = self.rect(rect)
        side = max(1, min(target.width, target.height))
        made = icon_surface(name, side, self.rgb(colour), self.look.rtl)
        self.surface.blit(made, made.get_rect(center=target.center))

    def write(self, text: str, rect: Rect, style: str = "body", colour: Colour = "text", align: str = "start") -> None:
        """One line of text, shortened to the width, in the middle of the rectangle's height."""
        if not text or rect.width <= 0:
            return
        shown = self.text.ellipsis(text, style, rect.width)
        made = self.text.surface(shown, style, self.rgb(colour))
        target = self.rect(rect)
        place = made.get_rect(centery=target.centery)
        if align == "center":
            place.centerx = target.centerx
        elif (align == "end") != self.look.rtl:
            place.right = target.right
        else:
            place.left = target.left
        self.surface.blit(made, place)

    def hatch(self, rect: Rect, colour: Colour) -> None:
        """Slanted lines over a rectangle: a cue besides colour."""
        target = self.rect(rect)
        old = self.surface.get_clip()
        self.surface.set_clip(old.clip(target))
        step, ink = self.px(7), self.rgb(colour)
        for x in range(target.left - target.height, target.right, step):
            start, end = (x, target.bottom), (x + target.height, target.top)
            pygame.draw.line(self.surface, ink, start, end, self.px(2))
        self.surface.set_clip(old)

    def pattern(self, rect: Rect, bits: int, colour: Colour) -> None:
        """One of the patterns of lands over a rectangle, as large as it is on the map."""
        target = self.rect(rect)
        self.surface.blit(pattern_surface(target.size, bits, self.rgb(colour)), target)

    def polygon(self, points: list[tuple[float, float]], colour: Colour) -> None:
        """A filled shape with smooth edges."""
        ink = self.rgb(colour)
        scaled = [(x * self.scale, y * self.scale) for x, y in points]
        pygame.draw.polygon(self.surface, ink, scaled)
        pygame.draw.aalines(self.surface, ink, True, scaled)
