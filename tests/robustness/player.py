"""A game in a process of its own for the tests of signals: says when it is ready, and ends a turn that never ends."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from game.content.reading.load import load_scenario
from game.ui.guarded import Guarded
from game.ui.play import session as sessions
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.open_game import shell_of_player
from game.ui.toolkit.commands import Changes, Redraw


def endless(*_given: object) -> object:
    """A turn that takes for ever, in Python and in the engine's own library alike."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        time.sleep(0.001)


class Ready(Campaign):
    """A campaign that says when its first frames are painted, and with `slow` ends a turn that never ends."""

    slow = False
    frames = 0

    def poll(self, now: float) -> Changes:
        changes = super().poll(now)
        self.frames += 1
        if self.frames == 3:
            if self.slow:
                self.session.end_turn()
            sys.stdout.write("ready\n")
            sys.stdout.flush()
        return changes or (Redraw() if self.frames < 3 else None)


def main(folder: Path, slow: bool) -> int:
    shell = shell_of_player(7, folder)
    session = Session.new(load_scenario("first_posting"), "ken", 7)
    session.add(session.order("training", "officers"))
    if slow:
        sessions.step = endless
    scene = Ready(session, shell)
    scene.slow = slow
    return Guarded(scene, shell, folder=folder).play()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), "slow" in sys.argv))
