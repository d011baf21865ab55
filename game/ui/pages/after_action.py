"""The after-action report: one page about a finished or running game that needs nothing else to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from game.core.score import ScoreKnobs
from game.sim.pages.charts import gains
from game.sim.pages.html import facts, folded, page, tiles, words_table
from game.sim.pages.plots import Bar
from game.sim.review.aftermath import Aftermath
from game.sim.review.given import text_of
from game.sim.review.turning import Review
from game.sim.scoring import Standing, margin, percentile
from game.ui.pages.after_crises import crisis_parts
from game.ui.pages.after_ties import tie_parts
from game.ui.pages.after_turns import course_parts
from game.ui.pages.order_words import order_words
from game.ui.words.explain import term_name
from game.ui.words.i18n import _, current, ngettext
from game.ui.words.names import date_text, nation_name, objective_title, worded

MOST_TURNINGS = 10
FILE = "FILE"
"""What commands on the page call the game's file when its name is not known."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that the page is made of; turning points and the place among other worlds may be missing."""

    after: Aftermath
    review: Review | None = None
    standing: Standing | None = None
    file: str = FILE


def after_action(told: Told) -> str:
    """The page, in the player's language."""
    after = told.after
    scenario, row = after.course.replay.scenario, after.course.row
    title = _("{nation}: after-action report").format(nation=nation_name(scenario, row))
    parts = [_head(told), *_points(after), *course_parts(after), *_turnings(told), *tie_parts(after),
             *crisis_parts(after), *_again(told)]  # fmt: skip
    language = current()
    return page(title, parts, language.code.partition("_")[0], rtl=language.rtl)


def _head(told: Told) -> str:
    """Which game it was, and how good."""
    after = told.after
    replay, setting = after.course.replay, after.course.setting
    first, last = (date_text(setting.quarter_of(turn)) for turn in (0, max(0, (replay.steps - 1) // 2)))
    rows = [
        (_("Scenario"), worded(replay.scenario).title),
        (_("Played"), _("{first} to {last}, {n} of {all} turns").format(
            first=first, last=last, n=(replay.steps + 1) // 2, all=setting.turns)),
        (_("Seed"), str(replay.seed)),
        (_("Other ministers"), replay.policy),
    ]  # fmt: skip
    shown = [(_("Security index"), f"{after.end.total / 10:.1f}", _verdict(after)), _against(after), _place(told)]
    return facts(rows) + tiles([one for one in shown if one is not None])


def _verdict(after: Aftermath) -> str:
    if not after.alive:
        return _("the state has failed")
    return _("of 100, at the end") if after.over else _("of 100, so far")


def _against(after: Aftermath) -> tuple[str, str, str]:
    ahead = margin(after.end.total, after.minister.total)
    text = _("points; it reached {index} in your seat on the same luck").format(
        index=f"{after.minister.total / 10:.1f}"
    )
    return _("Against the balanced minister"), f"{ahead / 10:+.1f}", text


def _place(told: Told) -> tuple[str, str, str] | None:
    found = told.standing
    if found is None or not found.others:
        return None
    place, slack = percentile(told.after.end.total, found.others)
    text = _("of {n} other worlds ended lower under that minister, ±{slack}; luck included").format(
        n=len(found.others), slack=f"{round(slack)}%")  # fmt: skip
    return _("Among other worlds"), f"{place:.0f}%", text


def _points(after: Aftermath) -> Iterator[str]:
    """The index taken apart: then, now, and where the minister would have come."""
    yield f"<h2>{escape(_('The index in points'))}</h2>"
    yield f"<p>{escape(_('The terms add up to the index exactly. These are the true figures, without fog.'))}</p>"
    start = after.turns[0].index if after.turns else after.end
    rules = after.course.setting.rules
    heads = [_("Term"), _("at the start"), _("now"), _("change"), _("the minister"), _("at most")]
    most = {name.removeprefix("index_").replace("_", " "): getattr(rules, name)
            for name in ScoreKnobs.__dataclass_fields__ if name.startswith("index_")}  # fmt: skip
    rows = []
    columns = zip(start.terms, after.end.terms, after.minister.terms, strict=True)
    for one, now, his in columns:
        key = {"expected support": "support", "peace around": "peace"}.get(one.name, one.name)
        rows.append([escape(term_name(one.name)), *(_tenths(value) for value in (one.points, now.points)),
                     _signed(now.points - one.points), _tenths(his.points), _tenths(most[key])])  # fmt: skip
    totals = (start.total, after.end.total, after.minister.total)
    rows.append([f"<b>{escape(_('Security index'))}</b>", _tenths(totals[0]), f"<b>{_tenths(totals[1])}</b>",
                 _signed(totals[1] - totals[0]), _tenths(totals[2]), _tenths(sum(most.values()))])  # fmt: skip
    yield words_table(heads, rows, frozenset(range(1, 6)))
    yield _objectives(after)


def _objectives(after: Aftermath) -> str:
    scenario, nation = after.course.replay.scenario, after.course.setting.nations[after.course.row]
    listed = [(one, after.met(one)) for one in after.course.setting.objectives
              if not one.nations or nation in one.nations]  # fmt: skip
    if not listed:
        return ""
    rows = [(objective_title(scenario, one.id), _("met") if done else _("missed") if after.over else _("not yet"))
            for one, done in listed]  # fmt: skip
    return f"<h3>{escape(_('Objectives'))}</h3>" + facts(rows)


def _tenths(value: int) -> str:
    return f"{value / 10:.1f}"


def _signed(value: int) -> str:
    return f"{value / 10:+.1f}" if value else "0.0"


def _turnings(told: Told) -> Iterator[str]:
    """The orders that counted most, as bars and as a table with the way to check each."""
    review, after = told.review, told.after
    yield f"<h2>{escape(_('Turning points'))}</h2>"
    if review is None:
        yield f"<p>{escape(_('They were not looked for.'))}</p>"
        return
    counted = [one for one in review.turnings if one.gain][:MOST_TURNINGS]
    tried = ngettext("{n} order was left out", "{n} orders were left out in turn", review.wanted).format(
        n=review.wanted
    )
    how = _("while all your other orders stayed as they were, on the same luck; the others decided anew.")
    if review.wanted:
        yield f"<p>{escape(tried)}, {escape(how)}</p>"
    if not counted:
        yield f"<p>{escape(_('No single order changed the final index.'))}</p>"
        return
    setting = after.course.setting
    dates = [date_text(setting.quarter_of(one.turn)) for one in counted]
    bars = [Bar(f"{date}: {order_words(after.course, one.order)}", one.gain / 10, None, None)
            for date, one in zip(dates, counted, strict=True)]  # fmt: skip
    yield gains(bars, _("Points of the final index that single orders brought or cost"))
    rows = []
    for date, one in zip(dates, counted, strict=True):
        command = f"python main.py replay {told.file} --without {one.turn}:{text_of(one.order)}"
        named = "" if after.course.replay.player else f" --nation {setting.nations[after.course.row]}"
        rows.append([escape(date), escape(order_words(after.course, one.order)), _tenths(one.without),
                     _signed(one.gain), f"<code>{escape(command + named)}</code>"])  # fmt: skip
    heads = [_("When"), _("Order"), _("index without it"), _("it brought"), _("In other worlds too?")]
    yield folded(_("As a table, with the command that asks in other worlds"),
                 words_table(heads, rows, frozenset((2, 3))))  # fmt: skip
    if not review.faithful:
        yield f"<p class='quiet'>{escape(_('The other ministers decide otherwise today than when it was played.'))}</p>"


def _again(told: Told) -> Iterator[str]:
    """How to repeat it, and what it is not."""
    yield f"<h2>{escape(_('To repeat it'))}</h2>"
    yield (f"<pre>python main.py replay {escape(told.file)} --verify\n"
           f"python main.py report {escape(told.file)}</pre>")  # fmt: skip
    note = _("What is told here came out of a model with assumed numbers; it forecasts nothing. Boundaries and names "
             "imply no endorsement.")  # fmt: skip
    yield f"<p class='quiet'>{escape(note)}</p>"
