"""Map text of any pixel size in any direction: the `render_text` that the map view asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pygame

from game.ui.map.land.palette import Colour
from game.ui.painting.bidi import base_direction, visual_runs
from game.ui.painting.fonts import open_font


@dataclass(slots=True)
class Lettering:
    """Call it with text, size and colour; `scale` is that of the whole interface, `rtl` the language's direction."""

    font_path: Path
    scale: float = 1.0
    rtl: bool = False
    _fonts: dict[tuple[int, bool], pygame.font.Font] = field(default_factory=dict)

    def __call__(self, text: str, size: int, colour: Colour) -> pygame.Surface:
        """One line; the caller keeps it."""
        runs = visual_runs(text, base_direction(text, self.rtl))
        pieces = [self._font(size, run.rtl).render(run.text, True, colour) for run in runs if run.text]
        if len(pieces) == 1:
            return pieces[0]
        height = max((piece.get_height() for piece in pieces), default=1)
        line = pygame.Surface((sum(piece.get_width() for piece in pieces) or 1, height), pygame.SRCALPHA, 32)
        across = 0
        for piece in pieces:
            line.blit(piece, (across, 0))
            across += piece.get_width()
        return line

    def _font(self, size: int, rtl: bool) -> pygame.font.Font:
        if (size, rtl) not in self._fonts:
            self._fonts[size, rtl] = open_font(self.font_path, size * self.scale, rtl)
        return self._fonts[size, rtl]
