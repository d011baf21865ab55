"""Saves under fire: kills in the middle of one, flipped bits, cut files, failing system calls, full and closed disks.

    python tests/robustness/saves_under_fire.py                            what CI does: 20 kills, 500 flips, ...
    python tests/robustness/saves_under_fire.py --kills 1000 --flips 10000 --cuts 0        the long form; 0: every cut

After each blow there has to be the old save or the new one, whole, and no other file. Prints what it counted as one
JSON object; exit code 1 when anything was lost, damaged, left over, or answered with anything but a SaveError.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # what a child prints is read
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, installed or not

from game.content.files import durable, saves
from game.content.files.saves import AUTOSAVES, SaveError
from game.content.reading.load import load_scenario
from game.ui.play.session import Session

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EINTR)
CALLS = ("open", "write", "fsync", "replace", "close", "stat", "scandir", "listdir", "mkdir", "unlink")
"""Functions of `os` that a save goes through; reading the headings of others goes through `io.open` besides."""
MOST_SECONDS = 1.0  # until the player hears that a save failed
LATEST_KILL = 0.08  # seconds after a child has begun to save
COUNT = "count"  # kept in the tally of a session: which save of all this is


def campaign(turns: int = 1) -> Session:
    """The lesson after some turns."""
    session = Session.new(load_scenario("first_posting"), "ken", 7)
    while session.turn < turns:
        session.end_turn()
    return session


def left_over(folder: Path) -> list[str]:
    """Names of files that are no saves."""
    return [path.name for path in folder.iterdir() if path.suffix != saves.SUFFIX]


# ----------------------------------------------------------------------------------------------------------------------
# Kills
# ----------------------------------------------------------------------------------------------------------------------


def _save_for_ever(session: Session, first: int, told: int) -> None:
    """The life of a child: one automatic save after the other; each is told of when it is done."""
    number = first
    while True:
        session.tally[COUNT] = number
        session.state = type(session.state)(2 * (number % 8), **dict(session.state.arrays()))
        session.autosave()
        if session.trouble:
            os.write(told, f"{session.trouble}\n".encode())
            os._exit(1)
        os.write(told, f"{number}\n".encode())
        number += 1


def kills(count: int, seed: int = 1) -> Counter[str]:
    """Kill a child at a random instant of its saving, again and again in the same folder."""
    source, found = random.Random(seed), Counter(kills=count)
    session = campaign()
    with tempfile.TemporaryDirectory() as name:
        session.folder = folder = Path(name)
        newest = 0
        for _ in range(count):
            done, trouble = _killed(session, newest + 1, source.uniform(0, LATEST_KILL))
            found["trouble"] += trouble
            found["mid_save"] += bool(left_over(folder))
            loaded = _check_folder(folder, found)
            found["lost"] += loaded < done
            newest = max(loaded, newest)
        found["saved"] = newest
        session.autosave()  # the first save of the next game sweeps up
        found["left_over"] = len(left_over(folder))
        durable.let_go(folder)
    return found


def _killed(session: Session, first: int, delay: float) -> tuple[int, bool]:
    """The number of the last save that the child finished, and whether one failed."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _save_for_ever(session, first, theirs)
    os.close(theirs)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(ours) as stream:
        lines = stream.read().split("\n")[:-1]
    numbers = [int(line) for line in lines if line.isdigit()]
    return max(numbers, default=first - 1), len(numbers) < len(lines)


def _check_folder(folder: Path, found: Counter[str]) -> int:
    """The number of the newest save; counts damaged files and missing ones."""
    listed = saves.entries(folder)
    found["corrupt"] += sum(bool(entry.problem) for entry in listed)
    if not listed:
        return 0
    number = Session.load(listed[0].path).tally[COUNT]
    found["too_few"] += len(listed) < min(AUTOSAVES, number)
    return number


# ----------------------------------------------------------------------------------------------------------------------
# Damage
# ----------------------------------------------------------------------------------------------------------------------


def _refused(path: Path, content: bytes) -> bool:
    """Whether the loader names the file as damaged; raises anything but SaveError on."""
    path.write_bytes(content)
    try:
        saves.read(path)
    except SaveError as error:
        return path.name in str(error)
    return False


def flips(count: int, seed: int = 1) -> Counter[str]:
    """Turn one bit of a save over."""
    source, found = random.Random(seed), Counter(flips=count)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "game.save"
        campaign().save(path)
        content = path.read_bytes()
        for number in range(count):
            place = source.randrange(len(content) if number % 4 else 300)  # the first lines get their share
            changed = content[:place] + bytes([content[place] ^ 1 << source.randrange(8)]) + content[place + 1 :]
            found["undetected"] += not _refused(path, changed)
        durable.let_go(path.parent)
    return found


def cuts(count: int, seed: int = 1) -> Counter[str]:
    """End a save early; 0: at every place."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "game.save"
        campaign().save(path)
        content = path.read_bytes()
        places = range(len(content)) if count == 0 else random.Random(seed).sample(range(len(content)), count)
        missed = sum(not _refused(path, content[:place]) for place in places)
        missed += not _refused(path, content + b"\0")
        durable.let_go(path.parent)
    return Counter(cuts=len(places) + 1, undetected=missed)


# ----------------------------------------------------------------------------------------------------------------------
# System calls that fail
# ----------------------------------------------------------------------------------------------------------------------


@contextmanager
def failing(at: int, code: int, *, for_good: bool = False) -> Iterator[list[str]]:
    """Let the call number `at` of those in CALLS fail (with `for_good` all that follow); yields the calls made."""
    import io

    made: list[str] = []
    real: dict[tuple[Any, str], Callable[..., Any]] = {(os, name): getattr(os, name) for name in CALLS}
    real[io, "open"] = io.open

    def wrapped(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            made.append(name)
            fails = len(made) - 1 == at or (for_good and len(made) - 1 > at)
            if fails and name == "close":
                function(*given, **named)  # a file is closed even when that fails
            if fails:
                raise OSError(code, os.strerror(code))
            return function(*given, **named)

        return call

    try:
        for (module, name), function in real.items():
            setattr(module, name, wrapped(name, function))
        yield made
    finally:
        for (module, name), function in real.items():
            setattr(module, name, function)


def faults() -> Counter[str]:
    """Fail each system call of an automatic save in turn, with each error."""
    found: Counter[str] = Counter()
    session = campaign()
    with tempfile.TemporaryDirectory() as name:
        pattern = Path(name)
        for turn in range(AUTOSAVES):
            session.tally[COUNT] = turn
            session.save(saves.autosave_path(pattern, "old", turn))
        session.tally[COUNT] = AUTOSAVES
        for code in ERRORS:
            at = 0
            while _fault(session, pattern, at, code, found):
                at += 1
        durable.let_go(pattern)
    return found


def _fault(session: Session, pattern: Path, at: int, code: int, found: Counter[str]) -> bool:
    """One fault in a folder of its own; whether there was a call to fail."""
    with tempfile.TemporaryDirectory() as name:
        session.folder = folder = Path(name) / "saves"
        shutil.copytree(pattern, folder)
        durable.hold(folder)
        before = _contents(folder)
        if at % 2:
            durable.let_go(folder)  # half of the time the lock is among the calls
        began = time.perf_counter()
        with failing(at, code) as made:
            session.autosave()
        found["slow"] += time.perf_counter() - began > MOST_SECONDS
        if at >= len(made):
            return False
        found["faults"] += 1
        found["silent_and_unsaved"] += not session.trouble and len(_contents(folder) - before) != 1
        found["left_over"] += len(left_over(folder))
        found["corrupt"] += sum(bool(entry.problem) for entry in saves.entries(folder))
        found["lost"] += len(before - _contents(folder)) > (0 if session.trouble else 1)
        found["told"] += bool(session.trouble)
        if not session.trouble:
            found["lost"] += Session.load(saves.entries(folder)[0].path).tally[COUNT] != AUTOSAVES
        durable.let_go(folder)
    return True


def _contents(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.glob(f"*{saves.SUFFIX}")}


# ----------------------------------------------------------------------------------------------------------------------
# Full and closed disks, in processes of their own
# ----------------------------------------------------------------------------------------------------------------------


def _until_refused(folder: Path, most: int) -> Counter[str]:
    """Save under new names until it is refused; then what stands must be whole."""
    session, found = campaign(), Counter(refused=0)
    for number in range(most):
        began = time.perf_counter()
        try:
            session.save(folder / f"game {number}{saves.SUFFIX}")
        except SaveError as error:
            found["refused"] += 1
            found[str(error.why)] += 1
            found["slow"] += time.perf_counter() - began > MOST_SECONDS
            break
        found["saved"] += 1
    listed = saves.entries(folder) if folder.is_dir() else []
    found["corrupt"] = sum(bool(entry.problem) for entry in listed)
    found["lost"] = found["saved"] - len(listed)
    found["left_over"] = len(left_over(folder)) if folder.is_dir() else 0
    return found


def in_child(kind: str, folder: Path) -> Counter[str] | None:
    """`_until_refused` where files can't be large, on a disk of 256 KB, or on one that can't be written to.

    None where this machine lets nobody mount a disk of his own.
    """
    mount = {"full": "mount -t tmpfs -o size=256k none {0}",
             "closed": "mount -t tmpfs none {0} && mount -o remount,ro {0}"}.get(kind)  # fmt: skip
    command = [sys.executable, __file__, "--child", kind, "--folder", str(folder)]
    if mount is not None:
        if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
            return None
        command = ["unshare", "-rm", "sh", "-c", f'{mount.format(folder)} && exec "$@"', "sh", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Counter(json.loads(done.stdout))


def _child(kind: str, folder: Path) -> Counter[str]:
    if kind == "limited":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    return _until_refused(folder, 200)


WRONG = {"lost", "corrupt", "left_over", "undetected", "too_few", "slow", "trouble", "silent_and_unsaved"}
"""What must be counted nowhere."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20, metavar="N")
    parser.add_argument("--flips", type=int, default=500, metavar="N")
    parser.add_argument("--cuts", type=int, default=200, metavar="N", help="0: every one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", choices=("limited", "full", "closed"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.child:
        sys.stdout.write(json.dumps(_child(chosen.child, chosen.folder)))
        return 0
    report = {
        "kills": kills(chosen.kills, chosen.seed), "flips": flips(chosen.flips, chosen.seed),
        "cuts": cuts(chosen.cuts, chosen.seed), "faults": faults(),
    }  # fmt: skip
    for kind in ("limited", "full", "closed"):
        with tempfile.TemporaryDirectory() as name:
            found = in_child(kind, Path(name))
            report[kind] = Counter(not_on_this_machine=1) if found is None else found
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    return int(any(counts[name] for counts in report.values() for name in WRONG))


if __name__ == "__main__":
    sys.exit(main())
