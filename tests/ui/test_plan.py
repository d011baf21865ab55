"""Planning: the panel, one dialog for every instrument, negotiation and answers, by mouse and by keyboard."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.content.reading.load import load_scenario
from game.core.instruments import INSTRUMENTS, TABLE
from game.core.instruments.instrument import Target
from game.core.remedies import Question, Remedy, cheapest
from game.core.vocabulary import AGREEMENTS
from game.ui.app import App
from game.ui.audit import Finding, audit
from game.ui.driver import Driver
from game.ui.play.choices import Choices, plan_prices, price_text, targets_of
from game.ui.play.session import Session
from game.ui.screens.planning import plan as plan_screen
from game.ui.screens.planning.answers import Answers
from game.ui.screens.planning.negotiation import Negotiation
from game.ui.screens.planning.order_dialog import OrderDialog
from game.ui.screens.planning.plan import plan_items, plan_update, warnings
from game.ui.settings import Settings
from game.ui.toolkit.commands import Changes, Command, Push
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Item, Label, Scroll
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.explain import hundredths_text

SIDE = 344
LOOKS = [(Size(960, 600), "en"), (Size(1280, 720), "en"), (Size(1920, 1080), "en"), (Size(960, 600), "ar_XB")]


class Holder(Scene):
    """The panel at the edge of an empty screen."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def view(self, size: Size, look: Look) -> list[Item]:
        return plan_items(self.session, Rect(0, 48, SIDE, size.height - 48), look)

    def update(self, command: Command) -> Changes:
        return plan_update(self.session, command)


@pytest.fixture(scope="module")
def begun() -> Session:
    return Session.new(load_scenario("crescent"), "pak", 7)


@pytest.fixture(scope="module")
def offered(begun: Session) -> Session:
    """A session at its first decision point with offers to answer."""
    session = again(begun)
    for _turn in range(6):
        session.end_turn()
        if session.offers():
            return session
    raise AssertionError("nobody offers anything in six turns")


def again(session: Session) -> Session:
    """The same moment with an empty plan; states never change, so they can be shared."""
    return Session(session.scenario, session.setting, session.state, session.seat, session.seed, session.level)


@pytest.fixture
def session(begun: Session) -> Session:
    return again(begun)


@pytest.fixture
def lesson() -> Session:
    return Session.new(load_scenario("first_posting"), "ken", 3)


@pytest.fixture
def asked(offered: Session) -> Session:
    return again(offered)


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0].width}-{look[1]}")
def app(request: pytest.FixtureRequest, tmp_path: Path, session: Session) -> Iterator[App]:
    size, language = request.param
    app = App(Holder(session), Settings(scale=1.0, language=language), size, tmp_path)
    yield app
    app.close()


def faults(scene: Scene, app: App) -> list[Finding]:
    """What is wrong with a scene; names of points may be cut in the lengthened test language, their tips have them."""
    found = audit(scene.view(app.size, app.look), app.size, app.look)
    return [one for one in found if not (one.kind == "cut" and ".name" in one.what and app.look.rtl)]


def fill(session: Session) -> None:
    """Three orders of different kinds."""
    for order in (
        session.order("agreement", "intelligence_sharing", "tur", 1),
        session.order("drill", "maritime", "sau", amount=4),
        session.order("attache", "open", "mar"),
    ):
        assert session.add(order) is None


def test_the_panel_has_no_faults(app: App, session: Session) -> None:
    assert faults(app.top.scene, app) == []
    fill(session)
    assert faults(app.top.scene, app) == []


def test_dialogs_of_all_instruments_have_no_faults(app: App, session: Session) -> None:
    for instrument in INSTRUMENTS:
        targets = targets_of(session.setting, instrument.target)
        for target in ("", targets[3 % len(targets)]):
            for option in instrument.options:
                scene = OrderDialog(session, instrument.key, target, option)
                assert faults(scene, app) == [], (instrument.key, option, target)


def test_answers_and_negotiation_have_no_faults(app: App, session: Session, asked: Session) -> None:
    assert faults(Answers(session), app) == [], "with nothing to answer"
    answers = Answers(asked)
    assert faults(answers, app) == []
    answers.update(Command("accept", 0))
    assert faults(answers, app) == []
    assert faults(Holder(asked), app) == []
    for instrument in TABLE:
        if not instrument.planning:
            assert faults(OrderDialog(asked, instrument.key), app) == [], instrument.key
    for nation in ("tur", "irn"):
        scene = Negotiation(session, nation, "defence_pact")
        assert faults(scene, app) == []
        scene.leave()


@pytest.fixture
def driver(session: Session, tmp_path: Path) -> Iterator[Driver]:
    driver = Driver(App(Holder(session), Settings(scale=1.0), Size(1280, 720), tmp_path))
    yield driver
    driver.app.close()


def test_an_order_is_built_changed_and_taken_back(driver: Driver, session: Session) -> None:
    driver.click("plan.open.agreement")
    driver.type("turki")
    driver.key("return")
    driver.click("yes")
    assert session.plan == (session.order("agreement", "intelligence_sharing", "tur", 1),)
    driver.click("plan.card.0")
    level = driver.rect("level")
    driver.click_at(level.right - 10, level.center[1])
    driver.click("yes")
    assert [order.level for order in session.plan] == [2]
    driver.click("plan.card.0.remove")
    assert session.plan == ()
    driver.key("ctrl+z")
    assert [order.level for order in session.plan] == [2]
    driver.key("ctrl+y")
    assert session.plan == ()


def test_a_whole_order_by_keyboard(driver: Driver, session: Session) -> None:
    driver.key("ctrl+k")
    driver.type("training")
    driver.key("return")
    dialog = driver.app.top.scene
    assert isinstance(dialog, OrderDialog)
    for _press in range(12):
        if driver.app.top.ui.focus == "yes":
            break
        driver.key("tab")
    driver.key("return")
    assert [order.instrument for order in session.plan] == ["training"]


def test_a_refusal_says_why_while_the_order_is_built(session: Session) -> None:
    dialog = OrderDialog(session, "attache", "tur", "close")
    assert dialog.refusal(dialog.order) == "you have no post there"
    for order in (session.order("drill", "field", "tur", amount=40), session.order("attache", "open", "pak")):
        assert Choices(session).refusal(order) == session.refusal(order) != ""


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: one.key)
def test_legality_by_target_agrees_with_each_order(session: Session, instrument: object) -> None:
    fill(session)
    row = next(one for one in INSTRUMENTS if one is instrument)
    choices = Choices(session)
    for option in row.options:
        order = session.order(row.key, option, "", min(1, row.levels[1]), min(1, row.amounts[1]))
        reasons = choices.by_target(order)
        names = targets_of(session.setting, row.target)
        for name, reason in list(zip(names, reasons, strict=True))[::7]:
            assert reason == (session.refusal(replace(order, target=name)) or "")
        if "" in reasons:
            assert choices.obstacle(row) == ""


def test_an_offer_shows_the_estimate_that_the_session_makes(session: Session) -> None:
    dialog = OrderDialog(session, "agreement", "tur")
    expected = session.consent(dialog.order)
    assert expected is not None
    assert dialog.answers()["tur"] == expected
    assert set(dialog.answers()) >= {"sau", "irn"}


def test_prices_add_up_to_what_the_plan_takes(session: Session) -> None:
    fill(session)
    prices, means = plan_prices(session), session.means
    assert sum(price.staff for price in prices) == means.staff.planned
    assert sum(price.funds for price in prices) == means.funds.planned
    assert sum(price.contingents for price in prices) == means.contingents.planned
    assert sum(price.officers for price in prices) == means.officers.planned
    written = price_text(prices[1])
    assert "4 units" in written
    assert hundredths_text(prices[1].funds) in written


def test_an_instrument_that_is_new_in_the_table_is_in_the_panel(
    driver: Driver, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = next(one for one in INSTRUMENTS if one.target is Target.NONE)
    parade = replace(training, name="Parade", help="Music and flags.")
    monkeypatch.setattr(plan_screen, "TABLE", (parade,))
    monkeypatch.setattr(plan_screen, "INSTRUMENTS", (parade,))
    items = driver.app.top.scene.view(driver.app.size, driver.app.look)
    assert "Parade" in [getattr(item, "text", "") for item in items]


def test_an_instrument_that_cannot_be_used_is_off_and_says_why(driver: Driver, session: Session) -> None:
    for nation in ("mar", "idn", "egy", "jor", "omn", "bgd"):
        session.add(session.order("attache", "open", nation))
    session.add(session.order("training", "readiness"))
    session.add(session.order("training", "readiness"))
    assert session.means.staff.left < 100
    driver.step()
    items = driver.app.top.scene.view(driver.app.size, driver.app.look)
    training = next(item for item in items if item.id == "plan.open.training")
    assert training.enabled is False  # type: ignore[attr-defined]
    assert "staff needed" in training.reason  # type: ignore[attr-defined]


def test_idle_staff_is_warned_of_until_it_is_used(session: Session) -> None:
    assert any("idle" in text for _colour, text, _tip in warnings(session))
    fill(session)
    assert session.add(session.order("training", "readiness")) is None
    assert session.add(session.order("training", "reserve")) is None
    assert not any("idle" in text for _colour, text, _tip in warnings(session))


def test_ending_the_turn_is_left_to_the_screen(session: Session) -> None:
    before = session.state.step
    assert plan_update(session, Command("end_turn")) is None
    assert session.state.step == before


def test_an_offer_is_answered_and_the_answer_changed(asked: Session) -> None:
    scene, offer = Answers(asked), asked.offers()[0]
    assert scene.judged(offer).total == asked.own_view(offer).total
    assert scene.update(Command("accept", 0)) is None
    assert [order.option for order in asked.plan] == ["accept"]
    scene.update(Command("decline", 0))
    assert [order.option for order in asked.plan] == ["decline"]
    scene.update(Command("decline", 0))
    assert asked.plan == (), "pressed again it is taken back"
    assert any("without an answer" in text for _colour, text, _tip in warnings(asked))
    change = plan_update(asked, Command("plan.open", "answer"))
    assert isinstance(change, Push)
    assert isinstance(change.scene, Answers)


def test_negotiation_weighs_each_agreement_and_adds_one(session: Session) -> None:
    scene = Negotiation(session, "tur")
    scene.update(Command("choose", value="cyber_defence"))
    assert (scene.chosen, scene.level) == ("cyber_defence", 1)
    scene.update(Command("level", value=2))
    changes = scene.update(Command("propose"))
    assert isinstance(changes, list)
    assert session.plan == (session.order("agreement", "cyber_defence", "tur", 2),)
    scene.leave()


def refused_for_now(session: Session) -> tuple[str, str, Remedy]:
    """A nation and an agreement that it would decline, but for a change within the seat's means."""
    for row, nation in enumerate(session.setting.nations):
        for code, agreement in enumerate(AGREEMENTS, 1):
            answer = session.consent(session.order("agreement", agreement, nation, 1)) if row != session.seat else None
            if answer is not None and -50 <= answer.margin < 0:
                found = cheapest(session.seen, Question(session.seat, row, code, 1))
                if found is not None and found.orders:
                    return nation, agreement, found
    raise AssertionError("every refusal is final")


def test_the_cheapest_change_is_found_and_taken(session: Session, tmp_path: Path) -> None:
    nation, agreement, remedy = refused_for_now(session)
    app = App(Negotiation(session, nation, agreement), Settings(scale=1.0), Size(1280, 720), tmp_path)
    driver = Driver(app)
    for _frame in range(2000):
        if "remedy" in driver.ids():
            break
        time.sleep(0.01)
        driver.step()
    driver.click("remedy")
    assert session.plan == remedy.orders
    app.close()


def test_advice_names_only_what_the_player_can_do(session: Session) -> None:
    scene = Negotiation(session, "tur", "defence_pact")
    answer = session.consent(scene.order("defence_pact", 1))
    assert answer is not None
    advice = scene.advice(answer)
    assert 1 <= len(advice) <= 3
    assert not any(text.rstrip().endswith(":") for text in advice)
    scene.leave()


def test_a_plan_in_the_lesson_shows_a_card_for_each_order(lesson: Session, tmp_path: Path) -> None:
    assert lesson.add(lesson.order("attache", "open", "uga")) is None
    app = App(Holder(lesson), Settings(scale=1.0), Size(960, 600), tmp_path)
    scroll = next(item for item in app.top.items if isinstance(item, Scroll))
    texts = [child.text for child in scroll.children if isinstance(child, Label)]
    assert "Uganda" in texts
    app.close()
