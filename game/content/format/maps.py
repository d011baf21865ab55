"""How a scenario describes the map it is played on: the real world, or one drawn in the file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.content.format.fields import AreaCode, Basis, Latitude, Longitude, Many, Record, Sentence, about

Degrees = Annotated[float, Field(ge=-180, le=180)]
FileName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}\.geojson$")]
Point = Annotated[tuple[Degrees, ...], Field(strict=False, min_length=2, max_length=2)]
Ring = Annotated[tuple[Point, ...], Field(strict=False, min_length=3, max_length=512)]


class View(Record):
    """The part of the map shown at first."""

    west: Longitude = about("Left edge.", example=-20)
    south: Latitude = about("Lower edge.", example=0)
    east: Longitude = about("Right edge.", example=80)
    north: Latitude = about("Upper edge.", example=45)


class Shape(Record):
    """One area of a drawn map."""

    area: AreaCode = about("Code that a nation's `area` names; an area of no nation is drawn as land of nobody.")
    rings: Many[Ring] = about(
        "Its outlines, each a list of [longitude, latitude] points, not repeated at the end. Neighbours share points.",
        min_length=1,
        max_length=16,
        unit="degrees",
        example=[[[10, 5], [14, 5], [14, 9], [10, 8]]],
    )


class MapChoice(Record):
    """The geometry the scenario is played on."""

    geometry: Literal["world", "drawn"] = about(
        "world: the real one, areas by ISO alpha-3 code; drawn: the areas in `shapes` or in a GeoJSON file.",
        example="world",
    )
    basis: Basis = about("Basis of areas and boundaries.", example="source: natural_earth")
    note: Sentence = about("What is to be said about boundaries and names.")
    view: View | None = about("Part shown at first. Left out: all nations of the scenario.", None)
    geojson: FileName | None = about(
        "A GeoJSON file beside this one, a feature a shape: `area` of its properties, polygons without holes.",
        None,
        example="my_crisis.geojson",
    )
    shapes: Many[Shape] = about("The areas of a drawn map.", (), max_length=256)


def holds(ring: list[list[float]], longitude: float, latitude: float) -> bool:
    """Whether a point lies inside a ring."""
    inside = False
    for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y > latitude) != (next_y > latitude) and longitude < (next_x - x) * (latitude - y) / (next_y - y) + x:
            inside = not inside
    return inside
