"""The wheel carries the data where the code looks for it, and installs what the code imports."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

from game import cli
from game.content.reading import paths

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
IMPORT_NAMES = {"pygame-ce": "pygame", "python-bidi": "bidi"}
PART_OF = {"pydantic_core": "pydantic"}


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
