"""What one world of the facts run leaves behind: counts, lengths of crises, and dyads that might have fought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.content.building.start import build
from game.content.reading.load import load_scenario
from game.core.crises.kinds import KINDS
from game.core.orders import OrderTable
from game.core.phase import Happening
from game.core.setting import Setting
from game.core.state import State
from game.core.step import StepResult
from game.core.vocabulary import DEFENCE, PACT
from game.ministers.table import policy
from game.sim.match import Seats, play, worlds_numbered

SCENARIO = "world"
WAR, FIGHTING, LONG_DAYS = 3, 6, 90
INSURGENCY = next(position + 1 for position, kind in enumerate(KINDS) if kind.key == "insurgency")
TEN_YEARS = 40
UNIT = 10_000
"""Whole-number counts stand for shares of the inputs in ten-thousandths."""


@dataclass(frozen=True)
class Record:
    """One world: counts by name, days of each ended dispute (R,), and dyads (D, 5).

    A dyad row is: joined the target fighting, defence pact with it, ln distance, ln relative power, war.
    """

    world: int
    counts: Counter[str]
    days: NDArray[np.int32]
    dyads: NDArray[np.float64]


def record(world: int, seed: int, rules: Mapping[str, int], turns: int) -> Record:
    """Play one world of the facts run, and a twin without the calm of missions for the finding on relapse."""
    watch = _played(world, seed, rules, turns, {})
    twin = _played(world, seed, rules, turns, IDLE_MISSIONS)
    watch.counts["relapses_kept"], watch.counts["host_turns_kept"] = watch.relapses, watch.host_turns
    watch.counts["relapses_idle"], watch.counts["host_turns_idle"] = twin.relapses, twin.host_turns
    days = np.array(watch.days, np.int32)
    dyads = np.concatenate(watch.dyads) if watch.dyads else np.zeros((0, 5))
    return Record(world, watch.counts, days, dyads)


IDLE_MISSIONS = {"mission_calm": 0, "onset_peacekeepers": 0}
"""Rules under which missions have no effect, put in force after the world is built, so that it starts the same."""


def _played(world: int, seed: int, rules: Mapping[str, int], turns: int, later: Mapping[str, int]) -> Watch:
    scenario = load_scenario(SCENARIO)
    setting, state = build(scenario, worlds_numbered(world, 1), seed, dict(rules))
    setting = replace(setting, rules=setting.rules.changed(later))
    watch = Watch(setting, state)
    watch.network([nation.milex_usd_bn.number for nation in scenario.nations])
    seats = Seats(policy("balanced"), {})
    for orders, result in play(state, setting, seats, seed, turns):
        watch.see(orders, result)
    return watch


class Watch:
    """Follows one world (batch of one) and counts what the facts ask for."""

    def __init__(self, setting: Setting, state: State) -> None:
        self.setting, self.before, self.first = setting, state, state
        self.counts: Counter[str] = Counter(one=UNIT)
        self.days: list[int] = []
        self.dyads: list[NDArray[np.float64]] = []
        self.relapses = self.host_turns = 0
        self.taken_up: set[int] = set()
        self.mediated: set[int] = set()
        self.fought: dict[int, set[tuple[int, bool]]] = {}  # by slot: who fights, and whether for the victim
        hosts = setting.missions.host[setting.missions.host >= 0]
        self.hosts = np.unique(hosts)

    def network(self, spending: list[float]) -> None:
        """Input rows: the defence-pact network and military spending at the start."""
        pacts = self.pacts(self.first)
        triples = pacts @ pacts
        off = ~np.eye(len(pacts), dtype=np.bool_)
        self.counts.update(
            pacts=int(pacts.sum()), pairs=int(off.sum()), triangles=int((triples * pacts).sum()),
            triples=int(triples[off].sum()), without_pact=int((pacts.sum(axis=1) == 0).sum()), nations=len(pacts),
            pacts_0=int(pacts.sum()),
        )  # fmt: skip
        ordered = np.sort(np.array(spending))
        ranks = np.arange(1, len(ordered) + 1)
        gini = (2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum())
        self.counts["gini"] = round(UNIT * float(gini))
        self.counts["top_five"] = round(UNIT * float(ordered[-5:].sum() / ordered.sum()))

    def pacts(self, state: State) -> NDArray[np.int64]:
        """(N, N) 1 where a standing defence treaty of the start or a defence pact binds two nations."""
        treaties = self.setting.treaties.type == DEFENCE
        member = state.member[0][treaties].astype(np.int64)
        bound = (member.T @ member + state.agreement[0, PACT]) > 0
        np.fill_diagonal(bound, False)
        return bound.astype(np.int64)

    def see(self, orders: OrderTable, result: StepResult) -> None:
        """Take note of one decision point."""
        for event in result.events:
            note = getattr(self, f"_{event.kind}", None)
            if note is not None:
                note(event)
        self.before = result.state
        if result.state.planning:
            self._turn(result.state)

    def _turn(self, state: State) -> None:
        quiet = state.kind[0, self.hosts + self.setting.n] == 0
        self.host_turns += int(quiet.sum())
        for turns, name in ((TEN_YEARS, "pacts_10"), (100, "pacts_25")):
            if state.turn == turns:
                still = self.pacts(state) & self.pacts(self.first)
                self.counts[name] = int(still.sum())

    def _crisis_opened(self, event: Happening) -> None:
        for kind, victim, adversary, slot in zip(event.value, event.nation, event.other, event.detail, strict=True):
            self.taken_up.discard(int(slot))
            self.mediated.discard(int(slot))
            self.fought[int(slot)] = set()
            self.counts["disputes"] += int(adversary >= 0)
            self.relapses += int(kind == INSURGENCY and victim in self.hosts)

    def _taken_up(self, event: Happening) -> None:
        self.taken_up.update(event.detail.tolist())

    def _mediated(self, event: Happening) -> None:
        self.mediated.update(event.detail.tolist())

    def _pledged(self, event: Happening, for_victim: bool = True) -> None:
        for nation, rung, slot in zip(event.nation.tolist(), event.value, event.detail.tolist(), strict=True):
            if rung == FIGHTING:
                self.fought.setdefault(slot, set()).add((nation, for_victim))

    def _opposed(self, event: Happening) -> None:
        self._pledged(event, for_victim=False)

    def _crisis_ended(self, event: Happening) -> None:
        for victim, adversary, outcome, slot in zip(
            event.nation.tolist(), event.other.tolist(), event.value.tolist(), event.detail.tolist(), strict=True
        ):
            if adversary >= 0:
                self._dispute(victim, adversary, outcome, slot)

    def _dispute(self, victim: int, adversary: int, outcome: int, slot: int) -> None:
        before, fought = self.before, self.fought.get(slot, set())
        violence, length = int(before.violence[0, slot]), int(before.length[0, slot])
        war = violence == WAR
        self.days.append(length)
        self.counts.update(["ended", f"violence_{violence}", f"outcome_{outcome}"])
        self.counts["long"] += length > LONG_DAYS
        self.counts["mediated"] += slot in self.mediated
        self.counts["taken_up"] += slot in self.taken_up
        self.counts["joined"] += bool(fought)
        self.counts["wars"] += war
        self.counts["joined_wars"] += war and bool(fought)
        if war:
            self._commitments(victim, fought)
        self._dyads(victim, adversary, {nation for nation, ours in fought if ours}, war)

    def _commitments(self, victim: int, fought: set[tuple[int, bool]]) -> None:
        """Each defence treaty of the victim is invoked by war, and honoured when any other member fights for it."""
        defence = self.setting.treaties.type == DEFENCE
        for members in self.before.member[0][defence]:
            if members[victim] and members.sum() > 1:
                self.counts["invoked"] += 1
                self.counts["honoured"] += any(ours and members[nation] for nation, ours in fought)

    def _dyads(self, victim: int, adversary: int, joined: set[int], war: bool) -> None:
        n = self.setting.n
        others = np.array([row for row in range(n) if row not in (victim, adversary) and self.before.alive[0, row]])
        table = np.empty((len(others), 5))
        table[:, 0] = np.isin(others, list(joined))
        table[:, 1] = self.pacts(self.before)[victim, others]
        table[:, 2] = np.log(self.setting.distance[victim, others] + 1)
        table[:, 3] = np.log(self.setting.size[others] / self.setting.size.sum())
        table[:, 4] = war
        self.dyads.append(table)
