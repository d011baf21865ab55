"""Sweeps: plans that say what is wrong, games played once, and the same bytes however often they were stopped."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from game import cli
from game.content.reading.errors import ScenarioError
from game.content.reading.load import load_scenario
from game.sim import sweep as module
from game.sim.records import SCHEMA, play_chunk
from game.sim.simulate import simulate
from game.sim.sweep import SweepError, chunks_of, run_sweep
from game.sim.sweep_plan import Sweep, read_plan
from game.sim.sweep_summary import mean_interval, share_interval
from game.sim.tables import CSV, PARQUET, MissingExtraError, read_table, write_table

LESSON = load_scenario("first_posting")
ROOT = Path(__file__).resolve().parents[2]
PLAN = """
scenarios = ["first_posting"]
policies = ["passive", "balanced", "balanced:without=drill"]
seats = ["ken", "uga"]
seeds = [3]
worlds = 10
turns = 2
every_turn = true
[rules]
tempo = [900, 1500]
"""
SMALL_PAIRS = 4 * len(LESSON.nations) ** 2
"""Chunks of four worlds."""
BRIEF = PLAN.replace("tempo = [900, 1500]", "").replace('["ken", "uga"]', '["ken"]')


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK_PAIRS", SMALL_PAIRS)


def plan_of(folder: Path, text: str = PLAN) -> Sweep:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_games_that_come_to_the_same_are_one(tmp_path: Path) -> None:
    sweep = plan_of(tmp_path)
    assert len(sweep.choices) == 3 * 2 * 2
    assert len(sweep.games) == 2 * (2 * 2 + 1), "`balanced` in a seat among `balanced` is one game for all seats"
    assert [game.number for game in sweep.games] == list(range(len(sweep.games)))
    everywhere = plan_of(tmp_path, PLAN.replace('["ken", "uga"]', '["all", "recommended"]'))
    assert {game.seat for game in everywhere.games} == {"", *(one.nation for one in LESSON.recommended)}


def test_chunks_cover_every_world_once(tmp_path: Path) -> None:
    sweep = plan_of(tmp_path)
    by_game: dict[int, list[int]] = {}
    for chunk in chunks_of(sweep):
        by_game.setdefault(chunk.game, []).extend(range(chunk.first, chunk.first + chunk.count))
    assert by_game == {game.number: list(range(10)) for game in sweep.games}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"passive", "balanced",', '"clever",', r"policies\[0\]: no policy 'clever'"),
        ("tempo = [900, 1500]", "tempo = [900, 9000]", r"rules.tempo\[1\]: tempo takes"),
        ("tempo = [900, 1500]", "gravity = [9]", "no rule is called 'gravity'"),
        ('"ken"', '"kem"', r'seats\[0\]: no nation "kem".*did you mean "ken"'),
        ("worlds = 10", "wolds = 10", 'unknown key "wolds".*"worlds"'),
        ("worlds = 10", "worlds = 0", "worlds: 0 is out of range"),
        ("seeds = [3]", "seeds = [3, 3]", r"seeds\[1\]: 3 stands here twice"),
        ("seeds = [3]", 'baseline = "random"', "baseline: .random. isn't compared"),
        ('["first_posting"]', '["first_postin"]', "first_posting"),
    ],
)
def test_a_plan_says_what_is_wrong_with_it(old: str, new: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=said):
        plan_of(tmp_path, PLAN.replace(old, new, 1))
    assert cli.main(["sweep", str(tmp_path / "plan.toml"), "--out", str(tmp_path / "out")]) == cli.BAD_SCENARIO


def test_tables_hold_what_simulate_says(tmp_path: Path) -> None:
    sweep = plan_of(tmp_path)
    run_sweep(sweep, tmp_path / "out", form=CSV)
    for game in sweep.games:
        own = {game.seat: game.policy} if game.seat else {}
        everyone = game.others if game.seat else game.policy
        run = simulate(LESSON, 10, 2, everyone, own, 3, dict(game.rules), history=True)
        folder = f"game={game.number:05}"
        files = sorted((tmp_path / "out" / "outcomes" / folder).iterdir())
        assert len(files) == 3
        tables = [read_table(path, "outcomes") for path in files]
        index = np.concatenate([table["index"] for table in tables]).reshape(10, -1)
        assert (index == np.rint(run.index * 10)).all()
        parts = sum(np.concatenate([table[name] for table in tables]) for name in
                    ("integrity", "stability", "expected_support", "standing", "peace_around"))  # fmt: skip
        assert (parts.reshape(10, -1) == index).all()
        assert sum(int(table["orders"].sum()) for table in tables) == run.orders
        assert sum(int(table["crises"].sum()) for table in tables) == sum(run.events["kind"].values())
        ended = [read_table(path, "crises") for path in sorted((tmp_path / "out" / "crises" / folder).iterdir())]
        outcomes = np.concatenate([table["outcome"] for table in ended]).tolist()
        assert {name: outcomes.count(name) for name in set(outcomes)} == run.events["outcome"]
        turns = [read_table(path, "turns") for path in sorted((tmp_path / "out" / "turns" / folder).iterdir())]
        last = np.concatenate([table["index"][table["turn"] == 1] for table in turns]).reshape(10, -1)
        assert (last == index).all()


def test_the_summary_pairs_worlds(tmp_path: Path) -> None:
    sweep = plan_of(tmp_path)
    summary = run_sweep(sweep, tmp_path / "out", form=CSV)
    assert json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8")) == summary
    rows = {(row["rules"], row["seat"], row["policy"]): row for row in summary["rows"]}
    assert len(rows) == len(sweep.choices)
    place = LESSON.nation_ids.index("uga")
    idle, active, without = (
        simulate(LESSON, 10, 2, "balanced", {"uga": name}, 3, {"tempo": 1500}).index[:, place] for name in
        ("passive", "balanced", "balanced:without=drill")
    )  # fmt: skip
    row = rows["tempo=1500", "uga", "balanced:without=drill"]
    assert row["index"]["mean"] == pytest.approx(without.mean(), abs=1e-3)
    assert row["gain"] == mean_interval(without - idle)
    assert row["worth"] == {"of": "balanced", "without": "drill", **mean_interval(active - without)}
    assert rows["tempo=1500", "uga", "balanced"]["worth"] is None
    assert rows["tempo=900", "ken", "passive"]["gain"]["mean"] == 0
    assert len(row["by_turn"]) == 2
    assert row["by_turn"][-1] == row["index"]["mean"]
    lines = (tmp_path / "out" / "summary.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(rows)


def test_intervals() -> None:
    assert mean_interval(np.array([1.0, 2.0, 3.0])) == {"mean": 2.0, "low": 0.8684, "high": 3.1316}
    assert mean_interval(np.array([1.0])) == {"mean": 1.0, "low": None, "high": None}
    wilson = share_interval(5, 10)  # Wilson (1927), by hand
    assert wilson == {"mean": 0.5, "low": 0.2366, "high": 0.7634}
    assert share_interval(0, 0)["mean"] is None


def test_the_same_bytes_with_two_processes(tmp_path: Path) -> None:
    sweep = plan_of(tmp_path, BRIEF)
    heard: list[tuple[int, int, int]] = []
    run_sweep(sweep, tmp_path / "one")
    run_sweep(sweep, tmp_path / "two", jobs=2, progress=lambda *told: heard.append(told))
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert heard[-1] == (sweep.campaigns, sweep.campaigns, sweep.campaigns)


def test_what_has_been_played_is_not_played_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep = plan_of(tmp_path)
    out = tmp_path / "out"
    run_sweep(sweep, out, form=CSV)
    whole = bytes_of(out)
    lost = [path for number, path in enumerate(sorted(out.rglob("outcomes/*/*"))) if number % 3 == 0]
    for path in lost:
        path.unlink()
    (out / "summary.json").unlink()
    (out / "outcomes" / "worlds.csv.part").write_text("half a file", encoding="utf-8")
    played = []
    monkeypatch.setattr(module, "play_chunk", lambda chunk: played.append(chunk) or play_chunk(chunk))
    run_sweep(sweep, out)
    assert len(played) == len(lost)
    assert bytes_of(out) == whole


def test_killed_at_any_moment_and_run_again_it_gives_the_same_bytes(tmp_path: Path) -> None:
    plan_of(tmp_path, BRIEF)
    program = (
        f"import game.sim.sweep as module; module.CHUNK_PAIRS = {SMALL_PAIRS}\n"
        "from game import cli\n"
        f"raise SystemExit(cli.main(['sweep', {str(tmp_path / 'plan.toml')!r}, '--out', {str(tmp_path / 'out')!r},"
        " '--jobs', '2', '--format', 'csv']))"
    )
    command = [sys.executable, "-c", program]
    first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            if any((tmp_path / "out").rglob("outcomes/*/*")):
                break
            assert first.poll() is None
            time.sleep(0.05)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    done = set(bytes_of(tmp_path / "out"))
    assert "summary.json" not in done, "it was killed before its end"
    sweep = plan_of(tmp_path, BRIEF)
    run_sweep(sweep, tmp_path / "out")
    run_sweep(sweep, tmp_path / "undisturbed", form=CSV)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "undisturbed")


def test_a_process_that_dies_is_told_and_loses_nothing(tmp_path: Path) -> None:
    sweep = plan_of(tmp_path, BRIEF)

    def kill(done: int, now: int, of: int) -> None:
        for child in multiprocessing.active_children():
            child.kill()

    with pytest.raises(SweepError, match="a process died"):
        run_sweep(sweep, tmp_path / "out", jobs=2, form=CSV, progress=kill)
    run_sweep(sweep, tmp_path / "out")
    run_sweep(sweep, tmp_path / "undisturbed", form=CSV)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "undisturbed")


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    sweep = plan_of(tmp_path, PLAN.replace("worlds = 10", "worlds = 1"))
    run_sweep(sweep, tmp_path / "out", form=CSV)
    other = plan_of(tmp_path, PLAN.replace("worlds = 10", "worlds = 2"))
    with pytest.raises(SweepError, match="plan differs"):
        run_sweep(other, tmp_path / "out")
    with pytest.raises(SweepError, match="format differs"):
        run_sweep(sweep, tmp_path / "out", form=PARQUET)
    with pytest.raises(SweepError, match="holds no sweep"):
        run_sweep(sweep, tmp_path)
    assert cli.main(["sweep", str(tmp_path / "plan.toml"), "--out", str(tmp_path), "--jobs", "1"]) == cli.USAGE


def test_other_rules_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep = plan_of(tmp_path, PLAN.replace("worlds = 10", "worlds = 1"))
    run_sweep(sweep, tmp_path / "out", form=CSV)
    monkeypatch.setattr(module, "LOUD", {"tempo": 1_400})
    with pytest.raises(SweepError, match="ministers have changed since"):
        run_sweep(sweep, tmp_path / "out")


@pytest.mark.parametrize("form", [CSV, PARQUET])
def test_a_table_comes_back_as_it_was_written(form: str, tmp_path: Path) -> None:
    if form == PARQUET:
        pytest.importorskip("duckdb", reason="the extra `sim` is not installed")
    tables = play_chunk(next(chunks_of(plan_of(tmp_path))))
    tables["none"] = {name: np.empty(0, np.int64) for name in SCHEMA["crises"]}
    for name, table in tables.items():
        kind = "crises" if name == "none" else name
        path = tmp_path / "it's" / f"{name}.{form}"
        write_table(path, kind, table)
        again = read_table(path, kind)
        assert list(again) == list(SCHEMA[kind])
        for column, values in table.items():
            assert again[column].tolist() == values.tolist(), (name, column)
        assert [left.name for left in path.parent.iterdir() if left.suffix == ".part"] == []


def test_what_is_missing_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep = plan_of(tmp_path, PLAN.replace("worlds = 10", "worlds = 1"))
    for name in ("duckdb", "distributed"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError, match=r"army-diplomacy\[sim\]"):
        run_sweep(sweep, tmp_path / "parquet", form=PARQUET)
    with pytest.raises(MissingExtraError, match=r"army-diplomacy\[cluster\]"):
        run_sweep(sweep, tmp_path / "csv", cluster="tcp://localhost:1", form=CSV)


def test_a_cluster_gives_the_same_bytes(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    sweep = plan_of(tmp_path, BRIEF.replace("worlds = 10", "worlds = 5"))
    run_sweep(sweep, tmp_path / "alone", form=CSV)
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as local:
        run_sweep(sweep, tmp_path / "cluster", cluster=local.scheduler_address, form=CSV)
    assert bytes_of(tmp_path / "alone") == bytes_of(tmp_path / "cluster")


def test_the_example_is_a_sound_plan() -> None:
    sweep = read_plan(ROOT / "game" / "examples" / "sweep.toml")
    assert sweep.baseline == "passive"
    assert len(sweep.games) == 1 + 3 * 7
