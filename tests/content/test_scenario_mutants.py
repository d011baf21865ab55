"""Whatever a value of a file is replaced with, the checker answers with problems, never with an exception."""

from __future__ import annotations

import random
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from game.content.reading.document import Document, parse_document, walk
from game.content.reading.errors import ScenarioError
from game.content.reading.load import check_file, load_scenario
from game.content.reading.scanner import Positions
from game.content.reading.translations import TRANSLATED_NAME

FOLDER = Path(__file__).parent / "broken"
JUNK: tuple[Any, ...] = (
    0, -1, 1.5, True, "x", "dza", [], {}, [[]], [{}], {"a": 1}, ["x"], [1], 10**17, "", [[1, 2]], [["dza", "mar"]],
)  # fmt: skip
MUTANTS = 150


def _written(value: Any) -> str:
    """A value as TOML, everything inline."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{key}" = {_written(item)}' for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, int | float) else '"' + value.replace("\\", "\\\\").replace('"', "'") + '"'


def _mutant(values: dict[str, Any], luck: random.Random) -> str:
    values = deepcopy(values)
    path = luck.choice([path for path, _ in walk(values) if path])
    table: Any = values
    for part in path[:-1]:
        table = table[part]
    if luck.random() < 0.2:
        del table[path[-1]]
    else:
        table[path[-1]] = deepcopy(luck.choice(JUNK))
    return "\n".join(f"{key} = {_written(value).replace(chr(10), ' ')}" for key, value in values.items())


def _told(path: Path, text: str) -> bool:
    """Whether the file loads, or is refused with places, and the check says so."""
    path.write_text(text, encoding="utf-8")
    problems = check_file(path)
    placed = all(problem.line >= 1 and problem.column >= 1 and problem.what for problem in problems)
    if TRANSLATED_NAME.match(path.name):
        return placed
    try:
        load_scenario(path)
    except ScenarioError:
        return placed and bool(problems)
    return placed


def test_the_writing_of_mutants_is_sound() -> None:
    values = tomllib.loads((FOLDER / "base.toml").read_text(encoding="utf-8"))
    text = "\n".join(f"{key} = {_written(value)}" for key, value in values.items())
    document = parse_document(text, "base")
    assert isinstance(document, Document)
    assert isinstance(document.positions, Positions)
    assert document.values == values


@pytest.mark.parametrize("start", range(3))
def test_mutants_of_a_scenario(start: int, tmp_path: Path) -> None:
    values = tomllib.loads((FOLDER / "base.toml").read_text(encoding="utf-8"))
    luck = random.Random(start)
    for _ in range(MUTANTS // 3):
        text = _mutant(values, luck)
        assert _told(tmp_path / "base.toml", text), text


def test_mutants_of_a_variant_and_of_a_translation(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_bytes((FOLDER / "base.toml").read_bytes())
    variant = {
        "format": 1, "id": "short", "title": "Short", "extends": "base", "turns": 6,
        "without": {"nations": ["mar"], "objectives": [], "missions": ["watch"]},
        "agreements": [{"a": "tun", "b": "dza", "type": "intelligence_sharing", "level": 2}],
        "rules": {"tempo": 700}, "events": [{"id": "drought", "turn": 2}], "posts": {"held": {"dza": ["tun"]}},
    }  # fmt: skip
    texts = {
        "format": 1, "scenario": "base", "language": "ar", "reviewed": False, "title": "x",
        "missions": {"watch": "x"}, "events": {"drought": "x", "talks": "x"},
    }  # fmt: skip
    luck = random.Random(9)
    for _ in range(MUTANTS // 3):
        for name, values in (("short.toml", variant), ("base.ar.toml", texts)):
            text = _mutant(values, luck)
            assert _told(tmp_path / name, text), text
