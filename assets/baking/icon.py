"""The icon of the game as pixels, from its drawing."""

from __future__ import annotations

from pathlib import Path

SIZE = 256


def bake_icon(folder: Path) -> str:
    """Draw the PNG beside the SVG; returns what was made."""
    import resvg_py

    drawing = folder / "army-diplomacy.svg"
    pixels = bytes(resvg_py.svg_to_bytes(svg_string=drawing.read_text(encoding="utf-8"), width=SIZE, height=SIZE))
    target = drawing.with_suffix(".png")
    target.write_bytes(pixels)
    return f"{target.name}, {len(pixels)} bytes"
