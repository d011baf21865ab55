"""One tunable number: default, range, unit, help and source, kept beside the code that uses it."""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Knob:
    """What is known of one number of the rules; `source` names a publication or says "assumption"."""

    low: int
    high: int
    unit: str
    help: str
    source: str


ASSUMPTION = "assumption"


def knob(default: int, low: int, high: int, unit: str, text: str, source: str = ASSUMPTION) -> Any:
    """A dataclass field that carries its Knob; every knob is a whole number within [low, high]."""
    return field(default=default, metadata={"knob": Knob(low, high, unit, text, source)})


def knobs_of(rules: type) -> dict[str, tuple[Field[Any], Knob]]:
    """Name -> (field, Knob) of every knob of a rules dataclass, in order of definition."""
    return {item.name: (item, item.metadata["knob"]) for item in fields(rules) if "knob" in item.metadata}


def problem_with(rules: type, name: str, value: object) -> str | None:
    """Why `value` can't be given to the knob `name`, or None; says what is allowed."""
    known = knobs_of(rules)
    if name not in known:
        return f"no rule is called {name!r}"
    _, its = known[name]
    if isinstance(value, bool) or not isinstance(value, int) or not its.low <= value <= its.high:
        return f"{name} takes a whole number from {its.low} to {its.high} ({its.unit}), not {value!r}"
    return None
