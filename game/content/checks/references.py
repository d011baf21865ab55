"""Checks across a scenario: names that must exist, entries given twice, figures without a basis, soldiers posted twice.

They read the plain values of a document, not the validated model, so that their findings can be told together with
those of the model; a value of the wrong shape is the model's business and passed over here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from game.content.reading.document import Document, walk
from game.content.reading.errors import PROBLEMS_SOUGHT, WARNING, Problem, closest, one_of, quoted
from game.content.reading.scanner import KeyPath

SCALAR_REFERENCES = (
    ("agreements", "a"),
    ("agreements", "b"),
    ("rivalries", "a"),
    ("rivalries", "b"),
    ("ties", "a"),
    ("ties", "b"),
    ("missions", "host"),
    ("forums", "host"),
    ("events", "target"),
    ("events", "toward"),
    ("recommended", "nation"),
)
PAIRS = (("agreements", "a", "b"), ("rivalries", "a", "b"), ("ties", "a", "b"))
BASES = (("basis",), ("names_basis",))
WITH_IDS = ("nations", "treaties", "missions", "forums", "objectives", "events")

Check = Callable[[Document], Iterator[Problem]]


def entries(document: Document, name: str) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """The tables of an array of tables, with their paths."""
    found = document.values.get(name)
    for index, entry in enumerate(found if isinstance(found, list) else []):
        if isinstance(entry, dict):
            yield (name, index), entry


def texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """The texts of an array, with their paths."""
    for index, item in enumerate(value if isinstance(value, list) else []):
        if isinstance(item, str):
            yield (*path, index), item


def conditions(document: Document) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """The conditions of events, with their paths."""
    for path, event in entries(document, "events"):
        when = event.get("when")
        for index, condition in enumerate(when if isinstance(when, list) else []):
            if isinstance(condition, dict):
                yield (*path, "when", index), condition


def choices(document: Document) -> Iterator[tuple[KeyPath, dict[str, Any], dict[str, Any]]]:
    """(path, choice, event) of every choice of an event."""
    for path, event in entries(document, "events"):
        found = event.get("choices")
        for index, choice in enumerate(found if isinstance(found, list) else []):
            if isinstance(choice, dict):
                yield (*path, "choices", index), choice, event


def effects(document: Document) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """The effects of choices, with their paths."""
    for path, choice, _ in choices(document):
        found = choice.get("effects")
        for index, effect in enumerate(found if isinstance(found, list) else []):
            if isinstance(effect, dict):
                yield (*path, "effects", index), effect


def nation_ids(document: Document) -> set[str]:
    """Ids of the scenario's nations."""
    return {entry["id"] for _, entry in entries(document, "nations") if isinstance(entry.get("id"), str)}


def check_references(document: Document) -> list[Problem]:
    """Every finding of every check."""
    return [problem for check in CHECKS for problem in islice(check(document), PROBLEMS_SOUGHT)]


def _references(document: Document) -> Iterator[tuple[KeyPath, str]]:
    """Every place that names a nation."""
    for table, key in SCALAR_REFERENCES:
        for path, entry in entries(document, table):
            if isinstance(entry.get(key), str):
                yield (*path, key), entry[key]
    for table in ("treaties", "forums"):
        for path, entry in entries(document, table):
            yield from texts(entry.get("members"), (*path, "members"))
    for path, entry in entries(document, "objectives"):
        yield from texts(entry.get("nations"), (*path, "nations"))
    for path, _, entry in _contributions(document):
        if isinstance(entry.get("nation"), str):
            yield (*path, "nation"), entry["nation"]
    for path, condition in conditions(document):
        for key in ("nation", "toward"):
            if isinstance(condition.get(key), str):
                yield (*path, key), condition[key]
    for path, effect in effects(document):
        for key in ("target", "toward"):
            if isinstance(effect.get(key), str):
                yield (*path, key), effect[key]
    for path, pair in _land_borders(document):
        yield from texts(pair, path)
    for path, hosts in _posts(document):
        yield from texts(hosts, path)


def _contributions(document: Document) -> Iterator[tuple[KeyPath, KeyPath, dict[str, Any]]]:
    """(path, path of the mission, contribution) of every contribution to a mission."""
    for path, mission in entries(document, "missions"):
        found = mission.get("contributors")
        for index, entry in enumerate(found if isinstance(found, list) else []):
            if isinstance(entry, dict):
                yield (*path, "contributors", index), path, entry


def _land_borders(document: Document) -> Iterator[tuple[KeyPath, list[Any]]]:
    borders = document.values.get("borders")
    pairs = borders.get("land") if isinstance(borders, dict) else None
    for index, pair in enumerate(pairs if isinstance(pairs, list) else []):
        if isinstance(pair, list):
            yield ("borders", "land", index), pair


def _posts(document: Document) -> Iterator[tuple[KeyPath, list[Any]]]:
    posts = document.values.get("posts")
    held = posts.get("held") if isinstance(posts, dict) else None
    for sender, hosts in held.items() if isinstance(held, dict) else ():
        if isinstance(hosts, list):
            yield ("posts", "held", sender), hosts


def _unknown_nations(document: Document) -> Iterator[Problem]:
    known = nation_ids(document)
    for path, name in _references(document):
        if name not in known:
            what = f"{quoted(name)} is no nation of this scenario"
            yield document.problem(path, what, one_of(known), closest(name, known))
    characters = document.values.get("personalities")
    named = [("personalities", name) for name in (characters if isinstance(characters, dict) else ())]
    for place in [*named, *(path for path, _ in _posts(document))]:
        name = str(place[-1])
        if name not in known:
            what = f"{quoted(name)} is no nation of this scenario"
            yield document.key_problem(place, what, one_of(known), closest(name, known))


def _twice(document: Document, found: Iterator[tuple[KeyPath, Any, str]], allowed: str) -> Iterator[Problem]:
    """A problem for every (path, key, words) whose key came before."""
    first: dict[Any, KeyPath] = {}
    for path, key, words in found:
        if key in first:
            line = document.place(first[key])[1]
            yield document.problem(path, f"{words} is given twice (first in line {line})", allowed)
        else:
            first[key] = path


def _duplicates(document: Document) -> Iterator[Problem]:
    for table in WITH_IDS:
        ids = ((*path, "id") for path, _ in entries(document, table))
        named = ((path, document.values[table][path[1]].get("id")) for path in ids)
        rows = ((path, name, f"the id {quoted(name)}") for path, name in named if isinstance(name, str))
        yield from _twice(document, rows, "each id once")
    offered = (((*path, "id"), (path[:2], one["id"]), f"the choice {quoted(one['id'])}")
               for path, one, _ in choices(document) if isinstance(one.get("id"), str))  # fmt: skip
    yield from _twice(document, offered, "each choice once an event")
    for table in ("treaties", "forums"):
        for path, entry in entries(document, table):
            members = ((place, name, quoted(name)) for place, name in texts(entry.get("members"), (*path, "members")))
            yield from _twice(document, members, "each member once")
    areas = (
        (place, code, f"the area {quoted(code)}")
        for path, entry in entries(document, "nations")
        for place, code in texts(entry.get("area"), (*path, "area"))
    )
    yield from _twice(document, areas, "an area belongs to one nation")
    contributors = (
        ((*path, "nation"), (mission, entry["nation"]), quoted(entry["nation"]))
        for path, mission, entry in _contributions(document)
        if isinstance(entry.get("nation"), str)
    )
    yield from _twice(document, contributors, "each contributor once a mission")
    recommended = (
        ((*path, "nation"), str(entry.get("nation")), quoted(str(entry.get("nation"))))
        for path, entry in entries(document, "recommended")
    )
    yield from _twice(document, recommended, "each seat once")


def _pairs(document: Document) -> Iterator[Problem]:
    for table, one, other in PAIRS:
        rows: list[tuple[KeyPath, Any, str]] = []
        for path, entry in entries(document, table):
            a, b = entry.get(one), entry.get(other)
            if not isinstance(a, str) or not isinstance(b, str):
                continue
            if a == b:
                yield document.problem((*path, other), f"{quoted(a)} is paired with itself", "two different nations")
            directed = table == "ties" or entry.get("type") == "military_aid"
            key = ((a, b) if directed else tuple(sorted((a, b))), str(entry.get("type", "")))
            rows.append(((*path, one), key, f"the pair {a} and {b}"))
        yield from _twice(document, iter(rows), "each pair once, whichever comes first")


def _borders(document: Document) -> Iterator[Problem]:
    rows = []
    for path, pair in _land_borders(document):
        names = [name for _, name in texts(pair, path)]
        if len(names) != 2 or len(pair) != 2 or names[0] == names[1]:
            yield document.problem(path, "a border joins two different nations", 'as in ["mar", "dza"]')
        else:
            rows.append((path, tuple(sorted(names)), f"the border of {names[0]} and {names[1]}"))
    yield from _twice(document, iter(rows), "each border once")


def _officers(document: Document) -> Iterator[Problem]:
    """An officer sits in a foreign capital, and one is enough for it."""
    for path, hosts in _posts(document):
        posted = ((place, name, f"the post in {name}") for place, name in texts(hosts, path))
        yield from _twice(document, posted, "one post in each capital")
        for place, name in texts(hosts, path):
            if name == path[-1]:
                yield document.problem(place, f"{quoted(name)} is paired with itself", "a foreign capital")


def _figures(document: Document) -> Iterator[Problem]:
    """A figure has a value, or says why it is missing and what stands in for it."""
    wanted = "either value and basis, or missing = REASON, estimate and basis"
    for path, value in walk(document.values.get("nations"), ("nations",)):
        if not isinstance(value, dict) or "basis" not in value:
            continue
        basis = str(value["basis"])
        if "value" in value and ("missing" in value or "estimate" in value):
            yield document.problem(path, "a figure can't have both a value and a stand-in", wanted)
        elif "value" not in value and not ("missing" in value and "estimate" in value):
            yield document.problem(path, "the figure has no value", wanted)
        elif "estimate" in value and not basis.startswith("estimate: "):
            what = "the basis must say how the estimate was made"
            yield document.problem((*path, "basis"), what, "estimate: METHOD")


def _sources(document: Document) -> Iterator[Problem]:
    sources = document.values.get("sources")
    known = set(sources) if isinstance(sources, dict) else set()
    used = set()
    for path, value in walk(document.values):
        match = re.match(r"source: (\S+)", value) if path[-1:] in BASES and isinstance(value, str) else None
        if not match:
            continue
        used.add(match.group(1))
        if match.group(1) not in known:
            what = f"{quoted(match.group(1))} is not in [sources]"
            yield document.problem(path, what, one_of(known), closest(match.group(1), known))
    for key in sorted(known - used):
        what = "this source is cited nowhere"
        yield document.key_problem(("sources", key), what, "cite it or leave it out", severity=WARNING)


def _times(document: Document) -> Iterator[Problem]:
    turns = document.values.get("turns")
    for path, entry in entries(document, "events"):
        turn = entry.get("turn")
        if isinstance(turn, int) and isinstance(turns, int) and turn > turns:
            yield document.problem((*path, "turn"), f"turn {turn} never comes", f"1 to {turns}")
        until = entry.get("until")
        if isinstance(turn, int) and isinstance(until, int) and until < turn:
            what = f"turn {until} is over before the event may happen"
            yield document.problem((*path, "until"), what, f"at least {turn}")
    start = document.values.get("start")
    year = start.get("year") if isinstance(start, dict) else None
    for table in ("treaties", "missions"):
        for path, entry in entries(document, table):
            since = entry.get("start")
            if isinstance(since, int) and isinstance(year, int) and since > year:
                yield document.problem((*path, "start"), f"{since} is after the scenario begins", f"at most {year}")


def _view(document: Document) -> Iterator[Problem]:
    chosen = document.values.get("map")
    view = chosen.get("view") if isinstance(chosen, dict) else None
    if not isinstance(view, dict):
        return
    for low, high in (("west", "east"), ("south", "north")):
        one, other = view.get(low), view.get(high)
        if isinstance(one, int | float) and isinstance(other, int | float) and one >= other:
            yield document.problem(("map", "view", low), f"{low} is not less than {high}", f"{low} < {high}")


CHECKS: tuple[Check, ...] = (
    _unknown_nations,
    _duplicates,
    _pairs,
    _borders,
    _officers,
    _figures,
    _sources,
    _times,
    _view,
)
