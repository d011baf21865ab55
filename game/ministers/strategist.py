"""The strategist: searches whole plans by playing them forward on worlds that fit what its nation knows.

It starts from the balanced minister's plan, adds the plans that other weightings would make and single changes of the
first, and plays each on a few believed worlds; the best few are played on more. All draws are the strategist's own,
from (nation, step, sample), so it sees the future no better than the staff estimate does. The budget is counted in
nodes, one world through one decision point, never in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from game.core.alliances import alliances
from game.core.belief import believe
from game.core.chance import Luck
from game.core.crises.outcome import DE_ESCALATE, ESCALATE, HOLD
from game.core.observe import Observation, observe
from game.core.orders import Order, OrderTable, compile_orders
from game.core.score import index_score
from game.core.setting import Setting
from game.core.state import State
from game.core.vocabulary import POSTURES
from game.ministers.advice import orders_of
from game.ministers.balanced import Balanced
from game.ministers.circle import Circle, circle_of
from game.ministers.playout import Playout, Watch, play_on, rows_for
from game.ministers.policy import Policy

Rows64 = NDArray[np.int64]
Plan = tuple[Order, ...]
Sums = NDArray[np.int64]

TURNS = 4
"""Turns that plans are played forward."""
FIRST_SHARE, FINALISTS = 60, 4
"""Per cent of the nodes for comparing all plans, and how many are then compared on more worlds."""
FEWEST = 2
"""Worlds that every plan is tried on at least: with fewer nodes fewer plans are tried."""
STREAM = 0x9E3779B97F4A7C15
FINE = 100
OTHER_WAYS: tuple[dict[str, int], ...] = (
    {"forum": 160}, {"agreement": 60}, {"peacekeeping": 170}, {"upkeep": 200}, {"attache": 50}, {"reserve": 250},
    {"training": 250}, {"drill": 300}, {"agreement": 170}, {"reserve": 50}, {"home": 200}, {"attache": 200},
    {"standing": 200}, {"forum": 60}, {"training": 0}, {"upkeep": 50},
)  # fmt: skip
"""Other weightings whose plans are tried, likeliest first."""
SERVICE = ({"unasked": 2}, {"unasked": 6})


@dataclass(frozen=True)
class Strategist:
    """`nodes`: the budget of one decision of one nation."""

    nodes: int = 500
    base: Balanced = field(default_factory=Balanced)

    def decide(self, seen: Observation, luck: Luck) -> OrderTable:
        w, i = (axis.ravel() for axis in np.indices((seen.worlds, seen.setting.n)))
        return self.decide_for(seen, luck, w, i)

    def decide_for(self, seen: Observation, luck: Luck, w: Rows64, i: Rows64) -> OrderTable:
        """Orders (W, N, K) in which the rows (w, i) are searched; each sees its own world alone."""
        tables = [self.base.decide(seen, luck)]
        tables += [way.decide(seen, luck) for way in self._ways(seen)]
        chosen = OrderTable.empty(seen.worlds, seen.setting.n, max(table.slots for table in tables) + 1)
        for world, seat in zip(w.tolist(), i.tolist(), strict=True):
            alone = seen if seen.worlds == 1 else observe(seen.public.take(np.array([world])), seen.setting)
            if not alone.public.alive[0, seat]:
                continue
            plans = [orders_of(table, seat, seen.setting, world) for table in tables]
            plan = search(alone, seat, plans, self.nodes, self.base)
            row, _ = compile_orders(plan[: chosen.slots], alone.public, seen.setting)
            for target, source in zip(chosen.columns(), row.columns(), strict=True):
                target[world, seat] = source[0, seat, : chosen.slots]
        return chosen

    def _ways(self, seen: Observation) -> list[Balanced]:
        ways = OTHER_WAYS if seen.step % 2 == 0 else SERVICE
        return [replace(self.base, weights=replace(self.base.weights, **way)) for way in ways]


def search(seen: Observation, seat: int, plans: list[Plan], nodes: int, policy: Policy) -> Plan:
    """The plan (batch of one) that does best in play: the first of `plans` unless another is better on average."""
    base = plans[0]
    circle = circle_of(seen, seat, tuple(order for plan in plans for order in plan))
    turns = max(1, min(TURNS, seen.setting.turns - seen.step // 2))
    seed = int(seen.setting.keys[seat]) ^ (seen.step * STREAM & (1 << 64) - 1) ^ 1
    play = Playout(circle.seen.setting, circle.seat, policy, seed, (seen.step // 2 + turns) * 2)
    points = play.until - seen.step
    most = nodes * FIRST_SHARE // (100 * points * FEWEST)
    tried = list(dict.fromkeys([base, *plans, *changes(base, seen, seat)]))[:most]
    if len(tried) < 2:  # nothing to compare, or no nodes to compare it with
        return base
    samples = nodes * FIRST_SHARE // (100 * points * len(tried))
    first = trial(circle, play, tried, 0, samples)
    gains = (first - first[0]).sum(axis=1)
    best = np.argsort(-gains, kind="stable")[:FINALISTS]
    finalists = [0, *(int(k) for k in best if k != 0)][:FINALISTS]
    more = (nodes - samples * len(tried) * points) // (points * len(finalists))
    scores = first[finalists]
    if more > 0:
        scores = np.concatenate([scores, trial(circle, play, [tried[k] for k in finalists], samples, more)], axis=1)
    better = scores - scores[0]
    totals = better.sum(axis=1)
    winner = int(totals.argmax())
    return tried[finalists[winner]] if _convincing(better[winner]) else base


def _convincing(better: Sums) -> bool:
    """Whether paired differences lie above zero by more than their own standard error."""
    count, total = len(better), int(better.sum())
    squares = int((better * better).sum())
    return total > 0 and total * total > squares - total * total // count


def changes(base: Plan, seen: Observation, seat: int) -> Iterator[Plan]:
    """The plan without each of its orders, and with other postures and answers where it has any."""
    setting, nation = seen.setting, seen.setting.nations[seat]
    if seen.step % 2:
        yield from _other_postures(base, seen, seat)
        for k, order in enumerate(base):
            if order.instrument == "answer":
                other = replace(order, option="accept" if order.option != "accept" else "decline", level=0)
                yield (*base[:k], other, *base[k + 1 :])
        offered = {order.target for order in base if order.instrument == "answer"}
        proposers = sorted(setting.nations[row] for row in np.nonzero(seen.public.offer[0, :, seat])[0])
        for proposer in proposers:
            if proposer not in offered:
                yield (*base, Order(nation, "answer", "accept", proposer))
    for k in range(len(base)):
        if base[k].instrument not in ("request", "answer", "posture"):
            yield (*base[:k], *base[k + 1 :])


def _other_postures(base: Plan, seen: Observation, seat: int) -> Iterator[Plan]:
    setting, nation = seen.setting, seen.setting.nations[seat]
    for layer in (0, 1):
        slot = seat + layer * setting.n
        if seen.public.kind[0, slot] == 0:
            continue
        target = f"{nation}:{layer}"
        rest = tuple(order for order in base if not (order.instrument == "posture" and order.target == target))
        for posture in (ESCALATE, HOLD, DE_ESCALATE):
            yield (*rest, Order(nation, "posture", POSTURES[posture], target))


def trial(circle: Circle, play: Playout, plans: list[Plan], first: int, samples: int) -> Sums:
    """(plans, samples) index at the end of the horizon, in thousandths of a point, all plans on the same worlds."""
    numbers = np.arange(first, first + samples, dtype=np.int64)
    worlds = believe(circle.seen, circle.seat, samples, Luck.of(play.seed, numbers, circle.seen.step))
    worlds.world[:] = numbers
    tables = [compile_orders(plan, circle.seen.public, play.setting)[0] for plan in plans]
    batch = worlds.take(np.tile(np.arange(samples), len(plans)))
    steps = play_on(batch, rows_for(tables, circle.seat, samples), play, Watch(samples))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return _index(end.value, play.setting, circle).reshape(len(plans), samples)


def _index(last: State, setting: Setting, circle: Circle) -> Sums:
    ties = alliances(last, setting)
    support = np.maximum(ties.support + circle.outside_support, 0)
    names = ("index_integrity", "index_stability", "index_support", "index_standing", "index_peace")
    rules = replace(setting.rules, **{name: getattr(setting.rules, name) * FINE for name in names})
    score = index_score(last, replace(setting, rules=rules), replace(ties, support=support))
    return score.total[:, circle.seat].astype(np.int64)
