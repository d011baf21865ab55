"""The report's alliance network, then and now, and whose support was won and lost."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import numpy as np

from game.core.exact import ONE
from game.sim.pages.html import words_table
from game.sim.pages.plots import network
from game.sim.review.aftermath import Aftermath
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import nation_name

SHOWN = 24
CHANGED = 6
FLOOR = 0.15


def tie_parts(after: Aftermath) -> Iterator[str]:
    """Two networks side by side, and the largest changes of who stands by the seat."""
    scenario, row = after.course.replay.scenario, after.course.row
    then, now = (strength.astype(np.float64) / ONE for strength in after.strength)
    rows = _nearest(then, now, row)
    names = [nation_name(scenario, one) for one in rows]
    yield f"<h2>{escape(_('Who stands by whom, then and now'))}</h2>"
    pictures = ""
    for strength, words in ((then, _("at the start")), (now, _("now"))):
        drawn = network(names, strength[np.ix_(rows, rows)], words, FLOOR, own=0)
        count = int((strength[row] >= after.course.setting.rules.partner_floor / ONE).sum())
        partners = ngettext("{n} partner", "{n} partners", count).format(n=count)
        pictures += f"<figure>{drawn}<figcaption>{escape(words)}: {escape(partners)}</figcaption></figure>"
    yield f'<div class="pair">{pictures}</div>'
    floor = _(
        "Lines from 15% on, thicker the surer; yours stand out. Shown are the nations closest to you then or now."
    )
    yield f"<p class='quiet'>{escape(floor)}</p>"
    change = now[row] - then[row]
    order = np.argsort(-np.abs(change), kind="stable")[:CHANGED]
    listed = [[escape(nation_name(scenario, int(one))), f"{then[row, one]:.0%}", f"{now[row, one]:.0%}",
               f"{change[one] * 100:+.0f}"] for one in order if abs(change[one]) >= 0.005]  # fmt: skip
    if listed:
        yield words_table([_("Stands by you"), _("then"), _("now"), _("change")], listed, frozenset((1, 2, 3)))


def _nearest(then: np.ndarray, now: np.ndarray, row: int) -> list[int]:
    """The seat first, then the nations with the strongest ties to it at either time, in row order."""
    ties = np.maximum.reduce([then[row], then[:, row], now[row], now[:, row]])
    ties[row] = 2
    best = np.argsort(-ties, kind="stable")[:SHOWN].tolist()
    return [row, *sorted(one for one in best if one != row)]
