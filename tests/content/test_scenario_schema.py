"""The model documents itself: the schema is fresh, every field is described, and its words are the engine's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from game.content.format.events import TOWARDS, EventKind, Quantity
from game.content.format.fields import Record
from game.content.format.model import ObjectiveKind, Scenario
from game.content.format.schema import SCHEMA_FILE, schema_text
from game.content.format.ties import MIRRORED
from game.content.reading.paths import data_folder, inside
from game.core.state import SHAPES


def test_the_schema_beside_the_scenarios_is_fresh() -> None:
    written = (data_folder("scenarios") / SCHEMA_FILE).read_text(encoding="utf-8")
    assert written == schema_text(), "run: python -m game.content.format.schema"


def test_the_schema_forbids_unknown_keys_everywhere() -> None:
    schema = json.loads(schema_text())
    tables = [schema, *schema["$defs"].values()]
    assert all(table["additionalProperties"] is False for table in tables if table.get("type") == "object")


def _records(record: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if record not in seen:
        seen.add(record)
        yield record
        for field in record.model_fields.values():
            for inner in _inside(field.annotation):
                yield from _records(inner, seen)


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _inside(part)


def test_every_field_of_every_record_is_described_and_strict() -> None:
    records = list(_records(Scenario, set()))
    assert len(records) > 15
    for record in records:
        assert issubclass(record, Record)
        assert record.__doc__
        assert all(field.description for field in record.model_fields.values()), record


@pytest.mark.parametrize("mirror", MIRRORED)
def test_the_words_of_the_model_are_those_of_the_engine(mirror: tuple[Any, tuple[str, ...]]) -> None:
    type_, vocabulary = mirror
    assert get_args(type_) == vocabulary


def test_events_move_quantities_of_the_state() -> None:
    kinds = {*get_args(EventKind), *get_args(Quantity)}
    assert all(SHAPES[kind] == ("WNN" if kind in TOWARDS else "WN") for kind in kinds)
    assert "survive" in get_args(ObjectiveKind)


@pytest.mark.parametrize("reference", ["../pyproject.toml", "/etc/passwd", "", ".", "a/../../x", "a\0b"])
def test_references_never_leave_their_folder(reference: str) -> None:
    assert inside(data_folder("scenarios"), reference) is None


def test_links_never_leave_their_folder(tmp_path: Any) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (tmp_path / "secret.toml").write_text("x = 1")
    (folder / "link.toml").symlink_to(tmp_path / "secret.toml")
    (folder / "plain.toml").write_text("x = 1")
    assert inside(folder, "link.toml") is None
    assert inside(folder, "plain.toml") == (folder / "plain.toml").resolve()
