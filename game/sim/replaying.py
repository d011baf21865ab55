"""Plays games again: verifies replays step by step, and records new ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from game.content.building.start import build
from game.content.files.replays import KEY_TURNS, Record, Replay, fingerprint, prints_of
from game.content.format.model import Scenario
from game.core.observe import observe
from game.core.orders import Order, OrderTable, compile_orders
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step
from game.ministers.table import policy as named
from game.sim.match import Seats, ministers_luck, with_row


@dataclass(frozen=True, slots=True)
class Difference:
    """The first state that came out otherwise than it was recorded."""

    step: int
    arrays: tuple[str, ...]  # none: which ones is not known

    def __str__(self) -> str:
        where = f"turn {self.step // 2}, {'RESPOND' if self.step % 2 else 'PLAN'} (step {self.step})"
        return f"{where} comes out otherwise; what differs: {', '.join(self.arrays) or 'not recorded'}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What playing a replay again has shown."""

    compared: int  # states
    difference: Difference | None
    record: Record = field(repr=False)  # of this time


def again(replay: Replay) -> Iterator[State]:
    """Every state of the game, from the first. Raises PolicyError for a policy that is not known any more."""
    setting, state = build(replay.scenario, np.array([replay.world], np.int64), replay.seed, replay.rules)
    yield state
    while state.step < replay.steps:
        state = step(state, orders_at(replay, state, setting), setting, replay.seed).state
        yield state


def orders_at(replay: Replay, state: State, setting: Setting) -> OrderTable:
    """Everybody's orders at a state: as they were recorded, else as the policies and the player's log give them."""
    recorded = replay.record.table(state.step, setting.n)
    if recorded is not None:
        return recorded
    table = seats_of(replay, setting).decide(observe(state, setting), ministers_luck(state, replay.seed))
    if not replay.player:
        return table
    own: list[Order] = [order for number, order in replay.log if number == state.step]
    mine, _refused = compile_orders(own, state, setting)
    return with_row(table, mine, setting.row(replay.player))


def seats_of(replay: Replay, setting: Setting) -> Seats:
    """The policies that hold the seats. Raises PolicyError, KeyError for a seat that there is not."""
    return Seats(named(replay.policy), {setting.row(nation): named(text) for nation, text in replay.seats.items()})


def verify(replay: Replay) -> Verdict:
    """Play the game again and compare every state that was recorded, up to the first that differs."""
    record, compared = Record(), 0
    for state in again(replay):
        record.see(state)
        recorded, key = replay.record.digests.get(state.step), replay.keys.get(state.step)
        if recorded is None and key is None:
            continue
        compared += 1
        same = recorded in (None, record.digests[state.step])
        if not same or (key is not None and key.digests()[0] != record.digests[state.step]):
            return Verdict(compared, Difference(state.step, _differing(replay, state)), record)
    return Verdict(compared, None, record)


def _differing(replay: Replay, state: State) -> tuple[str, ...]:
    """The arrays that are not what they were."""
    names = [name for name, _array in state.arrays()]
    key = replay.keys.get(state.step)
    before = replay.record.prints.get(state.step) or (prints_of(key) if key is not None else ())
    if not before:
        return ()
    return tuple(name for name, old, new in zip(names, before, prints_of(state), strict=True) if old != new)


def played_by(
    scenario: Scenario, seed: int, world: int = 0, turns: int | None = None, policy: str = "balanced",
    seats: Mapping[str, str] | None = None, rules: Mapping[str, int] | None = None,
) -> Replay:  # fmt: skip
    """One world of a simulation as a replay. Raises what `simulate` raises."""
    steps = 2 * (scenario.turns if turns is None else turns)
    return with_keys(Replay(scenario, seed, steps, policy, dict(seats or {}), world=world, rules=dict(rules or {})))


def with_keys(replay: Replay) -> Replay:
    """The replay as it comes out today: every digest, everybody's orders, and some whole states."""
    setting = replay.setting
    record, keys = Record(), {}
    state = build(replay.scenario, np.array([replay.world], np.int64), replay.seed, replay.rules)[1]
    while True:
        record.see(state)
        if state.step % (2 * KEY_TURNS) == 0 or state.step == replay.steps:
            keys[state.step] = state
        if state.step == replay.steps:
            return replace(replay, fingerprint=fingerprint(setting), record=record, keys=keys)
        orders = orders_at(replay, state, setting)
        record.give(state.step, orders)
        state = step(state, orders, setting, replay.seed).state
