"""Answers to offers, given in RESPOND: accept, decline, or come back once with another level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.consent import BRINGS, consent, threshold
from game.core.exact import ONE
from game.core.instruments.agreement import upkeep_of
from game.core.instruments.drill import extra_contingents, muster
from game.core.instruments.instrument import Check, Cost, Instrument, Rows, Target, cost
from game.core.knobs import knob
from game.core.observe import quantities
from game.core.offers import FIRST_DRILL, conclude, exercise
from game.core.phase import Phase
from game.core.setting import Flags
from game.core.terms import Ints
from game.core.vocabulary import AGREEMENTS, TRUST

ACCEPT, DECLINE, COUNTER = range(3)
_BROUGHT = np.array([0] + [BRINGS[kind] for kind in range(len(AGREEMENTS))])
"""By offer code, the category that an agreement of that type brings."""


@dataclass(frozen=True)
class AnswerKnobs:
    """What answering takes."""

    accept_staff: int = knob(50, 0, 600, "hundredths", "staff to conclude what another proposes")
    counter_staff: int = knob(50, 0, 600, "hundredths", "staff to make a counter-offer")
    offers_seen: int = knob(3, 1, 10, "offers", "most offers a seat can consider in one turn")


def _offer(phase: Phase, rows: Rows) -> Ints:
    """(R,) code of the offer that the target has made to the one who answers."""
    return phase.now.offer[rows.w, rows.target, rows.i]


def _asked(phase: Phase, rows: Rows) -> Ints:
    return phase.now.offer_level[rows.w, rows.target, rows.i]


def _is_drill(phase: Phase, rows: Rows) -> Flags:
    return (rows.option == ACCEPT) & (_offer(phase, rows) >= FIRST_DRILL)


def _crossing(phase: Phase, rows: Rows) -> Flags:
    """Two drill offers that cross: only the one whose permanent id comes first can accept."""
    own = phase.now.offer[rows.w, rows.i, rows.target] >= FIRST_DRILL
    rank = phase.setting.rank
    return _is_drill(phase, rows) & own & (rank[rows.i] > rank[rows.target])


def _drilled(phase: Phase, rows: Rows) -> Rows:
    """The same rows with the contingents that the drill on offer asks for."""
    return Rows(rows.w, rows.i, rows.option, rows.target, rows.level, _asked(phase, rows).astype(np.int64), rows.group)


def _cost(phase: Phase, rows: Rows) -> Cost:
    rules = phase.setting.rules
    drill = _is_drill(phase, rows)
    contingents = np.where(drill, extra_contingents(phase, _drilled(phase, rows)), 0)
    staff = np.select([rows.option == ACCEPT, rows.option == COUNTER], [rules.accept_staff, rules.counter_staff], 0)
    return cost(rows, staff, np.where(drill, rules.drill_funds * _asked(phase, rows), 0), contingents)


def _upkeep(phase: Phase, rows: Rows) -> Ints:
    """Staff a turn that the answerer's agreements would take with this one; offers are for mutual upkeep."""
    rules = phase.setting.rules
    return (upkeep_of(phase, rows) + _asked(phase, rows) * rules.upkeep_staff).astype(np.int32)


def _too_much(phase: Phase, rows: Rows) -> Flags:
    offer = _offer(phase, rows)
    agreement = (rows.option == ACCEPT) & (offer > 0) & (offer < FIRST_DRILL)
    failed, some = np.zeros(len(rows), np.bool_), rows.take(agreement)
    failed[agreement] = _upkeep(phase, some) > phase.setting.staff[some.i] * phase.setting.rules.upkeep_limit // ONE
    return failed


def _effect(phase: Phase, rows: Rows) -> None:
    phase.draft.offer[rows.w, rows.target, rows.i] = 0
    accepted, declined, countered = (rows.where(option) for option in (ACCEPT, DECLINE, COUNTER))
    code = _offer(phase, accepted)
    drill = code >= FIRST_DRILL
    some = accepted.take(~drill)
    level = _asked(phase, some).astype(np.int64)
    conclude(phase, some.w, some.target, some.i, code[~drill].astype(np.int64) - 1, level)
    some = accepted.take(drill)
    muster(phase, _drilled(phase, some))
    kind = code[drill].astype(np.int64) - FIRST_DRILL
    exercise(phase, some.w, some.target, some.i, kind, _asked(phase, some).astype(np.int64))
    phase.draft.counter[countered.w, countered.i, countered.target] = countered.level
    for some in (declined, countered):
        _disclose(phase, some)
    for some, event in ((declined, "declined"), (countered, "countered")):
        phase.log(event, some.w, some.i, some.target, value=_offer(phase, some), detail=some.level)


def _disclose(phase: Phase, rows: Rows) -> None:
    """A refusal tells the proposer its largest negative term; one it did not expect tells what it had wrong, too."""
    if not len(rows):
        return
    code, level = (column.astype(np.int64) for column in (_offer(phase, rows), _asked(phase, rows)))
    points = consent(phase.seen, rows.w, rows.target, rows.i, code, level, rows.i)
    parts = np.stack(points.parts, axis=1)
    worst = parts.argmin(axis=1)
    value = parts[np.arange(len(rows)), worst]
    phase.log("disclosed", rows.w, rows.i, rows.target, value=worst, detail=value)
    believed = consent(phase.seen, rows.w, rows.target, rows.i, code, level, rows.target).total
    unexpected = believed >= threshold(phase.setting, code, level)
    told = rows.take(unexpected | (worst == points.names.index("trust")))
    phase.draft.estimate[told.w, told.target, told.i, TRUST] = phase.now.trust[told.w, told.i, told.target]
    agreement = unexpected & (code < FIRST_DRILL)
    told, brought = rows.take(agreement), _BROUGHT[code[agreement]]
    phase.draft.estimate[told.w, told.target, told.i, brought] = quantities(phase.now)[told.w, told.i, brought]


ANSWER = Instrument(
    key="answer",
    name="Answer",
    help="Accept or decline what another nation offers, or name the level you would sign.",
    planning=False,
    options=("accept", "decline", "counter"),
    target=Target.NATION,
    levels=(0, 3),
    checks=(
        Check("they have made you no offer", lambda p, r: _offer(p, r) == 0),
        Check("you have answered it", lambda p, r: p.draft.offer[r.w, r.target, r.i] == 0),
        Check("you offer them a drill yourself: let them answer", _crossing),
        Check(
            "only an agreement can be countered, with another level from 1 to 3",
            lambda p, r: (
                (r.option == COUNTER) & ((_offer(p, r) >= FIRST_DRILL) | (r.level == 0) | (r.level == _asked(p, r)))
            ),
        ),
        Check(
            "keeping it up would take {need:points} staff a turn, more than you can bind",
            _too_much,
            lambda p, r: {"need": _upkeep(p, r)},
        ),
    ),
    cost=_cost,
    effect=_effect,
    option_names={"accept": "Accept", "decline": "Decline", "counter": "Counter-offer"},
)
