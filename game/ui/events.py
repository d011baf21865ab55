"""Which of the window's events count, and which keys repeat while they are held."""

from __future__ import annotations

import pygame

REPEATING = frozenset(
    ("left", "right", "up", "down", "pageup", "pagedown", "backspace", "delete", "tab", "shift+tab", "-", "=")
)


def coalesced(events: list[pygame.event.Event]) -> list[pygame.event.Event]:
    """The events without the mouse's movements that another follows at once."""
    moving = [event.type == pygame.MOUSEMOTION for event in [*events, pygame.event.Event(pygame.NOEVENT)]]
    return [event for k, event in enumerate(events) if not (moving[k] and moving[k + 1])]
