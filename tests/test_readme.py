"""What the README tells people to paste exists, and CI runs the very line that it gives."""

from __future__ import annotations

import argparse
import re
import shlex
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import cli
from game.content.reading.load import list_scenarios, load_scenario
from game.content.version import VERSION
from game.core.instruments import INSTRUMENTS
from game.ministers.table import policy
from game.sim.classroom.assignment import read_assignment

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
COMMAND_LINES = re.findall(r"^    (.+)$", README, re.MULTILINE)
ONE_LINERS = [line for line in COMMAND_LINES if line.startswith("python3 -m venv")]
INVOCATIONS = [line for line in COMMAND_LINES if line.startswith("python main.py")]


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command by name."""
    (choices,) = [action.choices for action in cli.parser()._actions if isinstance(action.choices, dict)]
    return choices


def parts(line: str) -> list[list[str]]:
    """A one-line chain of commands as lists of words."""
    return [shlex.split(part) for part in line.split("&&")]


def test_two_lines_do_everything_from_a_virtual_environment_on() -> None:
    play, test = (parts(line) for line in ONE_LINERS)
    assert play[0] == test[0] == ["python3", "-m", "venv", ".venv"]
    assert play[1] == [".venv/bin/pip", "install", "-e", "."]
    assert play[2:] == [[".venv/bin/python", "main.py"]]
    assert test[1] == [".venv/bin/pip", "install", "-e", ".[test,sim,rl]"]
    assert test[2][:3] == [".venv/bin/python", "-m", "pytest"]
    assert len(test) == 3


def test_they_come_first_after_what_it_is_and_a_picture() -> None:
    places = [README.index(text) for text in ("# Army Diplomacy", "![", *ONE_LINERS, "## ")]
    assert places == sorted(places)


def test_ci_runs_the_line_of_the_readme() -> None:
    shown = subprocess.run(["bash", ".ci/run", "--show"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == ONE_LINERS[1]


@pytest.mark.parametrize("line", INVOCATIONS)
def test_every_command_line_is_understood(line: str) -> None:
    args = cli.parser().parse_args(shlex.split(line)[2:])
    assert callable(args.run)
    for text in [getattr(args, "policy", "balanced"), *(given for _, given in getattr(args, "seat", []))]:
        assert policy(text)


def test_the_table_of_commands_is_complete() -> None:
    table = README[README.index("| command | does |") :].split("\n\n")[0]
    told = set(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE))
    assert told <= set(commands())
    assert not set(commands()) - told, "README.md lacks the rows of these commands"


def test_options_it_mentions_exist() -> None:
    known = {option for parser in commands().values() for option in parser._option_string_actions}
    headless = README[README.index("## Headless") : README.index("## Scenarios")]
    assert set(re.findall(r"--[a-z][a-z-]+", headless)) <= known


def test_policies_it_mentions_exist() -> None:
    named = re.findall(r"`((?:balanced|pure)(?::[a-z=_.]+)?|passive|random)`", README)
    assert {"passive", "random", "balanced", "balanced:without=drill", "pure:peacekeeping"} <= set(named)
    assert all(policy(text) for text in named)
    assert "pure:peacekeeping".partition(":")[2] in {row.key for row in INSTRUMENTS}


def test_scenarios_are_those_that_come_with_the_game() -> None:
    table = README[README.index("## Scenarios") : README.index("## What is real")]
    rows = re.findall(r"^\| `(\w+)` \| .* \| (\d+) \| (\d+) \|$", table, re.MULTILINE)
    assert not set(list_scenarios()) - {name for name, _, _ in rows}, "README.md lacks the rows of these scenarios"
    for name, nations, turns in rows:
        scenario = load_scenario(name)
        assert (len(scenario.nations), scenario.turns) == (int(nations), int(turns))


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    index, survived, last = capsys.readouterr().out.splitlines()
    assert 0 < float(index) < 100
    assert survived.startswith("[")
    assert re.fullmatch(r"\{.*\} [0-9a-f]{64}", last)


def test_exit_codes_are_those_of_the_command_line() -> None:
    (line,) = re.findall(r"^Exit codes: (.*)\.$", README, re.MULTILINE)
    told = {int(code) for code in re.findall(r"\b\d+\b", line)}
    assert told - {129, 130, 143} <= {cli.OK, cli.INTERNAL, cli.USAGE, cli.NO_DISPLAY, cli.BAD_SCENARIO, cli.BAD_SAVE}
    assert {cli.OK, cli.USAGE, cli.NO_DISPLAY, cli.BAD_SCENARIO} <= told


def links() -> Iterator[tuple[str, str]]:
    """Every local file that a document points to."""
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            if not target.startswith("https:"):
                yield document, target


@pytest.mark.parametrize(("document", "target"), list(links()))
def test_links_lead_somewhere(document: str, target: str) -> None:
    assert (ROOT / target).is_file(), f"{document} points to {target}"


def test_files_that_documents_name_exist() -> None:
    for document in DOCUMENTS:
        named = re.findall(r"`((?:game|tests|assets|scenarios)/[\w/.]+\.\w+)`", (ROOT / document).read_text("utf-8"))
        assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_pictures_are_small_and_of_a_whole_screen() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 4
    for picture in pictures:
        data = (ROOT / picture).read_bytes()
        assert len(data) < 1_000_000
        if picture.endswith(".gif"):
            assert data[:6] == b"GIF89a"
            width, height = struct.unpack("<HH", data[6:10])
            assert width * 9 == height * 16
            continue
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", data[16:24])
        assert width >= 1280
        assert height >= 720
        assert len(data) < 400_000


def test_the_assignment_it_shows_is_one(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "week3.toml"
    path.write_text(text, encoding="utf-8")
    assert read_assignment(path).scenario.id == "sahel"


def test_changelog_speaks_of_the_version_of_the_package() -> None:
    headings = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased" or headings[0] == VERSION
    assert headings
