"""Trains a small linear policy with NumPy alone, by the cross-entropy method, and tests it beside two others.

    python -m game.examples.train_small_policy --out runs/trained

Each order of the catalog gets a score: a weight for its kind, others for how near, trusting, strong or hostile its
target is, others for its size. The best legal orders with a score above zero are given. All candidates of a generation
play the same worlds in one batch, each world a different candidate, so that they differ by what they do, not by luck.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import game
from game.core.instruments import TABLE
from game.core.instruments.instrument import Target
from game.env.batch import Batch, Options
from game.env.catalog import NO_ORDER, Catalog
from game.sim.pages.plots import lines, standalone

Floats = NDArray[np.float64]

ABOUT_NATIONS = ("strength", "their_trust", "hostility", "nearness")
ABOUT_CRISES = ("victim", "violence", "asked")
"""Fields of the observation that say something of an order's target."""
ELITE, SPREAD, LEAST_SPREAD, KEPT = 0.2, 1.0, 0.15, 0.3
TRAIN_FROM, CURVE_FROM, TEST_FROM = 2_000_000, 1_000_000, 0
"""Numbers of the first worlds for training, for the learning curve, and for the test: none is in two of them."""
CURVE_WORLDS = 100


@dataclass(frozen=True)
class Scorer:
    """Turns weights and observations into orders. The weights: kinds of order, targets by instrument, sizes."""

    batch: Batch

    @property
    def catalog(self) -> Catalog:
        return self.batch.catalog

    @cached_property
    def kinds(self) -> NDArray[np.int64]:
        """(A,) number of the kind of each order: its instrument and option."""
        pairs = np.stack([self.catalog.instrument, self.catalog.option], axis=1)
        _, kind = np.unique(pairs, axis=0, return_inverse=True)
        return kind.ravel().astype(np.int64)

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        return (self.catalog.level + np.log2(1 + self.catalog.amount)).round().astype(np.int64)

    @property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        features = max(len(ABOUT_NATIONS), len(ABOUT_CRISES))
        return (int(self.kinds.max()) + 1, 1), (len(TABLE), features), (len(TABLE), 1)

    @property
    def count(self) -> int:
        """How many weights there are."""
        return sum(rows * columns for rows, columns in self.shapes)

    def orders(self, weights: Floats, seen: NDArray[np.float32], masks: NDArray[np.int8]) -> NDArray[np.int64]:
        """(W, 1, K) the orders of world w by weights (W, count), from its observation and its mask."""
        score = np.where(masks[:, 0] > 0, self.scores(weights, seen[:, 0]), 0.0)
        score[:, NO_ORDER] = 0.0
        chosen = np.zeros((len(weights), 1, self.batch.options.orders), np.int64)
        rows = np.arange(len(weights))
        for slot in range(chosen.shape[2]):
            best = score.argmax(axis=1)
            chosen[:, 0, slot] = np.where(score[rows, best] > 0, best, NO_ORDER)
            same = (self.catalog.instrument == self.catalog.instrument[best][:, None]) & (
                self.catalog.target == self.catalog.target[best][:, None]
            )
            score[same] = 0.0  # not twice the same thing with the same partner
        return chosen

    def scores(self, weights: Floats, seen: NDArray[np.float32]) -> Floats:
        """(W, A) the score of every order."""
        kind, target, size = self._parts(weights)
        book = self.catalog
        about = np.zeros((len(weights), len(book)))
        for position, row in enumerate(TABLE):
            numbers = book.of_instrument[position]
            features = self._about(seen, row.target)
            if features is not None:
                worth = np.einsum("wnf,wf->wn", features, target[:, position, : features.shape[2]])
                about[:, numbers] = worth[:, book.target[numbers]]
        scaled = size[:, np.maximum(book.instrument, 0), 0] * self.sizes
        total: Floats = kind[:, self.kinds, 0] + about + scaled / 4
        return total

    def _parts(self, weights: Floats) -> list[Floats]:
        parts, start = [], 0
        for rows, columns in self.shapes:
            parts.append(weights[:, start : start + rows * columns].reshape(-1, rows, columns))
            start += rows * columns
        return parts

    def _about(self, seen: NDArray[np.float32], kind: Target) -> NDArray[np.float32] | None:
        """(W, targets, features) what the observation says of each target of that kind."""
        names = {Target.NATION: ABOUT_NATIONS, Target.CRISIS: ABOUT_CRISES}.get(kind)
        if names is None:
            return None
        places = [self.batch.layout.places[name] for name in names]
        return np.stack([seen[:, place.start : place.stop] for place in places], axis=-1)


def play(batch: Batch, scorer: Scorer, weights: Floats, worlds: NDArray[np.int64]) -> Floats:
    """(W,) the index at the end of each world, played by its row of weights."""
    batch.reset(worlds)
    while not batch.over:
        batch.act(scorer.orders(weights, batch.look(), batch.masks()))
    return batch.index[:, 0] / 10


@dataclass(frozen=True)
class Trained:
    """What came out: weights, and by generation the mean index of the candidates and of what they taught."""

    weights: Floats
    candidates: list[float]  # each generation in worlds of its own
    learned: list[float]  # always in the same worlds, which nothing is learned from


def train(
    batch: Batch, generations: int, population: int, worlds: int, seed: int, told: Callable[[str], None] = print
) -> Trained:
    """The cross-entropy method: draw weights, keep the best fifth, draw around them, and so on."""
    scorer, rng = Scorer(batch), np.random.default_rng(seed)
    mean, spread = np.zeros(scorer.count), np.full(scorer.count, SPREAD)
    candidates, learned = [], []
    for generation in range(generations):
        drawn = mean + spread * rng.standard_normal((population, scorer.count))
        numbers = TRAIN_FROM + generation * worlds + np.arange(worlds)
        index = play(batch, scorer, drawn.repeat(worlds, axis=0), np.tile(numbers, population))
        fitness = index.reshape(population, worlds).mean(axis=1)
        elite = drawn[np.argsort(-fitness, kind="stable")[: max(2, round(ELITE * population))]]
        mean = KEPT * mean + (1 - KEPT) * elite.mean(axis=0)
        spread = np.maximum(KEPT * spread + (1 - KEPT) * elite.std(axis=0), LEAST_SPREAD)
        candidates.append(float(fitness.mean()))
        same = CURVE_FROM + np.arange(CURVE_WORLDS)
        learned.append(float(play(batch, scorer, np.tile(mean, (CURVE_WORLDS, 1)), same).mean()))
        told(f"generation {generation + 1}: candidates {candidates[-1]:.2f}, what has been learned {learned[-1]:.2f}")
    return Trained(mean, candidates, learned)


def examine(batch: Batch, weights: Floats, worlds: int) -> dict[str, Floats]:
    """(W,) the index by policy in the same unseen worlds."""
    numbers = TEST_FROM + np.arange(worlds)
    found = {"trained": play(batch, Scorer(batch), np.tile(weights, (worlds, 1)), numbers)}
    seat = batch.seats[0]
    for name in ("passive", "balanced"):
        run = game.simulate(batch.scenario, worlds=worlds, policy=batch.options.others, seats={seat: name},
                            seed=batch.options.seed, first_world=TEST_FROM)  # fmt: skip
        found[name] = run.index[:, run.nations.index(seat)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Train a small linear policy with NumPy alone.")
    parser.add_argument("--scenario", default="first_posting")
    parser.add_argument("--seat", default="ken")
    parser.add_argument("--generations", type=int, default=40)
    parser.add_argument("--population", type=int, default=80)
    parser.add_argument("--worlds", type=int, default=16, help="worlds that each candidate plays")
    parser.add_argument("--test-worlds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("runs/trained"))
    args = parser.parse_args()
    began = time.monotonic()
    batch = Batch(Options(args.scenario, (args.seat,)))
    trained = train(batch, args.generations, args.population, args.worlds, args.seed)
    print(f"trained {len(trained.weights)} weights in {time.monotonic() - began:.0f} s")
    results = examine(batch, trained.weights, args.test_worlds)
    for name, index in results.items():
        gain = index - results["passive"]
        half = 1.96 * gain.std(ddof=1) / np.sqrt(len(gain))
        print(f"{name:9} index {index.mean():5.1f}, over passive {gain.mean():+6.2f} ±{half:.2f} in {len(gain)} worlds")
    args.out.mkdir(parents=True, exist_ok=True)
    np.savez(args.out / "weights.npz", weights=trained.weights)
    curve = {"candidates": trained.candidates, "what has been learned": trained.learned}
    flat = {name: [float(index.mean())] * args.generations for name, index in results.items() if name != "trained"}
    picture = lines(curve | flat, "security index", "Learning curve, by generation", "generations")
    (args.out / "learning.svg").write_text(standalone(picture), encoding="utf-8")
    print(f"weights and learning curve in {args.out}")


if __name__ == "__main__":
    main()
