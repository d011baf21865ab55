"""A scene with every widget: it has no faults at any size, scale and language, and every control in it works."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pygame
import pytest
from support.gallery import ROWS, Gallery

from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size


@pytest.fixture
def gallery() -> Gallery:
    return Gallery()


@pytest.fixture
def driver(gallery: Gallery, tmp_path: Path) -> Iterator[Driver]:
    app = App(gallery, Settings(scale=1.0), Size(1280, 720), tmp_path)
    yield Driver(app)
    app.close()


def last(gallery: Gallery) -> tuple[str, object]:
    """The last command heard, and its value."""
    return gallery.heard[-1].name, gallery.heard[-1].value


@pytest.mark.parametrize("language", ["en", "ar", "en_XA", "ar_XB"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
def test_the_gallery_has_no_faults(gallery: Gallery, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    app = App(gallery, Settings(scale=1.0, language=language), Size(*size), tmp_path)
    faults = audit(gallery.view(app.size, app.look), app.size, app.look)
    app.close()
    assert [str(fault) for fault in faults if fault.kind != "cut" or language == "en"] == []


def test_clicks_reach_the_scene(driver: Driver, gallery: Gallery) -> None:
    driver.click("end")
    assert last(gallery) == ("end", None)
    driver.click("card")
    assert last(gallery) == ("card", None)
    driver.click("card.remove")
    assert last(gallery) == ("drop", None)
    driver.click("toggle")
    assert last(gallery) == ("toggle", False)
    heard = len(gallery.heard)
    driver.click("off")
    assert len(gallery.heard) == heard, "a disabled button says nothing"


def test_valued_controls_by_mouse(driver: Driver, gallery: Gallery) -> None:
    rect = driver.rect("slider")
    driver.drag((rect.x + 20, rect.center[1]), (rect.right - 1, rect.center[1]))
    assert last(gallery) == ("slider", 100)
    stepper = driver.rect("stepper")
    driver.click_at(stepper.right - 5, stepper.center[1])
    assert last(gallery) == ("stepper", 4)
    driver.click_at(stepper.x + 5, stepper.center[1])
    assert last(gallery) == ("stepper", 3)
    tabs = driver.rect("tabs")
    driver.click_at(tabs.right - 20, tabs.center[1])
    assert last(gallery) == ("tab", "b")
    driver.click("choice")
    menu = driver.rect("menu:menu")
    driver.click_at(menu.x + 20, menu.bottom - 10)
    assert last(gallery) == ("choice", "pact")
    assert "menu:menu" not in driver.ids()


def test_an_open_menu_closes_by_escape_and_by_a_click_beside(driver: Driver, gallery: Gallery) -> None:
    for close in (lambda: driver.key("escape"), lambda: driver.click("end")):
        driver.click("choice")
        assert "menu:menu" in driver.ids()
        heard = len(gallery.heard)
        close()
        assert "menu:menu" not in driver.ids()
        assert len(gallery.heard) == heard


def test_valued_controls_by_keyboard(driver: Driver, gallery: Gallery) -> None:
    for identity, key, expected in [
        ("slider", "right", ("slider", 41)),
        ("slider", "pageup", ("slider", 51)),
        ("slider", "end", ("slider", 100)),
        ("stepper", "left", ("stepper", 2)),
        ("tabs", "right", ("tab", "b")),
        ("toggle", "space", ("toggle", False)),
        ("ask", "return", ("ask", None)),
    ]:
        driver.app.top.ui.focus = identity
        driver.key(key)
        assert last(gallery) == expected
    driver.key("escape")


def test_text_is_typed_edited_and_submitted(driver: Driver, gallery: Gallery) -> None:
    driver.click("text")
    driver.type("Chad")
    driver.key("home")
    driver.key("delete")
    driver.type("T")
    assert last(gallery) == ("text", "Thad")
    driver.key("return")
    assert last(gallery) == ("submit", "Thad")


def test_a_table_sorts_scrolls_and_is_walked_by_keys(driver: Driver, gallery: Gallery) -> None:
    table = driver.rect("table")
    driver.click_at(table.x + table.width // 2, table.y + 15)
    driver.click_at(table.x + 20, table.y + 34 + 15)
    assert last(gallery) == ("row", 0), "the lowest power first"
    driver.click_at(table.x + table.width // 2, table.y + 15)
    driver.click_at(table.x + 20, table.y + 34 + 15)
    assert ROWS[gallery.heard[-1].value].cells[0].text == "Algeria"
    driver.wheel("table", -100)
    driver.click_at(table.x + 20, table.bottom - 5)
    assert ROWS[gallery.heard[-1].value].cells[0].text == "Afghanistan"
    driver.key("home")
    driver.key("down")
    driver.key("return")
    assert ROWS[gallery.heard[-1].value].cells[0].text == "Algeria"


def test_a_scroll_view_scrolls_by_wheel_bar_and_focus(driver: Driver, gallery: Gallery) -> None:
    assert driver.rect("inner.11").empty
    driver.wheel("scroll", -50)
    driver.click("inner.11")
    assert gallery.heard[-1].argument == 11
    view = driver.rect("scroll")
    driver.drag((view.right - 5, view.bottom - 10), (view.right - 5, view.y))
    driver.click("inner.0")
    assert gallery.heard[-1].argument == 0
    for _step in range(9):
        driver.key("tab")
    assert not driver.rect("inner.9").empty, "the focus brings what it is on into view"


def test_tab_reaches_every_control_and_returns(driver: Driver) -> None:
    reached = []
    for _step in range(60):
        driver.key("tab")
        reached.append(driver.app.top.ui.focus)
        if reached[-1] == reached[0] and len(reached) > 1:
            break
    wanted = {"tabs", "say", "off", "end", "slider", "stepper", "choice", "text", "toggle", "scroll", "table", "why.1"}
    assert wanted | {"card", "canvas", "ask"} <= set(reached)
    assert reached[0] == reached[-1]
    driver.key("shift+tab")
    assert driver.app.top.ui.focus == reached[-2]


def test_hot_keys_press_controls_and_the_rest_become_commands(driver: Driver, gallery: Gallery) -> None:
    driver.key("ctrl+return")
    assert last(gallery) == ("end", None)
    driver.key("ctrl+z")
    assert last(gallery) == ("undo", None)


def test_a_canvas_gets_the_pointer(driver: Driver, gallery: Gallery) -> None:
    driver.click("canvas")
    kinds = [command.value.kind for command in gallery.heard if command.name == "canvas"]
    assert kinds == ["move", "move", "press", "click"]
    driver.wheel("canvas", 1)
    assert gallery.heard[-1].value.kind == "wheel"
    middle = driver.rect("canvas").center
    driver.drag(middle, (middle[0] + 40, middle[1]))
    drags = [command.value for command in gallery.heard if command.name == "canvas" and command.value.kind == "drag"]
    assert sum(drag.dx for drag in drags) == pytest.approx(40, abs=1)
    assert gallery.heard[-1].value.kind == "release"


def test_a_dialog_dims_asks_and_answers(driver: Driver, gallery: Gallery) -> None:
    bright = sum(driver.app.window.get_at((60, 100))[:3])
    driver.click("ask")
    assert sum(driver.app.window.get_at((20, 400))[:3]) < bright
    assert "slider" not in driver.ids(), "what is below takes no part"
    driver.click("yes")
    assert last(gallery) == ("recalled", None)
    driver.click("ask")
    driver.key("escape")
    assert driver.app.top.scene is gallery


def test_tips_nest_stay_and_close(driver: Driver) -> None:
    driver.hover("why.1", 0.1)
    assert driver.app.tips.open == [], "not before the delay"
    driver.step(0.4)
    assert driver.app.tips.open[0].tip.title == "Trust"
    driver.hover("end")
    assert [tip.tip.title for tip in driver.app.tips.open] == ["End turn"]
    driver.hover("off")
    assert driver.app.tips.open[0].tip.text == "Two battalions asked, one at home."
    driver.hover_at(2, 2)
    assert driver.app.tips.open == []
    driver.app.top.ui.focus, driver.app.top.ui.focus_seen = "why.1", True
    driver.key("i")
    assert driver.app.tips.open[0].pinned
    driver.hover_at(2, 2)
    assert len(driver.app.tips.open) == 1, "a pinned tip stays"
    driver.key("escape")
    assert driver.app.tips.open == []


def test_the_points_of_a_tip_have_tips_in_turn(driver: Driver) -> None:
    driver.hover("why.1")
    driver.hover("tip0/point.0")
    assert [tip.tip.title for tip in driver.app.tips.open] == ["Trust", "Mission"]
    driver.hover("tip0/plate")
    assert [tip.tip.title for tip in driver.app.tips.open] == ["Trust"]
    driver.hover_at(2, 2)
    assert driver.app.tips.open == []
    driver.app.top.ui.focus, driver.app.top.ui.focus_seen = "why.1", True
    driver.key("i")
    assert driver.app.top.ui.focus == "tip0/point.0"
    driver.key("i")
    assert len(driver.app.tips.open) == 2
    driver.key("escape")
    driver.key("escape")
    assert (driver.app.tips.open, driver.app.top.ui.focus) == ([], "why.1")


def test_the_palette_finds_and_does(driver: Driver, gallery: Gallery) -> None:
    driver.key("ctrl+k")
    driver.type("end")
    driver.key("return")
    assert last(gallery) == ("end", None)


def test_notices_come_and_go(driver: Driver) -> None:
    driver.click("say")
    shown = len(driver.app.stage.placed)
    assert driver.step(6.0), "the notice is wiped off"
    assert len(driver.app.stage.placed) < shown


def test_a_quiet_frame_paints_nothing_and_a_hover_little(driver: Driver) -> None:
    driver.hover_at(2, 2)
    driver.step(1.0)
    assert driver.step() == []
    place = driver.rect("say").center
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0)))
    patches = driver.step()
    assert 0 < sum(patch.width * patch.height for patch in patches) < 1280 * 720 / 10


@pytest.mark.parametrize("language", ["en", "ar_XB"])
def test_partial_painting_equals_painting_all(gallery: Gallery, tmp_path: Path, language: str) -> None:
    app = App(gallery, Settings(scale=1.25, language=language), Size(1600, 900), tmp_path)
    driver = Driver(app)
    actions = [
        (driver.hover, "why.1"), (driver.click, "choice"), (driver.key, "down"), (driver.key, "return"),
        (driver.click, "say"), (driver.key, "tab"), (driver.click, "ask"), (driver.hover, "no"),
    ]  # fmt: skip
    for action, argument in actions:
        action(argument)
        partial = pygame.image.tobytes(app.window, "RGB")
        app.painter.look = None
        driver.step(0.0)
        assert pygame.image.tobytes(app.window, "RGB") == partial
    app.close()
