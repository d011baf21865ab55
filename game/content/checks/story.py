"""Checks of a scenario's events: that each can happen, and changes something when it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from game.content.checks.references import choices, conditions, effects, entries
from game.content.format.events import FEWEST_CHOICES, RANGES, SHARE, TOWARDS
from game.content.reading.document import Document
from game.content.reading.errors import WARNING, Problem, closest, one_of, quoted
from game.content.reading.scanner import KeyPath


def check_events(document: Document) -> Iterator[Problem]:
    """Events that change nothing, wait for each other, or wait for what can't be."""
    for path, event in entries(document, "events"):
        yield from _nothing(document, path, event)
        yield from _toward(document, path, event, "kind", "target")
        if "until" in event and not event.get("when") and "after" not in event:
            what = "an event without conditions happens in its turn"
            yield document.key_problem((*path, "until"), what, "leave it out, or give `when` or `after`")
    for path, condition in conditions(document):
        yield from _toward(document, path, condition, "quantity", "nation")
        yield from _bounds(document, path, condition)
    for path, effect in effects(document):
        yield from _nothing(document, path, effect)
        yield from _toward(document, path, effect, "kind", "target")
    yield from _choices(document)
    yield from _order(document)


def _nothing(document: Document, path: KeyPath, entry: dict[str, Any]) -> Iterator[Problem]:
    if entry.get("amount") in (0, 0.0) and entry.get("amount") is not False:
        what = "this changes nothing"
        yield document.problem((*path, "amount"), what, "another amount", severity=WARNING)


def _choices(document: Document) -> Iterator[Problem]:
    """An event moves something or leaves a choice; choices can be named, taken in time, and left to silence."""
    turns = document.values.get("turns")
    for path, event in entries(document, "events"):
        offered = event.get("choices")
        if not offered or not isinstance(offered, list):
            for key in ("kind", "amount"):
                if key not in event:
                    what = f"an event without choices needs {key}"
                    yield document.problem(path, what, "kind and amount, or choices")
            continue
        if ("kind" in event) != ("amount" in event):
            yield document.problem(path, "kind and amount belong together", "both, or neither")
        if len(offered) < FEWEST_CHOICES:
            yield document.problem((*path, "choices"), "one choice is none", f"{FEWEST_CHOICES} or 3 choices")
        if "id" not in event:
            yield document.problem((*path, "choices"), "an event with choices needs an id", "id = NAME")
        if isinstance(turns, int) and event.get("turn") == turns:
            what = "nobody can choose any more after the last turn"
            yield document.problem((*path, "turn"), what, f"at most {turns - 1}", severity=WARNING)
        first = offered[0] if isinstance(offered[0], dict) else {}
        if isinstance(first.get("price"), int | float) and first["price"] > 0:
            what = "the first choice is what happens when nobody chooses, so it has no price"
            yield document.problem((*path, "choices", 0, "price"), what, "0, or another order of the choices")


def _toward(document: Document, path: KeyPath, entry: dict[str, Any], kind: str, who: str) -> Iterator[Problem]:
    quantity, other = entry.get(kind), entry.get("toward")
    if quantity in TOWARDS and other is None:
        what = f"{quantity} is felt towards somebody"
        yield document.problem((*path, kind), what, "toward = NATION")
    elif isinstance(quantity, str) and quantity not in TOWARDS and other is not None:
        yield document.key_problem((*path, "toward"), f"{quoted(quantity)} is not towards anybody", one_of(TOWARDS))
    elif isinstance(other, str) and other == entry.get(who):
        yield document.problem((*path, "toward"), f"{quoted(other)} is paired with itself", "another nation")


def _bounds(document: Document, path: KeyPath, condition: dict[str, Any]) -> Iterator[Problem]:
    """Limits that no quantity can meet, and those that every one does."""
    low, high = RANGES.get(str(condition.get("quantity")), SHARE)
    at_least, at_most = _number(condition.get("at_least")), _number(condition.get("at_most"))
    if at_least is None and at_most is None:
        if "at_least" not in condition and "at_most" not in condition:
            yield document.problem(path, "a condition without a limit", "at_least or at_most, or both")
        return
    if at_least is not None and at_most is not None and at_least > at_most:
        yield document.problem((*path, "at_least"), "no number is both", f"at_least up to {at_most:g}")
    if at_least is not None and at_least > high:
        yield document.problem((*path, "at_least"), f"{at_least:g} is never reached", f"{low:g} to {high:g}")
    if at_most is not None and at_most < low:
        yield document.problem((*path, "at_most"), f"it is never {at_most:g}", f"{low:g} to {high:g}")


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _order(document: Document) -> Iterator[Problem]:
    """`after` names an event, and none comes after itself or after the last turn it may happen in."""
    found = {entry["id"]: entry for _, entry in entries(document, "events") if isinstance(entry.get("id"), str)}
    for _, choice, event in choices(document):
        if isinstance(choice.get("id"), str) and isinstance(event.get("id"), str):
            found[f"{event['id']}.{choice['id']}"] = event | {"turn": _next(event.get("turn"))}
    for path, event in entries(document, "events"):
        before = event.get("after")
        if not isinstance(before, str):
            continue
        if before not in found:
            what = f"{quoted(before)} is no event of this scenario"
            yield document.problem((*path, "after"), what, one_of(found), closest(before, found))
        elif _circle(event, found):
            yield document.problem((*path, "after"), "these events wait for each other", "an event that comes before")
        else:
            yield from _too_late(document, path, event, found[before])


def _next(turn: Any) -> Any:
    """A choice is taken in the turn after its event."""
    return turn + 1 if isinstance(turn, int) else turn


def _circle(event: dict[str, Any], found: dict[str, dict[str, Any]]) -> bool:
    seen: list[Any] = [event.get("id")]
    name = event.get("after")
    while isinstance(name, str) and name in found:
        if name in seen:
            return True
        seen.append(name)
        name = found[name].get("after")
    return False


def _too_late(document: Document, path: KeyPath, event: dict[str, Any], before: dict[str, Any]) -> Iterator[Problem]:
    turn, until = before.get("turn"), event.get("until")
    if isinstance(turn, int) and isinstance(until, int) and until <= turn:
        what = f"this can never happen: what it waits for comes in turn {turn} at the earliest"
        yield document.problem((*path, "until"), what, f"at least {turn + 1}")
