"""Attaché posts: an officer in a capital deciphers forces and intentions, and earns trust."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.exact import ONE
from game.core.instruments.instrument import Check, Cost, Instrument, Rows, Target, cost
from game.core.knobs import knob
from game.core.phase import Phase
from game.core.terms import Ints

OPEN, CLOSE = range(2)


@dataclass(frozen=True)
class AttacheKnobs:
    """Posts and what they see."""

    post_staff: int = knob(100, 0, 600, "hundredths", "staff to open a post")
    post_funds: int = knob(5, 0, 1000, "hundredths", "upkeep of a post a turn")
    post_hostility: int = knob(7_000, 0, ONE, "ten-thousandths", "hostility above which no post can be opened or kept")
    post_access: int = knob(1_500, 0, ONE, "ten-thousandths a turn", "access a post gains, of what is missing")
    post_trust: int = knob(55, 0, 1000, "ten-thousandths a turn", "trust of the host in the sender of an attaché")
    access_decay: int = knob(600, 0, ONE, "ten-thousandths a turn", "access that fades without a post")


def _posted(phase: Phase, rows: Rows) -> Ints:
    return phase.draft.post[rows.w, rows.i, rows.target]


def _hostility(phase: Phase, rows: Rows) -> Ints:
    return phase.now.hostility[rows.w, rows.i, rows.target]


def _cost(phase: Phase, rows: Rows) -> Cost:
    opening = rows.option == OPEN
    return cost(rows, np.where(opening, phase.setting.rules.post_staff, 0), officers=opening)


def _effect(phase: Phase, rows: Rows) -> None:
    opened, closed = rows.where(OPEN), rows.where(CLOSE)
    for some, change in ((opened, 1), (closed, -1)):
        phase.draft.post[some.w, some.i, some.target] += change
        phase.draft.officers[some.w, some.i] -= change
    phase.log("post_opened", opened.w, opened.i, opened.target)
    phase.log("post_closed", closed.w, closed.i, closed.target)


ATTACHE = Instrument(
    key="attache",
    name="Defence attaché",
    help="An officer to a capital: narrower estimates, early warning, trust, better terms; one post an officer.",
    planning=True,
    options=("open", "close"),
    target=Target.NATION,
    checks=(
        Check("a nation keeps no attaché at home", lambda p, r: r.i == r.target),
        Check("that state has failed", lambda p, r: ~p.now.alive[r.w, r.target]),
        Check("you already have a post there", lambda p, r: (r.option == OPEN) & (_posted(p, r) > 0)),
        Check("you have no post there", lambda p, r: (r.option == CLOSE) & (_posted(p, r) == 0)),
        Check(
            "hostility is {hostility}%; no post above {limit}%",
            lambda p, r: (r.option == OPEN) & (_hostility(p, r) > p.setting.rules.post_hostility),
            lambda p, r: {
                "hostility": _hostility(p, r) // 100,
                "limit": np.full(len(r), p.setting.rules.post_hostility // 100),
            },
        ),
    ),
    cost=_cost,
    effect=_effect,
    option_names={"open": "Open a post", "close": "Close the post"},
)
