"""The alliance network over time: who stands by whom, turn by turn, as the seat saw it."""

from __future__ import annotations

import numpy as np

from game.core.exact import ONE
from game.ui.painting.sketch import Sketch
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.painting.web import Places, Web, name_items, node_at, on_a_ring, on_the_map, paint, web_of
from game.ui.play.session import Session
from game.ui.screens.records.record_parts import Door
from game.ui.screens.records.timed import Timed
from game.ui.toolkit.commands import Changes, Command, Keep, Pointer, Redraw
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Cell, Column, Item, Label, Option, Panel, Row, Slider, Table, Tabs, Tip
from game.ui.toolkit.layout import Column as Stack
from game.ui.toolkit.scene import Look
from game.ui.words.explain import share_text
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import nation_name, nation_names

SIDE = 300
LEAST = 30  # per cent, the strength from which a nation counts as partner


class Network(Timed):
    """Nodes and ties of one turn, and a slider over the turns."""

    name = "network"
    beat = 0.6

    def __init__(self, session: Session, door: Door) -> None:
        super().__init__(session, door)
        self.layout = "map"
        self.least = LEAST
        self.focus = session.seat
        self.hover: int | None = None
        self._rtl, self._width = False, 0
        self._placed: tuple[object, Places] | None = None
        self._sketch = Sketch("web")

    @property
    def looked_at(self) -> int:
        """The nation under the pointer, else the chosen one."""
        return self.focus if self.hover is None else self.hover

    def web(self) -> Web:
        """The network of the turn that the slider is at."""
        moments = self.session.chronicle.moments
        moment = moments.get(self.turn) or moments[max(moments)]
        return web_of(moment.ties, moment.alive)

    def past(self, area: Rect, look: Look) -> list[Item]:
        """Choices and the ties of one nation on the left, the network over its slider on the right."""
        self._rtl = look.rtl
        side, main = area.take_left(SIDE, PAD)
        foot, body = main.take_bottom(CONTROL, GAP)
        web = self.web()
        return [*self._side(side, web, look), *self._drawn(body, web, look), *self.time_items(foot, PAD, look)]

    def _side(self, area: Rect, web: Web, look: Look) -> list[Item]:
        stack = Stack(area)
        tabs = (Option("map", _("On the map")), Option("ring", _("In a ring")))
        name = nation_name(self.session.scenario, self.looked_at)
        friends = web.friends(self.looked_at, self.least * ONE // 100)
        title = ngettext("{nation}: {n} tie", "{nation}: {n} ties", len(friends)).format(nation=name, n=len(friends))
        tip = Tip(title=_("Strength from which a tie is drawn"),
                  text=_("Your own ties as you estimate them; of others, what is public."))  # fmt: skip
        items: list[Item] = [
            Tabs(rect=stack.take(CONTROL), id="layout", options=tabs, selected=self.layout, command=Command("layout")),
            Label(rect=stack.take(26, 2), text=_("Ties of {share} or more").format(share=f"{self.least}%"),
                  style="small", colour="muted"),
            Slider(rect=stack.take(28), id="least", value=self.least, minimum=5, maximum=90, step=5,
                   command=Command("least"), tip=tip),
        ]  # fmt: skip
        strip = stack.take(30, 4)
        items.append(Label(rect=strip, text=look.text.ellipsis(title, "strong", strip.width), style="strong",
                           colour="accent"))  # fmt: skip
        rows = [self._row(web, row) for row in friends]
        torn = self.torn_items(stack.rest.take_bottom(54)[0], look)
        room = stack.rest.take_top(stack.rest.height - (60 if torn else 0))[0]
        table = Table(rect=room, id="friends", columns=(Column(_("Nation"), 1.5), Column(_("Tie"), 1.2)), rows=rows,
                      command=Command("focus"), empty_text=_("No tie is that strong."), header=False)  # fmt: skip
        return [*items, table, *torn]

    def _row(self, web: Web, row: int) -> Row:
        value = int(web.strength[self.looked_at, row])
        name = nation_name(self.session.scenario, row)
        return Row(row, (Cell(name), Cell(share_text(value), value, bar=value / ONE, colour="teal")), Tip(title=name))

    def _drawn(self, area: Rect, web: Web, look: Look) -> list[Item]:
        room = area.inset(2)
        places, self._width = self._places(room), room.width
        least, focus = self.least * ONE // 100, self.looked_at
        key = (self.turn, self.layout, least, focus, room)
        degree = (web.strength >= least).sum(axis=1)
        busy = [int(row) for row in np.argsort(-degree, kind="stable") if degree[row]]
        order = list(dict.fromkeys([focus, self.session.seat, *web.friends(focus, least), *busy]))
        return [
            Panel(rect=area, fill="sunken"),
            self._sketch.canvas(room, key, lambda surface, now: paint(surface, web, places, (focus, least), now),
                                Command("web")),
            *name_items(nation_names(self.session.scenario), (places, self.layout == "ring"), order, room, look),
        ]  # fmt: skip

    def _places(self, room: Rect) -> Places:
        key = (self.layout, room.width, room.height)
        if self._placed is None or self._placed[0] != key:
            make = on_the_map if self.layout == "map" else on_a_ring
            self._placed = (key, make(self.session.scenario, Size(room.width, room.height)))
        return self._placed[1]

    # --------------------------------------------------------------------------------------------------- what happens

    def changed(self, command: Command) -> Changes:
        """Another turn, another nation, other ties."""
        match command.name:
            case "web":
                return self._point(command.value)
            case "layout":
                self.layout = command.value
            case "least":
                self.least = command.value
            case "focus":
                self.focus, self.hover = command.value, None
            case _:
                return super().changed(command)
        return None

    def _point(self, pointer: Pointer) -> Changes:
        before = (self.hover, self.focus)
        places = None if self._placed is None else self._placed[1]
        if pointer.kind == "leave" or places is None:
            self.hover = None
        elif pointer.kind in ("move", "click"):
            x = self._width - pointer.x if self._rtl else pointer.x
            self.hover = node_at(places, x, pointer.y)
            if pointer.kind == "click" and self.hover is not None:
                self.focus = self.hover
        elif pointer.kind == "key" and pointer.key in ("left", "right"):
            step = 1 if (pointer.key == "right") != self._rtl else -1
            turn = min(self.last, max(self.first, self.turn + step))
            if turn != self.turn:
                self.turn = turn
                return None
        return Keep() if before == (self.hover, self.focus) else None

    def poll(self, now: float) -> Changes:
        """The turns pass while it plays."""
        changes = super().poll(now)
        return Redraw() if changes is None and self.passes(now) else changes
