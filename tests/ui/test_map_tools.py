"""What lies on the campaign's map: lenses with patterns, links by kind, the minimap, the hover card."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import numpy as np
import pytest

from game.content.reading.load import load_scenario
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.map.land.camera import Camera
from game.ui.map.lenses import LENSES, palette
from game.ui.map.signs.links import LINK_STYLES
from game.ui.painting.patterns import PERIOD, bits_at
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.campaign.map_links import LINK_KINDS, links
from game.ui.screens.front.open_game import shell_of_player
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size

SCENARIO, SEAT, SEED = load_scenario("crescent"), "pak", 7


@pytest.fixture(scope="module")
def session() -> Session:
    made = Session.new(SCENARIO, SEAT, SEED)
    for _ in range(6):
        made.end_turn()
    return made


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    scene = Campaign(Session.new(SCENARIO, SEAT, SEED), shell_of_player(SEED, tmp_path, threaded=False))
    app = App(scene, Settings(reduced_motion=True), Size(1280, 720), tmp_path)
    yield Driver(app)
    app.close()


def campaign(driver: Driver) -> Campaign:
    scene = driver.app.top.scene
    assert isinstance(scene, Campaign)
    return scene


def test_the_classes_of_a_lens_differ_in_pattern_and_in_colour() -> None:
    for lens in LENSES.values():
        assert len(lens.stops) == len(lens.marks) == len(set(lens.marks)) == len(set(lens.stops)) == 5


def test_every_pattern_marks_some_pixels_and_leaves_most_free() -> None:
    tile = np.array([[bits_at(x, y) for y in range(PERIOD)] for x in range(PERIOD)])
    for bit in (1, 2, 4):
        assert 0.02 < ((tile & bit) > 0).mean() < 0.35
    assert (tile == 0).mean() > 0.45


@pytest.mark.parametrize("lens", LENSES)
def test_a_lens_reads_shares_and_has_words_for_every_nation(session: Session, lens: str) -> None:
    row = LENSES[lens]
    for focus in (session.seat, session.setting.row("sau")):
        shares = row.shares(session, focus)
        known = shares[~np.isnan(shares)]
        assert len(known)
        assert known.min() >= 0
        assert known.max() <= 1
        assert all(row.say(session, focus, j) for j in range(session.setting.n))
        shown = palette(lens, session, focus)
        assert shown is not None
        assert len(shown.marks) == len(shown.nations) == session.setting.n
        assert len(set(shown.nations)) > 2


def test_links_are_of_the_nation_looked_at_or_of_all(session: Session) -> None:
    assert set(LINK_KINDS) <= set(LINK_STYLES)
    focus = session.setting.row("sau")
    for kind in LINK_KINDS:
        own = [link for link in links(session, focus, [kind]) if link.kind == kind]
        everybody = [link for link in links(session, focus, [kind], everybody=True) if link.kind == kind]
        assert all(focus in (link.a, link.b) and 0 < link.weight <= 1 for link in own)
        pairs = [frozenset((link.a, link.b)) for link in everybody]
        assert len(pairs) == len(set(pairs)) >= min(1, len(own))
    assert links(session, focus, []) == []


def test_a_drawn_land_fits_when_zoomed_out() -> None:
    bounds = (0.2, 0.1, 0.5, 0.3)
    camera = Camera((800, 600), 0.487, bounds)
    camera.zoom_at((400, 300), 1e-6, 0.0, 0.0)
    left, top, right, bottom = camera.view()
    assert left <= bounds[0]
    assert top <= bounds[1]
    assert right >= bounds[2]
    assert bottom >= bounds[3]
    assert min((right - left) / 0.3, (bottom - top) / 0.2) == pytest.approx(1)


def test_switches_of_links_change_what_is_drawn(driver: Driver) -> None:
    board = campaign(driver).board
    driver.click("map.links")
    for kind in LINK_KINDS:
        before = board._links
        driver.click(f"links.{kind}")
        driver.click(f"links.{kind}")
        assert board._links == before
    few = len(board._links)
    driver.click("links.everybody")
    assert len(board._links) > few


def test_the_minimap_moves_the_map_by_click_drag_and_keys(driver: Driver) -> None:
    board = campaign(driver).board
    driver.step()
    area = driver.rect("minimap")
    driver.click_at(area.x + area.width * 0.3, area.y + area.height * 0.4)
    seen = board.seen()
    assert seen is not None
    assert (seen[0] + seen[2]) / 2 == pytest.approx(0.3, abs=0.02)
    driver.drag(area.center, (area.x + area.width * 0.7, area.center[1]))
    dragged = board.seen()
    assert dragged is not None
    assert dragged[0] > seen[0]
    driver.key("left")  # the minimap has the focus
    moved = board.seen()
    assert moved is not None
    assert moved[0] < dragged[0]


@pytest.mark.parametrize("size", [Size(960, 600), Size(1280, 720), Size(1920, 1080)])
@pytest.mark.parametrize("language", ["en", "en_XA", "ar_XB"])
def test_the_tools_hold_at_every_size_and_language(tmp_path: Path, size: Size, language: str) -> None:
    scene = Campaign(Session.new(SCENARIO, SEAT, SEED), shell_of_player(SEED, tmp_path, threaded=False))
    app = App(scene, Settings(language=language, reduced_motion=True), size, tmp_path)
    try:
        driver = Driver(app)
        driver.click("map.links")
        for lens in LENSES:
            scene.lens = lens
            driver.hover_at(*driver.rect("map").center)
            items = scene.view(app.size, app.look)
            assert [str(one) for one in audit(items, app.size, app.look)] == []
    finally:
        app.close()
