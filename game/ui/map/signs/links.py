"""Links between nations: arcs from capital to capital, drawn once a layer and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pygame

from game.ui.map.land.atlas import Floats, Lines
from game.ui.map.land.palette import Colour
from game.ui.map.land.strokes import Frame, dashes, draw_lines, polylines
from game.ui.painting.theme import mix

STEPS = 28
DASH = 8  # pixels
CULLED_FROM = 8000.0  # from this scale on most of a long arc lies outside the picture
RISE = 0.16  # how high an arc rises, in shares of its length
SHADOW: Colour = (10, 16, 26)
FAINT: Colour = (46, 58, 74)


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """Colour and, as a second cue, whether the line is broken."""

    colour: Colour
    broken: bool = False
    width: int = 2


LINK_STYLES = {
    "alliance": LinkStyle((96, 200, 182)),
    "treaty": LinkStyle((232, 196, 104)),
    "agreement": LinkStyle((150, 190, 232)),
    "drill": LinkStyle((204, 170, 240), broken=True),
    "post": LinkStyle((236, 140, 190)),
    "mission": LinkStyle((140, 208, 120)),
    "proposal": LinkStyle((240, 236, 222), broken=True),
    "rivalry": LinkStyle((226, 104, 86), broken=True),
    "crisis": LinkStyle((240, 84, 64), broken=True, width=3),
}


@dataclass(frozen=True, slots=True)
class Link:
    """From nation row `a` to row `b`; `weight` from 0 to 1 makes it stand out more."""

    kind: str
    a: int
    b: int
    weight: float = 1.0


def arcs(links: Sequence[Link], anchors: Floats) -> Lines:
    """Curves in world units; `anchors` (N, 2) are the capitals."""
    start = anchors[[link.a for link in links]]
    end = anchors[[link.b for link in links]]
    bend = (start + end) / 2
    bend[:, 1] -= RISE * 2 * np.hypot(*(end - start).T)
    share = np.linspace(0.0, 1.0, STEPS)[None, :, None]
    curves = (1 - share) ** 2 * start[:, None] + 2 * share * (1 - share) * bend[:, None] + share**2 * end[:, None]
    return Lines.of(list(curves))


def draw_links(surface: pygame.Surface, links: Sequence[Link], anchors: Floats, frame: Frame, grain: int = 1) -> None:
    """Weak links first, so that strong ones lie above them."""
    if not links:
        return
    ordered = sorted(links, key=lambda link: link.weight)
    curves = arcs(ordered, anchors)
    for number in curves.touching(frame.box()).tolist():
        link = ordered[number]
        style = LINK_STYLES[link.kind]
        colour = mix(FAINT, style.colour, 0.4 + 0.6 * min(1.0, max(0.0, link.weight)))
        pieces = [frame.pixels(curves.line(number)).tolist()]
        if style.broken or frame.scale > CULLED_FROM:
            one = np.array([number])
            pieces = list(dashes(curves, frame, one, DASH * grain) if style.broken else polylines(curves, frame, one))
        draw_lines(surface, pieces, SHADOW, (style.width + 2) * grain)
        draw_lines(surface, pieces, colour, style.width * grain)
