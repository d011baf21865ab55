"""Plain words for crises, missions and forums, in the player's language."""

from __future__ import annotations

from game.core.terms import Explanation
from game.core.vocabulary import POSTURES
from game.ui.screens.crises.facts import Partner
from game.ui.toolkit.items import Points
from game.ui.words.explain import points_of
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import option_name

VIOLENCE_COLOURS = ("info", "warning", "bad", "bad")
OUTCOME_COLOURS = ("good", "teal", "warning", "bad")


def violence_name(violence: int) -> str:
    """How violent it is."""
    return (_("No violence"), _("Minor violence"), _("Serious violence"), _("War"))[violence]


def posture_name(posture: int) -> str:
    """The victim's posture."""
    return option_name("posture", POSTURES[posture])


def outcome_name(outcome: int) -> str:
    """How a crisis ends."""
    return (_("Victory"), _("Compromise"), _("Stalemate"), _("Defeat"))[outcome]


def rung_name(rung: int) -> str:
    """A step of the support ladder."""
    return (
        _("Nothing"), _("Statement"), _("Good offices"), _("Supplies"), _("Access"),
        _("Show of force"), _("Fighting"),
    )[rung]  # fmt: skip


def rung_text(rung: int) -> str:
    """What a supporter does on that step."""
    return (
        _("They stay out of it."),
        _("They speak up for the victim: weight at the table."),
        _("They work for a settlement: diplomacy and some intelligence."),
        _("They send equipment, supplies and intelligence, and help with cyber defence."),
        _("They send more, and open bases and transport."),
        _("Contingents show the flag, so that violence rises less easily."),
        _("Contingents fight at the victim's side."),
    )[rung]


def category_name(category: int) -> str:
    """One of the six things a crisis asks for."""
    return (_("Troops"), _("Equipment"), _("Logistics"), _("Intelligence"), _("Cyber"), _("Diplomacy"))[category]


def organisation_name(organisation: int) -> str:
    """Who leads a mission."""
    return (_("UN"), _("NATO"), _("OIC"), _("AU"), _("EU"), _("Other"))[organisation]


def item_name(action: int) -> str:
    """A forum item by its position in FORUM_ACTIONS."""
    return (
        "", "", _("Interoperability standard"), _("Counter-terror initiative"), _("Cyber norms"), _("Mediation panel"),
        _("Relief pool"),
    )[action]  # fmt: skip


def days_text(days: int) -> str:
    """A number of days."""
    return ngettext("{n} day", "{n} days", days).format(n=days)


def turns_text(turns: int) -> str:
    """A number of turns."""
    return ngettext("{n} turn", "{n} turns", turns).format(n=turns)


def tenth(hundredths: int) -> str:
    """Hundredths of a unit to one place."""
    value = (hundredths + 5) // 10
    return f"{value // 10}.{value % 10}"


def willing_points(partner: Partner) -> Points:
    """Why a partner would come, against the next step it would take (or, on the highest, the one it is on)."""
    return _verdict(partner.willing, partner.rung)


def _verdict(willing: Explanation, rung: int) -> Points:
    known = points_of(willing, _("Willingness"))
    goal = rung_name(min(rung + 1, 6))
    yes = _("Enough for: {rung}").format(rung=goal)
    no = _("Not enough for: {rung}").format(rung=goal)
    return Points(known.rows, known.threshold, known.total_name, (yes, no))
