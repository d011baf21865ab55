"""One decision point: orders in, the next state out; pure, waits for nobody and calls nobody back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from game.core import commitments, drift, fog, story
from game.core.alliances import alliances
from game.core.chance import Luck
from game.core.crises import course, onset
from game.core.instruments.agreement import upkeep
from game.core.instruments.peacekeeping import keep_to_ceilings
from game.core.observe import Observation
from game.core.orders import OrderTable, apply
from game.core.phase import Happening, Phase
from game.core.setting import Setting
from game.core.state import State
from game.core.terms import Ints
from game.core.vocabulary import HUNDRED


@dataclass(frozen=True, slots=True)
class StepResult:
    """The next state, what happened, and (W, N, K) a code for each order: 0 carried out, else refused."""

    state: State
    events: list[Happening]
    refused: Ints


def step(
    state: State, orders: OrderTable, setting: Setting, seed: int, observed: Observation | None = None
) -> StepResult:
    """Advance every world by one decision point; the input is left untouched.

    orders: tables of W worlds and N nations; observed: the observation of this very state, where there is one, so that
    what was reckoned for it is not reckoned again. Raises ValueError when the shape of the orders is not the state's.
    """
    expected = (state.worlds, setting.n)
    if orders.instrument.shape[:2] != expected:
        raise ValueError(f"orders are for {orders.instrument.shape[:2]} worlds and nations, the state has {expected}")
    phase = Phase(state, state.copy(), setting, Luck.of(seed, state.world, state.step), observed=observed)
    if state.planning:
        refused = apply(phase, orders)
        keep_to_ceilings(phase)
        drift.bound(phase.draft)
    else:
        phase.draft.counter[:] = 0
        refused = apply(phase, orders)
        _move_on(phase, seed)
    return StepResult(replace(phase.draft, step=state.step + 1), phase.happenings, refused)


def _move_on(phase: Phase, seed: int) -> None:
    """The world after everybody has answered: what stands works, crises go on, end and begin, estimates age."""
    drift.move_on(phase)
    commitments.expire(phase)
    course.go_on(phase)
    onset.begin(phase, alliances(phase.now, phase.setting, phase.seen.public_points))
    story.tell(phase)
    drift.settle(phase)
    _failures(phase)
    fog.look(phase, seed)


def _failures(phase: Phase) -> None:
    """A nation whose integrity is gone fails: it gives no more orders, and its crises end with it."""
    draft, n = phase.draft, phase.setting.n
    w, i = np.nonzero(draft.alive & (draft.integrity <= 0))
    draft.alive[w, i] = False
    for layer in (0, 1):
        slot = i + layer * n
        burning = draft.kind[w, slot] > 0
        course.release(phase, w[burning], slot[burning])
    draft.staff[w, i] = 0
    phase.log("state_failed", w, i)


def start(initial: State, setting: Setting, seed: int) -> State:
    """The first state of a game: everybody has taken a first look at everybody else."""
    phase = Phase(initial, initial.copy(), setting, Luck.of(seed, initial.world, 0))
    fog.look(phase, seed, everyone=True)
    kept = upkeep(initial.agreement, setting.rules.upkeep_staff)
    phase.draft.staff[:] = np.maximum(setting.staff - kept, HUNDRED)
    return phase.draft
