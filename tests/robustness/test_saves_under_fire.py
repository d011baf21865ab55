"""The short form of saves_under_fire.py: whatever hits a save, the old one or the new one stands, whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("saves_under_fire.py")
Report = dict[str, dict[str, int]]


@pytest.fixture(scope="module")
def report() -> Report:
    """One run of the whole script, in a process that may fork as it likes."""
    environment = os.environ | {"PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False, env=environment)
    assert not done.stderr, done.stderr
    found: Report = json.loads(done.stdout)
    return found


def nothing_wrong(counts: dict[str, int]) -> bool:
    wrong = ("lost", "corrupt", "left_over", "undetected", "too_few", "slow", "trouble", "silent_and_unsaved")
    return not any(counts.get(name) for name in wrong)


def test_kills_in_the_middle_of_a_save_lose_nothing(report: Report) -> None:
    counts = report["kills"]
    assert nothing_wrong(counts), counts
    assert counts["kills"] == 20
    assert counts["saved"] > 0


def test_every_flipped_bit_and_every_cut_is_detected(report: Report) -> None:
    assert nothing_wrong(report["flips"]), report
    assert nothing_wrong(report["cuts"]), report
    assert (report["flips"]["flips"], report["cuts"]["cuts"]) == (500, 201)


def test_a_fault_of_any_system_call_leaves_the_old_save_or_the_new_one(report: Report) -> None:
    counts = report["faults"]
    assert nothing_wrong(counts), counts
    assert counts["faults"] >= 100
    assert counts["told"] >= counts["faults"] // 2


@pytest.mark.parametrize(
    ("disk", "words"),
    [("limited", "File too large"), ("full", "No space left on device"), ("closed", "Read-only file system")],
)
def test_full_and_closed_disks_are_told_at_once(report: Report, disk: str, words: str) -> None:
    counts = report[disk]
    if "not_on_this_machine" in counts:
        pytest.skip("nobody may mount a disk of his own here")
    assert nothing_wrong(counts), counts
    assert counts[f"could not be written ({words})"] == 1
