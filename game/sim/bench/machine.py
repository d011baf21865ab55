"""What this machine can do at best, measured in the same run as the game."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

NEAR, FAR = 32_000, 16_000_000
"""Elements of an array of which three stay in the second-level cache, and of which none stays in any."""
ROUNDS = 3


@dataclass(frozen=True)
class Limits:
    """One core: GB/s of a = b + s * c on float32, GF/s of products; best of a few tries."""

    triad_cache_gb_s: float
    triad_memory_gb_s: float
    sgemm_gf_s: float  # of batches of 64 by 64, as the game has them
    dgemm_gf_s: float  # of one large matrix


def limits() -> Limits:
    """Measured now: half a second."""
    return Limits(_triad(NEAR, 2_000), _triad(FAR, 2), _product(np.float32, 64, 256), _product(np.float64, 1_024, 1))


def described(found: Limits) -> dict[str, Any]:
    """The limits with what the machine calls itself."""
    return {"processor": platform.machine(), "cores": os.cpu_count(), "numpy": np.__version__, **asdict(found)}


def _triad(size: int, rounds: int) -> float:
    b, c, a = (np.ones(size, np.float32) for _ in range(3))

    def once() -> None:
        np.multiply(c, np.float32(1.5), out=a)
        np.add(a, b, out=a)

    return 5 * 4 * size / _best(once, rounds) / 1e9


def _product(kind: type[np.floating[Any]], size: int, batch: int) -> float:
    left, out = np.ones((batch, size, size), kind), np.empty((batch, size, size), kind)
    return 2 * size**3 * batch / _best(lambda: np.matmul(left, left, out=out), 2) / 1e9


def _best(work: Callable[[], object], rounds: int) -> float:
    """Seconds of one call, the least of a few tries of `rounds` calls each."""
    tries = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(rounds):
            work()
        tries.append((time.process_time() - began) / rounds)
    return max(min(tries), 1e-9)
