"""Symbols drawn as shapes, since no font has them: polygons, lines and circles in a unit square."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import pygame

from game.ui.painting.theme import RGB

OVERSAMPLE = 4
DIRECTED = frozenset({"left", "right", "back", "next", "undo", "redo"})  # mirrored in right-to-left languages

# Each stroke: ("line", width, points...), ("fill", points...), ("ring", x, y, radius, width) or ("disc", x, y, radius).
Stroke = tuple[Any, ...]
_SHIELD = ((0.5, 0.08), (0.86, 0.2), (0.82, 0.58), (0.5, 0.93), (0.18, 0.58), (0.14, 0.2))
ICONS: Mapping[str, tuple[Stroke, ...]] = MappingProxyType(
    {
        "plus": (("line", 0.12, (0.2, 0.5), (0.8, 0.5)), ("line", 0.12, (0.5, 0.2), (0.5, 0.8))),
        "minus": (("line", 0.12, (0.2, 0.5), (0.8, 0.5)),),
        "close": (("line", 0.11, (0.22, 0.22), (0.78, 0.78)), ("line", 0.11, (0.78, 0.22), (0.22, 0.78))),
        "tick": (("line", 0.13, (0.16, 0.54), (0.4, 0.78), (0.85, 0.24)),),
        "down": (("line", 0.11, (0.22, 0.38), (0.5, 0.66), (0.78, 0.38)),),
        "up": (("line", 0.11, (0.22, 0.62), (0.5, 0.34), (0.78, 0.62)),),
        "left": (("line", 0.11, (0.62, 0.2), (0.34, 0.5), (0.62, 0.8)),),
        "right": (("line", 0.11, (0.38, 0.2), (0.66, 0.5), (0.38, 0.8)),),
        "back": (("line", 0.1, (0.85, 0.5), (0.2, 0.5)), ("line", 0.1, (0.45, 0.22), (0.17, 0.5), (0.45, 0.78))),
        "next": (("fill", (0.25, 0.15), (0.85, 0.5), (0.25, 0.85)),),
        "undo": (("line", 0.1, (0.2, 0.4), (0.66, 0.4), (0.82, 0.56), (0.66, 0.78), (0.4, 0.78)),
                 ("line", 0.1, (0.42, 0.16), (0.18, 0.4), (0.42, 0.62))),
        "redo": (("line", 0.1, (0.8, 0.4), (0.34, 0.4), (0.18, 0.56), (0.34, 0.78), (0.6, 0.78)),
                 ("line", 0.1, (0.58, 0.16), (0.82, 0.4), (0.58, 0.62))),
        "warning": (("line", 0.09, (0.5, 0.12), (0.92, 0.86), (0.08, 0.86), (0.5, 0.12)),
                    ("line", 0.1, (0.5, 0.38), (0.5, 0.62)), ("disc", 0.5, 0.745, 0.058)),
        "info": (("ring", 0.5, 0.5, 0.42, 0.085), ("disc", 0.5, 0.29, 0.065), ("line", 0.1, (0.5, 0.45), (0.5, 0.73))),
        "lock": (("ring", 0.5, 0.38, 0.22, 0.09), ("fill", (0.2, 0.44), (0.8, 0.44), (0.8, 0.9), (0.2, 0.9))),
        "shield": (("fill", *_SHIELD),),
        "people": (("disc", 0.34, 0.3, 0.15), ("fill", (0.08, 0.82), (0.16, 0.54), (0.52, 0.54), (0.6, 0.82)),
                   ("disc", 0.69, 0.36, 0.125), ("fill", (0.66, 0.82), (0.6, 0.56), (0.84, 0.56), (0.94, 0.82))),
        "officer": (("disc", 0.5, 0.28, 0.18), ("fill", (0.16, 0.9), (0.24, 0.54), (0.76, 0.54), (0.84, 0.9))),
        "coin": (("ring", 0.5, 0.5, 0.4, 0.09), ("line", 0.1, (0.5, 0.28), (0.5, 0.72)),
                 ("line", 0.08, (0.36, 0.4), (0.64, 0.4)), ("line", 0.08, (0.36, 0.6), (0.64, 0.6))),
        "staff": (("line", 0.09, (0.22, 0.1), (0.78, 0.1), (0.78, 0.9), (0.22, 0.9), (0.22, 0.1)),
                  ("line", 0.08, (0.36, 0.34), (0.64, 0.34)), ("line", 0.08, (0.36, 0.52), (0.64, 0.52)),
                  ("line", 0.08, (0.36, 0.7), (0.52, 0.7))),
        "globe": (("ring", 0.5, 0.5, 0.42, 0.08), ("line", 0.07, (0.08, 0.5), (0.92, 0.5)),
                  ("line", 0.07, (0.5, 0.08), (0.36, 0.3), (0.36, 0.7), (0.5, 0.92)),
                  ("line", 0.07, (0.5, 0.08), (0.64, 0.3), (0.64, 0.7), (0.5, 0.92))),
        "flag": (("line", 0.09, (0.22, 0.08), (0.22, 0.94)),
                 ("fill", (0.22, 0.12), (0.86, 0.2), (0.7, 0.37), (0.86, 0.56), (0.22, 0.56))),
        "scroll": (("line", 0.08, (0.25, 0.1), (0.6, 0.1), (0.78, 0.28), (0.78, 0.9), (0.25, 0.9), (0.25, 0.1)),
                   ("line", 0.07, (0.4, 0.46), (0.64, 0.46)), ("line", 0.07, (0.4, 0.66), (0.64, 0.66))),
        "chart": (("line", 0.08, (0.12, 0.1), (0.12, 0.88), (0.92, 0.88)),
                  ("line", 0.1, (0.26, 0.68), (0.46, 0.44), (0.6, 0.56), (0.86, 0.2))),
        "cross_drill": (("line", 0.1, (0.14, 0.14), (0.82, 0.82)), ("line", 0.1, (0.86, 0.14), (0.18, 0.82)),
                        ("line", 0.09, (0.6, 0.88), (0.9, 0.6)), ("line", 0.09, (0.1, 0.6), (0.4, 0.88))),
        "handshake": (("line", 0.1, (0.06, 0.36), (0.3, 0.3), (0.5, 0.42), (0.7, 0.3), (0.94, 0.36)),
                      ("line", 0.1, (0.2, 0.56), (0.42, 0.74), (0.58, 0.74), (0.8, 0.56)),
                      ("line", 0.1, (0.5, 0.42), (0.36, 0.54))),
        "forum": (("ring", 0.5, 0.5, 0.22, 0.08), ("disc", 0.5, 0.12, 0.09), ("disc", 0.5, 0.88, 0.09),
                  ("disc", 0.12, 0.5, 0.09), ("disc", 0.88, 0.5, 0.09)),
        "training": (("ring", 0.5, 0.5, 0.42, 0.08), ("ring", 0.5, 0.5, 0.22, 0.08), ("disc", 0.5, 0.5, 0.08)),
        "crisis": (("fill", (0.56, 0.04), (0.2, 0.56), (0.46, 0.56), (0.38, 0.96), (0.8, 0.4), (0.54, 0.4)),),
        "star": (("fill", (0.5, 0.06), (0.62, 0.38), (0.95, 0.39), (0.69, 0.6), (0.78, 0.93), (0.5, 0.74),
                  (0.22, 0.93), (0.31, 0.6), (0.05, 0.39), (0.38, 0.38)),),
        "menu": (("line", 0.1, (0.14, 0.24), (0.86, 0.24)), ("line", 0.1, (0.14, 0.5), (0.86, 0.5)),
                 ("line", 0.1, (0.14, 0.76), (0.86, 0.76))),
        "search": (("ring", 0.42, 0.42, 0.3, 0.09), ("line", 0.12, (0.64, 0.64), (0.9, 0.9))),
        "clock": (("ring", 0.5, 0.5, 0.42, 0.085), ("line", 0.08, (0.5, 0.24), (0.5, 0.52), (0.7, 0.62))),
        "pin": (("disc", 0.5, 0.34, 0.24), ("fill", (0.32, 0.48), (0.68, 0.48), (0.5, 0.96))),
        "links": (("disc", 0.16, 0.76, 0.13), ("disc", 0.84, 0.76, 0.13), ("disc", 0.5, 0.18, 0.13),
                  ("line", 0.07, (0.16, 0.76), (0.5, 0.18), (0.84, 0.76), (0.16, 0.76))),
        "eye": (("line", 0.08, (0.04, 0.5), (0.26, 0.28), (0.5, 0.2), (0.74, 0.28), (0.96, 0.5), (0.74, 0.72),
                 (0.5, 0.8), (0.26, 0.72), (0.04, 0.5)), ("disc", 0.5, 0.5, 0.16)),
    }
)  # fmt: skip


@lru_cache(maxsize=1024)
def icon_surface(name: str, size: int, colour: RGB, flip: bool = False) -> pygame.Surface:
    """The symbol as a square of that many window pixels."""
    side = size * OVERSAMPLE
    big = pygame.Surface((side, side), pygame.SRCALPHA)
    big.fill((*colour, 0))
    for stroke in ICONS[name]:
        _stroke(big, stroke, side, colour)
    small = pygame.transform.smoothscale(big, (size, size))
    return pygame.transform.flip(small, True, False) if flip and name in DIRECTED else small


def _stroke(surface: pygame.Surface, stroke: Stroke, side: int, colour: RGB) -> None:
    kind, *rest = stroke
    if kind == "fill":
        pygame.draw.polygon(surface, colour, [(x * side, y * side) for x, y in rest])
    elif kind == "line":
        width, points = rest[0] * side, [(x * side, y * side) for x, y in rest[1:]]
        for start, end in pairwise(points):
            _thick_line(surface, colour, start, end, width)
        for point in points:
            pygame.draw.circle(surface, colour, point, width / 2)
    elif kind == "ring":
        x, y, radius, width = rest
        pygame.draw.circle(surface, colour, (x * side, y * side), radius * side, max(1, round(width * side)))
    else:
        x, y, radius = rest
        pygame.draw.circle(surface, colour, (x * side, y * side), radius * side)


def _thick_line(
    surface: pygame.Surface, colour: RGB, start: tuple[float, float], end: tuple[float, float], width: float
) -> None:
    along = pygame.Vector2(end) - pygame.Vector2(start)
    if along.length() == 0:
        return
    across = along.normalize().rotate(90) * (width / 2)
    corners = [start + across, end + across, end - across, start - across]
    pygame.draw.polygon(surface, colour, corners)
