"""Every number says why: all terms of the rules have plain words, and points add up to what they explain."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

from game.content.building.start import build
from game.content.reading.load import load_scenario
from game.core import instruments
from game.core.alliances import alliances
from game.core.offers import OFFERS
from game.core.score import index_score
from game.core.terms import Explanation, Term
from game.core.vocabulary import CATEGORIES, QUANTITIES, TREATIES
from game.ui.words import glossary, i18n
from game.ui.words.explain import between, explained, hundredths_text, points_of, share_text, worst_terms

CORE = Path(instruments.__file__).parents[1]


def named_in_the_core() -> set[str]:
    """The keywords of every call of `score` under game/core."""
    found: set[str] = set()
    for path in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "score":
                found |= {word.arg.replace("_", " ") for word in node.keywords if word.arg}
    return found


def test_every_term_of_the_rules_has_plain_words() -> None:
    names = named_in_the_core()
    assert {"trust", "existing ties", "tempo", "coverage", "own load"} <= names, "the search finds the scores"
    setting, state = build(load_scenario("first_posting"), np.array([0]), 1)
    names |= set(index_score(state, setting, alliances(state, setting)).names)
    assert names - set(glossary.TERMS) == set(), "add these to game/ui/words/glossary.py"
    assert set(glossary.TERMS) - names == set(), "these are no terms of the rules any more"


def test_quantities_offers_and_treaties_have_plain_words() -> None:
    assert set(QUANTITIES) | set(CATEGORIES) == set(glossary.QUANTITY_NOTIONS)
    assert set(OFFERS[1:]) == set(glossary.OFFER_NOTIONS)
    assert set(TREATIES) == set(glossary.TREATY_NAMES)


@pytest.mark.parametrize("text", sorted(set(glossary.texts())))
def test_texts_are_sentences_or_names(text: str) -> None:
    assert text[0].isupper()
    assert text == text.strip()
    assert "_" not in text


EXAMPLE = Explanation(
    "consent",
    (Term("trust", 60, 40, 80), Term("need", 31, 31, 31), Term("attache", 0, 0, 0), Term("hostility", -12, -12, -12)),
    100,
)


def test_points_add_up_and_leave_out_what_is_nothing() -> None:
    points = points_of(EXAMPLE)
    assert points.total == EXAMPLE.total == 79
    assert points.margin == EXAMPLE.margin == -21
    assert [row.name for row in points.rows] == ["Trust", "Their need", "Hostility"]
    assert (points.rows[0].low, points.rows[0].high) == (40, 80)
    assert points.rows[1].low is None, "a number known exactly has no interval"
    assert points.rows[0].tip is not None
    assert dict(points.rows[0].tip.pairs)["Best guess"] == "+6.0"


def test_verdicts_are_as_sure_as_the_estimate() -> None:
    def verdict(low: int, value: int, high: int) -> str:
        points = points_of(Explanation("consent", (Term("trust", value, low, high),), 100))
        return points.verdicts[0 if points.total >= 100 else 1]

    assert verdict(110, 120, 130) == "They would accept"
    assert verdict(90, 120, 150) == "They would probably accept"
    assert verdict(60, 90, 120) == "They would probably decline"
    assert verdict(60, 70, 80) == "They would decline"


def test_an_unnamed_term_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(KeyError):
        points_of(Explanation("consent", (Term("magic", 1, 1, 1),)))


def test_texts_are_translated_when_shown() -> None:
    i18n.use("ar_XB")
    tip = explained(EXAMPLE, "x")
    assert tip.points is not None
    assert tip.points.rows[0].name != "Trust"


def test_numbers_are_written_for_people() -> None:
    assert between(-4, 31) == "\u22120.4 to +3.1"
    assert [hundredths_text(value) for value in (400, 250, 25, 0)] == ["4", "2.5", "0.25", "0"]
    assert share_text(6_250) == "62%"
    assert [term.name for term in worst_terms(EXAMPLE)] == ["hostility"]
