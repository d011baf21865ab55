"""How fast the desktop game is: first frame, end of turn, frames while panning, zooming and idle, without a window."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.ui.commands import Command, Pointer
from game.ui.geometry import Size

SEED, SEAT, SCENARIO = 7, "pak", "crescent"
SIZE = Size(1920, 1080)
FRAMES, TURNS = 240, 20
FRAME = 1 / 60


def frames() -> dict[str, Any]:
    """Milliseconds, wall clock, at 1920x1080 under the dummy driver with the map's worker thread running."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    started = time.perf_counter()
    from game.content.load import load_scenario
    from game.ui.app import App
    from game.ui.screens.campaign import Campaign
    from game.ui.screens.open_game import shell_of_player, title
    from game.ui.session import Session
    from game.ui.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        shell = shell_of_player(SEED, Path(folder))
        app = App(title(shell), Settings(), SIZE, Path(folder))
        app.frame(0.0)
        first = _since(started)
        app.close()
        session = Session.new(load_scenario(SCENARIO), SEAT, SEED)
        scene = Campaign(session, shell)
        session.folder = shell.saves
        app = App(scene, Settings(), SIZE, Path(folder))
        sys.setswitchinterval(0.0005)
        try:
            pan, zoom, idle = _moving(app)
            turns = [_timed(lambda: scene.update(Command("end_turn"))) for _ in range(TURNS)]
        finally:
            app.close()
    return {
        "size": f"{SIZE.width}x{SIZE.height}", "first_frame_ms": first, **_spread("pan", pan), **_spread("zoom", zoom),
        **_spread("idle", idle), **_spread("end_turn", turns),
    }  # fmt: skip


def _moving(app: Any) -> tuple[list[float], list[float], list[float]]:
    """Frames while the map is dragged, while the wheel turns, and while nothing happens."""
    clock = [1.0]

    def frame(pointer: Pointer | None = None) -> float:
        def turn() -> None:
            clock[0] += FRAME
            if pointer is not None:
                app.perform([Command("map", value=pointer)])
            app.frame(clock[0], [])

        return _timed(turn)

    for _settling in range(60):
        frame()
    pan = [frame(Pointer("drag", 400, 400, 4 if k % 80 < 40 else -4, 1, 1)) for k in range(FRAMES)]
    zoom = [frame(Pointer("wheel", 400, 400, 0, 1 if k % 60 < 30 else -1) if k % 6 == 0 else None)
            for k in range(FRAMES)]  # fmt: skip
    for _settling in range(180):
        frame()
    return pan, zoom, [frame() for _ in range(FRAMES)]


def _timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return _since(started)


def _since(started: float) -> float:
    return round(1000 * (time.perf_counter() - started), 2)


def _spread(name: str, values: list[float]) -> dict[str, float]:
    ranked = sorted(values)
    return {
        f"{name}_p50_ms": round(statistics.median(ranked), 2),
        f"{name}_p95_ms": ranked[min(len(ranked) - 1, round(0.95 * len(ranked)))],
        f"{name}_p99_ms": ranked[min(len(ranked) - 1, round(0.99 * len(ranked)))],
    }
