"""The camera: pixels and world agree, zooming keeps the point under the pointer, and the world stays in the window."""

import pytest

from game.ui.map.land.camera import Camera
from game.ui.map.land.projection import HEIGHT


def test_screen_and_world_are_inverse() -> None:
    camera = Camera((1280, 720))
    camera.home()
    x, y = camera.to_world((311, 402))
    assert camera.to_screen(x, y) == pytest.approx((311, 402))


def test_zooming_keeps_the_point_under_the_pointer() -> None:
    camera = Camera((1280, 720))
    camera.fly_to((0.5, 0.24), 4000, 0.0, 0.0)
    before = camera.to_world((900, 200))
    camera.zoom_at((900, 200), 2.0, 10.0)
    for now in (10.05, 10.1, 10.2):
        assert camera.update(now)
        assert camera.to_screen(*before) == pytest.approx((900, 200), abs=1e-6)
    camera.update(11.0)
    assert camera.scale == pytest.approx(8000)
    assert not camera.moving
    assert not camera.update(12.0)


def test_turns_of_the_wheel_add_up() -> None:
    camera = Camera((1280, 720))
    start = camera.scale
    for turn in range(3):
        camera.zoom_at((640, 360), 1.5, 0.02 * turn)
    assert camera.target()[1] == pytest.approx(start * 1.5**3)
    camera.update(5.0)
    assert camera.scale == pytest.approx(start * 1.5**3)


@pytest.mark.parametrize("size", [(800, 600), (1280, 720), (1920, 1080), (7680, 4320), (600, 2000)])
def test_the_world_stays_in_the_window(size: tuple[int, int]) -> None:
    camera = Camera(size)
    for pan in ((1e6, 1e6), (-1e6, -1e6)):
        camera.zoom_at((0, 0), 5.0, 0.0, 0.0)
        camera.pan(*pan)
        left, top, right, bottom = camera.view()
        assert left >= -1e-9
        assert right <= 1 + 1e-9
        if bottom - top < HEIGHT:
            assert top >= -1e-9
            assert bottom <= HEIGHT + 1e-9
        else:
            assert (top + bottom) / 2 == pytest.approx(HEIGHT / 2)
    camera.zoom_at((0, 0), 1e-6, 0.0, 0.0)
    assert camera.scale == camera.smallest
    assert camera.centre[0] == pytest.approx(0.5)


def test_flying_ends_where_it_was_sent() -> None:
    camera = Camera((1280, 720))
    camera.fly_to((0.6, 0.2), 9000, 0.0)
    assert camera.moving
    assert camera.target() == ((0.6, 0.2), 9000)
    camera.update(0.2)
    assert camera.smallest < camera.scale < 9000
    camera.update(9.0)
    assert camera.centre == pytest.approx((0.6, 0.2))


def test_resizing_keeps_place_and_zoom() -> None:
    camera = Camera((1280, 720))
    camera.fly_to((0.6, 0.2), 5120, 0.0, 0.0)
    camera.resize((1920, 1080))
    assert camera.zoom == pytest.approx(4.0)
    assert camera.centre == pytest.approx((0.6, 0.2))


def test_deep_zoom_is_limited() -> None:
    camera = Camera((1280, 720))
    camera.zoom_at((640, 360), 1e9, 0.0, 0.0)
    assert camera.scale == camera.largest
