"""How good an index is: against the ministers in the same seat on the same luck, and among a thousand other worlds."""

from __future__ import annotations

import io
import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.content.building.setting import build_setting
from game.content.building.start import build
from game.content.format.model import Scenario
from game.core.alliances import alliances
from game.core.score import index_score
from game.ministers.table import policy
from game.sim.match import Seats, play, worlds_numbered

WORLDS = 1_000
CHUNK = 16
"""Other worlds played at a time: the first figure comes soon, and memory stays flat."""
OTHERS_SEED = 0x6F74686572
"""One seed for the other worlds of every campaign, so that they are played once for each scenario and level."""
REFERENCE = "balanced"
EIGHTY_PER_CENT = 1.2816

Tenths = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Campaign:
    """What was played: the scenario, the seat's id, the seed, the other ministers' policy; where others are kept."""

    scenario: Scenario
    seat: str
    seed: int
    level: str
    cache: Path | None = None
    worlds: int = WORLDS


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known so far; indices in tenths of a point."""

    reference: int | None  # the index of the balanced minister in the seat, on the campaign's own luck
    others: tuple[int, ...]  # its index in other worlds
    wanted: int  # other worlds in all
    share: float  # of all the work, 0..1
    trouble: str = ""  # why the other worlds could not be kept

    @property
    def settled(self) -> bool:
        """Whether nothing more will come."""
        return self.reference is not None and len(self.others) >= self.wanted


def margin(index: int, reference: int) -> int:
    """Tenths by which an index is above (or, negative, below) that of the balanced minister."""
    return index - reference


def percentile(index: int, others: tuple[int, ...]) -> tuple[float, float]:
    """Per cent of the other worlds that an index is above (equals count half), and the half-width of its interval.

    The interval holds 80%, after Agresti and Coull, so that it has a width even where none or all are below.
    """
    below = sum(other < index for other in others) + sum(other == index for other in others) / 2
    count = len(others) + EIGHTY_PER_CENT**2
    part = (below + EIGHTY_PER_CENT**2 / 2) / count
    return 100 * below / len(others), 100 * EIGHTY_PER_CENT * sqrt(part * (1 - part) / count)


class _Kept:
    """What other worlds of a campaign came to, (worlds, nations) tenths, on disk where there is a folder for it."""

    def __init__(self, campaign: Campaign) -> None:
        nations = len(campaign.scenario.nations)
        self.trouble = ""
        self.index: Tenths = np.zeros((0, nations), np.int16)
        self._path = None if campaign.cache is None else campaign.cache / f"{_fingerprint(campaign)}.npy"
        if self._path is not None and self._path.is_file():
            self.index = _read(self._path, nations)

    def add(self, index: Tenths) -> None:
        """More worlds. That they can't be written is no reason not to show them: it is told once they are known."""
        self.index = np.concatenate([self.index, index])
        if self._path is None:
            return
        content = io.BytesIO()
        np.save(content, self.index, allow_pickle=False)
        temporary = self._path.with_name(f".{os.getpid()}-{self._path.name}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(content.getvalue())
            temporary.replace(self._path)
        except OSError as error:
            self.trouble = str(error.strerror or error)


def _read(path: Path, nations: int) -> Tenths:
    """The worlds in a file; none when it is damaged, for they can be played again."""
    nothing: Tenths = np.zeros((0, nations), np.int16)
    try:
        found = np.load(io.BytesIO(path.read_bytes()), allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return nothing
    if not isinstance(found, np.ndarray) or found.dtype != np.int16 or found.shape[1:] != (nations,):
        return nothing
    sound = bool(((found >= 0) & (found <= 1_000)).all())
    return found if sound else nothing


def _fingerprint(campaign: Campaign) -> str:
    """Other worlds are the same for the same scenario, rules and ministers; where those are all alike, for any seat."""
    rules = build_setting(campaign.scenario).rules
    alike = campaign.level == REFERENCE
    text = "\n".join((campaign.scenario.model_dump_json(), repr(rules), campaign.level, "" if alike else campaign.seat))
    return f"{campaign.scenario.id}-{sha256(text.encode()).hexdigest()[:24]}"


def standings(campaign: Campaign) -> Iterator[Standing | None]:
    """More and more of the standing of a campaign's seat; None where only a decision point has passed."""
    seat = campaign.scenario.nation_ids.index(campaign.seat)
    seats = Seats(policy(campaign.level), {} if campaign.level == REFERENCE else {seat: policy(REFERENCE)})
    kept = _Kept(campaign)
    yield _standing(campaign, seat, kept, None)
    last = yield from _to_the_end(campaign.scenario, worlds_numbered(0, 1), seats, campaign.seed)
    reference = int(last[0, seat])
    yield _standing(campaign, seat, kept, reference)
    while (done := len(kept.index)) < campaign.worlds:
        worlds = worlds_numbered(done, min(CHUNK, campaign.worlds - done))
        kept.add((yield from _to_the_end(campaign.scenario, worlds, seats, OTHERS_SEED)))
        yield _standing(campaign, seat, kept, reference)


def _standing(campaign: Campaign, seat: int, kept: _Kept, reference: int | None) -> Standing:
    column = tuple(kept.index[: campaign.worlds, seat].tolist())
    share = (len(column) + (reference is not None)) / (campaign.worlds + 1)
    return Standing(reference, column, campaign.worlds, share, kept.trouble)


def _to_the_end(
    scenario: Scenario, worlds: NDArray[np.int64], seats: Seats, seed: int
) -> Generator[None, None, Tenths]:
    """Whole campaigns of some worlds; yields after each decision point and returns (W, N) indices."""
    setting, state = build(scenario, worlds, seed)
    for _orders, result in play(state, setting, seats, seed, setting.turns):
        state = result.state
        yield None
    return index_score(state, setting, alliances(state, setting)).total.astype(np.int16)
