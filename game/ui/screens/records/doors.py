"""The way into the screens about a campaign's past, and from each of them to the others."""

from __future__ import annotations

from game.ui.play.session import Session
from game.ui.screens.front.shell import Shell
from game.ui.screens.nations.compare import Compare
from game.ui.screens.records.charts import Charts
from game.ui.screens.records.network import Network
from game.ui.screens.records.record_parts import Record
from game.ui.screens.records.replay import Replay

NAMES = ("charts", "network", "compare", "replay")


def record(session: Session, shell: Shell, name: str, pair: tuple[int, int] | None = None) -> Record:
    """The screen of that name, one of NAMES; `pair` is what a comparison begins with."""

    def door(other: str) -> Record:
        return record(session, shell, other, pair)

    match name:
        case "network":
            return Network(session, door)
        case "compare":
            return Compare(session, door, pair)
        case "replay":
            return Replay(session, door, shell)
    return Charts(session, door)
