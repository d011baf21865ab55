"""Defence forums: attend, host, or sponsor an item that helps all members once a quorum backs it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.exact import ONE
from game.core.instruments.instrument import Check, Cost, Instrument, Rows, Target, cost
from game.core.knobs import knob
from game.core.phase import Phase, add
from game.core.setting import Flags
from game.core.terms import Ints
from game.core.vocabulary import FORUM_ACTIONS

ATTEND, HOST = range(2)
(STANDARD, ITEM_TERROR, CYBER_NORMS, MEDIATION, RELIEF) = range(2, 7)


@dataclass(frozen=True)
class ForumKnobs:
    """Forums: many small ties at once."""

    attend_staff: int = knob(100, 0, 600, "hundredths", "staff to attend")
    host_staff: int = knob(200, 0, 600, "hundredths", "staff to host")
    host_funds: int = knob(150, 0, 2000, "hundredths", "funds to host")
    sponsor_staff: int = knob(150, 0, 600, "hundredths", "staff to sponsor an item")
    attend_trust: int = knob(60, 0, 1000, "ten-thousandths", "trust of each member in one who attends")
    host_trust: int = knob(130, 0, 1000, "ten-thousandths", "trust of each member in the host")
    forum_standing: int = knob(60, 0, 1000, "ten-thousandths", "standing of one who attends; a host gains three times")
    item_turns: int = knob(8, 1, 40, "turns", "turns an adopted item stays in force")
    item_quorum: int = knob(5_000, 0, ONE, "ten-thousandths of members", "members that must back an item")
    item_trust: int = knob(-300, -ONE, ONE, "ten-thousandths", "trust in the sponsor from which a member backs it")
    item_standing: int = knob(250, 0, 2000, "ten-thousandths", "standing of the sponsor of an adopted item")
    standard_gain: int = knob(
        60, 0, ONE, "ten-thousandths a turn", "interoperability from a standard, of what is missing"
    )
    terror_gain: int = knob(50, 0, ONE, "ten-thousandths a turn", "terror threat removed by an initiative")
    norms_gain: int = knob(60, 0, ONE, "ten-thousandths a turn", "cyber capability from norms")


def _backers(phase: Phase, rows: Rows) -> Ints:
    """Members, the sponsor among them, who trust the sponsor enough to back its item."""
    members = phase.setting.forums.members[rows.target]
    trust = phase.now.trust[rows.w, :, rows.i]
    backing = members & ((trust >= phase.setting.rules.item_trust) | (np.arange(phase.setting.n) == rows.i[:, None]))
    return backing.sum(axis=1, dtype=np.int32)


def _quorum(phase: Phase, rows: Rows) -> Ints:
    size = phase.setting.forums.members[rows.target].sum(axis=1, dtype=np.int32)
    return np.maximum(share_up(size, phase.setting.rules.item_quorum), 2)


def share_up(value: Ints, rate: int) -> Ints:
    """`value * rate / ONE`, rounded up."""
    return -(-value * rate // ONE)


def _cost(phase: Phase, rows: Rows) -> Cost:
    rules = phase.setting.rules
    staff = np.select([rows.option == ATTEND, rows.option == HOST], [rules.attend_staff, rules.host_staff],
                      rules.sponsor_staff)  # fmt: skip
    return cost(rows, staff, np.where(rows.option == HOST, rules.host_funds, 0))


def _effect(phase: Phase, rows: Rows) -> None:
    rules = phase.setting.rules
    phase.draft.present[rows.w, rows.target, rows.i] = 1
    hosting = rows.option == HOST
    members = phase.setting.forums.members[rows.target] & (np.arange(phase.setting.n) != rows.i[:, None])
    row, other = np.nonzero(members)
    gain = np.where(hosting, rules.host_trust, rules.attend_trust)[row]
    add(phase.draft.trust, (rows.w[row], other, rows.i[row]), gain)
    add(phase.draft.standing, (rows.w, rows.i), np.where(hosting, 3, 1) * rules.forum_standing)
    for option, kind in ((ATTEND, "attended"), (HOST, "hosted")):
        some = rows.where(option)
        phase.log(kind, some.w, some.i, some.target)
    _table(phase, rows.take(rows.option > HOST))


def _table(phase: Phase, rows: Rows) -> None:
    """Items that find a quorum come into force; of two in one forum the later in FORUM_ACTIONS does."""
    adopted: Flags = _backers(phase, rows) >= _quorum(phase, rows)
    through, failed = rows.take(adopted), rows.take(~adopted)
    np.maximum.at(phase.draft.item, (through.w, through.target), through.option.astype(np.int32))
    phase.draft.item_until[through.w, through.target] = phase.now.turn + phase.setting.rules.item_turns
    add(phase.draft.standing, (through.w, through.i), phase.setting.rules.item_standing)
    phase.log("item_adopted", through.w, through.i, through.target, value=through.option)
    phase.log("item_failed", failed.w, failed.i, failed.target, value=failed.option)


FORUM = Instrument(
    key="forum",
    name="Defence forum",
    help="Attend, host or sponsor: many small ties at once. Items need a quorum, then help all; rivals attend too.",
    planning=True,
    options=FORUM_ACTIONS,
    target=Target.FORUM,
    checks=(
        Check("you are not a member", lambda p, r: ~p.setting.forums.members[r.target, r.i]),
        Check("you take part there this turn already", lambda p, r: p.draft.present[r.w, r.target, r.i] > 0),
        Check(
            "an item is in force there for {turns} more turns",
            lambda p, r: (r.option > HOST) & (p.now.item[r.w, r.target] > 0),
            lambda p, r: {"turns": p.now.item_until[r.w, r.target] - p.now.turn},
        ),
    ),
    cost=_cost,
    effect=_effect,
    option_names={
        "attend": "Attend",
        "host": "Host",
        "standard": "Sponsor an interoperability standard",
        "counter_terror": "Sponsor a counter-terror initiative",
        "cyber_norms": "Sponsor cyber norms",
        "mediation": "Sponsor a mediation panel",
        "relief_pool": "Sponsor a relief pool",
    },
)
