"""What all screens of the desktop game share: where saves go, how maps are built, seeds, and two doors."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from game.ui.toolkit.commands import Changes
from game.ui.toolkit.scene import Scene

SEED_BITS = 31


@dataclass(frozen=True, slots=True)
class Shell:
    """One run of the program. The two doors are given from above, so that no screen imports one that imports it."""

    saves: Path
    home: Callable[[Shell], Scene]  # makes the title screen
    load: Callable[[Path, Shell], Changes]  # opens a saved game, or says why not
    threaded: bool = True  # without it every map frame is exact, as pictures and tests want it
    seed: int | None = None  # None: a fresh one for each campaign
    day: date | None = None  # None: today
    shown: tuple[Path, ...] = ()  # scenario files to be listed beside those of the game and of the player

    def today(self) -> date:
        """The day it is where the player is; the engine knows no clock."""
        return self.day or date.today()

    def new_seed(self) -> int:
        """The seed of a new campaign."""
        return secrets.randbits(SEED_BITS) if self.seed is None else self.seed
