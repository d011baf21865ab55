"""What the story asks of the seat: shown with its points, answered in the plan, and told when it has happened."""

import os
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.content.reading.load import load_scenario
from game.core.instruments.decision import PLACES, choice_score
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.session import Session
from game.ui.screens.campaign.outliner import groups
from game.ui.screens.planning.decisions import Decisions
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.items import Area, Button
from game.ui.words.story import choices_of, effect_text, event_text


def asked(planning: bool = False) -> Session:
    """Kenya in the turn after the drought."""
    session = Session.new(load_scenario("first_posting"), "ken", 5)
    while not (session.decisions() and session.planning is planning):
        session.end_turn()
    return session


def opened(session: Session, home: Path, size: Size | None = None) -> Driver:
    return Driver(App(Decisions(session), Settings(scale=1.0), size or Size(1280, 720), home))


def test_a_turn_stops_for_a_decision_and_both_lists_name_it() -> None:
    session = asked()
    assert session.turn == 3
    assert session.needs_answer
    (group,) = [one for one in groups(session) if one.title == "Yours to decide"]
    assert "water tankers" in group.entries[0].name


def test_the_player_is_told_that_it_is_for_him_to_decide() -> None:
    session = asked(planning=True)
    first = session.dispatches[0]
    assert first.title == "Yours to decide"
    assert "drought" in first.text


def test_a_click_decides_another_changes_it_and_the_same_takes_it_back(tmp_path: Path) -> None:
    session = asked()
    hands = opened(session, tmp_path)
    for place, expected in ((1, ["second"]), (2, ["third"]), (2, [])):
        hands.click(f"choose.0.{place}")
        assert [order.option for order in session.plan] == expected
        assert all(order.instrument == "decide" for order in session.plan)


def test_points_are_those_by_which_ministers_decide(tmp_path: Path) -> None:
    session = asked()
    hands = opened(session, tmp_path)
    for place in range(3):
        tip = hands.find(f"worth.0.{place}").item
        assert isinstance(tip, Area)
        shown = tip.tip.points
        assert shown is not None
        assert shown.total == int(choice_score(session.seen, 0, place).total[0])


def test_in_the_first_half_of_the_turn_it_can_only_be_read(tmp_path: Path) -> None:
    hands = opened(asked(planning=True), tmp_path)
    button = hands.find("choose.0.1").item
    assert isinstance(button, Button)
    assert not button.enabled
    assert button.reason


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_was_chosen_is_told_in_its_own_words(place: int) -> None:
    session = asked()
    assert session.add(session.order("decide", PLACES[place], "drought")) is None
    session.end_turn()
    chosen = choices_of(session.scenario, "drought")[place]
    assert chosen.text in [dispatch.text for dispatch in session.dispatches]
    assert session.decisions() == []
    row = session.setting.decisions[0].choices[place]
    assert event_text(session.scenario, session.setting, row) == chosen.text


def test_effects_say_what_moves_for_whom_and_by_how_much() -> None:
    session = asked()
    event = session.setting.events[session.setting.decisions[0].choices[2]]
    texts = [effect_text(session.scenario, session.setting, effect) for effect in event.effects]
    assert texts == ["Stability, Kenya: +2%", "Trust of Ethiopia in Kenya: +6%", "Trust of Kenya in Ethiopia: +6%"]


@pytest.mark.parametrize("size", [Size(960, 600), Size(1280, 720), Size(1920, 1080)])
@pytest.mark.parametrize("language", ["en", "ar", "en_XA"])
def test_the_screen_fits(size: Size, language: str, tmp_path: Path) -> None:
    scene = Decisions(asked())
    app = App(scene, Settings(scale=1.0, language=language), size, tmp_path)
    try:
        assert [str(one) for one in audit(scene.view(app.size, app.look), app.size, app.look)] == []
    finally:
        app.close()
