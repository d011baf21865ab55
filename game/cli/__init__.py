"""The command line: one file a command; data goes to stdout, progress and errors to stderr."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from types import FrameType

from game.cli.examples import EXAMPLES
from game.cli.usage import UsageError
from game.content.reading.errors import ScenarioError
from game.content.version import VERSION

OK, INTERNAL, USAGE, NO_DISPLAY, BAD_SCENARIO, BAD_SAVE = 0, 1, 2, 3, 4, 5
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; without a command the game starts."""
    from game.cli import (
        balance,
        bench,
        check,
        classroom,
        completion,
        facts,
        handbook,
        new_scenario,
        play,
        replay,
        report,
        shots,
        simulate,
        sweep,
    )

    top = argparse.ArgumentParser(
        prog="army-diplomacy", description="Army Diplomacy: a turn-based simulation of defence diplomacy."
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, module in (
        ("play", play),
        ("simulate", simulate),
        ("sweep", sweep),
        ("report", report),
        ("check", check),
        ("new-scenario", new_scenario),
        ("bench", bench),
        ("balance", balance),
        ("facts", facts),
        ("replay", replay),
        ("shots", shots),
        ("handbook", handbook),
        ("classroom", classroom),
        ("completion", completion),
    ):
        sub = commands.add_parser(name, help=module.HELP, description=module.HELP,
                                  formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
        module.add_arguments(sub)
        sub.epilog = "\n\n".join(text for text in (sub.epilog, f"example:\n  {top.prog} {EXAMPLES[name]}") if text)
        sub.set_defaults(run=module.run, top=top)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # many small products: threads only wait for each other
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # stdout is for data
    given = list(sys.argv[1:] if arguments is None else arguments)
    args = parser().parse_args(given or ["play"])
    if not hasattr(args, "run"):
        parser().print_help(sys.stderr)
        return USAGE
    try:
        with _signals():
            code: int = args.run(args)
            sys.stdout.flush()
        return code
    except Ended as ended:
        return ended.code
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return BAD_SCENARIO
    except UsageError as error:
        print(f"army-diplomacy: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


class Ended(BaseException):
    """A signal asked the command to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end a command like Ctrl+C does; the game in its window has a better answer (ui/guarded.py)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in ENDING}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _end(number: int, _frame: FrameType | None) -> None:
    raise Ended(number)
