"""Whom a nation would gain from: what a stronger tie with each other one is worth to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from game.core.consent import matter, relation, threshold
from game.core.exact import DOUBLING, ONE, share, top
from game.core.observe import Observation
from game.core.terms import Ints
from game.core.vocabulary import READINESS


@dataclass(frozen=True)
class Prospects:
    """Derived from one observation, once a decision point, for all nations at once."""

    seen: Observation

    @cached_property
    def room(self) -> Ints:
        """(W, N) hundredths of contingents still missing to a fully covered standard crisis."""
        return np.maximum(self.seen.needed - self.seen.support_by.sum(axis=2, dtype=np.int32), 0)

    @cached_property
    def gain(self) -> Ints:
        """(W, N, N) index points x 1000 that ten more points of j's stand by i would bring i."""
        seen, rules = self.seen, self.seen.setting.rules
        slope = (ONE - seen.strength) * 69 // 64 // 10  # d(1 - 2**(-p/64)) = ln 2 / 64 a point, times ten points
        home = np.maximum(seen.estimate[..., 0], 0)
        ready = home * (np.clip(seen.estimate[..., READINESS], 0, ONE) // 100) // 100
        cap = (seen.needed * rules.partner_cap // ONE)[None, :, None]
        useful = np.minimum(ready, cap) * (seen.support_by < cap)
        more = share(share(slope, seen.setting.nearness), ONE - seen.public.hostility)
        support = useful.astype(np.int64) * more // ONE
        worth = support * rules.index_support * 100 // seen.needed[None, :, None]
        open_room = np.minimum(self.room * 4 * ONE // np.maximum(seen.needed, 1), ONE)
        scaled = worth * (open_room[:, :, None] + 1_500) // ONE
        n = seen.setting.n
        alive = seen.public.alive[:, None, :] & ~np.eye(n, dtype=np.bool_)
        return (np.minimum(scaled, 1 << 18) * alive).astype(np.int32)

    def best(self, values: Ints, count: int) -> tuple[Ints, Ints]:
        """The `count` best partners of each nation by a (W, N, N) value: (W, N, count) columns and their values."""
        columns = top(values, self.seen.setting.rank, count)
        return columns.astype(np.int32), np.take_along_axis(values, columns, axis=-1)

    def acceptance(self, partner: Ints, codes: Sequence[int], levels: Sequence[Ints]) -> list[Ints]:
        """(W, N) 0..ONE for each code: how likely each nation's `partner` is to accept it at its level."""
        w, i = (axis.ravel() for axis in np.indices(partner.shape))
        other = partner.ravel().astype(np.int64)
        whatever = relation(self.seen, w, i, other, i).total
        chances = []
        for code, level in zip(codes, levels, strict=True):
            kind, height = np.full(w.shape, code, np.int64), level.ravel().astype(np.int64)
            points = whatever + matter(self.seen, w, i, other, kind, height, i).total
            margin = points - threshold(self.seen.setting, kind, height)
            chances.append(np.clip(ONE // 2 + margin * ONE // (DOUBLING // 4), 0, ONE).reshape(partner.shape))
        return chances
