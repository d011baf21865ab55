"""Attributions add up: every score that decides anything is the sum of its named parts, whole numbers all."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.worlds import LOUD, first_state, played, small_setting

from game.core import commitments
from game.core.alliances import alliances, own_ties, public_ties, tie_score
from game.core.consent import Talks, consent, explain, threshold
from game.core.crises import course, onset, outcome
from game.core.crises.kinds import OWN_KINDS, RIVAL_KINDS
from game.core.crises.support import ADVERSARY, VICTIM, willingness
from game.core.exact import ONE
from game.core.instruments.decision import choice_score
from game.core.observe import observe
from game.core.offers import FIRST_DRILL, OFFERS
from game.core.orders import trial
from game.core.ruleset import Rules
from game.core.score import index_score, met
from game.core.setting import Objective, Setting
from game.core.state import State
from game.core.terms import Score, score
from game.core.vocabulary import TRUST

CORE = Path(__file__).parents[2] / "game" / "core"
SEEDS = st.integers(0, 10_000)
Scores = Callable[[State, Setting], list[Score]]


def _crises(state: State) -> tuple[np.ndarray, np.ndarray]:
    return np.nonzero(state.kind > 0)


def _willing(state: State, setting: Setting) -> list[Score]:
    seen = observe(state, setting)
    scores = []
    for side in (VICTIM, ADVERSARY):
        w, slot = np.nonzero((state.kind > 0) & ((state.adversary >= 0) | (side == VICTIM)))
        outsider = (slot + 1) % setting.n
        scores += [willingness(seen, w, outsider, slot, judge, side) for judge in (outsider, slot % setting.n)]
    return scores


def _offers(state: State, setting: Setting) -> list[Score]:
    seen = observe(state, setting)
    w, i, j = np.nonzero(np.ones_like(state.trust) - np.eye(setting.n, dtype=np.int32))
    code, level = 1 + (i + 3 * j) % (len(OFFERS) - 1), 1 + (i + j) % 3
    return [
        part
        for judge in (i, j)
        for part in (
            Talks(seen, w, i, j, judge).relation,
            Talks(seen, w, i, j, judge).matter(code, level),
            consent(seen, w, i, j, code, level, judge),
        )
    ]


def _onset(state: State, setting: Setting) -> list[Score]:
    ties = alliances(state, setting)
    rivals = [onset.rival_score(state, setting, ties, kind) for kind in RIVAL_KINDS]
    return rivals + [onset.own_score(state, setting, kind) for kind in OWN_KINDS]


EVERY_SCORE: dict[str, Scores] = {
    "tie_score": lambda state, setting: [tie_score(state, setting)],
    "public_ties": lambda state, setting: [public_ties(state, setting)],
    "own_ties": lambda state, setting: [own_ties(state, setting)],
    "ties": lambda state, setting: [observe(state, setting).ties],
    "index_score": lambda state, setting: [index_score(state, setting, alliances(state, setting))],
    "rival_score": _onset,
    "own_score": _onset,
    "willingness": _willing,
    "relation": _offers,
    "matter": _offers,
    "consent": _offers,
    "outcome_score": lambda state, setting: [outcome.outcome_score(trial(state, setting), *_crises(state))],
    "escalation_score": lambda state, setting: [outcome.escalation_score(trial(state, setting), *_crises(state))],
    "activity_score": lambda state, setting: [course.activity_score(trial(state, setting), *_crises(state))],
    "mediation_score": lambda state, setting: [course.mediation_score(trial(state, setting), *_crises(state))],
    "choice_score": lambda state, setting: [
        choice_score(observe(state, setting), number, place)
        for number, decision in enumerate(setting.decisions)
        for place in range(len(decision.choices))
    ],
    "leaving_score": lambda state, setting: [commitments.leaving_score(trial(state, setting))],
}


def test_every_score_of_the_engine_is_among_those_tried_here() -> None:
    found = {
        node.name
        for path in CORE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns) == "Score"
    }
    assert found - {"score"} == set(EVERY_SCORE)


@pytest.mark.parametrize("name", sorted(EVERY_SCORE))
@given(SEEDS, st.integers(2, 9))
@settings(max_examples=settings().max_examples // 2)
def test_parts_add_up_to_the_total(name: str, seed: int, points: int) -> None:
    setting = small_setting(seed % 40, rules=LOUD)
    state = played(first_state(setting, 2, seed), setting, "balanced", points, seed)
    for one in EVERY_SCORE[name](state, setting):
        assert len(one.names) == len(one.parts) == len(set(one.names))
        assert all(np.issubdtype(part.dtype, np.integer) for part in one.parts), name
        assert {part.shape for part in one.parts} == {one.total.shape}
        assert (sum(part.astype(np.int64) for part in one.parts) == one.total).all()
        for index in list(np.ndindex(one.total.shape))[:5]:
            shown = one.at(index, name, threshold=7)
            assert shown.total == one.total[index]
            assert shown.margin == one.total[index] - 7
            assert shown.interval == (shown.total, shown.total)


def test_a_score_names_its_parts_and_spreads_numbers_over_them() -> None:
    made = score(first_part=np.array([1, 2], np.int32), second=np.int32(3))
    assert made.names == ("first part", "second")
    assert made.total.tolist() == [4, 5]
    assert made.at((0,), "title").margin == 0


@given(SEEDS, st.integers(0, 8))
def test_the_index_is_between_nothing_and_a_hundred_points(seed: int, points: int) -> None:
    setting = small_setting(seed, rules=LOUD)
    state = played(first_state(setting, 2, seed), setting, "random", points, seed)
    state.alive[:, 0] = False
    index = index_score(state, setting, alliances(state, setting))
    if state.planning:
        assert ((index.total >= 0) & (index.total <= 1_000)).all()
    assert all((part >= 0).all() for part in index.parts)
    assert not index.total[:, 0].any()


def test_the_weights_of_the_index_add_up_to_a_hundred_points() -> None:
    rules = Rules()
    weights = [getattr(rules, name) for name in vars(rules) if name.startswith("index_")]
    assert len(weights) == 5
    assert sum(weights) == 1_000


@given(SEEDS, st.integers(1, len(OFFERS) - 1), st.integers(1, 3))
def test_an_estimated_answer_opens_into_its_points(seed: int, code: int, level: int) -> None:
    setting = small_setting(seed)
    state = played(first_state(setting, 1, seed), setting, "balanced", seed % 5, seed)
    seen = observe(state, setting)
    row = [np.array([value], np.int64) for value in (0, 1, 3, code, level, 1)]
    shown = explain(seen, 0, 1, 3, code, level)
    assert shown.total == consent(seen, *row).total[0]
    assert shown.threshold == threshold(setting, row[3], row[4])[0]
    assert shown.interval[0] <= shown.total <= shown.interval[1]
    assert all(term.low <= term.points <= term.high for term in shown.terms)


@given(SEEDS)
def test_an_estimate_with_perfect_sight_is_the_answer_itself(seed: int) -> None:
    """Where the proposer believes what is true, its estimate is the recipient's own decision, point by point."""
    setting = small_setting(seed)
    state = first_state(setting, 1, seed)
    i, j = 1, 3
    state.estimate[0, i, j, :TRUST] = observe(state, setting).estimate[0, j, j, :TRUST]
    state.estimate[0, i, j, TRUST] = state.trust[0, j, i]
    state.estimate[0, j, i, :TRUST] = observe(state, setting).estimate[0, i, i, :TRUST]
    seen = observe(state, setting)
    for code in range(1, FIRST_DRILL + 1):
        row = [np.array([value], np.int64) for value in (0, i, j, code, 2)]
        mine, theirs = (consent(seen, *row, np.array([judge])) for judge in (i, j))
        assert [part.tolist() for part in mine.parts] == [part.tolist() for part in theirs.parts]


@pytest.mark.parametrize("kind", ["index", "standing", "stability", "integrity", "allies", "survive"])
def test_objectives_are_met_by_who_reaches_them_and_never_by_the_failed(kind: str) -> None:
    setting = small_setting(2)
    state = first_state(setting)
    state.alive[0, 2] = False
    ties = alliances(state, setting)
    index = index_score(state, setting, ties).total
    easy, hard = (met(Objective("o", "", kind, value, True), state, setting, index, ties) for value in (0, 1_001))
    assert easy[0].tolist() == [True, True, False, True, True]
    assert kind == "survive" or not hard.any()
    with pytest.raises(ValueError, match="no kind"):
        met(Objective("o", "", "glory", 1, True), state, setting, index, ties)


def test_peace_around_counts_ones_own_crises_most() -> None:
    setting = replace(small_setting(6), border=np.ones((5, 5), np.bool_))
    calm, troubled = first_state(setting), first_state(setting)
    troubled.kind[0, 1], troubled.adversary[0, 1], troubled.violence[0, 1] = 1, 0, 3
    parts = []
    for state in (calm, troubled):
        index = index_score(state, setting, alliances(state, setting))
        parts.append(index.parts[index.names.index("peace around")][0])
    lost = parts[0] - parts[1]
    assert (lost >= 0).all()
    assert lost[1] == lost.max() > 0
    assert (parts[0] == setting.rules.index_peace * ONE // ONE).all()
