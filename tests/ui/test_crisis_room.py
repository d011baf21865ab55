"""The crisis room: its numbers are the rules' numbers, its buttons give orders, and it fits every screen."""

import os
from dataclasses import replace
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import numpy as np
import pytest

from game.content.reading.load import load_scenario
from game.core.chance import Luck
from game.core.crises.kinds import KINDS
from game.core.crises.onset import open_slots
from game.core.crises.outcome import outcome_score
from game.core.orders import trial
from game.core.phase import Phase
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.session import Session
from game.ui.screens.crises import facts
from game.ui.screens.crises.room import CrisisRoom
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.items import Button

CLASH = next(k for k, kind in enumerate(KINDS) if kind.key == "border_clash")
SIZES = (Size(960, 600), Size(1280, 720), Size(1920, 1080))


def campaign(victim: str, adversary: str, planning: bool) -> tuple[Session, int]:
    """Kenya's campaign, in its second turn, with a border clash that has just begun."""
    session = Session.new(load_scenario("first_posting"), "ken", 5)
    while session.turn < 1 or session.planning is not planning:
        session.stop_to_respond = True
        session.end_turn()
    return session, begin(session, victim, adversary)


def begin(session: Session, victim: str, adversary: str) -> int:
    """Open a border clash as if it had broken out at the end of last turn; returns its slot."""
    now = session.state
    draft = replace(now.copy(), step=now.turn * 2 - 1)
    for array in (draft.kind, draft.demand, draft.rung, draft.against, draft.asked, draft.fielded, draft.arrival):
        array[:] = 0
    phase = Phase(draft, draft, session.setting, Luck.of(5, draft.world, draft.step))
    slot, row = np.array([session.setting.row(victim)]), np.array([session.setting.row(adversary)])
    open_slots(phase, np.array([0]), slot, np.array([CLASH]), row)
    draft.length[0, slot] = 120
    session.state = replace(draft, step=now.step)
    session._seen = session._phase = None
    return int(slot[0])


def opened(room: CrisisRoom, home: Path, size: Size = SIZES[1]) -> Driver:
    return Driver(App(room, Settings(scale=1.0), size, home))


def outcome_points(session: Session, slot: int) -> int:
    """The forecast of that crisis, in tenths."""
    crisis = facts.situation(session, slot)
    assert crisis is not None
    return facts.forecast(facts.played(session), crisis).points.total


@pytest.mark.parametrize("language", ["en", "en_XA", "ar_XB"])
@pytest.mark.parametrize("victim", ["ken", "eth"])
@pytest.mark.parametrize("planning", [True, False])
def test_it_fits_every_screen(language: str, victim: str, planning: bool, tmp_path: Path) -> None:
    session, slot = campaign(victim, "som", planning)
    session.state.rung[0, session.setting.row("uga"), slot] = 4
    session.state.against[0, session.setting.row("rwa"), slot] = 4
    room = CrisisRoom(session, slot)
    for size in SIZES:
        app = App(room, Settings(scale=1.0, language=language), size, tmp_path)
        for tab in ("act", "ask", "helpers"):
            room.tab = tab
            assert audit(room.view(app.size, app.look), app.size, app.look) == []
        app.close()


def test_the_seats_own_forecast_is_the_rules_score(tmp_path: Path) -> None:
    session, slot = campaign("ken", "som", False)
    crisis = facts.situation(session, slot)
    assert crisis is not None
    exact = outcome_score(trial(session.state, session.setting), facts.WORLD, facts.slot_rows(slot)).total[0]
    now = facts.forecast(facts.played(session), crisis)
    assert now.points.total == exact
    assert sum(now.odds) == 100


def test_nothing_hidden_of_others_reaches_the_room() -> None:
    session, slot = campaign("eth", "som", False)
    crisis = facts.situation(session, slot)
    assert crisis is not None
    before = facts.forecast(facts.played(session), crisis)
    others = np.arange(session.setting.n) != session.seat
    for array in (session.state.home, session.state.reserve, session.state.capability, session.state.readiness):
        array[0, others] += 700
    session.state.trust[0, others] = -9_000
    session._seen = session._phase = None
    assert facts.forecast(facts.played(session), crisis) == before
    own = facts.situation(*campaign("ken", "som", True))
    assert own is not None


def test_days_count_from_the_turn_after_the_outbreak() -> None:
    for planning in (True, False):
        session, slot = campaign("ken", "som", planning)
        crisis = facts.situation(session, slot)
        assert crisis is not None
        assert crisis.day == 0
    session.end_turn()
    later = facts.situation(session, slot)
    assert later is not None
    assert later.day == session.setting.rules.quarter_days


def test_partners_are_asked_and_the_request_can_be_taken_back(tmp_path: Path) -> None:
    session, slot = campaign("ken", "som", True)
    driver = opened(CrisisRoom(session, slot), tmp_path)
    crisis = facts.situation(session, slot)
    assert crisis is not None
    best = facts.partners_of(session, crisis)[0]
    assert "som" not in [session.setting.nations[one.row] for one in facts.partners_of(session, crisis)]
    driver.click(f"partner.{best.row}")
    assert f"points.{best.row}.0" in driver.ids()
    driver.click(f"ask.{best.row}")
    assert [(one.instrument, one.target) for one in session.plan] == [("request", session.setting.nations[best.row])]
    driver.click(f"ask.{best.row}")
    assert session.plan == ()
    driver.app.close()


def test_hoped_for_help_counts_only_when_it_was_asked() -> None:
    session, slot = campaign("ken", "som", True)
    crisis = facts.situation(session, slot)
    assert crisis is not None
    nobody = facts.supply_of(facts.played(session), crisis, facts.partners_of(session, crisis))
    assert not nobody.hoped.any()
    willing = [one for one in facts.partners_of(session, crisis) if one.rung >= 3]
    if willing:
        session.add(session.order("request", "help", session.setting.nations[willing[0].row]))
        somebody = facts.supply_of(facts.played(session), crisis, facts.partners_of(session, crisis))
        assert somebody.hoped.any()
        assert somebody.overall == nobody.overall


def test_posture_and_contingents_are_ordered(tmp_path: Path) -> None:
    session, slot = campaign("ken", "som", False)
    driver = opened(CrisisRoom(session, slot), tmp_path)
    driver.click("posture.0")
    driver.click("posture.2")
    assert [one.option for one in session.plan] == ["de_escalate"]
    driver.click("posture.1")
    assert session.plan == ()
    before = outcome_points(session, slot)
    rect = driver.rect("commit")
    driver.click_at(rect.right - 12, rect.center[1])
    driver.click_at(rect.right - 12, rect.center[1])
    driver.click("commit.order")
    assert [(one.instrument, one.amount) for one in session.plan] == [("commit", 2)]
    assert outcome_points(session, slot) > before
    driver.wheel("tab.act", -20)
    driver.click("planned.0")
    assert session.plan == ()
    driver.app.close()


def test_a_partner_pledges_and_mediates(tmp_path: Path) -> None:
    session, slot = campaign("eth", "som", False)
    driver = opened(CrisisRoom(session, slot), tmp_path, SIZES[2])
    driver.click("rung.3")
    driver.click("pledge")
    assert [(one.instrument, one.level, one.amount) for one in session.plan] == [("pledge", 3, 0)]
    assert f"helper.{session.seat}" in driver.ids()
    driver.click("offices")
    assert [one.instrument for one in session.plan] == ["pledge", "good_offices"]
    again = driver.find("offices").item
    assert isinstance(again, Button)
    assert not again.enabled
    driver.app.close()


def test_what_is_pledged_arrives_on_the_day_that_was_said() -> None:
    session, slot = campaign("eth", "som", False)
    crisis = facts.situation(session, slot)
    assert crisis is not None
    said = crisis.day + session.setting.rules.pledge_day + facts.help_delay(session, session.seat, crisis.victim)
    assert session.add(session.order("pledge", "support", crisis.id, level=3)) is None
    session.end_turn()
    assert session.state.arrival[0, session.seat, slot] == said


def test_a_partner_can_stand_by_the_adversary(tmp_path: Path) -> None:
    session, slot = campaign("eth", "som", False)
    crisis = facts.situation(session, slot)
    assert crisis is not None
    driver = opened(CrisisRoom(session, slot), tmp_path, SIZES[2])
    rect = driver.rect("side")
    driver.click_at(rect.right - 20, rect.center[1])
    driver.click("rung.4")
    driver.click("pledge")
    assert [(one.option, one.level) for one in session.plan] == [("oppose", 4)]
    supply = facts.supply_of(facts.played(session), crisis)
    assert supply.opposed.any()
    assert not supply.partners[session.seat].any()
    driver.app.close()


def test_an_adversary_asks_others_to_stand_by_it(tmp_path: Path) -> None:
    session, slot = campaign("eth", "ken", True)
    room = CrisisRoom(session, slot)
    driver = opened(room, tmp_path)
    crisis = facts.situation(session, slot)
    assert crisis is not None
    best = facts.partners_of(session, crisis)[0]
    driver.click(f"ask.{best.row}")
    assert [(one.option, one.group) for one in session.plan] == [("against", 0)]
    assert audit(room.view(driver.app.size, driver.app.look), driver.app.size, driver.app.look) == []
    driver.app.close()


def test_a_crisis_that_is_over_leads_back(tmp_path: Path) -> None:
    session, slot = campaign("eth", "som", True)
    session.state.kind[:] = 0
    room = CrisisRoom(session, slot)
    app = App(room, Settings(scale=1.0), SIZES[0], tmp_path)
    assert audit(room.view(app.size, app.look), app.size, app.look) == []
    assert [item.id for item in room.view(app.size, app.look) if item.id] == ["back"]
    app.close()


@pytest.mark.parametrize(("asks", "side"), [((True, False), 0), ((False, True), 1), ((True, True), 0)])
def test_the_room_opens_at_the_side_that_asks(asks: tuple[bool, bool], side: int) -> None:
    session, slot = campaign("uga", "som", planning=False)
    for array, asked in zip((session.state.asked, session.state.asked_against), asks, strict=True):
        array[0, session.seat, slot] = asked
    session._seen = session._phase = None
    assert CrisisRoom(session, slot).pledge.side == side
