"""Taking entries out of a sound scenario: with a nation goes all that names it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

REMOVABLE = {
    "nations": "id",
    "treaties": "id",
    "missions": "id",
    "forums": "id",
    "objectives": "id",
    "events": "id",
    "recommended": "nation",
}
"""Tables that `without` can take entries from, and the key that names them."""
FEWEST_MEMBERS = 2

Entry = dict[str, Any]


class Removal:
    """Works on `values` in place; `kept` tells which entries of each table stayed, by their old positions."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.kept: dict[str, list[int]] = {}

    def take(self, given: Mapping[str, Collection[str]]) -> None:
        """Entries by table and name."""
        for table, names in given.items():
            self._keep(table, _differs(REMOVABLE[table], names))
        gone = set(given.get("nations", ()))
        if gone:
            self._entries_with(gone)
            self._members(gone)
            self._tables(gone)

    def _keep(self, table: str, stays: Callable[[Entry], bool]) -> None:
        old = self.values.get(table, [])
        before = self.kept.get(table, list(range(len(old))))
        staying = [index for index, entry in enumerate(old) if stays(entry)]
        self.kept[table] = [before[index] for index in staying]
        if table in self.values:
            self.values[table] = [old[index] for index in staying]

    def _entries_with(self, gone: set[str]) -> None:
        for table in ("agreements", "rivalries", "ties"):
            self._keep(table, lambda entry: not gone & {entry["a"], entry["b"]})
        self._keep("recommended", lambda entry: entry["nation"] not in gone)
        self._keep("missions", lambda entry: entry.get("host") not in gone)
        self._keep("events", lambda entry: not gone & set(_named_by(entry)))

    def _members(self, gone: set[str]) -> None:
        """A treaty or forum of fewer than two members ends; soldiers of those gone leave the missions."""
        for table in ("treaties", "forums"):
            for entry in self.values.get(table, ()):
                entry["members"] = [name for name in entry["members"] if name not in gone]
                if entry.get("host") in gone:
                    del entry["host"]
            self._keep(table, lambda entry: len(entry["members"]) >= FEWEST_MEMBERS)
        self._goals(gone)
        for mission in self.values.get("missions", ()):
            stay = [sent for sent in mission.get("contributors", ()) if sent["nation"] not in gone]
            mission["contributors"] = stay

    def _goals(self, gone: set[str]) -> None:
        """An objective for seats that are all gone goes too; one for every seat stays."""
        for goal in self.values.get("objectives", ()):
            if goal.get("nations"):
                goal["nations"] = [name for name in goal["nations"] if name not in gone] or None
        self._keep("objectives", lambda goal: goal.get("nations", ()) is not None)

    def _tables(self, gone: set[str]) -> None:
        if "borders" in self.values:
            land = self.values["borders"].get("land", ())
            self.values["borders"]["land"] = [pair for pair in land if not gone & set(pair)]
        if "posts" in self.values:
            held = self.values["posts"]["held"]
            self.values["posts"]["held"] = {
                sender: [host for host in hosts if host not in gone]
                for sender, hosts in held.items()
                if sender not in gone
            }
        characters = self.values.get("personalities", {})
        for name in gone & set(characters):
            del characters[name]


def _differs(key: str, names: Collection[str]) -> Callable[[Entry], bool]:
    return lambda entry: entry.get(key) not in names


def _named_by(event: Entry) -> list[str]:
    """Nations that an event names."""
    effects = [effect for choice in event.get("choices", ()) for effect in choice.get("effects", ())]
    parts = [event, *event.get("when", ()), *effects]
    return [part[key] for part in parts for key in ("target", "nation", "toward") if key in part]
