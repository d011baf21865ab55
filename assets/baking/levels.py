"""One level of detail: filled rings and border lines, all from the same simplified arcs so that neighbours meet."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from baking.rings import clip, cut, signed_area, simplify
from baking.topology import ArcRing, Topology
from game.ui.map.land.projection import Points, project

COAST, BORDER, BROKEN = 0, 1, 2
ESH_NORTH = 27.0 + 2.0 / 3.0  # Western Sahara begins at 27°40' N; Morocco is drawn down to the berm, far south of it

Line = tuple[int, Points]
Breaker = Callable[[frozenset[str], Points], "np.ndarray"]  # sides, world midpoints of segments -> drawn broken?


@dataclass(slots=True)
class Level:
    """Rings are (area, world points), largest first, so that enclaves are painted over what surrounds them."""

    tolerance: float
    rings: list[tuple[str, Points]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def build_level(topology: Topology, tolerance: float, broken: Breaker) -> Level:
    """`tolerance` is in world units; `broken` decides which pieces of border are disputed."""
    arcs = [simplify(arc, tolerance) for arc in topology.arcs]
    level = Level(tolerance)
    for ring in topology.rings:
        points = topology.points(ring, arcs)
        if len(points) >= 3:
            level.rings += [(area, project(part)) for area, part in split_ring(ring, points) if len(part) >= 3]
    level.rings.sort(key=lambda item: (-abs(signed_area(item[1])), item[0]))
    for arc, sides in zip(arcs, arc_sides(topology), strict=True):
        for part in _unbroken_parts(arc):
            level.lines += _kinds(project(part), sides, broken)
    level.lines.append((BROKEN, project(_esh_parallel(topology))))
    return level


def split_ring(ring: ArcRing, points: Points) -> list[tuple[str, Points]]:
    """Cuts a ring at the antimeridian, and the part of Morocco's that is Western Sahara away from it."""
    parts = cut(points)
    if ring.area != "MAR":
        return [(ring.area, part) for part in parts]
    north = [("MAR", clip(part, 1, ESH_NORTH, True)) for part in parts]
    return north + [("ESH", clip(part, 1, ESH_NORTH, False)) for part in parts]


def arc_sides(topology: Topology) -> list[frozenset[str]]:
    """The areas on the sides of each arc: a border has two, a coast one, a border merged away none."""
    users: list[list[str]] = [[] for _ in topology.arcs]
    for ring in topology.rings:
        for arc in ring.arcs:
            users[~arc if arc < 0 else arc].append(ring.area)
    return [frozenset() if len(names) == 2 and names[0] == names[1] else frozenset(names) for names in users]


def _unbroken_parts(arc: Points) -> list[Points]:
    """Drops the jumps over the antimeridian and the made-up lines along it and along the pole."""
    jump = np.abs(np.diff(arc[:, 0])) > 180
    seam = (np.abs(arc[:-1, 0]) > 179.99) & (np.abs(arc[1:, 0]) > 179.99)
    pole = (arc[:-1, 1] < -89) & (arc[1:, 1] < -89)
    parts = np.split(arc, np.nonzero(jump | seam | pole)[0] + 1)
    return [part for part in parts if len(part) > 1]


def _kinds(line: Points, sides: frozenset[str], broken: Breaker) -> list[Line]:
    if len(sides) == 1:
        return [(COAST, line)]
    marks = broken(sides, (line[:-1] + line[1:]) / 2)
    changes = np.nonzero(np.diff(marks))[0] + 1
    starts, ends = [0, *changes.tolist()], [*changes.tolist(), len(marks)]
    kinds = [BROKEN if marks[start] else BORDER for start in starts]
    pieces = [(kind, line[start : end + 1]) for kind, start, end in zip(kinds, starts, ends, strict=True)]
    return [(kind, piece) for kind, piece in pieces if sides or kind == BROKEN]  # a merged border vanishes


def _esh_parallel(topology: Topology) -> Points:
    """The boundary between Morocco and Western Sahara, from the coast to the Algerian border."""
    crossings: list[float] = []
    for ring in topology.rings:
        if ring.area == "MAR":
            part = clip(topology.points(ring), 1, ESH_NORTH, True)
            crossings += part[np.abs(part[:, 1] - ESH_NORTH) < 1e-9, 0].tolist()
    return np.array([(min(crossings), ESH_NORTH), (max(crossings), ESH_NORTH)])
