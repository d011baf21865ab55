"""Every English text that other layers hand to the interface: what catalogues must hold besides the marked ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.crises.kinds import KINDS
from game.core.instruments import TABLE
from game.core.instruments.instrument import all_checks
from game.core.orders import TOO_MANY
from game.core.ruleset import Rules, knobs
from game.sim.facts import FACTS
from game.sim.manual.formulas import FORMULAS
from game.sim.manual.handbook import SECTIONS, TERM_TITLES, Page, pages
from game.ui.toolkit.keys import ACTIONS, action_title
from game.ui.words import glossary, orders

BLANK = re.compile(r"\{[^}]*\}")

COMPOSED = (
    "{number} days",
    "{kind}; band {low} to {high}",
    *(one.text for one in FORMULAS if one.knobs),
)
"""What the handbook puts together from numbers and words."""

FAULTS = (
    "{name}: {why}",
    "is not a saved game or replay of {game}",
    "is a {kind}, not a {other}",
    "was written by a newer version of the game (format {version}, not {known})",
    "is damaged (its checksum does not match)",
    "is damaged (its heading can't be read)",
    "is damaged (its heading is of another kind)",
    "is damaged (no description of the game)",
    "is damaged (an array of an unknown type)",
    "is damaged (an array is cut short)",
    "is damaged (flags that are neither yes nor no)",
    "is damaged (more in it than it says)",
    "is damaged (no such turn)",
    "is damaged ({why})",
    "is too large when unpacked",
    "is too large to be a saved game",
    "is of format {version}, which this version can't read",
    "holds a scenario that can't be played ({number} faults)",
    "could not be written ({why})",
    "could not be read ({why})",
    "old automatic saves could not be removed ({why})",
    "does not fit this version of the game ({name})",
    "another running game saves here; close it first",
    "it is empty",
    "it is no font",
    "it is cut short",
    "it is damaged",
    "the file is too large",
    "the process has ended",
    "The settings were damaged ({why}); they are kept as {name}, defaults are used.",
    "The settings were damaged ({why}) and could not be set aside ({other}).",
    "The settings could not be read ({why}); defaults are used.",
    "No such file or directory",
    "Permission denied",
    "No space left on device",
    "Read-only file system",
    "Is a directory",
    "Not a directory",
    "File name too long",
    "Input/output error",
)
"""What goes wrong with files, as the layers that read them say it."""


def texts() -> Iterator[str]:
    """All of them, some more than once."""
    yield from templates()
    yield from glossary.texts()
    yield from orders.SHORT_NAMES.values()
    yield from (kind.name for kind in KINDS)
    yield from (action_title(action, str) for action in ACTIONS)
    for instrument in TABLE:
        yield from (instrument.name, instrument.help, *instrument.option_names.values())
    composed = [pattern(template) for template in COMPOSED]
    for text in _handbook():
        if any(letter.isalpha() for letter in text) and not any(one.fullmatch(text) for one in composed):
            yield text


def templates() -> Iterator[str]:
    """Those that arrive with their blanks filled in, the most particular first."""
    for instrument in TABLE:
        yield from (check.text for check in all_checks(instrument))
    yield TOO_MANY
    yield from FAULTS[1:]
    yield from COMPOSED
    yield FAULTS[0]


def pattern(template: str) -> re.Pattern[str]:
    """What matches a template with its blanks filled in; a group for each blank, of digits alone for {number}."""
    pieces, blanks = BLANK.split(template), BLANK.findall(template)
    groups = [r"(\d+)" if blank == "{number}" else "(.+?)" for blank in blanks]
    return re.compile("".join(re.escape(piece) + group for piece, group in zip(pieces, [*groups, ""], strict=True)))


def _handbook() -> Iterator[str]:
    """The words of the handbook that are its own, and those of all numbers of the rules."""
    yield from (*SECTIONS, *TERM_TITLES.values(), *(fact.kind for fact in FACTS))
    for page in pages(Rules(), {}):
        yield from _page(page)
    for its in knobs().values():
        yield from (its.help, its.unit, its.source)


def _page(page: Page) -> Iterator[str]:
    yield page.title
    for part in page.parts:
        yield part.title
        for text in part.texts:
            yield from text.split("\n")
        for entry in part.entries:
            yield from (entry.name, entry.value, *entry.text.split("\n"))
