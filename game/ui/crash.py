"""Faults and signals: whatever ends a game, the campaign is saved first, and the next start offers it."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

import numpy as np
import pygame

from game.content.files import durable, saves
from game.content.files.saves import SaveError
from game.ui.play.session import Session

MARKER, REPORTS = "broken-off.json", "reports"
LARGEST_MARKER = 4096  # bytes
REPORTS_KEPT = EMERGENCIES_KEPT = 10
LONGEST_ERROR = 200  # letters of an error on the screen
SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name))
PATIENCE = 0.7  # seconds after a signal that a turn in the making has to end by itself
LIMIT = 1.7  # seconds after a signal at which the process is gone, saved or not
GRACE = 0.4  # seconds after the save at which it is gone, however long its workers take to leave


class Stopped(BaseException):
    """A signal was patient for long enough: whatever runs is broken off."""


@dataclass(frozen=True, slots=True)
class Broken:
    """How a game broke off: names of files in the folders of saves and of reports, or why there is none."""

    error: str = ""  # empty: a signal ended it
    save: str = ""
    report: str = ""
    trouble: str = ""  # why the campaign could not be saved


def rescue(session: Session | None, folder: Path) -> Broken:
    """Save a campaign under a name of its own. It never raises: what goes wrong is in `trouble`."""
    if session is None:
        return Broken()
    path = saves.emergency_path(folder, f"{session.scenario.id}-{session.nation}-{session.seed}")
    try:
        session.save(path)
        saves.prune(folder, EMERGENCIES_KEPT, saves.EMERGENCY_PREFIX)
    except SaveError as error:
        return Broken(trouble=str(error))
    except Exception as error:  # what broke the game may break the save of it too; the player reads why
        return Broken(trouble=in_words(error))
    return Broken(save=path.name)


def in_words(error: BaseException) -> str:
    """An error in one line."""
    return f"{type(error).__name__}: {error}".split("\n")[0][:LONGEST_ERROR]


def report(error: BaseException, screens: list[str], session: Session | None, folder: Path) -> str:
    """Write down what failed; the name of the file. Raises OSError."""
    place = folder / REPORTS
    place.mkdir(parents=True, exist_ok=True)
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{len(list(place.iterdir()))}.txt"
    durable.put(place / name, _text(error, screens, session).encode("utf-8", "backslashreplace"))
    for old in sorted(place.glob("*.txt"))[:-REPORTS_KEPT]:
        old.unlink()
    return name


def _text(error: BaseException, screens: list[str], session: Session | None) -> str:
    lines = [
        "Army Diplomacy: report of an error",
        f"Python {platform.python_version()}, NumPy {np.__version__}, pygame-ce {pygame.version.ver}, "
        f"{platform.system()} {platform.machine()}",
        f"screens: {' > '.join(screens)}",
    ]
    if session is not None:
        lines.append(
            f"game: {session.scenario.id}, seat {session.nation}, seed {session.seed}, policy {session.level}, "
            f"step {session.state.step}, state {session.state.digests()[0]}"
        )
        lines += [f"planned: {order}" for order in session.plan]
    return "\n".join(lines) + "\n\n" + "".join(traceback.format_exception(error))


# ----------------------------------------------------------------------------------------------------------------------
# What the next start offers
# ----------------------------------------------------------------------------------------------------------------------


def remember(broken: Broken, folder: Path) -> None:
    """Leave word for the next start. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    durable.put(folder / MARKER, json.dumps(asdict(broken)).encode())


def remembered(folder: Path) -> Broken | None:
    """How the last game broke off; None if it didn't, or if nothing sensible is written there."""
    try:
        content = (folder / MARKER).read_bytes()[:LARGEST_MARKER]
        found = json.loads(content)
        broken = Broken(**found)
    except (OSError, ValueError, TypeError, RecursionError):
        return None  # the saves themselves are in the list of saves all the same
    names = asdict(broken).values()
    return broken if all(isinstance(name, str) and Path(name).name == name for name in (broken.save, broken.report)) \
        and all(isinstance(text, str) for text in names) else None  # fmt: skip


def forget(folder: Path) -> None:
    """The offer was answered. A word that can't be taken back is only said once more."""
    with contextlib.suppress(OSError):
        (folder / MARKER).unlink(missing_ok=True)


# ----------------------------------------------------------------------------------------------------------------------
# Signals
# ----------------------------------------------------------------------------------------------------------------------


class Ending:
    """Notes the first signal that asks the game to end; `number` is 0 until then.

    The loop looks at it every frame. A turn in the making is broken off after PATIENCE, and after LIMIT the process
    ends, whatever it does.
    """

    def __init__(self) -> None:
        self.number = 0

    @property
    def code(self) -> int:
        """The exit code."""
        return 128 + self.number if self.number else 0

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals for the time being; those that are ignored, as under nohup, stay ignored."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        handlers: dict[int, Callable[[int, FrameType | None], None]] = dict.fromkeys(SIGNALS, self._heard)
        if hasattr(signal, "SIGALRM"):
            handlers[signal.SIGALRM] = self._break_off
        before = {number: signal.getsignal(number) for number in handlers}
        for number, handler in handlers.items():
            if before[number] is not signal.SIG_IGN:
                signal.signal(number, handler)
        try:
            yield
        finally:
            self.calm()
            for number, old in before.items():
                signal.signal(number, signal.SIG_DFL if old is None else old)

    def calm(self) -> None:
        """Break nothing off any more: what is left to do is short."""
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _heard(self, number: int, _frame: FrameType | None) -> None:
        if self.number:
            return
        self.number = number
        self._leave_within(LIMIT)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)

    def saved(self) -> None:
        """Nothing is left to do but to give things back: windows, workers."""
        self._leave_within(GRACE)

    def _leave_within(self, seconds: float) -> None:
        end = threading.Timer(seconds, os._exit, [self.code])
        end.daemon = True
        end.start()

    def _break_off(self, _number: int, _frame: FrameType | None) -> None:
        raise Stopped


def tell(text: str) -> None:
    """One line for whoever started the game from a terminal."""
    with contextlib.suppress(OSError, ValueError):  # there may be no terminal
        sys.stderr.write(f"army-diplomacy: {text}\n")
        sys.stderr.flush()
