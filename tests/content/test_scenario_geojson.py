"""A map drawn in a GeoJSON file beside a scenario is the map drawn in it, and its mistakes are found in that file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.content.format.model import Scenario
from game.content.reading.errors import Problem
from game.content.reading.load import check_file, load_scenario
from game.content.reading.paths import data_folder

SCENARIO = (data_folder("scenarios") / "two_seas.toml").read_text(encoding="utf-8")
START = SCENARIO.index("[[map.shapes]]")
END = SCENARIO.rindex("\n]\n") + 3


def features(scenario: Scenario) -> list[dict[str, object]]:
    return [
        {
            "type": "Feature",
            "properties": {"area": shape.area, "name": "x"},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[list(point) for point in (*ring, ring[0])]] for ring in shape.rings],
            },
        }
        for shape in scenario.map.shapes
    ]


def written(folder: Path, collection: object, line: str = 'geojson = "seas.geojson"') -> Path:
    """two_seas with its map in another file."""
    text = SCENARIO[:START] + SCENARIO[END:]
    text = text.replace('geometry = "drawn"', f'geometry = "drawn"\n{line}', 1)
    path = folder / "two_seas.toml"
    path.write_text(text, encoding="utf-8")
    (folder / "seas.geojson").write_text(json.dumps(collection, indent=1), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def sound() -> list[dict[str, object]]:
    return features(load_scenario("two_seas"))


def collection(rows: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": rows}


def test_the_map_is_the_same(tmp_path: Path, sound: list[dict[str, object]]) -> None:
    path = written(tmp_path, collection(sound))
    assert [problem for problem in check_file(path) if problem.severity != "note"] == []
    drawn, shipped = load_scenario(path), load_scenario("two_seas")
    assert drawn.map.shapes == shipped.map.shapes
    assert drawn.map.geojson == "seas.geojson"


def test_a_variant_takes_the_map_over(tmp_path: Path, sound: list[dict[str, object]]) -> None:
    written(tmp_path, collection(sound))
    variant = tmp_path / "later.toml"
    variant.write_text(
        'format = 1\nid = "later"\ntitle = "Later"\nextends = "two_seas"\nturns = 20\n', encoding="utf-8"
    )
    assert load_scenario(variant).map.shapes == load_scenario("two_seas").map.shapes


def with_change(rows: list[dict[str, object]], **change: object) -> list[dict[str, object]]:
    return [*rows[:2], {**rows[2], **change}, *rows[3:]]


def _only(path: Path, words: str) -> Problem:
    return next(problem for problem in check_file(path) if words in problem.what)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"properties": {}}, "no area"),
        ({"properties": {"area": "arda"}}, "wrong form"),
        ({"properties": {"area": "ZZZ"}}, "belongs to nobody"),
        ({"geometry": {"type": "Point", "coordinates": [1, 2]}}, "can't be drawn"),
        ({"geometry": None}, "can't be drawn"),
        ({"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]], [[0, 0]]]}}, "holes"),
        ({"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0]]]}}, "too few"),
        ({"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 999]]]}}, "out of range"),
        ({"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], "here"]]}}, "stands here"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_in_the_file_at_its_feature(
    tmp_path: Path, sound: list[dict[str, object]], change: dict[str, object], words: str
) -> None:
    path = written(tmp_path, collection(with_change(sound, **change)))
    problem = _only(path, words)
    lines = (tmp_path / "seas.geojson").read_text(encoding="utf-8").splitlines()
    third = [number for number, line in enumerate(lines, 1) if line == "  {"][2]
    assert (Path(problem.file).name, problem.line, problem.column) == ("seas.geojson", third, 3)
    assert problem.allowed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1, 2", "delimiter"),
        ("[]", "no collection"),
        ('{"type": "FeatureCollection", "features": []}', "0 features"),
        ('{"type": "FeatureCollection", "features": NaN}', "not a finite"),
        ("[" * 50_000, "too deeply"),
        ('{"a": ' + "9" * 6_000 + "}", "can't be read"),
        ("", "empty"),
        ("x" * (1 << 20) + "x", "too big"),
    ],
)
def test_a_hostile_file_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = written(tmp_path, {})
    (tmp_path / "seas.geojson").write_text(text, encoding="utf-8")
    problem = _only(path, words)
    assert Path(problem.file).name == "seas.geojson"
    assert problem.allowed


def test_the_file_lies_beside_the_scenario(tmp_path: Path) -> None:
    for name in ("../seas.geojson", "/etc/passwd", "seas.json"):
        path = written(tmp_path, {}, f'geojson = "{name}"')
        assert "can't be used" in _only(path, "can't be used").what
    (tmp_path / "there.geojson").symlink_to("/etc/passwd")
    assert _only(written(tmp_path, {}, 'geojson = "there.geojson"'), "can't be used").line > 1
    assert "no such file" in _only(written(tmp_path, {}, 'geojson = "none.geojson"'), "no such file").what
