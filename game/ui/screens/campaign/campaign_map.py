"""What lies on the campaign's map: icons of missions, posts, crises and offers, and the links of one nation."""

from __future__ import annotations

import numpy as np

from game.ui.map.icons import Icon
from game.ui.map.links import Link
from game.ui.map.projection import world_point
from game.ui.play.insight import Crisis
from game.ui.play.session import Session

OWN_CRISIS, OTHER_CRISIS = (255, 96, 72), (224, 150, 104)
SERVING, EMPTY = (150, 212, 130), (150, 160, 172)
MOST_LINKS = 24
PROPOSING = frozenset({"agreement", "drill", "attache", "request"})
NUDGE = 0.0035  # world widths that icons of one capital stand apart


def icons(session: Session) -> list[Icon]:
    """Icons with keys such as "crisis:5", "mission:2", "post:17", "offer:3"."""
    return [*_missions(session), *_posts(session), *_crises(session), *_offers(session)]


def _at_capital(session: Session, row: int, aside: float = 0.0) -> tuple[float, float]:
    capital = session.scenario.nations[row].capital
    x, y = world_point(capital.lon, capital.lat)
    return x + aside, y


def _missions(session: Session) -> list[Icon]:
    serving = session.seen.public.posted[0, :, session.seat] > 0
    found = []
    for row, mission in enumerate(session.scenario.missions):
        x, y = world_point(mission.lon, mission.lat)
        own = bool(serving[row])
        found.append(Icon("mission", x, y, f"mission:{row}", 2 if own else 1, SERVING if own else EMPTY))
    return found


def _posts(session: Session) -> list[Icon]:
    hosts = np.nonzero(session.seen.mine.post[0, session.seat])[0]
    return [Icon("post", *_at_capital(session, row, NUDGE), f"post:{row}", 0) for row in hosts.tolist()]


def _crises(session: Session) -> list[Icon]:
    return [_crisis(session, crisis) for crisis in session.crises()]


def _crisis(session: Session, crisis: Crisis) -> Icon:
    near = crisis.own or crisis.asked
    x, y = _at_capital(session, crisis.victim, -NUDGE)
    return Icon("crisis", x, y, f"crisis:{crisis.slot}", 9 if near else 4, OWN_CRISIS if near else OTHER_CRISIS)


def _offers(session: Session) -> list[Icon]:
    return [
        Icon("proposal", *_at_capital(session, offer.proposer), f"offer:{offer.proposer}", 8)
        for offer in session.offers()
    ]


def links(session: Session, focus: int) -> list[Link]:
    """The strongest partners of the nation looked at, its open crises, and what the plan proposes."""
    setting, public = session.setting, session.seen.public
    strength = session.strength(focus)
    found = [
        Link("crisis", int(slot) % setting.n, int(public.adversary[0, slot]))
        for slot in np.nonzero((public.kind[0] > 0) & (public.adversary[0] >= 0))[0]
        if focus in (int(slot) % setting.n, int(public.adversary[0, slot]))
    ]
    partners = np.argsort(-strength, kind="stable")[:MOST_LINKS]
    found += [
        Link("alliance", focus, int(row), min(1.0, int(strength[row]) / 8_000))
        for row in partners
        if strength[row] >= setting.rules.partner_floor
    ]
    planned = {order.target for order in session.plan if order.instrument in PROPOSING}
    return found + [
        Link("proposal", session.seat, setting.row(target)) for target in sorted(planned) if target in setting.nations
    ]
