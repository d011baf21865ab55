"""Margin and percentile: the campaign with the minister in the seat, and what other worlds came to, kept on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.content.reading.load import load_scenario
from game.core.alliances import alliances
from game.core.score import index_score
from game.ministers.table import policy
from game.sim import scoring
from game.sim.match import Seats, finish, worlds_numbered
from game.sim.scoring import OTHERS_SEED, Campaign, Standing, margin, percentile, standings
from game.sim.simulate import build, simulate

LESSON = load_scenario("first_posting")
SEAT = LESSON.nation_ids[0]


def campaign(**changes: object) -> Campaign:
    return replace(Campaign(LESSON, SEAT, 7, "balanced", worlds=5), **changes)


def all_of(question: Campaign) -> list[Standing]:
    return [found for found in standings(question) if found is not None]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "CHUNK", 3)


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Worlds played, one entry a batch."""
    batches: list[int] = []
    whole = scoring.build

    def counted(scenario: object, worlds: np.ndarray, seed: int) -> object:
        batches.append(len(worlds))
        return whole(scenario, worlds, seed)  # type: ignore[arg-type]

    monkeypatch.setattr(scoring, "build", counted)
    return batches


@pytest.mark.parametrize("level", ["balanced", "passive"])
def test_the_reference_is_the_campaign_with_the_minister_in_the_seat(level: str) -> None:
    found = all_of(campaign(level=level, worlds=1))
    setting, state = build(LESSON, worlds_numbered(0, 1), 7)
    last = finish(state, setting, Seats(policy(level), {0: policy("balanced")}), 7, setting.turns)
    assert found[0].reference is None
    assert found[-1].reference == int(index_score(last, setting, alliances(last, setting)).total[0, 0])


def test_other_worlds_are_those_of_a_simulation_and_come_little_by_little() -> None:
    found = all_of(campaign())
    run = simulate(LESSON, worlds=5, seed=OTHERS_SEED)
    assert [len(one.others) for one in found] == [0, 0, 3, 5]
    assert found[-1].others == tuple(np.rint(run.index[:, 0] * 10).astype(int).tolist())
    assert [one.settled for one in found] == [False, False, False, True]
    shares = [one.share for one in found]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_other_worlds_are_played_once_for_all_seats(tmp_path: Path, played: list[int]) -> None:
    first = all_of(campaign(cache=tmp_path))[-1]
    assert played == [1, 3, 2]
    again = all_of(campaign(cache=tmp_path))
    assert again[0].others == again[-1].others == first.others
    all_of(campaign(cache=tmp_path, seat=LESSON.nation_ids[1], seed=8))
    assert played == [1, 3, 2, 1, 1]  # only the reference, each time
    all_of(campaign(cache=tmp_path, worlds=6))
    assert played[5:] == [1, 1]


def test_other_levels_and_scenarios_have_worlds_of_their_own(tmp_path: Path) -> None:
    other = LESSON.model_copy(update={"turns": 3})
    for question in (campaign(), campaign(level="passive"), campaign(scenario=other)):
        all_of(replace(question, cache=tmp_path, worlds=1))
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x93NUMPY\x01\x00"])
def test_a_damaged_file_is_played_again(tmp_path: Path, content: bytes) -> None:
    expected = all_of(campaign(cache=tmp_path, worlds=2))[-1]
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(content)
    assert all_of(campaign(cache=tmp_path, worlds=2))[-1] == expected
    assert kept.read_bytes() == whole
    np.save(kept, np.full((2, len(LESSON.nations)), 2_000, np.int16))
    assert all_of(campaign(cache=tmp_path, worlds=2))[-1] == expected


def test_what_cannot_be_kept_is_told_and_shown_all_the_same(tmp_path: Path) -> None:
    blocked = tmp_path / "a file, no folder"
    blocked.write_text("")
    found = all_of(campaign(cache=blocked, worlds=2))[-1]
    assert len(found.others) == 2
    assert found.trouble


def test_percentile_counts_equals_half_and_says_how_sure_it_is() -> None:
    assert percentile(50, (10, 20, 50, 70))[0] == 62.5
    assert percentile(5, (10, 20))[0] == 0
    assert percentile(90, (10, 20))[0] == 100
    assert percentile(90, (10,) * 64)[1] > 1
    wide, narrow = (percentile(50, (10, 90) * count)[1] for count in (8, 500))
    assert wide == pytest.approx(15.26, abs=0.01)
    assert narrow == pytest.approx(2.02, abs=0.01)
    assert margin(631, 589) == 42
