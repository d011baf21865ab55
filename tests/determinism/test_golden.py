"""Short games end as they did when they were last blessed, and the changelog says why."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from game.content.reading.load import list_scenarios, load_scenario

BLESS = Path(__file__).with_name("bless.py")
GOLDEN = Path(__file__).with_name("golden.json")
LONG = ("crescent, balanced, 40 turns", "world, balanced, 40 turns")
"""Compared by `bless.py --check --long` only: they take too long for every run of the tests."""
BLESSED = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
"""Nothing is golden before it was blessed for the first time."""
GAMES = sorted(set(BLESSED) - set(LONG))


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


def test_a_full_game_of_each_scenario_is_golden() -> None:
    if not BLESSED:
        pytest.skip("nothing is blessed while the rules are being tuned")
    turns = {name: load_scenario(name).turns for name in list_scenarios()}
    assert {f"{name}, balanced, {most} turns" for name, most in turns.items()} <= set(BLESSED)


def test_nothing_is_blessed_without_a_reason() -> None:
    done = subprocess.run([sys.executable, str(BLESS)], text=True, capture_output=True)
    assert done.returncode == 2
    assert "say why" in done.stderr
