"""What a right click on the campaign's map or on an own commitment offers."""

from __future__ import annotations

from collections.abc import Sequence

from game.ui.map.signs.icons import Icon
from game.ui.play.choices import Choices
from game.ui.play.session import Session
from game.ui.screens.campaign.allocate import not_now
from game.ui.screens.campaign.campaign_map import thing_icon, thing_name
from game.ui.toolkit.commands import Command
from game.ui.widgets.menu import Choice
from game.ui.words.i18n import _
from game.ui.words.names import mission_name, nation_name
from game.ui.words.orders import icon_of

MOST_THINGS = 5


def map_menu(session: Session, row: int | None, icons: Sequence[Icon]) -> tuple[str, list[Choice]]:
    """Title and choices for what lies under the pointer; no choices where there is nothing."""
    choices = _things(session, icons[:MOST_THINGS])
    missions = [int(icon.key.partition(":")[2]) for icon in icons if icon.key.startswith("mission:")]
    if len(missions) == 1:
        choices += _mission(session, missions[0])
    title = "" if row is None else nation_name(session.scenario, row)
    return title, choices + ([] if row is None else _nation(session, row))


def cluster_menu(session: Session, icons: Sequence[Icon]) -> tuple[str, list[Choice]]:
    """The icons that share a place, to choose one of."""
    return _("What is here"), _things(session, icons)


def _things(session: Session, icons: Sequence[Icon]) -> list[Choice]:
    return [
        Choice(thing_name(session, icon.key), thing_icon(icon.kind), Command("menu.thing", icon.key)) for icon in icons
    ]


def commitment_menu(session: Session, target: str) -> tuple[str, list[Choice]]:
    """Title and choices for a row of the overview, `kind:key`."""
    kind, _colon, key = target.partition(":")
    opening = Choice(_("Open"), "eye", Command("outliner.open", target))
    if kind == "nation":
        row = session.setting.row(key)
        return nation_name(session.scenario, row), _nation(session, row)
    if kind == "mission":
        m = session.setting.missions.ids.index(key)
        return mission_name(session.scenario, m), [opening, *_mission(session, m)]
    return "", [opening]


def _nation(session: Session, row: int) -> list[Choice]:
    nation = session.setting.nations[row]
    dossier = Choice(_("Dossier"), "scroll", Command("menu.dossier", row))
    view = Choice(_("See the map from here"), "eye", Command("menu.view", row))
    if row == session.seat:
        training = Choice(_("Training"), icon_of("training"), Command("menu.order", ("training", "", "")))
        return [dossier, training, view]
    compare = Choice(_("Compare with you"), "chart", Command("menu.compare", row))
    if not session.seen.public.alive[0, row]:
        return [dossier, compare]
    return [dossier, *_dealings(session, row, nation), view, compare]


def _dealings(session: Session, row: int, nation: str) -> list[Choice]:
    """What the seat can do with another nation, with the reason where it can't."""
    choices = Choices(session)
    post = "close" if session.seen.public.post[0, session.seat, row] else "open"
    sending = _("Send an attaché") if post == "open" else _("Recall the attaché")
    later = not_now(session)
    no_post = later or choices.refusal(session.order("attache", post, nation))
    no_drill = later or choices.refusal(session.order("drill", "field", nation, amount=1))
    return [
        Choice(_("Negotiate"), "handshake", Command("menu.negotiate", nation), later),
        Choice(sending, icon_of("attache"), Command("menu.order", ("attache", nation, post)), no_post),
        Choice(_("Invite to a drill"), icon_of("drill"), Command("menu.order", ("drill", nation, "")), no_drill),
    ]


def _mission(session: Session, m: int) -> list[Choice]:
    """More soldiers, or fewer, for a mission."""
    mission, choices = session.setting.missions.ids[m], Choices(session)
    found = []
    for option, text in (("deploy", _("Send a contingent")), ("withdraw", _("Bring a contingent home"))):
        if option == "withdraw" and not session.seen.public.posted[0, m, session.seat]:
            continue
        order = session.order("peacekeeping", option, mission, amount=1)
        why = not_now(session) or choices.refusal(order)
        found.append(Choice(text, icon_of("peacekeeping"), Command("menu.add", order), why))
    return found
