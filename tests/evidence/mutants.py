"""Do the tests of the rules see it when a rule is changed? Small changes of game/core, one at a time.

    python tests/evidence/mutants.py --out mutants.json                      300 mutants of seed 1; an hour or two
    python tests/evidence/mutants.py --out mutants.json --again              only those that survived, after new tests

Works in copies of the tree. Every test of tests/core that comes through the changed line is run, the cheapest first,
until one fails. The values of knobs are left alone: they are tuning, which tests must not pin down.
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
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from mutants_served import CANNOT, MOST_SECONDS

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("game", "tests", "scenarios", "assets", "pyproject.toml", "README.md", "CHANGELOG.md")
CORE, TESTS = "game/core", "tests/core"
COMPARISONS = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
               ast.NotEq: ast.Eq}  # fmt: skip
OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
             ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}  # fmt: skip
NAMES = {"minimum": "maximum", "maximum": "minimum", "min": "max", "max": "min", "any": "all", "all": "any",
         "zeros": "ones", "ones": "zeros"}  # fmt: skip
LEFT_ALONE = ("knob", "_", "ngettext", "TypeVar", "dataclass", "field", "raise")
"""Calls within which nothing is changed: tuning, words and declarations."""


@dataclass(slots=True)
class Mutant:
    """A change: where, what it was and what it became, and what came of it."""

    number: int  # of all changes that there are
    path: str
    line: int
    before: str
    after: str
    names: tuple[
        str, ...
    ] = ()  # of the function it is in, with its class; none: done at import
    verdict: str = ""  # killed, survived
    test: str = ""  # the test that saw it


# ----------------------------------------------------------------------------------------------------------------------
# Changes
# ----------------------------------------------------------------------------------------------------------------------


def sites(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST]]:
    """(node, what may stand in its place) for every change of a module, always in the same order."""
    skipped = {id(inner) for node in ast.walk(tree) if _alone(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) not in skipped:
            yield from ((node, other) for other in changed(node))


def _alone(node: ast.AST) -> bool:
    """Whether nothing in it is changed: declarations, annotations, words, and what is only raised."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in LEFT_ALONE
    return isinstance(node, ast.Raise | ast.ImportFrom | ast.Import | ast.arg | ast.JoinedStr | ast.Assert) or (
        isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )


def changed(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    other = deepcopy(node)
    match other:
        case ast.Compare(ops=[operator]) if type(operator) in COMPARISONS:
            other.ops = [COMPARISONS[type(operator)]()]
            yield other
        case ast.BinOp(op=operator) if type(operator) in OPERATORS:
            other.op = OPERATORS[type(operator)]()
            yield other
        case ast.AugAssign(op=operator) if type(operator) in OPERATORS:
            other.op = OPERATORS[type(operator)]()
            yield other
        case ast.BoolOp():
            other.op = ast.And() if isinstance(other.op, ast.Or) else ast.Or()
            yield other
        case ast.UnaryOp(op=ast.Invert() | ast.Not() | ast.USub()):
            yield other.operand
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case ast.If() | ast.IfExp():
            other.test = ast.UnaryOp(ast.Not(), other.test)
            yield other
        case ast.Attribute(attr=name) | ast.Name(id=name) if name in NAMES:
            setattr(other, "attr" if isinstance(other, ast.Attribute) else "id", NAMES[name])
            yield other
        case ast.Assign(targets=[ast.Subscript()]) | ast.AugAssign(target=ast.Subscript()):
            yield ast.Pass()
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return ast.copy_location(self.new, node) if node is self.old else self.generic_visit(node)


def all_mutants(root: Path) -> list[Mutant]:
    """Every change of every module, numbered."""
    found: list[Mutant] = []
    for path in sorted((root / CORE).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names, name = functions(tree), path.relative_to(root).as_posix()
        for old, new in sites(tree):
            line = getattr(old, "lineno", 1)
            found.append(Mutant(len(found), name, line, _short(old), _short(new), names.get(id(old), ())))
    return found


def functions(tree: ast.Module) -> dict[int, tuple[str, ...]]:
    """The function in whose body each node is, with its class."""
    holders = [((), tree), *(((node.name,), node) for node in tree.body if isinstance(node, ast.ClassDef))]
    return {
        id(inner): (*names, function.name)
        for names, holder in holders
        for function in holder.body
        if isinstance(function, ast.FunctionDef)
        for statement in function.body
        for inner in ast.walk(statement)
    }


def _short(node: ast.AST) -> str:
    return ast.unparse(node).split("\n")[0][:160]


def source_of(root: Path, mutant: Mutant, everything: Sequence[Mutant]) -> str:
    """The module of a mutant with its change."""
    first = next(one.number for one in everything if one.path == mutant.path)
    tree = ast.parse((root / mutant.path).read_text(encoding="utf-8"))
    old, new = list(sites(tree))[mutant.number - first]
    return ast.unparse(ast.fix_missing_locations(_Put(old, new).visit(tree)))


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

    def try_out(self, mutant: Mutant, source: str, tests: Sequence[str]) -> None:
        """Run the tests over the changed module, quickly where a function has changed."""
        code = CANNOT
        if mutant.names:
            module = mutant.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            job = {"module": module, "names": mutant.names, "source": source, "tests": list(tests)}
            stdin = self.served.stdin
            assert stdin is not None
            stdin.write(json.dumps(job) + "\n")
            stdin.flush()
            answer = json.loads(self.answers.readline())
            code, mutant.test = answer["code"], answer["test"]
        if code == CANNOT:
            code, mutant.test = self._from_the_start(mutant, source, tests)
        mutant.verdict = "killed" if code else "survived"

    def _from_the_start(self, mutant: Mutant, source: str, tests: Sequence[str]) -> tuple[int, str]:
        """With the file changed, in a process of its own; the copy is as it was afterwards."""
        path = self.folder / mutant.path
        before = path.read_bytes()
        _forget_compiled(path)
        path.write_text(source, encoding="utf-8")
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

    def __init__(self, home: Path, workers: int, seen: Path | None) -> None:
        self.as_it_is = copied(home / "as it is")
        self.benches: SimpleQueue[Bench] = SimpleQueue()
        for number in range(workers):
            self.benches.put(Bench(home / str(number)))
        found = json.loads((seen or self._observed(home / "seen.json")).read_text(encoding="utf-8"))
        self.lines: dict[str, dict[str, list[str]]] = found["lines"]
        self.seconds = {test: cost for test, cost in found["seconds"].items() if test not in found["failed"]}
        self.kills: Counter[str] = Counter()
        self.everything = all_mutants(self.as_it_is)
        sys.stderr.write(f"{len(self.seconds)} tests; these fail anyway: {' '.join(found['failed']) or 'none'}\n")

    def _observed(self, seen: Path) -> Path:
        """Who comes through which line, as `observe` writes it down."""
        command = [sys.executable, "tests/evidence/mutants.py", "--observe", str(seen)]
        environment = _environment(self.as_it_is)
        subprocess.run(command, cwd=self.as_it_is, env=environment, stdout=subprocess.DEVNULL, check=True)
        return seen

    def judge(self, mutant: Mutant) -> Mutant:
        """Killed or survived."""
        through = self.lines.get(mutant.path, {}).get(str(mutant.line), [])
        tests = [test for test in through if test in self.seconds] or list(self.seconds)
        tests.sort(key=lambda test: (-self.kills[test], self.seconds[test]))
        bench, source = self.benches.get(), source_of(self.as_it_is, mutant, self.everything)
        bench.try_out(mutant, source, tests)
        self.benches.put(bench)
        self.kills[mutant.test] += mutant.test in self.seconds
        sys.stderr.write(f"{mutant.verdict:8} {mutant.path}:{mutant.line}  {mutant.before}  ->  {mutant.after}\n")
        return mutant


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
    parser.add_argument("--observe", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.observe:
        return observe(given.observe)
    with tempfile.TemporaryDirectory() as name:
        judge = Judge(Path(name), given.workers, given.seen)
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
