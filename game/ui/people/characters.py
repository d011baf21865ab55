"""Characters: what one is like, and what one says to an offer that is welcome, doubtful or unwelcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.ui.words.i18n import _


@dataclass(frozen=True, slots=True)
class Character:
    """`says`: what is said to an offer, from unwelcome over doubtful to welcome."""

    name: Callable[[], str]
    about: Callable[[], str]
    says: tuple[Callable[[], str], Callable[[], str], Callable[[], str]]


CHARACTERS: Mapping[str, Character] = MappingProxyType({
    "warm": Character(
        lambda: _("warm"),
        lambda: _("Remembers every visit, and asks after your people first."),
        (lambda: _("You know I would like to. Not as things stand, my friend."),
         lambda: _("My heart says yes; let me see what the others say."),
         lambda: _("With pleasure. We have waited for you to ask.")),
    ),
    "dry": Character(
        lambda: _("dry"),
        lambda: _("Says little, and means all of it."),
        (lambda: _("No. The figures don't bear it."),
         lambda: _("Possible. I have seen worse papers."),
         lambda: _("Acceptable. Where do I sign?")),
    ),
    "plain": Character(
        lambda: _("plain"),
        lambda: _("Speaks openly, and likes to be answered in the same way."),
        (lambda: _("We can't do this now. I would rather tell you today."),
         lambda: _("It could go either way; a little more would settle it."),
         lambda: _("That is fair. We are for it.")),
    ),
    "cautious": Character(
        lambda: _("cautious"),
        lambda: _("Reads the last page first, and asks what could go wrong."),
        (lambda: _("It is too early. Too much could go wrong."),
         lambda: _("I see no harm in it yet. Let us go slowly."),
         lambda: _("We have looked at it from every side: yes.")),
    ),
    "patient": Character(
        lambda: _("patient"),
        lambda: _("Thinks in years, and has never been seen to hurry."),
        (lambda: _("Not this season. Ask again when the tree has grown."),
         lambda: _("Give it a quarter or two, and we shall be there."),
         lambda: _("The time has come. We agree.")),
    ),
    "eager": Character(
        lambda: _("eager"),
        lambda: _("Has three plans ready before you have finished yours."),
        (lambda: _("I would start tomorrow, but I could never get this through."),
         lambda: _("Nearly! Give me one argument more."),
         lambda: _("Yes! My people are packing already.")),
    ),
    "shrewd": Character(
        lambda: _("shrewd"),
        lambda: _("Knows the price of everything on the table, and yours."),
        (lambda: _("At that price you would not take it yourself."),
         lambda: _("We are close. Somebody will have to move a little."),
         lambda: _("A good bargain for both. Done.")),
    ),
    "proud": Character(
        lambda: _("proud"),
        lambda: _("Expects to be asked, and to be asked properly."),
        (lambda: _("You can't have expected us to put our name to this."),
         lambda: _("We might consider it, if it is offered as between equals."),
         lambda: _("It is worthy of both our nations. So be it.")),
    ),
})  # fmt: skip

OF_PERSONALITY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "balanced": ("plain", "warm", "dry", "patient"),
        "cautious": ("cautious", "patient"),
        "activist": ("eager", "warm"),
        "mercantile": ("shrewd", "dry"),
        "hegemonic": ("proud", "plain"),
    }
)
"""Personality of a scenario: characters that fit it."""

WELCOME, UNWELCOME = 60, 35
"""Chances of a yes, in per cent, from which an offer is welcome, and below which it is not."""


def spoken(character: str, chance: int) -> str:
    """What somebody of that character says to an offer with that chance of a yes."""
    place = 2 if chance >= WELCOME else 0 if chance < UNWELCOME else 1
    return CHARACTERS[character].says[place]()
