"""From the events of a scenario to those of the engine: choices become events of their own."""

from __future__ import annotations

from game.content.format.events import Condition, Event
from game.content.format.model import Scenario
from game.core.exact import ONE
from game.core.setting import EventCondition, EventEffect, ScenarioEvent
from game.core.vocabulary import HUNDRED

NEVER = -1
AMOUNT_UNIT = {"funds": HUNDRED}  # all other quantities are shares, in ten-thousandths


def events_of(scenario: Scenario) -> tuple[ScenarioEvent, ...]:
    """Events in the order of the file, then the choices that they leave, as events of their own."""
    choices = [
        ScenarioEvent(
            turn=event.turn,
            target=event.target,
            effects=tuple(_effect(one.kind, one.target, one.amount, one.toward) for one in choice.effects),
            text=choice.text,
            id=f"{event.id}.{choice.id}",
            offered_by=event.id or "",
            price=round(choice.price * HUNDRED),
        )
        for event in scenario.events
        for choice in event.choices
    ]
    return (*(_event(event) for event in scenario.events), *choices)


def _effect(kind: str, target: str, amount: float, toward: str | None) -> EventEffect:
    return EventEffect(kind, target, _units(kind, amount), toward or "")


def _event(event: Event) -> ScenarioEvent:
    """The engine counts turns from 0, the file from 1."""
    return ScenarioEvent(
        turn=event.turn - 1,
        target=event.target,
        effects=(_effect(event.kind, event.target, event.amount, event.toward),)
        if event.kind is not None and event.amount is not None
        else (),
        text=event.text,
        id=event.id or "",
        until=event.until - 1 if event.until is not None else NEVER,
        when=tuple(_condition(condition) for condition in event.when),
        after=event.after or "",
    )


def _condition(condition: Condition) -> EventCondition:
    bounds = (
        None if bound is None else _units(condition.quantity, bound)
        for bound in (condition.at_least, condition.at_most)
    )
    return EventCondition(condition.quantity, condition.nation, condition.toward or "", *bounds)


def _units(quantity: str, amount: float) -> int:
    return round(amount * AMOUNT_UNIT.get(quantity, ONE))
