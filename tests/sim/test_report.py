"""Reports: one page that needs nothing else, shows every policy, and tells how to repeat what it shows."""

from __future__ import annotations

import json
import re
import tomllib
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from support.pages import left_open

from game import cli
from game.sim.pages.plots import Bar, axis_for, intervals, lines, network, stacked
from game.sim.pages.report import ReportError, report
from game.sim.sweep import run_sweep
from game.sim.sweep_plan import SweepPlan, read_plan

PLAN = """
title = "A <small> sweep & its page"
scenarios = ["first_posting"]
policies = ["passive", "balanced", "balanced:without=agreement"]
seats = ["ken", "all"]
worlds = 12
turns = 3
every_turn = true
[rules]
tempo = [1500]
"""


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("swept")
    plan = folder / "plan.toml"
    plan.write_text(PLAN, encoding="utf-8")
    run_sweep(read_plan(plan), folder / "out")
    return folder / "out"


def pictures(page: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(text) for text in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]


def test_a_page_is_whole_and_needs_nothing_else(swept: Path) -> None:
    page = report(swept)
    assert left_open(page) == []
    assert "A &lt;small&gt; sweep &amp; its page" in page
    assert not re.search(r"https?://|<script|<link|src=", page)
    assert len(page) < 200_000
    assert report(swept) == page


def test_it_shows_policies_instruments_crises_turns_and_alliances(swept: Path) -> None:
    page = report(swept)
    titles = [picture.attrib["aria-label"] for picture in pictures(page)]
    for seat in ("seat ken", "every seat"):
        for what in ("Index, ", "Worth of instruments, ", "Outcomes of crises, ", "Violence of crises, ",
                     "Supported crises, ", "Index by turn, "):  # fmt: skip
            assert [title for title in titles if title.startswith(what) and seat in title], (what, seat)
    assert "first_posting, before the first turn" in titles
    assert "first_posting, after the last turn" in titles
    words = " ".join(text for picture in pictures(page) for text in picture.itertext())
    for policy in ("passive", "balanced:without=agreement", "agreement (balanced)", "ken"):
        assert policy in words


def test_figures_are_those_of_the_summary(swept: Path) -> None:
    page = report(swept)
    for row in json.loads((swept / "summary.json").read_text(encoding="utf-8"))["rows"]:
        index = row["index"]
        assert f"{index['mean']:.1f} ({index['low']:.1f} to {index['high']:.1f})" in page


def test_the_plan_on_the_page_is_the_plan(swept: Path) -> None:
    page = report(swept)
    (text,) = [unescape(text) for text in re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL) if "scenarios" in text]
    again = SweepPlan.model_validate(tomllib.loads(text))
    assert again == SweepPlan.model_validate(tomllib.loads(PLAN))
    assert "python main.py sweep plan.toml" in page
    assert "seed" in page.lower()


def test_the_command_writes_it_beside_the_run(swept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", str(swept)]) == cli.OK
    assert capsys.readouterr().out.strip() == str(swept / "report.html")
    assert (swept / "report.html").read_text(encoding="utf-8") == report(swept)
    (swept / "report.html").unlink()


def test_a_simulation_has_a_page_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["simulate", "first_posting", "--worlds", "6", "--turns", "3", "--seat", "ken=passive", "--rules",
             "tempo=1500", "--json"]  # fmt: skip
    assert cli.main(given) == cli.OK
    run = tmp_path / "run.json"
    run.write_text(capsys.readouterr().out, encoding="utf-8")
    assert cli.main(["report", str(run)]) == cli.OK
    page = (tmp_path / "run.html").read_text(encoding="utf-8")
    assert "--seat ken=passive --seed 0" in page
    assert json.loads(run.read_text(encoding="utf-8"))["digest"] in page
    assert len(pictures(page)) >= 3


def test_what_can_not_be_reported_on_says_so(tmp_path: Path, swept: Path) -> None:
    with pytest.raises(ReportError, match="holds no sweep"):
        report(tmp_path)
    (tmp_path / "plan.json").write_bytes((swept / "plan.json").read_bytes())
    with pytest.raises(ReportError, match="isn't finished"):
        report(tmp_path)
    (tmp_path / "other.json").write_text("[1, 2]", encoding="utf-8")
    for name, said in (("other.json", "neither"), ("missing.json", "can't be read")):
        with pytest.raises(ReportError, match=said):
            report(tmp_path / name)
        assert cli.main(["report", str(tmp_path / name)]) == cli.USAGE


def test_plots_stay_within_their_frames() -> None:
    axis = axis_for([3.0, 3.0])
    assert axis.low < 3 < axis.high
    assert 3 <= len(axis_for([0, 100]).ticks) <= 8
    bars = [Bar("a & b", 1.0, 0.5, 1.5, (-2.0, 4.0)), Bar("c", -3.0, None, None)]
    shares = {"row": {"yes": 0.25, "no": 0.75}}
    ties = np.array([[0.0, 0.9, 0.1], [0.2, 0.0, 0.0], [0.0, 0.0, 0.0]])
    plots = [intervals(bars, "points", "t", zero=True), stacked(shares, ("yes", "no"), "t"),
             lines({"one": [1.0], "two": [2.0]}, "points", "t"), network(("a", "b", "c"), ties, "t")]  # fmt: skip
    for text in plots:
        (picture,) = pictures(text)
        width, height = (float(edge) for edge in picture.attrib["viewBox"].split()[2:])
        for element in picture.iter():
            for name, most in (("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height),
                               ("y1", height), ("cy", height)):  # fmt: skip
                assert 0 <= float(element.attrib.get(name, 0)) <= most, (element.tag, name)
    assert plots[3].count("<path") == 1, "one line a pair, none below the floor"
