"""Every number of the rules is documented, lies within its own range, and is refused outside it."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.holds import problems
from support.worlds import first_state, small_setting

from game.content.building.derivation import Derivation
from game.core.knobs import ASSUMPTION, Knob, knobs_of, problem_with
from game.core.ruleset import Rules, knobs
from game.ministers.table import policy
from game.sim.match import Seats, play

KNOBS = knobs()
DERIVED = {name: its for name, (_, its) in knobs_of(Derivation).items()}


@pytest.mark.parametrize("owner", [Rules, Derivation], ids=lambda owner: owner.__name__)
def test_knobs_carry_what_is_known_of_them(owner: type) -> None:
    made = owner()
    for name, (item, its) in knobs_of(owner).items():
        value = getattr(made, name)
        assert type(value) is int, name
        assert its.low < its.high, name
        assert its.low <= value <= its.high, f"{name}: {value} is not in {its.low}..{its.high}"
        assert its.unit.strip(), name
        assert its.help.strip(), name
        assert its.source.strip(), name
        assert item.type == "int", name


def test_every_field_of_the_rules_is_a_knob() -> None:
    assert {item.name for item in fields(Rules)} == set(KNOBS)
    assert {item.name for item in fields(Derivation)} == set(DERIVED)


def test_no_two_modules_define_the_same_knob() -> None:
    """Rules gathers the knobs by inheritance, where a second knob of the same name would silently replace the first."""
    names = [name for base in Rules.__bases__ for name in base.__annotations__]
    assert len(names) == len(set(names)) == len(KNOBS)


def test_sources_are_a_publication_or_an_admission() -> None:
    cited = {its.source for its in KNOBS.values()} - {ASSUMPTION}
    assert cited, "some numbers are known"
    assert all(len(source) > len(ASSUMPTION) for source in cited)


@given(
    st.sampled_from(sorted(KNOBS)), st.one_of(st.integers(), st.floats(), st.text(max_size=3), st.booleans(), st.none())
)
def test_a_rule_takes_what_is_in_range_and_says_so_otherwise(name: str, value: object) -> None:
    its: Knob = KNOBS[name]
    allowed = type(value) is int and its.low <= value <= its.high
    problem = problem_with(Rules, name, value)
    assert (problem is None) == allowed
    if problem is not None:
        assert name in problem
        with pytest.raises(ValueError, match=name):
            Rules().changed({name: value})  # type: ignore[dict-item]
    else:
        assert getattr(Rules().changed({name: value}), name) == value  # type: ignore[dict-item]


def test_unknown_rules_are_named() -> None:
    with pytest.raises(ValueError, match="'gravity'"):
        Rules().changed({"gravity": 981})


EXTREMES = st.dictionaries(st.sampled_from(sorted(KNOBS)), st.sampled_from(["low", "high"]), min_size=1, max_size=12)


@given(EXTREMES, st.integers(0, 100))
@settings(max_examples=settings().max_examples // 2)
def test_games_are_sound_at_the_ends_of_every_range(chosen: dict[str, str], seed: int) -> None:
    """No division by nothing and no overflow lies within the ranges: warnings are errors, states stay sound."""
    rules = {name: getattr(KNOBS[name], end) for name, end in chosen.items()}
    setting = small_setting(seed, rules=rules)
    state = first_state(setting, 2, seed)
    for name in ("random", "balanced"):
        for _, result in play(state, setting, Seats(policy(name), {}), seed, 3):
            assert not problems(result.state, setting), rules
