"""The title screen: the world behind, and the ways into the game before it."""

from __future__ import annotations

from game.content.files.saves import Entry, SaveError, entries
from game.content.reading.errors import ScenarioError
from game.content.reading.load import load_scenario
from game.ui.map.board import Board
from game.ui.painting.theme import PAD
from game.ui.screens.front.browser import Browser
from game.ui.screens.front.lesson import lesson
from game.ui.screens.front.saves import SavedGames
from game.ui.screens.front.settings_screen import SettingsScreen
from game.ui.screens.front.shell import Shell
from game.ui.toolkit.commands import Changes, Command, Push, Quit, Redraw
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Item, Label, Panel, Tip
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _
from game.ui.words.names import date_text

BEHIND = "crescent"
WIDTH, MARGIN, BUTTON = 400, 48, 46
NAME = "Army Diplomacy"
LOW = 640  # of height, below which all moves closer together


class Title(Scene):
    """Where the game begins."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.newest = _newest(shell)
        self.board = _board(shell)

    def view(self, size: Size, look: Look) -> list[Item]:
        """A plate with the name and the choices, and the world beside it."""
        width = min(WIDTH, size.width // 2 - 2 * MARGIN)
        plate, world = Rect(0, 0, *size).take_left(width + 2 * MARGIN)
        items: list[Item] = []
        column = Column(plate.inset(MARGIN, 0), 12)
        column.skip(max(24, size.height // 9 - 20 * (size.height < LOW)))
        items.append(Panel(rect=plate, border="", radius=0))
        style = "display" if look.text.width(NAME, "display") <= column.rest.width else "title"
        items.append(paragraph(NAME, column.rest, look, style, "accent"))
        column.skip(items[-1].rect.height + 8)
        items.append(paragraph(_("You never conquer. When the crisis comes, who stands by you?"), column.rest, look,
                               colour="muted"))  # fmt: skip
        column.skip(items[-1].rect.height + max(16, size.height // 24))
        items += self._choices(column)
        note = _("Boundaries and names follow their sources and imply no endorsement.")
        strip = Rect(column.area.x, 0, column.area.width, look.text.height(note, "small", column.area.width))
        items.append(Label(rect=strip.move(0, size.height - strip.height - PAD), text=note, style="small",
                           colour="muted", fit="wrap"))  # fmt: skip
        if self.board is not None:  # last, so that the keyboard comes to the choices first
            items.append(self.board.canvas(world, "world", look, Command("world")))
        return items

    def _choices(self, column: Column) -> list[Item]:
        rows = [
            ("new", _("New campaign"), "globe", Tip(text=_("Choose a scenario and a nation."))),
            ("learn", _("Learn the game"), "star", Tip(text=_("A first posting: eight turns, ten minutes."))),
            ("load", _("Load a game"), "scroll", Tip(title=_("Load a game"))),
            ("settings", _("Settings"), "menu", Tip(title=_("Settings"), text=_("Language, size, colours, keys."))),
            ("quit", _("Quit"), "close", Tip(title=_("Quit"))),
        ]
        first = "new"
        if self.newest is not None:
            first = "continue"
            rows.insert(0, ("continue", _("Continue"), "next", Tip(title=_("Continue"), text=_where(self.newest))))
        return [
            Button(rect=column.take(BUTTON), id=key, text=text, icon=icon, command=Command(key), tip=tip,
                   kind="primary" if key == first else "plain", hotkey="end_turn" if key == first else "")
            for key, text, icon, tip in rows
        ]  # fmt: skip

    def update(self, command: Command) -> Changes:
        """Into the game, or out of it."""
        match command.name:
            case "new":
                return Push(Browser(self.shell))
            case "learn":
                return lesson(self.shell)
            case "continue" if self.newest is not None:
                return self.shell.load(self.newest.path, self.shell)
            case "load":
                return Push(SavedGames(self.shell))
            case "settings":
                return Push(SettingsScreen())
            case "world" if self.board is not None:
                return self.board.answer(command.value)
            case "quit":
                return Quit()
        return None

    def poll(self, now: float) -> Changes:
        """The map moves."""
        return Redraw() if self.board is not None and self.board.poll(now) else None

    def leave(self) -> None:
        """End the map's worker."""
        if self.board is not None:
            self.board.close()


def _newest(shell: Shell) -> Entry | None:
    try:
        return next((entry for entry in entries(shell.saves) if not entry.problem), None)
    except SaveError:
        return None  # the list of saves says what is wrong with the folder


def _board(shell: Shell) -> Board | None:
    try:
        return Board(load_scenario(BEHIND), threaded=shell.threaded)
    except ScenarioError:
        return None  # the browser says what is wrong with the scenario


def _where(entry: Entry) -> str:
    """The heading of a save in one line."""
    heading = entry.heading
    date = date_text((int(heading.get("year", 0)), int(heading.get("quarter", 0))))
    return _("{title}, {nation}, {date}").format(title=heading.get("title"), nation=heading.get("nation"), date=date)
