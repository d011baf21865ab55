"""Settings, sweep plans and catalogues with anything in them: they are read, or they are refused as they should be."""

from __future__ import annotations

import json
import os
import random
import string
from collections.abc import Iterator
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest
from content.fuzz import BREAKS
from content.test_saves_fuzz import damaged

from game.content.reading.errors import Problem, ScenarioError
from game.sim.sweep_plan import read_plan
from game.ui import assets, settings
from game.ui.settings import Settings
from game.ui.toolkit.keys import bindings
from game.ui.words import i18n
from game.ui.words.i18n import read_po

ROOT = Path(__file__).parents[2]
SEED = int(os.environ.get("FUZZ_SEED", "1"))
CASES = int(os.environ.get("FUZZ_CASES", "200"))
CHOSEN = {"scale": 1.5, "language": "ar", "theme": "contrast", "keys": {"undo": "ctrl+u"}, "reduced_motion": True,
          "fullscreen": False, "tip_delay": 0.5, "sound_volume": 10, "music_volume": 0}  # fmt: skip
PLAN = b"""title = "A plan"
scenarios = ["first_posting"]
policies = ["passive", "balanced"]
seats = ["ken", "all"]
others = "random"
seeds = [3, 4]
worlds = 10
turns = 3

[rules]
tempo = [900, 1500]
"""


def broken(source: random.Random, content: bytes) -> bytes:
    """The content after some accidents."""
    for _accident in range(source.choice((1, 1, 2, 5))):
        content = source.choice(BREAKS)(source, content) or b"\n"
    return content


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(assets, "_troubles", {})
    monkeypatch.setattr(assets, "_told", set())
    yield
    i18n.use("en")


def test_any_settings_are_read_or_set_aside(tmp_path: Path) -> None:
    source, noticed = random.Random(SEED), 0
    path = tmp_path / settings.FILE_NAME
    for number in range(CASES):
        content = json.dumps(damaged(CHOSEN, source)).encode() if number % 2 else broken(source, b"\n".join(
            json.dumps(CHOSEN, indent=1).encode().split(b"\n")))  # fmt: skip
        path.write_bytes(content)
        loaded = settings.load(tmp_path)
        assert isinstance(loaded.settings, Settings)
        assert bindings(loaded.settings.keys)
        asides = list(tmp_path.glob("*.damaged*"))
        assert [aside.read_bytes() for aside in asides] == ([content] if loaded.notice else [])
        noticed += bool(loaded.notice)
        for aside in asides:
            aside.unlink()
    assert CASES // 4 < noticed < CASES


def problems_of(path: Path) -> list[Problem]:
    """What is wrong with a plan; anything else that is raised is a fault of its reader."""
    try:
        assert read_plan(path).games
    except ScenarioError as error:
        return list(error.problems)
    return []


def test_any_plan_is_read_or_refused_with_places(tmp_path: Path) -> None:
    source, path, refused = random.Random(SEED), tmp_path / "plan.toml", 0
    for _number in range(CASES // 2):
        path.write_bytes(broken(source, PLAN))
        problems = problems_of(path)
        assert all(problem.line >= 1 and problem.column >= 1 and problem.what for problem in problems)
        refused += bool(problems)
    assert refused > CASES // 10


class Value:
    """Can be written in the forms that a message asks for, and in no other."""

    def __init__(self, forms: set[str | None]) -> None:
        self.forms = forms

    def __format__(self, form: str) -> str:
        if form not in self.forms:
            raise ValueError(f"no form {form}")
        return "1"


def shown(message: str, plural: str) -> None:
    """Put something into a message, as screens do."""
    pieces = [(name, form) for _before, name, form, _how in string.Formatter().parse(message + plural) if name]
    fields = {name: Value({form for one, form in pieces if one == name}) for name, _form in pieces}
    if not plural:
        assert i18n._(message).format(**fields)
    else:
        assert all(i18n.ngettext(message, plural, number).format(**fields) for number in (0, 1, 2, 5, 11, 199))


def test_any_catalogue_can_be_spoken_or_is_told(tmp_path: Path) -> None:
    source, path, told = random.Random(SEED), tmp_path / "ar.po", 0
    whole = (ROOT / "assets" / "locales" / "ar.po").read_bytes().split(b"\n\n")
    head, entries = whole[0], whole[1:]
    for _number in range(CASES):
        some = [head, *source.sample(entries, 40)]
        messages = read_po(b"\n\n".join(some).decode()).texts
        path.write_bytes(broken(source, b"\n\n".join(some) + b"\n"))
        i18n.use("ar", tmp_path)
        for message, forms in messages.items():
            shown(message, message + "{n}" if len(forms) > 1 else "")
        told += bool(list(assets.untold()))
        assets._troubles.clear()
        assets._told.clear()
    assert 0 < told < CASES


@pytest.mark.parametrize(
    ("translation", "shown_as"),
    [("{x} هنا", "4 هنا"), ("هنا", "هنا"), *((bad, "here: 4") for bad in ("{y} هنا", "{x", "{}", "{x!z}", "{x:z}"))],
)
def test_a_translation_that_nothing_fits_into_is_not_used(translation: str, shown_as: str, tmp_path: Path) -> None:
    (tmp_path / "ar.po").write_text(f'msgid "here: {{x}}"\nmsgstr "{translation}"\n', encoding="utf-8")
    i18n.use("ar", tmp_path)
    assert i18n._("here: {x}").format(x=4) == shown_as


@pytest.mark.parametrize("rule", ["n/0", "n%0", "0-n", "n(", "x", "__import__('os')", "((((" * 99, "1/(n-7)"])
def test_a_rule_of_plural_forms_that_counts_nothing_is_told(rule: str, tmp_path: Path) -> None:
    text = f'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural={rule};\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    (tmp_path / "ar.po").write_text(text, encoding="utf-8")
    i18n.use("ar", tmp_path)
    assert i18n.ngettext("{n} one", "{n} many", 7).format(n=7) == "7 many"
    assert "ar.po" in assets._troubles
