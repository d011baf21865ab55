"""What a minister values: one number an instrument and a few habits, per cent of the ordinary."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Weights:
    """A personality: instruments and habits in per cent of the ordinary, and the staff kept for crises."""

    peacekeeping: int = 100
    attache: int = 100
    drill: int = 100
    agreement: int = 100
    forum: int = 100
    training: int = 100
    upkeep: int = 100  # what staff bound by agreements is taken to be worth elsewhere
    home: int = 100  # what contingents and readiness at home are worth
    standing: int = 100  # what standing is worth
    unasked: int = 0  # crises of others a turn in which help is offered without being asked for
    reserve: int = 150  # hundredths of staff kept back for RESPOND

    def of(self, instrument: str) -> int:
        return int(getattr(self, instrument))


WEIGHTS = tuple(item.name for item in fields(Weights))
MOST_WEIGHT = 1_000
