"""A dispatch, and the desk it is written at: the names and the news that its wording needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.content.format.model import Scenario
from game.core.setting import Setting
from game.core.vocabulary import RUNGS, VIOLENCE
from game.ui.words.i18n import _
from game.ui.words.names import nation_name
from game.ui.words.news import News


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One report: how much it matters (100 most), its sign, what it says, and whom and what a click shows."""

    importance: int
    icon: str
    title: str
    text: str
    nations: tuple[int, ...] = ()
    target: str = ""  # "crisis:SLOT", "mission:ROW", "forum:ROW" or ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where dispatches are written: names, the seat, whom it cares about, and all news of the turn."""

    scenario: Scenario
    setting: Setting
    seat: int
    close: frozenset[int]
    news: tuple[News, ...]
    done: bool = True  # the turn is over; else answers are due
    terms: tuple[str, ...] = ()  # names of the terms of consent
    voice: Callable[[int, int], str] = lambda row, chance: ""  # what a nation's counterpart says, by how welcome it is

    def name(self, row: int) -> str:
        """A nation's name."""
        return nation_name(self.scenario, row)

    def other(self, one: News) -> int:
        """The side of a pair that is not the seat."""
        return one.other if one.nation == self.seat else one.nation


def violence_name(level: int) -> str:
    """How violent a crisis is."""
    return {"none": _("no violence"), "minor": _("minor violence"), "serious": _("serious violence"),
            "war": _("war")}[VIOLENCE[level]]  # fmt: skip


def rung_name(level: int) -> str:
    """A step of the support ladder."""
    return {
        "none": _("nothing"), "statement": _("a statement"), "good_offices": _("good offices"),
        "supplies": _("supplies and intelligence"), "access": _("access and logistics"),
        "show_of_force": _("a show of force"), "fighting": _("fighting at your side"),
    }[RUNGS[level]]  # fmt: skip


Writer = Callable[[News, Desk], Dispatch | None]
