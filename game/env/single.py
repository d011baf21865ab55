"""One seat as a Gymnasium environment: an action is a few orders, a step is one decision point."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces
from numpy.typing import NDArray

from game.content.format.model import Scenario
from game.env.batch import ORDERS, Batch, Options, worlds_of
from game.env.picture import caption, picture

Vector = NDArray[np.float32]
Numbers = NDArray[np.int64]


def observation_space(batch: Batch) -> spaces.Space[Vector]:
    """D numbers between -1 and 1; `batch.layout.table()` tells what each is."""
    space: spaces.Space[Vector] = spaces.Box(-1, 1, (batch.layout.size,), np.float32)  # type: ignore[assignment]
    return space


def action_space(batch: Batch) -> spaces.MultiDiscrete:
    """K orders by their numbers in `batch.catalog`, carried out one after the other; 0 is no order."""
    return spaces.MultiDiscrete([len(batch.catalog)] * batch.options.orders)


class SingleSeat(gymnasium.Env[Vector, Numbers]):
    """A campaign from one seat, all others held by a policy.

    Reward: what the seat's security index (0-100) gained in the turn, in points, after RESPOND; 0 after PLAN.
    A failed state plays on to the end of the campaign with index 0. `info` has `action_mask` (one mask a slot, as
    `action_space.sample(mask)` takes it: orders legal as the first given), `index`, `refused` orders, `world`.
    """

    metadata = {"render_modes": ["human", "rgb_array"], "render_fps": 4}  # noqa: RUF012 - Gymnasium's own form

    def __init__(
        self,
        scenario: str | Scenario = "first_posting",
        seat: str | None = None,
        others: str = "balanced",
        orders: int = ORDERS,
        turns: int | None = None,
        max_cycles: int | None = None,
        seed: int = 0,
        rules: Mapping[str, int] | None = None,
        masks: bool = True,
        render_mode: str | None = None,
    ) -> None:
        """seat: nation id, the first recommended one by default; max_cycles: decision points until it is cut short.

        masks=False saves the time that finding out the legal orders takes.
        """
        seats = () if seat is None else (seat,)
        self.batch = Batch(Options(scenario, seats, others, orders, turns, seed, rules or {}))
        self.max_cycles = max_cycles
        self.render_mode = render_mode
        self.observation_space = observation_space(self.batch)
        self.action_space = action_space(self.batch)
        self._masks = masks
        self._base: int | None = None
        self._episode = self._cycles = 0

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Vector, dict[str, Any]]:
        """Episode e after `reset(seed=s)` is world s * 2^20 + e; `options={"world": k}` plays world k."""
        super().reset(seed=seed)
        self._episode += 1
        if seed is not None or self._base is None:
            self._base = seed if seed is not None else int(self.np_random.integers(1 << 32))
            self._episode = 0
        worlds = worlds_of([self._base], self._episode)
        if options and "world" in options:
            worlds = np.array([options["world"]], np.int64)
        self.batch.reset(worlds)
        self._cycles = 0
        return self._shown()

    def step(self, action: Numbers) -> tuple[Vector, float, bool, bool, dict[str, Any]]:
        """Give the orders of this decision point."""
        reward = float(self.batch.act(np.asarray(action)[None, None])[0, 0])
        self._cycles += 1
        over = self.batch.over
        short = not over and self.max_cycles is not None and self._cycles >= self.max_cycles
        seen, info = self._shown()
        return seen, reward, over, short, info

    def action_masks(self) -> NDArray[np.bool_]:
        """(K * A,) the mask of every slot, one after the other, as MaskablePPO asks for it."""
        return np.tile(self.batch.masks()[0, 0].astype(np.bool_), self.batch.options.orders)

    def render(self) -> NDArray[np.uint8] | None:
        """The picture of this world; `human` prints a line a decision point by itself."""
        return picture(self.batch.seen, self.batch.rows) if self.render_mode == "rgb_array" else None

    def _shown(self) -> tuple[Vector, dict[str, Any]]:
        batch = self.batch
        info: dict[str, Any] = {
            "index": int(batch.index[0, 0]) / 10,
            "refused": int(batch.refused[0, 0]),
            "world": int(batch.state.world[0]),
        }
        if self._masks:
            info["action_mask"] = (batch.masks()[0, 0],) * batch.options.orders
        if self.render_mode == "human":
            sys.stdout.write(caption(batch.seen, batch.rows, batch.index))
        return batch.look()[0, 0], info
