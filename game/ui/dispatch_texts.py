"""The wording of each kind of news, as the seat's staff would put it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.content.model import Scenario
from game.core.crises.kinds import KINDS
from game.core.setting import Setting
from game.core.vocabulary import FORUM_ACTIONS, OUTCOMES, POSTURES, RUNGS, TRAININGS, VIOLENCE
from game.ui.i18n import _, ngettext
from game.ui.names import crisis_name, forum_name, mission_name, nation_name, offer_name, option_name
from game.ui.news import News


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One report: how much it matters (100 most), its sign, what it says, and whom and what a click shows."""

    importance: int
    icon: str
    title: str
    text: str
    nations: tuple[int, ...] = ()
    target: str = ""  # "crisis:SLOT", "mission:ROW", "forum:ROW" or ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where dispatches are written: the scenario's names, the seat, whom it cares about, and all news of the turn."""

    scenario: Scenario
    setting: Setting
    seat: int
    close: frozenset[int]
    news: tuple[News, ...]

    def name(self, row: int) -> str:
        """A nation's name."""
        return nation_name(self.scenario, row)

    def other(self, one: News) -> int:
        """The side of a pair that is not the seat."""
        return one.other if one.nation == self.seat else one.nation


Writer = Callable[[News, Desk], Dispatch]
KIND_OF = {kind.key: position for position, kind in enumerate(KINDS)}


def violence_name(level: int) -> str:
    """How violent a crisis is."""
    return {"none": _("no violence"), "minor": _("minor violence"), "serious": _("serious violence"),
            "war": _("war")}[VIOLENCE[level]]  # fmt: skip


def rung_name(level: int) -> str:
    """A step of the support ladder."""
    return {
        "none": _("nothing"), "statement": _("a statement"), "good_offices": _("good offices"),
        "supplies": _("supplies and intelligence"), "access": _("access and logistics"),
        "show_of_force": _("a show of force"), "fighting": _("fighting at your side"),
    }[RUNGS[level]]  # fmt: skip


def _crisis_kind(one: News) -> str:
    return crisis_name(KIND_OF[one.text]) if one.text in KIND_OF else _("Crisis")


def _opened(one: News, desk: Desk) -> Dispatch:
    victim = desk.name(one.nation)
    title = _("{crisis}: {nation}").format(crisis=crisis_name(one.value - 1), nation=victim)
    if one.nation == desk.seat:
        text = _("A crisis of your own has begun. Ask partners for help before you end the turn.")
        if one.other >= 0:
            text = _("{adversary} moves against you. Ask partners for help before you end the turn.").format(
                adversary=desk.name(one.other))  # fmt: skip
        return Dispatch(100, "crisis", title, text, (one.nation,), f"crisis:{one.detail}")
    if one.other >= 0:
        text = _("{adversary} moves against {victim}.").format(adversary=desk.name(one.other), victim=victim)
        return Dispatch(46, "crisis", title, text, (one.nation, one.other), f"crisis:{one.detail}")
    text = _("{victim} faces trouble within its borders.").format(victim=victim)
    return Dispatch(42, "crisis", title, text, (one.nation,), f"crisis:{one.detail}")


def _escalated(one: News, desk: Desk) -> Dispatch:
    title = _("{crisis} escalates: {nation}").format(crisis=_crisis_kind(one), nation=desk.name(one.nation))
    text = _("It has come to {violence}; more is needed to hold.").format(violence=violence_name(one.value))
    own = one.nation == desk.seat
    return Dispatch(92 if own else 40, "crisis", title, text, (one.nation,), f"crisis:{one.detail}")


def _ended(one: News, desk: Desk) -> Dispatch:
    result = {"victory": _("Victory"), "compromise": _("Compromise"), "stalemate": _("Stalemate"),
              "defeat": _("Defeat")}[OUTCOMES[one.value]]  # fmt: skip
    title = _("{outcome}: {crisis}, {nation}").format(
        outcome=result, crisis=_crisis_kind(one), nation=desk.name(one.nation))  # fmt: skip
    if one.nation != desk.seat:
        return Dispatch(38, "flag", title, _("The crisis is over."), (one.nation,))
    text = {
        "victory": _("Your demand was covered in time. Your standing grows, and your helpers are owed."),
        "compromise": _("It ended at the table, at little cost."),
        "stalemate": _("Nobody won. It cost integrity and stability."),
        "defeat": _("Help was too little or too late. Integrity and stability suffer, and others may try again."),
    }[OUTCOMES[one.value]]
    return Dispatch(96, "flag", title, text, (one.nation,))


def _failed(one: News, desk: Desk) -> Dispatch:
    own = one.nation == desk.seat
    title = _("{nation} has failed").format(nation=desk.name(one.nation))
    return Dispatch(100 if own else 74, "warning", title, _("Its integrity is gone; it gives no more orders."),
                    (one.nation,))  # fmt: skip


def _proposed(one: News, desk: Desk) -> Dispatch:
    """Another nation's offer; what the seat itself proposed is told by its answer."""
    title = _("{nation} offers: {offer}").format(nation=desk.name(one.nation), offer=offer_name(one.value))
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
    return Dispatch(64, "close", title, _("Open the negotiation to see what stood in the way."), (one.nation,))


def _unanswered(one: News, desk: Desk) -> Dispatch:
    title = _("{nation} gave no answer").format(nation=desk.name(one.other))
    return Dispatch(50, "clock", title, _("Your proposal has lapsed: {offer}.").format(offer=offer_name(one.value)),
                    (one.other,))  # fmt: skip


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


def _asked(one: News, desk: Desk) -> Dispatch:
    if one.nation == desk.seat:
        title = _("You asked {nation} for help").format(nation=desk.name(one.other))
        return Dispatch(25, "crisis", title, _("Their pledge shows in the crisis room."), (one.other,),
                        f"crisis:{one.detail}")  # fmt: skip
    title = _("{nation} asks you for help").format(nation=desk.name(one.nation))
    return Dispatch(90, "crisis", title, _("What you pledge now is owed to you later."), (one.nation,),
                    f"crisis:{one.detail}")  # fmt: skip


def _pledged(one: News, desk: Desk) -> Dispatch:
    support = rung_name(one.value)
    if one.nation == desk.seat:
        title = _("You stand by {nation}").format(nation=desk.name(one.other))
        return Dispatch(26, "shield", title, _("Pledged: {support}.").format(support=support), (one.other,),
                        f"crisis:{one.detail}")  # fmt: skip
    title = _("{nation} stands by you").format(nation=desk.name(one.nation))
    return Dispatch(76, "shield", title, _("Pledged: {support}.").format(support=support), (one.nation,),
                    f"crisis:{one.detail}")  # fmt: skip


def _posture(one: News, desk: Desk) -> Dispatch:
    text = option_name("posture", POSTURES[one.value])
    return Dispatch(18, "crisis", _("Posture set"), text, (), f"crisis:{one.detail}")


def _committed(one: News, desk: Desk) -> Dispatch:
    text = ngettext("{n} contingent committed to the crisis.", "{n} contingents committed to the crisis.", one.value)
    return Dispatch(20, "people", _("Committed"), text.format(n=one.value), (), f"crisis:{one.detail}")


def _offices(one: News, desk: Desk) -> Dispatch:
    own = one.nation == desk.seat
    text = _("They were accepted; the parties talk.") if one.value else _("They were turned down.")
    if own:
        title = _("Good offices for {nation}").format(nation=desk.name(one.other))
        return Dispatch(68, "handshake", title, text, (one.other,), f"crisis:{one.detail}")
    title = _("{nation} offers its good offices").format(nation=desk.name(one.nation))
    return Dispatch(60, "handshake", title, text, (one.nation,), f"crisis:{one.detail}")


def _scenario(one: News, desk: Desk) -> Dispatch:
    events = [event for event in desk.setting.events if event.turn == one.turn and event.amount == one.value]
    text = next((event.text for event in events if desk.setting.row(event.target) == one.nation), "")
    return Dispatch(54, "info", _("News from {nation}").format(nation=desk.name(one.nation)), text, (one.nation,))


def _refused(one: News, desk: Desk) -> Dispatch:
    return Dispatch(88, "warning", _("An order could not be carried out"), one.text)


WRITERS: Mapping[str, Callable[[News, Desk], Dispatch | None]] = MappingProxyType(
    {
        "crisis_opened": _opened, "crisis_escalated": _escalated, "crisis_ended": _ended, "state_failed": _failed,
        "proposed": _proposed, "agreed": _agreed, "drilled": _drilled, "declined": _declined,
        "unanswered": _unanswered, "countered": _countered, "ended": _ended_agreement, "post_expelled": _expelled,
        "post_opened": _post, "post_closed": _post, "deployed": _mission, "withdrawn": _mission,
        "recalled": _mission, "casualties": _casualties, "attended": _forum, "hosted": _forum,
        "item_adopted": _item, "item_failed": _item, "trained": _trained, "asked": _asked, "pledged": _pledged,
        "posture_set": _posture, "committed": _committed, "good_offices": _offices, "scenario": _scenario,
        "refused": _refused,
    }
)  # fmt: skip
"""How each kind of news is worded; None when it is nothing to the seat."""
