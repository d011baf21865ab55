"""The map on the screen: keeps the right layers at hand and draws them, the names and the icons for a camera."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pygame

from game.ui.map.land.atlas import Atlas
from game.ui.map.land.camera import Camera, Place, Size
from game.ui.map.land.ground import Ground
from game.ui.map.land.palette import FIRST_NATION, MOST_NATIONS, Palette, political
from game.ui.map.land.projection import world_point
from game.ui.map.land.strokes import Frame
from game.ui.map.layer import GRID, Layer, build_layer
from game.ui.map.signs.bands import RenderText
from game.ui.map.signs.icons import Icon, Icons
from game.ui.map.signs.labels import Labels, visible
from game.ui.map.signs.links import Link
from game.ui.map.signs.overlay import Overlay
from game.ui.map.workshop import Workshop

MARGIN = 0.1  # a layer is larger than the window by this share on each side, so that panning need not wait
HERE = ((0.5, 0.25), 1000.0)  # any place: the size of a layer is the same everywhere
FOCUS_SHARE = 0.42  # of the window that a nation in focus fills
NARROWEST = 0.02  # world units: a micro-state is shown with this much of its surroundings in that share
NEARLY_OUT = 0.5  # a new layer is wanted when less than this share of the margin is left


@dataclass(frozen=True, slots=True)
class Nations:
    """What the scenario says: whose each area is, and each nation's name and capital (longitude, latitude)."""

    areas: Mapping[str, int]  # iso_a3 to nation row
    names: Sequence[str]
    capitals: Sequence[tuple[float, float] | None]  # None: the label point stands in


class MapView:
    """Call `draw` once a frame. Without `threaded` every frame is exact; with it, layers catch up a moment later."""

    def __init__(
        self,
        atlas: Atlas,
        nations: Nations,
        size: Size,
        render_text: RenderText,
        *,
        threaded: bool = True,
        grain: int = 1,
    ) -> None:
        """`grain` is how many pixels wide thin lines are."""
        if len(nations.names) > MOST_NATIONS:
            raise ValueError(f"{len(nations.names)} nations; the map shows at most {MOST_NATIONS}")
        self.atlas, self.size = atlas, size
        self.ground = Ground.of(atlas, nations.areas)
        self.anchors = _anchors(atlas, self.ground, nations)
        self.labels = Labels(atlas, self.ground.ids, nations.names, render_text)
        self.icons = Icons((), render_text)
        self._render_text = render_text
        self._overlay = Overlay(grain=grain)
        self._palette: Palette | None = None  # of the frame drawn last: what the worker paints with
        self._workshop = Workshop(self._build, threaded)
        self._layer: Layer | None = None
        self._world: Layer | None = None  # the whole world, behind what no better layer covers
        self._scale, self._corner = 1.0, (0, 0)  # of the frame drawn last, for hits

    # ------------------------------------------------------------------------------------------------ what is shown

    def set_links(self, links: Sequence[Link]) -> None:
        """Shows these links between capitals, and no others."""
        self._overlay = replace(self._overlay, links=tuple(links))

    def select(self, row: int | None) -> None:
        """Outlines one nation."""
        self._overlay = replace(self._overlay, selected=row)

    def set_icons(self, icons: Sequence[Icon], size: int = 22) -> None:
        """Shows these icons, `size` pixels wide."""
        self.icons = Icons(tuple(icons), self._render_text, size)
        self.labels.avoid(self.icons)

    def rename(self, names: Sequence[str]) -> None:
        """Other names for the same nations, as in another language."""
        self.labels = Labels(self.atlas, self.ground.ids, names, self._render_text)
        self.labels.avoid(self.icons)

    def political(self) -> Palette:
        """Calm colours in which no two neighbours are alike."""
        rows = self.ground.ids - FIRST_NATION
        pairs = {(int(rows[a]), int(rows[b])) for a, b in self.atlas.neighbours()}
        return political(len(self.anchors), [(a, b) for a, b in pairs if a >= 0 and b >= 0 and a != b])

    def resize(self, size: Size) -> None:
        """Forgets all layers; the camera is resized by its owner."""
        self.size, self._layer, self._world = size, None, None

    def close(self) -> None:
        """Ends the worker thread."""
        self._workshop.close()

    # ------------------------------------------------------------------------------------------------------ drawing

    def draw(self, surface: pygame.Surface, camera: Camera, palette: Palette, now: float) -> None:
        """Moves the camera on to `now` and draws the map, its names and its icons."""
        camera.update(now)
        self._palette = palette
        self._collect(self._workshop.take())
        self._provide(camera)
        self._remember(camera)
        self._draw_land(surface, camera, palette)
        surface.fblits(visible(self.labels.layout(camera.scale), self._scale, *self._corner, self.size))
        surface.fblits(self.icons.visible(self._scale, *self._corner, self.size))

    @property
    def building(self) -> bool:
        """Whether the worker is busy with a layer."""
        return self._workshop.busy

    @property
    def ready(self) -> bool:
        """Whether a layer waits to be shown."""
        return self._workshop.ready

    def settle(self, camera: Camera) -> None:
        """Waits until the layers for a camera at rest are there, as for a picture that must be exact."""
        self._provide(camera)
        while (layer := self._workshop.wait()) is not None:
            self._collect(layer)
            self._provide(camera)

    def hit(self, position: Place) -> int | None:
        """The nation row under a pixel of the frame drawn last."""
        layer = self._layer or self._world
        x, y = self.world_at(position)
        value = 0 if layer is None else layer.id_at(x, y)
        if value == 0 and self._world is not None and layer is not self._world:
            value = self._world.id_at(x, y) if not self._inside(layer, x, y) else 0
        return value - FIRST_NATION if value >= FIRST_NATION else None

    def focus(self, row: int, camera: Camera) -> tuple[Place, float]:
        """Centre and scale that show the largest part of a nation with its surroundings, for `Camera.fly_to`."""
        owned = np.nonzero(self.ground.ids == FIRST_NATION + row)[0]
        if not len(owned):
            return (float(self.anchors[row, 0]), float(self.anchors[row, 1])), camera.scale
        area = int(owned[np.argmax(self.atlas.area_size[owned])])
        x, y = self.atlas.label_point[area].tolist()
        left, top, right, bottom = self.atlas.bounds(area) or (x, y, x, y)
        share = max((right - left) / self.size[0], (bottom - top) / self.size[1], NARROWEST / self.size[0])
        return ((left + right) / 2, (top + bottom) / 2), FOCUS_SHARE / share

    def icons_at(self, position: Place) -> tuple[Icon, ...]:
        """The icons of the cluster under a pixel of the frame drawn last."""
        world = (round(position[0]) + self._corner[0], round(position[1]) + self._corner[1])
        return self.icons.at(self._scale, world)

    def world_at(self, position: Place) -> Place:
        """The world point under a pixel of the frame drawn last."""
        x, y = position[0] + self._corner[0] + 0.5, position[1] + self._corner[1] + 0.5
        return x / self._scale, y / self._scale

    # ------------------------------------------------------------------------------------------------------- layers

    def _build(self, frame: Frame) -> Layer:
        """A layer that is painted already, so that the frame which first shows it has only to lay it down."""
        layer = build_layer(self.ground, frame)
        if self._palette is not None:
            layer.painted(self._palette, self._overlay, self.ground, self.anchors)
        return layer

    def _provide(self, camera: Camera) -> None:
        """Makes sure that a layer for the camera exists or is being built."""
        if self._layer is None or not self._workshop.threaded:
            if self._layer is None or not self._fits(self._layer, camera):
                self._layer = self._workshop.build(self._frame(camera.centre, camera.scale))
            if not self._workshop.threaded:
                return
        centre, scale = camera.target()
        if self._layer.frame.scale != scale or not self._layer.frame.covers(self._box(centre, scale, NEARLY_OUT)):
            self._workshop.ask(self._frame(centre, scale))
        elif self._world is None:
            self._workshop.ask(self._world_frame())

    def _collect(self, layer: Layer | None) -> None:
        if layer is None:
            return
        if layer.frame == self._world_frame():
            self._world = layer
        elif layer.frame.size == self._frame(*HERE).size:  # else it was begun before the window changed
            self._layer = layer

    def _fits(self, layer: Layer, camera: Camera) -> bool:
        return layer.frame.scale == camera.scale and layer.frame.covers(camera.view())

    def _margins(self) -> Size:
        return round(self.size[0] * MARGIN), round(self.size[1] * MARGIN)

    def _frame(self, centre: Place, scale: float) -> Frame:
        """A window with its margins, from a corner on the grid."""
        across, down = self._margins()
        left = round(centre[0] * scale - self.size[0] / 2) - across
        top = round(centre[1] * scale - self.size[1] / 2) - down
        size = (_on_grid(self.size[0] + 2 * across + GRID), _on_grid(self.size[1] + 2 * down + GRID))
        return Frame(size, scale, (left // GRID * GRID, top // GRID * GRID))

    def _world_frame(self) -> Frame:
        scale = float(self.size[0])
        return Frame((_on_grid(self.size[0]), _on_grid(round(scale * self.atlas.height))), scale, (0, 0))

    def _box(self, centre: Place, scale: float, share: float) -> tuple[float, float, float, float]:
        """The view with a share of the margins round it, but not beyond the world's own edge."""
        across, down = self._margins()
        half = ((self.size[0] / 2 + across * share) / scale, (self.size[1] / 2 + down * share) / scale)
        return centre[0] - half[0], centre[1] - half[1], centre[0] + half[0], centre[1] + half[1]

    # -------------------------------------------------------------------------------------------------- the picture

    def _remember(self, camera: Camera) -> None:
        left, top = camera.centre[0] * camera.scale, camera.centre[1] * camera.scale
        self._scale = camera.scale
        self._corner = (round(left - self.size[0] / 2), round(top - self.size[1] / 2))

    def _draw_land(self, surface: pygame.Surface, camera: Camera, palette: Palette) -> None:
        layer = self._layer
        assert layer is not None  # _provide builds the first one at once
        if layer.frame.scale == camera.scale:
            picture = layer.painted(palette, self._overlay, self.ground, self.anchors)
            place = (layer.frame.origin[0] - self._corner[0], layer.frame.origin[1] - self._corner[1])
            self._fill_beside(surface, picture.get_rect(topleft=place), palette)
            surface.blit(picture, place)
            return
        if not layer.frame.covers(camera.view()) and self._draw_world(surface, camera, palette, layer):
            return
        picture = layer.painted(palette, self._overlay, self.ground, self.anchors)
        _stretch(surface, picture, layer.frame, camera, smooth=True)

    def _fill_beside(self, surface: pygame.Surface, covered: pygame.Rect, palette: Palette) -> None:
        """The strips of the window that a layer of its scale leaves free show the whole world, coarsely."""
        window = surface.get_rect()
        world = self._world
        for strip in strips_beside(window, covered.clip(window)):
            if world is None or not _stretch_strip(surface, strip, world, self._scale, self._corner, palette):
                surface.fill(palette.sea, strip)

    def _draw_world(self, surface: pygame.Surface, camera: Camera, palette: Palette, layer: Layer) -> bool:
        """Fills the window behind a layer that does not; returns whether that is better than the layer itself."""
        world = self._world
        if world is None or not world.frame.covers(camera.view()):
            surface.fill(palette.sea)
        if world is None:
            return False
        nearer = camera.scale**2 < world.frame.scale * layer.frame.scale
        overlay = self._overlay if nearer else Overlay()
        picture = world.painted(palette, overlay, self.ground, self.anchors)
        _stretch(surface, picture, world.frame, camera, smooth=nearer)
        return nearer

    def _inside(self, layer: Layer | None, x: float, y: float) -> bool:
        return layer is not None and layer.frame.covers((x, y, x, y))


def _anchors(atlas: Atlas, ground: Ground, nations: Nations) -> np.ndarray:
    """(N, 2) world points of the capitals; without one, the label point of the largest area."""
    anchors = np.zeros((len(nations.names), 2))
    for row, capital in enumerate(nations.capitals):
        owned = np.nonzero(ground.ids == FIRST_NATION + row)[0]
        if capital is not None:
            anchors[row] = world_point(*capital)
        elif len(owned):
            anchors[row] = atlas.label_point[owned[np.argmax(atlas.area_size[owned])]]
    return anchors


def strips_beside(window: pygame.Rect, covered: pygame.Rect) -> list[pygame.Rect]:
    """What of a window a rectangle inside it leaves free: above, below, left and right of it."""
    if not covered.width or not covered.height:
        return [window]
    strips = [
        pygame.Rect(0, 0, window.width, covered.top),
        pygame.Rect(0, covered.bottom, window.width, window.bottom - covered.bottom),
        pygame.Rect(0, covered.top, covered.left, covered.height),
        pygame.Rect(covered.right, covered.top, window.right - covered.right, covered.height),
    ]
    return [strip for strip in strips if strip.width and strip.height]


def _stretch_strip(
    surface: pygame.Surface, strip: pygame.Rect, world: Layer, scale: float, corner: tuple[int, int], palette: Palette
) -> bool:
    """Lays the world, scaled, into one strip of the window; False where the strip reaches beyond it."""
    ratio = scale / world.frame.scale
    left = (strip.left + corner[0]) / ratio - world.frame.origin[0]
    top = (strip.top + corner[1]) / ratio - world.frame.origin[1]
    source = pygame.Rect(int(left), int(top), max(1, round(strip.width / ratio)), max(1, round(strip.height / ratio)))
    picture = world.painted_plainly(palette)
    if not picture.get_rect().contains(source):
        return False
    pygame.transform.smoothscale(picture.subsurface(source), strip.size, surface.subsurface(strip))
    return True


def _on_grid(length: int) -> int:
    return -(-length // GRID) * GRID


def _stretch(surface: pygame.Surface, picture: pygame.Surface, frame: Frame, camera: Camera, *, smooth: bool) -> None:
    """Draws the part of a picture that the camera sees, scaled to the camera's scale."""
    ratio = camera.scale / frame.scale
    left, top, right, bottom = camera.view()
    seen = pygame.Rect(0, 0, 0, 0)
    seen.left, seen.top = int(left * frame.scale) - frame.origin[0], int(top * frame.scale) - frame.origin[1]
    seen.width = max(1, round((right - left) * frame.scale))
    seen.height = max(1, round((bottom - top) * frame.scale))
    part = seen.clip(picture.get_rect())
    if part.width < 1 or part.height < 1:
        return
    scale = pygame.transform.smoothscale if smooth else pygame.transform.scale
    source = picture.subsurface(part)
    if part == seen and surface.get_bitsize() == 32:
        scale(source, surface.get_size(), surface)
        return
    size = (max(1, round(part.width * ratio)), max(1, round(part.height * ratio)))
    place = camera.to_screen((part.left + frame.origin[0]) / frame.scale, (part.top + frame.origin[1]) / frame.scale)
    surface.blit(scale(source, size), (round(place[0]), round(place[1])))
