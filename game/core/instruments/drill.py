"""Joint drills of six types: invited in PLAN, held when the partner accepts in RESPOND."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.exact import ONE
from game.core.instruments.instrument import Check, Cost, Instrument, Rows, Target, cost
from game.core.knobs import knob
from game.core.offers import FIRST_DRILL
from game.core.phase import Phase
from game.core.terms import Ints
from game.core.vocabulary import DRILLS


@dataclass(frozen=True)
class DrillKnobs:
    """Drills: what they cost, build and provoke."""

    drill_staff: int = knob(100, 0, 600, "hundredths", "staff to plan a drill")
    drill_funds: int = knob(12, 0, 500, "hundredths a contingent", "funds for each contingent that drills")
    drill_interoperability: int = knob(1_000, 0, ONE, "ten-thousandths", "interoperability gained, of what is missing")
    drill_per_contingent: int = knob(120, 0, ONE, "ten-thousandths", "and for each contingent, at most ten")
    drill_readiness: int = knob(350, 0, ONE, "ten-thousandths", "readiness gained")
    drill_trust: int = knob(300, 0, ONE, "ten-thousandths", "trust gained both ways")
    drill_provocation: int = knob(150, 0, ONE, "ten-thousandths of hostility", "hostility added with near rivals")
    drill_pause: int = knob(3, 0, 12, "turns", "turns until the same pair may drill again")
    drill_capability: int = knob(200, 0, ONE, "ten-thousandths", "capability trained by a drill of that type")


def extra_contingents(phase: Phase, rows: Rows) -> Ints:
    """Contingents to take from home beyond those already out drilling this turn, which partners share."""
    drilling = phase.draft.drilling[rows.w, rows.i]
    return np.maximum(rows.amount - drilling, 0).astype(np.int32)


def _cost(phase: Phase, rows: Rows) -> Cost:
    rules = phase.setting.rules
    return cost(rows, rules.drill_staff, rules.drill_funds * rows.amount, extra_contingents(phase, rows))


def muster(phase: Phase, rows: Rows) -> None:
    """Move the contingents a drill needs from home to the drill ground."""
    extra = extra_contingents(phase, rows)
    phase.draft.home[rows.w, rows.i] -= extra
    phase.draft.drilling[rows.w, rows.i] += extra


def _effect(phase: Phase, rows: Rows) -> None:
    muster(phase, rows)
    phase.draft.offer[rows.w, rows.i, rows.target] = rows.option + FIRST_DRILL
    phase.draft.offer_level[rows.w, rows.i, rows.target] = rows.amount
    phase.log("proposed", rows.w, rows.i, rows.target, value=rows.option + FIRST_DRILL, detail=rows.amount)


DRILL = Instrument(
    key="drill",
    name="Joint drill",
    help="Train with a partner: interoperability, readiness, deterrence; it provokes the partners' near rivals.",
    planning=True,
    options=DRILLS,
    target=Target.NATION,
    amounts=(1, 10),
    checks=(
        Check("a drill takes two nations", lambda p, r: r.i == r.target),
        Check("that state has failed", lambda p, r: ~p.now.alive[r.w, r.target]),
        Check("you have an offer to them on the table", lambda p, r: p.draft.offer[r.w, r.i, r.target] > 0),
        Check(
            "this pair drilled lately; again in {turns} turns",
            lambda p, r: p.now.pause[r.w, r.i, r.target] > 0,
            lambda p, r: {"turns": p.now.pause[r.w, r.i, r.target]},
        ),
    ),
    cost=_cost,
    effect=_effect,
    option_names={
        "field": "Field",
        "maritime": "Maritime",
        "air": "Air",
        "counter_terror": "Counter-terror",
        "cyber": "Cyber",
        "relief": "Relief",
    },
)
