"""Takes the README's pictures out of the running game: `python assets/shoot.py [FOLDER]`, by default assets/pictures.

Three screens and a short animation of one turn, of one fixed game, without a display. Needs Pillow besides the game's
packages. Run it again when the screens have changed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from game.ui.app import App
    from game.ui.studio.stagehand import Stagehand
    from game.ui.toolkit.scene import Scene

ASSETS = Path(__file__).resolve().parent
sys.path.insert(0, str(ASSETS.parent))
os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

SCENARIO, SEAT, PARTNER, TURN = "gulf_and_straits", "sau", "egy", 6
ROWS = 10  # partners that a drill is offered to, until one of them can be asked
STILL, MOVING = (1280, 720), (1200, 675)
SHOWN = (800, 450)  # pixels of the animation
COLOURS, FEWER = 200, 72
LONG, SHORT, QUICK = 2200, 1100, 450  # milliseconds


def main() -> None:
    """Makes all four and says how large they are."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        from game.content.reading.load import load_scenario
        from game.ui.studio.stagehand import Stagehand

        hand = Stagehand(Path(home), load_scenario(SCENARIO), SEAT, PARTNER, TURN)
        for name, scene in stills(hand).items():
            still(hand, scene, folder / f"{name}.png")
        animation(hand, folder / "turn.gif")
    for path in sorted(folder.iterdir()):
        print(path.name, path.stat().st_size)


def stills(hand: Stagehand) -> dict[str, Scene]:
    """The three screens: the map with a plan, a proposal with its points, a crisis with its demand."""
    from game.ui.play.plan_help import advised, fill
    from game.ui.screens.crises.room import CrisisRoom
    from game.ui.screens.planning.negotiation import Negotiation

    session = hand.late
    fill(session, advised(session))
    beset = hand.beset
    return {
        "campaign": hand.campaign(session, lens="alliance", tab="own"),
        "negotiation": Negotiation(hand.fresh, hand.partner, "defence_pact"),
        "crisis": CrisisRoom(beset, next(one.slot for one in beset.crises())),
    }


def still(hand: Stagehand, scene: Scene, path: Path) -> None:
    """One screen at rest."""
    from game.ui.driver import Driver

    app = opened(hand, scene, STILL)
    try:
        driver = Driver(app)
        driver.step(2.0)
        driver.step(2.0)
        picture(app).quantize(COLOURS, dither=0).save(path, optimize=True)
    finally:
        app.close()


def animation(hand: Stagehand, path: Path) -> None:
    """One turn: a drill is planned, the plan filled as the staff advises, the turn ended, the news read."""
    from game.ui.driver import Driver

    app = opened(hand, hand.campaign(hand.late, tab="own"), MOVING)
    frames, lengths = [], []
    try:
        driver = Driver(app)
        driver.step(2.0)

        def keep(milliseconds: int) -> None:
            driver.step(0.6)
            frames.append(picture(app).resize(SHOWN).quantize(FEWER, dither=0))
            lengths.append(milliseconds)

        keep(LONG)
        driver.hover("plan.open.drill", 0.1)
        keep(QUICK)
        driver.click("plan.open.drill")
        keep(SHORT)
        table = driver.rect("targets")
        for row in range(ROWS):
            driver.click_at(table.x + 120, table.y + 48 + 30 * row)
            driver.hover_at(4, 4)
            if driver.find("yes").item.enabled:
                break
        keep(LONG)
        driver.click("yes")
        keep(SHORT)
        driver.click("plan.advise")
        keep(LONG)
        driver.hover("end_turn", 0.1)
        keep(QUICK)
        driver.click("end_turn")
        keep(LONG)
        while not app.top.scene.session.planning:
            driver.click("end_turn")
            keep(SHORT)
        keep(LONG)
    finally:
        app.close()
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=lengths, loop=0, optimize=True)


def opened(hand: Stagehand, scene: Scene, size: tuple[int, int]) -> App:
    """The game at that scene."""
    from game.ui.app import App
    from game.ui.settings import Settings
    from game.ui.toolkit.geometry import Size

    return App(scene, Settings(reduced_motion=True), Size(*size), hand.folder)


def picture(app: App) -> Image:
    """What the window shows."""
    import pygame
    from PIL import Image

    return Image.frombytes("RGB", app.window.get_size(), pygame.image.tobytes(app.window, "RGB"))


if __name__ == "__main__":
    main()
