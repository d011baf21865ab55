"""Writes the golden save of the present format anew; the golden saves of released formats stay as they are.

python tests/content/golden_saves.py        only while no release writes this format: afterwards, write a migration
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

from game.content.files.container import FORMAT
from game.content.reading.load import load_scenario
from game.ui.play.session import Session

FOLDER = Path(__file__).with_name("golden")


def campaign() -> Session:
    """A campaign with orders, news and a plan in it."""
    session = Session.new(load_scenario("first_posting"), "ken", 7)
    while session.turn < 2:
        if session.planning:
            session.add(session.order("training", "officers"))
        session.end_turn()
    session.add(session.order("training", "reserve"))
    return session


def main() -> None:
    session = campaign()
    path = FOLDER / f"format-{FORMAT}.save"
    session.save(path)
    sys.stdout.write(f"{path.name}: turn {session.turn}, {len(session.log)} orders, {len(session.plan)} planned\n")


if __name__ == "__main__":
    main()
