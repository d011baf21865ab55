"""The turn's events on the map: the camera goes to the places of the gravest dispatches, one after the other.

It asks for nothing: any key or click ends it and does what it would have done anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.ui.map.board import Board
from game.ui.map.land.camera import Place
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Icon, Item, Label, Panel
from game.ui.toolkit.scene import Look
from game.ui.words.dispatch import Dispatch
from game.ui.words.i18n import _

GLIDE, HOLD, BACK = 0.6, 1.7, 0.35  # seconds
MOST, LEAST_GRAVE = 3, 60
WIDTH, LINE, TITLE, ICON = 460, 24, 28, 26
RING = 56


@dataclass(frozen=True, slots=True)
class Stop:
    """One place, and what happened there."""

    row: int
    dispatch: Dispatch


def stops_of(dispatches: Sequence[Dispatch]) -> tuple[Stop, ...]:
    """The gravest dispatches that have a place, each place once, in their order."""
    found: dict[int, Stop] = {}
    for one in dispatches:
        if one.nations and one.importance >= LEAST_GRAVE:
            found.setdefault(one.nations[0], Stop(one.nations[0], one))
    return tuple(found.values())[:MOST]


class Tour:
    """The sequence under way, if any; `now` comes from whoever moves it on."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._stops: tuple[Stop, ...] = ()
        self._place = 0
        self._since = 0.0
        self._home: tuple[Place, float] | None = None

    @property
    def running(self) -> bool:
        """Whether the map is on tour."""
        return bool(self._stops)

    def begin(self, dispatches: Sequence[Dispatch]) -> None:
        """Set out, if anything grave has happened somewhere."""
        stops = stops_of(dispatches)
        home = self._home or self.board.aim()
        if stops and home is not None:
            self._stops, self._home = stops, home
            self._go_to(0)

    def _go_to(self, place: int) -> None:
        self._place, self._since = place, self.board.now
        self.board.go_to(self._stops[place].row, GLIDE)

    def poll(self, now: float) -> bool:
        """Move on when it is time; whether what is shown has changed."""
        if not self._stops:
            return False
        arrived = self._since + GLIDE <= now
        if now - self._since >= GLIDE + HOLD:
            if self._place + 1 < len(self._stops):
                self._go_to(self._place + 1)
            else:
                self.end()
            return True
        return arrived and now - self._since < GLIDE + 0.1  # the ring appears

    def end(self) -> None:
        """Stop where it is and glide back to where the player was."""
        if self._stops and self._home is not None:
            self.board.fly(*self._home, BACK)
        self._stops, self._home = (), None

    def items(self, middle: Rect, look: Look, now: float) -> list[Item]:
        """The dispatch over the map, and a ring round its place once the camera is there."""
        if not self._stops:
            return []
        dispatch = self._stops[self._place].dispatch
        width = min(WIDTH, middle.width - 16)
        inner = width - ICON - 38
        title = look.text.height(dispatch.title, "strong", inner)
        text = look.text.height(dispatch.text, "small", inner) if dispatch.text else 0
        plate = Rect(middle.x + (middle.width - width) // 2, middle.y + 8, width, title + text + LINE + 18)
        icon, words = plate.inset(14, 9).take_left(ICON, 10)
        head, rest = words.take_top(title)
        said, foot = rest.take_top(text)
        count = _("{n} of {all}").format(n=self._place + 1, all=len(self._stops))
        hint = look.text.ellipsis(_("Any key or click goes on"), "small", foot.width - 70)
        items: list[Item] = [
            Panel(rect=plate, border="accent", shadow=True),
            Icon(rect=icon.take_top(ICON)[0], name=dispatch.icon, colour="accent"),
            Label(rect=head, text=dispatch.title, style="strong", fit="wrap", valign="top"),
            Label(rect=foot.take_left(foot.width - 66)[0], text=hint, style="small", colour="muted"),
            Label(rect=foot.take_right(62)[0], text=count, style="small", colour="muted", align="end"),
        ]
        if text:
            items.append(Label(rect=said, text=dispatch.text, style="small", fit="wrap", valign="top"))
        there = now - self._since >= GLIDE
        return [*(ring_items(self.board, self._stops[self._place].row, middle, look) if there else []), *items]


def ring_items(board: Board, row: int, middle: Rect, look: Look) -> list[Item]:
    """A ring round a nation's capital, if it is in sight."""
    spot = board.spot(row, Size(middle.width, middle.height))
    if spot is None:
        return []
    x = middle.right - spot[0] if look.rtl else middle.x + spot[0]
    place = Rect(round(x), middle.y + round(spot[1]), 0, 0)
    rings = (place.inset(-RING // 2 - grown) for grown in (0, 1, 2))
    return [
        Panel(rect=ring.clip(middle), fill="", border="accent", radius=RING // 2)
        for ring in rings
        if ring.clip(middle) == ring
    ]
