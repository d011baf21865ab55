"""The same worlds with their nations listed in another order: what the rules must not notice."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from game.content.format.events import Event
from game.content.format.model import Scenario
from game.core.instruments import TABLE
from game.core.instruments.instrument import Target
from game.core.orders import OrderTable
from game.core.setting import Setting
from game.core.state import SHAPES, State

PER_NATION = {
    "distance": (0, 1), "border": (0, 1), "size": (0,), "capability": (0,), "income": (0,), "staff": (0,),
    "rivalry": (0, 1), "similarity": (0, 1), "stability": (0,), "terror": (0,),
}  # fmt: skip
"""Arrays of a setting and their nation axes; the rest is relabelled by hand below or names no nation by row."""

OTHER_FIELDS = {"scenario", "title", "start", "turns", "rules", "nations", "treaties", "missions", "forums",
                "personality", "objectives", "events"}  # fmt: skip


def unknown_fields() -> set[str]:
    """Fields of Setting that this module does not know how to relabel."""
    return {item.name for item in fields(Setting)} - set(PER_NATION) - OTHER_FIELDS


def inverse(order: np.ndarray) -> np.ndarray:
    """Where each old row went."""
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return back


def _moved(rows: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Nation rows (or -1) as values, in the new numbering."""
    return np.where(rows >= 0, inverse(order)[rows], rows).astype(np.int32)


def relabelled_setting(setting: Setting, order: np.ndarray) -> Setting:
    """Row r of the result is nation `order[r]` of the given setting."""
    arrays = {}
    for name, axes in PER_NATION.items():
        array = getattr(setting, name)
        for axis in axes:
            array = array.take(order, axis=axis)
        arrays[name] = array
    forums = replace(setting.forums, members=setting.forums.members[:, order], host=_moved(setting.forums.host, order))
    return replace(
        setting,
        nations=tuple(setting.nations[row] for row in order),
        personality=tuple(setting.personality[row] for row in order),
        treaties=replace(setting.treaties, members=setting.treaties.members[:, order]),
        missions=replace(setting.missions, host=_moved(setting.missions.host, order)),
        forums=forums,
        **arrays,
    )


def relabelled_state(state: State, order: np.ndarray) -> State:
    """The same state for the setting relabelled by the same order; crisis slots move along with their victims."""
    slots = np.concatenate([order, order + len(order)])
    arrays = {}
    for name, array in state.arrays():
        for axis, letter in enumerate(SHAPES.get(name, "W")):
            if letter == "N":
                array = array.take(order, axis=axis)
            elif letter == "C":
                array = array.take(slots, axis=axis)
        arrays[name] = np.ascontiguousarray(array)
    arrays["adversary"] = _moved(arrays["adversary"], order)
    return replace(state, **arrays)


def relabelled_orders(orders: OrderTable, order: np.ndarray) -> OrderTable:
    """The same orders by the same nations, given to the same nations and crises."""
    n, back = len(order), inverse(order)
    kinds = np.array([list(Target).index(row.target) for row in TABLE])[orders.instrument]
    nation = kinds == list(Target).index(Target.NATION)
    crisis = kinds == list(Target).index(Target.CRISIS)
    target = np.where(nation, back[orders.target % n], orders.target)
    target = np.where(crisis, back[orders.target % n] + orders.target // n * n, target)
    columns = [column[:, order] for column in orders.columns()]
    columns[2] = target.astype(np.int32)[:, order]
    return OrderTable(*columns)


def listed_differently(scenario: Scenario, order: np.ndarray) -> Scenario:
    """The scenario with its nations in another order in the file."""
    return scenario.model_copy(update={"nations": tuple(scenario.nations[row] for row in order)})


def reduced(scenario: Scenario, ids: tuple[str, ...]) -> Scenario:
    """The scenario with some of its nations only, and what lies among them."""
    kept = set(ids)

    def among(members: object) -> tuple[str, ...]:
        return tuple(one for one in members if one in kept)  # type: ignore[attr-defined]

    pairs = {
        name: tuple(item for item in getattr(scenario, name) if item.a in kept and item.b in kept)
        for name in ("agreements", "rivalries", "ties")
    }
    groups = {
        name: tuple(
            item.model_copy(update={"members": among(item.members)} | _host(item, kept))
            for item in getattr(scenario, name)
            if len(among(item.members)) > 1
        )
        for name in ("treaties", "forums")
    }
    missions = tuple(
        item.model_copy(
            update={"contributors": tuple(one for one in item.contributors if one.nation in kept)} | _host(item, kept)
        )
        for item in scenario.missions
    )
    update = pairs | groups | {
        "nations": tuple(nation for nation in scenario.nations if nation.id in kept),
        "missions": missions,
        "borders": scenario.borders and scenario.borders.model_copy(
            update={"land": tuple(pair for pair in scenario.borders.land if set(pair) <= kept)}
        ),
        "posts": scenario.posts and scenario.posts.model_copy(
            update={"held": {one: among(hosts) for one, hosts in scenario.posts.held.items() if one in kept}}
        ),
        "events": tuple(event for event in scenario.events if _named_by(event) <= kept),
        "personalities": {one: name for one, name in scenario.personalities.items() if one in kept},
        "recommended": (),
    }  # fmt: skip
    return scenario.model_copy(update=update)


def _host(item: object, kept: set[str]) -> dict[str, str | None]:
    host = getattr(item, "host", None)
    return {"host": host if host in kept else None} if hasattr(item, "host") else {}


def _named_by(event: Event) -> set[str]:
    effects = [effect for choice in event.choices for effect in choice.effects]
    conditions = {name for one in event.when for name in (one.nation, one.toward) if name}
    return conditions | {name for one in (event, *effects) for name in (one.target, one.toward) if name}
