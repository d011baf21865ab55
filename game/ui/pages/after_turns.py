"""The report's timeline: the index by its parts with the crises below, and what was ordered and happened by turn."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import numpy as np

from game.core.alliances import alliances
from game.core.observe import observe
from game.core.vocabulary import OUTCOMES
from game.sim.pages.charts import areas
from game.sim.pages.html import folded, words_table
from game.sim.review.aftermath import Aftermath, Story, Turn
from game.ui.pages.order_words import order_words
from game.ui.play.insight import consent_terms
from game.ui.words.dispatch import Desk
from game.ui.words.dispatches import write
from game.ui.words.explain import term_name
from game.ui.words.i18n import _
from game.ui.words.names import crisis_name, date_text
from game.ui.words.news import News, news_of

MOST_NEWS = 4
GOING_ON = len(OUTCOMES)


def outcome_name(story: Story) -> str:
    """How a crisis ended, or that it goes on."""
    if story.ended < 0:
        return _("goes on")
    return {"victory": _("victory"), "compromise": _("compromise"), "stalemate": _("stalemate"),
            "defeat": _("defeat")}[OUTCOMES[story.outcome]]  # fmt: skip


def course_parts(after: Aftermath) -> Iterator[str]:
    """The chart and the table of turns."""
    setting = after.course.setting
    yield f"<h2>{escape(_('Turn by turn'))}</h2>"
    indices = [*(turn.index for turn in after.turns), after.end]
    dates = [date_text(setting.quarter_of(min(turn, setting.turns - 1))) for turn in range(len(indices))]
    series = {term_name(term.name): [index.terms[place].points / 10 for index in indices]
              for place, term in enumerate(after.end.terms)}  # fmt: skip
    spans = [(story.opened, len(indices) - 1 if story.ended < 0 else story.ended + 1,
              GOING_ON if story.ended < 0 else story.outcome,
              f"{crisis_name(story.kind)}: {outcome_name(story)}") for story in after.crises]  # fmt: skip
    yield areas(series, dates, spans, _("The security index by its parts, turn by turn"))
    yield f"<p class='quiet'>{escape(_('Bars below: your crises from beginning to end. Green ended in victory, teal in compromise, orange in stalemate, red in defeat.'))}</p>"  # noqa: E501
    yield folded(_("All turns, with orders and news"), _table(after))


def _table(after: Aftermath) -> str:
    setting, close = after.course.setting, _close(after)
    terms = consent_terms(observe(after.last, setting), after.course.row)
    rows = []
    after_it = [*(turn.index.total for turn in after.turns[1:]), after.end.total][: len(after.turns)]
    for turn, then in zip(after.turns, after_it, strict=True):
        orders = "<br>".join(escape(order_words(after.course, order)) for order in turn.orders)
        desk = Desk(after.course.replay.scenario, setting, after.course.row, close, tuple(_news(turn)), True, terms)
        news = "<br>".join(escape(one.title) for one in write(desk)[:MOST_NEWS])
        change = then - turn.index.total
        rows.append([escape(date_text(setting.quarter_of(turn.turn))), f"{then / 10:.1f}", f"{change / 10:+.1f}",
                     orders, news])  # fmt: skip
    heads = [_("Quarter"), _("index after it"), _("change"), _("Orders"), _("News")]
    return words_table(heads, rows, frozenset((1, 2)))


def _news(turn: Turn) -> list[News]:
    return [one for event, kinds in turn.events for one in news_of([event], turn.turn, kinds)]


def _close(after: Aftermath) -> frozenset[int]:
    """The nations whose news reach the seat: partners and neighbours."""
    setting, row = after.course.setting, after.course.row
    partner = alliances(after.last, setting).strength[0, row] >= setting.rules.partner_floor
    return frozenset(np.nonzero(partner | setting.around[row])[0].tolist())
