"""Do the tests of the rules see it when a rule is changed? Small changes of game/core, one at a time.

    python tests/evidence/mutants.py --out mutants.json                      300 mutants of seed 1; an hour or two
    python tests/evidence/mutants.py --out mutants.json --again              only those that survived, after new tests

Works in copies of the tree. Every test of tests/core that comes through the changed line is run, the cheapest first,
until one fails. Knobs and tables of numbers are left alone: they are tuning, which tests must not pin down.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from mutants_served import BROKEN, CANNOT, MOST_SECONDS
from mutations import CORE, Mutant, all_mutants, mutated

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("game", "tests", "scenarios", "assets", "pyproject.toml", "README.md", "CHANGELOG.md")
TESTS = "tests/core"


# ----------------------------------------------------------------------------------------------------------------------
# Tests
# ----------------------------------------------------------------------------------------------------------------------


class Observer:
    """A plugin of pytest that notes which test comes through which line of the rules, and what it costs."""

    def __init__(self) -> None:
        import coverage

        self.coverage = coverage.Coverage(source=[CORE.replace("/", ".")], config_file=False, data_file=None)
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.coverage.switch_context(nodeid)
        self._began = time.process_time()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.seconds[nodeid] = time.process_time() - self._began
        self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report: object) -> None:
        if getattr(report, "failed", False):
            self.failed.append(str(getattr(report, "nodeid", "")))


def observe(out: Path) -> int:
    """Run all tests once; who comes through which line goes to a file."""
    import pytest

    observer = Observer()
    observer.coverage.start()
    pytest.main([TESTS, "-q", "-p", "no:cacheprovider"], plugins=[observer])
    observer.coverage.stop()
    data, lines = observer.coverage.get_data(), {}
    for name in data.measured_files():
        path = Path(name).relative_to(Path.cwd()).as_posix()
        lines[path] = {line: [one for one in tests if one] for line, tests in data.contexts_by_lineno(name).items()}
    out.write_text(json.dumps({"lines": lines, "seconds": observer.seconds, "failed": observer.failed}))
    return 0


def copied(folder: Path) -> Path:
    """A copy of the tree, with its modules compiled."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    subprocess.run([sys.executable, "-m", "compileall", "-q", "game", "tests"], cwd=folder, check=False)
    return folder


class Bench:
    """A copy of the tree in which mutants are tried out, and the process that has its modules and tests loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = copied(folder)
        ours, theirs = os.pipe()
        command = [sys.executable, "tests/evidence/mutants_served.py", TESTS, str(theirs)]
        self.served = subprocess.Popen(command, cwd=self.folder, env=_environment(self.folder), pass_fds=[theirs],
                                       text=True, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)  # fmt: skip
        os.close(theirs)
        self.answers = os.fdopen(ours)

    def try_out(self, mutant: Mutant, tests: Sequence[str]) -> None:
        """Run the tests over the changed module, quickly where functions have changed and nothing else."""
        module = mutant.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        code, mutant.test = self.ask(module, mutant.place, tests)
        if code == CANNOT:
            code, mutant.test = self._from_the_start(mutant, tests)
        mutant.verdict = "killed" if code else "survived"

    def ask(self, module: str, place: int, tests: Sequence[str]) -> tuple[int, str]:
        """What the served process finds, and the test that fails. Raises RuntimeError when it is broken itself."""
        stdin = self.served.stdin
        assert stdin is not None
        stdin.write(json.dumps({"module": module, "place": place, "tests": list(tests)}) + "\n")
        stdin.flush()
        answer = json.loads(self.answers.readline())
        if answer["code"] == BROKEN:
            raise RuntimeError(answer["test"])
        return answer["code"], answer["test"]

    def _from_the_start(self, mutant: Mutant, tests: Sequence[str]) -> tuple[int, str]:
        """With the file changed, in a process of its own; the copy is as it was afterwards."""
        path = self.folder / mutant.path
        before = path.read_bytes()
        _forget_compiled(path)
        path.write_text(ast.unparse(mutated(before.decode(), mutant.place)), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--tb=no", *tests]
        done = subprocess.run(command, cwd=self.folder, env=_environment(self.folder), capture_output=True, text=True,
                              check=False, preexec_fn=_limited)  # fmt: skip
        path.write_bytes(before)
        _forget_compiled(path)
        seen = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        test = seen[0].split(" ")[1] if seen else "" if not done.returncode else f"exit {done.returncode}"
        return int(done.returncode != 0), test


def _forget_compiled(path: Path) -> None:
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
        compiled.unlink()


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(folder)}


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


class Judge:
    """Tries mutants out in copies of the tree, the tests first that have seen most so far."""

    def __init__(self, home: Path, workers: int, seen: Path | None, most: float) -> None:
        as_it_is = copied(home / "as it is")
        self.benches: SimpleQueue[Bench] = SimpleQueue()
        for number in range(workers):
            self.benches.put(Bench(home / str(number)))
        found = json.loads((seen or _observed(as_it_is, home / "seen.json")).read_text(encoding="utf-8"))
        self.lines: dict[str, dict[str, list[str]]] = found["lines"]
        self.seconds = {test: cost for test, cost in found["seconds"].items() if test not in found["failed"]}
        self.kills: Counter[str] = Counter()
        self.most = most
        self.everything = all_mutants(as_it_is)
        bench = self.benches.get()
        code, test = bench.ask("", 0, self._affordable(list(self.seconds)))
        if code:
            raise RuntimeError(f"{test} fails where nothing is changed")
        self.benches.put(bench)
        sys.stderr.write(f"{len(self.seconds)} tests; these fail anyway: {' '.join(found['failed']) or 'none'}\n")

    def judge(self, mutant: Mutant) -> Mutant:
        """Killed or survived."""
        through = self.lines.get(mutant.path, {}).get(str(mutant.line), [])
        tests = [test for test in through if test in self.seconds] or list(self.seconds)
        bench = self.benches.get()
        bench.try_out(mutant, self._affordable(tests))
        self.benches.put(bench)
        self.kills[mutant.test] += mutant.test in self.seconds
        sys.stderr.write(f"{mutant.verdict:8} {mutant.path}:{mutant.line}  {mutant.before}  ->  {mutant.after}\n")
        return mutant

    def _affordable(self, tests: list[str]) -> list[str]:
        """The tests first that have seen most so far, then the cheapest, as long as the time lasts."""
        ordered, left = sorted(tests, key=lambda test: (-self.kills[test], self.seconds[test])), self.most
        for place, test in enumerate(ordered):
            left -= self.seconds[test]
            if left < 0:
                return ordered[:place]
        return ordered


def _observed(folder: Path, seen: Path) -> Path:
    """Who comes through which line, as `observe` writes it down."""
    command = [sys.executable, "tests/evidence/mutants.py", "--observe", str(seen)]
    subprocess.run(command, cwd=folder, env=_environment(folder), stdout=subprocess.DEVNULL, check=True)
    return seen


def report(tried: Sequence[Mutant], of: int, seed: int) -> dict[str, Any]:
    """What is written down."""
    by_verdict = {
        verdict: [asdict(one) for one in tried if one.verdict == verdict] for verdict in ("survived", "killed")
    }
    score = len(by_verdict["killed"]) / len(tried)
    return {"of": of, "seed": seed, "tried": len(tried), "score": score, **by_verdict}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--out", type=Path, default=Path("mutants.json"), metavar="FILE")
    parser.add_argument("--again", action="store_true", help="only those that FILE says survived")
    parser.add_argument("--seen", type=Path, metavar="FILE", help="an earlier list of who comes through which line")
    parser.add_argument("--most", type=float, default=1e9, metavar="SECONDS", help="of tests for one mutant")
    parser.add_argument("--observe", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.observe:
        return observe(given.observe)
    with tempfile.TemporaryDirectory() as name:
        judge = Judge(Path(name), given.workers, given.seen, given.most)
        chosen = random.Random(given.seed).sample(judge.everything, given.count)
        if given.again:
            before = json.loads(given.out.read_text(encoding="utf-8"))["survived"]
            known = {(one["path"], one["before"], one["after"]) for one in before}
            chosen = [one for one in judge.everything if (one.path, one.before, one.after) in known]
        tried: list[Mutant] = []
        with ThreadPoolExecutor(given.workers) as pool:
            for mutant in pool.map(judge.judge, chosen):
                tried.append(mutant)
                given.out.write_text(json.dumps(report(tried, len(judge.everything), given.seed), indent=1))
    found = report(tried, len(judge.everything), given.seed)
    sys.stdout.write(json.dumps({name: value for name, value in found.items() if not isinstance(value, list)}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
