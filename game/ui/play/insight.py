"""What the seat can know and estimate, read out of its observation: nothing here sees the hidden state of others."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.core import alliances as ally
from game.core.consent import consent, explain, threshold
from game.core.crises.support import willingness
from game.core.exact import ONE, curve, share
from game.core.instruments.decision import choice_score, waiting
from game.core.observe import Observation
from game.core.offers import FIRST_DRILL
from game.core.orders import Order, crisis_id
from game.core.score import index_score
from game.core.terms import Explanation, Ints, Term
from game.core.vocabulary import AGREEMENTS, DRILLS

EIGHTY_PER_CENT = 1.2816
"""Standard deviations on each side that hold 80% of a normal law: what intervals show."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What another nation offers the seat: the proposer's row, the offer's code, and its level or contingents."""

    proposer: int
    code: int
    level: int

    @property
    def drill(self) -> bool:
        """Whether it is an invitation to a drill, not an agreement."""
        return self.code >= FIRST_DRILL

    @property
    def key(self) -> str:
        """The agreement or drill type as the vocabulary has it."""
        return DRILLS[self.code - FIRST_DRILL] if self.drill else AGREEMENTS[self.code - 1]


@dataclass(frozen=True, slots=True)
class Crisis:
    """An open crisis: its slot and id, the kind's position in KINDS, who suffers it and who caused it (-1: nobody)."""

    slot: int
    id: str
    kind: int
    victim: int
    adversary: int
    violence: int
    own: bool
    asked: bool
    against: bool  # the adversary has asked the seat to stand by it
    answered: bool  # the seat has pledged something already, to either side


def index(seen: Observation, seat: int) -> Explanation:
    """The seat's security index; expected support is an estimate, the rest is known exactly."""
    points = index_score(seen.mine, seen.setting, seen.ally_view).at((0, seat), "security index")
    weight = seen.setting.rules.index_support
    known = next(term.points for term in points.terms if term.name == "expected support")
    slack = _support_slack(seen, seat) * max(weight - known, 0) // max(weight, 1)  # friends more count for less
    terms = tuple(
        replace(term, low=max(0, term.points - slack), high=min(weight, term.points + slack))
        if term.name == "expected support"
        else term
        for term in points.terms
    )
    return Explanation(points.title, terms)


def _support_slack(seen: Observation, seat: int) -> int:
    """Tenths by which fog leaves the expected support open: the partners' errors are independent."""
    by = seen.support_by[0, seat].astype(float)
    spread = by * seen.error[0, seat] / ONE
    hundredths = math.sqrt(float((spread * spread).sum()))
    return round(hundredths * seen.setting.rules.index_support / max(1, int(seen.needed[seat])))


def tie(seen: Observation, seat: int, i: int, j: int) -> Explanation:
    """The points for j standing by i: the seat's own are exact, of third parties only public ties are known."""
    if i == seat:
        points = seen.ties.at((0, seat, j), "tie")
        slack = int(seen.error[0, seat, j]) * seen.setting.rules.tie_trust // ONE
        terms = tuple(
            Term(term.name, term.points, max(0, term.points - slack), term.points + slack)
            if term.name == "trust"
            else term
            for term in points.terms
        )
        return Explanation("tie", terms)
    now = seen.mine
    if j == seat:
        return ally.tie_score(now, seen.setting).at((0, i, seat), "tie")
    zero = np.zeros_like(now.trust)
    return ally.tie_score(replace(now, trust=zero, access=zero, favours=zero), seen.setting).at((0, i, j), "tie")


def strength(seen: Observation, seat: int, i: int) -> Ints:
    """(N,) how surely each nation stands by i, in ten-thousandths, as the seat estimates it."""
    row = seen.strength[0, seat].copy() if i == seat else seen.public_strength[0, i].copy()
    if i != seat:
        points = np.array(tie(seen, seat, i, seat).total, np.int32)
        known = share(curve(points), ONE - seen.public.hostility[0, i, seat])
        row[seat] = int(known) * int(seen.public.alive[0, i] & seen.public.alive[0, seat])
    return row


def offer_of(order: Order) -> tuple[int, int] | None:
    """(code, level) of what an order proposes to another nation, or None when it needs nobody's consent."""
    if order.instrument == "agreement" and order.level > 0:
        return AGREEMENTS.index(order.option) + 1, order.level
    if order.instrument == "drill":
        return DRILLS.index(order.option) + FIRST_DRILL, order.amount
    return None


def consent_to(seen: Observation, seat: int, order: Order) -> Explanation | None:
    """The target's estimated answer to a proposal of the seat, or None when the order proposes nothing."""
    proposed = offer_of(order)
    if proposed is None or order.target not in seen.setting.nations:
        return None
    return explain(seen, 0, seat, seen.setting.row(order.target), *proposed)


def decisions(seen: Observation, seat: int) -> list[int]:
    """Numbers of the decisions of the story that wait for the seat."""
    mine = seen.setting.nations[seat]
    return [number for number, here in waiting(seen) if here[0] and seen.setting.decisions[number].nation == mine]


def choice_points(seen: Observation, number: int, place: int) -> Explanation:
    """What a choice of the seat is worth by the measure that all ministers use."""
    return choice_score(seen, number, place).at((0,), "choice")


def own_view(seen: Observation, seat: int, offer: Offer) -> Explanation:
    """What an offer to the seat would score by the measure that all ministers use: exact."""
    row = [np.array([value], np.int64) for value in (0, offer.proposer, seat, offer.code, offer.level)]
    points = consent(seen, row[0], row[1], row[2], row[3], row[4], row[2])
    limit = int(threshold(seen.setting, row[3], row[4])[0])
    return points.at((0,), "consent", limit)


def consent_terms(seen: Observation, seat: int) -> tuple[str, ...]:
    """The names of the terms by which offers are judged, in the order in which refusals disclose them."""
    return tuple(term.name for term in own_view(seen, seat, Offer((seat + 1) % seen.setting.n, 1, 1)).terms)


def chance(explanation: Explanation) -> int:
    """Estimated probability of a yes, in per cent: the margin against the spread of the terms' independent errors."""
    spread = math.sqrt(sum(((term.high - term.low) / 2) ** 2 for term in explanation.terms)) / EIGHTY_PER_CENT
    if spread == 0:
        return 100 if explanation.margin >= 0 else 0
    probability = (1 + math.erf(explanation.margin / spread / math.sqrt(2))) / 2
    return min(99, max(1, round(100 * probability)))


def offers(seen: Observation, seat: int) -> list[Offer]:
    """What was offered to the seat, by its margin, best first; no more than a seat can consider."""
    public, rank = seen.public, seen.setting.rank
    found = [
        Offer(int(i), int(public.offer[0, i, seat]), int(public.offer_level[0, i, seat]))
        for i in np.nonzero(public.offer[0, :, seat])[0]
    ]
    found.sort(key=lambda offer: (-own_view(seen, seat, offer).margin, int(rank[offer.proposer])))
    return found[: seen.setting.rules.offers_seen]


def crises(seen: Observation, seat: int) -> list[Crisis]:
    """All open crises: the seat's own first, then those it was asked in, then the nearest."""
    public, setting = seen.public, seen.setting
    found = [_crisis(seen, seat, int(slot)) for slot in np.nonzero(public.kind[0])[0]]
    near = setting.distance[seat]
    return sorted(
        found,
        key=lambda crisis: (
            not crisis.own,
            not (crisis.asked or crisis.against),
            int(near[crisis.victim]),
            crisis.slot,
        ),
    )


def _crisis(seen: Observation, seat: int, slot: int) -> Crisis:
    public, victim = seen.public, slot % seen.setting.n
    return Crisis(
        slot=slot,
        id=crisis_id(seen.setting, slot),
        kind=int(public.kind[0, slot]) - 1,
        victim=victim,
        adversary=int(public.adversary[0, slot]),
        violence=int(public.violence[0, slot]),
        own=victim == seat,
        asked=bool(public.asked[0, seat, slot]),
        against=bool(public.asked_against[0, seat, slot]),
        answered=bool(public.rung[0, seat, slot] or public.against[0, seat, slot]),
    )


def requests(seen: Observation, seat: int) -> list[Crisis]:
    """Crises in which the seat was asked for help, most willing first; no more than a seat can consider."""
    asked = [crisis for crisis in crises(seen, seat) if (crisis.asked or crisis.against) and not crisis.own]
    if not asked:
        return []
    slots: NDArray[np.int64] = np.array([crisis.slot for crisis in asked], np.int64)
    zero, own = np.zeros_like(slots), np.full_like(slots, seat)
    will = willingness(seen, zero, own, slots, own).total
    ranked = sorted(range(len(asked)), key=lambda k: (-int(will[k]), int(seen.setting.rank[asked[k].victim])))
    return [asked[k] for k in ranked[: seen.setting.rules.requests_seen]]
