"""Dragging a contingent or an officer from the plan onto the map: what it would do there, and doing it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.core.orders import Order
from game.ui.map.signs.icons import Icon as MapIcon
from game.ui.painting.theme import CONTROL
from game.ui.play.session import Session
from game.ui.screens.planning.order_dialog import OrderDialog
from game.ui.toolkit.commands import Changes, Push, Say
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Icon, Item, Label, Panel
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import _
from game.ui.words.names import mission_name, nation_name

CONTINGENTS, OFFICERS = "contingents", "officers"
"""What can be dragged: the payloads of the plan's resources."""
SYMBOLS = {CONTINGENTS: "people", OFFICERS: "officer"}
MOST = 20  # contingents an order can name


@dataclass(frozen=True, slots=True)
class Carried:
    """What is held over the map, where (in the map's own pixels), and what lies there."""

    payload: str
    x: float
    y: float
    row: int | None = None
    icons: tuple[MapIcon, ...] = ()

    def mission(self, session: Session) -> int | None:
        """The mission under the pointer: its icon, or the one in the nation there."""
        for icon in self.icons:
            kind, _colon, number = icon.key.partition(":")
            if kind == "mission":
                return int(number)
        hosts = session.setting.missions.host.tolist()
        closed = session.seen.public.closed[0]
        return next((m for m, host in enumerate(hosts) if host == self.row and not closed[m]), None)


def promise(session: Session, carried: Carried) -> str:
    """What dropping it here would do; "" where nothing comes of it."""
    mission = carried.mission(session)
    if carried.payload == CONTINGENTS and mission is not None:
        return _("Send a contingent: {mission}").format(mission=mission_name(session.scenario, mission))
    if carried.row is None or carried.row == session.seat:
        return ""
    name = nation_name(session.scenario, carried.row)
    if carried.payload == CONTINGENTS:
        return _("Invite {nation} to a drill").format(nation=name)
    return _("Send an attaché to {nation}").format(nation=name)


def drop(session: Session, carried: Carried) -> Changes:
    """Give the order, or open it where there is more to choose."""
    if not promise(session, carried):
        return None
    if why := not_now(session):
        return Say(why, "warning")
    mission = carried.mission(session)
    if carried.payload == CONTINGENTS and mission is not None:
        return give(session, session.order("peacekeeping", "deploy", session.setting.missions.ids[mission], amount=1))
    assert carried.row is not None  # else nothing was promised
    nation = session.setting.nations[carried.row]
    if carried.payload == CONTINGENTS:
        return Push(OrderDialog(session, "drill", nation))
    return give(session, session.order("attache", "open", nation))


def not_now(session: Session) -> str:
    """Why the map takes no orders, "" while it does."""
    return "" if session.planning else _("Orders like this are given when the next turn begins.")


def give(session: Session, order: Order) -> Say:
    """Put an order into the plan; contingents go into the order that sends some to that mission already."""
    key, place = (order.instrument, order.option, order.target), -1
    if key[:2] == ("peacekeeping", "deploy"):
        plan = [(one.instrument, one.option, one.target) for one in session.plan]
        place = plan.index(key) if key in plan else -1
    if place >= 0:
        there = session.plan[place]
        order = replace(there, amount=min(MOST, there.amount + order.amount))
    why = session.exchange(place, order)
    return Say(why, "warning") if why else Say(_("Added to the plan"), "good")


def carried_items(session: Session, carried: Carried, middle: Rect, look: Look) -> list[Item]:
    """A token at the pointer with what dropping it would do."""
    text = promise(session, carried)
    width = CONTROL + (look.text.width(text, "small") + 14 if text else 0)
    across = middle.width - carried.x if look.rtl else carried.x
    left = min(middle.x + round(across) + 8, middle.right - width - 4)
    plate = Rect(max(middle.x + 4, left), middle.y + round(carried.y) - CONTROL - 4, width, CONTROL)
    plate = plate.move(0, max(0, middle.y + 4 - plate.y))
    icon, words = plate.take_left(CONTROL)
    items: list[Item] = [
        Panel(rect=plate, fill="raised", border="accent" if text else "line", shadow=True),
        Icon(rect=icon.middle(24, 24), name=SYMBOLS[carried.payload], colour="accent" if text else "muted"),
    ]
    return [*items, Label(rect=words, text=text, style="small")] if text else items
