"""Whether a nation would sign what another proposes: one score in points, a threshold for each kind of offer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.exact import ONE, share
from game.core.knobs import knob
from game.core.observe import Observation
from game.core.offers import FIRST_DRILL
from game.core.setting import Setting
from game.core.terms import Explanation, Ints, Score, Term, score
from game.core.vocabulary import (
    ACCESS,
    AGREEMENTS,
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
    accept_pact: int = knob(300, -500, 2000, "tenths", "threshold of a defence pact")
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
          CYBER_DEFENCE: CYBER, ACCESS: LOGISTICS, PACT: 0}  # fmt: skip
"""The capability in which a proposer's lead makes an agreement of each type attractive."""
_CATEGORY = np.array([BRINGS[kind] for kind in range(len(AGREEMENTS))])


def relation(seen: Observation, w: Rows64, proposer: Rows64, recipient: Rows64, judge: Rows64) -> Score:
    """(R,) the points that are the same for whatever one nation offers another, as `judge` believes them."""
    rules, setting, public = seen.setting.rules, seen.setting, seen.public
    trust = np.where(
        judge == recipient, seen.mine.trust[w, recipient, proposer], seen.estimate[w, judge, recipient, TRUST]
    )
    load = np.minimum(seen.levels_held[w, recipient] * rules.upkeep_staff * ONE // setting.staff[recipient], ONE)
    return score(
        trust=share(trust, rules.consent_trust),
        interests=share(setting.similarity[recipient, proposer], rules.consent_interests),
        existing_ties=np.minimum(seen.public_points[w, recipient, proposer], 1000) * rules.consent_ties // 1000,
        hostility=-share(public.hostility[w, recipient, proposer], rules.consent_hostility),
        friends_rivals=-share(_friends_hostility(seen, w, recipient, proposer), rules.consent_rivals),
        standing=share(public.standing[w, proposer] - ONE // 2, rules.consent_standing),
        reliability=share(seen.reliability[w, proposer] - 3 * ONE // 4, rules.consent_reliability),
        agreements_already=-share(load.astype(np.int32), rules.consent_load),
        distance=-share(ONE - setting.nearness[recipient, proposer], rules.consent_distance),
        attache=(public.post[w, proposer, recipient] * rules.consent_post).astype(np.int32),
    )


def matter(
    seen: Observation, w: Rows64, proposer: Rows64, recipient: Rows64, code: Rows64, level: Rows64, judge: Rows64
) -> Score:
    """(R,) the points that depend on what is offered."""
    rules, public = seen.setting.rules, seen.public
    agreement = code < FIRST_DRILL
    kind = np.where(agreement, code - 1, PACT)
    added = np.maximum(level - public.agreement[w, kind, recipient, proposer], 0) * agreement
    asked_for = (public.counter[w, recipient, proposer] == level) & (level > 0) & agreement
    return score(
        need=share(_need(seen, w, recipient, kind, judge), rules.consent_need),
        proposers_lead=_lead(seen, w, proposer, recipient, kind, judge) * rules.consent_lead // 640,
        burden=(-added * rules.consent_burden).astype(np.int32),
        own_counter_offer=asked_for * np.int32(rules.consent_counter),
    )


def consent(
    seen: Observation, w: Rows64, proposer: Rows64, recipient: Rows64, code: Rows64, level: Rows64, judge: Rows64
) -> Score:
    """(R,) the recipient's points for an offer, as `judge` believes them.

    Judged by the recipient it is the decision itself; by the proposer it is the estimate shown beside the offer.
    """
    standing = relation(seen, w, proposer, recipient, judge)
    offered = matter(seen, w, proposer, recipient, code, level, judge)
    return Score(standing.names + offered.names, standing.parts + offered.parts)


def _need(seen: Observation, w: Rows64, recipient: Rows64, kind: Rows64, judge: Rows64) -> Ints:
    """(R,) 0..ONE how much the recipient needs what the kind of agreement brings."""
    believed = seen.estimate[w, judge, recipient]
    terror = np.clip(believed[:, TERROR], 0, ONE)
    unstable = ONE - np.clip(believed[:, STABILITY], 0, ONE)
    menace = seen.menace[w, recipient]
    baseline = np.maximum(seen.setting.capability[recipient], HUNDRED)
    category = _CATEGORY[kind]
    rows = np.arange(len(w))
    level = np.take_along_axis(believed[:, :5], category[:, None], axis=1)[:, 0]
    missing = ONE - np.clip(level * (ONE // HUNDRED) * HUNDRED // (2 * baseline[rows, category]), 0, ONE)
    return np.select(
        [kind == COUNTER_TERROR, kind == PACT, kind == AID],
        [terror, menace, np.maximum(missing, unstable)],
        missing,
    ).astype(np.int32)


def _lead(seen: Observation, w: Rows64, proposer: Rows64, recipient: Rows64, kind: Rows64, judge: Rows64) -> Ints:
    """(R,) tenths of a doubling by which the proposer surpasses the recipient in what is brought, 0..1280."""
    category = _CATEGORY[kind][:, None]
    theirs, own = (
        np.maximum(np.take_along_axis(seen.estimate[w, judge, side, :5], category, axis=1)[:, 0], 10)
        for side in (proposer, recipient)
    )
    ratio = np.clip(theirs * 2 // own, 0, 8)
    return np.array([0, 0, 0, 374, 640, 846, 1014, 1157, 1280], np.int32)[ratio]


def _friends_hostility(seen: Observation, w: Rows64, recipient: Rows64, proposer: Rows64) -> Ints:
    """(R,) the greatest product of a third party's public tie with the recipient and its hostility to the proposer."""
    friends = seen.public_strength[w, recipient, :]
    return share(friends, seen.public.hostility[w, proposer, :]).max(axis=1)


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
