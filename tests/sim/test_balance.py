"""What `balance` measures: pairs on the same luck, seats apart, the same figures however the work is cut."""

from __future__ import annotations

import json

import numpy as np
import pytest

from game.cli import main
from game.content.reading.load import load_scenario
from game.sim import balance
from game.sim.balance import Outcome, Plan, leave_outs, measure, pures, report, variance
from game.sim.simulate import simulate

PLAN = Plan("first_posting", ("ken", "dji"), ("balanced", "passive", "pure:forum"), worlds=3, seed=5, turns=3)


def test_the_games_are_those_of_simulate() -> None:
    outcomes = measure(PLAN)
    scenario = load_scenario("first_posting")
    for name in PLAN.policies:
        for s, seat in enumerate(PLAN.seats):
            run = simulate(scenario, 3, 3, seats={seat: name}, seed=5)
            row = scenario.nation_ids.index(seat)
            assert np.allclose(outcomes[name].index[:, s], run.index[:, row], atol=0.01)


def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = measure(PLAN)
    monkeypatch.setattr(balance, "CHUNK_PAIRS", 72)
    cut = measure(PLAN)
    assert all((whole[name].parts == cut[name].parts).all() for name in PLAN.policies)


def test_the_report_names_gain_cost_and_the_component_that_moved() -> None:
    result = report(PLAN, measure(PLAN))
    rows = {row["policy"]: row for row in result["policies"]}
    assert rows["passive"]["share_of_gain"]["value"] == 1
    assert rows["balanced"]["cost"]["mean"] == 0
    assert rows["balanced"]["beats_balanced"] == 0.5
    assert result["gain"]["low"] <= result["gain"]["mean"] <= result["gain"]["high"]
    moved = rows["passive"]["components"]
    assert rows["passive"]["component"] == max(moved, key=lambda part: abs(moved[part]))
    assert json.dumps(result)


def test_everything_that_can_be_left_out_is_tried() -> None:
    assert {name.partition("=")[2] for name in leave_outs()} >= {name.partition(":")[2] for name in pures()}
    assert len(leave_outs()) == 13


def test_shares_of_variance_add_up() -> None:
    rng = np.random.default_rng(1)
    luck = rng.normal(size=(40, 2))
    shares = variance([luck, luck + 1, luck - 1])
    assert sum(shares.values()) == pytest.approx(1, abs=1e-3)
    assert shares["policy_and_luck"] == pytest.approx(0, abs=1e-3)
    assert variance([luck, luck])["luck"] == 1


def test_a_gain_of_nothing_has_no_shares() -> None:
    flat = Outcome(np.zeros((2, 1, 5)), np.ones((2, 1), np.bool_), 0.0)
    rows = report(Plan("s", ("a",), ("balanced", "passive"), 2), {"balanced": flat, "passive": flat})["policies"]
    assert rows[0]["share_of_gain"]["value"] is None


def test_the_command_prints_one_object_and_refuses_nonsense(capsys: pytest.CaptureFixture[str]) -> None:
    few = ["first_posting", "--worlds", "2", "--turns", "1", "--seats", "ken", "--levels"]
    assert main(["balance", *few, "--policies", "random", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert [row["policy"] for row in result["policies"]][:3] == ["balanced", "passive", "random"]
    assert len(result["levels"]) == 2
    assert main(["balance", "first_posting", "--seats", "nowhere"]) == 2
    assert main(["balance", "first_posting", "--policies", "swords"]) == 2
    assert "swords" in capsys.readouterr().err
