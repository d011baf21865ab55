"""What each nation may know: itself exactly, what is public, and ageing estimates of everybody else.

Every array here has a row for each nation; row i holds what i knows and nothing else, so a minister of i
reads index i along the observer axis only. The estimates were made by `fog` when i last looked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from game.core import alliances as ally
from game.core.exact import LEVELS, ONE, curve, product, quotient, share, wide_share
from game.core.knobs import knob
from game.core.setting import Setting
from game.core.state import State
from game.core.terms import Ints, Score
from game.core.vocabulary import HUNDRED, READINESS, TRUST

QUANTILE_80 = 12_816
"""Standard errors, in ten-thousandths, on each side of an estimate that hold 80% of a normal law."""


@dataclass(frozen=True)
class FogKnobs:
    """How well others are seen."""

    blind_error: int = knob(3_000, 0, ONE, "ten-thousandths of scale", "standard error with no access at all")
    sharp_error: int = knob(400, 0, ONE, "ten-thousandths of scale", "standard error with full access")
    ageing_error: int = knob(60, 0, ONE, "ten-thousandths a turn", "what an estimate loses each turn since the look")
    look_every: int = knob(4, 1, 16, "turns", "turns between looks at a nation without a post there")
    fog_memory: int = knob(8, 1, 32, "turns", "turns over which an error is replaced by the next one")


@dataclass(frozen=True)
class Observation:
    """The world as every nation sees it, row by row; `now` stays private to this module."""

    _now: State
    setting: Setting

    @property
    def step(self) -> int:
        return self._now.step

    @property
    def worlds(self) -> int:
        return self._now.worlds

    @cached_property
    def mine(self) -> State:
        """Arrays whose row i is i's own business: stocks, budgets, trust it feels, posts it holds.

        The pair arrays are read along the first nation axis only: [w, i, j] by i.
        """
        return self._now

    @property
    def public(self) -> State:
        """Arrays that everybody knows: agreements, membership, hostility, standing, reliability, posts,
        missions, forums, crises and who takes part in them."""
        return self._now

    @cached_property
    def estimate(self) -> Ints:
        """(W, N, N, 9) what i believes of j: QUANTITIES in their units, and j's trust in i; exact for j = i."""
        now = self._now
        seen = now.estimate.copy()
        diagonal = np.arange(self.setting.n)
        seen[:, diagonal, diagonal, :8] = quantities(now)
        return seen

    @cached_property
    def error(self) -> Ints:
        """(W, N, N) half-width of the 80% interval as a share of scale, ten-thousandths; 0 for j = i."""
        aged = (self._now.step - self._now.seen) // 2 * self.setting.rules.ageing_error
        width = share(self._now.spread + aged, QUANTILE_80)
        diagonal = np.arange(self.setting.n)
        width[:, diagonal, diagonal] = 0
        return width

    @property
    def spread(self) -> Ints:
        """(W, N, N) standard error of i's estimates of j when it last looked, ten-thousandths of scale."""
        return self._now.spread

    @cached_property
    def _view(self) -> State:
        """A state in which each pair's hidden half is replaced by the observer's estimate of it."""
        trust = self.estimate[..., TRUST].swapaxes(1, 2)
        return replace(self._now, trust=trust, access=self._now.access.swapaxes(1, 2))

    @cached_property
    def ties(self) -> Score:
        """(W, N, N) points of j's stand by i as i estimates them."""
        return ally.tie_score(self._view, self.setting)

    @cached_property
    def points(self) -> Ints:
        """(W, N, N) the sum of `ties`."""
        return self.public_points + ally.own_ties(self._view, self.setting).total

    @cached_property
    def strength(self) -> Ints:
        """(W, N, N) how surely j stands by i, as i estimates it."""
        strength = share(curve(self.points), ONE - self._now.hostility)
        return _among_living(strength, self._now)

    @cached_property
    def public_points(self) -> Ints:
        """(W, N, N) points of j's stand by i from public ties alone: without trust, access and favours."""
        return ally.public_ties(self._now, self.setting).total

    @cached_property
    def public_strength(self) -> Ints:
        """(W, N, N) strength from those: what anybody believes of two others."""
        strength = share(curve(self.public_points), ONE - self._now.hostility)
        return _among_living(strength, self._now)

    @cached_property
    def indirect(self) -> Ints:
        """(W, N, N) strength through third parties, own ties as estimated and others' as public."""
        floor = self.setting.rules.indirect_floor
        own, theirs = (
            np.maximum(matrix - floor, 0) * LEVELS // (ONE - floor) for matrix in (self.strength, self.public_strength)
        )
        paths = product(own, theirs).astype(np.int64)
        through = quotient(ONE // 4 * paths, paths + LEVELS * LEVELS).astype(np.int32)
        diagonal = np.arange(self.setting.n)
        through[:, diagonal, diagonal] = 0
        return through

    @cached_property
    def spare(self) -> Ints:
        """(W, N, N) hundredths of contingents that j can send i, as i estimates it."""
        rules = self.setting.rules
        home = np.maximum(self.estimate[..., 0], 0)
        ready = wide_share(home, np.clip(self.estimate[..., READINESS], 0, ONE))
        return ally.spare(ready, self.public_strength, rules.partner_floor, rules.partner_share)

    @cached_property
    def support_by(self) -> Ints:
        """(W, N, N) hundredths of contingents that i expects from j in a standard crisis."""
        rules = self.setting.rules
        surely = np.minimum(self.strength + self.indirect, ONE)
        reach = share(ally.counted_on(surely, rules.support_floor), self.setting.nearness)
        cap = self.needed * rules.partner_cap // ONE
        return np.minimum(wide_share(reach, self.spare), cap[None, :, None])

    @cached_property
    def reliability(self) -> Ints:
        """(W, N) mean of the Beta record of commitments: three honoured to one broken before anything happened."""
        kept, broken = self._now.kept + 3, self._now.broken + 1
        return (ONE * kept // (kept + broken)).astype(np.int32)

    @cached_property
    def menace(self) -> Ints:
        """(W, N) the greatest hostility that a nation faces."""
        return self._now.hostility.max(axis=2)

    @cached_property
    def levels_held(self) -> Ints:
        """(W, N) levels of all agreements that a nation keeps up."""
        return self._now.agreement.sum(axis=(1, 3), dtype=np.int32)

    @cached_property
    def needed(self) -> Ints:
        """(N,) hundredths of contingents a standard crisis asks of each nation."""
        return np.maximum(self.setting.size * HUNDRED * self.setting.rules.standard_demand // ONE, HUNDRED)

    @cached_property
    def ally_view(self) -> ally.Alliances:
        """Alliances as each nation estimates its own row of them."""
        partners = (self.strength >= self.setting.rules.partner_floor).sum(axis=1, dtype=np.int32)
        support = self.support_by.sum(axis=2, dtype=np.int32)
        needed = np.broadcast_to(self.needed, support.shape)
        return ally.Alliances(self.strength, self.indirect, partners, support, needed)

    def believed(self, judge: Ints, subject: Ints, w: Ints, quantity: int) -> Ints:
        """(R,) what `judge` believes of `subject`: exact of itself, its estimate of others; TRUST: in the judge."""
        return self.estimate[w, judge, subject, quantity]


def observe(now: State, setting: Setting) -> Observation:
    """The observation of every nation of every world at this decision point."""
    return Observation(now, setting)


def quantities(now: State) -> Ints:
    """(W, N, 8) the true values of QUANTITIES."""
    stocks = [now.home * HUNDRED, *(now.capability[..., k] for k in range(1, 5))]
    return np.stack([*stocks, now.readiness, now.stability, now.terror], axis=-1)


def scales(setting: Setting) -> Ints:
    """(N, 9) the scale on which an error of each quantity of a nation is measured."""
    stocks = np.maximum(setting.capability[:, :5], HUNDRED)
    return np.concatenate([stocks, np.full((setting.n, 4), ONE, np.int32)], axis=1).astype(np.int32)


def _among_living(strength: Ints, now: State) -> Ints:
    strength = strength * (now.alive[:, :, None] & now.alive[:, None, :])
    diagonal = np.arange(strength.shape[-1])
    strength[:, diagonal, diagonal] = 0
    return strength
