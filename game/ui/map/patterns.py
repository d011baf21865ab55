"""Patterns over the lands of a lens: the id surface kept on the marked pixels only, so that one blit draws each."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.ui.map.palette import SEA, Colour, Palette
from game.ui.painting.patterns import BACKSLASH, DOTS, LATTICE, PERIOD, SLASH, bits_at, ink

Mask = NDArray[np.uint8]

PARTS = (SLASH, BACKSLASH, LATTICE, DOTS)
"""Pixels of one kind of stripe alone, of the other alone, of both where they cross, and of dots."""


def marked(ids: pygame.Surface) -> tuple[pygame.Surface, ...]:
    """For each part of the patterns the ids on its pixels; all else is clear."""
    return tuple(_kept(ids, mask) for mask in _masks(ids.get_size()))


def _kept(ids: pygame.Surface, mask: Mask) -> pygame.Surface:
    kept = pygame.Surface(ids.get_size(), depth=8)
    np.multiply(pygame.surfarray.pixels2d(ids), mask, out=pygame.surfarray.pixels2d(kept))
    kept.set_colorkey(SEA)
    return kept


@lru_cache(maxsize=3)
def _masks(size: tuple[int, int]) -> tuple[Mask, ...]:
    """(width, height) of 0 and 1 for each part; layers begin on the grid, so patterns stay with the land."""
    tile = np.array([[bits_at(x, y) for y in range(PERIOD)] for x in range(PERIOD)], np.uint8)
    times = (-(-size[0] // PERIOD), -(-size[1] // PERIOD))
    return tuple(
        np.asfortranarray(np.tile((tile == part).astype(np.uint8), times)[: size[0], : size[1]]) for part in PARTS
    )


def tables(palette: Palette) -> list[tuple[int, list[Colour]]]:
    """The parts that a palette needs, by their place, each with the 256 colours it is drawn in."""
    found = []
    for place, part in enumerate(PARTS):
        if any(mark & part for mark in palette.marks):
            nations = [
                ink(colour) if mark & part else colour
                for colour, mark in zip(palette.nations, palette.marks, strict=True)
            ]
            found.append((place, [palette.sea, palette.outside, palette.neutral, *nations]))
    return found
