"""`report`: one self-contained HTML page about a game, a sweep or a simulation."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game.cli.simulate import whole
from game.cli.usage import UsageError
from game.sim.pages.report import ReportError, report
from game.sim.tables import MissingExtraError

HELP = "write one self-contained HTML page about a game, a sweep's folder, or a file that simulate --json printed"
GAMES = (".replay", ".save")
BAD_SAVE = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="RUN", help="replay or save of a game, folder of a sweep, JSON of simulate")
    parser.add_argument("--out", metavar="FILE", help="where the page goes; report.html in or beside RUN by default")
    game = parser.add_argument_group("about a game")
    game.add_argument("--nation", default="", metavar="ID", help="whose game; the player's by default")
    game.add_argument("--worlds", type=whole(0, 1000), default=100, metavar="N",
                      help="other worlds that it is compared with (default 100)")  # fmt: skip
    game.add_argument("--quick", action="store_true", help="without turning points and other worlds")
    game.add_argument("--lang", default="en", metavar="CODE", help="language of the page, such as en or ar")


def run(args: argparse.Namespace) -> int:
    """Write the page and print where it is; 5 for a game that can't be read or played again."""
    from game.content.files.saves import SaveError

    source = Path(args.source)
    target = (
        Path(args.out) if args.out else (source / "report.html" if source.is_dir() else source.with_suffix(".html"))
    )
    try:
        page = _game(args, source) if source.suffix in GAMES else report(source)
        target.write_text(page, encoding="utf-8")
    except SaveError as error:
        print(f"army-diplomacy: {error}", file=sys.stderr)
        return BAD_SAVE
    except (ReportError, MissingExtraError) as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise UsageError(f"{target} can't be written: {error.strerror}") from error
    print(target)
    return 0


def _game(args: argparse.Namespace, source: Path) -> str:
    """The after-action report. Raises SaveError, UsageError."""
    from game.content.files import replays
    from game.content.files.container import NONSENSE
    from game.content.files.saves import SaveError
    from game.ui import settings
    from game.ui.pages.making import Wanted, made
    from game.ui.words.i18n import use

    replay = replays.read(source)
    nation = args.nation or replay.player
    if nation not in replay.scenario.nation_ids:
        raise UsageError("say whose game you mean, with --nation ID; one of " + ", ".join(replay.scenario.nation_ids))
    use(args.lang)
    cache = settings.home() / "saves" / "worlds"
    worlds = 0 if args.quick else args.worlds
    page = ""
    try:
        for share, page in made(Wanted(replay, nation, worlds, cache, not args.quick, source.name)):
            if sys.stderr.isatty():
                print(f"\r{share:4.0%}", end="\n" if page else "", file=sys.stderr, flush=True)
    except NONSENSE as error:
        raise SaveError(source, f"can't be played again ({error})") from error
    return page
