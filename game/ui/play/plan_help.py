"""Help with a plan: what the staff advises, and what was ordered a turn ago, as cards that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from game.core.orders import Order
from game.ministers.advice import advise

if TYPE_CHECKING:
    from game.ui.play.session import Session

TURN = 2  # decision points


def advised(session: Session) -> list[Order]:
    """What the staff would still order after the plan so far."""
    planned = {_subject(order) for order in session.plan}
    return [order for order in advise(session.seen, session.seat) if _subject(order) not in planned]


def repeated(session: Session) -> list[Order]:
    """What was ordered at the same decision point a turn ago and is not in the plan yet."""
    before = session.state.step - TURN
    return [order for step, order in session.log if step == before and order not in session.plan]


def fill(session: Session, orders: Iterable[Order]) -> int:
    """Add the orders that can be given, each a step that can be undone; how many were."""
    return sum(session.add(order) is None for order in orders)


def _subject(order: Order) -> tuple[str, str, str]:
    """What an order is about: of two for the same, the player's own is enough."""
    return order.instrument, order.option, order.target
