"""Events of the scenario: dated, or waiting for conditions, for other events, or for what a nation chooses."""

from __future__ import annotations

import numpy as np

from game.core.phase import Phase
from game.core.setting import EventCondition, Flags, ScenarioEvent, Setting
from game.core.state import State
from game.core.terms import Ints


def tell(phase: Phase) -> None:
    """Find every event that is due, then let all of them happen, so that their order in the file can't matter."""
    _choose_by_silence(phase)
    setting, now, draft = phase.setting, phase.now, phase.draft
    numbers = {event.id: number for number, event in enumerate(setting.events) if event.id}
    due = [
        (draft.fired[:, number] > 0) & (now.fired[:, number] == 0)
        if event.offered_by
        else _due(phase, number, event, numbers)
        for number, event in enumerate(setting.events)
    ]
    for number, (event, happens) in enumerate(zip(setting.events, due, strict=True)):
        w = np.nonzero(happens)[0]
        for effect in event.effects:
            array, row = getattr(draft, effect.kind), setting.row(effect.target)
            if effect.toward:
                other = setting.row(effect.toward)
                array[w, row, other] += effect.amount
                if effect.kind == "hostility":
                    array[w, other, row] += effect.amount
            else:
                array[w, row] += effect.amount
        draft.fired[w, number] = now.turn + 1
        first = event.effects[0].amount if event.effects else 0
        phase.log("scenario", w, np.full(len(w), setting.row(event.target)), value=first, detail=number)


def _choose_by_silence(phase: Phase) -> None:
    """Where a choice was open in this turn and nobody has chosen, the first one happens; a failed state has none."""
    now, draft = phase.now, phase.draft
    for decision in phase.setting.decisions:
        waiting = (now.fired[:, decision.event] > 0) & draft.alive[:, phase.setting.row(decision.nation)]
        silent = waiting & ~draft.fired[:, decision.choices].any(axis=1)
        draft.fired[silent, decision.choices[0]] = now.turn + 1


def _due(phase: Phase, number: int, event: ScenarioEvent, numbers: dict[str, int]) -> Flags:
    """(W,) worlds in which the event happens at the end of this turn."""
    now, turn = phase.now, phase.now.turn
    if not event.when and not event.after:
        return np.full(now.worlds, event.turn == turn)
    in_time = turn >= event.turn and (event.until < 0 or turn <= event.until)
    happens: Flags = (now.fired[:, number] == 0) & in_time
    if event.after:
        happens &= now.fired[:, numbers[event.after]] > 0
    for condition in event.when:
        happens &= _holds(condition, phase.draft, phase.setting)
    return happens


def _holds(condition: EventCondition, draft: State, setting: Setting) -> Flags:
    value: Ints = getattr(draft, condition.quantity)[:, setting.row(condition.nation)]
    if condition.toward:
        value = value[:, setting.row(condition.toward)]
    holds: Flags = np.ones(len(value), np.bool_)
    if condition.at_least is not None:
        holds &= value >= condition.at_least
    if condition.at_most is not None:
        holds &= value <= condition.at_most
    return holds
