"""Which links between nations the campaign's map can show: one row a kind, of one nation or of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from game.core.exact import ONE
from game.core.vocabulary import AGREEMENTS
from game.ui.map.signs.links import Link
from game.ui.play.session import Session
from game.ui.words.i18n import _

MOST_OF_ONE, MOST_OF_ALL = 24, 240
HOT = 2_500  # hostility, in ten-thousandths, from which it is drawn
FIRM = 8_000  # strength that is drawn at full weight
PROPOSING = frozenset({"agreement", "drill", "attache", "request"})
OTHERS = 0.3  # weight of posts that are not the seat's
Weights = NDArray[np.floating]
USUAL = frozenset({"alliance", "crisis"})


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link: its name, what it means, and how heavy it is for each pair (N, N), 0 for none."""

    name: Callable[[], str]
    help: Callable[[], str]
    weigh: Callable[[Session, int], Weights]


def _alliances(session: Session, focus: int) -> Weights:
    seen, setting = session.seen, session.setting
    known = seen.public_strength[0].astype(float)
    known[focus] = session.strength(focus)
    return np.where(known >= setting.rules.partner_floor, np.minimum(known / FIRM, 1), 0)


def _treaties(session: Session, focus: int) -> Weights:
    """The fewer members a treaty has, the more it says of two of them."""
    member = session.seen.public.member[0].astype(float)
    sizes = np.maximum(member.sum(axis=1), 2)
    return np.minimum(np.einsum("ti,tj->ij", member / np.sqrt(sizes / 2)[:, None], member), 1)


def _agreements(session: Session, focus: int) -> Weights:
    levels = session.seen.public.agreement[0].sum(axis=0)
    return np.minimum((levels + levels.T) / (2 * len(AGREEMENTS)), 1)


def _posts(session: Session, focus: int) -> Weights:
    """The seat's own stand out."""
    weights = session.seen.public.post[0] * OTHERS
    weights[session.seat] *= 1 / OTHERS
    return np.asarray(weights)


def _drills(session: Session, focus: int) -> Weights:
    """The seat's own of the last turns: the pause after a drill tells of it."""
    weights = np.zeros((session.setting.n, session.setting.n))
    weights[session.seat] = session.seen.mine.pause[0, session.seat] / max(1, session.setting.rules.drill_pause)
    return np.minimum(weights, 1)


def _hostility(session: Session, focus: int) -> Weights:
    hostile = session.seen.public.hostility[0]
    return np.where(hostile >= HOT, hostile / ONE, 0)


def _crises(session: Session, focus: int) -> Weights:
    public, n = session.seen.public, session.setting.n
    weights = np.zeros((n, n))
    for slot in np.nonzero((public.kind[0] > 0) & (public.adversary[0] >= 0))[0].tolist():
        weights[slot % n, public.adversary[0, slot]] = 1.0
    return weights


LINK_KINDS: Mapping[str, LinkKind] = MappingProxyType(
    {
        "alliance": LinkKind(
            lambda: _("Alliance strength"), lambda: _("Those who stand by each other most surely."), _alliances),
        "treaty": LinkKind(lambda: _("Treaties"), lambda: _("Both are members of a treaty."), _treaties),
        "agreement": LinkKind(lambda: _("Agreements"), lambda: _("Agreements in force between them."), _agreements),
        "post": LinkKind(lambda: _("Attaché posts"), lambda: _("One has an attaché in the other's capital."), _posts),
        "drill": LinkKind(lambda: _("Your drills"), lambda: _("Joint drills you held in the last turns."), _drills),
        "rivalry": LinkKind(lambda: _("Hostility"), lambda: _("Marked tension between them."), _hostility),
        "crisis": LinkKind(lambda: _("Crises"), lambda: _("One suffers a crisis that the other caused."), _crises),
    }
)  # fmt: skip
"""By key, in the order in which they are offered; the keys are those of LINK_STYLES."""


def links(session: Session, focus: int, kinds: Iterable[str] = USUAL, everybody: bool = False) -> list[Link]:
    """The chosen kinds of the nation looked at, or of everybody; and always what the plan proposes."""
    found: list[Link] = []
    for kind in LINK_KINDS:
        if kind in kinds:
            found += _heaviest(kind, LINK_KINDS[kind].weigh(session, focus), None if everybody else focus)
    planned = {order.target for order in session.plan if order.instrument in PROPOSING}
    rows = sorted(session.setting.row(target) for target in planned if target in session.setting.nations)
    return found + [Link("proposal", session.seat, row) for row in rows]


def _heaviest(kind: str, weights: Weights, focus: int | None) -> list[Link]:
    """Each pair once, the heaviest; of one nation all its pairs come from it."""
    both = np.maximum(weights, weights.T)
    if focus is not None:
        partners = np.argsort(-both[focus], kind="stable")[:MOST_OF_ONE].tolist()
        both[focus, focus] = 0
        return [Link(kind, focus, row, float(both[focus, row])) for row in partners if both[focus, row]]
    first, second = np.nonzero(np.triu(both, 1))
    order = np.argsort(-both[first, second], kind="stable")[:MOST_OF_ALL]
    pairs = zip(first[order].tolist(), second[order].tolist(), strict=True)
    return [Link(kind, a, b, float(both[a, b])) for a, b in pairs]
