"""A campaign without its screens: the plan, the turn, what is told of it, and saves that survive trouble."""

import os
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import numpy as np
import pytest

from game.content.files import saves
from game.content.files.saves import AUTOSAVES, SaveError
from game.content.format.model import Scenario
from game.content.reading.load import load_scenario
from game.core.phase import EVENTS
from game.core.state import State
from game.core.step import step
from game.ministers.table import policy
from game.sim.match import Seats, ministers_luck
from game.ui.play.session import Session
from game.ui.words import i18n
from game.ui.words.dispatch import Desk
from game.ui.words.dispatch_texts import WRITERS
from game.ui.words.dispatches import write
from game.ui.words.news import News

SEED = 7
QUIET_EVENTS = {"disclosed"}  # told as part of another dispatch


@pytest.fixture(scope="module")
def lesson() -> Scenario:
    return load_scenario("first_posting")


@pytest.fixture(scope="module")
def crescent() -> Scenario:
    return load_scenario("crescent")


@pytest.fixture
def session(lesson: Scenario) -> Session:
    return begin(lesson)


def begin(scenario: Scenario) -> Session:
    return Session.new(scenario, scenario.recommended[0].nation, SEED)


def played(scenario: Scenario, turns: int) -> Session:
    session = begin(scenario)
    while session.turn < turns and not session.over:
        session.end_turn()
    return session


def train(session: Session, what: str = "officers") -> str | None:
    return session.add(session.order("training", what))


# The plan


def test_an_order_binds_means_until_it_is_removed(session: Session) -> None:
    before = session.means
    assert train(session) is None
    assert session.means.staff.left < before.staff.left
    session.remove(0)
    assert session.means == before


def test_a_refused_order_is_not_planned_and_says_why(session: Session) -> None:
    reason = session.add(session.order("attache", "open", session.nation))
    assert reason
    assert session.plan == ()


def test_undo_and_redo_walk_through_the_plan(session: Session) -> None:
    train(session)
    train(session, "reserve")
    both = session.plan
    session.undo()
    session.undo()
    assert session.plan == ()
    assert not session.can_undo
    session.redo()
    session.redo()
    assert session.plan == both
    assert not session.can_redo


def test_planning_leaves_the_state_untouched(session: Session) -> None:
    before = session.state.digests()
    train(session)
    session.refusal(session.order("training", "reserve"))
    assert session.means.staff.planned > 0
    assert session.state.digests() == before


# The turn


def test_a_whole_lesson_ends_with_a_score_in_points(lesson: Scenario) -> None:
    session = played(lesson, lesson.turns)
    assert session.over
    final = session.final()
    assert final.total == sum(term.points for term in final.terms)
    assert [one["turn"] for one in session.history] == list(range(len(session.history)))


def test_the_desktop_plays_the_same_game_as_a_match(crescent: Scenario) -> None:
    session = begin(crescent)
    start = session.state
    minister = policy("balanced")
    seats = Seats(minister, {session.seat: policy("passive")})
    theirs = seats.decide(session.seen, ministers_luck(start, SEED))
    expected = step(start, theirs, session.setting, SEED).state
    session.stop_to_respond = True
    session.end_turn()
    assert session.state.digests() == expected.digests()


def test_the_second_half_of_a_turn_waits_only_for_those_who_are_asked(crescent: Scenario) -> None:
    session = begin(crescent)
    for _turn in range(12):
        session.end_turn()
        if not session.planning:
            assert session.offers() or session.requests() or any(crisis.own for crisis in session.crises())
            session.end_turn()
            assert session.planning


def test_an_offer_can_be_accepted(crescent: Scenario) -> None:
    session = begin(crescent)
    while not session.offers():
        session.end_turn()
    offer = next(one for one in session.offers() if not one.drill)
    nation = session.setting.nations[offer.proposer]
    assert session.add(session.order("answer", "accept", nation)) is None
    session.end_turn()
    assert session.seen.public.agreement[0, offer.code - 1, offer.proposer, session.seat] >= 1
    assert any(dispatch.title.startswith("Signed with") for dispatch in session.dispatches)


def test_every_number_the_seat_sees_comes_from_its_own_observation(crescent: Scenario) -> None:
    """Other nations' true stocks may change without any estimate of the seat changing."""
    session = played(crescent, 3)
    other = (session.seat + 5) % session.setting.n
    order = session.order("agreement", "counter_terrorism", session.setting.nations[other], level=1)
    consent, tie, index = session.consent(order), session.tie(session.seat, other), session.index()
    hidden = session.state.copy()
    hidden.home[0, other] += 7
    hidden.readiness[0, other] //= 2
    hidden.trust[0, other, :] = 9_000
    twin = Session(crescent, session.setting, hidden, session.seat, SEED, "balanced")
    assert twin.consent(order) == consent
    assert twin.tie(session.seat, other) == tie
    assert twin.index() == index


# What is told


def test_every_kind_of_event_has_its_words() -> None:
    assert set(EVENTS) - QUIET_EVENTS <= set(WRITERS)


def test_dispatches_are_ranked_and_written_in_the_players_language(crescent: Scenario) -> None:
    session = begin(crescent)
    for _point in range(10):
        session.end_turn()
        ranks = [dispatch.importance for dispatch in session.dispatches]
        assert ranks == sorted(ranks, reverse=True)
        assert all(dispatch.title for dispatch in session.dispatches)
    session.news = [News(session.turn, "trained", session.seat, value=0)]
    english = session.dispatches
    i18n.use("ar_XB")
    assert session.dispatches[0].title != english[0].title


def test_the_seat_hears_nothing_of_the_dealings_of_others(crescent: Scenario) -> None:
    session = begin(crescent)
    strangers = [row for row in range(session.setting.n) if row != session.seat][:2]
    secret = [News(0, kind, strangers[0], strangers[1], 1, 1) for kind in ("proposed", "agreed", "declined", "asked")]
    desk = Desk(crescent, session.setting, session.seat, frozenset(), tuple(secret))
    assert write(desk) == []


# Saves


def test_a_saved_campaign_goes_on_as_if_never_left(crescent: Scenario, tmp_path: Path) -> None:
    straight = played(crescent, 3)
    train(straight)
    path = tmp_path / "game.save"
    straight.save(path)
    resumed = Session.load(path)
    assert resumed.plan == straight.plan
    assert resumed.dispatches == straight.dispatches
    for one in (straight, resumed):
        one.end_turn()
    assert resumed.state.digests() == straight.state.digests()
    assert (resumed.history, resumed.log, resumed.tally) == (straight.history, straight.log, straight.tally)


def test_the_orders_of_a_save_replay_to_the_same_game(lesson: Scenario) -> None:
    session = begin(lesson)
    while not session.over:
        if session.planning:
            train(session, "readiness")
        session.end_turn()
    again = begin(lesson)
    given = {step: [order for at, order in session.log if at == step] for step, _order in session.log}
    while not again.over:
        for order in given.get(again.state.step, []):
            assert again.add(order) is None
        again.end_turn()
    assert again.state.digests() == session.state.digests()


def test_only_the_newest_automatic_saves_are_kept(lesson: Scenario, tmp_path: Path) -> None:
    session = begin(lesson)
    session.folder = tmp_path
    while not session.over:
        session.end_turn()
    found = saves.entries(tmp_path)
    assert len(found) == AUTOSAVES
    assert all(not entry.problem and entry.heading["title"] == lesson.title for entry in found)


def damage(content: bytes, how: str) -> bytes:
    return {
        "truncated": content[: len(content) // 2],
        "empty": b"",
        "another kind": b"\x89PNG\r\n" + content,
        "one byte changed": content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
        "heading changed": content.replace(b"First posting", b"Last posting", 1),
    }[how]


@pytest.mark.parametrize("how", ["truncated", "empty", "another kind", "one byte changed", "heading changed"])
def test_a_damaged_save_is_named_and_refused(session: Session, tmp_path: Path, how: str) -> None:
    path = tmp_path / "game.save"
    session.save(path)
    path.write_bytes(damage(path.read_bytes(), how))
    with pytest.raises(SaveError, match=r"^game\.save: is "):
        Session.load(path)
    assert saves.entries(tmp_path)[0].problem


def test_a_save_that_does_not_fit_the_rules_is_refused(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "game.save"
    session.save(path)
    saved = saves.read(path)
    short = {**saved.arrays, "trust": np.zeros((1, 2, 2), np.int32)}
    saves.write(path, saves.Saved(saved.meta, short), {})
    with pytest.raises(SaveError, match="trust"):
        Session.load(path)


PARTS = ("seed", "plan", "news", "history", "log", "tally", "seat", "scenario", "step", "level")


@pytest.mark.parametrize("key", PARTS)
def test_nonsense_in_a_save_is_refused(session: Session, tmp_path: Path, key: str) -> None:
    path = tmp_path / "game.save"
    session.save(path)
    saved = saves.read(path)
    saves.write(path, saves.Saved({**saved.meta, key: ["?"]}, saved.arrays), {})
    with pytest.raises(SaveError, match=r"game\.save"):
        Session.load(path)


def test_a_full_disk_leaves_the_old_save_and_the_game_goes_on(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "game.save"
    session.save(path)
    before = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    train(session)
    with pytest.raises(SaveError, match="No space left"):
        session.save(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["game.save"]
    session.folder = tmp_path
    session.end_turn()
    assert session.turn == 1 or not session.planning
    while not session.planning:
        session.end_turn()
    assert "No space left" in session.trouble


def test_a_folder_that_is_a_file_gives_a_message(session: Session, tmp_path: Path) -> None:
    blocked = tmp_path / "saves"
    blocked.write_text("not a folder")
    with pytest.raises(SaveError, match=r"game\.save: could not be written"):
        session.save(blocked / "game.save")


def test_states_are_saved_whole(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "game.save"
    session.save(path)
    assert set(saves.read(path).arrays) >= {name for name, _array in session.state.arrays()}
    assert isinstance(Session.load(path).state, State)
