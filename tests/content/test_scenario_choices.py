"""Events that ask: what a sound one becomes, every mistake in its place, and the words of a translation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.content.building.setting import build_setting
from game.content.reading.errors import Problem
from game.content.reading.load import check_file, load_scenario
from game.content.reading.translations import translated
from game.core.setting import EventEffect

Broken = Callable[..., list[Problem]]

ASKED = """[[events]]
id = "flood"
turn = 3
target = "mar"
text = "Water."
[[events.choices]]
id = "wait"
title = "Wait"
text = "Nobody moves."
[[events.choices]]
id = "dykes"
title = "Dykes"
text = "Soldiers at the dykes."
price = 1.5
effects = [{ kind = "stability", target = "mar", amount = 0.02 }]
[[events]]
turn = 4
after = "flood.dykes"
kind = "trust"
target = "dza"
toward = "mar"
amount = 0.1
text = "Thanks."
"""

MISTAKES = {
    "an unknown nation": ('target = "mar", amount', 'target = "mra", amount', "events[0].choices[1].effects[0].target",
                          "is no nation", "mar"),
    "an unknown quantity": ('kind = "stability", t', 'kind = "stabilty", t', "events[0].choices[1].effects[0].kind",
                            "unknown here", "stability"),
    "a choice twice": ('id = "dykes"', 'id = "wait"', "events[0].choices[1].id", "given twice", ""),
    "no name": ('id = "flood"\n', "", "events[0].choices", "needs an id", ""),
    "an event after no choice": ('"flood.dykes"', '"flood.dyke"', "events[1].after", "is no event", "flood.dykes"),
    "a price of silence": ('title = "Wait"', 'title = "Wait"\nprice = 1', "events[0].choices[0].price", "no price", ""),
    "half of an effect": ('text = "Water."', 'text = "Water."\nkind = "terror"', "events[0]", "belong together", ""),
    "trust in nobody": ('kind = "stability", t', 'kind = "trust", t', "events[0].choices[1].effects[0].kind",
                        "towards somebody", ""),
    "neither choice nor effect": ('kind = "trust"\n', "", "events[1]", "needs kind", ""),
    "a title too long": ('title = "Wait"', f'title = "{"W" * 61}"', "events[0].choices[0].title", "too long", ""),
    "too late to choose": ("turn = 3", "turn = 8", "events[0].turn", "nobody can choose", ""),
    "too late to follow": ("turn = 4\n", "turn = 4\nuntil = 4\n", "events[1].until", "can never happen", ""),
    "a choice that moves nothing": ("amount = 0.02", "amount = 0.0", "events[0].choices[1].effects[0].amount",
                                    "changes nothing", ""),
}  # fmt: skip


def test_a_sound_choice_has_no_problems(broken: Broken) -> None:
    assert broken(tables=ASKED) == []


def test_one_choice_is_none(broken: Broken) -> None:
    start = ASKED.index('[[events.choices]]\nid = "dykes"')
    alone = ASKED[:start] + ASKED[ASKED.index("[[events]]\nturn = 4") :].replace("flood.dykes", "flood.wait")
    assert [(problem.path, problem.what) for problem in broken(tables=alone)] == [
        ("events[0].choices", "one choice is none")
    ]


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_found_at_its_place(case: str, broken: Broken) -> None:
    old, new, path, words, suggestion = MISTAKES[case]
    assert old in ASKED
    found = [one for one in broken(tables=ASKED.replace(old, new, 1)) if one.path == path and words in one.what]
    assert found
    assert found[0].allowed
    assert found[0].suggestion == suggestion


def written(folder: Path, sound: str) -> Path:
    path = folder / "sample.toml"
    path.write_text(sound.replace("[[treaties]]", f"{ASKED}\n[[treaties]]", 1), encoding="utf-8")
    return path


def test_choices_become_events_of_their_own(tmp_path: Path, sound: str) -> None:
    setting = build_setting(load_scenario(written(tmp_path, sound)))
    assert [event.id for event in setting.events] == ["flood", "", "flood.wait", "flood.dykes"]
    assert setting.events[3].effects == (EventEffect("stability", "mar", 200),)
    assert setting.events[3].price == 150
    (decision,) = setting.decisions
    assert (decision.nation, decision.event, decision.choices) == ("mar", 0, (2, 3))


def test_a_translation_says_the_choices_in_its_words(tmp_path: Path, sound: str) -> None:
    scenario = load_scenario(written(tmp_path, sound))
    path = tmp_path / "sample.ar.toml"
    head = 'format = 1\nscenario = "sample"\nlanguage = "ar"\nreviewed = false\n'
    path.write_text(f'{head}[choices]\n"flood.wait" = {{ title = "A", text = "B" }}\n', encoding="utf-8")
    choices = translated(scenario, "ar", tmp_path).events[0].choices
    assert [(one.title, one.text) for one in choices] == [("A", "B"), ("Dykes", "Soldiers at the dykes.")]
    path.write_text(f'{head}[choices]\n"flood.dyke" = {{ title = "A", text = "B" }}\n', encoding="utf-8")
    (problem,) = [one for one in check_file(path) if one.severity == "error"]
    assert problem.suggestion == "flood.dykes"
