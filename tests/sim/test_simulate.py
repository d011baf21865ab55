"""`simulate` and matches: world k is the same game however it is reached, and a run counts what happened."""

from __future__ import annotations

import json

import numpy as np
import pytest
from support.worlds import LOUD

import game
from game.content.building.start import build
from game.content.reading.load import load_scenario
from game.ministers.table import PolicyError, policy
from game.sim import simulate as module
from game.sim.match import Seats, finish, worlds_numbered
from game.sim.simulate import simulate, summary

LESSON = load_scenario("first_posting")


def run(**changes: object) -> module.Run:
    options: dict[str, object] = {"worlds": 6, "turns": 3, "seed": 7, "rules": LOUD}
    return simulate(LESSON, **(options | changes))  # type: ignore[arg-type]


def test_world_k_is_the_same_game_whatever_the_number_of_worlds() -> None:
    whole = run()
    assert run(worlds=2, first_world=3).digests == whole.digests[3:5]
    assert run(worlds=1, first_world=5).digests == whole.digests[5:]
    assert run(worlds=9).digests[:6] == whole.digests
    assert len(set(whole.digests)) == 6


def test_worlds_played_in_chunks_are_the_same_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(history=True)
    monkeypatch.setattr(module, "CHUNK_PAIRS", 2 * len(LESSON.nations) ** 2)
    heard: list[tuple[int, int]] = []
    parts = run(history=True, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(2, 6), (4, 6), (6, 6)]
    assert parts.digests == whole.digests
    assert parts.digest == whole.digest
    assert parts.events == whole.events
    assert parts.orders == whole.orders
    assert (parts.index == whole.index).all()
    assert (parts.history["index"] == whole.history["index"]).all()


def test_a_run_is_the_match_that_it_says_it_is() -> None:
    setting, state = build(LESSON, worlds_numbered(0, 6), 7, LOUD)
    end = finish(state, setting, Seats(policy("balanced"), {}), 7, 3)
    assert tuple(end.digests()) == run().digests


def test_seed_policy_seats_rules_and_turns_each_make_another_game() -> None:
    base = run().digest
    seat = LESSON.nation_ids[0]
    others = [{"seed": 8}, {"policy": "passive"}, {"seats": {seat: "passive"}}, {"rules": {}}, {"turns": 4},
              {"first_world": 1}]  # fmt: skip
    digests = [run(**change).digest for change in others]
    assert base not in digests
    assert len(set(digests)) == len(digests)
    assert run(seats={seat: "balanced"}).digest == base, "a seat played as all others play is no other game"


def test_a_run_counts_what_happened() -> None:
    found = run(worlds=20, turns=8, history=True)
    shown = summary(found)
    assert json.loads(json.dumps(shown)) == shown
    assert list(shown) == ["scenario", "seed", "worlds", "turns", "policy", "seats", "digest", "nations", "crises",
                           "elapsed_s", "world_turns_per_s"]  # fmt: skip
    assert [row["id"] for row in shown["nations"]] == list(LESSON.nation_ids)
    for row in shown["nations"]:
        assert 0 <= row["index"]["p05"] <= row["index"]["p50"] <= row["index"]["p95"] <= 100
        assert 0 <= row["survived"] <= 1
    assert sum(found.events["kind"].values()) >= sum(found.events["outcome"].values()) > 0
    assert sum(found.events["outcome"].values()) == sum(found.events["violence"].values())
    assert sum(found.events["outcome"].values()) == sum(found.events["supported"].values())
    assert found.orders > 0
    assert found.history["index"].shape == (8, 20, len(LESSON.nations))
    assert (found.history["index"][-1] == found.index).all()
    assert found.survived.dtype == np.bool_


def test_what_cannot_be_run_says_why() -> None:
    with pytest.raises(KeyError, match="atlantis"):
        run(seats={"atlantis": "passive"})
    with pytest.raises(PolicyError, match="clever"):
        run(policy="clever")
    with pytest.raises(ValueError, match="gravity"):
        run(rules={"gravity": 981})


def test_the_python_names_are_the_same_functions() -> None:
    assert game.load("first_posting").id == LESSON.id
    again = game.simulate(game.load("first_posting"), worlds=6, turns=3, seed=7, rules=LOUD)
    assert again.digest == run().digest
    with pytest.raises(AttributeError):
        game.conquer  # noqa: B018
