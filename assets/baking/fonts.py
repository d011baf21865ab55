"""Copies the fonts and refuses a font that lacks a letter the game needs."""

import io
import shutil
from pathlib import Path

import pygame

WEIGHTS = ("Regular", "Medium", "Bold")
NEEDED = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%()+-−±×/.,:;!?'\"&–—…·•°"
    "ÇĞİÖŞÜçğıöşüÂâÎîÛûÀÉÈÊÔàéèêôœñáíóúÑ"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة٠١٢٣٤٥٦٧٨٩،؛؟٪"
    "پچژگکی۰۱۲۳۴۵۶۷۸۹ٹڈڑںھہےۓ"
)


def bake_fonts(package: Path, target: Path) -> int:
    """Copies the weights and the licence; raises ValueError naming the letters a font lacks."""
    target.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        source = package / "fonts" / "ttf" / f"Vazirmatn-{weight}.ttf"
        font = pygame.font.Font(io.BytesIO(source.read_bytes()), 16)
        missing = [letter for letter, metric in zip(NEEDED, font.metrics(NEEDED), strict=True) if metric is None]
        if missing:
            raise ValueError(f"{source.name} lacks {' '.join(missing)}")
        shutil.copyfile(source, target / source.name)
    shutil.copyfile(package / "OFL.txt", target / "Vazirmatn-OFL.txt")
    return len(WEIGHTS)
