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
        "guide": "f12",
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

FIXED = frozenset(
    (*("return", "enter", "space", "tab", "shift+tab", "escape", "left", "right", "up", "down", "home", "end"),
     *("pageup", "pagedown", "backspace", "delete"))
)  # fmt: skip
"""Keys that work the controls of every screen, or leave it."""
MODIFIERS = frozenset(("ctrl", "shift", "alt", "meta", "gui", "capslock", "numlock", "altgr", "modeswitch"))


TITLES: Mapping[str, str] = MappingProxyType(
    {"lens_next": "Next lens", "next_notice": "Next dispatch", "outliner": "Overview", "fullscreen": "Full screen"}
)


def action_title(action: str, translate: Callable[[str], str]) -> str:
    """The action's name for people."""
    return translate(TITLES.get(action, action.replace("_", " ").capitalize()))


def alone(key: int) -> bool:
    """Whether the key is one that is held while another is pressed."""
    return pygame.key.name(key).replace(" ", "").removeprefix("left").removeprefix("right") in MODIFIERS


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
    """Key to action, the player's choices first; a key belongs to one action only, and some actions have none."""
    chosen = {action: overrides.get(action, key) for action, key in ACTIONS.items()}
    result: dict[str, str] = {}
    for action in sorted(chosen, key=lambda name: name not in overrides):
        if chosen[action]:
            result.setdefault(chosen[action], action)
    return result


def owner_of(key: str, overrides: Mapping[str, str]) -> str:
    """The action that has this key, or nothing."""
    return bindings(overrides).get(key, "")


def rebound(overrides: Mapping[str, str], action: str, key: str) -> dict[str, str]:
    """The player's choices with another key for an action; whoever had the key has none."""
    changed = dict(overrides)
    owner = owner_of(key, overrides)
    if owner not in ("", action):
        changed[owner] = ""
    changed[action] = key
    return {name: chosen for name, chosen in changed.items() if ACTIONS.get(name, chosen) != chosen}


def key_of(action: str, overrides: Mapping[str, str]) -> str:
    """The key of an action, written for people; nothing where it has none, or another action has taken it."""
    key = overrides.get(action, ACTIONS.get(action, ""))
    return key_text(key) if key and owner_of(key, overrides) == action else ""


def key_text(key: str) -> str:
    """A key written for people."""
    return "+".join(part.capitalize() for part in key.split("+")) if key.strip("+") else key
