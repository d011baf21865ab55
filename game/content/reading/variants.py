"""Scenarios that build on another: `extends` names it, `without` takes away, and what the file says comes on top."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from game.content.format.fields import ID_PATTERN
from game.content.reading.document import Document
from game.content.reading.errors import Problem, ScenarioError, closest, one_of, quoted
from game.content.reading.paths import inside
from game.content.reading.removal import REMOVABLE, Removal
from game.content.reading.scanner import KeyPath

DEEPEST = 4
OWN = ("format", "id", "title")
"""Keys that a variant can't take over."""
KEYED: dict[str, tuple[str, ...]] = {
    **{table: (key,) for table, key in REMOVABLE.items()},
    "agreements": ("a", "b", "type"),
    "rivalries": ("a", "b"),
    "ties": ("a", "b"),
}
"""What the entries of a table are known by: an entry of the variant changes the one of the base that has the same."""

Sources = dict[KeyPath, tuple[Document, KeyPath]]


@dataclass(frozen=True, slots=True)
class Layered(Document):
    """A document put together from several files; `sources` says where each part of it stands."""

    sources: Sources = field(default_factory=dict)

    def place(self, path: KeyPath, *, key: bool = False) -> tuple[str, int, int]:
        """File, line and column in the file that says it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.sources:
                document, there = self.sources[path[:length]]
                return document.place((*there, *path[length:]), key=key)
        return Document.place(self, path, key=key)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where scenarios that can be built on lie: how to read one, and how to refuse one that is not sound."""

    folder: Path
    read: Callable[[Path], Document]
    examine: Callable[[Document], None]


def layered(document: Document, shelf: Shelf, depth: int = 0) -> Document:
    """The document with what it extends beneath it. Raises ScenarioError when that can't be."""
    name = document.values.get("extends")
    if not isinstance(name, str) or not re.fullmatch(ID_PATTERN, name):
        return document  # the model says what is wrong
    if depth >= DEEPEST:
        what = "scenarios build on each other too deeply, or in a circle"
        raise ScenarioError([document.problem(("extends",), what, f"at most {DEEPEST} on top of each other")])
    base = layered(shelf.read(_base_path(document, name, shelf.folder)), shelf, depth + 1)
    shelf.examine(base)
    problems = _missing(document) + _unknown(document, base)
    if problems:
        raise ScenarioError(problems)
    values, sources = _taken_away(document, base)
    merge = _Merge(values, sources, document)
    merge.put_on_top()
    return Layered(document.file, merge.values, document.positions, merge.sources)


def _base_path(document: Document, name: str, folder: Path) -> Path:
    found = inside(folder, f"{name}.toml")
    if found is not None and found.is_file():
        return folder / f"{name}.toml"
    known = [path.stem for path in folder.glob("*.toml") if "." not in path.stem]
    what = f"no scenario beside this one is called {quoted(name)}"
    raise ScenarioError([document.problem(("extends",), what, one_of(known), closest(name, known))])


def _missing(document: Document) -> list[Problem]:
    lacking = [key for key in OWN if key not in document.values]
    return [document.key_problem((key,), f'the key "{key}" is missing', "a variant has its own") for key in lacking]


def _named(document: Document) -> dict[str, list[str]]:
    """What `without` takes away, as far as it is well formed; the model says what is not."""
    given = document.values.get("without")
    tables = given.items() if isinstance(given, dict) else ()
    return {
        table: [name for name in names if isinstance(name, str)]
        for table, names in tables
        if table in REMOVABLE and isinstance(names, list)
    }


def _unknown(document: Document, base: Document) -> list[Problem]:
    problems = []
    for table, names in _named(document).items():
        known = [str(entry.get(REMOVABLE[table], "")) for entry in base.values.get(table, ())]
        for name in names:
            if name not in known:
                index = document.values["without"][table].index(name)
                what = f"{quoted(name)} is not among the {table} of {quoted(document.values['extends'])}"
                path = ("without", table, index)
                problems.append(document.problem(path, what, one_of(known), closest(name, known)))
    return problems


def _taken_away(document: Document, base: Document) -> tuple[dict[str, Any], Sources]:
    """The base without what is not wanted, and where each of its parts stands."""
    removal = Removal(deepcopy(base.values))
    removal.take(_named(document))
    sources: Sources = {(key,): (base, (key,)) for key in removal.values}
    for table in KEYED:
        old = removal.kept.get(table, range(len(removal.values.get(table, ()))))
        sources |= {(table, new): (base, (table, index)) for new, index in enumerate(old)}
    return removal.values, sources


class _Merge:
    """The values of a base, changed and added to by a variant, and where each of them stands."""

    def __init__(self, values: dict[str, Any], sources: Sources, variant: Document) -> None:
        self.values, self.sources, self.variant = values, sources, variant

    def put_on_top(self) -> None:
        """Every key of the variant."""
        for key, value in self.variant.values.items():
            old = self.values.get(key)
            if key in KEYED and isinstance(old, list) and isinstance(value, list):
                self._entries(key, old, value)
            elif isinstance(old, dict) and isinstance(value, dict):
                self._table((key,), old, value)
            else:
                self.values[key] = value
                self.sources[(key,)] = (self.variant, (key,))

    def _entries(self, table: str, merged: list[Any], new: list[Any]) -> None:
        """Entries that the base knows are changed, the others come after its own."""
        known = {_name(table, entry): index for index, entry in enumerate(merged)}
        for position, entry in enumerate(new):
            name = _name(table, entry)
            index = known.get(name) if name is not None else None
            if index is None:
                merged.append(entry)
                self.sources[(table, len(merged) - 1)] = (self.variant, (table, position))
            else:
                for key, value in entry.items():
                    merged[index][key] = value
                    self.sources[(table, index, key)] = (self.variant, (table, position, key))

    def _table(self, path: KeyPath, merged: dict[str, Any], new: dict[str, Any]) -> None:
        for key, value in new.items():
            there = (*path, key)
            if isinstance(merged.get(key), dict) and isinstance(value, dict):
                self._table(there, merged[key], value)
            else:
                merged[key] = value
                self.sources[there] = (self.variant, there)


def _name(table: str, entry: Any) -> tuple[str, ...] | None:
    """What an entry is known by; of most pairs it does not matter which comes first. None when it can't be told."""
    if not isinstance(entry, dict):
        return None
    parts = [entry.get(key) for key in KEYED[table]]
    name = tuple(part for part in parts if isinstance(part, str))
    if len(name) != len(parts):
        return None
    directed = table == "ties" or entry.get("type") == "military_aid"
    return name if len(name) == 1 or directed else (*sorted(name[:2]), *name[2:])
