"""Splits a line into runs of one direction, in the order shown, so that the shaper gets each run as written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import bidirectional

from bidi import algorithm  # type: ignore[import-untyped]

MARK = "\u200e"  # left-to-right mark: keeps a sign in front of its number in right-to-left text
_NUMBER = r"\d+(?:[.,]\d+)*"  # a full stop after a number belongs to the sentence
_SIGN = r"[+\-\u2212\u00b1]\s?"
_RANGE = rf"(?:{_SIGN})?{_NUMBER}%?\s?[\u2013\u2026]\s?(?:{_SIGN})?{_NUMBER}(?:\s?%)?"
SIGNED = re.compile(rf"(?<!\w)({_RANGE}|{_SIGN}{_NUMBER}(?:\s?%)?|{_NUMBER}\s?%)")


class Run(NamedTuple):
    """Text in logical order, and whether it reads from right to left."""

    text: str
    rtl: bool


def protect(text: str) -> str:
    """The text with marks around signed numbers, ranges and percentages; text that has marks is left alone."""
    return text if MARK in text else SIGNED.sub(lambda match: f"{MARK}{match[0]}{MARK}", text)


def base_direction(text: str, rtl: bool) -> bool:
    """Whether a line is laid out from right to left: the language's direction unless only the other one occurs."""
    kinds = {bidirectional(letter) for letter in text}
    right, left = bool(kinds & {"R", "AL"}), "L" in kinds
    if rtl:
        return right or not left
    return right and not left


@lru_cache(maxsize=4096)
def visual_runs(text: str, rtl: bool) -> tuple[Run, ...]:
    """The runs of a line from left to right, for a line laid out in that direction."""
    if not rtl and text.isascii():
        return (Run(text, False),)
    storage = algorithm.get_empty_storage()
    storage["base_level"] = int(rtl)
    storage["base_dir"] = "R" if rtl else "L"
    algorithm.get_embedding_levels(protect(text) if rtl else text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    algorithm.reorder_resolved_levels(storage, False)
    runs: list[Run] = []
    for char in storage["chars"]:
        letter, backwards = char["ch"], bool(char["level"] % 2)
        if letter == MARK:
            continue
        if runs and runs[-1].rtl == backwards:
            joined = letter + runs[-1].text if backwards else runs[-1].text + letter
            runs[-1] = Run(joined, backwards)
        else:
            runs.append(Run(letter, backwards))
    return tuple(runs)
