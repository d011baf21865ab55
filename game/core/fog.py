"""Looking at others: every few turns, or each turn from a post, with an error that persists."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Luck, Purpose, further, normal_from
from game.core.exact import ONE, fade, share
from game.core.observe import quantities, scales
from game.core.phase import Phase
from game.core.places import at, flat, where
from game.core.setting import Setting
from game.core.state import State
from game.core.terms import Ints
from game.core.vocabulary import QUANTITIES, TRUST

Rows64 = NDArray[np.int64]
BLOCK = 2_048
"""Pairs looked at in one go, so that what is reckoned for them stays in the cache."""


def look(phase: Phase, seed: int, everyone: bool = False) -> None:
    """Refresh the estimates that are due (or all of them) in the draft, from the draft's own truth."""
    now, setting = phase.draft, phase.setting
    due = _due(now, setting) | (now.post > 0)
    if everyone:
        due = np.ones_like(due)
    rows = where(due & ~np.eye(setting.n, dtype=np.bool_))
    luck, whole = Luck.of(seed, now.world, 0), quantities(now)
    for first in range(0, len(rows[0]), BLOCK):
        _refresh(now, setting, luck, whole, tuple(axis[first : first + BLOCK] for axis in rows))


def _refresh(now: State, setting: Setting, luck: Luck, whole: Ints, rows: tuple[Rows64, ...]) -> None:
    """New estimates of the pairs (w, i, j); whole: (W, N, 8) the true quantities of every nation."""
    rules, pair, (w, i, j) = setting.rules, flat(now.access.shape, *rows), rows
    spread = rules.blind_error - share(now.access.take(pair), rules.blind_error - rules.sharp_error)
    error = _errors(now, setting, luck, rows)
    truth = np.empty((len(w), len(QUANTITIES) + 1), np.int32)
    truth[:, :TRUST] = at(whole, w, j)
    truth[:, TRUST] = at(now.trust, w, j, i)
    deviation = error.astype(np.int64) * spread[:, None] * scales(setting)[j]
    now.estimate.reshape(-1, len(QUANTITIES) + 1)[pair] = truth + (deviation // (ONE * ONE)).astype(np.int32)
    now.spread.reshape(-1)[pair] = spread
    now.seen.reshape(-1)[pair] = now.step


def _due(now: State, setting: Setting) -> NDArray[np.bool_]:
    """(1, N, 1) observers whose turn it is, spread over the turns by their permanent keys."""
    every = setting.rules.look_every
    offset = (setting.keys % np.uint64(every)).astype(np.int64)
    return ((now.turn + offset) % every == 0)[None, :, None] & np.ones((now.worlds, 1, setting.n), np.bool_)


def _errors(now: State, setting: Setting, luck: Luck, rows: tuple[Rows64, ...]) -> Ints:
    """(R, 9) standard-normal errors in ten-thousandths: each fades into the next over `fog_memory` turns."""
    w, i, j = rows
    memory = setting.rules.fog_memory
    keys = setting.keys
    start = ((keys[:, None] ^ keys) % np.uint64(memory)).astype(np.int64) + now.turn  # (N, N)
    pair = flat(start.shape, i, j)
    weights = fade(memory).astype(np.int32)[start % memory].reshape(-1, 2).take(pair, axis=0)
    epochs = (start // memory).astype(np.uint64).take(pair)[:, None]
    columns = np.arange(len(QUANTITIES) + 1, dtype=np.uint64)[None, :]
    bits = luck.bits(Purpose.FOG, w[:, None], keys[i][:, None], keys[j][:, None], columns)
    outgoing, incoming = (normal_from(further(bits, epochs + np.uint64(later))) for later in (0, 1))
    return (outgoing * weights[:, :1] + incoming * weights[:, 1:]) // ONE
