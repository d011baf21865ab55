"""What a saved game looks like before it is loaded: its map, and the few lines that tell it from others."""

from __future__ import annotations

from pathlib import Path

from game.content.files.saves import SaveError
from game.ui.map.board import Board
from game.ui.map.lenses import palette
from game.ui.painting.theme import GAP
from game.ui.play.session import Session
from game.ui.screens.front.terms import level_name
from game.ui.toolkit.commands import Changes, Command, Redraw
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Item, Label, Panel
from game.ui.toolkit.layout import Column
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import _
from game.ui.words.names import date_text, nation_name, worded

LENS = "alliance"
LINE = 26


class Preview:
    """The save that is looked at; only one is open at a time."""

    def __init__(self, threaded: bool) -> None:
        self.threaded = threaded
        self.path: Path | None = None
        self.session: Session | None = None
        self.board: Board | None = None
        self._shown = 0  # another board is another item, or it would not be painted anew

    def show(self, path: Path | None) -> None:
        """Open another save; one that can't be loaded has no picture, and loading it says why."""
        if path == self.path:
            return
        self.close()
        self.path = path
        if path is None:
            return
        try:
            session = self.session = Session.load(path)
        except SaveError:
            return
        self._shown += 1
        self.board = Board(session.scenario, threaded=self.threaded, around=session.seat)
        self.board.show(palette(LENS, session, session.seat), selected=session.seat)

    def items(self, area: Rect, look: Look) -> list[Item]:
        """The map above, the lines below it."""
        session, board = self.session, self.board
        plate = Panel(rect=area, fill="sunken", border="line")
        if session is None or board is None:
            text = _("No picture") if self.path is not None else ""
            return [plate, Label(rect=area.inset(GAP).take_top(LINE)[0], text=text, style="small", colour="muted")]
        lines = self._lines(session)
        words, picture = area.inset(1).take_bottom(LINE * len(lines) + 2 * GAP)
        column = Column(words.inset(10, GAP), 0)
        return [
            plate,
            board.canvas(picture, f"preview.{self._shown}", look, Command("preview")),
            *(
                Label(rect=(rect := column.take(LINE)), text=look.text.ellipsis(text, style, rect.width), style=style,
                      colour=colour)
                for text, style, colour in lines
            ),
        ]  # fmt: skip

    def _lines(self, session: Session) -> list[tuple[str, str, str]]:
        """Text, style and colour of each line."""
        turn = _("{date}, turn {n} of {all}").format(
            date=date_text(session.date), n=min(session.turn + 1, session.setting.turns), all=session.setting.turns
        )
        manner = session.manner
        terms = [level_name(session.level), *([_("Ironman")] if manner.ironman else [])]
        terms += [manner.daily] if manner.daily else []
        met = sum(done for _one, done in session.objectives())
        security = _("Security {n}").format(n=f"{session.index().total / 10:.1f}")
        objectives = _("{n} of {all} objectives").format(n=met, all=len(session.objectives()))
        return [
            (nation_name(session.scenario, session.seat), "strong", "accent"),
            (worded(session.scenario).title, "small", "text"),
            (turn, "small", "muted"),
            (security, "small", "muted"),
            (objectives, "small", "muted"),
            (" · ".join(terms), "small", "muted"),
        ]

    def answer(self, command: Command) -> Changes:
        """What the mouse does on the map."""
        return None if self.board is None else self.board.answer(command.value)

    def poll(self, now: float) -> Changes:
        """The map moves."""
        return Redraw() if self.board is not None and self.board.poll(now) else None

    def close(self) -> None:
        """End the map's worker."""
        if self.board is not None:
            self.board.close()
        self.board = self.session = None
