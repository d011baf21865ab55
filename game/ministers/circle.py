"""The nations that matter to one seat, as a world of their own: small enough to try plans in while a player looks on.

The seat, whoever its plan touches, and its most important partners, rivals and neighbours stay as they are. One more
row stands for everybody else: it gives no orders and gets none, but keeps their contingents in missions and their
seats at treaties. Nothing but the seat's own observation decides who belongs to the circle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.core.exact import ONE
from game.core.instruments.decision import waiting
from game.core.observe import Observation, observe
from game.core.orders import Order
from game.core.setting import ScenarioEvent, Setting, Treaties
from game.core.state import SHAPES, State
from game.core.terms import Ints
from game.ministers.partners import Prospects

Rows64 = NDArray[np.int64]
SIZE = 12
"""Nations in a circle, the seat among them."""


@dataclass(frozen=True)
class Circle:
    """A small world and the seat's row in it; what the rest of the world adds to the seat's support and standing."""

    seen: Observation
    seat: int
    outside_support: int  # hundredths of contingents the seat counts on beyond what the circle shows
    outside_standing: int  # ten-thousandths by which the circle's median standing is above the world's


def circle_of(seen: Observation, seat: int, plan: Iterable[Order], size: int = SIZE) -> Circle:
    """The circle of a seat (batch of one); the whole world where it is small enough."""
    setting = seen.setting
    if setting.n <= size + 1:
        return Circle(seen, seat, 0, 0)
    rows = _chosen(seen, seat, _touched(seen, seat, plan), size)
    standing = _standing_treaties(seen, rows)
    told = _told(setting, {setting.nations[row] for row in rows[:-1]})
    axes = {"N": rows, "C": np.concatenate([rows, rows + setting.n]), "T": standing, "E": told}
    small = observe(_smaller(seen.public, axes), _setting(seen, rows, standing, told))
    place = int(np.nonzero(rows == seat)[0][0])
    support = int(seen.support_by[0, seat].sum()) - int(small.support_by[0, place].sum())
    gap = _median(small.public.standing[0]) - _median(seen.public.standing[0])
    return Circle(small, place, support, gap)


def _median(standing: Ints) -> int:
    return int(np.sort(standing)[len(standing) // 2])


def _touched(seen: Observation, seat: int, plan: Iterable[Order]) -> set[int]:
    """Nations that have to be there: targets of the plan, parties to the seat's crises, who asks or offers anything."""
    setting, public, n = seen.setting, seen.public, seen.setting.n
    found = {seat}
    for order in plan:
        name = order.target.partition(":")[0]
        if name in setting.nations:
            found.add(setting.nations.index(name))
        if order.target in setting.missions.ids:
            found.add(int(setting.missions.host[setting.missions.ids.index(order.target)]))
    slots = set(np.nonzero(public.asked[0, seat] | public.asked_against[0, seat])[0].tolist())
    slots |= {slot for slot in np.nonzero(public.kind[0])[0].tolist() if _party(public, slot, seat, n)}
    slots |= {victim + layer * n for victim in tuple(found) for layer in (0, 1)}
    for slot in slots:
        if public.kind[0, slot] > 0:
            found |= {slot % n, int(public.adversary[0, slot])}
        if slot % n == seat:
            found |= set(np.nonzero(public.rung[0, :, slot] | public.against[0, :, slot])[0].tolist())
    found |= set(np.nonzero(public.offer[0, :, seat])[0].tolist())
    found |= {row for number, open_now in waiting(seen) if open_now[0] for row in _parties(setting, number, seat)}
    return found - {-1}


def _parties(setting: Setting, number: int, seat: int) -> set[int]:
    """Whoever a decision of the seat is about."""
    decision = setting.decisions[number]
    if setting.row(decision.nation) != seat:
        return set()
    effects = [effect for row in (decision.event, *decision.choices) for effect in setting.events[row].effects]
    return {setting.row(name) for effect in effects for name in (effect.target, effect.toward) if name}


def _party(public: State, slot: int, seat: int, n: int) -> bool:
    helps = public.rung[0, seat, slot] > 0 or public.against[0, seat, slot] > 0
    return bool(slot % n == seat or public.adversary[0, slot] == seat or helps)


def _chosen(seen: Observation, seat: int, touched: set[int], size: int) -> Rows64:
    """Rows of the circle in the order of the whole world, and the last for everybody else."""
    setting = seen.setting
    weight = importance(seen, seat)
    weight[list(touched)] += 1 << 24
    order = np.lexsort((setting.rank, -weight))
    inner = np.sort(order[: max(size, len(touched))])
    outside = np.setdiff1d(np.arange(setting.n), inner)
    far = outside[np.lexsort((setting.rank[outside], -setting.distance[seat, outside]))]
    return np.concatenate([inner, far[:1]])


def importance(seen: Observation, seat: int) -> NDArray[np.int64]:
    """(N,) how much each nation matters to the seat: its help now and to be won, its hostility, its nearness."""
    setting = seen.setting
    support = seen.support_by[0, seat].astype(np.int64) * ONE // int(seen.needed[seat])
    won = Prospects(seen).gain[0, seat].astype(np.int64) * 4
    near = setting.around[seat] * 1_500 + setting.nearness[seat] // 4
    known: NDArray[np.int64] = 4 * support + won + seen.strength[0, seat] + 2 * seen.public.hostility[0, seat] + near
    return known * seen.public.alive[0]


def _standing_treaties(seen: Observation, rows: Rows64) -> Rows64:
    """Treaties that still bind at least two of the circle."""
    return np.nonzero(seen.public.member[0][:, rows[:-1]].sum(axis=1) >= 2)[0]


def _told(setting: Setting, inside: set[str]) -> Rows64:
    """Events that need nobody outside the circle, neither themselves nor in what they wait for or leave to choose."""
    kept = {event.id: number for number, event in enumerate(setting.events) if _within(event, inside)}
    dated = [number for number, event in enumerate(setting.events) if not event.id and _within(event, inside)]
    kept.pop("", None)
    while lost := [name for name, number in kept.items() if not _whole(setting, number, kept)]:
        for name in lost:
            del kept[name]
    return np.array(sorted([*kept.values(), *(one for one in dated if _whole(setting, one, kept))]), np.int64)


def _within(event: ScenarioEvent, inside: set[str]) -> bool:
    named = {event.target}
    named |= {name for effect in event.effects for name in (effect.target, effect.toward) if name}
    named |= {name for condition in event.when for name in (condition.nation, condition.toward) if name}
    return named <= inside


def _whole(setting: Setting, number: int, kept: dict[str, int]) -> bool:
    """Whether what an event waits for is kept, and of a choice the event and all other choices."""
    event = setting.events[number]
    decided = [one for one in setting.decisions if number == one.event or number in one.choices]
    parts = {setting.events[row].id for one in decided for row in (one.event, *one.choices)}
    return (not event.after or event.after in kept) and parts <= set(kept)


def _smaller(now: State, axes: dict[str, Rows64]) -> State:
    """The state of the chosen nations; the last row takes over the contingents of all who are left out."""
    n, rows, treaties = now.alive.shape[1], axes["N"], axes["T"]
    arrays = {}
    for name, array in now.arrays():
        for axis, letter in enumerate(SHAPES.get(name, "W")):
            if letter in axes:
                array = np.take(array, axes[letter], axis=axis)
        arrays[name] = array.copy()
    place = np.full(n + 1, -1, np.int32)
    place[rows[:-1]] = np.arange(len(rows) - 1)
    arrays["adversary"] = place[arrays["adversary"]]
    outside = np.setdiff1d(np.arange(n), rows[:-1])
    arrays["posted"][:, :, -1] = now.posted[:, :, outside].sum(axis=2)
    arrays["member"][:, :, -1] = now.member[:, treaties][..., outside].any(axis=2)
    arrays["alive"][:, -1] = False
    for slot in (len(rows) - 1, 2 * len(rows) - 1):
        arrays["kind"][:, slot] = 0
        arrays["adversary"][:, slot] = -1
    return State(step=now.step, **arrays)


def _setting(seen: Observation, rows: Rows64, treaties: Rows64, told: Rows64) -> Setting:
    """The setting of the chosen nations; missions whose host is left out lie outside, treaties are as they stand."""
    setting = seen.setting
    n, last = setting.n, len(rows) - 1
    place = np.full(n + 1, -1, np.int32)
    place[rows[:-1]] = np.arange(last)
    outside = np.setdiff1d(np.arange(n), rows[:-1])
    standing, seats = seen.public.member[0, treaties], setting.forums.members[:, rows]
    members = standing[:, rows]
    members[:, -1] = standing[:, outside].any(axis=1)
    kept = Treaties(tuple(setting.treaties.ids[t] for t in treaties), setting.treaties.type[treaties], members)
    seats[:, -1] = False
    block = np.ix_(rows, rows)
    pairs = {name: getattr(setting, name)[block] for name in ("distance", "border", "rivalry", "similarity")}
    stocks = ("size", "capability", "income", "staff", "stability", "terror")
    single = {name: getattr(setting, name)[rows] for name in stocks}
    return replace(
        setting,
        nations=tuple(setting.nations[row] for row in rows),
        treaties=kept,
        missions=replace(setting.missions, host=place[setting.missions.host]),
        forums=replace(setting.forums, members=seats, host=place[setting.forums.host]),
        personality=tuple(setting.personality[row] for row in rows),
        events=tuple(setting.events[number] for number in told),
        **pairs,
        **single,
    )
