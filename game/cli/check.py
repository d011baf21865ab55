"""`check`: every error of scenario files, with file, line and column."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict

from game.content.reading.errors import ERROR, NOTE, SEVERITIES, WARNING, Problem
from game.content.reading.load import check_file

HELP = "check scenario files and print every error with its place"
BAD_SCENARIO = 4
COLOURS = {ERROR: "31", WARNING: "33", NOTE: "36"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="path or id of a scenario, or path of a translation")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors; notes never do")


def run(args: argparse.Namespace) -> int:
    """Print the problems; 4 when there is an error, or with --strict a warning."""
    found = {file: check_file(file) for file in args.files}
    counts = Counter(problem.severity for problems in found.values() for problem in problems)
    failed = counts[ERROR] + (counts[WARNING] if args.strict else 0) > 0
    if args.json:
        print(json.dumps(_object(found, counts, ok=not failed), ensure_ascii=False))
    else:
        for problem in (problem for problems in found.values() for problem in problems):
            print(_line(problem, sys.stdout.isatty()))
        totals = ", ".join(f"{counts[severity]} {severity}s" for severity in SEVERITIES)
        print(f"{len(args.files)} checked, {totals}")
    return BAD_SCENARIO if failed else 0


def _object(found: dict[str, list[Problem]], counts: Counter[str], ok: bool) -> dict[str, object]:
    totals = {f"{severity}s": counts[severity] for severity in SEVERITIES}
    files = [{"file": file, "problems": [asdict(one) for one in problems]} for file, problems in found.items()]
    return {"ok": ok, **totals, "files": files}


def _line(problem: Problem, coloured: bool) -> str:
    """The problem in one line; what is no error says so at its end."""
    mark = "" if problem.severity == ERROR else f" [{problem.severity}]"
    if not coloured:
        return f"{problem}{mark}"
    return f"\033[{COLOURS[problem.severity]}m{problem}{mark}\033[0m"
