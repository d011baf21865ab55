"""Writes the authoring guide from the model: `python -m game.content.format.guide` after a change of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from game.content.format.model import Scenario
from game.content.reading.paths import data_folder
from game.content.reading.translations import Translation

GUIDE_FILE = "AUTHORING.md"
INTRODUCTION = """\
# Writing a scenario

A scenario is one TOML file. This guide is generated from the model that reads it, so it can't be out of date.

    python main.py new-scenario my_crisis --nations mar,dza,tun    a starting file with real figures
    python main.py check my_crisis.toml                            everything that is wrong, with line and column
    python main.py simulate my_crisis.toml --worlds 20             what the ministers make of it
    python main.py play my_crisis.toml --seat mar --turn 6         play it, from any turn and seat

Files in the folder `scenarios` of your settings (`~/.config/army-diplomacy` on Linux) stand in the game's list of
scenarios; a broken one shows its errors there, and every file is read again when it changes.

An editor that knows JSON Schema completes and checks while you type: point it to `schema.json` in this folder.

**Nothing is replaced in silence.** An unknown key, a name that is not there, a number out of its range: each is an
error with its place. Warnings are likely mistakes; notes are for you to judge; `--strict` takes warnings for errors.

**Every real figure says where it comes from**: `basis = "source: KEY"` with the work under `[sources.KEY]`,
`"estimate: METHOD"`, or `"unconfirmed"`. A figure nobody has is written `{ missing = "why", estimate = 3, basis =
"estimate: how" }`. For invented nations, `"estimate: invented"` will do.

**Ids are permanent.** Chance and saved games are keyed by them; names may change, ids may not.

**A variant is ten lines.** With `extends = "crescent"` a file changes another one beside it: plain keys and tables are
put on top; entries of `nations`, `treaties`, `missions`, `forums`, `objectives` and `events` that have the same `id`,
`recommended` seats of the same nation, and `agreements`, `rivalries` and `ties` of the same pair are changed key by
key; all others are added. `without` takes entries away; with a nation goes all that names it.

    format = 1
    id = "crescent_short"
    title = "Crescent in sixteen quarters"
    extends = "crescent"
    turns = 16
    without = { objectives = ["index"] }

    [[objectives]]
    id = "standing"
    value = 55

**Translations** stand beside a scenario: `my_crisis.ar.toml` holds its texts in Arabic. Names of nations and capitals
stand in the scenario itself. What is not translated stays in English, and `check` counts it.

**A story** is made of events. A dated one happens in its `turn`. One with `when` or `after` happens once, at the end of
the first turn from `turn` to `until` in which its conditions hold and the other event has happened before.

    [[events]]
    id = "talks"
    turn = 6
    until = 13
    when = [{ quantity = "trust", nation = "galtis", toward = "caldris", at_least = -0.3 }]
    kind = "hostility"
    target = "caldris"
    toward = "galtis"
    amount = -0.12
    text = "Envoys of both meet in a hotel. They agree on nothing but the next meeting."

**An event may ask its target what to do.** It has an `id` and two or three `choices`; `kind` and `amount` may then be
left out. The nation answers in the second half of the turn after the event; where nobody answers, the first choice
happens, so it has no price. Ministers take the choice that is worth most to them by points that everybody can see. A
later event waits for a choice with `after = "flood.dykes"`; a translation says `"flood.dykes"` under `[choices]`.

    [[events]]
    id = "flood"
    turn = 3
    target = "tun"
    text = "The river is above its banks."

    [[events.choices]]
    id = "wait"
    title = "Wait for the water to fall"
    text = "The fields stay under water until summer."
    effects = [{ kind = "stability", target = "tun", amount = -0.03 }]

    [[events.choices]]
    id = "dykes"
    title = "Send the army to the dykes"
    text = "Soldiers fill sandbags, and the training year is lost."
    price = 1.5
    effects = [{ kind = "readiness", target = "tun", amount = -0.05 }]

**A drawn map** has `geometry = "drawn"` and its areas in `[[map.shapes]]`: rings of [longitude, latitude] points.
Or `geojson = "my_crisis.geojson"` names a file beside the scenario, as map editors write it: each feature a polygon (or
several) without holes, with its area in the property `area`. Distances are reckoned between capitals on a globe, so a
region of 30 degrees plays like one of 3,000 kilometres. Neighbours share the points of their border exactly.

Limits: 1 MiB and 50,000 values a file, 4 KiB a line, 256 nations, texts without control characters. Below, every table
with its keys; bold keys must be given. Rules that `[rules]` can change, with their ranges, are in `game/core`; `check`
names them.
"""


def guide_text() -> str:
    """The guide as it stands in scenarios/AUTHORING.md."""
    return "\n".join([INTRODUCTION, *map(_section, _records([Scenario, Translation]))])


def write_guide(folder: Path | None = None) -> Path:
    """Writes the guide beside the scenarios and returns its path."""
    path = (folder or data_folder("scenarios")) / GUIDE_FILE
    path.write_text(guide_text(), encoding="utf-8")
    return path


def _records(roots: list[type[BaseModel]]) -> list[type[BaseModel]]:
    """Every record, those inside another after it, in the order of their fields."""
    found: list[type[BaseModel]] = []
    waiting = list(roots)
    while waiting:
        record = waiting.pop(0)
        if record not in found:
            found.append(record)
            waiting += [inner for field in record.model_fields.values() for inner in _inner(field.annotation)]
    return found


def _inner(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _inner(part)


def _section(record: type[BaseModel]) -> str:
    lines = [f"## {record.__name__}", "", (record.__doc__ or "").strip().split("\n")[0], ""]
    lines += ["| key | value | range, unit | meaning | example |", "|---|---|---|---|---|"]
    for name, field in record.model_fields.items():
        key = f"**{name}**" if field.is_required() else name
        cells = (key, _words(field.annotation), _limits(field), _meaning(field), _example(field))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, ""])


def _words(annotation: Any) -> str:
    """A type as an author reads it."""
    plain = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    if annotation in plain:
        return plain[annotation]
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(f"`{choice}`" for choice in inside)
    if origin in (Union, UnionType):
        return " or ".join(_words(part) for part in inside if part is not NoneType)
    if origin is tuple:
        return f"list of {_words(inside[0])}"
    if origin is dict:
        return f"table: {_words(inside[0])} = {_words(inside[1])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return _words(inside[0]) if inside else "value"


def _limits(field: FieldInfo) -> str:
    """Range or length, then the unit."""
    bounds = {
        name: getattr(limit, name)
        for limit in field.metadata
        for name in ("ge", "le", "min_length", "max_length")
        if getattr(limit, name, None) is not None
    }
    low, high = bounds.get("ge", bounds.get("min_length")), bounds.get("le", bounds.get("max_length"))
    what = " long" if "min_length" in bounds or "max_length" in bounds else ""
    extra = field.json_schema_extra
    unit = str(extra["unit"]) if isinstance(extra, dict) and "unit" in extra else ""
    span = f"{low:g} to {high:g}" if low is not None and high is not None else ""
    if not span and (low is not None or high is not None):
        span = f"at least {low:g}" if low is not None else f"at most {high:g}"
    return ", ".join(part for part in (span + what if span else "", unit) if part)


def _meaning(field: FieldInfo) -> str:
    text = field.description or ""
    if field.is_required() or field.default in (None, ()) or field.default == {}:
        return text
    return f"{text} Default: `{field.default}`."


def _example(field: FieldInfo) -> str:
    return f"`{json.dumps(field.examples[0], ensure_ascii=False)}`" if field.examples else ""


if __name__ == "__main__":
    write_guide()
