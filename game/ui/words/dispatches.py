"""What changed, written for the seat and ranked: it hears of what concerns it and of what is public and near."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from game.ui.words.dispatch import Desk, Dispatch
from game.ui.words.dispatch_texts import WRITERS
from game.ui.words.i18n import _, ngettext
from game.ui.words.news import News

MOST_IMPORTANT = 5
"""Dispatches a seat reads before it asks for more."""

ROUTINE = frozenset(
    {"deployed", "withdrawn", "post_opened", "post_closed", "attended", "hosted", "trained", "committed"}
)
"""The seat's own orders that simply were carried out."""

PUBLIC = frozenset({"crisis_opened", "crisis_escalated", "crisis_ended", "state_failed", "treaty_left"})
BETWEEN_NATIONS = frozenset(
    {"proposed", "agreed", "declined", "countered", "ended", "drilled", "post_opened", "post_closed", "post_expelled",
     "crisis_opened", "crisis_ended", "asked", "pledged", "opposed", "good_offices", "unanswered", "lapsed",
     "treaty_left", "treaty_broken", "entangled", "leak", "mediated", "taken_up"}
)  # fmt: skip
"""Kinds whose `other` is the row of a nation."""

WELCOME = {"agreed": 100, "countered": 50, "declined": 0}
"""Answers of others, and how welcome the offer was to them, in per cent."""

EVERYBODYS = frozenset({"scenario", "item_adopted", "mission_closed"})
"""Kinds that everybody hears of; the writer drops those that are nothing to the seat."""


def write(desk: Desk) -> list[Dispatch]:
    """The dispatches of a turn, the most important first."""
    heard = [one for one in desk.news if concerns(one, desk) and not (one.kind in ROUTINE and one.nation == desk.seat)]
    written = [*_written(heard, desk), *_routine(desk), *_elsewhere(desk)]
    ranked = sorted(range(len(written)), key=lambda place: (-written[place].importance, place))
    return [written[place] for place in ranked]


def _written(news: Iterable[News], desk: Desk) -> list[Dispatch]:
    dispatches = ((one, WRITERS[one.kind](one, desk)) for one in news if one.kind in WRITERS)
    return [_voiced(one, dispatch, desk) for one, dispatch in dispatches if dispatch is not None]


def _voiced(one: News, dispatch: Dispatch, desk: Desk) -> Dispatch:
    """With what their counterpart says to it, where they have answered the seat."""
    if one.kind not in WELCOME or (one.nation == desk.seat and one.kind != "agreed"):
        return dispatch
    said = desk.voice(desk.other(one), WELCOME[one.kind])
    return replace(dispatch, text=f"{dispatch.text} {said}".strip()) if said else dispatch


def concerns(one: News, desk: Desk) -> bool:
    """Whether the seat hears of it at all."""
    own = one.nation == desk.seat or (one.kind in BETWEEN_NATIONS and one.other == desk.seat)
    return own or one.kind in EVERYBODYS or (one.kind in PUBLIC and one.nation in desk.close)


def _routine(desk: Desk) -> list[Dispatch]:
    """One line for all orders that went as ordered."""
    done = [one for one in desk.news if one.kind in ROUTINE and one.nation == desk.seat]
    if not done:
        return []
    count = len(done)
    title = ngettext("{n} order carried out", "{n} orders carried out", count).format(n=count)
    return [Dispatch(20, "tick", title, " ".join(dispatch.text for dispatch in _written(done, desk)))]


def _elsewhere(desk: Desk) -> list[Dispatch]:
    """One line for the crises too far away to matter."""
    far = [one for one in desk.news if one.kind in PUBLIC and not concerns(one, desk)]
    opened = sum(one.kind == "crisis_opened" for one in far)
    ended = sum(one.kind == "crisis_ended" for one in far)
    if not opened + ended:
        return []
    begun = ngettext("{n} crisis began", "{n} crises began", opened).format(n=opened)
    over = ngettext("{n} came to an end", "{n} came to an end", ended).format(n=ended)
    return [Dispatch(5, "globe", _("Elsewhere"), _("Far from you, {begun} and {over}.").format(begun=begun, over=over))]
