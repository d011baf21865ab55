"""The loop: events become commands, commands change the stack of scenes, and what changed is painted."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pygame

from game.ui import beside, settings
from game.ui.display import close_window, open_window, set_window
from game.ui.events import REPEATING, coalesced
from game.ui.painting.painter import Painter, Veil
from game.ui.painting.text import TextRenderer
from game.ui.painting.theme import THEMES, effective_scale
from game.ui.settings import Settings
from game.ui.sounds import Sounds
from game.ui.toolkit import keyboard, mouse
from game.ui.toolkit.commands import Apply, Changes, Command, Keep, Pop, Push, Quit, Redraw, Replace, Reset, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Dropdown, Item, TextInput
from game.ui.toolkit.keys import alone, bindings, key_name
from game.ui.toolkit.layout import mirror
from game.ui.toolkit.scene import Companion, Guide, Look, Scene
from game.ui.toolkit.stage import MENU_LAYER, NOTICE_LAYER, Placed, Stage, UiState, place
from game.ui.widgets.cards import notices
from game.ui.widgets.dialogs import Palette, menu_items, menu_scroll, offered
from game.ui.widgets.tips import Tips, tip_of
from game.ui.words import i18n
from game.ui.words.i18n import _
from game.ui.words.said import said

WINDOW = Size(1280, 720)
NOTICE_SECONDS = 5.0
MOST_NOTICES = 4
FRAME_MS = 16


@dataclass(slots=True)
class Level:
    """A scene on the stack, its controls' passing state, and its last view."""

    scene: Scene
    ui: UiState = field(default_factory=UiState)
    items: list[Item] = field(default_factory=list)


class App:
    """One window with a stack of scenes. `frame(now)` is one turn of the loop; tests call it with a made-up clock."""

    def __init__(
        self, scene: Scene, chosen: Settings | None = None, size: Size = WINDOW, folder: Path | None = None
    ) -> None:
        """Settings are read from the folder (by default the player's) unless they are given. Raises NoDisplay."""
        self.folder = settings.home() if folder is None else folder
        loaded = settings.Loaded(chosen) if chosen is not None else settings.load(self.folder)
        self.settings = loaded.settings
        self.window = open_window(size, self.settings.fullscreen)
        self._windowed = size  # what to return to from the whole screen
        self.now = 0.0
        self.running = True
        self.stack = [Level(scene)]
        self.pointer = (-1.0, -1.0)
        self.tips = Tips()
        self.guide: Guide | None = None
        self.companion: Companion | None = None
        self.sounds: Sounds | None = None
        self._room = self._beat = 0  # what the companion takes from the scenes, and the beat of its frame
        self._held: set[int] = set()
        self._notices: list[tuple[str, str, float]] = []
        self._stale = True
        self._arrange()
        if loaded.notice:
            self._say(Say(said(loaded.notice), "warning"))

    # The picture

    def _arrange(self) -> None:
        """Fit text, painter and look to the window and the settings."""
        window = Size(*self.window.get_size())
        self._arranged = self.window.get_size()
        scale = effective_scale(self.settings.scale, window, self._room)
        language = i18n.use(self.settings.language)
        self.text = TextRenderer(scale, language.rtl)
        self.painter = Painter(self.window, self.text)
        self.size = Size(int(window.width / scale), int(window.height / scale) - self._room)
        self.look = Look(self.text, THEMES[self.settings.theme], self.settings, language.rtl, self.now, scale)
        self.keys = bindings(self.settings.keys)
        self.tips.open.clear()
        self._stale = True
        self._compose()

    @property
    def top(self) -> Level:
        """The scene in front."""
        return self.stack[-1]

    def _compose(self) -> None:
        """Build the stage from the scenes' views and what floats above them."""
        first = max((k for k, level in enumerate(self.stack) if not level.scene.modal), default=0)
        whole = Rect(0, 0, self.size.width + 1, self.size.height + 1)
        placed: list[Placed] = []
        for number, level in enumerate(self.stack[first:], first):
            if self._stale:
                items = level.scene.view(self.size, self.look)
                level.items = mirror(items, self.size.width) if self.look.rtl else items
            live = level is self.top
            if number > first and level.scene.dims:
                placed += place([Veil(rect=whole)], whole, level.ui, prefix="veil", live=False)
            placed += place(level.items, whole, level.ui, prefix="" if live else f"below{number}/", live=live)
        self._stale = False
        ui = self.top.ui
        if self.companion is not None and self._room:
            placed += beside.strip(self.companion, self.size, self.look, ui)
        placed += self._menu(placed, ui, whole)
        if self.companion is not None:
            placed += beside.frames(self.companion, placed, self.look, ui)
        placed += self.tips.place(self.look, ui, self.size)
        texts = [(text, kind) for text, kind, _until in self._notices]
        items = notices(texts, self.size, self.look)
        items = mirror(items, self.size.width) if self.look.rtl else items
        placed += place(items, whole, ui, NOTICE_LAYER, "notice", live=False)
        self.stage = Stage(placed, ui, self.look.rtl)
        if ui.focus not in self.stage.by_key:
            ui.focus = ""
        if not ui.pressed[0]:
            mouse.hover(self.stage, *self.pointer)

    def _menu(self, placed: list[Placed], ui: UiState, whole: Rect) -> list[Placed]:
        owner = next((one for one in placed if one.live and one.key == ui.menu), None)
        if owner is None or not isinstance(owner.item, Dropdown):
            ui.menu = ""
            return []
        made = place(menu_items(owner.item, owner.rect, self.size), whole, ui, MENU_LAYER, "menu:")
        if ui.focus == owner.key:
            ui.focus = "menu:menu"
            ui.cursor[ui.focus] = owner.item.selected
            ui.scroll[ui.focus] = menu_scroll(owner.item)
        return made

    # The loop

    def frame(self, now: float, events: Iterable[pygame.event.Event] | None = None) -> list[pygame.Rect]:
        """Handle the waiting events, and paint what changed; returns the patches painted."""
        self.now = now
        self.look = replace(self.look, now=now)
        for event in coalesced(pygame.event.get() if events is None else list(events)):
            self._handle(event)
            if not self.running:
                return []
        self._change(self.top.scene.poll(now))
        if not self.running:
            return []
        lasting = [notice for notice in self._notices if notice[2] > now]
        if len(lasting) != len(self._notices):
            self._notices = lasting
            self._compose()
        if self._stale:
            self._compose()
        if self.tips.advance(self.stage, self.pointer, self.look, self.size):
            self._compose()
        self._accompany()
        if self.sounds is not None:
            self._change(self.sounds.frame([level.scene for level in self.stack], self.settings, now))
        patches = self.painter.paint(self.stage, self.look)
        if patches:
            pygame.display.update(patches)
        return patches

    def _accompany(self) -> None:
        """Let the companion look, and show what it has to say."""
        if self.companion is None:
            return
        explained = self.tips.open[0].owner if self.tips.open else ""
        fresh = self.companion.watch([level.scene for level in self.stack], explained)
        beat = beside.beat(self.now) if self.companion.marks and not self.look.reduced_motion else 0
        if self.companion.height != self._room:
            self._room = self.companion.height
            self._arrange()
        elif fresh or beat != self._beat:
            self._compose()
        self._beat = beat

    def run(self) -> None:
        """Play until the player quits. Ctrl+C ends it too, as KeyboardInterrupt, after everything was given back."""
        pygame.key.start_text_input()
        try:
            while self.running:
                first = pygame.event.wait(FRAME_MS)
                self.frame(time.monotonic(), [first, *pygame.event.get()])
        finally:
            self.close()

    def close(self) -> None:
        """Leave all scenes and close the window."""
        self.running = False
        for level in reversed(self.stack):
            level.scene.leave()
        self.stack = self.stack[:1]
        if self.sounds is not None:
            self.sounds.close()
        close_window()

    # Events

    def _handle(self, event: pygame.event.Event) -> None:
        ui = self.top.ui
        before = (ui.menu, tuple(ui.scroll.items()), ui.focus)
        if event.type in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL):
            self.top.scene.touched()
        if event.type == pygame.QUIT:
            self.running = False
        elif event.type in (pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED):
            self._resized()
        elif event.type in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL):
            self.perform(self._heard(self._mouse(event), event.type == pygame.MOUSEBUTTONUP))
        elif event.type == pygame.WINDOWLEAVE:
            self.pointer = (-1.0, -1.0)
            self.perform(mouse.move(self.stage, *self.pointer))
        elif event.type == pygame.KEYDOWN:
            self.perform(self._heard(self._key(event), event.key not in (pygame.K_BACKSPACE, pygame.K_DELETE)))
        elif event.type == pygame.KEYUP:
            self._held.discard(event.key)
        elif event.type == pygame.TEXTINPUT:
            self.perform(keyboard.type_text(self.stage, event.text))
        elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED):
            self.painter.look = None
        if self.running and (ui is not self.top.ui or before != (ui.menu, tuple(ui.scroll.items()), ui.focus)):
            self._compose()

    def _heard(self, commands: list[Command], pressed: bool) -> list[Command]:
        """The same commands; what was pressed clicks."""
        if self.sounds is not None and pressed and commands:
            self.sounds.want("click")
        return commands

    def _resized(self) -> None:
        surface = pygame.display.get_surface()
        if surface is not None and surface.get_size() != self._arranged:
            self.window = surface
            self._arrange()

    def _mouse(self, event: pygame.event.Event) -> list[Command]:
        if event.type == pygame.MOUSEWHEEL:
            return mouse.wheel(self.stage, *self.pointer, getattr(event, "precise_y", event.y))
        self.pointer = (event.pos[0] / self.look.scale, event.pos[1] / self.look.scale)
        if event.type == pygame.MOUSEMOTION:
            return mouse.move(self.stage, *self.pointer)
        if event.button > 3:
            return []
        if event.type == pygame.MOUSEBUTTONDOWN:
            inside = any(tip.rect.contains(*self.pointer) for tip in self.tips.open)
            if self.tips.open and not (inside and self.tips.open[-1].pinned):
                self._close_tips()  # what is not kept open never stands in the way of a click
            moved = mouse.move(self.stage, *self.pointer)
            return moved + mouse.press(self.stage, *self.pointer, event.button)
        return mouse.release(self.stage, *self.pointer) if event.button == 1 else []

    def _close_tips(self) -> None:
        self.tips.open.clear()
        self._compose()

    def _key(self, event: pygame.event.Event) -> list[Command]:
        name = key_name(event.key, event.mod)
        if event.key in self._held and name not in REPEATING:
            return []  # holding Enter must not end turn after turn
        self._held.add(event.key)
        if self.top.scene.raw_keys:
            return [] if alone(event.key) else [Command("key", value=name)]
        focused = self.stage.by_key.get(self.top.ui.focus)
        typing = focused is not None and isinstance(focused.item, TextInput)
        if typing and len(name.removeprefix("shift+")) == 1:
            return []  # it arrives as text
        if name == "escape" and self.tips.open and self.tips.open[-1].pinned:
            closed = self.tips.close_last()
            if closed is not None:
                self.top.ui.focus = closed.owner
            self._compose()
            return []
        return keyboard.key(self.stage, name, self.keys)

    # Commands

    def perform(self, commands: Iterable[Command]) -> None:
        """Carry out commands: a few are the app's own, the scene in front answers the rest."""
        for command in commands:
            if not self.running:
                return
            if command.name == "fullscreen":
                self._apply(replace(self.settings, fullscreen=not self.settings.fullscreen))
            elif command.name == "explain":
                self._explain()
            elif command.name == "handbook" and self._opens_handbook():
                continue
            elif command.name == "guide" and self.companion is not None:
                if beside.go_to_mark(self.companion, self.stage):
                    self._compose()
            elif command.name.startswith("guide.") and self.companion is not None:
                self._change(self.companion.update(command, self.look))
            elif command.name == "palette" and not isinstance(self.top.scene, Palette):
                self._change(Push(Palette(offered(self.stage, self.top.scene))))
            else:
                self._change(self.top.scene.update(command), stale=True)

    def use_guide(self, guide: Guide) -> None:
        """Open this handbook with its key, on every screen, at what is being explained."""
        self.guide = self.tips.guide = guide

    def _opens_handbook(self) -> bool:
        """Open the handbook at the open tip, or at the item under the mouse or in focus; whether there is one."""
        key, part = self.top.ui.hover
        placed = self.stage.by_key.get(key) or self.stage.by_key.get(self.top.ui.focus)
        tip = tip_of(self.stage, placed, part, self.look) if placed is not None else None
        if self.tips.open:
            tip = self.tips.open[-1].tip
        book = None if self.guide is None else self.guide.open(self.top.scene, tip.title if tip is not None else "")
        if book is not None:
            self._change(Push(book))
        return book is not None

    def _explain(self) -> None:
        if self.tips.explain(self.stage, self.look, self.size):
            self._compose()
            inner = [one for one in self.stage.focusables() if one.layer > MENU_LAYER]
            if inner:
                self.top.ui.focus = inner[-1].key if len(self.tips.open) > 1 and len(inner) == 1 else inner[0].key

    def _change(self, changes: Changes, stale: bool = False) -> None:
        """Do what a scene answered."""
        listed = [] if changes is None else list(changes) if isinstance(changes, (list, tuple)) else [changes]
        if stale and not any(isinstance(change, Keep) for change in listed):
            self._stale = True
        for change in listed:
            match change:
                case Push() | Pop() | Replace() | Reset():
                    self._move(change)
                case Say():
                    self._say(change)
                case Apply():
                    self._apply(change.settings)
                case Redraw():
                    self._stale = True
                case Quit():
                    self.running = False
        if self._stale and self.running:
            self._compose()

    def _move(self, change: Push | Pop | Replace | Reset) -> None:
        """Change the stack."""
        self.tips.open.clear()
        self.top.ui.menu = ""
        leaving = {Push: 0, Pop: 1, Replace: 1, Reset: len(self.stack)}[type(change)]
        for level in reversed(self.stack[len(self.stack) - leaving :]):
            level.scene.leave()
        del self.stack[len(self.stack) - leaving :]
        if not isinstance(change, Pop):
            self.stack.append(Level(change.scene))
        self._stale = True
        if not self.stack:
            self.running = False
            return
        self._compose()
        self._focus_first_field()
        if isinstance(change, Pop) and change.send is not None:
            self.perform([change.send])

    def _focus_first_field(self) -> None:
        """A new scene with a text input is ready to type in; others may say where the keyboard begins."""
        if self.top.scene.first_focus in self.stage.by_key:
            self.top.ui.focus, self.top.ui.focus_seen = self.top.scene.first_focus, True
        fields = [placed for placed in self.stage.placed if placed.live and isinstance(placed.item, TextInput)]
        if fields and not self.top.ui.focus:
            self.top.ui.focus = fields[0].key

    def _say(self, notice: Say) -> None:
        """Show a notice for a while."""
        if self.sounds is not None:
            self.sounds.notice(notice.kind)
        self._notices = [*self._notices, (notice.text, notice.kind, self.now + NOTICE_SECONDS)][-MOST_NOTICES:]
        self._compose()

    def _apply(self, chosen: Settings) -> None:
        """Use other settings, and keep them."""
        if chosen.fullscreen != self.settings.fullscreen:
            if chosen.fullscreen:
                self._windowed = Size(*self.window.get_size())
            self.window = set_window(self._windowed, chosen.fullscreen)
        self.settings = chosen
        self._arrange()
        try:
            settings.save(chosen, self.folder)
        except OSError as error:
            self._say(Say(_("The settings could not be saved: {why}").format(why=said(str(error.strerror))), "bad"))
