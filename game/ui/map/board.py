"""The map as a control: a canvas with a camera, hover, clicks and keys, and a palette, icons and links to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from game.content.format.model import Scenario
from game.ui.assets import UNUSABLE, asset_path, spoilt
from game.ui.map import steps
from game.ui.map.land.atlas import Atlas
from game.ui.map.land.camera import Box, Camera, Place
from game.ui.map.land.palette import Palette
from game.ui.map.land.projection import HEIGHT, project, world_point
from game.ui.map.signs.icons import Icon
from game.ui.map.signs.lettering import Lettering
from game.ui.map.signs.links import Link
from game.ui.map.view import MapView, Nations
from game.ui.toolkit.commands import Changes, Command, Keep, Pointer
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Canvas
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import current
from game.ui.words.names import nation_names

if TYPE_CHECKING:
    import pygame

STEP = 80.0  # logical pixels an arrow key pans
ZOOM_NOTCH, ZOOM_KEY = 1.22, 1.5
AROUND = 3.4  # how much nearer than the whole world a campaign begins
ICON = 22
EDGE = 0.08  # of the window: a nation this near to its edge is brought nearer to the middle


@lru_cache(maxsize=1)
def world_atlas() -> Atlas:
    """The baked world, read once."""
    try:
        return Atlas.load(asset_path("map/world.npz"))
    except UNUSABLE as error:
        spoilt("map/world.npz", error)
        return Atlas.from_polygons({})


def atlas_of(scenario: Scenario) -> Atlas:
    """The map a scenario is played on: the real world, or the areas drawn for it."""
    if scenario.map.geometry == "world":
        return world_atlas()
    rings = {shape.area: [project(np.array(ring)) for ring in shape.rings] for shape in scenario.map.shapes}
    return Atlas.from_polygons(rings, HEIGHT)


NOWHERE = Pointer("")


@dataclass(frozen=True, slots=True)
class Hit:
    """What a click found: a nation row and the icons there, or the row under the pointer that changed."""

    kind: str  # click, menu, hover, moved, carry, drop
    row: int | None = None
    icons: tuple[Icon, ...] = ()
    pointer: Pointer = NOWHERE


class Board:
    """One map on one screen. The owner gives it `canvas` a place in its view and its pointers to `handle`."""

    def __init__(self, scenario: Scenario, *, threaded: bool = True, around: int | None = None) -> None:
        """`around` is the nation to begin at; None begins with the part of the world the scenario is about."""
        self.scenario = scenario
        self.around = around
        self.threaded = threaded
        self.hover: int | None = None
        self.hover_icons: tuple[Icon, ...] = ()
        self.stepped = False  # the nation under `hover` was come to by keyboard
        self.now = 0.0
        self.palette: Palette | None = None
        self._political: Palette | None = None
        self._icons: tuple[Icon, ...] = ()
        self._links: tuple[Link, ...] = ()
        self._selected: int | None = None
        self._map: MapView | None = None
        self._camera: Camera | None = None
        self._made_for: tuple[object, ...] = ()
        self._picture: pygame.Surface | None = None
        self._drawn: object = None
        self._scale = 1.0
        self._version = 0
        self._fitted = False
        self._tick = 0

    # --------------------------------------------------------------------------------------------------- what it shows

    def show(
        self,
        palette: Palette | None,
        icons: Sequence[Icon] = (),
        links: Sequence[Link] = (),
        selected: int | None = None,
    ) -> None:
        """Colours (None: the political ones), icons, links and the outlined nation."""
        wanted = (palette, tuple(icons), tuple(links), selected)
        if wanted == (self.palette, self._icons, self._links, self._selected):
            return
        if self._map is not None and wanted[1] != self._icons:
            self._map.set_icons(wanted[1], round(ICON * self._scale))
        self.palette, self._icons, self._links, self._selected = wanted
        if self._map is not None:
            self._map.set_links(self._links)
            self._map.select(self._selected)
        self._version += 1

    def canvas(self, rect: Rect, identity: str, look: Look, command: Command) -> Canvas:
        """The item for a view; the pointers that `command` carries go to `handle`."""
        self._scale = look.scale
        stamp = (self._version, self._tick, self.hover, rect, look.scale, current().code, look.settings.theme)
        return Canvas(rect=rect, id=identity, command=command, draw=self._draw, stamp=stamp)

    @property
    def view(self) -> MapView | None:
        """The map itself, once it has been drawn."""
        return self._map

    @property
    def version(self) -> int:
        """A number that changes with what is shown."""
        return self._version

    @property
    def colours(self) -> Palette | None:
        """The lens, or the political colours; None before the map was drawn."""
        return self.palette or self._political

    @property
    def bounds(self) -> Box:
        """Left, top, right, bottom of all there is to see, in world units."""
        atlas = atlas_of(self.scenario) if self._map is None else self._map.atlas
        return atlas.extent or (0.0, 0.0, 1.0, atlas.height)

    def seen(self) -> Box | None:
        """The part of the world in the window; None before the map was drawn."""
        return None if self._camera is None else self._camera.view()

    @property
    def building(self) -> bool:
        """Whether a layer of the map is being built meanwhile."""
        return self._map is not None and self._map.building

    def close(self) -> None:
        """End the map's worker."""
        if self._map is not None:
            self._map.close()
            self._map = None

    # ------------------------------------------------------------------------------------------------------- drawing

    def _draw(self, surface: pygame.Surface, rect: pygame.Rect, look: Look) -> None:
        import pygame

        view, camera = self._prepared((rect.width, rect.height), look)
        key = (self._version, self._tick, self.hover, self._made_for)
        if self._picture is None or self._picture.get_size() != rect.size:
            self._picture, self._drawn = pygame.Surface(rect.size, depth=32), None
        if self._drawn != key:
            palette = self.palette or self._political
            assert palette is not None  # _prepared makes the political one
            if self.hover is not None:
                palette = palette.lit(self.hover)
            view.draw(self._picture, camera, palette, max(self.now, look.now))
            self._drawn = key
        surface.blit(self._picture, rect)

    def _prepared(self, size: tuple[int, int], look: Look) -> tuple[MapView, Camera]:
        """The map for this size, scale and language, made anew when one of them has changed."""
        made_for = (size, look.scale, current().code)
        if self._map is None or self._camera is None or made_for[1:] != self._made_for[1:]:
            self.close()
            self._map = self._new_map(size, look)
            self._political = self._map.political()
            if self._camera is None:
                self._camera = Camera(size, self._map.atlas.height, self._map.atlas.extent)
        if self._camera.size != size:
            self._camera.resize(size)
            self._map.resize(size)
        self._made_for = made_for
        if not self._fitted:
            self.fit()
        return self._map, self._camera

    def _new_map(self, size: tuple[int, int], look: Look) -> MapView:
        scenario = self.scenario
        areas = {area: row for row, nation in enumerate(scenario.nations) for area in nation.area}
        capitals = [(nation.capital.lon, nation.capital.lat) for nation in scenario.nations]
        lettering = Lettering(asset_path("fonts/Vazirmatn-Medium.ttf"), look.scale, look.rtl)
        nations = Nations(areas, nation_names(scenario), capitals)
        grain = max(1, round(look.scale))
        view = MapView(atlas_of(scenario), nations, size, lettering, threaded=self.threaded, grain=grain)
        view.set_icons(self._icons, round(ICON * look.scale))
        view.set_links(self._links)
        view.select(self._selected)
        return view

    # -------------------------------------------------------------------------------------------------------- camera

    def fit(self) -> None:
        """Look at the part of the world the scenario is about, as near as it fits; a drawn land is seen whole."""
        if self._camera is not None and self.around is not None and self.scenario.map.geometry == "world":
            self._fitted = True
            self._go(self._camera, self.around, self._camera.smallest * AROUND, 0.0)
            return
        view = self.scenario.map.view
        if view is not None:
            corners = [
                (view.west, view.south),
                (view.west, view.north),
                (view.east, view.south),
                (view.east, view.north),
            ]
        else:
            corners = [(nation.capital.lon, nation.capital.lat) for nation in self.scenario.nations]
        points = [world_point(*corner) for corner in corners]
        across, down = [point[0] for point in points], [point[1] for point in points]
        self._look_at((min(across), min(down), max(across), max(down)), 0.0)

    def go_to(self, row: int, seconds: float = 0.5) -> None:
        """Glide to a nation's capital without changing how near the map is, unless it is very far."""
        if self._camera is None:
            return
        self._go(self._camera, row, max(self._camera.scale, self._camera.smallest * 1.6), seconds)

    def _go(self, camera: Camera, row: int, scale: float, seconds: float) -> None:
        capital = self.scenario.nations[row].capital
        camera.fly_to(world_point(capital.lon, capital.lat), scale, self.now, seconds)
        self._touch()

    def _look_at(self, box: tuple[float, float, float, float], seconds: float) -> None:
        camera = self._camera
        if camera is None:
            return
        self._fitted = True
        width, height = max(1e-3, box[2] - box[0]), max(1e-3, box[3] - box[1])
        scale = min(camera.size[0] / width, camera.size[1] / height)
        camera.fly_to(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), scale, self.now, seconds)
        self._touch()

    def zoom(self, factor: float, seconds: float = 0.22) -> None:
        """Nearer or farther, around the middle."""
        if self._camera is not None:
            middle = (self._camera.size[0] / 2, self._camera.size[1] / 2)
            self._camera.zoom_at(middle, factor, self.now, seconds)
            self._touch()

    def aim(self) -> tuple[Place, float] | None:
        """Centre and scale at which the map comes to rest; None before it was drawn."""
        return None if self._camera is None else self._camera.target()

    def fly(self, centre: Place, scale: float, seconds: float) -> None:
        """Glide to another view."""
        if self._camera is not None:
            self._camera.fly_to(centre, scale, self.now, seconds)
            self._touch()

    def look_at(self, place: Place) -> None:
        """Put a world point in the middle, at once."""
        if self._camera is not None:
            self._camera.look_at(place)
            self._touch()

    def shift(self, across: float, down: float) -> None:
        """Move by shares of the window."""
        if self._camera is not None:
            self._camera.pan(-across * self._camera.size[0], -down * self._camera.size[1])
            self._touch()

    def _touch(self) -> None:
        self._tick += 1

    def poll(self, now: float) -> bool:
        """Whether the picture must be drawn again: a movement is under way, or a layer has arrived."""
        self.now = now
        if self._camera is None or self._map is None or not (self._camera.moving or self._map.ready):
            return False
        self._tick += 1
        return True

    # ------------------------------------------------------------------------------------------------------ pointers

    def handle(self, pointer: Pointer | None, reduced_motion: bool = False) -> Hit | None:
        """Pan, zoom and hover; tells what was clicked or is newly hovered. None: nothing changed.

        Without a pointer it was the key for the map, which is in sight already.
        """
        if self._map is None or self._camera is None or pointer is None:
            return None
        place = (pointer.x * self._scale, pointer.y * self._scale)
        match pointer.kind:
            case "move":
                return self._hovered(self._map.hit(place), self._map.icons_at(place))
            case "leave":
                return self._hovered(None)
            case "drag":
                self._camera.pan(pointer.dx * self._scale, pointer.dy * self._scale)
                self._touch()
                return Hit("moved")
            case "wheel":
                seconds = 0.0 if reduced_motion else 0.22
                self._camera.zoom_at(place, ZOOM_NOTCH**pointer.dy, self.now, seconds)
                self._touch()
                return Hit("moved")
            case "click":
                kind = "menu" if pointer.button == 3 else "click"
                return Hit(kind, self._map.hit(place), self._map.icons_at(place), pointer)
            case "carry" | "drop":
                self._hovered(self._map.hit(place), self._map.icons_at(place))
                return Hit(pointer.kind, self.hover, self.hover_icons, pointer)
            case "key":
                return self._key(pointer, self._map, 0.0 if reduced_motion else 0.25)
        return None

    def answer(self, pointer: Pointer | None) -> Changes:
        """`handle` for a screen that only shows the map."""
        return Keep() if self.handle(pointer) is None else None

    def _hovered(self, row: int | None, icons: tuple[Icon, ...] = ()) -> Hit | None:
        if row == self.hover and icons == self.hover_icons:
            return None
        self.hover, self.hover_icons, self.stepped = row, icons, False
        return Hit("hover", row, icons)

    def _key(self, pointer: Pointer, shown: MapView, seconds: float) -> Hit | None:
        assert self._camera is not None  # handle has looked
        key = pointer.key
        step = STEP * self._scale
        if key in ("return", "space", "menu"):
            return self._at_cursor(pointer, shown)
        ways = {"left": (step, 0.0), "right": (-step, 0.0), "up": (0.0, step), "down": (0.0, -step)}
        if key in ways:
            self._camera.pan(*ways[key])
        elif key in ("=", "-"):
            self.zoom(ZOOM_KEY if key == "=" else 1 / ZOOM_KEY)
        elif key == "home":
            self.fit()
        elif key.startswith("shift+"):
            self._step(key.removeprefix("shift+"), shown, seconds)
        else:
            return None
        self._touch()
        return Hit("moved")

    def _step(self, way: str, shown: MapView, seconds: float) -> None:
        """On to the next nation that way, and into sight of it."""
        assert self._camera is not None  # handle has looked
        if self.hover is None:
            row = steps.nearest(shown.anchors, self._camera.centre) if self._selected is None else self._selected
        else:
            row = steps.step(shown.anchors, self.hover, way)
        self.hover, self.hover_icons, self.stepped = row, (), True
        x, y = shown.anchors[row].tolist()
        left, top, right, bottom = self._camera.view()
        across, down = EDGE * (right - left), EDGE * (bottom - top)
        if not (left + across <= x <= right - across and top + down <= y <= bottom - down):
            self._camera.fly_to((x, y), self._camera.scale, self.now, seconds)

    def _at_cursor(self, pointer: Pointer, shown: MapView) -> Hit | None:
        """Enter and the menu key act on the nation that the keyboard or the mouse has come to."""
        if self.hover is None or self._camera is None:
            return None
        x, y = self._camera.to_screen(*shown.anchors[self.hover].tolist())
        at = (pointer.at[0] + x / self._scale, pointer.at[1] + y / self._scale)
        kind = "menu" if pointer.key == "menu" else "click"
        return Hit(kind, self.hover, (), replace(pointer, at=at))

    def spot(self, row: int, size: Size) -> tuple[float, float] | None:
        """Where a nation's capital is on the canvas in logical pixels; None when it lies outside of `size`."""
        if self._camera is None:
            return None
        capital = self.scenario.nations[row].capital
        x, y = self._camera.to_screen(*world_point(capital.lon, capital.lat))
        x, y = x / self._scale, y / self._scale
        return (x, y) if 0 <= x < size.width and 0 <= y < size.height else None
