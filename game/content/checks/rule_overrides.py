"""Checks that the rules a scenario changes exist and stay within their ranges."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from game.content.reading.document import Document
from game.content.reading.errors import NOTE, PROBLEMS_SOUGHT, Problem, closest, one_of, quoted
from game.core.knobs import problem_with
from game.core.ruleset import Rules, knobs


def check_rules(document: Document) -> list[Problem]:
    """A problem at each rule that is unknown or out of range."""
    return list(islice(_findings(document), PROBLEMS_SOUGHT))


def _findings(document: Document) -> Iterator[Problem]:
    overrides = document.values.get("rules")
    known = knobs()
    for name, value in overrides.items() if isinstance(overrides, dict) else ():
        if name not in known:
            what = f"no rule is called {quoted(name)}"
            yield document.key_problem(("rules", name), what, one_of(known), closest(name, known))
        elif isinstance(value, int) and problem_with(Rules, name, value) is not None:
            its = known[name]
            allowed = f"a whole number from {its.low} to {its.high} ({its.unit})"
            yield document.problem(("rules", name), f"{value} is out of range", allowed)
        elif isinstance(value, int) and value == getattr(Rules(), name):
            what = f"{value} is what the rule is anyway"
            yield document.problem(("rules", name), what, "another value, or nothing", severity=NOTE)
