"""A simple picture of one world: who openly stands by whom as squares, and standing and reliability as bars."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.exact import ONE
from game.core.observe import Observation

SIDE = 240
"""Pixels of the square of alliances, near enough."""
BAR, GAP = 60, 8
Colour = tuple[int, int, int]
PAPER, INK = (247, 244, 236), (34, 40, 49)
STRONG, STEADY, WHOLE, OWN = (29, 84, 109), (201, 123, 41), (92, 128, 82), (170, 45, 45)


def picture(seen: Observation, rows: NDArray[np.int64], world: int = 0) -> NDArray[np.uint8]:
    """(height, width, 3) the world as everybody may know it; the seats' own rows are marked on the left."""
    n = seen.setting.n
    cell = max(SIDE // n, 2)
    side = n * cell
    image = np.full((side + 2 * GAP, side + 2 * BAR + 5 * GAP, 3), PAPER, np.uint8)
    strength = seen.public_strength[world] / ONE
    squares = np.array(PAPER) + strength[..., None] * (np.array(STRONG) - np.array(PAPER))
    left = 2 * GAP
    image[GAP : GAP + side, left : left + side] = squares.repeat(cell, axis=0).repeat(cell, axis=1)
    public = seen.public
    for place, (values, colour) in enumerate(((public.standing, STEADY), (seen.reliability, WHOLE))):
        column = left + side + GAP + place * (BAR + GAP)
        _bars(image, column, cell, values[world] / ONE, colour)
    for row in rows:
        image[GAP + row * cell + 1 : GAP + (row + 1) * cell - 1, GAP // 2 : GAP + GAP // 2] = OWN
    _crises(image, seen, world, left, cell)
    return image


def _bars(image: NDArray[np.uint8], column: int, cell: int, shares: NDArray[np.float64], colour: Colour) -> None:
    for row, share in enumerate(shares):
        top = GAP + row * cell
        image[top + 1 : top + cell - 1, column : column + BAR] = (226, 221, 208)
        image[top + 1 : top + cell - 1, column : column + round(BAR * float(share))] = colour


def _crises(image: NDArray[np.uint8], seen: Observation, world: int, left: int, cell: int) -> None:
    """A dark square on the diagonal where a nation is in a crisis."""
    n = seen.setting.n
    for slot in np.nonzero(seen.public.kind[world])[0]:
        corner = int(slot) % n * cell
        inset = cell // 4
        image[GAP + corner + inset : GAP + corner + cell - inset,
              left + corner + inset : left + corner + cell - inset] = INK  # fmt: skip


def caption(seen: Observation, rows: NDArray[np.int64], index: NDArray[np.int32], world: int = 0) -> str:
    """One line for people who watch: when it is, who plays, and how they stand."""
    year, quarter = seen.setting.quarter_of(seen.step // 2)
    seats = ", ".join(f"{seen.setting.nations[row]} {index[world, s] / 10:.1f}" for s, row in enumerate(rows))
    burning = int((seen.public.kind[world] > 0).sum())
    point = "plan" if seen.step % 2 == 0 else "respond"
    return f"{year} quarter {quarter}, {point}: {burning} crises; security index of {seats}\n"
