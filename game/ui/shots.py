"""Draws every screen to a picture: one fixed game, no window, the same pixels each time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from game.ui.settings import Settings
from game.ui.studio.sets import DEEDS, SCREENS
from game.ui.studio.stagehand import Stagehand
from game.ui.toolkit.commands import Changes, Command, Push
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.items import Item
from game.ui.toolkit.scene import Look, Scene

if TYPE_CHECKING:
    from game.ui.app import App

SETTLED = 2.0  # seconds, until tooltips and flights are over


def shoot(folder: Path, size: Size, chosen: Settings) -> list[Path]:
    """Write NAME.png for every screen. Raises OSError when the folder can't be written."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    from game.ui.driver import Driver

    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory() as home:
        hand = Stagehand(Path(home))
        for name in SCREENS:
            made.append(folder / f"{name}.png")
            with opened(hand, name, size, chosen) as app:
                driver = Driver(app)
                driver.step(SETTLED)
                if name in DEEDS:
                    DEEDS[name](driver)
                driver.screenshot(made[-1])
    return made


@contextmanager
def opened(hand: Stagehand, name: str, size: Size, chosen: Settings, *, over: bool = False) -> Iterator[App]:
    """The app with that screen in front, over the campaign where it is seen beneath or where `over` asks for it."""
    from game.ui.app import App
    from game.ui.coach.coach import Coach
    from game.ui.words import i18n

    i18n.use(chosen.language)
    scene = SCREENS[name](hand)
    app = App(Opening(hand.campaign(hand.late), scene) if scene.modal or over else scene, chosen, size, hand.folder)
    app.companion = Coach()
    try:
        yield app
    finally:
        app.close()


class Opening(Scene):
    """A screen over which another opens at once."""

    def __init__(self, below: Scene, above: Scene) -> None:
        self.below, self.above = below, above
        self.opened = False

    def view(self, size: Size, look: Look) -> list[Item]:
        """The screen below."""
        return self.below.view(size, look)

    def update(self, command: Command) -> Changes:
        """What the screen below does with what the other sends it."""
        return self.below.update(command)

    def poll(self, now: float) -> Changes:
        """Open the other."""
        if self.opened:
            return self.below.poll(now)
        self.opened = True
        return Push(self.above)

    def leave(self) -> None:
        """End what the screen below keeps running."""
        self.below.leave()
