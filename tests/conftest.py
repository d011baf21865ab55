"""What all tests share: the helpers of tests/support, and property tests that are the same on every machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

sys.path.insert(0, str(Path(__file__).parent))  # for `support`, whichever way pytest was started

SLOW_START = [HealthCheck.too_slow]
FOUND = (Phase.explicit, Phase.generate)
"""Shrinking plays a game hundreds of times over; `HYPOTHESIS_PROFILE=explore` searches longer and shrinks."""

settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=25,
    deadline=None,
    database=None,
    phases=FOUND,
    suppress_health_check=SLOW_START,
)
settings.register_profile("explore", max_examples=500, deadline=None, suppress_health_check=SLOW_START)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
