"""Games by every policy in both scenarios do not smoke, and every instrument and kind of crisis occurs in some."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from support.holds import problems
from support.relabel import reduced

from game.content.building.start import build
from game.content.reading.load import list_scenarios, load_scenario
from game.core.alliances import alliances
from game.core.crises.kinds import KINDS
from game.core.instruments import INSTRUMENTS, TABLE
from game.core.offers import OFFERS
from game.core.orders import OrderTable
from game.core.phase import EVENTS
from game.core.score import index_score
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step
from game.core.vocabulary import OUTCOMES, VIOLENCE
from game.ministers.table import policy
from game.sim.match import Seats, finish, play, worlds_numbered

POLICIES = ["passive", "random", "balanced", "balanced:without=drill", "balanced:personality=activist",
            *(f"pure:{row.key}" for row in INSTRUMENTS)]  # fmt: skip
SCENARIOS = {"first_posting": (16, 8), "crescent": (1, 3)}
"""Worlds and turns of a short game of each."""

RARE = {"tempo": 1_000, "lapse": -600, "lapse_trust": 2_000, "leave": -2_000, "mission_done": 2_000,
        "mission_end": -600, "item_quorum": 9_000}  # fmt: skip
"""Rules under which what is rare happens often."""


@cache
def start_of(name: str, worlds: int) -> tuple[Setting, State]:
    return build(load_scenario(name), worlds_numbered(0, worlds), 3)


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("scenario", sorted(SCENARIOS))
def test_no_policy_smokes_in_any_scenario(scenario: str, name: str) -> None:
    worlds, turns = SCENARIOS[scenario]
    setting, state = start_of(scenario, worlds)
    assert not problems(state, setting)
    for orders, result in play(state, setting, Seats(policy(name), {}), 3, turns):
        state = result.state
        assert not problems(state, setting)
        assert ((result.refused == 0) | (orders.instrument >= 0)).all(), "an empty slot is never refused"
        for event in result.events:
            assert event.kind in EVENTS
            columns = (event.w, event.nation, event.other, event.value, event.detail)
            assert len({len(column) for column in columns}) == 1
            assert ((event.w >= 0) & (event.w < worlds)).all()
            assert ((event.nation >= -1) & (event.nation < setting.n)).all()
    index = index_score(state, setting, alliances(state, setting)).total
    assert ((index >= 0) & (index <= 1_000)).all()
    assert state.step == 2 * turns


@pytest.mark.parametrize("name", ["random", "balanced"])
@pytest.mark.parametrize("scenario", sorted(set(list_scenarios()) - set(SCENARIOS)))
def test_every_other_scenario_begins_soundly(scenario: str, name: str) -> None:
    setting, state = start_of(scenario, 1)
    assert not problems(state, setting)
    for _, result in play(state, setting, Seats(policy(name), {}), 3, 2):
        assert not problems(result.state, setting)


@pytest.mark.parametrize("name", ["random", "balanced"])
def test_a_whole_lesson_ends_sound_in_many_worlds(name: str) -> None:
    setting, state = start_of("first_posting", 64)
    end = finish(state, setting, Seats(policy(name), {}), 3, setting.turns)
    assert not problems(end, setting)
    assert len(set(end.digests())) == 64


def busy_games() -> list[tuple[Setting, State, str]]:
    """A dozen states of the crescent for long and six for longer, with crises frequent enough to see all kinds."""
    corner = ("mar", "dza", "tun", "lby", "egy", "sdn", "mrt", "mli", "ner", "tcd", "sau", "yem")
    crescent = load_scenario("crescent")
    kept = tuple(one for one in corner if one in crescent.nation_ids)
    games = []
    for scenario, worlds, name, rules in (
        (reduced(crescent, kept), 12, "balanced", {"tempo": 1_000}),
        (reduced(crescent, kept), 12, "random", RARE),
        (load_scenario("first_posting"), 24, "balanced", {"tempo": 1_000}),
        (load_scenario("two_seas"), 12, "random", {}),  # its story asks for decisions
    ):
        setting, state = build(scenario, worlds_numbered(0, worlds), 9, rules)
        games.append((setting, state, name))
    return games


@pytest.fixture(scope="module")
def seen() -> dict[str, Counter[str]]:
    """What occurred in the busy games: orders by instrument and option, crises by kind, outcome, violence; events."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("order", "crisis", "outcome", "event", "offer")}
    for setting, state, name in busy_games():
        for orders, result in play(state, setting, Seats(policy(name), {}), 9, 16):
            done = (orders.instrument >= 0) & (result.refused == 0)
            for position, option in zip(orders.instrument[done].tolist(), orders.option[done].tolist(), strict=True):
                counts["order"][f"{TABLE[position].key}.{TABLE[position].options[option]}"] += 1
            for event in result.events:
                counts["event"][event.kind] += len(event.w)
                if event.kind == "crisis_opened":
                    counts["crisis"].update(KINDS[kind - 1].key for kind in event.value.tolist())
                elif event.kind == "crisis_ended":
                    counts["outcome"].update(OUTCOMES[value] for value in event.value.tolist())
                elif event.kind in ("agreed", "drilled"):
                    shift = len(OFFERS) - 6 if event.kind == "drilled" else 0
                    counts["offer"].update(OFFERS[value + shift] for value in event.value.tolist())
    return counts


def test_every_instrument_is_used_in_played_games(seen: dict[str, Counter[str]]) -> None:
    """With every one of its options, by some policy, legally."""
    wanted = {f"{row.key}.{option}" for row in TABLE for option in row.options}
    assert not wanted - set(seen["order"])


def test_every_kind_of_crisis_breaks_out_and_ends_in_every_way(seen: dict[str, Counter[str]]) -> None:
    assert set(seen["crisis"]) == {kind.key for kind in KINDS}
    assert set(seen["outcome"]) == set(OUTCOMES)


def test_every_offer_is_made_and_accepted(seen: dict[str, Counter[str]]) -> None:
    assert not set(OFFERS[1:]) - set(seen["offer"])


def test_every_event_happens(seen: dict[str, Counter[str]]) -> None:
    assert not set(EVENTS) - set(seen["event"])


def test_crises_last_their_days_and_violence_never_falls() -> None:
    setting, state, name = busy_games()[2]
    before = state
    for _, result in play(state, setting, Seats(policy(name), {}), 9, 6):
        after = result.state
        same = (before.kind > 0) & (after.kind == before.kind) & (after.opened == before.opened)
        assert (after.violence >= before.violence)[same].all()
        assert (after.violence < len(VIOLENCE)).all()
        assert (after.length == before.length)[same].all()
        if after.planning:
            gone = (after.step - 1 - after.opened) // 2 * setting.rules.quarter_days
            assert (gone < after.length)[after.kind > 0].all()
        before = after


def test_failed_states_give_no_orders_and_suffer_no_crises() -> None:
    setting, state, _ = busy_games()[2]
    _, planned = next(play(state, setting, Seats(policy("random"), {}), 9, 1))
    planned.state.integrity[:, 0] = -10_000
    fallen = step(planned.state, OrderTable.empty(state.worlds, setting.n, 0), setting, 9).state
    assert not fallen.alive[:, 0].any()
    for orders, result in play(fallen, setting, Seats(policy("random"), {}), 9, 4):
        assert (result.refused[:, 0][orders.instrument[:, 0] >= 0] != 0).all()
        assert not result.state.kind[:, [0, setting.n]].any()
        assert not result.state.alive[:, 0].any()
