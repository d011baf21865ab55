"""Replays: a campaign's save or a recorded world comes out the same, and what doesn't is named by step and array."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import cli
from game.content.files import container, replays
from game.content.files.container import REPLAY, SAVE, Saved
from game.content.files.replays import Record, Replay
from game.content.files.saves import SaveError
from game.content.reading.load import load_scenario
from game.core.orders import OrderTable
from game.ministers.policy import Policy
from game.ministers.simple import Passive
from game.sim.replaying import Difference, again, played_by, verify
from game.sim.simulate import simulate
from game.ui.play.branch import at_turn
from game.ui.play.session import Session

SEED, TURNS = 11, 4
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def session() -> Session:
    """A campaign some turns old, with orders of the player in it."""
    made = Session.new(load_scenario("first_posting"), "ken", SEED)
    while made.turn < TURNS:
        if made.planning:
            made.add(made.order("training", "officers"))
        made.end_turn()
    return made


@pytest.fixture(scope="module")
def recorded() -> Replay:
    return played_by(load_scenario("first_posting"), SEED, world=3, turns=TURNS, seats={"ken": "passive"})


@pytest.fixture
def saved(session: Session, tmp_path: Path) -> Path:
    path = tmp_path / "campaign.save"
    session.save(path)
    return path


def rewritten(path: Path, **changed: object) -> None:
    """Change values or arrays of a file, and give it the checksum of what it then says."""
    sealed = container.opened(path.read_bytes())
    content = container.unpacked(sealed.payload)
    arrays = {name: value for name, value in changed.items() if isinstance(value, np.ndarray)}
    meta = {name: value for name, value in changed.items() if name not in arrays}
    renamed = {name.replace("__", "."): array for name, array in arrays.items()}
    path.write_bytes(container.seal(sealed.kind, Saved(content.meta | meta, content.arrays | renamed), sealed.heading))


def arrays_of(path: Path) -> dict[str, np.ndarray]:
    return container.unpacked(container.opened(path.read_bytes()).payload).arrays


def test_a_saved_campaign_is_a_replay_of_itself(session: Session, saved: Path) -> None:
    replay = replays.read(saved)
    verdict = verify(replay)
    assert verdict.difference is None
    assert verdict.compared == session.state.step + 1  # every state, the first included
    assert verdict.record.digests[session.state.step] == session.state.digests()[0]


def test_a_loaded_campaign_goes_on_recording(saved: Path, tmp_path: Path) -> None:
    loaded = Session.load(saved)
    loaded.end_turn()
    later = tmp_path / "later.save"
    loaded.save(later)
    verdict = verify(replays.read(later))
    assert verdict.difference is None
    assert verdict.compared == loaded.state.step + 1


def test_a_branch_is_a_replay_up_to_where_it_branched(session: Session, tmp_path: Path) -> None:
    branch = at_turn(session, 2)
    branch.add(branch.order("training", "reserve"))
    branch.end_turn()
    branch.save(tmp_path / "branch.save")
    verdict = verify(replays.read(tmp_path / "branch.save"))
    assert verdict.difference is None
    assert verdict.compared == branch.state.step + 1
    assert branch.record.digests[4] == session.record.digests[4]
    assert branch.record.digests[5] != session.record.digests[5]


def test_recorded_orders_need_no_minister(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A minister that decides otherwise tomorrow leaves the games of today as they were."""

    def other(_text: str) -> Policy:
        return Passive()

    monkeypatch.setattr("game.sim.replaying.named", other)
    assert verify(replays.read(saved)).difference is None
    bare = replace(replays.read(saved), record=Record(digests=replays.read(saved).record.digests))
    assert verify(bare).difference is not None  # without them it takes the ministers of the day


def test_a_world_of_a_simulation_is_recorded_as_it_was(recorded: Replay, tmp_path: Path) -> None:
    scenario = load_scenario("first_posting")
    run = simulate(scenario, turns=TURNS, seats={"ken": "passive"}, seed=SEED, first_world=3)
    replays.write(tmp_path / "world.replay", recorded)
    found = replays.read(tmp_path / "world.replay")
    assert found.record.digests[2 * TURNS] == run.digests[0]
    assert verify(found).difference is None
    assert sorted(found.keys) == [0, 2 * TURNS]
    assert found.keys[2 * TURNS].digests()[0] == run.digests[0]


def test_policies_alone_give_the_same_game(recorded: Replay) -> None:
    bare = replace(recorded, record=Record())
    assert [state.digests()[0] for state in again(bare)] == list(recorded.record.digests.values())


def test_the_first_step_that_differs_is_named_with_its_arrays(saved: Path) -> None:
    rows = arrays_of(saved)["record.orders"]
    rewritten(saved, record__orders=rows[rows[:, 0] != 2])  # nobody ordered anything in the second turn
    difference = verify(replays.read(saved)).difference
    assert difference is not None
    assert difference.step == 3
    assert difference.arrays
    assert len(difference.arrays) < 30


def test_one_value_of_one_array_is_found(recorded: Replay) -> None:
    step = 6
    state = next(state for state in again(recorded) if state.step == step)
    state.trust[0, 1, 2] += 1
    record = Record(dict(recorded.record.digests), dict(recorded.record.prints), recorded.record.orders)
    record.see(state)
    assert verify(replace(recorded, record=record)).difference == Difference(step, ("trust",))
    keys = {step: state}
    assert verify(replace(recorded, record=Record(), keys=keys)).difference == Difference(step, ("trust",))


def test_orders_come_back_as_they_were(recorded: Replay) -> None:
    table = OrderTable.empty(1, 6, 3)
    table.put(np.array([0, 0]), np.array([1, 4]), np.array([2, 0]), ([0, 5], [1, 0], [0, 0], [2, 0], [3, 0], [0, 1]))
    record = Record()
    record.give(0, table)
    back = record.table(0, 6)
    assert back is not None
    assert all((one == other).all() for one, other in zip(table.columns(), back.columns(), strict=True))
    assert Record().table(0, 6) is None


# The command


def verified(path: Path, capsys: Captured, *more: str) -> tuple[int, str, str]:
    code = cli.main(["replay", str(path), *more])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_lists_the_turns_and_verifies(session: Session, saved: Path, capsys: Captured) -> None:
    code, out, err = verified(saved, capsys)
    assert (code, err) == (cli.OK, "")
    assert all(session.record.digests[2 * turn][:16] in out for turn in range(TURNS + 1))
    code, out, _err = verified(saved, capsys, "--verify")
    assert code == cli.OK
    assert f"verified: {2 * TURNS + 1} states" in out


def test_json_says_all_of_it(session: Session, saved: Path, capsys: Captured) -> None:
    code, out, _err = verified(saved, capsys, "--verify", "--json")
    found = json.loads(out)
    assert code == cli.OK
    assert found["verified"] is True
    assert [row["digest"] for row in found["turns"]] == [session.record.digests[2 * t] for t in range(TURNS + 1)]
    assert all(row["played"] == row["digest"] for row in found["turns"])


def test_a_difference_is_exit_code_5_with_the_place(saved: Path, capsys: Captured) -> None:
    digests = arrays_of(saved)["record.digests"]
    digests[2, 0] ^= 1
    rewritten(saved, record__digests=digests)
    code, _out, err = verified(saved, capsys, "--verify")
    assert code == cli.BAD_SAVE
    assert "turn 1, PLAN (step 2) comes out otherwise" in err


def test_a_replay_under_other_rules_is_shown_but_not_verified(saved: Path, capsys: Captured) -> None:
    rewritten(saved, fingerprint="0" * 64)
    code, out, err = verified(saved, capsys)
    assert (code, err) == (cli.OK, "")
    assert "other rules" in out
    code, _out, err = verified(saved, capsys, "--verify")
    assert code == cli.BAD_SAVE
    assert "other rules" in err


def test_knobs_make_the_fingerprint(session: Session) -> None:
    other = replace(session.setting, rules=session.setting.rules.changed({"tempo": 801}))
    assert replays.fingerprint(other) != replays.fingerprint(session.setting)
    assert replays.fingerprint(replace(session.setting, title="x")) == replays.fingerprint(session.setting)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b" save 2\n", b" save 3\n", "newer version"),
        (b" save 2\n", b" film 2\n", "is not a saved game or replay"),
        (b" save 2\n", b" save 0\n", "checksum"),
        (b"First posting", b"Last posting.", "checksum"),
    ],
)
def test_a_broken_or_newer_file_is_refused_clearly(
    saved: Path, capsys: Captured, old: bytes, new: bytes, words: str
) -> None:
    saved.write_bytes(saved.read_bytes().replace(old, new, 1))
    code, out, err = verified(saved, capsys, "--verify")
    assert (code, out) == (cli.BAD_SAVE, "")
    assert err.startswith("army-diplomacy: campaign.save: ")
    assert words in err


def test_a_missing_file_and_an_unknown_policy(saved: Path, tmp_path: Path, capsys: Captured) -> None:
    assert verified(tmp_path / "nowhere.replay", capsys)[0] == cli.BAD_SAVE
    nothing = np.zeros(0, np.int32)
    rewritten(saved, level="oracle", record__given=nothing)
    code, _out, err = verified(saved, capsys, "--verify")
    assert code == cli.BAD_SAVE
    assert "no policy 'oracle'" in err


@pytest.mark.parametrize("column", range(1, 9))
def test_orders_about_nothing_are_refused(saved: Path, column: int) -> None:
    rows = arrays_of(saved)["record.orders"]
    rows[0, column] = 1 << 24
    rewritten(saved, record__orders=rows)
    with pytest.raises(SaveError, match="an order of its record"):
        replays.read(saved)


def test_export_and_simulate_write_replays(saved: Path, tmp_path: Path, capsys: Captured) -> None:
    made, world = tmp_path / "made.replay", tmp_path / "world.replay"
    assert verified(saved, capsys, "--export", str(made))[0] == cli.OK
    assert container.opened(made.read_bytes()).kind == REPLAY
    assert verified(made, capsys, "--verify")[0] == cli.OK
    assert cli.main(["simulate", "first_posting", "--turns", "2", "--replay", str(world), "--json"]) == cli.OK
    digest = json.loads(capsys.readouterr().out)["digest"]
    assert digest == simulate(load_scenario("first_posting"), turns=2).digest
    assert verified(world, capsys, "--verify")[0] == cli.OK
    assert cli.main(["simulate", "first_posting", "--turns", "1", "--replay", str(tmp_path)]) == cli.INTERNAL
    assert "could not be written" in capsys.readouterr().err
    assert container.opened(saved.read_bytes(), SAVE).kind == SAVE
