"""The player's settings: checked when read, written atomically, and never lost in silence."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked_dataclass

FILE_NAME = "settings.json"
LARGEST_FILE = 65536  # bytes

Action = Annotated[str, Field(pattern=r"^[a-z_]{1,32}$")]
Key = Annotated[str, Field(max_length=32)]


@checked_dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid", strict=True))
class Settings:
    """What the player chose; scale 0 means by the size of the window."""

    scale: Annotated[float, Field(ge=0.0, le=3.0, allow_inf_nan=False)] = 0.0
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")] = "en"
    theme: Literal["navy", "contrast"] = "navy"
    keys: dict[Action, Key] = field(default_factory=dict)  # "" is no key
    reduced_motion: bool = False
    fullscreen: bool = False
    tip_delay: Annotated[float, Field(ge=0.0, le=3.0, allow_inf_nan=False)] = 0.35
    first_turn_guide: bool = True  # until it was gone through once
    sound_volume: Annotated[int, Field(ge=0, le=100)] = 70
    music_volume: Annotated[int, Field(ge=0, le=100)] = 50


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as read, and what to tell the player if the file was damaged."""

    settings: Settings
    notice: str = ""


def home() -> Path:
    """Where settings are kept: ARMY_DIPLOMACY_HOME, or the system's place for them."""
    override = os.environ.get("ARMY_DIPLOMACY_HOME")
    return Path(override) if override else Path(platformdirs.user_config_dir("army-diplomacy", appauthor=False))


def load(folder: Path) -> Loaded:
    """Read the settings. A damaged file is kept aside under another name, and defaults serve for this run."""
    path = folder / FILE_NAME
    try:
        if path.stat().st_size > LARGEST_FILE:
            return _set_aside(path, "the file is too large")
        return Loaded(TypeAdapter(Settings).validate_json(path.read_bytes()))
    except FileNotFoundError:
        return Loaded(Settings())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or FILE_NAME
        return _set_aside(path, f"{place}: {first['msg']}")
    except OSError as error:
        return Loaded(Settings(), f"The settings could not be read ({error.strerror}); defaults are used.")


def _set_aside(path: Path, why: str) -> Loaded:
    """Move a damaged file out of the way, to the first free name beside it."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged{number}{path.suffix}")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        return Loaded(Settings(), f"The settings were damaged ({why}) and could not be set aside ({error.strerror}).")
    return Loaded(Settings(), f"The settings were damaged ({why}); they are kept as {aside.name}, defaults are used.")


def save(settings: Settings, folder: Path) -> None:
    """Write the settings so that a crash leaves either the old file or the new one. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".settings", dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(asdict(settings), stream, indent=1, sort_keys=True)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(folder / FILE_NAME)
    finally:
        temporary.unlink(missing_ok=True)
