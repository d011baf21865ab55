"""A world that fits what one nation knows: its own side exact, everything hidden as it believes it to be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Luck, Purpose
from game.core.exact import ONE, share
from game.core.observe import Observation, quantities, scales
from game.core.state import State
from game.core.terms import Ints
from game.core.vocabulary import DIPLOMACY, HUNDRED, READINESS, STABILITY, TERROR, TROOPS, TRUST

HIDDEN_COUNTS = ("schooling", "returning", "drilling", "reserve")


def believe(seen: Observation, seat: int, copies: int, luck: Luck | None = None) -> State:
    """`copies` worlds that fit the observation of `seat` in world 0, with its estimates as the truth about others.

    luck: where given, each world draws the hidden quantities within the errors of the estimates; else they are
    the estimates themselves. Nothing hidden from the seat is read.
    """
    setting, n = seen.setting, seen.setting.n
    draft = seen.public.take(np.zeros(copies, np.int64))
    others = np.arange(n) != seat
    guess = _guess(seen, seat, copies, luck)
    draft.home[:, others] = np.clip(guess[:, others, 0] // HUNDRED, 0, setting.size[others])
    draft.capability[:, others, 1:5] = np.maximum(guess[:, others, 1:5], 0)
    for column in (TROOPS, DIPLOMACY):
        draft.capability[:, others, column] = setting.capability[others, column]
    for column, array in ((READINESS, draft.readiness), (STABILITY, draft.stability), (TERROR, draft.terror)):
        array[:, others] = np.clip(guess[:, others, column], 0, ONE)
    draft.funds[:, others] = setting.income[others]
    draft.staff[:, others] = setting.staff[others] // 2
    draft.officers[:, others] = 1
    for name in HIDDEN_COUNTS:
        getattr(draft, name)[:, others] = 0
    _hide_pairs(draft, seen, seat, guess)
    draft.estimate[:, others] = _common_view(draft)[:, None]
    draft.world[:] = np.arange(copies)
    return draft


def _guess(seen: Observation, seat: int, copies: int, luck: Luck | None) -> Ints:
    """(copies, N, 9) what each world takes the others' quantities to be."""
    estimate = seen.estimate[0, seat]
    guess = np.repeat(estimate[None], copies, axis=0)
    if luck is not None:
        keys = seen.setting.keys
        w = np.arange(copies)[:, None, None]
        columns = np.arange(estimate.shape[1], dtype=np.uint64)[None, None, :]
        noise = luck.normal(Purpose.BELIEF, w, keys[None, :, None], columns).astype(np.int64)
        spread = seen.spread[0, seat][:, None] * scales(seen.setting).astype(np.int64)
        guess = guess - (noise * spread // (ONE * ONE)).astype(np.int32)
    return guess


def _hide_pairs(draft: State, seen: Observation, seat: int, guess: Ints) -> None:
    """What others feel and owe among themselves is not known: the neutral guess stands in for it."""
    setting = seen.setting
    others = np.nonzero(np.arange(setting.n) != seat)[0]
    row, column = np.ix_(others, others)
    draft.trust[:, row, column] = share(setting.similarity, setting.rules.trust_anchor)[row, column]
    draft.trust[:, others, seat] = np.clip(guess[:, others, TRUST], -ONE, ONE)
    draft.access[:, others] = (setting.border * np.int32(setting.rules.border_access))[others]
    draft.spread[:, others] = setting.rules.blind_error
    draft.seen[:, others] = draft.step
    for array in (draft.favours, draft.offer, draft.offer_level, draft.counter):
        array[:, row, column] = 0


def _common_view(draft: State) -> NDArray[np.int32]:
    """(copies, N, 9) what everybody else is taken to believe of each nation: what the world takes to be true."""
    trust = np.zeros((*draft.home.shape, 1), np.int32)
    return np.concatenate([quantities(draft), trust], axis=-1)
