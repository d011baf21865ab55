"""Many worlds of one seat as one Gymnasium vector environment: a single call of the engine steps them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from gymnasium import spaces
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space
from numpy.typing import NDArray

from game.content.format.model import Scenario
from game.env.batch import ORDERS, Batch, Options, worlds_of
from game.env.picture import picture
from game.env.single import action_space, observation_space


class VectorSeat(VectorEnv[NDArray[np.float32], NDArray[np.int64], NDArray[Any]]):
    """`num_envs` worlds in step with each other, each the same game as in `SingleSeat` with the same seed.

    All worlds end together; the step after that begins the next episode (next-step autoreset). `info` has
    `action_mask` (W, A), `index` (W,), `refused` (W,) and `world` (W,).
    """

    metadata = {  # noqa: RUF012 - Gymnasium's own form
        "render_modes": ["rgb_array"],
        "render_fps": 4,
        "autoreset_mode": AutoresetMode.NEXT_STEP,
    }

    def __init__(
        self,
        num_envs: int = 1,
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
        """As SingleSeat, for `num_envs` worlds."""
        seats = () if seat is None else (seat,)
        self.batch = Batch(Options(scenario, seats, others, orders, turns, seed, rules or {}))
        self.num_envs = num_envs
        self.max_cycles = max_cycles
        self.render_mode = render_mode
        self.single_observation_space: spaces.Space[Any] = observation_space(self.batch)
        self.single_action_space: spaces.Space[Any] = action_space(self.batch)
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self._masks = masks
        self._bases: list[int] = []
        self._episode = self._cycles = 0
        self._ended = False

    def reset(
        self, *, seed: int | Sequence[int | None] | None = None, options: dict[str, Any] | None = None
    ) -> tuple[NDArray[np.float32], dict[str, Any]]:
        """seed: of the first world, the others counting up from it, or one each; `options={"world": (W,)}` picks."""
        super().reset(seed=seed if isinstance(seed, int) else None)
        self._episode += 1
        if seed is not None or not self._bases:
            self._bases = self._bases_of(seed)
            self._episode = 0
        return self._begin(options)

    def step(
        self, actions: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_], NDArray[np.bool_], dict[str, Any]]:
        """Give the orders (W, K) of this decision point; after the end, begin the next episode instead."""
        none = np.zeros(self.num_envs, np.bool_)
        if self._ended:
            self._episode += 1
            seen, info = self._begin(None)
            return seen, np.zeros(self.num_envs, np.float32), none, none.copy(), info
        rewards = self.batch.act(np.asarray(actions)[:, None])[:, 0]
        self._cycles += 1
        over = self.batch.over
        short = not over and self.max_cycles is not None and self._cycles >= self.max_cycles
        self._ended = over or short
        seen, info = self._shown()
        return seen, rewards, none | over, none | short, info

    def render(self) -> tuple[NDArray[np.uint8], ...] | None:
        """A picture of each world."""
        if self.render_mode != "rgb_array":
            return None
        return tuple(picture(self.batch.seen, self.batch.rows, world) for world in range(self.num_envs))

    def _bases_of(self, seed: int | Sequence[int | None] | None) -> list[int]:
        if isinstance(seed, int | np.integer):
            return [int(seed) + place for place in range(self.num_envs)]
        given = [None] * self.num_envs if seed is None else list(seed)
        if len(given) != self.num_envs:
            raise ValueError(f"{len(given)} seeds for {self.num_envs} worlds")
        return [int(self.np_random.integers(1 << 32)) if one is None else int(one) for one in given]

    def _begin(self, options: dict[str, Any] | None) -> tuple[NDArray[np.float32], dict[str, Any]]:
        worlds = worlds_of(self._bases, self._episode)
        if options and "world" in options:
            worlds = np.broadcast_to(np.asarray(options["world"], np.int64), (self.num_envs,))
        self.batch.reset(worlds)
        self._cycles, self._ended = 0, False
        return self._shown()

    def _shown(self) -> tuple[NDArray[np.float32], dict[str, Any]]:
        batch = self.batch
        info: dict[str, Any] = {
            "index": batch.index[:, 0] / 10,
            "refused": batch.refused[:, 0],
            "world": batch.state.world.copy(),
        }
        if self._masks:
            info["action_mask"] = batch.masks()[:, 0]
        return batch.look()[:, 0], info
