"""The after-action report: whole, self-contained, and every figure on it is the game's own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.pages import left_open

from game import cli
from game.content.files import replays
from game.content.files.replays import Replay
from game.content.reading.load import load_scenario
from game.sim.replaying import played_by
from game.sim.review.aftermath import Aftermath, aftermath
from game.sim.review.branches import Course
from game.sim.simulate import simulate
from game.ui.pages.after_action import Told, after_action
from game.ui.pages.making import Wanted, made
from game.ui.words.i18n import use

SEED, NATION = 11, "mli"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def replay() -> Replay:
    return played_by(load_scenario("sahel"), SEED, turns=8)


@pytest.fixture(scope="module")
def after(replay: Replay) -> Aftermath:
    return aftermath(Course.of(replay, NATION))


def test_the_index_told_is_that_of_the_game(after: Aftermath) -> None:
    run = simulate(load_scenario("sahel"), worlds=1, turns=8, seed=SEED)
    row = run.nations.index(NATION)
    assert after.end.total / 10 == pytest.approx(run.index[0, row])
    assert after.minister.total == after.end.total, "the balanced minister held the seat"
    assert [turn.turn for turn in after.turns] == list(range(8))


def test_a_crisis_tells_what_everybody_decided_on(after: Aftermath) -> None:
    told = [helper for story in after.crises for helper in story.told()]
    assert after.crises
    assert any(one.pledged for one in told)
    for one in told:
        assert sum(term.points for term in one.will.terms) == one.will.total
        assert one.will.threshold is None or one.will.total < one.will.threshold
    asked = [one for one in told if one.asked and not one.ready]
    assert all(one.pledged == 0 for one in asked)


def test_the_page_is_whole_and_needs_nothing_else(replay: Replay) -> None:
    *_, (share, page) = made(Wanted(replay, NATION))
    assert share == 1
    assert left_open(page) == []
    assert not re.search(r"https?://|<script|<link|src=", page)
    for text in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        picture = ElementTree.fromstring(text)
        width, height = (float(edge) for edge in picture.attrib["viewBox"].split()[2:])
        for element in picture.iter():
            assert 0 <= float(element.attrib.get("x", 0)) <= width
            assert 0 <= float(element.attrib.get("y", 0)) <= height
    assert len(page) < 300_000
    assert "--without" in page
    assert f"--nation {NATION}" in page


def test_in_arabic_it_runs_from_right_to_left(after: Aftermath) -> None:
    use("ar")
    try:
        page = after_action(Told(after))
    finally:
        use("en")
    assert '<html lang="ar" dir="rtl">' in page
    assert "مالي" in page


def test_the_command_writes_it_beside_the_game(
    replay: Replay, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "game.replay"
    replays.write(path, replay)
    assert cli.main(["report", str(path), "--quick"]) == cli.USAGE
    assert "--nation" in capsys.readouterr().err
    assert cli.main(["report", str(path), "--quick", "--nation", NATION]) == cli.OK
    page = (tmp_path / "game.html").read_text(encoding="utf-8")
    assert "They were not looked for." in page
    path.write_bytes(b"nothing")
    assert cli.main(["report", str(path)]) == cli.BAD_SAVE


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_game_that_has_hardly_begun_has_a_page_too(replay: Replay, steps: int) -> None:
    begun = replace(replay, steps=steps, record=replay.record.until(steps), keys={})
    *_, (share, page) = made(Wanted(begun, NATION, worlds=2))
    assert share == 1
    assert "of 100, so far" in page
    assert left_open(page) == []


def test_a_failed_state_is_told(tmp_path: Path) -> None:
    played = played_by(load_scenario("sahel"), 2, turns=16, seats={NATION: "passive"}, rules={"defeat_minor": 9_000})
    after = aftermath(Course.of(played, NATION))
    assert not after.alive
    page = after_action(Told(after))
    assert "the state has failed" in page
    assert after.end.total == 0
