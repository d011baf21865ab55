"""What a minister does in its own crises: the posture that is expected to cost least, and contingents of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.crises.kinds import DAYS, LENGTH_TABLE
from game.core.crises.outcome import DE_ESCALATE, ESCALATE, HOLD, MEDIATION, STOCKS, put_to_use
from game.core.crises.support import RUNG_GIVES
from game.core.exact import ONE, hazard, share
from game.core.observe import Observation
from game.core.setting import Setting
from game.core.terms import Ints
from game.core.vocabulary import DIPLOMACY, HUNDRED, TROOPS

Rows64 = NDArray[np.int64]
POSTURES = (ESCALATE, HOLD, DE_ESCALATE, MEDIATION)
QUARTERS = 8
_LENGTHS = DAYS[:, None].astype(np.int64) * LENGTH_TABLE // 100


def _ends(quarter: int, days: int) -> Ints:
    """(K,) how likely a crisis of each kind that has lasted `quarter` quarters ends in the next, ten-thousandths."""
    lasting = quarter * days < _LENGTHS
    ending = lasting & ((quarter + 1) * days >= _LENGTHS)
    return (ending.sum(axis=1) * ONE // np.maximum(lasting.sum(axis=1), 1)).astype(np.int32)


def believed_coverage(seen: Observation, w: Rows64, slot: Rows64) -> Ints:
    """(R,) mean coverage of one's own crises as the victim believes it: own supply exact, partners' estimated."""
    mine, public, setting, rules = seen.mine, seen.public, seen.setting, seen.setting.rules
    victim = slot % setting.n
    at_home = (mine.home[w, victim] + mine.reserve[w, victim]) * rules.passive_defence // HUNDRED
    supply = mine.capability[w, victim].copy()
    supply[:, TROOPS] = (public.committed[w, slot] * HUNDRED + at_home) * mine.readiness[w, victim] // ONE
    supply[:, STOCKS] = share(supply[:, STOCKS], put_to_use(mine.readiness[w, victim], setting)[:, None])
    supply[:, DIPLOMACY] = supply[:, DIPLOMACY] * (ONE + public.standing[w, victim]) // (2 * ONE)
    demand = public.demand[w, slot]
    row, helper = np.nonzero(public.rung[w, :, slot] >= 2)
    gives = RUNG_GIVES[public.rung[w[row], helper, slot[row]]]
    brought = np.maximum(seen.estimate[w[row], victim[row], helper, :6], 0) * rules.supply_share // ONE
    brought[:, TROOPS] = public.fielded[w[row], helper, slot[row]] * HUNDRED
    brought[:, 5] = setting.capability[helper, DIPLOMACY] * rules.supply_share // ONE
    np.add.at(supply, row, np.minimum(brought * gives // 100, demand[row] * rules.partner_cap // ONE))
    asked = demand > 0
    ratio = np.clip(supply.astype(np.int64) * ONE // np.maximum(demand, 1), rules.coverage_floor, ONE)
    inverse = np.where(asked, ONE * ONE // ratio, 0).sum(axis=1)
    return np.minimum(np.maximum(asked.sum(axis=1), 1) * ONE * ONE // np.maximum(inverse, 1), ONE).astype(np.int32)


def loss(points: Ints, violence: Ints, setting: Setting) -> Ints:
    """Index points x 1000 that the end of a crisis is expected to cost at these points of the outcome."""
    rules = setting.rules
    defeat = np.array([rules.defeat_none, rules.defeat_minor, rules.defeat_serious, rules.defeat_war], np.int32)
    worst = defeat[np.minimum(violence, 3)]
    steps = [rules.stalemate_points, rules.compromise_points, rules.victory_points]
    # a straight line through the middle of the normal law of the outcome's luck
    below = [np.clip(ONE // 2 + (edge - points) * (ONE * 2 // 5) // max(rules.outcome_luck, 1), 0, ONE)
             for edge in steps]  # fmt: skip
    portions = (ONE - rules.stalemate_share, rules.stalemate_share - rules.compromise_share, rules.compromise_share)
    lost = sum(share(share(worst, portion), chance) for portion, chance in zip(portions, below, strict=True))
    repute = sum(share(chance, worth) for chance, worth in zip(below, (375, 255, 270), strict=True))
    return np.asarray(lost * 31 // 10 + repute, np.int32)


def best_posture(seen: Observation, w: Rows64, slot: Rows64) -> Ints:
    """(R,) the posture with the least expected loss, the present one where none is better."""
    public, setting, rules = seen.public, seen.setting, seen.setting.rules
    quarter = np.clip((seen.step - 1 - public.opened[w, slot]) // 2, 0, QUARTERS - 1)
    ends = np.stack([_ends(q, rules.quarter_days) for q in range(QUARTERS)])[quarter, public.kind[w, slot] - 1]
    covered = believed_coverage(seen, w, slot)
    base = share(covered - rules.even_coverage, rules.coverage_points) + np.minimum(public.mediated[w, slot],
                                                                                    rules.outcome_mediated)  # fmt: skip
    voiced = np.minimum(public.voiced[w, slot], 4) * rules.audience_points
    violence, facing = public.violence[w, slot], public.adversary[w, slot] >= 0
    costs = []
    for posture in POSTURES:
        resolve = {ESCALATE: rules.outcome_escalate + rules.audience_points, DE_ESCALATE: rules.outcome_yield,
                   MEDIATION: rules.outcome_yield // 2}.get(posture, 0)  # fmt: skip
        push = {ESCALATE: 2, DE_ESCALATE: -2, MEDIATION: -1}.get(posture, 0) * rules.escalation_posture // 2
        welcome = min(rules.mediation + rules.mediation_posture * (posture == MEDIATION), 0)
        helped = facing * ((hazard(np.full(len(w), welcome, np.int32)) >> 10) * rules.offices_gain >> 14)
        points = base + resolve + helped + voiced * (-1 if posture in (DE_ESCALATE, MEDIATION) else 1)
        worse = hazard(np.full(len(w), min(rules.escalation + push, 0), np.int32)) // ((1 << 24) // ONE)
        later = base + helped
        graver = loss(later - share(covered, rules.coverage_points // 5), violence + 1, setting)
        goes_on = share(graver, worse) + share(loss(later, violence, setting), ONE - worse)
        costs.append(share(loss(points, violence, setting), ends) + share(goes_on, ONE - ends))
    stacked = np.stack(costs, axis=1)
    present = public.posture[w, slot]
    chosen = stacked.argmin(axis=1)
    rows = np.arange(len(w))
    better = stacked[rows, chosen] < stacked[rows, present]
    return np.where(better, chosen, present).astype(np.int32)


def commitments(seen: Observation, w: Rows64, slot: Rows64) -> Ints:
    """(R,) contingents to commit to each crisis: what is short, within home and funds, the first layer first."""
    public, mine, setting, rules = seen.public, seen.mine, seen.setting, seen.setting.rules
    victim = slot % setting.n
    ready = np.maximum(mine.readiness[w, victim], ONE // 10)
    fielded = public.fielded[w, :, slot].sum(axis=1, dtype=np.int32)
    needed = -(-public.demand[w, slot, TROOPS] * 100 // ready) - fielded - public.committed[w, slot]
    purse = np.maximum(mine.funds[w, victim], 0) // max(rules.commit_funds, 1)
    left = mine.home - setting.size // 10
    amount = np.zeros(len(w), np.int32)
    for layer in (0, 1):
        here = slot // setting.n == layer
        wanted = np.clip(np.minimum(needed, left[w, victim]), 0, 60)
        amount = np.where(here, np.minimum(wanted, purse), amount)
        np.subtract.at(left, (w[here], victim[here]), amount[here])
    return amount
