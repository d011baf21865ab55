"""Patterns over the lands of a lens: the id surface kept on the marked pixels only, so that one blit draws each."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.ui.map.land.palette import SEA, Colour, Palette
from game.ui.painting.patterns import BACKSLASH, DOTS, LATTICE, PERIOD, SLASH, bits_at, ink

Mask = NDArray[np.uint8]

PARTS = (SLASH, BACKSLASH, LATTICE, DOTS)
"""Pixels of one kind of stripe alone, of the other alone, of both where they cross, and of dots."""


def marked(ids: pygame.Surface) -> tuple[pygame.Surface, ...]:
    """For each part of the patterns the ids on its pixels; all else is clear.

    Layers begin on a grid of the patterns' period, so that a pattern stays with the land.
    """
    rows = pygame.surfarray.array2d(ids).T  # (height, width)
    return tuple(_kept(rows, mask) for mask in _masks(ids.get_width()))


def _kept(rows: Mask, mask: Mask) -> pygame.Surface:
    height, width = rows.shape
    whole = height // PERIOD * PERIOD
    found = np.empty((height, width), np.uint8)
    np.multiply(rows[:whole].reshape(-1, PERIOD, width), mask, out=found[:whole].reshape(-1, PERIOD, width))
    np.multiply(rows[whole:], mask[: height - whole], out=found[whole:])
    kept = pygame.Surface((width, height), depth=8)
    pygame.surfarray.blit_array(kept, found.T)
    kept.set_colorkey(SEA)
    return kept


@lru_cache(maxsize=8)
def _masks(width: int) -> tuple[Mask, ...]:
    """(PERIOD, width) of 0 and 1 for each part: one period of lines."""
    tile = np.array([[bits_at(x, y) for x in range(PERIOD)] for y in range(PERIOD)], np.uint8)
    wide = np.tile(tile, (1, -(-width // PERIOD)))[:, :width]
    return tuple((wide == part).astype(np.uint8) for part in PARTS)


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
