"""A drawn map from a GeoJSON file beside the scenario: its features become shapes, checked like those of TOML."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from game.content.reading.document import Document, decoded, read_bytes
from game.content.reading.errors import Problem, ScenarioError, quoted
from game.content.reading.paths import inside
from game.content.reading.scanner import KeyPath, Lines, Place, Positions
from game.content.reading.variants import Layered

SUFFIX = ".geojson"
KINDS = ("Polygon", "MultiPolygon")
MAX_FEATURES = 256
MAX_DEPTH = 16
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]')
FEATURES: KeyPath = ("features",)


def with_map(document: Document, folder: Path) -> Document:
    """The document with the shapes of the file that `map.geojson` names. Raises ScenarioError."""
    chosen = document.values.get("map")
    name = chosen.get("geojson") if isinstance(chosen, dict) else None
    if not isinstance(chosen, dict) or not isinstance(name, str):
        return document  # the model says what is wrong
    place: KeyPath = ("map", "geojson")
    found = inside(folder, name)
    if not name.endswith(SUFFIX) or found is None or found.parent != folder.resolve():
        allowed = f"a file beside the scenario that ends in {SUFFIX}"
        raise ScenarioError([document.problem(place, f"{quoted(name)} can't be used", allowed)])
    lent = _lent(document)
    if lent == name:
        return document  # read with the scenario that this one builds on
    if "shapes" in chosen and not lent:
        raise ScenarioError([document.key_problem(place, "the map is drawn twice", "geojson, or shapes")])
    drawn = _read(folder / name, name)
    shapes = _shapes(drawn)
    sources = dict(document.sources) if isinstance(document, Layered) else {}
    sources |= {("map", "shapes", row): (drawn, (*FEATURES, row)) for row in range(len(shapes))}
    values = document.values | {"map": chosen | {"shapes": shapes}}
    return Layered(document.file, values, document.positions, sources)


def _lent(document: Document) -> str:
    """The GeoJSON file that the shapes of a document come from already, "" where they stand in TOML."""
    file = document.place(("map", "shapes", 0))[0]
    return file if file.endswith(SUFFIX) else ""


def _read(path: Path, name: str) -> Document:
    """The plain values of the file, and where each feature stands."""
    text = decoded(read_bytes(path, name, "a map is one GeoJSON file"), name)
    lines = Lines(text)
    features, deepest = _features(text, lines)
    if deepest > MAX_DEPTH:
        raise ScenarioError([Problem(name, 1, 1, "document", "nested too deeply", f"at most {MAX_DEPTH} levels")])
    try:
        values = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        raise ScenarioError([Problem(name, error.lineno, error.colno, "document", what, "valid JSON")]) from None
    except (RecursionError, ValueError) as error:
        problem = Problem(name, 1, 1, "document", f"the text can't be read as JSON: {error}", "valid JSON")
        raise ScenarioError([problem]) from None
    positions = Positions(values={(*FEATURES, row): place for row, place in enumerate(features)})
    return Document(name, values if isinstance(values, dict) else {}, positions)


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a finite number")


def _features(text: str, lines: Lines) -> tuple[list[Place], int]:
    """Line and column of each object in the list of features, and how deep the text goes."""
    places: list[Place] = []
    depth, deepest, inside_list, before = 0, 0, False, ""
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign in "{[":
            if sign == "[" and depth == 1:
                inside_list = before == '"features"'
            elif sign == "{" and depth == 2 and inside_list:
                places.append(lines.place(token.start()))
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "}]":
            depth -= 1
        else:
            before = sign
    return places, deepest


def _shapes(drawn: Document) -> list[Any]:
    """One shape a feature: `area` of its properties, or its id; outlines without the repeated last point."""
    features = drawn.values.get("features")
    if drawn.values.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise ScenarioError([drawn.problem((), "this is no collection of features", '"type": "FeatureCollection"')])
    if not 0 < len(features) <= MAX_FEATURES:
        raise ScenarioError([drawn.problem((), f"{len(features)} features", f"1 to {MAX_FEATURES}")])
    problems: list[Problem] = []
    shapes = [_shape(drawn, row, feature, problems) for row, feature in enumerate(features)]
    if problems:
        raise ScenarioError(problems)
    return shapes


def _shape(drawn: Document, row: int, feature: Any, problems: list[Problem]) -> dict[str, Any]:
    where: KeyPath = (*FEATURES, row)
    part = feature if isinstance(feature, dict) else {}
    properties, geometry = part.get("properties"), part.get("geometry")
    area = properties.get("area") if isinstance(properties, dict) else None
    area = part.get("id") if area is None else area
    if not isinstance(area, str):
        problems.append(drawn.problem(where, "the feature has no area", 'properties = { "area": "ABC" }'))
    shape = geometry if isinstance(geometry, dict) else {}
    kind, found = shape.get("type"), shape.get("coordinates")
    if kind not in KINDS or not isinstance(found, list):
        problems.append(drawn.problem((*where, "geometry"), "this can't be drawn", f"one of {', '.join(KINDS)}"))
        return {}
    polygons = [found] if kind == "Polygon" else found
    if any(not isinstance(polygon, list) or len(polygon) != 1 for polygon in polygons):
        problems.append(drawn.problem((*where, "geometry"), "holes can't be drawn", "one outline a polygon"))
        return {}
    return {"area": area, "rings": [_open(polygon[0]) for polygon in polygons]}


def _open(ring: Any) -> Any:
    """GeoJSON repeats the first point at the end."""
    return ring[:-1] if isinstance(ring, list) and len(ring) > 1 and ring[0] == ring[-1] else ring
