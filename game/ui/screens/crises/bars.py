"""The picture of a crisis: demand against coverage, the likely outcome, and the days in which help arrives."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from game.core.ruleset import Rules
from game.core.vocabulary import CATEGORIES
from game.ui.painting.theme import PAD
from game.ui.screens.crises.facts import Forecast, Situation, Supply
from game.ui.screens.crises.words import (
    OUTCOME_COLOURS,
    category_name,
    days_text,
    outcome_name,
    rung_name,
    tenth,
)  # fmt: skip
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Bar, Icon, Item, Label, Panel, Part, Points, Tip
from game.ui.toolkit.layout import Column
from game.ui.toolkit.scene import Look
from game.ui.widgets.points import signed
from game.ui.words.explain import points_of, share_text
from game.ui.words.i18n import _
from game.ui.words.orders import fitting

SUPPLY_ROW = 34
LEGEND = 24
LOW, HIGH = -450, 450
"""Tenths at the ends of the outcome scale."""


Sign = tuple[str, str, bool, int]  # name, colour, hatched, width


@dataclass(frozen=True, slots=True)
class Helper:
    """One pledge that was made: who, how far up the ladder, and the day on which it is there."""

    name: str
    rung: int
    contingents: int
    day: int
    row: int
    planned: bool  # it is in the plan, not yet given
    principal: str  # whom it stands by
    against: bool  # that is the adversary


def supply_height(supply: Supply, own: bool, width: int, look: Look, row: int = SUPPLY_ROW) -> int:
    """The height `supply_items` takes in that width with rows of that height."""
    legend = LEGEND * len(_legend_lines(supply, own, width - 2 * PAD, look))
    return 2 * PAD - 8 + 30 + legend + row * int((supply.demand > 0).sum())


@dataclass(frozen=True, slots=True)
class Captions:
    """How the bars are written: nations by row, whether they are the seat's own, and the height of a row."""

    names: dict[int, str]
    own: bool
    row: int = SUPPLY_ROW


def supply_items(supply: Supply, captions: Captions, area: Rect, look: Look) -> list[Item]:
    """A pair of bars for each category: what is asked, and what covers it."""
    column = Column(area.inset(PAD, PAD - 4), gap=0)
    heading, overall = column.take(30).take_left(area.width - 2 * PAD - 76, 6)
    items: list[Item] = [
        Panel(rect=area),
        Label(rect=heading, text=_("Demand and coverage"), style="heading", colour="accent"),
        Label(rect=overall, text=share_text(supply.overall), style="heading",
              colour=_coverage_colour(supply.overall), align="end"),
        Area(rect=overall, id="overall", tip=_overall_tip(supply, captions.own)),
    ]  # fmt: skip
    for line in _legend_lines(supply, captions.own, column.area.width, look):
        items += _legend(line, column.take(LEGEND))
    asked = [k for k in range(len(CATEGORIES)) if supply.demand[k] > 0]
    weakest = min(asked, key=lambda k: int(supply.covered[k]))
    scale = max(int(supply.demand[k] + supply.opposed[k]) for k in asked) * 5 // 4
    for k in asked:
        strip = column.take(captions.row)
        items += _supply_row(supply, k, scale, strip, captions.names)
        if k == weakest and supply.covered[k] < supply.overall:
            sign = Rect(strip.x - 1, strip.y + (captions.row - 20) // 2, 20, 20)
            items.append(Icon(rect=sign, name="warning", colour="bad"))
    return items


def _coverage_colour(covered: int) -> str:
    return "good" if covered >= 8_000 else "warning" if covered >= 5_000 else "bad"


def _overall_tip(supply: Supply, own: bool) -> Tip:
    pairs = tuple(
        (category_name(k), share_text(int(supply.covered[k]))) for k in range(len(CATEGORIES)) if supply.demand[k] > 0
    )
    text = _("The harmonic mean over what is asked: the weakest category rules.")
    if not own:
        text += "\n" + _("What they have is your estimate.")
    return Tip(title=_("Coverage"), text=text, pairs=pairs)


def _legend_lines(supply: Supply, own: bool, width: int, look: Look) -> list[list[Sign]]:
    """What the colours mean, those that occur, with their widths, broken into lines."""
    kinds = [(_("asked"), "frame", False)]
    whose = _("own") if own else _("their own")
    for name, colour, values, hatched in (
        (_("to counter"), "bad", supply.opposed, True), (whose, "teal", supply.own, False),
        (_("arrived"), "good", supply.arrived, False), (_("under way"), "info", supply.coming, True),
        (_("hoped for"), "accent", supply.hoped, True),
    ):  # fmt: skip
        if values.any():
            kinds.append((name, colour, hatched))
    lines: list[list[Sign]] = [[]]
    used = 0
    for name, colour, hatched in kinds:
        wide = look.text.width(name, "small") + 22 + 14
        if used + wide > width and lines[-1]:
            lines.append([])
            used = 0
        lines[-1].append((name, colour, hatched, wide))
        used += wide
    return lines


def _legend(line: list[Sign], strip: Rect) -> list[Item]:
    items: list[Item] = []
    for name, colour, hatched, wide in line:
        place, strip = strip.take_left(wide)
        swatch, words = place.take_left(16, 6)
        items.append(Bar(rect=swatch.middle(16, 10), parts=(Part(1.0, colour, hatched),)))
        items.append(Label(rect=words, text=name, style="small", colour="muted"))
    return items


def _supply_row(supply: Supply, k: int, scale: int, strip: Rect, names: dict[int, str]) -> list[Item]:
    name, rest = strip.take_left(150, 8)
    name = name.take_right(126)[0]
    percent, bars = rest.take_right(56, 8)
    faced = int(supply.demand[k] + supply.opposed[k])
    middle = bars.y + bars.height // 2
    upper = Rect(bars.x, middle - 11, max(2, bars.width * faced // scale), 6)
    lower = Rect(bars.x, middle - 2, bars.width, 12)
    asked = (Part(int(supply.demand[k]) / faced, "frame"), Part(int(supply.opposed[k]) / faced, "bad", hatched=True))
    values = (("own", "teal", False), ("arrived", "good", False), ("coming", "info", True), ("hoped", "accent", True))
    parts = tuple(Part(int(getattr(supply, key)[k]) / scale, colour, hatched) for key, colour, hatched in values)
    covered = int(supply.covered[k])
    return [
        Label(rect=name, text=category_name(k)),
        Bar(rect=upper, parts=asked),
        Bar(rect=lower, parts=parts, marks=(faced / scale,)),
        Label(rect=percent, text=share_text(covered), style="strong", colour=_coverage_colour(covered), align="end"),
        Area(rect=strip, id=f"supply.{CATEGORIES[k]}", tip=_supply_tip(supply, k, names)),
    ]


def _supply_tip(supply: Supply, k: int, names: dict[int, str]) -> Tip:
    pairs = [(_("Asked"), tenth(int(supply.demand[k])))]
    if supply.opposed[k]:
        pairs.append((_("To counter help for the adversary"), tenth(int(supply.opposed[k]))))
    pairs.append((_("Own"), tenth(int(supply.own[k]))))
    helpers = sorted(names, key=lambda row: -int(supply.partners[row, k]))
    pairs += [(names[row], tenth(int(supply.partners[row, k]))) for row in helpers if supply.partners[row, k]]
    if supply.hoped[k]:
        pairs.append((_("Hoped for from those asked"), tenth(int(supply.hoped[k]))))
    gap = max(0, int(supply.demand[k] + supply.opposed[k] - supply.own[k] - supply.arrived[k] - supply.coming[k]))
    pairs.append((_("Still missing"), tenth(gap)))
    text = _("Help counts for the days it is there, and one partner for a quarter of the demand at most.")
    return Tip(title=category_name(k), text=text, pairs=tuple(pairs))


def forecast_height(hopes: Forecast | None) -> int:
    """The height `forecast_items` takes."""
    return 2 * PAD - 8 + 30 + 30 + 48 + (26 if hopes else 0)


def forecast_title(now: Forecast, victim: str, width: int, look: Look) -> str:
    """Whose outcome it is, unless it is the seat's own, as far as there is room over a forecast of that width."""
    outcome = outcome_name(now.outcome)
    short = _("Forecast: {outcome}").format(outcome=outcome)
    if not victim:
        return short
    texts = (text.format(nation=victim, outcome=outcome)
             for text in (_("Forecast for {nation}: {outcome}"), _("{nation}: {outcome}")))  # fmt: skip
    return fitting(look, width - 2 * PAD - 82, "heading", *texts, short)


def forecast_items(
    now: Forecast, hopes: Forecast | None, area: Rect, losses: tuple[int, ...], title: str
) -> list[Item]:
    """The scale from defeat to victory with the place where things stand, and the odds of each outcome."""
    column = Column(area.inset(PAD, PAD - 4), gap=0)
    heading, points = column.take(30).take_left(area.width - 2 * PAD - 76, 6)
    marks = (_place(now.points.total),) + ((_place(hopes.points.total),) if hopes else ())
    items: list[Item] = [
        Panel(rect=area),
        Label(rect=heading, text=title, style="heading", colour=OUTCOME_COLOURS[now.outcome]),
        Label(rect=points, text=signed(now.points.total), style="heading",
              align="end"),
        Area(rect=points, id="forecast.points", tip=forecast_tip(now)),
    ]  # fmt: skip
    scale = column.take(30).inset(0, 7)
    items.append(Bar(rect=scale, id="forecast.scale", parts=_bands(now), marks=marks, tip=forecast_tip(now)))
    for outcome, place in zip(reversed(range(4)), column.take(48).inset(4 - PAD, 0).columns(4, 4), strict=True):
        items += _odds(now, outcome, place, losses[outcome])
    if hopes is not None:
        text = _("If those asked come: {outcome} {percent}%").format(
            outcome=outcome_name(hopes.outcome), percent=hopes.odds[hopes.outcome]
        )
        items.append(Label(rect=column.take(26), text=text, style="small", colour="accent"))
    return items


def _place(tenths: int) -> float:
    return min(0.99, max(0.01, (tenths - LOW) / (HIGH - LOW)))


def _bands(now: Forecast) -> tuple[Part, ...]:
    """The stretches of defeat, stalemate, compromise and victory; defeat is hatched as a second cue."""
    edges = [LOW, *sorted(now.edges), HIGH]
    shares = [(end - start) / (HIGH - LOW) for start, end in pairwise(edges)]
    return tuple(
        Part(share, OUTCOME_COLOURS[3 - k], hatched=k in (0, 2)) for k, share in enumerate(shares)
    )  # fmt: skip


def _odds(now: Forecast, outcome: int, place: Rect, loss: int) -> list[Item]:
    name, percent = place.rows(2)
    colour = OUTCOME_COLOURS[outcome] if outcome == now.outcome else "text"
    return [
        Label(rect=name, text=outcome_name(outcome), style="small", colour="muted", align="center"),
        Label(rect=percent, text=f"{now.odds[outcome]}%", style="strong", colour=colour, align="center"),
        Area(rect=place, id=f"odds.{outcome}", tip=_odds_tip(now, outcome, loss)),
    ]


def _odds_tip(now: Forecast, outcome: int, loss: int) -> Tip:
    pairs = ((_("Chance"), f"{now.odds[outcome]}%"), (_("Integrity of the victim"), signed(-loss // 10)))
    text = _("The points decide, and luck adds or takes some. At no integrity a state fails.")
    return Tip(title=outcome_name(outcome), text=text, pairs=pairs)


def forecast_tip(now: Forecast) -> Tip:
    """The points of the outcome."""
    known = points_of(now.points, _("Outcome"))
    edges = (
        (_("Victory from"), signed(now.edges[0])), (_("Compromise from"), signed(now.edges[1])),
        (_("Stalemate from"), signed(now.edges[2])),
    )  # fmt: skip
    text = _("If nothing else changes; estimated where it rests on others.")
    return Tip(title=_("Forecast"), text=text, pairs=edges, points=Points(known.rows, None, known.total_name))


def integrity_losses(rules: Rules, violence: int) -> tuple[int, ...]:
    """Ten-thousandths of integrity the victim loses by outcome, at this violence."""
    defeat = int(getattr(rules, ("defeat_none", "defeat_minor", "defeat_serious", "defeat_war")[violence]))
    shares = (0, rules.compromise_share, rules.stalemate_share, 10_000)
    return tuple(defeat * int(part) // 10_000 for part in shares)


def axis_items(crisis: Situation, helpers: list[Helper], quarter: int, area: Rect) -> list[Item]:
    """The days of the crisis from left to right: today, quarters, arrivals and the expected end."""
    column = Column(area.inset(PAD, PAD - 4), gap=0)
    heading = column.take(28)
    text = _("Day {day} of about {length}").format(day=crisis.day, length=crisis.length)
    line = column.take(26)
    whole = max([crisis.length, crisis.day + quarter] + [helper.day for helper in helpers]) * 21 // 20
    items: list[Item] = [
        Panel(rect=area),
        Label(rect=heading, text=text, style="strong"),
        Area(rect=heading, id="days", tip=_days_tip(crisis, quarter)),
        *_axis(crisis, whole, quarter, line),
    ]
    for helper in helpers:
        x = line.x + line.width * helper.day // whole
        late = helper.day >= crisis.length
        mark = Rect(min(x - 10, line.right - 20), line.y, 20, 20)
        items.append(Icon(rect=mark, name="people", colour=_helper_colour(helper, late)))
        place = Rect(mark.x - 2, line.y - 2, 24, 28)
        items.append(Area(rect=place, id=f"arrival.{helper.row}", tip=helper_tip(helper, crisis)))
    return items


def _helper_colour(helper: Helper, late: bool) -> str:
    if late or helper.against:
        return "bad"
    return "accent" if helper.planned else "text"


def _axis(crisis: Situation, whole: int, quarter: int, line: Rect) -> list[Item]:
    base = Rect(line.x, line.bottom - 6, line.width, 4)
    items: list[Item] = [
        Panel(rect=base, fill="track", border="", radius=2),
        Panel(rect=Rect(base.x, base.y, max(4, base.width * crisis.day // whole), 4), fill="accent", border=""),
    ]
    for day in range(quarter, whole, quarter):
        tick = Rect(base.x + base.width * day // whole, base.y - 4, 2, 8)
        items.append(Panel(rect=tick, fill="frame", border="", radius=0))
    end = base.x + base.width * crisis.length // whole
    items.append(Panel(rect=Rect(end - 1, line.y, 3, line.height), fill="bad", border="", radius=0))
    return items


def _days_tip(crisis: Situation, quarter: int) -> Tip:
    turns = -(-(crisis.length - crisis.day) // quarter)
    text = _("A mark stands at each quarter and at the expected end; people stand where help arrives.")
    pairs = ((_("Today"), days_text(crisis.day)), (_("Expected end"), days_text(crisis.length)),
             (_("Quarters left"), str(max(1, turns))))  # fmt: skip
    return Tip(title=_("Days"), text=text, pairs=pairs)


def helper_tip(helper: Helper, crisis: Situation) -> Tip:
    """Who helps, how, from when, and for how much of the crisis."""
    pairs = [
        (_("Stands by"), helper.principal),
        (_("Step"), rung_name(helper.rung)),
        (_("Arrives on day"), str(helper.day)),
    ]
    if helper.contingents:
        pairs.append((_("Contingents"), str(helper.contingents)))
    there = max(0, crisis.length - helper.day) * 10_000 // max(1, crisis.length)
    pairs.append((_("There for"), share_text(there)))
    text = _("It would arrive after the expected end.") if helper.day >= crisis.length else ""
    return Tip(title=helper.name, text=text, pairs=tuple(pairs))


def presence(helper: Helper, crisis: Situation) -> tuple[float, float]:
    """Where on a bar of the crisis a helper is there: from, and for how long, as shares of its length."""
    start = min(1.0, helper.day / max(1, crisis.length))
    return start, 1.0 - start
