"""The staff of a campaign: asks for an estimate whenever the plan has changed, and hangs the newest on the session."""

from __future__ import annotations

from game.core.observe import observe
from game.ministers.estimate import Estimate, Question, estimates
from game.ui.play.estimate_worker import Worker
from game.ui.play.session import Session


class Staff:
    """Keeps `session.estimate` up with the plan, in a process of its own."""

    def __init__(self, session: Session, worker: Worker | None = None) -> None:
        session.staffed = True
        self._session = session
        self._worker = worker or Worker(estimates)
        self._asked: object = None
        self._told = False

    def poll(self) -> bool:
        """Ask when the plan has changed, take what has come; whether there is anything new to show."""
        session = self._session
        moment = (session.state.step, session.plan)
        if moment != self._asked and not session.over:
            self._asked = moment
            self._worker.ask(Question(observe(session.state, session.setting), session.seat, session.plan))
        answers: list[Estimate] = self._worker.poll()
        if answers:
            session.estimate = answers[-1]
        return bool(answers)

    def complaint(self) -> str:
        """Why there will be no estimates, said once; else nothing."""
        if not self._worker.trouble or self._told:
            return ""
        self._told = True
        self._session.staffed = False
        return self._worker.trouble

    def close(self) -> None:
        """End the process."""
        self._worker.close()
