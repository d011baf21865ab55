"""What lies between land and names: links and the outline of the selected nation, kept as one sparse picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pygame

from game.ui.map.land.atlas import Floats
from game.ui.map.land.ground import Ground, true_colour
from game.ui.map.land.palette import FIRST_NATION, Colour
from game.ui.map.land.strokes import Frame, draw_lines, shapes
from game.ui.map.signs.links import Link, draw_links

CLEAR: Colour = (0, 0, 0)
OUTLINE: Colour = (255, 220, 136)
OUTLINE_EDGE: Colour = (34, 30, 18)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A value: two overlays that are equal draw the same."""

    links: tuple[Link, ...] = ()
    selected: int | None = None
    grain: int = 1  # how many pixels wide the thinnest line is: more on a fine screen

    def draw(self, ground: Ground, anchors: Floats, frame: Frame) -> pygame.Surface | None:
        """None when there is nothing to show; else a picture whose black is clear, quick to lay over the map."""
        if not self.links and self.selected is None:
            return None
        surface = true_colour(frame.size)
        surface.set_colorkey(CLEAR, pygame.RLEACCEL)
        if self.selected is not None:
            _draw_outline(surface, ground, frame, FIRST_NATION + self.selected, self.grain)
        draw_links(surface, self.links, anchors, frame, self.grain)
        return surface


def _draw_outline(surface: pygame.Surface, ground: Ground, frame: Frame, value: int, grain: int) -> None:
    """Two nested strokes round every part of a nation, cut to the inside so that neighbours keep their borders."""
    detail = ground.atlas.detail(frame.scale)
    numbers = np.nonzero(ground.ids[detail.ring_area] == value)[0]
    rings = [ring for _, ring in shapes(detail.rings, frame, numbers)]
    for colour, width in ((OUTLINE_EDGE, 5), (OUTLINE, 3)):
        draw_lines(surface, ([*ring, ring[0]] for ring in rings), colour, width * grain)
