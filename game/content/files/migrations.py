"""Saves and replays of earlier formats, brought to the present one by one small function a version."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.content.files.container import FORMAT, LARGEST_FILE, DamagedError, Saved, Sealed, inflated, unpacked

META = "meta"


def present(sealed: Sealed) -> Saved:
    """What the file holds, in the format of today. Raises DamagedError."""
    saved = _npz(sealed.payload) if sealed.version == 1 else unpacked(sealed.payload)
    for version in range(sealed.version, FORMAT):
        if version not in UPDATES:
            raise DamagedError(f"is of format {version}, which this version can't read")
        saved = UPDATES[version](saved)
    return saved


def _from_1(saved: Saved) -> Saved:
    """Format 2 keeps digests and everybody's orders: here there are none yet, so policies play the others again."""
    meta = saved.meta | {"world": 0, "rules": {}, "seats": {}, "fingerprint": "", "printed": []}
    record: dict[str, NDArray[Any]] = {
        "record.steps": np.zeros(0, np.int32),
        "record.digests": np.zeros((0, 32), np.uint8),
        "record.prints": np.zeros((0, 0), np.uint32),
        "record.orders": np.zeros((0, 9), np.int32),
        "record.given": np.zeros(0, np.int32),
    }
    return Saved(meta, saved.arrays | record)


UPDATES: Mapping[int, Callable[[Saved], Saved]] = MappingProxyType({1: _from_1})
"""Version -> what makes the next one of it."""


def _npz(payload: bytes) -> Saved:
    """The payload of format 1: values as bytes of JSON beside the arrays, in NumPy's npz."""
    content = io.BytesIO(inflated(payload))
    try:
        with zipfile.ZipFile(content) as listed:
            if sum(item.file_size for item in listed.infolist()) > LARGEST_FILE:
                raise DamagedError("is too large when unpacked")
        content.seek(0)
        with np.load(content, allow_pickle=False) as bundle:
            arrays = {name: bundle[name] for name in bundle.files}
        meta = json.loads(arrays.pop(META).tobytes().decode())
    except DamagedError:
        raise
    except (KeyError, ValueError, OSError, EOFError, MemoryError, RecursionError, zipfile.BadZipFile) as error:
        raise DamagedError(f"is damaged ({error})") from error
    if not isinstance(meta, dict):
        raise DamagedError("is damaged (no description of the game)")
    return Saved(meta, arrays)
