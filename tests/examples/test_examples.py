"""The examples run as they say, and the small policy learns."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from game.env.batch import Batch, Options
from game.examples import simulate_table, train_small_policy
from game.examples.train_small_policy import Scorer, play, train


def test_the_comparison_shows_itself_in_notebooks_and_terminals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    result = simulate_table.compare("first_posting", "uga", ("passive", "balanced"), worlds=8)
    assert [row[0] for row in result.rows()] == ["policy", "passive", "balanced"]
    assert str(result).count("\n") == 2
    assert ElementTree.fromstring(result._repr_html_()).tag == "table"
    assert ElementTree.fromstring(result.plot()._repr_svg_()).tag.endswith("svg")
    monkeypatch.setattr(sys, "argv", ["simulate_table", "--worlds", "2", "--out", str(tmp_path / "deep" / "plot.svg")])
    simulate_table.main()
    assert "balanced" in capsys.readouterr().out
    assert (tmp_path / "deep" / "plot.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_scorer_gives_legal_orders_best_first_and_each_once() -> None:
    batch = Batch(Options("first_posting", ("ken",)))
    scorer = Scorer(batch)
    batch.reset(np.arange(6))
    weights = np.random.default_rng(2).standard_normal((6, scorer.count))
    masks, seen = batch.masks(), batch.look()
    orders = scorer.orders(weights, seen, masks)
    scores = scorer.scores(weights, seen[:, 0])
    for world in range(6):
        given = [order for order in orders[world, 0] if order]
        assert given
        assert masks[world, 0, given].all()
        assert (np.diff(scores[world, given]) <= 0).all()
        assert (scores[world, given] > 0).all()
        pairs = list(zip(batch.catalog.instrument[given], batch.catalog.target[given], strict=True))
        assert len(set(pairs)) == len(pairs)
    alone = scorer.orders(weights[2:3], seen[2:3], masks[2:3])
    assert (alone[0] == orders[2]).all()


def test_weights_of_nothing_play_as_passive_does() -> None:
    batch = Batch(Options("first_posting", ("ken",), turns=3))
    scorer = Scorer(batch)
    index = play(batch, scorer, np.zeros((4, scorer.count)), np.arange(4))
    batch.reset(np.arange(4))
    while not batch.over:
        batch.act(np.zeros((4, 1, 1), np.int64))
    assert (index == batch.index[:, 0] / 10).all()


def test_a_few_generations_teach_something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_small_policy, "CURVE_WORLDS", 10)
    batch = Batch(Options("first_posting", ("ken",), others="passive"))
    heard: list[str] = []
    trained = train(batch, generations=6, population=16, worlds=8, seed=3, told=heard.append)
    assert len(heard) == len(trained.learned) == 6
    results = train_small_policy.examine(batch, trained.weights, 40)
    assert (results["trained"] - results["passive"]).mean() > 1
