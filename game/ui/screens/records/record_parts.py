"""What the screens about a campaign's past share: their tabs, and the catching up after a game was loaded."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.toolkit.commands import Changes, Command, Pop, Redraw, Replace
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Bar, Button, Item, Label, Option, Panel, Part, Tabs, Tip
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _
from game.ui.words.names import date_text

if TYPE_CHECKING:
    from game.ui.play.session import Session

HEAD = 56
TABS = 460  # at least

Door = Callable[[str], Scene]
"""Makes the screen of that name: charts, network, compare or replay."""


class Record(Scene):
    """A screen about the turns that lie behind; `past` is its own part of the view."""

    name = ""

    def __init__(self, session: Session, door: Door) -> None:
        self.session, self.door = session, door

    @property
    def last(self) -> int:
        """The last turn that is known: the present one."""
        return max(self.session.chronicle.moments, default=self.session.turn)

    def date(self, turn: int) -> str:
        """The quarter of a turn, written out."""
        return date_text(self.session.setting.quarter_of(turn))

    @abstractmethod
    def past(self, area: Rect, look: Look) -> list[Item]:
        """The items below the header."""

    def view(self, size: Size, look: Look) -> list[Item]:
        """The header over the screen's own part, or over a bar while earlier turns are played again."""
        head, rest = Rect(0, 0, *size).inset(PAD, GAP).take_top(HEAD, GAP)
        items = self._head(head, look)
        if not self.session.chronicle.whole(self.session):
            return items + self._waiting(rest, look)
        if not self.session.chronicle.moments:
            return items + self.torn_items(rest, look)
        return items + self.past(rest, look)

    def _head(self, strip: Rect, look: Look) -> list[Item]:
        back, rest = strip.take_left(CONTROL, 12)
        options = (
            Option("charts", _("Charts")), Option("network", _("Network")), Option("compare", _("Compare")),
            Option("replay", _("Replay")),
        )  # fmt: skip
        widest = max(look.text.width(option.text, "strong") for option in options)
        tabs, title = rest.take_right(max(TABS, len(options) * (widest + 16)), PAD)
        titles = {"charts": _("Charts"), "network": _("Alliance network"), "compare": _("Two nations side by side"),
                  "replay": _("Replay")}  # fmt: skip
        return [
            Button(rect=back.middle(CONTROL, CONTROL), id="back", icon="back", command=Command("back"),
                   tip=Tip(title=_("Back"))),
            Label(rect=title, text=titles[self.name], style="heading", colour="accent"),
            Tabs(rect=tabs.middle(tabs.width, CONTROL), id="records", options=options, selected=self.name,
                 command=Command("record")),
        ]  # fmt: skip

    def _waiting(self, area: Rect, look: Look) -> list[Item]:
        plate = area.middle(480, 120)
        words, bar = plate.inset(PAD).take_top(48, GAP)
        share = self.session.chronicle.progress(self.session)
        text = _("The earlier turns are being played again from the seed and your orders.")
        return [
            Panel(rect=plate),
            paragraph(text, words, look, "small"),
            Bar(rect=bar.take_top(12)[0], parts=(Part(share, "teal"),)),
        ]

    def torn_items(self, area: Rect, look: Look) -> list[Item]:
        """A line for a campaign whose earlier turns can't be played again as they were; empty for all others."""
        text = self.session.chronicle.warning()
        return [paragraph(text, area, look, "small", "warning")] if text else []

    def update(self, command: Command) -> Changes:
        """Leave, or turn to another of these screens."""
        match command.name:
            case "back":
                return Pop()
            case "record" if command.value != self.name:
                return Replace(self.door(command.value))
        return self.changed(command)

    @abstractmethod
    def changed(self, command: Command) -> Changes:
        """Answer the screen's own commands."""

    def poll(self, now: float) -> Changes:
        """Play another earlier turn again while some are missing."""
        if self.session.chronicle.whole(self.session):
            return None
        self.session.chronicle.catch_up(self.session)
        return Redraw()

    @property
    def first(self) -> int:
        """The first turn that is known."""
        return min(self.session.chronicle.moments, default=0)
