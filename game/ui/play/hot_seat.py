"""One campaign that two to six people lead from one machine: each has a plan and a view of its own, and they move on
together once all have ended the turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace

import numpy as np

from game.content.building.start import build
from game.content.format.model import Scenario
from game.core.step import step
from game.sim.match import ministers_luck, with_row
from game.sim.replaying import orders_at
from game.sim.review.given import orders_of
from game.ui.play.campaign_file import replay_of
from game.ui.play.manner import MOST_PLAYERS
from game.ui.play.session import MOVED, Session
from game.ui.words.dispatch import Dispatch

FEWEST_PLAYERS = 2


class Seat(Session):
    """One player's part of a shared campaign."""

    table: Players

    def end_turn(self) -> list[Dispatch]:
        """This player is done; the campaign moves on when all are."""
        if not self.over:
            self.table.done(self)
        return self.dispatches


class Players:
    """The players around one machine, in the order in which they take it."""

    def __init__(self, seats: Sequence[Seat]) -> None:
        """Raises ValueError for too few or too many, or a nation with two players."""
        names = tuple(seat.nation for seat in seats)
        if not FEWEST_PLAYERS <= len(names) <= MOST_PLAYERS or len(set(names)) < len(names):
            raise ValueError(f"{FEWEST_PLAYERS} to {MOST_PLAYERS} different nations share a campaign")
        self.seats = tuple(seats)
        self._waiting: list[Seat] = []
        for seat in self.seats:
            seat.table = self
            seat.manner = replace(seat.manner, players=names)
        self._begin()

    @classmethod
    def new(cls, scenario: Scenario, nations: Sequence[str], seed: int, policy: str = "balanced") -> Players:
        """A new campaign. Raises KeyError, PolicyError, ValueError."""
        return cls([Seat.new(scenario, nation, seed, policy) for nation in nations])

    @classmethod
    def of(cls, loaded: Session) -> Players:
        """A saved one: each player's news and history come out of playing it again."""
        return cls([_retold(loaded, nation) for nation in loaded.manner.players])

    @property
    def current(self) -> Seat | None:
        """Whose turn at the machine it is; nobody's when the campaign has ended for all."""
        return self._waiting[0] if self._waiting else None

    @property
    def over(self) -> bool:
        """Whether the campaign has ended, by time or because every player's state has failed."""
        return all(seat.over for seat in self.seats)

    def done(self, seat: Seat) -> None:
        """A player has ended the turn; the last one to do so moves everybody on, or nobody if that breaks off."""
        if seat not in self._waiting:
            raise ValueError(f"{seat.nation} has ended its turn already")
        if self._waiting != [seat]:
            self._waiting.remove(seat)
            return
        before = [({name: copy(getattr(one, name)) for name in MOVED}, one) for one in self.seats]
        try:
            self._move_on()
        except BaseException:
            for values, one in before:
                one._go_back(values)
            raise
        self._begin()

    def _begin(self) -> None:
        """Who has something to do at this decision point, in order."""
        there = [seat for seat in self.seats if not seat.over]
        planning = self.seats[0].planning
        self._waiting = [seat for seat in there if planning or seat.needs_answer or seat.stop_to_respond]
        for seat in self.seats:
            seat.stop_to_respond = seat.stop_to_respond and planning

    def _move_on(self) -> None:
        """One decision point, or two where nobody has anything to answer."""
        if self.seats[0].planning:
            for seat in self.seats:
                seat.news = []
            self._advance()
            if any(seat.needs_answer or seat.stop_to_respond for seat in self.seats if not seat.over):
                return
        self._advance()
        for seat in self.seats:
            seat.history.append(seat._past())
            seat.chronicle.note(seat)
        self._keep()

    def _advance(self) -> None:
        """One step of the engine with every player's plan and the other ministers' orders."""
        first = self.seats[0]
        everybody = first._minister.decide(first.seen, ministers_luck(first.state, first.seed))
        for seat in self.seats:
            if not seat.over:
                everybody = with_row(everybody, seat._ordered(), seat.seat)
        result = step(first.state, everybody, first.setting, first.seed)
        for seat in self.seats:
            seat._come_to(everybody, result)

    def _keep(self) -> None:
        """One automatic save for all."""
        self.seats[0].autosave()
        for seat in self.seats:
            seat.trouble = self.seats[0].trouble


def _retold(loaded: Session, nation: str) -> Seat:
    """One player's part of a loaded campaign, with what it has lived through."""
    seat = Seat(loaded.scenario, loaded.setting, loaded.state, loaded.setting.row(nation), loaded.seed, loaded.level)
    seat.rules, seat.manner, seat.folder = loaded.rules, loaded.manner, loaded.folder
    seat.record = loaded.record.until(loaded.state.step)
    for now in _moments(loaded, seat):
        if now.planning:
            seat.history.append(now._past())
            seat.chronicle.note(now)
    seat.news, seat.tally, seat.log = now.news, now.tally, now.log
    if nation == loaded.nation:
        seat._plan = loaded.plan
    return seat


def _moments(loaded: Session, seat: Seat) -> Iterator[Session]:
    """The campaign from its first state as that seat lived it, decision point by decision point."""
    replay = replay_of(loaded)
    setting, state = build(replay.scenario, np.array([replay.world], np.int64), replay.seed, replay.rules)
    now = Session(replay.scenario, setting, state, seat.seat, replay.seed, replay.policy)
    yield now
    while now.state.step < replay.steps:
        if now.planning:
            now.news = []
        table = orders_at(replay, now.state, setting)
        now.log += [(now.state.step, one.order) for one in orders_of(table, setting, seat.seat)]
        now._come_to(table, step(now.state, table, setting, replay.seed))
        yield now
