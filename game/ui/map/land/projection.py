"""Equal Earth: longitude and latitude to world units, in which the world is one wide and `HEIGHT` high, y downwards."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]  # (P, 2): x, y or longitude, latitude

# Šavrič, Patterson and Jenny, "The Equal Earth map projection", IJGIS 33(3), 2018.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_SINE_SCALE = math.sqrt(3) / 2


def _equal_earth(longitude: Points, latitude: Points) -> tuple[Points, Points]:
    theta = np.arcsin(_SINE_SCALE * np.sin(np.radians(latitude)))
    square = theta * theta
    sixth = square * square * square
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = np.radians(longitude) * np.cos(theta) / (_SINE_SCALE * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


_X_MAX = float(_equal_earth(np.array(180.0), np.array(0.0))[0])
_Y_MAX = float(_equal_earth(np.array(0.0), np.array(90.0))[1])
HEIGHT = _Y_MAX / _X_MAX


def project(points: ArrayLike) -> Points:
    """(P, 2) degrees, longitude first, to (P, 2) world units."""
    degrees = np.asarray(points, dtype=np.float64)
    x, y = _equal_earth(degrees[..., 0], degrees[..., 1])
    return np.stack(((x / _X_MAX + 1) / 2, (1 - y / _Y_MAX) * HEIGHT / 2), axis=-1)


def world_point(longitude: float, latitude: float) -> tuple[float, float]:
    """The world point of one place, as for a capital."""
    x, y = project((longitude, latitude))
    return float(x), float(y)


def graticule(step: int = 30) -> list[Points]:
    """Meridians and parallels every `step` degrees, then the rim of the globe, as world lines."""
    meridian = np.linspace(-90.0, 90.0, 61)
    lines = [project(np.column_stack((np.full(61, float(at)), meridian))) for at in range(-180, 181, step)]
    parallels = [project(np.array([(-180.0, at), (180.0, at)])) for at in range(-90 + step, 90, step)]
    return lines + parallels


def rim() -> Points:
    """The edge of the globe as one closed ring of world points."""
    east, west = np.linspace(90.0, -90.0, 91), np.linspace(-90.0, 90.0, 91)
    longitude = np.repeat((180.0, -180.0), 91)
    return project(np.column_stack((longitude, np.concatenate((east, west)))))
