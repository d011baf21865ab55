"""What the map's colours can mean: one row a lens, with five classes that differ in colour, lightness and pattern."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from game.ui.map import readings
from game.ui.map.land.palette import Colour, Palette
from game.ui.map.readings import Shares
from game.ui.painting.patterns import PLAIN, RISING, TWO_SIDED
from game.ui.painting.theme import mix
from game.ui.play.session import Session
from game.ui.words.i18n import _

COLD: tuple[Colour, ...] = ((40, 58, 108), (48, 94, 142), (58, 138, 156), (108, 184, 142), (214, 222, 120))
HEAT: tuple[Colour, ...] = ((58, 70, 92), (112, 84, 104), (170, 92, 92), (222, 116, 72), (252, 186, 84))
BALANCE: tuple[Colour, ...] = ((206, 96, 62), (196, 148, 104), (150, 152, 150), (94, 146, 172), (58, 128, 196))
SIGHT: tuple[Colour, ...] = ((40, 46, 62), (66, 78, 100), (104, 122, 148), (156, 174, 196), (222, 232, 240))
FOCUS: Colour = (224, 152, 192)
QUIET: Colour = (52, 62, 76)


@dataclass(frozen=True, slots=True)
class Lens:
    """A meaning: its values from 0 to 1 (NaN: nothing to say), the colours of their five classes, and its words."""

    name: Callable[[], str]
    help: Callable[[], str]
    ends: Callable[[], tuple[str, str]]
    stops: tuple[Colour, ...]
    shares: Callable[[Session, int], Shares]
    say: Callable[[Session, int, int], str]  # session, focus, row: what the hover card says
    marks: tuple[int, ...] = RISING  # the patterns of the classes

    def place(self, share: float) -> int:
        """The class of a value."""
        return min(len(self.stops) - 1, max(0, int(share * len(self.stops))))


POLITICAL = "political"
FROM_A_NATION = frozenset({"alliance", "hostility", "threat"})
"""Lenses that are seen from the selected nation."""
FROM_THE_SEAT = frozenset({"support", "trust", "fog"})
"""Lenses that say something between the seat and each other nation."""

LENSES: Mapping[str, Lens] = MappingProxyType(
    {
        "alliance": Lens(
            lambda: _("Alliance strength"),
            lambda: _("How surely each nation stands by the one you look at, as you estimate it."),
            lambda: (_("alone"), _("surely")), COLD, readings.strength, readings.strength_text),
        "support": Lens(
            lambda: _("Expected support"),
            lambda: _("What each nation would send you in a standard crisis."),
            lambda: (_("nothing"), _("most")), COLD, readings.support, readings.support_text),
        "trust": Lens(
            lambda: _("Trust in you"),
            lambda: _("What each nation thinks of you, as you estimate it."),
            lambda: (_("distrust"), _("trust")), BALANCE, readings.trust, readings.trust_text, TWO_SIDED),
        "hostility": Lens(
            lambda: _("Hostility"),
            lambda: _("How hostile each nation and the one you look at are; everybody knows."),
            lambda: (_("calm"), _("hostile")), HEAT, readings.hostility, readings.hostility_text),
        "threat": Lens(
            lambda: _("Threat"),
            lambda: _("What rivals weigh before a clash: hostility, nearness, and their forces beside those of the one "
                      "you look at."),
            lambda: (_("none"), _("grave")), HEAT, readings.threat, readings.threat_text),
        "stability": Lens(
            lambda: _("Stability"),
            lambda: _("How firmly each state stands, as you estimate it."),
            lambda: (_("fragile"), _("firm")), BALANCE, readings.stability, readings.stability_text, TWO_SIDED),
        "terror": Lens(
            lambda: _("Terror threat"),
            lambda: _("How much terrorism threatens each nation, as you estimate it."),
            lambda: (_("little"), _("grave")), HEAT, readings.terror, readings.terror_text),
        "missions": Lens(
            lambda: _("Peacekeepers"),
            lambda: _("Contingents each nation has in missions."),
            lambda: (_("few"), _("many")), COLD, readings.missions, readings.missions_text),
        "fog": Lens(
            lambda: _("What you can see"),
            lambda: _("How well you know each nation: posts, shared intelligence and forums lift the fog."),
            lambda: (_("fog"), _("clear")), SIGHT, readings.sight, readings.sight_text),
        "score": Lens(
            lambda: _("Security index"),
            lambda: _("Yours exactly; of others what can be told from outside: stability, support, standing, peace."),
            lambda: (_("in danger"), _("secure")), BALANCE, readings.score, readings.score_text, TWO_SIDED),
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
    places = [-1 if np.isnan(share) else lens.place(float(share)) for share in shares]
    colours = [QUIET if place < 0 else lens.stops[place] for place in places]
    marks = [PLAIN if place < 0 else lens.marks[place] for place in places]
    centre = focus if key in FROM_A_NATION else session.seat if key in FROM_THE_SEAT else None
    if centre is not None:
        colours[centre], marks[centre] = FOCUS, PLAIN
    for row in np.nonzero(~session.seen.public.alive[0])[0].tolist():
        colours[row], marks[row] = mix(colours[row], (20, 20, 20), 0.7), PLAIN
    return Palette(tuple(colours), tuple(marks))
