"""How a campaign is played beside its rules: iron or not, of which day, and how far its lessons have come."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked_dataclass

MOST_LESSONS = 64
MOST_PLAYERS = 6

Key = Annotated[str, Field(pattern=r"^[a-z_]{1,32}$")]
Seat = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]


@checked_dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid", strict=True))
class Manner:
    """Kept in the save; a save without it was begun before there was such a thing, and plays as ever."""

    ironman: bool = False  # one save, written after every answer, and no way back
    daily: Annotated[str, Field(pattern=r"^([0-9A-Z]{3}-[0-9A-Z]{3})?$")] = ""  # the code it was begun with
    guide: Literal["", "tutorial", "first_turn"] = ""
    learnt: Annotated[tuple[Key, ...], Field(max_length=MOST_LESSONS)] = ()
    hidden: bool = False  # the guide was left, and can be taken up again
    players: Annotated[tuple[Seat, ...], Field(max_length=MOST_PLAYERS)] = ()  # who share the machine; none: one plays

    def with_lesson(self, key: str) -> Manner:
        """The same with a lesson more behind it."""
        return self if key in self.learnt else replace(self, learnt=(*self.learnt, key))


def as_json(manner: Manner) -> dict[str, object]:
    """What a save holds of it."""
    return asdict(manner)


def from_json(value: object) -> Manner:
    """What a save says. Raises ValueError for nonsense."""
    if value is None:
        return Manner()
    try:
        return TypeAdapter(Manner).validate_json(json.dumps(value))
    except ValidationError as error:
        raise ValueError(f"how it is played makes no sense ({error.error_count()} faults)") from error
