"""Worlds of any number of nations to measure with: the shipped world, cut down to its largest nations."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.content.building import means
from game.content.building.start import build
from game.content.format.model import Scenario
from game.content.reading.load import load_scenario
from game.content.reading.removal import Removal
from game.core.setting import Setting
from game.core.state import State
from game.ministers.table import policy
from game.sim.match import Seats, finish, worlds_numbered

WORLD, SEED = "world", 7
EVERYBODY = Seats(policy("balanced"), {})
OPENING = 2
"""Turns played before anything is measured: at the start agreements are few and nobody is in a crisis."""


@lru_cache(maxsize=8)
def scenario_of(nations: int) -> Scenario:
    """The shipped world with its `nations` largest nations, and the ties, missions and forums that are left of it."""
    whole = load_scenario(WORLD)
    if not 2 <= nations <= len(whole.nations):
        raise ValueError(f"the world has 2 to {len(whole.nations)} nations, not {nations}")
    largest = np.argsort(-means.sizes(whole), kind="stable")
    removal = Removal(whole.model_dump(exclude_none=True))
    removal.take({"nations": [whole.nation_ids[row] for row in largest[nations:]]})
    return Scenario.model_validate(removal.values)


def opened(nations: int, worlds: int) -> tuple[Setting, State]:
    """So many worlds of so many nations after the opening, `balanced` in every seat."""
    setting, state = build(scenario_of(nations), worlds_numbered(0, worlds), SEED)
    return setting, finish(state, setting, EVERYBODY, SEED, OPENING)
