"""The scenarios that can be played: those of the game, the player's own, and what is wrong with the broken ones.

Files are looked at again when they change, so that an author can write in one window and try in the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.content.format.model import Scenario
from game.content.reading.errors import Problem, ScenarioError
from game.content.reading.geojson import SUFFIX as MAP_SUFFIX
from game.content.reading.load import SUFFIX, check_file, list_scenarios, load_scenario
from game.content.reading.paths import data_folder
from game.sim.classroom.assignment import Assignment, is_assignment, read_assignment

FOLDER = "scenarios"
"""Where a player's own scenarios lie, in the folder of his settings."""
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A scenario file: what it holds, or what is wrong with it."""

    path: Path
    stamp: Stamp
    scenario: Scenario | None
    problems: tuple[Problem, ...] = ()
    assignment: Assignment | None = None  # what is to be played in it, where the file sets a game


class Shelf:
    """Found scenarios by their key: the id of one of the game, the path of another."""

    def __init__(self, own: Path | None = None, files: Iterable[Path] = ()) -> None:
        self.own, self.files = own, tuple(files)
        self.found: dict[str, Found] = {}
        self.refresh()

    def refresh(self) -> set[str]:
        """Look for files that came, went or changed; returns the keys of those."""
        places = self._places()
        changed = set(self.found) - set(places)
        for key in changed:
            del self.found[key]
        for key, path in places.items():
            before = self.found.get(key)
            if before is None or before.stamp != _stamp(path, before.scenario):
                self.found[key] = look_at(path)
                changed.add(key)
        self.found = dict(sorted(self.found.items(), key=lambda item: _size(item[1])))
        return changed

    def check_again(self, key: str) -> None:
        """Read a scenario anew, whether it seems to have changed or not."""
        self.found[key] = look_at(self.found[key].path)

    def _places(self) -> dict[str, Path]:
        places = {name: data_folder(FOLDER) / (name + SUFFIX) for name in list_scenarios()}
        try:
            mine = sorted(self.own.glob(f"*{SUFFIX}")) if self.own is not None and self.own.is_dir() else []
        except OSError:
            mine = []  # a folder that can't be read has nothing to play in it
        more = [path for path in (*mine, *self.files) if "." not in path.stem]
        return places | {str(path): path for path in more}


def look_at(path: Path) -> Found:
    """The scenario of a file, or everything that is wrong with it."""
    if is_assignment(path):
        return _assigned(path)
    try:
        scenario = load_scenario(path)
    except ScenarioError:
        return Found(path, _stamp(path, None), None, tuple(check_file(path)))
    return Found(path, _stamp(path, scenario), scenario)


def _assigned(path: Path) -> Found:
    """The assignment in a file, or everything that is wrong with it."""
    try:
        assignment = read_assignment(path)
    except ScenarioError as error:
        return Found(path, _stamp(path, None), None, error.problems)
    return Found(path, _stamp(path, assignment.scenario), assignment.scenario, (), assignment)


def _stamp(path: Path, scenario: Scenario | None) -> Stamp:
    """When and how large the file is, its translations, and what it builds on; of a broken one all files beside it."""
    stems = {path.stem, scenario.extends or "", scenario.map.geojson or ""} if scenario is not None else None
    try:
        beside = sorted([*path.parent.glob(f"*{SUFFIX}"), *path.parent.glob(f"*{MAP_SUFFIX}")])
    except OSError:
        beside = [path]
    stamps = []
    for file in beside:
        if stems is None or stems & {file.name, file.name.partition(".")[0]}:
            try:
                stat = file.stat()
            except OSError:
                continue  # it went between the list and the look
            stamps.append((file.name, stat.st_mtime_ns, stat.st_size))
    return tuple(stamps)


def _size(found: Found) -> tuple[int, int, str]:
    """Files of one's own come first, then those of the game, the short and small ones before the others."""
    scenario, own = found.scenario, found.path.parent != data_folder(FOLDER)
    if own or scenario is None:
        return (0 if own else 1 << 20, 0, found.path.name)
    return (scenario.turns, len(scenario.nations), "")
