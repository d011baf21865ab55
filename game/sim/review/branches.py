"""A recorded game played on from one decision point in several ways at once, each way a world of the same batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.content.building.start import build
from game.content.files.replays import Replay
from game.core.alliances import alliances
from game.core.instruments import POSITION
from game.core.observe import observe
from game.core.orders import OrderTable
from game.core.score import index_score
from game.core.setting import Setting
from game.core.state import State
from game.core.step import StepResult, step
from game.core.terms import Explanation
from game.ministers.policy import orders_for
from game.ministers.table import policy as named
from game.sim.match import Seats, ministers_luck, with_row
from game.sim.replaying import orders_at, seats_of
from game.sim.scoring import REFERENCE

REQUEST = POSITION["request"]


@dataclass(frozen=True, slots=True)
class Course:
    """A recorded game and the seat that is looked at; everybody else is held by the policies that the file names,
    but for other players, whose orders stay as they were."""

    replay: Replay
    setting: Setting
    row: int

    @classmethod
    def of(cls, replay: Replay, nation: str = "") -> Course:
        """The course of a game. Raises KeyError for a nation that there is not, ValueError where none is meant."""
        setting = replay.setting
        nation = nation or replay.player
        if not nation:
            raise ValueError("nobody's orders are looked at: name a nation")
        if nation not in setting.nations:
            raise KeyError(f"there is no nation {nation!r} in it; one of {', '.join(setting.nations)}")
        return cls(replay, setting, setting.row(nation))

    def walk(self) -> Iterator[tuple[State, OrderTable, StepResult]]:
        """Every state that was left, with everybody's orders of the time, and what came of them."""
        replay, state = self.replay, self.start()
        while state.step < replay.steps:
            orders = orders_at(replay, state, self.setting)
            result = step(state, orders, self.setting, replay.seed)
            yield state, orders, result
            state = result.state

    def moments(self) -> Iterator[tuple[State, OrderTable]]:
        """Every state that was left, with everybody's orders of the time."""
        for state, orders, _result in self.walk():
            yield state, orders

    def start(self) -> State:
        """The first state of the game."""
        replay = self.replay
        return build(replay.scenario, np.array([replay.world], np.int64), replay.seed, replay.rules)[1]

    def stand_in(self) -> Explanation:
        """The index to which the balanced minister would have come by now, in the seat on the same luck."""
        state, seats = self.start(), seats_of(self.replay, self.setting)
        seats = Seats(seats.everyone, {**seats.others, self.row: named(REFERENCE)})
        while state.step < self.replay.steps:
            orders = seats.decide(observe(state, self.setting), ministers_luck(state, self.replay.seed))
            state = self.onward(state, orders)
        return self.index(state)[0]

    def others(self, state: State, own: OrderTable) -> OrderTable:
        """The policies' orders in every world of a batch, with the seat's own (W or 1, N, K)."""
        table = seats_of(self.replay, self.setting).decide(
            observe(state, self.setting), ministers_luck(state, self.replay.seed)
        )
        recorded = self.replay.record.table(state.step, self.setting.n)
        for nation in self.replay.players:  # other people at the same machine: no policy stands for them
            if recorded is not None and self.setting.row(nation) != self.row:
                table = with_row(table, repeated(recorded, state.worlds), self.setting.row(nation))
        return with_row(table, repeated(own, state.worlds), self.row)

    def onward(self, state: State, orders: OrderTable) -> State:
        """One decision point further."""
        return step(state, orders, self.setting, self.replay.seed).state

    def deputy(self, state: State, planned: OrderTable) -> OrderTable:
        """The seat's orders in worlds that came otherwise: the plan as it was, and whom to ask for help; the answers
        to what then happens are those of the balanced minister."""
        rows = np.arange(state.worlds)
        seen, luck = observe(state, self.setting), ministers_luck(state, self.replay.seed)
        his = orders_for(named(REFERENCE), seen, luck, rows, np.full(len(rows), self.row))
        if not state.planning:
            return his
        asking = OrderTable(*(column.copy() for column in his.columns()))
        asking.instrument[asking.instrument != REQUEST] = -1
        kept = left_in(planned, self.row, POSITION["request"])
        return joined(asking, repeated(kept, state.worlds), self.row)

    def index(self, state: State) -> list[Explanation]:
        """The seat's true index in every world."""
        points = index_score(state, self.setting, alliances(state, self.setting))
        return [points.at((w, self.row), "security index") for w in range(state.worlds)]

    def totals(self, state: State) -> NDArray[np.int64]:
        """(W,) the seat's index in tenths."""
        total = index_score(state, self.setting, alliances(state, self.setting)).total
        return total[:, self.row].astype(np.int64)


def repeated(table: OrderTable, worlds: int) -> OrderTable:
    """A table of one world for several; one of several stays as it is."""
    if table.instrument.shape[0] == worlds:
        return table
    return OrderTable(*(np.repeat(column, worlds, axis=0) for column in table.columns()))


def left_in(table: OrderTable, row: int, without: int) -> OrderTable:
    """The table without a nation's orders for one instrument."""
    kept = OrderTable(*(column.copy() for column in table.columns()))
    own = kept.instrument[:, row]
    own[own == without] = -1
    return kept


def joined(first: OrderTable, second: OrderTable, row: int) -> OrderTable:
    """A nation's orders of two tables, one after the other; the rest is empty."""
    worlds, nations, slots = first.instrument.shape
    table = OrderTable.empty(worlds, nations, slots + second.slots)
    for target, one, other in zip(table.columns(), first.columns(), second.columns(), strict=True):
        target[:, row, :slots] = one[:, row]
        target[:, row, slots:] = other[:, row]
    return table


def stacked(tables: list[OrderTable]) -> OrderTable:
    """Tables of one world each as one batch."""
    slots = max(table.slots for table in tables)
    nations = tables[0].instrument.shape[1]
    batch = OrderTable.empty(len(tables), nations, slots)
    for w, table in enumerate(tables):
        for target, column in zip(batch.columns(), table.columns(), strict=True):
            target[w, :, : table.slots] = column[0]
    return batch


def worlds_of(state: State, numbers: NDArray[np.int64]) -> State:
    """The one world of a state as many, numbered anew: from here on each has the luck of its number."""
    batch = state.take(np.zeros(len(numbers), np.int64))
    return State(batch.step, **{**dict(batch.arrays()), "world": numbers.astype(np.int64)})


def together(first: State, second: State) -> State:
    """Two batches of the same moment as one."""
    pairs = zip(first.arrays(), second.arrays(), strict=True)
    return State(first.step, **{name: np.concatenate([one, other]) for (name, one), (_same, other) in pairs})
