"""Breaks scenarios by the hundred thousand, led by what of the reader each input reaches (atheris, libFuzzer).

    pip install atheris
    python tests/content/guided.py --runs 1000000        hours; --seconds 300 for a taste

It begins with the small scenarios and with files made to be awkward, and changes what it finds as a writer would and as
no writer would. Any answer but a list of problems, a second of processor time, or too much memory ends it with a file
called crash-..., oom-... or timeout-... that brings the fault back: `python tests/content/guided.py FILE`.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

import atheris

with atheris.instrument_imports(include=["game.content.reading", "game.content.checks", "tomllib"]):
    from fuzz import BREAKS

    from game.content.reading.load import check_file
    from game.content.reading.paths import data_folder

LONGEST = 96 * 1024
SECONDS, MEBIBYTES = 1.0, 200
SMALL = ("first_posting.toml", "first_posting.ar.toml", "two_seas.ar.toml", "sahel.toml")
AWKWARD: dict[str, bytes] = {
    "dotted": b"a" + b".a" * 40_000 + b" = 1\n",
    "dotted lines": b"".join(b"a.b.c.d.e.f.g.h%d = 1\n" % number for number in range(3_000)),
    "arrays": b"a = " + b"[\n" * 20_000,
    "tables in braces": b"a = " + b"{a=" * 1_000,
    "digits": b"turns = " + b"9" * 6_000 + b"\n",
    "not a number": b"turns = nan\nyear = -inf\nx = 1e999999\n",
    "bidi": 'title = "\u202eevil\u2066"\n'.encode(),
    "tables": b"".join(b"[a%d]\n" % number for number in range(10_000)),
    "nations": b"[[nations]]\n" * 7_000,
    "outside": b'format = 1\nid = "x"\ntitle = "x"\nextends = "../../etc/passwd"\n',
    "drive": b'format = 1\nid = "con"\ntitle = "x"\nextends = "c:\\\\nul"\n[map]\ngeojson = "aux.geojson"\n',
    "itself": b'format = 1\nid = "guided"\ntitle = "x"\nextends = "guided"\n',
    "escapes": b'title = "' + b"\\U00110000\\ud800" * 300 + b'"\n',
    "lines": b"\r\n" * 40_000,
}


class Reader:
    """Writes each input to one file and has it checked."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "guided.toml"
        self.slowest = 0.0

    def check(self, content: bytes) -> None:
        """Raises whatever the reader should not have raised, and AssertionError for an answer that is none."""
        self.path.write_bytes(content)
        began = time.process_time()
        problems = check_file(self.path)
        took = time.process_time() - began
        self.slowest = max(self.slowest, took)
        assert took < SECONDS * 4, f"{took:.1f} s"  # instrumented, it is about four times as slow
        assert all(one.line >= 1 and one.column >= 1 and str(one).isprintable() for one in problems)


def changed(data: bytes, longest: int, seed: int) -> bytes:
    """Half of the changes are libFuzzer's, half are those of a writer who errs."""
    luck = random.Random(seed)
    if luck.random() < 0.5 or not data:
        found: bytes = atheris.Mutate(data, longest)
        return found
    return luck.choice(BREAKS)(luck, data)[:longest]


def seeds(folder: Path) -> None:
    """The files to begin with."""
    here = Path(__file__).parent
    folder.mkdir()
    for path in (here / "broken" / "base.toml", *(data_folder("scenarios") / name for name in SMALL)):
        (folder / path.name).write_bytes(path.read_bytes())
    for name, content in AWKWARD.items():
        (folder / name.replace(" ", "_")).write_bytes(content)


def main() -> None:
    """Fuzz until the runs or the time are over; libFuzzer prints how many there were."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, help="a file to try once")
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=0, help="0: as long as the runs take")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(Path(folder))
        if args.file is not None:
            reader.check(args.file.read_bytes())
            return
        corpus = Path(folder) / "corpus"
        seeds(corpus)
        options = [
            f"-runs={args.runs}", f"-max_total_time={args.seconds}", f"-seed={args.seed}", f"-max_len={LONGEST}",
            f"-rss_limit_mb={MEBIBYTES * 4}", "-timeout=20", "-print_final_stats=1", "-verbosity=1",
        ]  # fmt: skip
        atheris.Setup([sys.argv[0], *options, str(corpus)], reader.check, custom_mutator=changed)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
