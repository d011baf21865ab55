"""The story in words: events, the choices that they leave, and what a choice moves."""

from __future__ import annotations

from game.content.format.events import Choice, Event
from game.content.format.model import Scenario
from game.core.setting import EventEffect, Setting
from game.ui.words.explain import term_name
from game.ui.words.i18n import _
from game.ui.words.names import nation_name, worded

POINTS = {"funds": (100, "{sign}{n:g}")}
SHARE = (100, "{sign}{n:g}%")
"""Divisor and form of an amount: points for funds, per cent of their range for all else."""


def event_text(scenario: Scenario, setting: Setting, number: int) -> str:
    """What the dispatch says of an event of the setting, or of a choice that was taken."""
    events = worded(scenario).events
    if number < len(events):
        return events[number].text
    name, _dot, choice = setting.events[number].id.partition(".")
    return next((one.text for one in _event(scenario, name).choices if one.id == choice), "")


def question(scenario: Scenario, decision: str) -> str:
    """What a nation has to decide about."""
    return _event(scenario, decision).text


def choices_of(scenario: Scenario, decision: str) -> tuple[Choice, ...]:
    """The choices of a decision, in the player's words."""
    return _event(scenario, decision).choices


def _event(scenario: Scenario, name: str) -> Event:
    return next(event for event in worded(scenario).events if event.id == name)


def effect_text(scenario: Scenario, setting: Setting, effect: EventEffect) -> str:
    """As "Hostility, Caldris and Galtis: -6%"."""
    divisor, form = POINTS.get(effect.kind, SHARE)
    amount = form.format(sign="+" if effect.amount > 0 else "\N{MINUS SIGN}", n=abs(effect.amount) / divisor)
    what, whose = term_name(effect.kind), nation_name(scenario, setting.row(effect.target))
    if not effect.toward:
        return _("{what}, {nation}: {amount}").format(what=what, nation=whose, amount=amount)
    other = nation_name(scenario, setting.row(effect.toward))
    text = _("{what}, {nation} and {other}: {amount}")
    if effect.kind == "trust":
        text = _("{what} of {nation} in {other}: {amount}")
    return text.format(what=what, nation=whose, other=other, amount=amount)
