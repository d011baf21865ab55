"""How fast the environments are, and what they add to the engine: `python -m game.env.bench`."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from game.env.batch import Batch, Options

CASES = ((1, 12), (64, 6), (256, 4), (1024, 2))
"""Worlds in a batch, and campaigns played of each."""
SHORT = ((1, 2), (16, 1))


def environments(short: bool = False, scenario: str = "first_posting") -> list[dict[str, Any]]:
    """A row a batch size: seat-steps a second, and by kind of work the milliseconds of a step on one core, medians.

    `engine` is the step with all other ministers' decisions; `look` and `masks` are what the environment adds.
    """
    return [_case(scenario, *case) for case in (SHORT if short else CASES)]


def _case(scenario: str, worlds: int, campaigns: int) -> dict[str, Any]:
    batch = Batch(Options(scenario))
    took: dict[str, list[float]] = {"engine": [], "look": [], "masks": []}
    for campaign in range(campaigns):
        batch.reset(np.arange(worlds) + campaign * worlds)
        while not batch.over:
            masks = _timed(took["masks"], batch.masks)
            _timed(took["look"], batch.look)
            actions = _some(masks, batch.options.orders, campaign)
            _timed(took["engine"], lambda actions=actions: batch.act(actions))  # type: ignore[misc]
    step = {name: 1000 * statistics.median(seconds) for name, seconds in took.items()}
    whole = sum(step.values())
    return {
        "scenario": scenario,
        "nations": batch.setting.n,
        "worlds": worlds,
        "numbers_seen": batch.layout.size,
        "orders_known": len(batch.catalog),
        "seat_steps_per_s": round(1000 * worlds / whole),
        "nation_steps_per_s": round(1000 * worlds * batch.setting.n / whole),
        **{f"{name}_ms": round(value, 3) for name, value in step.items()},
        "look_share": round(step["look"] / whole, 4),
        "masks_share": round(step["masks"] / whole, 4),
    }


def _timed(taken: list[float], work: Callable[[], Any]) -> Any:
    began = time.process_time()
    result = work()
    taken.append(time.process_time() - began)
    return result


def _some(masks: np.ndarray, orders: int, seed: int) -> np.ndarray:
    """(W, 1, K) legal orders drawn evenly."""
    chances = np.random.default_rng(seed).random((*masks.shape[:2], orders, masks.shape[2]), np.float32)
    chosen: np.ndarray = (chances * masks[:, :, None]).argmax(axis=-1)
    return chosen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(environments("--short" in sys.argv), indent=1) + "\n")
