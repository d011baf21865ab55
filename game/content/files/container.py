"""The file format of saves and replays: one line each of kind, checksum and heading, then packed values and arrays.

    army-diplomacy save 2                      kind and version
    9f86d081884c7d65...                        SHA-256 in hex over the first line, the heading and all that follows
    {"title": "Crescent", "turn": 3, ...}      the heading: JSON, what lists show; texts and whole numbers only
    (zlib) {"meta": {...}, "arrays": [["trust", "<i4", [1, 6, 6]], ...]} and a line feed, then
           the bytes of each array in that order, C order, little-endian

Nothing of it is ever executed: text is JSON, arrays are of the five types in TYPES, and sizes are limited before
anything is unpacked. Version 1 (no checksum over the first line, arrays in NumPy's npz) is read by migrations.py.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

FORMAT = 2
SAVE, REPLAY = "save", "replay"
NAME = "army-diplomacy"
LARGEST_FILE = 64 << 20  # bytes, packed or unpacked
LONGEST_TEXT = 300  # letters of one text of a heading
LARGEST_NUMBER = 1 << 64
FAST = 1  # zlib level: a tenth of the time of its default for a fifth more bytes
NONSENSE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What comes of values that are not what they should be, where their checksum is right all the same."""
TYPES = ("<i4", "<i8", "<u4", "|b1", "|u1")


class DamagedError(ValueError):
    """The content is no file of ours, or not any more; the text says what is wrong, to follow the file's name."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a file holds: plain values of JSON, and arrays by name."""

    meta: dict[str, Any]
    arrays: dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file whose checksum is right, not yet unpacked."""

    kind: str
    version: int
    heading: dict[str, Any]
    payload: bytes


def seal(kind: str, saved: Saved, heading: Mapping[str, Any]) -> bytes:
    """The whole content of a file."""
    first = f"{NAME} {kind} {FORMAT}\n".encode()
    rest = json.dumps(dict(heading), ensure_ascii=True).encode() + b"\n" + zlib.compress(packed(saved), FAST)
    return first + sha256(first + rest).hexdigest().encode() + b"\n" + rest


def packed(saved: Saved) -> bytes:
    """Values and arrays, one after the other."""
    arrays = {name: np.ascontiguousarray(array) for name, array in saved.arrays.items()}
    arrays = {name: array.astype(array.dtype.newbyteorder("<"), copy=False) for name, array in arrays.items()}
    table = [[name, array.dtype.str, list(array.shape)] for name, array in arrays.items()]
    text = json.dumps({"meta": saved.meta, "arrays": table}, ensure_ascii=True).encode()
    return b"\n".join((text, b"".join(array.tobytes() for array in arrays.values())))


def opened(content: bytes, kind: str = "") -> Sealed:
    """The file after its checksum was compared. Raises DamagedError, also for another kind than the one asked for."""
    parts = content.split(b"\n", 3)
    words = parts[0][:100].decode("ascii", "replace").split(" ")
    if len(words) != 3 or words[0] != NAME or words[1] not in (SAVE, REPLAY) or not words[2].isdigit():
        raise DamagedError(f"is not a saved game or replay of {NAME}")
    if kind and words[1] != kind:
        raise DamagedError(f"is a {words[1]}, not a {kind}")
    version = int(words[2])
    if version > FORMAT:
        raise DamagedError(f"was written by a newer version of the game (format {version}, not {FORMAT})")
    if len(parts) < 4 or not _right(parts, version):
        raise DamagedError("is damaged (its checksum does not match)")
    return Sealed(words[1], version, heading_of(parts[2]), parts[3])


def _right(parts: list[bytes], version: int) -> bool:
    covered = parts[2] + parts[3] if version == 1 else b"\n".join((parts[0], parts[2], parts[3]))
    return sha256(covered).hexdigest().encode() == parts[1]


def heading_of(line: bytes) -> dict[str, Any]:
    """What the third line of a file says. Raises DamagedError."""
    try:
        heading = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DamagedError("is damaged (its heading can't be read)") from error
    if not isinstance(heading, dict) or not all(_showable(value) for value in heading.values()):
        raise DamagedError("is damaged (its heading is of another kind)")
    return heading


def _showable(value: object) -> bool:
    """Whether a list can show the value as it is."""
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    return type(value) is int and abs(value) < LARGEST_NUMBER


def unpacked(payload: bytes) -> Saved:
    """Values and arrays of a payload of this version. Raises DamagedError."""
    text, separator, rest = inflated(payload).partition(b"\n")
    try:
        outline = json.loads(text)
        if not separator or not isinstance(outline["meta"], dict):
            raise DamagedError("is damaged (no description of the game)")
        return Saved(outline["meta"], _arrays(outline["arrays"], rest))
    except DamagedError:
        raise
    except NONSENSE as error:
        raise DamagedError(f"is damaged ({type(error).__name__}: {error})") from error


def inflated(payload: bytes) -> bytes:
    """The payload at full size, which is limited before it is made."""
    engine = zlib.decompressobj()
    try:
        content = engine.decompress(payload, LARGEST_FILE)
    except zlib.error as error:
        raise DamagedError(f"is damaged ({error})") from error
    if engine.unconsumed_tail:
        raise DamagedError("is too large when unpacked")
    return content


def _arrays(table: list[Any], content: bytes) -> dict[str, NDArray[Any]]:
    arrays, place = {}, 0
    for name, kind, shape in table:
        if not isinstance(name, str) or kind not in TYPES or not all(type(n) is int and n >= 0 for n in shape):
            raise DamagedError("is damaged (an array of an unknown type)")
        size = np.dtype(kind).itemsize * prod(shape)
        part = content[place : place + size]
        if len(part) != size:
            raise DamagedError("is damaged (an array is cut short)")
        if kind == "|b1" and part.strip(b"\0\1"):
            raise DamagedError("is damaged (flags that are neither yes nor no)")
        arrays[name] = np.frombuffer(part, kind).reshape(shape).copy()
        place += size
    if place != len(content):
        raise DamagedError("is damaged (more in it than it says)")
    return arrays
