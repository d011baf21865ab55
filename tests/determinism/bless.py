"""Golden digests of some short games and of a full game of each scenario, blessed by one command that says why.

python tests/determinism/bless.py "pledges set out a day earlier"     new digests, and a line in CHANGELOG.md
python tests/determinism/bless.py --check                             0 where the digests are the golden ones, else 1
python tests/determinism/bless.py --check --long                      the full games of the two large scenarios too
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from check import BASE, SHORT, Condition, run
from jobs import Game, Job

GOLDEN = Path(__file__).with_name("golden.json")
CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"
FULL = (
    Game("two_seas", (3,), 16),
    Game("sahel", (3,), 16),
    Game("archipelago", (3,), 16),
    Game("gulf_and_straits", (3,), 20),
)
"""Whole games under `balanced`; that of first_posting is among the short ones."""
LARGE = (Game("crescent", (3,), 40), Game("world", (3,), 40))
UNRELEASED, CHANGED = "## [Unreleased]", "### Changed"


def played(games: tuple[Game, ...]) -> dict[str, str]:
    """Game -> one SHA-256 over the digests of its worlds in order."""
    found = run(Condition("golden", Job(games), BASE))["digests"]
    by_game: dict[str, list[str]] = {}
    for name, digest in found.items():
        by_game.setdefault(name.rpartition(", world ")[0], []).append(digest)
    return {game: sha256("".join(digests).encode()).hexdigest() for game, digests in by_game.items()}


def golden() -> dict[str, str]:
    return dict(json.loads(GOLDEN.read_text(encoding="utf-8"))) if GOLDEN.exists() else {}


def mark(digests: dict[str, str]) -> str:
    """Eight letters that name a set of golden digests in the changelog."""
    return sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest()[:8]


def with_line(text: str, line: str) -> str:
    """The changelog with a line more among what has changed since the last release."""
    head, found, rest = text.partition(f"{UNRELEASED}\n")
    if not found:
        raise ValueError(f"the changelog has no {UNRELEASED}")
    block, next_release, older = rest.partition("\n## ")
    if f"{CHANGED}\n" in block:
        block = block.replace(f"{CHANGED}\n\n", f"{CHANGED}\n\n{line}\n", 1)
    else:
        block = f"{block.rstrip()}\n\n{CHANGED}\n\n{line}\n"
    return head + found + block + next_release + older


def bless(reason: str) -> str:
    """Write the digests of today and why they are so; says what was done."""
    digests = played(SHORT + FULL + LARGE)
    if digests == golden():
        return "the digests are the golden ones already"
    GOLDEN.write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")
    line = f"- Golden digests {mark(digests)}: {reason}"
    CHANGELOG.write_text(with_line(CHANGELOG.read_text(encoding="utf-8"), line), encoding="utf-8")
    return line


def differing(long: bool) -> list[str]:
    """Games whose digest is not the golden one, and what the changelog lacks."""
    now, blessed = played(SHORT + FULL + (LARGE if long else ())), golden()
    wrong = [f"{game} is another game than the golden one" for game in now if now[game] != blessed.get(game)]
    if f"Golden digests {mark(blessed)}: " not in CHANGELOG.read_text(encoding="utf-8"):
        wrong.append(f"CHANGELOG.md does not say why the golden digests are {mark(blessed)}")
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reason", nargs="?", default="", help="why games end otherwise than before")
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--long", action="store_true", help="compare the large scenarios too")
    chosen = parser.parse_args(arguments)
    if chosen.check:
        wrong = differing(chosen.long)
        sys.stdout.write("".join(f"{line}\n" for line in wrong))
        return 1 if wrong else 0
    if not chosen.reason.strip():
        parser.error("say why: the line goes into CHANGELOG.md")
    sys.stdout.write(f"{bless(chosen.reason.strip())}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
