"""The whole land in a corner: what the map shows of it is framed, and a click or a drag moves the map there."""

from __future__ import annotations

import pygame

from game.ui.map.land.camera import Box, Place
from game.ui.map.land.ground import Ground, true_colour
from game.ui.map.land.palette import Colour, Palette
from game.ui.map.land.strokes import Frame
from game.ui.map.layer import draw_ids

GRAIN = 2  # drawn this much too large and scaled down, which smooths the coasts
FRAME: Colour = (255, 220, 136)
EDGE: Colour = (12, 18, 28)
LEAST = 6  # pixels of a side of the frame, however near the map is


class Minimap:
    """One small picture of all there is to see, coloured like the map."""

    def __init__(self, ground: Ground, bounds: Box, size: tuple[int, int]) -> None:
        self.bounds, self.size = bounds, size
        self.scale = size[0] / (bounds[2] - bounds[0])
        large = (GRAIN * size[0], GRAIN * size[1])
        scale = GRAIN * self.scale
        self._ids = draw_ids(ground, Frame(large, scale, (round(bounds[0] * scale), round(bounds[1] * scale))))
        self._large = true_colour(large)
        self._picture = true_colour(size)
        self._painted: Palette | None = None

    def draw(self, surface: pygame.Surface, rect: pygame.Rect, palette: Palette, box: Box) -> None:
        """Paint it with the world box that the map shows."""
        if palette != self._painted:
            self._ids.set_palette(palette.table())
            self._large.blit(self._ids, (0, 0))
            pygame.transform.smoothscale(self._large, self.size, self._picture)
            self._painted = palette
        surface.blit(self._picture, rect)
        frame = self.framed(box).move(rect.topleft).clip(rect)
        pygame.draw.rect(surface, EDGE, frame.inflate(2, 2), 1)
        pygame.draw.rect(surface, FRAME, frame, 2)

    def framed(self, box: Box) -> pygame.Rect:
        """The box in pixels of the picture."""
        left, top = (box[0] - self.bounds[0]) * self.scale, (box[1] - self.bounds[1]) * self.scale
        frame = pygame.Rect(left, top, (box[2] - box[0]) * self.scale, (box[3] - box[1]) * self.scale)
        grown = frame.inflate(max(0, LEAST - frame.width), max(0, LEAST - frame.height))
        return grown.clip(pygame.Rect((0, 0), self.size))

    def world_at(self, place: Place) -> Place:
        """The world point under a pixel of the picture."""
        return self.bounds[0] + place[0] / self.scale, self.bounds[1] + place[1] / self.scale


def height_for(width: int, bounds: Box) -> int:
    """How high a picture of that width is."""
    return max(1, round(width * (bounds[3] - bounds[1]) / (bounds[2] - bounds[0])))
