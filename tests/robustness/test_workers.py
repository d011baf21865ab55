"""Workers beside the game: signals are not for them, they end with the game, and none of them ever says a word."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.ui.play.estimate_worker import Worker

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds
DEATHS = {
    "while the worker starts": "",
    "before the worker is heard": "time.sleep(0.3)",
    "with an answer on its way": "wait(worker)",
}
GAME = """
import os, signal, sys, time
sys.path[:0] = [{folder!r}, {root!r}]
import test_workers
from game.ui.play.estimate_worker import Worker

def wait(worker):
    while not worker.poll() and not worker.trouble:
        time.sleep(0.01)

worker = Worker(test_workers.count)
worker.ask(1)
{delay}
print(worker._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def count(question: int) -> Iterator[int]:
    """Counts on from there for some seconds."""
    for number in range(question, question + 1000):
        time.sleep(0.005)
        yield number


def divide(question: int) -> Iterator[float]:
    """Fails for some questions."""
    yield 1 / question


def answer(worker: Worker) -> object:
    """The next answer; None when there won't be any."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not worker.trouble:
        if found := worker.poll():
            return found[0]
        time.sleep(0.005)
    return None


@pytest.mark.parametrize("early", [True, False])
def test_signals_are_not_for_the_worker(early: bool, capfd: pytest.CaptureFixture[str]) -> None:
    """Ctrl+C in a terminal reaches the worker too, at any moment of its life."""
    worker = Worker(count)
    worker.ask(1)
    process = worker._process.pid
    assert process is not None
    if not early:
        assert answer(worker) == 1
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(process, number)
    worker.ask(7)
    assert answer(worker) == 7
    worker.close()
    assert capfd.readouterr() == ("", "")
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_the_game_hears_signals_as_before() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    worker = Worker(count)
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before
    worker.close()


def test_what_fails_is_told_to_the_game_and_to_nobody_else(capfd: pytest.CaptureFixture[str]) -> None:
    worker = Worker(divide)
    worker.ask(0)
    assert answer(worker) is None
    assert worker.trouble == "ZeroDivisionError: division by zero"
    worker.close()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("when", DEATHS)
def test_the_worker_of_a_game_that_was_killed_leaves_without_a_word(when: str) -> None:
    script = GAME.format(folder=str(Path(__file__).parent), root=str(ROOT), delay=DEATHS[when])
    game = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert game.returncode == -signal.SIGKILL
    assert game.stdout.strip().isdigit()
    assert not game.stderr  # it was read to its end: the worker, who had it too, has gone
