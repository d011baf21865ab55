"""The short form of monkey.py: events at random while writes fail and assets vanish, and no fault gets through."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("monkey.py")


def test_a_monkey_with_failing_disks_and_vanishing_assets_breaks_nothing() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert found["traces"] == []
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
    for run in found["runs"]:
        assert run["events"] >= 700
        assert run["crashes"] == run["damaged_saves"] == 0
        assert run["aimed"] >= run["events"] // 2
    assert sum(found["orders"].values()) > 0
    assert len(found["screens"]) >= 8
    assert sum(run.get("failed_writes", 0) for run in found["runs"]) > 0
    assert sum(run.get("vanished_assets", 0) for run in found["runs"]) > 0
