"""The scenario browser: what there is to play, its briefing, and its part of the world."""

from __future__ import annotations

from game.content.format.model import Scenario
from game.sim.classroom.assignment import Assignment
from game.ui.map.board import Board
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.handing_in import begun
from game.ui.play.shelf import FOLDER, Shelf
from game.ui.screens.campaign.campaign import enter
from game.ui.screens.front.picker import Picker
from game.ui.screens.front.problems import problem_items
from game.ui.screens.front.shell import Shell
from game.ui.toolkit.commands import Changes, Command, Pop, Push, Redraw, Reset
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Area, Button, Item, Label, Panel, Scroll, Tip
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import date_text, nation_name, worded

LIST, CARD = 330, 72
FIRST = "crescent"
LOOK_EVERY = 1.0  # seconds between looks at the files


class Browser(Scene):
    """Chooses a scenario."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.shelf = Shelf(shell.saves.parent / FOLDER, shell.shown)
        shown = [str(path) for path in shell.shown]
        self.selected = next((key for key in (*shown, FIRST, *self.shelf.found) if key in self.shelf.found), "")
        self._looked = 0.0  # when the files were looked at
        self.board: Board | None = None
        self._show()

    @property
    def scenario(self) -> Scenario | None:
        """The chosen scenario, unless it can't be played."""
        found = self.shelf.found.get(self.selected)
        return found.scenario if found else None

    @property
    def assignment(self) -> Assignment | None:
        """The game that the chosen file sets, if it does."""
        found = self.shelf.found.get(self.selected)
        return found.assignment if found else None

    def view(self, size: Size, look: Look) -> list[Item]:
        """The list on the left, the map and the briefing on the right, the way on below."""
        whole = Rect(0, 0, *size).inset(PAD)
        heading, rest = whole.take_top(44, GAP)
        buttons, rest = rest.take_bottom(CONTROL + 6, PAD)
        left, right = rest.take_left(min(LIST, size.width // 3), PAD)
        items: list[Item] = [
            Label(rect=heading, text=_("Choose a scenario"), style="title", colour="accent"),
            Scroll(rect=left, id="scenarios", children=tuple(self._cards(left.width - 14, look)),
                   content_height=len(self.shelf.found) * (CARD + GAP)),
        ]  # fmt: skip
        scenario = self.scenario
        if scenario is not None and self.board is not None:
            items += self._details(scenario, right, look)
        elif self.selected:
            items += problem_items(self.shelf.found[self.selected], right, look)
        else:
            items.append(paragraph(_("No scenario was found."), right, look, colour="bad"))
        return items + self._buttons(buttons, look)

    def _cards(self, width: int, look: Look) -> list[Item]:
        items: list[Item] = []
        for place, (name, found) in enumerate(self.shelf.found.items()):
            rect = Rect(0, place * (CARD + GAP), width, CARD)
            title, detail = found.path.name, _("can't be played")
            if found.scenario is not None:
                title, detail = worded(found.scenario).title, _size(found.scenario)
            if found.assignment is not None:
                title, detail = found.assignment.title, _("Assignment: {title}").format(title=title)
            inner = rect.inset(14, 8)
            chosen = name == self.selected
            items += [
                Panel(rect=rect, fill="select" if chosen else "raised", border="accent" if chosen else "line"),
                Label(rect=inner.take_top(28)[0], text=title, style="heading"),
                Label(rect=inner.take_bottom(26)[0], text=detail, style="small",
                      colour="bad" if found.scenario is None else "muted"),
                Area(rect=rect, id=f"scenario.{name}", command=Command("choose", name), selected=chosen,
                     tip=Tip(title=title, text=detail)),
            ]  # fmt: skip
        return items

    def _details(self, scenario: Scenario, area: Rect, look: Look) -> list[Item]:
        assert self.board is not None  # its caller has looked
        scenario = worded(scenario)
        preview, text = area.take_top(max(180, area.height * 11 // 20), PAD)
        inner = Rect(0, 0, text.width - 14, 0)
        title = _("{title}, from {date}").format(
            title=scenario.title, date=date_text((scenario.start.year, scenario.start.quarter)))  # fmt: skip
        blocks = [(title, "heading", "text"), (" ".join(scenario.briefing.split("\n")), "body", "text"),
                  (_("About this scenario"), "strong", "accent"),
                  (" ".join(scenario.designer_note.split("\n")), "small", "muted"),
                  (_(scenario.map.note), "small", "muted")]  # fmt: skip
        blocks[1:2] = [(" ".join(part.split()), "body", "text") for part in scenario.briefing.split("\n\n")]
        blocks[-2:-1] = [(" ".join(part.split()), "small", "muted") for part in scenario.designer_note.split("\n\n")]
        if self.assignment is not None:
            parts = [(" ".join(part.split()), "body", "text") for part in self.assignment.text.split("\n\n")]
            blocks = [(self.assignment.title, "heading", "accent"), *parts, *blocks]
        column = Column(inner, GAP + 2)
        children: list[Item] = []
        for words, style, colour in blocks:
            children.append(paragraph(words, column.rest, look, style, colour))
            column.take(children[-1].rect.height)
        return [
            Panel(rect=preview.inset(-1), fill="sunken", border="line", radius=2),
            self.board.canvas(preview, "preview", look, Command("preview")),
            Scroll(rect=text, id="briefing", children=tuple(children), content_height=column.y),
        ]

    def _hint(self) -> str:
        """What comes next."""
        if self.assignment is None:
            return _("Next: choose the nation you lead.")
        scenario = self.assignment.scenario
        name = nation_name(scenario, scenario.nation_ids.index(self.assignment.seat))
        return _("You lead {nation}.").format(nation=name)

    def _buttons(self, strip: Rect, look: Look) -> list[Item]:
        back, rest = strip.take_left(140, PAD)
        onward, hint = rest.take_right(260, PAD)
        return [
            Button(rect=back, id="back", text=_("Back"), icon="back", command=Command("back")),
            Label(rect=hint, text=self._hint(), colour="muted", align="end"),
            Button(rect=onward, id="choose_nation", text=_("Begin") if self.assignment else _("Choose a nation"),
                   kind="primary",
                   command=Command("onward"), hotkey="end_turn", enabled=self.scenario is not None,
                   reason=_("This scenario can't be played.")),
        ]  # fmt: skip

    def update(self, command: Command) -> Changes:
        """Choose, look closer, or go on."""
        match command.name:
            case "choose":
                self.selected = command.argument
                self._show()
            case "check_again":
                self.shelf.check_again(self.selected)
                self._show()
            case "preview" if self.board is not None:
                return self.board.answer(command.value)
            case "onward" if self.assignment is not None:
                return Reset(enter(begun(self.assignment, home=self.shell.saves.parent), self.shell))
            case "onward" if self.scenario is not None:
                return Push(Picker(self.scenario, self.shell))
            case "back":
                return Pop()
        return None

    def _show(self) -> None:
        self.leave()
        scenario = self.scenario
        self.board = None if scenario is None else Board(scenario, threaded=self.shell.threaded)

    def poll(self, now: float) -> Changes:
        """The map moves, and scenarios whose file has changed are read anew."""
        if now - self._looked >= LOOK_EVERY:
            self._looked = now
            changed = self.shelf.refresh()
            if self.selected in changed:
                self.selected = self.selected if self.selected in self.shelf.found else next(iter(self.shelf.found), "")
                self._show()
            if changed:
                return Redraw()
        return Redraw() if self.board is not None and self.board.poll(now) else None

    def leave(self) -> None:
        """End the map's worker."""
        if self.board is not None:
            self.board.close()


def _size(scenario: Scenario) -> str:
    nations = ngettext("{n} nation", "{n} nations", len(scenario.nations)).format(n=len(scenario.nations))
    turns = ngettext("{n} turn", "{n} turns", scenario.turns).format(n=scenario.turns)
    return _("{nations}, {turns}").format(nations=nations, turns=turns)
