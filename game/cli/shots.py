"""`shots`: a picture of every screen, of one fixed game; needs no display."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.usage import UsageError

if TYPE_CHECKING:
    from game.ui.toolkit.geometry import Size

HELP = "draw every screen to a PNG; needs no display"
SMALLEST, LARGEST = (800, 600), (7680, 4320)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go")
    parser.add_argument("--size", default="1280x720", metavar="WxH", help="size of the window (default 1280x720)")
    parser.add_argument("--scale", type=float, default=0.0, metavar="S", help="interface scale 1-3; 0: by the window")
    parser.add_argument("--lang", default="en", metavar="CODE", help="language, such as en or ar")


def run(args: argparse.Namespace) -> int:
    """Write the pictures and print their paths."""
    from pydantic import ValidationError

    from game.ui.settings import Settings
    from game.ui.shots import shoot

    try:
        chosen = Settings(scale=args.scale, language=args.lang, reduced_motion=True)
    except ValidationError as error:
        raise UsageError(f"--{error.errors()[0]['loc'][0]}: {error.errors()[0]['msg']}") from error
    try:
        made = shoot(args.folder, _size(args.size), chosen)
    except OSError as error:
        print(f"army-diplomacy: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    for path in made:
        print(path)
    return 0


def _size(text: str) -> Size:
    from game.ui.toolkit.geometry import Size

    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    width, height = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (SMALLEST[0] <= width <= LARGEST[0] and SMALLEST[1] <= height <= LARGEST[1]):
        raise UsageError(f"--size {text}: a size is written 1280x720, from 800x600 to 7680x4320")
    return Size(width, height)
