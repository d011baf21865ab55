"""Prints how well broken files are told: the table in `broken/`, and one-letter slips in every key of a sound file.

python tests/content/figures.py              one line each; 1 where a share is below what is asked for
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

from game.content.reading.errors import Problem
from game.content.reading.load import check_file

FOLDER = Path(__file__).parent / "broken"
LETTERS = "abcdefghijklmnopqrstuvwxyz_"
PLACED, ALLOWED, GUESSED = 1.0, 0.95, 0.9
"""Shares asked for: with file, line and column; with the values allowed; with the right word."""


def told(text: str, folder: Path) -> list[Problem]:
    """What the check says of a text."""
    path = folder / "base.toml"
    path.write_text(text, encoding="utf-8")
    return check_file(path)


def slips(word: str, luck: random.Random) -> str:
    """The word with a letter too many, too few, another, or two exchanged."""
    at = luck.randrange(len(word))
    return luck.choice(
        (
            word[:at] + luck.choice(LETTERS) + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + luck.choice(LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        )
    )


def keys(base: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and word of each key at the start of a line, of three letters or more."""
    for match in re.finditer(r"^([a-z_]{3,})(?= =)", base, re.MULTILINE):
        yield match.start(), match.end(), match.group()


def of_table(base: str, folder: Path) -> tuple[list[bool], list[bool], list[bool]]:
    """Whether each case of the table is placed, says what is allowed, and (for typos) guesses the word."""
    cases: list[dict[str, Any]] = tomllib.loads((FOLDER / "cases.toml").read_text(encoding="utf-8"))["case"]
    placed, allowed, guessed = [], [], []
    for case in cases:
        found = [one for one in told(base.replace(case["old"], case["new"], 1), folder) if one.path == case["path"]]
        here = [one for one in found if f"{one.line}:{one.column}" == case["at"] and one.file]
        placed.append(bool(here))
        allowed.append(any(one.allowed for one in here))
        if case.get("typo"):
            guessed.append(any(one.suggestion == case["suggestion"] for one in here))
    return placed, allowed, guessed


def of_slips(base: str, folder: Path, each: int = 4) -> list[bool]:
    """Whether the right key is suggested for slips in every key."""
    luck, guessed = random.Random(1), []
    for start, end, word in keys(base):
        for _ in range(each):
            wrong = slips(word, luck)
            if wrong == word or not wrong:
                continue
            found = [one for one in told(base[:start] + wrong + base[end:], folder) if f'"{wrong}"' in one.what]
            guessed.append(any(one.suggestion == word for one in found))
    return guessed


def main() -> int:
    """Print the shares; 1 where one is too small."""
    base = (FOLDER / "base.toml").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        placed, allowed, guessed = of_table(base, Path(folder))
        slipped = of_slips(base, Path(folder))
    rows = (
        ("hand-made broken files with file, line and column", placed, PLACED),
        ("hand-made broken files with what is allowed", allowed, ALLOWED),
        ("hand-made one-edit typos with the right word", guessed, GUESSED),
        ("random one-edit slips in keys with the right word", slipped, GUESSED),
    )
    for words, found, least in rows:
        share = sum(found) / len(found)
        sys.stdout.write(f"{sum(found)} of {len(found)} {words}: {share:.1%} (asked for: {least:.0%})\n")
    return int(any(sum(found) < least * len(found) for _words, found, least in rows))


if __name__ == "__main__":
    sys.exit(main())
