"""Bands of scales: names and icons are arranged once a band, for its smallest scale, and stay so within it."""

from __future__ import annotations

import math
from collections.abc import Callable

import pygame

from game.ui.map.land.palette import Colour

RenderText = Callable[[str, int, Colour], pygame.Surface]  # text, size in pixels, colour

BANDS_PER_DOUBLING = 3
BASE_SCALE = 1000.0


def band_of(scale: float) -> int:
    """The number of the band a scale belongs to."""
    return math.floor(BANDS_PER_DOUBLING * math.log2(scale / BASE_SCALE) + 1e-9)


def lowest(band: int) -> float:
    """The smallest scale of a band."""
    return BASE_SCALE * 2 ** (band / BANDS_PER_DOUBLING)
