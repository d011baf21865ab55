"""Nothing that comes from outside is ever executed: no pickle, no eval, no shell, no network anywhere in the game."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

GAME = Path(__file__).parents[2] / "game"
BANNED_MODULES = {
    "pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "joblib", "subprocess", "pty", "popen2", "code",
    "codeop", "runpy", "socket", "socketserver", "ssl", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib",
    "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc", "asyncio", "webbrowser", "ctypes", "yaml", "imp",
    "distributed", "dask",
}  # fmt: skip
BANNED_CALLS = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
BANNED_ATTRIBUTES = {"system", "popen", "startfile", "fork", "forkpty", "posix_spawn", "posix_spawnp"}
BANNED_ATTRIBUTE_STARTS = ("exec", "spawnl", "spawnv")  # of `os`
ALLOWED = {
    ("sim/memory.py", "ctypes"): "asks the C library that is loaded already to keep its memory; nothing else is called",
    ("ui/play/estimate_worker.py", "pickle"): "the game's own process at the other end of its own pipe",
    (
        "sim/sweep.py",
        "distributed",
    ): "the cluster that `sweep --cluster ADDRESS` names; nothing else may connect",
    ("ui/bench.py", "subprocess"): "starts the game itself, from a fixed list of words, to see how long that takes",
    ("ui/words/i18n.py", "c2py"): "gettext's parser of plural forms, which takes sums and comparisons of n only",
}
"""What one file may do all the same, and why."""


def _name(path: Path) -> str:
    return path.relative_to(GAME).as_posix()


@cache
def _suspects(path: Path) -> tuple[tuple[str, int], ...]:
    """What a file uses that is banned, and the line."""
    return tuple(_found(path))


def _found(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], node.lineno) for alias in node.names
                        if alias.name.split(".")[0] in BANNED_MODULES)  # fmt: skip
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in BANNED_MODULES:
            yield (node.module or "").split(".")[0], node.lineno
        elif isinstance(node, ast.Call):
            yield from _calls(node)


def _calls(node: ast.Call) -> Iterator[tuple[str, int]]:
    if isinstance(node.func, ast.Name) and node.func.id in BANNED_CALLS:
        yield node.func.id, node.lineno
    if isinstance(node.func, ast.Attribute):
        name, owner = node.func.attr, ast.unparse(node.func.value)
        if name == "c2py" or (
            owner == "os" and (name in BANNED_ATTRIBUTES or name.startswith(BANNED_ATTRIBUTE_STARTS))
        ):
            yield name, node.lineno
        if owner == "importlib" and name == "import_module" and not isinstance(node.args[0], ast.Constant):
            yield "import_module of a name from outside", node.lineno
    for keyword in node.keywords:
        value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
        if keyword.arg in ("shell", "allow_pickle") and value is not False:
            yield f"{keyword.arg}=", node.lineno


SOURCES = sorted(path for path in GAME.rglob("*.py") if "_data" not in path.parts)


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_nothing_from_outside_can_be_executed(path: Path) -> None:
    found = [f"{_name(path)}:{line}: {what}" for what, line in _suspects(path) if (_name(path), what) not in ALLOWED]
    assert not found, "\n".join(found)


def test_what_is_allowed_is_used() -> None:
    used = {(_name(path), what) for path in SOURCES for what, _line in _suspects(path)}
    there = {_name(path) for path in SOURCES}
    assert {key for key in ALLOWED if key[0] in there} <= used


@pytest.mark.parametrize(
    "text",
    ["import pickle", "from pickle import loads", "import socket as s", "eval(x)", "exec(x)", "os.system(x)",
     "os.execv(x)", "np.load(x, allow_pickle=True)", "np.load(x, allow_pickle=flag)", "run(x, shell=True)",
     "import http.client", "from urllib.request import urlopen", "__import__(x)", "importlib.import_module(x)",
     "compile(x, y, z)"],
)  # fmt: skip
def test_the_lint_sees_what_it_is_for(text: str, tmp_path: Path) -> None:
    path = tmp_path / "faulty.py"
    path.write_text(text, encoding="utf-8")
    assert list(_suspects(path))
