"""The handbook's formulas: their numbers are the knobs in force, their sources are named, and the engine reckons so."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from game.content.building.start import build
from game.content.reading.load import load_scenario
from game.core.alliances import Alliances, alliances, counted_on, spare, tie_score
from game.core.crises.onset import deterrence_points
from game.core.crises.support import delay
from game.core.exact import ONE, hazard
from game.core.knobs import ASSUMPTION
from game.core.ruleset import Rules, knobs
from game.core.score import index_score
from game.core.setting import Setting
from game.core.state import State
from game.core.vocabulary import ACCESS
from game.sim.manual.formulas import FORMULAS, plainly
from game.sim.manual.handbook import pages

SLACK = 12  # ten-thousandths: the engine rounds down at each step


@pytest.fixture(scope="module")
def world() -> tuple[Setting, State, Alliances]:
    setting, state = build(load_scenario("sahel"), np.zeros(1, np.int64), 5)
    return setting, state, alliances(state, setting)


def test_every_formula_names_a_source_and_knobs_that_exist() -> None:
    for one in FORMULAS:
        assert set(one.knobs) <= set(knobs()), one.key
        assert ASSUMPTION in one.source or re.search(r"\b(19|20)\d\d\b|Bayes", one.source), one.key
    assert len({one.key for one in FORMULAS}) == len(FORMULAS)


def test_its_numbers_are_those_in_force() -> None:
    usual = Rules()
    for one in FORMULAS:
        assert "{" not in one.told(usual)
        for name in one.knobs:
            its = knobs()[name]
            other = its.low if getattr(usual, name) != its.low else its.high
            changed = replace(usual, **{name: other})
            assert plainly(name, other) in one.told(changed)
            assert one.told(changed) != one.told(usual), name


def test_the_page_tells_them_all() -> None:
    (page,) = (page for page in pages(Rules(), {}) if page.key == "formulas")
    words = " ".join(page.words())
    for one in FORMULAS:
        assert one.told(Rules()) in words
        assert one.source in words


def test_strength_and_what_distance_leaves(world: tuple[Setting, State, Alliances]) -> None:
    setting, state, ties = world
    points = tie_score(state, setting).total[0] / 10
    wanted = (1 - state.hostility[0] / ONE) * (1 - 2 ** (-points / 64)) * ONE
    np.fill_diagonal(wanted, 0)
    assert np.abs(ties.strength[0] - wanted).max() <= SLACK
    assert np.abs(setting.nearness - ONE / (1 + setting.distance / 2000)).max() <= SLACK


def test_indirect_support(world: tuple[Setting, State, Alliances]) -> None:
    setting, _state, ties = world
    floor = setting.rules.indirect_floor / ONE
    beyond = np.maximum(ties.strength[0] / ONE - floor, 0) / (1 - floor)
    paths = beyond @ beyond
    wanted = paths / (4 * (paths + 1)) * ONE
    np.fill_diagonal(wanted, 0)
    assert np.abs(ties.indirect[0] - wanted).max() <= 10 * SLACK  # strengths run on 255 levels there


def test_chances_halve_and_deterrence_leaves_half_in_the_middle(world: tuple[Setting, State, Alliances]) -> None:
    setting, _state, ties = world
    chances = hazard(np.array([0, -640, -1280], np.int32)) / (1 << 24)
    assert chances == pytest.approx([1, 0.5, 0.25], abs=1e-3)
    needed = np.full_like(ties.needed, 10_000)
    for share, left in ((0.0, 1.0), (1.0, 0.5), (100.0, setting.rules.deterrence_floor / ONE)):
        support = np.full_like(needed, min(1 << 30, round(share * setting.rules.deterrence_half)))
        found = 2 ** (deterrence_points(replace(ties, support=support, needed=needed), setting)[0, 0] / 640)
        assert found == pytest.approx(left, abs=0.03)


def test_expected_support_and_spare_units(world: tuple[Setting, State, Alliances]) -> None:
    setting, state, ties = world
    share = ties.support[0] / ties.needed[0]
    wanted = (1 - 2 ** (-share / (setting.rules.support_half / ONE))) * setting.rules.index_support
    place = index_score(state, setting, ties).names.index("expected support")
    assert np.abs(index_score(state, setting, ties).parts[place][0] - wanted).max() <= 2
    strength = np.full((1, 3, 3), ONE, np.int32)
    ready = np.full((1, 1, 3), 8_000, np.int32)
    assert spare(ready, strength, 1, 8)[0, 0, 1] == 8_000 * 8 // (8 + 2)
    assert counted_on(np.array([2_000, ONE], np.int32), 2_000).tolist() == [0, ONE]


def test_help_arrives_as_the_formula_says(world: tuple[Setting, State, Alliances]) -> None:
    setting, state, _ties = world
    rules, n = setting.rules, setting.n
    i, j = (axis.ravel() for axis in np.meshgrid(np.arange(n), np.arange(n)))
    days = rules.delay_base + setting.distance[i, j] / rules.delay_km
    kept = 1 - state.interoperability[0, i, j] / ONE * rules.delay_interoperability / ONE
    kept *= 1 - state.agreement[0, ACCESS, i, j] * rules.delay_access / ONE
    assert np.abs(delay(state, setting, np.zeros_like(i), i, j) - (days * kept + 1)).max() <= 2
