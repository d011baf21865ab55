"""The wheel carries the data where the code looks for it, and installs what the code imports."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import struct
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from game import cli
from game.cli.examples import EXAMPLES
from game.content.reading import paths
from game.content.version import VERSION

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
IMPORT_NAMES = {"pygame-ce": "pygame", "python-bidi": "bidi"}
PART_OF = {"pydantic_core": "pydantic", "annotated_types": "pydantic"}


def test_assets_and_scenarios_lie_in_the_wheel_where_they_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["game"]
    monkeypatch.setattr(paths, "CONTENT_FOLDER", tmp_path / "game" / "content")
    for name, place in wheel["force-include"].items():
        assert (ROOT / name).is_dir()
        assert paths.data_folder(name) == tmp_path / place


def imported() -> set[str]:
    """Top-level names that modules under game/ import from elsewhere, inside functions included."""
    names = set()
    for file in (ROOT / "game").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                names.add(node.module.partition(".")[0])
    return {PART_OF.get(name, name) for name in names} - set(sys.stdlib_module_names) - {"game"}


def names_of(requirements: list[str]) -> set[str]:
    distributions = {re.split(r"[<>=!~ ]", text)[0] for text in requirements}
    return {IMPORT_NAMES.get(name, name) for name in distributions}


def test_what_the_code_imports_is_what_the_package_requires() -> None:
    required = names_of(PROJECT["project"]["dependencies"])
    extras = PROJECT["project"]["optional-dependencies"]
    optional = {name for extra in extras if extra != "test" for name in names_of(extras[extra])}
    assert not required & optional
    assert required <= imported()
    assert imported() - required <= optional


def test_the_console_script_is_the_command_line() -> None:
    module, _, name = PROJECT["project"]["scripts"]["army-diplomacy"].partition(":")
    assert module == "game.cli"
    assert getattr(cli, name) is cli.main
    assert cli.parser().prog == "army-diplomacy"


def test_the_version_stands_in_one_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert "version" in PROJECT["project"]["dynamic"]
    assert "version" not in PROJECT["project"]
    assert (ROOT / PROJECT["tool"]["hatch"]["version"]["path"]).read_text(encoding="utf-8").count(VERSION) == 1
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == f"army-diplomacy {VERSION}"


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (action for action in cli.parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def test_every_command_shows_an_example_that_it_takes() -> None:
    assert set(EXAMPLES) == set(commands())
    for name, example in EXAMPLES.items():
        assert example in commands()[name].format_help()
        args = cli.parser().parse_args(shlex.split(example))
        assert args.command == name


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_shells_complete_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    if find_spec("shtab") is None:
        assert cli.main(["completion", shell]) == cli.USAGE
        assert "pip install" in capsys.readouterr().err
        return
    assert cli.main(["completion", shell]) == cli.OK
    script = capsys.readouterr().out
    assert all(name in script for name in commands())


def test_the_desktop_entry_names_what_is_installed() -> None:
    shared = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    for source in shared:
        assert (ROOT / source).is_file()
    text = (ROOT / "assets" / "icon" / "army-diplomacy.desktop").read_text(encoding="utf-8")
    entry = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    assert entry["Type"] == "Application"
    assert entry["Exec"].split()[0] in PROJECT["project"]["scripts"]
    assert any(Path(place).stem == entry["Icon"] for place in shared.values())
    assert cli.parser().parse_args(entry["Exec"].split()[1:]).command == "play"
    pixels = (ROOT / "assets" / "icon" / "army-diplomacy.png").read_bytes()
    assert struct.unpack(">II", pixels[16:24]) == (256, 256)
