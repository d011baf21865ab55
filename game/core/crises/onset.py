"""Where crises come from: rivals who weigh hostility, power and expected support; instability, threat and chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.alliances import Alliances
from game.core.chance import UNIT, Purpose
from game.core.crises.kinds import (
    AMBUSH,
    DAYS,
    DEMAND,
    KINDS,
    LENGTH_TABLE,
    OWN_KINDS,
    RIVAL_KINDS,
    VIOLENCE_ODDS,
)  # fmt: skip
from game.core.exact import DOUBLING, ONE, doublings, hazard, share, square_fall
from game.core.phase import Phase
from game.core.setting import Flags, Setting
from game.core.state import State
from game.core.terms import Ints, Score, score
from game.core.vocabulary import COUNTER_TERROR, CYBER, HUNDRED, INTELLIGENCE, SHARING

PLOTS = tuple(k for k, kind in enumerate(KINDS) if kind.key in ("terror_wave", "coup_plot"))
"""Kinds that somebody plans in secret, so that intelligence can find them in time."""


def deterrence_points(ties: Alliances, setting: Setting) -> Ints:
    """(W, N) tenths (0 or less) by which expected support lowers the hazard of being challenged."""
    rules = setting.rules
    ratio = ties.support.astype(np.int64) * ONE // ties.needed * 16 // rules.deterrence_half
    floor = -int(doublings(np.array(ONE // max(rules.deterrence_floor, 1), np.int32)))
    return np.maximum(square_fall(ratio.astype(np.int32)), floor)


def rival_score(now: State, setting: Setting, ties: Alliances, kind: int) -> Score:
    """(W, P) onset points of one kind for each ordered pair (victim, challenger) of `setting.rivals`."""
    rules = setting.rules
    victim, challenger = setting.rivals
    ours, theirs = (np.maximum(now.home[:, side] + now.reserve[:, side], 1) for side in (victim, challenger))
    stronger = doublings(theirs * 16 // ours) - 4 * DOUBLING
    possible = setting.border[victim, challenger] if KINDS[kind].key == "border_clash" else setting.rivalry[
        victim, challenger] > 0  # fmt: skip
    able = now.alive[:, victim] & now.alive[:, challenger] & possible
    return score(
        tempo=np.full(able.shape, getattr(rules, KINDS[kind].onset) + rules.tempo, np.int32),
        hostility=share(now.hostility[:, victim, challenger], rules.onset_hostility),
        power=np.clip(stronger, -2 * DOUBLING, 2 * DOUBLING) * rules.onset_power // DOUBLING,
        expected_support=deterrence_points(ties, setting)[:, victim],
        recurrence=(now.recur[:, victim] > 0) * np.int32(rules.onset_recurrence),
        impossible=np.where(able, 0, -32 * DOUBLING).astype(np.int32),
    )


def mission_strength(now: State, setting: Setting) -> Ints:
    """(W, N) 0..ONE: strength of the strongest mission in each nation over what it requires."""
    strength = now.posted.sum(axis=2, dtype=np.int32)
    full = np.minimum(strength * ONE // np.maximum(setting.missions.required, 1), ONE)
    guarded = np.zeros((now.worlds, setting.n), np.int32)
    for m in np.nonzero(setting.missions.host >= 0)[0]:
        host = setting.missions.host[m]
        guarded[:, host] = np.maximum(guarded[:, host], full[:, m])
    return guarded


def own_score(now: State, setting: Setting, kind: int) -> Score:
    """(W, N) onset points of one kind that comes from within, from cyberspace, a mission or nature."""
    rules, key = setting.rules, KINDS[kind].key
    n = setting.n
    unstable, zero = ONE - now.stability, np.zeros_like(now.stability)
    pressure, shield = zero, zero
    if key in ("insurgency", "coup_plot"):
        pressure = share(unstable, rules.onset_instability)
    elif key == "terror_wave":
        pressure = share(now.terror, rules.onset_threat)
    guard = {"cyber_attack": CYBER, "coup_plot": INTELLIGENCE}.get(key)
    if guard is not None:
        level = now.capability[..., guard] * ONE // np.maximum(setting.capability[:, guard] * 2, HUNDRED)
        shield = share(np.minimum(level, ONE).astype(np.int32), rules.onset_shield)
    able = now.alive & (now.posted.sum(axis=1) > 0) if kind == AMBUSH else now.alive
    burning = (now.kind[:, n:] == kind + 1).astype(np.int32)
    next_door = (burning[:, None, :] * setting.around).max(axis=2)
    guarded = mission_strength(now, setting) if key == "insurgency" else zero
    return score(
        tempo=np.full(zero.shape, getattr(rules, KINDS[kind].onset) + rules.tempo, np.int32),
        pressure=pressure,
        protection=-shield,
        peacekeepers=-share(guarded, rules.onset_peacekeepers),
        spread=next_door * np.int32(rules.onset_spread if key in ("insurgency", "terror_wave") else 0),
        recurrence=(now.recur[:, n:] > 0) * np.int32(rules.onset_recurrence),
        impossible=np.where(able, 0, -32 * DOUBLING).astype(np.int32),
    )


def begin(phase: Phase, ties: Alliances) -> None:
    """Open the crises that break out at the end of this turn, in the slots that are free."""
    _begin_rival(phase, ties)
    _begin_own(phase)


def _begin_rival(phase: Phase, ties: Alliances) -> None:
    now, setting = phase.now, phase.setting
    victim, challenger = setting.rivals
    if not len(victim):
        return
    w = np.arange(now.worlds)[:, None]
    draw = phase.luck.uniform(Purpose.ONSET_RIVAL, w, phase.keys[victim][None], phase.keys[challenger][None])
    kind, struck = _strike(draw, [hazard(rival_score(now, setting, ties, k).total) for k in RIVAL_KINDS], RIVAL_KINDS)
    first = np.full((now.worlds, setting.n), np.iinfo(np.int64).max)
    order = draw.astype(np.int64) * 1024 + setting.rank[challenger]
    rows, pairs = np.nonzero(struck)
    np.minimum.at(first, (rows, victim[pairs]), order[rows, pairs])
    chosen = order[rows, pairs] == first[rows, victim[pairs]]
    rows, pairs = rows[chosen], pairs[chosen]
    free = phase.draft.kind[rows, victim[pairs]] == 0
    rows, pairs = rows[free], pairs[free]
    open_slots(phase, rows, victim[pairs], kind[rows, pairs], challenger[pairs])


def _begin_own(phase: Phase) -> None:
    now, setting = phase.now, phase.setting
    w = np.arange(now.worlds)[:, None]
    draw = phase.luck.uniform(Purpose.ONSET_OWN, w, phase.keys[None])
    kind, struck = _strike(draw, [hazard(own_score(now, setting, k).total) for k in OWN_KINDS], OWN_KINDS)
    found = _plots_found(phase) & struck & np.isin(kind, PLOTS)
    rows, victim = np.nonzero(found)
    phase.log("plot_found", rows, victim, value=kind[rows, victim] + 1)
    rows, victim = np.nonzero(struck & ~found & (phase.draft.kind[:, setting.n :] == 0))
    open_slots(phase, rows, victim + setting.n, kind[rows, victim], np.full(len(rows), -1))


def _plots_found(phase: Phase) -> Flags:
    """(W, N) whether shared intelligence would find a plot this turn: by levels of sharing and counter-terrorism."""
    rules, now = phase.setting.rules, phase.now
    levels = now.agreement[:, SHARING] + now.agreement[:, COUNTER_TERROR]
    chance = np.minimum(levels.sum(axis=2, dtype=np.int32) * rules.plot_found, rules.plot_limit)
    draw = phase.luck.uniform(Purpose.PLOT, np.arange(now.worlds)[:, None], phase.keys[None])
    found: Flags = draw.astype(np.int64) * ONE // UNIT < chance
    return found


def _strike(draw: Ints, hazards: list[Ints], kinds: tuple[int, ...]) -> tuple[Ints, NDArray[np.bool_]]:
    """Which kind one draw lets happen, laying the hazards end to end; nothing when the draw is past them all."""
    kind = np.full(draw.shape, -1, np.int32)
    edge = np.zeros(draw.shape, np.int32)
    for position, chance in zip(kinds, hazards, strict=True):
        edge = edge + np.minimum(chance, UNIT // 8)
        kind = np.where((kind < 0) & (draw < edge), position, kind)
    return kind, kind >= 0


def open_slots(
    phase: Phase, w: NDArray[np.int64], slot: NDArray[np.int64], kind: Ints, adversary: NDArray[np.integer]
) -> None:
    """Begin a crisis in each (w, slot): its demand, length and first violence come from keyed luck."""
    if not len(w):
        return
    draft, setting, rules = phase.draft, phase.setting, phase.setting.rules
    victim = slot % setting.n
    mark = (phase.keys[victim], kind.astype(np.uint64))
    severity = rules.severity_low + phase.luck.uniform(Purpose.DEMAND, w, *mark).astype(np.int64) * (
        rules.severity_high - rules.severity_low) // UNIT  # fmt: skip
    scale = setting.size[victim].astype(np.int64) * HUNDRED
    theirs = np.where(adversary >= 0, setting.size[adversary], setting.size[victim]).astype(np.int64) * HUNDRED
    theirs = np.minimum(theirs, 3 * scale)
    scale = (scale * (ONE - rules.rival_weight) + theirs * rules.rival_weight) // ONE * severity // ONE
    quantile = phase.luck.uniform(Purpose.LENGTH, w, *mark).astype(np.int64) * len(LENGTH_TABLE) // UNIT
    odds = phase.luck.uniform(Purpose.VIOLENCE, w, *mark).astype(np.int64) * 100 // UNIT
    facing = np.maximum(adversary, 0)
    warned = np.where(adversary >= 0, share(phase.now.access[w, victim, facing], rules.warning), 0)
    scale = scale * (ONE - warned) // ONE
    draft.kind[w, slot] = kind + 1
    draft.adversary[w, slot] = adversary
    draft.opened[w, slot] = draft.step
    of_median = 100 + (LENGTH_TABLE[quantile] - 100) * rules.length_spread // ONE
    draft.length[w, slot] = np.maximum(DAYS[kind] * of_median // 100, 5)
    draft.violence[w, slot] = (odds[:, None] >= VIOLENCE_ODDS[kind]).sum(axis=1)
    draft.posture[w, slot] = 1
    draft.demand[w, slot] = (scale[:, None] * DEMAND[kind] // 100).astype(np.int32)
    shock = phase.luck.normal(Purpose.SHOCK, w, *mark)
    draft.mood[w, slot] = share(shock, rules.will_shock)
    phase.log("crisis_opened", w, victim, adversary, value=kind + 1, detail=slot)
