"""Makes an after-action report bit by bit, telling how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from game.content.files.replays import Replay
from game.sim.review.aftermath import aftermath
from game.sim.review.branches import Course
from game.sim.review.turning import Review, reviews
from game.sim.scoring import Campaign, Standing, standings
from game.ui.pages.after_action import FILE, Told, after_action

TURNINGS = 0.7
"""The share of the work that turning points take, roughly."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: whose game, how many other worlds and where those are kept, turning points or not, its name."""

    replay: Replay
    nation: str
    worlds: int = 0
    cache: Path | None = None
    turnings: bool = True
    file: str = FILE


def made(wanted: Wanted) -> Iterator[tuple[float, str]]:
    """(share of the work done, "") again and again, and at last (1, page). Raises what playing it again raises."""
    course = Course.of(wanted.replay, wanted.nation)
    yield 0.0, ""
    told = Told(aftermath(course), file=wanted.file)
    if wanted.turnings:
        for review in reviews(wanted.replay, wanted.nation):
            told = _with_review(told, review)
            yield TURNINGS * (told.review.share if told.review else 0.0), ""
    if wanted.worlds and told.after.over and _comparable(wanted.replay):
        replay = wanted.replay
        campaign = Campaign(replay.scenario, wanted.nation, replay.seed, replay.policy, wanted.cache, wanted.worlds)
        for standing in standings(campaign):
            told = _with_standing(told, standing)
            yield TURNINGS + (1 - TURNINGS) * (told.standing.share if told.standing else 0.0), ""
    yield 1.0, after_action(told)


def _with_review(told: Told, review: Review | None) -> Told:
    return told if review is None else replace(told, review=review)


def _with_standing(told: Told, standing: Standing | None) -> Told:
    return told if standing is None else replace(told, standing=standing)


def _comparable(replay: Replay) -> bool:
    """Whether other worlds of the scenario are played as this game was."""
    return not replay.rules and not replay.seats and replay.world == 0
