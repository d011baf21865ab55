"""What the command line answers when it is given what it can't use: one clear error, its exit code, nothing started."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import game.ui.screens.front.open_game  # noqa: F401  so that a command is timed, not its imports
from game import cli
from game.content.reading.paths import data_folder

ROOT = Path(__file__).resolve().parents[1]
LESSON = (data_folder("scenarios") / "first_posting.toml").read_text(encoding="utf-8")
PLACE = re.compile(r"^(?P<file>[^\n]*?):(?P<line>\d+):(?P<column>\d+): (?P<path>\S+): (?P<what>.+)$")
Captured = pytest.CaptureFixture[str]


def edited(old: str, new: str) -> bytes:
    """The lesson with one text replaced once."""
    assert old in LESSON
    return LESSON.replace(old, new, 1).encode()


def line_of(content: bytes, text: str) -> int:
    """The number of the first line that has the text."""
    return content.decode().split(text)[0].count("\n") + 1


UNKNOWN_KEY = edited("turns = 8", "turns = 8\nturnz = 9")
WRONG_TYPE = edited("turns = 8", 'turns = "eight"')
NOT_A_NUMBER = edited("turns = 8", "turns = nan")
DUPLICATE_ID = edited('id = "standing_ken"\n', 'id = "survive"  # again\n')
UNKNOWN_MEMBER = edited('members = ["', 'members = ["atl", "')
TRUNCATED = LESSON[: LESSON.index('name = "Ethiopia') + len('name = "Eth')].encode()

BAD: dict[str, tuple[bytes, int, str]] = {
    "unknown key": (UNKNOWN_KEY, line_of(UNKNOWN_KEY, "turnz"), 'did you mean "turns"?'),
    "wrong type": (WRONG_TYPE, line_of(WRONG_TYPE, '"eight"'), "turns"),
    "not a number": (NOT_A_NUMBER, line_of(NOT_A_NUMBER, "turns = nan"), "not a finite number"),
    "duplicate id": (DUPLICATE_ID, line_of(DUPLICATE_ID, "# again"), '"survive"'),
    "unknown nation in a treaty": (UNKNOWN_MEMBER, line_of(UNKNOWN_MEMBER, '["atl"'), '"atl"'),
    "truncated": (TRUNCATED, line_of(TRUNCATED, 'name = "Eth'), "never closed"),
    "empty": (b"", 1, "the file is empty"),
    "binary": (b"\x7fELF\x02\x01\x01\x00\xff\xfe", 1, "not UTF-8"),
    "2 MiB": (b"# big\n" * 350_000, 1, "too big"),
    "5,000 brackets": (b"a = " + b"[" * 5_000, 1, "the line is too long"),
    "5,000 brackets, a line each": (b"a = [\n" + b"[\n" * 5_000, 17, "nested too deeply"),
    "80 KB dotted key": (b".".join([b"a"] * 40_000) + b" = 1", 1, "the line is too long"),
    "6,000-digit integer": (b"turns = " + b"9" * 6_000, 1, "the line is too long"),
}


COMMANDS = ("check", "simulate", "balance", "play --scenario")
"""Ways to give a scenario."""


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the player's own settings and saves, or opens a window."""
    monkeypatch.setenv("ARMY_DIPLOMACY_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")


def refused(arguments: list[str], capsys: Captured) -> list[str]:
    """Run a command that must end with 4 within a second and start nothing; the lines it complains in."""
    began = time.process_time()
    code = cli.main(arguments)
    seconds = time.process_time() - began
    said = capsys.readouterr()
    assert code == cli.BAD_SCENARIO
    assert seconds < 1
    if arguments[0] != "check":
        assert said.out == ""
        return said.err.splitlines()
    assert said.err == ""
    *errors, summary = said.out.splitlines()
    assert re.fullmatch(r"1 checked, [1-9]\d* errors?\b.*", summary)
    return errors


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("case", BAD)
def test_a_bad_scenario_is_an_error_with_its_place(case: str, command: str, tmp_path: Path, capsys: Captured) -> None:
    content, line, words = BAD[case]
    path = tmp_path / "first_posting.toml"
    path.write_bytes(content)
    errors = refused([*command.split(), str(path)], capsys)
    assert len(errors) == 1, errors
    match = PLACE.match(errors[0])
    assert match is not None
    assert (match["file"], int(match["line"])) == (str(path), line)
    assert words in errors[0]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.toml", "there is no such file"),
        (".", "this is a folder"),
        ("cresent", 'did you mean "crescent"?'),
        ("a\x00b.toml", "can't be read"),
    ],
)
def test_what_is_no_file_says_so(name: str, words: str, command: str, tmp_path: Path, capsys: Captured) -> None:
    given = name if name == "cresent" else f"{tmp_path}/{name}"
    (error,) = refused([*command.split(), given], capsys)
    match = PLACE.match(error)
    assert match is not None
    assert match["line"] == match["column"] == "1"
    assert words in error


def test_check_tells_the_errors_of_all_files(tmp_path: Path, capsys: Captured) -> None:
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_bytes(b"")
    assert cli.main(["check", str(tmp_path / "one.toml"), "first_posting", str(tmp_path / "two.toml")]) == 4
    said = capsys.readouterr().out
    assert "one.toml:1:1" in said
    assert "two.toml:1:1" in said
    assert said.splitlines()[-1].startswith("3 checked, 2 errors")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["conquer"], "invalid choice: 'conquer'"),
        (["simulate"], "scenario"),
        (["simulate", "first_posting", "--wrlds", "2"], "--wrlds"),
        (["simulate", "first_posting", "--worlds", "0"], "0 is not within 1.."),
        (["simulate", "first_posting", "--worlds", "many"], "'many' is no whole number"),
        (["simulate", "first_posting", "--turns", "-1"], "-1 is not within 1.."),
        (["simulate", "first_posting", "--seed", "9" * 30], "is not within"),
        (["simulate", "first_posting", "--seat", "ken"], "'ken' is not KEY=VALUE"),
        (["simulate", "first_posting", "--rules", "tempo=fast"], "tempo takes a whole number"),
        (["check"], "FILE"),
        (["bench", "--fast"], "--fast"),
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str], words: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    said = capsys.readouterr()
    assert caught.value.code == cli.USAGE
    assert said.out == ""
    assert words in said.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--policy", "clever"], "no policy 'clever'; one of passive, random, balanced, strategist, pure:INSTRUMENT"),
        (["--policy", "pure:magic"], "pure:magic: one of peacekeeping"),
        (["--policy", "balanced:without=magic"], "without=magic: no such instrument"),
        (["--policy", "balanced:depth=3"], "balanced knows no option depth"),
        (["--policy", "balanced:personality=cruel"], "personality=cruel: one of balanced"),
        (["--seat", "ken=clever"], "no policy 'clever'"),
        (["--seat", "atl=passive"], "no nation 'atl' in first_posting; one of dji"),
        (["--rules", "luck=1"], "no rule is called 'luck'"),
        (["--rules", "quarter_days=1"], "quarter_days takes a whole number from 30 to 180"),
    ],
)
def test_an_unknown_policy_seat_or_rule_exits_with_2(arguments: list[str], words: str, capsys: Captured) -> None:
    assert cli.main(["simulate", "first_posting", *arguments]) == cli.USAGE
    said = capsys.readouterr()
    assert said.out == ""
    (error,) = said.err.splitlines()
    assert error.startswith("army-diplomacy: ")
    assert words in error


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--scenario", "first_posting", "--nation", "atl"], cli.USAGE, "no nation 'atl'; one of dji"),
        (["--seed", "-1"], cli.USAGE, "--seed takes a whole number that is not negative"),
        (["--load", "nowhere.save"], cli.BAD_SAVE, "nowhere.save: "),
        (["--load", "README.md"], cli.BAD_SAVE, "README.md: "),
        (["--load", "tests"], cli.BAD_SAVE, "tests: "),
    ],
)
def test_play_says_what_it_cannot_begin_with(
    arguments: list[str], code: int, words: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.main(["play", *arguments]) == code
    (error,) = capsys.readouterr().err.splitlines()
    assert error.startswith("army-diplomacy: ")
    assert words in error


def test_without_a_display_both_hints_and_exit_code_3(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment["ARMY_DIPLOMACY_HOME"] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "main.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == cli.NO_DISPLAY
    assert done.stdout == ""
    assert "DISPLAY" in done.stderr  # how to play
    assert "main.py simulate" in done.stderr  # how to run headless
    assert "Traceback" not in done.stderr


def test_an_interrupted_simulation_exits_with_130(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.cli.simulate.simulate", interrupted)
    assert cli.main(["simulate", "first_posting"]) == 130
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err


def simulated(capsys: Captured, *arguments: str) -> dict[str, object]:
    assert cli.main(["simulate", "first_posting", "--turns", "3", "--seed", "5", "--json", *arguments]) == cli.OK
    said = capsys.readouterr()
    assert said.err == ""
    result: dict[str, object] = json.loads(said.out)
    return result


def test_simulate_prints_one_object_with_the_promised_keys(capsys: Captured) -> None:
    result = simulated(capsys, "--worlds", "2", "--seat", "ken=passive")
    assert list(result) == [
        "scenario", "seed", "worlds", "turns", "policy", "seats", "digest", "nations", "crises", "elapsed_s",
        "world_turns_per_s",
    ]  # fmt: skip
    assert (result["scenario"], result["seed"], result["worlds"], result["turns"]) == ("first_posting", 5, 2, 3)
    assert (result["policy"], result["seats"]) == ("balanced", {"ken": "passive"})
    nations = result["nations"]
    assert isinstance(nations, list)
    assert [row["id"] for row in nations] == ["dji", "eth", "ken", "rwa", "som", "uga"]
    for row in nations:
        assert list(row) == ["id", "index", "survived"]
        assert list(row["index"]) == ["mean", "sd", "p05", "p50", "p95"]
    crises = result["crises"]
    assert isinstance(crises, dict)
    assert list(crises) == ["kind", "violence", "outcome", "supported"]


def test_a_world_is_the_same_game_whatever_the_number_of_worlds(capsys: Captured) -> None:
    import game

    many = game.simulate(game.load("first_posting"), worlds=6, turns=3, seed=5)
    alone = simulated(capsys, "--first-world", "4")
    assert alone["digest"] == game.simulate(game.load("first_posting"), turns=3, seed=5, first_world=4).digest
    assert game.simulate(game.load("first_posting"), turns=3, seed=5, first_world=4).digests == many.digests[4:5]
    assert len(set(many.digests)) == 6


def test_the_table_for_people_names_every_nation(capsys: Captured) -> None:
    assert cli.main(["simulate", "first_posting", "--turns", "2"]) == cli.OK
    said = capsys.readouterr().out
    assert all(f"  {nation} " in said for nation in ("dji", "eth", "ken", "uga"))
    assert "digest" in said
