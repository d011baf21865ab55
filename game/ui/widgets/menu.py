"""The menu that a right click opens: a few commands at the place clicked, by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.ui.painting.theme import CONTROL
from game.ui.toolkit.commands import Changes, Command, Pop
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Item, Label, Panel, Tip
from game.ui.toolkit.scene import Look, Scene

ROW, EDGE, HEAD = CONTROL - 2, 6, 30
LEAST, MOST = 200, 420
LETTERING = 28 + 20 + 2  # what icon and margins take of a button


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu: what it says, the command it sends, and why it can't be chosen, if so."""

    text: str
    icon: str
    command: Command
    reason: str = ""


class Menu(Scene):
    """Over the scene below, which goes on to be seen; the chosen command is sent to it."""

    modal = True
    dims = False

    def __init__(self, title: str, choices: Sequence[Choice], at: tuple[float, float], *, by_key: bool = False) -> None:
        """`at` is a place in the window; opened by key, the first choice has the focus."""
        self.title, self.choices, self.at = title, tuple(choices), at
        self.first_focus = "menu.0" if by_key else ""

    def view(self, size: Size, look: Look) -> list[Item]:
        """A plate with its lower right at the pointer where there is room, else drawn back into the window."""
        widest = max([look.text.width(self.title, "small"), *(look.text.width(one.text) for one in self.choices)])
        width = min(MOST, max(LEAST, widest + LETTERING + 2 * EDGE))
        height = HEAD + ROW * len(self.choices) + 2 * EDGE
        x = size.width - self.at[0] if look.rtl else self.at[0]  # the app mirrors the view
        left = max(4, min(round(x) + 2, size.width - width - 4))
        plate = Rect(left, max(4, min(round(self.at[1]) + 2, size.height - height - 4)), width, height)
        head, rest = plate.inset(EDGE).take_top(HEAD)
        title = head.inset(8, 0)
        items: list[Item] = [
            Panel(rect=plate, fill="raised", border="frame", shadow=True, beside=Command("back")),
            Label(rect=title, text=look.text.ellipsis(self.title, "small", title.width), style="small", colour="muted"),
        ]
        for number, choice in enumerate(self.choices):
            strip, rest = rest.take_top(ROW)
            text = look.text.ellipsis(choice.text, "body", strip.width - LETTERING)
            items.append(
                Button(rect=strip, id=f"menu.{number}", text=text, icon=choice.icon, kind="quiet", align="start",
                       command=Command("choose", number), enabled=not choice.reason, reason=choice.reason,
                       tip=Tip(title=choice.text) if choice.reason or text != choice.text else None)
            )  # fmt: skip
        return items

    def update(self, command: Command) -> Changes:
        """Choose or leave."""
        match command.name:
            case "choose":
                return Pop(send=self.choices[command.argument].command)
            case "back":
                return Pop()
        return None
