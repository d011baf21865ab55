"""The half of mutants.py that runs tests: one process that has everything loaded, and a child of it for each mutant.

A child puts the changed code into the functions as they are, runs the tests it is told in that order, and ends at the
first that fails. What is done when a module is imported can't be changed so; mutants.py starts pytest anew for that.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import json
import os
import resource
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from mutations import mutated

MOST_SECONDS = 150  # of a processor; a mutant that runs for ever is seen
SURVIVED, KILLED, CANNOT, BROKEN = range(4)


class Server:
    """A plugin of pytest that, in place of running tests, runs those that jobs on standard input ask for.

    A job is a line of JSON: module (none: nothing is changed), place of the change in it, tests. So is the answer.
    """

    def __init__(self, answers: int) -> None:
        self.answers = answers

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for line in sys.stdin:
            job = json.loads(line)
            ours, theirs = os.pipe()
            child = os.fork()
            if not child:
                os._exit(_judge(job, [items[test] for test in job["tests"] if test in items], theirs))
            os.close(theirs)
            _pid, status = os.waitpid(child, 0)
            with os.fdopen(ours) as stream:
                test = stream.read()
            code = os.waitstatus_to_exitcode(status)
            os.write(self.answers, (json.dumps({"code": KILLED if code < 0 else code, "test": test}) + "\n").encode())
        return True


def _judge(job: dict[str, Any], items: list[pytest.Item], told: int) -> int:
    """The life of a child."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        if job["module"] and not put(job["module"], job["place"]):
            return CANNOT
        for item, following in zip(items, [*items[1:], None], strict=True):
            reports = runtestprotocol(item, nextitem=following, log=False)
            if any(report.failed for report in reports):
                os.write(told, item.nodeid.encode())
                return KILLED
    except BaseException as error:  # a child must never come back into the loop above
        os.write(told, f"{type(error).__name__}: {error}".encode()[:200])
        return BROKEN
    return SURVIVED


def put(module: str, place: int) -> bool:
    """Give the functions of a module the code that a change gives them; whether that is all of the change."""
    path = Path(str(importlib.import_module(module).__file__))
    text = path.read_text(encoding="utf-8")
    before = compile(text, str(path), "exec")
    changed = dict(_changed(before, compile(mutated(text, place), str(path), "exec")))
    if not changed or before in changed:
        return False
    everything = gc.get_objects()
    functions = [one for one in everything if isinstance(one, FunctionType) and one.__code__ in changed]
    for one in functions:
        one.__code__ = changed[one.__code__]
    _forget(everything)
    return bool(functions)


def _changed(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """(old, new) of the outermost functions that differ; the module or class itself, where what it does differs."""
    if before == after:
        return
    function = before.co_flags & inspect.CO_NEWLOCALS and before.co_flags & inspect.CO_OPTIMIZED
    inner = [[one for one in code.co_consts if isinstance(one, CodeType)] for code in (before, after)]
    others = [[one for one in code.co_consts if not isinstance(one, CodeType)] for code in (before, after)]
    same = before.co_code == after.co_code and before.co_names == after.co_names and others[0] == others[1]
    if function or not same or len(inner[0]) != len(inner[1]):
        yield before, after
        return
    for old, new in zip(*inner, strict=True):
        yield from _changed(old, new)


def _forget(everything: list[object]) -> None:
    """Whatever was worked out by the code as it was is worked out anew."""
    for one in everything:
        if type(one).__name__ == "_lru_cache_wrapper":
            one.cache_clear()  # type: ignore[attr-defined]
        elif str(type(one).__module__).startswith("game.core") and hasattr(one, "__dict__"):
            for name in [name for name in vars(one) if isinstance(getattr(type(one), name, None), cached_property)]:
                del vars(one)[name]


def main(tests: str, answers: int) -> int:
    sys.path.insert(0, str(Path.cwd()))
    return int(pytest.main([tests, "-q", "-s", "-p", "no:cacheprovider"], plugins=[Server(answers)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
