"""Paints a stage, repainting only where something changed since the last time."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pygame

from game.ui.assets import asset_path, spoilt
from game.ui.painting.brushes import Brush, pixels
from game.ui.painting.patterns import ink
from game.ui.painting.text import TextRenderer
from game.ui.toolkit.controls import focus_ring, paint_control, scroll_thumb
from game.ui.toolkit.geometry import Rect, mirrored
from game.ui.toolkit.items import Bar, Canvas, Control, Icon, Label, Panel, Picture, PointBar, Scroll
from game.ui.toolkit.parts import scroll_bar
from game.ui.toolkit.scene import Look
from game.ui.toolkit.stage import Placed, Stage, scroll_offset

REACH = 12  # logical pixels that shadows and focus rings reach beyond their items
VEIL = 150  # how dark a scene below a modal one gets, of 255
MOST_PATCHES = 6

Entry = tuple[Placed, tuple[Any, ...]]


class Veil(Panel):
    """Dims all that is behind it."""

    __slots__ = ()


class Painter:
    """Remembers what it painted, so that an unchanged frame costs nothing."""

    def __init__(self, surface: pygame.Surface, text: TextRenderer) -> None:
        self.surface = surface
        self.text = text
        self.shown: list[Entry] = []
        self.look: Look | None = None

    def paint(self, stage: Stage, look: Look) -> list[pygame.Rect]:
        """Bring the surface up to date; returns the patches of it that changed."""
        brush = Brush(self.surface, look, self.text)
        entries: list[Entry] = [(placed, stage.state_of(placed)) for placed in stage.placed]
        if self.look is None or (self.look.theme, self.look.rtl, self.look.scale) != (look.theme, look.rtl, look.scale):
            patches = [self.surface.get_rect()]
        else:
            patches = merge([self._reach(brush, entry[0]) for entry in changed(self.shown, entries)])
        self.look, self.shown = look, entries
        whole = self.surface.get_rect()
        patches = [patch.clip(whole) for patch in patches if patch.colliderect(whole)]
        for patch in patches:
            self._paint_patch(brush, stage, patch)
        self.surface.set_clip(None)
        return patches

    def _reach(self, brush: Brush, placed: Placed) -> pygame.Rect:
        return pygame.Rect(pixels(placed.rect, brush.scale, REACH))

    def _paint_patch(self, brush: Brush, stage: Stage, patch: pygame.Rect) -> None:
        self.surface.set_clip(patch)
        self.surface.fill(brush.rgb("ground"))
        for placed, state in self.shown:
            reach = pixels(placed.rect, brush.scale, REACH)
            if not patch.colliderect(reach):
                continue
            clip = patch.clip(pixels(placed.clip, brush.scale))
            if clip.width and clip.height and clip.colliderect(reach):
                self.surface.set_clip(clip)
                paint_item(brush, stage, placed, state)


def changed(old: list[Entry], new: list[Entry]) -> list[Entry]:
    """The entries, old and new, that are not in both lists at their place, counted from either end."""
    start = 0
    while start < min(len(old), len(new)) and same(old[start], new[start]):
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and same(old[-1 - end], new[-1 - end]):
        end += 1
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    if len(before) == len(after):
        pairs = [pair for pair in zip(before, after, strict=True) if not same(*pair)]
        return [entry for pair in pairs for entry in pair]
    return before + after


def same(old: Entry, new: Entry) -> bool:
    """Whether an entry looks as it did; canvases compare by their stamp."""
    return old[1] == new[1] and (old[0] is new[0] or old[0] == new[0])


def merge(patches: list[pygame.Rect]) -> list[pygame.Rect]:
    """Few patches that cover all and don't overlap."""
    result: list[pygame.Rect] = []
    for patch in patches:
        grown = patch.copy()
        while (hit := grown.collidelist(result)) >= 0:
            grown.union_ip(result.pop(hit))
        result.append(grown)
    while len(result) > MOST_PATCHES:
        grown = result.pop().union(result.pop())
        while (hit := grown.collidelist(result)) >= 0:
            grown.union_ip(result.pop(hit))
        result.append(grown)
    return result


def paint_item(brush: Brush, stage: Stage, placed: Placed, state: tuple[Any, ...]) -> None:
    """Paint one item."""
    item, rect = placed.item, placed.rect
    match item:
        case Veil():
            _veil(brush, rect)
        case Panel():
            _panel(brush, item, rect)
        case Label():
            _label(brush, item, rect)
        case Icon():
            brush.icon(item.name, rect, item.colour)
        case Bar():
            _bar(brush, item, rect)
        case PointBar():
            _point_bar(brush, item, rect)
        case Picture():
            _picture(brush, item, rect)
        case Canvas():
            item.draw(brush.surface, brush.rect(rect), brush.look)
        case Scroll():
            offset = scroll_offset(item, rect, state[3] if placed.live else state[0])
            scroll_thumb(brush, scroll_bar(item, rect, brush.look.rtl), item.content_height, offset)
        case Control():
            paint_control(brush, stage, placed, state)
            return
    if placed.live and state[1]:
        focus_ring(brush, rect)


def _veil(brush: Brush, rect: Rect) -> None:
    target = brush.rect(rect).clip(brush.surface.get_clip())
    dark = pygame.Surface(target.size)
    dark.fill(brush.rgb("shadow"))
    dark.set_alpha(VEIL)
    brush.surface.blit(dark, target)


def _panel(brush: Brush, item: Panel, rect: Rect) -> None:
    if item.shadow:
        for grow in (7, 5, 3, 1):
            brush.shade(rect.inset(-grow).move(0, 2), item.radius + grow)
    brush.plate(rect, item.fill, item.border or None, item.radius)
    if item.pattern:
        brush.pattern(rect, item.pattern, ink(brush.rgb(item.fill)))


def _label(brush: Brush, item: Label, rect: Rect) -> None:
    height = brush.text.line_height(item.style)
    lines = brush.text.wrap(item.text, item.style, rect.width) if item.fit == "wrap" else (item.text,)
    top = rect.y if item.valign == "top" else rect.y + (rect.height - height * len(lines)) // 2
    for number, line in enumerate(lines):
        place = Rect(rect.x, top + number * height, rect.width, height)
        brush.write(line, place, item.style, item.colour, item.align)


def _bar(brush: Brush, item: Bar, rect: Rect) -> None:
    radius = min(6, rect.height // 2)
    brush.plate(rect, "track", None, radius)
    start = 0.0
    for part in item.parts:
        end = min(1.0, start + max(0.0, part.share))
        strip = Rect(rect.x + round(start * rect.width), rect.y, round((end - start) * rect.width), rect.height)
        strip = mirrored(strip, rect) if brush.look.rtl else strip
        brush.plate(strip, part.colour, None, min(radius, strip.width // 2))
        if part.hatched:
            brush.hatch(strip, "panel")
        start = end
    for mark in item.marks:
        offset = round(mark * rect.width)
        tick = Rect(rect.x + min(offset, rect.width - 2), rect.y - 3, 2, rect.height + 6)
        brush.line(mirrored(tick, rect) if brush.look.rtl else tick, "text")


def _point_bar(brush: Brush, item: PointBar, rect: Rect) -> None:
    """The bar has a point at its end: it says up or down without colour."""
    unit = rect.width / max(1, item.high - item.low)
    flip = brush.look.rtl

    def at(value: int) -> float:
        return rect.right - (value - item.low) * unit if flip else rect.x + (value - item.low) * unit

    brush.line(Rect(round(at(0)), rect.y, 1, rect.height), "frame")
    if item.threshold is not None:
        x = round(at(item.threshold))
        for y in range(rect.y, rect.bottom, 8):
            brush.line(Rect(x - 1, y, 2, min(5, rect.bottom - y)), "accent")
    start, end = at(item.start), at(item.end)
    if not item.total:
        brush.line(Rect(round(start), rect.y - 4, 1, rect.height // 2), "frame")
    good = item.end >= (item.threshold or 0) if item.total else item.end >= item.start
    _arrow(brush, start, end, rect.inset(0, max(4, rect.height // 4)), "good" if good else "bad")
    if item.interval is not None:
        low, high = sorted((at(item.interval[0]), at(item.interval[1])))
        middle = rect.y + rect.height // 2
        brush.line(Rect(round(low), middle - 1, max(1, round(high - low)), 2), "text")
        for end in (low, high):
            brush.line(Rect(round(end) - 1, middle - 5, 2, 10), "text")


def _arrow(brush: Brush, start: float, end: float, rect: Rect, colour: str) -> None:
    """A bar that ends in a point."""
    if start == end:
        brush.line(Rect(round(start) - 1, rect.y, 3, rect.height), "muted")
        return
    way = 1 if end > start else -1
    neck = end - way * min(6.0, abs(end - start))
    top, bottom, middle = rect.y, rect.bottom - 1, (rect.y + rect.bottom - 1) / 2
    brush.polygon([(start, top), (neck, top), (end, middle), (neck, bottom), (start, bottom)], colour)


@lru_cache(maxsize=256)
def _fitted(path: str, width: int, height: int) -> pygame.Surface:
    try:
        image = pygame.image.load(asset_path(path)).convert_alpha()
    except (OSError, pygame.error) as error:
        spoilt(path, error)
        return pygame.Surface((1, 1), pygame.SRCALPHA)
    share = min(width / image.get_width(), height / image.get_height())
    return pygame.transform.smoothscale(
        image, (max(1, round(image.get_width() * share)), max(1, round(image.get_height() * share)))
    )


def _picture(brush: Brush, item: Picture, rect: Rect) -> None:
    target = brush.rect(rect)
    made = _fitted(item.path, max(1, target.width), max(1, target.height))
    brush.surface.blit(made, made.get_rect(center=target.center))
