"""The menu over a campaign: save, load, settings, the title screen, the end."""

from __future__ import annotations

from dataclasses import replace

from game.ui.painting.theme import PAD
from game.ui.play.session import Session
from game.ui.screens.front.help import Help
from game.ui.screens.front.saves import SavedGames
from game.ui.screens.front.settings_screen import SettingsScreen
from game.ui.screens.front.shell import Shell
from game.ui.screens.front.terms import terms_text
from game.ui.screens.records.doors import record
from game.ui.screens.records.handbook import Handbook
from game.ui.screens.review.writing import Writing
from game.ui.toolkit.commands import Changes, Command, Pop, Push, Quit, Replace, Reset
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Item, Label, Panel
from game.ui.toolkit.layout import Column
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.dialogs import Confirm
from game.ui.words.i18n import _

BUTTON = 42


class GameMenu(Scene):
    """What is not part of the game itself."""

    modal = True

    def __init__(self, session: Session, shell: Shell) -> None:
        self.session, self.shell = session, shell

    def view(self, size: Size, look: Look) -> list[Item]:
        """A column of buttons."""
        rows = [
            ("resume", _("Back to the game"), "next", Command("back")),
            ("save", _("Save the game"), "scroll", Command("save")),
            ("load", _("Load a game"), "scroll", Command("load")),
            ("charts", _("Charts and replay"), "chart", Command("charts")),
            ("report", _("After-action report"), "scroll", Command("report")),
            ("help", _("Help"), "info", Command("help")),
            ("handbook", _("Handbook"), "scroll", Command("handbook")),
            ("settings", _("Settings"), "menu", Command("settings")),
            *self._guide(),
            ("title", _("Title screen"), "globe", Command("ask_title")),
            ("quit", _("Quit"), "close", Command("ask_quit")),
        ]
        button = min(BUTTON, (size.height - 84 - 2 * PAD) // len(rows) - 8)
        plate = Rect(0, 0, *size).middle(380, len(rows) * (button + 8) + 70 + 2 * PAD)
        column = Column(plate.inset(PAD), 8)
        title = Label(rect=column.take(36), text=_("Menu"), style="heading", colour="accent", align="center")
        terms = column.take(18)
        return [
            Panel(rect=plate, border="frame", shadow=True),
            title,
            Label(rect=terms.inset(0, -3), text=look.text.ellipsis(terms_text(self.session), "small", terms.width),
                  style="small", colour="muted", align="center"),
            *(
                Button(rect=column.take(button), id=key, text=text, icon=icon, command=command,
                       kind="primary" if key == "resume" else "plain")
                for key, text, icon, command in rows
            ),
        ]  # fmt: skip

    def _guide(self) -> list[tuple[str, str, str, Command]]:
        """The way back to lessons that were left."""
        manner = self.session.manner
        if not manner.guide or not manner.hidden:
            return []
        text = _("Resume the lessons") if manner.guide == "tutorial" else _("Resume the guide")
        return [("guide", text, "info", Command("resume_guide"))]

    def update(self, command: Command) -> Changes:
        """Go there."""
        match command.name:
            case "back":
                return Pop()
            case "save":
                return Replace(SavedGames(self.shell, self.session))
            case "load":
                return Replace(SavedGames(self.shell))
            case "charts":
                return Replace(record(self.session, self.shell, "charts"))
            case "report":
                return Replace(Writing(self.session, self.shell))
            case "help":
                return Replace(Help())
            case "handbook":
                return Replace(Handbook(self.session.setting.rules))
            case "settings":
                return Replace(SettingsScreen())
            case "resume_guide":
                self.session.manner = replace(self.session.manner, hidden=False)
                return Pop()
            case "ask_title" | "ask_quit":
                yes = Command(command.name.removeprefix("ask_"))
                text = _("The last finished turn is saved by itself; what you planned since is lost.")
                if self.session.manner.ironman:
                    text = _("Ironman: the campaign is saved as it stands, and goes on from here.")
                return Push(Confirm(_("Leave the campaign?"), text, _("Leave"), yes, _("Stay")))
            case "title" | "quit":
                if self.session.manner.ironman:
                    self.session.autosave()
                return Quit() if command.name == "quit" else Reset(self.shell.home(self.shell))
        return None
