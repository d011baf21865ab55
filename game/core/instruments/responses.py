"""Orders that answer a crisis: ask for help, take a posture, commit, pledge, offer good offices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.chance import Purpose
from game.core.crises.outcome import MEDIATION
from game.core.crises.support import delay
from game.core.exact import hazard
from game.core.instruments.instrument import Check, Cost, Instrument, Rows, Rows64, Target, cost
from game.core.knobs import knob
from game.core.phase import Phase, add
from game.core.setting import Flags, Setting
from game.core.state import State
from game.core.terms import Ints
from game.core.vocabulary import POSTURES

HELP, AGAINST = range(2)
ASKED, FRESH = 1, 2
"""A request once made, and one made this turn."""
SUPPORT, OPPOSE = range(2)
SUPPLIES, FORCE = 3, 5
"""Rungs from which goods, and from which contingents, are sent."""


@dataclass(frozen=True)
class ResponseKnobs:
    """What crisis orders cost and how good offices fare."""

    asks_a_turn: int = knob(3, 1, 10, "partners", "partners a victim can ask in one turn for one crisis")
    requests_seen: int = knob(3, 1, 10, "requests", "most requests a seat can consider in one turn")
    posture_staff: int = knob(0, 0, 600, "hundredths", "staff to set a posture")
    commit_staff: int = knob(50, 0, 600, "hundredths", "staff to commit contingents of one's own")
    commit_funds: int = knob(10, 0, 500, "hundredths a contingent", "funds to commit contingents")
    pledge_staff: int = knob(50, 0, 600, "hundredths", "staff to pledge support")
    pledge_funds: int = knob(12, 0, 500, "hundredths a rung", "funds of a pledge from the rung of supplies on")
    offices_staff: int = knob(150, 0, 600, "hundredths", "staff for good offices")
    offices_gain: int = knob(70, 0, 500, "tenths", "points of the outcome that accepted good offices bring")
    offices_chance: int = knob(-900, -6000, 0, "tenths", "good offices accepted: hazard points before other terms")
    offices_standing: int = knob(
        150, 0, 2000, "ten-thousandths", "standing gained by success, half of it lost by failure"
    )


def _victim(phase: Phase, rows: Rows) -> Ints:
    return (rows.target % phase.setting.n).astype(np.int32)


def _open(phase: Phase, rows: Rows) -> Flags:
    return phase.now.kind[rows.w, rows.target] > 0


def _own_slot(phase: Phase, rows: Rows) -> Rows64:
    """(R,) the crisis asked about: of one's own layer `group`, or one's `group`-th crisis as adversary."""
    own = rows.i + np.minimum(np.maximum(rows.group, 0), 1) * phase.setting.n
    fronts = np.nonzero(rows.option == AGAINST)[0]
    if len(fronts):
        w, i, order = rows.w[fronts], rows.i[fronts], phase.setting.slot_order
        fighting = (phase.now.adversary[w][:, order] == i[:, None]) & (phase.now.kind[w][:, order] > 0)
        counted = fighting & (fighting.cumsum(axis=1) == rows.group[fronts][:, None] + 1)
        own[fronts] = np.where(counted.any(axis=1), order[counted.argmax(axis=1)], i)
    return own


def front_of(now: State, setting: Setting, nation: int, slot: int) -> int:
    """The `group` by which `nation`, its adversary, asks for help in a crisis (batch of one)."""
    order = setting.slot_order
    fighting = order[(now.adversary[0, order] == nation) & (now.kind[0, order] > 0)]
    return int(np.nonzero(fighting == slot)[0][0])


def _asked_already(phase: Phase, rows: Rows) -> Ints:
    """(R,) partners whom that side of the crisis has asked this turn."""
    slot, count = _own_slot(phase, rows), np.zeros(len(rows), np.int32)
    for option, array in ((HELP, phase.draft.asked), (AGAINST, phase.draft.asked_against)):
        some = np.flatnonzero(rows.option == option)
        count[some] = (array[rows.w[some], :, slot[some]] == FRESH).sum(axis=1, dtype=np.int32)
    return count


def _asked_them(phase: Phase, rows: Rows) -> Flags:
    place = rows.w, rows.target, _own_slot(phase, rows)
    theirs: Flags = phase.draft.asked_against[place] == FRESH
    return np.where(rows.option == AGAINST, theirs, phase.draft.asked[place] == FRESH)


def _ask(phase: Phase, rows: Rows) -> None:
    for option, array in ((HELP, phase.draft.asked), (AGAINST, phase.draft.asked_against)):
        some = rows.where(option)
        array[some.w, some.target, _own_slot(phase, some)] = FRESH
    phase.log("asked", rows.w, rows.i, rows.target, value=rows.option, detail=_own_slot(phase, rows))


def _no_own_crisis(phase: Phase, rows: Rows) -> Flags:
    slot = _own_slot(phase, rows)
    against = rows.option == AGAINST
    mine = np.where(against, phase.now.adversary[rows.w, slot] == rows.i, slot % phase.setting.n == rows.i)
    out_of_range = ~against & ((rows.group < 0) | (rows.group > 1))
    return out_of_range | (phase.now.kind[rows.w, slot] == 0) | ~mine


def _party(phase: Phase, rows: Rows) -> Flags:
    slot = _own_slot(phase, rows)
    return (rows.target == slot % phase.setting.n) | (rows.target == phase.now.adversary[rows.w, slot])


REQUEST = Instrument(
    key="request",
    name="Ask for help",
    help="Ask up to three partners to stand by you in a crisis, as its victim or adversary; they answer this quarter.",
    planning=True,
    options=("help", "against"),
    target=Target.NATION,
    checks=(
        Check("a nation can't ask itself", lambda p, r: r.i == r.target),
        Check("that state has failed", lambda p, r: ~p.now.alive[r.w, r.target]),
        Check("you have no such crisis", _no_own_crisis),
        Check("they are a party to it", _party),
        Check("they have been asked", _asked_them),
        Check(
            "{asked} partners are asked; {most} is the most for one crisis in a turn",
            lambda p, r: _asked_already(p, r) >= p.setting.rules.asks_a_turn,
            lambda p, r: {"asked": _asked_already(p, r), "most": np.full(len(r), p.setting.rules.asks_a_turn)},
        ),
    ),
    cost=lambda phase, rows: cost(rows),
    effect=_ask,
    option_names={"help": "Ask for help", "against": "Ask for help against the victim"},
)


def _set_posture(phase: Phase, rows: Rows) -> None:
    phase.draft.posture[rows.w, rows.target] = rows.option
    phase.log("posture_set", rows.w, rows.i, value=rows.option, detail=rows.target)


NOT_YOURS = Check("that crisis is not yours", lambda p, r: _victim(p, r) != r.i)
OVER = Check("that crisis is over", lambda p, r: ~_open(p, r))

POSTURE = Instrument(
    key="posture",
    name="Posture",
    help="Escalate for resolve, hold, de-escalate for calm, or accept mediation.",
    planning=False,
    options=POSTURES,
    target=Target.CRISIS,
    checks=(OVER, NOT_YOURS),
    cost=lambda phase, rows: cost(rows, phase.setting.rules.posture_staff),
    effect=_set_posture,
    option_names={
        "escalate": "Escalate",
        "hold": "Hold",
        "de_escalate": "De-escalate",
        "mediation": "Accept mediation",
    },
)


def _commit(phase: Phase, rows: Rows) -> None:
    phase.draft.home[rows.w, rows.i] -= rows.amount
    phase.draft.committed[rows.w, rows.target] += rows.amount
    phase.log("committed", rows.w, rows.i, value=rows.amount, detail=rows.target)


COMMIT = Instrument(
    key="commit",
    name="Commit contingents",
    help="Contingents of your own into your crisis; they come home when it ends.",
    planning=False,
    options=("own",),
    target=Target.CRISIS,
    amounts=(1, 60),
    checks=(OVER, NOT_YOURS),
    cost=lambda p, r: cost(r, p.setting.rules.commit_staff, p.setting.rules.commit_funds * r.amount, r.amount),
    effect=_commit,
    option_names={"own": "Commit"},
)


def _pledge_cost(phase: Phase, rows: Rows) -> Cost:
    rules = phase.setting.rules
    funds = np.where(rows.level >= 3, rules.pledge_funds * rows.level, 0)
    return cost(rows, rules.pledge_staff, funds, rows.amount)


def _pledge(phase: Phase, rows: Rows) -> None:
    draft, rules = phase.draft, phase.setting.rules
    principal = np.where(rows.option == SUPPORT, _victim(phase, rows), phase.now.adversary[rows.w, rows.target])
    started = (phase.now.step - 1 - phase.now.opened[rows.w, rows.target]) // 2 * rules.quarter_days
    day = started + rules.pledge_day + delay(phase.now, phase.setting, rows.w, rows.i, principal)
    under_way = _same_side(phase, rows) >= SUPPLIES
    for side, array, event in ((SUPPORT, draft.rung, "pledged"), (OPPOSE, draft.against, "opposed")):
        some = rows.where(side)
        array[some.w, some.i, some.target] = some.level
        phase.log(event, some.w, some.i, some.target % phase.setting.n, value=some.level, detail=some.target)
    draft.fielded[rows.w, rows.i, rows.target] += rows.amount
    earlier = np.minimum(draft.arrival[rows.w, rows.i, rows.target], day)
    draft.arrival[rows.w, rows.i, rows.target] = np.where(under_way, earlier, day)
    draft.home[rows.w, rows.i] -= rows.amount
    add(draft.kept, (rows.w, rows.i), 1)


def _stands_at(phase: Phase, rows: Rows, side: int) -> Ints:
    array = phase.draft.rung if side == SUPPORT else phase.draft.against
    return array[rows.w, rows.i, rows.target]


def _same_side(phase: Phase, rows: Rows) -> Ints:
    return np.where(rows.option == SUPPORT, _stands_at(phase, rows, SUPPORT), _stands_at(phase, rows, OPPOSE))


def _other_side(phase: Phase, rows: Rows) -> Ints:
    return np.where(rows.option == SUPPORT, _stands_at(phase, rows, OPPOSE), _stands_at(phase, rows, SUPPORT))


PLEDGE = Instrument(
    key="pledge",
    name="Pledge support",
    help="Stand by a side, from a statement to fighting; what you send arrives after a delay that good ties shorten.",
    planning=False,
    options=("support", "oppose"),
    target=Target.CRISIS,
    amounts=(0, 20),
    levels=(1, 6),
    checks=(
        OVER,
        Check("the crisis is your own: commit instead", lambda p, r: _victim(p, r) == r.i),
        Check("you are the adversary", lambda p, r: p.now.adversary[r.w, r.target] == r.i),
        Check(
            "nobody stands on the other side",
            lambda p, r: (r.option == OPPOSE) & (p.now.adversary[r.w, r.target] < 0),
        ),
        Check("you stand by the other side", lambda p, r: _other_side(p, r) > 0),
        Check("you stand at that rung already", lambda p, r: r.level <= _same_side(p, r)),
        Check("contingents are fielded from a show of force on", lambda p, r: (r.amount > 0) & (r.level < FORCE)),
        Check("a show of force takes at least one contingent", lambda p, r: (r.amount == 0) & (r.level >= FORCE)),
    ),
    cost=_pledge_cost,
    effect=_pledge,
    option_names={"support": "Stand by the victim", "oppose": "Stand by the adversary"},
)


def offices_chance(phase: Phase, rows: Rows) -> Ints:
    """(R,) hazard points that good offices are accepted: trust and posture of the victim, standing of the mediator."""
    now, rules = phase.now, phase.setting.rules
    victim = _victim(phase, rows)
    welcome = (now.posture[rows.w, rows.target] == MEDIATION) * np.int32(500)
    trust = now.trust[rows.w, victim, rows.i] * 400 // 10_000
    standing = (now.standing[rows.w, rows.i] - 5_000) * 400 // 10_000
    return (rules.offices_chance + welcome + trust + standing).astype(np.int32)


def _offices(phase: Phase, rows: Rows) -> None:
    rules, victim = phase.setting.rules, _victim(phase, rows)
    keys = (phase.keys[rows.i], phase.keys[victim], (rows.target // phase.setting.n).astype(np.uint64))
    accepted = phase.luck.uniform(Purpose.MEDIATION, rows.w, *keys) < hazard(offices_chance(phase, rows))
    gain = np.where(accepted, rules.offices_gain, 0)
    add(phase.draft.mediated, (rows.w, rows.target), gain)
    phase.draft.offices[rows.w, rows.i] = 1
    standing = np.where(accepted, rules.offices_standing, -rules.offices_standing // 2)
    add(phase.draft.standing, (rows.w, rows.i), standing)
    add(phase.draft.trust, (rows.w, victim, rows.i), np.where(accepted, rules.offices_standing, 0))
    phase.log("good_offices", rows.w, rows.i, victim, value=accepted.astype(np.int32), detail=rows.target)


GOOD_OFFICES = Instrument(
    key="good_offices",
    name="Good offices",
    help="Mediate in a crisis of others: staff and standing against the chance of failure.",
    planning=False,
    options=("mediate",),
    target=Target.CRISIS,
    checks=(
        OVER,
        Check("you have offered good offices this turn", lambda p, r: p.draft.offices[r.w, r.i] > 0),
        Check("you are a party to it", lambda p, r: (_victim(p, r) == r.i) | (p.now.adversary[r.w, r.target] == r.i)),
    ),
    cost=lambda phase, rows: cost(rows, phase.setting.rules.offices_staff),
    effect=_offices,
    option_names={"mediate": "Offer good offices"},
)
