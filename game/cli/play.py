"""`play`: the desktop game."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from os.path import exists  # unlike that of a Path it takes any name
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.ui.play.session import Session
    from game.ui.screens.front.shell import Shell
    from game.ui.toolkit.scene import Scene

HELP = "play in a window (what happens without a command)"
NO_DISPLAY, BAD_SAVE, USAGE = 3, 5, 2
SWITCH = 0.0005  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("named", nargs="?", metavar="SCENARIO", help="scenario (id or path) or assignment to play")
    parser.add_argument("--scenario", metavar="SCENARIO", help="the same")
    parser.add_argument("--seat", "--nation", dest="nation", metavar="ID", help="the seat to take, or to watch from")
    parser.add_argument("--turn", type=int, default=1, metavar="N", help="begin at this turn; the adviser plays so far")
    parser.add_argument("--seed", type=int, metavar="N", help="play the game of this seed")
    parser.add_argument("--load", type=Path, metavar="FILE", help="continue a saved game")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="watch a replay, or a saved game from its start")


def run(args: argparse.Namespace) -> int:
    """Open the window and play; 3 without a display, 5 for a save that can't be read."""
    from game.content.files.saves import SaveError, newest_good
    from game.ui.coach.coach import Coach
    from game.ui.display import NoDisplay
    from game.ui.guarded import Guarded, offer
    from game.ui.screens.records.handbook import Library
    from game.ui.sounds import Sounds

    args.scenario = args.scenario or args.named
    if args.seed is not None and args.seed < 0:
        print("army-diplomacy: --seed takes a whole number that is not negative", file=sys.stderr)
        return USAGE
    try:
        shell = _shell(args)
        home = shell.saves.parent
        offered = None if args.load or args.scenario or args.replay else offer(shell, home)
        scene = offered or _first_scene(args, shell)
        watched = None if args.replay is None else _watched(args, shell)
        sys.setswitchinterval(SWITCH)  # else the map's worker thread holds frames up
        app = Guarded(scene, shell, folder=home)
        app.use_guide(Library())
        app.companion, app.sounds = Coach(), Sounds()
        if watched is not None:
            app.put_on_top(watched)
        return app.play()
    except NoDisplay as error:
        print(f"army-diplomacy: {error}", file=sys.stderr)
        print("To play, start it from a desktop session, where DISPLAY or WAYLAND_DISPLAY is set.", file=sys.stderr)
        print("To run without one: python main.py simulate first_posting --worlds 10", file=sys.stderr)
        return NO_DISPLAY
    except SaveError as error:
        good = newest_good(error.path.parent, error.path)
        instead = "" if good is None else f"; the newest save there that can be read is {good.path.name}"
        print(f"army-diplomacy: {error}{instead}", file=sys.stderr)
        return BAD_SAVE


def _shell(args: argparse.Namespace) -> Shell:
    """The player's doors; a scenario file that was named is listed among the others, and read again when it changes."""
    from game.ui.screens.front.open_game import shell_of_player

    shell = shell_of_player(args.seed)
    named = args.scenario or ""
    return replace(shell, shown=(Path(named),)) if named.endswith(".toml") and exists(named) else shell


def _first_scene(args: argparse.Namespace, shell: Shell) -> Scene:
    """The title, a campaign that was named, or a saved one. Raises SaveError, ScenarioError, UsageError."""
    from game.cli.usage import UsageError
    from game.content.reading.load import load_scenario
    from game.sim.classroom.assignment import is_assignment
    from game.ui.play.ahead import play_ahead
    from game.ui.play.session import Session
    from game.ui.screens.campaign.campaign import enter
    from game.ui.screens.front.open_game import title
    from game.ui.screens.shared.hot_seat import shared

    if args.load is not None:
        session = Session.load(args.load)
        return shared(session, args.load, shell) or enter(session, shell)
    if args.scenario is None:
        return title(shell)
    if exists(args.scenario) and is_assignment(Path(args.scenario)):
        return enter(_assigned(args, shell), shell)
    scenario = load_scenario(args.scenario)
    seats = [seat.nation for seat in scenario.recommended] or list(scenario.nation_ids)
    nation = args.nation or seats[0]
    if nation not in scenario.nation_ids:
        raise UsageError(f"{scenario.id} has no nation {nation!r}; one of {', '.join(scenario.nation_ids)}")
    if not 1 <= args.turn <= scenario.turns:
        raise UsageError(f"--turn {args.turn}: {scenario.id} has turns 1 to {scenario.turns}")
    session = Session.new(scenario, nation, shell.new_seed())
    play_ahead(session, args.turn - 1)
    if session.over:
        raise UsageError(f"--turn {args.turn}: {nation} did not last so long; another --seed may tell another story")
    return enter(session, shell)


def _assigned(args: argparse.Namespace, shell: Shell) -> Session:
    """The game that an assignment sets. Raises ScenarioError, UsageError."""
    from game.cli.usage import UsageError
    from game.sim.classroom.assignment import read_assignment
    from game.ui.play.handing_in import begun

    try:
        return begun(read_assignment(Path(args.scenario)), args.seed, shell.saves.parent)
    except KeyError as error:
        raise UsageError(f"--seed {args.seed}: {error.args[0]}") from error


def _watched(args: argparse.Namespace, shell: Shell) -> Scene:
    """The replay that was named. Raises SaveError."""
    from game.ui.play.watching import watch
    from game.ui.screens.records.doors import record

    return record(watch(args.replay, args.nation or ""), shell, "replay")
