"""The balanced minister: greedy marginal value within budgets at both decision points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from game.core.chance import Luck
from game.core.observe import Observation
from game.core.orders import OrderTable
from game.ministers.planning import plan
from game.ministers.policy import Blur
from game.ministers.responding import respond
from game.ministers.weights import Weights

PERSONALITIES: dict[str, Weights] = {
    "balanced": Weights(),
    "cautious": Weights(peacekeeping=60, drill=70, training=150, agreement=90, reserve=250),
    "activist": Weights(peacekeeping=170, forum=140, attache=120, training=60, reserve=100),
    "mercantile": Weights(agreement=150, drill=70, forum=110, peacekeeping=70),
    "hegemonic": Weights(drill=150, agreement=120, attache=130, forum=60, reserve=120),
}
"""Weights by name; scenarios give a nation one of these."""


VARIED = ("peacekeeping", "attache", "drill", "agreement", "forum", "training", "reserve")
"""What characters differ in."""


@lru_cache(maxsize=64)
def seated(weights: Weights, characters: tuple[str, ...]) -> Weights:
    """The weights of every nation by its character; where they are not the ordinary ones, in proportion."""
    ordinary, own = PERSONALITIES["balanced"], [PERSONALITIES[name] for name in characters]
    changed: dict[str, Any] = {
        name: np.array(
            [getattr(weights, name) * getattr(one, name) // getattr(ordinary, name) for one in own], np.int32
        )
        for name in VARIED
    }
    return replace(weights, **changed)


LEVELS: dict[str, int] = {"easy": 220, "normal": 90, "hard": 0}
"""Levels of play: per cent of noise on what a minister takes its choices to be worth; nothing else tells them apart."""


@dataclass(frozen=True)
class Balanced:
    """`without` leaves an instrument ("drill") or one of its options ("agreement.cyber_defence") out."""

    weights: Weights = PERSONALITIES["balanced"]
    without: frozenset[str] = frozenset()
    only: str = ""
    blur: int = 0  # per cent of noise on what its choices are worth
    seated: bool = True  # each nation has the character that the scenario gives it

    def allows(self, instrument: str, option: str) -> bool:
        """Whether the policy may use an instrument, or, where `option` is not empty, that option of it."""
        if self.only and instrument != self.only:
            return instrument in ("answer", "request")
        return instrument not in self.without and f"{instrument}.{option}" not in self.without

    def decide(self, seen: Observation, luck: Luck) -> OrderTable:
        blur = Blur(luck, seen.setting.keys, self.blur)
        weights = seated(self.weights, seen.setting.personality) if self.seated else self.weights
        if seen.step % 2 == 0:
            return plan(seen, weights, self.allows, blur)
        table = respond(seen, weights, self.allows)
        blur.overlooked(table)
        return table
