"""`report`: write one self-contained HTML page about a sweep or a simulation."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli.usage import UsageError
from game.sim.report import ReportError, report
from game.sim.tables import MissingExtraError

HELP = "write one self-contained HTML page about a sweep's folder, or a file that simulate --json printed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="RUN", help="folder of a sweep, or a JSON file of simulate")
    parser.add_argument("--out", metavar="FILE", help="where the page goes; report.html in or beside RUN by default")


def run(args: argparse.Namespace) -> int:
    source = Path(args.source)
    target = (
        Path(args.out) if args.out else (source / "report.html" if source.is_dir() else source.with_suffix(".html"))
    )
    try:
        page = report(source)
        target.write_text(page, encoding="utf-8")
    except (ReportError, MissingExtraError) as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise UsageError(f"{target} can't be written: {error.strerror}") from error
    print(target)
    return 0
