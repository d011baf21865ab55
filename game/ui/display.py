"""Opens the window, or says that there is no display to open it on."""

from __future__ import annotations

import os
import sys
import warnings

import pygame

from game.ui.assets import UNUSABLE, asset_path, spoilt
from game.ui.toolkit.geometry import Size

LEAST, MOST = Size(800, 600), Size(7680, 4320)
TITLE, ICON = "Army Diplomacy", "icon/army-diplomacy.png"


class NoDisplay(Exception):  # noqa: N818 - the name callers know
    """There is no display; SDL would have drawn on an invisible one without a word."""


def check_display() -> None:
    """Raise NoDisplay unless there is a display, or the environment names a video driver."""
    if os.environ.get("SDL_VIDEODRIVER"):
        return
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise NoDisplay("no display: neither DISPLAY nor WAYLAND_DISPLAY is set")


def open_window(size: Size, fullscreen: bool) -> pygame.Surface:
    """Open the window, its size clamped to what is supported. Raises NoDisplay."""
    check_display()
    if sys.platform.startswith("linux"):
        # Without a graphics card SDL's accelerated window surface is thirty times slower than the plain one.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    try:
        pygame.display.init()
        pygame.font.init()
        pygame.key.set_repeat(350, 45)
        pygame.display.set_caption(TITLE)
        _set_icon()
        return set_window(size, fullscreen)
    except pygame.error as error:
        raise NoDisplay(f"no display: {error}") from error


def _set_icon() -> None:
    """The game's own sign on the window and in the task bar; without it the window has the usual one."""
    path = asset_path(ICON)
    try:
        pygame.display.set_icon(pygame.image.load(path))
    except (*UNUSABLE, pygame.error) as error:
        spoilt(path.name, error)


def set_window(size: Size, fullscreen: bool) -> pygame.Surface:
    """Give the window this size, or the whole screen."""
    if fullscreen:
        return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    width = min(MOST.width, max(LEAST.width, size.width))
    height = min(MOST.height, max(LEAST.height, size.height))
    with warnings.catch_warnings():
        # The window manager may decide on another size; the layout follows whatever it gives.
        warnings.simplefilter("ignore", RuntimeWarning)
        return pygame.display.set_mode((width, height), pygame.RESIZABLE)


def close_window() -> None:
    """Give everything back."""
    pygame.font.quit()
    pygame.display.quit()
