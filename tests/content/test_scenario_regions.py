"""Each scenario holds what it promises, has a basis for what is real, and can be played."""

from __future__ import annotations

import numpy as np
import pytest

from game.content.building.start import build
from game.content.reading.load import list_scenarios, load_scenario
from game.ministers.table import policy
from game.sim.match import Seats, finish, worlds_numbered

SHIPPED = {"archipelago", "crescent", "first_posting", "gulf_and_straits", "sahel", "two_seas", "world"}
REGIONS = {
    "sahel": ("mli bfa ner tcd nga sen", "mnjtf aes_unified_force minusca", "forces_upkeep mission_calm"),
    "gulf_and_straits": ("irn sau are omn qat bhr kwt irq", "combined_maritime_forces", "onset_blockade"),
    "archipelago": ("idn phl fji vut ton png nzl", "siaf", "onset_disaster delay_km"),
    "two_seas": ("caldris galtis jorund fenmark", "narrows_watch fenmark_support", "onset_blockade warning"),
}  # fmt: skip


def test_all_are_there() -> None:
    assert set(list_scenarios()) == SHIPPED


@pytest.mark.parametrize("name", sorted(REGIONS))
def test_a_region_holds_what_it_promises(name: str) -> None:
    nations, missions, rules = (set(words.split()) for words in REGIONS[name])
    scenario = load_scenario(name)
    assert 12 <= len(scenario.nations) <= 25
    assert 12 <= scenario.turns <= 20
    assert set(scenario.nation_ids) >= nations
    assert {mission.id for mission in scenario.missions} >= missions
    assert set(scenario.rules) >= rules
    assert len(scenario.objectives) >= 2
    assert sum(objective.main for objective in scenario.objectives) >= 1
    assert len(scenario.recommended) >= 4
    assert scenario.events
    assert len(scenario.briefing) > 300
    assert "What it asks of you" in scenario.designer_note


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_scenario_can_be_played(name: str) -> None:
    scenario = load_scenario(name)
    setting, state = build(scenario, worlds_numbered(0, 1), seed=5)
    last = finish(state, setting, Seats(policy("balanced"), {}), seed=5, turns=3)
    assert last.step == 6
    assert last.alive.mean() > 0.9
    assert not np.array_equal(last.trust, state.trust)
