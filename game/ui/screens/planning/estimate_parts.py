"""The staff estimate on the plan panel: what the plan leads to, what each order is worth, and the staff's advice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.core.exact import ONE
from game.core.orders import Order
from game.ministers.estimate import Estimate, Spread
from game.ui.play.plan_help import advised, fill, repeated
from game.ui.toolkit.commands import Changes, Command, Say
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Button, Item, Label, Panel, Tip
from game.ui.toolkit.scene import Look
from game.ui.words.explain import share_text
from game.ui.words.i18n import _, ngettext

if TYPE_CHECKING:
    from game.ui.play.session import Session

FORECAST = 30  # height of the strip
WORTH = 48  # width of the column on a card
BINS, BIN = 11, 4
NARROWEST = 50  # hundredths of a point on each side of nothing that the picture of an order's worth shows at least


def points_text(hundredths: float) -> str:
    """Hundredths of a point of the index as people read them: 71.9."""
    return f"{hundredths / 100:.1f}"


def worth_text(hundredths: float) -> str:
    """A signed worth in points, with two decimals where it is small: +0.24, −1.3, 0.00."""
    digits = 1 if abs(hundredths) >= 100 else 2
    text = f"{abs(hundredths) / 100:.{digits}f}"
    sign = "" if float(text) == 0 else "+" if hundredths > 0 else "\u2212"
    return sign + text


def worth_colour(spread: Spread) -> str:
    """Good or bad only where the samples are sure of it."""
    low, high = spread.sure
    return "good" if low > 0 else "bad" if high < 0 else "muted"


def estimating(session: Session) -> bool:
    """Whether there is an estimate to show, or one on its way."""
    return session.staffed or session.estimate is not None


# ----------------------------------------------------------------------------------------------------- the whole plan


def forecast_items(session: Session, strip: Rect, look: Look) -> list[Item]:
    """The index some turns on as the staff expects it: its mean, where it lies in eight cases of ten, a picture."""
    found = _current(session)
    if found is None:
        return [Label(rect=strip, text=_("The staff is estimating …"), style="small", colour="muted")]
    picture, rest = strip.take_right(BINS * BIN, 10)
    low, high = found.index.likely
    range_text = _("{low} to {high}").format(low=points_text(max(low, 0)), high=points_text(min(high, 10_000)))
    span, rest = rest.take_right(look.text.width(range_text, "small") + 4, 8)
    mean = points_text(found.index.mean)
    number, name = rest.take_right(look.text.width(mean, "strong") + 4, 8)
    title = ngettext("Index next turn", "Index in {n} turns", found.turns).format(n=found.turns)
    stale = found.plan != session.plan
    return [
        Label(rect=name, text=look.text.ellipsis(title, "small", name.width), style="small", colour="muted"),
        Label(rect=number, text=mean, style="strong", align="end", colour="muted" if stale else "text"),
        Label(rect=span, text=range_text, style="small", colour="muted"),
        *_bars(picture, _bins(found.index.values, *_ends(found.index)), "muted" if stale else "teal"),
        Area(rect=strip, id="plan.forecast", tip=_forecast_tip(session, found)),
    ]


def _ends(spread: Spread) -> tuple[int, int]:
    low, high = spread.values[0], spread.values[-1]
    return (low, high) if high - low >= BINS else (low - BINS, high + BINS)


def _forecast_tip(session: Session, found: Estimate) -> Tip:
    low, high = found.index.likely
    change = found.index.mean - session.index().total * 10
    pairs = [
        (_("Expected index"), points_text(found.index.mean)),
        (_("Change from now"), worth_text(change)),
        (_("In eight cases of ten"), _("{low} to {high}").format(low=points_text(low), high=points_text(high))),
        (_("Crises of your own"), f"{found.crises.mean:.1f}"),
    ]
    if found.coverage.values:
        least, most = (min(max(round(end), 0), ONE) for end in found.coverage.likely)
        said = _("{mean}, {low} to {high}")
        covered = said.format(mean=share_text(round(found.coverage.mean)), low=share_text(least), high=share_text(most))
        pairs.append((_("Their coverage"), covered))
    pairs.append((_("Worlds tried"), str(found.samples)))
    text = _("Worlds that fit what you know are played on with this plan; later turns are left to your staff. "
             "It knows no more than you do.")  # fmt: skip
    return Tip(title=_("Staff estimate"), text=text, pairs=tuple(pairs))


# --------------------------------------------------------------------------------------------------------- one order


def worth_items(session: Session, place: int, rect: Rect, look: Look) -> list[Item]:
    """What the order at that place is worth: the number over a tiny picture of the worlds tried."""
    order = session.plan[place]
    spread, fresh = _worth(session, order)
    top, bottom = rect.take_top(rect.height // 2)
    if spread is None:
        return [Label(rect=top, text="…", style="small", colour="muted", align="center")]
    reach = max(
        NARROWEST, abs(spread.values[len(spread.values) // 10]), abs(spread.values[-1 - len(spread.values) // 10])
    )
    counts = _bins(spread.values, -reach, reach)
    picture = bottom.middle(BINS * BIN, bottom.height)
    colour = worth_colour(spread) if fresh else "muted"
    return [
        Label(rect=top, text=worth_text(spread.mean), style="small", colour=colour, align="center"),
        Panel(rect=Rect(picture.x + BINS * BIN // 2, picture.y, 1, picture.height), fill="line", border="", radius=0),
        *_bars(picture, counts, colour if colour != "muted" else "disabled"),
        Area(rect=rect, id=f"plan.worth.{place}", tip=_worth_tip(session, spread), command=Command("plan.edit", place)),
    ]


def _worth_tip(session: Session, spread: Spread) -> Tip:
    low, high = spread.sure
    between = _("{low} to {high}")
    pairs = (
        (_("Expected worth"), worth_text(spread.mean)),
        (_("As sure as the samples are"), between.format(low=worth_text(low), high=worth_text(high))),
        (_("In single worlds"), between.format(low=worth_text(spread.values[0]), high=worth_text(spread.values[-1]))),
        (_("Worlds tried"), str(len(spread.values))),
    )
    text = _("The index some turns on with this order, less the index without it, in the same worlds with the same "
             "luck. What you leave out now your staff may still do later.")  # fmt: skip
    return Tip(title=_("What this order is worth"), text=text, pairs=pairs)


def _current(session: Session) -> Estimate | None:
    """The latest estimate of this decision point, of this plan or the one before it was changed."""
    found = session.estimate
    return found if found is not None and found.step == session.state.step else None


def _worth(session: Session, order: Order) -> tuple[Spread | None, bool]:
    """The worth of an order, and whether it was reckoned for the plan as it stands."""
    found = _current(session)
    if found is None or order not in found.plan:
        return None, False
    return found.values[found.plan.index(order)], found.plan == session.plan


# ---------------------------------------------------------------------------------------------------------- pictures


def _bins(values: Sequence[int], low: int, high: int) -> list[int]:
    """How many values fall into each of the bins from low to high; those beyond are in the outermost."""
    counts = [0] * BINS
    for value in values:
        place = (value - low) * BINS // max(1, high - low)
        counts[min(BINS - 1, max(0, place))] += 1
    return counts


def _bars(rect: Rect, counts: list[int], colour: str) -> list[Item]:
    """A column a bin, as high as it is often."""
    most = max(1, *counts)
    items: list[Item] = []
    for place, count in enumerate(counts):
        height = -(-count * rect.height // most)
        if count:
            bar = Rect(rect.x + place * BIN, rect.bottom - height, BIN - 1, height)
            items.append(Panel(rect=bar, fill=colour, border="", radius=0))
    return items


# -------------------------------------------------------------------------------------------------------------- help


def help_buttons(session: Session, strip: Rect, look: Look, title: str) -> tuple[list[Item], Rect]:
    """Buttons for advice and for last turn's plan at the end of a strip, and what is left of it for the title."""
    again, rest = strip.take_right(36, 4)
    text = _("Advise me")
    width = look.text.width(text, "small") + 52
    written = width + 8 + look.text.width(title, "heading") <= rest.width
    button, rest = rest.take_right(width if written else 36, 8)
    over, before = _("The campaign has ended."), bool(repeated(session))
    items: list[Item] = [
        Button(rect=button, id="plan.advise", icon="officer", text=text if written else "", style="small", kind="plain",
               command=Command("plan.advise"), enabled=not session.over, reason=over,
               tip=Tip(title=text, text=_("Your staff adds what it would order; take back what you don't want."))),
        Button(rect=again, id="plan.repeat", icon="clock", kind="quiet", command=Command("plan.repeat"),
               enabled=before, reason=_("Nothing was ordered last turn that isn't in the plan."),
               tip=Tip(title=_("Repeat last turn's plan"))),
    ]  # fmt: skip
    return items, rest


def help_update(session: Session, command: Command) -> Changes:
    """Answer the two buttons."""
    if command.name == "plan.advise":
        count = fill(session, advised(session))
        none = _("Your staff has nothing to add.")
    else:
        count = fill(session, repeated(session))
        none = _("Nothing of last turn's plan can be ordered again.")
    if not count:
        return Say(none)
    return Say(ngettext("{n} order added", "{n} orders added", count).format(n=count), "good")
