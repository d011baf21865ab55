"""Where the asset files lie, in the checkout or in the installed package, and which of them could not be used."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

UNUSABLE = (
    OSError, ValueError, LookupError, TypeError, AttributeError, EOFError, SyntaxError, RecursionError, MemoryError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What a missing or damaged file gives when it is read; pygame's own error is a RuntimeError and comes beside it."""

_troubles: dict[str, str] = {}  # name -> why it can't be used
_told: set[str] = set()


def roots() -> tuple[Path, ...]:
    """Where the assets may lie, the best place first."""
    package = Path(__file__).resolve().parents[1]
    return package.parent / "assets", package / "_data" / "assets"


def asset_path(name: str = "") -> Path:
    """The file or folder of that name under assets/, whether it is there or not; the name may not lead out of it."""
    places = roots()
    root = next((place for place in places if place.is_dir()), places[0]).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise ValueError(f"asset name leads out of the assets folder: {name!r}")
    return path


def spoilt(name: str, error: Exception) -> None:
    """Note that a file can't be used and that the game goes on without it."""
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    _troubles.setdefault(name, why)


def untold() -> list[tuple[str, str]]:
    """Files (and why) that could not be used, each told once."""
    fresh = [(name, why) for name, why in _troubles.items() if name not in _told]
    _told.update(name for name, _why in fresh)
    return fresh
