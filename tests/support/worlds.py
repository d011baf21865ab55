"""Small worlds made by hand of a few nations, so that a property can be tried on many of them in a second."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np

from game.core.exact import ONE
from game.core.ruleset import Rules
from game.core.setting import EventEffect, Forums, Missions, ScenarioEvent, Setting, Treaties
from game.core.state import State, blank
from game.core.step import start
from game.core.vocabulary import AGREEMENTS, AID, HUNDRED, TREATIES
from game.ministers.table import policy
from game.sim.match import Seats, play, worlds_numbered

NAMES = ("mar", "dza", "tun", "lby", "egy", "sdn", "mrt", "sen")
LOUD = {"tempo": 1_500}
"""Rules under which crises are frequent, so that short games have all kinds of them."""


def small_setting(seed: int, nations: int = 5, rules: dict[str, int] | None = None) -> Setting:
    """A setting of up to eight nations, two missions, two forums and a treaty of each type, drawn by `seed`."""
    rng = np.random.default_rng(seed)
    n = nations
    size = rng.integers(5, 60, n).astype(np.int32)
    capability = rng.integers(50, 3_000, (n, 6)).astype(np.int32)
    capability[:, 0] = size * HUNDRED
    rivalry = np.where(rng.random((n, n)) < 0.4, rng.integers(1_000, 8_000, (n, n)), 0)
    names = tuple(str(name) for name in rng.permutation(NAMES)[:n])
    return Setting(
        scenario="small",
        title="Small",
        start=(2026, 1),
        turns=8,
        rules=Rules().changed(rules or {}),
        nations=names,
        distance=_symmetric(rng.integers(100, 6_000, (n, n))),
        border=_symmetric(rng.random((n, n)) < 0.4).astype(np.bool_),
        size=size,
        capability=capability,
        income=rng.integers(100, 2_000, n).astype(np.int32),
        staff=rng.integers(400, 900, n).astype(np.int32),
        rivalry=_symmetric(rivalry),
        similarity=_symmetric(rng.integers(-ONE, ONE + 1, (n, n))),
        stability=rng.integers(1_000, 9_000, n).astype(np.int32),
        terror=rng.integers(0, 8_000, n).astype(np.int32),
        treaties=_treaties(rng, n),
        missions=_missions(rng, n),
        forums=_forums(rng, n),
        personality=("balanced",) * n,
        events=_story(sorted(names)),
    )


def _story(names: list[str]) -> tuple[ScenarioEvent, ...]:
    """Each nation in turn has something to decide: for nothing, for funds, or at a neighbour's expense."""
    told = [ScenarioEvent(turn, name, (), "", f"told_{turn}") for turn, name in enumerate(names)]
    choices = []
    for event in told:
        other = names[event.turn - 1]
        loss, gain = EventEffect("stability", event.target, -200), EventEffect("standing", event.target, 300)
        anger = EventEffect("hostility", event.target, 500, other)
        for place, (effects, price) in enumerate([((loss,), 0), ((gain,), 150), ((gain, anger), 0)]):
            choices.append(ScenarioEvent(event.turn + 1, event.target, effects, "", f"{event.id}.{place}",
                                         offered_by=event.id, price=price))  # fmt: skip
    return (*told, *choices)


def _symmetric(table: np.ndarray) -> np.ndarray:
    upper = np.triu(table, 1)
    return (upper + upper.T).astype(np.int32)


def _some_members(rng: np.random.Generator, groups: int, n: int) -> np.ndarray:
    members = rng.random((groups, n)) < 0.5
    for row in members:
        row[rng.permutation(n)[:2]] = True
    return members


def _treaties(rng: np.random.Generator, n: int) -> Treaties:
    kinds = np.arange(len(TREATIES), dtype=np.int32)
    return Treaties(tuple(f"treaty_{name}" for name in TREATIES), kinds, _some_members(rng, len(kinds), n))


def _missions(rng: np.random.Generator, n: int) -> Missions:
    return Missions(
        ids=("hosted", "elsewhere"),
        host=np.array([rng.integers(n), -1], np.int32),
        organisation=np.array([0, 2], np.int32),
        intensity=rng.integers(0, 4, 2).astype(np.int32),
        required=rng.integers(3, 20, 2).astype(np.int32),
        reimbursed=np.array([True, False]),
    )


def _forums(rng: np.random.Generator, n: int) -> Forums:
    return Forums(("near", "far"), _some_members(rng, 2, n), np.array([rng.integers(n), -1], np.int32))


def first_state(setting: Setting, worlds: int = 1, seed: int = 7, first: int = 0) -> State:
    """Worlds that differ in nothing but their number, with ties of every kind, ready for the first PLAN."""
    rng = np.random.default_rng(seed)
    n = setting.n
    state = blank(setting, worlds_numbered(first, worlds))
    state.alive[:] = True
    state.funds[:], state.staff[:] = setting.income, setting.staff
    state.officers[:] = rng.integers(2, 6, n)
    posted = rng.integers(0, 3, state.posted.shape[1:])
    state.posted[:] = posted
    state.home[:] = setting.size - posted.sum(axis=0)
    state.reserve[:] = setting.size // 10
    state.capability[:] = setting.capability
    state.member[:] = setting.treaties.members
    for name in ("readiness", "stability", "terror", "standing"):
        getattr(state, name)[:] = rng.integers(1_000, 9_000, n)
    state.integrity[:] = ONE
    _tie(state, rng, n)
    return start(state, setting, seed)


def _tie(state: State, rng: np.random.Generator, n: int) -> None:
    apart = ~np.eye(n, dtype=np.bool_)
    state.trust[:] = rng.integers(-6_000, 9_000, (n, n)) * apart
    state.access[:] = rng.integers(0, 8_000, (n, n)) * apart
    state.favours[:] = rng.integers(0, 60, (n, n)) * apart
    state.interoperability[:] = _symmetric(rng.integers(0, 8_000, (n, n)))
    state.hostility[:] = _symmetric(np.where(rng.random((n, n)) < 0.4, rng.integers(0, 9_000, (n, n)), 0))
    for kind in range(len(AGREEMENTS)):
        levels = np.where(rng.random((n, n)) < 0.2, rng.integers(1, 4, (n, n)), 0)
        state.agreement[:, kind] = levels * apart if kind == AID else _symmetric(levels)
    posts = (rng.random((n, n)) < 0.2) & apart
    state.post[:] = posts
    state.officers[:] += rng.integers(0, 2, n)


def played(state: State, setting: Setting, policy_name: str, points: int, seed: int = 7) -> State:
    """The state after some decision points with one policy in every seat."""
    seats = Seats(policy(policy_name), {})
    for _, result in islice(play(state, setting, seats, seed, points), points):
        state = result.state
    return state


def with_values(state: State, **arrays: np.ndarray) -> State:
    """A copy of the state with some arrays replaced."""
    return replace(state.copy(), **arrays)
