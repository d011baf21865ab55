"""A small sound scenario to break, and a way to hear what is wrong with a broken one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.content.reading.errors import Problem
from game.content.reading.load import check_file

SOUND = """\
format = 1
id = "sample"
title = "Sample"
briefing = "Two nations."
designer_note = "For tests."
start = { year = 2026, quarter = 1 }
turns = 8
names_basis = "source: atlas"
map = { geometry = "world", basis = "source: atlas", note = "No endorsement." }

[[nations]]
id = "mar"
name = "Morocco"
area = ["MAR"]
region = "Northern Africa"
capital = { name = "Rabat", lat = 34.02, lon = -6.82 }
population = { value = 37_387_585, basis = "source: atlas" }
gdp_usd_bn = { value = 154, basis = "source: atlas" }
milex_usd_bn = { value = 6.2, basis = "source: atlas" }
active_personnel = { value = 200_000, basis = "source: atlas" }
stability = { value = 0.5, basis = "estimate: by hand" }
terror = { missing = "nobody counts it", estimate = 0.2, basis = "estimate: by hand" }

[[nations]]
id = "dza"
name = "Algeria"
area = ["DZA"]
region = "Northern Africa"
capital = { name = "Algiers", lat = 36.75, lon = 3.05 }
population = { value = 47_022_473, basis = "source: atlas" }
gdp_usd_bn = { value = 264, basis = "source: atlas" }
milex_usd_bn = { value = 21, basis = "source: atlas" }
active_personnel = { value = 200_000, basis = "source: atlas" }
stability = { value = 0.5, basis = "estimate: by hand" }
terror = { value = 0.3, basis = "unconfirmed" }

[[treaties]]
id = "union"
name = "Maghreb Union"
type = "defence"
members = ["mar", "dza"]
start = 1989
basis = "source: atlas"

[[objectives]]
id = "survive"
title = "The state stands"
kind = "survive"
value = 1
main = true

[[recommended]]
nation = "mar"
sentence = "Either will do."

[sources.atlas]
citation = "An atlas"
licence = "public domain"
"""

Broken = Callable[..., list[Problem]]


@pytest.fixture
def sound() -> str:
    return SOUND


@pytest.fixture
def check_bytes(tmp_path: Path) -> Callable[[bytes], list[Problem]]:
    """Problems of a file with this content."""

    def check(content: bytes) -> list[Problem]:
        path = tmp_path / "sample.toml"
        path.write_bytes(content)
        return check_file(path)

    return check


@pytest.fixture
def broken(check_bytes: Callable[[bytes], list[Problem]]) -> Broken:
    """Problems of the sound scenario with some texts replaced and some lines put before the treaties."""

    def check(*replacements: tuple[str, str], tables: str = "") -> list[Problem]:
        text = SOUND
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        return check_bytes(text.replace("[[treaties]]", f"{tables}\n[[treaties]]", 1).encode())

    return check
