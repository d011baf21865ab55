"""What a campaign has come through: each turn's first state kept small, and played again when it was loaded."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.content.building.start import build
from game.core.observe import Observation, observe, quantities
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step
from game.core.vocabulary import TRUST
from game.sim.replaying import orders_at
from game.ui.play.campaign_file import replay_of
from game.ui.play.series import Reading, Sight, readings
from game.ui.words.i18n import _
from game.ui.words.news import News, news_of

if TYPE_CHECKING:
    from game.ui.play.session import Session

FAST = 1  # zlib level: a state shrinks to a sixth in ten milliseconds


@dataclass(frozen=True, slots=True)
class Moment:
    """The beginning of a turn: its state, packed, what the seat knew then, and the news of the turn before."""

    turn: int
    packed: bytes
    digest: str
    readings: dict[str, Reading]
    ties: NDArray[np.int16]  # (N, N) how surely j stands by i, as the seat sees it, in ten-thousandths
    alive: NDArray[np.bool_]  # (N,)
    news: tuple[News, ...]

    def state(self) -> State:
        """The whole state, unpacked."""
        with np.load(io.BytesIO(zlib.decompress(self.packed)), allow_pickle=False) as bundle:
            return State(2 * self.turn, **{name: bundle[name] for name in bundle.files})


def _packed(state: State) -> bytes:
    stream = io.BytesIO()
    np.savez(stream, allow_pickle=False, **dict(state.arrays()))
    return zlib.compress(stream.getvalue(), FAST)


def moment(seen: Observation, seat: int, news: Iterable[News]) -> Moment:
    """What is kept of the beginning of a turn."""
    state = seen.public
    ties = seen.public_strength[0].astype(np.int16)
    ties[seat] = seen.strength[0, seat]
    found = readings(Sight(seen, seat))
    return Moment(state.turn, _packed(state), state.digests()[0], found, ties, state.alive[0].copy(), tuple(news))


class Chronicle:
    """The moments of one campaign by turn. Those before a save was loaded are missing until they are caught up."""

    def __init__(self) -> None:
        self.moments: dict[int, Moment] = {}
        self.truth: dict[int, dict[str, Reading]] = {}  # every series without fog, once the campaign is over
        self.torn = False  # played again, the game came out otherwise: it was played under other rules
        self._seen: set[int] = set()  # turns that were lived through, not played again
        self._work: Iterator[Moment] | None = None

    def note(self, session: Session) -> None:
        """Keep the present, if a turn begins."""
        if session.planning:
            self.moments[session.turn] = moment(session.seen, session.seat, session.news)
            self._seen.add(session.turn)

    def whole(self, session: Session) -> bool:
        """Whether every turn so far is known, or never will be."""
        return self.torn or all(turn in self.moments for turn in range(session.turn + 1))

    def progress(self, session: Session) -> float:
        """The share of turns that are known."""
        return len(self.moments) / (session.turn + 1)

    def warning(self) -> str:
        """What is to be said where turns are missing, or nothing."""
        return _("This campaign was begun under other rules: its earlier turns can't be shown.") if self.torn else ""

    def catch_up(self, session: Session) -> None:
        """Play one earlier turn again. Call it until `whole`."""
        if self._work is None:
            self._work = again(session)
        made = next(self._work, None)
        if made is None:
            self.torn = self.torn or not self.whole(session)
            return
        kept = self.moments.get(made.turn, made)
        known = session.record.digests.get(2 * made.turn, kept.digest)
        if {made.digest, kept.digest, known} != {made.digest}:
            self.torn = True
            self.moments = {turn: one for turn, one in self.moments.items() if turn in self._seen}
            return
        self.moments[made.turn] = kept

    def reveal(self, session: Session) -> bool:
        """Lift the fog of one more turn; whether there was one."""
        turn = next((turn for turn in self.moments if turn not in self.truth), None)
        if turn is None:
            return False
        state = revealed(self.moments[turn].state(), session.setting)
        self.truth[turn] = readings(Sight(observe(state, session.setting), session.seat, revealed=True))
        return True

    def until(self, turn: int) -> Chronicle:
        """The same past up to that turn, for a campaign that branches off there."""
        branch = Chronicle()
        branch.moments = {number: one for number, one in self.moments.items() if number <= turn}
        branch._seen = set(branch.moments)
        return branch


def again(session: Session) -> Iterator[Moment]:
    """The beginning of every turn so far, played again from the scenario, the seed and the orders given."""
    replay = replay_of(session)
    setting, state = build(session.scenario, session.state.world, session.seed, session.rules)
    last = session.turn
    yield moment(observe(state, setting), session.seat, ())
    while state.turn < last:
        news: list[News] = []
        for _half in range(2):
            result = step(state, orders_at(replay, state, setting), setting, session.seed)
            news += news_of(result.events, state.turn, state.kind[0])
            state = result.state
        yield moment(observe(state, setting), session.seat, news)


def revealed(state: State, setting: Setting) -> State:
    """The same state in which everybody's estimates are the truth."""
    estimate = state.estimate.copy()
    estimate[..., :TRUST] = quantities(state)[:, None]
    estimate[..., TRUST] = state.trust.swapaxes(1, 2)
    seen = np.full_like(state.seen, state.step)
    return replace(state, estimate=estimate, spread=np.zeros_like(state.spread), seen=seen)
