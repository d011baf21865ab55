"""What the guide sees of the game, and the questions its lessons ask of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.ui.play.session import Session


@dataclass(frozen=True, slots=True)
class Sight:
    """The campaign, the names of the scenes on the screen (the front last), and what of them counts."""

    session: Session
    scenes: tuple[str, ...] = ()
    side: str = ""  # which side panel of the campaign is open
    lens: str = ""
    explained: str = ""  # the control whose tooltip is open


Seen = Callable[[Sight], bool]


def ordered(*wanted: str) -> Seen:
    """Whether such an order was ever given, be it only in the plan: instruments, or instrument.option."""

    def seen(sight: Sight) -> bool:
        given = [*sight.session.plan, *(order for _step, order in sight.session.log)]
        return any(one.instrument in wanted or f"{one.instrument}.{one.option}" in wanted for one in given)

    return seen


def front(scene: str) -> Seen:
    """Whether a scene of that name is on the screen."""
    return lambda sight: scene in sight.scenes


def side(name: str) -> Seen:
    """Whether that side panel is open."""
    return lambda sight: sight.side == name


def turned(number: int) -> Seen:
    """Whether that many turns have ended."""
    return lambda sight: sight.session.turn >= number


def explained(control: str) -> Seen:
    """Whether that control is being explained."""
    return lambda sight: sight.explained == control


def coloured(sight: Sight) -> bool:
    """Whether the map shows more than nations."""
    return sight.lens not in ("", "political")


def planning(sight: Sight) -> bool:
    """Whether it is the first half of a turn."""
    return sight.session.planning


def answering(sight: Sight) -> bool:
    """Whether it is the second half."""
    return not sight.session.planning


def planned(sight: Sight) -> bool:
    """Whether there is an order in the plan, or a turn has ended."""
    return bool(sight.session.plan) or sight.session.turn > 0 or not sight.session.planning


def offered(sight: Sight) -> bool:
    """Whether somebody waits for an answer to an offer."""
    return bool(sight.session.offers())


def asked(sight: Sight) -> bool:
    """Whether somebody asks the seat for help."""
    return not sight.session.planning and any(not crisis.answered for crisis in sight.session.requests())


def beset(sight: Sight) -> bool:
    """Whether the seat is in a crisis of its own."""
    return any(crisis.own for crisis in sight.session.crises())


def both(first: Seen, second: Seen) -> Seen:
    """Whether both hold."""
    return lambda sight: first(sight) and second(sight)


def always(sight: Sight) -> bool:
    """Yes."""
    return True


def never(sight: Sight) -> bool:
    """No: the player says when it is read."""
    return False
