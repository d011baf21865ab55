"""The ground of a scenario: which id each area of the atlas has on the id surface, and which nations are mere dots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pygame

from game.ui.map.land.atlas import Atlas, Integers
from game.ui.map.land.palette import FIRST_NATION, NEUTRAL, OUTSIDE

NOBODYS = ("ESH", "XSG")  # disputed areas that stay neutral unless a scenario gives them to a nation
SMALLEST_LAND = 7.0  # pixels: a nation whose land is smaller than a square of this side becomes a dot
DOT_RADIUS = 4


@dataclass(frozen=True, slots=True)
class Ground:
    """What a layer is drawn from: the atlas and the id of every area."""

    atlas: Atlas
    ids: Integers  # (A,) values of the id surface

    @classmethod
    def of(cls, atlas: Atlas, owners: Mapping[str, int]) -> Ground:
        """A nation's id, neutral for a disputed area of nobody, or land outside the scenario."""
        ids = np.full(len(atlas.areas), OUTSIDE, dtype=np.int32)
        for number, area in enumerate(atlas.areas):
            if area in owners:
                ids[number] = FIRST_NATION + owners[area]
            elif area in NOBODYS:
                ids[number] = NEUTRAL
        return cls(atlas, ids)

    def dots(self, scale: float) -> list[tuple[int, float, float]]:
        """Id and place of each nation's area that is too small to see at this scale."""
        small = (np.sqrt(self.atlas.area_size) * scale < SMALLEST_LAND) & (self.ids >= FIRST_NATION)
        numbers = [number for number in np.nonzero(small)[0].tolist() if self._largest_of_nation(number)]
        points = self.atlas.label_point
        return [(int(self.ids[number]), float(points[number, 0]), float(points[number, 1])) for number in numbers]

    def _largest_of_nation(self, number: int) -> bool:
        """Far islands of a large nation need no dot."""
        return bool(self.atlas.area_size[number] >= self.atlas.area_size[self.ids == self.ids[number]].max())


def true_colour(size: tuple[int, int]) -> pygame.Surface:
    """A 32-bit surface that does not need a display to exist."""
    return pygame.Surface(size, depth=32)
