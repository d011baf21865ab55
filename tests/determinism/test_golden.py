"""Short games end as they did when they were last blessed, and the changelog says why."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BLESS = Path(__file__).with_name("bless.py")
GOLDEN = Path(__file__).with_name("golden.json")
GAMES = sorted(json.loads(GOLDEN.read_text(encoding="utf-8"))) if GOLDEN.exists() else []
"""Nothing is golden before it was blessed for the first time."""


@pytest.fixture(scope="module")
def differing() -> str:
    """What `bless.py --check` finds: games that end otherwise, and a changelog that doesn't say why."""
    done = subprocess.run([sys.executable, str(BLESS), "--check"], text=True, capture_output=True)
    assert not done.stderr, done.stderr
    return done.stdout


@pytest.mark.parametrize("game", GAMES)
def test_games_are_the_golden_ones(game: str, differing: str) -> None:
    assert game not in differing, 'where the rules changed on purpose: python tests/determinism/bless.py "why"'
    assert "CHANGELOG.md" not in differing, differing


def test_nothing_is_blessed_without_a_reason() -> None:
    done = subprocess.run([sys.executable, str(BLESS)], text=True, capture_output=True)
    assert done.returncode == 2
    assert "say why" in done.stderr
