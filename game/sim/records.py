"""What a chunk of worlds leaves behind as tables: outcomes by nation, crises, ties, and, when asked, every turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.content.building.start import build
from game.content.format.model import Scenario
from game.core.alliances import Alliances, alliances
from game.core.crises.kinds import KINDS
from game.core.orders import OrderTable
from game.core.phase import Happening
from game.core.score import index_score
from game.core.setting import Setting
from game.core.state import State
from game.core.step import StepResult
from game.core.vocabulary import OUTCOMES, VIOLENCE
from game.ministers.table import policy as named
from game.sim.match import Seats, play, worlds_numbered

Column: TypeAlias = NDArray[Any]
Table: TypeAlias = dict[str, Column]

SCHEMA: dict[str, dict[str, tuple[str, str]]] = {
    "outcomes": {
        "world": ("BIGINT", "number of the world; the same number is the same luck in every game of a seed"),
        "nation": ("VARCHAR", "id of the nation"),
        "index": ("INTEGER", "security index at the end, tenths of a point"),
        "integrity": ("INTEGER", "its part from integrity, tenths"),
        "stability": ("INTEGER", "its part from stability, tenths"),
        "expected_support": ("INTEGER", "its part from expected support, tenths"),
        "standing": ("INTEGER", "its part from standing, tenths"),
        "peace_around": ("INTEGER", "its part from peace around the nation, tenths"),
        "alive": ("BOOLEAN", "whether the state still stands"),
        "crises": ("INTEGER", "crises that the nation suffered"),
        "orders": ("INTEGER", "orders carried out for it"),
    },
    "crises": {
        "world": ("BIGINT", "number of the world"),
        "turn": ("INTEGER", "turn in which the crisis ended, from 0"),
        "victim": ("VARCHAR", "id of the nation that suffered it"),
        "adversary": ("VARCHAR", "id of the nation behind it, empty for none"),
        "kind": ("VARCHAR", "kind of crisis"),
        "violence": ("VARCHAR", "none, minor, serious or war"),
        "outcome": ("VARCHAR", "victory, compromise, stalemate or defeat, for the victim"),
        "days": ("INTEGER", "its length"),
        "helpers": ("INTEGER", "nations that stood by the victim with more than a statement"),
    },
    "ties": {
        "nation": ("VARCHAR", "id of the nation that is supported"),
        "other": ("VARCHAR", "id of the nation that stands by it"),
        "worlds": ("BIGINT", "worlds that the sums are over"),
        "start": ("BIGINT", "sum of alliance strengths before the first turn, ten-thousandths"),
        "end": ("BIGINT", "sum of alliance strengths after the last turn, ten-thousandths"),
    },
    "turns": {
        "world": ("BIGINT", "number of the world"),
        "turn": ("INTEGER", "turn, from 0"),
        "nation": ("VARCHAR", "id of the nation"),
        "index": ("INTEGER", "security index after the turn, tenths of a point"),
    },
}
"""Columns of each table: type in SQL, and what it means."""


@dataclass(frozen=True)
class Chunk:
    """Worlds `first` .. of one game, as a worker needs them: the scenario goes along, so no file is shared."""

    game: int
    scenario: Scenario
    seat: str
    policy: str
    others: str
    rules: Mapping[str, int]
    seed: int
    turns: int
    first: int
    count: int
    every_turn: bool


def play_chunk(chunk: Chunk) -> dict[str, Table]:
    """Play the chunk to its end; its tables by name."""
    worlds = worlds_numbered(chunk.first, chunk.count)
    setting, state = build(chunk.scenario, worlds, chunk.seed, chunk.rules)
    own = {setting.row(chunk.seat): named(chunk.policy)} if chunk.seat else {}
    seats = Seats(named(chunk.others if chunk.seat else chunk.policy), own)
    record = Record(setting, state, chunk.every_turn)
    for orders, result in play(state, setting, seats, chunk.seed, chunk.turns):
        record.note(orders, result)
    return record.tables()


class Record:
    """Takes note of every decision point of a batch."""

    def __init__(self, setting: Setting, first: State, every_turn: bool) -> None:
        self._setting, self._before, self._every_turn = setting, first, every_turn
        self._names = np.array(setting.nations)
        shape = (first.worlds, setting.n)
        self._crises, self._orders = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
        self._ended: list[Table] = []
        self._turns: list[Table] = []
        self._start = alliances(first, setting).strength.sum(axis=0, dtype=np.int64)

    def note(self, orders: OrderTable, result: StepResult) -> None:
        """One decision point: its orders and what came of them."""
        self._orders += ((orders.instrument >= 0) & (result.refused == 0)).sum(axis=2, dtype=np.int32)
        for event in result.events:
            if event.kind == "crisis_opened":
                np.add.at(self._crises, (event.w, event.nation), 1)
            elif event.kind == "crisis_ended":
                self._ended.append(self._crisis_rows(event))
        self._before = result.state
        if self._every_turn and result.state.planning:
            self._turns.append(self._turn_rows(result.state))

    def tables(self) -> dict[str, Table]:
        """Every table of the batch after its last decision point."""
        last, setting = self._before, self._setting
        ties = alliances(last, setting)
        tables = {"outcomes": self._outcomes(last, ties), "ties": self._ties(ties)}
        tables["crises"] = _joined("crises", self._ended)
        if self._every_turn:
            tables["turns"] = _joined("turns", self._turns)
        return tables

    def _outcomes(self, last: State, ties: Alliances) -> Table:
        index = index_score(last, self._setting, ties)
        parts = {name.replace(" ", "_"): part.ravel() for name, part in zip(index.names, index.parts, strict=True)}
        return {
            "world": last.world.repeat(self._setting.n),
            "nation": np.tile(self._names, last.worlds),
            "index": index.total.ravel(),
            **parts,
            "alive": last.alive.ravel(),
            "crises": self._crises.ravel(),
            "orders": self._orders.ravel(),
        }

    def _crisis_rows(self, event: Happening) -> Table:
        """Crises that ended: what they were just before, by world and slot."""
        before, w, slot = self._before, event.w, event.detail
        adversary = before.adversary[w, slot]
        return {
            "world": before.world[w],
            "turn": np.full(len(w), before.turn),
            "victim": self._names[event.nation],
            "adversary": np.where(adversary >= 0, self._names[adversary], ""),
            "kind": np.array([kind.key for kind in KINDS])[before.kind[w, slot] - 1],
            "violence": np.array(VIOLENCE)[before.violence[w, slot]],
            "outcome": np.array(OUTCOMES)[event.value],
            "days": before.length[w, slot],
            "helpers": (before.rung[w, :, slot] >= 2).sum(axis=1),
        }

    def _turn_rows(self, now: State) -> Table:
        index = index_score(now, self._setting, alliances(now, self._setting)).total
        return {
            "world": now.world.repeat(self._setting.n),
            "turn": np.full(index.size, now.turn - 1),
            "nation": np.tile(self._names, now.worlds),
            "index": index.ravel(),
        }

    def _ties(self, ties: Alliances) -> Table:
        end = ties.strength.sum(axis=0, dtype=np.int64)
        i, j = np.nonzero((self._start > 0) | (end > 0))
        return {
            "nation": self._names[i],
            "other": self._names[j],
            "worlds": np.full(len(i), len(self._crises)),
            "start": self._start[i, j],
            "end": end[i, j],
        }


def _joined(name: str, parts: list[Table]) -> Table:
    """The parts one after the other; rows by world, then as they came."""
    if not parts:
        return {column: np.empty(0, np.int64) for column in SCHEMA[name]}
    whole = {column: np.concatenate([part[column] for part in parts]) for column in SCHEMA[name]}
    order = np.argsort(whole["world"], kind="stable")
    return {column: values[order] for column, values in whole.items()}
