"""The balanced minister: what is left out stays out, noise is all that tells levels apart, and means are minded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.worlds import LOUD, first_state, played, small_setting

from game.core.chance import Luck
from game.core.instruments import INSTRUMENTS, POSITION
from game.core.instruments.answer import ACCEPT
from game.core.observe import observe
from game.core.offers import FIRST_DRILL
from game.core.orders import OrderTable
from game.core.setting import Setting
from game.core.state import State
from game.core.vocabulary import AGREEMENTS, AID
from game.ministers.balanced import PERSONALITIES
from game.ministers.means import flow
from game.ministers.policy import first_of
from game.ministers.table import PolicyError, policy
from game.sim.match import ministers_luck

CHARACTERS = ("activist", "balanced", "cautious", "mercantile", "hegemonic")
MOMENTS = [(seed, points) for seed in (1, 4, 9) for points in (0, 3, 6, 7)]


def _moment(seed: int, points: int) -> tuple[Setting, State]:
    setting = small_setting(seed, rules=LOUD)
    return setting, played(first_state(setting, 4, seed), setting, "balanced", points, seed)


def _orders(name: str, setting: Setting, state: State) -> OrderTable:
    return policy(name).decide(observe(state, setting), ministers_luck(state, 5))


@pytest.mark.parametrize("left_out", [row.key for row in INSTRUMENTS])
def test_what_is_left_out_is_neither_ordered_nor_accepted(left_out: str) -> None:
    for seed, points in MOMENTS:
        setting, state = _moment(seed, points)
        table = _orders(f"balanced:without={left_out}", setting, state)
        assert not (table.instrument == POSITION[left_out]).any()
        w, i, slot = np.nonzero((table.instrument == POSITION["answer"]) & (table.option == ACCEPT))
        code = state.offer[w, table.target[w, i, slot], i]
        drill = code >= FIRST_DRILL
        assert not (drill if left_out == "drill" else ~drill if left_out == "agreement" else drill & False).any()


@pytest.mark.parametrize("kind", range(len(AGREEMENTS)))
def test_an_agreement_type_left_out_is_not_proposed(kind: int) -> None:
    for seed, points in MOMENTS:
        setting, state = _moment(seed, points)
        table = _orders(f"balanced:without=agreement.{AGREEMENTS[kind]}", setting, state)
        assert not ((table.instrument == POSITION["agreement"]) & (table.option == kind)).any()


@pytest.mark.parametrize("name", ["balanced", "balanced:level=easy", "balanced:unasked=3"])
def test_another_seed_of_the_game_changes_no_order_but_the_noise(name: str) -> None:
    setting, state = _moment(4, 6)
    one, other = (policy(name).decide(observe(state, setting), Luck.of(seed, state.world, 6)) for seed in (1, 2))
    same = all((a == b).all() for a, b in zip(one.columns(), other.columns(), strict=True))
    assert same == ("level" not in name)


def test_levels_have_two_names_and_the_hardest_is_the_minister_itself() -> None:
    assert policy("balanced:level=3") == policy("balanced:level=hard") == policy("balanced")
    assert policy("balanced:level=1") == policy("balanced:level=easy") != policy("balanced:level=2")


@pytest.mark.parametrize("name", ["balanced:level=4", "balanced:forum=many", "balanced:forum=-1", "balanced:nodes=3",
                                  "strategist:nodes=x", "balanced:without=swords", "pure:swords"])  # fmt: skip
def test_a_policy_that_cannot_be_is_refused_with_what_is_allowed(name: str) -> None:
    with pytest.raises(PolicyError):
        policy(name)


def test_aid_that_cannot_be_paid_ends_and_none_is_begun() -> None:
    _, state = _moment(4, 0)
    state = state.copy()
    state.agreement[:, AID, 0, 1] = 3
    state.funds[:, 0] = 0
    poor = small_setting(4, rules=LOUD | {"forces_upkeep": 10_000})
    assert (flow(observe(state, poor))[:, 0] < 0).all()
    table = _orders("balanced", poor, state)
    aid = (table.instrument[:, 0] == POSITION["agreement"]) & (table.option[:, 0] == AID)
    assert aid.any(axis=1).all()
    assert (table.level[:, 0][aid] == 0).all()


def test_troops_beyond_what_counts_come_home_from_missions() -> None:
    setting, state = _moment(9, 0)
    state = state.copy()
    state.posted[:, 0, 0], state.tour[:, 0, 0], state.home[:, 0] = 12, 2, 1
    table = _orders("balanced", setting, state)
    back = (table.instrument[:, 0] == POSITION["peacekeeping"]) & (table.option[:, 0] == 1)
    assert back.any(axis=1).all()
    assert (table.amount[:, 0][back] >= 8).all()


def test_contingents_go_to_a_crisis_of_ones_own_that_lacks_them() -> None:
    setting, state = _moment(4, 1)
    state = state.copy()
    state.kind[:, 0], state.opened[:, 0], state.length[:, 0] = 1, 0, 80
    state.demand[:, 0] = setting.size[0] * 50
    state.home[:, 0], state.funds[:, 0] = setting.size[0], 500
    table = _orders("balanced", setting, state)
    sent = table.instrument[:, 0] == POSITION["commit"]
    assert sent.any(axis=1).all()
    assert (table.amount[:, 0][sent] >= setting.size[0] // 4).all()


def test_the_first_of_every_owner_are_kept() -> None:
    kept, place = first_of(np.array([3, 1, 3, 3, 1]), 2)
    assert sorted(zip(kept.tolist(), place.tolist(), strict=True)) == [(0, 0), (1, 0), (2, 1), (4, 1)]


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_nation_is_seated_with_the_character_its_scenario_gives_it(moment: tuple[int, int]) -> None:
    setting, state = _moment(*moment)
    characters = tuple(CHARACTERS[row % len(CHARACTERS)] for row in range(setting.n))
    mixed = _orders("balanced", replace(setting, personality=characters), state)
    for row, name in enumerate(characters):
        own = _orders(f"balanced:personality={name}", setting, state)
        for column, alone in zip(mixed.columns(), own.columns(), strict=True):
            assert np.array_equal(column[:, row], alone[:, row]), name


def test_characters_change_what_nations_do() -> None:
    setting, state = _moment(4, 6)
    bold = _orders("balanced", replace(setting, personality=("activist",) * setting.n), state)
    assert not np.array_equal(bold.instrument, _orders("balanced", setting, state).instrument)
    named = _orders("balanced:personality=balanced", replace(setting, personality=("activist",) * setting.n), state)
    assert np.array_equal(named.instrument, _orders("balanced", setting, state).instrument), "a name given goes first"
    assert set(CHARACTERS) == set(PERSONALITIES)
