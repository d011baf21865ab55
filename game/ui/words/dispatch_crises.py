"""The wording of news about crises: one's own, those one is asked into, and those nearby."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.core.crises.kinds import KINDS
from game.core.vocabulary import OUTCOMES, POSTURES
from game.ui.words.dispatch import Desk, Dispatch, Writer, rung_name, violence_name
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import crisis_name, option_name
from game.ui.words.news import News

KIND_OF = {kind.key: position for position, kind in enumerate(KINDS)}


def _crisis_kind(one: News) -> str:
    return crisis_name(KIND_OF[one.text]) if one.text in KIND_OF else _("Crisis")


def opened(one: News, desk: Desk) -> Dispatch:
    victim = desk.name(one.nation)
    title = _("{crisis}: {nation}").format(crisis=crisis_name(one.value - 1), nation=victim)
    if one.nation == desk.seat:
        text = _("A crisis of your own has begun. Ask partners for help before you end the turn.")
        if one.other >= 0:
            text = _("{adversary} moves against you. Ask partners for help before you end the turn.").format(
                adversary=desk.name(one.other))  # fmt: skip
        return Dispatch(100, "crisis", title, text, (one.nation,), f"crisis:{one.detail}")
    if one.other == desk.seat:
        text = _("It sees you as the aggressor, and may ask others to stand by it.")
        return Dispatch(84, "crisis", title, text, (one.nation,), f"crisis:{one.detail}")
    if one.other >= 0:
        text = _("{adversary} moves against {victim}.").format(adversary=desk.name(one.other), victim=victim)
        return Dispatch(46, "crisis", title, text, (one.nation, one.other), f"crisis:{one.detail}")
    text = _trouble(one.value - 1).format(victim=victim)
    return Dispatch(42, "crisis", title, text, (one.nation,), f"crisis:{one.detail}")


def _trouble(kind: int) -> str:
    """What has begun within a nation or over it."""
    return {
        "insurgency": _("Armed groups challenge the state in {victim}."),
        "terror_wave": _("A wave of attacks strikes {victim}."),
        "cyber_attack": _("The networks of {victim} are under attack."),
        "coup_plot": _("Officers in {victim} plot against their government."),
        "ambushed_mission": _("Peacekeepers of {victim} were ambushed."),
        "disaster": _("A disaster has struck {victim}; relief is wanted."),
    }.get(KINDS[kind].key, _("{victim} faces trouble within its borders."))


def escalated(one: News, desk: Desk) -> Dispatch:
    title = _("{crisis} escalates: {nation}").format(crisis=_crisis_kind(one), nation=desk.name(one.nation))
    text = _("It has come to {violence}; more is needed to hold.").format(violence=violence_name(one.value))
    own = one.nation == desk.seat
    return Dispatch(92 if own else 40, "crisis", title, text, (one.nation,), f"crisis:{one.detail}")


def ended(one: News, desk: Desk) -> Dispatch:
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


def failed(one: News, desk: Desk) -> Dispatch:
    own = one.nation == desk.seat
    title = _("{nation} has failed").format(nation=desk.name(one.nation))
    return Dispatch(100 if own else 74, "warning", title, _("Its integrity is gone; it gives no more orders."),
                    (one.nation,))  # fmt: skip


def asked(one: News, desk: Desk) -> Dispatch | None:
    if one.nation == desk.seat:
        title = _("You asked {nation} for help").format(nation=desk.name(one.other))
        return Dispatch(25, "crisis", title, _("Their pledge shows in the crisis room."), (one.other,),
                        f"crisis:{one.detail}")  # fmt: skip
    if desk.done:
        return _unheard(one, desk)
    title = _("{nation} asks you for help").format(nation=desk.name(one.nation))
    return Dispatch(90, "crisis", title, _("What you pledge now is owed to you later."), (one.nation,),
                    f"crisis:{one.detail}")  # fmt: skip


def _unheard(one: News, desk: Desk) -> Dispatch | None:
    """A call for help that the seat left unanswered."""
    if any(other.kind in ("pledged", "opposed") and other.nation == desk.seat and other.detail == one.detail
           for other in desk.news):  # fmt: skip
        return None
    title = _("{nation} asked in vain").format(nation=desk.name(one.nation))
    return Dispatch(40, "crisis", title, _("You sent no help in its crisis."), (one.nation,), f"crisis:{one.detail}")


def opposed(one: News, desk: Desk) -> Dispatch:
    if one.nation == desk.seat:
        title = _("You take sides against {nation}").format(nation=desk.name(one.other))
        return Dispatch(26, "shield", title, _("Pledged to its adversary: {support}.").format(
            support=rung_name(one.value)), (one.other,), f"crisis:{one.detail}")  # fmt: skip
    title = _("{nation} stands by your adversary").format(nation=desk.name(one.nation))
    return Dispatch(77, "warning", title, _("Pledged: {support}.").format(support=rung_name(one.value)), (one.nation,),
                    f"crisis:{one.detail}")  # fmt: skip


def taken_up(one: News, desk: Desk) -> Dispatch | None:
    if desk.seat not in (one.nation, one.other):
        return None
    title = _("The crisis of {nation} is taken up").format(nation=desk.name(one.nation))
    text = _("An international body deals with it; mediation may follow.")
    return Dispatch(45, "globe", title, text, (one.nation,), f"crisis:{one.detail}")


def mediated(one: News, desk: Desk) -> Dispatch:
    title = _("Mediation in the crisis of {nation}").format(nation=desk.name(one.nation))
    own = one.nation == desk.seat
    return Dispatch(69 if own else 37, "handshake", title, _("The parties talk; it will end the milder for it."),
                    (one.nation,), f"crisis:{one.detail}")  # fmt: skip


def entangled(one: News, desk: Desk) -> Dispatch:
    other = desk.other(one)
    title = _("{nation} holds it against you").format(nation=desk.name(other))
    text = _("You took sides in a crisis, and hostility between you grows.")
    if one.nation != desk.seat:
        title = _("{nation} took sides against you").format(nation=desk.name(other))
        text = _("Hostility between you grows.")
    return Dispatch(52, "warning", title, text, (other,), "")


def plot(one: News, desk: Desk) -> Dispatch:
    title = _("Found in time: {crisis}").format(crisis=crisis_name(one.value - 1))
    own = one.nation == desk.seat
    return Dispatch(75 if own else 28, "eye", title, _("Your intelligence stopped it before it began.") if own else
                    desk.name(one.nation), (one.nation,))  # fmt: skip


def pledged(one: News, desk: Desk) -> Dispatch:
    support = rung_name(one.value)
    if one.nation == desk.seat:
        title = _("You stand by {nation}").format(nation=desk.name(one.other))
        return Dispatch(26, "shield", title, _("Pledged: {support}.").format(support=support), (one.other,),
                        f"crisis:{one.detail}")  # fmt: skip
    title = _("{nation} stands by you").format(nation=desk.name(one.nation))
    return Dispatch(76, "shield", title, _("Pledged: {support}.").format(support=support), (one.nation,),
                    f"crisis:{one.detail}")  # fmt: skip


def posture(one: News, desk: Desk) -> Dispatch:
    text = option_name("posture", POSTURES[one.value])
    return Dispatch(18, "crisis", _("Posture set"), text, (), f"crisis:{one.detail}")


def committed(one: News, desk: Desk) -> Dispatch:
    text = ngettext("{n} contingent committed to the crisis.", "{n} contingents committed to the crisis.", one.value)
    return Dispatch(20, "people", _("Committed"), text.format(n=one.value), (), f"crisis:{one.detail}")


def offices(one: News, desk: Desk) -> Dispatch:
    own = one.nation == desk.seat
    text = _("They were accepted; the parties talk.") if one.value else _("They were turned down.")
    if own:
        title = _("Good offices for {nation}").format(nation=desk.name(one.other))
        return Dispatch(68, "handshake", title, text, (one.other,), f"crisis:{one.detail}")
    title = _("{nation} offers its good offices").format(nation=desk.name(one.nation))
    return Dispatch(60, "handshake", title, text, (one.nation,), f"crisis:{one.detail}")


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        "crisis_opened": opened, "crisis_escalated": escalated, "crisis_ended": ended, "state_failed": failed,
        "asked": asked, "pledged": pledged, "opposed": opposed, "mediated": mediated, "taken_up": taken_up,
        "posture_set": posture, "committed": committed, "good_offices": offices, "plot_found": plot,
        "entangled": entangled,
    }
)  # fmt: skip
