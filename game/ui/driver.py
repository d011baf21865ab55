"""Plays the app without a player: posts real events, steps frames with a made-up clock, keeps pictures."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.ui.app import App
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.stage import Placed

FRAME = 1 / 60


class Driver:
    """Hands for an app; each action posts the events a player's would and steps a frame."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.now = app.now
        self.step()

    def step(self, seconds: float = FRAME) -> list[pygame.Rect]:
        """Let time pass and run one frame."""
        self.now += seconds
        return self.app.frame(self.now)

    def find(self, identity: str) -> Placed:
        """The item with that id on the screen. Raises KeyError with the ids there are."""
        found = self.app.stage.by_key.get(identity)
        if found is None:
            raise KeyError(f"no item {identity!r} on the screen, but: {', '.join(sorted(self.ids()))}")
        return found

    def ids(self) -> list[str]:
        """The ids of all live items that have one."""
        return [key for key in self.app.stage.by_key if "#" not in key]

    def rect(self, identity: str) -> Rect:
        """The visible part of an item."""
        placed = self.find(identity)
        return placed.rect.clip(placed.clip)

    def hover(self, identity: str, seconds: float = 0.5) -> None:
        """Rest the mouse in the middle of an item."""
        self.hover_at(*self.rect(identity).center)
        self.step(seconds)

    def hover_at(self, x: float, y: float) -> None:
        """Move the mouse to a logical place."""
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=self._pixel(x, y), rel=(0, 0), buttons=(0, 0, 0)))
        self.step()

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.app.look.scale), round(y * self.app.look.scale)

    def click(self, identity: str, button: int = 1) -> None:
        """Click in the middle of an item."""
        self.click_at(*self.rect(identity).center, button)

    def click_at(self, x: float, y: float, button: int = 1) -> None:
        """Click at a logical place."""
        self.hover_at(x, y)
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=self._pixel(x, y), button=button))
            self.step()

    def drag(self, start: tuple[float, float], end: tuple[float, float], steps: int = 4) -> None:
        """Press at one logical place, move, and release at another."""
        self.hover_at(*start)
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=self._pixel(*start), button=1))
        self.step()
        for k in range(1, steps + 1):
            self.hover_at(start[0] + (end[0] - start[0]) * k / steps, start[1] + (end[1] - start[1]) * k / steps)
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=self._pixel(*end), button=1))
        self.step()

    def wheel(self, identity: str, notches: float) -> None:
        """Turn the wheel over an item; down is negative."""
        self.hover_at(*self.rect(identity).center)
        pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=round(notches), precise_y=notches))
        self.step()

    def key(self, name: str) -> None:
        """Press a key, written as in the settings: tab, shift+tab, ctrl+z, return."""
        *modifiers, key = name.split("+") if name != "+" else ["+"]
        masks = {"ctrl": pygame.KMOD_CTRL, "alt": pygame.KMOD_ALT, "shift": pygame.KMOD_SHIFT}
        mod = 0
        for modifier in modifiers:
            mod |= masks[modifier]
        code = pygame.key.key_code({"pageup": "page up", "pagedown": "page down"}.get(key, key))
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, key=code, mod=mod, unicode="", scancode=0))
            self.step()

    def type(self, text: str) -> None:
        """Type letters."""
        for letter in text:
            pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=letter))
            self.step()

    def screenshot(self, path: Path | str) -> None:
        """Keep a picture of the window."""
        self.step()
        pygame.image.save(self.app.window, str(path))
