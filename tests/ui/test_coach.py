"""The guide: whoever does what it points at learns every instrument and meets a crisis; it can be left and resumed."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.core.instruments import INSTRUMENTS
from game.ui import beside
from game.ui.app import App
from game.ui.audit import audit
from game.ui.coach.coach import HEIGHT, Coach
from game.ui.coach.lessons import GUIDES
from game.ui.driver import Driver
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign, enter
from game.ui.screens.front.open_game import shell_of_player, title
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Table
from game.ui.words import i18n

HUB = Size(1280, 720)
MOST_ACTIONS = 60


class Pupil:
    """Does what the guide points at, and nothing else."""

    def __init__(self, folder: Path, language: str = "en", size: Size = HUB) -> None:
        self.shell = shell_of_player(7, folder, threaded=False)
        self.app = App(title(self.shell), Settings(language=language, reduced_motion=True), size, folder)
        self.coach = self.app.companion = Coach()
        self.driver = Driver(self.app)
        self.taught: list[str] = []

    @property
    def session(self) -> Session:
        scene = self.app.stack[0].scene
        assert isinstance(scene, Campaign)
        return scene.session

    @property
    def target(self) -> str:
        """The control that is framed."""
        placed = self.app.stage.placed
        return next((one.key for name in self.coach.marks for one in beside._called(name, placed)), "")

    def obey(self) -> None:
        """One action."""
        driver, target, lesson = self.driver, self.target, self.coach.lesson
        assert lesson is not None
        if target:
            assert target in {one.key for one in self.app.stage.focusables()}, f"no key reaches {target}"
        if lesson.key not in self.taught:
            self.taught.append(lesson.key)
        if lesson.read:
            driver.click("guide.next")
        elif lesson.key == "index":
            driver.hover(target, 1.0)
        elif target == "map":
            row = self.session.setting.row("eth")
            self.app.top.scene._select(row)  # a click on the map, wherever the nation is drawn
            self.app._stale = True
            driver.step()
        elif target == "lens":
            driver.click(target)
            driver.key("down")
            driver.key("return")
        elif isinstance(driver.find(target).item, Table):
            driver.app.top.ui.focus = target
            driver.key("down")
            driver.key("return")
        else:
            driver.click(target)
            if target.startswith(("ask.", "posture.")):
                driver.click("back")


@pytest.fixture
def pupil(tmp_path: Path) -> Iterator[Pupil]:
    made = Pupil(tmp_path)
    yield made
    made.app.close()


def test_who_follows_the_guide_learns_all_instruments_and_meets_a_crisis(pupil: Pupil) -> None:
    pupil.driver.click("learn")
    actions = 0
    while pupil.coach.lesson is not None and actions < MOST_ACTIONS:
        pupil.obey()
        actions += 1
    given = {order.instrument for _step, order in pupil.session.log}
    assert pupil.coach.lesson is None, f"stuck at {pupil.taught[-1]}"
    assert {one.key for one in INSTRUMENTS} <= given
    assert {"request", "crisis", "posture"} <= {*given, *pupil.taught}
    assert pupil.session.turn < pupil.session.setting.turns, "there is time left to play"
    assert actions <= MOST_ACTIONS, "ten seconds an action make ten minutes"


def test_it_is_left_resumed_and_skipped_and_a_save_keeps_it(pupil: Pupil, tmp_path: Path) -> None:
    driver = pupil.driver
    driver.click("learn")
    high = pupil.app.size.height
    pupil.obey()
    driver.click("guide.leave")
    assert pupil.app.size.height == high + HEIGHT
    assert "guide.next" not in driver.ids()
    driver.click("menu")
    driver.click("guide")
    assert "guide.next" in driver.ids()
    lesson = pupil.coach.lesson
    driver.click("guide.next")
    assert pupil.coach.lesson is not lesson
    pupil.session.save(tmp_path / "kept.save")
    again = Session.load(tmp_path / "kept.save")
    assert again.manner == pupil.session.manner
    assert again.manner.learnt[:2] == ("index", "nation")
    pupil.app._change(None)
    pupil.app.stack[0].scene = enter(again, pupil.shell)
    driver.step()
    assert pupil.coach.lesson is not None
    assert pupil.coach.lesson.key == "attache"


def test_lessons_done_in_another_order_are_not_taught_again(pupil: Pupil) -> None:
    pupil.driver.click("learn")
    assert pupil.session.add(pupil.session.order("training", "readiness")) is None
    pupil.driver.step()
    assert "training" in pupil.session.manner.learnt
    assert pupil.coach.lesson is not None
    assert pupil.coach.lesson.key == "index"


def test_what_cannot_be_done_now_is_said_and_the_end_of_the_turn_is_shown(pupil: Pupil) -> None:
    pupil.driver.click("learn")
    session = pupil.session
    session.manner = session.manner.with_lesson("index").with_lesson("nation")
    session.state.staff[0, session.seat] = 0
    session._seen = session._trial = None
    pupil.driver.step()
    assert "staff" in pupil.coach.obstacle
    assert pupil.target == "end_turn"


def test_a_newcomer_ends_the_first_turn_of_any_campaign_in_a_few_clicks(pupil: Pupil) -> None:
    for identity in ("new", "choose_nation", "begin"):
        pupil.driver.click(identity)
    assert pupil.session.manner.guide == "first_turn"
    actions = 0
    while pupil.session.turn == 0:
        pupil.obey()
        actions += 1
        assert actions <= 4
    pupil.obey()
    assert pupil.coach.lesson is None
    assert not pupil.app.settings.first_turn_guide, "once is enough"


@pytest.mark.parametrize("size", [Size(1280, 720), Size(960, 720)])
@pytest.mark.parametrize("language", ["en", "ar", "en_XA", "ar_XB"])
def test_the_strip_has_room_for_every_lesson(tmp_path: Path, size: Size, language: str) -> None:
    pupil = Pupil(tmp_path, language, size)
    pupil.driver.click("learn")
    assert pupil.app.look.scale >= 1
    assert pupil.app.size.height >= 600
    i18n.use(language)
    for name, lessons in GUIDES.items():
        for lesson in lessons:
            pupil.coach.lesson, pupil.coach.obstacle = lesson, ""
            area = Rect(0, 0, pupil.app.size.width, HEIGHT)
            found = audit(pupil.coach.items(area, pupil.app.look), Size(area.width, area.height), pupil.app.look)
            assert not found, f"{name}: {lesson.key}: {found[0]}"
    pupil.app.close()


def test_the_strip_is_reached_by_keyboard(pupil: Pupil) -> None:
    pupil.driver.click("learn")
    keys = {placed.key for placed in pupil.app.stage.focusables()}
    assert {"guide.next", "guide.leave", "index", "end_turn"} <= keys


def test_a_key_goes_to_the_framed_control(pupil: Pupil) -> None:
    pupil.driver.click("learn")
    pupil.driver.key("f12")
    assert pupil.app.top.ui.focus == pupil.target == "index"
    pupil.driver.key("i")
    pupil.driver.key("escape")
    assert pupil.coach.lesson is not None
    assert pupil.coach.lesson.key == "nation"
    pupil.driver.click("guide.next")
    pupil.driver.key("f12")
    pupil.driver.key("return")
    pupil.driver.key("f12")
    assert pupil.app.top.ui.focus == "targets", "in dialogs too"


def test_lessons_name_the_keys_of_the_player(pupil: Pupil) -> None:
    pupil.driver.click("learn")
    assert "press I on it" in pupil.driver.find("guide.todo").item.text
    pupil.app._apply(Settings(keys={"explain": "ctrl+e"}))
    assert "press Ctrl+E on it" in pupil.driver.find("guide.todo").item.text
    pupil.driver.key("f10")
    assert "tip_delay" in pupil.driver.ids()


def test_a_tip_that_is_not_kept_open_never_stands_in_the_way_of_a_click(pupil: Pupil) -> None:
    driver = pupil.driver
    driver.click("learn")
    driver.click("plan.open.drill")
    table = driver.rect("targets")
    driver.click_at(table.x + 60, table.y + 34 + 15)
    driver.step(1)
    (tip,) = pupil.app.tips.open
    button = driver.rect("yes")
    assert tip.rect.overlaps(button)
    shared = tip.rect.clip(button)
    driver.hover_at(tip.rect.x + 5, tip.rect.y + 5)
    driver.hover_at(*shared.center)
    assert pupil.app.tips.open, "its rows can be hovered in turn"
    driver.click_at(*shared.center)
    assert len(pupil.session.plan) == 1


def test_keys_of_lessons_are_unique_and_every_instrument_has_one() -> None:
    for lessons in GUIDES.values():
        keys = [lesson.key for lesson in lessons]
        assert len(keys) == len(set(keys))
    assert {one.key for one in INSTRUMENTS} <= {lesson.instrument for lesson in GUIDES["tutorial"]}
