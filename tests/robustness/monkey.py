"""A monkey at the mouse and the keyboard, while disks fill up and assets vanish: nothing may break the game.

    python tests/robustness/monkey.py                                 what CI does
    python tests/robustness/monkey.py --events 100000 --seeds 3       the long form

Exit code 1 when a fault got as far as the plain screen; the traces say what it was, and the seed brings it back.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from game.content.files import saves
from game.content.reading.load import load_scenario
from game.ui import assets
from game.ui.guarded import Guarded
from game.ui.map import board
from game.ui.painting import flag
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import enter
from game.ui.screens.front.crossroads import Crossroads
from game.ui.screens.front.open_game import shell_of_player, title
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.keys import bindings

SIZES = (Size(1280, 720), Size(960, 600), Size(800, 600))
LANGUAGES = ("en", "ar", "en_XA")
LIFE = 1500  # events after which a campaign is begun anew
OTHER_KEYS = "tab shift+tab return space up down left right pageup pagedown delete backspace a 1"
AT_ONCE = 6  # events a frame at most
FAULTY = 0.5  # share of the frames with a fault lurking
Event = pygame.event.Event


class Monkey:
    """Events from a seed and from what is on the screen."""

    def __init__(self, source: random.Random) -> None:
        self.source = source
        self.keys = sorted({*bindings({}), *OTHER_KEYS.split()})

    def events(self, app: Guarded) -> list[Event]:
        """What happens before the next frame."""
        ways = ((self._press, 43), (self._click, 10), (self._key, 26), (self._wheel, 8), (self._type, 5),
                (self._turn, 6), (self._window, 2))  # fmt: skip
        made: list[Event] = []
        for _ in range(self.source.randint(1, AT_ONCE)):
            chosen = self.source.choices([way for way, _weight in ways], [weight for _way, weight in ways])[0]
            made += chosen(app)
        return made

    def _press(self, app: Guarded) -> list[Event]:
        """A click on something."""
        live = [placed for placed in app.stage.placed if placed.live and placed.key and placed.item.id]
        if not live:
            return self._click(app)
        placed = self.source.choice(live)
        x, y = placed.rect.clip(placed.clip).center
        return self._at(app, x, y)

    def _click(self, app: Guarded) -> list[Event]:
        return self._at(app, self.source.uniform(0, app.size.width), self.source.uniform(0, app.size.height))

    def _at(self, app: Guarded, x: float, y: float) -> list[Event]:
        place = (round(x * app.look.scale), round(y * app.look.scale))
        button = self.source.choice((1, 1, 1, 1, 2, 3))
        return [
            Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0)),
            Event(pygame.MOUSEBUTTONDOWN, pos=place, button=button),
            Event(pygame.MOUSEBUTTONUP, pos=place, button=button),
        ]

    def _turn(self, app: Guarded) -> list[Event]:
        return self._stroke("ctrl+return")

    def _key(self, app: Guarded) -> list[Event]:
        return self._stroke(self.source.choice(self.keys))

    def _stroke(self, key: str) -> list[Event]:
        *modifiers, name = key.split("+")
        masks = {"ctrl": pygame.KMOD_CTRL, "alt": pygame.KMOD_ALT, "shift": pygame.KMOD_SHIFT}
        mod = sum(masks.get(one, 0) for one in modifiers)
        try:
            code = pygame.key.key_code({"pageup": "page up", "pagedown": "page down"}.get(name, name))
        except ValueError:
            return []
        return [Event(kind, key=code, mod=mod, unicode="", scancode=0) for kind in (pygame.KEYDOWN, pygame.KEYUP)]

    def _wheel(self, app: Guarded) -> list[Event]:
        notches = self.source.choice((-3, -1, 1, 3))
        return [Event(pygame.MOUSEWHEEL, x=0, y=notches, precise_y=float(notches))]

    def _type(self, app: Guarded) -> list[Event]:
        return [Event(pygame.TEXTINPUT, text=self.source.choice("ab 7/.ـسü\0"))]

    def _window(self, app: Guarded) -> list[Event]:
        kinds = (pygame.WINDOWLEAVE, pygame.WINDOWEXPOSED, pygame.WINDOWSIZECHANGED, pygame.WINDOWRESTORED)
        return [Event(self.source.choice(kinds))]


class Watched(Guarded):
    """Keeps what broke it, also where no report could be written."""

    traces: ClassVar[list[str]] = []

    def _meet(self, error: Exception) -> None:
        self.traces.append("".join(traceback.format_exception(error)))
        super()._meet(error)


@contextmanager
def lurking(source: random.Random, found: Counter[str]) -> Iterator[None]:
    """While it lasts, nothing can be written, or an asset that was read before is gone."""
    if source.random() > FAULTY:
        yield
        return
    real_sync, real_roots = os.fsync, assets.roots

    def sync(_handle: int) -> None:
        found["failed_writes"] += 1
        code = source.choice((errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES))
        raise OSError(code, os.strerror(code))

    try:
        if source.random() < 0.8:
            os.fsync = sync
        else:
            assets.roots = lambda: (Path("nowhere"),)
            found["vanished_assets"] += 1
            for cache in (board.world_atlas, flag._sheet):
                cache.cache_clear()
        yield
    finally:
        os.fsync, assets.roots = real_sync, real_roots


def life(source: random.Random, home: Path, most: int, found: Counter[str]) -> int:
    """One run of the program; the number of events it got."""
    shell = shell_of_player(source.randrange(1000), home, threaded=False)
    session = Session.new(load_scenario("first_posting"), source.choice(("ken", "uga", "eth")), source.randrange(1000))
    session.folder = shell.saves
    scene = title(shell) if source.random() < 0.2 else enter(session, shell)
    chosen = Settings(scale=1.0, language=source.choice(LANGUAGES), tip_delay=0.0)
    app, monkey = Watched(scene, shell, chosen, source.choice(SIZES), home), Monkey(source)
    now, count = 0.0, 0
    while count < most and app.running:
        now += source.choice((0.016, 0.05, 0.6))
        with lurking(source, found):
            events = monkey.events(app)
            app.frame(now, events)
        count += len(events)
        if isinstance(app.top.scene, Crossroads) and len(app.stack) == 1:
            found["crashes"] += 1
            break
    found["turns"] += session.turn
    app.close()
    return count


def run(events: int, seed: int, folder: Path, progress: Callable[[str], object] | None = None) -> Counter[str]:
    """Lives one after the other until there were so many events."""
    source, found = random.Random(seed), Counter[str](seed=seed)
    while found["events"] < events:
        found["events"] += life(source, folder, min(LIFE, events - found["events"]), found)
        found["lives"] += 1
        if progress:
            progress(f"seed {seed}: {found['events']} events, {found['crashes']} crashes\n")
    found["crashes"] += 0
    found["damaged_saves"] = sum(bool(entry.problem) for entry in saves.entries(folder / "saves"))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=700, metavar="N", help="events a seed")
    parser.add_argument("--seeds", type=int, default=2, metavar="N")
    parser.add_argument("--first", type=int, default=1, metavar="SEED")
    chosen = parser.parse_args(arguments)
    began, report = time.monotonic(), []
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        with tempfile.TemporaryDirectory() as name:
            progress = sys.stderr.write if sys.stderr.isatty() else None
            report.append(run(chosen.events, seed, Path(name), progress))
    sys.stdout.write(
        json.dumps({"runs": report, "seconds": round(time.monotonic() - began, 1), "traces": Watched.traces})
    )
    return int(any(found["crashes"] or found["damaged_saves"] for found in report))


if __name__ == "__main__":
    sys.exit(main())
