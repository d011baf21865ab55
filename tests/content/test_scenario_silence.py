"""Nothing is replaced or defaulted in silence: any one field taken away or changed is refused, warned of, or felt."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from game.content.building.start import build
from game.content.format.model import Scenario
from game.content.reading.document import Document, parse_document, walk
from game.content.reading.errors import NOTE
from game.content.reading.load import examined
from game.content.reading.scanner import KeyPath

ASKED = """
[[events]]
id = "flood"
turn = 2
target = "tun"
text = "The river rises."
[[events.choices]]
id = "wait"
title = "Wait"
text = "The fields stay under water."
effects = [{ kind = "stability", target = "tun", amount = -0.03 }]
[[events.choices]]
id = "dykes"
title = "Dykes"
text = "Soldiers fill sandbags."
price = 1.5
effects = [{ kind = "trust", target = "dza", toward = "tun", amount = 0.05 }]
"""
TEXT = (Path(__file__).parent / "broken" / "base.toml").read_text(encoding="utf-8") + ASKED
SHOWN = (
    "briefing", "designer_note", "forums.name", "map.note", "map.view", "missions.lat", "missions.lon",
    "missions.mandate", "missions.name", "nations.capital.name", "nations.name", "nations.names", "nations.region",
    "nations.population.year", "nations.*.basis", "nations.*.missing", "*.basis", "recommended", "rivalries.kinds",
    "sources.*.citation", "sources.*.licence", "treaties.name", "events.choices.title", "treaties.start",
    "missions.start",
)  # fmt: skip
"""What players are shown and the engine does not count with; all of it is in the scenario itself."""

Change = Callable[[Any], Any]


def altered(value: Any) -> Any:
    """Another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value * 2 + 1 if isinstance(value, int) else value / 2 + 0.11
    if isinstance(value, str):
        return f"{value}x"
    return value[:-1] if isinstance(value, list) else {}


def without(values: dict[str, Any], path: KeyPath) -> dict[str, Any]:
    found = deepcopy(values)
    table: Any = found
    for part in path[:-1]:
        table = table[part]
    del table[path[-1]]
    return found


def replaced(values: dict[str, Any], path: KeyPath) -> dict[str, Any]:
    found = deepcopy(values)
    table: Any = found
    for part in path[:-1]:
        table = table[part]
    table[path[-1]] = altered(table[path[-1]])
    return found


def played(scenario: Scenario) -> tuple[Any, ...]:
    """All that the engine gets to see of a scenario."""
    setting, state = build(scenario, np.zeros(1, np.int64), 3)
    values = [getattr(setting, item.name) for item in fields(setting)]
    told = [value.tobytes() if isinstance(value, np.ndarray) else repr(value) for value in values]
    return (*told, *(array.tobytes() for _name, array in state.arrays()))


def shown(path: KeyPath) -> bool:
    """Whether a field is for the eye only."""
    words = [str(part) for part in path if not isinstance(part, int)]
    return any(
        all(one in ("*", word) for one, word in zip(parts, words, strict=False)) and len(words) >= len(parts)
        for parts in (entry.split(".") for entry in SHOWN)
    )


def test_any_one_field_counts() -> None:
    sound = parse_document(TEXT, "base.toml")
    first, problems = examined(sound)
    assert first is not None
    assert [str(one) for one in problems] == []
    begun, silent, tried = played(first), [], 0
    for path, _value in walk(sound.values):
        for change in (without, replaced) if path else ():
            values = change(sound.values, path)
            tried += 1
            scenario, found = examined(Document("base.toml", values, sound.positions))
            if scenario is None or any(one.severity != NOTE for one in found):
                continue
            if played(scenario) == begun and (scenario == first or not shown(path)):
                silent.append((change.__name__, path))
    assert tried > 500
    assert silent == []
