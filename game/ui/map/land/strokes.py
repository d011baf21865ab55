"""Turns packed world lines into pixels: culled, clipped to the picture and drawn onto a surface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pygame

from game.ui.map.land.atlas import Floats, Integers, Lines

Polyline = list[tuple[float, float]]

CLIP_MARGIN = 64.0  # pixels outside the picture at which shapes are cut


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of the world: its size, its scale, and the world pixel at its left top corner."""

    size: tuple[int, int]
    scale: float
    origin: tuple[int, int]

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in world units."""
        left, top = self.origin
        width, height = self.size
        return left / self.scale, top / self.scale, (left + width) / self.scale, (top + height) / self.scale

    def pixels(self, points: Floats) -> Floats:
        """World units to pixels of the picture."""
        moved: Floats = points * self.scale - np.array(self.origin)
        return moved

    def covers(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a world box lies inside, give or take half a pixel."""
        left, top, right, bottom = self.box()
        half = 0.5 / self.scale
        return box[0] >= left - half and box[1] >= top - half and box[2] <= right + half and box[3] <= bottom + half


def shapes(
    lines: Lines, frame: Frame, numbers: Integers | None = None, grain: int = 1
) -> Iterator[tuple[int, Polyline]]:
    """Number and integer pixels of every ring that shows, on a surface `grain` times as large as the frame."""
    touching = lines.touching(frame.box())
    chosen = touching if numbers is None else np.intersect1d(touching, numbers)
    limit = np.array(frame.size)
    for number in chosen.tolist():
        pixels = frame.pixels(lines.line(number).astype(np.float64))
        if (pixels.min(axis=0) < -CLIP_MARGIN).any() or (pixels.max(axis=0) > limit + CLIP_MARGIN).any():
            pixels = _clipped(pixels, frame.size)
        if len(pixels) >= 3:
            yield number, np.floor(pixels * grain).astype(np.int32).tolist()


def polylines(lines: Lines, frame: Frame, numbers: Integers, grain: int = 1) -> Iterator[Polyline]:
    """Integer pixels of the given lines as far as they show; long ones come in pieces."""
    low, high = -CLIP_MARGIN, np.array(frame.size) + CLIP_MARGIN
    for number in np.intersect1d(lines.touching(frame.box()), numbers).tolist():
        pixels = frame.pixels(lines.line(number).astype(np.float64))
        inside = np.all((pixels >= low) & (pixels <= high), axis=1)
        whole = np.floor(pixels * grain).astype(np.int32)
        if inside.all():
            yield whole.tolist()
            continue
        shown = np.logical_or(inside[:-1], inside[1:]) | (np.abs(np.diff(pixels, axis=0)).max(axis=1) > CLIP_MARGIN)
        edges = np.nonzero(np.diff(np.concatenate(([0], shown.astype(np.int8), [0]))))[0]
        for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            yield whole[first : last + 1].tolist()


def dashes(lines: Lines, frame: Frame, numbers: Integers, length: float, grain: int = 1) -> Iterator[Polyline]:
    """The same lines broken into dashes of `length` pixels of the surface."""
    for line in polylines(lines, frame, numbers, grain):
        points = np.asarray(line, dtype=np.float64)
        run = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
        for start in np.arange(0.0, run[-1], 2 * length).tolist():
            stops = np.concatenate(
                ([start], run[(run > start) & (run < start + length)], [min(start + length, run[-1])])
            )
            yield np.column_stack((np.interp(stops, run, points[:, 0]), np.interp(stops, run, points[:, 1]))).tolist()


def draw_lines(surface: pygame.Surface, pieces: Iterable[Polyline], colour: Sequence[int], width: int) -> None:
    """Draws polylines of at least two points."""
    for piece in pieces:
        if len(piece) > 1:
            pygame.draw.lines(surface, colour, False, piece, width)


def _clipped(pixels: Floats, size: tuple[int, int]) -> Floats:
    """Sutherland and Hodgman against the picture with its margin."""
    for axis in (0, 1):
        pixels = _half(pixels, axis, -CLIP_MARGIN, 1.0)
        pixels = _half(pixels, axis, size[axis] + CLIP_MARGIN, -1.0)
    return pixels


def _half(pixels: Floats, axis: int, limit: float, sign: float) -> Floats:
    side = (pixels[:, axis] - limit) * sign
    inside = side >= 0
    if inside.all():
        return pixels
    if not inside.any():
        return pixels[:0]
    following, next_side = np.roll(pixels, -1, axis=0), np.roll(side, -1)
    crossing = inside != np.roll(inside, -1)
    share = np.where(crossing, side / np.where(side == next_side, 1, side - next_side), 0.0)
    points = np.empty((2 * len(pixels), 2))
    points[0::2], points[1::2] = pixels, pixels + (following - pixels) * share[:, None]
    wanted = np.empty(2 * len(pixels), dtype=bool)
    wanted[0::2], wanted[1::2] = inside, crossing
    return points[wanted]
