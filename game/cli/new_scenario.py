"""`new-scenario`: a commented starting file, from a question or two."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from game.cli.usage import UsageError
from game.content.format.fields import ID_PATTERN
from game.content.format.starter import known_nations, starter_text
from game.content.reading.errors import closest

HELP = "make a commented starting file for a scenario of your own"
TURNS = 16


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", help="permanent id; the file is called after it (asked for when left out)")
    parser.add_argument("--title", help="title; made from the id when left out")
    parser.add_argument("--nations", metavar="A,B,...", help="ids of at least two nations, such as mar,dza,tun")
    parser.add_argument("--turns", type=int, default=TURNS, metavar="N", help=f"length in quarters (default {TURNS})")
    parser.add_argument("--folder", type=Path, default=Path(), metavar="DIR", help="where the file goes (default here)")


def run(args: argparse.Namespace) -> int:
    """Write the file and print its path; what is not given is asked for on a terminal."""
    name = args.id or _asked("Id of the scenario, such as maghreb_2030", "an id")
    if not re.match(ID_PATTERN, name):
        raise UsageError(f"{name!r} is no id: small letters, digits and _, 1 to 32, beginning with a letter")
    if not 1 <= args.turns <= 400:
        raise UsageError(f"--turns {args.turns}: from 1 to 400")
    given = args.nations or _asked("Ids of its nations, such as mar,dza,tun", "--nations")
    nations = [nation for nation in re.split(r"[,\s]+", given.strip().lower()) if nation]
    _known(nations)
    path: Path = args.folder / f"{name}.toml"
    title = args.title or name.replace("_", " ").capitalize()
    if not title.isprintable() or len(title) > 120:
        raise UsageError("--title: one line of at most 120 printable characters")
    _write(path, starter_text(name, title, nations, args.turns))
    print(path)
    return 0


def _asked(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(f"give {option}: nobody is there to be asked")
    print(f"{question}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _known(nations: list[str]) -> None:
    known = known_nations()
    for nation in nations:
        if nation not in known:
            guess = closest(nation, known)
            hint = f"; did you mean {guess}?" if guess else "; ids are ISO alpha-3 codes in small letters"
            raise UsageError(f"no nation {nation!r} in the world scenario{hint}")
    if len(set(nations)) < 2:
        raise UsageError("a scenario has at least two nations")


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is already there") from None
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or 'it cannot be written').lower()}") from None
