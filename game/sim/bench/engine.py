"""Speed of the engine by nations and worlds, `balanced` in every seat, with what is done a nation-turn."""

from __future__ import annotations

import os
import statistics
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from multiprocessing import get_context
from typing import Any

from game.core.observe import observe
from game.core.step import step
from game.sim.bench.machine import Limits, described, limits
from game.sim.bench.traffic import Traffic, traffic
from game.sim.bench.worlds import EVERYBODY, SEED, opened
from game.sim.match import finish, ministers_luck, play
from game.sim.memory import keep_freed_memory
from game.sim.simulate import chunk_of

MOST_TURNS, MIB = 12, 1 << 20
PEAK_STATES = 3.8
"""Bytes that a turn takes at its peak, as a multiple of the worlds' own: so the memory of a chunk is predicted."""


@dataclass(frozen=True)
class Form:
    """What is measured: pairs of nations and worlds, seconds for each, and how much else."""

    points: tuple[tuple[int, int], ...]
    seconds: float
    crowd: tuple[tuple[int, int], ...] = ()  # points measured on all cores at once
    alone: tuple[int, ...] = ()  # nations of which one world is played step by step
    memory: tuple[int, ...] = ()  # nations of which the memory is measured


SHORT = Form(((16, 1), (16, 64), (64, 16)), 0.3, (), (24,), (16,))
USUAL = Form(((16, 1), (16, 256), (32, 256), (64, 1), (64, 256), (193, 1), (193, 256)), 1.0,
             ((64, 256),), (24, 64, 193), (16, 64, 193))  # fmt: skip
LONG = replace(
    USUAL,
    points=tuple((nations, worlds) for nations in (16, 32, 64, 193) for worlds in (1, 16, 64, 256, 1024)),
    seconds=3.0,
    crowd=((16, 256), (64, 256), (193, 256)),
)


def engine(form: Form) -> dict[str, list[dict[str, Any]]]:
    """Tables of rows: the machine's limits, speed on one core and on all, single steps, memory."""
    found = limits()
    return {
        "limits": [described(found)],
        "cases": [asdict(speed(*point, form.seconds)) | _share(point, found, form.seconds) for point in form.points],
        "all_cores": [crowd(*point, form.seconds) for point in form.crowd],
        "one_world": [alone(nations) for nations in form.alone],
        "memory": [memory(nations) for nations in form.memory],
    }


@dataclass(frozen=True)
class Speed:
    """Of one point. More worlds than `at_once` are played in chunks, one after the other, as `simulate` plays them."""

    nations: int
    worlds: int
    at_once: int
    nation_turns_per_s: float  # of processor time
    turn_ms: float  # of a chunk
    orders_a_nation_turn: float
    crises_a_nation_turn: float
    wall_nation_turns_per_s: float


@lru_cache(maxsize=32)
def speed(nations: int, worlds: int, seconds: float) -> Speed:
    """Play for about so many seconds, one turn at least; the median turn counts."""
    at_once = min(worlds, chunk_of(nations))
    setting, state = opened(nations, at_once)
    turns: list[float] = []
    orders = crises = 0
    began, wall = time.process_time(), time.perf_counter()
    steps = play(state, setting, EVERYBODY, SEED, MOST_TURNS)
    while len(turns) < MOST_TURNS and sum(turns) < seconds:
        for table, result in (next(steps), next(steps)):
            orders += int(((table.instrument >= 0) & (result.refused == 0)).sum())
            crises += sum(len(event.w) for event in result.events if event.kind == "crisis_opened")
        now = time.process_time()
        turns.append(now - began)
        began = now
    played, turn = at_once * nations * len(turns), statistics.median(turns)
    return Speed(nations, worlds, at_once, at_once * nations / turn, 1000 * turn, orders / played, crises / played,
                 played / (time.perf_counter() - wall))  # fmt: skip


@lru_cache(maxsize=8)
def counted(nations: int) -> Traffic:
    """What a nation-turn moves, counted once."""
    return traffic(nations)


def _share(point: tuple[int, int], found: Limits, seconds: float) -> dict[str, float]:
    work = counted(point[0])
    least = work.seconds(found.triad_cache_gb_s, found.sgemm_gf_s)
    return {"passes": work.passes, "kib_moved_a_nation_turn": work.moved_bytes / 1024,
            "share_of_machine": least * speed(*point, seconds).nation_turns_per_s}  # fmt: skip


def crowd(nations: int, worlds: int, seconds: float) -> dict[str, Any]:
    """The same on every core at once, a process each, by the clock; `times` is how often one core alone that is."""
    cores = os.cpu_count() or 1
    alone_rate = speed(nations, worlds, seconds).wall_nation_turns_per_s
    with ProcessPoolExecutor(cores, get_context("spawn"), keep_freed_memory) as pool:
        list(pool.map(os.getenv, ["PATH"] * cores))  # all have started
        rates = pool.map(speed, *zip(*[(nations, worlds, seconds)] * cores, strict=True))
        total = sum(rate.wall_nation_turns_per_s for rate in rates)
    return {"nations": nations, "worlds": worlds, "processes": cores, "nation_turns_per_s": total,
            "times": total / alone_rate}  # fmt: skip


def alone(nations: int, turns: int = 20) -> dict[str, Any]:
    """One world, step by step: milliseconds of a decision point and of everybody's decisions before it."""
    setting, state = opened(nations, 1)
    steps, decisions = [], []
    for _ in range(2 * turns):
        began = time.process_time()
        seen = observe(state, setting)
        orders = EVERYBODY.decide(seen, ministers_luck(state, SEED))
        decided = time.process_time()
        state = step(state, orders, setting, SEED, seen).state
        decisions.append(1000 * (decided - began))
        steps.append(1000 * (time.process_time() - decided))
    return {"nations": nations, "step_ms": statistics.median(steps), "step_p99_ms": _high(steps),
            "decisions_ms": statistics.median(decisions), "decisions_p99_ms": _high(decisions)}  # fmt: skip


def _high(values: list[float]) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[98]


def memory(nations: int) -> dict[str, Any]:
    """MiB at the peak of a turn, predicted from the arrays of a world and measured, for a chunk and for half of one."""
    chunk = chunk_of(nations)
    row: dict[str, Any] = {"nations": nations, "at_once": chunk}
    for name, worlds in (("half", max(1, chunk // 2)), ("whole", chunk)):
        setting, state = opened(nations, worlds)
        own = sum(array.nbytes for _, array in state.arrays())
        tracemalloc.start()
        finish(state, setting, EVERYBODY, SEED, 1)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        row |= {f"{name}_predicted_mib": own * PEAK_STATES / MIB, f"{name}_measured_mib": (own + peak) / MIB}
    return row | {"kib_a_world": own / worlds / 1024}


def told(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Rows of one table as aligned lines, names first."""
    names = list(rows[0]) if rows else []
    lines = [names, *[[_shown(row[name]) for name in names] for row in rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(names))]
    for line in lines if rows else []:
        yield "  ".join(text.rjust(width) for text, width in zip(line, widths, strict=True))


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return str(value)
