"""How a scenario describes what happens in it by itself: dated events, and events that wait for conditions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.content.format.fields import Id, Many, Record, Sentence, about

Quantity = Literal["stability", "terror", "funds", "standing", "readiness", "integrity", "trust", "hostility"]
EventKind = Literal["stability", "terror", "funds", "standing", "readiness", "trust", "hostility"]
EventName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}(\.[a-z][a-z0-9_]{0,31})?$", examples=["drought"])]
"""An event, or one choice of it."""
Title = Annotated[str, Field(min_length=1, max_length=60)]
FEWEST_CHOICES, MOST_CHOICES = 2, 3
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


class Effect(Record):
    """A quantity that a choice moves, when the turn ends."""

    kind: EventKind = about("The quantity that moves.", example="hostility")
    target: Id = about("Whose.", example="tun")
    toward: Id | None = about("Towards whom trust or hostility moves; hostility does so on both sides.", None)
    amount: float = about("By how much: points for funds, shares for all else.", ge=-100, le=100, example=-0.1)


class Choice(Record):
    """One thing that the nation can do about an event."""

    id: Id = about("Permanent id; another event may come `after` EVENT.CHOICE.", example="open_border")
    title: Title = about("What the button says.", example="Open the border")
    text: Sentence = about("What the dispatch says once it is chosen.", example="The gates at Ras Jedir stand open.")
    price: float = about("Points of funds it takes; the first choice takes none.", 0.0, ge=0, le=100, example=2.5)
    effects: Many[Effect] = about("What it moves. Left out: nothing by itself.", (), max_length=6)


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
    after: EventName | None = about(
        "An event that must have happened in an earlier turn, or EVENT.CHOICE, taken in an earlier turn.",
        None,
        example="drought",
    )
    kind: EventKind | None = about(
        "The quantity of the target that moves. Left out, with `amount`, where there are choices: nothing does.",
        None,
        example="stability",
    )
    target: Id = about("Nation it happens to, and which takes the choices.", example="tun")
    toward: Id | None = about("Towards whom trust or hostility moves; hostility does so on both sides.", None)
    amount: float | None = about(
        "By how much: points for funds, shares for all else.",
        None,
        ge=-100,
        le=100,
        example=-0.1,
    )
    text: Sentence = about("What the dispatch says.", example="A drought empties the reservoirs.")
    choices: Many[Choice] = about(
        "What the target can do about it in the turn after the event; where nobody chooses, the first happens.",
        (),
        max_length=MOST_CHOICES,
    )
