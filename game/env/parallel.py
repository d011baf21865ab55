"""Many seats of one world as a PettingZoo parallel environment: all act at once, at both decision points."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from gymnasium import spaces
from numpy.typing import NDArray
from pettingzoo import ParallelEnv

from game.content.format.model import Scenario
from game.env.batch import ORDERS, Batch, Options, worlds_of
from game.env.picture import caption, picture
from game.env.single import action_space, observation_space

Vector = NDArray[np.float32]


class Diplomacy(ParallelEnv[str, Vector, NDArray[np.int64]]):
    """Agents are nations by their ids; a step is one decision point for all of them.

    Rewards, masks and what a failed state does are those of `SingleSeat`; nations that aren't agents are held by
    the policy `others`.
    """

    metadata = {  # noqa: RUF012 - PettingZoo's own form
        "render_modes": ["human", "rgb_array"],
        "name": "army_diplomacy_v0",
        "is_parallelizable": True,
        "render_fps": 4,
    }

    def __init__(
        self, options: Options, max_cycles: int | None = None, masks: bool = True, render_mode: str | None = None
    ) -> None:
        self.batch = Batch(options)
        self.possible_agents = list(self.batch.seats)
        self.agents: list[str] = []
        self.max_cycles = max_cycles
        self.render_mode = render_mode
        self.observation_spaces = {agent: observation_space(self.batch) for agent in self.possible_agents}
        self.action_spaces = {agent: action_space(self.batch) for agent in self.possible_agents}
        self._masks = masks
        self._base: int | None = None
        self._episode = self._cycles = 0

    def observation_space(self, agent: str) -> spaces.Space[Any]:
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> spaces.Space[Any]:
        return self.action_spaces[agent]

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, Vector], dict[str, dict[str, Any]]]:
        """Episode e after `reset(seed=s)` is world s * 2^20 + e; `options={"world": k}` plays world k."""
        self._episode += 1
        if seed is not None or self._base is None:
            self._base = int(np.random.default_rng().integers(1 << 32)) if seed is None else seed
            self._episode = 0
        worlds = worlds_of([self._base], self._episode)
        if options and "world" in options:
            worlds = np.array([options["world"]], np.int64)
        self.batch.reset(worlds)
        self.agents = self.possible_agents[:]
        self._cycles = 0
        return self._shown()

    def step(
        self, actions: dict[str, NDArray[np.int64]]
    ) -> tuple[dict[str, Vector], dict[str, float], dict[str, bool], dict[str, bool], dict[str, dict[str, Any]]]:
        """Give everybody's orders; an agent without an action gives none."""
        playing = self.agents
        table = np.zeros((1, len(self.possible_agents), self.batch.options.orders), np.int64)
        for place, agent in enumerate(self.possible_agents):
            if agent in actions:
                table[0, place] = actions[agent]
        rewards = self.batch.act(table)[0]
        self._cycles += 1
        over = self.batch.over
        short = not over and self.max_cycles is not None and self._cycles >= self.max_cycles
        seen, infos = self._shown()
        if over or short:
            self.agents = []
        gained = dict(zip(playing, rewards.tolist(), strict=True))
        return seen, gained, dict.fromkeys(playing, over), dict.fromkeys(playing, short), infos

    def render(self) -> NDArray[np.uint8] | None:
        """The picture of the world; `human` prints a line a decision point by itself."""
        return picture(self.batch.seen, self.batch.rows) if self.render_mode == "rgb_array" else None

    def state(self) -> Vector:
        """What all agents see, one after the other."""
        return self.batch.look()[0].ravel()

    def _shown(self) -> tuple[dict[str, Vector], dict[str, dict[str, Any]]]:
        batch = self.batch
        seen = batch.look()[0]
        masks = batch.masks()[0] if self._masks else None
        infos: dict[str, dict[str, Any]] = {}
        for place, agent in enumerate(self.possible_agents):
            infos[agent] = {
                "index": int(batch.index[0, place]) / 10,
                "refused": int(batch.refused[0, place]),
                "world": int(batch.state.world[0]),
            }
            if masks is not None:
                infos[agent]["action_mask"] = (masks[place],) * batch.options.orders
        if self.render_mode == "human":
            sys.stdout.write(caption(batch.seen, batch.rows, batch.index))
        return {agent: seen[place] for place, agent in enumerate(self.possible_agents)}, infos


def parallel_env(
    scenario: str | Scenario = "first_posting",
    seats: Sequence[str] | None = None,
    others: str = "balanced",
    orders: int = ORDERS,
    turns: int | None = None,
    max_cycles: int | None = None,
    seed: int = 0,
    rules: Mapping[str, int] | None = None,
    masks: bool = True,
    render_mode: str | None = None,
) -> Diplomacy:
    """The environment of a scenario; seats: nation ids that are agents, every nation by default."""
    from game.content.reading.load import load_scenario

    loaded = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    chosen = loaded.nation_ids if seats is None else tuple(seats)
    options = Options(loaded, tuple(chosen), others, orders, turns, seed, rules or {})
    return Diplomacy(options, max_cycles, masks, render_mode)


def env(**options: Any) -> Any:
    """The same environment agent by agent (PettingZoo's AEC form), with the options of `parallel_env`."""
    from pettingzoo.utils.conversions import parallel_to_aec

    return parallel_to_aec(parallel_env(**options))
