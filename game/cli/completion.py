"""`completion`: what a shell needs to complete commands and options, made from the parser itself."""

from __future__ import annotations

import argparse

from game.cli.usage import UsageError

HELP = "print the completion script of a shell"
SHELLS = ("bash", "zsh")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help="the shell that is to complete")


def run(args: argparse.Namespace) -> int:
    """Print the script; for bash: army-diplomacy completion bash > ~/.local/share/bash-completion/completions/..."""
    try:
        import shtab
    except ImportError:
        raise UsageError("completion needs shtab: pip install 'army-diplomacy[completion]'") from None
    print(shtab.complete(args.top, args.shell))
    return 0
