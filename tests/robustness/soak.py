"""Soak: campaign after campaign in one process, with saves and loads, and with the window open where it is asked for.

    python tests/robustness/soak.py                            what CI does: objects that pile up are counted
    python tests/robustness/soak.py --turns 10000              the long form without a window
    python tests/robustness/soak.py --turns 1000 --window      and with one; it needs no display

Prints one JSON object: memory and the 99th percentile of the processor seconds a turn takes, early and late. Exit
code 1 when memory grew by more than 5% after the first tenth, or turns came to take more than 1.2 times as long.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

import numpy as np

from game.content.files import durable
from game.content.reading.load import load_scenario
from game.ui.driver import Driver
from game.ui.guarded import Guarded
from game.ui.painting.bidi import visual_runs
from game.ui.play.plan_help import advised, fill
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign, enter
from game.ui.screens.front.crossroads import Crossroads
from game.ui.screens.front.open_game import shell_of_player
from game.ui.settings import Settings
from game.ui.toolkit.commands import Reset
from game.ui.toolkit.geometry import Size

MOST_GROWTH, MOST_SLOWER = 0.05, 1.2
SCREENS = ("f2", "f3", "f4", "f6", "f7", "f8", "f9", "shift+f9", "ctrl+f9", "shift+f1", "f10", "f1")
LONGEST = 60  # presses until a turn has to be over


def memory() -> int:
    """Bytes of this process in memory, after what is not needed was given back."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def objects() -> int:
    """Live objects that may hold others, but for texts laid out: those are remembered, up to a limit."""
    visual_runs.cache_clear()
    gc.collect()
    return len(gc.get_objects())


class Soak:
    """Plays on and on, and measures at the end of each campaign."""

    def __init__(self, folder: Path, measure: Callable[[], int]) -> None:
        self.folder, self.measure = folder, measure
        self.seconds: list[float] = []  # of each turn
        self.marks: list[tuple[int, int]] = []  # (turns so far, what was measured)
        self._campaigns = 0

    def begin(self) -> Session:
        """The next campaign, in another seat."""
        scenario = load_scenario("first_posting")
        seat = scenario.nation_ids[self._campaigns % len(scenario.nation_ids)]
        session = Session.new(scenario, seat, self._campaigns)
        session.folder = self.folder
        self._campaigns += 1
        return session

    def run(self, turns: int) -> None:
        """Whole campaigns until there were so many turns; in the middle of each it is saved and loaded."""
        while len(self.seconds) < turns:
            session = self.begin()
            while not session.over:
                self._turn(session)
                if session.turn == session.setting.turns // 2 and session.planning:
                    session.save(self.folder / "middle.save")
                    session = Session.load(self.folder / "middle.save")
                    session.folder = self.folder
            self.marks.append((len(self.seconds), self.measure()))

    def _turn(self, session: Session) -> None:
        began, turn = time.process_time(), session.turn
        while session.turn == turn and not session.over:
            fill(session, advised(session))
            session.end_turn()
        self.seconds.append(time.process_time() - began)

    def run_with_window(self, turns: int) -> None:
        """The same through keys, in one window, with a look at every screen."""
        shell = shell_of_player(1, self.folder.parent, threaded=False)
        session = self.begin()
        app = Guarded(enter(session, shell), shell, Settings(scale=1.0), Size(1280, 720), self.folder.parent)
        driver = Driver(app)
        while len(self.seconds) < turns:
            while not session.over:
                self._press_on(driver, session)
            self.marks.append((len(self.seconds), self.measure()))
            session = self.begin()
            app._change(Reset(enter(session, shell)))
        app.close()

    def _press_on(self, driver: Driver, session: Session) -> None:
        """One turn: a plan, a look at some screen, the key that ends the turn."""
        began, turn = time.process_time(), session.turn
        fill(session, advised(session))
        driver.key(SCREENS[len(self.seconds) % len(SCREENS)])
        driver.step(0.1)
        for _press in range(LONGEST):
            if isinstance(driver.app.top.scene, Crossroads):
                raise RuntimeError("the game broke off")
            if session.turn > turn or session.over:
                break
            driver.key("ctrl+return" if isinstance(driver.app.top.scene, Campaign) else "escape")
        else:
            raise RuntimeError(f"turn {turn} doesn't end on {type(driver.app.top.scene).__name__}")
        self.seconds.append(time.process_time() - began)

    def report(self) -> dict[str, float]:
        """Growth after the first tenth, and the 99th percentiles of the first tenth and the last."""
        tenth = max(1, len(self.seconds) // 10)
        early = next(value for turns, value in self.marks if turns >= tenth)
        late = max(value for _turns, value in self.marks[len(self.marks) // 2 :])
        first, last = np.percentile(self.seconds[:tenth], 99), np.percentile(self.seconds[-tenth:], 99)
        return {
            "turns": len(self.seconds), "campaigns": self._campaigns, "early": early, "late": late,
            "growth": round(late / early - 1, 4), "p99_first_ms": round(1000 * float(first), 2),
            "p99_last_ms": round(1000 * float(last), 2), "slower": round(float(last / first), 3),
        }  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=0, metavar="N", help="0: only count objects")
    parser.add_argument("--window", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "saves"
        folder.mkdir()
        soak = Soak(folder, memory if chosen.turns else objects)
        (soak.run_with_window if chosen.window else soak.run)(chosen.turns or 80)
        durable.let_go(folder)
    report = soak.report()
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    slower = bool(chosen.turns) and report["slower"] > MOST_SLOWER
    return int(report["growth"] > MOST_GROWTH or slower)


if __name__ == "__main__":
    sys.exit(main())
