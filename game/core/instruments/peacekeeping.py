"""Peacekeeping: contingents to a mission of the UN, NATO, the OIC, the AU or others, and back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.exact import ONE
from game.core.instruments.instrument import Check, Cost, Instrument, Rows, Target, cost
from game.core.knobs import knob
from game.core.phase import Phase, add
from game.core.setting import Flags
from game.core.terms import Ints

DEPLOY, WITHDRAW = range(2)


@dataclass(frozen=True)
class PeacekeepingKnobs:
    """Missions: what they cost, what they earn, what they calm."""

    deploy_staff: int = knob(100, 0, 600, "hundredths", "staff to send contingents to a mission")
    mission_cost: int = knob(11, 0, 500, "hundredths a contingent", "upkeep a turn of a deployed contingent")
    mission_repaid: int = knob(
        10, 0, 500, "hundredths a contingent", "repaid a turn where a mission reimburses",
        "UN rate USD 1,428 a soldier-month, July 2018; deployment costs at least 90% of it",
    )  # fmt: skip
    rotation: int = knob(2, 1, 8, "turns", "length of a tour; leaving within one is an early recall")
    recall_trust: int = knob(300, 0, ONE, "ten-thousandths", "trust lost with host and co-contributors by early recall")
    mission_standing: int = knob(35, 0, 500, "ten-thousandths", "standing a turn for a first contingent")
    mission_trust: int = knob(60, 0, 1000, "ten-thousandths", "trust a turn of the host in a contributor")
    comrade_trust: int = knob(25, 0, 1000, "ten-thousandths", "trust a turn between contributors")
    mission_calm: int = knob(
        900, 0, ONE, "ten-thousandths", "stability added to the host by a mission at full strength",
        "Walter, Howard & Fortna 2021 find peacekeeping works; the size is an assumption",
    )  # fmt: skip
    casualty_rate: int = knob(
        40, 0, ONE, "ten-thousandths a contingent-turn at intensity 3", "chance of losses",
        "uniformed UN deaths per 1,000 a year: 3.3 (1993), 0.97 (2006); scaled to contingents",
    )  # fmt: skip


def _here(phase: Phase, rows: Rows) -> Ints:
    return phase.draft.posted[rows.w, rows.target, rows.i]


def _room(phase: Phase, rows: Rows) -> Ints:
    """Contingents the mission can still take, as the quarter began; twice the requirement is the ceiling."""
    now, draft = phase.now.posted, phase.draft.posted
    own = draft[rows.w, rows.target, rows.i] - now[rows.w, rows.target, rows.i]
    total = now[rows.w, rows.target].sum(axis=1, dtype=np.int32) + own
    return 2 * phase.setting.missions.required[rows.target] - total


def _host_hostility(phase: Phase, rows: Rows) -> Ints:
    host = phase.setting.missions.host[rows.target]
    return np.where(host >= 0, phase.now.hostility[rows.w, rows.i, host], 0)


def _is(option: int, failed: Flags, rows: Rows) -> Flags:
    return (rows.option == option) & failed


def _cost(phase: Phase, rows: Rows) -> Cost:
    deploying = rows.option == DEPLOY
    staff = np.where(deploying, phase.setting.rules.deploy_staff, 0)
    return cost(rows, staff, contingents=np.where(deploying, rows.amount, 0))


def _effect(phase: Phase, rows: Rows) -> None:
    draft = phase.draft
    going = rows.where(DEPLOY)
    draft.home[going.w, going.i] -= going.amount
    draft.posted[going.w, going.target, going.i] += going.amount
    phase.log("deployed", going.w, going.i, going.target, value=going.amount)
    back = rows.where(WITHDRAW)
    tour = draft.tour[back.w, back.target, back.i]
    early = tour % phase.setting.rules.rotation != 0
    draft.posted[back.w, back.target, back.i] -= back.amount
    draft.returning[back.w, back.i, early.astype(np.int64)] += back.amount
    phase.log("withdrawn", back.w[~early], back.i[~early], back.target[~early], value=back.amount[~early])
    _recall(phase, back.take(early))


def _recall(phase: Phase, rows: Rows) -> None:
    """An early recall costs the trust of the host and of everyone else who serves there."""
    loss = phase.setting.rules.recall_trust
    host = phase.setting.missions.host[rows.target]
    hosted = (host >= 0) & (host != rows.i)
    add(phase.draft.trust, (rows.w[hosted], host[hosted], rows.i[hosted]), -loss)
    serving = phase.now.posted[rows.w, rows.target] > 0
    row, other = np.nonzero(serving)
    others = other != rows.i[row]
    row, other = row[others], other[others]
    add(phase.draft.trust, (rows.w[row], other, rows.i[row]), -loss)
    add(phase.draft.broken, (rows.w, rows.i), 1)
    phase.log("recalled", rows.w, rows.i, rows.target, value=rows.amount)


def keep_to_ceilings(phase: Phase) -> None:
    """Newcomers that a mission has no room for stay home, all who came at once in the same proportion."""
    now, draft = phase.now.posted, phase.draft.posted
    if not now.size:
        return
    came = np.maximum(draft - now, 0)
    asking = came.sum(axis=2, dtype=np.int32)
    room = 2 * phase.setting.missions.required - (draft - came).sum(axis=2, dtype=np.int32)
    crowded = asking > np.maximum(room, 0)
    taken = came * np.maximum(room, 0)[..., None] // np.maximum(asking, 1)[..., None]
    surplus = np.where(crowded[..., None], came - taken, 0)
    w, m, i = np.nonzero(surplus)
    draft[w, m, i] -= surplus[w, m, i]
    add(phase.draft.home, (w, i), surplus[w, m, i])
    phase.log("withdrawn", w, i, m, value=surplus[w, m, i])


PEACEKEEPING = Instrument(
    key="peacekeeping",
    name="Peacekeeping",
    help="Contingents to a mission: calms the host and its neighbours, earns standing and trust; units are locked in.",
    planning=True,
    options=("deploy", "withdraw"),
    target=Target.MISSION,
    amounts=(1, 20),
    checks=(
        Check("the mission has ended", lambda p, r: p.now.closed[r.w, r.target] > 0),
        Check(
            "the mission is at its ceiling: room for {room} more",
            lambda p, r: _is(DEPLOY, r.amount > _room(p, r), r),
            lambda p, r: {"room": np.maximum(_room(p, r), 0)},
        ),
        Check("the host is too hostile to receive you", lambda p, r: _is(DEPLOY, _host_hostility(p, r) > 6_000, r)),
        Check(
            "{amount} contingents asked back, {here} are there",
            lambda p, r: _is(WITHDRAW, r.amount > _here(p, r), r),
            lambda p, r: {"amount": r.amount, "here": _here(p, r)},
        ),
    ),
    cost=_cost,
    effect=_effect,
    option_names={"deploy": "Deploy", "withdraw": "Withdraw"},
)
