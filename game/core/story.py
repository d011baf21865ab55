"""Events of the scenario: dated, or waiting for conditions and for other events."""

from __future__ import annotations

import numpy as np

from game.core.phase import Phase
from game.core.setting import EventCondition, Flags, ScenarioEvent, Setting
from game.core.state import State
from game.core.terms import Ints


def tell(phase: Phase) -> None:
    """Find every event that is due, then let all of them happen, so that their order in the file can't matter."""
    setting, draft, turn = phase.setting, phase.draft, phase.now.turn
    numbers = {event.id: number for number, event in enumerate(setting.events) if event.id}
    due = [_due(phase, number, event, numbers) for number, event in enumerate(setting.events)]
    for number, (event, happens) in enumerate(zip(setting.events, due, strict=True)):
        w = np.nonzero(happens)[0]
        row = setting.row(event.target)
        array = getattr(draft, event.kind)
        if event.toward:
            other = setting.row(event.toward)
            array[w, row, other] += event.amount
            if event.kind == "hostility":
                array[w, other, row] += event.amount
        else:
            array[w, row] += event.amount
        draft.fired[w, number] = turn + 1
        phase.log("scenario", w, np.full(len(w), row), value=event.amount, detail=number)


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
