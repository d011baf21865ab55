"""How a scenario describes a nation."""

from __future__ import annotations

import math

from game.content.format.fields import (
    AreaCode,
    CountFigure,
    Id,
    Language,
    Latitude,
    Longitude,
    Many,
    Name,
    PositiveFigure,
    Record,
    Sentence,
    ShareFigure,
    about,
)

FEWEST_CONTINGENTS = 2
FEWEST_OFFICERS, MOST_OFFICERS = 3, 16


class Capital(Record):
    """Where a government sits: distances are measured between capitals, and attaché posts stand there."""

    name: Name = about("Name in English.", example="Islamabad")
    names: dict[Language, Name] = about("Name in other languages, by language code.", {}, example={"ar": "إسلام آباد"})
    lat: Latitude = about("Latitude.", example=33.68)
    lon: Longitude = about("Longitude.", example=73.05)


class Nation(Record):
    """One nation: what it is called, where it lies, and its figures."""

    id: Id = about("Permanent id; chance and ties are keyed by it, so it must never change.", example="pak")
    name: Name = about("Name in English.", example="Pakistan")
    names: dict[Language, Name] = about("Name in other languages, by language code.", {}, example={"ar": "باكستان"})
    area: Many[AreaCode] = about("Areas of the map that stand for this nation.", min_length=1, example=["PAK"])
    region: Name = about("Region, for lists and filters.", example="Southern Asia")
    capital: Capital = about("The capital.")
    note: Sentence | None = about("A remark the dossier shows.", None, example="Capital as listed by the source.")
    population: PositiveFigure = about("People living there.", unit="people")
    gdp_usd_bn: PositiveFigure = about("Gross domestic product at the official rate.", unit="USD bn, current")
    milex_usd_bn: PositiveFigure = about("Military spending a year; funds come from it.", unit="USD bn, current")
    active_personnel: PositiveFigure = about("Active soldiers; contingents come from them.", unit="soldiers")
    stability: ShareFigure = about("How firmly the state stands, 0 to 1.", unit="share")
    terror: ShareFigure = about("How much terrorism threatens it, 0 to 1.", unit="share")
    contingents: CountFigure | None = about(
        "Deployable contingents. Left out, they are round(sqrt(active_personnel) / 20), at least 2.",
        None,
        unit="contingents of 200 soldiers",
    )
    officers: CountFigure | None = about(
        "Attaché officers. Left out, they are 3 + round(sqrt(milex_usd_bn)), at most 16.", None, unit="officers"
    )

    @property
    def contingents_owned(self) -> int:
        """Contingents of 200 soldiers that can be deployed at the start, those already abroad included."""
        if self.contingents is not None:
            return round(self.contingents.number)
        return default_contingents(self.active_personnel.number)

    @property
    def officers_owned(self) -> int:
        """Attaché officers at the start, those already at posts included."""
        if self.officers is not None:
            return round(self.officers.number)
        return default_officers(self.milex_usd_bn.number)


def default_contingents(active_personnel: float) -> int:
    """round(sqrt(active_personnel) / 20), at least 2: 630,000 soldiers make 40 deployable contingents (assumption)."""
    return max(FEWEST_CONTINGENTS, round(math.sqrt(active_personnel) / 20))


def default_officers(milex_usd_bn: float) -> int:
    """3 + round(sqrt(milex_usd_bn)), at most 16 (assumption)."""
    return min(MOST_OFFICERS, FEWEST_OFFICERS + round(math.sqrt(milex_usd_bn)))
