"""Whatever a file contains, the answer is a problem with its place, within a second, and never a crash."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from game.content.reading.errors import Problem, ScenarioError
from game.content.reading.load import check_file, load_scenario
from game.content.reading.scanner import MAX_VALUES

Checker = Callable[[bytes], list[Problem]]

BAD = {
    "empty": (b"", "the file is empty", 1, 1),
    "blank": (b" \n\t\n", "the file is empty", 1, 1),
    "binary": (b"\x7fELF\x02\x01\x01\x00\xff\xfe", "0xff is not UTF-8", 1, 9),
    "null bytes": (b"format = 1\nid = \x00", "U+0000", 2, 6),
    "2 MiB": (b"# big\n" * 350_000, "too big", 1, 1),
    "5,000 brackets in a line": (b"a = " + b"[" * 5_000, "the line is too long", 1, 4097),
    "5,000 brackets in as many lines": (b"a = [\n" + b"[\n" * 5_000, "nested too deeply", 17, 1),
    "5,000 braces": (b"a = " + b"{b=" * 1_000, "nested too deeply", 1, 53),
    "80 KB dotted key": (b".".join([b"a"] * 40_000) + b" = 1", "the line is too long", 1, 4097),
    "a long dotted key": (b".".join([b"a"] * 1_000) + b" = 1", "too many parts", 1, 1),
    "a long table name": (b"[" + b".".join([b"a"] * 1_000) + b"]", "too many parts", 1, 2),
    "6,000-digit integer": (b"turns = " + b"9" * 6_000, "the line is too long", 1, 4097),
    "4,000-digit integer": (b"turns = " + b"9" * 4_000, "a number of 4000 digits", 1, 9),
    "30-digit integer": (b"turns = -" + b"9" * 30, "a number of 30 digits", 1, 9),
    "long hexadecimal": (b"turns = 0x" + b"1" * 40, "a number of 41 digits", 1, 9),
    "truncated in a text": (b'format = 1\ntitle = "Cresc', "never closed", 2, 9),
    "truncated in a long text": (b'format = 1\ntitle = """Cresc\n\nmore', "never closed", 2, 9),
    "truncated in an array": (b"format = 1\nmembers = [\n  1,\n", "ends inside an array", 2, 11),
    "truncated in a table": (b"format = 1\nstart = { year = 2026", "ends inside a table", 2, 9),
    "truncated in a key": (b"format = 1\nturns", "ends too early", 2, 6),
    "truncated in a header": (b"format = 1\n[[nations", "ends too early", 2, 10),
    "no value": (b"format = \nid = 1", "the value is missing", 1, 10),
    "two keys a line": (b"format = 1 id = 2", "something follows", 1, 12),
    "a key twice": (b"format = 1\nid = 1\nformat = 1", "given twice (first in line 1)", 3, 1),
    "a table twice": (b"[map]\nx = 1\n[map]", "already there (line 1)", 3, 1),
    "bad number": (b"turns = 1__0", "expected newline", 1, 10),
    "bad escape": (b'title = "\\q"', "unescaped", 1, 12),
    "byte order mark": (b"\xef\xbb\xbfformat = 1", "U+FEFF", 1, 1),
    "bidi override": ('title = "a\u202eb"'.encode(), "U+202E", 1, 11),
    "bidi override, escaped": (b'title = "a\\u202eb"', "U+202E", 1, 9),
    "control character in a key": (b'"a\\u0007" = 1', "U+0007", 1, 1),
    "not a number": (b"turns = nan", "nan is not a finite number", 1, 9),
    "infinite": (b"turns = -inf", "-inf is not a finite number", 1, 9),
    "infinite by its exponent": (b"turns = 1e999", "inf is not a finite number", 1, 9),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_content_is_one_clear_problem_with_its_place(case: str, check_bytes: Checker) -> None:
    content, words, line, column = BAD[case]
    began = time.perf_counter()
    problems = check_bytes(content)
    assert time.perf_counter() - began < 1
    said = [problem for problem in problems if words in problem.what]
    assert said, [str(problem) for problem in problems]
    assert (said[0].line, said[0].column) == (line, column)
    assert said[0].severity == "error"


WORST = {
    "dotted keys": (".".join("abcdefgh") + "{} = 1\n", 7),
    "tables": ("[a{}]\n", 1),
    "keys": ("a{} = 1\n", 1),
    "comments": ("#\n", 0),
    "nations": ("[[nations]]\n", 1),
    "events": ('[[events]]\nid = "a{}"\n', 2),
    "choices": ('[[events.choices]]\nid = "a{}"\n', 2),
    "ties": ('[[ties]]\na = "a{}"\nb = "b"\ntrust = 9\n', 4),
    "sources": ('[sources.a{}]\ncitation = "x"\n', 3),
}
HEADS = {"choices": '[[events]]\nid = "a"\n'}


@pytest.mark.parametrize("full", [True, False], ids=["1 MiB", "all values allowed"])
@pytest.mark.parametrize("kind", WORST)
def test_the_worst_files_are_still_quick_and_small(kind: str, full: bool, tmp_path: Path) -> None:
    """In a process of its own, so that its memory is its own: `check` itself says how much of both it took."""
    unit, values = WORST[kind]
    most = (1024 * 1024 - 64) // len(unit.format(100_000))
    count = most if full or not values else min(most, MAX_VALUES // values - 4)
    path = tmp_path / "sample.toml"
    path.write_text(HEADS.get(kind, "") + "".join(unit.format(number) for number in range(count)), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", MEASURED, str(path)], text=True, capture_output=True)
    assert not done.stderr, done.stderr
    seconds, peak, found = map(float, done.stdout.split())
    assert found
    assert seconds < 2  # under one on a machine with nothing else to do
    assert peak < 200


MEASURED = """
import pathlib, sys, time
from game.content.reading.load import check_file
began = time.process_time()
found = check_file(sys.argv[1])
took = time.process_time() - began
status = pathlib.Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peak = next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)
print(took, peak, len(found))
"""


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nowhere/at/all.toml", "no such file"),
        ("", "this is a folder"),
        (os.devnull, "not a regular file"),
        ("a\0b.toml", "can't be read"),
        ("x" * 5_000 + ".toml", "can't be read"),
        ("../../../../../../etc/no-such-file", "no such file"),
    ],
)
def test_a_path_that_is_no_file_says_so(path: str, words: str) -> None:
    (problem,) = check_file(path)
    assert words in problem.what
    assert (problem.line, problem.column) == (1, 1)
    assert str(problem).isprintable()


def test_a_folder_says_so(tmp_path: Path) -> None:
    (problem,) = check_file(tmp_path)
    assert problem.what == "this is a folder"


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(ScenarioError, match='did you mean "crescent"') as caught:
        load_scenario("cresent")
    assert "first_posting" in caught.value.problems[0].allowed


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "sample.toml"
    os.mkfifo(pipe)
    (problem,) = check_file(pipe)
    assert problem.what == "this is not a regular file"
