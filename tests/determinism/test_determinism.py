"""The determinism check is part of the tests, and it catches faults that are put into the engine on purpose."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CHECK = Path(__file__).with_name("check.py")


def check(*arguments: str) -> tuple[int, dict[str, str]]:
    """Exit code, and the verdict by condition."""
    done = subprocess.run([sys.executable, str(CHECK), *arguments], text=True, capture_output=True)
    assert not done.stderr, done.stderr
    lines = [line for line in done.stdout.splitlines() if line]
    return done.returncode, {line[11:].partition(":")[0]: line[:9].strip() for line in lines}


def test_digests_are_the_same_under_every_condition() -> None:
    """Batches of 1, 64 and 256, threads, kernels, CPU features, hashes, other processes, other orders of nations."""
    code, verdicts = check("--short")
    assert set(verdicts.values()) == {"same"}, verdicts
    assert code == 0
    wanted = {"base", "another process", "two threads", "worlds alone", "worlds among 256", "worlds backwards",
              "nations listed otherwise 1", "nations listed otherwise 2", "other hashes 1",
              "replays among 7 other worlds"}  # fmt: skip
    assert wanted <= set(verdicts)


@pytest.mark.parametrize(
    ("fault", "conditions"),
    [
        ("global_generator", ["worlds alone", "replays among", "nations listed otherwise 1"]),
        ("set_order", ["other hashes"]),
        ("float_sum", ["nations listed otherwise"]),
    ],
)
def test_a_fault_put_in_on_purpose_is_caught(fault: str, conditions: list[str]) -> None:
    code, verdicts = check("--short", "--fault", fault, *(f"--only={name}" for name in conditions))
    assert verdicts.pop("base") == "same"
    assert "DIFFERENT" in verdicts.values(), verdicts
    assert code == 1
