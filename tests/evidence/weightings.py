"""Whether some other weighting would beat the ministers: python tests/evidence/weightings.py SCENARIO [--trials N].

Draws weightings of `balanced` at random, plays each from the recommended seats on the same worlds, and plays the best
five again on fresh worlds beside `balanced` and, where asked, the `strategist`. Prints what the best do differently.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

import numpy as np

from game.content.reading.load import load_scenario
from game.ministers.weights import WEIGHTS, Weights
from game.sim.balance import Plan, measure

ORDINARY = "balanced:personality=balanced"
WIDEST = 3.0
BEST = 5


def drawn(random: np.random.Generator) -> str:
    """A policy with every weight between a third of the ordinary and three times it; staff kept back 0 to 300."""
    factors = WIDEST ** random.uniform(-1, 1, len(WEIGHTS))
    ordinary = asdict(Weights())
    weights = {name: round(ordinary[name] * factor) for name, factor in zip(WEIGHTS, factors, strict=True)}
    weights |= {"reserve": int(random.integers(0, 301)), "unasked": int(random.integers(0, 3))}
    return ",".join([ORDINARY, *(f"{name}={value}" for name, value in weights.items())])


def means(plan: Plan) -> dict[str, tuple[float, float]]:
    """By policy: the mean index, and half its 95% interval for the difference from the ordinary weighting."""
    played = measure(plan)
    ordinary = played[ORDINARY].index.mean(axis=1)
    rows = {}
    for name, outcome in played.items():
        index = outcome.index.mean(axis=1)
        error = 1.96 * float((index - ordinary).std(ddof=1)) / np.sqrt(len(index))
        rows[name] = (float(index.mean()), float(error))
    return rows


def show(rows: dict[str, tuple[float, float]], names: Iterable[str]) -> None:
    ordinary = rows[ORDINARY][0]
    for name in names:
        index, error = rows[name]
        sys.stdout.write(f"  {name}\n    index {index:6.2f}  over ordinary {index - ordinary:+.2f} +-{error:.2f}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario")
    parser.add_argument("--trials", type=int, default=500)
    parser.add_argument("--worlds", type=int, default=24)
    parser.add_argument("--fresh", type=int, default=96, help="worlds on which the best five are played again")
    parser.add_argument("--seats", default="")
    parser.add_argument("--strategist", type=int, default=0, metavar="NODES")
    args = parser.parse_args()
    seats = tuple(args.seats.split(",")) if args.seats else tuple(
        seat.nation for seat in load_scenario(args.scenario).recommended)  # fmt: skip
    random = np.random.default_rng(1)
    names = [drawn(random) for _ in range(args.trials)]
    rows = means(Plan(args.scenario, seats, (ORDINARY, *names), args.worlds))
    best = sorted(names, key=lambda name: -rows[name][0])[:BEST]
    sys.stdout.write(f"{args.scenario}: the best {BEST} of {args.trials} weightings on {args.worlds} worlds\n")
    show(rows, best)
    others = (f"strategist:nodes={args.strategist}",) if args.strategist else ()
    again = means(Plan(args.scenario, seats, (ORDINARY, *best, *others), args.fresh, seed=1))
    sys.stdout.write(f"again on {args.fresh} fresh worlds\n")
    show(again, (ORDINARY, *best, *others))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
