"""One vector of numbers for each seat from the fields of `fields`, and the table that says where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.core.observe import Observation
from game.core.setting import Setting
from game.env.fields import FIELDS, Field

BLOCK = 32_000
"""Numbers worked on at once: 128 KB."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: `start` to `stop` of the vector, of shape entries x width in C order."""

    field: Field
    start: int
    stop: int
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """The observation of a seat: D numbers between -1 and 1."""

    setting: Setting
    seats: NDArray[np.int64]  # (S,) rows of the nations that look

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every field by name, in the order of the vector."""
        counts = {"": 1, "nation": self.setting.n, "mission": len(self.setting.missions.ids),
                  "forum": len(self.setting.forums.ids), "crisis": 2 * self.setting.n}  # fmt: skip
        places, start = {}, 0
        for field in FIELDS:
            size = counts[field.axis] * field.width
            entries = (counts[field.axis],) if field.axis else ()
            shape = (*entries, field.width) if field.width > 1 else entries
            places[field.name] = Place(field, start, start + size, shape)
            start += size
        return places

    @property
    def size(self) -> int:
        return max(place.stop for place in self.places.values())

    @cached_property
    def _constants(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """(D,) what is added to each number's own size (or not), and how much of that counts, below the fraction."""
        base, grows = np.ones(self.size, np.float32), np.zeros(self.size, np.float32)
        for place in self.places.values():
            base[place.start : place.stop] = place.field.half or place.field.scale
            grows[place.start : place.stop] = bool(place.field.half)
        return base, grows

    def look(self, seen: Observation) -> NDArray[np.float32]:
        """(W, S, D) what each seat sees in each world, a new array."""
        out = np.empty((seen.worlds, len(self.seats), self.size), np.float32)
        for place in self.places.values():
            values = place.field.read(seen, self.seats)
            view = out[:, :, place.start : place.stop].reshape(*out.shape[:2], *place.shape)
            view[...] = values
        self._bring_between(out.reshape(-1, self.size))
        return out

    def _bring_between(self, rows: NDArray[np.float32]) -> None:
        """Bring rows of numbers between -1 and 1 in place, a few rows at a time so that they stay in the cache."""
        base, grows = self._constants
        block = max(1, BLOCK // self.size)
        for first in range(0, len(rows), block):
            some = rows[first : first + block]
            below = np.abs(some)
            below *= grows
            below += base
            some /= below
            np.clip(some, -1, 1, out=some)

    def table(self) -> str:
        """Every field with its place, shape, unit and formula, for people."""
        lines = [f"{'from':>6} {'to':>6}  {'field':18} {'shape':12} {'shown as':18} unit"]
        for place in self.places.values():
            field = place.field
            axis = (f"{field.axis} {place.shape[0]}",) if field.axis else ()
            shape = " x ".join((*axis, *((str(field.width),) if field.width > 1 else ()))) or "1"
            lines.append(f"{place.start:6} {place.stop:6}  {field.name:18} {shape:12} {field.shown:18} {field.unit}")
        return "\n".join(lines)
