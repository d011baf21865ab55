"""Mutilated scenarios and noise end in a scenario or in a ScenarioError, never in anything else.

HOSTILE_INPUTS and WORLD_MUTANTS say how many of them are tried; CI takes 20,000 and 200.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from content.fuzz import BREAKS, complaint
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from game.content.checks.references import check_references
from game.content.checks.rule_overrides import check_rules
from game.content.format.model import Scenario
from game.content.reading.document import Document, parse_document
from game.content.reading.errors import Problem, ScenarioError
from game.content.reading.paths import data_folder
from game.content.reading.translate import problems_of

LESSON = (data_folder("scenarios") / "first_posting.toml").read_text(encoding="utf-8")
SMALL = (Path(__file__).parent / "broken" / "base.toml").read_text(encoding="utf-8")
INPUTS = int(os.environ.get("HOSTILE_INPUTS", "400"))
MUTANTS = int(os.environ.get("WORLD_MUTANTS", "6"))
LONGEST = 4096
SCRAPS = st.sampled_from(
    ["[", "]", "[[", "{", "}", '"', "'", '"""', "'''", "=", ".", ",", "\n", "\r", "#", "\\", "\\u", "nan", "inf", "-",
     "1e999", "0x", "1979-05-27", "true", "[nations]", "[[nations]]", "a.b = 1\n", "nations = 1\n", "borders = []\n",
     "basis = 3\n", "rules = { tempo = [] }\n", "[posts]\nheld = 3\n", "\ud7ff", "\u202e", "\0", "9" * 40]
)  # fmt: skip
NOISE = st.one_of(SCRAPS, st.text(max_size=12))


def _survives(text: str) -> bool:
    """Whether the text is a scenario; raises nothing but ScenarioError on the way."""
    try:
        document = parse_document(text, "fuzz.toml")
    except ScenarioError as error:
        refused = error.problems
    else:
        refused = tuple(_found(document))
    assert all(problem.line >= 1 and problem.column >= 1 and str(problem).isprintable() for problem in refused)
    return not refused


def _found(document: Document) -> list[Problem]:
    problems = check_references(document) + check_rules(document)
    try:
        Scenario.model_validate(document.values)
    except ValidationError as error:
        problems += problems_of(error, document)
    return problems


@settings(max_examples=max(INPUTS * 3 // 4, 1), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(SMALL)), st.integers(0, 40), NOISE), min_size=1, max_size=4))
def test_a_mutilated_scenario_never_crashes_the_loader(cuts: list[tuple[int, int, str]]) -> None:
    text = SMALL
    for start, length, noise in cuts:
        text = text[:start] + noise + text[start + length :]
    assert _survives(text[:LONGEST]) in (True, False)


def test_names_that_can_not_be_printed_are_shown_by_their_number() -> None:
    """As one of twenty thousand inputs has found: what is allowed may itself come from the file."""
    assert not _survives(SMALL.replace('id = "tun"', 'id = "t\U0009236f"'))


@pytest.mark.parametrize("start", range(2))
def test_mutants_of_the_world_never_crash_the_loader(start: int, tmp_path: Path) -> None:
    world, path = (data_folder("scenarios") / "world.toml").read_bytes(), tmp_path / "world.toml"
    for number in range(MUTANTS // 2):
        luck = random.Random(f"world {start} {number}")
        text = world
        for _ in range(luck.choice((1, 1, 2, 3))):
            text = luck.choice(BREAKS)(luck, text) or b"\n"
        path.write_bytes(text)
        began = time.process_time()
        assert not complaint(path), f"mutant {start} {number}"
        assert time.process_time() - began < 2, f"mutant {start} {number}"


@settings(max_examples=max(INPUTS // 4, 1), deadline=None)
@given(st.lists(NOISE, max_size=60).map(lambda parts: "".join(parts)[:LONGEST]))
@example("a = {b.c = 1, b = 2}")
@example("a = [{}, 3]\n[[a]]")
@example("[a]\n[[a]]")
@example("a.b = 1\n[a]\n[a.b]")
@example("nations = [1, {}, []]\ntreaties = { members = 1 }\nmissions = [{ contributors = [1] }]")
@example(
    "borders = { land = [1, [1, 2], ['a']] }\nposts = { held = { a = 1 } }\npersonalities = 3\nrules = 3\nsources = 3"
)
def test_noise_never_crashes_the_loader(text: str) -> None:
    assert not _survives(text)


def test_the_lesson_itself_is_sound() -> None:
    assert _survives(LESSON)
    assert _survives(SMALL)
