"""Finds a nation by its name: type, choose, and the map goes there."""

from __future__ import annotations

from game.content.format.model import Scenario
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.toolkit.commands import Changes, Command, Pop
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Cell, Column, Item, Label, Panel, Row, Table, TextInput, Tip
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _
from game.ui.words.names import nation_name


class FindNation(Scene):
    """A list that shortens while one types; the chosen id goes to the scene below as `found`."""

    modal = True

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.query = ""

    def _matches(self) -> list[tuple[str, str, str]]:
        wanted = self.query.casefold()
        rows = [
            (one.id, nation_name(self.scenario, row), _(one.region)) for row, one in enumerate(self.scenario.nations)
        ]
        return sorted((row for row in rows if wanted in f"{row[1]} {row[2]}".casefold()), key=lambda row: row[1])

    def view(self, size: Size, look: Look) -> list[Item]:
        """A line to type in over the list."""
        plate = Rect(0, 0, *size).middle(480, min(520, size.height - 60))
        heading, rest = plate.inset(PAD).take_top(36, GAP)
        line, table = rest.take_top(CONTROL, GAP)
        rows = [
            Row(key, (Cell(name), Cell(region)), Tip(title=name, text=region)) for key, name, region in self._matches()
        ]
        return [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=heading, text=_("Find a nation"), style="heading", colour="accent"),
            TextInput(rect=line, id="query", text=self.query, placeholder=_("Name or region"), command=Command("query"),
                      submit=Command("first")),
            Table(rect=table, id="nations", columns=(Column(_("Nation"), 1.2), Column(_("Region"))), rows=rows,
                  command=Command("choose"), empty_text=_("No nation is called that.")),
        ]  # fmt: skip

    def update(self, command: Command) -> Changes:
        """Search or choose."""
        match command.name:
            case "query":
                self.query = command.value
            case "choose":
                return Pop(send=Command("found", value=command.value))
            case "first":
                found = self._matches()
                return Pop(send=Command("found", value=found[0][0])) if found else None
            case "back":
                return Pop()
        return None
