"""Disputed areas: hand-drawn sketches cut to the land of whoever holds it, and the border lines that are drawn broken.

The sketches are approximations for hatching at game scale, not statements about where a boundary runs. A sketch may
reach over an international border, because only its part inside `hosts` is kept: just the edges inside a host matter.
"""

from dataclasses import dataclass

from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from game.ui.map.land.projection import project


@dataclass(frozen=True, slots=True)
class Dispute:
    """`hosts` are the areas whose polygon holds it; `owner` is set where the map gives it to another area instead."""

    key: str
    parties: tuple[str, ...]
    hosts: tuple[str, ...]
    sketch: tuple[tuple[float, float], ...] = ()  # degrees; empty: all of the hosts, or the rings named so
    owner: str = ""


KASHMIR = (
    (75.33, 32.28), (74.95, 32.45), (74.65, 32.50), (74.65, 32.75), (74.30, 32.78), (74.05, 32.85), (73.75, 33.10),
    (73.60, 33.50), (73.55, 33.90), (73.45, 34.20), (73.40, 34.45), (73.65, 34.75), (73.80, 34.95), (74.05, 35.15),
    (73.75, 35.25), (73.45, 35.55), (73.10, 35.65), (72.90, 35.85), (72.55, 36.20), (72.60, 36.85), (73.00, 37.20),
    (75.00, 37.40), (76.50, 36.60), (78.20, 36.00), (80.00, 36.00), (80.00, 33.00), (79.60, 32.40), (78.75, 32.55),
    (78.30, 32.55), (77.90, 32.75), (77.00, 33.00), (76.80, 33.20), (76.20, 33.00), (75.90, 32.80), (75.75, 32.50),
)  # fmt: skip
AKSAI_CHIN = (
    (77.50, 35.40), (78.00, 35.75), (79.10, 35.95), (79.90, 35.75), (80.30, 35.40), (80.15, 34.95), (79.75, 34.45),
    (79.20, 34.05), (78.90, 33.60), (78.00, 34.00), (77.30, 35.00),
)  # fmt: skip
SHAKSGAM = (
    (75.90, 36.65), (76.60, 36.50), (77.30, 36.10), (77.85, 35.60), (77.50, 35.30), (76.50, 35.60), (75.80, 36.00),
    (75.40, 36.60),
)  # fmt: skip
GOLAN = (
    (35.62, 33.28), (35.64, 33.05), (35.63, 32.90), (35.65, 32.75), (35.67, 32.68), (36.00, 32.60), (36.00, 33.50),
    (35.75, 33.42),
)  # fmt: skip
HALAIB = (
    (34.00, 21.90), (34.10, 22.20), (34.40, 22.35), (34.70, 22.80), (35.20, 22.85), (35.62, 23.14), (36.50, 23.30),
    (38.00, 22.00), (38.00, 21.50),
)  # fmt: skip
ABYEI = ((27.83, 9.00), (27.83, 10.17), (29.00, 10.17), (29.00, 9.00))
SOUTH_KURILS = ((145.25, 43.20), (145.25, 44.60), (147.60, 45.80), (149.20, 45.60), (147.20, 43.20))

DISPUTES = (
    Dispute("western_sahara", ("ESH", "MAR"), ("ESH",)),
    Dispute("crimea", ("RUS", "UKR"), ("UKR",)),
    Dispute("golan", ("ISR", "SYR"), ("ISR",), GOLAN, "SYR"),
    Dispute("kashmir", ("IND", "PAK"), ("IND", "PAK"), KASHMIR),
    Dispute("siachen", ("IND", "PAK"), ("XSG",)),
    Dispute("aksai_chin", ("CHN", "IND"), ("CHN",), AKSAI_CHIN),
    Dispute("shaksgam", ("CHN", "IND", "PAK"), ("CHN",), SHAKSGAM),
    Dispute("abyei", ("SDN", "SSD"), ("SDN",), ABYEI),
    Dispute("halaib", ("EGY", "SDN"), ("EGY",), HALAIB),
    Dispute("south_kurils", ("JPN", "RUS"), ("RUS",), SOUTH_KURILS),
    Dispute("falklands", ("ARG", "GBR"), ("FLK",)),
    Dispute("n_cyprus", ("CYP",), ("CYP",)),
)
# Borders drawn broken along their whole length: armistice lines and recognition disputes.
BROKEN_BORDERS = frozenset({frozenset({"ISR", "PSE"}), frozenset({"SRB", "XKX"}), frozenset({"MAR", "ESH"})})


def dispute_shape(dispute: Dispute, land: dict[str, BaseGeometry], named: dict[str, BaseGeometry]) -> BaseGeometry:
    """The disputed part in world units."""
    if dispute.key in named:
        return named[dispute.key]
    hosts = unary_union([land[area] for area in dispute.hosts])
    return hosts.intersection(Polygon(project(dispute.sketch))) if dispute.sketch else hosts


def is_broken(sides: frozenset[str], disputes: list[Dispute]) -> bool:
    """Whether a border piece that runs inside the given disputes lies between parties of one of them."""
    return any(sides <= {*dispute.parties, *dispute.hosts, "XSG"} for dispute in disputes)
