"""What an agent sees, field by field: where it is read, its unit, and how it is brought between -1 and 1."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.core.crises.kinds import KINDS
from game.core.exact import ONE
from game.core.observe import Observation
from game.core.offers import FIRST_DRILL
from game.core.vocabulary import AGREEMENTS, AID, CATEGORIES, DRILLS, FORUM_ACTIONS, POSTURES, QUANTITIES, TRUST

Seats: TypeAlias = NDArray[np.int64]
Read: TypeAlias = Callable[[Observation, Seats], NDArray[Any]]

OFFERS = len(AGREEMENTS) + len(DRILLS)
MOST_LEVEL, MOST_RUNG, MOST_VIOLENCE = 3, 6, 3


@dataclass(frozen=True, slots=True)
class Field:
    """`width` numbers for each entry of `axis`; shown as x / scale, or as x / (|x| + half) where `half` is not 0."""

    name: str
    axis: str  # "" (one entry), nation, mission, forum or crisis
    width: int
    unit: str
    read: Read  # whole numbers that broadcast to (W, S) + entries + width, each left out where it is one
    scale: int = 1
    half: int = 0

    @property
    def shown(self) -> str:
        """The formula that brings it between -1 and 1."""
        if self.half:
            return f"x / (|x| + {self.half})"
        return "x" if self.scale == 1 else f"x / {self.scale}"


def _own(name: str) -> Read:
    return lambda seen, seats: getattr(seen.mine, name)[:, seats]


def _row(name: str) -> Read:
    """(W, S, N) what the seat itself feels, sees or owes towards each nation."""
    return lambda seen, seats: getattr(seen.mine, name)[:, seats]


def _toward(name: str) -> Read:
    """(W, S, N) what each nation has openly addressed to the seat."""
    return lambda seen, seats: getattr(seen.public, name)[:, :, seats].swapaxes(1, 2)


def _everyone(name: str) -> Read:
    """(W, 1, ...) what everybody knows of each nation, mission, forum or crisis."""
    return lambda seen, seats: getattr(seen.public, name)[:, None]


def _one_hot(values: NDArray[Any], count: int) -> NDArray[Any]:
    return values[..., None] == np.arange(1, count + 1)


def _agreements(seen: Observation, seats: Seats) -> NDArray[Any]:
    return np.moveaxis(seen.public.agreement[:, :, seats], 1, 3)


def _offered(seen: Observation, seats: Seats) -> NDArray[Any]:
    """(W, S, N, 13) level, or contingents of a drill, in the place of what is offered."""
    code = _toward("offer")(seen, seats)
    asked = _toward("offer_level")(seen, seats)
    return _one_hot(code, OFFERS) * asked[..., None]


def _stage(seen: Observation, seats: Seats) -> NDArray[Any]:
    return np.array([seen.step // 2 * ONE // seen.setting.turns, seen.step % 2 * ONE])


def _burning(seen: Observation) -> NDArray[np.bool_]:
    return seen.public.kind[:, None] > 0


def _age(seen: Observation, seats: Seats) -> NDArray[Any]:
    return np.where(_burning(seen), seen.step - seen.public.opened[:, None], 0)


def _posture(seen: Observation, seats: Seats) -> NDArray[Any]:
    return _one_hot(np.where(_burning(seen), seen.public.posture[:, None] + 1, 0), len(POSTURES))


def _adversary(seen: Observation, seats: Seats) -> NDArray[Any]:
    return _burning(seen) & (seen.public.adversary[:, None] == seats[:, None])


def _helpers(name: str) -> Read:
    return lambda seen, seats: (getattr(seen.public, name) >= 1).sum(axis=1, dtype=np.int32)[:, None]


OWN = (
    Field("time", "", 2, "share of the campaign played; 1 in RESPOND", _stage, scale=ONE),
    Field("alive", "", 1, "1 while the state stands", _own("alive")),
    Field("funds", "", 1, "hundredths of a point", _own("funds"), half=1_000),
    Field("staff", "", 1, "hundredths of a point left this turn", _own("staff"), half=300),
    Field("officers", "", 1, "attaché officers at home", _own("officers"), half=4),
    Field("schooling", "", 1, "quarters of officer training", _own("schooling"), half=4),
    Field("home", "", 1, "contingents", _own("home"), half=20),
    Field("returning", "", 2, "contingents home in one turn, in two", _own("returning"), half=20),
    Field("drilling", "", 1, "contingents", _own("drilling"), half=20),
    Field("reserve", "", 1, "contingents", _own("reserve"), half=20),
    Field("capability", "", len(CATEGORIES) - 1, "hundredths, from equipment to diplomacy",
          lambda seen, seats: seen.mine.capability[:, seats, 1:], half=1_000),
    *(Field(name, "", 1, "ten-thousandths", _own(name), scale=ONE)
      for name in ("readiness", "stability", "terror", "standing", "integrity")),
    Field("mourning", "", 1, "hundredths of casualties lately", _own("mourning"), half=100),
    Field("offices", "", 1, "1 after good offices this turn", _own("offices")),
    Field("levels_held", "", 1, "levels of agreements kept up", lambda seen, seats: seen.levels_held[:, seats], half=8),
)  # fmt: skip

NATIONS = (
    Field("self", "nation", 1, "1 for the seat", lambda seen, seats: seats[:, None] == np.arange(seen.setting.n)),
    Field("stands", "nation", 1, "1 while the state stands", _everyone("alive")),
    Field("their_standing", "nation", 1, "ten-thousandths", _everyone("standing"), scale=ONE),
    Field("reliability", "nation", 1, "ten-thousandths", lambda seen, seats: seen.reliability[:, None], scale=ONE),
    Field("stocks", "nation", 5, f"estimates in hundredths: {', '.join(QUANTITIES[:5])}",
          lambda seen, seats: seen.estimate[:, seats, :, :5], half=1_000),
    Field("shares", "nation", 3, f"estimates in ten-thousandths: {', '.join(QUANTITIES[5:])}",
          lambda seen, seats: seen.estimate[:, seats, :, 5:8], scale=ONE),
    Field("error", "nation", 1, "ten-thousandths of scale, 80% interval", lambda seen, seats: seen.error[:, seats],
          scale=ONE),
    Field("trust", "nation", 1, "ten-thousandths, of the seat in them", _row("trust"), scale=ONE),
    Field("their_trust", "nation", 1, "ten-thousandths, of them in the seat, estimated",
          lambda seen, seats: seen.estimate[..., TRUST][:, seats], scale=ONE),
    Field("strength", "nation", 1, "ten-thousandths: how surely they stand by the seat, estimated",
          lambda seen, seats: seen.strength[:, seats], scale=ONE),
    *(Field(name, "nation", 1, "ten-thousandths", _row(name), scale=ONE)
      for name in ("interoperability", "access", "hostility")),
    Field("favours", "nation", 1, "tenths of a point the seat owes them", _row("favours"), half=50),
    Field("post", "nation", 1, "1 where the seat has an attaché", _row("post")),
    Field("their_post", "nation", 1, "1 where they have an attaché with the seat", _toward("post")),
    Field("pause", "nation", 1, "turns until the pair may drill again", _row("pause"), half=3),
    Field("agreements", "nation", len(AGREEMENTS), f"levels: {', '.join(AGREEMENTS)}", _agreements, scale=MOST_LEVEL),
    Field("aid_received", "nation", 1, "level of military aid they give",
          lambda seen, seats: seen.public.agreement[:, AID][:, :, seats].swapaxes(1, 2), scale=MOST_LEVEL),
    Field("offer", "nation", OFFERS, "level or contingents they offer: agreement types, then drill types", _offered,
          half=MOST_LEVEL),
    Field("own_offer", "nation", 1, f"code the seat offers them: agreement types 1-7, drills from {FIRST_DRILL}",
          _row("offer"), half=FIRST_DRILL),
    Field("countered", "nation", 1, "level they came back with", _toward("counter"), scale=MOST_LEVEL),
    Field("similarity", "nation", 1, "ten-thousandths", lambda seen, seats: seen.setting.similarity[seats], scale=ONE),
    Field("rivalry", "nation", 1, "ten-thousandths", lambda seen, seats: seen.setting.rivalry[seats], scale=ONE),
    Field("nearness", "nation", 1, "ten-thousandths", lambda seen, seats: seen.setting.nearness[seats], scale=ONE),
    Field("around", "nation", 1, "1 for neighbours", lambda seen, seats: seen.setting.around[seats]),
)  # fmt: skip

MISSIONS = (
    Field("posted", "mission", 1, "contingents of the seat",
          lambda seen, seats: seen.mine.posted[:, :, seats].swapaxes(1, 2), half=10),
    Field("strength_there", "mission", 1, "contingents of all",
          lambda seen, seats: seen.public.posted.sum(axis=2, dtype=np.int32)[:, None], half=20),
    Field("required", "mission", 1, "contingents", lambda seen, seats: seen.setting.missions.required, half=20),
    Field("tour", "mission", 1, "turns since the last rotation of the seat's",
          lambda seen, seats: seen.mine.tour[:, :, seats].swapaxes(1, 2), half=2),
    Field("closed", "mission", 1, "1 where it has ended", _everyone("closed")),
    Field("intensity", "mission", 1, "0-3", lambda seen, seats: seen.setting.missions.intensity, scale=3),
    Field("host", "mission", 1, "1 where the seat is host",
          lambda seen, seats: seats[:, None] == seen.setting.missions.host),
)  # fmt: skip

FORUMS = (
    Field("member", "forum", 1, "1 where the seat sits", lambda seen, seats: seen.setting.forums.members.T[seats]),
    Field("item", "forum", len(FORUM_ACTIONS) - 2, f"1 for the item in force: {', '.join(FORUM_ACTIONS[2:])}",
          lambda seen, seats: _one_hot(seen.public.item[:, None] - 1, len(FORUM_ACTIONS) - 2)),
    Field("item_turns", "forum", 1, "turns it stays in force",
          lambda seen, seats: np.maximum(seen.public.item_until[:, None] - seen.step // 2, 0), half=4),
)  # fmt: skip

CRISES = (
    Field("kind", "crisis", len(KINDS), f"1 for the kind: {', '.join(row.key for row in KINDS)}",
          lambda seen, seats: _one_hot(seen.public.kind[:, None], len(KINDS))),
    Field("victim", "crisis", 1, "1 where the seat is victim",
          lambda seen, seats: seats[:, None] == np.arange(2 * seen.setting.n) % seen.setting.n),
    Field("adversary", "crisis", 1, "1 where the seat is adversary", _adversary),
    Field("violence", "crisis", 1, "0-3", _everyone("violence"), scale=MOST_VIOLENCE),
    Field("posture", "crisis", len(POSTURES), f"1 for the victim's: {', '.join(POSTURES)}", _posture),
    Field("age", "crisis", 1, "decision points since it opened", _age, half=4),
    Field("demand", "crisis", len(CATEGORIES), f"hundredths: {', '.join(CATEGORIES)}", _everyone("demand"), half=500),
    Field("committed", "crisis", 1, "contingents of the victim", _everyone("committed"), half=10),
    Field("mediated", "crisis", 1, "tenths of a point from good offices", _everyone("mediated"), half=70),
    Field("supporters", "crisis", 1, "nations by the victim", _helpers("rung"), half=3),
    Field("opponents", "crisis", 1, "nations by the adversary", _helpers("against"), half=3),
    Field("asked", "crisis", 1, "1 asked by the victim before, 2 this turn", _own("asked"), scale=2),
    Field("asked_against", "crisis", 1, "the same by the adversary", _own("asked_against"), scale=2),
    Field("rung", "crisis", 1, "ladder step of the seat by the victim", _own("rung"), scale=MOST_RUNG),
    Field("against", "crisis", 1, "ladder step of the seat by the adversary", _own("against"), scale=MOST_RUNG),
    Field("fielded", "crisis", 1, "contingents of the seat", _own("fielded"), half=10),
)  # fmt: skip

FIELDS: tuple[Field, ...] = OWN + NATIONS + MISSIONS + FORUMS + CRISES
