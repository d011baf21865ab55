"""Small changes of a module: what may stand in the place of each of its parts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

CORE = "game/core"
COMPARISONS = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
               ast.NotEq: ast.Eq}  # fmt: skip
OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
             ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}  # fmt: skip
NAMES = {"minimum": "maximum", "maximum": "minimum", "min": "max", "max": "min", "any": "all", "all": "any",
         "zeros": "ones", "ones": "zeros"}  # fmt: skip
LEFT_ALONE = ("knob", "_", "ngettext", "TypeVar", "dataclass", "field")
"""Calls within which nothing is changed: tuning, words and declarations."""


@dataclass(slots=True)
class Mutant:
    """A change: where, what it was and what it became, and what came of it."""

    number: int  # of all changes that there are
    place: int  # of all changes of its module
    path: str
    line: int
    before: str
    after: str
    verdict: str = ""  # killed, survived
    test: str = ""  # the test that saw it


def all_mutants(root: Path) -> list[Mutant]:
    """Every change of every module, numbered."""
    found: list[Mutant] = []
    for path in sorted((root / CORE).rglob("*.py")):
        name = path.relative_to(root).as_posix()
        for place, (old, new) in enumerate(sites(ast.parse(path.read_text(encoding="utf-8")))):
            found.append(Mutant(len(found), place, name, getattr(old, "lineno", 1), _short(old), _short(new)))
    return found


def _short(node: ast.AST) -> str:
    return ast.unparse(node).split("\n")[0][:160]


def mutated(text: str, place: int) -> ast.Module:
    """The module with one change; everything stands on the line that it had."""
    tree = ast.parse(text)
    old, new = list(sites(tree))[place]
    result = ast.fix_missing_locations(_Put(old, new).visit(tree))
    assert isinstance(result, ast.Module)
    return result


def sites(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST]]:
    """(node, what may stand in its place) for every change of a module, always in the same order."""
    skipped = {id(inner) for node in ast.walk(tree) if _alone(node) for inner in ast.walk(node)}
    doing = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)
             for inner in ast.walk(node)}  # fmt: skip
    for node in ast.walk(tree):
        table = isinstance(node, ast.Constant) and id(node) not in doing  # numbers of a table are tuning too
        if id(node) not in skipped and not table:
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
        case ast.BinOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in OPERATORS:
            other.op = OPERATORS[type(operator)]()
            yield other
            if isinstance(other, ast.AugAssign) and isinstance(other.target, ast.Subscript):
                yield ast.Pass()
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
        case ast.Assign(targets=[ast.Subscript()]):
            yield ast.Pass()
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return ast.copy_location(self.new, node) if node is self.old else self.generic_visit(node)
