"""The staff at work: a process that answers the newest question and never keeps anybody waiting, and what is shown."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.content.reading.load import load_scenario
from game.core.observe import observe
from game.ministers.estimate import Estimate, Question, Spread, estimates
from game.sim.scoring import Campaign, Standing
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.painting.text import TextRenderer
from game.ui.painting.theme import THEMES
from game.ui.play.estimate_worker import Worker
from game.ui.play.plan_help import advised, fill, repeated
from game.ui.play.session import Session
from game.ui.play.staff import Staff
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.planning.estimate_parts import worth_colour, worth_text
from game.ui.screens.planning.plan import plan_items, plan_update
from game.ui.screens.records import final as final_screen
from game.ui.screens.records.final import Final
from game.ui.settings import Settings
from game.ui.toolkit.commands import Changes, Command, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Area, Item, Label
from game.ui.toolkit.scene import Look, Scene

LOOKS = [(Size(960, 600), "en"), (Size(1280, 720), "en"), (Size(1920, 1080), "en"), (Size(960, 600), "en_XA"),
         (Size(1280, 720), "ar_XB")]  # fmt: skip
PATIENCE = 60.0


# ------------------------------------------------------------------------------- what the other process does in tests


def count_up(question: int) -> Iterator[int | None]:
    """Answers question, question + 1, ...; slowly."""
    for number in range(question, question + 50):
        time.sleep(0.02)
        yield None
        yield number


def count_letters(question: str) -> Iterator[int]:
    """Says how long the question is, in its own good time."""
    for _again in range(50):
        time.sleep(0.1)
        yield len(question)


def fall_over(question: str) -> Iterator[str]:
    """Fails after its first answer."""
    yield question
    os._exit(3)


def wait_for(worker: Worker, count: int) -> list[object]:
    found: list[object] = []
    until = time.monotonic() + PATIENCE
    while len(found) < count and not worker.trouble and time.monotonic() < until:
        found += worker.poll()
        time.sleep(0.002)
    return found


@pytest.fixture
def counter() -> Iterator[Worker]:
    worker = Worker(count_up)
    yield worker
    worker.close()


# ------------------------------------------------------------------------------------------------------- the process


def test_a_newer_question_ends_the_work_on_the_one_before(counter: Worker) -> None:
    counter.ask(0)
    assert wait_for(counter, 2)[:2] == [0, 1]
    counter.ask(1_000)
    assert wait_for(counter, 3)[:3] == [1_000, 1_001, 1_002]


def test_only_the_newest_of_the_questions_asked_at_the_start_is_answered(counter: Worker) -> None:
    for number in (1, 2, 300):
        counter.ask(number)
    assert wait_for(counter, 1)[0] == 300


def test_asking_and_polling_never_wait_even_for_a_long_question_to_a_busy_process() -> None:
    worker = Worker(count_letters)
    longest = 0.0
    for length in (10, 5_000_000, 20):
        began = time.monotonic()
        worker.ask("x" * length)
        worker.poll()
        longest = max(longest, time.monotonic() - began)
        assert wait_for(worker, 1)[0] == length
    worker.close()
    assert longest < 1.0


def test_closing_leaves_no_process_behind(counter: Worker) -> None:
    counter.ask(0)
    wait_for(counter, 1)
    process = counter._process
    identity = process.pid
    assert counter.alive
    worker = Worker(count_up)
    worker.close()  # at once, while it still starts
    counter._ours.close()  # as when the game is killed: the pipe closes and nobody says good-bye
    process.join(PATIENCE)
    assert process.exitcode == 0
    assert identity is not None


def test_a_process_that_falls_over_is_a_trouble_not_an_error() -> None:
    worker = Worker(fall_over)
    worker.ask("only")
    assert wait_for(worker, 2) == ["only"]
    assert worker.trouble
    worker.ask("more")
    assert worker.poll() == []
    worker.close()
    assert worker.trouble


def test_a_process_that_cannot_start_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object) -> None:
        raise OSError(11, "no more processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    session = begun(2)
    staff = Staff(session)
    assert not staff.poll()
    assert "no more processes" in staff.complaint()
    assert staff.complaint() == ""
    assert not session.staffed
    staff.close()


def test_the_staff_keeps_up_with_the_plan() -> None:
    session = begun(2)
    staff = Staff(session)
    try:
        for _again in range(2):
            until = time.monotonic() + PATIENCE
            while (session.estimate is None or session.estimate.plan != session.plan) and time.monotonic() < until:
                staff.poll()
                time.sleep(0.005)
            assert session.estimate is not None
            assert session.estimate.plan == session.plan
            expected = next(found for found in answers(session) if found.samples == session.estimate.samples)
            assert session.estimate == expected
            session.remove(0)
    finally:
        staff.close()


# ---------------------------------------------------------------------------------------------------------- the panel


class Holder(Scene):
    """The panel at the edge of an empty screen."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def view(self, size: Size, look: Look) -> list[Item]:
        return plan_items(self.session, Rect(0, 48, 384, size.height - 48), look)

    def update(self, command: Command) -> Changes:
        return plan_update(self.session, command)


def begun(orders: int) -> Session:
    session = Session.new(load_scenario("first_posting"), "ken", 3)
    fill(session, advised(session)[:orders])
    return session


def answers(session: Session) -> Iterator[Estimate]:
    question = Question(observe(session.state, session.setting), session.seat, session.plan)
    return (found for found in estimates(question) if found is not None)


@pytest.fixture(scope="module")
def estimated() -> Session:
    session = begun(24)
    assert len(session.plan) > 2
    session.staffed, session.estimate = True, next(answers(session))
    return session


def shown(session: Session, size: Size, language: str, folder: Path) -> App:
    return App(Holder(session), Settings(scale=1.0, language=language, reduced_motion=True), size, folder)


@pytest.mark.parametrize(("size", "language"), LOOKS, ids=lambda value: str(value))
@pytest.mark.parametrize("known", [True, False])
def test_the_panel_with_estimates_has_no_faults(
    estimated: Session, size: Size, language: str, known: bool, tmp_path: Path
) -> None:
    session = estimated
    found, session.estimate = session.estimate, session.estimate if known else None
    app = shown(session, size, language, tmp_path)
    try:
        assert [str(one) for one in audit(app.top.scene.view(app.size, app.look), app.size, app.look)] == []
    finally:
        session.estimate = found
        app.close()


def test_every_card_has_its_worth_and_the_plan_its_forecast(estimated: Session, tmp_path: Path) -> None:
    app = shown(estimated, Size(1280, 720), "en", tmp_path)
    driver = Driver(app)
    try:
        assert estimated.estimate is not None
        forecast = driver.find("plan.forecast").item
        assert isinstance(forecast, Area)
        assert forecast.tip is not None
        assert dict(forecast.tip.pairs)["Worlds tried"] == str(estimated.estimate.samples)
        card = driver.find("plan.worth.0").item
        assert card.tip is not None
        assert dict(card.tip.pairs)["Expected worth"] == worth_text(estimated.estimate.values[0].mean)
    finally:
        app.close()


def test_an_estimate_of_another_turn_is_not_shown(estimated: Session) -> None:
    session = begun(24)
    session.estimate = estimated.estimate
    session.end_turn()
    look = Look(TextRenderer(1.0), THEMES["navy"], Settings())
    texts = [item.text for item in plan_items(session, Rect(0, 0, 384, 700), look) if isinstance(item, Label)]
    assert any("estimating" in text for text in texts)


def test_advice_fills_the_plan_card_by_card_and_can_be_undone(tmp_path: Path) -> None:
    session = begun(0)
    app = shown(session, Size(1280, 720), "en", tmp_path)
    driver = Driver(app)
    try:
        driver.click("plan.advise")
        given = session.plan
        assert len(given) > 1
        assert not session.problems
        driver.click("plan.undo")
        assert session.plan == given[:-1]
        driver.click("plan.advise")
        assert session.plan == given
    finally:
        app.close()
    said = plan_update(session, Command("plan.advise"))
    assert isinstance(said, Say)
    assert session.plan == given


def test_last_turns_plan_can_be_given_again() -> None:
    session = begun(0)
    assert repeated(session) == []
    order = session.order("training", "readiness")
    assert session.add(order) is None
    session.end_turn()
    if not session.planning:
        session.end_turn()
    assert repeated(session) == [order]
    plan_update(session, Command("plan.repeat"))
    assert session.plan == (order,)
    assert repeated(session) == []


@pytest.mark.parametrize(("hundredths", "text"), [(24.4, "+0.24"), (-131, "\u22121.3"), (0.3, "0.00"), (-0.2, "0.00"),
                                                  (99.9, "+1.00"), (250, "+2.5")])  # fmt: skip
def test_a_worth_is_written_with_its_sign(hundredths: float, text: str) -> None:
    assert worth_text(hundredths) == text


def test_a_worth_has_a_colour_only_where_it_is_sure() -> None:
    assert worth_colour(Spread((90, 100, 110))) == "good"
    assert worth_colour(Spread((-110, -100, -90))) == "bad"
    assert worth_colour(Spread((-100, 0, 110))) == "muted"


# ------------------------------------------------------------------------------------------------------------ the end


@pytest.fixture(scope="module")
def ended() -> Session:
    session = begun(0)
    while not session.over:
        session.end_turn()
    return session


@pytest.mark.parametrize(("size", "language"), LOOKS, ids=lambda value: str(value))
@pytest.mark.parametrize("known", [0, 1, 2])
def test_the_end_says_how_it_stands(ended: Session, size: Size, language: str, known: int, tmp_path: Path) -> None:
    total = ended.final().total
    standing = (Standing(None, (), 1_000, 0.0), Standing(total - 42, (total - 1,) * 10, 1_000, 0.01),
                Standing(total + 7, (total - 1, total + 1) * 500, 1_000, 1.0))[known]  # fmt: skip
    scene = Final(ended, shell_of_player(1, tmp_path, threaded=False))
    scene.standing = standing
    app = App(scene, Settings(scale=1.0, language=language, reduced_motion=True), size, tmp_path)
    try:
        items = scene.view(app.size, app.look)
        assert [str(one) for one in audit(items, app.size, app.look)] == []
        texts = [item.text for item in items if isinstance(item, Label)]
        assert ("50%" in texts) == (known == 2)
        assert ("+4.2" in texts) == (known == 1)
        assert ("\u22120.7" in texts) == (known == 2)
    finally:
        app.close()


def test_the_end_is_weighed_in_the_background(ended: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(final_screen, "Played", partial(Campaign, worlds=3))
    scene = Final(ended, shell_of_player(1, tmp_path))
    try:
        until = time.monotonic() + PATIENCE
        while (scene.standing is None or not scene.standing.settled) and time.monotonic() < until:
            scene.poll(0.0)
            time.sleep(0.01)
        assert scene.standing is not None
        assert scene.standing.settled
        assert len(list((tmp_path / "worlds").iterdir())) == 1
    finally:
        scene.leave()
