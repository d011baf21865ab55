"""What a figure of a nation rests on, in words: its source with the year, or how it was estimated."""

from __future__ import annotations

from game.content.format.fields import Figure
from game.content.format.model import Scenario
from game.ui.words.i18n import _


def basis_lines(scenario: Scenario, figure: Figure) -> list[str]:
    """A line each for the basis, its remark, the year, and why there is no figure."""
    kind, _colon, rest = figure.basis.partition(": ")
    lines = []
    if kind == "source":
        key, _space, remark = rest.partition(" ")
        lines.append(_("Source: {citation}").format(citation=scenario.sources[key].citation))
        lines += [_(remark)] if remark else []
    elif kind == "estimate":
        lines.append(_("Estimate: {method}").format(method=_(rest)))
    else:
        lines.append(_("Unconfirmed. {remark}").format(remark=_(rest)))
    if figure.year:
        lines.append(_("Year: {year}").format(year=figure.year))
    if figure.missing:
        lines.append(_("No figure is known: {reason}").format(reason=_(figure.missing)))
    return lines


def basis_remarks(basis: str) -> list[str]:
    """The parts of a basis that are sentences, not names of sources."""
    kind, _colon, rest = basis.partition(": ")
    remark = rest.partition(" ")[2] if kind == "source" else rest
    return [remark] if remark else []
