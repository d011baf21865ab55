"""The quantities that can be followed over a campaign, each with what the seat knew of every nation at the time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from game.core.alliances import Alliances, alliances, covered
from game.core.exact import ONE
from game.core.observe import Observation
from game.core.score import index_score, peace_around
from game.core.vocabulary import HUNDRED, READINESS, STABILITY, TROOPS, TRUST
from game.core.vocabulary import QUANTITIES as QUANTITY_KEYS
from game.ui.words.i18n import _

Numbers = NDArray[np.float32]
OWN, ESTIMATED, PUBLIC = "own", "estimated", "public"
"""What the seat knows of others: nothing, a guess with an interval, or all there is."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One moment as one nation sees it; with `revealed` the truth about all."""

    seen: Observation
    seat: int
    revealed: bool = False

    @property
    def ties(self) -> Alliances:
        """Alliances as the seat estimates its own, or as they are."""
        return alliances(self.seen.public, self.seen.setting) if self.revealed else self.seen.ally_view


Reading = tuple[Numbers, Numbers]  # (N,) values in the unit of the series, (N,) half-widths of the interval


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity: its name and help, its unit (points, percent, signed, number), and who knows it."""

    name: Callable[[], str]
    help: Callable[[], str]
    unit: str
    known: str
    read: Callable[[Sight], Reading]


def _floats(values: NDArray[np.integer], scale: float) -> Numbers:
    return (values / scale).astype(np.float32)


def _exactly(values: Numbers) -> Reading:
    return values, np.zeros_like(values)


def _index(sight: Sight) -> Reading:
    return _exactly(_floats(index_score(sight.seen.mine, sight.seen.setting, sight.ties).total[0], 10))


def _support(sight: Sight) -> Reading:
    return _exactly(_floats(covered(sight.ties.support, sight.ties.needed, sight.seen.setting)[0], HUNDRED))


def _peace(sight: Sight) -> Reading:
    return _exactly(_floats(peace_around(sight.seen.public, sight.seen.setting)[0], HUNDRED))


def _own(array: str, scale: float) -> Callable[[Sight], Reading]:
    return lambda sight: _exactly(_floats(getattr(sight.seen.mine, array)[0], scale))


def _guessed(quantity: int) -> Callable[[Sight], Reading]:
    """A share of which the seat holds estimates."""

    def read(sight: Sight) -> Reading:
        values = np.clip(sight.seen.estimate[0, sight.seat, :, quantity], -ONE, ONE)
        return _floats(values, HUNDRED), _floats(sight.seen.error[0, sight.seat], HUNDRED)

    return read


def _troops(sight: Sight) -> Reading:
    scale = np.maximum(sight.seen.setting.capability[:, TROOPS], HUNDRED)
    values = np.maximum(sight.seen.estimate[0, sight.seat, :, TROOPS], 0)
    return _floats(values, HUNDRED), _floats(sight.seen.error[0, sight.seat] * (scale / ONE), HUNDRED)


def _trust(sight: Sight) -> Reading:
    values, slack = _guessed(TRUST)(sight)
    return _without_seat(values, sight), slack


def _strength(sight: Sight) -> Reading:
    if sight.revealed:
        return _exactly(_without_seat(_floats(sight.ties.strength[0, sight.seat], HUNDRED), sight))
    values = _floats(sight.seen.strength[0, sight.seat], HUNDRED)
    slack = _floats(sight.seen.error[0, sight.seat] * sight.seen.setting.rules.tie_trust // ONE, 10)
    return _without_seat(values, sight), slack.astype(np.float32)


def _hostility(sight: Sight) -> Reading:
    return _exactly(_without_seat(_floats(sight.seen.public.hostility[0, sight.seat], HUNDRED), sight))


def _without_seat(values: Numbers, sight: Sight) -> Numbers:
    """A quantity between the seat and another says nothing of the seat itself."""
    values = values.copy()
    values[sight.seat] = np.nan
    return values


def _crises(sight: Sight) -> Reading:
    n = sight.seen.setting.n
    open_ones = (sight.seen.public.kind[0] > 0).astype(np.int32)
    return _exactly(_floats(open_ones[:n] + open_ones[n:], 1))


def _reliability(sight: Sight) -> Reading:
    return _exactly(_floats(sight.seen.reliability[0], HUNDRED))


SERIES: Mapping[str, Series] = MappingProxyType(
    {
        "index": Series(
            lambda: _("Security index"), lambda: _("Integrity, stability, expected support, standing and peace."),
            "points", OWN, _index),
        "integrity": Series(
            lambda: _("Integrity"), lambda: _("What defeats in crises have left of the state."),
            "percent", OWN, _own("integrity", HUNDRED)),
        "stability": Series(
            lambda: _("Stability"), lambda: _("How firmly the state stands."), "percent", ESTIMATED,
            _guessed(STABILITY)),
        "support": Series(
            lambda: _("Expected support"), lambda: _("The share of a standard crisis that partners would cover."),
            "percent", OWN, _support),
        "standing": Series(
            lambda: _("Standing"), lambda: _("The name a nation has in the world."),
            "percent", PUBLIC, _own("standing", HUNDRED)),
        "peace": Series(
            lambda: _("Peace around"), lambda: _("Calm at home and among the neighbours."),
            "percent", PUBLIC, _peace),
        "strength": Series(
            lambda: _("Stands by you"), lambda: _("How surely each nation would stand by you."),
            "percent", ESTIMATED, _strength),
        "trust": Series(
            lambda: _("Trust in you"), lambda: _("What each nation thinks of you."), "signed", ESTIMATED, _trust),
        "hostility": Series(
            lambda: _("Hostility with you"), lambda: _("Tension between each nation and you."),
            "percent", PUBLIC, _hostility),
        "funds": Series(
            lambda: _("Funds"), lambda: _("What is left to spend."), "number", OWN, _own("funds", HUNDRED)),
        "troops": Series(
            lambda: _("Troops at home"), lambda: _("Contingents of 200 soldiers at home."),
            "number", ESTIMATED, _troops),
        "readiness": Series(
            lambda: _("Readiness"), lambda: _("How much of the force can go at once."),
            "percent", ESTIMATED, _guessed(READINESS)),
        "terror": Series(
            lambda: _("Terror threat"), lambda: _("How much terrorism threatens it."),
            "percent", ESTIMATED, _guessed(QUANTITY_KEYS.index("terror"))),
        "reliability": Series(
            lambda: _("Reliability"), lambda: _("The record of commitments kept and broken."),
            "percent", PUBLIC, _reliability),
        "crises": Series(
            lambda: _("Open crises"), lambda: _("Crises a nation suffers at the time."), "number", PUBLIC, _crises),
    }
)  # fmt: skip
"""By key, in the order in which they are offered."""


def readings(sight: Sight) -> dict[str, Reading]:
    """Every series at one moment; NaN for what the seat can't know."""
    found = {}
    for key, series in SERIES.items():
        values, slack = series.read(sight)
        if series.known == OWN and not sight.revealed:
            values = np.where(np.arange(len(values)) == sight.seat, values, np.float32(np.nan))
        found[key] = (values, np.zeros_like(values) if sight.revealed else slack)
    return found
