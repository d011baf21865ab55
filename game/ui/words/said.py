"""Says in the player's language what other layers wrote in English: refusals, faults, the words of the rules."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from game.ui.words.i18n import _, current
from game.ui.words.listed import BLANK, pattern, templates, texts


def said(text: str) -> str:
    """The text in the player's language: a known one, or a template with its blanks filled in; else as it is."""
    if current().code == "en" or not any(letter.isalpha() for letter in text):
        return text
    return _said(current().code, text)


@lru_cache(maxsize=4096)
def _said(_language: str, text: str) -> str:
    """The same, remembered for each language."""
    if text in _known():
        return _(text)
    for template, shape in _shapes():
        found = shape.fullmatch(text)
        if found is not None:
            return _filled(template, found)
    return text


def _filled(template: str, found: re.Match[str]) -> str:
    """The template's translation with what was found in the blanks, itself translated where it is known."""
    blanks = BLANK.findall(template)
    values = {blank: said(value) for blank, value in zip(blanks, found.groups(), strict=True)}
    return BLANK.sub(lambda blank: values.get(blank[0], blank[0]), _(template))


@cache
def _known() -> frozenset[str]:
    return frozenset(texts())


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((template, pattern(template)) for template in templates() if BLANK.search(template))
