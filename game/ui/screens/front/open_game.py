"""The ways into a campaign: a new one, a saved one, and the title screen before them."""

from __future__ import annotations

from pathlib import Path

from game.content.files import replays, saves
from game.content.files.saves import SaveError
from game.ui import settings
from game.ui.play.session import Session
from game.ui.play.watching import watch
from game.ui.screens.campaign.campaign import enter
from game.ui.screens.front.crossroads import Crossroads, Way
from game.ui.screens.front.shell import Shell
from game.ui.screens.front.title import Title
from game.ui.screens.records.doors import record
from game.ui.screens.shared.hot_seat import shared
from game.ui.toolkit.commands import Change, Changes, Pop, Push, Reset, Say
from game.ui.toolkit.scene import Scene
from game.ui.words.i18n import _
from game.ui.words.said import said


def load(path: Path, shell: Shell) -> Changes:
    """A saved campaign, at the screen it was left at, or a replay."""
    return _opened(path, shell) if path.suffix == replays.SUFFIX else _loaded(path, shell, ())


def _opened(path: Path, shell: Shell) -> Change:
    try:
        return Push(record(watch(path), shell, "replay"))
    except SaveError as error:
        return Say(_("This replay can't be shown. {why}").format(why=said(str(error))), "bad")


def _loaded(path: Path, shell: Shell, bad: tuple[Path, ...]) -> Change:
    try:
        session = Session.load(path)
        together = shared(session, path, shell)
    except SaveError as error:
        return _instead(str(error), shell, (*bad, path))
    return Reset(together or enter(session, shell))


def _instead(why: str, shell: Shell, bad: tuple[Path, ...]) -> Change:
    """What is wrong with a save, and the newest one that is not known to be bad."""
    text = _("This game can't be loaded. {why}").format(why=said(why))
    good = saves.newest_good(shell.saves, *bad)
    if good is None:
        return Say(text, "bad")
    other = good.path
    found = _("The newest save that can be read is {name}.").format(name=other.name)
    ways = [
        Way("other", _("Load that one"), lambda: [Pop(), _loaded(other, shell, bad)]),
        Way("back", _("Back"), Pop),
    ]
    return Push(Crossroads(_("A damaged save"), [text, found], ways, modal=True))


def shell_of_player(seed: int | None = None, folder: Path | None = None, *, threaded: bool = True) -> Shell:
    """The doors and the player's own folder."""
    home = settings.home() if folder is None else folder
    return Shell(home / "saves", Title, load, threaded, seed)


def title(shell: Shell) -> Scene:
    """The first screen."""
    return Title(shell)
