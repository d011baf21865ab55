"""The way into the screens about a campaign's past, and from each of them to the others."""

from __future__ import annotations

from game.ui.screens.charts import Charts
from game.ui.screens.compare import Compare
from game.ui.screens.network import Network
from game.ui.screens.record_parts import Record
from game.ui.screens.replay import Replay
from game.ui.screens.shell import Shell
from game.ui.session import Session

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
