"""The report's crises: who came, who was asked and didn't, who was ready unasked, each with its points."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from game.sim.pages.html import folded, words_table
from game.sim.review.aftermath import Aftermath, Helper, Story
from game.ui.pages.after_turns import outcome_name
from game.ui.words.dispatch import rung_name, violence_name
from game.ui.words.explain import term_name
from game.ui.words.i18n import _
from game.ui.words.names import crisis_name, date_text, nation_name

REASONS = 3


def crisis_parts(after: Aftermath) -> Iterator[str]:
    """A table for each crisis of the seat."""
    yield f"<h2>{escape(_('Crises: who came, who did not, and why'))}</h2>"
    if not after.crises:
        yield f"<p>{escape(_('No crisis of your own.'))}</p>"
        return
    lead = _("Points are those by which each nation truly decided; what it takes is the next step of the ladder.")
    yield f"<p>{escape(lead)}</p>"
    for story in after.crises:
        yield from _crisis(after, story)


def _crisis(after: Aftermath, story: Story) -> Iterator[str]:
    scenario, setting = after.course.replay.scenario, after.course.setting
    dates = [date_text(setting.quarter_of(story.opened))]
    if story.ended >= 0:
        dates.append(date_text(setting.quarter_of(story.ended)))
    facing = "" if story.adversary < 0 else _("against {nation}").format(nation=nation_name(scenario, story.adversary))
    title = ", ".join(part for part in (crisis_name(story.kind), facing, " – ".join(dates)) if part)
    yield f"<h3>{escape(title)}: {escape(outcome_name(story))}</h3>"
    yield f"<p class='quiet'>{escape(_('It came to {violence}.').format(violence=violence_name(story.violence)))}</p>"
    told = story.told()
    if not told:
        yield f"<p>{escape(_('Nobody was asked, and nobody would have come.'))}</p>"
        return
    rows = [[escape(nation_name(scenario, one.row)), escape(_("asked") if one.asked else _("not asked")),
             escape(_did(one)), escape(_why(one)), _reasons(one)] for one in told]  # fmt: skip
    yield words_table([_("Nation"), "", _("What it did"), _("Why"), _("Points")], rows)


def _did(one: Helper) -> str:
    if one.opposed and not one.pledged:
        return _("stood against you")
    return rung_name(one.pledged) if one.pledged else _("did nothing")


def _why(one: Helper) -> str:
    """One sentence: what held it back, or what it was ready for."""
    total = f"{one.will.total / 10:+.1f}"
    if one.pledged and one.ready <= one.pledged:
        return _("as far as its {total} points went").format(total=total)
    if one.ready and not one.asked and not one.pledged:
        return _("with {total} points it was ready for {rung}, had it been asked").format(
            total=total, rung=rung_name(one.ready))  # fmt: skip
    if one.ready:
        return _("with {total} points it was ready for {rung}; units, funds or other requests kept it").format(
            total=total, rung=rung_name(one.ready))  # fmt: skip
    needed = "0" if one.will.threshold is None else f"{one.will.threshold / 10:.0f}"
    return _("{total} points; a statement takes {needed}").format(total=total, needed=needed)


def _reasons(one: Helper) -> str:
    """The terms that weigh most, and all of them when somebody wants them."""
    terms = [term for term in one.will.terms if term.points]
    main = sorted(terms, key=lambda term: -abs(term.points))[:REASONS]
    short = ", ".join(f"{term_name(term.name)} {term.points / 10:+.1f}" for term in main)
    every = "<br>".join(f"{escape(term_name(term.name))} {term.points / 10:+.1f}" for term in terms)
    total = f"<br><b>{one.will.total / 10:+.1f}</b>"
    return f"{escape(short)}{folded(_('all'), every + total)}"
