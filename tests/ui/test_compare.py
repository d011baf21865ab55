"""Two nations side by side: what is known is exact, the rest an interval, and both sides are drawn on one scale."""

import os
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.content.reading.load import load_scenario
from game.core.exact import ONE
from game.core.vocabulary import QUANTITIES
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.play.session import Session
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.nations.compare import Compare, Contrast, forces, mutual, public_record, with_seat
from game.ui.screens.records.doors import record
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.words.explain import share_text, tenth_text

LOOKS = [(Size(960, 600), "en"), (Size(1280, 720), "en_XA"), (Size(1920, 1080), "en"), (Size(960, 600), "ar_XB")]


@pytest.fixture(scope="module")
def session() -> Session:
    return Session.new(load_scenario("crescent"), "pak", 7)


@pytest.fixture(scope="module")
def pair(session: Session) -> tuple[int, int]:
    return session.setting.row("sau"), session.setting.row("tur")


def every_line(session: Session, pair: tuple[int, int]) -> list[Contrast]:
    return [line for make in (forces, public_record, with_seat, mutual) for line in make(session, pair)]


def test_others_are_intervals_and_the_seat_is_exact(session: Session, pair: tuple[int, int]) -> None:
    lines = forces(session, (session.seat, pair[0]))
    for q, line in enumerate(lines):
        own, other = line.sides
        value = int(session.seen.estimate[0, session.seat, session.seat, q])
        assert own.text == (tenth_text(value) if q < 5 else share_text(value))
        assert own.low == own.high
        assert "–" in other.text
        assert other.low is not None
        assert other.low < other.high
    assert len(lines) == len(QUANTITIES)


def test_both_sides_have_one_scale(session: Session, pair: tuple[int, int]) -> None:
    for line in every_line(session, pair):
        for side in line.sides:
            if side.low is not None:
                assert 0 <= side.low <= side.high <= 1.0
    troops = forces(session, pair)[0]
    wide = [int(session.seen.estimate[0, session.seat, row, 0]) for row in pair]
    middles = [((side.low or 0) + side.high) / 2 for side in troops.sides]
    assert middles[0] / middles[1] == pytest.approx(wide[0] / wide[1], rel=0.35)


def test_the_other_way_round_is_the_same_mirrored(session: Session, pair: tuple[int, int]) -> None:
    for line, back in zip(every_line(session, pair), every_line(session, pair[::-1]), strict=True):
        assert line.name == back.name
        assert line.sides == back.sides[::-1] or line.name == "Stands by the other"


def test_the_record_is_what_everybody_knows(session: Session, pair: tuple[int, int]) -> None:
    lines = {line.name: line for line in public_record(session, pair)}
    public = session.seen.public
    assert [side.text for side in lines["Contingents in missions"].sides] == [
        str(int(public.posted[0, :, row].sum())) for row in pair
    ]
    assert [side.text for side in lines["Standing"].sides] == [share_text(int(public.standing[0, row])) for row in pair]


def test_the_seat_says_nothing_of_itself_to_itself(session: Session, pair: tuple[int, int]) -> None:
    lines = with_seat(session, (session.seat, pair[0]))
    assert {line.sides[0].text for line in lines} == {"you"}
    strength = int(session.strength(session.seat)[pair[0]])
    assert lines[0].sides[1].text == share_text(strength)
    assert lines[0].sides[1].high == strength / ONE


@pytest.mark.parametrize(("size", "language"), LOOKS)
@pytest.mark.parametrize("nations", [("sau", "tur"), ("pak", "ind"), ("usa", "usa")])
def test_no_pair_has_faults(
    session: Session, nations: tuple[str, str], size: Size, language: str, tmp_path: Path
) -> None:
    rows = (session.setting.row(nations[0]), session.setting.row(nations[1]))
    scene = record(session, shell_of_player(1, tmp_path, threaded=False), "compare", rows)
    app = App(scene, Settings(scale=1.0, language=language), size, tmp_path)
    findings = audit(scene.view(app.size, app.look), app.size, app.look)
    app.close()
    assert findings == []


def test_nations_are_chosen_by_name_and_change_sides(session: Session, pair: tuple[int, int], tmp_path: Path) -> None:
    scene = record(session, shell_of_player(1, tmp_path, threaded=False), "compare", pair)
    assert isinstance(scene, Compare)
    driver = Driver(App(scene, Settings(scale=1.0), Size(1280, 720), tmp_path))
    driver.click("swap")
    assert scene.pair == pair[::-1]
    driver.click("nation.0")
    driver.type("Indonesia")
    driver.key("return")
    assert scene.pair == (session.setting.row("idn"), pair[0])
    driver.app.close()
