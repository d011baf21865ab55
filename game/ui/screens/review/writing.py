"""Writing the after-action report: a bar while the campaign is played again, then where the page is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from game.content.files.durable import put
from game.ui.pages.making import Wanted, made
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.inquiry import Inquiry, game_of
from game.ui.play.session import Session
from game.ui.screens.front.shell import Shell
from game.ui.toolkit.commands import Changes, Command, Pop, Redraw
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Bar, Button, Item, Label, Panel, Part
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _, current, use

WIDTH, HEIGHT = 620, 240
FOLDER = "reports"
WORLDS = 100


def written(question: tuple[Wanted, str]) -> Any:
    """What `made` gives, in the language of the player: the other process has none of its own."""
    wanted, language = question
    use(language)
    return made(wanted)


class Writing(Scene):
    """A page is being written."""

    modal = True

    def __init__(self, session: Session, shell: Shell) -> None:
        self.session = session
        home = shell.saves.parent
        name = f"{session.scenario.id}-{session.nation}-{session.seed}-{session.turn:03d}"
        self.path = home / FOLDER / f"{name}.html"
        self.share, self.done, self.trouble = 0.0, False, ""
        wanted = Wanted(game_of(session), session.nation, WORLDS, shell.saves.parent / "worlds", file=f"{name}.save")
        self._inquiry = Inquiry(written, (wanted, current().code), threaded=shell.threaded)

    def view(self, size: Size, look: Look) -> list[Item]:
        """How far it is, or where it is."""
        plate = Rect(0, 0, *size).middle(min(WIDTH, size.width - 40), HEIGHT)
        heading, rest = plate.inset(PAD).take_top(36, GAP)
        button, rest = rest.take_bottom(CONTROL, PAD)
        text, colour = self._said()
        items: list[Item] = [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=heading, text=_("After-action report"), style="heading", colour="accent"),
            paragraph(text, rest, look, colour=colour),
            Button(rect=button, id="back", text=_("Back") if self.done or self.trouble else _("Stop"),
                   command=Command("back")),
        ]  # fmt: skip
        if not self.done and not self.trouble:
            items.append(Bar(rect=rest.take_bottom(12)[0], parts=(Part(self.share, "teal"),)))
        return items

    def _said(self) -> tuple[str, str]:
        if self.trouble:
            return _("It could not be written. {why}").format(why=self.trouble), "bad"
        if self.done:
            return _("It is written; open it in any browser: {path}").format(path=self.path), "text"
        return _("The campaign is played again, with and without each of your orders."), "muted"

    def update(self, command: Command) -> Changes:
        """Leave."""
        return Pop() if command.name == "back" else None

    def poll(self, now: float) -> Changes:
        """Note how far it is, and put the page in place."""
        if self.done or self.trouble:
            return None
        found = self._inquiry.poll()
        self.trouble = self._inquiry.trouble
        if found:
            self.share, page = found[-1]
            if page:
                self._keep(page)
        return Redraw() if found or self.trouble else None

    def _keep(self, page: str) -> None:
        try:
            Path(self.path).parent.mkdir(parents=True, exist_ok=True)
            put(self.path, page.encode())
            self.done = True
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def leave(self) -> None:
        """End the work."""
        self._inquiry.close()
