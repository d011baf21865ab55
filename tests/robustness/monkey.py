"""A monkey at the mouse and the keyboard, while disks fill up and assets vanish: nothing may break the game.

    python tests/robustness/monkey.py                                 what CI does
    python tests/robustness/monkey.py --events 100000 --seeds 3       the long form

Exit code 1 when a fault got as far as the plain screen (the traces say what it was, and the seed brings it back), when
fewer than half of the events were aimed at controls, or when memory grew by more than 10 MiB after the first tenth.
"""

from __future__ import annotations

import argparse
import errno
import gc
import json
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

import pygame

from game.content.files import replays, saves
from game.content.reading.load import load_scenario
from game.core.orders import Order
from game.sim.replaying import played_by
from game.ui import assets
from game.ui.guarded import Guarded
from game.ui.map import board
from game.ui.painting import flag
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import enter
from game.ui.screens.front.crossroads import Crossroads
from game.ui.screens.front.open_game import shell_of_player, title
from game.ui.screens.records.handbook import Library
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.keys import bindings
from game.ui.toolkit.scene import Scene

SIZES = (Size(1280, 720), Size(960, 600), Size(800, 600))
LANGUAGES = ("en", "ar", "en_XA")
LIFE = 2500  # events after which a campaign is begun anew
OTHER_KEYS = "tab shift+tab return space up down left right pageup pagedown delete backspace a 1"
AT_ONCE = 3  # doings a frame at most
CURIOUS = 3  # controls looked at, of which the least tried is taken
STUCK = 25  # frames on one screen after which it is time to leave
FAULTY = 0.5  # share of the frames with a fault lurking
MOST_GROWTH = 10 << 20  # bytes
WARM = 100_000  # events of which a tenth has opened everything that is remembered, up to its limit
LEAST_AIMED = 0.5  # share of the events
Event = pygame.event.Event


class Monkey:
    """Events from a seed and from what is on the screen."""

    def __init__(self, source: random.Random) -> None:
        self.source = source
        self.keys = sorted({*bindings({}), *OTHER_KEYS.split()})
        self.aimed = 0  # events at controls
        self.tried: Counter[tuple[str, str]] = Counter()  # how often which control of which screen was pressed
        self._screen, self._stay = "", 0

    def events(self, app: Guarded) -> list[Event]:
        """What happens before the next frame."""
        ways = ((self._press, 52), (self._click, 6), (self._key, 22), (self._wheel, 7), (self._type, 5),
                (self._turn, 6), (self._window, 2))  # fmt: skip
        screen = type(app.top.scene).__name__
        self._stay = self._stay + 1 if screen == self._screen else 0
        self._screen = screen
        made: list[Event] = self._stroke("escape") if self._stay % STUCK == STUCK - 1 else []
        for _ in range(self.source.randint(1, AT_ONCE)):
            chosen = self.source.choices([way for way, _weight in ways], [weight for _way, weight in ways])[0]
            made += chosen(app)
        return made

    def _press(self, app: Guarded) -> list[Event]:
        """A click on something."""
        live = [placed for placed in app.stage.placed if placed.live and placed.key and placed.item.id]
        if not live:
            return self._click(app)
        screen = type(app.top.scene).__name__
        some = [self.source.choice(live) for _ in range(CURIOUS)]
        placed = min(some, key=lambda one: self.tried[screen, one.key])
        self.tried[screen, placed.key] += 1
        x, y = placed.rect.clip(placed.clip).center
        made = self._at(app, x, y)
        self.aimed += len(made)
        return made

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
    """Keeps what broke it, also where no report could be written, and which screens were reached."""

    traces: ClassVar[list[str]] = []
    screens: ClassVar[Counter[str]] = Counter()

    def frame(self, now: float, events: Iterable[Event] | None = None) -> list[pygame.Rect]:
        patches = super().frame(now, events)
        self.screens[type(self.top.scene).__name__] += 1
        return patches

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


class Player(Session):
    """Counts the orders that were given."""

    orders: ClassVar[Counter[str]] = Counter()

    def add(self, order: Order) -> str | None:
        why = super().add(order)
        self.orders["refused" if why else order.instrument] += 1
        return why


def memory() -> int:
    """Bytes of this process in memory, after what is not needed was given back."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def life(source: random.Random, home: Path, most: int, found: Counter[str]) -> int:
    """One run of the program; the number of events it got."""
    shell = shell_of_player(source.randrange(1000), home, threaded=False)
    session = Player.new(load_scenario("first_posting"), source.choice(("ken", "uga", "eth")), source.randrange(1000))
    session.folder = shell.saves
    scene = title(shell) if source.random() < 0.2 else enter(session, shell)
    chosen = Settings(scale=1.0, language=source.choice(LANGUAGES), tip_delay=0.0)
    app, monkey = Watched(scene, shell, chosen, source.choice(SIZES), home), Monkey(source)
    app.use_guide(Library())
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
    found["aimed"] += monkey.aimed
    app.close()
    return count


def run(events: int, seed: int, folder: Path, progress: Callable[[str], object] | None = None) -> Counter[str]:
    """Lives one after the other until there were so many events."""
    source, found = random.Random(seed), Counter[str](seed=seed)
    early = 0
    (folder / "saves").mkdir(exist_ok=True)
    replays.write(folder / "saves" / "theirs.replay", played_by(load_scenario("first_posting"), seed, turns=4))
    while found["events"] < events:
        found["events"] += life(source, folder, min(LIFE, events - found["events"]), found)
        found["lives"] += 1
        if not early and found["events"] >= events // 10:
            early = memory()
        if progress:
            progress(f"seed {seed}: {found['events']} events, {found['crashes']} crashes\n")
    found["growth"] = max(0, memory() - early)
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
    told = {
        "runs": report, "orders": Player.orders, "screens": Watched.screens, "unseen": sorted(unseen()),
        "seconds": round(time.monotonic() - began, 1), "traces": Watched.traces,
    }  # fmt: skip
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return int(any(wrong(found) for found in report))


def wrong(found: Counter[str]) -> bool:
    """Whether a run broke something or kept too much, or the monkey was no player."""
    broken = found["crashes"] or found["damaged_saves"]
    kept = found["growth"] if found["events"] >= WARM else 0
    return bool(broken or kept > MOST_GROWTH or found["aimed"] < LEAST_AIMED * found["events"])


def unseen() -> set[str]:
    """Screens of the game that the monkey never came to."""
    kinds = list(Scene.__subclasses__())
    for kind in kinds:
        kinds += kind.__subclasses__()
    whole = [kind for kind in kinds if kind.__module__.startswith("game.") and not kind.__subclasses__()]
    return {kind.__name__ for kind in whole} - set(Watched.screens)


if __name__ == "__main__":
    sys.exit(main())
