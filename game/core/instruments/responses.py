"""Orders that answer a crisis: ask for help, take a posture, commit, pledge, offer good offices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.chance import Purpose
from game.core.crises.outcome import MEDIATION
from game.core.crises.support import delay
from game.core.exact import hazard
from game.core.instruments.instrument import Check, Cost, Instrument, Rows, Target, cost
from game.core.knobs import knob
from game.core.phase import Phase, add
from game.core.setting import Flags
from game.core.terms import Ints
from game.core.vocabulary import POSTURES

FORCE = 5
"""The rung from which contingents are fielded."""


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


def _own_slot(phase: Phase, rows: Rows) -> np.ndarray:
    return rows.i + rows.group * phase.setting.n


def _asked_already(phase: Phase, rows: Rows) -> Ints:
    return phase.draft.asked[rows.w, :, _own_slot(phase, rows)].sum(axis=1, dtype=np.int32)


def _ask(phase: Phase, rows: Rows) -> None:
    slot = _own_slot(phase, rows)
    phase.draft.asked[rows.w, rows.target, slot] = 1
    phase.log("asked", rows.w, rows.i, rows.target, detail=slot)


def _no_own_crisis(phase: Phase, rows: Rows) -> Flags:
    outside = (rows.group < 0) | (rows.group > 1)
    slot = np.where(outside, 0, _own_slot(phase, rows))
    return outside | (phase.now.kind[rows.w, slot] == 0)


REQUEST = Instrument(
    key="request",
    name="Ask for help",
    help="Ask up to three partners to stand by you in a crisis; they answer in the same quarter.",
    planning=True,
    options=("help",),
    target=Target.NATION,
    checks=(
        Check("a nation can't ask itself", lambda p, r: r.i == r.target),
        Check("that state has failed", lambda p, r: ~p.now.alive[r.w, r.target]),
        Check("you have no such crisis", _no_own_crisis),
        Check("they have been asked", lambda p, r: p.draft.asked[r.w, r.target, _own_slot(p, r)] > 0),
        Check(
            "{asked} partners are asked; {most} is the most for one crisis",
            lambda p, r: _asked_already(p, r) >= p.setting.rules.asks_a_turn,
            lambda p, r: {"asked": _asked_already(p, r), "most": np.full(len(r), p.setting.rules.asks_a_turn)},
        ),
    ),
    cost=lambda phase, rows: cost(rows),
    effect=_ask,
    option_names={"help": "Ask for help"},
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
    victim = rows.target % phase.setting.n
    started = (phase.now.step - 1 - phase.now.opened[rows.w, rows.target]) // 2 * rules.quarter_days
    day = started + rules.pledge_day + delay(phase.now, phase.setting, rows.w, rows.i, victim)
    draft.rung[rows.w, rows.i, rows.target] = rows.level
    draft.fielded[rows.w, rows.i, rows.target] += rows.amount
    draft.arrival[rows.w, rows.i, rows.target] = day
    draft.home[rows.w, rows.i] -= rows.amount
    add(draft.kept, (rows.w, rows.i), 1)
    phase.log("pledged", rows.w, rows.i, victim, value=rows.level, detail=rows.target)


PLEDGE = Instrument(
    key="pledge",
    name="Pledge support",
    help="Stand by a victim, from a statement to fighting; what you send arrives after a delay that good ties shorten.",
    planning=False,
    options=("support",),
    target=Target.CRISIS,
    amounts=(0, 20),
    levels=(1, 6),
    checks=(
        OVER,
        Check("the crisis is your own: commit instead", lambda p, r: _victim(p, r) == r.i),
        Check("you are the adversary", lambda p, r: p.now.adversary[r.w, r.target] == r.i),
        Check("you stand at that rung already", lambda p, r: r.level <= p.draft.rung[r.w, r.i, r.target]),
        Check("contingents are fielded from a show of force on", lambda p, r: (r.amount > 0) & (r.level < FORCE)),
        Check("a show of force takes at least one contingent", lambda p, r: (r.amount == 0) & (r.level >= FORCE)),
    ),
    cost=_pledge_cost,
    effect=_pledge,
    option_names={"support": "Pledge support"},
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
        Check("you are a party to it", lambda p, r: (_victim(p, r) == r.i) | (p.now.adversary[r.w, r.target] == r.i)),
    ),
    cost=lambda phase, rows: cost(rows, phase.setting.rules.offices_staff),
    effect=_offices,
    option_names={"mediate": "Offer good offices"},
)
