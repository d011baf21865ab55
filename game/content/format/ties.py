"""How a scenario describes what holds nations together or apart: treaties, agreements, rivalries, missions, forums."""

from __future__ import annotations

from typing import Literal

from game.content.format.fields import Basis, Id, Latitude, Longitude, Many, Name, Record, Sentence, about
from game.core.vocabulary import AGREEMENTS, ORGANISATIONS, TREATIES

TreatyType = Literal["defence", "neutrality", "non_aggression", "consultation"]
AgreementType = Literal[
    "intelligence_sharing",
    "counter_terrorism",
    "military_aid",
    "trade_control",
    "cyber_defence",
    "logistics_access",
    "defence_pact",
]
Organisation = Literal["un", "nato", "oic", "au", "eu", "other"]
RivalryKind = Literal["spatial", "positional", "ideological", "interventionary"]
ForumKind = Literal["organisation", "dialogue", "conference", "coalition", "partnership", "exercise", "exhibition"]
MIRRORED = ((TreatyType, TREATIES), (AgreementType, AGREEMENTS), (Organisation, ORGANISATIONS))
"""The types that repeat a vocabulary of the engine word for word; a test compares them."""


class Treaty(Record):
    """A public treaty in force at the start."""

    id: Id = about("Permanent id.", example="nato")
    name: Name = about("Name of the treaty.", example="North Atlantic Treaty")
    type: TreatyType = about(
        "The obligation it is played as; `note` says so where its text goes further than its practice.",
        example="defence",
    )
    members: Many[Id] = about("Parties that are nations of this scenario.", min_length=2, example=["tur", "usa"])
    start: int = about("Year since which it binds.", unit="year", ge=1600, le=2200, example=1949)
    basis: Basis = about("Basis of the entry.", example="source: ATOP5.1")
    note: Sentence | None = about("A remark.", None, example="Participation of one member is suspended.")


class Agreement(Record):
    """A co-operation agreement between two nations at the start."""

    a: Id = about("First nation; of military aid, the giver.", example="usa")
    b: Id = about("Second nation; of military aid, the receiver.", example="jor")
    type: AgreementType = about("What it is about.", example="military_aid")
    level: int = about("Depth.", unit="level", ge=1, le=3, example=2)
    basis: Basis = about("Basis of the entry.", example="source: factbook2026")
    note: Sentence | None = about("A remark.", None, example="Bases are leased until 2042.")


class Rivalry(Record):
    """Two nations that see each other as threats."""

    a: Id = about("One of the two.", example="dza")
    b: Id = about("The other.", example="mar")
    intensity: float = about("From 0, settled, to 1, at war.", unit="share", ge=0, le=1, example=0.6)
    kinds: Many[RivalryKind] = about(
        "What it is about: territory, rank, ideas, or other states' inner wars.", min_length=1, example=["spatial"]
    )
    basis: Basis = about("Basis of the entry.", example="source: TSS2021")
    note: Sentence | None = about("What has changed since.", None, example="Relations were restored in 2023.")


class Contribution(Record):
    """Contingents of one nation in a mission at the start."""

    nation: Id = about("Who sends them.", example="pak")
    contingents: int = about("How many.", unit="contingents of 200 soldiers", ge=1, le=1000, example=7)


class Mission(Record):
    """A peace operation that nations can post contingents to."""

    id: Id = about("Permanent id.", example="unifil")
    name: Name = about("Full name.", example="UN Interim Force in Lebanon")
    org: Organisation = about("Who mandates it.", example="un")
    host: Id | None = about(
        "Nation it works in. Left out: an area that is no nation of this scenario.", None, example="lbn"
    )
    lat: Latitude = about("Latitude of the headquarters.", example=33.11)
    lon: Longitude = about("Longitude of the headquarters.", example=35.13)
    intensity: int = about(
        "Danger: 0 observers, 1 a line held, 2 a country held, 3 combat.", unit="level", ge=0, le=3, example=1
    )
    required: int = about(
        "Strength the mandate asks for.", unit="contingents of 200 soldiers", ge=1, le=1000, example=50
    )
    others: int = about(
        "Of these, sent by nations outside the scenario.",
        0,
        unit="contingents of 200 soldiers",
        ge=0,
        le=1000,
        example=12,
    )
    mandate: Sentence = about("What it is there for, in one sentence.", example="Watches the ceasefire line.")
    reimbursed: bool = about("Whether contributors are paid USD 1,428 a soldier and month.", example=True)
    contributors: Many[Contribution] = about(
        "Who is there at the start.", (), example=[{"nation": "idn", "contingents": 6}]
    )
    start: int = about("Year it began.", unit="year", ge=1900, le=2200, example=1978)
    basis: Basis = about("Basis of strength and contributors.", example="source: factbook2026")
    note: Sentence | None = about("A remark.", None, example="Withdrawal is planned for 2027.")


class Forum(Record):
    """A standing meeting of defence ministries."""

    id: Id = about("Permanent id.", example="oic_cfm")
    name: Name = about("Full name.", example="Shangri-La Dialogue")
    members: Many[Id] = about("Members that are nations of this scenario.", min_length=2, example=["sgp", "usa"])
    host: Id | None = about("Where it meets. Left out: it rotates, or meets outside the scenario.", None, example="sgp")
    kind: ForumKind = about("What it is.", example="dialogue")
    basis: Basis = about("Basis of the membership.", example="source: factbook2026")
    note: Sentence | None = about("A remark.", None, example="Founding year unconfirmed.")


class Posts(Record):
    """The attaché posts open at the start."""

    basis: Basis = about("Basis of the list.", example="estimate: a post in the capital of each close partner")
    held: dict[Id, Many[Id]] = about(
        "For each sender, the capitals where it has an officer.", example={"tur": ["aze", "qat"]}
    )


class Tie(Record):
    """A starting trust that differs from what treaties and rivalries suggest."""

    a: Id = about("Who trusts.", example="mar")
    b: Id = about("Whom.", example="dza")
    trust: float = about("From -1 to 1.", unit="share", ge=-1, le=1, example=-0.5)
    basis: Basis = about("Basis of the value.", example="estimate: ambassadors withdrawn in 2021")


class Borders(Record):
    """Which nations touch."""

    basis: Basis = about("Basis of the list.", example="source: factbook2026")
    land: Many[Many[Id]] = about(
        "Pairs of nations with a common land border, each pair once.", (), example=[["mar", "dza"]]
    )
