"""Checks of what a sound-looking scenario would come to: goals out of reach, events that never happen, maps amiss.

Like the checks of references they read plain values and pass over what has the wrong shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from game.content.checks.references import entries, nation_ids, texts
from game.content.checks.story import check_events
from game.content.format.maps import holds
from game.content.reading.document import Document
from game.content.reading.errors import NOTE, PROBLEMS_SOUGHT, WARNING, Problem, closest, one_of, quoted
from game.content.reading.scanner import KeyPath

PERCENT = ("index", "standing", "stability", "integrity")
"""Objectives measured in hundredths."""
RECEIVED = 0.75
"""Rivalry above which a host receives nobody's contingents: its hostility is then above the instrument's limit."""


def check_plausibility(document: Document) -> list[Problem]:
    """Every finding of every check."""
    return [problem for check in CHECKS for problem in islice(check(document), PROBLEMS_SOUGHT)]


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _objectives(document: Document) -> Iterator[Problem]:
    others = len(nation_ids(document)) - 1
    most = {**dict.fromkeys(PERCENT, 100), "survive": 1, "allies": others}
    found = list(entries(document, "objectives"))
    for path, entry in found:
        kind, value = entry.get("kind"), entry.get("value")
        limit = most.get(kind) if isinstance(kind, str) else None
        if limit is not None and isinstance(value, int) and value > limit:
            what = f"{kind} of {value} can't be met"
            yield document.problem((*path, "value"), what, f"at most {limit}")
    if not found:
        yield document.problem((), "there is no objective", "say with [[objectives]] what success means", severity=NOTE)
    elif not any(entry.get("main") is True for _, entry in found):
        what = "no objective is a main one, so the campaign can't be lost"
        yield document.problem(found[0][0], what, "main = true for one", severity=WARNING)
    if not any(True for _ in entries(document, "recommended")):
        what = "no seat is recommended"
        yield document.problem((), what, "say with [[recommended]] which are worth taking", severity=NOTE)


def _missions(document: Document) -> Iterator[Problem]:
    """A mission needs somebody who may and can go there."""
    rivals = _rivals_of(document)
    for path, mission in entries(document, "missions"):
        required, others = mission.get("required"), mission.get("others")
        if isinstance(required, int) and isinstance(others, int) and others >= required:
            what = f"nothing is left to ask for: {others} of {required} contingents come from outside"
            yield document.problem((*path, "others"), what, f"at most {required - 1}", "", WARNING)
        host = mission.get("host")
        if not isinstance(host, str) or host not in nation_ids(document):
            continue
        if not nation_ids(document) - {host} - rivals.get(host, set()):
            what = f"nobody can reach this mission: {host} would receive no contingents of its rivals"
            yield document.problem((*path, "host"), what, f"a rivalry of at most {RECEIVED} with somebody", "", WARNING)


def _rivals_of(document: Document) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for _, rivalry in entries(document, "rivalries"):
        a, b = str(rivalry.get("a")), str(rivalry.get("b"))
        if _number(rivalry.get("intensity")) and rivalry["intensity"] > RECEIVED:
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    return found


def _shapes(document: Document) -> Iterator[Problem]:
    chosen = document.values.get("map")
    if not isinstance(chosen, dict):
        return
    shapes = chosen.get("shapes")
    drawn = chosen.get("geometry") == "drawn"
    if drawn and not shapes:
        yield document.problem(("map",), "a drawn map without shapes", "[[map.shapes]] with area and rings, or geojson")
    elif not drawn and shapes:
        yield document.key_problem(("map", "shapes"), "shapes on the real map", 'leave them out, or geometry = "drawn"')
    elif drawn and isinstance(shapes, list):
        yield from _drawn(document, shapes)


def _drawn(document: Document, shapes: list[Any]) -> Iterator[Problem]:
    rings: dict[str, list[Any]] = {}
    for index, shape in enumerate(shapes):
        area = shape.get("area") if isinstance(shape, dict) else None
        if isinstance(area, str):
            if area in rings:
                path: KeyPath = ("map", "shapes", index, "area")
                yield document.problem(path, f"the area {quoted(area)} is given twice", "each area once")
            given = shape.get("rings")
            rings[area] = given if isinstance(given, list) else []
    owned = set()
    for path, nation in entries(document, "nations"):
        areas = list(texts(nation.get("area"), (*path, "area")))
        for place, code in areas:
            owned.add(code)
            if code not in rings:
                what = f"{quoted(code)} is no area of the drawn map"
                yield document.problem(place, what, one_of(rings), closest(code, rings))
        yield from _capital(document, path, nation, [ring for _, code in areas for ring in rings.get(code, [])])
    for index, shape in enumerate(shapes):
        if isinstance(shape, dict) and isinstance(shape.get("area"), str) and shape["area"] not in owned:
            what = f"{quoted(shape['area'])} belongs to nobody"
            yield document.problem(("map", "shapes", index), what, "land that is only drawn", severity=NOTE)


def _capital(document: Document, path: KeyPath, nation: dict[str, Any], rings: list[Any]) -> Iterator[Problem]:
    capital = nation.get("capital")
    if not isinstance(capital, dict) or not all(_number(capital.get(key)) for key in ("lat", "lon")):
        return
    sound = [ring for ring in rings if _is_ring(ring)]
    if sound and not any(holds(ring, capital["lon"], capital["lat"]) for ring in sound):
        yield document.problem((*path, "capital"), "the capital lies outside its nation", "a place inside", "", WARNING)


def _is_ring(ring: Any) -> bool:
    points = ring if isinstance(ring, list) else []
    return len(points) > 2 and all(
        isinstance(point, list) and len(point) == 2 and all(map(_number, point)) for point in points
    )


CHECKS: tuple[Callable[[Document], Iterator[Problem]], ...] = (_objectives, check_events, _missions, _shapes)
