"""SIGTERM, SIGINT and SIGHUP: the campaign is saved, and the game is gone within two seconds with its exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from game.content.files import saves
from game.ui import crash
from game.ui.play.session import Session

ROOT = Path(__file__).parents[2]
PLAYER = Path(__file__).with_name("player.py")
MOST_SECONDS = 2.0 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
"""Two on a machine that has nothing else to do."""
CASES = [(signal.SIGTERM, 143, ""), (signal.SIGINT, 130, ""), (signal.SIGHUP, 129, ""), (signal.SIGTERM, 143, "slow")]
Games = dict[tuple[int, str], tuple[subprocess.Popen[str], Path]]


def _need_interrupts(number: int, process: int) -> None:
    """Skip where the system has the process ignore SIGINT, as a shell does for its jobs in the background."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    ignored = int(status.split("SigIgn:")[1].split()[0], 16)
    if number == signal.SIGINT and ignored >> (signal.SIGINT - 1) & 1:
        pytest.skip("interrupts are ignored in the background of a shell")


@pytest.fixture(scope="module")
def games(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Games]:
    """A game for each case, started at once, since starting takes longest."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SDL_VIDEODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    with ExitStack() as stack:
        started: Games = {}
        for number, _code, how in CASES:
            folder = tmp_path_factory.mktemp("home")
            process = subprocess.Popen(
                [sys.executable, str(PLAYER), str(folder), how], text=True, env=environment,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
            stack.enter_context(process)
            stack.callback(process.kill)
            started[number, how] = (process, folder)
        for process, _folder in started.values():
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        yield started


@pytest.mark.parametrize(("number", "code", "how"), CASES)
def test_a_signal_saves_and_ends_the_game(games: Games, number: int, code: int, how: str) -> None:
    process, folder = games[number, how]
    _need_interrupts(number, process.pid)
    began = time.monotonic()
    process.send_signal(number)
    process.wait(timeout=60)
    assert time.monotonic() - began < MOST_SECONDS
    _out, err = process.communicate(timeout=60)  # until the worker has gone as well
    assert process.returncode == code
    (entry,) = saves.entries(folder / "saves")
    assert err == f"army-diplomacy: saved as {entry.path.name}\n"
    session = Session.load(entry.path)
    assert session.turn == 0
    assert [order.option for order in session.plan] == ["officers"]  # a turn that was broken off has not begun
    broken = crash.remembered(folder)
    assert broken is not None
    assert broken.save == entry.path.name


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_commands_end_with_the_code_of_the_signal(number: int, code: int) -> None:
    _need_interrupts(number, os.getpid())
    script = (
        "import os, sys; from game import cli; import game.cli.simulate as s;"
        f"s.simulate = lambda *a, **k: os.kill(os.getpid(), {int(number)});"
        "sys.exit(cli.main(['simulate', 'first_posting']))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
