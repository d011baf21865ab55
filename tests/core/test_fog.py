"""Fog: what others hide can't reach a nation's observation, its estimates err as they say, and the error persists."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hidden import HIDDEN, REQUESTS, changed
from support.worlds import LOUD, first_state, played, small_setting

from game.core.belief import believe
from game.core.chance import Luck
from game.core.consent import consent
from game.core.crises.support import willingness
from game.core.exact import ONE
from game.core.observe import Observation, observe, quantities, scales
from game.core.offers import OFFERS
from game.core.remedies import Question, cheapest
from game.core.setting import Setting
from game.core.state import State
from game.core.vocabulary import TRUST

SEEDS = st.integers(0, 10_000)
SEAT = 2

MOMENTS = [(small_setting(seed, rules=LOUD), seed, points) for seed in (3, 8) for points in (0, 5, 8, 11)]
GAMES = [(setting, played(first_state(setting, 2, seed), setting, "balanced", points, seed))
         for setting, seed, points in MOMENTS]  # fmt: skip
ROW_OF_SEAT = ("estimate", "error", "spread", "strength", "indirect", "support_by")
EVERYBODYS = ("public_points", "public_strength", "reliability", "menace", "levels_held", "needed")


def _consent(seen: Observation, state: State, setting: Setting) -> np.ndarray:
    """What the seat makes of every offer it could make or be made."""
    n = setting.n
    other = np.array([j for j in range(n) if j != SEAT] * (len(OFFERS) - 1))
    code = np.repeat(np.arange(1, len(OFFERS)), n - 1)
    seat, one, w = np.full_like(other, SEAT), np.ones_like(other), np.zeros_like(other)
    mine = consent(seen, w, seat, other, code, one, seat).total
    return np.concatenate([mine, consent(seen, w, other, seat, code, one, seat).total])


def _willing(seen: Observation, state: State, setting: Setting) -> np.ndarray:
    """How willing the seat is, and believes all others to be, in every crisis."""
    w, slot = np.nonzero(state.kind > 0)
    totals = [willingness(seen, w, np.full_like(w, i), slot, np.full_like(w, SEAT)).total for i in range(setting.n)]
    return np.stack(totals)


def _arrays(seen: Observation, state: State, setting: Setting) -> dict[str, np.ndarray]:
    seats = {name: getattr(seen, name)[:, SEAT] for name in ROW_OF_SEAT}
    shared = {name: getattr(seen, name) for name in EVERYBODYS}
    ties = {f"tie of {name}": part[:, SEAT] for name, part in zip(seen.ties.names, seen.ties.parts, strict=True)}
    rest = {"consent": _consent(seen, state, setting), "willingness": _willing(seen, state, setting),
            "expected support": seen.ally_view.support[:, SEAT]}  # fmt: skip
    return seats | shared | ties | rest


@pytest.mark.parametrize("name", sorted(HIDDEN | REQUESTS))
@pytest.mark.parametrize("game", range(len(GAMES)))
def test_what_others_hide_does_not_reach_an_observation(name: str, game: int) -> None:
    setting, state = GAMES[game]
    other = changed(state, setting, SEAT, name)
    assert other.digests() != state.digests() or not (state.kind > 0).any()
    before = _arrays(observe(state, setting), state, setting)
    after = _arrays(observe(other, setting), other, setting)
    wrong = [key for key in before if (before[key] != after[key]).any()]
    assert not wrong, f"{name} of others shows in {wrong}"


@pytest.mark.parametrize("name", sorted(HIDDEN))
@pytest.mark.parametrize("drawn", [False, True], ids=["estimates", "draws"])
def test_what_others_hide_does_not_reach_the_world_that_a_seat_believes_in(name: str, drawn: bool) -> None:
    """Staff estimates and searches play on such worlds: same observation, same believed world, whatever the truth."""
    luck = Luck.of(5, np.arange(3), 0) if drawn else None
    for setting, state in GAMES:
        single = state.take(np.array([0]))
        worlds = [
            believe(observe(now, setting), SEAT, 3, luck) for now in (single, changed(single, setting, SEAT, name))
        ]
        wrong = [
            key for (key, one), (_, two) in zip(worlds[0].arrays(), worlds[1].arrays(), strict=True)
            if (one != two).any()
        ]  # fmt: skip
        assert not wrong, f"{name} of others shows in {wrong}"


def test_the_cheapest_change_is_found_without_what_is_hidden() -> None:
    setting, state = GAMES[0]
    single = state.take(np.array([0]))
    question = Question(SEAT, (SEAT + 1) % setting.n, 7, 3)
    found = {repr(cheapest(observe(single, setting), question))}
    for name in HIDDEN:
        found.add(repr(cheapest(observe(changed(single, setting, SEAT, name), setting), question)))
    assert len(found) == 1


@pytest.mark.parametrize("read", [
    pytest.param(lambda state: state.trust[:, 1], id="trust"),
    pytest.param(lambda state: state.home[:, 1], id="home"),
])  # fmt: skip
def test_the_leak_test_would_see_a_leak(read: Callable[[State], np.ndarray]) -> None:
    setting, state = GAMES[0]
    name = "trust" if read(state).ndim == 2 else "home"
    assert (read(changed(state, setting, SEAT, name)) != read(state)).any()
    assert not (getattr(changed(state, setting, SEAT, name), name)[:, SEAT] != getattr(state, name)[:, SEAT]).any()


def test_a_nation_knows_itself_exactly() -> None:
    for setting, state in GAMES:
        seen = observe(state, setting)
        rows = np.arange(setting.n)
        assert (seen.estimate[:, rows, rows, :TRUST] == quantities(state)).all()
        assert not seen.error[:, rows, rows].any()


def test_about_four_in_five_estimates_lie_within_their_interval() -> None:
    """The interval is one of 80%, at the first look and after it has aged, for every quantity."""
    setting = small_setting(11)
    first = first_state(setting, 300, 11)
    for state in (first, played(first, setting, "passive", 12, 11)):
        seen = observe(state, setting)
        truth = np.concatenate([
            np.broadcast_to(quantities(state)[:, None], (*seen.error.shape, 8)),
            state.trust.swapaxes(1, 2)[..., None],
        ], axis=-1)  # fmt: skip
        width = seen.error[..., None].astype(np.int64) * scales(setting) // ONE
        apart = ~np.eye(setting.n, dtype=np.bool_)
        inside = (np.abs(seen.estimate - truth) <= width)[:, apart].mean(axis=(0, 1))
        assert (inside > 0.7).all(), inside
        assert (inside < 0.95).all(), inside


def test_looking_twice_does_not_average_the_error_away() -> None:
    """Errors of neighbouring turns go together, and years later they don't."""
    setting = small_setting(11, rules={"look_every": 1, "fog_memory": 8})
    states = [first_state(setting, 400, 11)]
    for _ in range(20):
        states.append(played(states[-1], setting, "passive", 2, 11))

    def error(state: State) -> np.ndarray:
        """(W x pairs,) error of readiness in standard errors."""
        seen = observe(state, setting)
        gap = seen.estimate[..., 5] - quantities(state)[:, None, :, 5]
        return (gap / np.maximum(state.spread, 1))[:, ~np.eye(setting.n, dtype=np.bool_)].ravel()

    first, next_turn, later = error(states[0]), error(states[1]), error(states[20])
    assert np.corrcoef(first, next_turn)[0, 1] > 0.8
    assert abs(np.corrcoef(first, later)[0, 1]) < 0.1


@given(SEEDS, st.integers(1, 100))
def test_more_access_narrows_the_next_look(seed: int, amount: int) -> None:
    setting = small_setting(seed, rules={"look_every": 1})
    state = first_state(setting, 1, seed)
    nearer = state.copy()
    nearer.access[0, 1, 3] = min(ONE, int(nearer.access[0, 1, 3]) + amount * 100)
    one, other = (played(now, setting, "passive", 2, seed) for now in (state, nearer))
    assert other.spread[0, 1, 3] <= one.spread[0, 1, 3]


def test_estimates_age_between_looks_and_a_post_keeps_them_fresh() -> None:
    setting = small_setting(9, rules={"look_every": 16, "ageing_error": 60, "post_hostility": ONE})
    state = first_state(setting, 1, 9)
    state.post[0, 1, :], state.post[0, 1, 3] = 0, 1
    later = played(state, setting, "passive", 6, 9)
    others = np.array([0, 2, 3, 4])
    fresh = later.seen[0, 1, others] == later.step - 1
    assert fresh[others == 3].all()
    assert not fresh.all()
    first, now = (observe(one, setting).error[0, 1, others] for one in (state, later))
    assert (now > first)[~fresh].all()


def test_the_luck_of_an_estimate_is_not_the_luck_of_the_game() -> None:
    """Same observation, other seed of the game: the believed worlds are the same."""
    setting, state = GAMES[0]
    single = state.take(np.array([0]))
    for luck in (None, Luck.of(0, np.arange(4), 7)):
        one, two = (believe(observe(now, setting), SEAT, 4, luck) for now in (single, single.copy()))
        assert one.digests() == two.digests()
    drawn = believe(observe(single, setting), SEAT, 4, Luck.of(0, np.arange(4), 7))
    assert len(set(drawn.digests())) == 4
