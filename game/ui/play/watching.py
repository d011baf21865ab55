"""A replay to be watched: a session without a player that lives through the game again, a turn at a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from game.content.building.start import build
from game.content.files import replays
from game.content.files.container import NONSENSE
from game.content.files.replays import Replay
from game.content.files.saves import SaveError
from game.core.step import step
from game.ministers.table import PolicyError
from game.sim.replaying import orders_at, seats_of
from game.ui.play.chronicle import Chronicle
from game.ui.play.session import Session
from game.ui.words.i18n import _
from game.ui.words.names import date_text

ANYBODY = "balanced"  # decides for those whose policy is not known any more


class Watched(Session):
    """The game of a replay, at the turn that was played again last."""

    watched = True

    @classmethod
    def of(cls, replay: Replay, nation: str = "") -> Watched:
        """The beginning. It is seen from a nation, by default the player's or the first that the scenario recommends.

        Raises KeyError for a nation that there is not, PolicyError when orders are missing that nobody can give.
        """
        setting, state = build(replay.scenario, np.array([replay.world], np.int64), replay.seed, replay.rules)
        first = next((seat.nation for seat in replay.scenario.recommended), setting.nations[0])
        seat = setting.row(nation or replay.player or first)
        session = cls(replay.scenario, setting, state, seat, replay.seed, _known_policy(replay))
        session.rules = dict(replay.rules)
        session.history.append(session._past())
        session.record.see(state)
        session.chronicle = Retelling(replay)
        session.chronicle.note(session)
        return session

    def relive(self, replay: Replay) -> None:
        """Play the next turn as it was played."""
        self.news = []
        for _half in range(2):
            self.log += [(number, order) for number, order in replay.log if number == self.state.step]
            orders = orders_at(replay, self.state, self.setting)
            self._come_to(orders, step(self.state, orders, self.setting, self.seed))
        self.history.append(self._past())


class Retelling(Chronicle):
    """The moments of a replay: playing it again is what makes them."""

    def __init__(self, replay: Replay) -> None:
        super().__init__()
        self.replay = replay
        self.otherwise: tuple[int, int] | None = None  # the first quarter that came out otherwise than it did then

    def whole(self, session: Session) -> bool:
        """Whether all of it was played again."""
        return session.turn >= self.replay.steps // 2

    def progress(self, session: Session) -> float:
        """The share of turns that were played again."""
        return len(self.moments) / (self.replay.steps // 2 + 1)

    def catch_up(self, session: Session) -> None:
        """Play one more turn, and compare it with what was recorded."""
        if not isinstance(session, Watched):
            raise TypeError("a retelling belongs to a session that watches")
        session.relive(self.replay)
        self.note(session)
        known = self.replay.record.digests.get(session.state.step)
        if self.otherwise is None and known not in (None, self.moments[session.turn].digest):
            self.otherwise = session.setting.quarter_of(session.turn - 1)

    def warning(self) -> str:
        """What the viewer should know."""
        if self.otherwise is not None:
            text = _("Played under other rules: from {date} on it comes out otherwise than it did then.")
            return text.format(date=date_text(self.otherwise))
        return "" if self.replay.own_rules else _("Played under other rules than those of today.")


def watch(path: Path, nation: str = "") -> Watched:
    """The game in a replay file, or in the save of a campaign. Raises SaveError."""
    replay = replays.read(path)
    if nation and nation not in replay.scenario.nation_ids:
        raise SaveError(path, f"has no nation {nation!r}")
    try:
        return Watched.of(replay, nation)
    except NONSENSE as error:
        raise SaveError(path, f"can't be played again ({error})") from error


def _known_policy(replay: Replay) -> str:
    """The policy of the seats. Raises PolicyError where it is not known and its orders were not recorded."""
    try:
        seats_of(replay, replay.setting)
    except PolicyError:
        if all(number in replay.record.orders for number in range(replay.steps)):
            return ANYBODY
        raise
    return replay.policy
