"""How surely each nation stands by each other one: integer points by channel, one curve, hostility last."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.exact import DOUBLING, LEVELS, ONE, curve, product, quotient, share, wide_share
from game.core.knobs import knob
from game.core.setting import Setting
from game.core.state import State
from game.core.terms import Ints, Score, score
from game.core.vocabulary import ACCESS, AID, CYBER_DEFENCE, HUNDRED, PACT, TRADE_CONTROL


@dataclass(frozen=True)
class AllianceKnobs:
    """Points of each tie, in tenths; starting values from small trials."""

    treaty_defence: int = knob(360, 0, 2000, "tenths", "a bilateral defence treaty")
    treaty_neutrality: int = knob(40, 0, 2000, "tenths", "a neutrality treaty")
    treaty_non_aggression: int = knob(60, 0, 2000, "tenths", "a non-aggression treaty")
    treaty_consultation: int = knob(25, 0, 2000, "tenths", "a consultation treaty")
    multilateral_share: int = knob(5_000, 0, ONE, "ten-thousandths", "weight of a treaty among more than two members")
    tie_sharing: int = knob(30, 0, 400, "tenths a level", "intelligence sharing")
    tie_counter_terrorism: int = knob(20, 0, 400, "tenths a level", "counter-terrorism agreement")
    tie_aid: int = knob(30, 0, 400, "tenths a level", "military aid, donor's stand by the recipient")
    tie_trade_control: int = knob(10, 0, 400, "tenths a level", "defence trade control agreement")
    tie_cyber: int = knob(20, 0, 400, "tenths a level", "cyber defence agreement")
    tie_access: int = knob(30, 0, 400, "tenths a level", "logistics and access agreement")
    tie_pact: int = knob(150, 0, 800, "tenths a level", "defence pact")
    tie_trust: int = knob(300, 0, 2000, "tenths at full trust", "trust of the supporter in the supported")
    tie_interoperability: int = knob(180, 0, 1000, "tenths at full", "interoperability")
    tie_sight: int = knob(80, 0, 1000, "tenths at full", "access: knowing the other's forces")
    tie_mission: int = knob(20, 0, 200, "tenths a mission", "serving in the same mission, at most three")
    tie_forum: int = knob(50, 0, 200, "tenths a forum", "sitting in the same forum, at most three")
    favour_limit: int = knob(100, 0, 1000, "tenths", "most that favours owed can add")
    partner_floor: int = knob(3_000, 0, ONE, "ten-thousandths", "strength from which a nation counts as partner")
    indirect_floor: int = knob(500, 0, 9_000, "ten-thousandths", "strength from which a tie passes support on")
    partner_share: int = knob(8, 1, 100, "partners", "number of partners that halves what is spare for each")
    partner_cap: int = knob(2_500, 500, ONE, "ten-thousandths", "most of a demand that one partner can cover")
    support_floor: int = knob(2_000, 0, 9_000, "ten-thousandths", "strength below which nobody counts on a nation")
    support_half: int = knob(
        10_000, 1_000, 40_000, "ten-thousandths", "expected support over need that covers half of a standard crisis"
    )
    standard_demand: int = knob(6_000, 1_000, 20_000, "ten-thousandths of own size", "standard crisis for the index")


@dataclass(frozen=True)
class Alliances:
    """Strength of W worlds: [w, i, j] is how surely j stands by i, in ten-thousandths."""

    strength: Ints  # (W, N, N)
    indirect: Ints  # (W, N, N)
    partners: Ints  # (W, N) nations that i stands by
    support: Ints  # (W, N) hundredths of contingents expected in a standard crisis
    needed: Ints  # (W, N) hundredths of contingents a standard crisis asks for


CHANNELS = ("treaties", "defence pact", "cooperation agreements", "military aid", "trust", "interoperability", "access",
            "shared missions", "forums", "favours")  # fmt: skip
"""What ties a nation to another, in the order in which it is shown."""


def treaty_points(now: State, setting: Setting) -> Ints:
    """(W, N, N) points of the strongest standing treaty of each pair."""
    points = np.broadcast_to(setting.treaty_points, (now.worlds, setting.n, setting.n))
    changed = np.nonzero((now.member != setting.treaties.members).reshape(now.worlds, -1).any(axis=1))[0]
    if len(changed):
        points = points.copy()
        points[changed] = setting.points_of_treaties(now.member[changed])
    return points


def public_ties(now: State, setting: Setting) -> Score:
    """Points [w, i, j] for j standing by i through the channels that everybody knows."""
    rules = setting.rules
    levels = now.agreement
    posted = np.minimum(now.posted, 1)
    served = product(posted.transpose(0, 2, 1), posted).astype(np.int32)
    cooperation = (
        levels[:, 0] * rules.tie_sharing
        + levels[:, 1] * rules.tie_counter_terrorism
        + levels[:, TRADE_CONTROL] * rules.tie_trade_control
        + levels[:, CYBER_DEFENCE] * rules.tie_cyber
        + levels[:, ACCESS] * rules.tie_access
    )
    return score(
        treaties=treaty_points(now, setting),
        defence_pact=levels[:, PACT] * rules.tie_pact,
        cooperation_agreements=cooperation,
        military_aid=levels[:, AID].swapaxes(1, 2) * rules.tie_aid,
        interoperability=share(now.interoperability, rules.tie_interoperability),
        shared_missions=np.minimum(served, 3) * rules.tie_mission,
        forums=setting.shared_forums * rules.tie_forum,
    )


def own_ties(now: State, setting: Setting) -> Score:
    """Points [w, i, j] for j standing by i through what only j feels, sees and owes."""
    rules = setting.rules
    return score(
        trust=share(np.maximum(now.trust, 0), rules.tie_trust).swapaxes(1, 2),
        access=share(now.access, rules.tie_sight).swapaxes(1, 2),
        favours=np.minimum(now.favours, rules.favour_limit).swapaxes(1, 2),
    )


def tie_score(now: State, setting: Setting) -> Score:
    """Points [w, i, j] for j standing by i, channel by channel, before the curve and hostility."""
    public, own = public_ties(now, setting), own_ties(now, setting)
    parts = dict(zip(public.names + own.names, public.parts + own.parts, strict=True))
    return Score(CHANNELS, tuple(parts[name] for name in CHANNELS))


def alliances(now: State, setting: Setting, public_points: Ints | None = None) -> Alliances:
    """Strength, indirect strength and expected support of every nation in every world.

    public_points: the total of `public_ties`, where it is known already.
    """
    rules = setting.rules
    public = public_ties(now, setting).total if public_points is None else public_points
    strength = share(curve(public + own_ties(now, setting).total), ONE - now.hostility)
    strength *= now.alive[:, :, None] & now.alive[:, None, :]
    diagonal = np.arange(setting.n)
    strength[:, diagonal, diagonal] = 0
    beyond = np.maximum(strength - rules.indirect_floor, 0) * LEVELS // (ONE - rules.indirect_floor)
    paths = product(beyond, beyond).astype(np.int64)
    indirect = quotient(ONE // 4 * paths, paths + LEVELS * LEVELS).astype(np.int32)
    indirect[:, diagonal, diagonal] = 0
    partners = (strength >= rules.partner_floor).sum(axis=1, dtype=np.int32)
    support, needed = _expected_support(now, setting, np.minimum(strength + indirect, ONE), strength)
    return Alliances(strength, indirect, partners, support, needed)


def covered(support: Ints, needed: Ints, setting: Setting) -> Ints:
    """(W, N) ten-thousandths of a standard crisis that staffs take as covered: each friend more helps a little less."""
    ratio = support.astype(np.int64) * ONE // np.maximum(needed, 1)
    return curve((ratio * DOUBLING // setting.rules.support_half).astype(np.int32))


def counted_on(surely: Ints, floor: int) -> Ints:
    """Strength as staffs count on it: nothing up to the floor, all of it at full strength."""
    return np.maximum(surely - floor, 0) * ONE // (ONE - floor)


def spare(ready: Ints, strength: Ints, floor: int, half: int) -> Ints:
    """(W, N, N) hundredths of contingents that j, having `ready`, can send i: less, the more others j stands by."""
    close = strength >= floor
    partners = close.sum(axis=1, dtype=np.int32)
    others = partners[:, None, :] - close
    return quotient(ready * half, half + others)


def _expected_support(now: State, setting: Setting, surely: Ints, strength: Ints) -> tuple[Ints, Ints]:
    rules = setting.rules
    needed = np.maximum(setting.size * HUNDRED * rules.standard_demand // ONE, HUNDRED)
    reach = share(counted_on(surely, rules.support_floor), setting.nearness)
    ready = wide_share(now.home * HUNDRED, now.readiness)[:, None, :]
    offered = wide_share(reach, spare(ready, strength, rules.partner_floor, rules.partner_share))
    capped = np.minimum(offered, (needed * rules.partner_cap // ONE)[:, None])
    support = capped.sum(axis=2, dtype=np.int32)
    return support, np.broadcast_to(needed.astype(np.int32), support.shape)
