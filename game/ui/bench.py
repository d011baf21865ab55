"""Frame times of the desktop game without a window: `crescent` at 1080p with every link on, beside the clock's own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from game.content.reading.load import load_scenario
from game.core.vocabulary import AGREEMENTS, DEFENCE
from game.ui.map.board import Board
from game.ui.map.land.palette import Palette
from game.ui.map.signs.icons import Icon
from game.ui.map.signs.links import Link
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.open_game import shell_of_player
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.scene import Scene

if TYPE_CHECKING:
    from game.ui.app import App
    from game.ui.driver import Driver

SCENARIO, SEAT, SEED, WINDOW = "crescent", "pak", 7, Size(1920, 1080)
FRAMES, TURNS, LAUNCHES = 240, 12, 3
SWITCH = 0.0005  # seconds, as in play: else the map's worker holds frames up
PERIOD = 1 / 60  # frames come no faster, so that the map's worker gets the time it has in play
HOT = 4000  # hostility, in ten-thousandths, from which a rivalry is drawn
STRIDE, LENSES = 90, 42  # logical pixels between the places hovered; lenses gone through
REST = 40  # frames that let layers arrive between two measurements
LAUNCH = """
import os, time
os.environ["SDL_VIDEODRIVER"] = "dummy"
from pathlib import Path
from game.ui import bench
bench.first_frame({campaign}, Path({folder!r}))
print(time.process_time())
"""


def frames() -> dict[str, Any]:
    """Milliseconds a frame, wall clock and main thread alone, and CPU seconds to the first picture."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        launches = {
            "launch_to_title_cpu_s": _launch(folder, campaign=False),
            "launch_to_map_cpu_s": _launch(folder, campaign=True),
        }
        rows, links = _cases(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    size = f"{WINDOW.width}x{WINDOW.height}"
    return {"scenario": SCENARIO, "size": size, "links": links, **launches, "cases": rows,
            "peak_memory_mib": round(peak, 1)}  # fmt: skip


# ------------------------------------------------------------------------------------------------------- the stage


class Crowded(Board):
    """A map on which every tie of every pair is drawn."""

    every: tuple[Link, ...] = ()

    def show(
        self,
        palette: Palette | None,
        icons: Sequence[Icon] = (),
        links: Sequence[Link] = (),
        selected: int | None = None,
    ) -> None:
        """All links besides those that were asked for."""
        super().show(palette, icons, (*self.every, *links), selected)


def every_link(session: Session) -> tuple[Link, ...]:
    """Defence treaties, agreements and rivalries of all pairs."""
    public, setting = session.seen.public, session.setting
    levels = public.agreement[0].sum(axis=0)
    defence = public.member[0][setting.treaties.type == DEFENCE].astype(int)
    allied, hot = defence.T @ defence, public.hostility[0]
    found = []
    for a, b in combinations(range(setting.n), 2):
        found += [Link("treaty", a, b)] if allied[a, b] else []
        weight = int(levels[a, b] + levels[b, a]) / (3 * len(AGREEMENTS))
        found += [Link("agreement", a, b, weight)] if weight else []
        found += [Link("rivalry", a, b, int(hot[a, b]) / 10_000)] if hot[a, b] >= HOT else []
    return tuple(found)


def first_scene(folder: Path, *, campaign: bool) -> Scene:
    """The title, or the campaign at its first turn."""
    shell = shell_of_player(SEED, folder)
    if not campaign:
        return shell.home(shell)
    return Campaign(Session.new(load_scenario(SCENARIO), SEAT, SEED), shell)


def first_frame(campaign: bool, folder: Path) -> None:
    """Open the window and paint once, as a launch does."""
    from game.ui.app import App

    app = App(first_scene(folder, campaign=campaign), Settings(scale=1.0), WINDOW, folder)
    app.frame(time.monotonic())
    app.close()


def _launch(folder: Path, *, campaign: bool) -> float:
    """CPU seconds of a fresh process until its first picture; the least of a few."""
    script = LAUNCH.format(campaign=campaign, folder=str(folder))
    runs = [
        subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True)
        for _ in range(LAUNCHES)
    ]
    return min(float(run.stdout.split()[-1]) for run in runs)


# ------------------------------------------------------------------------------------------------------- measuring


class Watch:
    """Times frames of an app at the pace of play."""

    def __init__(self, app: App, driver: Driver, board: Board) -> None:
        self.app, self.driver, self.board = app, driver, board
        self.rows: list[dict[str, Any]] = []

    def frame(self) -> tuple[float, float, bool]:
        """One frame in milliseconds: by the wall clock, of the main thread, and whether a layer was being built."""
        building = self.board.building
        wall, own = time.perf_counter(), time.thread_time()
        self.app.frame(time.monotonic())
        spent = time.perf_counter() - wall
        result = 1000 * spent, 1000 * (time.thread_time() - own), building
        time.sleep(max(0.0, PERIOD - spent))
        return result

    def settle(self) -> None:
        """Let everything come to rest."""
        for _ in range(REST):
            self.frame()

    def case(self, name: str, times: Sequence[tuple[float, float, bool]], high: int = 99) -> None:
        """Keep the middle and the high percentile of some frames."""
        wall, own = (np.array([row[k] for row in times]) for k in (0, 1))
        self.rows.append({
            "case": name, "frames": len(times),
            "p50_ms": _percentile(wall, 50), f"p{high}_ms": _percentile(wall, high),
            "own_p50_ms": _percentile(own, 50), f"own_p{high}_ms": _percentile(own, high),
        })  # fmt: skip

    def moved(self, name: str, move: Callable[[int], None]) -> list[tuple[float, float, bool]]:
        """Frames in each of which something happened."""
        times = []
        for number in range(FRAMES):
            move(number)
            times.append(self.frame())
        self.case(name, times)
        return times


def _percentile(values: np.ndarray, high: int) -> float:
    return round(float(np.percentile(values, high)), 3)


def _cases(folder: Path) -> tuple[list[dict[str, Any]], int]:
    from game.ui.app import App
    from game.ui.driver import Driver

    scene = first_scene(folder, campaign=True)
    assert isinstance(scene, Campaign)
    board = scene.board = Crowded(scene.session.scenario, around=scene.session.seat)
    board.every = every_link(scene.session)
    scene.session.folder = folder / "saves"  # a turn that ends is saved
    app = App(scene, Settings(scale=1.0), WINDOW, folder)
    sys.setswitchinterval(SWITCH)
    try:
        watch = Watch(app, Driver(app), board)
        watch.settle()
        watch.case("idle", [watch.frame() for _ in range(FRAMES)])
        _movements(watch)
        _answers(watch, scene)
        _turns(watch, scene)
        return watch.rows, len(board.every)
    finally:
        app.close()


def _movements(watch: Watch) -> None:
    """Dragging the map round in a circle, and turning the wheel in and out."""
    import pygame

    def post(kind: int, **values: object) -> None:
        pygame.event.post(pygame.event.Event(kind, values))

    x, y = watch.driver.rect("map").center
    watch.driver.hover_at(x, y)
    post(pygame.MOUSEBUTTONDOWN, pos=(x, y), button=1)
    places = _circle(x, y)
    watch.moved("panning", lambda number: post(pygame.MOUSEMOTION, pos=next(places), rel=(0, 0), buttons=(1, 0, 0)))
    post(pygame.MOUSEBUTTONUP, pos=(x, y), button=1)
    watch.settle()

    def turn(number: int) -> None:
        if number % 8 == 0:
            way = 1 if number // 48 % 2 == 0 else -1
            post(pygame.MOUSEWHEEL, x=0, y=way, precise_y=float(way))

    times = watch.moved("zooming", turn)
    watch.case("zooming, a layer being built", [row for row in times if row[2]] or times)
    watch.settle()


def _circle(x: int, y: int, radius: int = 160) -> Iterator[tuple[int, int]]:
    for number in count():
        angle = number / 20
        yield round(x + radius * np.sin(angle)), round(y + radius * np.cos(angle) - radius)


def _answers(watch: Watch, scene: Campaign) -> None:
    """The card of another nation under the mouse, and another lens: the frame that shows it."""
    cards, lenses = [], []
    area = watch.driver.rect("map")
    for x in range(area.x + STRIDE, area.right, STRIDE):
        for y in range(area.y + STRIDE, area.bottom, STRIDE):
            before = watch.board.hover
            _move_mouse(x, y)
            times = watch.frame()
            if watch.board.hover not in (before, None):
                cards.append(times)
    for _ in range(LENSES):
        _press_key("l")
        lenses.append(watch.frame())
        watch.frame()
    watch.case("hover card", cards)
    watch.case("lens switch", lenses)


def _move_mouse(x: float, y: float) -> None:
    import pygame

    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(round(x), round(y)), rel=(0, 0), buttons=(0, 0, 0)))


def _press_key(name: str, mod: int = 0) -> None:
    import pygame

    code = pygame.key.key_code(name)
    for kind in (pygame.KEYDOWN, pygame.KEYUP):
        pygame.event.post(pygame.event.Event(kind, key=code, mod=mod, unicode="", scancode=0))


def _turns(watch: Watch, scene: Campaign) -> None:
    """From the key that ends the turn to the picture of the next decision point."""
    import pygame

    times: list[tuple[float, float, bool]] = []
    while len(times) < TURNS and not scene.session.over:
        _press_key("return", pygame.KMOD_CTRL)
        times.append(watch.frame())
        watch.frame()
    watch.case("end of turn", times, high=95)
