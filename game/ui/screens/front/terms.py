"""The terms of a new campaign: how well the others play, whether there is a way back, and which game it is."""

from __future__ import annotations

from datetime import date

from game.content.reading.load import list_scenarios
from game.ui.painting.theme import CONTROL, GAP
from game.ui.play.daily import CodeError, Daily, looks_like_code, read_code
from game.ui.play.session import Session
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Button, Item, Label, Option, Tabs, TextInput, Tip, Toggle
from game.ui.toolkit.layout import Column
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import _

POLICIES = {"easy": "balanced:level=easy", "normal": "balanced:level=normal", "hard": "balanced"}
NOTE = 24
HEIGHT = 3 * CONTROL + NOTE + 4 * GAP
LONGEST = 12


def level_name(policy: str) -> str:
    """How well the other ministers play, in words; another policy by its name."""
    names = {POLICIES["easy"]: _("Easy"), POLICIES["normal"]: _("Normal"), POLICIES["hard"]: _("Hard")}
    return names.get(policy, policy)


def terms_text(session: Session) -> str:
    """Which game a campaign is, and on what terms it is played, in one line."""
    game = session.manner.daily or _("Seed {n}").format(n=session.seed)
    iron = [_("Ironman")] if session.manner.ironman else []
    return " · ".join([game, level_name(session.level), *iron])


class Terms:
    """What the player chose; `text` is a seed or the code of a day."""

    def __init__(self, scenario: str, text: str) -> None:
        self.scenario, self.text = scenario, text
        self.level = "normal"
        self.ironman = False

    # ---------------------------------------------------------------------------------------------------- what it is

    @property
    def daily(self) -> Daily | None:
        """The day's game that the text stands for, if it is one of this scenario."""
        found = self._read()
        return found if isinstance(found, Daily) and found.scenario == self.scenario else None

    @property
    def elsewhere(self) -> str:
        """The scenario that the text is a code of, if it is another one."""
        found = self._read()
        return found.scenario if isinstance(found, Daily) and found.scenario != self.scenario else ""

    @property
    def seed(self) -> int | None:
        """The seed of the game; None while the text is no number and no code."""
        if self.daily is not None:
            return self.daily.seed
        plain = self.text.strip()
        return int(plain) if plain.isascii() and plain.isdigit() and not self._read() else None

    @property
    def policy(self) -> str:
        """What plays the other seats."""
        return POLICIES[self.level]

    def _read(self) -> Daily | str:
        """The game of a code, what is wrong with it, or nothing where the text is none."""
        if not looks_like_code(self.text):
            return ""
        try:
            return read_code(self.text, sorted({self.scenario, *list_scenarios()}))
        except CodeError as error:
            return str(error)

    def problem(self) -> str:
        """Why the game can't begin, or nothing."""
        found = self._read()
        if isinstance(found, str) and found:
            return (
                _("This code belongs to no scenario here.") if found == "scenario" else _("The code has a slip in it.")
            )
        return "" if self.seed is not None else _("A seed is a whole number, or the code of a day.")

    # ----------------------------------------------------------------------------------------------------- the picture

    def items(self, area: Rect, look: Look) -> list[Item]:
        """Level, ironman and seed in an area of HEIGHT; ids `level`, `ironman`, `seed` and `today`."""
        column = Column(area)
        options = tuple(Option(key, level_name(policy)) for key, policy in POLICIES.items())
        seed = column.take(CONTROL)
        today, rest = seed.take_right(CONTROL, GAP)
        label, field = rest.take_left(look.text.width(_("Seed")) + 6, GAP)
        note = column.take(NOTE)
        said, colour = self._note()
        same = _("The same scenario, seed and orders give the same game.")
        return [
            Label(rect=label, id="seed.label", text=_("Seed"), colour="muted", tip=Tip(title=_("Seed"), text=same)),
            TextInput(rect=field, id="seed", text=self.text, limit=LONGEST, command=Command("seed"),
                      submit=Command("begin")),
            Button(rect=today, id="today", icon="clock", kind="plain", command=Command("today"),
                   tip=Tip(title=_("Today's game"), text=_("The same for everybody today; share its code."))),
            Label(rect=note, text=look.text.ellipsis(said, "small", note.width), style="small", colour=colour,
                  id="seed.note", tip=Tip(title=_("Seed"), text=said)),
            Tabs(rect=column.take(CONTROL), id="level", options=options, selected=self.level, command=Command("level"),
                 tip=Tip(title=_("The other ministers"),
                         text=_("Levels differ in how clearly the others see; rules and fog are the same for all."))),
            Toggle(rect=column.take(CONTROL), id="ironman", text=_("Ironman"), on=self.ironman,
                   command=Command("ironman"),
                   tip=Tip(title=_("Ironman"), text=_("One save, written after every answer: no way back."))),
        ]  # fmt: skip

    def _note(self) -> tuple[str, str]:
        problem, daily = self.problem(), self.daily
        if problem:
            return problem, "bad"
        if daily is not None:
            return _("The game of {date}: {code}").format(date=daily.day.isoformat(), code=daily.code), "accent"
        return _("A number, or the code of a day."), "muted"

    # --------------------------------------------------------------------------------------------------- what happens

    def update(self, command: Command, today: date) -> bool:
        """Take a change; whether it was one of these."""
        match command.name:
            case "seed":
                self.text = command.value
            case "today":
                self.text = Daily(self.scenario, today).code
            case "level":
                self.level = command.value
            case "ironman":
                self.ironman = command.value
            case _:
                return False
        return True
