"""A class of thirty: who played what was set is compared, and what was tampered with is found and named."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from game import cli
from game.content.files import replays
from game.content.files.replays import Record, Replay
from game.content.reading.errors import ScenarioError
from game.core.instruments import POSITION
from game.ministers.table import policy
from game.sim.classroom.assignment import Assignment, is_assignment, read_assignment
from game.sim.classroom.checking import OTHER, SOUND, TAMPERED, UNFINISHED, UNREADABLE, Checked, check
from game.sim.classroom.comparing import comparison, table_text
from game.sim.match import ministers_luck
from game.sim.replaying import with_keys
from game.sim.review.given import orders_of
from game.ui.play.campaign_file import replay_of
from game.ui.play.session import Session

STUDENTS = 30
SEEDS = (3, 4)
TEXT = """assignment = "Week 3: when help comes"
text = "Play to the end. Who came, and why?"
scenario = "first_posting"
seat = "ken"
seeds = [3, 4]
"""
WAYS = ("balanced", "passive", "pure:attache")
Captured = pytest.CaptureFixture[str]


def game_of(assignment: Assignment, way: str, seed: int, turns: int = 99) -> Replay:
    """A campaign played through the player's own session, as a policy would play it."""
    session = Session.new(assignment.scenario, assignment.seat, seed)
    minister = policy(way)
    while not session.over and session.turn < turns:
        table = minister.decide(session.seen, ministers_luck(session.state, seed + 1))
        for given in orders_of(table, session.setting, session.seat):
            session.add(given.order)
        session.end_turn()
    return replay_of(session)


def changed_order(replay: Replay) -> Replay:
    """One order of the player's is another afterwards; all the rest stays as it was."""
    step, rows = next((step, rows) for step, rows in replay.record.orders.items() if len(rows))
    other = rows.copy()
    other[:, 6] += 1
    record = Record(replay.record.digests, replay.record.prints, {**replay.record.orders, step: other})
    return replace(replay, record=record)


def helpful_world(replay: Replay) -> Replay:
    """Other nations' orders are left out, and the game is played again so that every digest fits."""
    kept = {}
    for step, rows in replay.record.orders.items():
        others = rows[:, 0] != replay.setting.row(replay.player)
        kept[step] = rows[~others | (rows[:, 2] != POSITION["peacekeeping"])]
    return with_keys(replace(replay, record=Record(orders=kept), keys={}))


def richer(replay: Replay) -> Replay:
    """The seat begins with a larger force, and everything else fits."""
    nations = tuple(
        one.model_copy(update={"contingents": None, "population": one.population.model_copy(update={"value": 9e8})})
        if one.id == replay.player else one
        for one in replay.scenario.nations
    )  # fmt: skip
    other = replay.scenario.model_copy(update={"nations": nations})
    return with_keys(replace(replay, scenario=other, record=Record(), keys={}))


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("class")
    (folder / "week3.toml").write_text(TEXT, encoding="utf-8")
    assignment = read_assignment(folder / "week3.toml")
    ways = [game_of(assignment, way, seed) for seed in SEEDS for way in WAYS]
    for number in range(STUDENTS):
        played = ways[number % len(ways)]
        made = {7: changed_order, 19: helpful_world}.get(number, lambda one: one)(played)
        replays.write(folder / f"student-{number:02}.replay", made)
    return folder


@pytest.fixture(scope="module")
def checked(handed_in: Path) -> list[Checked]:
    assignment = read_assignment(handed_in / "week3.toml")
    return [check(path, assignment) for path in sorted(handed_in.glob("*.replay"))]


def test_both_that_were_tampered_with_are_found_and_no_other(checked: list[Checked]) -> None:
    found = {one.name: one.why for one in checked if one.verdict != SOUND}
    assert set(found) == {"student-07.replay", "student-19.replay"}
    assert all(one.verdict == TAMPERED for one in checked if one.name in found)
    assert "orders of" in found["student-19.replay"]


def test_the_page_names_them_and_compares_the_rest_at_once(checked: list[Checked], handed_in: Path) -> None:
    assignment = read_assignment(handed_in / "week3.toml")
    began = time.process_time()
    page, text = comparison(checked, {3: 500, 4: 500}, assignment), table_text(checked, {3: 500, 4: 500})
    assert time.process_time() - began < 10
    assert "student-07.replay</td><td><b>tampered" in page
    assert "student-19.replay</td><td><b>tampered" in page
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == STUDENTS
    for row, one in zip(rows, checked, strict=True):
        assert (row["file"], row["verdict"]) == (one.name, one.verdict)
        if one.verdict == SOUND:
            assert one.index is not None
            assert float(row["index"]) == pytest.approx(sum(term.points for term in one.index.terms) / 10)
            assert float(row["over_balanced"]) == pytest.approx(float(row["index"]) - 50)
        else:
            assert not row["index"]


def test_the_index_is_that_of_the_session(handed_in: Path, checked: list[Checked]) -> None:
    assignment = read_assignment(handed_in / "week3.toml")
    session = Session.new(assignment.scenario, assignment.seat, 3)
    while not session.over:
        session.end_turn()
    one = check_of(handed_in, lambda: replay_of(session))
    assert one.total == session.final().total
    assert one.by_turn[-1] == one.total


def check_of(folder: Path, made: Callable[[], Replay]) -> Checked:
    path = folder / "one.replay"
    replays.write(path, made())
    found = check(path, read_assignment(folder / "week3.toml"))
    path.unlink()
    return found


def test_what_was_not_set_says_in_what(handed_in: Path) -> None:
    assignment = read_assignment(handed_in / "week3.toml")
    game = game_of(assignment, "balanced", 3)
    cases = {
        "its scenario was changed": lambda: richer(game),
        "its seed 9": lambda: game_of(assignment, "passive", 9, turns=1),
        "its seat": lambda: game_of(replace(assignment, seat="uga"), "passive", 3, turns=1),
    }
    for why, made in cases.items():
        one = check_of(handed_in, made)
        assert one.verdict == OTHER
        assert why in one.why
    assert check_of(handed_in, lambda: game_of(assignment, "passive", 3, turns=2)).verdict == UNFINISHED
    (handed_in / "broken.replay").write_bytes(b"ADR nonsense")
    assert check(handed_in / "broken.replay", assignment).verdict == UNREADABLE
    (handed_in / "broken.replay").unlink()


def test_the_command_writes_page_and_table(handed_in: Path, tmp_path: Path, capsys: Captured) -> None:
    few = tmp_path / "few"
    few.mkdir()
    for name in ("week3.toml", "student-00.replay", "student-07.replay"):
        (few / name).write_bytes((handed_in / name).read_bytes())
    assert cli.main(["classroom", str(few), "--jobs", "1"]) == 0
    out = capsys.readouterr().out
    assert "student-07.replay: tampered" in out
    assert "student-00" not in out
    page = (few / "class.html").read_text(encoding="utf-8")
    assert "balanced minister, seed 3" in page
    assert len((few / "class.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert cli.main(["classroom", str(tmp_path / "none")]) == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('seat = "ken"', 'seat = "kenya"', "no nation"),
        ("seeds = [3, 4]", "seeds = [3, 3]", "stands here twice"),
        ('scenario = "first_posting"', 'scenario = "nowhere"', "nowhere"),
        ("seeds", 'policy = "clever"\nseeds', "no policy"),
        ("seeds = [3, 4]", "seeds = [3]\n[rules]\nnothing = 1", "nothing"),
    ],
)
def test_a_faulty_assignment_says_where(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "week.toml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    assert is_assignment(path)
    with pytest.raises(ScenarioError, match=says):
        read_assignment(path)
