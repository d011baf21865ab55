"""Saved games: one checked file each, written so that a crash or a full disk leaves the old one as it was."""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.setting import Setting
from game.core.state import State, blank

SUFFIX = ".save"
MAGIC = "army-diplomacy save 1"
LARGEST_FILE = 64 << 20  # bytes, packed or unpacked
META = "meta"
FAST = 1  # zlib level: a tenth of the time of its default for a fifth more bytes
AUTOSAVES = 5
AUTOSAVE_PREFIX = "autosave-"


class SaveError(Exception):
    """A game could not be saved or loaded; the text names the file and the cause."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name}: {why}")
        self.path, self.why = path, why


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save holds: plain values of JSON, and arrays by name."""

    meta: dict[str, Any]
    arrays: dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A save in a list: where it is, when it was written, and its heading or what is wrong with it."""

    path: Path
    written: float
    heading: dict[str, Any]
    problem: str = ""


def write(path: Path, saved: Saved, heading: Mapping[str, Any]) -> None:
    """Put the file in place as a whole or not at all. Raises SaveError; then an older file is untouched.

    `heading` is what lists show, so that they need not unpack the rest.
    """
    payload = _packed(saved)
    title = json.dumps(dict(heading), ensure_ascii=True)
    digest = sha256(title.encode() + payload).hexdigest()
    content = f"{MAGIC}\n{digest}\n{title}\n".encode() + payload
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise SaveError(path, f"could not be written ({error.strerror or error})") from error


def _packed(saved: Saved) -> bytes:
    stream = io.BytesIO()
    text = np.frombuffer(json.dumps(saved.meta, ensure_ascii=True).encode(), np.uint8)
    np.savez(stream, allow_pickle=False, **{META: text, **saved.arrays})
    return zlib.compress(stream.getvalue(), FAST)


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, make it last, then take its place. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=".saving", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read(path: Path) -> Saved:
    """The save at that place. Raises SaveError when it is missing, damaged or of another kind."""
    _heading, payload = _checked(path, _content(path))
    try:
        with np.load(io.BytesIO(_unpacked(path, payload)), allow_pickle=False) as bundle:
            arrays = {name: bundle[name] for name in bundle.files}
        meta = json.loads(arrays.pop(META).tobytes().decode())
    except (KeyError, ValueError, OSError, RecursionError, zipfile.BadZipFile, zlib.error) as error:
        raise SaveError(path, f"is damaged ({error})") from error
    if not isinstance(meta, dict):
        raise SaveError(path, "is damaged (no description of the game)")
    return Saved(meta, arrays)


def _unpacked(path: Path, payload: bytes) -> bytes:
    """The payload at full size, which is limited before it is made."""
    engine = zlib.decompressobj()
    content = engine.decompress(payload, LARGEST_FILE)
    if engine.unconsumed_tail:
        raise SaveError(path, "is too large when unpacked")
    return content


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SaveError(path, "is too large to be a saved game")
        return path.read_bytes()
    except OSError as error:
        raise SaveError(path, f"could not be read ({error.strerror or error})") from error


def _checked(path: Path, content: bytes) -> tuple[dict[str, Any], bytes]:
    """Heading and payload of a file whose checksum is right."""
    parts = content.split(b"\n", 3)
    if len(parts) < 4 or parts[0] != MAGIC.encode():
        raise SaveError(path, "is not a saved game of this version")
    _, digest, title, payload = parts
    if sha256(title + payload).hexdigest().encode() != digest:
        raise SaveError(path, "is damaged (its checksum does not match)")
    try:
        heading = json.loads(title)
    except (ValueError, RecursionError) as error:
        raise SaveError(path, "is damaged (its heading can't be read)") from error
    return heading if isinstance(heading, dict) else {}, payload


def entries(folder: Path) -> list[Entry]:
    """The saves of a folder, newest first; damaged ones too, with what is wrong. Raises SaveError for the folder."""
    try:
        paths = [path for path in folder.iterdir() if path.suffix == SUFFIX] if folder.is_dir() else []
        found = [(path.stat().st_mtime, path) for path in paths]
    except OSError as error:
        raise SaveError(folder, f"could not be read ({error.strerror or error})") from error
    return [_entry(path, written) for written, path in sorted(found, key=lambda item: (-item[0], item[1].name))]


def _entry(path: Path, written: float) -> Entry:
    try:
        heading, _ = _checked(path, _content(path))
    except SaveError as error:
        return Entry(path, written, {}, error.why)
    return Entry(path, written, heading)


def autosave_path(folder: Path, game: str, turn: int) -> Path:
    """Where the automatic save of a turn goes."""
    return folder / f"{AUTOSAVE_PREFIX}{game}-{turn:03d}{SUFFIX}"


def prune(folder: Path, keep: int = AUTOSAVES) -> None:
    """Remove all but the newest automatic saves. Raises SaveError."""
    try:
        found = sorted(folder.glob(f"{AUTOSAVE_PREFIX}*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in found[keep:]:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise SaveError(folder, f"old automatic saves could not be removed ({error.strerror or error})") from error


def state_arrays(state: State) -> dict[str, NDArray[Any]]:
    """A state's arrays as they are saved."""
    return dict(state.arrays())


def state_from(path: Path, saved: Saved, setting: Setting) -> State:
    """The state of one world in a save, checked against its setting. Raises SaveError."""
    step = saved.meta.get("step")
    if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step <= 2 * setting.turns:
        raise SaveError(path, "is damaged (no such turn)")
    pattern = blank(setting, np.zeros(1, np.int64))
    arrays = {}
    for name, wanted in pattern.arrays():
        found = saved.arrays.get(name)
        if found is None or found.shape != wanted.shape or found.dtype != wanted.dtype:
            raise SaveError(path, f"does not fit this version of the game ({name})")
        arrays[name] = np.ascontiguousarray(found)
    return State(step, **arrays)
