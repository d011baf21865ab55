"""The settings: size, language, colours, motion, window, and how soon help appears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.settings import Settings
from game.ui.toolkit.commands import Apply, Changes, Command, Pop
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Dropdown, Item, Label, Option, Panel, Scroll, Slider, Tabs, Tip, Toggle
from game.ui.toolkit.layout import Column
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _, languages

SCALES = (0.0, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
ROW = 50


class SettingsScreen(Scene):
    """Every change is used and kept at once."""

    modal = True

    def __init__(self) -> None:
        self.chosen = Settings()

    def view(self, size: Size, look: Look) -> list[Item]:
        """One line a setting."""
        self.chosen = look.settings
        plate = Rect(0, 0, *size).middle(min(700, size.width - 40), min(560, size.height - 40))
        inner = plate.inset(PAD)
        heading, rest = inner.take_top(40, GAP)
        button, rest = rest.take_bottom(CONTROL, PAD)
        column = Column(Rect(0, 0, rest.width - 14, 0), GAP)
        children = [item for row in self._rows(column, look) for item in row]
        return [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=heading, text=_("Settings"), style="heading", colour="accent"),
            Scroll(rect=rest, id="settings", children=tuple(children), content_height=column.y),
            Button(rect=button.take_right(180)[0], id="done", text=_("Done"), kind="primary", command=Command("back")),
        ]

    def _rows(self, column: Column, look: Look) -> list[list[Item]]:
        chosen = self.chosen
        scales = tuple(Option(str(scale), _("By the window") if scale == 0 else f"{round(100 * scale)}%")
                       for scale in SCALES)  # fmt: skip
        spoken = tuple(Option(one.code, one.name) for one in languages())
        themes = (Option("navy", _("Navy")), Option("contrast", _("High contrast")))
        return [
            _row(column, _("Size of text and controls"), lambda rect: Dropdown(
                rect=rect, id="scale", options=scales, selected=str(chosen.scale), command=Command("scale"))),
            _row(column, _("Language"), lambda rect: Dropdown(
                rect=rect, id="language", options=spoken, selected=chosen.language, command=Command("language"))),
            _row(column, _("Colours"), lambda rect: Tabs(
                rect=rect, id="theme", options=themes, selected=chosen.theme, command=Command("theme"))),
            _row(column, _("Motion"), lambda rect: Toggle(
                rect=rect, id="reduced_motion", text=_("Reduced motion"), on=chosen.reduced_motion,
                command=Command("reduced_motion"))),
            _row(column, _("Window"), lambda rect: Toggle(
                rect=rect, id="full", text=_("Full screen"), on=chosen.fullscreen, command=Command("full"))),
            _row(column, _("Help appears after {n} ms").format(n=round(chosen.tip_delay * 1000)), lambda rect: Slider(
                rect=rect, id="tip_delay", value=round(chosen.tip_delay * 20), maximum=40, command=Command("tip_delay"),
                tip=Tip(title=_("Delay of tooltips")))),
        ]  # fmt: skip

    def update(self, command: Command) -> Changes:
        """Use the new value."""
        match command.name:
            case "scale":
                return Apply(replace(self.chosen, scale=float(command.value)))
            case "language" | "theme" | "reduced_motion":
                return Apply(replace(self.chosen, **{command.name: command.value}))
            case "full":
                return Apply(replace(self.chosen, fullscreen=command.value))
            case "tip_delay":
                return Apply(replace(self.chosen, tip_delay=command.value / 20))
            case "back":
                return Pop()
        return None


def _row(column: Column, name: str, control: Callable[[Rect], Item]) -> list[Item]:
    strip = column.take(ROW)
    right, left = strip.take_right(strip.width // 2, PAD)
    return [Label(rect=left, text=name), control(right.middle(right.width, CONTROL))]
