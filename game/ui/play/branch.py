"""An earlier turn of a campaign: to be looked at, with or without fog, or to be played on from."""

from __future__ import annotations

from collections import Counter

from game.core.alliances import alliances
from game.core.observe import observe
from game.core.state import State
from game.core.terms import Explanation, Ints
from game.ui.play.chronicle import revealed
from game.ui.play.session import Session
from game.ui.words.news import tallied


class Witness(Session):
    """A session that knows the truth about everybody."""

    @classmethod
    def of(cls, session: Session) -> Witness:
        """The same moment without fog."""
        truth = cls(session.scenario, session.setting, session.state, session.seat, session.seed, session.level)
        truth.news, truth.history = session.news, session.history
        truth._seen = observe(revealed(session.state, session.setting), session.setting)
        return truth

    def strength(self, i: int) -> Ints:
        """How surely each nation stands by i, in truth."""
        ties = alliances(self.state, self.setting)
        row: Ints = ties.strength[0, i]
        return row

    def index(self) -> Explanation:
        """The true index."""
        return self.final()


def at_turn(session: Session, turn: int) -> Session:
    """The campaign as it was when that turn began. Raises KeyError when the turn is not known."""
    moment = session.chronicle.moments[turn]
    state: State = moment.state()
    past = Session(session.scenario, session.setting, state, session.seat, session.seed, session.level)
    past.manner = session.manner
    past.news, past.rules = list(moment.news), session.rules
    past.history = [one for one in session.history if one["turn"] <= turn]
    past.log = [(step, order) for step, order in session.log if step < state.step]
    past.record = session.record.until(state.step)
    past.chronicle = session.chronicle.until(turn)
    past.tally = sum((tallied(one.news, session.seat) for one in past.chronicle.moments.values()), Counter())
    return past
