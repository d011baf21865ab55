"""Plays a campaign up to a turn as the adviser would, so that a scenario can be tried from any of its turns."""

from __future__ import annotations

from game.ministers.advice import advise
from game.ui.play.session import Session


def play_ahead(session: Session, turn: int) -> None:
    """Give the adviser's orders at both decision points until that turn (from 0) begins, or the campaign is over."""
    while session.turn < turn and not session.over:
        for order in advise(session.seen, session.seat):
            session.add(order)
        session.stop_to_respond = True
        session.end_turn()
