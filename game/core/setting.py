"""All that never changes in a game: rules, geometry, names, permanent keys, objectives."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Keys, keys_of
from game.core.exact import ONE
from game.core.terms import Ints
from game.core.vocabulary import TREATIES

if TYPE_CHECKING:
    from game.core.ruleset import Rules

Flags: TypeAlias = NDArray[np.bool_]

LOSS_OF_STRENGTH_KM = 2_000
"""Distance at which help counts half: the loss-of-strength gradient of Boulding (1962), length an assumption."""


@dataclass(frozen=True)
class Objective:
    """A condition on one seat at the end: `kind` is index, standing, stability, integrity, allies or survive."""

    id: str
    title: str
    kind: str
    value: int
    main: bool
    nations: tuple[str, ...] = ()  # seats it is for; none named: every seat


@dataclass(frozen=True)
class EventCondition:
    """A bound on a quantity of `nation` (or of it towards another), in the quantity's own unit."""

    quantity: str
    nation: str
    toward: str = ""
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class EventEffect:
    """A quantity of `target` (or of it towards another) that an event moves, in the quantity's own unit."""

    kind: str
    target: str
    amount: int
    toward: str = ""


@dataclass(frozen=True)
class ScenarioEvent:
    """Something told at the end of a turn about `target`, and what it moves.

    Without `when` and `after` it happens in `turn`; else once, in the first turn from `turn` to `until` (-1: any)
    in which all conditions hold and the event `after` has happened before. A choice is an event too: `offered_by`
    names the event whose target takes it, at a price in funds (hundredths), in RESPOND of the turn after that event.
    """

    turn: int
    target: str
    effects: tuple[EventEffect, ...]
    text: str
    id: str = ""
    until: int = -1
    when: tuple[EventCondition, ...] = ()
    after: str = ""
    offered_by: str = ""
    price: int = 0


@dataclass(frozen=True)
class Decision:
    """A choice that an event leaves to its target: rows of the event and of its choices among the events."""

    id: str
    nation: str
    event: int
    choices: tuple[int, ...]


@dataclass(frozen=True)
class Missions:
    """M missions. Host -1 is an area outside the scenario; intensity 0..3; strength in contingents."""

    ids: tuple[str, ...]
    host: Ints  # (M,) nation row or -1
    organisation: Ints  # (M,) position in ORGANISATIONS
    intensity: Ints  # (M,) 0..3
    required: Ints  # (M,) contingents
    reimbursed: Flags  # (M,)

    @cached_property
    def keys(self) -> Keys:
        return keys_of(self.ids)


@dataclass(frozen=True)
class Forums:
    """F standing defence forums with fixed membership."""

    ids: tuple[str, ...]
    members: Flags  # (F, N)
    host: Ints  # (F,) nation row or -1

    @cached_property
    def keys(self) -> Keys:
        return keys_of(self.ids)


@dataclass(frozen=True)
class Treaties:
    """T treaties in force at the start; who leaves one is part of the state."""

    ids: tuple[str, ...]
    type: Ints  # (T,) position in TREATIES
    members: Flags  # (T, N)


@dataclass(frozen=True)
class Setting:
    """N nations in their world. Shares are in ten-thousandths (ONE), stocks and flows in hundredths."""

    scenario: str
    title: str
    start: tuple[int, int]  # year, quarter 1..4
    turns: int
    rules: Rules
    nations: tuple[str, ...]  # permanent ids, in row order
    distance: Ints  # (N, N) km between capitals
    border: Flags  # (N, N)
    size: Ints  # (N,) contingents owned at the start
    capability: Ints  # (N, 6) hundredths: level each category tends to (troops column: size)
    income: Ints  # (N,) funds a quarter before upkeep, hundredths
    staff: Ints  # (N,) staff a turn, hundredths
    rivalry: Ints  # (N, N) 0..ONE, symmetric: the scenario's baseline
    similarity: Ints  # (N, N) -ONE..ONE, interest similarity
    stability: Ints  # (N,) 0..ONE, the level it tends to
    terror: Ints  # (N,) 0..ONE, the level it tends to
    treaties: Treaties
    missions: Missions
    forums: Forums
    personality: tuple[str, ...]  # (N,) names known to the ministers
    objectives: tuple[Objective, ...] = ()
    events: tuple[ScenarioEvent, ...] = field(default=())

    @property
    def n(self) -> int:
        return len(self.nations)

    @cached_property
    def keys(self) -> Keys:
        """(N,) permanent keys."""
        return keys_of(self.nations)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What events leave to the nations they happen to, in the order of the events."""
        offered: dict[str, list[int]] = {}
        for number, event in enumerate(self.events):
            if event.offered_by:
                offered.setdefault(event.offered_by, []).append(number)
        return tuple(
            Decision(event.id, event.target, number, tuple(offered[event.id]))
            for number, event in enumerate(self.events)
            if event.id in offered
        )

    @cached_property
    def rank(self) -> Ints:
        """(N,) place of each nation by permanent id: what breaks ties, whatever the rows."""
        order = sorted(range(self.n), key=lambda row: self.nations[row])
        rank = np.empty(self.n, np.int32)
        rank[order] = np.arange(self.n, dtype=np.int32)
        return rank

    @cached_property
    def slot_order(self) -> NDArray[np.int64]:
        """(C,) crisis slots by permanent rank of the victim, then layer: an order that no listing changes."""
        slots = np.arange(2 * self.n)
        return np.lexsort((slots // self.n, self.rank[slots % self.n]))

    @cached_property
    def nearness(self) -> Ints:
        """(N, N) 1 / (1 + distance / 2,000 km) in ten-thousandths."""
        scaled = ONE * LOSS_OF_STRENGTH_KM // (LOSS_OF_STRENGTH_KM + self.distance)
        return scaled.astype(np.int32)

    @cached_property
    def around(self) -> Flags:
        """(N, N) whether j is around i: a land neighbour or a capital within the neighbourhood radius."""
        near = self.distance <= self.rules.neighbourhood_km
        return (near | self.border) & ~np.eye(self.n, dtype=np.bool_)

    @cached_property
    def rivals(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows (victim, challenger) of the ordered pairs that can come to a clash: rivals and neighbours."""
        victim, challenger = np.nonzero((self.rivalry > 0) | self.border)
        return victim, challenger

    @cached_property
    def shared_forums(self) -> Ints:
        """(N, N) forums both sit in, at most 3."""
        members = self.forums.members.astype(np.int32)
        shared = np.minimum(np.einsum("fi,fj->ij", members, members), 3).astype(np.int32)
        np.fill_diagonal(shared, 0)
        return shared

    @cached_property
    def treaty_pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """(treaty, one member, the other) of each treaty of two, members in the order of their permanent ids."""
        pairs = [
            (treaty, *sorted(np.nonzero(row)[0].tolist(), key=lambda nation: self.nations[nation]))
            for treaty, row in enumerate(self.treaties.members)
            if row.sum() == 2
        ]
        columns = np.array(pairs, np.int64).reshape(-1, 3).T
        return columns[0], columns[1], columns[2]

    @cached_property
    def treaty_bonds(self) -> Ints:
        """(N, N, 4) 1 where a treaty of each type binds a pair while everybody keeps the treaties of the start."""
        bonds = np.zeros((self.n, self.n, len(TREATIES)), np.int32)
        treaty, one, other = np.nonzero(self.treaties.members[:, :, None] & self.treaties.members[:, None, :])
        bonds[one, other, self.treaties.type[treaty]] = 1
        return bonds

    @cached_property
    def treaty_points(self) -> Ints:
        """(N, N) tenths of the strongest treaty of each pair while everybody keeps the treaties of the start."""
        return self.points_of_treaties(self.treaties.members[None])[0]

    @cached_property
    def _treaty_dyads(self) -> tuple[NDArray[np.int64], ...]:
        """(D,) treaty, one member, the other, points; sorted by pair; then (P,) where each pair begins."""
        treaty, one, other = np.nonzero(self.treaties.members[:, :, None] & self.treaties.members[:, None, :])
        apart = one != other
        treaty, one, other = treaty[apart], one[apart], other[apart]
        worth = np.array([getattr(self.rules, f"treaty_{TREATIES[kind]}") for kind in self.treaties.type], np.int64)
        many = self.treaties.members.sum(axis=1) > 2
        worth = np.where(many, worth * self.rules.multilateral_share // ONE, worth)
        pair = one * self.n + other
        order = np.argsort(pair, kind="stable")
        first = np.nonzero(np.diff(pair[order], prepend=-1))[0]
        return treaty[order], one[order], other[order], worth[treaty[order]], first

    def points_of_treaties(self, member: Flags) -> Ints:
        """(W, N, N) tenths of the strongest treaty of each pair for membership (W, T, N)."""
        points = np.zeros((len(member), self.n, self.n), np.int32)
        treaty, one, other, worth, first = self._treaty_dyads
        if len(first):
            standing = (member[:, treaty, one] & member[:, treaty, other]) * worth.astype(np.int32)
            points[:, one[first], other[first]] = np.maximum.reduceat(standing, first, axis=1)
        return points

    def row(self, nation: str) -> int:
        """Row of a nation id; raises KeyError when the scenario has no such nation."""
        try:
            return self.nations.index(nation)
        except ValueError:
            raise KeyError(nation) from None

    def quarter_of(self, turn: int) -> tuple[int, int]:
        """(year, quarter) of a turn counted from 0."""
        quarters = self.start[0] * 4 + self.start[1] - 1 + turn
        return quarters // 4, quarters % 4 + 1
