"""Who speaks for each nation in a campaign: a name that fits, and a character that fits its ministers' personality."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from game.ui.people.characters import CHARACTERS, OF_PERSONALITY, spoken
from game.ui.people.names import AREAS, Area
from game.ui.words.i18n import _, current

if TYPE_CHECKING:
    from game.ui.play.session import Session


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One person: the name in Latin and Arabic letters, and a key of CHARACTERS."""

    latin: str
    arabic: str
    character: str

    @property
    def name(self) -> str:
        """The name in the letters of the player's language."""
        return self.arabic if current().rtl else self.latin

    @property
    def about(self) -> str:
        """What there is to know, in a sentence or two."""
        about = CHARACTERS[self.character].about()
        return _("Speaks for the defence ministry. {about}").format(about=about)

    def title(self) -> str:
        """Name and character in a few letters."""
        return _("{name}, {character}").format(name=self.name, character=CHARACTERS[self.character].name())

    def says(self, chance: int) -> str:
        """What is said to an offer with that chance of a yes, in per cent."""
        return _("{name}: “{words}”").format(name=self.name, words=spoken(self.character, chance))


def counterpart(session: Session, row: int) -> Counterpart:
    """Who speaks for a nation; the same person throughout a campaign."""
    return people(session.setting.nations, session.setting.personality, session.seed)[row]


@lru_cache(maxsize=8)
def people(nations: tuple[str, ...], personalities: tuple[str, ...], seed: int) -> tuple[Counterpart, ...]:
    """Everybody in the order of the nations; no two have the same name while their area has another."""
    used: set[str] = set()
    found = []
    for nation, personality in zip(nations, personalities, strict=True):
        fitting = OF_PERSONALITY[personality]
        character = fitting[_chance(nation, seed, 1) % len(fitting)]
        latin, arabic = _name(area_of(nation), _chance(nation, seed, 2), used)
        used.add(latin)
        found.append(Counterpart(latin, arabic, character))
    return tuple(found)


def area_of(nation: str) -> Area:
    """The language area whose names a nation takes."""
    return next((area for area in AREAS.values() if nation in area.nations), AREAS["invented"])


def _name(area: Area, chance: int, used: set[str]) -> tuple[str, str]:
    """The first name from there on that nobody has."""
    count = len(area.given) * len(area.family)
    for step in range(count):
        given, family = divmod((chance + step) % count, len(area.family))
        parts = (area.given[given], area.family[family])
        one, two = reversed(parts) if area.family_first else parts
        latin = f"{one[0]} {two[0]}"
        if latin not in used:
            break
    return latin, f"{one[1]} {two[1]}"


def _chance(nation: str, seed: int, purpose: int) -> int:
    return int.from_bytes(sha256(f"{nation}:{seed}:{purpose}".encode()).digest()[:6], "big")
