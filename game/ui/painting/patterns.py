"""Patterns as a second cue beside colour: which there are, and how they lie on a strip of the interface."""

from __future__ import annotations

from game.ui.painting.theme import RGB, mix

SLASH, BACKSLASH, DOTS = 1, 2, 4
"""Bits of a pattern; together the two kinds of stripes make a lattice."""
PERIOD = 16  # pixels after which a pattern begins again
STRIPE = 3
PLAIN = 0
LATTICE = SLASH | BACKSLASH

RISING = (PLAIN, DOTS, SLASH, LATTICE, LATTICE | DOTS)
"""Five classes from little to much: the more, the denser."""
TWO_SIDED = (LATTICE, SLASH, PLAIN, DOTS, BACKSLASH)
"""Five classes from bad over neither to good: stripes lean one way for bad, the other way for good."""

DARKER, LIGHTER = 0.24, 0.2
BRIGHT = 96  # a colour lighter than this is marked darker, else lighter
NIGHT, DAY = (10, 16, 26), (236, 240, 246)


def ink(colour: RGB) -> RGB:
    """The colour of a pattern on that ground."""
    light = (299 * colour[0] + 587 * colour[1] + 114 * colour[2]) // 1000
    return mix(colour, NIGHT, DARKER) if light > BRIGHT else mix(colour, DAY, LIGHTER)


def bits_at(x: int, y: int) -> int:
    """The bits of the pattern that mark this pixel, all patterns lying over one another."""
    bits = SLASH if (x + y) % PERIOD < STRIPE else 0
    bits |= BACKSLASH if (x - y) % PERIOD < STRIPE else 0
    across, down = (x + y - STRIPE // 2) % PERIOD - PERIOD // 2, (x - y - STRIPE // 2) % PERIOD - PERIOD // 2
    return bits or (DOTS if abs(across) + abs(down) <= STRIPE else 0)
