"""The scenario model: the one place that defines, validates and documents what a scenario file may say."""

from __future__ import annotations

from typing import Literal

from game.content.format.events import Event
from game.content.format.fields import Basis, Id, Many, Name, Prose, Record, Sentence, about
from game.content.format.maps import MapChoice
from game.content.format.nations import Nation
from game.content.format.ties import Agreement, Borders, Forum, Mission, Posts, Rivalry, Tie, Treaty

FORMAT = 1
ObjectiveKind = Literal["index", "standing", "stability", "integrity", "allies", "survive"]
Personality = Literal["balanced", "cautious", "activist", "mercantile", "hegemonic"]


class Start(Record):
    """When the first turn begins."""

    year: int = about("Year.", unit="year", ge=1900, le=2200, example=2026)
    quarter: int = about("Quarter.", unit="quarter", ge=1, le=4, example=1)


class Objective(Record):
    """A condition on the player's seat at the end."""

    id: Id = about("Permanent id.", example="standing_60")
    title: Sentence = about("What the player reads.", example="Be respected: standing of at least 60")
    kind: ObjectiveKind = about(
        "index, standing, stability or integrity: at least `value` of 100; allies: at least `value` partners with an "
        "alliance strength of the rule `partner_floor`; survive: the state stands at the end.",
        example="standing",
    )
    value: int = about("What must be reached; 1 for survive.", ge=1, le=1000, example=60)
    main: bool = about("Whether the campaign is lost without it.", example=True)
    nations: Many[Id] = about("Seats it is for. Left out: every seat.", (), example=["mar"])


class Recommendation(Record):
    """A seat worth taking, and why."""

    nation: Id = about("The seat.", example="mar")
    sentence: Sentence = about("Why, in one sentence.", example="Many friends, one rival next door.")


class Source(Record):
    """A work that figures and ties come from."""

    citation: Prose = about("Full citation with vintage.", example="CIA World Factbook, final edition, January 2026")
    licence: Name = about("Terms under which it may be used.", example="public domain")


class Without(Record):
    """What a variant leaves out of the scenario that it extends, by id; with a nation goes all that names it."""

    nations: Many[Id] = about("Nations, and with them their ties, memberships, missions on their soil and seats.", ())
    treaties: Many[Id] = about("Treaties.", ())
    missions: Many[Id] = about("Missions.", ())
    forums: Many[Id] = about("Forums.", ())
    objectives: Many[Id] = about("Objectives.", (), example=["allies"])
    events: Many[Id] = about("Events that have an id.", ())
    recommended: Many[Id] = about("Recommended seats, by nation.", ())


class Scenario(Record):
    """A scenario file of Army Diplomacy."""

    format: Literal[1] = about("Version of this format.", example=1)
    id: Id = about("Permanent id; the file is called after it.", example="crescent")
    extends: Id | None = about(
        "A scenario beside this one that this one builds on: its keys hold where this file says nothing; entries with "
        "the same id, or of the same pair, are changed, others added.",
        None,
        example="crescent",
    )
    without: Without | None = about("What is left out of the scenario that this one extends.", None)
    title: Name = about("Title.", example="Crescent")
    briefing: Prose = about("What the player is told before the first turn.")
    designer_note: Prose = about("What is modelled, what is assumed, and what is left out.")
    start: Start = about("When the first turn begins.")
    turns: int = about("Length of the campaign.", unit="turns of one quarter", ge=1, le=400, example=40)
    map: MapChoice = about("The map.")
    names_basis: Basis = about("Basis of names in all languages.", example="source: cldr")
    nations: Many[Nation] = about("The nations.", min_length=2, max_length=256)
    borders: Borders | None = about("Which nations touch. Left out: none do.", None)
    treaties: Many[Treaty] = about("Treaties in force.", (), max_length=512)
    agreements: Many[Agreement] = about("Agreements in force.", (), max_length=4096)
    rivalries: Many[Rivalry] = about("Rivalries.", (), max_length=1024)
    missions: Many[Mission] = about("Missions.", (), max_length=64)
    forums: Many[Forum] = about("Forums.", (), max_length=64)
    posts: Posts | None = about("Attaché posts open at the start. Left out: none.", None)
    ties: Many[Tie] = about(
        "Starting trust where it differs from what treaties and rivalries suggest.", (), max_length=4096
    )
    events: Many[Event] = about("What happens by itself, at a turn or on conditions.", (), max_length=256)
    objectives: Many[Objective] = about("Conditions for success.", (), max_length=16)
    recommended: Many[Recommendation] = about("Seats worth taking.", (), max_length=32)
    rules: dict[Id, int] = about(
        "Rules that differ from their default, within their ranges.", {}, example={"tempo": 900}
    )
    personalities: dict[Id, Personality] = about(
        "Character of a nation's minister; balanced where left out.", {}, example={"mar": "cautious"}
    )
    sources: dict[str, Source] = about("Works cited by `source: KEY`.", {})

    def nation(self, nation: str) -> Nation:
        """The nation of an id; raises KeyError when there is none."""
        for candidate in self.nations:
            if candidate.id == nation:
                return candidate
        raise KeyError(nation)

    @property
    def nation_ids(self) -> tuple[str, ...]:
        return tuple(nation.id for nation in self.nations)
