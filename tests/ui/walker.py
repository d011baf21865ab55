"""Presses every control of every screen: nothing may raise, and every screen can be left again.

    python tests/ui/walker.py                            every screen of a large campaign, in English and Arabic
    python tests/ui/walker.py --screens plan final       those alone

Prints what was pressed on each screen; exit code 1 with the fault when something broke.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

from game.ui.app import App
from game.ui.driver import Driver
from game.ui.settings import Settings
from game.ui.shots import opened
from game.ui.studio.sets import SCREENS
from game.ui.studio.stagehand import Stagehand
from game.ui.toolkit import parts
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.items import Canvas, Control, Dropdown, Scroll, Slider, Stepper, Table, Tabs, TextInput
from game.ui.toolkit.scene import Scene

WINDOW = Size(1280, 720)
SETTLED = 2.0  # seconds
MOST_ESCAPES = 6
LONGEST_TRAIL = 99  # pages of the handbook to go back through
FIRST = "title"  # the one screen that is left by its own button alone

Act = Callable[[Driver, str], None]
Deed = tuple[str, int]  # a control, and which of the acts on it
FRESH = "no control"  # stands for a fresh screen to be left


def keyed(*names: str) -> Act:
    """Put the focus there and press keys."""

    def act(driver: Driver, key: str) -> None:
        for name in names:
            if key in driver.app.stage.by_key:
                driver.app.top.ui.focus = key
            driver.key(name)

    return act


def clicked(driver: Driver, key: str) -> None:
    """Click in the middle of what is seen of it; what is scrolled away is pressed by keyboard."""
    if driver.rect(key).empty:
        keyed("return")(driver, key)
    else:
        driver.click(key)


def typed(driver: Driver, key: str) -> None:
    """Type a letter, and Enter."""
    driver.app.top.ui.focus = key
    driver.type("a")
    driver.key("return")


def headed(driver: Driver, key: str) -> None:
    """Click a table's first heading twice."""
    placed = driver.find(key)
    assert isinstance(placed.item, Table)
    if placed.item.header:
        shape = parts.table_shape(placed.item, placed.rect, driver.app.look.rtl)
        for _time in range(2):
            driver.click_at(*shape.columns[0].center)


def acts_of(item: object) -> tuple[Act, ...]:
    """What a player can do to a control of that kind."""
    match item:
        case Tabs():
            return (clicked, *(keyed("right") for _option in item.options))
        case Dropdown():
            return (keyed("return", "escape"), keyed("return"), *(keyed("return", "down", "return") for _ in "ab"))
        case Slider() | Stepper():
            return clicked, keyed("right"), keyed("end"), keyed("left"), keyed("home")
        case TextInput():
            return clicked, typed, keyed("backspace", "escape")
        case Table():
            return headed, keyed("down", "return"), keyed("end", "return"), clicked
        case Canvas():
            return clicked, keyed("left", "up", "=", "-", "home"), keyed("return"), keyed("shift+right"), keyed("menu")
        case Scroll():
            return (keyed("end", "pageup", "home"),)
    return clicked, keyed("return")


class Walk:
    """One language; `pressed` counts what was done on each screen, `ways` the controls that led elsewhere."""

    def __init__(self, hand: Stagehand, language: str, window: Size = WINDOW, most: int = 99) -> None:
        """`most`: acts tried on each control."""
        self.hand, self.window, self.most = hand, window, most
        self.settings = Settings(language=language, reduced_motion=True, tip_delay=0.0)
        self.pressed: dict[str, int] = {}
        self.ways: dict[str, set[str]] = {}

    def screen(self, name: str) -> None:
        """Press everything on it, on a fresh one whenever the last press changed what there is. Raises what breaks."""
        self.pressed[name], self.ways[name] = 0, set()
        waiting = self._pass(name, None)
        while waiting:
            waiting = self._pass(name, waiting)

    def _pass(self, name: str, waiting: list[Deed] | None) -> list[Deed]:
        """Press one after the other until the screen is another, then what is left to press; at last leave it."""
        with opened(self.hand, name, self.window, self.settings, over=True) as app:
            driver = Driver(app)
            driver.step(SETTLED)
            home, depth = app.top.scene, len(app.stack)
            waiting = self._deeds(app) if waiting is None else waiting
            for place, (key, number) in enumerate(waiting):
                if key not in app.stage.by_key:
                    if place:
                        return waiting[place:]
                    continue  # not even on a fresh one: another kind of moment shows it
                self._press(name, driver, key, number)
                if not (app.running and self._back(driver, home, depth)):
                    self.ways[name].add(key)
                    if waiting[place + 1 :]:
                        return waiting[place + 1 :]
                    return [(FRESH, 0)]
            self._leave(name, driver, home, depth)
        return []

    def _deeds(self, app: App) -> list[Deed]:
        """(key, number of the act) for all controls that can be used."""
        usable = [
            placed
            for placed in app.stage.focusables()
            if isinstance(placed.item, Scroll) or (isinstance(placed.item, Control) and placed.item.enabled)
        ]
        return [(one.key, number) for one in usable for number in range(min(self.most, len(acts_of(one.item))))]

    def _press(self, name: str, driver: Driver, key: str, number: int) -> None:
        acts = acts_of(driver.find(key).item)
        if number >= len(acts):
            return
        try:
            acts[number](driver, key)
            driver.step()
        except Exception as error:
            raise AssertionError(f"{name}, {self.settings.language}: pressing {key} ({number}): {error!r}") from error
        self.pressed[name] += 1

    def _back(self, driver: Driver, home: Scene, depth: int) -> bool:
        """Leave whatever opened above; whether the screen is still the same."""
        for _escape in range(MOST_ESCAPES):
            if not driver.app.running or len(driver.app.stack) <= depth:
                break
            driver.key("escape")
        assert not driver.app.running or len(driver.app.stack) <= depth, f"no way out of {driver.app.top.scene}"
        return driver.app.running and driver.app.top.scene is home

    def _leave(self, name: str, driver: Driver, home: Scene, depth: int) -> None:
        """Escape leads out, to what lies below or to a menu that does."""
        for _escape in range(LONGEST_TRAIL):
            driver.key("escape")
            if not left(driver.app, home, depth):
                return
        assert name == FIRST, f"Escape doesn't leave {name}"
        assert self.ways[name], "the title screen leads nowhere"


def left(app: App, home: Scene, depth: int) -> bool:
    """Whether the screen is still the one in front."""
    return app.running and app.top.scene is home and len(app.stack) == depth


def main() -> int:
    """Walk, and print what was pressed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--languages", nargs="+", default=["en", "ar"])
    parser.add_argument("--screens", nargs="+", default=list(SCREENS), metavar="NAME")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        hand = Stagehand(Path(folder))
        for language in args.languages:
            walk = Walk(hand, language)
            for name in args.screens:
                walk.screen(name)
                sys.stdout.write(f"{language} {name}: {walk.pressed[name]} presses, {len(walk.ways[name])} ways on\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
