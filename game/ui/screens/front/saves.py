"""Saved games: a list to load from, a name to save under, and what is wrong with a file that can't be read."""

from __future__ import annotations

import re
import time
from pathlib import Path

from game.content.files import replays, saves
from game.content.files.saves import Entry, SaveError
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.session import Session
from game.ui.screens.front.save_preview import Preview
from game.ui.screens.front.shell import Shell
from game.ui.toolkit.commands import Changes, Command, Pop, Push, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Cell, Column, Item, Label, Panel, Row, Table, TextInput, Tip
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.dialogs import Confirm
from game.ui.words.i18n import _
from game.ui.words.names import date_text
from game.ui.words.said import said

LONGEST_NAME = 40


class SavedGames(Scene):
    """Loads a game, or with a session saves it."""

    modal = True

    def __init__(self, shell: Shell, session: Session | None = None) -> None:
        self.shell, self.session = shell, session
        self.problem = ""
        self.entries: list[Entry] = []
        self.selected: Path | None = None
        self.name = "" if session is None else _first_name(session)
        self.preview = Preview(shell.threaded)
        self._list()

    def _list(self) -> None:
        try:
            watchable = replays.entries(self.shell.saves) if self.session is None else []
            self.entries = saves.entries(self.shell.saves) + watchable
        except SaveError as error:
            self.entries, self.problem = [], said(str(error))
        paths = [entry.path for entry in self.entries]
        if self.selected not in paths:
            self.selected = None if self.session is not None or not paths else paths[0]
        self._look()

    def _look(self) -> None:
        """Show the chosen game, unless it is known to be damaged."""
        entry = self._entry()
        self.preview.show(None if entry is None or entry.problem else entry.path)

    def view(self, size: Size, look: Look) -> list[Item]:
        """A plate with the list, and a line for the name when saving."""
        plate = Rect(0, 0, *size).middle(min(1120, size.width - 40), min(600, size.height - 40))
        inner = plate.inset(PAD)
        heading, rest = inner.take_top(40, GAP)
        buttons, rest = rest.take_bottom(CONTROL, PAD)
        items: list[Item] = [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=heading, text=_("Load a game") if self.session is None else _("Save the game"), style="heading",
                  colour="accent"),
        ]  # fmt: skip
        if self.session is not None:
            name, rest = rest.take_top(CONTROL, GAP)
            items.append(TextInput(rect=name, id="name", text=self.name, limit=LONGEST_NAME, command=Command("name"),
                                   submit=Command("save"), placeholder=_("Name of the save")))  # fmt: skip
        if self.problem:
            line, rest = rest.take_bottom(28, GAP)
            items.append(Label(rect=line, text=self.problem, colour="bad"))
        picture, rest = rest.take_right(min(360, rest.width * 36 // 100), PAD)
        return [*items, self._table(rest), *self.preview.items(picture, look), *self._buttons(buttons)]

    def _table(self, area: Rect) -> Item:
        columns = (
            Column(_("Game"), 2.6), Column(_("Nation"), 1.5), Column(_("Turn"), 1.2), Column(_("Written"), 2.2, "end"),
        )  # fmt: skip
        rows = [_row(entry) for entry in self.entries]
        chosen = None if self.selected is None else str(self.selected)
        return Table(rect=area, id="saves", columns=columns, rows=rows, selected=chosen, command=Command("choose"),
                     empty_text=_("Nothing has been saved yet."))  # fmt: skip

    def _buttons(self, strip: Rect) -> list[Item]:
        back, delete, go = strip.columns(3, PAD)
        entry = self._entry()
        none = _("Choose a game first.")
        items: list[Item] = [
            Button(rect=back, id="cancel", text=_("Back"), command=Command("back")),
            Button(rect=delete, id="delete", text=_("Delete"), command=Command("ask_delete"), enabled=entry is not None,
                   reason=none),
        ]  # fmt: skip
        if self.session is not None:
            iron = self.session.manner.ironman
            reason = _("Ironman: this campaign saves itself.") if iron else _("Give it a name.")
            items.append(Button(rect=go, id="save", text=_("Save"), kind="primary", command=Command("save"),
                                enabled=bool(_file_name(self.name)) and not iron, reason=reason))  # fmt: skip
        else:
            why = none if entry is None else said(entry.problem)
            replay = entry is not None and entry.path.suffix == replays.SUFFIX
            items.append(Button(rect=go, id="load", text=_("Watch") if replay else _("Load"), kind="primary",
                                command=Command("load"), enabled=entry is not None and not entry.problem,
                                reason=why))  # fmt: skip
        return items

    def _entry(self) -> Entry | None:
        return next((entry for entry in self.entries if entry.path == self.selected), None)

    def update(self, command: Command) -> Changes:
        """Choose, save, load or delete."""
        match command.name:
            case "choose":
                return self._choose(Path(command.value))
            case "name":
                self.name = command.value
            case "save":
                return self._save()
            case "load" if self.selected is not None:
                return self.shell.load(self.selected, self.shell)
            case "ask_delete" if self.selected is not None:
                text = _("{name} will be gone for good.").format(name=self.selected.name)
                return Push(Confirm(_("Delete this save?"), text, _("Delete"), Command("delete"), danger=True))
            case "delete":
                return self._delete()
            case "preview":
                return self.preview.answer(command)
            case "back":
                return Pop()
        return None

    def poll(self, now: float) -> Changes:
        """The map of the chosen game moves."""
        return self.preview.poll(now)

    def leave(self) -> None:
        """End its worker."""
        self.preview.close()

    def _choose(self, path: Path) -> Changes:
        self.selected = path
        self._look()
        if self.session is not None and not path.stem.startswith(saves.AUTOSAVE_PREFIX):
            self.name = path.stem
        return None

    def _save(self) -> Changes:
        name = _file_name(self.name)
        if self.session is None or not name or self.session.manner.ironman:
            return None
        try:
            self.session.save(self.shell.saves / f"{name}{saves.SUFFIX}")
        except SaveError as error:
            self.problem = _("Not saved. {why}").format(why=said(str(error)))
            return Say(self.problem, "bad")
        return [Pop(), Say(_("Saved as {name}").format(name=name), "good")]

    def _delete(self) -> Changes:
        if self.selected is not None:
            try:
                self.selected.unlink(missing_ok=True)
            except OSError as error:
                why = _("{name} can't be deleted: {why}").format(name=self.selected.name, why=said(str(error.strerror)))
                return Say(why, "bad")
        self._list()
        return None


def _first_name(session: Session) -> str:
    year, quarter = session.date
    return _file_name(f"{session.scenario.id}-{session.nation}-{year}-q{quarter}")


def _file_name(text: str) -> str:
    """The text as the name of a file in the folder of saves: letters, digits, spaces, dots inside, - and _."""
    return re.sub(r"[^\w .-]", "", text).strip(" .")[:LONGEST_NAME]


def _row(entry: Entry) -> Row:
    heading = entry.heading
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(entry.written))
    if entry.problem:
        cells = (Cell(entry.path.stem, colour="bad", icon="warning"), Cell(), Cell(), Cell(when, entry.written))
        return Row(str(entry.path), cells, Tip(title=entry.path.name, text=said(entry.problem)))
    auto = entry.path.stem.startswith(saves.AUTOSAVE_PREFIX)
    title = _("Automatic: {title}").format(title=heading.get("title", "")) if auto else entry.path.stem
    date = date_text((int(heading.get("year", 0)), int(heading.get("quarter", 0))))
    if entry.path.suffix == replays.SUFFIX:
        title = _("Replay: {name}").format(name=entry.path.stem)
    if heading.get("ironman") and not auto:
        title = _("Ironman: {title}").format(title=heading.get("title", ""))
    cells = (
        Cell(title), Cell(str(heading.get("nation", ""))), Cell(date, heading.get("turn", 0)),
        Cell(when, entry.written),
    )  # fmt: skip
    return Row(str(entry.path), cells, Tip(title=entry.path.name))
