"""Puts what Pydantic finds wrong with a document into our own words, with the place in the file."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.content.format.model import Scenario
from game.content.reading.document import Document
from game.content.reading.errors import LONGEST_QUOTE, PROBLEMS_SOUGHT, Problem, closest, one_of, quoted
from game.content.reading.scanner import KeyPath

KINDS = {
    "string_type": "a text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "an array [ ... ]",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "finite_number": "a finite number",
}
RANGES = {
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"),
    "less_than": ("less than", "lt"),
    "multiple_of": ("a multiple of", "multiple_of"),
}
LENGTHS = {
    "string_too_short": ("the text is too short", "at least", "min_length", "characters"),
    "string_too_long": ("the text is too long", "at most", "max_length", "characters"),
    "too_short": ("too few entries", "at least", "min_length", "entries"),
    "too_long": ("too many entries", "at most", "max_length", "entries"),
}
PATTERNS = {
    "[A-Z]{3}": "three capital letters, as PAK",
    "[a-z]{2,3}": "a language code, as ar",
    "[a-z][a-z0-9_]": "small letters, digits and _, 1 to 32 of them, beginning with a letter",
    "source: ": "source: KEY, estimate: METHOD or unconfirmed",
}


def problems_of(error: ValidationError, document: Document, record: type[BaseModel] = Scenario) -> list[Problem]:
    """One problem for each finding; `record` describes the whole document."""
    found = error.errors(include_url=False, include_context=True)
    meant = (details for details in found if not _only_follows(details))
    return [_problem(details, document, record) for details in islice(meant, PROBLEMS_SOUGHT)]


def _only_follows(details: ErrorDetails) -> bool:
    """Pydantic counts only the sound entries: an array with broken ones then seems too short as well."""
    given = details["input"]
    return details["type"] == "too_short" and isinstance(given, list) and len(given) >= details["ctx"]["min_length"]


def _problem(details: ErrorDetails, document: Document, record: type[BaseModel]) -> Problem:
    path: KeyPath = tuple(part for part in details["loc"] if part != "[key]")
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(path, document, record)
    if kind == "missing":
        return _missing_key(path, document, record)
    if details["loc"][-1:] == ("[key]",):
        return document.key_problem(path, f"{quoted(str(path[-1]))} can't be a key here", _pattern(context))
    what, allowed, suggestion = _wrong_value(kind, context, details)
    return document.problem(path, what, allowed, suggestion)


def _wrong_value(kind: str, context: dict[str, Any], details: ErrorDetails) -> tuple[str, str, str]:
    given = details["input"]
    if kind in KINDS:
        return f"{_described(given)} stands here", KINDS[kind], ""
    if kind in RANGES:
        words, key = RANGES[kind]
        return f"{_described(given)} is out of range", f"{words} {context[key]:g}", ""
    if kind in LENGTHS:
        what, words, key, unit = LENGTHS[kind]
        return what, f"{words} {context[key]} {unit}", ""
    if kind == "string_pattern_mismatch":
        return f"{_described(given)} has the wrong form", _pattern(context), ""
    if kind == "literal_error":
        choices = [choice.strip("'") for choice in context["expected"].replace(" or ", ", ").split(", ")]
        return f"{_described(given)} is unknown here", one_of(choices), closest(str(given), choices)
    return details["msg"][:1].lower() + details["msg"][1:], "", ""


def _described(value: Any) -> str:
    """A value as an error message shows it."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value}"[:LONGEST_QUOTE]
    if isinstance(value, dict):
        return "a table"
    return "an array" if isinstance(value, list) else f"a {type(value).__name__}"


def _pattern(context: dict[str, Any]) -> str:
    pattern = str(context.get("pattern", ""))
    return next((words for part, words in PATTERNS.items() if part in pattern), f"text like {pattern}")


def _unknown_key(path: KeyPath, document: Document, record: type[BaseModel]) -> Problem:
    model = _model_at(path[:-1], record)
    known = list(model.model_fields) if model else []
    name = str(path[-1])
    return document.key_problem(path, f"unknown key {quoted(name)}", one_of(known, most=30), closest(name, known))


def _missing_key(path: KeyPath, document: Document, record: type[BaseModel]) -> Problem:
    model = _model_at(path[:-1], record)
    field = model.model_fields.get(str(path[-1])) if model else None
    allowed = (field.description or "").rstrip(".") if field else ""
    return document.key_problem(path, f"the key {quoted(str(path[-1]))} is missing", allowed[:1].lower() + allowed[1:])


def _model_at(path: KeyPath, record: type[BaseModel]) -> type[BaseModel] | None:
    """The record that describes the table at a path."""
    model: type[BaseModel] | None = record
    named = False  # whether the next part names an entry, as in sources.NAME
    for part in path:
        if isinstance(part, int) or model is None or named:
            named = False
            continue
        field = model.model_fields.get(part)
        annotation = field.annotation if field else None
        model, named = _record_in(annotation), get_origin(annotation) is dict
    return model


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """The first record inside a type such as tuple[Treaty, ...] or Figure | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner: tuple[Any, ...] = getattr(annotation, "__args__", ())
    found: Callable[[Any], type[BaseModel] | None] = _record_in
    return next((record for record in map(found, inner) if record), None)
