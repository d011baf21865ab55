"""The app with a guard: a fault is met with a save, a report and a plain screen, a signal with a save."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pygame

from game.content.files import durable, saves
from game.ui import assets, crash
from game.ui.app import WINDOW, App, Level
from game.ui.crash import Broken, Ending, Stopped
from game.ui.play.session import Session, played_in
from game.ui.screens.front.crossroads import Crossroads, Way
from game.ui.screens.front.shell import Shell
from game.ui.settings import Settings
from game.ui.toolkit.commands import Changes, Push, Quit, Reset, Say
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.scene import Scene
from game.ui.words.i18n import _
from game.ui.words.said import said

PATIENCE = 2  # faults in a row of the plain screen itself


class Guarded(App):
    """An App in which no fault reaches the player as anything but a screen that says what was saved."""

    def __init__(
        self, scene: Scene, shell: Shell, chosen: Settings | None = None, size: Size = WINDOW,
        folder: Path | None = None,
    ) -> None:  # fmt: skip
        super().__init__(scene, chosen, size, folder)
        self.shell = shell
        self.ending = Ending()
        self._plain: Scene | None = None  # the screen after a fault, and how often it failed itself
        self._failed = 0
        try:
            shell.saves.mkdir(parents=True, exist_ok=True)
            durable.hold(shell.saves)
        except OSError as error:
            self._say(Say(_("Games can't be saved: {why}").format(why=said(str(error.strerror))), "warning"))

    @property
    def session(self) -> Session | None:
        """The campaign that is open."""
        return played_in(level.scene for level in self.stack)

    def put_on_top(self, scene: Scene) -> None:
        """Open a scene over the one in front."""
        self._change(Push(scene))

    def frame(self, now: float, events: Iterable[pygame.event.Event] | None = None) -> list[pygame.Rect]:
        """One turn of the loop; a fault in it ends in the plain screen. Raises what breaks that screen too."""
        if self.ending.number:
            self._end()
            return []
        try:
            for name, why in assets.untold():
                text = _("{name} can't be used: {why}. The game goes on without it.")
                self._say(Say(text.format(name=name, why=said(why)), "warning"))
            return super().frame(now, events)
        except Stopped:
            self._end()
        except Exception as error:  # whatever a screen did: the player reads it, and the report holds all of it
            self._meet(error)
        return []

    def play(self) -> int:
        """Play until the player or a signal ends it; the exit code."""
        with self.ending.listening():
            try:
                self.run()
            except Stopped:
                self._end()
            except Exception as error:  # of the plain screen, or on the way out: there is no screen left to tell it on
                crash.tell(f"internal error ({crash.in_words(error)})")
                return 1
        return self.ending.code

    def _end(self) -> None:
        """A signal asked for the end: save, and leave word for the next start."""
        self.ending.calm()
        if not self.running:
            return
        self.running = False
        broken = crash.rescue(self.session, self.shell.saves)
        if broken.trouble:
            crash.tell(broken.trouble)
        elif broken.save:
            crash.tell(f"saved as {broken.save}")
            self._remember(broken)
        self.ending.saved()

    def _meet(self, error: Exception) -> None:
        """Save, leave what is broken, write the report, and show the plain screen.

        Raises the error when the plain screen itself goes on failing.
        """
        if self.top.scene is self._plain:
            self._failed += 1
            if self._failed > PATIENCE:
                raise error
            self._say(Say(crash.in_words(error), "bad"))
            return
        session, screens = self.session, [type(level.scene).__name__ for level in self.stack]
        broken = replace(crash.rescue(session, self.shell.saves), error=crash.in_words(error))
        for level in reversed(self.stack):
            try:
                level.scene.leave()
            except Exception as another:  # a broken scene may not even leave in order: the report says so, too
                error.add_note(f"and on leaving {type(level.scene).__name__}: {crash.in_words(another)}")
        place = ""
        try:
            name = crash.report(error, screens, session, self.folder)
            broken, place = replace(broken, report=name), str(self.folder / crash.REPORTS / name)
        except OSError as another:
            crash.tell(f"no report could be written ({another.strerror})")
        self._remember(broken)
        self._plain = Crossroads(_("Something went wrong"), self._told(broken, place), self._ways(broken))
        self._failed = 0
        self.stack = [Level(self._plain)]
        self._held.clear()
        self._arrange()

    def _remember(self, broken: Broken) -> None:
        try:
            crash.remember(broken, self.folder)
        except OSError as error:
            crash.tell(f"no word could be left for the next start ({error.strerror})")

    def _told(self, broken: Broken, place: str) -> list[str]:
        texts = [_("The game met an error that it did not expect: {error}").format(error=broken.error)]
        texts += what_was_saved(broken, self.shell)
        if place:
            texts.append(_("A report of the error is kept in {path}").format(path=place))
        return texts

    def _ways(self, broken: Broken) -> list[Way]:
        quits = Way("quit", _("Quit"), Quit)
        return [*ways_on(broken, self.shell, self.folder), quits]


def what_was_saved(broken: Broken, shell: Shell) -> list[str]:
    """One sentence or two about the campaign."""
    if broken.save:
        return [_("Your campaign is saved as {name}. Automatic saves are as they were.").format(name=broken.save)]
    if not broken.trouble:
        return [_("No campaign was open; nothing is lost.")]
    texts = [_("Your campaign could not be saved. {why}").format(why=said(broken.trouble))]
    newest = saves.newest_good(shell.saves)
    if newest is not None:
        texts.append(_("The newest save is {name}.").format(name=newest.path.name))
    return texts


def ways_on(broken: Broken, shell: Shell, folder: Path) -> list[Way]:
    """Back into the campaign where there is one to go back to, and to the title screen."""
    newest = saves.newest_good(shell.saves) if broken.trouble else None
    path = shell.saves / broken.save if broken.save else None if newest is None else newest.path

    def go_on() -> Changes:
        crash.forget(folder)
        return None if path is None else shell.load(path, shell)

    def go_home() -> Changes:
        crash.forget(folder)
        return Reset(shell.home(shell))

    on = [Way("go_on", _("Continue the campaign"), go_on)] if path is not None else []
    return [*on, Way("title", _("Title screen"), go_home)]


def offer(shell: Shell, folder: Path) -> Scene | None:
    """What the start after a game that broke off begins with; None when there is nothing to offer."""
    broken = crash.remembered(folder)
    if broken is None or not (shell.saves / broken.save).is_file() or not broken.save:
        crash.forget(folder)
        return None
    why = _("It was ended from outside.")
    if broken.error:
        why = _("An error ended it: {error}").format(error=broken.error)
    texts = [why, *what_was_saved(broken, shell)]
    return Crossroads(_("The last game broke off"), texts, ways_on(broken, shell, folder))
