"""Measures and renders text in any direction: one font, HarfBuzz through SDL_ttf, cached lines."""

from __future__ import annotations

import math
from collections import OrderedDict
from pathlib import Path

import pygame

from game.ui.assets import asset_path
from game.ui.painting.bidi import Run, base_direction, visual_runs
from game.ui.painting.fonts import open_font
from game.ui.painting.theme import RGB, STYLES

LINE = 1.5  # line height over text size: room for Arabic marks
DOTS = "…"
SURFACES_KEPT = 1500
WIDTHS_KEPT = 20000


class TextRenderer:
    """Text at one scale. Widths and heights are in logical pixels; surfaces are in window pixels."""

    def __init__(self, scale: float = 1.0, rtl: bool = False, folder: Path | None = None) -> None:
        if not pygame.font.get_init():
            pygame.font.init()
        self.scale = scale
        self.rtl = rtl
        self.folder = asset_path("fonts") if folder is None else folder
        self._fonts: dict[tuple[str, bool], pygame.font.Font] = {}
        self._widths: dict[tuple[str, str], int] = {}
        self._wraps: dict[tuple[str, str, int], tuple[str, ...]] = {}
        self._surfaces: OrderedDict[tuple[str, str, RGB], pygame.Surface] = OrderedDict()

    def font(self, style: str, rtl: bool = False) -> pygame.font.Font:
        """The font of a style for runs of one direction."""
        if (style, rtl) not in self._fonts:
            size, bold = STYLES[style]
            weight = "Bold" if bold else "Regular"
            path = next(iter(sorted(self.folder.glob(f"*-{weight}.ttf"))), self.folder / f"{weight}.ttf")
            self._fonts[style, rtl] = open_font(path, size * self.scale, rtl)
        return self._fonts[style, rtl]

    def runs(self, text: str) -> tuple[Run, ...]:
        """The text's runs from left to right."""
        return visual_runs(text, base_direction(text, self.rtl))

    def pixel_width(self, text: str, style: str = "body") -> int:
        """The width in window pixels."""
        if not text:
            return 0
        key = (text, style)
        if key not in self._widths:
            if len(self._widths) > WIDTHS_KEPT:
                self._widths.clear()
            self._widths[key] = sum(self.font(style, run.rtl).size(run.text)[0] for run in self.runs(text))
        return self._widths[key]

    def width(self, text: str, style: str = "body") -> int:
        """How wide the text is on one line."""
        return math.ceil(self.pixel_width(text, style) / self.scale)

    def line_height(self, style: str = "body") -> int:
        """The height of a line."""
        return round(STYLES[style][0] * LINE)

    def height(self, text: str, style: str, width: int) -> int:
        """How high the wrapped text is."""
        return len(self.wrap(text, style, width)) * self.line_height(style)

    def wrap(self, text: str, style: str, width: int) -> tuple[str, ...]:
        """The lines the text takes in that width; a word longer than a line is broken."""
        key = (text, style, width)
        if key not in self._wraps:
            if len(self._wraps) > WIDTHS_KEPT // 10:
                self._wraps.clear()
            lines: list[str] = []
            for paragraph in text.split("\n"):
                lines.extend(self._wrap_paragraph(paragraph, style, width))
            self._wraps[key] = tuple(lines)
        return self._wraps[key]

    def _wrap_paragraph(self, text: str, style: str, width: int) -> list[str]:
        lines: list[str] = []
        line = ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if self.width(longer, style) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while len(line) > 1 and self.width(line, style) > width:
                fitting = max(1, self._fitting(line, style, width))
                lines.append(line[:fitting])
                line = line[fitting:]
        return [*lines, line]

    def _fitting(self, text: str, style: str, width: int, ending: str = "") -> int:
        """How many letters fit into the width, by halving."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle] + ending, style) <= width:
                low = middle
            else:
                high = middle - 1
        return low

    def ellipsis(self, text: str, style: str, width: int) -> str:
        """The text, shortened to the width if it must be."""
        if self.width(text, style) <= width:
            return text
        return text[: self._fitting(text, style, width, DOTS)].rstrip() + DOTS

    def surface(self, text: str, style: str, colour: RGB) -> pygame.Surface:
        """The rendered line."""
        key = (text, style, colour)
        found = self._surfaces.get(key)
        if found is not None:
            self._surfaces.move_to_end(key)
            return found
        made = self._render(self.runs(text), style, colour)
        self._surfaces[key] = made
        if len(self._surfaces) > SURFACES_KEPT:
            self._surfaces.popitem(last=False)
        return made

    def _render(self, runs: tuple[Run, ...], style: str, colour: RGB) -> pygame.Surface:
        pieces = [self.font(style, run.rtl).render(run.text, True, colour) for run in runs if run.text]
        if len(pieces) == 1:
            return pieces[0]
        height = max((piece.get_height() for piece in pieces), default=1)
        result = pygame.Surface((sum(piece.get_width() for piece in pieces) or 1, height), pygame.SRCALPHA)
        x = 0
        for piece in pieces:
            result.blit(piece, (x, 0))
            x += piece.get_width()
        return result
