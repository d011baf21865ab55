"""Agreements: proposed or raised with the other side's consent, ended by either side alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.exact import ONE
from game.core.instruments.instrument import Check, Cost, Instrument, Rows, Target, cost
from game.core.knobs import knob
from game.core.phase import Phase, add
from game.core.places import at
from game.core.terms import Ints
from game.core.vocabulary import AGREEMENTS, AID, PACT


@dataclass(frozen=True)
class AgreementKnobs:
    """Agreements: staff, benefits, and the price of ending one."""

    propose_staff: int = knob(100, 0, 600, "hundredths", "staff to propose or raise an agreement")
    pact_staff: int = knob(150, 0, 600, "hundredths", "staff to propose or raise a defence pact")
    end_staff: int = knob(50, 0, 600, "hundredths", "staff to end an agreement")
    upkeep_staff: int = knob(25, 0, 200, "hundredths a level", "staff a turn to keep an agreement alive")
    upkeep_limit: int = knob(6_700, 0, ONE, "ten-thousandths of staff", "most of a turn's staff that upkeep may take")
    aid_funds: int = knob(40, 0, 1000, "hundredths a level", "funds a turn the donor transfers")
    agreement_trust: int = knob(250, 0, ONE, "ten-thousandths a level", "trust gained by concluding")
    end_trust: int = knob(800, 0, ONE, "ten-thousandths a level", "trust of the partner lost by ending")
    rival_cooling: int = knob(2_500, 0, ONE, "ten-thousandths", "share of hostility x gain that rivals lose in trust")
    sharing_access: int = knob(700, 0, ONE, "ten-thousandths a level-turn", "access from intelligence sharing")
    sharing_gain: int = knob(110, 0, ONE, "ten-thousandths a level-turn", "intelligence gained, of the partner's lead")
    counter_terror_gain: int = knob(10, 0, ONE, "ten-thousandths a level-turn", "terror threat removed")
    aid_gain: int = knob(100, 0, ONE, "ten-thousandths a level-turn", "equipment transferred, of the donor's level")
    aid_leakage: int = knob(5_000, 0, ONE, "ten-thousandths", "share of aid lost at zero stability")
    aid_trust: int = knob(40, 0, ONE, "ten-thousandths a level-turn", "trust of the receiver in the donor")
    aid_favours: int = knob(2, 0, 100, "tenths a level-turn", "favours that the receiver comes to owe")
    trade_gain: int = knob(110, 0, ONE, "ten-thousandths a level-turn", "technology gained, of the partner's lead")
    cyber_gain: int = knob(130, 0, ONE, "ten-thousandths a level-turn", "cyber defence gained, of the partner's lead")
    access_gain: int = knob(110, 0, ONE, "ten-thousandths a level-turn", "logistics gained, of the partner's lead")
    pact_interoperability: int = knob(60, 0, ONE, "ten-thousandths a level-turn", "interoperability of pact partners")


def upkeep(agreement: Ints, rate: int) -> Ints:
    """(W, N) staff a turn, hundredths; agreement (W, 7, N, N); each side keeps up its own end."""
    rows = agreement.sum(axis=(1, 3), dtype=np.int32)
    received = agreement[:, AID].sum(axis=1, dtype=np.int32)
    return (rows + received) * rate


def upkeep_of(phase: Phase, rows: Rows) -> Ints:
    """(R,) `upkeep` of the nations that give the orders, as the draft stands."""
    agreement, rate = phase.draft.agreement, phase.setting.rules.upkeep_staff
    if len(rows) >= agreement[:, 0, 0].size:  # as many as there are nations, or more
        return upkeep(agreement, rate)[rows.w, rows.i]
    kinds = np.arange(len(AGREEMENTS))
    own = at(agreement, rows.w[:, None], kinds, rows.i[:, None]).sum(axis=(1, 2), dtype=np.int32)
    received = agreement[:, AID].sum(axis=1, dtype=np.int32)[rows.w, rows.i]
    return (own + received) * rate


def _level(phase: Phase, rows: Rows) -> Ints:
    return phase.draft.agreement[rows.w, rows.option, rows.i, rows.target]


def _pending(phase: Phase, rows: Rows) -> Ints:
    """(R,) levels of agreements that each nation has offered on the table."""
    offers, levels = phase.draft.offer, phase.draft.offer_level
    few = len(rows) < offers[..., 0].size
    if few:
        offers, levels = (at(array, rows.w, rows.i) for array in (offers, levels))
    pending = (levels * ((offers > 0) & (offers <= len(AGREEMENTS)))).sum(axis=-1, dtype=np.int32)
    return pending if few else pending[rows.w, rows.i]


def _upkeep_after(phase: Phase, rows: Rows) -> Ints:
    """Staff upkeep of the proposer if all its offers on the table and this one are accepted."""
    added = rows.level - _level(phase, rows) + _pending(phase, rows)
    return (upkeep_of(phase, rows) + added * phase.setting.rules.upkeep_staff).astype(np.int32)


def _upkeep_room(phase: Phase, rows: Rows) -> Ints:
    return phase.setting.staff[rows.i] * phase.setting.rules.upkeep_limit // ONE


def _cost(phase: Phase, rows: Rows) -> Cost:
    rules = phase.setting.rules
    proposing = np.where(rows.option == PACT, rules.pact_staff, rules.propose_staff)
    return cost(rows, np.where(rows.level == 0, rules.end_staff, proposing))


def _effect(phase: Phase, rows: Rows) -> None:
    ended, proposed = rows.take(rows.level == 0), rows.take(rows.level > 0)
    _end(phase, ended)
    phase.draft.offer[proposed.w, proposed.i, proposed.target] = proposed.option + 1
    phase.draft.offer_level[proposed.w, proposed.i, proposed.target] = proposed.level
    phase.log("proposed", proposed.w, proposed.i, proposed.target, value=proposed.option + 1, detail=proposed.level)


def _end(phase: Phase, rows: Rows) -> None:
    """Ending early: the partner's trust, and the reliability that everybody sees."""
    level = _level(phase, rows)
    phase.draft.agreement[rows.w, rows.option, rows.i, rows.target] = 0
    mutual = rows.take(rows.option != AID)
    phase.draft.agreement[mutual.w, mutual.option, mutual.target, mutual.i] = 0
    add(phase.draft.trust, (rows.w, rows.target, rows.i), -phase.setting.rules.end_trust * level)
    add(phase.draft.broken, (rows.w, rows.i), 1)
    phase.log("ended", rows.w, rows.i, rows.target, value=rows.option + 1, detail=level)


AGREEMENT = Instrument(
    key="agreement",
    name="Agreement",
    help="Propose or raise an agreement (level 1-3), or end one (level 0): capabilities and support against upkeep.",
    planning=True,
    options=AGREEMENTS,
    target=Target.NATION,
    levels=(0, 3),
    checks=(
        Check("an agreement takes two nations", lambda p, r: r.i == r.target),
        Check("that state has failed", lambda p, r: ~p.now.alive[r.w, r.target]),
        Check("no such agreement is in force", lambda p, r: (r.level == 0) & (_level(p, r) == 0)),
        Check(
            "level {level} is in force already",
            lambda p, r: (r.level > 0) & (r.level <= _level(p, r)),
            lambda p, r: {"level": _level(p, r)},
        ),
        Check(
            "you have an offer to them on the table",
            lambda p, r: (r.level > 0) & (p.draft.offer[r.w, r.i, r.target] > 0),
        ),
        Check(
            "keeping it up would take {need:points} staff a turn; {most:points} is the most you can bind",
            lambda p, r: (r.level > 0) & (_upkeep_after(p, r) > _upkeep_room(p, r)),
            lambda p, r: {"need": _upkeep_after(p, r), "most": _upkeep_room(p, r)},
        ),
    ),
    cost=_cost,
    effect=_effect,
    option_names={
        "intelligence_sharing": "Intelligence sharing",
        "counter_terrorism": "Counter-terrorism",
        "military_aid": "Military aid (you give)",
        "trade_control": "Defence trade control",
        "cyber_defence": "Cyber defence",
        "logistics_access": "Logistics and access",
        "defence_pact": "Defence pact",
    },
)
