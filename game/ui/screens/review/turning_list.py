"""The turning points of a campaign as a short list for the end screen."""

from __future__ import annotations

from game.sim.review.branches import Course
from game.sim.review.turning import Review
from game.ui.pages.order_words import order_words
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Bar, Item, Label, Part, Tip
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look
from game.ui.widgets.points import signed
from game.ui.words.i18n import _
from game.ui.words.names import date_text
from game.ui.words.said import said

LINE, HEAD, BAR = 26, 30, 12
MOST = 5


def turning_height(review: Review | None, room: int) -> int:
    """The height of the list in so much room; nothing where there is room for none."""
    counted = 1 if review is None else max(1, sum(bool(one.gain) for one in review.turnings))
    lines = min(MOST, counted, (room - HEAD - BAR) // LINE)
    return HEAD + BAR + lines * LINE if lines > 0 else 0


def turning_items(
    review: Review | None, course: Course, area: Rect, look: Look, trouble: str = ""
) -> list[Item]:  # fmt: skip
    """A heading, and a line each: when, what, and what it brought; or why that can't be told."""
    title, rest = area.take_top(HEAD)
    tip = Tip(title=_("Turning points"),
              text=_("Each of your orders is left out in turn, on the same luck, while the others stay as they were: "
                     "so much of the final index is owed to it."))  # fmt: skip
    items: list[Item] = [
        Label(rect=title, text=_("Turning points"), style="strong"),
        Area(rect=title, id="turnings", tip=tip),
    ]
    share = 0.0 if review is None else review.share
    if trouble:
        return [*items, paragraph(said(trouble), rest, look, "small", "warning")]
    if share < 1:
        bar, rest = rest.take_top(BAR - 4, 4)
        items.append(Bar(rect=bar, parts=(Part(share, "teal"),)))
    counted = [] if review is None else [one for one in review.turnings if one.gain]
    if not counted:
        text = _("No single order changed the final index.") if share == 1 else _("The campaign is played again.")
        return [*items, Label(rect=rest.take_top(LINE)[0], text=text, style="small", colour="muted")]
    for place, one in enumerate(counted[: max(0, rest.height // LINE)]):
        strip = Rect(rest.x, rest.y + place * LINE, rest.width, LINE)
        figure = signed(one.gain)
        number, words = strip.take_right(look.text.width(figure, "strong") + 4, 8)
        date = date_text(course.setting.quarter_of(one.turn))
        text = _("{date}: {what}").format(date=date, what=order_words(course, one.order))
        items += [
            Label(rect=words, text=look.text.ellipsis(text, "small", words.width), style="small"),
            Label(rect=number, text=figure, style="strong", colour="good" if one.gain > 0 else "bad", align="end"),
            Area(rect=strip, id=f"turning.{place}", tip=Tip(title=date, text=order_words(course, one.order))),
        ]
    return items
