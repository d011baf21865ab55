"""The layers of the project, and what may never appear in the engine, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GAME = ROOT / "game"

ALLOWED = {
    "core": {"core"},
    "content": {"core", "content"},
    "ministers": {"core", "content", "ministers"},
    "sim": {"core", "content", "ministers", "sim"},
    "env": {"core", "content", "ministers", "sim", "env"},
    "ui": {"core", "content", "ministers", "sim", "ui"},
    "cli": {"core", "content", "ministers", "sim", "env", "ui", "cli"},
    "": {"core", "content", "ministers", "sim", "env"},  # game/__init__.py, the lazy face
    "examples": {"", "core", "content", "ministers", "sim", "env", "examples"},  # programs of others, so to speak
}
"""Layer -> layers that it may import."""

MOST_FILE, MOST_FUNCTION = 400, 50


@dataclass(frozen=True)
class Import:
    """One import statement: the module named, the names taken from it, and whether only type checkers see it."""

    module: str
    names: tuple[str, ...]
    line: int
    typing_only: bool


def _sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "_data" not in path.parts)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _layer(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


MODULES = {_name(path): path for path in _sources(GAME)}


def _imports(path: Path) -> Iterator[Import]:
    """Every import of a file, inside functions too, and modules named to importlib or in a table of lazy names."""
    hidden = {
        id(node)
        for branch in ast.walk(_tree(path))
        if isinstance(branch, ast.If) and ast.unparse(branch.test).endswith("TYPE_CHECKING")
        for statement in branch.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(_tree(path)):
        typing_only = id(node) in hidden
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, (), node.lineno, typing_only)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield Import(node.module or "", tuple(alias.name for alias in node.names), node.lineno, typing_only)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in MODULES:
            yield Import(node.value, (), node.lineno, False)


def _targets(found: Import) -> list[str]:
    """Modules of the project that an import statement loads."""
    named = [f"{found.module}.{name}" for name in found.names if f"{found.module}.{name}" in MODULES]
    rest = [name for name in found.names if f"{found.module}.{name}" not in MODULES]
    own = [found.module] if found.module in MODULES and (rest or not found.names) else []
    return named + own


def _faults(check: str) -> str:
    return f"{check}; the rule is in ARCHITECTURE.md"


def test_layers_import_only_what_lies_below() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{found.line}: {_layer(name) or 'game'} imports {target}"
        for name, path in MODULES.items()
        for found in _imports(path)
        for target in _targets(found)
        if _layer(target) not in ALLOWED[_layer(name)] | ({""} if name == "game" else set())
    ]
    assert not wrong, _faults("\n".join(wrong))


def test_nothing_under_game_imports_from_its_face() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{found.line}"
        for name, path in MODULES.items()
        for found in _imports(path)
        if "game" in _targets(found) and name != "game" and _layer(name) != "examples"
    ]
    assert not wrong, _faults("\n".join(wrong))


def test_every_folder_of_the_package_is_a_known_layer() -> None:
    layers = {_layer(name) for name in MODULES}
    assert layers <= set(ALLOWED)
    assert {"core", "content", "ministers", "sim", "ui", "cli"} <= layers


def test_no_import_cycles_at_run_time() -> None:
    graph = {
        name: {target for found in _imports(path) if not found.typing_only for target in _targets(found)} - {name}
        for name, path in MODULES.items()
    }
    while True:  # take away what imports nothing that is left; what remains is in or above a cycle
        loose = {name for name, targets in graph.items() if not targets & set(graph)}
        if not loose:
            break
        graph = {name: targets for name, targets in graph.items() if name not in loose}
    assert not graph, f"import cycles among {', '.join(sorted(graph))}"


# ----------------------------------------------------------------------------------------------------------------------
# What the engine may use
# ----------------------------------------------------------------------------------------------------------------------

CORE = _sources(GAME / "core")
PURE_STANDARD_LIBRARY = {
    "__future__", "collections", "dataclasses", "enum", "functools", "hashlib", "itertools", "math", "operator",
    "typing",
}  # fmt: skip
"""Of the standard library core needs no more: nothing here reads a file, a clock, an environment or a generator."""

BANNED_CALLS = {"open", "input", "print", "eval", "exec", "__import__", "set", "frozenset", "hash", "id", "globals"}
"""Files, streams, and whatever depends on addresses or on the order of a set."""

OFF_GRID = {
    "matmul", "einsum", "dot", "vdot", "inner", "outer", "tensordot", "linalg", "kron", "convolve", "exp", "exp2",
    "expm1", "log", "log2", "log10", "log1p", "power", "float_power", "pow", "sin", "cos", "tan", "tanh", "sinh",
    "cosh",
    "mean", "average", "std", "var", "nanmean", "median", "percentile", "quantile", "corrcoef", "cov", "trapezoid",
    "logaddexp", "cbrt", "hypot", "sqrt", "true_divide", "divide", "random", "fft", "polyfit", "interp", "logspace",
    "linspace", "geomspace", "float16", "float32", "float64", "double", "single", "half", "longdouble", "complex64",
    "complex128", "fromfile", "load", "loadtxt", "save", "savetxt", "memmap", "tofile",
}  # fmt: skip
"""Functions whose results depend on the order of additions, on a maths library, or that are not whole numbers."""

OFF_GRID_METHODS = {"mean", "std", "var", "dot", "tofile", "float32", "float64"}
"""Those of them that arrays have as methods, whatever the array is called."""

JUSTIFIED = {
    ("setting.py", "einsum"): "int32 counts of shared forums: whole numbers, once a game",
    ("crises/onset.py", "log2"): "a table of whole tenths made at import",
    ("fog.py", "sqrt"): "a table made at import; square roots are exact by IEEE 754",
    ("instruments/instrument.py", "/"): "the text of a refusal, never decided on",
    ("fog.py", "/"): "a table made at import",
    ("crises/onset.py", "/"): "a table made at import",
}
"""What a file outside exact.py may use all the same, and why."""


def _inside(path: Path) -> str:
    return path.relative_to(GAME / "core").as_posix()


def _suspects(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Attribute):
            library = isinstance(node.value, ast.Name) and node.value.id in ("np", "numpy", "math")
            if node.attr in (OFF_GRID if library else OFF_GRID_METHODS):
                yield node.attr, node.lineno
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.MatMult):
            yield "@", node.lineno
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield "/", node.lineno
        elif isinstance(node, ast.Name) and node.id == "float":
            yield "float", node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"{node.value}", node.lineno


def test_core_imports_numpy_and_a_pure_part_of_the_standard_library() -> None:
    allowed = PURE_STANDARD_LIBRARY | {"numpy", "game"}
    wrong = [
        f"{path.relative_to(ROOT)}:{found.line}: {found.module}"
        for path in CORE
        for found in _imports(path)
        if found.module.split(".")[0] not in allowed
    ]
    assert not wrong, "\n".join(wrong)


def test_core_calls_nothing_that_reads_the_world_or_depends_on_addresses() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)[:60]}"
        for path in CORE
        for node in ast.walk(_tree(path))
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BANNED_CALLS)
        or isinstance(node, ast.Set | ast.SetComp | ast.Global)
    ]
    assert not wrong, "\n".join(wrong)


def test_core_has_no_off_grid_arithmetic_outside_exact() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {what}"
        for path in CORE
        if _inside(path) != "exact.py"
        for what, line in _suspects(path)
        if (_inside(path), what) not in JUSTIFIED
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "text",
    ["a @ b", "a @= b", "np.matmul(a, b)", "a.mean()", "a / b", "x = 0.5", "a.astype(float)", "np.exp(a)",
     "math.log(2)", "np.random.default_rng(1)", "a.astype(np.float32).sum()", "np.einsum('ij->i', a)"],
)  # fmt: skip
def test_the_lint_sees_what_it_is_for(text: str, tmp_path: Path) -> None:
    path = tmp_path / "faulty.py"
    path.write_text(text, encoding="utf-8")
    assert list(_suspects(path))


def test_products_become_whole_numbers_at_once() -> None:
    """`exact.product` gives exact integers in float32; nobody may calculate on with them as floats."""
    wrong = []
    for path in CORE:
        calls = {id(n): n.lineno for n in ast.walk(_tree(path)) if isinstance(n, ast.Call) and _callee(n) == "product"}
        converted = {
            id(node.func.value)
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "astype"
            if "int" in ast.unparse(node.args[0])
        }
        wrong += [f"{path.relative_to(ROOT)}:{line}" for key, line in calls.items() if key not in converted]
    assert not wrong, "\n".join(wrong)


def _callee(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


@pytest.mark.parametrize("layer", ["core", "ministers"])
def test_no_clock_and_no_shared_generator_decides_anything(layer: str) -> None:
    banned = {"time", "random", "datetime", "secrets", "uuid", "os", "threading"}
    for path in _sources(GAME / layer):
        modules = {found.module.split(".")[0] for found in _imports(path)}
        assert not modules & banned, path
        attributes = {node.attr for node in ast.walk(_tree(path)) if isinstance(node, ast.Attribute)}
        assert "random" not in attributes, path


# ----------------------------------------------------------------------------------------------------------------------
# pygame, and habits
# ----------------------------------------------------------------------------------------------------------------------


def test_pygame_appears_in_the_interface_only() -> None:
    users = {name for name, path in MODULES.items() for found in _imports(path) if found.module.startswith("pygame")}
    assert users, "the interface draws with pygame"
    assert {_layer(name) for name in users} == {"ui"}


def test_screens_and_widgets_do_without_pygame() -> None:
    """A screen gives items and takes commands; only what paints them and listens knows pygame."""
    screens = [path for path in MODULES.values() if {"screens", "widgets"} & set(path.parts)]
    wrong = [path.name for path in screens for found in _imports(path) if found.module.startswith("pygame")]
    assert screens
    assert not wrong


def test_the_layers_below_run_without_the_libraries_of_the_interface() -> None:
    interface = {"pygame", "bidi", "platformdirs"}
    wrong = [
        f"{name}: {found.module}"
        for name, path in MODULES.items()
        if _layer(name) in ("core", "content", "ministers", "sim", "env")
        for found in _imports(path)
        if found.module.split(".")[0] in interface
    ]
    assert not wrong


@pytest.mark.parametrize("name", sorted(MODULES))
def test_modules_open_with_a_sentence_and_stay_short(name: str) -> None:
    path = MODULES[name]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert ast.get_docstring(_tree(path)), f"{name} opens with a sentence that says what it is for"
    assert len(lines) <= MOST_FILE, f"{name} has {len(lines)} lines, {MOST_FILE} is the most"
    long = [
        f"{node.name}: {(node.end_lineno or node.lineno) - node.lineno + 1} lines"
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= MOST_FUNCTION
    ]
    assert not long, f"{name}: {long}; {MOST_FUNCTION} is the most"
