"""The summary of a sweep: each policy in each seat with intervals, and what it gains over the baseline, in pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.sim.records import Table
from game.sim.sweep_plan import ALL, Choice, Sweep, rules_text
from game.sim.tables import quoted, read_table

Floats: TypeAlias = NDArray[np.float64]
Files: TypeAlias = Callable[[str, int], list[Path]]

NORMAL_95 = 1.96
PARTS = ("integrity", "stability", "expected_support", "standing", "peace_around")


class Played:
    """What one game left, with a row a world and a column a nation."""

    def __init__(self, nations: tuple[str, ...], files: Files, game: int) -> None:
        self._nations, self._files, self._game = nations, files, game

    @cached_property
    def outcomes(self) -> dict[str, NDArray[Any]]:
        """(W, N) by column."""
        tables = [read_table(path, "outcomes") for path in self._files("outcomes", self._game)]
        n = len(self._nations)
        return {
            name: np.concatenate([table[name] for table in tables]).reshape(-1, n)
            for name in ("index", *PARTS, "alive", "crises", "orders")
        }

    def crises(self, seat: str) -> list[Table]:
        """Crises that ended, of one nation or of all."""
        return self._of("crises", "victim", seat)

    def turns(self, seat: str) -> list[Table]:
        """The index by turn, of one nation or of all."""
        return self._of("turns", "nation", seat)

    def _of(self, name: str, key: str, seat: str) -> list[Table]:
        tables = [read_table(path, name) for path in self._files(name, self._game)]
        if seat == ALL:
            return tables
        return [{column: values[table[key] == seat] for column, values in table.items()} for table in tables]


def summarise(sweep: Sweep, files: Files) -> tuple[dict[str, Any], str]:
    """The JSON object of `sweep --json`, and its rows as CSV."""
    rows: list[dict[str, Any]] = []
    base: list[Floats] = []
    played: dict[int, Played] = {}
    for choice in sorted_choices(sweep):
        nations = sweep.scenarios[choice.scenario].nation_ids
        played = {game: played.get(game) or Played(nations, files, game) for game in choice.games}
        games = [played[game] for game in choice.games]
        index = [_seat(game.outcomes["index"], nations, choice.seat) / 10 for game in games]
        if choice.policy == sweep.baseline:
            base = index
        row = _row(choice, games, nations, index, base)
        row["worth"] = _worth(choice, sweep, nations, files, index)
        if sweep.plan.every_turn:
            row["by_turn"] = _by_turn(games, choice.seat, sweep.turns(choice.scenario))
        rows.append(row)
    plan = sweep.plan
    summary = {
        "title": plan.title,
        "scenarios": list(plan.scenarios),
        "baseline": sweep.baseline,
        "others": plan.others,
        "seeds": list(plan.seeds),
        "worlds": plan.worlds,
        "first_world": plan.first_world,
        "turns": plan.turns,
        "games": len(sweep.games),
        "campaigns": sweep.campaigns,
        "rows": rows,
    }
    return summary, _csv(rows)


def sorted_choices(sweep: Sweep) -> list[Choice]:
    """Choices with the baseline first among those it is compared with."""
    place = {choice: number for number, choice in enumerate(sweep.choices)}
    group: dict[tuple[object, ...], int] = {}
    for choice in sweep.choices:
        group.setdefault((choice.scenario, choice.rules, choice.seat), place[choice])
    return sorted(
        sweep.choices,
        key=lambda one: (group[one.scenario, one.rules, one.seat], one.policy != sweep.baseline, place[one]),
    )


def _seat(values: NDArray[Any], nations: tuple[str, ...], seat: str) -> Floats:
    """(W,) of the seat, or the mean over all nations."""
    chosen = values.mean(axis=1) if seat == ALL else values[:, nations.index(seat)]
    return chosen.astype(np.float64)


def _row(
    choice: Choice, games: list[Played], nations: tuple[str, ...], index: list[Floats], base: list[Floats]
) -> dict[str, Any]:
    everything = np.concatenate(index)
    alive = np.concatenate([_seat(game.outcomes["alive"], nations, choice.seat) for game in games])
    crises = np.concatenate([_seat(game.outcomes["crises"], nations, choice.seat) for game in games])
    parts = {name: _plain(np.concatenate([_seat(g.outcomes[name], nations, choice.seat) for g in games]).mean() / 10)
             for name in PARTS}  # fmt: skip
    p05, p50, p95 = (_plain(np.percentile(everything, q)) for q in (5, 50, 95))
    return {
        "scenario": choice.scenario,
        "rules": rules_text(choice.rules),
        "seat": choice.seat,
        "policy": choice.policy,
        "worlds": len(everything),
        "index": {**mean_interval(everything), "sd": _plain(everything.std()), "p05": p05, "p50": p50, "p95": p95},
        "parts": parts,
        "gain": mean_interval(everything - np.concatenate(base)),
        "survived": share_interval(float(alive.sum()), len(alive)),
        "crises": mean_interval(crises),
        **_crisis_counts(choice, games),
    }


def _worth(
    choice: Choice, sweep: Sweep, nations: tuple[str, ...], files: Files, index: list[Floats]
) -> dict[str, Any] | None:
    """What the policy loses by what it leaves out, against itself on the same luck, where that was played too."""
    whole, left_out = _whole(choice.policy)
    twins = [one for one in sweep.choices if replace(one, games=()) == replace(choice, policy=whole, games=())]
    if not left_out or not twins:
        return None
    full = [_seat(Played(nations, files, game).outcomes["index"], nations, choice.seat) / 10 for game in twins[0].games]
    lost = np.concatenate(full) - np.concatenate(index)
    return {"of": whole, "without": left_out, **mean_interval(lost)}


def _whole(policy: str) -> tuple[str, str]:
    """The policy that leaves nothing out, and what this one leaves out."""
    name, _, rest = policy.partition(":")
    options = [part for part in rest.split(",") if part]
    kept = [part for part in options if not part.startswith("without=")]
    left_out = "".join(part.partition("=")[2] for part in options if part.startswith("without="))
    return name + (":" + ",".join(kept) if kept else ""), left_out


def _by_turn(games: list[Played], seat: str, turns: int) -> list[float]:
    """Mean index after each turn."""
    total, count = np.zeros(turns), np.zeros(turns)
    for game in games:
        for table in game.turns(seat):
            np.add.at(total, table["turn"], table["index"] / 10)
            np.add.at(count, table["turn"], 1)
    return [_plain(value) for value in total / np.maximum(count, 1)]


def _crisis_counts(choice: Choice, games: list[Played]) -> dict[str, Any]:
    """Ended crises by outcome, kind and violence, and how many of them found support."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("outcome", "kind", "violence")}
    helped = total = 0
    for game in games:
        for table in game.crises(choice.seat):
            for name, counter in counts.items():
                counter.update(table[name].tolist())
            helped += int((table["helpers"] > 0).sum())
            total += len(table["helpers"])
    return {
        "ended": total,
        "supported": share_interval(helped, total),
        **{f"by_{name}": dict(sorted(counter.items())) for name, counter in counts.items()},
    }


def mean_interval(values: Floats) -> dict[str, float | None]:
    """Mean with its 95% interval by the normal law; none for a single value."""
    mean, count = float(values.mean()), len(values)
    if count < 2:
        return {"mean": _plain(mean), "low": None, "high": None}
    half = NORMAL_95 * float(values.std(ddof=1)) / float(np.sqrt(count))
    return {"mean": _plain(mean), "low": _plain(mean - half), "high": _plain(mean + half)}


def share_interval(hits: float, of: int) -> dict[str, float | None]:
    """A share with its 95% interval after Wilson (1927), which stays within 0 and 1; none of nothing."""
    if of == 0:
        return {"mean": None, "low": None, "high": None}
    share, weight = hits / of, NORMAL_95**2 / of
    middle = (share + weight / 2) / (1 + weight)
    half = NORMAL_95 * float(np.sqrt(share * (1 - share) / of + weight / (4 * of))) / (1 + weight)
    return {"mean": _plain(share), "low": _plain(middle - half), "high": _plain(middle + half)}


def _plain(value: float) -> float:
    return round(float(value), 4)


def _csv(rows: list[dict[str, Any]]) -> str:
    """The figures that have intervals, one row a choice."""
    figures = ("index", "gain", "survived", "crises", "supported")
    heads = [f"{name}_{edge}" for name in figures for edge in ("mean", "low", "high")]
    lines = [",".join(["scenario", "rules", "seat", "policy", "worlds", *heads])]
    for row in rows:
        names = [quoted(row[name]) for name in ("scenario", "rules", "seat", "policy")]
        values = [row[name][edge] for name in figures for edge in ("mean", "low", "high")]
        texts = ["" if value is None else str(value) for value in values]
        lines.append(",".join([*names, str(row["worlds"]), *texts]))
    return "\n".join(lines) + "\n"
