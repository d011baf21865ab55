"""Writes the JSON Schema of scenarios, for editors; after a change: `python -m game.content.format.schema`."""

from __future__ import annotations

import json
from pathlib import Path

from game.content.format.model import Scenario
from game.content.reading.paths import data_folder

SCHEMA_FILE = "schema.json"


def schema_text() -> str:
    """The schema as it stands in scenarios/schema.json."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Scenario.model_json_schema()}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def write_schema(folder: Path | None = None) -> Path:
    """Writes the schema beside the scenarios and returns its path."""
    path = (folder or data_folder("scenarios")) / SCHEMA_FILE
    path.write_text(schema_text(), encoding="utf-8")
    return path


if __name__ == "__main__":
    write_schema()
