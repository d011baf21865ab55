"""Heavy mode: save, load and compare at every decision point; the game goes on from what was loaded, every time.

    python tests/robustness/heavy.py                                 what CI does
    python tests/robustness/heavy.py --games 20 --turns 100          the long form; --keep FOLDER keeps the last saves

A twin of each game plays on untouched. Prints what it counted as one JSON object; exit code 1 when a save loaded
otherwise than it was written, wrote otherwise when it was saved again, or went on to another game than the twin.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

from game.content.files import container, replays, saves
from game.content.reading.load import load_scenario
from game.core.chance import Luck
from game.core.orders import Order
from game.ministers.advice import orders_of
from game.ministers.table import policy
from game.sim.replaying import verify
from game.ui.play.session import Session

SCENARIOS = ("first_posting", "two_seas", "first_posting", "archipelago")
WAYS = ("balanced", "random")  # how the seat is played, in turns: with care, and so that everything happens
RETRIES = 1000  # a state that fails ends its game; the next seed goes on in its place


def begun(number: int, seed: int, turns: int) -> Session:
    """A campaign of that length in some seat."""
    scenario = load_scenario(SCENARIOS[number % len(SCENARIOS)]).model_copy(update={"turns": turns})
    nation = scenario.nation_ids[number % len(scenario.nation_ids)]
    return Session.new(scenario, nation, seed)


def orders(session: Session, way: str) -> tuple[Order, ...]:
    """What the seat orders at this decision point."""
    luck = Luck.of(session.seed + 1, session.state.world, session.state.step)
    return orders_of(policy(way).decide(session.seen, luck), session.seat, session.setting)


def parts(session: Session) -> Iterator[tuple[str, object]]:
    """All that a campaign is, by name."""
    record = session.record
    yield "state", session.state.digests()
    yield "setting", replays.fingerprint(session.setting)
    yield "orders", {step: rows.tolist() for step, rows in record.orders.items()}
    for name in ("digests", "prints"):
        yield name, getattr(record, name)
    for name in ("nation", "seed", "level", "plan", "log", "tally", "news", "history", "rules", "dispatches"):
        yield name, getattr(session, name)


def differences(one: Session, other: Session) -> list[str]:
    """What of two campaigns is not the same."""
    return [name for (name, left), (_name, right) in zip(parts(one), parts(other), strict=True) if left != right]


class Heavy:
    """Counts what was done, and keeps the names of what came out otherwise."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: Counter[str] = Counter(differences=0, replays_differing=0)
        self.names: list[str] = []

    def play(self, number: int, turns: int) -> None:
        """One game of so many turns; where its state fails, another one goes on."""
        left = turns
        for attempt in range(RETRIES):
            left -= self._life(number, 1 + number + 1000 * attempt, left)
            if left <= 0:
                break
        self.found["games"] += 1

    def _life(self, number: int, seed: int, turns: int) -> int:
        """A campaign, saved and loaded at every decision point, beside one that is not; the turns it lasted."""
        way = WAYS[number // len(SCENARIOS) % len(WAYS)]
        session, twin = begun(number, seed, turns), begun(number, seed, turns)
        while not session.over:
            for one in (session, twin):
                for order in orders(one, way):
                    one.add(order)
            session = self._through_disk(session, f"game {number}, seed {seed}, step {session.state.step}")
            for one in (session, twin):
                one.stop_to_respond = True  # else quiet decision points are passed over
                one.end_turn()
            self._note(differences(session, twin), f"game {number}, seed {seed}, after step {session.state.step}")
        path = self.folder / f"{session.scenario.id}-{number}-{seed}{saves.SUFFIX}"
        session.save(path)
        verdict = verify(replays.read(path))
        self.found["replays"] += 1
        self.found["states_replayed"] += verdict.compared
        self.found["replays_differing"] += verdict.difference is not None or verdict.compared != session.state.step + 1
        self.found["turns"] += session.turn
        return session.turn

    def _through_disk(self, session: Session, where: str) -> Session:
        path, again = self.folder / "first.save", self.folder / "second.save"
        session.save(path)
        loaded = Session.load(path)
        loaded.save(again)
        found = differences(session, loaded)
        if not _same_content(path, again):
            found.append("what is written again")
        self._note(found, where)
        self.found["points"] += 1
        again.unlink()
        path.unlink()
        return loaded

    def _note(self, found: list[str], where: str) -> None:
        self.found["differences"] += bool(found)
        if found and len(self.names) < 20:
            self.names.append(f"{where}: {', '.join(found)}")


def _same_content(one: Path, other: Path) -> bool:
    """Whether two saves hold the same but for the number that each has in its folder."""
    payloads = [container.opened(path.read_bytes(), container.SAVE).payload for path in (one, other)]
    return payloads[0] == payloads[1]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--games", type=int, default=2, metavar="N")
    parser.add_argument("--turns", type=int, default=8, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the last save of each game stays")
    chosen = parser.parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        heavy = Heavy(folder)
        for number in range(chosen.games):
            heavy.play(number, chosen.turns)
            if sys.stderr.isatty():
                sys.stderr.write(f"{dict(heavy.found)}\n")
    report = {**heavy.found, "names": heavy.names, "seconds": round(time.monotonic() - began, 1)}
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    return int(bool(heavy.found["differences"] or heavy.found["replays_differing"]))


if __name__ == "__main__":
    sys.exit(main())
