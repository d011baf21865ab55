"""The colours of a map picture: sea, lands and one colour a nation, as a value that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from game.ui.painting.theme import mix

Colour = tuple[int, int, int]

SEA, OUTSIDE, NEUTRAL, FIRST_NATION = 0, 1, 2, 3  # ids on the id surface
MOST_NATIONS = 255 - FIRST_NATION + 1
DEEP_SEA: Colour = (13, 27, 44)
QUIET_LAND: Colour = (58, 68, 79)
NO_MANS_LAND: Colour = (112, 112, 108)
POLITICAL: tuple[Colour, ...] = (
    (141, 165, 122), (190, 164, 112), (112, 151, 158), (178, 128, 108), (150, 139, 172), (201, 184, 134),
    (104, 140, 120), (168, 150, 128), (126, 146, 178), (186, 148, 140), (132, 160, 146), (160, 166, 116),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Palette:
    """One lens: `nations[row]` is the colour of that nation's land."""

    nations: tuple[Colour, ...]
    marks: tuple[int, ...] = ()  # the pattern of each nation, bits of painting/patterns.py; none at all for plain lands
    sea: Colour = DEEP_SEA
    outside: Colour = QUIET_LAND
    neutral: Colour = NO_MANS_LAND

    def table(self) -> list[Colour]:
        """The 256 colours of the id surface."""
        colours = [self.sea, self.outside, self.neutral, *self.nations]
        return colours + [self.outside] * (256 - len(colours))

    def lit(self, row: int, share: float = 0.22) -> Palette:
        """The same with one nation lighter, as under the pointer."""
        nations = list(self.nations)
        nations[row] = mix(nations[row], (255, 255, 255), share)
        return replace(self, nations=tuple(nations))


def political(count: int, neighbours: Iterable[tuple[int, int]]) -> Palette:
    """Calm colours with no meaning but to tell neighbours apart; `neighbours` are pairs of nation rows."""
    beside: list[set[int]] = [set() for _ in range(count)]
    for one, other in neighbours:
        beside[one].add(other)
        beside[other].add(one)
    chosen: dict[int, int] = {}
    used = [0] * len(POLITICAL)
    for row in sorted(range(count), key=lambda row: (-len(beside[row]), row)):
        near = {chosen[other] for other in beside[row] if other in chosen}
        further = {chosen[third] for other in beside[row] for third in beside[other] if third in chosen}
        colour = min(range(len(POLITICAL)), key=lambda c: (c in near, c in further, used[c], c))
        chosen[row] = colour
        used[colour] += 1
    return Palette(tuple(POLITICAL[chosen[row]] for row in range(count)))


def ramp(shares: Sequence[float], stops: Sequence[Colour]) -> tuple[Colour, ...]:
    """Colours along evenly spaced stops for values from 0 to 1, ends included."""
    return tuple(_along(min(1.0, max(0.0, share)), stops) for share in shares)


def _along(share: float, stops: Sequence[Colour]) -> Colour:
    place = share * (len(stops) - 1)
    first = min(int(place), len(stops) - 2)
    return mix(stops[first], stops[first + 1], place - first)
