"""`facts`: the world scenario played for 25 years and held against published findings, row by row."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np

from game.sim.fact_records import Record, record
from game.sim.logit import odds_ratio

TURNS = 100
FACT_TEMPO = {"tempo": 0}
"""Rules of the facts run: the tempo of the world, not of a campaign."""

MECHANISMS: dict[str, dict[str, int]] = {
    "deterrence": {"deterrence_floor": 10_000},
    "shared_shock": {"will_shock": 0},
    "obligation": {"will_obligation": 0, "tie_pact": 0, "treaty_defence": 0},
    "escalation": {"escalation": -9_000},
    "mediators": {"activity": -9_000},
    "peacekeeping": {"mission_calm": 0, "onset_peacekeepers": 0},
    "leaving": {"leave": -9_000, "leave_many": -9_000},
    "loss_of_strength": {"will_distance": 0},
    "violence_deters": {"will_risk": 0},
    "coverage": {"coverage_points": 0},
    "lengths": {"length_spread": 0},
}
"""What `--without` can take out: rules that leave a mechanism without effect."""


@dataclass(frozen=True)
class Fact:
    """A published finding: its target and band, and how it is measured on the records of some worlds."""

    id: str
    text: str
    kind: str  # input, calibrated or emergent
    target: float
    band: tuple[float, float]
    measure: Callable[[Sequence[Record]], float]


def _share(numerator: str, denominator: str) -> Callable[[Sequence[Record]], float]:
    def measure(records: Sequence[Record]) -> float:
        above, below = (sum(one.counts[name] for one in records) for name in (numerator, denominator))
        return above / below if below else math.nan

    return measure


def _median_days(records: Sequence[Record]) -> float:
    return float(np.median(np.concatenate([one.days for one in records])))


def _per_quarter(records: Sequence[Record]) -> float:
    return sum(one.counts["disputes"] for one in records) / (TURNS * len(records))


def _pact_odds(records: Sequence[Record]) -> float:
    return odds_ratio(np.concatenate([one.dyads for one in records]))


def _relapse(records: Sequence[Record]) -> float:
    """Insurgencies of mission hosts a host-turn, with the calm of missions over without it."""
    with_, without = (_share(f"relapses_{name}", f"host_turns_{name}")(records) for name in ("kept", "idle"))
    return with_ / without if without else math.nan


FACTS = (
    Fact("1", "interstate crises a quarter, worldwide", "calibrated", 0.85, (0.6, 1.1), _per_quarter),
    Fact("3a", "crisis duration: median days", "emergent", 82, (50, 110), _median_days),
    Fact("3b", "crises over 90 days", "emergent", 0.43, (0.33, 0.53), _share("long", "ended")),
    Fact("4a", "highest violence: none", "calibrated", 0.25, (0.18, 0.32), _share("violence_0", "ended")),
    Fact("4b", "highest violence: minor", "calibrated", 0.36, (0.29, 0.43), _share("violence_1", "ended")),
    Fact("4c", "highest violence: serious", "calibrated", 0.22, (0.15, 0.29), _share("violence_2", "ended")),
    Fact("4d", "highest violence: war", "calibrated", 0.17, (0.10, 0.24), _share("violence_3", "ended")),
    Fact("6a", "outcome: victory", "emergent", 0.32, (0.24, 0.40), _share("outcome_0", "ended")),
    Fact("6b", "outcome: compromise", "emergent", 0.29, (0.21, 0.37), _share("outcome_1", "ended")),
    Fact("6c", "outcome: stalemate", "emergent", 0.27, (0.19, 0.35), _share("outcome_2", "ended")),
    Fact("6d", "outcome: defeat", "emergent", 0.12, (0.04, 0.20), _share("outcome_3", "ended")),
    Fact("8a", "crises mediated", "emergent", 0.38, (0.30, 0.48), _share("mediated", "ended")),
    Fact("8b", "with a global or regional body active", "emergent", 0.80, (0.70, 0.90), _share("taken_up", "ended")),
    Fact("10a", "disputes that an outsider joins fighting", "emergent", 0.07, (0.04, 0.11), _share("joined", "ended")),
    Fact("10b", "wars that an outsider joins", "emergent", 0.55, (0.35, 0.70), _share("joined_wars", "wars")),
    Fact("11", "odds that a pact ally joins the target, over a non-ally", "emergent", 8, (4, 14), _pact_odds),
    Fact("13", "treaty commitments honoured in war", "emergent", 0.22, (0.15, 0.45), _share("honoured", "invoked")),
    Fact("14a", "defence-pact network: density", "input", 0.09, (0.06, 0.12), _share("pacts", "pairs")),
    Fact("14b", "defence-pact network: transitivity", "input", 0.89, (0.75, 0.95), _share("triangles", "triples")),
    Fact("14c", "states without a defence pact", "input", 0.25, (0.15, 0.35), _share("without_pact", "nations")),
    Fact("16a", "pacts still standing after 10 years", "emergent", 0.81, (0.69, 0.93), _share("pacts_10", "pacts_0")),
    Fact("16b", "pacts still standing after 25 years", "emergent", 0.65, (0.53, 0.77), _share("pacts_25", "pacts_0")),
    Fact("20", "relapse into civil war with peacekeepers, to without", "emergent", 0.4, (0.15, 0.6), _relapse),
    Fact("22a", "military spending: Gini", "input", 0.89, (0.85, 0.92), _share("gini", "one")),
    Fact("22b", "military spending: share of the top five", "input", 0.60, (0.5, 0.7), _share("top_five", "one")),
)


def facts(
    worlds: int, seed: int, without: Sequence[str] = (), progress: Callable[[int], None] | None = None
) -> dict[str, Any]:
    """Rows of FACTS over `worlds` worlds, each mean with its 95% jackknife interval over worlds.

    Raises KeyError for a mechanism that isn't in MECHANISMS.
    """
    rules = dict(FACT_TEMPO)
    for mechanism in without:
        rules |= MECHANISMS[mechanism]
    records: list[Record] = []
    for one in _records(worlds, seed, rules):
        records.append(one)
        if progress:
            progress(len(records))
    records.sort(key=lambda one: one.world)
    return {"worlds": worlds, "seed": seed, "without": list(without), "facts": [_row(fact, records) for fact in FACTS]}


def _records(worlds: int, seed: int, rules: Mapping[str, int]) -> Iterator[Record]:
    jobs = [(world, seed, dict(rules), TURNS) for world in range(worlds)]
    if worlds == 1:
        yield record(*jobs[0])
        return
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield from pool.map(record, *zip(*jobs, strict=True))


def _row(fact: Fact, records: Sequence[Record]) -> dict[str, Any]:
    mean = fact.measure(records)
    low, high = fact.band
    return {
        "id": fact.id,
        "fact": fact.text,
        "kind": fact.kind,
        "target": fact.target,
        "band": list(fact.band),
        "mean": _plain(mean),
        "interval": [_plain(edge) for edge in _jackknife(fact.measure, records, mean)],
        "in_band": bool(low <= mean <= high),
    }


def _jackknife(
    measure: Callable[[Sequence[Record]], float], records: Sequence[Record], mean: float
) -> tuple[float, float]:
    """95% interval from leaving one world out at a time (Efron & Tibshirani 1993, ch. 11)."""
    count = len(records)
    if count < 2:
        return math.nan, math.nan
    left_out = np.array([measure([*records[:k], *records[k + 1 :]]) for k in range(count)])
    error = math.sqrt((count - 1) / count * float(((left_out - left_out.mean()) ** 2).sum()))
    return mean - 1.96 * error, mean + 1.96 * error


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)
