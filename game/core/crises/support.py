"""Who stands by a victim: one willingness score per outsider, a ladder of thresholds, and what arrives when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.exact import ONE, quotient, share
from game.core.knobs import knob
from game.core.observe import Observation
from game.core.phase import Phase
from game.core.setting import Setting
from game.core.state import State
from game.core.terms import Ints, Score, score
from game.core.vocabulary import (
    ACCESS,
    CATEGORIES,
    CONSULTATION,
    DEFENCE,
    HUNDRED,
    NEUTRALITY,
    NON_AGGRESSION,
    PACT,
    RUNGS,
    TRUST,
)  # fmt: skip

Rows64 = NDArray[np.int64]


@dataclass(frozen=True)
class SupportKnobs:
    """Willingness in tenths, thresholds of the ladder, and what each rung brings."""

    will_strength: int = knob(420, 0, 2000, "tenths at full", "strength of the tie")
    will_obligation: int = knob(200, 0, 2000, "tenths", "defence treaty or pact, times reliability")
    will_interests: int = knob(60, 0, 1000, "tenths at full", "similarity of interests")
    will_favour: int = knob(10, 0, 100, "tenths per ten tenths", "favours owed to the victim")
    will_rivalry: int = knob(150, 0, 1000, "tenths at full", "own hostility towards the adversary")
    will_adversary: int = knob(250, 0, 2000, "tenths at full", "strength of the tie with the adversary")
    will_restraint: int = knob(60, 0, 1000, "tenths", "a neutrality or non-aggression treaty with the other side")
    will_aggression: int = knob(80, 0, 1000, "tenths", "reluctance to stand by the one who began it")
    will_hostility: int = knob(500, 0, 2000, "tenths at full", "hostility towards the victim")
    will_load: int = knob(150, 0, 1000, "tenths at full", "share of own contingents already abroad")
    will_risk: int = knob(30, 0, 500, "tenths a level", "violence of the crisis")
    will_distance: int = knob(160, 0, 1000, "tenths at full", "distance")
    will_mourning: int = knob(40, 0, 500, "tenths a contingent lost", "casualties at home")
    will_standing: int = knob(80, 0, 500, "tenths at full", "standing of the victim, above or below the middle")
    will_sympathy: int = knob(50, 0, 500, "tenths", "sympathy with the recently defeated")
    will_shock: int = knob(100, 0, 500, "tenths a standard deviation", "one shared shock a crisis, about 2 logits")
    rung_statement: int = knob(0, -2000, 2000, "tenths", "threshold of a statement")
    rung_good_offices: int = knob(50, -2000, 2000, "tenths", "threshold of good offices")
    rung_supplies: int = knob(70, -2000, 2000, "tenths", "threshold of supplies and intelligence")
    rung_access: int = knob(140, -2000, 2000, "tenths", "threshold of access and logistics")
    rung_show_of_force: int = knob(230, -2000, 2000, "tenths", "threshold of a show of force")
    rung_fighting: int = knob(350, -2000, 2000, "tenths", "threshold of fighting")
    rung_calm: int = knob(180, 0, 1000, "tenths a level", "fighting asks more for each level of violence short of war")
    rung_calm_force: int = knob(30, 0, 1000, "tenths a level", "and a show of force, for each below serious violence")
    supply_share: int = knob(7_000, 0, ONE, "ten-thousandths", "spare capability sent from the rung of supplies on")


RUNG_GIVES: Ints = np.array(
    [
        (0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 40),
        (0, 0, 0, 20, 0, 100),
        (0, 60, 60, 100, 100, 60),
        (0, 80, 100, 100, 100, 60),
        (70, 100, 100, 100, 100, 60),
        (100, 100, 100, 100, 100, 60),
    ],
    np.int32,
)
"""Per cent of what a supporter can spare in each category, by rung; troops are the contingents it fields."""


def thresholds(setting: Setting) -> Ints:
    """(7,) tenths from which each rung is offered; the rung "none" always is."""
    values = [-(1 << 20)] + [getattr(setting.rules, f"rung_{name}") for name in RUNGS[1:]]
    return np.array(values, np.int32)


VICTIM, ADVERSARY = 0, 1
WAR = 3
"""Sides of a crisis that an outsider can stand by; and the highest level of violence."""


def bound(public: State, setting: Setting, w: Rows64, one: Rows64, other: Rows64) -> Ints:
    """(R, 4) by treaty type in TREATIES: 1 where a standing treaty of that type binds the two."""
    bonds = setting.treaty_bonds[one, other]
    changed = (public.member != setting.treaties.members).reshape(public.worlds, -1).any(axis=1)
    left = np.flatnonzero(bonds.any(axis=1) & changed[w])
    if len(left):  # elsewhere there never was one, or all keep the treaties of the start
        member = public.member.transpose(0, 2, 1)
        both = member[w[left], one[left]] & member[w[left], other[left]]
        bonds[left] = np.stack([both[:, setting.treaties.type == kind].any(axis=1) for kind in range(4)], axis=1)
    return bonds


def obligation(public: State, setting: Setting, w: Rows64, supporter: Rows64, principal: Rows64) -> Ints:
    """(R,) 0..6 halves of a full obligation: a defence treaty 2, a pact its level, consultation 1 at least."""
    treaty = bound(public, setting, w, supporter, principal)
    pact = public.agreement[w, PACT, supporter, principal] * 2
    return np.maximum(np.maximum(treaty[:, DEFENCE] * 4, pact), treaty[:, CONSULTATION])


def willingness(
    seen: Observation, w: Rows64, supporter: Rows64, slot: Rows64, judge: Rows64, side: int = VICTIM
) -> Score:
    """(R,) willingness of `supporter` to stand by one side of the crisis in `slot`, as `judge` believes it, in tenths.

    Judged by the supporter itself it is the decision; by anybody else an estimate. The ADVERSARY side needs an
    adversary in every row.
    """
    public, setting, rules = seen.public, seen.setting, seen.setting.rules
    principal, opponent = slot % setting.n, public.adversary[w, slot]
    if side == ADVERSARY:
        principal, opponent = opponent.astype(np.int64), principal.astype(np.int32)
    facing = opponent >= 0
    trust = np.where(
        judge == supporter,
        seen.mine.trust[w, supporter, principal],
        seen.estimate[w, judge, supporter, TRUST] * (judge == principal),
    )
    tie = seen.public_points[w, principal, supporter] + share(np.maximum(trust, 0), rules.tie_trust)
    owed = seen.mine.favours[w, supporter, principal] * ((judge == supporter) | (judge == principal))
    abroad = ONE - np.minimum(seen.estimate[w, judge, supporter, 0] * (ONE // HUNDRED) // setting.size[supporter], ONE)
    duty = obligation(public, setting, w, supporter, principal)
    peace = bound(public, setting, w, supporter, np.maximum(opponent, 0))
    restraint = np.maximum(peace[:, NEUTRALITY], peace[:, NON_AGGRESSION])
    return score(
        strength=share(np.minimum(tie * ONE // 1_000, ONE), rules.will_strength),
        obligation=duty * share(seen.reliability[w, supporter], rules.will_obligation) // 4,
        interests=share(setting.similarity[supporter, principal], rules.will_interests),
        favours=np.minimum(owed, 100) * rules.will_favour // 10,
        rivalry_with_adversary=facing * share(public.hostility[w, supporter, opponent], rules.will_rivalry),
        tie_with_adversary=facing * -share(seen.public_strength[w, opponent, supporter], rules.will_adversary),
        treaty_with_adversary=facing * restraint * np.int32(-rules.will_restraint),
        hostility=-share(public.hostility[w, supporter, principal], rules.will_hostility),
        own_load=-share(abroad.astype(np.int32), rules.will_load),
        risk=-public.violence[w, slot] * rules.will_risk,
        distance=-share(ONE - setting.nearness[supporter, principal], rules.will_distance),
        casualties_at_home=-np.minimum(public.mourning[w, supporter] * rules.will_mourning // HUNDRED, 200),
        standing_of_the_victim=share(public.standing[w, principal] - ONE // 2, rules.will_standing),
        aggression=np.full(len(w), -rules.will_aggression * (side == ADVERSARY), np.int32),
        mood=public.mood[w, slot] * (1 - 2 * side),
        sympathy=(public.recur[w, slot] > 0) * np.int32(rules.will_sympathy * (1 - side)),
    )


def rung_for(total: Ints, setting: Setting, violence: Ints) -> Ints:
    """(R,) the highest rung whose threshold the willingness reaches; short of war few are ready to fight."""
    rules = setting.rules
    steps = np.broadcast_to(thresholds(setting), (*total.shape, len(RUNGS))).copy()
    steps[..., -1] += (WAR - violence) * rules.rung_calm
    steps[..., -2] += np.maximum(WAR - 1 - violence, 0) * rules.rung_calm_force
    reached = total[..., None] >= steps
    return (reached * np.arange(len(RUNGS), dtype=np.int32)).max(axis=-1)


def delay(public: State, setting: Setting, w: Rows64, supporter: Rows64, victim: Rows64) -> Ints:
    """(R,) days until help from `supporter` arrives: distance, shortened by interoperability and access agreements."""
    rules = setting.rules
    days = rules.delay_base + setting.distance[supporter, victim] // rules.delay_km
    together = share(public.interoperability[w, supporter, victim], rules.delay_interoperability)
    access = public.agreement[w, ACCESS, supporter, victim] * rules.delay_access
    saved = np.maximum(ONE - together, 0) * (ONE - access) // ONE
    return (days * saved // ONE + 1).astype(np.int32)


def contributions(phase: Phase, w: Rows64, slot: Rows64, side: int = VICTIM) -> Ints:
    """(R, N, 6) hundredths that each supporter brings to one side of each crisis, before cap and lateness."""
    now, rules = phase.draft, phase.setting.rules
    ladder = now.against if side == ADVERSARY else now.rung
    rungs = ladder[w, :, slot]
    active = np.maximum(((now.rung >= 2) | (now.against >= 2)).sum(axis=2, dtype=np.int32), 1)[w]
    gives = RUNG_GIVES[rungs]
    brought = np.zeros((*rungs.shape, len(CATEGORIES)), np.int32)
    brought[..., 0] = now.fielded[w, :, slot] * HUNDRED * gives[..., 0] // 100 * now.readiness[w] // ONE
    stocks = now.capability[w][..., 1:]
    brought[..., 1:] = quotient(stocks * rules.supply_share // ONE * gives[..., 1:] // 100, active[..., None])
    return brought
