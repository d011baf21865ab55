"""How a turn goes and which keys there are, on one page."""

from __future__ import annotations

from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.toolkit.commands import Changes, Command, Pop
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Item, Label, Panel, Scroll
from game.ui.toolkit.keys import action_title, key_of
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _

USED = (
    "end_turn", "undo", "redo", "explain", "palette", "lens_next", "next_notice", "plan", "outliner", "dossier",
    "dispatches", "missions", "forums", "charts", "network", "compare", "replay", "handbook",
    "save", "zoom_in", "zoom_out", "fullscreen", "guide", "back",
)  # fmt: skip


class Help(Scene):
    """Opened with F1 from the campaign."""

    modal = True

    def view(self, size: Size, look: Look) -> list[Item]:
        """The turn on the left, the keys on the right."""
        plate = Rect(0, 0, *size).middle(min(920, size.width - 40), min(600, size.height - 40))
        heading, rest = plate.inset(PAD).take_top(40, GAP)
        button, rest = rest.take_bottom(CONTROL, PAD)
        left, right = rest.columns(2, PAD)
        return [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=heading, text=_("How a turn goes"), style="heading", colour="accent"),
            self._turn(left, look),
            self._keys(right, look),
            Button(rect=button.take_right(180)[0], id="done", text=_("Done"), kind="primary", command=Command("back")),
        ]

    def _turn(self, area: Rect, look: Look) -> Item:
        column = Column(Rect(0, 0, area.width - 14, 0), GAP)
        texts = (
            _("A turn is a quarter. First you plan: orders cost staff, and what you don't spend is your reserve."),
            _("Click a nation on the map to open its dossier, or an instrument to choose among nations."),
            _(
                "Right-click a nation, an icon or a commitment for what can be done. Drag a contingent or an officer "
                "from the plan onto the map. With the map in focus arrows move it, with Shift go from nation to nation."
            ),
            _("End the turn. The others act too; then offers, calls for help and crises ask for your answers."),
            _("In a crisis of your own, ask partners for help while you plan: they come when they are asked."),
            _("What you build in quiet years decides who comes, with what, and how soon."),
            _("Rest the mouse on any number to see where it comes from; I keeps the explanation open."),
        )
        items: list[Item] = []
        for text in texts:
            items.append(paragraph(text, column.rest, look))
            column.take(items[-1].rect.height)
        return Scroll(rect=area, id="turn", children=tuple(items), content_height=column.y)

    def _keys(self, area: Rect, look: Look) -> Item:
        column = Column(Rect(0, 0, area.width - 14, 0), 2)
        items: list[Item] = []
        for action in USED:
            strip = column.take(28)
            key = key_of(action, look.settings.keys)
            right, name = strip.take_right(look.text.width(key, "strong") + 4, 8)
            title = look.text.ellipsis(action_title(action, _), "body", name.width)
            items += [
                Label(rect=name, text=title, colour="muted"),
                Label(rect=right, text=key, style="strong", align="end"),
            ]
        return Scroll(rect=area, id="keys", children=tuple(items), content_height=column.y)

    def update(self, command: Command) -> Changes:
        """Back to the game."""
        return Pop() if command.name == "back" else None
