"""The map on the screen: hits, names, palettes, sizes, and the worker thread that must change nothing but the time."""

import os
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import numpy as np
import pygame
import pytest

from game.ui.map.land.atlas import Atlas
from game.ui.map.land.camera import Camera
from game.ui.map.land.palette import Palette, ramp
from game.ui.map.land.projection import world_point
from game.ui.map.signs.icons import GLYPHS, Icon, draw_icon
from game.ui.map.signs.lettering import Lettering
from game.ui.map.signs.links import LINK_STYLES, Link
from game.ui.map.view import MapView, Nations, strips_beside

ASSETS = Path(__file__).parents[2] / "assets"
SIZE = (800, 600)
CAPITALS = {
    "EGY": (31.2, 30.0), "SAU": (46.7, 24.7), "IRN": (51.4, 35.7), "TUR": (32.9, 39.9), "PAK": (73.1, 33.7),
    "IDN": (106.8, -6.2), "MAR": (-6.8, 33.9), "NGA": (7.5, 9.1), "QAT": (51.5, 25.3), "MDV": (73.5, 4.2),
    "COM": (43.3, -11.7), "BHR": (50.6, 26.2), "SEN": (-17.4, 14.7), "GMB": (-16.6, 13.5), "KAZ": (71.4, 51.2),
}  # fmt: skip
CODES = list(CAPITALS)
GREYS = Palette(tuple((100 + row, 100, 100) for row in range(len(CODES))))


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load(ASSETS / "map" / "world.npz")


def make(atlas: Atlas, size: tuple[int, int] = SIZE, threaded: bool = False) -> MapView:
    pygame.font.init()
    nations = Nations({code: row for row, code in enumerate(CODES)}, CODES, list(CAPITALS.values()))
    lettering = Lettering(ASSETS / "fonts" / "Vazirmatn-Medium.ttf")
    return MapView(atlas, nations, size, lettering, threaded=threaded)


def paint(view: MapView, camera: Camera, palette: Palette = GREYS, now: float = 0.0) -> pygame.Surface:
    surface = pygame.Surface(camera.size, depth=32)
    view.draw(surface, camera, palette, now)
    return surface


def pixels(surface: pygame.Surface) -> np.ndarray:
    return pygame.surfarray.array3d(surface).astype(int)


def looking_at(place: tuple[float, float], zoom: float, size: tuple[int, int] = SIZE) -> Camera:
    camera = Camera(size)
    camera.fly_to(world_point(*place), zoom * camera.smallest, 0.0, 0.0)
    return camera


@pytest.fixture(scope="module")
def view(atlas: Atlas) -> Iterator[MapView]:
    made = make(atlas)
    yield made
    made.close()


@pytest.mark.parametrize("zoom", [1.0, 3.0, 12.0])
@pytest.mark.parametrize("code", ["EGY", "SAU", "IRN", "KAZ"])
def test_a_hit_finds_the_nation(view: MapView, code: str, zoom: float) -> None:
    camera = looking_at(CAPITALS[code], zoom)
    paint(view, camera)
    assert view.hit(camera.to_screen(*world_point(*CAPITALS[code]))) == CODES.index(code)


@pytest.mark.parametrize("code", ["MDV", "COM", "BHR"])
def test_a_small_state_is_a_dot_that_can_be_hit(view: MapView, atlas: Atlas, code: str) -> None:
    camera = looking_at(CAPITALS[code], 2.0)
    picture = paint(view, camera)
    x, y = camera.to_screen(*atlas.label_point[atlas.index(code)])
    assert view.hit((x, y)) == CODES.index(code)
    assert abs(picture.get_at((round(x), round(y)))[0] - 100 - CODES.index(code)) < 60


def test_sea_and_other_lands_are_nobodys(view: MapView) -> None:
    camera = looking_at((20.0, 20.0), 1.0)
    paint(view, camera)
    assert view.hit(camera.to_screen(*world_point(-30, 0))) is None
    assert view.hit(camera.to_screen(*world_point(2, 47))) is None


@pytest.mark.parametrize("scale", [640, 1100, 1500, 2300, 4000, 9000, 20000, 45000])
def test_names_never_overlap(view: MapView, scale: float) -> None:
    rectangles = [label.rectangle(scale) for label in view.labels.layout(scale)]
    assert rectangles
    assert not any(one.colliderect(other) for one, other in combinations(rectangles, 2))


def test_more_names_appear_on_the_way_in(view: MapView) -> None:
    counts = [len(view.labels.layout(scale)) for scale in (800, 2000, 6000, 40000)]
    assert counts == sorted(counts)
    assert counts[-1] >= len(CODES) - 1


def test_a_palette_recolours_nations_only(view: MapView) -> None:
    camera = looking_at((35.0, 25.0), 2.0)
    first = pixels(paint(view, camera))
    colours = list(GREYS.nations)
    colours[CODES.index("SAU")] = (20, 200, 20)
    second = pixels(paint(view, camera, Palette(tuple(colours))))
    changed = np.argwhere((first != second).any(axis=2))
    assert len(changed) > 500
    assert {view.hit((int(x), int(y))) for x, y in changed} == {CODES.index("SAU")}
    third = pixels(paint(view, camera))
    assert (first == third).all()


def test_hatching_marks_disputed_land(view: MapView) -> None:
    def spread(place: tuple[float, float]) -> float:
        camera = looking_at(place, 14.0)
        return float(pixels(paint(view, camera))[380:420, 280:320, 0].std())

    assert spread((-13.5, 24.5)) > 3 * max(spread((-6.0, 23.0)), 1.0)


def test_resizing_gives_what_a_new_view_would(atlas: Atlas) -> None:
    grown = make(atlas)
    camera = looking_at((40.0, 25.0), 3.0)
    paint(grown, camera)
    camera.resize((1000, 700))
    grown.resize((1000, 700))
    fresh = Camera((1000, 700))
    fresh.fly_to(camera.centre, camera.scale, 0.0, 0.0)
    assert (pixels(paint(grown, camera)) == pixels(paint(make(atlas, (1000, 700)), fresh))).all()


def test_the_thread_changes_nothing(atlas: Atlas) -> None:
    threaded, exact = make(atlas, threaded=True), make(atlas)
    camera = Camera(SIZE)
    camera.home()
    paint(threaded, camera)
    camera.zoom_at((500, 300), 3.0, 0.0)
    for now in (0.05, 0.1, 0.15):
        paint(threaded, camera, now=now)
    camera.update(1.0)
    threaded.settle(camera)
    assert (pixels(paint(threaded, camera, now=1.0)) == pixels(paint(exact, camera, now=1.0))).all()
    threaded.close()
    paint(threaded, camera, now=2.0)


def test_a_view_on_the_way_is_never_blank(atlas: Atlas) -> None:
    threaded = make(atlas, threaded=True)
    camera = looking_at((40.0, 25.0), 6.0)
    paint(threaded, camera)
    threaded.settle(camera)
    camera.zoom_at((400, 300), 0.25, 0.0)
    for now in (0.0, 0.05, 0.1, 0.2, 0.3):
        picture = pixels(paint(threaded, camera, now=now))
        assert (picture.sum(axis=2) > 0).mean() > 0.95
        assert len(np.unique(picture[::7, ::7].reshape(-1, 3), axis=0)) > 50
    threaded.close()


@pytest.mark.parametrize("code", ["IDN", "KAZ", "MDV"])
def test_a_nation_in_focus_is_in_the_middle(view: MapView, atlas: Atlas, code: str) -> None:
    row, camera = CODES.index(code), Camera(SIZE)
    centre, scale = view.focus(row, camera)
    camera.fly_to(centre, scale, 0.0, 0.0)
    paint(view, camera)
    x, y = camera.to_screen(*atlas.label_point[atlas.index(code)])
    assert 0.2 * SIZE[0] < x < 0.8 * SIZE[0]
    assert 0.2 * SIZE[1] < y < 0.8 * SIZE[1]
    assert camera.zoom > 2


def test_the_map_can_fill_a_part_of_the_window(view: MapView) -> None:
    camera = looking_at((45.0, 25.0), 2.0)
    window = pygame.Surface((1000, 700), depth=32)
    view.draw(window.subsurface((150, 50, *SIZE)), camera, GREYS, 0.0)
    assert (pixels(window)[150:950, 50:650] == pixels(paint(view, camera))).all()
    assert pixels(window)[:150].sum() == 0


def test_an_error_in_the_thread_is_not_lost(atlas: Atlas) -> None:
    threaded = make(atlas, threaded=True)
    camera = looking_at((40.0, 25.0), 2.0)
    paint(threaded, camera)
    threaded.set_links([Link("no such kind", 0, 1)])
    camera.fly_to((0.2, 0.1), 5000.0, 0.0, 0.0)
    with pytest.raises(KeyError):
        threaded.settle(camera)
    threaded.close()


def test_the_selected_nation_is_outlined_and_links_are_drawn(view: MapView) -> None:
    camera = looking_at((45.0, 25.0), 2.0)
    plain = pixels(paint(view, camera))
    view.select(CODES.index("SAU"))
    outlined = pixels(paint(view, camera))
    view.set_links([Link(kind, 0, 1 + number) for number, kind in enumerate(LINK_STYLES)])
    linked = pixels(paint(view, camera))
    view.select(None)
    view.set_links([])
    assert (plain != outlined).any()
    assert (outlined != linked).any()
    assert (plain == pixels(paint(view, camera))).all()


def test_icons_gather_when_far_and_part_when_near(view: MapView) -> None:
    places = [world_point(*CAPITALS[code]) for code in ("QAT", "BHR", "SAU")]
    icons = [Icon("post", x, y, key=str(number), rank=number) for number, (x, y) in enumerate(places)]
    view.set_icons(icons)
    assert [len(cluster.icons) for cluster in view.icons.clusters(800)] == [3]
    assert len(view.icons.clusters(60000)) == 3
    camera = looking_at(CAPITALS["SAU"], 1.0)
    paint(view, camera)
    found = view.icons_at(camera.to_screen(*places[2]))
    view.set_icons([])
    assert [icon.key for icon in found] == ["2", "1", "0"]
    assert view.icons_at(camera.to_screen(*places[2])) == ()


def test_icons_do_not_cover_names(view: MapView, atlas: Atlas) -> None:
    points = [atlas.label_point[atlas.index(code)] for code in CODES]
    view.set_icons([Icon("mission", float(x), float(y), key=code) for code, (x, y) in zip(CODES, points, strict=True)])
    for scale in (1000, 5000):
        icons = [view.icons.rectangle(cluster, scale) for cluster in view.icons.clusters(scale)]
        assert all(label.rectangle(scale).collidelist(icons) < 0 for label in view.labels.layout(scale))
    view.set_icons([])


@pytest.mark.parametrize("kind", GLYPHS)
def test_every_icon_shows_something_of_its_own(kind: str) -> None:
    picture = pygame.surfarray.array3d(draw_icon(kind, 32, (255, 255, 255)))
    inner = picture[8:24, 8:24, 0]
    assert 0.1 < (inner > 128).mean() < 0.9
    others = [pygame.surfarray.array3d(draw_icon(other, 32, (255, 255, 255))) for other in GLYPHS if other != kind]
    assert all((picture != other).any() for other in others)


def test_neighbours_have_different_colours(view: MapView, atlas: Atlas) -> None:
    palette = view.political()
    rows = {code: row for row, code in enumerate(CODES)}
    for one, other in atlas.neighbours():
        first, second = rows.get(atlas.areas[one]), rows.get(atlas.areas[other])
        if first is not None and second is not None:
            assert palette.nations[first] != palette.nations[second]


def test_an_invented_world_is_drawn_too() -> None:
    square = np.array([(0.1, 0.1), (0.4, 0.1), (0.4, 0.4), (0.1, 0.4)])
    atlas = Atlas.from_polygons({"one": [square], "two": [square + np.array((0.3, 0.0))], "hole": [square / 4 + 0.15]})
    pygame.font.init()
    nations = Nations({"one": 0, "two": 1, "hole": 2}, ["One", "Two", "Hole"], [None] * 3)
    lettering = Lettering(ASSETS / "fonts" / "Vazirmatn-Medium.ttf")
    view = MapView(atlas, nations, SIZE, lettering, threaded=False)
    camera = Camera(SIZE, atlas.height)
    paint(view, camera, GREYS)
    assert [view.hit(camera.to_screen(*place)) for place in ((0.35, 0.35), (0.6, 0.2), (0.2, 0.2))] == [0, 1, 2]


def test_too_many_nations_are_refused(atlas: Atlas) -> None:
    with pytest.raises(ValueError, match="at most"):
        MapView(atlas, Nations({}, ["x"] * 254, [None] * 254), SIZE, Lettering(ASSETS), threaded=False)


def test_ramp_hits_its_stops() -> None:
    assert ramp((0.0, 0.5, 1.0, 2.0), ((0, 0, 0), (100, 50, 10), (200, 0, 0))) == (
        (0, 0, 0), (100, 50, 10), (200, 0, 0), (200, 0, 0),
    )  # fmt: skip


@pytest.mark.parametrize("covered", [(0, 0, 80, 60), (10, 20, 30, 15), (0, 0, 0, 0), (40, 0, 40, 60), (0, 30, 80, 30)])
def test_strips_beside_a_layer_fill_the_window_once(covered: tuple[int, int, int, int]) -> None:
    window, inside = pygame.Rect(0, 0, 80, 60), pygame.Rect(covered)
    strips = strips_beside(window, inside)
    count = np.zeros((80, 60), int)
    for strip in [inside, *strips]:
        count[strip.left : strip.right, strip.top : strip.bottom] += 1
    assert (count == 1).all()


def test_beyond_a_layer_the_whole_world_is_seen(atlas: Atlas) -> None:
    view = make(atlas, threaded=True)
    try:
        camera = looking_at(CAPITALS["EGY"], 3.0)
        paint(view, camera)
        view.settle(camera)
        paint(view, camera)
        view.settle(camera)
        exact = looking_at(CAPITALS["EGY"], 3.0)
        exact.pan(300, 0)
        camera.pan(300, 0)
        coarse = pixels(paint(view, camera))[10:200, 10:-10, 0]
        fine = pixels(paint(make(atlas), exact))[10:200, 10:-10, 0]
        assert np.corrcoef(coarse.ravel(), fine.ravel())[0, 1] > 0.7  # the same land in its place, only less sharp
    finally:
        view.close()
