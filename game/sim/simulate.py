"""`simulate`: many worlds of one scenario, played in chunks, with what came out of each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np

from game.content.building.start import build
from game.content.format.model import Scenario
from game.core.alliances import alliances
from game.core.crises.kinds import KINDS
from game.core.orders import OrderTable
from game.core.score import index_score
from game.core.setting import Setting
from game.core.state import State
from game.core.step import StepResult
from game.core.terms import Ints
from game.core.vocabulary import OUTCOMES, VIOLENCE
from game.ministers.table import policy as named
from game.sim.match import Seats, finish, worlds_numbered

CHUNK_PAIRS = 400_000
"""Worlds x nations x nations in a chunk: what keeps memory flat and pair arrays near the cache."""


@dataclass(frozen=True)
class Run:
    """What a simulation gave: W worlds of N nations."""

    scenario: str
    seed: int
    turns: int
    policy: str
    seats: dict[str, str]
    nations: tuple[str, ...]
    index: np.ndarray  # (W, N) security index at the end, in points 0..100
    survived: np.ndarray  # (W, N)
    digests: tuple[str, ...]  # (W,) SHA-256 of each last state
    events: dict[str, dict[str, int]]  # counts of crises by kind, violence, outcome, supported
    orders: int  # orders carried out
    elapsed: float  # seconds
    history: dict[str, np.ndarray] = field(default_factory=dict)  # (turns, W, N) index by turn, when asked for

    @property
    def digest(self) -> str:
        """SHA-256 over the final states in world order."""
        return sha256("".join(self.digests).encode()).hexdigest()


def simulate(
    scenario: Scenario,
    worlds: int = 1,
    turns: int | None = None,
    policy: str = "balanced",
    seats: Mapping[str, str] | None = None,
    seed: int = 0,
    rules: Mapping[str, int] | None = None,
    first_world: int = 0,
    history: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Play worlds `first_world` .. of a scenario to their end.

    turns: defaults to the scenario's; seats: nation id -> policy. World k is the same game whatever `worlds` is.
    Raises KeyError for an unknown seat, PolicyError for an unknown policy, ValueError for a rule that can't be.
    """
    began = time.perf_counter()
    length = scenario.turns if turns is None else turns
    chosen = dict(seats or {})
    holders = Seats(
        named(policy), {scenario.nation_ids.index(_known(scenario, n)): named(p) for n, p in chosen.items()}
    )
    chunk = chunk_of(len(scenario.nations))
    tally, parts = Tally(history=history), []
    for first in range(first_world, first_world + worlds, chunk):
        count = min(chunk, first_world + worlds - first)
        setting, state = build(scenario, worlds_numbered(first, count), seed, dict(rules or {}))
        tally.begin(setting)
        last = finish(state, setting, holders, seed, length, tally.record)
        parts.append((_index(last, setting), last.alive, last.digests()))
        if progress:
            progress(first + count - first_world, worlds)
    return Run(
        scenario=scenario.id,
        seed=seed,
        turns=length,
        policy=policy,
        seats=chosen,
        nations=scenario.nation_ids,
        index=np.concatenate([part[0] for part in parts]) / 10,
        survived=np.concatenate([part[1] for part in parts]),
        digests=tuple(digest for part in parts for digest in part[2]),
        events={name: dict(sorted(counts.items())) for name, counts in tally.crises.items()},
        orders=tally.orders,
        elapsed=time.perf_counter() - began,
        history=tally.series(),
    )


def chunk_of(nations: int) -> int:
    """Worlds of so many nations that are played at once."""
    return max(1, CHUNK_PAIRS // nations**2)


def _known(scenario: Scenario, nation: str) -> str:
    if nation not in scenario.nation_ids:
        raise KeyError(f"no nation {nation!r} in {scenario.id}; one of {', '.join(scenario.nation_ids)}")
    return nation


def _index(state: State, setting: Setting) -> Ints:
    return index_score(state, setting, alliances(state, setting)).total


class Tally:
    """Counts of a run: crises by kind, violence, outcome and support; orders; the index by turn when asked for."""

    def __init__(self, history: bool) -> None:
        self.crises: dict[str, Counter[str]] = {n: Counter() for n in ("kind", "violence", "outcome", "supported")}
        self.orders = 0
        self._history = history
        self._chunks: list[list[Ints]] = []
        self._setting: Setting | None = None
        self._before: State | None = None

    def begin(self, setting: Setting) -> None:
        """Start on the next chunk of worlds."""
        self._setting, self._before = setting, None
        self._chunks.append([])

    def record(self, orders: OrderTable, result: StepResult) -> None:
        """Take note of one decision point."""
        self.orders += int(((orders.instrument >= 0) & (result.refused == 0)).sum())
        for event in result.events:
            if event.kind == "crisis_opened":
                self._count("kind", [KINDS[k - 1].key for k in event.value])
            elif event.kind == "crisis_ended" and self._before is not None:
                before = self._before
                self._count("outcome", [OUTCOMES[o] for o in event.value])
                self._count("violence", [VIOLENCE[v] for v in before.violence[event.w, event.detail]])
                helped = np.asarray((before.rung[event.w, :, event.detail] >= 2).any(axis=1))
                self._count("supported", ["yes" if one else "no" for one in helped.tolist()])
        self._before = result.state
        if self._history and result.state.planning and self._setting is not None:
            self._chunks[-1].append(_index(result.state, self._setting))

    def _count(self, name: str, values: list[str]) -> None:
        self.crises[name].update(values)

    def series(self) -> dict[str, np.ndarray]:
        if not self._history:
            return {}
        return {"index": np.concatenate([np.stack(chunk) for chunk in self._chunks], axis=1) / 10}


def summary(run: Run) -> dict[str, Any]:
    """The JSON object of `simulate --json`."""
    rows = []
    for position, nation in enumerate(run.nations):
        values = run.index[:, position]
        p05, p50, p95 = (float(np.percentile(values, q)) for q in (5, 50, 95))
        spread = {"mean": float(values.mean()), "sd": float(values.std()), "p05": p05, "p50": p50, "p95": p95}
        rows.append(
            {
                "id": nation,
                "index": {name: round(value, 3) for name, value in spread.items()},
                "survived": round(float(run.survived[:, position].mean()), 4),
            }
        )
    worlds = len(run.digests)
    return {
        "scenario": run.scenario,
        "seed": run.seed,
        "worlds": worlds,
        "turns": run.turns,
        "policy": run.policy,
        "seats": run.seats,
        "digest": run.digest,
        "nations": rows,
        "crises": run.events,
        "elapsed_s": round(run.elapsed, 3),
        "world_turns_per_s": round(worlds * run.turns / max(run.elapsed, 1e-9), 1),
    }
