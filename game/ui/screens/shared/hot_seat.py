"""The curtain between players at one machine, and the campaign screen of each behind it."""

from __future__ import annotations

from pathlib import Path

from game.content.files.saves import SaveError
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.hot_seat import Players, Seat
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.shell import Shell
from game.ui.screens.records.final import Final
from game.ui.toolkit.commands import Changes, Command, Push, Reset
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Icon, Item, Label, Panel
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.dialogs import Confirm
from game.ui.words.i18n import _
from game.ui.words.names import date_text, nation_name

WIDTH = 560


class Curtain(Scene):
    """Hides what one player saw until the next one sits down; nothing behind it is drawn."""

    def __init__(self, table: Players, shell: Shell) -> None:
        self.table, self.shell = table, shell

    def view(self, size: Size, look: Look) -> list[Item]:
        """Whose turn it is, and one button."""
        lines = 1 + (len(self.table.seats) if self.table.over else 1)
        plate = Rect(0, 0, *size).middle(min(WIDTH, size.width - 40), 4 * PAD + 190 + lines * (CONTROL + GAP))
        column = Column(plate.inset(PAD * 2), GAP)
        title, text = self._said()
        items: list[Item] = [
            Panel(rect=Rect(0, 0, *size), fill="ground", border="", radius=0),
            Panel(rect=plate, border="frame", shadow=True),
            Icon(rect=column.take(44).middle(40, 40), name="people", colour="accent"),
            Label(rect=column.take(48), text=look.text.ellipsis(title, "title", column.area.width), style="title",
                  colour="accent", align="center"),
            paragraph(text, column.take(60), look, colour="muted"),
        ]  # fmt: skip
        if self.table.over:
            return [*items, *self._results(column), *self._leaving(column)]
        go = Button(rect=column.take(CONTROL + 8), id="sit_down", text=_("It is me: show my desk"), icon="next",
                    kind="primary", command=Command("sit_down"), hotkey="end_turn")  # fmt: skip
        return [*items, go, *self._leaving(column)]

    def _said(self) -> tuple[str, str]:
        seat = self.table.current
        if seat is None:
            return _("The campaign is over"), _("Each of you can look at how it ended.")
        name = nation_name(seat.scenario, seat.seat)
        what = _("{date}: plan the quarter.") if seat.planning else _("{date}: answers are due.")
        others = _("Nobody else should look at the screen.")
        return name, f"{what.format(date=date_text(seat.date))} {others}"

    def _results(self, column: Column) -> list[Item]:
        ranked = sorted(self.table.seats, key=lambda seat: -seat.final().total)
        return [
            Button(rect=column.take(CONTROL), id=f"final.{seat.nation}", icon="chart",
                   text=f"{nation_name(seat.scenario, seat.seat)}: {seat.final().total / 10:.1f}",
                   command=Command("final", seat.nation))
            for seat in ranked
        ]  # fmt: skip

    def _leaving(self, column: Column) -> list[Item]:
        return [Button(rect=column.take(CONTROL), id="title", text=_("Title screen"), icon="globe",
                       command=Command("ask_title"))]  # fmt: skip

    def update(self, command: Command) -> Changes:
        """Sit down, look at the end, or leave."""
        seat = self.table.current
        match command.name:
            case "sit_down" if seat is not None:
                return Reset(Desk(seat, self.shell))
            case "final":
                chosen = next(one for one in self.table.seats if one.nation == command.argument)
                return Push(Final(chosen, self.shell))
            case "ask_title" | "back":
                text = _("The last finished turn is saved by itself; what was planned since is lost.")
                return Push(Confirm(_("Leave the campaign?"), text, _("Leave"), Command("title"), _("Stay")))
            case "title":
                return Reset(self.shell.home(self.shell))
        return None


class Desk(Campaign):
    """The campaign as one of the players sees it; ending the turn draws the curtain."""

    def __init__(self, seat: Seat, shell: Shell) -> None:
        super().__init__(seat, shell)
        self.table = seat.table

    def _end_turn(self) -> Changes:
        self.session.end_turn()
        return Reset(Curtain(self.table, self.shell))


def sit_around(table: Players, shell: Shell) -> Scene:
    """A shared campaign, at the curtain."""
    for seat in table.seats:
        seat.folder = shell.saves
    return Curtain(table, shell)


def shared(session: Session, path: Path, shell: Shell) -> Scene | None:
    """The curtain of a campaign loaded from there that several people share; None where one plays. Raises SaveError."""
    if not session.manner.players:
        return None
    try:
        return sit_around(Players.of(session), shell)
    except (KeyError, ValueError) as error:
        raise SaveError(path, f"holds players that can't be ({error})") from error
