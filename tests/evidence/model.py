"""Evidence that the model keeps its promises, measured: python tests/evidence/model.py [--worlds N] [--long].

Prints a row a property (measured value, bound, verdict) and exits 1 when one is missed. Minutes, not seconds: it is
run by hand after a change of the rules, not by the test suite.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

import numpy as np

from game.content.building.start import build
from game.content.reading.load import load_scenario
from game.core.alliances import alliances
from game.core.belief import believe
from game.core.chance import Luck
from game.core.consent import consent, threshold
from game.core.crises.outcome import outcome_score
from game.core.crises.support import delay
from game.core.instruments import POSITION
from game.core.observe import Observation, observe, quantities, scales
from game.core.orders import OrderTable, compile_orders
from game.core.phase import Phase
from game.core.remedies import Question, Remedy, candidates, cheapest
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step
from game.ministers.table import policy
from game.sim.match import Seats, finish, play, worlds_numbered

SEED = 7


@dataclass(frozen=True)
class Row:
    """One property: what was measured, what it should be, and whether it is."""

    name: str
    value: str
    bound: str
    kept: bool


@dataclass
class Game:
    """A scenario under way in W worlds."""

    setting: Setting
    state: State
    seats: tuple[int, ...]


def begun(name: str, worlds: int, turns: int) -> Game:
    scenario = load_scenario(name)
    setting, state = build(scenario, worlds_numbered(0, worlds), SEED)
    recommended = tuple(scenario.nation_ids.index(seat.nation) for seat in scenario.recommended)
    return Game(setting, finish(state, setting, Seats(policy("balanced"), {}), SEED, turns), recommended)


def decisions(game: Game, count: int) -> Iterator[Row]:
    """Random offers: the terms add up to the integer that decides, for the decision and for its estimate."""
    setting, seen = game.setting, observe(game.state, game.setting)
    random = np.random.default_rng(1)
    w = random.integers(game.state.worlds, size=count)
    proposer = random.integers(setting.n, size=count)
    recipient = (proposer + 1 + random.integers(setting.n - 1, size=count)) % setting.n
    code, level = random.integers(1, 8, size=count), random.integers(1, 4, size=count)
    for judge, who in ((recipient, "decisions"), (proposer, "estimates")):
        points = consent(seen, w, proposer, recipient, code, level, judge)
        whole = np.stack(points.parts).astype(np.int64).sum(axis=0)
        kept = bool((whole == points.total).all() and all(part.dtype == np.int32 for part in points.parts))
        yes = int((points.total >= threshold(setting, code, level)).sum())
        yield Row(f"{count} random {who}: terms are whole and add up", f"{yes} yes", "all", kept)


def remedies(game: Game, count: int) -> Iterator[Row]:
    """Expected refusals: the named change flips the answer, and no cheaper single order does."""
    setting = game.setting
    seen = observe(game.state.take(np.array([0])), setting)
    random, found, flipped, cheaper = np.random.default_rng(2), 0, 0, 0
    tried = 0
    while tried < count:
        seat, other = (int(row) for row in random.choice(setting.n, 2, replace=False))
        question = Question(seat, other, int(random.integers(1, 8)), int(random.integers(1, 3)))
        if not -150 < _margin(seen, question) < 0:
            continue
        tried += 1
        remedy = cheapest(seen, question)
        if remedy is not None:
            found += 1
            flipped += _after(seen, question, remedy.orders) >= remedy.threshold
            cheaper += _cheaper(seen, question, remedy)
    yield Row("expected refusals with a remedy within one's means", f"{found}/{tried}", "told", True)
    yield Row("remedies that flip the answer when made", f"{flipped}/{found}", "all", flipped == found)
    yield Row("remedies beaten by a cheaper single order", str(cheaper), "0", cheaper == 0)


def _row(question: Question, level: int) -> list[np.ndarray]:
    values = (0, question.seat, question.recipient, question.code, level)
    return [np.array([value], np.int64) for value in values]


def _margin(seen: Observation, question: Question) -> int:
    w, seat, other, code, level = _row(question, question.level)
    points = consent(seen, w, seat, other, code, level, seat).total
    return int(points[0] - threshold(seen.setting, code, level)[0])


def _after(seen: Observation, question: Question, orders: tuple) -> int:
    """The recipient's points a turn later when the orders were given, everybody else resting."""
    setting, now = seen.setting, believe(seen, question.seat, 1)
    lower = [order.level for order in orders if order.instrument == "agreement" and order.level > 0]
    given = [order for order in orders if not (order.instrument == "agreement" and order.level > 0)]
    table, _ = compile_orders(given, now, setting)
    later = step(now, table, setting, 0).state
    later = step(later, OrderTable.empty(1, setting.n, 0), setting, 0).state
    w, seat, other, code, level = _row(question, min([question.level, *lower]))
    return int(consent(observe(later, setting), w, seat, other, code, level, other).total[0])


def _cheaper(seen: Observation, question: Question, remedy: Remedy) -> bool:
    now = believe(seen, question.seat, 1)
    singles = [order for order, staff in candidates(now, seen.setting, question, ()) if staff < remedy.staff]
    return any(_after(seen, question, (order,)) >= remedy.threshold for order in singles)


def fog(game: Game) -> Iterator[Row]:
    """80% intervals cover the truth in 75-85% of cases at every level of access."""
    now, setting = game.state, game.setting
    seen = observe(now, setting)
    truth = np.concatenate([np.broadcast_to(quantities(now)[:, None], (*now.trust.shape, 8)),
                            now.trust.swapaxes(1, 2)[..., None]], axis=-1)  # fmt: skip
    inside = np.abs(truth - seen.estimate) * 10_000 <= seen.error[..., None] * scales(setting)[None, None] + 10_000
    apart = now.alive[:, :, None] & now.alive[:, None, :] & ~np.eye(setting.n, dtype=bool)
    for low, high in ((0, 2_000), (2_000, 6_000), (6_000, 10_001)):
        chosen = apart & (now.access >= low) & (now.access < high)
        covered = float(inside[chosen].mean())
        name = f"80% intervals, access {low // 100}-{min(high, 10_000) // 100}%"
        yield Row(name, f"{covered:.3f}", "0.75-0.85", 0.75 <= covered <= 0.85)


def network(scenario: str, worlds: int, turns: int) -> Iterator[Row]:
    """Strength doesn't saturate, crises neither die out nor explode, nobody is a magnet, nobody is silent."""
    game = begun(scenario, worlds, 0)
    setting, state, n = game.setting, game.state, game.setting.n
    yield from _spread(scenario, 0, state, setting)
    strongest = np.argsort(-setting.income)[:5]
    opened, wishes, to_strong = np.zeros(turns), 0, 0
    wanted, quiet = np.zeros((worlds, n), bool), 0
    own, lived = np.zeros((worlds, n)), np.zeros((worlds, n))
    kinds = [POSITION[key] for key in ("request", "agreement", "drill")]
    for point, (orders, result) in enumerate(play(state, setting, Seats(policy("balanced"), {}), SEED, turns)):
        if point % 2 == 0:
            asking = np.isin(orders.instrument, kinds) & (result.refused == 0)
            wishes, to_strong = wishes + asking.sum(), to_strong + np.isin(orders.target[asking], strongest).sum()
            wanted[np.nonzero(asking)[0], orders.target[asking]] = True
            left_alone = (result.state.offer == 0).all(axis=1) & (result.state.asked < 2).all(axis=2)
            lived += state.alive
            quiet += (~_involved(state) & left_alone & state.alive)[:, game.seats].sum()
        state = result.state
        for event in result.events:
            if event.kind == "crisis_opened":
                opened[point // 2] += len(event.w)
                np.add.at(own, (event.w, event.nation), 1)
        if point % 2 and (point + 1) // 2 in (20, 40, 100):
            yield from _spread(scenario, (point + 1) // 2, state, setting)
    ratio = opened[-10:].mean() / opened[:10].mean()
    yield Row(
        f"{scenario}: crises of the last ten turns over the first ten", f"{ratio:.2f}", "0.5-2", 0.5 <= ratio <= 2
    )
    share = to_strong / wishes
    yield Row(f"{scenario}: wishes to the five strongest", f"{share:.2f}", "<= 0.35", share <= 0.35)
    yield Row(f"{scenario}: nations wanted by someone", f"{wanted.mean():.2f}", ">= 0.5", wanted.mean() >= 0.5)
    crises = (own * 40 / np.maximum(lived, 1))[
        lived >= min(turns, 20)
    ]  # what a failed state would have suffered is unknown
    middle, tenth = np.median(crises), np.percentile(crises, 10)
    yield Row(f"{scenario}: own crises in 40 turns, median", f"{middle:.1f}", "6-9", 6 <= middle <= 9)
    yield Row(f"{scenario}: and tenth percentile", f"{tenth:.1f}", ">= 4", tenth >= 4)
    silent = quiet / lived[:, game.seats].sum()
    yield Row(f"{scenario}: quiet turns of recommended seats", f"{silent:.3f}", "<= 0.1", silent <= 0.1)


def _involved(now: State) -> np.ndarray:
    """(W, N) who is a party to a crisis under way: its victim, its adversary, or one who helps either."""
    n = now.alive.shape[1]
    party = (now.kind[:, :n] > 0) | (now.kind[:, n:] > 0) | ((now.rung >= 2) | (now.against >= 2)).any(axis=2)
    w, slot = np.nonzero(now.adversary >= 0)
    party[w, now.adversary[w, slot]] = True
    return party


def _spread(scenario: str, turn: int, state: State, setting: Setting) -> Iterator[Row]:
    ties, apart = alliances(state, setting), ~np.eye(setting.n, dtype=bool)
    for name, matrix in (("strength", ties.strength), ("indirect", ties.indirect)):
        middle, high = np.percentile(matrix[apart & state.alive[:, None] & state.alive[:, :, None]], [50, 90]) / 10_000
        kept = 0.02 <= middle <= 0.5 and high < 0.9
        yield Row(f"{scenario}, turn {turn}: {name}, median and 90th percentile", f"{middle:.3f} {high:.3f}",
                  "0.02-0.5, < 0.9", kept)  # fmt: skip


def relations(game: Game) -> Iterator[Row]:
    """Paired worlds that differ in one tie alone: delay falls and the outcome improves with each quintile of it."""
    setting = game.setting
    w, slot = np.nonzero((game.state.kind > 0) & (game.state.length > 60))
    w, slot = w[:60], slot[:60]
    victim = slot % setting.n
    helper = np.array([int(np.argmax(setting.nearness[v] * (np.arange(setting.n) != v))) for v in victim])
    delays, points = [], []
    for tie in (1_000, 3_000, 5_000, 7_000, 9_000):
        draft = game.state.copy()
        draft.interoperability[w, victim, helper] = draft.interoperability[w, helper, victim] = tie
        days = delay(draft, setting, w, helper, victim)
        draft.rung[w, helper, slot], draft.fielded[w, helper, slot] = 5, np.minimum(draft.home[w, helper], 8)
        draft.arrival[w, helper, slot] = days + 5
        phase = Phase(draft, draft, setting, Luck.of(0, draft.world, 1))
        delays.append(float(days.mean()))
        points.append(float(outcome_score(phase, w, slot).total.mean()))
    falling = all(a > b for a, b in pairwise(delays))
    rising = all(a <= b for a, b in pairwise(points)) and points[-1] > points[0]
    yield Row("days of delay by quintile of the tie", " ".join(f"{d:.1f}" for d in delays), "falling", falling)
    yield Row("points of the outcome by quintile", " ".join(f"{p:.1f}" for p in points), "rising", rising)


def deterrence(scenario: str, worlds: int, turns: int) -> Iterator[Row]:
    """At matched hostility, victims in the top quartile of expected support suffer fewer crises than the bottom."""
    game = begun(scenario, worlds, 0)
    setting, state = game.setting, game.state
    victim, challenger = setting.rivals
    exposed, struck = np.zeros((3, 4)), np.zeros((3, 4))
    for point, (_, result) in enumerate(play(state, setting, Seats(policy("balanced"), {}), SEED, turns)):
        if point % 2:
            ties = alliances(state, setting)
            ratio = (ties.support * 1000 // ties.needed)[:, victim]
            quartile = np.searchsorted(np.percentile(ratio, [25, 50, 75]), ratio)
            heat = np.clip(state.hostility[:, victim, challenger] // 2_500, 0, 2)
            np.add.at(exposed, (heat, quartile), 1)
            for event in result.events:
                if event.kind == "crisis_opened":
                    rows = event.other >= 0
                    for w, v, a in zip(event.w[rows], event.nation[rows], event.other[rows], strict=True):
                        pair = np.nonzero((victim == v) & (challenger == a))[0]
                        np.add.at(struck, (heat[w, pair], quartile[w, pair]), 1)
        state = result.state
    weight = exposed[:, 0] + exposed[:, 3]
    low, high = ((struck[:, q] / np.maximum(exposed[:, q], 1)) @ weight for q in (0, 3))
    yield Row("crises of the best supported quartile over the worst, hostility matched", f"{high / low:.2f}", "<= 0.6",
              high / low <= 0.6)  # fmt: skip


def failures(scenario: str, worlds: int, turns: int) -> Iterator[Row]:
    """Recommended seats fail in 3-10% of campaigns under `balanced`, 20-40% under `passive`."""
    game = begun(scenario, worlds, 0)
    balanced = policy("balanced")
    last = finish(game.state, game.setting, Seats(balanced, {}), SEED, turns)
    share = 1 - last.alive[:, game.seats].mean()
    yield Row(
        f"{scenario}: recommended seats that fail under balanced", f"{share:.3f}", "0.03-0.10", 0.03 <= share <= 0.1
    )
    lost = []
    for seat in game.seats:
        seats = Seats(balanced, {seat: policy("passive")})
        lost.append(1 - finish(game.state, game.setting, seats, SEED, turns).alive[:, seat].mean())
    share = float(np.mean(lost))
    yield Row(f"{scenario}: and under passive", f"{share:.3f}", "0.20-0.40", 0.2 <= share <= 0.4)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=6)
    parser.add_argument("--turns", type=int, default=40)
    parser.add_argument("--long", action="store_true", help="also the networks of crescent and world over 100 turns")
    args = parser.parse_args()
    game, missed = begun("crescent", args.worlds, 6), 0
    longer = [network(name, worlds, 100) for name, worlds in (("crescent", 4), ("world", 2)) if args.long]
    parts = (decisions(game, 10_000), remedies(game, 40), fog(game), relations(game),
             network("crescent", args.worlds, args.turns), deterrence("crescent", args.worlds, args.turns),
             failures("crescent", args.worlds, args.turns),
             *longer)  # fmt: skip
    for part in parts:
        for row in part:
            missed += not row.kept
            sys.stdout.write(f"{'ok ' if row.kept else 'OUT'} {row.name:66} {row.value:>28}  {row.bound}\n")
            sys.stdout.flush()
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
