"""From a scenario to the setting the engine plays in; the first state is made in `start.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from game.content.building import geography, means, portfolios, story
from game.content.building.derivation import DERIVATION, Derivation
from game.content.format.model import Scenario
from game.core.exact import ONE, share
from game.core.ruleset import Rules
from game.core.setting import Flags, Forums, Missions, Objective, Setting, Treaties
from game.core.terms import Ints
from game.core.vocabulary import ORGANISATIONS, TREATIES

NOBODY = -1


def build_setting(
    scenario: Scenario, rules: Mapping[str, int] | None = None, derivation: Derivation = DERIVATION
) -> Setting:
    """The setting of a scenario; `rules` override the scenario's own. Raises ValueError for a rule that can't be."""
    chosen = Rules().changed({**scenario.rules, **(rules or {})})
    missions, terror = _missions(scenario), shares(nation.terror.number for nation in scenario.nations)
    return Setting(
        scenario=scenario.id,
        title=scenario.title,
        start=(scenario.start.year, scenario.start.quarter),
        turns=scenario.turns,
        rules=chosen,
        nations=scenario.nation_ids,
        distance=geography.distances(scenario),
        border=geography.borders(scenario),
        size=means.sizes(scenario),
        capability=means.capabilities(scenario, derivation),
        income=means.incomes(scenario, derivation),
        staff=means.staffs(scenario, chosen, derivation),
        rivalry=_rivalry(scenario),
        similarity=portfolios.similarity(scenario),
        stability=_sustained(scenario, missions, terror, chosen),
        terror=terror,
        treaties=_treaties(scenario),
        missions=missions,
        forums=_forums(scenario),
        personality=tuple(scenario.personalities.get(nation, "balanced") for nation in scenario.nation_ids),
        objectives=tuple(
            Objective(item.id, item.title, item.kind, item.value, item.main, item.nations)
            for item in scenario.objectives
        ),
        events=story.events_of(scenario),
    )


def rows_of(scenario: Scenario) -> dict[str, int]:
    """Row of each nation id."""
    return {nation: row for row, nation in enumerate(scenario.nation_ids)}


def shares(values: Iterable[float]) -> Ints:
    """Numbers of -1..1 in ten-thousandths."""
    return np.array([round(ONE * value) for value in values], np.int32)


def posted(scenario: Scenario) -> Ints:
    """(M, N) contingents in missions at the start."""
    rows = rows_of(scenario)
    table = np.zeros((len(scenario.missions), len(rows)), np.int32)
    for m, mission in enumerate(scenario.missions):
        for sent in mission.contributors:
            table[m, rows[sent.nation]] = sent.contingents
    return table


def _sustained(scenario: Scenario, missions: Missions, terror: Ints, rules: Rules) -> Ints:
    """(N,) stability a nation would have without missions and terror, so that it starts at rest at its figure."""
    level = shares(nation.stability.number for nation in scenario.nations) + share(terror, rules.terror_stability)
    strength = posted(scenario).sum(axis=1, dtype=np.int32)
    full = np.minimum(strength * ONE // missions.required, ONE)
    for host, calm in zip(missions.host, share(full, rules.mission_calm), strict=True):
        if host >= 0:
            level[host] -= calm
    return np.clip(level, 0, ONE).astype(np.int32)


def _rivalry(scenario: Scenario) -> Ints:
    rows = rows_of(scenario)
    table = np.zeros((len(rows), len(rows)), np.int32)
    for rivalry in scenario.rivalries:
        one, other = rows[rivalry.a], rows[rivalry.b]
        table[one, other] = table[other, one] = round(ONE * rivalry.intensity)
    return table


def _members(scenario: Scenario, groups: Sequence[Sequence[str]]) -> Flags:
    rows = rows_of(scenario)
    table = np.zeros((len(groups), len(rows)), np.bool_)
    for position, group in enumerate(groups):
        table[position, [rows[member] for member in group]] = True
    return table


def _treaties(scenario: Scenario) -> Treaties:
    treaties = scenario.treaties
    return Treaties(
        ids=tuple(treaty.id for treaty in treaties),
        type=np.array([TREATIES.index(treaty.type) for treaty in treaties], np.int32),
        members=_members(scenario, [treaty.members for treaty in treaties]),
    )


def _missions(scenario: Scenario) -> Missions:
    """What nations outside the scenario send is taken off what a mission asks for."""
    rows, missions = rows_of(scenario), scenario.missions
    return Missions(
        ids=tuple(mission.id for mission in missions),
        host=np.array([rows[mission.host] if mission.host else NOBODY for mission in missions], np.int32),
        organisation=np.array([ORGANISATIONS.index(mission.org) for mission in missions], np.int32),
        intensity=np.array([mission.intensity for mission in missions], np.int32),
        required=np.array([max(1, mission.required - mission.others) for mission in missions], np.int32),
        reimbursed=np.array([mission.reimbursed for mission in missions], np.bool_),
    )


def _forums(scenario: Scenario) -> Forums:
    rows, forums = rows_of(scenario), scenario.forums
    return Forums(
        ids=tuple(forum.id for forum in forums),
        members=_members(scenario, [forum.members for forum in forums]),
        host=np.array([rows[forum.host] if forum.host else NOBODY for forum in forums], np.int32),
    )
