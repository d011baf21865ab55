"""Variants in ten lines, translations beside a scenario, drawn maps, stories, and a starting file for authors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.content.building.setting import build_setting
from game.content.format.guide import GUIDE_FILE, guide_text
from game.content.format.maps import holds
from game.content.format.starter import starter_text
from game.content.reading.errors import ScenarioError
from game.content.reading.load import check_file, list_scenarios, load_scenario
from game.content.reading.paths import data_folder
from game.content.reading.translations import translated

VARIANT = """\
format = 1
id = "short"
title = "Short"
extends = "first_posting"
turns = 4
without = { nations = ["rwa"], objectives = ["allies", "standing_uga"] }

[[objectives]]
id = "standing_dji"
value = 40
nations = ["dji", "ken"]

[[nations]]
id = "uga"
stability = { value = 0.4, basis = "estimate: by hand" }

[rules]
tempo = 900
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lesson = data_folder("scenarios") / "first_posting.toml"
    (tmp_path / lesson.name).write_bytes(lesson.read_bytes())
    return tmp_path


def _check(folder: Path, text: str) -> list[str]:
    path = folder / "short.toml"
    path.write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_file(path)]


def test_a_variant_changes_adds_and_takes_away(folder: Path) -> None:
    base = load_scenario("first_posting")
    assert _check(folder, VARIANT) == []
    short = load_scenario(folder / "short.toml")
    assert short.nation_ids == tuple(nation for nation in base.nation_ids if nation != "rwa")
    assert [(goal.id, goal.value, goal.nations) for goal in short.objectives] == [
        ("survive", 1, ()), ("standing_dji", 40, ("dji", "ken")),
        ("standing_ken", base.objectives[2].value, ("ken",)),
    ]  # fmt: skip
    assert short.nation("uga").stability.number == 0.4
    assert short.nation("uga").name == "Uganda"
    assert short.rules == {"tempo": 900}
    assert all("rwa" not in treaty.members for treaty in short.treaties)
    assert len(short.rivalries) == len(base.rivalries) - 1
    assert build_setting(short).n == 5


def test_a_fault_of_a_variant_is_told_where_it_stands(folder: Path) -> None:
    (problem,) = _check(folder, VARIANT.replace("tempo = 900", "tempo = 90000"))
    assert problem.startswith(f"{folder / 'short.toml'}:18:9: rules.tempo: 90000 is out of range")
    (problem,) = _check(folder, VARIANT.replace('"rwa"', '"rwo"'))
    assert '"rwo" is not among the nations' in problem
    assert problem.endswith('did you mean "rwa"?')
    (problem,) = _check(folder, VARIANT.replace('"first_posting"', '"first_postin"'))
    assert problem.endswith('did you mean "first_posting"?')


def test_a_fault_of_the_base_is_told_in_the_base_and_circles_end(folder: Path) -> None:
    base = folder / "first_posting.toml"
    base.write_text(base.read_text(encoding="utf-8").replace("turns = 8", "turns = 800"), encoding="utf-8")
    assert _check(folder, VARIANT)[0].startswith(f"{base}:21:9: turns: 800 is out of range")
    assert "in a circle" in _check(folder, VARIANT.replace('"first_posting"', '"short"'))[0]


@pytest.mark.parametrize("name", list_scenarios())
def test_arabic_texts_name_only_what_is_there(name: str) -> None:
    scenario = load_scenario(name)
    arabic = translated(scenario, "ar")
    path = data_folder("scenarios") / f"{name}.ar.toml"
    assert arabic.title != scenario.title
    assert [problem for problem in check_file(path) if problem.severity != "note"] == []
    assert all(new.name != old.name for new, old in zip(arabic.missions, scenario.missions, strict=True))
    assert translated(scenario, "xx") == scenario


def test_a_translation_of_something_unknown_is_refused(folder: Path) -> None:
    text = 'format = 1\nscenario = "first_posting"\nlanguage = "ar"\nreviewed = false\n[missions]\naussum = "x"\n'
    path = folder / "first_posting.ar.toml"
    path.write_text(text, encoding="utf-8")
    problem = check_file(path)[-1]
    assert (problem.line, problem.suggestion) == (6, "aussom")
    with pytest.raises(ScenarioError, match="aussum"):
        translated(load_scenario("first_posting"), "ar", folder)


def test_two_seas_is_drawn_and_its_capitals_lie_on_land() -> None:
    scenario = load_scenario("two_seas")
    shapes = {shape.area: shape.rings for shape in scenario.map.shapes}
    for nation in scenario.nations:
        rings = [list(map(list, ring)) for code in nation.area for ring in shapes[code]]
        assert any(holds(ring, nation.capital.lon, nation.capital.lat) for ring in rings), nation.id


def test_two_seas_waits_for_what_its_story_needs() -> None:
    scenario = load_scenario("two_seas")
    setting = build_setting(scenario)
    talks = next(event for event in setting.events if event.id == "talks")
    (effect,) = talks.effects
    assert (effect.kind, effect.toward, talks.turn, talks.until, effect.amount) == ("hostility", "galtis", 5, 12, -1200)
    assert [condition.quantity for condition in talks.when] == ["hostility", "trust"]
    assert next(event for event in setting.events if event.id == "treaty_of_esme").after == "talks"


def test_the_guide_beside_the_scenarios_is_fresh() -> None:
    written = (data_folder("scenarios") / GUIDE_FILE).read_text(encoding="utf-8")
    assert written == guide_text(), "run: python -m game.content.format.guide"


def test_a_starting_file_is_sound_and_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["new-scenario", "mine", "--nations", "mar,dza,tun", "--folder", str(tmp_path)]
    assert main(asked) == 0
    assert check_file(tmp_path / "mine.toml") == []
    assert load_scenario(tmp_path / "mine.toml").nation_ids == ("dza", "mar", "tun")
    assert main(asked) == 2
    assert "already there" in capsys.readouterr().err
    with pytest.raises(KeyError):
        starter_text("mine", "Mine", ["mar", "zzz"], 8)


def test_check_prints_json_and_is_stricter_when_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "short.toml"
    path.write_text(VARIANT.replace('id = "short"', 'id = "other"'), encoding="utf-8")
    assert main(["check", str(path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["errors"], said["warnings"]) == (True, 0, 1)
    assert said["files"][0]["problems"][0]["line"] == 2
    assert main(["check", str(path), "--strict"]) == 4
    assert "[warning]" in capsys.readouterr().out


def test_world_is_quick_to_load_and_has_the_network_of_the_sources() -> None:
    world = load_scenario("world")
    assert len(world.nations) == 193
    setting = build_setting(world)
    pact = np.zeros((193, 193), np.int64)
    for kind, members in zip(setting.treaties.type, setting.treaties.members, strict=True):
        if kind == 0:
            pact |= np.outer(members, members).astype(np.int64)
    np.fill_diagonal(pact, 0)
    degree = pact.sum(axis=1)
    assert 0.06 <= pact.sum() / (193 * 192) <= 0.12
    assert 0.15 <= (degree == 0).mean() <= 0.35
    assert 0.75 <= np.trace(pact @ pact @ pact) / (degree * (degree - 1)).sum() <= 0.95
    spending = np.sort([nation.milex_usd_bn.number for nation in world.nations])
    assert 0.5 <= spending[-5:].sum() / spending.sum() <= 0.7
