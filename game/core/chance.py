"""Chance as a counter-based hash of (seed, world, step, purpose, permanent keys): nothing is stored or shared.

The mixing function is splitmix64's finaliser (Steele, Lea & Flood 2014), applied once for each part of the counter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.core.terms import Ints

Keys: TypeAlias = NDArray[np.uint64]

UNIT = 1 << 24
"""Uniform draws are integers in 0..UNIT-1, comparable with `exact.hazard`."""


class Purpose(IntEnum):
    """What a draw is for. Append only: a number once given keeps its meaning."""

    FOG = 1
    ONSET_RIVAL = 2
    ONSET_OWN = 3
    DEMAND = 4
    LENGTH = 5
    SHOCK = 6
    OUTCOME = 7
    VIOLENCE = 8
    CASUALTY = 9
    EXPULSION = 10
    MEDIATION = 11
    MINISTER = 12
    LEAK = 13
    PLOT = 14
    LAPSE = 15
    LEAVE = 16
    CLOSING = 17
    BELIEF = 18
    ACTIVITY = 19


def key_of(name: str) -> int:
    """The permanent 64-bit key of a nation, mission or forum: a hash of its id, never of its row."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def _mix(value: Keys) -> Keys:
    value = value ^ (value >> np.uint64(30))
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    value ^= value >> np.uint64(31)
    return value


def further(bits: Keys, key: Keys) -> Keys:
    """The bits of the same counter with one key more."""
    return _mix(bits + key)


@dataclass(frozen=True, slots=True)
class Luck:
    """The luck of one step in W worlds: `base` (W,) mixes seed, world and step."""

    base: Keys

    @classmethod
    def of(cls, seed: int, world: NDArray[np.int64], step: int) -> Luck:
        """seed: any 64-bit integer; world: (W,) permanent world numbers; step: decision points since the start."""
        start = np.full(world.shape, seed & 0xFFFFFFFFFFFFFFFF, np.uint64)
        mixed = _mix(start + np.uint64(0x9E3779B97F4A7C15))
        mixed = _mix(mixed + world.astype(np.uint64))
        return cls(_mix(mixed + np.uint64(step)))

    def bits(self, purpose: Purpose, w: NDArray[np.int64], *keys: Keys) -> Keys:
        """64 random bits for each row: w (R,) or broadcastable world rows, keys arrays that broadcast with it."""
        value = _mix(self.base[w] + np.uint64(int(purpose) << 32))
        for key in keys:
            value = further(value, key)
        return value

    def uniform(self, purpose: Purpose, w: NDArray[np.int64], *keys: Keys) -> Ints:
        """Integers spread evenly over 0..UNIT-1."""
        return (self.bits(purpose, w, *keys) >> np.uint64(40)).astype(np.int32)

    def normal(self, purpose: Purpose, w: NDArray[np.int64], *keys: Keys) -> Ints:
        """Near-normal integers, mean 0, standard deviation 10,000 (sum of four 16-bit uniforms)."""
        return normal_from(self.bits(purpose, w, *keys))


def normal_from(bits: Keys) -> Ints:
    """Near-normal integers (mean 0, standard deviation 10,000) from 64 random bits each; bounded by +-34,641."""
    every_other = np.uint64(0x0000FFFF0000FFFF)
    lanes = (bits & every_other) + ((bits >> np.uint64(16)) & every_other)  # two sums of two, side by side
    total = ((lanes + (lanes >> np.uint64(32))) & np.uint64(0xFFFFFFFF)).astype(np.int32) - 2 * 0xFFFF
    # four uniforms on 0..65535 have standard deviation 65536 / sqrt(3) = 37837
    return total * 10_000 // 37_837


def keys_of(names: tuple[str, ...]) -> Keys:
    """(N,) permanent keys of the names."""
    return np.array([key_of(name) for name in names], np.uint64)
