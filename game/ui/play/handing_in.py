"""Games that were set: begun from an assignment, and every finished campaign kept as a replay that can be handed in."""

from __future__ import annotations

from pathlib import Path

from game.content.files import replays
from game.content.files.saves import SaveError
from game.sim.classroom.assignment import Assignment
from game.ui.play.inquiry import game_of
from game.ui.play.session import Session

FOLDER = "finished"


def begun(assignment: Assignment, seed: int | None = None, home: Path | None = None) -> Session:
    """The game of an assignment, by default the first that was not finished yet. Raises KeyError for another seed."""
    if seed is not None and seed not in assignment.seeds:
        raise KeyError(f"its seeds are {', '.join(map(str, assignment.seeds))}")
    wanted = seed if seed is not None else next(
        (one for one in assignment.seeds if home is None or not _finished(assignment, one, home)), assignment.seeds[0]
    )  # fmt: skip
    return Session.new(assignment.scenario, assignment.seat, wanted, assignment.policy, assignment.rules)


def _finished(assignment: Assignment, seed: int, home: Path) -> bool:
    """Whether a replay of that game is kept."""
    return any((home / FOLDER).glob(f"{assignment.scenario.id}-{assignment.seat}-{seed}-*{replays.SUFFIX}"))


def kept(session: Session, home: Path) -> Path:
    """Where the replay of a finished campaign is, written there unless it is already. Raises SaveError.

    Its name holds no person's; the same game has the same name.
    """
    mark = session.state.digests()[0][:8]
    name = f"{session.scenario.id}-{session.nation}-{session.seed}-{mark}{replays.SUFFIX}"
    path = home / FOLDER / name
    if path.exists():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(path, f"could not be written ({error.strerror or error})") from error
    replays.write(path, game_of(session))
    return path
