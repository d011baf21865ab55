"""A match: policies in seats, whole games of W worlds from the first decision point to the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from game.core.chance import Luck
from game.core.observe import Observation, observe
from game.core.orders import OrderTable
from game.core.setting import Setting
from game.core.state import State
from game.core.step import StepResult, step
from game.ministers.policy import Policy, orders_for

MINISTERS_LUCK = 0x6D696E6973746572
"""Added to a game's seed for the ministers' own draws, so that none of them is a draw of the game."""


@dataclass(frozen=True)
class Seats:
    """Who decides for whom: one policy for all, others for some nations by row."""

    everyone: Policy
    others: Mapping[int, Policy]

    def decide(self, seen: Observation, luck: Luck) -> OrderTable:
        """One table of orders, each nation's row from the policy that holds its seat."""
        table = self.everyone.decide(seen, luck)
        for row, policy in self.others.items():
            worlds = np.arange(seen.worlds)
            own = orders_for(policy, seen, luck, worlds, np.full(seen.worlds, row))
            table = with_row(table, own, row)
        return table


def with_row(table: OrderTable, other: OrderTable, row: int) -> OrderTable:
    """`table` with the orders of one nation taken from `other`."""
    slots = max(table.slots, other.slots)
    worlds, nations, _ = table.instrument.shape
    merged = OrderTable.empty(worlds, nations, slots)
    for target, most, one in zip(merged.columns(), table.columns(), other.columns(), strict=True):
        target[:, :, : most.shape[2]] = most
        if target is merged.instrument:
            target[:, row] = -1
        target[:, row, : one.shape[2]] = one[:, row]
    return merged


def ministers_luck(state: State, seed: int) -> Luck:
    return Luck.of(seed ^ MINISTERS_LUCK, state.world, state.step)


def play(
    state: State, setting: Setting, seats: Seats, seed: int, turns: int
) -> Iterator[tuple[OrderTable, StepResult]]:
    """Play `turns` turns (two decision points each), giving the orders and the result of each point."""
    for _ in range(2 * turns):
        seen = observe(state, setting)
        orders = seats.decide(seen, ministers_luck(state, seed))
        result = step(state, orders, setting, seed, seen)
        state = result.state
        yield orders, result


Recorder = Callable[[OrderTable, StepResult], None]


def finish(
    state: State, setting: Setting, seats: Seats, seed: int, turns: int, record: Recorder | None = None
) -> State:
    """Play to the end and return the last state; `record` sees every decision point."""
    for orders, result in play(state, setting, seats, seed, turns):
        state = result.state
        if record is not None:
            record(orders, result)
    return state


def worlds_numbered(first: int, count: int) -> np.ndarray:
    return np.arange(first, first + count, dtype=np.int64)
