"""Bakes the world: areas, levels of detail, label points and disputed marks, all into one file of plain arrays."""

from pathlib import Path

import numpy as np
import shapely
from shapely import Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from baking.disputes import BROKEN_BORDERS, DISPUTES, Dispute, dispute_shape, is_broken
from baking.levels import BROKEN, Breaker, Level, build_level, split_ring
from baking.rings import signed_area
from baking.topology import Topology, read_topology
from game.ui.map.land.projection import Points, project

TOLERANCES = (0.0, 1 / 16000, 1 / 8000, 1 / 4000)
EXTRA_POINTS = {"TUV": (179.2, -8.52)}  # missing from the source: a dot at Funafuti
LABEL_STRETCH = 2.4  # a label is about this much wider than high, so its place is sought in a world squeezed so
NEAR = 1 / 6000  # a border this close to a disputed area counts as its edge
Arrays = dict[str, np.ndarray]


def bake_world(source: Path, letters: dict[str, str], target: Path) -> int:
    """Writes the archive; returns the number of areas."""
    topology = read_topology(source, letters)
    land = _land(topology)
    named = {key: unary_union([_shape(topology, number) for number in rings]) for key, rings in topology.named.items()}
    shapes = {dispute.key: dispute_shape(dispute, land, named) for dispute in DISPUTES}
    breaker = _breaker(shapes)
    levels = [build_level(topology, tolerance, breaker) for tolerance in TOLERANCES]
    _hand_over(levels, shapes, land)
    areas = sorted({area for area, _ in levels[0].rings} | set(EXTRA_POINTS))
    arrays: Arrays = {"areas": np.array(areas), "tolerances": np.array(TOLERANCES)}
    arrays.update(_labels(areas, levels[0]))
    arrays.update(_dispute_arrays(shapes))
    for number, level in enumerate(levels):
        arrays.update(_level_arrays(f"level{number}_", level, areas))
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez(target, **arrays)  # type: ignore[arg-type]
    return len(areas)


def _polygon(points: Points) -> BaseGeometry:
    return shapely.make_valid(Polygon(points)).buffer(0)


def _shape(topology: Topology, number: int) -> BaseGeometry:
    return _polygon(project(topology.points(topology.rings[number])))


def _land(topology: Topology) -> dict[str, BaseGeometry]:
    parts: dict[str, list[BaseGeometry]] = {}
    for ring in topology.rings:
        for area, points in split_ring(ring, topology.points(ring)):
            if len(points) >= 3:
                parts.setdefault(area, []).append(_polygon(project(points)))
    return {area: unary_union(shapes) for area, shapes in parts.items()}


def _breaker(shapes: dict[str, BaseGeometry]) -> Breaker:
    near = [(dispute, shapes[dispute.key].buffer(NEAR)) for dispute in DISPUTES]

    def broken(sides: frozenset[str], middles: Points) -> np.ndarray:
        marks = np.full(len(middles), sides in BROKEN_BORDERS)
        for dispute, shape in near:
            if is_broken(sides, [_with_owner(dispute)]):
                marks |= shapely.contains_xy(shape, middles[:, 0], middles[:, 1])
        return marks

    return broken


def _with_owner(dispute: Dispute) -> Dispute:
    return Dispute(dispute.key, (*dispute.parties, dispute.owner), dispute.hosts)


def _hand_over(levels: list[Level], shapes: dict[str, BaseGeometry], land: dict[str, BaseGeometry]) -> None:
    """Paints a disputed part over its host as another area's land, with a broken line where the two now meet."""
    for dispute in DISPUTES:
        if not dispute.owner:
            continue
        inside = unary_union([land[host] for host in dispute.hosts]).buffer(-1e-6)
        edge = shapes[dispute.key].boundary.intersection(inside)
        for level in levels:
            level.rings += [(dispute.owner, ring) for ring in _outlines(shapes[dispute.key])]
            level.lines += [(BROKEN, np.array(part.coords)) for part in shapely.get_parts(edge) if part.length > 1e-6]


def _outlines(shape: BaseGeometry) -> list[Points]:
    polygons = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area > 0]
    return [np.array(part.exterior.coords)[:-1] for part in polygons]


def _labels(areas: list[str], level: Level) -> Arrays:
    """For each area: the point in the widest open part of its largest ring, the room there, and its whole size."""
    point, room, size = np.zeros((len(areas), 2)), np.zeros(len(areas)), np.zeros(len(areas))
    for number, area in enumerate(areas):
        rings = [points for name, points in level.rings if name == area]
        if not rings:
            point[number] = project(EXTRA_POINTS[area])
            continue
        size[number] = sum(abs(signed_area(ring)) for ring in rings)
        largest = max(rings, key=lambda ring: abs(signed_area(ring)))
        circle = shapely.maximum_inscribed_circle(_polygon(largest * (1, LABEL_STRETCH)), tolerance=1e-5)
        centre = Point(circle.coords[0])
        point[number], room[number] = (centre.x, centre.y / LABEL_STRETCH), circle.length
    return {"label_point": point, "label_room": room, "area_size": size}


def _dispute_arrays(shapes: dict[str, BaseGeometry]) -> Arrays:
    rings = [(dispute, ring) for dispute in DISPUTES for ring in _outlines(shapes[dispute.key])]
    keys = [dispute.key for dispute in DISPUTES]
    return {
        "dispute_keys": np.array(keys),
        "dispute_parties": np.array([";".join(dispute.parties) for dispute in DISPUTES]),
        "dispute_of": np.array([keys.index(dispute.key) for dispute, _ in rings], dtype=np.int16),
        **_packed("dispute_", [ring for _, ring in rings]),
    }


def _level_arrays(prefix: str, level: Level, areas: list[str]) -> Arrays:
    index = {area: number for number, area in enumerate(areas)}
    return {
        f"{prefix}ring_area": np.array([index[area] for area, _ in level.rings], dtype=np.int16),
        f"{prefix}line_kind": np.array([kind for kind, _ in level.lines], dtype=np.int8),
        **_packed(f"{prefix}ring_", [ring for _, ring in level.rings]),
        **_packed(f"{prefix}line_", [line for _, line in level.lines]),
    }


def _packed(prefix: str, lines: list[Points]) -> Arrays:
    return {
        f"{prefix}points": np.concatenate(lines).astype(np.float32),
        f"{prefix}start": np.cumsum([0, *(len(line) for line in lines)]).astype(np.int32),
    }
