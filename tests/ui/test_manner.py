"""How a campaign is played is kept in its save: lessons learnt, the day's code, and one save without a way back."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.content.files.saves import SaveError, entries
from game.content.reading.load import load_scenario
from game.ui.play.manner import Manner, as_json, from_json
from game.ui.play.session import Session


def campaign() -> Session:
    return Session.new(load_scenario("first_posting"), "ken", 7)


def test_a_save_keeps_how_it_is_played(tmp_path: Path) -> None:
    session = campaign()
    session.manner = Manner(daily="ABC-12Z", guide="tutorial", hidden=True).with_lesson("index").with_lesson("index")
    session.save(tmp_path / "one.save")
    assert Session.load(tmp_path / "one.save").manner == session.manner
    assert session.manner.learnt == ("index",)


@pytest.mark.parametrize(
    "change", [{"ironman": 1}, {"learnt": ["a" * 33]}, {"guide": "other"}, {"daily": "abc"}, {"more": 1}]
)
def test_nonsense_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="makes no sense"):
        from_json(as_json(Manner()) | change)
    assert from_json(None) == Manner(), "saves from before know nothing of it"


def test_nonsense_in_a_save_is_told_by_the_files_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = campaign()
    monkeypatch.setattr("game.ui.play.campaign_file.as_json", lambda manner: {"guide": 3})
    session.save(tmp_path / "odd.save")
    with pytest.raises(SaveError, match=r"odd\.save"):
        Session.load(tmp_path / "odd.save")


def test_an_iron_campaign_has_one_save_that_follows_every_answer(tmp_path: Path) -> None:
    session = campaign()
    session.folder, session.manner = tmp_path, replace(session.manner, ironman=True)
    steps = set()
    for _half in range(5):
        session.stop_to_respond = session.planning
        session.end_turn()
        (only,) = entries(tmp_path)
        loaded = Session.load(only.path)
        steps.add(loaded.state.step)
        assert loaded.manner.ironman
        assert loaded.state.step == session.state.step, "nothing can be tried twice"
        assert only.heading["ironman"] == 1
    assert len(steps) == 5
