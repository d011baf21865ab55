"""What a minister values: one number an instrument and a few habits, per cent of the ordinary."""

from __future__ import annotations

from dataclasses import dataclass, fields

from game.core.terms import Ints

Weight = int | Ints  # (N,) where every nation has its own


@dataclass(frozen=True)
class Weights:
    """A personality: instruments and habits in per cent of the ordinary, and the staff kept for crises."""

    peacekeeping: Weight = 100
    attache: Weight = 100
    drill: Weight = 100
    agreement: Weight = 100
    forum: Weight = 100
    training: Weight = 100
    upkeep: int = 150  # what staff bound by agreements is taken to be worth elsewhere, per cent of a forum
    home: int = 100  # what contingents and readiness at home are worth
    standing: int = 100  # what standing is worth
    unasked: int = 0  # crises of others a turn in which help is offered without being asked for
    reserve: Weight = 150  # hundredths of staff kept back for RESPOND


WEIGHTS = tuple(item.name for item in fields(Weights))
MOST_WEIGHT = 1_000
