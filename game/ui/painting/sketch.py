"""A slot of a view whose picture is painted once and kept until what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Canvas, Tip
from game.ui.toolkit.scene import Look

if TYPE_CHECKING:
    import pygame

Paint = Callable[["pygame.Surface", Look], None]


class Sketch:
    """Remembers its last picture; `key` holds all that the painting depends on besides size and look."""

    def __init__(self, identity: str) -> None:
        self.identity = identity
        self._kept: tuple[object, pygame.Surface] | None = None

    def canvas(self, rect: Rect, key: object, paint: Paint, command: Command | None = None,
               tip: Tip | None = None) -> Canvas:  # fmt: skip
        """The item for a view."""

        def draw(surface: pygame.Surface, place: pygame.Rect, look: Look) -> None:
            import pygame

            wanted = (key, place.size, look.theme.name, look.rtl, look.scale)
            if self._kept is None or self._kept[0] != wanted:
                picture = pygame.Surface(place.size, depth=32)
                paint(picture, look)
                self._kept = (wanted, picture)
            surface.blit(self._kept[1], place)

        return Canvas(rect=rect, id=self.identity, command=command, tip=tip, draw=draw, stamp=key)
