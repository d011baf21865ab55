"""Colours, spacing, text sizes and the scale of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.ui.toolkit.geometry import Size

RGB = tuple[int, int, int]

GAP = 8  # between siblings
PAD = 16  # inside panels
CONTROL = 40  # height of a button
SMALLEST = Size(960, 600)  # logical pixels every screen must fit
FULL = 960  # logical rows at the scale by the window: small text is 18 pixels high at 1080 rows

STYLES: Mapping[str, tuple[int, bool]] = MappingProxyType(  # name: size in logical pixels, bold
    {
        "small": (16, False),
        "body": (18, False),
        "strong": (18, True),
        "heading": (21, True),
        "title": (30, True),
        "display": (52, True),
    }
)

# Okabe and Ito's set, told apart with any colour vision; black is lightened to show on navy.
CATEGORIES: tuple[RGB, ...] = (
    (230, 159, 0),
    (86, 180, 233),
    (0, 158, 115),
    (240, 228, 66),
    (60, 140, 200),
    (213, 94, 0),
    (204, 121, 167),
    (200, 208, 218),
)


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """Named colours; eq by identity, so that it is cheap to compare."""

    name: str
    colours: Mapping[str, RGB]

    def rgb(self, colour: str | RGB) -> RGB:
        """The colour of that name, or the colour itself."""
        return self.colours[colour] if isinstance(colour, str) else colour


_NAVY: dict[str, RGB] = {
    "ground": (9, 18, 32),
    "panel": (17, 31, 51),
    "raised": (25, 44, 70),
    "stripe": (21, 37, 60),
    "sunken": (10, 21, 37),
    "line": (44, 68, 99),
    "frame": (98, 130, 168),
    "text": (232, 238, 246),
    "muted": (164, 182, 204),
    "accent": (246, 196, 83),
    "accent_text": (24, 20, 8),
    "teal": (94, 211, 178),
    "select": (22, 60, 72),
    "hover": (33, 55, 85),
    "focus": (255, 214, 102),
    "good": (64, 196, 150),
    "bad": (250, 142, 106),
    "warning": (240, 190, 60),
    "info": (120, 190, 240),
    "danger": (176, 58, 46),
    "danger_text": (255, 255, 255),
    "track": (39, 58, 84),
    "disabled": (148, 164, 186),
    "shadow": (2, 6, 12),
}
_HIGH: dict[str, RGB] = _NAVY | {
    "ground": (0, 0, 0),
    "panel": (0, 0, 0),
    "raised": (16, 16, 20),
    "stripe": (18, 18, 24),
    "sunken": (0, 0, 0),
    "line": (150, 150, 150),
    "frame": (230, 230, 230),
    "text": (255, 255, 255),
    "muted": (224, 224, 224),
    "accent": (255, 220, 60),
    "accent_text": (0, 0, 0),
    "select": (0, 46, 60),
    "hover": (30, 33, 46),
    "focus": (255, 255, 0),
    "teal": (120, 236, 206),
    "warning": (255, 206, 84),
    "info": (150, 212, 255),
    "good": (110, 240, 185),
    "bad": (255, 172, 140),
    "danger": (150, 20, 10),
    "track": (60, 60, 66),
    "disabled": (192, 192, 192),
}
THEMES: Mapping[str, Theme] = MappingProxyType(
    {
        "navy": Theme("navy", MappingProxyType(_NAVY)),
        "contrast": Theme("contrast", MappingProxyType(_HIGH)),
    }
)


def luminance(colour: RGB) -> float:
    """Relative luminance as the Web Content Accessibility Guidelines define it, 0..1."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: RGB, second: RGB) -> float:
    """The contrast ratio of two colours, 1..21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """A colour between two; share 0 is the first."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def effective_scale(wanted: float, window: Size, room: int = 0) -> float:
    """The scale to use: the wanted one (0: by the window's height), lowered until every screen fits the window.

    `room`: logical pixels under the screens that are taken already.
    """
    if wanted == 0:
        wanted = max(1.0, window.height / FULL)
    return min(wanted, window.width / SMALLEST.width, window.height / (SMALLEST.height + room))
