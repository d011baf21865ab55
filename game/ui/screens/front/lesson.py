"""The way into the tutorial: its scenario, seat and seed."""

from __future__ import annotations

from game.content.reading.errors import ScenarioError
from game.content.reading.load import load_scenario
from game.ui.play.manner import Manner
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign import enter
from game.ui.screens.front.shell import Shell
from game.ui.toolkit.commands import Changes, Reset, Say

SCENARIO, SEAT = "first_posting", "ken"
SEED = 37  # a game in which the crisis comes early, and offers come every quarter
LEVEL = "balanced:level=easy"


def lesson(shell: Shell) -> Changes:
    """The tutorial from its beginning, or why it can't be played."""
    try:
        session = begun()
    except ScenarioError as error:
        return Say(str(error.problems[0]), "bad")
    return Reset(enter(session, shell))


def begun() -> Session:
    """The campaign that the lessons go along with. Raises ScenarioError."""
    session = Session.new(load_scenario(SCENARIO), SEAT, SEED, LEVEL)
    session.manner = Manner(guide="tutorial")
    return session
