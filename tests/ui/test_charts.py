"""Charts and the network show each turn as the seat knew it, and lead from one to the other."""

import math
import os
from itertools import pairwise
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import numpy as np
import pytest

from game.content.reading.load import load_scenario
from game.core.vocabulary import STABILITY
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.painting.plot import Line, Plot, apart, dashed, scale_of, ticks
from game.ui.painting.web import on_a_ring, on_the_map
from game.ui.play.series import OWN, PUBLIC, SERIES
from game.ui.play.session import Session
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.records.charts import Charts, between, written
from game.ui.screens.records.doors import NAMES, record
from game.ui.screens.records.network import Network
from game.ui.screens.records.record_parts import Record
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Label, Table

LOOKS = [(Size(960, 600), "en"), (Size(1280, 720), "en_XA"), (Size(1920, 1080), "en"), (Size(960, 600), "ar_XB")]
TURNS = 3


@pytest.fixture(scope="module")
def played() -> Session:
    session = Session.new(load_scenario("first_posting"), "ken", 7)
    while session.turn < TURNS or not session.planning:
        session.end_turn()
    return session


@pytest.fixture
def app(played: Session, tmp_path: Path) -> App:
    shell = shell_of_player(1, tmp_path, threaded=False)
    app = App(record(played, shell, "charts"), Settings(scale=1.0), Size(1280, 720), tmp_path)
    yield app
    app.close()


def chart_of(app: App) -> Charts:
    assert isinstance(app.top.scene, Charts)
    return app.top.scene


def test_every_turn_is_kept_as_the_seat_knew_it(played: Session) -> None:
    moments = played.chronicle.moments
    assert sorted(moments) == list(range(TURNS + 1))
    now, seat = moments[TURNS].readings, played.seat
    values, slack = now["stability"]
    others = np.arange(played.setting.n) != seat
    assert values[seat] == pytest.approx(played.state.stability[0, seat] / 100)
    estimate = played.seen.estimate[0, seat, :, STABILITY]
    assert values[others] == pytest.approx(np.clip(estimate, -10_000, 10_000)[others] / 100)
    assert slack[seat] == 0
    assert (slack[others] > 0).all()
    assert [round(10 * float(moments[one["turn"]].readings["index"][0][seat])) for one in played.history] == [
        one["total"] for one in played.history
    ]


@pytest.mark.parametrize("key", SERIES)
def test_a_series_says_no_more_than_the_seat_may_know(key: str, played: Session) -> None:
    values, slack = played.chronicle.moments[TURNS].readings[key]
    others = np.arange(played.setting.n) != played.seat
    if SERIES[key].known == OWN:
        assert np.isnan(values[others]).all()
    else:
        assert not np.isnan(values[others]).any()
    if SERIES[key].known in (OWN, PUBLIC):
        assert not slack.any()


def test_the_truth_is_told_when_the_campaign_is_over(played: Session, tmp_path: Path) -> None:
    session = Session.new(played.scenario, "ken", 7)
    while not session.over:
        session.end_turn()
    shell = shell_of_player(1, tmp_path, threaded=False)
    app = App(record(session, shell, "charts"), Settings(scale=1.0), Size(960, 600), tmp_path)
    driver = Driver(app)
    for _turn in range(session.turn + 2):
        driver.step()
    lines = chart_of(app).lines()
    app.close()
    assert not any(math.isnan(value) for line in lines for value in line.values)
    final = session.final().total / 10
    assert lines[0].values[-1] == pytest.approx(final, abs=0.051)


@pytest.mark.parametrize(("size", "language"), LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_the_past_has_no_faults(name: str, size: Size, language: str, played: Session, tmp_path: Path) -> None:
    shell = shell_of_player(1, tmp_path, threaded=False)
    scene = record(played, shell, name)
    app = App(scene, Settings(scale=1.0, language=language), size, tmp_path)
    Driver(app).step()
    findings = audit(scene.view(app.size, app.look), app.size, app.look)
    app.close()
    assert findings == []


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("mode", ["chart", "table"])
def test_every_series_is_drawn_without_faults(series: str, mode: str, played: Session, app: App) -> None:
    scene = chart_of(app)
    scene.series, scene.mode, scene.rows = series, mode, list(range(min(8, played.setting.n)))
    Driver(app)
    assert audit(scene.view(Size(960, 600), app.look), Size(960, 600), app.look) == []


def test_the_pointer_and_the_keys_choose_a_turn_whose_values_are_told(played: Session, app: App) -> None:
    driver, scene = Driver(app), chart_of(app)
    chart = driver.rect("chart")
    driver.hover_at(chart.x + 1, chart.y + 50)
    assert scene.hover == 0
    first = written(played.history[0]["total"] / 10, "points")
    shown = [item.text for item in scene.view(app.size, app.look) if isinstance(item, Label)]
    assert first in shown
    assert shown.count("2026 Q1") == 2  # over the legend and over the line
    driver.click_at(*chart.center)
    driver.key("right")
    assert scene.hover is not None
    assert scene.hover > 0


def test_nations_come_and_go(played: Session, app: App) -> None:
    driver, scene = Driver(app), chart_of(app)
    before = list(scene.rows)
    driver.click(f"drop.{played.setting.nations[before[-1]]}")
    assert scene.rows == before[:-1]
    driver.click("add")
    driver.type(played.scenario.nations[before[-1]].name)
    driver.key("return")
    assert scene.rows == before


def test_the_table_holds_the_same_values(played: Session, app: App) -> None:
    scene = chart_of(app)
    Driver(app).click("mode")
    scene.mode = "table"
    table = next(item for item in scene.view(app.size, app.look) if isinstance(item, Table))
    assert [row.key for row in table.rows] == list(range(TURNS, -1, -1))
    totals = {one["turn"]: written(one["total"] / 10, "points") for one in played.history}
    assert [row.cells[1].text for row in table.rows] == [totals[row.key] for row in table.rows]


def test_the_tabs_lead_to_every_screen_and_escape_out(played: Session, app: App) -> None:
    driver = Driver(app)
    for name in NAMES[1:]:
        scene = app.top.scene
        assert isinstance(scene, Record)
        driver.app.perform([driver.find("records").item.command.__class__("record", value=name)])
        driver.step()
        assert app.top.scene.name == name
        assert len(app.stack) == 1


def test_the_network_follows_the_slider_and_the_pointer(played: Session, tmp_path: Path) -> None:
    shell = shell_of_player(1, tmp_path, threaded=False)
    scene = record(played, shell, "network")
    assert isinstance(scene, Network)
    app = App(scene, Settings(scale=1.0, language="ar"), Size(1280, 720), tmp_path)
    driver = Driver(app)
    room = driver.rect("web")
    places = on_the_map(played.scenario, Size(room.width, room.height))
    row = next(one for one in range(played.setting.n) if one != played.seat)
    driver.click_at(room.right - places[row, 0], room.y + places[row, 1])
    assert scene.focus == row
    strength = scene.web().strength
    assert (strength == strength.T).all()
    driver.click("play")
    for _beat in range(2 * TURNS + 4):
        driver.step(1.0)
    app.close()
    assert scene.turn == TURNS
    assert not scene.playing


def test_the_network_is_what_was_known_at_the_time(played: Session) -> None:
    ties = played.chronicle.moments[TURNS].ties
    assert (ties[played.seat] == played.seen.strength[0, played.seat]).all()
    other = (played.seat + 1) % played.setting.n
    assert (ties[other] == played.seen.public_strength[0, other]).all()


def test_nodes_stay_in_the_picture() -> None:
    scenario = load_scenario("crescent")
    for make in (on_the_map, on_a_ring):
        places = make(scenario, Size(600, 460))
        assert (places >= 0).all()
        assert (places <= [600, 460]).all()
        assert len(np.unique(places.round(), axis=0)) == len(places)


def test_scales_are_round_and_hold_every_line() -> None:
    line = Line("a", 0, (62.3, math.nan, 71.8), (0.0, 0.0, 3.0))
    low, high = scale_of([line], 0.0, 100.0)
    assert low <= 62.3
    assert high >= 74.8
    marks = ticks(low, high)
    assert marks[0] == low
    assert marks[-1] == high
    assert len({round(b - a, 6) for a, b in pairwise(marks)}) == 1
    assert scale_of([], 0.0, 100.0) == (0.0, 100.0)


def test_labels_keep_apart_and_in_order() -> None:
    placed = apart([50.0, 52.0, 10.0, 51.0], 20, 10, 100)
    assert [placed[k] for k in (2, 0, 3, 1)] == sorted(placed)
    ranked = sorted(placed)
    assert all(b - a >= 20 for a, b in pairwise(ranked))
    assert ranked[0] >= 10
    assert ranked[-1] <= 100


def test_dashes_cover_the_line_in_strokes() -> None:
    points = np.array([(0.0, 0.0), (30.0, 0.0), (30.0, 10.0)])
    strokes = dashed(points, (8, 4))
    assert [len(stroke) for stroke in strokes] == [2, 2, 3, 2]
    assert strokes[0].tolist() == [[0.0, 0.0], [8.0, 0.0]]
    assert dashed(points, ())[0] is points


def test_turns_and_places_are_each_others_inverse() -> None:
    plot = Plot(Rect(0, 0, 400, 200), 2, 12, 0.0, 50.0)
    assert [plot.turn_at(plot.x(turn)) for turn in range(2, 13)] == list(range(2, 13))
    assert (plot.y(50.0), plot.y(0.0)) == (0.0, 200.0)


def test_intervals_stay_within_what_can_be() -> None:
    assert between(95.0, 10.0, "percent") == "85–100%"
    assert between(-95.0, 10.0, "signed") == "-100…-85%"
    assert between(4.0, 0.0, "number") == "4"
