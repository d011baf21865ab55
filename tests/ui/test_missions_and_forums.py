"""Missions and forums: their lists are true, their buttons give orders, and they fit every screen."""

import os
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import numpy as np
import pytest

from game.content.reading.load import load_scenario
from game.core.exact import ONE
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.session import Session
from game.ui.screens.service.forums import ForumsScreen, backers
from game.ui.screens.service.missions import MissionsScreen, open_missions, service
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.items import Button, Stepper, Table
from game.ui.toolkit.scene import Scene

SIZES = (Size(960, 600), Size(1280, 720), Size(1920, 1080))
SCREENS = (MissionsScreen, ForumsScreen)


def campaign(scenario: str = "first_posting", nation: str = "uga") -> Session:
    return Session.new(load_scenario(scenario), nation, 5)


def opened(scene: Scene, home: Path) -> Driver:
    return Driver(App(scene, Settings(scale=1.0), SIZES[2], home))


@pytest.mark.parametrize("language", ["en", "en_XA", "ar_XB"])
@pytest.mark.parametrize("screen", SCREENS)
def test_they_fit_every_screen(screen: type[Scene], language: str, tmp_path: Path) -> None:
    for session in (campaign(), campaign("crescent", "pak")):
        for size in SIZES:
            app = App(screen(session), Settings(scale=1.0, language=language), size, tmp_path)
            assert audit(app.top.scene.view(app.size, app.look), app.size, app.look) == []
            app.close()


def test_contingents_are_deployed_and_the_order_taken_back(tmp_path: Path) -> None:
    session = campaign()
    driver = opened(MissionsScreen(session), tmp_path)
    rect = driver.rect("deploy")
    driver.click_at(rect.right - 12, rect.center[1])
    driver.click("deploy.order")
    assert [(one.instrument, one.option, one.amount) for one in session.plan] == [("peacekeeping", "deploy", 2)]
    driver.click("planned.0")
    assert session.plan == ()
    driver.app.close()


def test_no_more_can_be_withdrawn_than_serve_there(tmp_path: Path) -> None:
    session = campaign()
    there = service(session, 0).posted[session.seat]
    assert there > 0
    driver = opened(MissionsScreen(session), tmp_path)
    withdraw = driver.find("withdraw").item
    assert isinstance(withdraw, Stepper)
    assert withdraw.maximum == min(20, there)
    driver.click("withdraw.order")
    assert [one.option for one in session.plan] == ["withdraw"]
    driver.app.close()


def test_the_strength_of_a_mission_is_the_sum_of_its_contributors() -> None:
    session = campaign()
    found = service(session, 0)
    assert found.strength == int(session.state.posted[0, 0].sum())
    assert found.full == min(ONE, found.strength * ONE // found.required)


def test_a_mission_that_has_ended_is_no_longer_listed(tmp_path: Path) -> None:
    session = campaign("crescent", "pak")
    session.state.closed[0, 2] = 1
    assert 2 not in open_missions(session)
    driver = opened(MissionsScreen(session), tmp_path)
    table = driver.find("missions").item
    assert isinstance(table, Table)
    assert 2 not in [row.key for row in table.rows]
    driver.app.close()


def test_forums_are_attended_and_items_sponsored(tmp_path: Path) -> None:
    session = campaign()
    driver = opened(ForumsScreen(session), tmp_path)
    driver.click("take.attend")
    assert [(one.instrument, one.option) for one in session.plan] == [("forum", "attend")]
    driver.click("take.attend")
    assert session.plan == ()
    driver.click("take.cyber_norms")
    assert [one.option for one in session.plan] == ["cyber_norms"]
    host = driver.find("take.host").item
    assert isinstance(host, Button)
    assert not host.enabled
    driver.app.close()


def test_backers_are_counted_from_what_the_seat_believes() -> None:
    session = campaign()
    before = backers(session, 0)
    others = np.arange(session.setting.n) != session.seat
    session.state.trust[0, others] = -ONE
    session._seen = None
    assert backers(session, 0) == before
    members = int(session.setting.forums.members[0].sum())
    assert before[1] == max(2, -(-members * session.setting.rules.item_quorum // ONE))


def test_rivals_among_the_members_are_marked() -> None:
    session = campaign()
    members = np.nonzero(session.setting.forums.members[0])[0]
    rival = next(int(j) for j in members if j != session.seat)
    session.state.hostility[:] = 0
    session.state.hostility[0, session.seat, rival] = 7_000
    session._seen = None
    assert ForumsScreen(session)._rivals(0) == [rival]


@pytest.mark.parametrize("screen", SCREENS)
def test_outside_the_plan_nothing_can_be_ordered(screen: type[Scene], tmp_path: Path) -> None:
    session = campaign()
    session.stop_to_respond = True
    session.end_turn()
    assert not session.planning
    driver = opened(screen(session), tmp_path)
    button = driver.find("deploy.order" if screen is MissionsScreen else "take.attend").item
    assert isinstance(button, Button)
    assert not button.enabled
    assert button.reason
    driver.app.close()
