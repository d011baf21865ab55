"""Choices that the scenario's story leaves to a nation: taken in RESPOND, and weighed by one measure that all share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.exact import ONE
from game.core.instruments.instrument import Check, Instrument, Rows, Rows64, Target, cost
from game.core.knobs import knob
from game.core.observe import Observation
from game.core.phase import Phase
from game.core.setting import EventEffect, Flags
from game.core.terms import Ints, Score, score
from game.core.vocabulary import HUNDRED

PLACES = ("first", "second", "third")
"""A choice is ordered by its place among those of its event."""


@dataclass(frozen=True)
class DecisionKnobs:
    """What ministers take the effects of a choice to be worth; effects on the index count by its own weights."""

    choice_funds: int = knob(4, 0, 100, "tenths a point", "worth of a point of funds in a choice of the story")
    choice_trust: int = knob(120, 0, 1000, "tenths", "worth of full trust of another in oneself in such a choice")
    choice_hostility: int = knob(160, 0, 1000, "tenths", "what full hostility with another counts against a choice")
    choice_others: int = knob(2_500, 0, ONE, "ten-thousandths", "how much of what happens to others counts as own")


def _event(phase: Phase, rows: Rows) -> Rows64:
    return np.array([decision.event for decision in phase.setting.decisions], np.int64)[rows.target]


def _choice(phase: Phase, rows: Rows) -> Rows64:
    """(R,) rows of the chosen events, -1 where there is no such choice."""
    table = np.full((len(phase.setting.decisions), len(PLACES)), -1, np.int64)
    for place, decision in enumerate(phase.setting.decisions):
        table[place, : len(decision.choices)] = decision.choices
    return table[rows.target, rows.option]


def _not_theirs(phase: Phase, rows: Rows) -> Flags:
    owner = np.array([phase.setting.row(decision.nation) for decision in phase.setting.decisions], np.int64)
    foreign: Flags = owner[rows.target] != rows.i
    return foreign


def _taken(phase: Phase, rows: Rows) -> Flags:
    taken = np.zeros(len(rows), np.bool_)
    for place, decision in enumerate(phase.setting.decisions):
        here = rows.target == place
        taken[here] = phase.draft.fired[rows.w[here]][:, decision.choices].any(axis=1)
    return taken


def _price(phase: Phase, rows: Rows) -> Ints:
    prices = np.array([event.price for event in phase.setting.events], np.int32)
    return prices[_choice(phase, rows)]


def _effect(phase: Phase, rows: Rows) -> None:
    """The story tells the chosen event, and what it moves, when the turn ends."""
    phase.draft.fired[rows.w, _choice(phase, rows)] = phase.now.turn + 1


DECIDE = Instrument(
    key="decide",
    name="Decide",
    help="Choose what to do about what the story has brought before you; the first choice is what silence means.",
    planning=False,
    options=PLACES,
    target=Target.DECISION,
    checks=(
        Check("that is for another nation to decide", _not_theirs),
        Check("there is nothing to decide yet", lambda p, r: p.now.fired[r.w, _event(p, r)] == 0),
        Check("there is no such choice", lambda p, r: _choice(p, r) < 0),
        Check("that has been decided", _taken),
    ),
    cost=lambda phase, rows: cost(rows, funds=_price(phase, rows)),
    effect=_effect,
    option_names={"first": "First choice", "second": "Second choice", "third": "Third choice"},
)


def waiting(seen: Observation) -> list[tuple[int, Flags]]:
    """Decisions by number, each with the (W,) worlds in which it waits for its nation."""
    fired = seen.public.fired
    return [
        (number, (fired[:, decision.event] > 0) & ~(fired[:, decision.choices] > 0).any(axis=1))
        for number, decision in enumerate(seen.setting.decisions)
    ]


def choice_score(seen: Observation, number: int, place: int) -> Score:
    """(W,) tenths of what one choice of a decision is worth to its nation, as far as that nation knows."""
    setting = seen.setting
    decision = setting.decisions[number]
    event, i = setting.events[decision.choices[place]], setting.row(decision.nation)
    parts: dict[str, Ints] = {}
    nothing = np.zeros(seen.worlds, np.int32)
    for effect in event.effects:
        points = _own(seen, effect) if effect.target == decision.nation else _others(seen, effect, i)
        parts[effect.kind] = parts.get(effect.kind, nothing) + points
    return score(
        price=np.full(seen.worlds, -event.price * setting.rules.choice_funds // HUNDRED, np.int32),
        funds=parts.get("funds", nothing),
        stability=parts.get("stability", nothing),
        terror=parts.get("terror", nothing),
        standing=parts.get("standing", nothing),
        readiness=parts.get("readiness", nothing),
        trust=parts.get("trust", nothing),
        hostility=parts.get("hostility", nothing),
    )


def _own(seen: Observation, effect: EventEffect) -> Ints:
    """(W,) tenths of an effect on the nation that chooses."""
    rules = seen.setting.rules
    weight, unit = {
        "stability": (rules.index_stability, ONE), "standing": (rules.index_standing, ONE),
        "readiness": (rules.index_support // 2, ONE), "terror": (-rules.index_stability // 2, ONE),
        "funds": (rules.choice_funds, HUNDRED), "trust": (rules.choice_trust // 2, ONE),
        "hostility": (-rules.choice_hostility, ONE),
    }[effect.kind]  # fmt: skip
    return np.full(seen.worlds, effect.amount * weight // unit, np.int32)


def _others(seen: Observation, effect: EventEffect, i: int) -> Ints:
    """(W,) tenths of an effect on somebody else: towards oneself in full, else as friends' fortunes."""
    setting, rules = seen.setting, seen.setting.rules
    if effect.toward == setting.nations[i]:
        weight = rules.choice_trust if effect.kind == "trust" else -rules.choice_hostility
        return np.full(seen.worlds, effect.amount * weight // ONE, np.int32)
    if effect.kind == "trust":
        return np.zeros(seen.worlds, np.int32)
    share = rules.choice_others
    if effect.kind == "hostility":
        return np.full(seen.worlds, -effect.amount * rules.choice_hostility // ONE * share // ONE, np.int32)
    friend = np.maximum(seen.mine.trust[:, i, setting.row(effect.target)], 0)
    return (_own(seen, effect) * friend // ONE * share // ONE).astype(np.int32)
