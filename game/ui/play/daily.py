"""A game for every day: date and scenario make a short code, and the code makes the seed, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another
ALIKE = str.maketrans("OIL", "011")
BEGINNING = date(2026, 1, 1)
DAY_BITS, NAME_BITS, CHECK_BITS = 15, 10, 5
LENGTH = (DAY_BITS + NAME_BITS + CHECK_BITS) // 5
SEED_BITS = 31


class CodeError(ValueError):
    """A text that is no code of a day; `args[0]` is one of: shape, letters, check, scenario."""


@dataclass(frozen=True, slots=True)
class Daily:
    """The game of a day in a scenario."""

    scenario: str
    day: date

    @property
    def seed(self) -> int:
        """The seed of the game."""
        return _hashed(f"daily:{self.scenario}:{self.day.isoformat()}", SEED_BITS)

    @property
    def code(self) -> str:
        """What is shared: six letters. Raises ValueError for a day it has no number for."""
        number = (self.day - BEGINNING).days
        if not 0 <= number < 1 << DAY_BITS:
            raise ValueError(f"no code for {self.day}")
        name = _hashed(self.scenario, NAME_BITS)
        value = (_mixed(number, name) << NAME_BITS) | name
        value = (value << CHECK_BITS) | _check(value)
        text = "".join(LETTERS[value >> 5 * place & 31] for place in reversed(range(LENGTH)))
        return f"{text[:3]}-{text[3:]}"


def looks_like_code(text: str) -> bool:
    """Whether somebody means a code with this, rather than a number."""
    plain = _plain(text)
    return len(plain) == LENGTH and ("-" in text or not plain.isdigit())


def read_code(text: str, scenarios: Iterable[str]) -> Daily:
    """The game that a code stands for, of one of these scenarios. Raises CodeError."""
    plain = _plain(text)
    if len(plain) != LENGTH:
        raise CodeError("shape")
    if not all(letter in LETTERS for letter in plain):
        raise CodeError("letters")
    value = 0
    for letter in plain:
        value = value << 5 | LETTERS.index(letter)
    value, check = value >> CHECK_BITS, value & (1 << CHECK_BITS) - 1
    if check != _check(value):
        raise CodeError("check")
    name = value & (1 << NAME_BITS) - 1
    scenario = next((one for one in scenarios if _hashed(one, NAME_BITS) == name), None)
    if scenario is None:
        raise CodeError("scenario")
    return Daily(scenario, BEGINNING + timedelta(days=_mixed(value >> NAME_BITS, name)))


def _plain(text: str) -> str:
    return text.replace("-", "").replace(" ", "").upper().translate(ALIKE)


def _mixed(number: int, name: int) -> int:
    """Its own inverse, so that the codes of two days don't look alike from scenario to scenario."""
    return number ^ _hashed(f"mix{name}", DAY_BITS)


def _check(value: int) -> int:
    return _hashed(f"check{value}", CHECK_BITS)


def _hashed(text: str, bits: int) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big") >> (64 - bits)
