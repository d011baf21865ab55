"""Small scenes over others (a question, the command palette), and the list that a dropdown opens."""

from __future__ import annotations

from collections.abc import Sequence

from game.ui.painting.theme import CONTROL, PAD
from game.ui.toolkit.commands import Changes, Command, Pop
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Area, Button, Cell, Column, Dropdown, Item, Label, Panel, Row, Table, TextInput
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.toolkit.stage import Stage
from game.ui.words.i18n import _

ROW = 34
MOST_ROWS = 10


class Confirm(Scene):
    """Asks a question; `yes` goes to the scene below, Escape and the other button just return."""

    modal = True

    def __init__(
        self, title: str, text: str, yes_text: str, yes: Command, no_text: str = "", danger: bool = False
    ) -> None:
        self.title = title
        self.text = text
        self.yes_text = yes_text
        self.yes = yes
        self.no_text = no_text
        self.danger = danger

    def view(self, size: Size, look: Look) -> list[Item]:
        """A plate in the middle with the question and two buttons."""
        width = min(560, size.width - 40)
        height = look.text.height(self.text, "body", width - 2 * PAD) + 48 + CONTROL + 3 * PAD
        plate = Rect(0, 0, *size).middle(width, height)
        inner = plate.inset(PAD)
        title, rest = inner.take_top(36, 8)
        buttons, text = rest.take_bottom(CONTROL, PAD)
        no, yes = buttons.columns(2, PAD)
        no_text = self.no_text or _("Cancel")
        return [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=title, text=self.title, style="heading", colour="accent"),
            paragraph(self.text, text, look),
            Button(rect=no, id="no", text=no_text, command=Command("back")),
            Button(
                rect=yes, id="yes", text=self.yes_text, kind="danger" if self.danger else "primary",
                command=Command("yes"),
            ),
        ]  # fmt: skip

    def update(self, command: Command) -> Changes:
        """Answer."""
        if command.name == "yes":
            return Pop(send=self.yes)
        return Pop() if command.name == "back" else None


def offered(stage: Stage, scene: Scene) -> list[tuple[str, Command]]:
    """What the palette offers: every enabled button and card of the scene in front, and its other doors."""
    result: list[tuple[str, Command]] = []
    for placed in stage.placed:
        item = placed.item
        if placed.live and isinstance(item, Button | Area) and item.enabled and item.command is not None:
            text = getattr(item, "text", "") or (item.tip.title if item.tip else "")
            if text:
                result.append((text, item.command))
    return result + scene.doors()


class Palette(Scene):
    """Lists all that can be done on the screen below, filtered by what is typed."""

    modal = True

    def __init__(self, choices: Sequence[tuple[str, Command]]) -> None:
        self.choices = tuple(choices)
        self.query = ""

    def matches(self) -> list[tuple[int, str]]:
        """The choices that contain every word typed."""
        words = self.query.casefold().split()
        listed = [(k, text) for k, (text, _command) in enumerate(self.choices)]
        return [(k, text) for k, text in listed if all(word in text.casefold() for word in words)]

    def view(self, size: Size, look: Look) -> list[Item]:
        """A text input over the matching choices."""
        plate = Rect((size.width - 620) // 2, 60, 620, min(size.height - 120, 60 + PAD * 2 + ROW * MOST_ROWS))
        field, rest = plate.inset(PAD).take_top(CONTROL, 10)
        rows = [Row(k, (Cell(text),)) for k, text in self.matches()]
        return [
            Panel(rect=plate, border="frame", shadow=True),
            TextInput(
                rect=field, id="query", text=self.query, placeholder=_("What do you want to do?"),
                command=Command("query"), submit=Command("first"),
            ),
            Table(
                rect=rest, id="choices", columns=(Column(""),), rows=rows, header=False, row_height=ROW,
                command=Command("choose"), empty_text=_("Nothing like that here"),
            ),
        ]  # fmt: skip

    def update(self, command: Command) -> Changes:
        """Filter, or carry out what was chosen."""
        if command.name == "query":
            self.query = command.value
        found = self.matches()
        if command.name == "choose":
            return Pop(send=self.choices[command.value][1])
        if command.name == "first" and found:
            return Pop(send=self.choices[found[0][0]][1])
        return Pop() if command.name in ("back", "palette") else None


def menu_scroll(item: Dropdown) -> int:
    """How far an opening list is scrolled so that the chosen row is in sight."""
    keys = [option.key for option in item.options]
    return max(0, keys.index(item.selected) - MOST_ROWS // 2) * ROW if item.selected in keys else 0


def menu_items(item: Dropdown, rect: Rect, size: Size) -> list[Item]:
    """The open list of a dropdown, under it or above it."""
    height = ROW * min(len(item.options), MOST_ROWS) + 8
    y = rect.bottom + 2 if rect.bottom + 2 + height <= size.height else max(0, rect.y - height - 2)
    plate = Rect(rect.x, y, rect.width, min(height, size.height - y))
    rows = [Row(option.key, (Cell(option.text),), option.tip) for option in item.options]
    return [
        Panel(rect=plate, fill="raised", border="teal", shadow=True),
        Table(
            rect=plate.inset(4), id="menu", columns=(Column(""),), rows=rows, header=False, row_height=ROW,
            selected=item.selected or None, command=Command("choose"),
        ),
    ]  # fmt: skip
