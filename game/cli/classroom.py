"""`classroom`: the games of a class, each verified, then compared on a page and in a table."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.usage import UsageError

if TYPE_CHECKING:
    from game.sim.classroom.assignment import Assignment

HELP = "verify the games in a folder and compare them on one HTML page and in a CSV"
MOST_JOBS = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from game.cli.simulate import whole

    parser.add_argument("folder", type=Path, metavar="DIR", help="where the replays and saves were collected")
    parser.add_argument("--assignment", type=Path, metavar="FILE", help="the assignment; by default the one in DIR")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where class.html and class.csv go; DIR by default")
    parser.add_argument("--jobs", type=whole(1, MOST_JOBS), default=min(2, os.cpu_count() or 1), metavar="N",
                        help="processes that verify (default 2)")  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Write both files, print them and whatever is wrong with a game; 0 even then, for the class was compared."""
    from game.sim.classroom.checking import SOUND, check_all, games_in, minister
    from game.sim.classroom.comparing import comparison, table_text

    if not args.folder.is_dir():
        raise UsageError(f"{args.folder} is no folder")
    paths, assignment = games_in(args.folder), _assignment(args)
    if not paths:
        raise UsageError(f"{args.folder} holds no replay or save")
    games = []
    for one in check_all(paths, assignment, args.jobs):
        games.append(one)
        if sys.stderr.isatty():
            print(f"\r{len(games)}/{len(paths)} games", end="", file=sys.stderr, flush=True)
    seeds = sorted({one.seed for one in games if one.verdict == SOUND})
    ministers = {} if assignment is None else {seed: minister(assignment, seed) for seed in seeds}
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for one in games:
        if one.verdict != SOUND:
            print(f"{one.name}: {one.verdict}: {one.why}")
    return _write(args, (comparison(games, ministers, assignment), table_text(games, ministers)))


def _assignment(args: argparse.Namespace) -> Assignment | None:
    """What was set. Raises UsageError, ScenarioError."""
    from game.sim.classroom.assignment import SUFFIX, is_assignment, read_assignment

    if args.assignment is not None:
        return read_assignment(args.assignment)
    found = [path for path in sorted(args.folder.glob(f"*{SUFFIX}")) if is_assignment(path)]
    if len(found) > 1:
        raise UsageError(f"{args.folder} holds {len(found)} assignments: say which, with --assignment FILE")
    return read_assignment(found[0]) if found else None


def _write(args: argparse.Namespace, texts: tuple[str, str]) -> int:
    out = args.out or args.folder
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in zip(("class.html", "class.csv"), texts, strict=True):
            (out / name).write_text(text, encoding="utf-8", newline="\n")
            print(out / name)
    except OSError as error:
        raise UsageError(f"{out} can't be written: {error.strerror}") from error
    return 0
