"""Bakes every flag into one sheet of equal cells and writes the index that finds a nation in it.

resvg draws them (pygame's own SVG loader gets several wrong); pygame only puts the pictures together.
"""

import io
import json
from pathlib import Path

import pygame
import resvg_py

CELL = (48, 36)
COLUMNS = 16


def bake_flags(package: Path, countries: list[tuple[str, str, str]], target: Path) -> int:
    """`countries` are two letters, three letters, digits. Writes flags.png and flags.json; returns how many."""
    folder = package / "flags" / "4x3"
    flags = sorted((a3, folder / f"{a2.lower()}.svg") for a2, a3, _ in countries)
    found = [(a3, path) for a3, path in flags if path.exists()]
    rows = -(-len(found) // COLUMNS)
    sheet = pygame.Surface((COLUMNS * CELL[0], rows * CELL[1]), depth=24)
    for number, (_, path) in enumerate(found):
        place = (number % COLUMNS * CELL[0], number // COLUMNS * CELL[1])
        sheet.blit(_picture(path), place)
    target.mkdir(parents=True, exist_ok=True)
    pygame.image.save(sheet, target / "flags.png")
    index = {"cell": CELL, "columns": COLUMNS, "nations": [a3 for a3, _ in found]}
    (target / "flags.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
    return len(found)


def _picture(path: Path) -> pygame.Surface:
    """Drawn four times too large and scaled down, because fine emblems come out cleaner so."""
    drawn = resvg_py.svg_to_bytes(svg_path=str(path), width=4 * CELL[0], height=4 * CELL[1], skip_system_fonts=True)
    picture = pygame.image.load(io.BytesIO(bytes(drawn)), "flag.png")
    return pygame.transform.smoothscale(picture, CELL)
