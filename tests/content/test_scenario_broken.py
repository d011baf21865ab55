"""Broken files by the table: each fault is told with file, line and column, what is allowed, and the likely word."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from game.content.reading.errors import ERROR, Problem
from game.content.reading.load import check_file

FOLDER = Path(__file__).parent / "broken"
CASES: list[dict[str, Any]] = tomllib.loads((FOLDER / "cases.toml").read_text(encoding="utf-8"))["case"]
TYPOS = [case for case in CASES if case.get("typo")]


@cache
def _base() -> str:
    return (FOLDER / "base.toml").read_text(encoding="utf-8")


def _problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    assert case["old"] in _base()
    path = folder / "base.toml"
    path.write_text(_base().replace(case["old"], case["new"], 1), encoding="utf-8")
    return check_file(path)


def _told(case: dict[str, Any], problems: list[Problem]) -> Problem | None:
    found = [one for one in problems if f"{one.line}:{one.column}" == case["at"] and one.path == case["path"]]
    return next((one for one in found if one.what == case["what"]), None)


def test_the_table_is_long_and_its_base_is_sound() -> None:
    assert len(CASES) >= 80
    assert len(TYPOS) >= 40
    assert check_file(FOLDER / "base.toml") == []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_broken_file_is_told_with_its_place(case: dict[str, Any], tmp_path: Path) -> None:
    problems = _problems(case, tmp_path)
    told = _told(case, problems)
    assert told is not None, [str(problem) for problem in problems]
    assert told.file == str(tmp_path / "base.toml")
    assert told.severity == ERROR
    assert told.allowed.startswith(case["allowed"])


def test_nearly_all_say_what_is_allowed_and_nearly_all_typos_are_guessed(tmp_path: Path) -> None:
    told = [_told(case, _problems(case, tmp_path)) for case in CASES]
    assert sum(bool(problem and problem.allowed) for problem in told) >= 0.95 * len(CASES)
    guessed = [_told(case, _problems(case, tmp_path)) for case in TYPOS]
    right = sum(bool(one and one.suggestion == case["suggestion"]) for one, case in zip(guessed, TYPOS, strict=True))
    assert right >= 0.9 * len(TYPOS)
