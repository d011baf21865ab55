"""Where the map is looked at from: a centre and a scale, moved at once by panning and smoothly by zooming.

The camera keeps no clock: whoever moves it passes `now` in seconds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.ui.map.land.projection import HEIGHT

Place = tuple[float, float]
Box = tuple[float, float, float, float]
Size = tuple[int, int]

ZOOM_SECONDS = 0.22
DEEPEST = 40.0  # pixels a world width, in widths of the first view
HOME = (0.53, 0.21)  # Africa and Eurasia in the middle, Antarctica below the edge
HOME_ZOOM = 1.12


@dataclass(frozen=True, slots=True)
class Flight:
    """A zoom under way. With `anchor` the world point under it stays there, else the centre glides."""

    start: float
    seconds: float
    scales: Place
    centres: tuple[Place, Place]
    anchor: Place | None


class Camera:
    """Screen pixels to world units and back, for a window of the given size."""

    def __init__(self, size: Size, world_height: float = HEIGHT, bounds: Box | None = None) -> None:
        """`bounds`: left, top, right, bottom of what there is to see; by default the whole world, to its full width."""
        self.bounds = bounds or (0.0, 0.0, 1.0, world_height)
        self._whole = bounds is not None  # of a drawn land all must fit, of the world its width
        self.size = size
        self.scale = self.smallest
        self.centre = ((self.bounds[0] + self.bounds[2]) / 2, (self.bounds[1] + self.bounds[3]) / 2)
        self._flight: Flight | None = None

    @property
    def smallest(self) -> float:
        """The scale at which the whole width of the world fits, or all of a drawn land."""
        across = self.size[0] / (self.bounds[2] - self.bounds[0])
        return min(across, self.size[1] / (self.bounds[3] - self.bounds[1])) if self._whole else across

    @property
    def largest(self) -> float:
        """The deepest scale."""
        return self.smallest * DEEPEST

    @property
    def zoom(self) -> float:
        """How much larger than the whole world in the window."""
        return self.scale / self.smallest

    @property
    def moving(self) -> bool:
        """Whether a zoom is under way."""
        return self._flight is not None

    def home(self) -> None:
        """The opening view."""
        self._flight = None
        self.scale = self.smallest * HOME_ZOOM
        self.centre = self._clamped(HOME, self.scale)

    def to_screen(self, x: float, y: float) -> Place:
        """World units to pixels."""
        return (
            (x - self.centre[0]) * self.scale + self.size[0] / 2,
            (y - self.centre[1]) * self.scale + self.size[1] / 2,
        )

    def to_world(self, position: Place) -> Place:
        """Pixels to world units."""
        return (
            self.centre[0] + (position[0] - self.size[0] / 2) / self.scale,
            self.centre[1] + (position[1] - self.size[1] / 2) / self.scale,
        )

    def view(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what is seen, in world units."""
        return (*self.to_world((0, 0)), *self.to_world(self.size))

    def resize(self, size: Size) -> None:
        """Keeps centre and zoom in a window of another size."""
        zoom = self.zoom
        self.size, self._flight = size, None
        self.scale = self._limited(zoom * self.smallest)
        self.centre = self._clamped(self.centre, self.scale)

    def look_at(self, centre: Place) -> None:
        """Puts a world point in the middle, at once."""
        self._flight = None
        self.centre = self._clamped(centre, self.scale)

    def pan(self, across: float, down: float) -> None:
        """Moves the map with the pointer, in pixels, at once."""
        self._flight = None
        moved = (self.centre[0] - across / self.scale, self.centre[1] - down / self.scale)
        self.centre = self._clamped(moved, self.scale)

    def zoom_at(self, position: Place, factor: float, now: float, seconds: float = ZOOM_SECONDS) -> None:
        """Zooms towards or away from the point under `position`; turns of the wheel add up."""
        scale = self._limited(self.target()[1] * factor)
        self._flight = Flight(now, seconds, (self.scale, scale), (self.centre, self.centre), position)
        self.update(now)

    def fly_to(self, centre: Place, scale: float, now: float, seconds: float = 2 * ZOOM_SECONDS) -> None:
        """Glides to another view."""
        scale = self._limited(scale)
        aim = self._clamped(centre, scale)
        self._flight = Flight(now, seconds, (self.scale, scale), (self.centre, aim), None)
        self.update(now)

    def target(self) -> tuple[Place, float]:
        """Centre and scale where the camera will come to rest."""
        if self._flight is None:
            return self.centre, self.scale
        scale = self._flight.scales[1]
        return self._centre_at(self._flight, 1.0, scale), scale

    def update(self, now: float) -> bool:
        """Moves on to `now`; returns whether the view changed."""
        flight = self._flight
        if flight is None:
            return False
        share = 1.0 if flight.seconds <= 0 else min(1.0, max(0.0, (now - flight.start) / flight.seconds))
        eased = 1 - (1 - share) ** 3
        first, last = flight.scales
        scale = last if share >= 1 else first * math.pow(last / first, eased)
        self.centre = self._centre_at(flight, eased, scale)
        self.scale = scale
        if share >= 1:
            self._flight = None
        return True

    def _centre_at(self, flight: Flight, share: float, scale: float) -> Place:
        first, last = flight.centres
        if flight.anchor is None:
            moved = (first[0] + (last[0] - first[0]) * share, first[1] + (last[1] - first[1]) * share)
            return self._clamped(moved, scale)
        across = flight.anchor[0] - self.size[0] / 2
        down = flight.anchor[1] - self.size[1] / 2
        gain = 1 / flight.scales[0] - 1 / scale  # the anchor's world point must keep its pixel
        return self._clamped((first[0] + across * gain, first[1] + down * gain), scale)

    def _limited(self, scale: float) -> float:
        return min(self.largest, max(self.smallest, scale))

    def _clamped(self, centre: Place, scale: float) -> Place:
        """Keeps the world in the window, and in its middle along a side where it is smaller than the window."""
        half_width, half_height = self.size[0] / scale / 2, self.size[1] / scale / 2
        left, top, right, bottom = self.bounds
        return _within(centre[0], half_width, (left, right)), _within(centre[1], half_height, (top, bottom))


def _within(value: float, half: float, ends: Place) -> float:
    if 2 * half >= ends[1] - ends[0]:
        return (ends[0] + ends[1]) / 2
    return min(ends[1] - half, max(ends[0] + half, value))
