"""The minimap as a control: it shows where a board looks, and moves it by click, drag and arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.ui.map.board import ZOOM_NOTCH, Board
from game.ui.map.minimap import Minimap, height_for
from game.ui.map.steps import WAYS
from game.ui.toolkit.commands import Command, Pointer
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Canvas, Tip
from game.ui.toolkit.scene import Look

if TYPE_CHECKING:
    import pygame

STRIDE = 0.3  # of the window, that an arrow key moves
MOVING = frozenset({"press", "drag", "click"})


class Corner:
    """The minimap of one board."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._map: Minimap | None = None
        self._made_for: object = None
        self._scale = 1.0

    def height(self, width: int) -> int:
        """How high the minimap is at that width."""
        return height_for(width, self.board.bounds)

    def canvas(self, rect: Rect, identity: str, look: Look, tip: Tip) -> Canvas:
        """The item for a view; its pointers go to `handle`."""
        self._scale = look.scale
        stamp = (self.board.seen(), self.board.version, rect, look.scale)
        return Canvas(rect=rect, id=identity, command=Command(identity), draw=self._draw, stamp=stamp, tip=tip)

    def _draw(self, surface: pygame.Surface, rect: pygame.Rect, look: Look) -> None:
        colours, box = self.board.colours, self.board.seen()
        if self.board.view is None or colours is None or box is None:
            surface.fill(look.theme.rgb("sunken"), rect)
            return
        made_for = (self.board.view, rect.size)
        if self._map is None or self._made_for != made_for:
            self._map = Minimap(self.board.view.ground, self.board.bounds, rect.size)
            self._made_for = made_for
        self._map.draw(surface, rect, colours, box)

    def handle(self, pointer: Pointer | None) -> bool:
        """Whether the board looks elsewhere now."""
        if pointer is None or self._map is None:
            return False
        if pointer.kind == "key" and pointer.key in WAYS:
            self.board.shift(*(STRIDE * part for part in WAYS[pointer.key]))
            return True
        if pointer.kind == "wheel":
            self.board.zoom(ZOOM_NOTCH**pointer.dy)
            return True
        if pointer.kind not in MOVING or pointer.button > 1:
            return False
        self.board.look_at(self._map.world_at((pointer.x * self._scale, pointer.y * self._scale)))
        return True
