"""What the records of one turn have in common: a slider over the turns, which can pass by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.ui.painting.theme import CONTROL, GAP
from game.ui.screens.records.record_parts import Door, Record
from game.ui.toolkit.commands import Changes, Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Button, Label, Slider, Tip
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import _

if TYPE_CHECKING:
    from game.ui.play.session import Session


class Timed(Record):
    """A record that shows the turn of its slider."""

    beat = 0.8  # seconds a turn while it plays

    def __init__(self, session: Session, door: Door) -> None:
        super().__init__(session, door)
        self.turn = session.turn
        self.playing = False
        self._next = 0.0

    def time_items(self, strip: Rect, gap: int, look: Look) -> tuple[Button, Slider, Label]:
        """The button that plays, the slider, and the date beyond a gap."""
        play, rest = strip.take_left(CONTROL, GAP)
        widest = max(look.text.width(self.date(turn), "strong") for turn in (self.first, self.last))
        date, slider = rest.take_right(widest + 8, gap)
        playing = _("Stop") if self.playing else _("Play the turns")
        alone = self.first == self.last
        only = _("There is only one turn yet.")
        return (
            Button(rect=play, id="play", icon="close" if self.playing else "next", command=Command("play"),
                   tip=Tip(title=playing), enabled=not alone, reason=only),
            Slider(rect=slider, id="turn", value=self.turn, minimum=self.first, maximum=max(self.last, self.first + 1),
                   command=Command("turn"), enabled=not alone, reason=only),
            Label(rect=date, text=self.date(self.turn), style="strong", align="end"),
        )  # fmt: skip

    def changed(self, command: Command) -> Changes:
        """Another turn, or the turns from here on, one after the other."""
        match command.name:
            case "turn":
                self.turn, self.playing = min(self.last, command.value), False
            case "play":
                self.playing = not self.playing
                if self.playing and self.turn >= self.last:
                    self.turn = self.first
        return None

    def passes(self, now: float) -> bool:
        """Go on to the next turn when it is time; whether it was."""
        if not self.playing or now < self._next:
            return False
        self._next = now + self.beat
        self.playing = self.turn < self.last
        self.turn += self.playing
        return True
