"""Whether a nation would sign what another proposes: one score in points, a threshold for each kind of offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.core.exact import ONE, quotient, share
from game.core.knobs import knob
from game.core.observe import Observation
from game.core.offers import FIRST_DRILL
from game.core.places import at, flat
from game.core.setting import Setting
from game.core.terms import Explanation, Ints, Score, Term, score
from game.core.vocabulary import (
    ACCESS,
    AID,
    COUNTER_TERROR,
    CYBER,
    CYBER_DEFENCE,
    EQUIPMENT,
    HUNDRED,
    INTELLIGENCE,
    LOGISTICS,
    PACT,
    SHARING,
    STABILITY,
    TERROR,
    TRADE_CONTROL,
    TROOPS,
    TRUST,
)  # fmt: skip

Rows64 = NDArray[np.int64]


@dataclass(frozen=True)
class ConsentKnobs:
    """Terms and thresholds of acceptance, in tenths."""

    consent_trust: int = knob(400, 0, 2000, "tenths at full", "trust in the proposer")
    consent_interests: int = knob(120, 0, 1000, "tenths at full", "similarity of interests")
    consent_ties: int = knob(250, 0, 2000, "tenths at 100 points", "ties that everybody knows")
    consent_need: int = knob(180, 0, 1000, "tenths at full", "need for what the agreement brings")
    consent_lead: int = knob(
        60, 0, 500, "tenths a doubling", "proposer's lead in what it brings, two doublings at most"
    )
    consent_hostility: int = knob(700, 0, 3000, "tenths at full", "hostility")
    consent_rivals: int = knob(220, 0, 2000, "tenths at full", "own friends' hostility towards the proposer")
    consent_standing: int = knob(120, 0, 1000, "tenths at full", "standing of the proposer, above or below the middle")
    consent_reliability: int = knob(
        120, 0, 1000, "tenths at full", "the proposer's record, above or below three in four"
    )
    consent_burden: int = knob(35, 0, 500, "tenths a level", "upkeep of the new levels")
    consent_load: int = knob(160, 0, 1000, "tenths at full", "staff already bound by agreements")
    consent_distance: int = knob(70, 0, 1000, "tenths at full", "distance")
    consent_post: int = knob(60, 0, 500, "tenths", "the proposer's attaché in the capital: better terms")
    consent_counter: int = knob(120, 0, 1000, "tenths", "it is what the other side itself had asked for")
    accept_sharing: int = knob(150, -500, 2000, "tenths", "threshold of intelligence sharing")
    accept_counter_terrorism: int = knob(110, -500, 2000, "tenths", "threshold of counter-terrorism")
    accept_aid: int = knob(20, -500, 2000, "tenths", "threshold of receiving military aid")
    accept_trade_control: int = knob(90, -500, 2000, "tenths", "threshold of defence trade control")
    accept_cyber: int = knob(120, -500, 2000, "tenths", "threshold of cyber defence")
    accept_access: int = knob(160, -500, 2000, "tenths", "threshold of logistics and access")
    accept_pact: int = knob(240, -500, 2000, "tenths", "threshold of a defence pact")
    accept_drill: int = knob(80, -500, 2000, "tenths", "threshold of a joint drill")
    accept_level: int = knob(45, 0, 500, "tenths", "added for each level above the first")


def threshold(setting: Setting, code: Rows64, level: Rows64) -> Ints:
    """(R,) tenths from which an offer of `code` and `level` is accepted."""
    rules = setting.rules
    base = [0, rules.accept_sharing, rules.accept_counter_terrorism, rules.accept_aid, rules.accept_trade_control,
            rules.accept_cyber, rules.accept_access, rules.accept_pact, rules.accept_drill]  # fmt: skip
    steps = np.where(code < FIRST_DRILL, np.maximum(level - 1, 0), 0)
    return (np.array(base, np.int32)[np.minimum(code, FIRST_DRILL)] + steps * rules.accept_level).astype(np.int32)


BRINGS = {SHARING: INTELLIGENCE, COUNTER_TERROR: INTELLIGENCE, AID: EQUIPMENT, TRADE_CONTROL: EQUIPMENT,
          CYBER_DEFENCE: CYBER, ACCESS: LOGISTICS, PACT: TROOPS}  # fmt: skip
"""The capability in which a proposer's lead makes an agreement of each type attractive."""
_LEAD: Ints = np.array([0, 0, 0, 374, 640, 846, 1014, 1157, 1280], np.int32)
"""Tenths of a doubling for half the ratio 0..8 of what is brought by one to what the other has."""


@dataclass(frozen=True)
class Talks:
    """R pairs of a proposer and a recipient as `judge` believes them: gathered once for all that is offered there."""

    seen: Observation
    w: Rows64
    proposer: Rows64
    recipient: Rows64
    judge: Rows64

    @cached_property
    def forth(self) -> Rows64:
        """(R,) flat places of the recipient in the proposer's row of a (W, N, N) array."""
        return flat(self.seen.public.hostility.shape, self.w, self.proposer, self.recipient)

    @cached_property
    def back(self) -> Rows64:
        """(R,) the same the other way round."""
        return flat(self.seen.public.hostility.shape, self.w, self.recipient, self.proposer)

    @cached_property
    def believed(self) -> Ints:
        """(R, 9) what the judge believes of the recipient."""
        return at(self.seen.estimate, self.w, self.judge, self.recipient)

    @cached_property
    def relation(self) -> Score:
        """(R,) the points that are the same for whatever one nation offers another."""
        seen, rules, setting, public = self.seen, self.seen.setting.rules, self.seen.setting, self.seen.public
        trust = np.where(self.judge == self.recipient, seen.mine.trust.take(self.back), self.believed[:, TRUST])
        load = np.minimum(seen.levels_held * rules.upkeep_staff * ONE // setting.staff, ONE)
        apart = flat(setting.similarity.shape, self.recipient, self.proposer)
        ties = seen.public_points.take(self.back)
        return score(
            trust=share(trust, rules.consent_trust),
            interests=share(setting.similarity.take(apart), rules.consent_interests),
            existing_ties=np.minimum(ties, 1000) * rules.consent_ties // 1000,
            hostility=-share(public.hostility.take(self.back), rules.consent_hostility),
            friends_rivals=-share(self._friends_hostility(), rules.consent_rivals),
            standing=share(public.standing[self.w, self.proposer] - ONE // 2, rules.consent_standing),
            reliability=share(seen.reliability[self.w, self.proposer] - 3 * ONE // 4, rules.consent_reliability),
            agreements_already=-share(load[self.w, self.recipient].astype(np.int32), rules.consent_load),
            distance=-share(ONE - setting.nearness.take(apart), rules.consent_distance),
            attache=(public.post.take(self.forth) * rules.consent_post).astype(np.int32),
        )

    def matter(self, code: Rows64 | int, level: Rows64) -> Score:
        """(R,) the points that depend on what is offered: one code for all rows, or one each."""
        rules, public = self.seen.setting.rules, self.seen.public
        agreement = code < FIRST_DRILL
        kind = np.where(agreement, code - 1, PACT)
        held = at(public.agreement, self.w, np.broadcast_to(kind, self.w.shape), self.recipient, self.proposer)
        added = np.maximum(level - held, 0) * agreement
        asked_for = (public.counter.take(self.back) == level) & (level > 0) & agreement
        return score(
            need=share(self._of_kind(self._need, kind), rules.consent_need),
            proposers_lead=self._of_kind(self._lead, kind) * rules.consent_lead // 640,
            burden=(-added * rules.consent_burden).astype(np.int32),
            own_counter_offer=asked_for * np.int32(rules.consent_counter),
        )

    def _of_kind(self, value: Callable[[int], Ints], kind: Rows64) -> Ints:
        """(R,) a value that goes by the kind of agreement, for one kind or for one each."""
        if kind.ndim == 0:
            return value(int(kind))
        found = np.zeros(kind.shape, np.int32)
        for one in np.unique(kind).tolist():
            found += value(one) * (kind == one)
        return found

    def _need(self, kind: int) -> Ints:
        """(R,) 0..ONE how much the recipient needs what a kind of agreement brings."""
        if kind == COUNTER_TERROR:
            return np.clip(self.believed[:, TERROR], 0, ONE)
        if kind == PACT:
            return self.seen.menace[self.w, self.recipient]
        if kind == AID:
            return np.maximum(self._missing[EQUIPMENT], ONE - np.clip(self.believed[:, STABILITY], 0, ONE))
        return self._missing[BRINGS[kind]]

    @cached_property
    def _missing(self) -> dict[int, Ints]:
        """(R,) 0..ONE what the recipient lacks of twice its own level, by category."""
        baseline = 2 * np.maximum(self.seen.setting.capability, HUNDRED)
        return {
            category: ONE - np.clip(
                quotient(self.believed[:, category] * (ONE // HUNDRED) * HUNDRED, baseline[self.recipient, category]),
                0, ONE)
            for category in (INTELLIGENCE, EQUIPMENT, CYBER, LOGISTICS)
        }  # fmt: skip

    def _lead(self, kind: int) -> Ints:
        """(R,) tenths of a doubling by which the proposer surpasses the recipient in what is brought, 0..1280."""
        return self._leads[BRINGS[kind]]

    @cached_property
    def _leads(self) -> dict[int, Ints]:
        theirs = at(self.seen.estimate, self.w, self.judge, self.proposer)
        return {
            category: _LEAD.take(
                quotient(np.maximum(theirs[:, category], 10) * 2, np.maximum(self.believed[:, category], 10)),
                mode="clip")
            for category in (TROOPS, INTELLIGENCE, EQUIPMENT, CYBER, LOGISTICS)
        }  # fmt: skip

    def _friends_hostility(self) -> Ints:
        """(R,) the greatest product of a third party's public tie with the recipient and hostility to the proposer."""
        friends = at(self.seen.public_strength, self.w, self.recipient)
        friends *= at(self.seen.public.hostility, self.w, self.proposer)
        return share(friends.max(axis=1), 1)


def consent(
    seen: Observation, w: Rows64, proposer: Rows64, recipient: Rows64, code: Rows64, level: Rows64, judge: Rows64
) -> Score:
    """(R,) the recipient's points for an offer, as `judge` believes them.

    Judged by the recipient it is the decision itself; by the proposer it is the estimate shown beside the offer.
    """
    talks = Talks(seen, w, proposer, recipient, judge)
    standing, offered = talks.relation, talks.matter(code, level)
    return Score(standing.names + offered.names, standing.parts + offered.parts)


def explain(seen: Observation, w: int, proposer: int, recipient: int, code: int, level: int) -> Explanation:
    """The proposer's estimate of the recipient's answer: each term with the interval that fog leaves."""
    row = [np.array([value], np.int64) for value in (w, proposer, recipient, code, level)]
    points = consent(seen, row[0], row[1], row[2], row[3], row[4], row[1])
    limit = int(threshold(seen.setting, row[3], row[4])[0])
    width = int(seen.error[w, proposer, recipient])
    fogged = {
        "trust": seen.setting.rules.consent_trust, "need": seen.setting.rules.consent_need,
        "proposers lead": seen.setting.rules.consent_lead,
    }  # fmt: skip
    terms = []
    for name, part in zip(points.names, points.parts, strict=True):
        value, slack = int(part[0]), width * fogged.get(name, 0) // ONE
        terms.append(Term(name, value, value - slack, value + slack))
    return Explanation("consent", tuple(terms), limit)
