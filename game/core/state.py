"""The arrays of W worlds at one moment: integers only, worlds axis first, in C order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.setting import Flags, Setting
from game.core.terms import Ints
from game.core.vocabulary import AGREEMENTS, CATEGORIES, QUANTITIES

LAYERS = 2
"""Crises a nation can suffer at once: layer 0 comes from a rival, layer 1 from within or from nature.

Crisis slot c belongs to victim c % N in layer c // N, so no slot is ever allocated and renaming nations
moves slots along with them."""


@dataclass(frozen=True)
class State:
    """W worlds of N nations, M missions, F forums, T treaties and C = 2 N crisis slots."""

    step: int  # decision points since the start; even: PLAN, odd: RESPOND
    world: NDArray[np.int64]  # (W,) permanent world numbers
    # nations
    alive: Flags  # (W, N)
    funds: Ints  # (W, N) hundredths
    staff: Ints  # (W, N) hundredths left this turn
    officers: Ints  # (W, N) attaché officers at home
    schooling: Ints  # (W, N) quarters of officer training done
    home: Ints  # (W, N) contingents at home
    returning: Ints  # (W, N, 2) contingents home in one turn, in two
    drilling: Ints  # (W, N) contingents busy until the turn ends
    reserve: Ints  # (W, N) contingents that a crisis can mobilise
    capability: Ints  # (W, N, 6) hundredths; the troops column is unused, troops are `home`
    readiness: Ints  # (W, N) 0..ONE
    stability: Ints  # (W, N) 0..ONE
    terror: Ints  # (W, N) 0..ONE
    standing: Ints  # (W, N) 0..ONE
    integrity: Ints  # (W, N) 0..ONE; the state fails at 0
    kept: Ints  # (W, N) commitments honoured
    broken: Ints  # (W, N) commitments broken
    offices: Ints  # (W, N) 1 where a nation has offered good offices this turn
    mourning: Ints  # (W, N) casualties of the last quarters, hundredths
    # pairs
    trust: Ints  # (W, N, N) of i in j, -ONE..ONE
    interoperability: Ints  # (W, N, N) symmetric, 0..ONE
    access: Ints  # (W, N, N) how well i sees j, 0..ONE
    hostility: Ints  # (W, N, N) symmetric, 0..ONE
    favours: Ints  # (W, N, N) owed by i to j, tenths of a point
    post: Ints  # (W, N, N) 1 where i has an officer in j's capital
    pause: Ints  # (W, N, N) turns until the pair may drill again, symmetric
    agreement: Ints  # (W, 7, N, N) levels 0..3
    member: Flags  # (W, T, N) who still keeps a treaty
    # offers made in PLAN, answered in RESPOND
    offer: Ints  # (W, N, N) 0 none, 1..7 agreement type + 1, 8.. drill type + 8; from i to j
    offer_level: Ints  # (W, N, N) level asked, or contingents of a drill
    counter: Ints  # (W, N, N) level that i, asked by j, came back with; 0 none
    # missions and forums
    posted: Ints  # (W, M, N) contingents of each nation in each mission
    tour: Ints  # (W, M, N) turns served since the last rotation
    closed: Ints  # (W, M) 1 where a mission has ended
    present: Ints  # (W, F, N) 1 where a nation takes part this turn
    item: Ints  # (W, F) sponsored item in force, position in FORUM_ACTIONS, 0 none
    item_until: Ints  # (W, F) turn at whose end the item lapses
    # crises, C = 2 N slots
    kind: Ints  # (W, C) position in KINDS + 1; 0 none
    adversary: Ints  # (W, C) nation row or -1
    opened: Ints  # (W, C) step at which it began
    length: Ints  # (W, C) days
    violence: Ints  # (W, C) position in VIOLENCE
    posture: Ints  # (W, C) the victim's, position in POSTURES
    demand: Ints  # (W, C, 6) hundredths
    committed: Ints  # (W, C) the victim's own contingents in the field
    mediated: Ints  # (W, C) good offices accepted, in points' tenths
    voiced: Ints  # (W, C) turns for which the victim has escalated in public
    mood: Ints  # (W, C) the world's shared shock about this crisis, tenths of willingness
    recur: Ints  # (W, C) turns of raised recurrence left in this slot
    asked: Ints  # (W, N, C) 1 where the victim has asked i for help, 2 where it did so this turn
    rung: Ints  # (W, N, C) support ladder step i has pledged
    asked_against: Ints  # (W, N, C) the same for the adversary
    against: Ints  # (W, N, C) ladder step i has pledged to the adversary
    fielded: Ints  # (W, N, C) contingents i has in the crisis
    arrival: Ints  # (W, N, C) day, counted from the beginning, on which i's support arrives
    fired: Ints  # (W, E) turn + 1 in which an event of the scenario happened, 0 not yet
    # fog: what i last learned of j
    estimate: Ints  # (W, N, N, 9) QUANTITIES and trust in i, in the quantity's own unit
    spread: Ints  # (W, N, N) standard error as a share of the quantity's scale, ten-thousandths
    seen: Ints  # (W, N, N) step of the last look

    @property
    def worlds(self) -> int:
        return len(self.world)

    @property
    def turn(self) -> int:
        return self.step // 2

    @property
    def planning(self) -> bool:
        return self.step % 2 == 0

    def arrays(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """Every array with its name, in the order of definition."""
        for item in fields(self):
            if item.name != "step":
                yield item.name, getattr(self, item.name)

    def copy(self) -> State:
        """A draft: the same values in arrays of its own."""
        return State(self.step, **{name: array.copy() for name, array in self.arrays()})

    def take(self, rows: NDArray[np.int64]) -> State:
        """The given worlds, in the given order, as a state of their own."""
        return State(self.step, **{name: array[rows] for name, array in self.arrays()})

    def digests(self) -> list[str]:
        """One SHA-256 a world over step and all arrays of that world; independent of the batch it is in."""
        return [self._digest(w) for w in range(self.worlds)]

    def _digest(self, w: int) -> str:
        total = sha256(f"step {self.step}".encode())
        for name, array in self.arrays():
            total.update(name.encode())
            total.update(np.ascontiguousarray(array[w]).astype(array.dtype.newbyteorder("<")).tobytes())
        return total.hexdigest()


def blank(setting: Setting, worlds: NDArray[np.int64]) -> State:
    """W empty worlds with everybody at peace, at home and unknown to each other; content fills in the rest."""
    sizes = {"W": len(worlds), "N": setting.n, "M": len(setting.missions.ids), "F": len(setting.forums.ids)}
    sizes |= {"T": len(setting.treaties.ids), "C": LAYERS * setting.n, "K": len(CATEGORIES)}
    sizes |= {"A": len(AGREEMENTS), "Q": len(QUANTITIES) + 1, "R": 2, "E": len(setting.events)}
    arrays: dict[str, Any] = {}
    for name, shape in SHAPES.items():
        dtype = np.bool_ if name in ("alive", "member") else np.int32
        arrays[name] = np.zeros([sizes[letter] for letter in shape], dtype)
    arrays["adversary"][:] = -1
    return State(step=0, world=worlds.astype(np.int64), **arrays)


SHAPES = {
    "alive": "WN", "funds": "WN", "staff": "WN", "officers": "WN", "schooling": "WN", "home": "WN",
    "returning": "WNR", "drilling": "WN", "reserve": "WN", "capability": "WNK", "readiness": "WN",
    "stability": "WN", "terror": "WN", "standing": "WN", "integrity": "WN", "kept": "WN", "broken": "WN",
    "offices": "WN", "mourning": "WN", "trust": "WNN", "interoperability": "WNN", "access": "WNN", "hostility": "WNN",
    "favours": "WNN", "post": "WNN", "pause": "WNN", "agreement": "WANN", "member": "WTN", "offer": "WNN",
    "offer_level": "WNN", "counter": "WNN", "posted": "WMN", "tour": "WMN",
    "closed": "WM",
    "present": "WFN", "item": "WF", "item_until": "WF",
    "kind": "WC", "adversary": "WC", "opened": "WC", "length": "WC", "violence": "WC", "posture": "WC",
    "demand": "WCK", "committed": "WC", "mediated": "WC", "voiced": "WC",
    "mood": "WC", "recur": "WC", "asked": "WNC", "rung": "WNC",
    "asked_against": "WNC",
    "against": "WNC",
    "fielded": "WNC", "arrival": "WNC", "fired": "WE",
    "estimate": "WNNQ", "spread": "WNN", "seen": "WNN",
}  # fmt: skip
"""Axes of every array by letter: Worlds, Nations, Missions, Forums, Treaties, Crisis slots, Kategories, ..."""
