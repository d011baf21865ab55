"""`handbook`: the rules in words and numbers, as Markdown and HTML, from the tables that the game runs on."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game.content.building.setting import build_setting
from game.content.reading.load import load_scenario
from game.core.ruleset import Rules
from game.sim.manual.handbook import pages
from game.sim.manual.handbook_text import handbook_html, handbook_markdown

HELP = "write the handbook as Markdown and HTML"
TITLE = "Army Diplomacy: handbook"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="where handbook.md and handbook.html go")
    parser.add_argument("--scenario", metavar="NAME", help="with the rules of this scenario (id or path)")


def run(args: argparse.Namespace) -> int:
    """Write both files and print their paths; 1 when they can't be written."""
    from game.ui.words.glossary import handbook_terms

    rules, title = Rules(), TITLE
    if args.scenario is not None:
        scenario = load_scenario(args.scenario)
        rules, title = build_setting(scenario).rules, f"{TITLE} ({scenario.title})"
    listed = pages(rules, handbook_terms())
    try:
        args.folder.mkdir(parents=True, exist_ok=True)
        for name, text in (("handbook.md", handbook_markdown(listed, title)),
                           ("handbook.html", handbook_html(listed, title))):  # fmt: skip
            path = args.folder / name
            path.write_text(text, encoding="utf-8", newline="\n")
            print(path)
    except OSError as error:
        print(f"army-diplomacy: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0
