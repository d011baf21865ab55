"""A small world in which crises burn, for the oracles of crises."""

from __future__ import annotations

from functools import cache

import numpy as np

from game.core.chance import Luck
from game.core.phase import Phase
from game.core.setting import Setting
from game.core.state import State
from support.worlds import first_state, played, small_setting

SEED = 9
N = 5
WORLDS = range(4)  # seeds of them
SLOTS = (0, 1, 7)  # a victim with an adversary, another one, and one in distress without
ESCALATE, HOLD, DE_ESCALATE, MEDIATION = range(4)


@cache
def burning(seed: int) -> tuple[Setting, State]:
    """RESPOND of a small world in which three crises burn, with helpers on both sides."""
    setting = small_setting(seed)
    rng = np.random.default_rng(seed)
    now = played(first_state(setting, worlds=40, seed=seed), setting, "random", 3)
    w = now.worlds
    for slot, adversary in zip(SLOTS, (2, 3, -1), strict=True):
        now.kind[:, slot], now.adversary[:, slot] = 1 + slot % 3, adversary
        now.opened[:, slot] = now.step - 1 - 2 * rng.integers(0, 2, w)
        now.length[:, slot] = rng.integers(40, 300, w)
        now.violence[:, slot], now.posture[:, slot] = rng.integers(0, 4, w), rng.integers(0, 4, w)
        now.demand[:, slot] = rng.integers(0, 2, (w, 6)) * rng.integers(50, 3_000, (w, 6))
        now.committed[:, slot], now.voiced[:, slot] = rng.integers(0, 5, w), rng.integers(0, 7, w)
        now.mediated[:, slot] = rng.integers(0, 3, w) * 80
        for i in range(N):
            if i in (slot % N, adversary):
                continue
            side = rng.integers(0, 2, w) if adversary >= 0 else np.zeros(w, np.int64)
            rung = rng.integers(0, 7, w)
            now.rung[:, i, slot], now.against[:, i, slot] = rung * (side == 0), rung * (side == 1)
            now.fielded[:, i, slot] = (rung > 4) * rng.integers(1, 4, w)
            now.arrival[:, i, slot] = rng.integers(0, 200, w)
            now.asked[:, i, slot] = rng.integers(0, 3, w)
    return setting, now


def phase_of(setting: Setting, now: State) -> Phase:
    return Phase(now, now.copy(), setting, Luck.of(SEED, now.world, now.step))


def everywhere(now: State, slot: int) -> tuple[np.ndarray, np.ndarray]:
    return np.arange(now.worlds), np.full(now.worlds, slot)
