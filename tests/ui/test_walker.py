"""The walker's short form: screens of every kind, one press on each control, in English and Arabic by turns."""

import pytest
from ui import walker

from game.content.reading.load import load_scenario
from game.ui.studio.stagehand import Stagehand
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.items import Button, Dropdown, Option, Slider

SHORT = ("plan", "order", "negotiation", "crisis", "missions", "charts", "network", "replay", "dossier", "saves",
         "settings", "keys", "find", "title")  # fmt: skip
WINDOW = Size(960, 600)


@pytest.fixture(scope="module")
def hand(tmp_path_factory: pytest.TempPathFactory) -> Stagehand:
    return Stagehand(tmp_path_factory.mktemp("walk"), load_scenario("first_posting"), "ken", "uga", 4)


@pytest.mark.parametrize(("name", "language"), [(name, ("en", "ar")[k % 2]) for k, name in enumerate(SHORT)])
def test_every_control_can_be_pressed_and_every_screen_left(name: str, language: str, hand: Stagehand) -> None:
    walk = walker.Walk(hand, language, WINDOW, 1)
    walk.screen(name)
    assert walk.pressed[name] > 0


def test_each_kind_of_control_has_its_acts() -> None:
    rect = (0, 0, 9, 9)
    options = (Option("a", "A"), Option("b", "B"))
    assert len(walker.acts_of(Button(rect=rect, id="x"))) == 2
    assert len(walker.acts_of(Slider(rect=rect, id="x", value=1))) == 5
    assert len(walker.acts_of(Dropdown(rect=rect, id="x", options=options))) == 4
