"""The short form of soak.py: campaign after campaign, and nothing piles up."""

from __future__ import annotations

from pathlib import Path

import pytest
from robustness.soak import MOST_GROWTH, Soak, objects

LEAK: list[object] = []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    saves = tmp_path / "saves"
    saves.mkdir()
    return saves


def test_campaigns_leave_nothing_behind(folder: Path) -> None:
    soak = Soak(folder, objects)
    soak.run(24)
    assert soak.report()["turns"] >= 24
    assert soak.report()["growth"] <= MOST_GROWTH / 5


def test_a_leak_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = Soak.begin

    def leaking(soak: Soak) -> object:
        LEAK.extend([] for _ in range(20_000))
        return begin(soak)

    monkeypatch.setattr(Soak, "begin", leaking)
    soak = Soak(folder, objects)
    soak.run(20)
    LEAK.clear()
    assert soak.report()["growth"] > MOST_GROWTH


def test_campaigns_in_a_window_leave_nothing_behind(folder: Path) -> None:
    """The first campaigns open each screen for the first time; from then on objects stay as many."""
    soak = Soak(folder, objects)
    soak.run_with_window(40)
    (_turns, middle), (_more, end) = soak.marks[len(soak.marks) // 2], soak.marks[-1]
    assert end <= middle * (1 + MOST_GROWTH)
