"""The short form of heavy.py: a campaign saved and loaded at every decision point is the campaign left untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from robustness.heavy import Heavy

from game.ui.play.session import Session


def test_saved_and_loaded_at_every_decision_point_a_game_stays_the_same(tmp_path: Path) -> None:
    mode = Heavy(tmp_path)
    mode.play(1, 6)
    mode.play(4, 6)
    assert mode.names == []
    assert mode.found["points"] >= 24
    assert mode.found["replays"] >= 2
    assert mode.found["replays_differing"] == 0
    assert mode.found["states_replayed"] > mode.found["points"]


def test_what_is_lost_on_the_way_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = Session.load

    def forgetful(path: Path) -> Session:
        session = load(path)
        session.tally.clear()
        session.state.trust[:] += session.state.trust[:] == session.state.trust.max()
        return session

    monkeypatch.setattr(Session, "load", staticmethod(forgetful))
    mode = Heavy(tmp_path)
    mode.play(0, 2)
    assert mode.found["differences"]
    assert any("state" in name and "what is written again" in name for name in mode.names)
