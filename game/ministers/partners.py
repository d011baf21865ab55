"""Whom a nation would gain from: what a stronger tie with each other one is worth to it until the game ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from game.core.alliances import counted_on, covered
from game.core.consent import Talks, threshold
from game.core.exact import DOUBLING, ONE, curve, quotient, share, top, wide_share
from game.core.observe import Observation
from game.core.setting import Flags
from game.core.terms import Ints

STEPS = (150, 400)
"""Tenths of ties over which a gain is averaged, so that ties still below what staffs count on are worth beginning."""
MOST_GAIN = 1 << 14
HORIZON = 40
TAKING_TURNS = 3
"""Of those who would do the same, each does it in one turn of so many."""
SLOPE = 6_931
"""The natural logarithm of two: how fast the curve of what is covered rises from what is open."""


@dataclass(frozen=True)
class Prospects:
    """Derived from one observation, once a decision point, for all nations at once."""

    seen: Observation

    @cached_property
    def left(self) -> int:
        """Turns until the game ends, this one included."""
        return min(max(self.seen.setting.turns - self.seen.step // 2, 1), HORIZON)

    def kept(self, decay: int) -> int:
        """Ten-thousandths of something gained now that are left at the end, when `decay` of it is lost a turn."""
        value = ONE
        for _ in range(self.left):
            value -= value * decay // ONE
        return value

    def summed(self, decay: int) -> int:
        """Ten-thousandths of a turn's gain that a gain of every turn until the end adds up to."""
        return self.left * ONE if decay == 0 else (ONE - self.kept(decay)) * ONE // decay

    @cached_property
    def turn(self) -> Flags:
        """(N, N) whom each nation approaches this turn: staffs that want the same partner take turns."""
        rank = self.seen.setting.rank
        due: Flags = (rank[:, None] + rank + self.seen.step // 2) % TAKING_TURNS == 0
        return due

    @cached_property
    def room(self) -> Ints:
        """(W, N) ten-thousandths of a standard crisis that more support would still cover, as `covered` counts it."""
        seen = self.seen
        open_part = ONE - covered(seen.support_by.sum(axis=2, dtype=np.int32), seen.needed, seen.setting)
        return (open_part * SLOPE // seen.setting.rules.support_half).astype(np.int32)

    @cached_property
    def gain(self) -> Ints:
        """(W, N, N) index points x 1000 that 100 tenths more of j's ties with i would bring i by the end."""
        seen, rules = self.seen, self.seen.setting.rules
        points, friendly = seen.points, ONE - seen.public.hostility
        cap = (seen.needed * rules.partner_cap // ONE)[None, :, None]
        best = np.zeros_like(points)
        for more in STEPS:
            surely = np.minimum(share(curve(points + more), friendly) + seen.indirect, ONE)
            reach = share(counted_on(surely, rules.support_floor), seen.setting.nearness)
            added = np.minimum(wide_share(reach, seen.spare), cap) - seen.support_by
            np.maximum(best, added * 100 // more, out=best)
        worth = quotient(best.astype(np.int64) * (rules.index_support * 100), seen.needed[None, :, None])
        worth = worth * (self.room + 1_000)[:, :, None] // ONE
        alive = seen.public.alive[:, None, :] & ~np.eye(seen.setting.n, dtype=np.bool_)
        return (np.clip(worth, 0, MOST_GAIN) * alive).astype(np.int32)

    @cached_property
    def posts(self) -> tuple[Ints, Ints]:
        """(W, N, N) what a post with j is worth to i, and (W, N) the best of them."""
        seen, setting, rules = self.seen, self.seen.setting, self.seen.setting.rules
        warm = rules.post_trust * rules.tie_trust * self.summed(rules.trust_decay) // ONE // ONE
        sight = rules.tie_sight * min(self.left, 8) // 8
        unseen = ONE - seen.mine.access
        tenths = warm + share(unseen, sight)
        warned = share(share(seen.public.hostility, setting.nearness), 12 * self.left)
        possible = (seen.mine.post == 0) & (seen.public.hostility < rules.post_hostility)
        value = (self.gain * tenths // 100 + share(warned, unseen)) * possible
        return np.minimum(value, 1 << 19), value.max(axis=2)

    def best(self, values: Ints, count: int) -> tuple[Ints, Ints]:
        """The `count` best partners of each nation by a (W, N, N) value: (W, N, count) columns and their values."""
        columns = top(values, self.seen.setting.rank, count)
        return columns.astype(np.int32), np.take_along_axis(values, columns, axis=-1)

    def among(self, members: Flags) -> Ints:
        """(W, N, F) the gain from all `members` (F, N) of each group: whole numbers below 2**24, so sums are exact."""
        return np.matmul(self.gain.astype(np.float32), members.T.astype(np.float32)).astype(np.int32)

    def with_those(self, serving: Ints) -> Ints:
        """(W, N, M) the gain from all who are marked 1 in each of M groups, (W, N, M); exact as `among` is."""
        return np.matmul(self.gain.astype(np.float32), serving.astype(np.float32)).astype(np.int32)

    def acceptance(self, partner: Ints, codes: Sequence[int], levels: Sequence[Ints]) -> list[Ints]:
        """(..., W, N) 0..ONE for each code: how likely each nation's `partner` is to accept it at its level."""
        w, i = (axis.ravel() for axis in np.indices(partner.shape)[-2:])
        talks = Talks(self.seen, w, i, partner.ravel().astype(np.int64), i)
        whatever = talks.relation.total
        chances = []
        for code, level in zip(codes, levels, strict=True):
            height = level.ravel().astype(np.int64)
            points = whatever + talks.matter(code, height).total
            margin = points - threshold(self.seen.setting, np.array(code, np.int64), height)
            chances.append(np.clip(ONE // 2 + margin * ONE // (DOUBLING // 4), 0, ONE).reshape(partner.shape))
        return chances
