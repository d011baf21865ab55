"""`check`: every error of scenario files, with file, line and column."""

from __future__ import annotations

import argparse

from game.content.load import check_file

HELP = "check scenario files and print every error with its place"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="path or id of a scenario")


def run(args: argparse.Namespace) -> int:
    problems = [problem for file in args.files for problem in check_file(file)]
    for problem in problems:
        print(problem)
    wrong = sum(problem.severity == "error" for problem in problems)
    print(f"{len(args.files)} checked, {wrong} errors, {len(problems) - wrong} warnings")
    return 4 if wrong else 0
