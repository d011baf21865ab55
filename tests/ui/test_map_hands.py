"""The hand on the map: menus by right click and by key, steps from nation to nation, and dragging to allocate."""

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
from game.ui.map.land.projection import world_point
from game.ui.map.lenses import palette
from game.ui.map.steps import nearest, step
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.nations.compare import Compare
from game.ui.screens.planning.order_dialog import OrderDialog
from game.ui.settings import Settings
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Size
from game.ui.widgets.menu import Menu

SCENARIO, SEAT, SEED = load_scenario("crescent"), "pak", 7


@pytest.fixture(params=["en", "ar_XB"])
def driver(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Driver]:
    scene = Campaign(Session.new(SCENARIO, SEAT, SEED), shell_of_player(SEED, tmp_path, threaded=False))
    app = App(scene, Settings(reduced_motion=True, language=request.param), Size(1280, 720), tmp_path)
    yield Driver(app)
    app.close()


def campaign(driver: Driver) -> Campaign:
    scene = driver.app.stack[0].scene
    assert isinstance(scene, Campaign)
    return scene


def place(driver: Driver, nation: str) -> tuple[float, float]:
    """Where a nation's capital is seen."""
    area, board = driver.rect("map"), campaign(driver).board
    spot = board.spot(
        SCENARIO.nations.index(next(one for one in SCENARIO.nations if one.id == nation)), Size(*area[2:])
    )
    assert spot is not None
    return area.x + spot[0], area.y + spot[1]


def mission(driver: Driver) -> tuple[str, tuple[float, float]]:
    """A mission whose icon stands alone in sight, and where."""
    area, scene = driver.rect("map"), campaign(driver)
    for m, one in enumerate(SCENARIO.missions):
        x, y = scene.board._camera.to_screen(*world_point(one.lon, one.lat))  # type: ignore[union-attr]
        inside = 20 < x < area.width - 250 and 80 < y < area.height - 200
        if inside and [icon.key for icon in scene.board.view.icons_at((x, y))] == [f"mission:{m}"]:  # type: ignore[union-attr]
            return one.id, (area.x + x, area.y + y)
    raise AssertionError("no mission in sight")


def test_a_right_click_on_a_nation_offers_what_can_be_done(driver: Driver) -> None:
    driver.click_at(*place(driver, "sau"), button=3)
    menu = driver.app.top.scene
    assert isinstance(menu, Menu)
    assert [
        str(one) for one in audit(menu.view(driver.app.size, driver.app.look), driver.app.size, driver.app.look)
    ] == []
    names = [choice.command.name for choice in menu.choices]
    for name in ("menu.dossier", "menu.negotiate", "menu.order", "menu.view", "menu.compare"):
        assert name in names
    driver.click(f"menu.{names.index('menu.view')}")
    assert campaign(driver).selected == campaign(driver).session.setting.row("sau")
    assert campaign(driver).lens == "alliance"
    driver.click_at(*place(driver, "sau"), button=3)
    driver.click(f"menu.{names.index('menu.compare')}")
    assert isinstance(driver.app.top.scene, Compare)


def test_the_map_seen_from_the_nation_looked_at_already_has_its_colours_at_once(driver: Driver) -> None:
    scene = campaign(driver)
    row = scene.session.setting.row("sau")
    scene._select(row)
    driver.app._change(None, stale=True)
    driver.step()
    assert scene._mapped == (scene.session.state.step, (), row)
    assert scene.board.palette is None
    scene.update(Command("menu.view", row))
    driver.app._change(None, stale=True)
    driver.step()
    assert scene.board.palette == palette("alliance", scene.session, row)


@pytest.mark.parametrize("by_key", [False, True])
def test_a_click_beside_a_menu_or_escape_leaves_it(driver: Driver, by_key: bool) -> None:
    corner, spot = driver.rect("map").inset(3), place(driver, "sau")
    driver.click_at(*spot, button=3)
    assert isinstance(driver.app.top.scene, Menu)
    if by_key:
        driver.key("escape")
    else:
        driver.click_at(corner.x, corner.y)
    assert isinstance(driver.app.top.scene, Campaign)
    assert campaign(driver).selected is None


def test_the_map_by_keyboard_alone(driver: Driver) -> None:
    scene = campaign(driver)
    for _ in range(99):
        driver.key("tab")
        if driver.app.top.ui.focus == "map":
            break
    driver.key("shift+left")
    first = scene.board.hover
    driver.key("shift+left")
    assert scene.board.hover not in (None, first)
    driver.key("menu")
    assert driver.app.top.ui.focus == "menu.0"
    driver.key("return")
    assert scene.selected == scene.board.hover
    assert scene.tab == "dossier"


def test_steps_go_to_the_nearest_capital_that_way() -> None:
    anchors = np.array([(0.5, 0.5), (0.6, 0.5), (0.55, 0.1), (0.4, 0.52)])
    assert [step(anchors, 0, way) for way in ("right", "left", "up", "down")] == [1, 3, 2, 3]
    assert step(anchors, 1, "right") == 1
    beside = np.array([(0.5, 0.5), (0.56, 0.51), (0.5, 0.7)])
    assert step(beside, 0, "down") == 2
    assert nearest(anchors, (0.58, 0.5)) == 1


def test_an_officer_dragged_onto_a_nation_is_sent_there(driver: Driver) -> None:
    driver.drag(driver.rect("plan.officers").center, place(driver, "tur"))
    (order,) = campaign(driver).session.plan
    assert (order.instrument, order.option, order.target) == ("attache", "open", "tur")


def test_contingents_dragged_onto_a_mission_add_up(driver: Driver) -> None:
    identity, spot = mission(driver)
    for amount in (1, 2):
        driver.drag(driver.rect("plan.contingents").center, spot)
        (order,) = campaign(driver).session.plan
        assert (order.instrument, order.target, order.amount) == ("peacekeeping", identity, amount)
    assert campaign(driver).map.carried is None


def test_a_contingent_dragged_onto_a_nation_opens_an_invitation(driver: Driver) -> None:
    driver.drag(driver.rect("plan.contingents").center, place(driver, "tur"))
    dialog = driver.app.top.scene
    assert isinstance(dialog, OrderDialog)
    assert (dialog.order.instrument, dialog.order.target) == ("drill", "tur")


def test_what_is_dropped_beside_the_map_is_not_ordered(driver: Driver) -> None:
    driver.drag(driver.rect("plan.officers").center, driver.rect("side").center)
    assert campaign(driver).session.plan == ()
    assert campaign(driver).map.carried is None


def test_a_commitment_has_a_menu(driver: Driver) -> None:
    row = next(key for key in driver.ids() if key.startswith("outliner.mission."))
    driver.click(row, button=3)
    menu = driver.app.top.scene
    assert isinstance(menu, Menu)
    home = [choice.command.argument.option for choice in menu.choices if choice.command.name == "menu.add"]
    assert home == ["deploy", "withdraw"]
    driver.click(f"menu.{len(menu.choices) - 1}")
    (order,) = campaign(driver).session.plan
    assert order.option == "withdraw"
