"""What the map's colours can mean: one row a lens, each read from the seat's own observation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from game.core.exact import ONE
from game.core.vocabulary import HUNDRED, STABILITY
from game.ui.map.palette import Colour, Palette, mix, ramp
from game.ui.play.session import Session
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import nation_name

Shares = NDArray[np.floating]
COLD: tuple[Colour, ...] = ((44, 58, 92), (52, 92, 132), (62, 136, 152), (110, 182, 142), (214, 222, 120))
HEAT: tuple[Colour, ...] = ((58, 70, 92), (112, 84, 104), (170, 92, 92), (222, 116, 72), (252, 186, 84))
BALANCE: tuple[Colour, ...] = ((206, 96, 62), (196, 148, 104), (150, 152, 150), (94, 146, 172), (58, 128, 196))
SIGHT: tuple[Colour, ...] = ((40, 46, 62), (66, 78, 100), (104, 122, 148), (156, 174, 196), (222, 232, 240))
FOCUS: Colour = (246, 196, 83)
QUIET: Colour = (52, 62, 76)


@dataclass(frozen=True, slots=True)
class Lens:
    """A meaning: its values from 0 to 1 (NaN: nothing to say), the colours they run through, and its words."""

    name: Callable[[], str]
    help: Callable[[], str]
    ends: Callable[[], tuple[str, str]]
    stops: tuple[Colour, ...]
    shares: Callable[[Session, int], Shares]
    say: Callable[[Session, int, int], str]  # session, focus, row: what the hover card says


def _percent(value: float) -> str:
    return f"{round(100 * value)}%"


def _strength(session: Session, focus: int) -> Shares:
    return session.strength(focus) / ONE


def _support(session: Session, focus: int) -> Shares:
    by = session.seen.support_by[0, session.seat] / HUNDRED
    return np.sqrt(by / max(1.0, float(by.max())))


def _support_text(session: Session, focus: int, row: int) -> str:
    contingents = int(session.seen.support_by[0, session.seat, row]) / HUNDRED
    return _("would send you about {n} contingents").format(n=f"{contingents:.1f}")


def _hostility(session: Session, focus: int) -> Shares:
    return session.seen.public.hostility[0, focus] / ONE


def _stability(session: Session, focus: int) -> Shares:
    return np.clip(session.seen.estimate[0, session.seat, :, STABILITY] / ONE, 0, 1)


def _stability_text(session: Session, focus: int, row: int) -> str:
    value = float(_stability(session, focus)[row])
    if row == session.seat:
        return _("stability {value}").format(value=_percent(value))
    error = int(session.seen.error[0, session.seat, row]) / ONE
    low, high = max(0.0, value - error), min(1.0, value + error)
    return _("stability {low} to {high}").format(low=_percent(low), high=_percent(high))


def _sight(session: Session, focus: int) -> Shares:
    error = session.seen.error[0, session.seat].astype(float)
    rules = session.setting.rules
    blind = 1.28 * (rules.blind_error + 8 * rules.ageing_error)
    return np.clip(1 - error / blind, 0, 1)


def _sight_text(session: Session, focus: int, row: int) -> str:
    error = int(session.seen.error[0, session.seat, row]) / ONE
    return _("estimates within {error} of scale").format(error=_percent(error))


def _missions(session: Session, focus: int) -> Shares:
    posted = session.seen.public.posted[0].sum(axis=0).astype(float)
    shares = np.sqrt(posted / max(1.0, float(posted.max())))
    return np.where(posted > 0, shares, np.nan)


def _missions_text(session: Session, focus: int, row: int) -> str:
    n = int(session.seen.public.posted[0, :, row].sum())
    return ngettext("{n} contingent in missions", "{n} contingents in missions", n).format(n=n)


def _stand_text(session: Session, focus: int, row: int) -> str:
    if row == focus:
        return _("seen from here")
    value = _percent(int(session.strength(focus)[row]) / ONE)
    return _("stands by {nation}: {value}").format(nation=nation_name(session.scenario, focus), value=value)


def _hostility_text(session: Session, focus: int, row: int) -> str:
    if row == focus:
        return _("seen from here")
    value = _percent(float(_hostility(session, focus)[row]))
    return _("hostility with {nation}: {value}").format(nation=nation_name(session.scenario, focus), value=value)


POLITICAL = "political"
FROM_A_NATION = frozenset({"alliance", "hostility"})
"""Lenses that are seen from the selected nation."""

LENSES: Mapping[str, Lens] = MappingProxyType(
    {
        "alliance": Lens(
            lambda: _("Alliance strength"),
            lambda: _("How surely each nation stands by the one you look at, as you estimate it."),
            lambda: (_("alone"), _("surely")), COLD, _strength, _stand_text),
        "support": Lens(
            lambda: _("Expected support"),
            lambda: _("What each nation would send you in a standard crisis."),
            lambda: (_("nothing"), _("most")), COLD, _support, _support_text),
        "hostility": Lens(
            lambda: _("Hostility"),
            lambda: _("How hostile each nation and the one you look at are; everybody knows."),
            lambda: (_("calm"), _("hostile")), HEAT, _hostility, _hostility_text),
        "stability": Lens(
            lambda: _("Stability"),
            lambda: _("How firmly each state stands, as you estimate it."),
            lambda: (_("fragile"), _("firm")), BALANCE, _stability, _stability_text),
        "fog": Lens(
            lambda: _("What you can see"),
            lambda: _("How well you know each nation: posts, shared intelligence and forums lift the fog."),
            lambda: (_("fog"), _("clear")), SIGHT, _sight, _sight_text),
        "missions": Lens(
            lambda: _("Peacekeepers"),
            lambda: _("Contingents each nation has in missions."),
            lambda: (_("few"), _("many")), COLD, _missions, _missions_text),
    }
)  # fmt: skip
"""By key, in the order in which they are offered; "political" comes before them and means nothing."""

NEXT = (POLITICAL, *LENSES)


def palette(key: str, session: Session, focus: int) -> Palette | None:
    """The colours of a lens; None for the political map."""
    if key == POLITICAL:
        return None
    lens = LENSES[key]
    shares = lens.shares(session, focus)
    colours = list(ramp([0.0 if np.isnan(share) else float(share) for share in shares], lens.stops))
    for row in np.nonzero(np.isnan(shares))[0]:
        colours[row] = QUIET
    if key in FROM_A_NATION:
        colours[focus] = FOCUS
    elif key in ("support", "fog"):
        colours[session.seat] = FOCUS
    dead = np.nonzero(~session.seen.public.alive[0])[0]
    for row in dead:
        colours[row] = mix(colours[row], (20, 20, 20), 0.7)
    return Palette(tuple(colours))
