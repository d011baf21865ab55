"""Breaks the shipped scenarios at random for some seconds: whatever a file holds, the answer is a list of problems.

`python tests/content/fuzz.py --seconds 60 --seed 1`; a failure prints the case, which seed and number bring back.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

from game.content.reading.load import check_file, list_scenarios
from game.content.reading.paths import data_folder

MOST_SECONDS = 5.0
"""For one file of any content, on a busy machine."""

SCRAPS = (
    b"[", b"]", b"[[", b"{", b"}", b'"', b"'", b'"""', b"=", b".", b",", b"\n", b"\r", b"#", b"\\", b"\\u202e", b"\0",
    b"\xff", b"nan", b"-inf", b"1e999", b"0x", b"-1", b"9" * 40, b"1979-05-27", b"true", b"[[nations]]\n", b"{}", b"[]",
    b"a.b = 1\n", "\u202e".encode(), "\u0663".encode(), b"[" * 40, b"a." * 40,
)  # fmt: skip


def cut(source: random.Random, text: bytes) -> bytes:
    """Replace a stretch by a scrap."""
    start = source.randrange(len(text))
    return text[:start] + source.choice(SCRAPS) + text[start + source.choice((0, 0, 1, 2, 8, 40, 400)) :]


def truncate(source: random.Random, text: bytes) -> bytes:
    """End the file early."""
    return text[: source.randrange(len(text))]


def flip(source: random.Random, text: bytes) -> bytes:
    """Change one byte."""
    place = source.randrange(len(text))
    return text[:place] + bytes([source.randrange(256)]) + text[place + 1 :]


def swap_lines(source: random.Random, text: bytes) -> bytes:
    """Exchange, repeat or drop lines."""
    lines = text.split(b"\n")
    one, other = source.randrange(len(lines)), source.randrange(len(lines))
    lines[one : one + 1] = source.choice(([lines[other]], [lines[one], lines[other]], [lines[one], lines[one]], []))
    return b"\n".join(lines)


def swap_values(source: random.Random, text: bytes) -> bytes:
    """Give one key the value of another."""
    lines = text.split(b"\n")
    keys = [number for number, line in enumerate(lines) if b" = " in line]
    if not keys:
        return text
    one, other = source.choice(keys), source.choice(keys)
    lines[one] = lines[one].partition(b" = ")[0] + b" = " + lines[other].partition(b" = ")[2]
    return b"\n".join(lines)


BREAKS = (cut, truncate, flip, swap_lines, swap_values)


def cases(seed: int) -> Iterator[tuple[int, bytes]]:
    """Broken files without end, each from (seed, number) alone; the small scenario mostly, as it is quicker."""
    texts = [(data_folder("scenarios") / f"{name}.toml").read_bytes() for name in list_scenarios()]
    texts.sort(key=len)
    number = 0
    while True:
        source = random.Random(f"{seed} {number}")
        text = texts[0] if source.random() < 0.9 else source.choice(texts)
        for _ in range(source.choice((1, 1, 2, 3, 6))):
            text = source.choice(BREAKS)(source, text) or b"\n"
        yield number, text
        number += 1


def complaint(path: Path) -> str:
    """What is wrong with how the loader takes a file; empty when nothing is."""
    began = time.perf_counter()
    problems = check_file(path)
    if time.perf_counter() - began > MOST_SECONDS:
        return f"took {time.perf_counter() - began:.1f} s"
    bad = [str(one) for one in problems if one.line < 1 or one.column < 1 or not str(one).isprintable()]
    return "\n".join(bad)


def main() -> int:
    """Fuzz until the time is up; 1 after a failure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    end = time.monotonic() + args.seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fuzz.toml"
        for number, text in cases(args.seed):
            path.write_bytes(text)
            try:
                wrong = complaint(path)
            except Exception as error:
                error.add_note(f"seed {args.seed}, case {number}")
                raise
            if wrong:
                sys.stderr.write(f"seed {args.seed}, case {number}: {wrong}\n")
                return 1
            if time.monotonic() > end:
                break
    sys.stdout.write(f"{number + 1} broken files with seed {args.seed}: each answered with its problems\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
