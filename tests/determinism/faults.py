"""Three faults of the kind that breaks replay, put into the engine on purpose: the check has to catch each of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.core import drift
from game.core.chance import UNIT, Luck, Purpose
from game.core.exact import ONE
from game.core.phase import Phase
from game.core.setting import Setting


def global_generator() -> None:
    """Draws come from one shared generator: who draws before you decides your luck."""
    generator = np.random.default_rng(1)

    def uniform(self: Luck, purpose: Purpose, w: np.ndarray, *keys: np.ndarray) -> np.ndarray:
        shape = np.broadcast(w, *keys).shape
        return generator.integers(0, UNIT, shape).astype(np.int32)

    Luck.uniform = uniform  # type: ignore[method-assign]


def set_order() -> None:
    """Ties are broken in the order in which a set of names happens to give them."""

    def rank(self: Setting) -> np.ndarray:
        order = [self.nations.index(name) for name in set(self.nations)]
        rank = np.empty(self.n, np.int32)
        rank[order] = np.arange(self.n, dtype=np.int32)
        return rank

    Setting.rank = property(rank)  # type: ignore[assignment]


def float_sum() -> None:
    """Nations above the average in standing rise a little: their shares are added up as floats, off the grid."""
    move_on = drift.move_on

    def faulty(phase: Phase) -> None:
        move_on(phase)
        standing, n = phase.now.standing, phase.setting.n
        total = (standing.astype(np.float32) / np.float32(ONE)).sum(axis=1) * np.float32(ONE)
        phase.draft.standing[:] += (standing * n - total.astype(np.int32)[:, None]) // (8 * n)

    drift.move_on = faulty


FAULTS: dict[str, Callable[[], None]] = {
    "global_generator": global_generator,
    "set_order": set_order,
    "float_sum": float_sum,
}
