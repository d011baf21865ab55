"""The actions that keys can be bound to, their default keys, and the names of keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pygame

ACTIONS: Mapping[str, str] = MappingProxyType(  # action: its default key
    {
        "end_turn": "ctrl+return",
        "back": "escape",
        "explain": "i",
        "palette": "ctrl+k",
        "help": "f1",
        "fullscreen": "f11",
        "undo": "ctrl+z",
        "redo": "ctrl+y",
        "save": "ctrl+s",
        "next_notice": "n",
        "lens_next": "l",
        "map": "f2",
        "outliner": "f3",
        "dossier": "f4",
        "plan": "f5",
        "missions": "f6",
        "forums": "f7",
        "dispatches": "f8",
        "charts": "f9",
        "network": "shift+f9",
        "replay": "ctrl+f9",
        "compare": "shift+f4",
        "handbook": "shift+f1",
        "settings": "f10",
        "zoom_in": "=",
        "zoom_out": "-",
    }
)


def action_title(action: str, translate: Callable[[str], str]) -> str:
    """The action's name for people."""
    return translate(action.replace("_", " ").capitalize())


def key_name(key: int, modifiers: int) -> str:
    """A pressed key as it is written in settings, such as ctrl+shift+s."""
    prefix = ""
    if modifiers & (pygame.KMOD_CTRL | pygame.KMOD_META):
        prefix += "ctrl+"
    if modifiers & pygame.KMOD_ALT:
        prefix += "alt+"
    if modifiers & pygame.KMOD_SHIFT:
        prefix += "shift+"
    return prefix + pygame.key.name(key).replace(" ", "")


def bindings(overrides: Mapping[str, str]) -> dict[str, str]:
    """Key to action, the player's choices first; a key belongs to one action only."""
    chosen = {action: overrides.get(action, key) for action, key in ACTIONS.items()}
    result: dict[str, str] = {}
    for action in sorted(chosen, key=lambda name: name not in overrides):
        result.setdefault(chosen[action], action)
    return result


def key_of(action: str, overrides: Mapping[str, str]) -> str:
    """The key of an action, written for people."""
    key = overrides.get(action) or ACTIONS.get(action, "")
    return "+".join(part.capitalize() for part in key.split("+")) if key else ""
