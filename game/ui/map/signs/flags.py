"""The sheet of flags: one picture, cut and scaled when a flag is first wanted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pygame


@dataclass(slots=True)
class Flags:
    """Flags by iso_a3 code."""

    sheet: pygame.Surface
    cell: tuple[int, int]
    columns: int
    places: dict[str, int]
    _cut: dict[tuple[str, int], pygame.Surface] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Flags:
        """Reads flags.png and flags.json."""
        index = json.loads((folder / "flags.json").read_text(encoding="utf-8"))
        width, height = index["cell"]
        places = {code: number for number, code in enumerate(index["nations"])}
        return cls(pygame.image.load(str(folder / "flags.png")), (width, height), index["columns"], places)

    @classmethod
    def none(cls) -> Flags:
        """A sheet without flags."""
        return cls(pygame.Surface((1, 1)), (1, 1), 1, {})

    def flag(self, code: str, width: int) -> pygame.Surface | None:
        """A flag `width` pixels wide, three quarters as high; None where there is none, as for an invented nation."""
        if code not in self.places:
            return None
        if (code, width) not in self._cut:
            line, column = divmod(self.places[code], self.columns)
            cell = pygame.Rect(column * self.cell[0], line * self.cell[1], *self.cell)
            size = (width, max(1, round(width * self.cell[1] / self.cell[0])))
            self._cut[code, width] = pygame.transform.smoothscale(self.sheet.subsurface(cell), size)
        return self._cut[code, width]
