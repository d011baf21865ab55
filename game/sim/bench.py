"""Speed of whole games by scenario and batch, with what is done a nation-turn, and the machine's own limits."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from typing import Any

import numpy as np

from game.content.building.start import build
from game.content.reading.load import load_scenario
from game.ministers.table import policy
from game.sim.match import Seats, finish, play, worlds_numbered

CASES = (("first_posting", 1, 8), ("first_posting", 256, 4), ("crescent", 1, 6), ("crescent", 256, 1))
SHORT = (("first_posting", 1, 4), ("first_posting", 16, 2), ("crescent", 1, 2))
REPEATS = 3


def engine(short: bool) -> dict[str, Any]:
    """Nation-turns a second with `balanced` in every seat on one core, medians; peak memory in MiB."""
    limits = {"triad_gb_s": _triad(), "sgemm_gf_s": _sgemm()}
    rows = [_case(*case) for case in (SHORT if short else CASES)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    return {"limits": [limits], "cases": rows, "peak_memory_mib": round(peak, 1)}


def _case(name: str, worlds: int, turns: int) -> dict[str, Any]:
    scenario = load_scenario(name)
    setting, state = build(scenario, worlds_numbered(0, worlds), 7)
    seats = Seats(policy("balanced"), {})
    state = finish(state, setting, seats, 7, 2)  # the opening is not typical: agreements are still few
    seconds, orders, crises = [], 0, 0
    for _ in range(REPEATS):
        began = time.process_time()
        for table, result in play(state, setting, seats, 7, turns):
            orders += int(((table.instrument >= 0) & (result.refused == 0)).sum())
            crises += sum(len(event.w) for event in result.events if event.kind == "crisis_opened")
        seconds.append(time.process_time() - began)
    done = worlds * turns * setting.n
    median = statistics.median(seconds)
    return {
        "scenario": name,
        "nations": setting.n,
        "worlds": worlds,
        "nation_turns_per_s": done / median,
        "world_turn_ms": 1000 * median / (worlds * turns),
        "orders_a_nation_turn": orders / done / REPEATS,
        "crises_a_nation_turn": crises / done / REPEATS,
    }


def _triad(size: int = 32_000) -> float:
    """GB/s of a = b + s * c on float32 arrays that stay in the second-level cache."""
    b, c, a = (np.ones(size, np.float32) for _ in range(3))
    began, rounds = time.process_time(), 2_000
    for _ in range(rounds):
        np.multiply(c, np.float32(1.5), out=a)
        np.add(a, b, out=a)
    return 5 * 4 * size * rounds / (time.process_time() - began) / 1e9


def _sgemm(size: int = 64, batch: int = 256) -> float:
    """GF/s of batched float32 products of 64 nations."""
    left = np.ones((batch, size, size), np.float32)
    began, rounds = time.process_time(), 10
    for _ in range(rounds):
        np.matmul(left, left)
    return 2 * size**3 * batch * rounds / max(time.process_time() - began, 1e-9) / 1e9
