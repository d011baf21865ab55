"""Every order that asks nobody's consent says what it brings, in the numbers of the rules."""

from dataclasses import replace

import pytest

from game.content.reading.load import load_scenario
from game.core.instruments import POSITION, TABLE
from game.ui.play.session import Session
from game.ui.words.effects import effect_text

RULES = Session.new(load_scenario("first_posting"), "ken", 5).setting.rules
ROWS = [TABLE[POSITION[key]] for key in ("attache", "training", "peacekeeping", "forum")]


@pytest.mark.parametrize(("instrument", "option"), [(row.key, option) for row in ROWS for option in row.options])
def test_every_option_is_explained(instrument: str, option: str) -> None:
    text = effect_text(RULES, instrument, option)
    assert text.endswith(".")
    assert "{" not in text


def test_the_numbers_are_those_of_the_rules_that_are_played() -> None:
    assert "+6.0 points" in effect_text(replace(RULES, consent_post=60), "attache", "open")
    assert "+12.5 points" in effect_text(replace(RULES, consent_post=125), "attache", "open")
    assert "9% more readiness" in effect_text(replace(RULES, training_readiness=900), "training", "readiness")
