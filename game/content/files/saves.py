"""Saved games in a folder: written whole or not at all, listed by age, and never written by two games at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.content.files import container, durable
from game.content.files.container import LARGEST_FILE, SAVE, DamagedError, Saved, Sealed
from game.content.files.migrations import present
from game.core.crises.kinds import KINDS
from game.core.exact import ONE
from game.core.offers import FIRST_DRILL
from game.core.setting import Setting
from game.core.state import State, blank
from game.core.vocabulary import DRILLS, FORUM_ACTIONS, POSTURES, RUNGS, VIOLENCE

SUFFIX = ".save"
AUTOSAVES = 5
AUTOSAVE_PREFIX, EMERGENCY_PREFIX = "autosave-", "emergency-"
SERIAL = "serial"  # in a heading: what tells the order of saves, since clocks jump
LARGEST_AMOUNT = 1 << 24  # of anything in a state: far above all that games come to
LATEST = 253_402_300_799.0  # the last second that calendars of four digits know; file systems know others
HEADING_LINES = 8192  # bytes that surely hold the first three lines


class SaveError(Exception):
    """A game could not be saved or loaded; the text names the file and the cause."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name}: {why}")
        self.path, self.why = path, why


@dataclass(frozen=True, slots=True)
class Entry:
    """A save in a list: where it is, when it was written, and its heading or what is wrong with it."""

    path: Path
    written: float
    heading: dict[str, Any]
    problem: str = ""

    @property
    def age(self) -> tuple[int, float, str]:
        """What saves are ordered by: the count of saves in their folder, and the clock for those without one."""
        return int(self.heading.get(SERIAL, 0)), self.written, self.path.name


def write(path: Path, saved: Saved, heading: Mapping[str, Any]) -> None:
    """Put the file in place as a whole or not at all. Raises SaveError; then an older file is untouched.

    `heading` is what lists show, so that they need not unpack the rest.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.hold(path.parent)
        durable.put(path, container.seal(SAVE, saved, {**heading, SERIAL: _last_serial(path.parent) + 1}))
    except OSError as error:
        raise SaveError(path, f"could not be written ({error.strerror or error})") from error


def _last_serial(folder: Path) -> int:
    """The largest count among the saves of a folder."""
    return max((_serial(path) or 0 for path in _files_in(folder)), default=0)


def _files_in(folder: Path, suffix: str = SUFFIX, prefix: str = "") -> list[Path]:
    """Unlike `glob` it raises when the folder can't be read: nothing may be decided on half of it."""
    return [path for path in folder.iterdir() if path.suffix == suffix and path.name.startswith(prefix)]


def _serial(path: Path) -> int | None:
    """The count of a save, 0 where it has none, None where the file can't be read. The checksum is not compared."""
    try:
        with path.open("rb") as stream:
            lines = stream.read(HEADING_LINES).split(b"\n", 3)
    except OSError:
        return None  # the list of saves says what is wrong with it
    try:
        found = container.heading_of(lines[2]).get(SERIAL, 0) if len(lines) == 4 else 0
    except DamagedError:
        return 0
    return found if isinstance(found, int) else 0


def read(path: Path) -> Saved:
    """The save at that place, brought to the present format. Raises SaveError when it is missing or damaged."""
    try:
        return present(container.opened(content_of(path), SAVE))
    except DamagedError as error:
        raise SaveError(path, str(error)) from error


def content_of(path: Path) -> bytes:
    """All bytes of a file that may be a save or a replay. Raises SaveError."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SaveError(path, "is too large to be a saved game")
        return path.read_bytes()
    except OSError as error:
        raise SaveError(path, f"could not be read ({error.strerror or error})") from error


def entries(folder: Path, kind: str = SAVE, suffix: str = SUFFIX) -> list[Entry]:
    """The saves of a folder, newest first; damaged ones too, with what is wrong. Raises SaveError for the folder."""
    try:
        paths = _files_in(folder, suffix) if folder.is_dir() else []
        found = [_entry(path, kind, min(max(path.stat().st_mtime, 0.0), LATEST)) for path in paths]
    except OSError as error:
        raise SaveError(folder, f"could not be read ({error.strerror or error})") from error
    return sorted(found, key=lambda entry: entry.age, reverse=True)


def _entry(path: Path, kind: str, written: float) -> Entry:
    try:
        sealed: Sealed = container.opened(content_of(path), kind)
    except SaveError as error:
        return Entry(path, written, {}, error.why)
    except DamagedError as error:
        return Entry(path, written, {}, str(error))
    return Entry(path, written, sealed.heading)


def newest_good(folder: Path, *bad: Path) -> Entry | None:
    """The newest save of a folder that can be read, but for those that are known not to load."""
    try:
        return next((one for one in entries(folder) if not one.problem and one.path not in bad), None)
    except SaveError:
        return None  # nothing can be offered from a folder that can't be read; whoever lists it says so


def autosave_path(folder: Path, game: str, turn: int) -> Path:
    """Where the automatic save of a turn goes."""
    return folder / f"{AUTOSAVE_PREFIX}{game}-{turn:03d}{SUFFIX}"


def emergency_path(folder: Path, game: str) -> Path:
    """A free name for what is saved when the game breaks off: it never takes the place of anything."""
    number = 1
    while (path := folder / f"{EMERGENCY_PREFIX}{game}-{number:03d}{SUFFIX}").exists():
        number += 1
    return path


def prune(folder: Path, keep: int = AUTOSAVES, prefix: str = AUTOSAVE_PREFIX) -> None:
    """Remove all but the newest saves of a kind; what can't be read stays. Raises SaveError."""
    try:
        counts = {path: _serial(path) for path in _files_in(folder, prefix=prefix)}
        found = [(count, path.stat().st_mtime, path) for path, count in counts.items() if count is not None]
        for _count, _written, path in sorted(found, reverse=True)[keep:]:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise SaveError(folder, f"old automatic saves could not be removed ({error.strerror or error})") from error


def state_arrays(state: State, prefix: str = "") -> dict[str, NDArray[Any]]:
    """A state's arrays as they are saved."""
    return {prefix + name: array for name, array in state.arrays()}


def state_from(path: Path, saved: Saved, setting: Setting) -> State:
    """The state of one world in a save, checked against its setting. Raises SaveError."""
    step = saved.meta.get("step")
    if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step <= 2 * setting.turns:
        raise SaveError(path, "is damaged (no such turn)")
    try:
        return checked_state(saved.arrays, setting, step)
    except DamagedError as error:
        raise SaveError(path, str(error)) from error


def checked_state(found: Mapping[str, NDArray[Any]], setting: Setting, step: int, prefix: str = "") -> State:
    """The state in some arrays of a file: every array there, of its shape and type, and within its range.

    Amounts are the game's own affair; what tables are looked up with has to be within them. Raises DamagedError.
    """
    pattern, arrays, limits = blank(setting, np.zeros(1, np.int64)), {}, _limits(setting)
    for name, wanted in pattern.arrays():
        array = found.get(prefix + name)
        if array is None or array.shape != wanted.shape or array.dtype != wanted.dtype:
            raise DamagedError(f"does not fit this version of the game ({name})")
        low, high = limits.get(name, (-LARGEST_AMOUNT, LARGEST_AMOUNT))
        if array.size and not (low <= int(array.min()) and int(array.max()) <= high):
            raise DamagedError(f"is damaged ({name} is not within {low}..{high})")
        arrays[name] = np.ascontiguousarray(array)
    return State(step, **arrays)


def _limits(setting: Setting) -> dict[str, tuple[int, int]]:
    """Least and most of every array that tables are looked up with."""
    shares = ("readiness", "stability", "terror", "standing", "integrity", "interoperability", "access", "hostility")
    rungs, yes = (0, len(RUNGS) - 1), (0, 1)
    return dict.fromkeys(shares, (0, ONE)) | {
        "trust": (-ONE, ONE), "adversary": (-1, setting.n - 1), "kind": (0, len(KINDS)), "post": yes, "present": yes,
        "violence": (0, len(VIOLENCE) - 1), "posture": (0, len(POSTURES) - 1), "rung": rungs, "against": rungs,
        "offer": (0, FIRST_DRILL + len(DRILLS) - 1), "agreement": (0, 3), "item": (0, len(FORUM_ACTIONS) - 1),
        "asked": (0, 2), "asked_against": (0, 2), "closed": yes, "offices": yes,
    }  # fmt: skip
