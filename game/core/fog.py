"""Looking at others: every few turns, or each turn from a post, with an error that persists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Keys, Luck, Purpose, further, normal_from
from game.core.exact import ONE, fade, share
from game.core.observe import quantities, scales
from game.core.phase import Phase
from game.core.places import at, flat, where
from game.core.setting import Setting
from game.core.state import State
from game.core.terms import Ints
from game.core.vocabulary import QUANTITIES, TRUST

Rows64 = NDArray[np.int64]
BLOCK = 16_384
"""Pairs looked at in one go, so that what is reckoned for them stays in the cache."""


@dataclass(frozen=True)
class Look:
    """What is the same for all pairs looked at in a turn: the true quantities, and how errors fade into the next."""

    now: State
    setting: Setting
    luck: Luck
    whole: Ints  # (W, N, 8) true quantities
    epoch: Keys  # (N N,) number of the error that goes; the next one comes
    weight: Ints  # (N N, 2) of what goes and what comes


def look(phase: Phase, seed: int, everyone: bool = False) -> None:
    """Refresh the estimates that are due (or all of them) in the draft, from the draft's own truth."""
    now, setting = phase.draft, phase.setting
    due = _due(now, setting) | (now.post > 0)
    if everyone:
        due = np.ones_like(due)
    rows = where(due & ~np.eye(setting.n, dtype=np.bool_))
    memory = setting.rules.fog_memory
    start = ((setting.keys[:, None] ^ setting.keys) % np.uint64(memory)).astype(np.int64).ravel() + now.turn
    epoch, weight = (start // memory).astype(np.uint64), fade(memory).astype(np.int32)[start % memory]
    all_alike = Look(now, setting, Luck.of(seed, now.world, 0), quantities(now), epoch, weight)
    for first in range(0, len(rows[0]), BLOCK):
        _refresh(all_alike, tuple(axis[first : first + BLOCK] for axis in rows))


def _refresh(look: Look, rows: tuple[Rows64, ...]) -> None:
    """New estimates of the pairs (w, i, j)."""
    now, rules, (w, i, j) = look.now, look.setting.rules, rows
    pair = flat(now.access.shape, *rows)
    spread = rules.blind_error - share(now.access.take(pair), rules.blind_error - rules.sharp_error)
    truth = np.empty((len(w), len(QUANTITIES) + 1), np.int32)
    truth[:, :TRUST] = at(look.whole, w, j)
    truth[:, TRUST] = at(now.trust, w, j, i)
    deviation = _errors(look, rows).astype(np.int64) * spread[:, None] * scales(look.setting)[j]
    now.estimate.reshape(-1, len(QUANTITIES) + 1)[pair] = truth + (deviation // (ONE * ONE)).astype(np.int32)
    now.spread.reshape(-1)[pair] = spread
    now.seen.reshape(-1)[pair] = now.step


def _due(now: State, setting: Setting) -> NDArray[np.bool_]:
    """(1, N, 1) observers whose turn it is, spread over the turns by their permanent keys."""
    every = setting.rules.look_every
    offset = (setting.keys % np.uint64(every)).astype(np.int64)
    return ((now.turn + offset) % every == 0)[None, :, None] & np.ones((now.worlds, 1, setting.n), np.bool_)


def _errors(look: Look, rows: tuple[Rows64, ...]) -> Ints:
    """(R, 9) standard-normal errors in ten-thousandths: each fades into the next over `fog_memory` turns."""
    w, i, j = rows
    keys, pair = look.setting.keys, i * look.setting.n + j
    weight, epoch = look.weight.take(pair, axis=0), look.epoch.take(pair)[:, None]
    columns = np.arange(len(QUANTITIES) + 1, dtype=np.uint64)[None, :]
    bits = look.luck.bits(Purpose.FOG, w[:, None], keys[i][:, None], keys[j][:, None], columns)
    outgoing, incoming = (normal_from(further(bits, epoch + np.uint64(later))) for later in (0, 1))
    return (outgoing * weight[:, :1] + incoming * weight[:, 1:]) // ONE
