"""All that a view says, and what of it is in no language but English: names of keys, sources and files excepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from game.content.format.model import Scenario
from game.core.ruleset import knobs
from game.sim.manual.formulas import FORMULAS
from game.ui.audit import Finding, name
from game.ui.toolkit.items import (
    Button,
    Control,
    Dropdown,
    Item,
    Label,
    Points,
    Scroll,
    Stepper,
    Table,
    Tabs,
    TextInput,
    Tip,
    Toggle,
)
from game.ui.toolkit.keys import ACTIONS, key_of
from game.ui.words.i18n import ENGLISH, languages

WORD = re.compile(r"[A-Za-z]{2,}")
PATH = re.compile(r"\S*[/\\]\S+|\S+\.(?:save|replay|toml|html)|\S+…")  # and words cut short
BRAND = "Army Diplomacy"


def texts(item: Item) -> Iterator[str]:
    """Everything an item says, in its tips and in its closed list too."""
    if item.tip is not None:
        yield from _tip(item.tip)
    if isinstance(item, Control) and item.reason:
        yield item.reason
    match item:
        case Label() | Button() | Toggle() | Stepper():
            yield item.text
        case TextInput():
            yield item.placeholder
        case Tabs() | Dropdown():
            yield from (option.text for option in item.options)
            yield from (text for option in item.options if option.tip is not None for text in _tip(option.tip))
        case Table():
            yield from _table(item)
        case Scroll():
            for child in item.children:
                yield from texts(child)


def _table(table: Table) -> Iterator[str]:
    yield table.empty_text
    for column in table.columns:
        yield column.title
        yield from _tip(column.tip) if column.tip is not None else ()
    for row in table.rows:
        yield from _tip(row.tip) if row.tip is not None else ()
        for cell in row.cells:
            yield cell.text
            yield from _tip(cell.tip) if cell.tip is not None else ()


def _tip(tip: Tip) -> Iterator[str]:
    yield from (tip.title, tip.text)
    for pair in tip.pairs:
        yield from pair
    if tip.points is not None:
        yield from _points(tip.points)
    for title, inner in tip.links:
        yield title
        yield from _tip(inner)


def _points(points: Points) -> Iterator[str]:
    yield from (points.total_name, *points.verdicts)
    for row in points.rows:
        yield row.name
        yield from _tip(row.tip) if row.tip is not None else ()


def untranslated(items: Iterable[Item], foreign: frozenset[str]) -> list[Finding]:
    """The items of a view in a language of other letters that say Latin words all the same."""
    found = []
    for item in items:
        words = {word for text in texts(item) for word in WORD.findall(PATH.sub("", text))} - foreign
        if words:
            found.append(Finding("untranslated", f"{name(item)}: {', '.join(sorted(words))}"))
    return found


def foreign_words(scenario: Scenario) -> frozenset[str]:
    """Words that stay as they are: keys, languages, names of numbers of the rules, sources, the game's own name."""
    said = [BRAND, *(key_of(action, {}) for action in ACTIONS), *(one.name for one in (ENGLISH, *languages()))]
    said += [one.citation for one in scenario.sources.values()]
    said += [*scenario.sources, *knobs(), *(its.source for its in knobs().values())]
    said += [one.source for one in FORMULAS]
    said += [figure.basis for nation in scenario.nations for figure in (nation.population, nation.stability)]
    return frozenset(word for text in said for word in WORD.findall(text))
