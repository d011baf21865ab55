"""The campaign once more, turn by turn: map, index and dispatches of the time, and a door to play on from there."""

from __future__ import annotations

import numpy as np

from game.content.files import saves
from game.content.files.saves import SaveError
from game.core.alliances import alliances
from game.core.score import index_score
from game.ui.map.board import Board
from game.ui.map.lenses import LENSES, POLITICAL, palette
from game.ui.painting.plot import Line, Plot, paint, scale_of
from game.ui.painting.sketch import Sketch
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.branch import Witness, at_turn
from game.ui.play.session import Session
from game.ui.screens.campaign import campaign_map
from game.ui.screens.campaign.map_links import links
from game.ui.screens.front.shell import Shell
from game.ui.screens.nations.dossier_parts import Section
from game.ui.screens.records.record_parts import Door
from game.ui.screens.records.timed import Timed
from game.ui.screens.review.what_if import WhatIf
from game.ui.toolkit.commands import Changes, Command, Keep, Push, Redraw, Say
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Button, Dropdown, Item, Label, Option, Panel, Scroll, Tip, Toggle
from game.ui.toolkit.scene import Look
from game.ui.widgets.dialogs import Confirm
from game.ui.words.explain import points_of
from game.ui.words.i18n import _
from game.ui.words.names import nation_name
from game.ui.words.said import said

SIDE, COURSE = 360, 56
BEST = 5
LENS = 300


class Replay(Timed):
    """A slider over the turns; what it shows is read from a session of that time."""

    name = "replay"

    def __init__(self, session: Session, door: Door, shell: Shell) -> None:
        super().__init__(session, door)
        self.shell = shell
        self.lifted = session.over  # while the campaign lasts, the player keeps to what was known
        self.lens = POLITICAL
        self.board = Board(session.scenario, threaded=shell.threaded, around=session.seat)
        self._sketch = Sketch("course")
        self._kept: tuple[object, Session] | None = None

    @property
    def then(self) -> Session:
        """The campaign at the turn of the slider."""
        key = (self.turn, self.lifted)
        if self._kept is None or self._kept[0] != key:
            past = at_turn(self.session, self.turn)
            self._kept = (key, Witness.of(past) if self.lifted else past)
        return self._kept[1]

    # ------------------------------------------------------------------------------------------------------- the view

    def past(self, area: Rect, look: Look) -> list[Item]:
        """The map, the side with what happened, and the course of the index over the slider."""
        self.turn = min(self.last, max(self.first, self.turn))
        side, left = area.take_right(SIDE, PAD)
        foot, left = left.take_bottom(COURSE + CONTROL + GAP, GAP)
        below, side = side.take_bottom(2 * CONTROL + GAP, GAP)
        seat = self.session.seat
        self.board.show(palette(self.lens, self.then, seat), campaign_map.icons(self.then),
                        links(self.then, seat), seat)  # fmt: skip
        strip, room = left.take_top(CONTROL, GAP)
        return [
            *self._choices(strip),
            self.board.canvas(room, "map", look, Command("map")),
            *self._hover(room),
            *self._side(side, look),
            *self._foot(foot, look),
            *self._otherwise(below),
        ]

    def _choices(self, strip: Rect) -> list[Item]:
        lens, rest = strip.take_left(min(LENS, strip.width // 2), PAD)
        options = (Option(POLITICAL, _("Nations")), *(Option(key, one.name()) for key, one in LENSES.items()))
        tip = Tip(title=_("What the colours mean"),
                  text="" if self.lens == POLITICAL else LENSES[self.lens].help())  # fmt: skip
        return [
            Dropdown(rect=lens, id="lens", options=options, selected=self.lens, command=Command("lens"), tip=tip),
            Toggle(rect=rest.take_left(260)[0], id="fog", text=_("Fog lifted"), on=self.lifted, command=Command("fog"),
                   tip=Tip(title=_("Fog lifted"), text=_("The truth about everybody, as nobody knew it then."))),
        ]  # fmt: skip

    def _hover(self, room: Rect) -> list[Item]:
        row = self.board.hover
        if row is None:
            return []
        name = nation_name(self.session.scenario, row)
        plate = Rect(room.x + GAP, room.bottom - 62, min(320, room.width - 2 * GAP), 54)
        title, line = plate.inset(12, 4).take_top(24)
        lens = LENSES["alliance" if self.lens == POLITICAL else self.lens]
        said = lens.say(self.then, self.session.seat, row)
        return [
            Panel(rect=plate),
            Label(rect=title, text=name, style="strong"),
            Label(rect=line, text=said, style="small", colour="muted"),
        ]

    def _side(self, area: Rect, look: Look) -> list[Item]:
        part = Section(area.width - 24 - 14, look, "replay.side")
        n, last = min(self.turn + 1, self.session.setting.turns), self.session.setting.turns
        part.heading(_("{date}, turn {n} of {all}").format(date=self.date(self.turn), n=n, all=last))
        part.points(points_of(self.then.index(), _("Security index")))
        if self.lifted:
            self._best(part)
        part.heading(_("What had just happened"))
        dispatches = self.then.dispatches
        for dispatch in dispatches:
            part.text(dispatch.title, "strong", "text")
            part.text(dispatch.text)
        if not dispatches:
            part.text(_("Nothing yet: the campaign begins."))
        torn = self.torn_items(area.inset(12).take_bottom(54)[0], look)
        room = area.take_top(area.height - (64 if torn else 0))[0]
        scroll = Scroll(rect=room.inset(12), id=f"happened.{self.turn}", children=tuple(part.items),
                        content_height=part.height)  # fmt: skip
        return [Panel(rect=area), scroll, *torn]

    def _best(self, part: Section) -> None:
        """Who stood where in truth."""
        state, setting = self.then.state, self.session.setting
        total = index_score(state, setting, alliances(state, setting)).total[0]
        order = [int(row) for row in np.argsort(-total, kind="stable")]
        part.heading(_("The safest nations"))
        seat = self.session.seat
        for row in [*order[:BEST], *([seat] if seat not in order[:BEST] else [])]:
            name = _("{place}. {nation}").format(
                place=order.index(row) + 1, nation=nation_name(self.session.scenario, row))  # fmt: skip
            part.pair(name, f"{total[row] / 10:.1f}", colour="accent" if row == seat else "text")

    def _foot(self, area: Rect, look: Look) -> list[Item]:
        course, strip = area.take_top(COURSE, GAP)
        play, slider, date = self.time_items(strip, GAP, look)
        over = Rect(slider.rect.x, course.y, slider.rect.width, course.height)
        return [*self._course(over, look), play, slider, date]

    def _otherwise(self, area: Rect) -> list[Item]:
        """What if, and the door to play on from here."""
        above, below = area.take_top(CONTROL, GAP)
        none = self.turn >= self.last
        tip = Tip(title=_("What if"), text=_("Leave out an order of this turn, and see what would have come of it."))
        question = Button(rect=above, id="what_if", text=_("What if …"), icon="staff", command=Command("what_if"),
                          enabled=not none, reason=_("Nothing was ordered after this."), tip=tip)  # fmt: skip
        return [question, self._branching(below)]

    def _branching(self, rect: Rect) -> Item:
        present = self.turn >= self.last and not self.session.over
        ended = self.turn >= self.session.setting.turns or not self.then.state.alive[0, self.session.seat]
        return Button(
            rect=rect, id="branch", text=_("Branch from here"), icon="undo", command=Command("ask_branch"),
            enabled=not present and not ended,
            reason=_("This is the present.") if present else _("Nothing follows from here."),
            tip=Tip(title=_("Branch from here"), text=_("Play on from this turn, otherwise than you did.")),
        )  # fmt: skip

    def _course(self, area: Rect, look: Look) -> list[Item]:
        """The index of all turns as a line, and where the slider is."""
        totals = {one["turn"]: one["total"] / 10 for one in self.session.history}
        turns = range(self.first, max(self.last, self.first + 1) + 1)
        line = Line("", 0, tuple(totals.get(turn, float("nan")) for turn in turns), (0.0,) * len(turns))
        inner = area.inset(11, 0)  # a slider's knob keeps that far from its ends
        low, high = scale_of([line], 0.0, 100.0)
        plot = Plot(inner, turns[0], turns[-1], low, high)

        x = inner.x + round(plot.x(self.turn))
        tip = Tip(title=_("Security index"), text=_("As you knew it at the time."))
        return [
            self._sketch.canvas(inner, (plot, line), lambda to, now: paint(to, plot, [line], (), now), tip=tip),
            Panel(rect=Rect(x, area.y, 1, area.height), fill="text", border="", radius=0),
        ]

    # --------------------------------------------------------------------------------------------------- what happens

    def changed(self, command: Command) -> Changes:
        """Another turn, another lens, the fog, a branch."""
        match command.name:
            case "map":
                return Keep() if self.board.handle(command.value) is None else None
            case "lens":
                self.lens = command.value
            case "fog" if command.value and not self.session.over:
                text = _("The campaign is not over: you would see what your staff can't know.")
                return Push(Confirm(_("Lift the fog?"), text, _("Lift it"), Command("lift"), _("Keep it")))
            case "fog" | "lift":
                self.lifted = command.name == "lift" or bool(command.value)
            case "what_if":
                return Push(WhatIf(self.session, self.shell, self.turn))
            case "ask_branch" if self.session.manner.ironman and not self.session.over:
                return Say(_("Ironman: there is no way back while the campaign lasts."), "warning")
            case "ask_branch":
                text = _("A new campaign begins at {date}.") if self.session.watched else \
                    _("A new campaign begins at {date}. This one is saved first.")  # fmt: skip
                text = text.format(date=self.date(self.turn))
                return Push(Confirm(_("Branch from here?"), text, _("Branch"), Command("branch"), _("Stay")))
            case "branch":
                return self._branch()
            case _:
                return super().changed(command)
        return None

    def _branch(self) -> Changes:
        """Save this campaign and the branch, and open the branch."""
        session, folder = self.session, self.shell.saves
        name = f"{session.scenario.id}-{session.nation}-{session.seed}"
        path = folder / f"{name}-branch-{self.turn + 1:03d}{saves.SUFFIX}"
        try:
            if not session.watched:
                session.save(folder / f"{name}-trunk-{session.turn + 1:03d}{saves.SUFFIX}")
            at_turn(session, self.turn).save(path)
        except SaveError as error:
            return Say(_("Not saved. {why}").format(why=said(str(error))), "bad")
        return self.shell.load(path, self.shell)

    def poll(self, now: float) -> Changes:
        """The map moves, and the turns pass while it plays."""
        changes = super().poll(now)
        moved = self.board.poll(now)
        if changes is not None:
            return changes
        return Redraw() if self.passes(now) or moved else None

    def leave(self) -> None:
        """End the map's worker."""
        self.board.close()
