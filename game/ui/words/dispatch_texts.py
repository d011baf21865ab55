"""The wording of news between nations, in missions and forums, and the table of all writers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.core.vocabulary import FORUM_ACTIONS, TRAININGS, TREATIES
from game.ui.widgets.points import signed
from game.ui.words import dispatch_crises as crises
from game.ui.words.dispatch import Desk, Dispatch, Writer
from game.ui.words.explain import term_name
from game.ui.words.glossary import TREATY_NAMES
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import forum_name, mission_name, offer_name, option_name
from game.ui.words.news import News
from game.ui.words.said import said
from game.ui.words.story import event_text


def _proposed(one: News, desk: Desk) -> Dispatch | None:
    """Another nation's offer while it can be answered; what the seat itself proposed is told by its answer."""
    if desk.done:
        return None
    offer = offer_name(one.value, theirs=one.other == desk.seat)
    title = _("{nation} offers: {offer}").format(nation=desk.name(one.nation), offer=offer)
    if one.nation == desk.seat:
        title = _("Proposed to {nation}: {offer}").format(nation=desk.name(one.other), offer=offer_name(one.value))
        return Dispatch(10, "scroll", title, _("They answer in the same quarter."), (one.other,))
    return Dispatch(66, "scroll", title, _("Your answer is due this quarter."), (one.nation,))


def _agreed(one: News, desk: Desk) -> Dispatch:
    other = desk.other(one)
    title = _("Signed with {nation}: {agreement}").format(nation=desk.name(other), agreement=offer_name(one.value))
    text = _("It stands at level {level} and renews itself until one side ends it.").format(level=one.detail)
    return Dispatch(70, "handshake", title, text, (other,))


def _drilled(one: News, desk: Desk) -> Dispatch:
    other = desk.other(one)
    title = _("Joint drill with {nation}").format(nation=desk.name(other))
    text = ngettext(
        "{n} contingent trained side by side; forces fit together better, and rivals took note.",
        "{n} contingents trained side by side; forces fit together better, and rivals took note.", one.detail,
    ).format(n=one.detail)  # fmt: skip
    return Dispatch(58, "cross_drill", title, text, (other,))


def _declined(one: News, desk: Desk) -> Dispatch:
    if one.nation == desk.seat:
        title = _("You declined {nation}'s offer").format(nation=desk.name(one.other))
        return Dispatch(15, "close", title, offer_name(one.value), (one.other,))
    title = _("{nation} declines: {offer}").format(nation=desk.name(one.nation), offer=offer_name(one.value))
    told = next((other for other in desk.news if other.kind == "disclosed" and other.nation == one.nation), None)
    text = _("Open the negotiation to see what stood in the way.")
    if told is not None and 0 <= told.value < len(desk.terms):
        text = _("What weighed most against it: {term}, {points} points.").format(
            term=term_name(desk.terms[told.value]), points=signed(told.detail))  # fmt: skip
    return Dispatch(64, "close", title, text, (one.nation,))


def _unanswered(one: News, desk: Desk) -> Dispatch:
    if one.nation == desk.seat:
        title = _("You left {nation} without an answer").format(nation=desk.name(one.other))
        return Dispatch(24, "clock", title, offer_name(one.value), (one.other,))
    title = _("{nation} gave no answer").format(nation=desk.name(one.nation))
    return Dispatch(50, "clock", title, _("Your proposal has lapsed: {offer}.").format(offer=offer_name(one.value)),
                    (one.nation,))  # fmt: skip


def _countered(one: News, desk: Desk) -> Dispatch:
    if one.nation == desk.seat:
        title = _("You made {nation} a counter-offer").format(nation=desk.name(one.other))
        return Dispatch(16, "scroll", title, offer_name(one.value), (one.other,))
    title = _("{nation} would sign at level {level}").format(nation=desk.name(one.nation), level=one.detail)
    text = _("{agreement}: propose that level this quarter, and better terms hold.").format(
        agreement=offer_name(one.value))  # fmt: skip
    return Dispatch(72, "scroll", title, text, (one.nation,))


def _ended_agreement(one: News, desk: Desk) -> Dispatch:
    other = desk.other(one)
    if one.nation == desk.seat:
        title = _("You ended: {agreement}, {nation}").format(agreement=offer_name(one.value), nation=desk.name(other))
        return Dispatch(30, "close", title, _("Their trust and your reliability suffer."), (other,))
    title = _("{nation} ends: {agreement}").format(nation=desk.name(other), agreement=offer_name(one.value))
    return Dispatch(82, "close", title, _("What it brought is lost from now on."), (other,))


def _expelled(one: News, desk: Desk) -> Dispatch:
    if one.nation != desk.seat:
        title = _("Attaché of {nation} sent home").format(nation=desk.name(one.nation))
        return Dispatch(36, "officer", title, _("Hostility was too high to keep the post."), (one.nation,))
    title = _("Your attaché is expelled from {nation}").format(nation=desk.name(one.other))
    text = _("The officer is home; what the post could see will fade.")
    return Dispatch(80, "officer", title, text, (one.other,))


def _post(one: News, desk: Desk) -> Dispatch:
    if one.nation == desk.seat:
        text = _("Post opened in {nation}.") if one.kind == "post_opened" else _("Post closed in {nation}.")
        return Dispatch(20, "officer", _("Attaché post"), text.format(nation=desk.name(one.other)), (one.other,))
    text = _("{nation} opens an attaché post with you.") if one.kind == "post_opened" else _(
        "{nation} closes its attaché post with you.")  # fmt: skip
    return Dispatch(32, "officer", _("Attaché post"), text.format(nation=desk.name(one.nation)), (one.nation,))


def _mission(one: News, desk: Desk) -> Dispatch:
    name = mission_name(desk.scenario, one.other)
    text = {
        "deployed": ngettext("{n} contingent to {mission}.", "{n} contingents to {mission}.", one.value),
        "withdrawn": ngettext("{n} contingent home from {mission}.", "{n} contingents home from {mission}.", one.value),
        "recalled": ngettext(
            "{n} contingent leaves {mission} before its tour is over; host and comrades trust you less.",
            "{n} contingents leave {mission} before their tour is over; host and comrades trust you less.", one.value),
    }[one.kind].format(n=one.value, mission=name)  # fmt: skip
    return Dispatch(60 if one.kind == "recalled" else 20, "shield", _("Mission"), text, (), f"mission:{one.other}")


def _casualties(one: News, desk: Desk) -> Dispatch:
    name = mission_name(desk.scenario, one.other)
    text = _("The nation mourns; it will be slower to send troops for a while.")
    return Dispatch(78, "shield", _("Losses in {mission}").format(mission=name), text, (), f"mission:{one.other}")


def _forum(one: News, desk: Desk) -> Dispatch:
    name = forum_name(desk.scenario, one.other)
    text = _("Hosted {forum}.") if one.kind == "hosted" else _("Attended {forum}.")
    return Dispatch(20, "forum", _("Forum"), text.format(forum=name), (), f"forum:{one.other}")


def _item(one: News, desk: Desk) -> Dispatch | None:
    member = bool(desk.setting.forums.members[one.other, desk.seat])
    if not member:
        return None
    name, item = forum_name(desk.scenario, one.other), option_name("forum", FORUM_ACTIONS[one.value])
    own = one.nation == desk.seat
    if one.kind == "item_adopted":
        title, text = _("{forum} adopts an item").format(forum=name), _("{item}, on the motion of {nation}.")
    else:
        title, text = _("{forum}: no quorum").format(forum=name), _("{item}: too few members trust the sponsor.")
    return Dispatch(62 if own else 34, "forum", title, text.format(item=item, nation=desk.name(one.nation)),
                    (one.nation,), f"forum:{one.other}")  # fmt: skip


def _trained(one: News, desk: Desk) -> Dispatch:
    text = _("Training: {what}.").format(what=option_name("training", TRAININGS[one.value]))
    return Dispatch(20, "training", _("Training"), text)


def _lapsed(one: News, desk: Desk) -> Dispatch:
    other = desk.other(one)
    title = _("Lapsed: {agreement}, {nation}").format(agreement=offer_name(one.value), nation=desk.name(other))
    return Dispatch(68, "clock", title, _("Nobody kept it alive. It can be proposed anew."), (other,))


def _treaty_left(one: News, desk: Desk) -> Dispatch:
    if one.other < 0:
        title = _("{nation} leaves a treaty of many").format(nation=desk.name(one.nation))
        own = one.nation == desk.seat
        return Dispatch(79 if own else 44, "scroll", title, _("It binds its members no longer to that nation."),
                        (one.nation,))  # fmt: skip
    other = desk.other(one)
    title = _("The treaty with {nation} is at an end").format(nation=desk.name(other))
    text = _("{treaty}. Treaties between two end at times, and sooner where there is hostility.")
    return Dispatch(84, "scroll", title, text.format(treaty=_(TREATY_NAMES[TREATIES[one.value]])), (other,))


def _broken(one: News, desk: Desk) -> Dispatch:
    if one.nation == desk.seat:
        title = _("You broke your treaty with {nation}").format(nation=desk.name(one.other))
        text = _("You sent no help in its hour of need; everybody saw it.")
        return Dispatch(86, "warning", title, text, (one.other,))
    title = _("{nation} broke its treaty with you").format(nation=desk.name(one.nation))
    return Dispatch(86, "warning", title, _("It sent no help in your hour of need; its word counts for less."),
                    (one.nation,))  # fmt: skip


def _leak(one: News, desk: Desk) -> Dispatch:
    other = desk.other(one)
    title = _("Secrets leak through {nation}").format(nation=desk.name(other))
    text = _("Shared intelligence got out; some of its worth is lost.")
    if one.nation != desk.seat:
        title, text = _("Secrets of {nation} leak through you"), _("They trust you less for it.")
        title = title.format(nation=desk.name(one.nation))
    return Dispatch(63, "eye", title, text, (other,))


def _closed(one: News, desk: Desk) -> Dispatch:
    title = _("Mission accomplished: {mission}").format(mission=mission_name(desk.scenario, one.value))
    text = _("It closes, and everybody's contingents come home.")
    return Dispatch(48, "shield", title, text, (), f"mission:{one.value}")


def _scenario(one: News, desk: Desk) -> Dispatch:
    text = event_text(desk.scenario, desk.setting, one.detail)
    asked = any(one.detail == decision.event for decision in desk.setting.decisions)
    if asked and one.nation == desk.seat:
        text = _("{event} It is for you to decide what to do, in the second half of the next turn.").format(event=text)
        return Dispatch(90, "info", _("Yours to decide"), text, (one.nation,))
    return Dispatch(54, "info", _("News from {nation}").format(nation=desk.name(one.nation)), text, (one.nation,))


def _refused(one: News, desk: Desk) -> Dispatch:
    return Dispatch(88, "warning", _("An order could not be carried out"), said(one.text))


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        **crises.WRITERS,
        "proposed": _proposed, "agreed": _agreed, "drilled": _drilled, "declined": _declined,
        "unanswered": _unanswered, "countered": _countered, "ended": _ended_agreement, "lapsed": _lapsed,
        "treaty_left": _treaty_left, "treaty_broken": _broken, "leak": _leak, "post_expelled": _expelled,
        "post_opened": _post, "post_closed": _post, "deployed": _mission, "withdrawn": _mission,
        "recalled": _mission, "casualties": _casualties, "mission_closed": _closed, "attended": _forum,
        "hosted": _forum, "item_adopted": _item, "item_failed": _item, "trained": _trained,
        "scenario": _scenario, "refused": _refused,
    }
)  # fmt: skip
"""How each kind of news is worded; None when it is nothing to the seat."""
