"""A scene is one screen: a pure view, and an update that answers commands with changes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from game.ui.painting.theme import Theme
from game.ui.settings import Settings
from game.ui.toolkit.commands import Changes, Command
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Item


class Metrics(Protocol):
    """Measures text in logical pixels; views get one, so that they need no pygame."""

    def width(self, text: str, style: str = "body") -> int:
        """How wide the text is on one line."""

    def line_height(self, style: str = "body") -> int:
        """The height of a line."""

    def wrap(self, text: str, style: str, width: int) -> tuple[str, ...]:
        """The lines the text takes in that width."""

    def height(self, text: str, style: str, width: int) -> int:
        """How high the wrapped text is."""

    def ellipsis(self, text: str, style: str, width: int) -> str:
        """The text, shortened to the width if it must be."""


@dataclass(frozen=True, slots=True)
class Look:
    """All that a view may depend on besides its scene; `now` is in seconds."""

    text: Metrics
    theme: Theme
    settings: Settings
    rtl: bool = False
    now: float = 0.0
    scale: float = 1.0  # window pixels to a logical pixel

    @property
    def reduced_motion(self) -> bool:
        """Whether the player asked for no animation."""
        return self.settings.reduced_motion


class Scene(ABC):
    """The base of all screens. `modal` scenes are drawn over the dimmed scene below."""

    modal: bool = False
    dims: bool = True  # a modal scene darkens what is below it
    first_focus: str = ""  # the control that has the keyboard, with its ring, when the scene comes in

    @property
    def raw_keys(self) -> bool:
        """Whether the next key shall arrive as Command("key") with its name as value, whatever it is bound to."""
        return False

    @abstractmethod
    def view(self, size: Size, look: Look) -> list[Item]:
        """The items to show, laid out from left to right (the app mirrors them for right-to-left languages)."""

    @abstractmethod
    def update(self, command: Command) -> Changes:
        """Answer a command. Unclaimed key actions arrive as Command(action), Escape as Command("back")."""

    def poll(self, now: float) -> Changes:
        """Called every frame; return a change (at least Redraw) when something of its own accord changed."""
        return None

    def touched(self) -> None:
        """A key or a mouse button was pressed or the wheel turned, whatever comes of it: time to end a sequence."""
        return

    def doors(self) -> list[tuple[str, Command]]:
        """What the command palette offers besides the buttons in sight: names and commands."""
        return []

    def leave(self) -> None:
        """Called once when the scene is left for good or the program ends: the place to save or stop a worker."""
        return


class Companion(Protocol):
    """Goes along with the scenes: a strip under them, and frames around the controls it points at."""

    @property
    def height(self) -> int:
        """Logical pixels it takes from the scenes, 0 while it has nothing to say."""

    @property
    def marks(self) -> tuple[str, ...]:
        """Ids of controls, of which the first that can be used is framed; a star stands for any ending."""

    def watch(self, scenes: Sequence[Scene], explained: str) -> bool:
        """Look at the scenes (the front last) and the control whose tip is open; whether to draw the strip anew."""

    def items(self, area: Rect, look: Look) -> list[Item]:
        """The strip."""

    def update(self, command: Command, look: Look) -> Changes:
        """Answer one of its own commands, all of which begin with `guide.`."""


class Guide(Protocol):
    """A handbook that can be opened over any scene."""

    def open(self, scene: Scene, topic: str) -> Scene | None:
        """The handbook at that topic, its first page without one; None when it is open already."""

    def knows(self, topic: str) -> bool:
        """Whether it says anything about that."""
