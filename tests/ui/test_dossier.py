"""The dossier shows what the seat may know, with its intervals, and nothing else."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import numpy as np
import pytest

from game.content.reading.load import load_scenario
from game.core.vocabulary import QUANTITIES, TRUST
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.session import Session
from game.ui.screens.nations.dossier import Dossier, dossier_items, dossier_update
from game.ui.screens.nations.dossier_parts import counted
from game.ui.screens.planning.negotiation import Negotiation
from game.ui.screens.planning.order_dialog import OrderDialog
from game.ui.settings import Settings
from game.ui.toolkit.commands import Changes, Command, Pop, Push
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Item, Label, Scroll
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.basis import basis_lines
from game.ui.words.explain import share_text

LOOKS = [(Size(960, 600), "en"), (Size(1280, 720), "en"), (Size(1920, 1080), "en"), (Size(960, 600), "ar_XB")]


class Holder(Scene):
    """The side panel on an empty screen."""

    def __init__(self, session: Session, nation: str) -> None:
        self.session, self.nation = session, nation

    def view(self, size: Size, look: Look) -> list[Item]:
        return dossier_items(self.session, self.nation, Rect(size.width - 344, 48, 344, size.height - 48), look)

    def update(self, command: Command) -> Changes:
        return dossier_update(self.session, command)


@pytest.fixture(scope="module")
def begun() -> Session:
    return Session.new(load_scenario("crescent"), "pak", 7)


@pytest.fixture
def session(begun: Session) -> Session:
    return Session(begun.scenario, begun.setting, begun.state, begun.seat, begun.seed, begun.level)


@pytest.fixture
def driver(session: Session, tmp_path: Path) -> Iterator[Driver]:
    driver = Driver(App(Holder(session, "tur"), Settings(scale=1.0), Size(1280, 720), tmp_path))
    yield driver
    driver.app.close()


def texts(items: list[Item]) -> list[str]:
    """All labels, those in scrolled strips too."""
    flat = [child for item in items for child in (item.children if isinstance(item, Scroll) else (item,))]
    return [item.text for item in flat if isinstance(item, Label)]


def shown(session: Session, nation: str, driver: Driver) -> list[Item]:
    return Holder(session, nation).view(driver.app.size, driver.app.look)


@pytest.mark.parametrize(("size", "language"), LOOKS, ids=lambda part: str(part))
def test_dossiers_have_no_faults(session: Session, tmp_path: Path, size: Size, language: str) -> None:
    app = App(Holder(session, "tur"), Settings(scale=1.0, language=language), size, tmp_path)
    for nation in ("pak", "tur", "irn", "som", "usa"):
        for scene in (Holder(session, nation), Dossier(session, nation)):
            found = audit(scene.view(app.size, app.look), app.size, app.look)
            assert [str(one) for one in found if not (one.kind == "cut" and ".name" in one.what and app.look.rtl)] == []
    app.close()


def test_estimates_lie_in_the_intervals_shown(driver: Driver, session: Session) -> None:
    row = session.setting.row("tur")
    tips = [child.tip for item in shown(session, "tur", driver) if isinstance(item, Scroll) for child in item.children]
    pairs = [dict(tip.pairs) for tip in tips if tip is not None and "Best guess" in dict(tip.pairs)]
    measured = [pair for pair in pairs if "Your own" in pair]
    assert len(measured) == len(QUANTITIES)
    for pair in measured:
        low, high = (float(part.rstrip("%")) for part in pair["Four in five times within"].split("–"))
        assert low <= float(pair["Best guess"].rstrip("%")) <= high
    trust = int(session.seen.estimate[0, session.seat, row, TRUST])
    assert share_text(trust) in [pair["Best guess"] for pair in pairs]


def test_the_seat_knows_itself_exactly(driver: Driver, session: Session) -> None:
    written = texts(shown(session, "pak", driver))
    assert "You know yourself exactly." in written
    assert str(int(session.state.home[0, session.seat])) in written
    assert "Security index" in written


def test_nothing_hidden_is_shown(driver: Driver, session: Session) -> None:
    rows = [row for row in range(session.setting.n) if row != session.seat]
    other = session.state.copy()
    for name in ("home", "readiness", "stability", "terror", "funds", "staff", "officers"):
        getattr(other, name)[:, rows] += 7
    other.trust[:, rows] -= 900
    other.capability[:, rows] += 300
    changed = Session(session.scenario, session.setting, other, session.seat, session.seed, session.level)
    for nation in ("tur", "irn", "usa"):
        assert texts(shown(changed, nation, driver)) == texts(shown(session, nation, driver))


def test_strength_opens_into_points_that_add_up(driver: Driver, session: Session) -> None:
    row = session.setting.row("tur")
    items = shown(session, "tur", driver)
    tips = [child.tip for item in items if isinstance(item, Scroll) for child in item.children if child.tip]
    strength = next(tip for tip in tips if tip.title == "They stand by you")
    assert strength.points is not None
    assert strength.points.total == session.tie(session.seat, row).total
    assert dict(strength.pairs)["Strength"] == share_text(int(session.strength(session.seat)[row]))


def test_buttons_lead_to_negotiation_and_orders(driver: Driver) -> None:
    driver.click("dossier.negotiate")
    assert isinstance(driver.app.top.scene, Negotiation)
    driver.key("escape")
    driver.click("dossier.attache")
    dialog = driver.app.top.scene
    assert isinstance(dialog, OrderDialog)
    assert (dialog.order.instrument, dialog.order.option, dialog.order.target) == ("attache", "open", "tur")
    driver.click("no")
    driver.click("dossier.drill")
    dialog = driver.app.top.scene
    assert isinstance(dialog, OrderDialog)
    assert dialog.order.target == "tur"


def test_friends_and_rivals_lead_to_their_dossiers(session: Session) -> None:
    scene = Dossier(session, "tur")
    assert scene.update(Command("dossier.show", "grc")) is None
    assert scene.nation == "grc"
    assert isinstance(scene.update(Command("back")), Pop)
    assert isinstance(scene.update(Command("dossier.negotiate", "grc")), Push)
    assert dossier_update(session, Command("dossier.show", "grc")) is None, "left to the screen around the panel"


def test_a_failed_state_is_named_and_left_alone(driver: Driver, session: Session) -> None:
    alive = session.state.alive.copy()
    alive[0, session.setting.row("tur")] = False
    fallen = replace(session.state, alive=alive)
    after = Session(session.scenario, session.setting, fallen, session.seat, session.seed, session.level)
    items = shown(after, "tur", driver)
    assert "The state has failed" in texts(items)
    buttons = {item.id: item for item in items}
    for key in ("negotiate", "attache", "drill"):
        assert buttons[f"dossier.{key}"].enabled is False  # type: ignore[attr-defined]


def test_figures_say_where_they_come_from(session: Session) -> None:
    turkey = session.scenario.nation("tur")
    assert basis_lines(session.scenario, turkey.population)[0].startswith("Source: ")
    assert basis_lines(session.scenario, turkey.stability)[0].startswith("Estimate: ")
    every = [
        figure
        for nation in session.scenario.nations
        for figure in (nation.population, nation.gdp_usd_bn, nation.milex_usd_bn, nation.active_personnel)
    ]
    assert all(basis_lines(session.scenario, figure) for figure in every)
    assert any("No figure is known" in "\n".join(basis_lines(session.scenario, figure)) for figure in every)
    assert counted(84_600_000) == "84.6 million"
    assert counted(495_000) == "495,000"


def test_an_old_look_says_its_age(driver: Driver, session: Session) -> None:
    seen = session.state.seen.copy()
    seen[:] = session.state.step - 6
    older = replace(session.state, seen=seen)
    after = Session(session.scenario, session.setting, older, session.seat, session.seed, session.level)
    assert any(text.startswith("Last looked at 3 quarters ago.") for text in texts(shown(after, "tur", driver)))
    assert np.all(after.seen.error[0, 0, 1:] >= session.seen.error[0, 0, 1:])
