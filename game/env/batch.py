"""W worlds with S seats to play and policies in all others: what every environment here is a thin form of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from game.content.building.setting import build_setting
from game.content.building.start import build_state
from game.content.format.model import Scenario
from game.content.reading.load import load_scenario
from game.core.alliances import alliances
from game.core.observe import Observation, observe
from game.core.orders import OrderTable
from game.core.phase import Happening
from game.core.score import index_score
from game.core.setting import Setting
from game.core.state import State
from game.core.step import start, step
from game.env.catalog import Catalog, catalog
from game.env.layout import Layout
from game.env.masks import legal
from game.ministers.policy import Policy
from game.ministers.table import policy as named
from game.sim.match import ministers_luck, worlds_numbered

ORDERS = 4
"""Orders a seat gives at one decision point unless told otherwise: what its staff can carry."""


@dataclass(frozen=True)
class Options:
    """What is played. `seats` are nation ids, none: the first recommended one; `others` is a policy by name."""

    scenario: str | Scenario = "first_posting"
    seats: tuple[str, ...] = ()
    others: str = "balanced"
    orders: int = ORDERS
    turns: int | None = None  # the scenario's own by default
    seed: int = 0  # of the game: worlds of one seed share its rules of luck, and world k is `simulate`'s world k
    rules: Mapping[str, int] = field(default_factory=dict)


class Batch:
    """Worlds in step with each other: reset, look, act, and again, until `over`."""

    def __init__(self, options: Options) -> None:
        """Raises ScenarioError, KeyError for a seat, PolicyError and ValueError for what can't be played."""
        given = options.scenario
        self.options = options
        self.scenario = given if isinstance(given, Scenario) else load_scenario(given)
        self.setting: Setting = build_setting(self.scenario, dict(options.rules))
        if options.turns is not None:
            self.setting = replace(self.setting, turns=options.turns)
        self.seats = options.seats or (_first_seat(self.scenario),)
        self.rows = np.array([_row(self.setting, seat) for seat in self.seats], np.int64)
        self.catalog: Catalog = catalog(self.setting)
        self.layout = Layout(self.setting, self.rows)
        self.refused = np.zeros((0, len(self.rows)), np.int32)  # (W, S) orders refused at the last decision point
        self.events: list[Happening] = []
        self._others: Policy | None = named(options.others) if len(self.rows) < self.setting.n else None
        self._first = build_state(self.scenario, self.setting, worlds_numbered(0, 1))
        self._state: State | None = None
        self._seen: Observation | None = None

    @property
    def state(self) -> State:
        """The worlds as they are. Raises RuntimeError before the first reset."""
        if self._state is None:
            raise RuntimeError("reset the environment first")
        return self._state

    @property
    def seen(self) -> Observation:
        """What every nation knows now."""
        if self._seen is None:
            self._seen = observe(self.state, self.setting)
        return self._seen

    @property
    def over(self) -> bool:
        """Whether the campaign has been played to its end."""
        return self.state.turn >= self.setting.turns

    def reset(self, worlds: NDArray[np.int64]) -> None:
        """Begin the given worlds (W,) anew."""
        alike = self._first.take(np.zeros(len(worlds), np.int64))
        self._set(start(replace(alike, world=worlds.astype(np.int64)), self.setting, self.options.seed))
        self.index = self._scores()
        self.refused = np.zeros(self.index.shape, np.int32)
        self.events = []

    def look(self) -> NDArray[np.float32]:
        """(W, S, D) the observation of each seat."""
        return self.layout.look(self.seen)

    def masks(self) -> NDArray[np.int8]:
        """(W, S, A) 1 for orders that are legal as the first of the seat."""
        return legal(self.state, self.setting, self.catalog, self.rows)

    def act(self, actions: NDArray[np.integer]) -> NDArray[np.float32]:
        """Give orders (W, S, K) by their numbers; returns (W, S) what the security index gained, in points.

        The index moves at the end of a turn, so PLAN gains nothing. Raises ValueError for numbers not in the catalog.
        """
        if actions.min(initial=0) < 0 or actions.max(initial=0) >= len(self.catalog):
            raise ValueError(f"orders are numbered 0 to {len(self.catalog) - 1}")
        result = step(self.state, self._orders(actions), self.setting, self.options.seed, self.seen)
        self.refused = (result.refused[:, self.rows] != 0).sum(axis=2, dtype=np.int32)
        self.events = result.events
        self._set(result.state)
        before = self.index
        if self.state.planning:
            self.index = self._scores()
        return ((self.index - before) / np.float32(10)).astype(np.float32)

    def _orders(self, actions: NDArray[np.integer]) -> OrderTable:
        """One table: the seats' orders, and those of the policy that holds all other seats."""
        worlds, asked = len(actions), actions.shape[2]
        rest = None
        if self._others is not None:
            rest = self._others.decide(self.seen, ministers_luck(self.state, self.options.seed))
        table = OrderTable.empty(worlds, self.setting.n, max(asked, rest.slots if rest else 0))
        if rest is not None:
            for target, column in zip(table.columns(), rest.columns(), strict=True):
                target[:, :, : rest.slots] = column
            table.instrument[:, self.rows] = -1
        for target, column in zip(table.columns(), self.catalog.columns, strict=True):
            target[:, self.rows, :asked] = column[actions]
        return table

    def _set(self, state: State) -> None:
        self._state, self._seen = state, None

    def _scores(self) -> NDArray[np.int32]:
        """(W, S) security index in tenths."""
        score = index_score(self.state, self.setting, alliances(self.state, self.setting))
        return score.total[:, self.rows]


def _first_seat(scenario: Scenario) -> str:
    return scenario.recommended[0].nation if scenario.recommended else scenario.nation_ids[0]


def _row(setting: Setting, seat: str) -> int:
    if seat not in setting.nations:
        raise KeyError(f"no nation {seat!r} in {setting.scenario}; one of {', '.join(setting.nations)}")
    return setting.nations.index(seat)


WORLDS_A_SEED = 1 << 20
SEEDS = 1 << 43
"""Larger seeds begin again at 0: world numbers are 63 bits."""


def worlds_of(bases: Sequence[int] | NDArray[np.int64], episode: int) -> NDArray[np.int64]:
    """World numbers of one episode: after `reset(seed=s)` episode e plays world s * 2^20 + e."""
    return np.array([base % SEEDS * WORLDS_A_SEED + episode for base in bases], np.int64)
