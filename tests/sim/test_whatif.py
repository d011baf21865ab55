"""What if, and turning points: exact on the same luck, paired in other worlds, and the same as playing it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game import cli
from game.content.files import replays
from game.content.files.replays import Replay
from game.content.reading.load import load_scenario
from game.core.orders import Order
from game.sim.replaying import played_by
from game.sim.review.branches import Course
from game.sim.review.given import UnclearError, text_of
from game.sim.review.turning import Review, reviews
from game.sim.review.whatif import Answer, Question, answers, changes_from
from game.ui.play.campaign_file import replay_of
from game.ui.play.session import Session

SEED = 11
PLANS: dict[int, tuple[Order, ...]] = {
    0: (Order("ken", "attache", "open", "uga"), Order("ken", "training", "officers")),
    2: (Order("ken", "drill", "field", "uga", amount=1),),
    4: (Order("ken", "agreement", "military_aid", "uga", 1), Order("ken", "training", "readiness")),
}
Captured = pytest.CaptureFixture[str]


def played(left_out: Order | None = None) -> Session:
    """The same campaign to its end, with the plans above but for one order."""
    session = Session.new(load_scenario("first_posting"), "ken", SEED)
    while not session.over:
        for order in PLANS.get(session.state.step, ()):
            if order != left_out:
                session.add(order)
        session.end_turn()
    return session


@pytest.fixture(scope="module")
def replay() -> Replay:
    return replay_of(played())


@pytest.fixture(scope="module")
def review(replay: Replay) -> Review:
    return [one for one in reviews(replay) if one is not None][-1]


def test_every_turning_point_is_what_playing_without_it_gives(review: Review) -> None:
    given = [order for plan in PLANS.values() for order in plan]
    assert sorted(one.order for one in review.turnings) == sorted(given)
    assert review.faithful
    for one in review.turnings:
        assert played(one.order).final().total == one.without
    assert any(one.gain for one in review.turnings)
    assert [abs(one.gain) for one in review.turnings] == sorted(
        (abs(one.gain) for one in review.turnings), reverse=True
    )


def asked(replay: Replay, without: list[str], instead: list[str], worlds: int = 0) -> Answer:
    course = Course.of(replay)
    found = list(answers(Question(replay, "ken", changes_from(course, without, instead), worlds)))
    last = found[-1]
    assert last is not None
    return last


def test_what_if_agrees_with_the_turning_points(replay: Replay, review: Review) -> None:
    for one in review.turnings:
        answer = asked(replay, [f"{one.turn}:{text_of(one.order)}"], [])
        assert (answer.change, answer.faithful) == (-one.gain, True)
        assert sum(points for _name, points in answer.terms) == answer.change


def test_other_worlds_differ_from_each_other_and_come_again(replay: Replay) -> None:
    twice = [asked(replay, ["0:attache.open.uga"], [], worlds=3) for _ in range(2)]
    assert twice[0] == twice[1]
    assert len({before for before, _after in twice[0].others}) > 1
    assert twice[0].spread is not None
    mean, low, high = twice[0].spread
    assert low <= mean <= high


def test_the_same_order_instead_changes_nothing_in_any_world(replay: Replay) -> None:
    answer = asked(replay, [], ["2026Q3:training.readiness/training.readiness"], worlds=4)
    assert answer.change == 0
    assert all(before == after for before, after in answer.others)


@pytest.mark.parametrize(
    ("without", "instead", "says"),
    [
        (["0:drill"], [], "no order 'drill'"),
        (["99:training"], [], "TURN is 0 to 7"),
        (["training"], [], "write TURN:ORDER"),
        ([], ["0:training"], "is not TURN:ORDER/NEW"),
        ([], ["0:training/nonsense.at.all"], "instruments are"),
        ([], ["0:training/training.officers,size=3"], "level=N"),
        ([], ["0:training/attache.open.nowhere"], "no nation of this scenario"),
    ],
)
def test_what_was_not_given_is_refused_with_what_was(
    replay: Replay, without: list[str], instead: list[str], says: str
) -> None:
    with pytest.raises(UnclearError, match=says):
        asked(replay, without, instead)


def test_the_command_tells_both(replay: Replay, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "game.replay"
    replays.write(path, replay)
    assert cli.main(["replay", str(path), "--without", "0:attache", "--worlds", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    same = told["what_if"]["same_luck"]
    assert same["change"] == pytest.approx(same["after"] - same["before"])
    assert told["what_if"]["other_worlds"]["worlds"] == 2
    assert cli.main(["replay", str(path), "--orders"]) == 0
    assert "attache.open.uga" in capsys.readouterr().out
    assert cli.main(["replay", str(path), "--without", "0:drill"]) == 2
    assert "attache.open.uga" in capsys.readouterr().err


def test_a_recorded_simulation_asks_whose_orders(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "game.replay"
    replays.write(path, played_by(load_scenario("first_posting"), SEED, turns=2))
    assert cli.main(["replay", str(path), "--without", "0:forum"]) == 2
    assert "--nation" in capsys.readouterr().err
    assert cli.main(["replay", str(path), "--without", "0:forum", "--nation", "ken", "--worlds", "2"]) in (0, 2)
