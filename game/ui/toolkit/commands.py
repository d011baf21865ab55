"""What controls say to a scene (commands), and what a scene answers (changes)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.ui.settings import Settings
    from game.ui.toolkit.scene import Scene


@dataclass(frozen=True, slots=True)
class Command:
    """One wish of the player. The toolkit fills `value` for sliders, tables, inputs and other valued controls."""

    name: str
    argument: Any = None
    value: Any = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """What happened on a canvas, in logical pixels from its corner; the value of the canvas's command.

    kind: move, leave, press, drag, release, click, wheel, key; and carry and drop while something dragged from
    another control (its payload is the key) is held over the canvas. A click is a press and release without a drag.
    """

    kind: str
    x: float = 0.0
    y: float = 0.0
    dx: float = 0.0
    dy: float = 0.0
    button: int = 0
    key: str = ""
    at: tuple[float, float] = (0.0, 0.0)  # the place in the window, as for a menu that opens there


@dataclass(frozen=True, slots=True)
class Push:
    """Put a scene on top."""

    scene: Scene


@dataclass(frozen=True, slots=True)
class Pop:
    """Leave this scene; `send` then goes to the scene below."""

    send: Command | None = None


@dataclass(frozen=True, slots=True)
class Replace:
    """Put a scene in this one's place."""

    scene: Scene


@dataclass(frozen=True, slots=True)
class Reset:
    """Leave all scenes for this one."""

    scene: Scene


@dataclass(frozen=True, slots=True)
class Say:
    """Show a short notice; kind: info, good, warning or bad."""

    text: str
    kind: str = "info"


@dataclass(frozen=True, slots=True)
class Apply:
    """Use these settings from now on and keep them."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class Redraw:
    """Nothing but the picture changed (an answer to `poll`)."""


@dataclass(frozen=True, slots=True)
class Keep:
    """The view is as it was: an answer that saves rebuilding it (a mouse moving over a map)."""


@dataclass(frozen=True, slots=True)
class Quit:
    """End the program."""


Change = Push | Pop | Replace | Reset | Say | Apply | Redraw | Keep | Quit
Changes = Change | Sequence[Change] | None
