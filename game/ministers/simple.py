"""The two simplest ministers: one that keeps what stands, one that does anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.core.chance import UNIT, Keys, Luck, Purpose
from game.core.instruments import TABLE
from game.core.instruments.instrument import Instrument, Target
from game.core.observe import Observation
from game.core.orders import OrderTable
from game.core.setting import Setting
from game.core.terms import Ints

RANDOM_ORDERS = 6


@dataclass(frozen=True)
class Passive:
    """Gives no orders: what stands renews itself, offers go unanswered."""

    def decide(self, seen: Observation, luck: Luck) -> OrderTable:
        return OrderTable.empty(seen.worlds, seen.setting.n, 0)


@dataclass(frozen=True)
class Random:
    """Any instrument, any target, any amount; what is illegal is refused like anybody's."""

    def decide(self, seen: Observation, luck: Luck) -> OrderTable:
        setting = seen.setting
        table = OrderTable.empty(seen.worlds, setting.n, RANDOM_ORDERS)
        w = np.arange(seen.worlds)[:, None]
        usable = [
            p for p, row in enumerate(TABLE) if row.planning == (seen.step % 2 == 0) and _targets(row.target, setting)
        ]
        for slot in range(RANDOM_ORDERS):
            draws = [_draw(luck, w, setting.keys, slot, part) for part in range(6)]
            position = np.array(usable, np.int32)[draws[0] % len(usable)]
            table.instrument[:, :, slot] = position
            table.option[:, :, slot] = draws[1] % _per_row(position, lambda row: len(row.options))
            target = draws[2] % _per_row(position, lambda row: _targets(row.target, setting))
            table.target[:, :, slot] = _by_rank(target, position, setting)
            table.level[:, :, slot] = _between(draws[3], position, "levels")
            table.amount[:, :, slot] = _between(draws[4], position, "amounts")
            table.group[:, :, slot] = draws[5] % 2
        return table


def _draw(luck: Luck, w: np.ndarray, keys: Keys, slot: int, part: int) -> Ints:
    number = np.uint64(slot * 8 + part)
    return luck.uniform(Purpose.MINISTER, w, keys[None], np.full((1, 1), number)) % (UNIT // 2)


def _by_rank(target: Ints, position: Ints, setting: Setting) -> Ints:
    """Nations and victims counted by permanent id, not by row, so that their order in a file changes nothing."""
    named = np.array([row.target in (Target.NATION, Target.CRISIS) for row in TABLE])[position]
    row_of = np.argsort(setting.rank).astype(np.int32)
    layer, place = target // setting.n, target % setting.n
    return np.where(named, row_of[place] + layer * setting.n, target)


def _targets(target: Target, setting: Setting) -> int:
    """How many rows a target of that kind has."""
    counts = {
        Target.NONE: 1, Target.NATION: setting.n, Target.MISSION: len(setting.missions.ids),
        Target.FORUM: len(setting.forums.ids), Target.CRISIS: 2 * setting.n, Target.DECISION: len(setting.decisions),
    }  # fmt: skip
    return counts[target]


def _per_row(position: Ints, size: Callable[[Instrument], int]) -> Ints:
    return np.array([max(size(row), 1) for row in TABLE], np.int32)[position]


def _between(draw: Ints, position: Ints, name: str) -> Ints:
    low = np.array([getattr(row, name)[0] for row in TABLE], np.int32)[position]
    high = np.array([getattr(row, name)[1] for row in TABLE], np.int32)[position]
    return low + draw % (high - low + 1)
