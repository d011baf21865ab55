"""A sweep's plan: a TOML file with axes that multiply, spelled out as games that are each played once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from game.content.format.fields import Id, Many, Record, about
from game.content.format.model import Scenario
from game.content.reading.document import Document, read_document
from game.content.reading.errors import Problem, ScenarioError, closest, one_of, quoted
from game.content.reading.load import load_scenario
from game.content.reading.translate import problems_of
from game.core.knobs import problem_with
from game.core.ruleset import Rules
from game.ministers.table import PolicyError
from game.ministers.table import policy as named

ALL, RECOMMENDED = "all", "recommended"
MOST_GAMES = 100_000
Values = Annotated[tuple[int, ...], Field(strict=False, min_length=1, max_length=64)]
Text = Annotated[str, Field(min_length=1, max_length=300)]
WHOLE = (1 << 63) - 1


class SweepPlan(Record):
    """What is to be played: every scenario x seat x policy x choice of rules x seed, in `worlds` worlds each."""

    title: str = about("What the sweep is for.", "", max_length=300)
    scenarios: Many[Text] = about("Ids, or paths from where the sweep is started.", min_length=1, max_length=32)
    policies: Many[Text] = about(
        "Policies to compare, one after the other in each seat.", min_length=1, max_length=64, example="balanced"
    )
    seats: Many[Id] = about(
        'Nations that the policies play; "recommended" for the scenario\'s own, "all" for every seat at once.',
        (RECOMMENDED,),
        min_length=1,
        max_length=256,
    )
    others: Text = about("The policy of all other seats.", "balanced")
    baseline: Text | None = about("The policy that gains are counted from; the first of `policies` if left out.", None)
    seeds: Values = about("Seeds of the games.", (0,))
    worlds: int = about("Worlds of each game.", 100, ge=1, le=100_000_000)
    first_world: int = about("Number of the first world.", 0, ge=0, le=1 << 40)
    turns: int | None = about("Turns to play; the scenario's own if left out.", None, ge=1, le=400)
    every_turn: bool = about("Whether the index of every turn is kept too.", False)
    rules: dict[str, Values] = about("Values of rules to try: [rules] tempo = [580, 900].", {}, max_length=16)


@dataclass(frozen=True)
class Game:
    """One setup, played in all worlds of the plan: `policy` in `seat` (none: in every seat), `others` elsewhere."""

    number: int
    scenario: str
    seat: str
    policy: str
    others: str
    rules: tuple[tuple[str, int], ...]
    seed: int


@dataclass(frozen=True)
class Choice:
    """One row of the summary: a policy in a seat under some rules, and its games, one a seed."""

    scenario: str
    seat: str  # a nation, or "all"
    policy: str
    rules: tuple[tuple[str, int], ...]
    games: tuple[int, ...]


@dataclass(frozen=True)
class Sweep:
    """A plan with its scenarios read and its games spelled out; games that come to the same are one."""

    plan: SweepPlan
    scenarios: dict[str, Scenario]  # by what the plan calls them
    games: tuple[Game, ...]
    choices: tuple[Choice, ...]

    @property
    def baseline(self) -> str:
        return self.plan.baseline or self.plan.policies[0]

    @property
    def campaigns(self) -> int:
        return len(self.games) * self.plan.worlds

    def turns(self, scenario: str) -> int:
        return self.plan.turns or self.scenarios[scenario].turns


def read_plan(path: str | Path) -> Sweep:
    """The sweep of a plan file. Raises ScenarioError with all that is wrong with it, or with a scenario of it."""
    document = read_document(Path(path))
    try:
        plan = SweepPlan.model_validate(document.values)
    except ValidationError as error:
        raise ScenarioError(problems_of(error, document, SweepPlan)) from None
    problems = list(_problems(plan, document))
    if problems:
        raise ScenarioError(problems)
    scenarios = {name: load_scenario(name) for name in plan.scenarios}
    problems = list(_seat_problems(plan, scenarios, document))
    if problems:
        raise ScenarioError(problems)
    return spelled_out(plan, scenarios)


def _problems(plan: SweepPlan, document: Document) -> Iterator[Problem]:
    paths = [(("policies", place), name) for place, name in enumerate(plan.policies)]
    for path, name in [*paths, (("others",), plan.others)]:
        try:
            named(name)
        except PolicyError as error:
            yield document.problem(path, str(error))
    if plan.baseline is not None and plan.baseline not in plan.policies:
        yield document.problem(("baseline",), f"{quoted(plan.baseline)} isn't compared", one_of(plan.policies))
    for rule, values in plan.rules.items():
        for place, value in enumerate(values):
            problem = problem_with(Rules, rule, value)
            if problem:
                yield document.problem(("rules", rule, place), problem)
    for place, seed in enumerate(plan.seeds):
        if not 0 <= seed <= WHOLE:
            yield document.problem(("seeds", place), f"{seed} is out of range", "from 0 to 2^63 - 1")
    for name in ("scenarios", "policies", "seats", "seeds"):
        given = getattr(plan, name)
        for place, value in enumerate(given):
            if value in given[:place]:
                yield document.problem((name, place), f"{value} stands here twice")


def _seat_problems(plan: SweepPlan, scenarios: dict[str, Scenario], document: Document) -> Iterator[Problem]:
    for place, seat in enumerate(plan.seats):
        for name, scenario in scenarios.items():
            if seat == RECOMMENDED and not scenario.recommended:
                yield document.problem(("seats", place), f"{name} recommends no seats", "name nations")
            if seat not in (ALL, RECOMMENDED, *scenario.nation_ids):
                ids = scenario.nation_ids
                what = f"no nation {quoted(seat)} in {name}"
                yield document.problem(("seats", place), what, one_of(ids), closest(seat, ids))


def spelled_out(plan: SweepPlan, scenarios: dict[str, Scenario]) -> Sweep:
    """Games and choices of a sound plan. Raises ValueError when there are too many games."""
    numbers: dict[tuple[Any, ...], int] = {}
    choices = []
    variants = [tuple(zip(plan.rules, values, strict=True)) for values in product(*plan.rules.values())]
    for name, scenario in scenarios.items():
        for rules, seat, policy in product(variants, _seats(plan, scenario), plan.policies):
            games = tuple(_number(numbers, (name, *_setup(seat, policy, plan.others), rules, seed))
                          for seed in plan.seeds)  # fmt: skip
            choices.append(Choice(name, seat, policy, rules, games))
            if len(numbers) > MOST_GAMES:
                raise ValueError(f"the plan has more than {MOST_GAMES} games")
    return Sweep(plan, scenarios, tuple(Game(number, *key) for key, number in numbers.items()), tuple(choices))


def _seats(plan: SweepPlan, scenario: Scenario) -> list[str]:
    recommended = [one.nation for one in scenario.recommended]
    seats = [one for seat in plan.seats for one in (recommended if seat == RECOMMENDED else [seat])]
    return list(dict.fromkeys(seats))


def _setup(seat: str, policy: str, others: str) -> tuple[str, str, str]:
    """(seat, policy, others) of the game to play: a seat played as all others are is no game of its own."""
    return ("", policy, policy) if seat == ALL or policy == others else (seat, policy, others)


def _number(numbers: dict[tuple[Any, ...], int], key: tuple[Any, ...]) -> int:
    return numbers.setdefault(key, len(numbers))


def rules_text(rules: tuple[tuple[str, int], ...]) -> str:
    return " ".join(f"{name}={value}" for name, value in rules)


def plan_text(plan: SweepPlan) -> str:
    """The plan as it is kept in the folder of its results."""
    return json.dumps(plan.model_dump(), indent=1, sort_keys=True)
