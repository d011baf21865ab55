"""The guide's strip under the screens: what to do now and why, and a frame around the control to do it with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.core.instruments import POSITION, TABLE
from game.ui.coach.lessons import GUIDES, Lesson
from game.ui.coach.sight import Sight
from game.ui.painting.theme import GAP, PAD
from game.ui.play.choices import Choices
from game.ui.screens.campaign.campaign import Campaign
from game.ui.toolkit.commands import Apply, Changes, Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Bar, Button, Icon, Item, Label, Panel, Part, Tip
from game.ui.toolkit.keys import ACTIONS, key_of
from game.ui.toolkit.layout import line
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _

HEIGHT = 120  # logical pixels that the strip takes from the screens
BUTTONS = 150  # their least width


class Coach:
    """Goes along with the campaign that is on the stack; what was learnt is kept in the campaign itself."""

    def __init__(self) -> None:
        self.sight: Sight | None = None
        self.lesson: Lesson | None = None
        self.obstacle = ""  # why the lesson can't be done now
        self._moment: object = None
        self._shown: object = None

    # --------------------------------------------------------------------------------------------------- what it sees

    def watch(self, scenes: Sequence[Scene], explained: str) -> bool:
        """Look at the screen; whether the strip has to be drawn anew."""
        campaign = next((scene for scene in scenes if isinstance(scene, Campaign)), None)
        sight = None
        if campaign is not None and campaign.session.manner.guide and not campaign.session.over:
            names = tuple(type(scene).__name__ for scene in scenes)
            sight = Sight(campaign.session, names, campaign.tab, campaign.lens, explained)
        moment = sight and (sight, sight.session.state.step, sight.session.plan, sight.session.manner)
        if moment != self._moment:
            self.sight, self._moment = sight, moment
            self._look()
        shown = (self.lesson, self.obstacle, self._learnt())
        changed, self._shown = shown != self._shown, shown
        return changed

    def _look(self) -> None:
        """Find out what was done, what comes next, and what stands in its way."""
        if self.sight is not None:
            self._learn(self.sight)
        self.lesson = self._next()
        self.obstacle = self._obstacle()

    def _learn(self, sight: Sight) -> None:
        """Note every lesson that is done, in whatever order."""
        session = sight.session
        for lesson in GUIDES[session.manner.guide]:
            if lesson.key not in session.manner.learnt and not lesson.read and lesson.done(sight):
                session.manner = session.manner.with_lesson(lesson.key)

    def _next(self) -> Lesson | None:
        sight = self.sight
        if sight is None or sight.session.manner.hidden:
            return None
        learnt, rows = sight.session.manner.learnt, GUIDES[sight.session.manner.guide]
        return next((one for one in rows if one.key not in learnt and one.when(sight)), None)

    def _obstacle(self) -> str:
        """Why nothing can be ordered with the lesson's instrument just now."""
        lesson, sight = self.lesson, self.sight
        if lesson is None or sight is None or not lesson.instrument or not sight.session.planning:
            return ""
        choices = Choices(sight.session)
        if lesson.option:
            reasons = choices.by_target(sight.session.order(lesson.instrument, lesson.option))
            return "" if "" in reasons else max(reasons, key=reasons.count)
        return choices.obstacle(TABLE[POSITION[lesson.instrument]])

    def _learnt(self) -> tuple[int, int]:
        """Lessons behind the player, and all there are."""
        if self.sight is None:
            return 0, 1
        rows = [one for one in GUIDES[self.sight.session.manner.guide] if not one.again]
        return sum(one.key in self.sight.session.manner.learnt for one in rows), len(rows)

    # -------------------------------------------------------------------------------------------------- what is seen

    @property
    def height(self) -> int:
        """What the strip takes from the screens above it; 0 while there is nothing to say."""
        return 0 if self.lesson is None else HEIGHT

    @property
    def marks(self) -> tuple[str, ...]:
        """Controls to point at, the best first; a name with a star stands for all that begin like that."""
        if self.lesson is None:
            return ()
        return ("end_turn",) if self.obstacle else self.lesson.show

    def items(self, area: Rect, look: Look) -> list[Item]:
        """The strip: how far the player is, what to do now, why, and the ways on."""
        if self.lesson is None:
            return []
        keys = {action: key_of(action, look.settings.keys) for action in ACTIONS}
        title, todo, why = (text.format_map(keys) for text in self.lesson.words())
        if self.obstacle:
            todo = _("Not now: {why}. End the turn and try again.").format(why=self.obstacle)
        done, most = self._learnt()
        inner = area.inset(PAD, 8)
        names = (_("Got it") if self.lesson.read else _("Skip this"), _("Leave the guide"))
        wide = max(BUTTONS, *(look.text.width(name, "small") + 24 for name in names))
        buttons, rest = inner.take_right(wide, PAD)
        left, words = rest.take_left(min(250, rest.width // 4), PAD)
        icon, head = left.take_top(30, 4)[0].take_left(24, 8)
        count, bar = left.take_top(30, 4)[1].take_top(24, 4)
        first, second = words.take_top(look.text.height(todo, "strong", words.width), 2)
        room = look.text.height(why, "small", second.width) <= second.height
        way = _("{key} goes to the framed control.").format(key=keys["guide"])
        said = _("Lesson {n} of {all}").format(n=min(done + 1, most), all=most)
        return [
            Panel(rect=area, fill="raised", border="accent", radius=0),
            Icon(rect=icon.middle(22, 22), name="info", colour="accent"),
            line(title, head, look, "lesson", "strong", "accent"),
            line(said, count, look, "lesson.number", "small", "muted"),
            Bar(rect=bar.take_top(8)[0], parts=(Part(done / most, "accent"),)),
            Label(rect=first, text=todo, style="strong", fit="wrap", valign="top", id="todo",
                  tip=Tip(title=title, text=way if room else f"{why}\n{way}")),
            *([Label(rect=second, text=why, style="small", colour="muted", fit="wrap", valign="top")] if room else []),
            *self._buttons(buttons, names),
        ]  # fmt: skip

    def _buttons(self, area: Rect, names: tuple[str, str]) -> list[Item]:
        assert self.lesson is not None  # its caller has looked
        on, leave = area.rows(2, GAP - 2)
        tip = _("Leave the guide; the menu brings it back.")
        return [
            Button(rect=on, id="next", text=names[0], style="small", command=Command("guide.next"),
                   kind="primary" if self.lesson.read else "plain"),
            Button(rect=leave, id="leave", text=names[1], style="small", kind="quiet",
                   command=Command("guide.leave"), tip=Tip(title=names[1], text=tip)),
        ]  # fmt: skip

    # -------------------------------------------------------------------------------------------------- what is done

    def update(self, command: Command, look: Look) -> Changes:
        """Go on to the next lesson, leave, or come back."""
        if self.sight is None:
            return None
        session = self.sight.session
        match command.name:
            case "guide.next" if self.lesson is not None:
                session.manner = session.manner.with_lesson(self.lesson.key)
                if session.manner.guide == "first_turn" and self.lesson is GUIDES["first_turn"][-1]:
                    return Apply(replace(look.settings, first_turn_guide=False))
            case "guide.leave":
                session.manner = replace(session.manner, hidden=True)
                if session.manner.guide == "first_turn":
                    return Apply(replace(look.settings, first_turn_guide=False))
            case "guide.show":
                session.manner = replace(session.manner, hidden=False)
        return None
