"""Reads world-atlas TopoJSON into shared arcs and rings of arcs, each ring with the area it belongs to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from baking.rings import contains, densify
from game.ui.map.land.projection import Points

# Geometries without a usable id. United Nations practice: Northern Cyprus is part of Cyprus (resolutions 541 and 550),
# Somaliland part of Somalia. Kosovo has the user-assigned code XKX; Siachen belongs to nobody here.
NAMED_AREAS = {
    "Kosovo": "XKX",
    "N. Cyprus": "CYP",
    "Somaliland": "SOM",
    "Siachen Glacier": "XSG",
    "Indian Ocean Ter.": "AUS",
}
CRIMEA = (34.3, 45.2)  # drawn in Russia; General Assembly resolution 68/262 counts it as Ukraine


@dataclass(frozen=True, slots=True)
class ArcRing:
    """An outer ring; arc k backwards is written ~k."""

    area: str
    arcs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs are (P, 2) degrees; a border is one arc used by two rings."""

    arcs: list[Points]
    rings: list[ArcRing]
    named: dict[str, list[int]]  # ring numbers of geometries that were merged away or reassigned

    def points(self, ring: ArcRing, arcs: list[Points] | None = None) -> Points:
        """The points of a ring, without repeating the first."""
        lines = self.arcs if arcs is None else arcs
        return np.concatenate([(lines[~k][::-1] if k < 0 else lines[k])[:-1] for k in ring.arcs])


def iso_codes(path: Path) -> list[tuple[str, str, str]]:
    """Two letters, three letters and digits of every country, from i18n-iso-countries."""
    return [(row[0], row[1], row[2]) for row in json.loads(path.read_text(encoding="utf-8"))]


def read_topology(path: Path, letters: Mapping[str, str]) -> Topology:
    """`letters` turns ISO digits into three letters."""
    data = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = np.array(data["transform"]["scale"]), np.array(data["transform"]["translate"])
    arcs = [densify(np.cumsum(np.asarray(arc, dtype=np.int64), axis=0) * scale + shift) for arc in data["arcs"]]
    topology = Topology(arcs, [], {"n_cyprus": [], "siachen": [], "crimea": []})
    for geometry in data["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        area = NAMED_AREAS.get(name) or letters[geometry["id"]]
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for polygon in polygons:
            _add_ring(topology, name, ArcRing(area, tuple(polygon[_outer(arcs, polygon)])))
    return topology


def _outer(arcs: list[Points], polygon: list[list[int]]) -> int:
    """Antarctica's outer ring is the pole line and its coast the hole; every other hole is a neighbour's enclave."""
    along_the_pole = all(arcs[~k if k < 0 else k][:, 1].max() < -89 for k in polygon[0])
    return 1 if along_the_pole else 0


def _add_ring(topology: Topology, name: str, ring: ArcRing) -> None:
    if ring.area == "RUS" and contains(topology.points(ring), CRIMEA):
        points = topology.points(ring)
        if np.ptp(points[:, 0]) < 10:  # the peninsula alone, not the mainland ring stitched round the world
            ring = replace(ring, area="UKR")
            topology.named["crimea"].append(len(topology.rings))
    if name == "N. Cyprus":
        topology.named["n_cyprus"].append(len(topology.rings))
    if name == "Siachen Glacier":
        topology.named["siachen"].append(len(topology.rings))
    topology.rings.append(ring)
