"""Training at home: readiness, attaché officers, reserves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.exact import ONE, share
from game.core.instruments.instrument import Check, Cost, Instrument, Rows, Target, cost
from game.core.knobs import knob
from game.core.phase import Phase
from game.core.terms import Ints

READY, OFFICERS, RESERVE = range(3)


@dataclass(frozen=True)
class TrainingKnobs:
    """What training gives and costs."""

    training_staff: int = knob(100, 0, 600, "hundredths", "staff for a quarter of training")
    training_funds: int = knob(60, 0, 1000, "hundredths", "funds for a quarter of training")
    training_burden: int = knob(500, 0, ONE, "ten-thousandths", "and this share of a quarter's income")
    training_readiness: int = knob(700, 0, ONE, "ten-thousandths", "readiness gained in a quarter")
    readiness_base: int = knob(5_000, 0, ONE, "ten-thousandths", "level that readiness falls back to")
    readiness_decay: int = knob(600, 0, ONE, "ten-thousandths a turn", "share of the way back that is lost a turn")
    officer_quarters: int = knob(3, 1, 12, "quarters", "training that makes one attaché officer")
    officer_limit: int = knob(16, 1, 64, "officers", "most officers at home and abroad")
    reserve_gain: int = knob(1_000, 0, ONE, "ten-thousandths of size", "reserve contingents from a quarter of training")
    reserve_limit: int = knob(4_000, 0, ONE, "ten-thousandths of size", "most reserve contingents")


def reserve_room(phase: Phase, rows: Rows) -> Ints:
    most = np.maximum(phase.setting.size[rows.i] * phase.setting.rules.reserve_limit // ONE, 1)
    return (most - phase.draft.reserve[rows.w, rows.i]).astype(np.int32)


def _officers(phase: Phase, rows: Rows) -> Ints:
    return phase.draft.officers[rows.w, rows.i] + phase.draft.post[rows.w, rows.i].sum(axis=1, dtype=np.int32)


def _cost(phase: Phase, rows: Rows) -> Cost:
    rules = phase.setting.rules
    funds = rules.training_funds + share(phase.setting.income[rows.i], rules.training_burden)
    return cost(rows, rules.training_staff, funds)


def _effect(phase: Phase, rows: Rows) -> None:
    draft, rules = phase.draft, phase.setting.rules
    ready, officers, reserve = (rows.where(option) for option in (READY, OFFICERS, RESERVE))
    draft.readiness[ready.w, ready.i] += rules.training_readiness
    schooling = draft.schooling[officers.w, officers.i] + 1
    draft.officers[officers.w, officers.i] += schooling // rules.officer_quarters
    draft.schooling[officers.w, officers.i] = schooling % rules.officer_quarters
    gain = np.maximum(phase.setting.size[reserve.i] * rules.reserve_gain // ONE, 1)
    draft.reserve[reserve.w, reserve.i] += np.minimum(gain, reserve_room(phase, reserve))
    phase.log("trained", rows.w, rows.i, value=rows.option)


TRAINING = Instrument(
    key="training",
    name="Training",
    help="A quarter of training at home: readiness, attaché officers, or a reserve that crises can mobilise.",
    planning=True,
    options=("readiness", "officers", "reserve"),
    target=Target.NONE,
    checks=(
        Check(
            "the reserve is full",
            lambda p, r: (r.option == RESERVE) & (reserve_room(p, r) <= 0),
        ),
        Check(
            "{officers} officers is all your staff can lead",
            lambda p, r: (r.option == OFFICERS) & (_officers(p, r) >= p.setting.rules.officer_limit),
            lambda p, r: {"officers": _officers(p, r)},
        ),
        Check("readiness is at its highest", lambda p, r: (r.option == READY) & (p.draft.readiness[r.w, r.i] >= ONE)),
    ),
    cost=_cost,
    effect=_effect,
    option_names={"readiness": "Readiness", "officers": "Attaché officers", "reserve": "Reserve"},
)
