"""One long question: worked at in a process of its own, or a bit at each poll where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from game.content.files.container import NONSENSE
from game.content.files.replays import Replay
from game.ui.play.campaign_file import replay_of
from game.ui.play.estimate_worker import Task, Worker
from game.ui.play.session import Session
from game.ui.play.watching import Retelling


class Inquiry:
    """`trouble` says why there will be no answer; `close` ends the work."""

    def __init__(self, task: Task, question: Any, *, threaded: bool) -> None:
        self._worker = Worker(task, hurry=False) if threaded else None
        self._work: Iterator[Any] = iter(()) if threaded else task(question)
        self._trouble = ""
        if self._worker is not None:
            self._worker.ask(question)

    @property
    def trouble(self) -> str:
        """Why there is no answer."""
        return self._trouble if self._worker is None else self._worker.trouble

    def poll(self) -> list[Any]:
        """Answers that have come since the last call, the oldest first."""
        if self._worker is not None:
            return self._worker.poll()
        try:
            found = next(self._work, None)
        except NONSENSE as error:
            self._trouble = str(error)
            return []
        return [] if found is None else [found]

    def close(self) -> None:
        """End the work."""
        if self._worker is not None:
            self._worker.close()
        self._worker, self._work = None, iter(())


def game_of(session: Session) -> Replay:
    """The game that a session has come through: as it is played, or the replay that it watches."""
    if isinstance(session.chronicle, Retelling):
        return session.chronicle.replay
    return replay_of(session)
