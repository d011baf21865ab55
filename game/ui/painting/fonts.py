"""Opens fonts; where one is missing or damaged, the plain one that comes with the library stands in."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

import numpy as np
import pygame

from game.ui.assets import spoilt

LEAST = 6  # pixels
HEADER, ENTRY = 12, 16  # bytes of a TrueType file before its list of tables, and of a line of that list
ADJUSTMENT = slice(8, 12)  # of the table `head`: left out of its checksum


def open_font(path: Path, pixels: float, rtl: bool = False) -> pygame.font.Font:
    """The font of that file, for runs of one direction."""
    size = max(LEAST, round(pixels))
    try:
        check(path, path.stat().st_mtime_ns)
        font = pygame.font.Font(str(path), size)
    except (OSError, ValueError, pygame.error) as error:
        spoilt(path.name, error)
        font = pygame.font.Font(None, size)
    if rtl:
        font.set_script("Arab")
        font.set_direction(pygame.DIRECTION_RTL)
    return font


@lru_cache(maxsize=16)
def check(path: Path, _written: int) -> None:
    """Compare the checksums of a font's tables: half a font opens without a word and draws nothing.

    Raises OSError, and ValueError when it is damaged.
    """
    content = path.read_bytes()
    try:
        (count,) = struct.unpack_from(">H", content, 4)
        tables = [struct.unpack_from(">4sIII", content, HEADER + ENTRY * number) for number in range(count)]
    except struct.error as error:
        raise ValueError("it is cut short") from error
    if not tables:
        raise ValueError("it is no font")
    for tag, wanted, start, length in tables:
        table = bytearray(content[start : start + length])
        if len(table) != length:
            raise ValueError("it is cut short")
        if tag == b"head":
            table[ADJUSTMENT] = bytes(4)
        padded = bytes(table) + bytes(-length % 4)
        if int(np.frombuffer(padded, ">u4").sum(dtype=np.uint64)) & 0xFFFFFFFF != wanted:
            raise ValueError("it is damaged")
