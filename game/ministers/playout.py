"""Playing on: believed worlds carried forward under one seat's orders, everybody deciding as a policy would."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Luck
from game.core.crises.outcome import coverage
from game.core.observe import observe
from game.core.orders import OrderTable, apply
from game.core.phase import Phase
from game.core.setting import Setting
from game.core.state import State
from game.core.step import StepResult, step
from game.core.terms import Ints
from game.ministers.policy import Policy

MINISTERS = 0x6D696E6973746572
"""Mixed into a playout's seed for the ministers' own draws."""
LOOK_EVERY = 2
"""Turns between looks at how crises are covered: they take time, and the mean is the same."""


@dataclass(frozen=True)
class Playout:
    """Who plays on where: the seat's row, everybody's policy, the seed of the playout's own luck, the last step."""

    setting: Setting
    seat: int
    policy: Policy
    seed: int
    until: int


@dataclass
class Watch:
    """What happens to the seat in the watched worlds: crises of its own, and how far each was covered."""

    worlds: int  # the first so many are watched
    opened: NDArray[np.int64] = field(init=False)  # (worlds,)
    covered: list[int] = field(default_factory=list)  # ten-thousandths, of its crises in every second turn

    def __post_init__(self) -> None:
        self.opened = np.zeros(self.worlds, np.int64)


def play_on(state: State, first: OrderTable, play: Playout, watch: Watch) -> Generator[None, None, State]:
    """Yields after each turn and returns the worlds at `play.until`.

    state: the watched worlds, as often as there are plans. The seat gives its orders of `first` at the first decision
    point, and from then on what the policy would.
    """
    orders = _in_seat(_everybodys(state, play, watch.worlds), first, play.seat)
    while True:
        _note_coverage(state, orders, play, watch)
        result = step(state, orders, play.setting, play.seed)
        _note_crises(result, play, watch)
        state = result.state
        if state.planning:
            yield
        if state.step >= play.until:
            return state
        orders = _everybodys(state, play, state.worlds)


def _everybodys(state: State, play: Playout, different: int) -> OrderTable:
    """What the policy orders in every world; only the first `different` worlds differ, and the rest repeats them."""
    some = state if different == state.worlds else state.take(np.arange(different))
    luck = Luck.of(play.seed ^ MINISTERS, some.world, some.step)
    orders = play.policy.decide(observe(some, play.setting), luck)
    return orders if some is state else _rows(orders, np.arange(state.worlds) % different)


def _rows(table: OrderTable, worlds: NDArray[np.int64]) -> OrderTable:
    return OrderTable(*(column[worlds] for column in table.columns()))


def _in_seat(table: OrderTable, first: OrderTable, seat: int) -> OrderTable:
    """`table` with the seat's orders (W, 1, K) of `first`."""
    worlds, nations, slots = table.instrument.shape
    merged = OrderTable.empty(worlds, nations, max(slots, first.slots))
    for target, theirs, own in zip(merged.columns(), table.columns(), first.columns(), strict=True):
        target[:, :, :slots] = theirs
        if target is merged.instrument:
            target[:, seat] = -1
        target[:, seat, : first.slots] = own[:, 0]
    return merged


def _note_crises(result: StepResult, play: Playout, watch: Watch) -> None:
    for event in result.events:
        if event.kind == "crisis_opened":
            own = (event.nation == play.seat) & (event.w < watch.worlds)
            np.add.at(watch.opened, event.w[own], 1)


def _note_coverage(state: State, orders: OrderTable, play: Playout, watch: Watch) -> None:
    """Coverage of the seat's crises once everybody has answered: the orders are tried on a copy of those worlds."""
    if state.planning or state.turn % LOOK_EVERY:
        return
    own = state.kind[: watch.worlds, [play.seat, play.seat + play.setting.n]] > 0
    worlds = np.nonzero(own.any(axis=1))[0]
    if not len(worlds):
        return
    some = state.take(worlds)
    phase = Phase(some, some.copy(), play.setting, Luck.of(play.seed, some.world, some.step))
    apply(phase, _rows(orders, worlds))
    w, layer = np.nonzero(own[worlds])
    _, covered = coverage(phase, w, play.seat + layer * play.setting.n)
    watch.covered += covered.tolist()


def rows_for(tables: list[OrderTable], seat: int, worlds_each: int) -> OrderTable:
    """(W, 1, K) the seat's orders of each table (batch of one), each for `worlds_each` worlds in turn."""
    columns: list[Ints] = [
        np.repeat(np.concatenate([getattr(table, name)[:, seat : seat + 1] for table in tables]), worlds_each, axis=0)
        for name in ("instrument", "option", "target", "level", "amount", "group")
    ]
    return OrderTable(*columns)
