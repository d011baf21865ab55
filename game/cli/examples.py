"""One example for each command, shown below its help; a test parses every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "play": "play crescent --seat pak --seed 7",
        "simulate": "simulate crescent --worlds 20 --policy balanced --seat pak=passive --seed 7 --json",
        "sweep": "sweep game/examples/sweep.toml --out runs/worth --jobs 2",
        "report": "report campaign.replay --lang ar --out report.html",
        "check": "check scenarios/crescent.toml",
        "new-scenario": "new-scenario mine.toml",
        "bench": "bench --short --json",
        "balance": "balance first_posting --worlds 16",
        "facts": "facts --worlds 8 --json",
        "replay": "replay campaign.save --without 2027Q1:attache.open.egy --worlds 32",
        "shots": "shots pictures --size 1280x720 --lang ar",
        "handbook": "handbook docs --scenario sahel",
        "classroom": "classroom handed_in --assignment week3.toml",
        "completion": "completion bash",
    }
)
"""By command, without the name of the program."""
