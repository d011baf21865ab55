"""An expected refusal names the cheapest change, and a button makes it: in the order dialog as at the table."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.content.reading.load import load_scenario
from game.core.remedies import cheapest
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.session import Session
from game.ui.screens.planning.order_dialog import OrderDialog
from game.ui.settings import Settings
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Size

SCENARIO, SEAT, SEED = load_scenario("crescent"), "pak", 7
REFUSING, WILLING = "jor", "sau"
PATIENCE = 20  # seconds for a search on a busy machine


@pytest.fixture(params=[Size(960, 600), Size(1280, 720)])
def driver(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Driver]:
    dialog = OrderDialog(Session.new(SCENARIO, SEAT, SEED), "agreement", REFUSING)
    dialog.update(Command("level", value=2))
    app = App(dialog, Settings(reduced_motion=True), request.param, tmp_path)
    yield Driver(app)
    app.close()


def searched(driver: Driver) -> OrderDialog:
    """The dialog once its search has ended."""
    end = time.monotonic() + PATIENCE
    while "remedy" not in driver.ids() and time.monotonic() < end:
        driver.step()
        time.sleep(0.02)
    dialog = driver.app.top.scene
    assert isinstance(dialog, OrderDialog)
    return dialog


def test_the_change_is_made_by_its_button(driver: Driver) -> None:
    dialog = searched(driver)
    question = driver.find("remedy").item.command.argument  # type: ignore[attr-defined]
    remedy = cheapest(dialog.session.seen, question, dialog.session.plan)
    assert remedy is not None
    items = dialog.view(driver.app.size, driver.app.look)
    assert [str(one) for one in audit(items, driver.app.size, driver.app.look)] == []
    driver.click("remedy")
    lower = [order.level for order in remedy.orders if order.instrument == "agreement" and order.level]
    assert [order for order in remedy.orders if order.instrument != "agreement"] == list(dialog.session.plan)
    assert dialog.order.level == (lower[0] if lower else 2)
    answer = dialog.answers()[REFUSING]
    assert not lower or answer.margin >= 0


def test_who_would_accept_needs_no_change(driver: Driver) -> None:
    dialog = searched(driver)
    dialog.update(Command("target", value=WILLING))
    dialog.update(Command("level", value=1))
    assert dialog.answers()[WILLING].margin >= 0
    driver.app._change(None, stale=True)
    driver.step()
    assert "remedy" not in driver.ids()
