"""The icons on the campaign's map: missions, posts, drills, crises and offers."""

from __future__ import annotations

import numpy as np

from game.ui.map.land.projection import world_point
from game.ui.map.signs.icons import Icon
from game.ui.play.insight import Crisis
from game.ui.play.session import Session
from game.ui.words.i18n import _
from game.ui.words.names import mission_name, nation_name
from game.ui.words.orders import crisis_title, icon_of

OWN_CRISIS, OTHER_CRISIS = (255, 96, 72), (224, 150, 104)
SERVING, EMPTY = (150, 212, 130), (150, 160, 172)
NUDGE = 0.0035  # world widths that icons of one capital stand apart


def icons(session: Session) -> list[Icon]:
    """Icons with keys such as "crisis:5", "mission:2", "post:17", "drill:9", "offer:3"."""
    return [*_missions(session), *_posts(session), *_drills(session), *_crises(session), *_offers(session)]


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


def _drills(session: Session) -> list[Icon]:
    """Partners with whom the seat drilled last: the pause after a drill is as long as it can be."""
    fresh = session.seen.mine.pause[0, session.seat] >= session.setting.rules.drill_pause - 1
    rows = np.nonzero(fresh)[0].tolist() if session.setting.rules.drill_pause > 1 else []
    return [Icon("drill", *_at_capital(session, row, 2 * NUDGE), f"drill:{row}", 1) for row in rows]


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


def thing_name(session: Session, key: str) -> str:
    """What an icon stands for, in a few words."""
    kind, _colon, number = key.partition(":")
    row = int(number)
    if kind == "mission":
        return mission_name(session.scenario, row)
    if kind == "crisis":
        return crisis_title(session, row)
    texts = {
        "post": _("Your attaché in {nation}"),
        "drill": _("Your drill with {nation}"),
        "offer": _("An offer from {nation}"),
    }
    return texts[kind].format(nation=nation_name(session.scenario, row))


def thing_icon(kind: str) -> str:
    """The symbol of the interface for a kind of icon of the map."""
    instruments = {"mission": "peacekeeping", "post": "attache", "drill": "drill", "proposal": "agreement"}
    return icon_of(instruments[kind]) if kind in instruments else kind
