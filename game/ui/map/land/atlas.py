"""The atlas: areas with their rings at several levels of detail, borders, disputed parts, label points and sizes.

It knows no nation: which area belongs to whom is the scenario's business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.ui.map.land.projection import HEIGHT

Floats = NDArray[np.floating]
Integers = NDArray[np.integer]

COAST, BORDER, BROKEN = 0, 1, 2
SEA_SHARE = 0.06  # of a drawn land's size, shown round it
PIXEL_ERROR = 0.4  # how far a simplified line may stray on the screen


@dataclass(frozen=True, slots=True)
class Lines:
    """Many lines in one array: line k is points[start[k]:start[k + 1]]; box holds left, top, right, bottom of each."""

    points: Floats  # (P, 2) world units
    start: Integers  # (K + 1,)
    box: Floats  # (K, 4)

    @classmethod
    def pack(cls, points: Floats, start: Integers) -> Lines:
        """Works the boxes out."""
        if len(start) < 2:
            return cls(points.reshape(-1, 2), np.zeros(1, np.int32), np.zeros((0, 4)))
        low = np.minimum.reduceat(points, start[:-1], axis=0)
        high = np.maximum.reduceat(points, start[:-1], axis=0)
        return cls(points, start, np.hstack((low, high)))

    @classmethod
    def of(cls, lines: Sequence[Floats]) -> Lines:
        """Packs separate lines."""
        start = np.cumsum([0, *(len(line) for line in lines)]).astype(np.int32)
        return cls.pack(np.concatenate(lines) if lines else np.zeros((0, 2)), start)

    def __len__(self) -> int:
        return len(self.start) - 1

    def line(self, number: int) -> Floats:
        """The points of one line."""
        return self.points[self.start[number] : self.start[number + 1]]

    def touching(self, box: tuple[float, float, float, float]) -> Integers:
        """Numbers of the lines whose box meets the given one."""
        left, top, right, bottom = self.box.T
        return np.nonzero((right >= box[0]) & (left <= box[2]) & (bottom >= box[1]) & (top <= box[3]))[0]


@dataclass(frozen=True, slots=True)
class Detail:
    """One level of detail. Rings come largest first, so that enclaves are painted over what surrounds them."""

    tolerance: float  # world units
    rings: Lines
    ring_area: Integers  # (R,) index into Atlas.areas
    lines: Lines
    line_kind: Integers  # (L,) COAST, BORDER or BROKEN


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disputed part: hatched, whoever holds it."""

    key: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything the map draws that no scenario changes."""

    areas: tuple[str, ...]
    label_point: Floats  # (A, 2) the widest open place of the largest part
    label_room: Floats  # (A,) half the width free for a label there
    area_size: Floats  # (A,) square world units; 0 for an area that is only a dot
    details: tuple[Detail, ...]  # finest first
    disputes: tuple[Dispute, ...]
    dispute_rings: Lines
    dispute_of: Integers  # (D,) index into disputes
    globe: bool  # drawn from the real world: graticule and rim are shown
    high: float = HEIGHT  # how high the world is, its width being one

    @classmethod
    def load(cls, path: Path) -> Atlas:
        """Reads the baked world."""
        with path.open("rb") as stream, np.load(stream) as archive:
            data = {name: archive[name] for name in archive.files}
        parties = [tuple(names.split(";")) for names in data["dispute_parties"].tolist()]
        disputes = [Dispute(key, names) for key, names in zip(data["dispute_keys"].tolist(), parties, strict=True)]
        return cls(
            areas=tuple(data["areas"].tolist()),
            label_point=data["label_point"],
            label_room=data["label_room"],
            area_size=data["area_size"],
            details=tuple(_detail(data, number, float(value)) for number, value in enumerate(data["tolerances"])),
            disputes=tuple(disputes),
            dispute_rings=Lines.pack(data["dispute_points"], data["dispute_start"]),
            dispute_of=data["dispute_of"],
            globe=True,
        )

    @classmethod
    def from_polygons(cls, polygons: Mapping[str, Sequence[Floats]], high: float | None = None) -> Atlas:
        """An invented world: for each area its rings, in units where the world is one wide; `high`: as the land is."""
        areas = tuple(sorted(polygons))
        rings = [(number, np.asarray(ring, float)) for number, area in enumerate(areas) for ring in polygons[area]]
        rings.sort(key=lambda item: -_ring_size(item[1]))
        closed = [np.vstack((ring, ring[:1])) for _, ring in rings]
        size, point = np.zeros(len(areas)), np.zeros((len(areas), 2))
        for number, ring in reversed(rings):  # the largest comes last and stays
            size[number] += _ring_size(ring)
            point[number] = (ring.min(axis=0) + ring.max(axis=0)) / 2
        owner = np.array([number for number, _ in rings], np.int16)
        kind = np.full(len(rings), BORDER, np.int8)
        detail = Detail(0.0, Lines.of([ring for _, ring in rings]), owner, Lines.of(closed), kind)
        none = np.zeros(0, np.int16)
        if high is None:
            high = float(detail.rings.box[:, 3].max(initial=0.1))
        return cls(areas, point, np.sqrt(size) / 2, size, (detail,), (), Lines.of([]), none, globe=False, high=high)

    @property
    def height(self) -> float:
        """How high the world is, its width being one."""
        return self.high

    @property
    def extent(self) -> tuple[float, float, float, float] | None:
        """Left, top, right, bottom of a drawn land with some sea round it; None for the real world."""
        box = self.details[0].rings.box
        if self.globe or not len(box):
            return None
        left, top = box[:, :2].min(axis=0).tolist()
        right, bottom = box[:, 2:].max(axis=0).tolist()
        sea = SEA_SHARE * max(right - left, bottom - top)
        return left - sea, top - sea, right + sea, bottom + sea

    def index(self, area: str) -> int | None:
        """The number of an area, or None if the map has no such place."""
        return self.areas.index(area) if area in self.areas else None

    def detail(self, scale: float) -> Detail:
        """The coarsest level whose error stays invisible at `scale` pixels a world width."""
        return max((d for d in self.details if d.tolerance * scale <= PIXEL_ERROR), key=lambda d: d.tolerance)

    def area_at(self, x: float, y: float) -> str | None:
        """The area under a world point, by the finest rings; None at sea."""
        finest = self.details[0]
        found = None
        for number in finest.rings.touching((x, y, x, y)).tolist():
            if _inside(finest.rings.line(number), x, y):
                found = self.areas[finest.ring_area[number]]
        return found

    def neighbours(self) -> set[tuple[int, int]]:
        """Pairs of areas with a common border, smaller number first: they share points of it exactly."""
        coarse = self.details[-1]
        owner = np.repeat(coarse.ring_area, np.diff(coarse.rings.start))
        _, place = np.unique(coarse.rings.points, axis=0, return_inverse=True)
        order = np.lexsort((owner, place))
        place, owner = place.ravel()[order], owner[order]
        pairs = set()
        for apart in (1, 2):  # three lands may meet in one point
            same = (place[:-apart] == place[apart:]) & (owner[:-apart] != owner[apart:])
            pairs |= set(zip(owner[:-apart][same].tolist(), owner[apart:][same].tolist(), strict=True))
        return pairs

    def bounds(self, area: int) -> tuple[float, float, float, float] | None:
        """Left, top, right, bottom of an area's largest part; None for a dot."""
        finest = self.details[0]
        numbers = np.nonzero(finest.ring_area == area)[0]
        if not len(numbers):
            return None
        left, top, right, bottom = finest.rings.box[numbers[0]].tolist()
        return left, top, right, bottom


def _detail(data: Mapping[str, NDArray[Any]], number: int, tolerance: float) -> Detail:
    prefix = f"level{number}_"
    return Detail(
        tolerance=tolerance,
        rings=Lines.pack(data[f"{prefix}ring_points"], data[f"{prefix}ring_start"]),
        ring_area=data[f"{prefix}ring_area"],
        lines=Lines.pack(data[f"{prefix}line_points"], data[f"{prefix}line_start"]),
        line_kind=data[f"{prefix}line_kind"],
    )


def _ring_size(ring: Floats) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


def _inside(ring: Floats, x: float, y: float) -> bool:
    across, up = ring[:, 0], ring[:, 1]
    next_across, next_up = np.roll(across, -1), np.roll(up, -1)
    straddles = (up > y) != (next_up > y)
    height = np.where(next_up == up, 1, next_up - up)
    crossing = straddles & (x < (next_across - across) * (y - up) / height + across)
    return bool(np.count_nonzero(crossing) % 2)
