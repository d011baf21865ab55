"""Plays the games that the determinism check compares, in a process of its own, and prints their digests as JSON."""

from __future__ import annotations

import json
import platform
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import faults
import numpy as np
from jobs import Game, Job
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
from replayed import replayed
from support.relabel import inverse, listed_differently, reduced, relabelled_state
from threadpoolctl import threadpool_info

from game.content.building.start import build
from game.content.reading.load import load_scenario
from game.ministers.table import policy
from game.sim.match import Seats, finish

CORNER = ("mar", "dza", "tun", "lby", "egy", "sdn", "mrt", "mli", "ner", "tcd", "fra", "tur")
SEED = 2026


def play(game: Game, worlds: tuple[int, ...], listing: int | None) -> list[str]:
    """The digests of the last states, brought back into the order of nations of the scenario file."""
    scenario = load_scenario(game.scenario)
    if game.corner:
        scenario = reduced(scenario, CORNER)
    order = np.arange(len(scenario.nations))
    if listing is not None:
        order = np.random.default_rng(listing).permutation(order)
        scenario = listed_differently(scenario, order)
    setting, state = build(scenario, np.array(worlds, np.int64), SEED, game.rules)
    end = finish(state, setting, Seats(policy(game.policy), {}), SEED, game.turns)
    return relabelled_state(end, inverse(order)).digests()


def digests(job: Job) -> dict[str, str]:
    """Game and world, or replay -> digest."""
    found = {}
    for game in job.games:
        batches = [(world,) for world in game.worlds] if job.alone else [game.worlds]
        for batch in batches:
            ends = play(game, batch, job.listing)
            found |= {f"{game.name}, world {world}": end for world, end in zip(batch, ends, strict=True)}
    return found | {f"replay {Path(path).name}": replayed(path, job.beside) for path in job.replays}


def source() -> str:
    """What the process plays by: the check means nothing when somebody changes it meanwhile."""
    root = Path(__file__).resolve().parents[2]
    total = sha256()
    for path in sorted([*root.glob("game/**/*.py"), *root.glob("scenarios/*.toml")]):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def machine() -> dict[str, Any]:
    """What this process really runs on: BLAS kernel and threads, and the CPU features NumPy may dispatch to."""
    np.matmul(np.ones((300, 300), np.float32), np.ones((300, 300), np.float32))  # BLAS is loaded and has its threads
    blas = [library for library in threadpool_info() if library["user_api"] == "blas"]
    return {
        "kernel": blas[0].get("architecture", "") if blas else "",
        "threads": blas[0]["num_threads"] if blas else 0,
        "features": {name: bool(__cpu_features__[name]) for name in __cpu_dispatch__},
        "processor": platform.machine(),
        "numpy": np.__version__,
        "source": source(),
    }


def main() -> None:
    job = Job.read(sys.stdin.read())
    if job.fault:
        faults.FAULTS[job.fault]()
    json.dump({"machine": machine(), "digests": digests(job)}, sys.stdout)


if __name__ == "__main__":
    main()
