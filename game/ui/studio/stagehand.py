"""Keeps the games that screens are shown in: the same scenario, seat and seed always, at the moments worth seeing."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from game.content.format.model import Scenario
from game.content.reading.load import load_scenario
from game.ui.play.plan_help import advised, fill
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import Campaign
from game.ui.screens.front.open_game import shell_of_player
from game.ui.screens.front.saves import SavedGames
from game.ui.screens.front.shell import Shell
from game.ui.toolkit.scene import Scene

Shown = TypeVar("Shown", bound=Scene)
SEED = 7
STORY = "first_posting"  # where a choice comes early
STORY_SEAT = "ken"


def shown(scene: Shown, **chosen: object) -> Shown:
    """The same scene with other choices made."""
    for name, value in chosen.items():
        setattr(scene, name, value)
    return scene


@dataclass
class Stagehand:
    """Sessions are played once, as the staff advises, and handed out as copies: a screen's doings are its own."""

    folder: Path
    scenario: Scenario = field(default_factory=lambda: load_scenario("crescent"))
    seat: str = "pak"
    partner: str = "sau"
    late_turn: int = 12  # after which the campaign has something to show
    kept: dict[str, Session] = field(default_factory=dict)

    @cached_property
    def shell(self) -> Shell:
        """A shell that saves into the picture's own folder."""
        return shell_of_player(SEED, self.folder, threaded=False)

    @property
    def fresh(self) -> Session:
        """The first turn."""
        return self._kept("fresh", lambda session: True)

    @property
    def planned(self) -> Session:
        """The first turn with a few orders given."""
        session, others = self.fresh, [nation for nation in self.scenario.nation_ids if nation != self.seat]
        for order in (
            session.order("drill", "field", self.partner, amount=2),
            session.order("agreement", "intelligence_sharing", others[0], level=1),
            session.order("attache", "open", others[-1]),
            session.order("training", "readiness"),
        ):
            session.add(order)
        return session

    @property
    def answering(self) -> Session:
        """The first second half of a turn that brings offers."""
        return self._kept("answering", lambda session: not session.planning and bool(session.offers()))

    @property
    def beset(self) -> Session:
        """The first turn that begins with a crisis of the seat's own."""
        return self._kept("beset", lambda session: session.planning and any(one.own for one in session.crises()))

    @property
    def responding(self) -> Session:
        """The second half of that turn."""
        session = self.beset
        session.end_turn()
        return session

    @property
    def late(self) -> Session:
        """Some turns in, planning."""
        return self._kept("late", lambda session: session.planning and session.turn >= self.late_turn)

    @property
    def ended(self) -> Session:
        """Played to the end."""
        return self._kept("ended", lambda session: session.over)

    @property
    def deciding(self) -> Session:
        """The first answer in which a story leaves the seat a choice."""
        return self._kept("deciding", lambda session: bool(session.decisions()), load_scenario(STORY))

    def _kept(self, name: str, reached: Callable[[Session], bool], scenario: Scenario | None = None) -> Session:
        """A copy of the session played until that is reached, or to the end."""
        if name not in self.kept:
            played = scenario or self.scenario
            seat = self.seat if self.seat in played.nation_ids else STORY_SEAT
            session = Session.new(played, seat, SEED)
            while not reached(session) and not session.over:
                fill(session, advised(session))
                session.end_turn()
            self.kept[name] = session
        master = self.kept[name]
        shared = {id(one): one for one in (master.scenario, master.setting)}
        return deepcopy(master, shared)

    def campaign(self, session: Session, **chosen: object) -> Campaign:
        """The map screen with a lens, a tab or a nation chosen."""
        return shown(Campaign(session, self.shell), **chosen)

    def saved(self) -> SavedGames:
        """A list with two games in it."""
        for session, name in ((self.fresh, "2026"), (self.late, "2029")):
            session.save(self.shell.saves / f"{name}.save")
        return SavedGames(self.shell)
