"""Geometry on longitude and latitude: simplifying lines and cutting rings at the antimeridian and the poles."""

from itertools import pairwise

import numpy as np

from game.ui.map.land.projection import Points, project

LONGEST_STEP = 2.0  # degrees; longer straight pieces get points between, because meridians are curved on the map


def unwrap(line: Points) -> Points:
    """Makes longitudes continuous where a line jumps over the antimeridian."""
    jump = np.diff(line[:, 0])
    turns = np.where(jump > 180, -360.0, np.where(jump < -180, 360.0, 0.0))
    unwrapped = line.copy()
    unwrapped[1:, 0] += np.cumsum(turns)
    return unwrapped


def densify(line: Points) -> Points:
    """Adds points wherever latitude runs further than `LONGEST_STEP` in one piece."""
    pieces = []
    for start, end in pairwise(line):
        count = max(1, int(np.ceil(abs(end[1] - start[1]) / LONGEST_STEP)))
        pieces.append(start + (end - start) * (np.arange(count) / count)[:, None])
    return np.concatenate([*pieces, line[-1:]])


def simplify(line: Points, tolerance: float) -> Points:
    """Douglas-Peucker in world units, so that no point moves further than `tolerance`; ends stay."""
    if tolerance == 0 or len(line) < 4:
        return line
    flat = project(unwrap(line))
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last <= first + 1:
            continue
        distance = _distance(flat[first + 1 : last], flat[first], flat[last])
        furthest = int(np.argmax(distance))
        if distance[furthest] > tolerance:
            middle = first + 1 + furthest
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return line[keep]


def _distance(points: Points, start: Points, end: Points) -> Points:
    along, offset = end - start, points - start
    length = float(np.hypot(*along))
    if length < 1e-12:  # a closed line: its two ends are one point
        return np.hypot(offset[:, 0], offset[:, 1])
    return np.abs(along[0] * offset[:, 1] - along[1] * offset[:, 0]) / length


def clip(ring: Points, axis: int, limit: float, keep_above: bool) -> Points:
    """The part of a ring on one side of a line of constant longitude (axis 0) or latitude (axis 1)."""
    side = (ring[:, axis] - limit) * (1 if keep_above else -1)
    inside = side >= 0
    if inside.all():
        return ring
    if not inside.any():
        return ring[:0]
    following, next_side = np.roll(ring, -1, axis=0), np.roll(side, -1)
    crossing = inside != np.roll(inside, -1)
    share = np.where(crossing, side / np.where(side == next_side, 1, side - next_side), 0.0)
    points = np.empty((2 * len(ring), 2))
    wanted = np.empty(2 * len(ring), dtype=bool)
    points[0::2], wanted[0::2] = ring, inside
    points[1::2], wanted[1::2] = ring + (following - ring) * share[:, None], crossing
    return points[wanted]


def cut(ring: Points) -> list[Points]:
    """Splits a ring into rings inside [-180, 180]; a ring round a pole is closed over that pole."""
    closed = unwrap(np.vstack((ring, ring[:1])))
    turn = closed[-1, 0] - closed[0, 0]
    if abs(turn) > 180:
        closed = _over_the_pole(closed[:-1], turn)
        shifts: tuple[int, ...] = (0,)
    else:
        closed = closed[:-1]
        if closed[:, 0].min() >= -180 and closed[:, 0].max() <= 180:
            return [closed]
        shifts = (-360, 0, 360)
    parts = (clip(clip(closed + np.array((shift, 0)), 0, -180, True), 0, 180, False) for shift in shifts)
    return [densify(np.vstack((part, part[:1])))[:-1] for part in parts if len(part) >= 3]


def _over_the_pole(ring: Points, turn: float) -> Points:
    pole = -90.0 if ring[:, 1].mean() < 0 else 90.0
    rounds = np.vstack([ring + np.array((lap * turn, 0)) for lap in (-1, 0, 1)])
    return np.vstack((rounds, [(rounds[-1, 0], pole), (rounds[0, 0], pole)]))


def signed_area(ring: Points) -> float:
    """Area of a flat ring; the sign is its direction."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def contains(ring: Points, point: tuple[float, float]) -> bool:
    """Whether a ring goes round a point (even-odd rule)."""
    x, y = ring[:, 0], ring[:, 1]
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    straddles = (y > point[1]) != (next_y > point[1])
    height = np.where(next_y == y, 1, next_y - y)
    return bool(np.count_nonzero(straddles & (point[0] < (next_x - x) * (point[1] - y) / height + x)) % 2)
