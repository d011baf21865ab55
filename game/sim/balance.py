"""`balance`: what each policy, each instrument and luck are worth from the seats of a scenario, measured in pairs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.content.building.start import build
from game.content.reading.load import load_scenario
from game.core.alliances import alliances
from game.core.instruments import INSTRUMENTS
from game.core.observe import observe
from game.core.orders import OrderTable
from game.core.score import index_score
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step
from game.core.vocabulary import AGREEMENTS
from game.ministers.balanced import LEVELS
from game.ministers.policy import Policy, orders_for
from game.ministers.table import policy as named
from game.sim.match import ministers_luck, worlds_numbered

Floats: TypeAlias = NDArray[np.float64]

COMPONENTS = ("integrity", "stability", "expected_support", "standing", "peace_around")
CHUNK_PAIRS = 200_000
"""Games x nations x nations played side by side: what keeps memory flat."""
BASE, IDLE = "balanced", "passive"


@dataclass(frozen=True)
class Plan:
    """What is to be played: `policies` one after the other in each of `seats`, all other seats `balanced`."""

    scenario: str
    seats: tuple[str, ...]
    policies: tuple[str, ...]
    worlds: int
    seed: int = 0
    turns: int | None = None
    rules: Mapping[str, int] = field(default_factory=dict)
    first_world: int = 0


@dataclass(frozen=True)
class Outcome:
    """How one policy fared: index points by component, and whether the seat's state survived."""

    parts: Floats  # (W, S, 5)
    alive: NDArray[np.bool_]  # (W, S)
    seconds: float

    @property
    def index(self) -> Floats:
        """(W, S) security index at the end."""
        total: Floats = self.parts.sum(axis=2)
        return total


def leave_outs() -> tuple[str, ...]:
    """`balanced` without each instrument and without each agreement type."""
    types = tuple(f"agreement.{kind}" for kind in AGREEMENTS)
    return tuple(f"{BASE}:without={part}" for part in (*(row.key for row in INSTRUMENTS), *types))


def pures() -> tuple[str, ...]:
    return tuple(f"pure:{row.key}" for row in INSTRUMENTS)


def measure(plan: Plan, jobs: int = 1, progress: Callable[[int, int], None] | None = None) -> dict[str, Outcome]:
    """Play every policy of a plan on the same worlds; `jobs` processes share the chunks."""
    tasks = list(_tasks(plan))
    played: dict[str, list[Outcome]] = {name: [] for name in plan.policies}
    for done, (name, outcome) in enumerate(_results(plan, tasks, jobs), 1):
        played[name].append(outcome)
        if progress:
            progress(done, len(tasks))
    return {name: _joined(parts) for name, parts in played.items()}


Task: TypeAlias = tuple[str, int, int]


def _tasks(plan: Plan) -> Iterator[Task]:
    """(policy, first world, worlds) of each chunk."""
    nations = len(load_scenario(plan.scenario).nations)
    chunk = max(1, CHUNK_PAIRS // (nations**2 * len(plan.seats)))
    for name in plan.policies:
        for first in range(plan.first_world, plan.first_world + plan.worlds, chunk):
            yield name, first, min(chunk, plan.first_world + plan.worlds - first)


def _results(plan: Plan, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[str, Outcome]]:
    if jobs == 1:
        for task in tasks:
            yield task[0], play_chunk(plan, task)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        futures = [(task[0], pool.submit(play_chunk, plan, task)) for task in tasks]
        for name, future in futures:
            yield name, future.result()


def _joined(parts: Sequence[Outcome]) -> Outcome:
    return Outcome(
        np.concatenate([part.parts for part in parts]),
        np.concatenate([part.alive for part in parts]),
        sum(part.seconds for part in parts),
    )


def play_chunk(plan: Plan, task: Task) -> Outcome:
    """Play one policy in each seat of a chunk of worlds; game (w, s) has it in seat s of world w."""
    began = time.process_time()
    name, first, count = task
    scenario = load_scenario(plan.scenario)
    setting, state = build(scenario, worlds_numbered(first, count), plan.seed, dict(plan.rules))
    seats = np.array([setting.row(seat) for seat in plan.seats])
    turns = scenario.turns if plan.turns is None else plan.turns
    if name == BASE:  # the seat plays as everybody does, so one game serves every seat
        state = _play(state, setting, None, np.empty(0, np.int64), plan.seed, turns)
        w, i = np.repeat(np.arange(count), len(seats)), np.tile(seats, count)
    else:
        holder = np.tile(seats, count)
        state = _play(state.take(np.repeat(np.arange(count), len(seats))), setting, named(name), holder,
                      plan.seed, turns)  # fmt: skip
        w, i = np.arange(state.worlds), holder
    parts = np.stack([part[w, i] for part in index_score(state, setting, alliances(state, setting)).parts], axis=1)
    shape = (count, len(seats))
    return Outcome(parts.reshape(*shape, -1) / 10, state.alive[w, i].reshape(shape), time.process_time() - began)


def _play(
    state: State, setting: Setting, policy: Policy | None, holder: NDArray[np.int64], seed: int, turns: int
) -> State:
    """Whole games in which `policy` holds seat holder[w] of world w."""
    everyone = named(BASE)
    for _ in range(2 * turns):
        seen, luck = observe(state, setting), ministers_luck(state, seed)
        table = everyone.decide(seen, luck)
        if policy is not None:
            w = np.arange(state.worlds)
            table = seated(table, orders_for(policy, seen, luck, w, holder), w, holder)
        state = step(state, table, setting, seed).state
    return state


def seated(table: OrderTable, other: OrderTable, w: NDArray[np.int64], i: NDArray[np.int64]) -> OrderTable:
    """`table` with the orders of nation i in world w taken from `other`."""
    worlds, nations, _ = table.instrument.shape
    merged = OrderTable.empty(worlds, nations, max(table.slots, other.slots))
    for target, most, one in zip(merged.columns(), table.columns(), other.columns(), strict=True):
        target[:, :, : most.shape[2]] = most
        target[w, i] = -1 if target is merged.instrument else 0
        target[w, i, : one.shape[2]] = one[w, i]
    return merged


def report(plan: Plan, outcomes: Mapping[str, Outcome]) -> dict[str, Any]:
    """The JSON object of `balance --json`."""
    base, idle = outcomes[BASE], outcomes[IDLE]
    gain = base.index - idle.index
    rows = [_row(name, outcome, base, gain) for name, outcome in outcomes.items()]
    return {
        "scenario": plan.scenario,
        "seats": list(plan.seats),
        "worlds": plan.worlds,
        "seed": plan.seed,
        "gain": _mean(gain),
        "gain_by_seat": {seat: _mean(gain[:, [s]]) for s, seat in enumerate(plan.seats)},
        "policies": rows,
        "levels": levels(outcomes),
        "variance": variance([outcome.index for name, outcome in outcomes.items() if name.partition(":")[0] == BASE]),
        "seconds": round(sum(outcome.seconds for outcome in outcomes.values()), 1),
    }


def levels(outcomes: Mapping[str, Outcome]) -> dict[str, float]:
    """How often each level measured beats the one below it in the same seats on the same luck."""
    steps = {name: outcomes[f"{BASE}:level={name}"] for name in LEVELS if f"{BASE}:level={name}" in outcomes}
    return {
        f"{upper} over {lower}": _wins(steps[upper].index, steps[lower].index)
        for lower, upper in zip(steps, list(steps)[1:], strict=False)
    }


def _row(name: str, outcome: Outcome, base: Outcome, gain: Floats) -> dict[str, Any]:
    """One policy beside `balanced` in the same seats on the same luck."""
    cost = base.index - outcome.index
    moved = (outcome.parts - base.parts).mean(axis=(0, 1))
    share, low, high = _ratio(cost, gain)
    return {
        "policy": name,
        "index": round(float(outcome.index.mean()), 3),
        "cost": _mean(cost),
        "share_of_gain": {"value": share, "low": low, "high": high},
        "beats_balanced": _wins(outcome.index, base.index),
        "component": COMPONENTS[int(np.abs(moved).argmax())],
        "components": {part: round(float(value), 3) for part, value in zip(COMPONENTS, moved, strict=True)},
        "failed": round(float(1 - outcome.alive.mean()), 4),
        "seconds": round(outcome.seconds, 1),
    }


def _wins(index: Floats, other: Floats) -> float:
    """Share of games with the higher index; a draw counts half."""
    return round(float(((index > other) + 0.5 * (index == other)).mean()), 4)


def _mean(values: Floats) -> dict[str, float]:
    """Mean over games with its 95% interval; worlds are independent, seats of a world are not."""
    by_world = values.mean(axis=1)
    mean, half = float(by_world.mean()), _half(by_world)
    return {"mean": round(mean, 3), "low": round(mean - half, 3), "high": round(mean + half, 3)}


def _half(by_world: Floats) -> float:
    """Half the width of the 95% interval of a mean over worlds; without end for a single world."""
    count = len(by_world)
    return 1.96 * float(by_world.std(ddof=1)) / float(np.sqrt(count)) if count > 1 else float("inf")


def _ratio(cost: Floats, gain: Floats) -> tuple[float | None, float | None, float | None]:
    """Mean cost over mean gain, with the 95% interval of a ratio of paired means (delta method)."""
    above, below = cost.mean(axis=1), gain.mean(axis=1)
    if below.mean() <= 0:
        return None, None, None
    value = float(above.mean() / below.mean())
    half = _half(above - value * below) / float(below.mean())
    return round(value, 4), round(value - half, 4), round(value + half, 4)


def variance(indexes: Sequence[Floats]) -> dict[str, float]:
    """Shares of the variance of the index, seat by seat: which policy, which world, and both together."""
    cube = np.stack(indexes)  # (P, W, S)
    total = cube.var(axis=(0, 1)).sum()
    policy = cube.mean(axis=1).var(axis=0).sum()
    luck = cube.mean(axis=0).var(axis=0).sum()
    whole = max(float(total), 1e-9)
    return {
        "policy": round(float(policy) / whole, 4),
        "luck": round(float(luck) / whole, 4),
        "policy_and_luck": round(1 - (float(policy) + float(luck)) / whole, 4),
    }
