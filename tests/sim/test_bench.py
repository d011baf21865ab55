"""The bench: worlds of any size, what is counted, and tables that can be read."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.terms import Ints
from game.sim.bench import engine as bench_engine
from game.sim.bench.engine import Form, engine, told
from game.sim.bench.peers import PEERS, peers
from game.sim.bench.traffic import Counted, traffic
from game.sim.bench.worlds import scenario_of
from game.sim.simulate import CHUNK_PAIRS, chunk_of

TINY = Form(((8, 1), (8, 3)), 0.01, (), (8,), (30,))


@pytest.mark.parametrize("nations", [2, 16, 193])
def test_the_world_can_be_cut_down_to_its_largest_nations(nations: int) -> None:
    scenario = scenario_of(nations)
    assert len(scenario.nations) == nations
    assert set(scenario.nation_ids) >= set(scenario_of(2).nation_ids)


@pytest.mark.parametrize("nations", [1, 194])
def test_other_numbers_are_refused(nations: int) -> None:
    with pytest.raises(ValueError, match="2 to 193"):
        scenario_of(nations)


def test_every_table_has_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_engine, "chunk_of", lambda nations: 12)
    tables = engine(TINY)
    assert [(row["nations"], row["worlds"]) for row in tables["cases"]] == list(TINY.points)
    assert all(row["nation_turns_per_s"] > 0 and 0 < row["share_of_machine"] < 1 for row in tables["cases"])
    assert {row["passes"] for row in tables["cases"]} == {traffic(8).passes}
    (step,), (memory,) = tables["one_world"], tables["memory"]
    assert 0 < step["step_ms"] <= step["step_p99_ms"]
    assert memory["whole_measured_mib"] == pytest.approx(memory["whole_predicted_mib"], rel=0.3)
    assert memory["whole_measured_mib"] == pytest.approx(2 * memory["half_measured_mib"], rel=0.2)
    assert tables["all_cores"] == []


def test_more_worlds_than_fit_are_played_in_chunks() -> None:
    assert chunk_of(193) * 193**2 <= CHUNK_PAIRS < (chunk_of(193) + 1) * 193**2
    assert chunk_of(10_000) == 1


def test_what_is_done_with_an_array_is_counted() -> None:
    array: Ints = np.ones((4, 8), np.int32)
    watched = array.view(Counted)
    Counted.moved = Counted.operations = 0
    total = (watched + 1).sum(axis=1, dtype=np.int32)
    assert Counted.moved == (32 + 32) * 4 + (32 + 4) * 4  # the number 1 has no bytes of its own
    assert total.tolist() == [16] * 4
    watched @ watched.T
    assert Counted.operations == 2 * 4 * 4 * 8
    assert traffic(6).moved_bytes > 1000


def test_a_table_is_told_in_lines_of_one_length() -> None:
    lines = list(told([{"name": "a", "per_s": 12_345.6}, {"name": "bcd", "per_s": 0.12345}]))
    assert lines == ["name   per_s", "   a  12,346", " bcd   0.123"]
    assert list(told([])) == []


def test_peers_are_measured_only_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in tuple(PEERS):
        monkeypatch.delitem(PEERS, module)
    monkeypatch.setitem(PEERS, "no_such_module", lambda seconds: {"peer": "none"})
    monkeypatch.setitem(PEERS, "json", lambda seconds: {"peer": "here", "per_s": seconds})
    assert peers(0.5) == [{"peer": "here", "per_s": 0.5}]
