"""Turns the rules' explanations into points and tips that any screen can show: every number says why."""

from __future__ import annotations

from game.core.terms import Explanation, Term
from game.ui.toolkit.items import Point, Points, Tip
from game.ui.widgets.points import signed
from game.ui.words.glossary import TERMS, VERDICTS, Notion
from game.ui.words.i18n import _

UNSURE = 2
"""Tenths of width from which a term is shown as an interval."""


def term_name(name: str) -> str:
    """The plain name of a term of the rules. Raises KeyError for one that glossary.py lacks."""
    return _(TERMS[name].name)


def notion_text(notion: Notion) -> str:
    """What a notion means and what moves it, a line each."""
    return "\n".join(_(text) for text in (notion.text, notion.moves) if text)


def notion_tip(notion: Notion, pairs: tuple[tuple[str, str], ...] = ()) -> Tip:
    """The same as a tip."""
    return Tip(title=_(notion.name), text=notion_text(notion), pairs=pairs)


def between(low: int, high: int) -> str:
    """An interval of tenths in words."""
    return _("{low} to {high}").format(low=signed(low), high=signed(high))


def is_estimate(term: Term) -> bool:
    return term.high - term.low >= UNSURE


def _point(term: Term) -> Point:
    pairs: tuple[tuple[str, str], ...] = ((_("Points"), signed(term.points)),)
    if not is_estimate(term):
        return Point(term_name(term.name), term.points, tip=notion_tip(TERMS[term.name], pairs))
    pairs = ((_("Best guess"), signed(term.points)), (_("Four in five times within"), between(term.low, term.high)))
    return Point(term_name(term.name), term.points, term.low, term.high, notion_tip(TERMS[term.name], pairs))


def points_of(explanation: Explanation, total_name: str = "") -> Points:
    """The terms that count, in the order of the rules; those of exactly nothing are left out, the sum is the same."""
    rows = tuple(_point(term) for term in explanation.terms if term.points or is_estimate(term))
    return Points(rows, explanation.threshold, total_name, verdicts_of(explanation))


def verdicts_of(explanation: Explanation) -> tuple[str, str]:
    """What is said when the threshold is reached and when it is not, the surer the narrower the estimate."""
    known = VERDICTS.get(explanation.title)
    if known is None or explanation.threshold is None:
        return "", ""
    low, high = explanation.interval
    surely, rather, hardly, never = known
    sure_no = high < explanation.threshold
    return _(surely if low >= explanation.threshold else rather), _(never if sure_no else hardly)


def verdict_text(points: Points) -> str:
    """The verdict in one line: what is said, the total, and what it takes."""
    if points.threshold is None:
        return _("Total {total}").format(total=signed(points.total))
    said = points.verdicts[0 if points.total >= points.threshold else 1]
    return _("{verdict}: {total} of {threshold} needed").format(
        verdict=said, total=signed(points.total), threshold=signed(points.threshold)
    )


def verdict_colour(points: Points) -> str:
    return "muted" if points.margin is None else "good" if points.margin >= 0 else "bad"


def explained(explanation: Explanation, title: str, text: str = "", total_name: str = "") -> Tip:
    """A tip that opens a number into its points."""
    return Tip(title=title, text=text, points=points_of(explanation, total_name))


def worst_terms(explanation: Explanation, most: int = 2) -> list[Term]:
    """The largest negative terms, the worst first."""
    return sorted((term for term in explanation.terms if term.points < 0), key=lambda term: term.points)[:most]


def share_text(value: int) -> str:
    """Ten-thousandths as whole per cent."""
    return f"{round(value / 100)}%"


def hundredths_text(value: int) -> str:
    """Hundredths of a point or unit as people read them: 4, 2.5, 0.25."""
    return f"{value / 100:.2f}".rstrip("0").rstrip(".")


def tenth_text(value: int) -> str:
    """Hundredths rounded to a tenth, for narrow places: 4, 12.2."""
    return f"{value / 100:.1f}".removesuffix(".0")
