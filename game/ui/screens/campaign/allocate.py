"""Dragging a contingent or an officer from the plan onto the map: what it would do there, and doing it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.core.orders import Order
from game.ui.map.icons import Icon as MapIcon
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
        open_ones = [m for m, host in enumerate(hosts) if host == self.row and not session.seen.public.closed[0, m]]
        return open_ones[0] if open_ones and self.row is not None else None


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
    if not session.planning:
        return Say(_("Orders like this are given when the next turn begins."), "warning")
    mission = carried.mission(session)
    if carried.payload == CONTINGENTS and mission is not None:
        return _said(send(session, session.setting.missions.ids[mission]))
    assert carried.row is not None  # else nothing was promised
    nation = session.setting.nations[carried.row]
    if carried.payload == CONTINGENTS:
        return Push(OrderDialog(session, "drill", nation))
    return _said(session.add(session.order("attache", "open", nation)))


def send(session: Session, mission: str) -> str | None:
    """One contingent more for a mission, in the order that is in the plan already if there is one."""
    for place, order in enumerate(session.plan):
        if (order.instrument, order.option, order.target) == ("peacekeeping", "deploy", mission):
            return _exchange(session, place, replace(order, amount=min(MOST, order.amount + 1)))
    return session.add(session.order("peacekeeping", "deploy", mission, amount=1))


def _exchange(session: Session, place: int, order: Order) -> str | None:
    session.remove(place)
    why = session.add(order)
    if why is not None:
        session.undo()
    return why


def _said(why: str | None) -> Say:
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
