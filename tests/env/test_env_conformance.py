"""The environments pass the tests of Gymnasium and PettingZoo, and one seat is the same game in all forms."""

from __future__ import annotations

import warnings
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

gymnasium = pytest.importorskip("gymnasium", reason="the extra `rl` is not installed")
pettingzoo_test = pytest.importorskip("pettingzoo.test", reason="the extra `rl` is not installed")

from gymnasium.utils.env_checker import check_env, data_equivalence  # noqa: E402
from pettingzoo.test.max_cycles_test import max_cycles_test  # noqa: E402

import game.env  # noqa: E402
from game.env import SingleSeat, VectorSeat, env, parallel_env  # noqa: E402

ID = "game.env:ArmyDiplomacy-v0"
QUIET = {"others": "passive", "turns": 3}
"""Short and cheap: conformance is about the form."""


def test_gymnasium_finds_and_accepts_the_single_seat() -> None:
    made = gymnasium.make(ID, **QUIET)
    assert made.unwrapped.batch.setting.turns == 3
    check_env(made.unwrapped)
    made.close()


def test_an_episode_through_gymnasiums_own_wrappers() -> None:
    made = gymnasium.make(ID, **QUIET)
    _, info = made.reset(seed=5)
    assert info["world"] == 5 << 20
    steps, over = 0, False
    while not over:
        action = made.action_space.sample(info["action_mask"])
        _, reward, over, cut, info = made.step(action)
        assert np.isfinite(reward)
        assert not cut
        steps += 1
    assert steps == 6
    _, info = made.reset()
    assert info["world"] == (5 << 20) + 1
    _, info = made.reset(options={"world": 12})
    assert info["world"] == 12


def test_parallel_api() -> None:
    world = parallel_env(**QUIET)
    pettingzoo_test.parallel_api_test(world, num_cycles=50)
    assert world.agents == []  # it was played to its end


def test_seats_that_are_no_agents_are_held_by_a_policy() -> None:
    world = parallel_env(seats=["ken", "uga"], turns=2)
    pettingzoo_test.parallel_api_test(world, num_cycles=20)
    assert world.possible_agents == ["ken", "uga"]


def test_parallel_seeds() -> None:
    made = []

    def constructor() -> object:
        made.append(parallel_env(**QUIET))
        return made[-1]

    pettingzoo_test.parallel_seed_test(constructor, num_cycles=20)
    assert len(made) == 2  # compared with each other


def test_agent_by_agent_api_and_seeds() -> None:
    """Two warnings: they prefer agents called player_0, ours are nations; and one number as action, not a few."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        pettingzoo_test.api_test(env(**QUIET), num_cycles=60)
    said = {str(warning.message).partition(" for each agent")[0][:30] for warning in told}
    assert said == {"We recommend agents to be name", "Action space"}
    pettingzoo_test.seed_test(lambda: env(**QUIET), num_cycles=10)


def test_max_cycles(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def noted(**options: Any) -> object:
        asked.append(options)
        return parallel_env(**options)

    monkeypatch.setattr(game.env, "parallel_env", noted)
    max_cycles_test(game.env)
    assert asked == [{"max_cycles": 4}]


def test_pictures() -> None:
    pettingzoo_test.render_test(lambda render_mode: env(render_mode=render_mode, turns=8, others="passive"))
    drawn = SingleSeat(**QUIET, render_mode="rgb_array")
    drawn.reset(seed=1)
    image = drawn.render()
    assert image is not None
    assert len(np.unique(image.reshape(-1, 3), axis=0)) > 8


def test_a_line_for_those_who_watch(capsys: pytest.CaptureFixture[str]) -> None:
    watched = SingleSeat(**QUIET, render_mode="human")
    watched.reset(seed=1)
    watched.step(np.zeros(4, np.int64))
    lines = capsys.readouterr().out.splitlines()
    assert ["plan" in lines[0], "respond" in lines[1]] == [True, True]


def test_two_alike_stay_alike_for_500_steps() -> None:
    """PettingZoo's seed test compares one step: actions drawn alike must keep two worlds alike through episodes."""
    one, two = (parallel_env(**QUIET, orders=2, seats=["ken", "uga"]) for _ in range(2))
    for world in (one, two):
        for place, agent in enumerate(world.possible_agents):
            world.action_space(agent).seed(place)
    pair = [world.reset(seed=9) for world in (one, two)]
    assert data_equivalence(*pair)
    rewards = set()
    for _ in range(500):
        if not one.agents:
            assert not two.agents
            pair = [world.reset() for world in (one, two)]
            continue
        results: list[Any] = []
        for world, last in zip((one, two), pair, strict=True):
            infos = last[-1]
            actions = {a: world.action_space(a).sample(infos[a]["action_mask"]) for a in world.agents}
            results.append(world.step(actions))
        assert data_equivalence(*results)
        rewards |= set(results[0][1].values())
        pair = results
    assert len(rewards) > 50


def test_a_vector_of_worlds_is_so_many_single_ones_for_200_steps() -> None:
    count = 2
    vector = VectorSeat(count, turns=4, others="random")
    singles = [SingleSeat(turns=4, others="random") for _ in range(count)]
    seen, info = vector.reset(seed=20)
    firsts = [single.reset(seed=20 + place) for place, single in enumerate(singles)]
    _same(seen, info, firsts)
    ended = False
    vector.action_space.seed(4)
    for _ in range(200):
        actions = _legal(vector, info["action_mask"])
        seen, rewards, over, cut, info = vector.step(actions)
        if ended:
            results = [(*single.reset(), 0.0, False, False) for single in singles]
            results = [(s, r, o, c, i) for s, i, r, o, c in results]
        else:
            results = [single.step(action) for single, action in zip(singles, actions, strict=True)]
        _same(seen, info, [(result[0], result[4]) for result in results])
        assert rewards.tolist() == [result[1] for result in results]
        assert over.tolist() == [result[2] for result in results]
        assert not cut.any()
        ended = bool(over.any())
    assert vector.batch.state.world[0] > 20 << 20, "the episodes went on"


def _legal(vector: VectorSeat, masks: np.ndarray) -> np.ndarray:
    space = vector.single_action_space
    return np.array([space.sample((mask,) * 4) for mask in masks])


def _same(seen: np.ndarray, info: dict[str, Any], singles: list[Any]) -> None:
    for place, (one, its) in enumerate(singles):
        assert (seen[place] == one).all()
        assert (info["action_mask"][place] == its["action_mask"][0]).all()
        assert [info[name][place] for name in ("index", "refused", "world")] == [
            its[name] for name in ("index", "refused", "world")
        ]


def test_gymnasium_makes_the_vector_form() -> None:
    made = gymnasium.make_vec(ID, num_envs=5, **QUIET)
    assert isinstance(made.unwrapped, VectorSeat)
    seen, info = made.reset(seed=[4, 4, 5, 6, 7])
    assert made.observation_space.contains(seen)
    assert (info["world"] >> 20).tolist() == [4, 4, 5, 6, 7]
    assert (seen[0] == seen[1]).all()
    for _ in range(7):
        seen, rewards, over, cut, info = made.step(made.action_space.sample())
        assert made.observation_space.contains(seen)
        assert rewards.shape == over.shape == cut.shape == (5,)
    assert (info["world"] & 0xFFFFF).tolist() == [1] * 5, "after the sixth step the worlds began anew"
    made.close()


def test_a_campaign_can_be_cut_short() -> None:
    short = VectorSeat(2, **QUIET, max_cycles=2)
    short.reset(seed=0)
    cuts = [short.step(np.zeros((2, 4), np.int64))[3].tolist() for _ in range(4)]
    assert [all(cut) for cut in cuts] == [False, True, False, False]
    with pytest.raises(ValueError, match="seeds"):
        short.reset(seed=[1])


def test_masks_can_be_left_out_and_are_flat_for_those_who_ask() -> None:
    bare = SingleSeat(**QUIET, masks=False)
    _, info = bare.reset(seed=1)
    assert "action_mask" not in info
    flat = bare.action_masks()
    assert flat.shape == (bare.action_space.nvec.sum(),)  # type: ignore[attr-defined]
    assert flat.dtype == np.bool_


def test_names_load_when_they_are_asked_for() -> None:
    assert {name for name in game.env.__all__ if getattr(game.env, name)} == set(game.env.__all__)
    with pytest.raises(AttributeError):
        game.env.conquer  # noqa: B018
    assert "strength" in game.env.describe("first_posting", "uga")
    assert all(a.start < b.start for a, b in pairwise(SingleSeat(**QUIET).batch.layout.places.values()))


def test_the_face_of_the_package_knows_the_environments() -> None:
    import game as face

    assert face.env is game.env
