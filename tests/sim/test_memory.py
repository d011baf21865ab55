"""Keeping freed memory changes nothing but the time: a process that does so plays the same game."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLAY = """
from resource import RUSAGE_SELF, getrusage
from game.sim.memory import keep_freed_memory
if {keep}: keep_freed_memory()
from game.sim.bench.worlds import EVERYBODY, SEED, opened
from game.sim.match import finish
setting, state = opened(64, 12)
before = getrusage(RUSAGE_SELF).ru_minflt
last = finish(state, setting, EVERYBODY, SEED, 1)
print(last.digests()[0], getrusage(RUSAGE_SELF).ru_minflt - before)
"""


def _played(keep: bool) -> tuple[str, int]:
    done = subprocess.run([sys.executable, "-c", PLAY.format(keep=keep)], cwd=ROOT, capture_output=True, text=True,
                          check=True)  # fmt: skip
    digest, faults = done.stdout.split()
    return digest, int(faults)


def test_the_game_is_the_same_and_no_more_pages_are_fetched() -> None:
    (one, few), (other, many) = _played(keep=True), _played(keep=False)
    assert one == other
    assert few <= many + 100
