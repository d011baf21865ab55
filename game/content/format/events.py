"""How a scenario describes what happens in it by itself: dated events, and events that wait for conditions."""

from __future__ import annotations

from typing import Literal

from game.content.format.fields import Id, Many, Record, Sentence, about

Quantity = Literal["stability", "terror", "funds", "standing", "readiness", "integrity", "trust", "hostility"]
EventKind = Literal["stability", "terror", "funds", "standing", "readiness", "trust", "hostility"]
TOWARDS = ("trust", "hostility")
"""Quantities that one nation has towards another."""
RANGES = {"trust": (-1.0, 1.0), "funds": (-100.0, 1000.0)}
SHARE = (0.0, 1.0)
"""What a quantity can be; all that RANGES does not name are shares."""


class Condition(Record):
    """A limit on a quantity when a turn ends."""

    quantity: Quantity = about("What is measured: shares from 0 to 1, trust from -1 to 1, funds in points.")
    nation: Id = about("Whose.", example="tun")
    toward: Id | None = about("Towards whom; for trust and hostility only.", None, example="lby")
    at_least: float | None = about("It must be this or more.", None, ge=-1000, le=1000, example=0.5)
    at_most: float | None = about("It must be this or less.", None, ge=-1000, le=1000, example=0.3)


class Event(Record):
    """Something that happens at the end of a turn; with `when` or `after` once, in the first turn that fits."""

    id: Id | None = about("Permanent id, for `after`, translations and variants.", None, example="drought")
    turn: int = about(
        "Turn, the first is 1; of an event with `when` or `after` the first turn in which it may happen.",
        unit="turn",
        ge=1,
        le=400,
        example=3,
    )
    until: int | None = about(
        "Last turn in which an event with `when` or `after` may happen.", None, unit="turn", ge=1, le=400, example=12
    )
    when: Many[Condition] = about("Conditions that must all hold.", (), max_length=8)
    after: Id | None = about("An event that must have happened in an earlier turn.", None, example="drought")
    kind: EventKind = about("The quantity of the target that moves.", example="stability")
    target: Id = about("Nation it happens to.", example="tun")
    toward: Id | None = about("Towards whom trust or hostility moves; hostility does so on both sides.", None)
    amount: float = about(
        "By how much: points for funds, shares for all else.",
        ge=-100,
        le=100,
        example=-0.1,
    )
    text: Sentence = about("What the dispatch says.", example="A drought empties the reservoirs.")
