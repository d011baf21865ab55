"""More ties never mean less: strength and support are bounded, grow with every tie, and are nothing where none is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.worlds import LOUD, first_state, played, small_setting

from game.core.alliances import Alliances, alliances, tie_score
from game.core.crises.outcome import coverage
from game.core.crises.support import WAR, delay, rung_for, thresholds, willingness
from game.core.exact import ONE
from game.core.observe import observe
from game.core.orders import trial
from game.core.ruleset import Rules
from game.core.setting import Setting
from game.core.state import State, blank
from game.core.vocabulary import ACCESS, AGREEMENTS, AID, RUNGS
from game.sim.match import worlds_numbered

SEEDS = st.integers(0, 10_000)
PAIRS = st.permutations(range(5)).map(lambda rows: (rows[0], rows[1]))

Grow = Callable[[Setting, State, int, int, int], tuple[Setting, State]]


def _raise_agreement(kind: int) -> Grow:
    def grow(setting: Setting, state: State, i: int, j: int, amount: int) -> tuple[Setting, State]:
        level = np.minimum(state.agreement[:, kind, i, j] + 1 + amount % 3, 3)
        state.agreement[:, kind, i, j] = level
        if kind != AID:
            state.agreement[:, kind, j, i] = level
        return setting, state

    return grow


def _more(name: str, most: int, symmetric: bool) -> Grow:
    def grow(setting: Setting, state: State, i: int, j: int, amount: int) -> tuple[Setting, State]:
        array = getattr(state, name)
        array[:, i, j] = np.minimum(array[:, i, j] + amount * most // 100, most)
        if symmetric:
            array[:, j, i] = array[:, i, j]
        return setting, state

    return grow


def _serve_together(setting: Setting, state: State, i: int, j: int, amount: int) -> tuple[Setting, State]:
    state.posted[:, amount % 2, [i, j]] += 1
    return setting, state


def _sign_treaty(setting: Setting, state: State, i: int, j: int, amount: int) -> tuple[Setting, State]:
    members = np.zeros((1, setting.n), np.bool_)
    members[0, [i, j]] = True
    treaties = replace(
        setting.treaties,
        ids=(*setting.treaties.ids, "new"),
        type=np.append(setting.treaties.type, np.int32(amount % 4)),
        members=np.concatenate([setting.treaties.members, members]),
    )
    member = np.concatenate([state.member, np.broadcast_to(members, (state.worlds, 1, setting.n))], axis=1)
    return replace(setting, treaties=treaties), replace(state, member=member)


def _share_forum(setting: Setting, state: State, i: int, j: int, amount: int) -> tuple[Setting, State]:
    members = setting.forums.members.copy()
    members[amount % 2, [i, j]] = True
    return replace(setting, forums=replace(setting.forums, members=members)), state


def _reconcile(setting: Setting, state: State, i: int, j: int, amount: int) -> tuple[Setting, State]:
    less = state.hostility[:, i, j] * (100 - amount) // 100
    state.hostility[:, i, j] = state.hostility[:, j, i] = less
    return setting, state


TIES: dict[str, Grow] = {f"agreement.{name}": _raise_agreement(kind) for kind, name in enumerate(AGREEMENTS)} | {
    "trust": _more("trust", ONE, False),
    "access": _more("access", ONE, False),
    "interoperability": _more("interoperability", ONE, True),
    "favours": _more("favours", 200, False),
    "mission": _serve_together,
    "treaty": _sign_treaty,
    "forum": _share_forum,
    "peace": _reconcile,
}
AMONG_MANY = {"mission", "forum"}
"""Ties that come with others of third parties, among whom what those can spare is then shared."""


@pytest.mark.parametrize("tie", sorted(TIES))
@given(SEEDS, PAIRS, st.integers(1, 100))
def test_more_ties_never_mean_less_strength_or_support(tie: str, seed: int, pair: tuple[int, int], amount: int) -> None:
    """Strength grows nowhere less for any pair, nor does the support that the two with a new tie expect."""
    i, j = pair
    setting = small_setting(seed)
    state = first_state(setting, 1, seed)
    richer_setting, richer = TIES[tie](setting, state.copy(), i, j, amount)
    before, after = alliances(state, setting), alliances(richer, richer_setting)
    assert (after.strength >= before.strength).all()
    assert (after.indirect >= before.indirect).all()
    assert (tie_score(richer, richer_setting).total >= tie_score(state, setting).total).all()
    seen, seen_after = observe(state, setting), observe(richer, richer_setting)
    assert (seen_after.public_strength >= seen.public_strength).all()
    assert (seen_after.strength >= seen.strength).all()
    if tie not in AMONG_MANY:
        assert (after.support[:, [i, j]] >= before.support[:, [i, j]]).all()
        assert (seen_after.support_by[:, i] >= seen.support_by[:, i]).all()


@given(SEEDS, st.sampled_from(["random", "balanced"]), st.integers(0, 8))
def test_strength_is_bounded_in_every_state(seed: int, name: str, points: int) -> None:
    setting = small_setting(seed, rules=LOUD)
    state = played(first_state(setting, 3, seed), setting, name, points, seed)
    ties = alliances(state, setting)
    _bounded(ties, setting)
    seen = observe(state, setting)
    for matrix in (seen.strength, seen.public_strength, seen.indirect):
        assert ((matrix >= 0) & (matrix <= ONE)).all()
        assert not matrix[:, np.arange(setting.n), np.arange(setting.n)].any()
    failed = ~state.alive
    assert not ties.strength.swapaxes(1, 2)[failed].any()
    assert not ties.strength[failed].any()


def _bounded(ties: Alliances, setting: Setting) -> None:
    diagonal = np.arange(setting.n)
    for matrix in (ties.strength, ties.indirect):
        assert ((matrix >= 0) & (matrix <= ONE)).all()
        assert not matrix[:, diagonal, diagonal].any()
    assert (ties.indirect <= ONE // 4).all()
    assert (ties.needed > 0).all()
    most = (setting.n - 1) * (ties.needed * setting.rules.partner_cap // ONE)
    assert ((ties.support >= 0) & (ties.support <= most)).all()


def test_no_tie_gives_nothing() -> None:
    setting = small_setting(3)
    nobody = replace(
        setting,
        treaties=replace(setting.treaties, members=np.zeros_like(setting.treaties.members)),
        forums=replace(setting.forums, members=np.zeros_like(setting.forums.members)),
    )
    state = blank(nobody, worlds_numbered(0, 1))
    state.alive[:], state.home[:], state.readiness[:] = True, nobody.size, ONE
    ties = alliances(state, nobody)
    assert not tie_score(state, nobody).total.any()
    assert not ties.strength.any()
    assert not ties.indirect.any()
    assert not ties.support.any()


def test_full_hostility_leaves_no_strength() -> None:
    setting = small_setting(4)
    state = first_state(setting)
    state.hostility[:] = ONE
    assert not alliances(state, setting).strength.any()


def test_indirect_strength_runs_through_third_parties_only() -> None:
    """Of three in a row, the ends are joined by the middle; two alone have nothing indirect."""
    setting = small_setting(5, 3)
    state = blank(setting, worlds_numbered(0, 1))
    state.alive[:] = True
    state.trust[:] = 0
    for i, j in ((0, 1), (1, 2)):
        state.agreement[0, :, i, j] = state.agreement[0, :, j, i] = 3
        state.interoperability[0, i, j] = state.interoperability[0, j, i] = ONE
    ties = alliances(state, replace(
        setting,
        treaties=replace(setting.treaties, members=np.zeros_like(setting.treaties.members)),
        forums=replace(setting.forums, members=np.zeros_like(setting.forums.members)),
    ))  # fmt: skip
    assert (ties.strength[0] > 0).tolist() == [[False, True, False], [True, False, True], [False, True, False]]
    assert (ties.indirect[0] > 0).tolist() == [[False, False, True], [False, False, False], [True, False, False]]


@given(SEEDS, PAIRS, st.integers(1, 100))
def test_help_arrives_no_later_with_more_ties(seed: int, pair: tuple[int, int], amount: int) -> None:
    setting = small_setting(seed)
    state = first_state(setting, 1, seed)
    w, i, j = (np.array([value]) for value in (0, *pair))
    for tie in ("interoperability", f"agreement.{AGREEMENTS[ACCESS]}"):
        _, richer = TIES[tie](setting, state.copy(), *pair, amount)
        assert delay(richer, setting, w, i, j) <= delay(state, setting, w, i, j)
        assert delay(richer, setting, w, i, j) >= 1


@pytest.mark.parametrize(
    "tie", ["trust", "favours", "interoperability", "treaty", *(f"agreement.{name}" for name in AGREEMENTS)]
)
@given(SEEDS, st.integers(1, 100))
def test_a_supporter_is_no_less_willing_with_more_ties(tie: str, seed: int, amount: int) -> None:
    """The supporter's own decision, for the victim it is tied to, in a crisis from within."""
    setting = small_setting(seed)
    state = first_state(setting, 1, seed)
    victim, supporter = 1, 3
    slot = np.array([victim + setting.n])
    state.kind[0, slot], state.violence[0, slot] = 4, 1
    w, i = np.array([0]), np.array([supporter])
    richer_setting, richer = TIES[tie](setting, state.copy(), supporter, victim, amount)
    before = willingness(observe(state, setting), w, i, slot, i).total
    after = willingness(observe(richer, richer_setting), w, i, slot, i).total
    assert after >= before


@given(SEEDS, st.integers(1, 6), st.integers(0, 5), st.integers(0, 80))
def test_more_help_never_covers_less(seed: int, rung: int, amount: int, sooner: int) -> None:
    """A higher rung, more contingents or an earlier arrival never lower the coverage of a crisis."""
    setting = small_setting(seed)
    state = first_state(setting, 1, seed)
    w, slot = np.array([0]), np.array([2])
    state.kind[0, 2], state.adversary[0, 2], state.length[0, 2] = 1, 0, 100
    state.demand[0, 2] = setting.size[2] * 60
    state.rung[0, 4, 2], state.fielded[0, 4, 2], state.arrival[0, 4, 2] = rung - 1, 0, 90
    richer = state.copy()
    richer.rung[0, 4, 2], richer.fielded[0, 4, 2], richer.arrival[0, 4, 2] = rung, amount, 90 - sooner
    before, after = (coverage(trial(now, setting), w, slot) for now in (state, richer))
    assert (after[0] >= before[0]).all()
    assert (after[1] >= before[1]).all()
    assert ((after[1] >= 0) & (after[1] <= ONE)).all()


@given(st.integers(-3_000, 3_000))
def test_the_ladder_is_climbed_rung_by_rung(total: int) -> None:
    setting = replace(small_setting(1), rules=Rules())
    limits = thresholds(setting)
    assert len(limits) == len(RUNGS)
    assert (np.diff(limits) > 0).all()
    rung = int(rung_for(np.array(total), setting, np.array(WAR)))
    assert limits[rung] <= total
    assert rung == len(RUNGS) - 1 or total < limits[rung + 1]
