"""The settings: size, language, colours, motion, window, sound, help and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.screens.front.keys_screen import KeysScreen
from game.ui.settings import Settings
from game.ui.toolkit.commands import Apply, Changes, Command, Pop, Push
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Dropdown, Item, Label, Option, Panel, Scroll, Slider, Tabs, Tip, Toggle
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _, languages

SCALES = (0.0, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
ROW, HEADING = 48, 30
STEP = 5  # per cent of a volume


class SettingsScreen(Scene):
    """Every change is used and kept at once."""

    modal = True

    def __init__(self) -> None:
        self.chosen = Settings()

    def view(self, size: Size, look: Look) -> list[Item]:
        """One line a setting, under headings."""
        self.chosen = look.settings
        plate = Rect(0, 0, *size).middle(min(760, size.width - 40), min(680, size.height - 20))
        inner = plate.inset(PAD)
        heading, rest = inner.take_top(36, GAP)
        button, rest = rest.take_bottom(CONTROL, PAD)
        column = Column(Rect(0, 0, rest.width - 14, 0), 4)
        children = [*self._display(column, look), *self._sound(column), *self._play(column, look)]
        return [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=heading, text=_("Settings"), style="heading", colour="accent"),
            Scroll(rect=rest, id="settings", children=tuple(children), content_height=column.y),
            Button(rect=button.take_right(180)[0], id="done", text=_("Done"), kind="primary", command=Command("back")),
        ]

    def _display(self, column: Column, look: Look) -> list[Item]:
        chosen = self.chosen
        scales = tuple(Option(str(scale), _("By the window") if scale == 0 else f"{round(100 * scale)}%")
                       for scale in SCALES)  # fmt: skip
        spoken = tuple(Option(one.code, one.name) for one in languages())
        themes = (Option("navy", _("Navy")), Option("contrast", _("High contrast")))
        items = [
            *_heading(column, _("Picture")),
            *_row(column, _("Language"), lambda rect: Dropdown(
                rect=rect, id="language", options=spoken, selected=chosen.language, command=Command("language"))),
            *_row(column, _("Size of text and controls"), lambda rect: Dropdown(
                rect=rect, id="scale", options=scales, selected=str(chosen.scale), command=Command("scale"))),
        ]  # fmt: skip
        if chosen.scale > look.scale + 0.005:
            text = _("This window has room for {percent}%: every screen needs 960 by 600.").format(
                percent=int(100 * look.scale))  # fmt: skip
            note = paragraph(text, column.rest, look, "small", "warning")
            column.take(note.rect.height, 8)
            items.append(note)
        return [
            *items,
            *_row(column, _("Colours"), lambda rect: Tabs(
                rect=rect, id="theme", options=themes, selected=chosen.theme, command=Command("theme"))),
            *_row(column, _("Motion"), lambda rect: Toggle(
                rect=rect, id="reduced_motion", text=_("Reduced motion"), on=chosen.reduced_motion,
                command=Command("reduced_motion"))),
            *_row(column, _("Window"), lambda rect: Toggle(
                rect=rect, id="full", text=_("Full screen"), on=chosen.fullscreen, command=Command("full"))),
        ]  # fmt: skip

    def _sound(self, column: Column) -> list[Item]:
        rows = (("sound_volume", _("Signals: {n}%"), _("What you do, and what happens.")),
                ("music_volume", _("Ambience: {n}%"), _("A calm loop in the background.")))  # fmt: skip
        items = _heading(column, _("Sound"))
        for key, text, help_text in rows:
            value = getattr(self.chosen, key)
            tip = Tip(title=text.format(n=value), text=help_text)
            slider = Slider(rect=Rect(0, 0, 0, 0), id=key, value=value, step=STEP, command=Command(key), tip=tip)
            items += _row(column, text.format(n=value), partial(_at, slider))
        return items

    def _play(self, column: Column, look: Look) -> list[Item]:
        chosen = self.chosen
        return [
            *_heading(column, _("Help and keys")),
            *_row(column, _("Guide"), lambda rect: Toggle(
                rect=rect, id="first_turn_guide", text=_("Through the first turn"), on=chosen.first_turn_guide,
                command=Command("first_turn_guide"))),
            *_row(column, _("Help appears after {n} ms").format(n=round(chosen.tip_delay * 1000)), lambda rect: Slider(
                rect=rect, id="tip_delay", value=round(chosen.tip_delay * 20), maximum=40, command=Command("tip_delay"),
                tip=Tip(title=_("Delay of tooltips")))),
            *_row(column, _("Keys"), lambda rect: Button(
                rect=rect, id="keys", text=_("Change the keys"), icon="menu", command=Command("keys"))),
        ]  # fmt: skip

    def update(self, command: Command) -> Changes:
        """Use the new value."""
        match command.name:
            case "scale":
                return Apply(replace(self.chosen, scale=float(command.value)))
            case "language" | "theme" | "sound_volume" | "music_volume" | "reduced_motion" | "first_turn_guide":
                return Apply(replace(self.chosen, **{command.name: command.value}))
            case "full":
                return Apply(replace(self.chosen, fullscreen=command.value))
            case "tip_delay":
                return Apply(replace(self.chosen, tip_delay=command.value / 20))
            case "keys":
                return Push(KeysScreen())
            case "back":
                return Pop()
        return None


def _at(item: Item, rect: Rect) -> Item:
    return replace(item, rect=rect)


def _heading(column: Column, text: str) -> list[Item]:
    return [Label(rect=column.take(HEADING), text=text, style="strong", colour="accent")]


def _row(column: Column, name: str, control: Callable[[Rect], Item]) -> list[Item]:
    strip = column.take(ROW)
    right, left = strip.take_right(strip.width // 2, PAD)
    return [Label(rect=left, text=name), control(right.middle(right.width, CONTROL))]
