"""An assignment: a TOML file that says which game everybody plays. Read as untrusted input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError

from game.content.format.fields import Id, Many, Prose, Record, Sentence, about
from game.content.format.model import Scenario
from game.content.reading.document import Document, read_document
from game.content.reading.errors import Problem, ScenarioError, closest, one_of, quoted
from game.content.reading.load import list_scenarios, load_scenario
from game.content.reading.translate import problems_of
from game.core.knobs import problem_with
from game.core.ruleset import Rules
from game.ministers.table import PolicyError
from game.ministers.table import policy as named

SUFFIX = ".toml"
MARK = "assignment"
"""The key by which the file says what it is."""
LARGEST_SEED = (1 << 31) - 1


class AssignmentFile(Record):
    """What the file holds."""

    assignment: Sentence = about("The title, as students see it.", example="Week 3: when help comes")
    text: Prose = about("What is to be done and watched.", "Play to the end.", example="Who comes, and why?")
    scenario: str = about("Id of a scenario, or a path beside this file.", min_length=1, max_length=300)
    seat: Id = about("The nation that everybody leads.", example="mli")
    seeds: Many[int] = about("Games to be played, one a seed.", (1,), min_length=1, max_length=64)
    policy: str = about("The policy of all other ministers.", "balanced", min_length=1, max_length=200)
    rules: dict[str, int] = Field({}, max_length=32, description="Rules that differ: [rules] tempo = 900.")


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment with its scenario read."""

    title: str
    text: str
    scenario: Scenario
    seat: str
    seeds: tuple[int, ...]
    policy: str
    rules: dict[str, int]


def read_assignment(path: Path) -> Assignment:
    """The assignment in a file. Raises ScenarioError with all that is wrong with it, or with its scenario."""
    document = read_document(path)
    try:
        told = AssignmentFile.model_validate(document.values)
    except ValidationError as error:
        raise ScenarioError(problems_of(error, document, AssignmentFile)) from None
    beside = path.parent / told.scenario
    scenario = load_scenario(told.scenario if told.scenario in list_scenarios() else beside)
    problems = list(_problems(told, scenario, document))
    if problems:
        raise ScenarioError(problems)
    return Assignment(told.assignment, told.text, scenario, told.seat, told.seeds, told.policy, told.rules)


def is_assignment(path: Path) -> bool:
    """Whether a TOML file begins like an assignment, without reading all of it."""
    try:
        with path.open(encoding="utf-8") as stream:
            lines = (line.strip() for line in stream)
            first = next((line for line in lines if line and not line.startswith("#")), "")
    except (OSError, UnicodeDecodeError):
        return False
    return first.partition("=")[0].strip() == MARK


def _problems(told: AssignmentFile, scenario: Scenario, document: Document) -> Iterator[Problem]:
    ids = scenario.nation_ids
    if told.seat not in ids:
        yield document.problem(("seat",), f"no nation {quoted(told.seat)} in {scenario.id}", one_of(ids),
                               closest(told.seat, ids))  # fmt: skip
    try:
        named(told.policy)
    except PolicyError as error:
        yield document.problem(("policy",), str(error))
    for rule, value in told.rules.items():
        problem = problem_with(Rules, rule, value)
        if problem:
            yield document.problem(("rules", rule), problem)
    for place, seed in enumerate(told.seeds):
        if not 0 <= seed <= LARGEST_SEED:
            yield document.problem(("seeds", place), f"{seed} is out of range", f"from 0 to {LARGEST_SEED}")
        if seed in told.seeds[:place]:
            yield document.problem(("seeds", place), f"{seed} stands here twice")
