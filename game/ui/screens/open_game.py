"""The ways into a campaign: a new one, a saved one, and the title screen before them."""

from __future__ import annotations

from pathlib import Path

from game.content.saves import SaveError
from game.ui import settings
from game.ui.commands import Changes, Reset, Say
from game.ui.i18n import _
from game.ui.scene import Scene
from game.ui.screens.campaign import enter
from game.ui.screens.shell import Shell
from game.ui.screens.title import Title
from game.ui.session import Session


def load(path: Path, shell: Shell) -> Changes:
    """A saved campaign, at the screen it was left at."""
    try:
        session = Session.load(path)
    except SaveError as error:
        return Say(_("This game can't be loaded. {why}").format(why=error), "bad")
    return Reset(enter(session, shell))


def shell_of_player(seed: int | None = None, folder: Path | None = None, *, threaded: bool = True) -> Shell:
    """The doors and the player's own folder."""
    home = settings.home() if folder is None else folder
    return Shell(home / "saves", Title, load, threaded, seed)


def title(shell: Shell) -> Scene:
    """The first screen."""
    return Title(shell)
