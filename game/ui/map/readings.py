"""What the lenses of the map read: a value from 0 to 1 for each nation, and a few words about one of them.

Everything comes from the seat's own observation, with the uncertainty that goes with it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.exact import ONE
from game.core.score import peace_around
from game.core.vocabulary import HUNDRED, QUANTITIES, STABILITY, TROOPS, TRUST
from game.ui.play.session import Session
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import nation_name

Shares = NDArray[np.floating]
TERROR = QUANTITIES.index("terror")
KNOWN = ("index_stability", "index_support", "index_standing", "index_peace")
"""Parts of the security index that others can see or estimate; integrity is each nation's own secret."""


def percent(value: float) -> str:
    """A share in words."""
    return f"{round(100 * value)}%"


def _between(session: Session, row: int, value: float, low: float = 0.0) -> tuple[str, str]:
    """The ends of the interval round an estimate of a nation."""
    error = int(session.seen.error[0, session.seat, row]) / ONE
    return percent(max(low, value - error)), percent(min(1.0, value + error))


def _estimated(session: Session, quantity: int) -> Shares:
    return np.clip(session.seen.estimate[0, session.seat, :, quantity] / ONE, 0, 1)


def _told(session: Session, row: int, value: float, texts: tuple[str, str]) -> str:
    """The first text with the value of one's own, the second with the interval round that of another nation."""
    low, high = _between(session, row, value)
    own, other = texts
    return own.format(value=percent(value)) if row == session.seat else other.format(low=low, high=high)


# ----------------------------------------------------------------------------------------------------- between nations


def strength(session: Session, focus: int) -> Shares:
    """How surely each stands by the nation looked at."""
    return session.strength(focus) / ONE


def strength_text(session: Session, focus: int, row: int) -> str:
    if row == focus:
        return _("seen from here")
    value = percent(int(session.strength(focus)[row]) / ONE)
    return _("stands by {nation}: {value}").format(nation=nation_name(session.scenario, focus), value=value)


def support(session: Session, focus: int) -> Shares:
    """What each would send the seat; the root spreads the many small ones."""
    by = session.seen.support_by[0, session.seat] / HUNDRED
    return np.sqrt(by / max(1.0, float(by.max())))


def support_text(session: Session, focus: int, row: int) -> str:
    contingents = int(session.seen.support_by[0, session.seat, row]) / HUNDRED
    return _("would send you about {n} contingents").format(n=f"{contingents:.1f}")


def trust(session: Session, focus: int) -> Shares:
    """Each nation's trust in the seat, from wholly against it to wholly for it."""
    return (np.clip(session.seen.estimate[0, session.seat, :, TRUST] / ONE, -1, 1) + 1) / 2


def trust_text(session: Session, focus: int, row: int) -> str:
    if row == session.seat:
        return _("seen from here")
    low, high = _between(session, row, 2 * float(trust(session, focus)[row]) - 1, -1.0)
    return _("trust in you {low} to {high}").format(low=low, high=high)


def hostility(session: Session, focus: int) -> Shares:
    """What everybody knows of the tension with the nation looked at."""
    return session.seen.public.hostility[0, focus] / ONE


def hostility_text(session: Session, focus: int, row: int) -> str:
    if row == focus:
        return _("seen from here")
    value = percent(float(hostility(session, focus)[row]))
    return _("hostility with {nation}: {value}").format(nation=nation_name(session.scenario, focus), value=value)


def threat(session: Session, focus: int) -> Shares:
    """Hostility, nearness and forces beside those of the nation looked at: what rivals weigh before a clash."""
    seen, setting = session.seen, session.setting
    troops = np.maximum(seen.estimate[0, session.seat, :, TROOPS], 1).astype(float)
    forces = troops / (troops + troops[focus])
    near = setting.nearness[focus] / ONE
    return np.sqrt(hostility(session, focus) * near * forces) * seen.public.alive[0]


def threat_text(session: Session, focus: int, row: int) -> str:
    if row == focus:
        return _("seen from here")
    name, distance = nation_name(session.scenario, focus), int(session.setting.distance[focus, row])
    tense = percent(float(hostility(session, focus)[row]))
    return _("threat to {nation}: hostility {value}, {n} km away").format(nation=name, value=tense, n=distance)


# --------------------------------------------------------------------------------------------------- of a nation itself


def stability(session: Session, focus: int) -> Shares:
    return _estimated(session, STABILITY)


def stability_text(session: Session, focus: int, row: int) -> str:
    texts = _("stability {value}"), _("stability {low} to {high}")
    return _told(session, row, float(stability(session, focus)[row]), texts)


def terror(session: Session, focus: int) -> Shares:
    return _estimated(session, TERROR)


def terror_text(session: Session, focus: int, row: int) -> str:
    texts = _("terror threat {value}"), _("terror threat {low} to {high}")
    return _told(session, row, float(terror(session, focus)[row]), texts)


def sight(session: Session, focus: int) -> Shares:
    """How well each is known: nothing left of the error of a blind and old look is a clear view."""
    error = session.seen.error[0, session.seat].astype(float)
    rules = session.setting.rules
    blind = 1.28 * (rules.blind_error + 8 * rules.ageing_error)
    return np.clip(1 - error / blind, 0, 1)


def sight_text(session: Session, focus: int, row: int) -> str:
    error = int(session.seen.error[0, session.seat, row]) / ONE
    return _("estimates within {error} of scale").format(error=percent(error))


def missions(session: Session, focus: int) -> Shares:
    """Contingents in missions; nothing to say of those who send none."""
    posted = session.seen.public.posted[0].sum(axis=0).astype(float)
    shares = np.sqrt(posted / max(1.0, float(posted.max())))
    return np.where(posted > 0, shares, np.nan)


def missions_text(session: Session, focus: int, row: int) -> str:
    n = int(session.seen.public.posted[0, :, row].sum())
    return ngettext("{n} contingent in missions", "{n} contingents in missions", n).format(n=n)


def score(session: Session, focus: int) -> Shares:
    """The security index as far as the seat can tell: its own exactly, of others the parts that can be seen."""
    seen, setting, rules = session.seen, session.setting, session.setting.rules
    strong = np.maximum(seen.estimate[0, session.seat, :, TROOPS], 0) / HUNDRED
    helped = (seen.public_strength[0] / ONE * setting.nearness / ONE * strong[None, :]).sum(axis=1)
    parts = {
        "index_stability": stability(session, focus),
        "index_support": np.clip(helped / np.maximum(seen.needed / HUNDRED, 1), 0, 1),
        "index_standing": seen.public.standing[0] / ONE,
        "index_peace": peace_around(seen.public, setting)[0] / ONE,
    }
    weights = {name: getattr(rules, name) for name in KNOWN}
    total = sum(weights[name] * parts[name] for name in KNOWN) / max(1, sum(weights.values()))
    shares = np.asarray(total, float) * seen.public.alive[0]
    shares[session.seat] = session.index().total / 1000
    return shares


def score_text(session: Session, focus: int, row: int) -> str:
    points = round(100 * float(score(session, focus)[row]))
    if row == session.seat:
        return _("security index {n} of 100").format(n=points)
    return _("security about {n} of 100, from what is known").format(n=points)
