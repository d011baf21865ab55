"""The staff estimate: what a plan, and each order of it, is expected to bring, played forward on what is known.

Worlds that fit the seat's observation are drawn and played on, with the plan and without each of its orders in turn,
always on the same luck. That luck is the estimate's own, from (nation, step, sample): the game's seed is not known
here, so no estimate can see the future.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.core.alliances import Alliances, alliances
from game.core.belief import believe
from game.core.chance import Luck
from game.core.exact import ONE
from game.core.observe import Observation
from game.core.orders import Order, compile_orders
from game.core.score import index_score
from game.core.setting import Setting
from game.core.state import State
from game.ministers.balanced import Balanced
from game.ministers.circle import SIZE, Circle, circle_of
from game.ministers.playout import Playout, Watch, play_on, rows_for
from game.ministers.policy import Policy

HORIZON = 8
"""Turns that a plan is played forward."""
CHUNKS = (4, 4, 8, 16, 16, 16)
"""Samples added by each refinement."""
ENOUGH = 16
"""Samples from which an interval is read off the samples themselves."""
NODES, FEWEST = 1_800, 16
"""World-turns spent on an estimate, and the samples that even a long plan gets."""
FINE = 10
"""The index is reckoned in hundredths of a point here: what one order changes is small."""
WEIGHTS = ("index_integrity", "index_stability", "index_support", "index_standing", "index_peace")
EIGHTY_PER_CENT = 1.2816
"""Standard deviations on each side that hold 80% of a normal law."""
GROWTH = (ONE // 2, 2 * ONE)
"""Least and most by which the support from outside the circle is taken to change."""
STREAM = 0x9E3779B97F4A7C15

Sums = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spread:
    """Samples of one quantity, smallest first."""

    values: tuple[int, ...]

    @property
    def mean(self) -> float:
        """The expected value."""
        return sum(self.values) / len(self.values)

    @property
    def likely(self) -> tuple[float, float]:
        """Where the quantity itself will lie in eight cases of ten: between the samples' own tenths where there are
        enough of them, for crises make a long tail on one side.

        Measured for the index eight turns on with 64 samples: 133 of 159 seats and games of `crescent` ended within it.
        """
        if len(self.values) < ENOUGH:
            return self._around(math.sqrt(1 + 1 / len(self.values)))
        return self._quantile(0.1), self._quantile(0.9)

    @property
    def sure(self) -> tuple[float, float]:
        """Where its expected value lies, in eight cases of ten, as far as so many samples can tell."""
        return self._around(1 / math.sqrt(len(self.values)))

    def _quantile(self, share: float) -> float:
        """After Weibull: of n samples the k-th holds k / (n + 1)."""
        place = share * (len(self.values) + 1) - 1
        low = math.floor(place)
        return self.values[low] + (place - low) * (self.values[low + 1] - self.values[low])

    def _around(self, factor: float) -> tuple[float, float]:
        mean, count = self.mean, len(self.values)
        if count < 2:
            return mean, mean
        deviation = math.sqrt(sum((value - mean) ** 2 for value in self.values) / (count - 1))
        half = EIGHTY_PER_CENT * (1 + 0.84 / (count - 1)) * deviation * factor  # Student's t, to within 2%
        return mean - half, mean + half


@dataclass(frozen=True, slots=True)
class Question:
    """What to estimate: the seat's observation (batch of one), its row, its plan."""

    seen: Observation
    seat: int
    plan: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the staff expects of a plan `turns` turns on; index and values in hundredths of a point."""

    step: int
    plan: tuple[Order, ...]
    samples: int
    settled: bool
    turns: int
    index: Spread
    values: tuple[Spread, ...]  # of each order: the index with it less the index without it
    crises: Spread  # crises of its own that the seat gets into
    coverage: Spread  # ten-thousandths, of each of them in every second turn; empty where there were none


def estimates(question: Question, policy: Policy | None = None, size: int = SIZE) -> Iterator[Estimate | None]:
    """Better and better estimates of one plan: the same for the same observation, whatever the game's seed.

    Yields None after each turn played, so that whoever asked can stop there. `policy` is what everybody is taken to
    do, the seat from its second decision point on; size: nations in the circle.
    """
    seen, plan = question.seen, question.plan
    circle = circle_of(seen, question.seat, plan, size)
    play = _playout(question, circle, policy or Balanced())
    plans = [plan, *(plan[:k] + plan[k + 1 :] for k in range(len(plan)))]
    tables = [compile_orders(one, circle.seen.public, play.setting)[0] for one in plans]
    turns = play.until // 2 - seen.step // 2
    counts = chunks(len(plans), turns)
    found = _Found(np.zeros((len(plans), 0), np.int64), [], [])
    for count in counts:
        start = _worlds(circle, play.seed, found.samples, count)
        batch = start.take(np.tile(np.arange(count), len(plans)))
        watch = Watch(count)
        last = yield from play_on(batch, rows_for(tables, circle.seat, count), play, watch)
        found.add(_index(batch, last, circle).reshape(len(plans), count), watch)
        yield found.estimate(question, turns, settled=found.samples == sum(counts))


def chunks(plans: int, turns: int) -> list[int]:
    """Samples of each refinement: few enough that a long plan, which is tried more often, is answered as soon."""
    left = max(FEWEST, min(sum(CHUNKS), NODES // (plans * turns)))
    counts = []
    for count in CHUNKS:
        counts.append(min(count, left))
        left -= counts[-1]
    return [count for count in counts if count]


@dataclass(slots=True)
class _Found:
    """What has been sampled so far."""

    index: Sums  # (plans, samples)
    opened: list[int]
    covered: list[int]

    @property
    def samples(self) -> int:
        return self.index.shape[1]

    def add(self, index: Sums, watch: Watch) -> None:
        self.index = np.concatenate([self.index, index], axis=1)
        self.opened += watch.opened.tolist()
        self.covered += watch.covered

    def estimate(self, question: Question, turns: int, settled: bool) -> Estimate:
        whole = self.index[0]
        values = tuple(_spread((whole - row).tolist()) for row in self.index[1:])
        return Estimate(
            question.seen.step, question.plan, self.samples, settled, turns,
            _spread(whole.tolist()), values, _spread(self.opened), _spread(self.covered),
        )  # fmt: skip


def _spread(values: Sequence[int]) -> Spread:
    return Spread(tuple(sorted(values)))


def _playout(question: Question, circle: Circle, policy: Policy) -> Playout:
    """Eight turns on, or to the end of the campaign, on luck that only the nation and the step decide."""
    seen = question.seen
    seed = int(seen.setting.keys[question.seat]) ^ (seen.step * STREAM & (1 << 64) - 1)
    turns = max(1, min(HORIZON, seen.setting.turns - seen.step // 2))
    return Playout(circle.seen.setting, circle.seat, policy, seed, (seen.step // 2 + turns) * 2)


def _worlds(circle: Circle, seed: int, first: int, count: int) -> State:
    """Worlds `first` .. that fit what the seat knows; sample k is the same in whatever chunk it is drawn."""
    numbers = np.arange(first, first + count, dtype=np.int64)
    worlds = believe(circle.seen, circle.seat, count, Luck.of(seed, numbers, circle.seen.step))
    worlds.world[:] = numbers
    return worlds


def _index(first: State, last: State, circle: Circle) -> Sums:
    """(W,) the seat's index in hundredths of a point, with what the rest of the world adds to its support.

    Those outside the circle are taken to come closer, or to drift away, as those within do.
    """
    setting = circle.seen.setting
    ties = alliances(last, setting)
    before, after = (_others(alliances(state, setting), circle.seat) for state in (first, last))
    growth = np.clip(after * ONE // np.maximum(before, 1), *GROWTH)
    support = ties.support + (circle.outside_support * growth // ONE)[:, None]
    standing = np.clip(last.standing + _standing_shift(circle, setting, last.turn - first.turn), 0, ONE)
    whole = replace(last, standing=standing.astype(np.int32))
    total = index_score(whole, _fine(setting), replace(ties, support=np.maximum(support, 0).astype(np.int32))).total
    return total[:, circle.seat].astype(np.int64)


def _others(ties: Alliances, seat: int) -> Sums:
    """(W,) support that all but the seat can expect."""
    counted = np.minimum(ties.support, ties.needed)
    return counted.sum(axis=1, dtype=np.int64) - counted[:, seat]


def _fine(setting: Setting) -> Setting:
    """The same setting with the index weighed in hundredths of a point."""
    return replace(
        setting, rules=replace(setting.rules, **{name: getattr(setting.rules, name) * FINE for name in WEIGHTS})
    )


def _standing_shift(circle: Circle, setting: Setting, turns: int) -> int:
    """What holding the circle's median at 50, in place of the world's, has taken from every standing."""
    left = (ONE - setting.rules.standing_centre) / ONE
    return round(circle.outside_standing * (1 - left**turns))
