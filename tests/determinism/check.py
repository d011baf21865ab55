"""The same worlds under other batches, threads, kernels, CPU features, processes and orders: every digest the same.

    python tests/determinism/check.py --short     about a quarter of a minute, what .ci/run plays
    python tests/determinism/check.py --long      whole campaigns, every kernel, thread count and feature; some minutes

Exit codes: 0 all the same; 1 some digest differs; 2 a condition could not be brought about as it should.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jobs import Game, Job

HERE = Path(__file__).resolve().parent
PATHS = (HERE.parents[1], HERE.parent, HERE)
"""Where a child finds the game, the helpers of the tests, and the modules of this folder."""
OWN = ("OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NPY_DISABLE_CPU_FEATURES",
       "NPY_ENABLE_CPU_FEATURES", "PYTHONHASHSEED")  # fmt: skip
"""Variables that a condition sets itself or that have to be absent."""

BASE = {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
SAME = 0
DIFFERENT, NOT_BROUGHT_ABOUT = 1, 2
LESSON = Game("first_posting", tuple(range(64)), 8)
SHORT = (
    LESSON,
    Game("first_posting", tuple(range(16)), 6, "random"),
    Game("crescent", tuple(range(8)), 5, corner=True, rules={"tempo": 800}),
    Game("crescent", (1,), 3),
    Game("world", (2,), 1),
)
LONG = (
    replace(LESSON, worlds=tuple(range(256))),
    Game("first_posting", tuple(range(256)), 8, "random"),
    Game("crescent", tuple(range(16)), 20, corner=True, rules={"tempo": 800}),
    Game("crescent", (0, 1), 40),
    Game("world", (2,), 10),
)


@dataclass(frozen=True)
class Condition:
    """One process: its environment, what it plays, and what has to be true of the machine in it."""

    name: str
    job: Job
    environment: dict[str, str] = field(default_factory=dict)
    threads: int | None = None
    kernel: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    python: str = sys.executable


def run(condition: Condition) -> dict[str, Any]:
    """What the child says: its machine and its digests. Raises RuntimeError with its words when it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in OWN} | condition.environment
    command = [condition.python, str(HERE / "games.py")]
    child = subprocess.run(command, input=condition.job.text(), env=_paths(environment), text=True, capture_output=True)
    if child.returncode:
        raise RuntimeError(f"{condition.name}: the process ended with {child.returncode}\n{child.stderr}")
    return dict(json.loads(child.stdout))


def _paths(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"PYTHONPATH": os.pathsep.join(map(str, PATHS))}


def _write_replays(folder: Path, count: int, turns: int) -> None:
    """Record some games in a process of its own: this one has no need of the game."""
    command = [sys.executable, str(HERE / "replayed.py"), str(folder), str(count), str(turns)]
    subprocess.run(command, env=_paths(dict(os.environ)), check=True)


def not_so(condition: Condition, machine: dict[str, Any]) -> str | None:
    """What the condition asks for and the process was not, or None."""
    if condition.threads is not None and machine["threads"] != condition.threads:
        return f"BLAS has {machine['threads']} threads, not {condition.threads}"
    if condition.kernel and machine["kernel"] not in condition.kernel:
        return f"the BLAS kernel is {machine['kernel']}, not {condition.kernel[0]}"
    still_on = [name for name in condition.off if machine["features"].get(name, True)]
    return f"{', '.join(still_on)} are still on" if still_on else None


def conditions(job: Job, machine: dict[str, Any], long: bool) -> list[Condition]:
    """Every way in which the same games are played again; CPU features are those that this machine has."""
    games = replace(job, replays=())
    made = [
        Condition("another process", job, BASE | {"PYTHONHASHSEED": "random"}),
        Condition("other hashes 1", job, BASE | {"PYTHONHASHSEED": "1"}),
        Condition("other hashes 2", job, BASE | {"PYTHONHASHSEED": "2"}),
        Condition("two threads", job, BASE | {"OPENBLAS_NUM_THREADS": "2"}, threads=2),
        Condition("kernel of this machine", job, _without(BASE, "OPENBLAS_CORETYPE"), threads=1),
        Condition("nations listed otherwise 1", replace(games, listing=1), BASE),
        Condition("nations listed otherwise 2", replace(games, listing=2), BASE),
        Condition("worlds backwards", _backwards(games), BASE),
        Condition("worlds alone", replace(_few(games, long), alone=True), BASE),
        Condition("worlds among 256", replace(games, games=(replace(LESSON, worlds=tuple(range(256))),)), BASE),
    ]
    made += [
        Condition(f"replays among {count} other worlds", replace(job, games=(), beside=count), BASE)
        for count in ((1, 7, 63) if long else (7,))
    ]
    return made + _kernels(job, machine, long) + _masks(job, machine, long)


def _without(environment: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in environment.items() if key != name}


def _backwards(job: Job) -> Job:
    return replace(job, games=tuple(replace(game, worlds=game.worlds[::-1]) for game in job.games))


def _few(job: Job, long: bool) -> Job:
    """Worlds to play alone: some from the middle of the batch in the short form, all in the long one."""
    step = 1 if long else 21
    return replace(job, games=tuple(replace(game, worlds=game.worlds[::step]) for game in job.games))


REPORTED = {"Prescott": ("Prescott", "Katmai"), "Core2": ("Core2", "Katmai")}
"""Kernel names that OpenBLAS reports otherwise than it is asked for them."""


def _kernels(job: Job, machine: dict[str, Any], long: bool) -> list[Condition]:
    if machine["processor"] != "x86_64":
        return []
    names = ("Nehalem", "Prescott", "Sandybridge", "SkylakeX", "Core2", "Zen") if long else ("Nehalem", "Prescott")
    return [
        Condition(f"kernel {name}", job, BASE | {"OPENBLAS_CORETYPE": name}, kernel=REPORTED.get(name, (name,)))
        for name in names
    ]


def _masks(job: Job, machine: dict[str, Any], long: bool) -> list[Condition]:
    """CPU features off: all that NumPy dispatches to and this machine has; in the long form each level of them too."""
    there = [name for name, on in machine["features"].items() if on]
    levels = [there[start:] for start in range(len(there))] if long else [there] if there else []
    return [
        Condition(
            f"without {' '.join(names)}", job, BASE | {"NPY_DISABLE_CPU_FEATURES": " ".join(names)}, off=tuple(names)
        )
        for names in levels
    ]


def compare(condition: Condition, found: dict[str, Any], first: dict[str, Any]) -> tuple[int, str]:
    """Verdict and its words. What the condition played beyond the base is compared with nothing."""
    base: dict[str, str] = first["digests"]
    if found["machine"]["source"] != first["machine"]["source"]:
        return NOT_BROUGHT_ABOUT, "the game's source has changed since the base was played"
    wrong = not_so(condition, found["machine"])
    if wrong and condition.name.startswith("kernel "):
        return SAME, f"not on this machine: {wrong}"
    if wrong:
        return NOT_BROUGHT_ABOUT, wrong
    shared = base.keys() & found["digests"].keys()
    differing = sorted(name for name in shared if base[name] != found["digests"][name])
    if not shared:
        return NOT_BROUGHT_ABOUT, "nothing to compare"
    if differing:
        return DIFFERENT, f"{len(differing)} of {len(shared)} worlds differ, such as {differing[0]}"
    verified = [name for name in shared if name.startswith("replay ")]
    wrong_ones = [name for name in verified if not _is_digest(base[name])]
    if wrong_ones:
        return DIFFERENT, f"{wrong_ones[0]} {base[wrong_ones[0]]}"
    return SAME, f"{len(shared) - len(verified)} worlds, {len(verified)} replays"


def _is_digest(text: str) -> bool:
    """Whether a replay was verified: else the text says what differs."""
    return len(text) == 64 and " " not in text


def check(job: Job, long: bool, only: Sequence[str] = (), pythons: Sequence[str] = ()) -> list[tuple[str, int, str]]:
    """(condition, verdict, words) of every condition, or of those whose names begin with one of `only`."""
    base = Condition("base", job, BASE, threads=1)
    first = run(base)
    report = [("base", NOT_BROUGHT_ABOUT if not_so(base, first["machine"]) else SAME, json.dumps(first["machine"]))]
    made = conditions(job, first["machine"], long)
    made += [Condition(f"another NumPy {place + 1}", job, BASE, python=one) for place, one in enumerate(pythons)]
    chosen = [one for one in made if not only or one.name.startswith(tuple(only))]
    kernels = {first["machine"]["kernel"]}
    with ThreadPoolExecutor(max_workers=max(1, min(4, os.cpu_count() or 1))) as pool:
        for condition, found in zip(chosen, pool.map(run, chosen), strict=True):
            kernels.add(found["machine"]["kernel"])
            verdict, words = compare(condition, found, first)
            beside = f", NumPy {found['machine']['numpy']}" if condition.python != sys.executable else ""
            report.append((condition.name, verdict, words + beside))
    if not only and first["machine"]["processor"] == "x86_64" and len(kernels) < 2:
        report.append(("kernels", NOT_BROUGHT_ABOUT, f"only {kernels} could be tried"))
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--short", action="store_true", help="the quick form, and the default")
    form.add_argument("--long", action="store_true", help="whole campaigns under every condition")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="conditions whose names begin so")
    parser.add_argument("--fault", default="", help="put a fault of faults.py in first, to see it caught")
    parser.add_argument("--python", action="append", default=[], metavar="FILE", help="another Python with its NumPy")
    parser.add_argument("--replays", type=Path, metavar="FOLDER", help="verify the saves and replays there as well")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        _write_replays(Path(name), *((6, 40) if chosen.long else (2, 8)))
        folders = [Path(name), *([chosen.replays] if chosen.replays else [])]
        files = tuple(str(path.resolve()) for folder in folders for path in sorted(folder.iterdir()))
        job = Job(LONG if chosen.long else SHORT, fault=chosen.fault, replays=files)
        report = check(job, chosen.long, chosen.only, chosen.python)
    words = {SAME: "same", DIFFERENT: "DIFFERENT", NOT_BROUGHT_ABOUT: "NOT SO"}
    for name, verdict, text in report:
        sys.stdout.write(f"{words[verdict]:9}  {name}: {text}\n")
    return max(verdict for _, verdict, _ in report)


if __name__ == "__main__":
    sys.exit(main())
