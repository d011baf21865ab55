"""What if one order of a turn had not been given: the same game again without it, then other worlds from there on."""

from __future__ import annotations

from game.sim.review.branches import Course
from game.sim.review.given import Given, orders_of
from game.sim.review.whatif import WORLDS, Answer, Change, Question, answers
from game.ui.pages.order_words import order_words
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.inquiry import Inquiry, game_of
from game.ui.play.session import Session
from game.ui.screens.front.shell import Shell
from game.ui.toolkit.commands import Changes, Command, Pop, Redraw
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Bar, Button, Cell, Column, Item, Label, Panel, Part, Row, Table, Tip
from game.ui.toolkit.layout import Column as Stack
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.points import signed
from game.ui.words.explain import term_name
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import date_text

WIDTH, HEIGHT = 860, 560
ROWS = 7


class WhatIf(Scene):
    """The orders of one turn, and what each was good for."""

    modal = True

    def __init__(self, session: Session, shell: Shell, turn: int) -> None:
        self.session, self.shell, self.turn = session, shell, turn
        self.course = Course.of(game_of(session), session.nation)
        self.given = list(self._given())
        self.chosen = -1
        self.answer: Answer | None = None
        self._inquiry: Inquiry | None = None

    def _given(self) -> list[tuple[int, Given]]:
        """(step, order) of the seat in that turn."""
        found = []
        for step in (2 * self.turn, 2 * self.turn + 1):
            table = self.course.replay.record.table(step, self.course.setting.n)
            if table is not None and step < self.course.replay.steps:
                found += [(step, one) for one in orders_of(table, self.course.setting, self.course.row)]
        return found

    # ------------------------------------------------------------------------------------------------------- the view

    def view(self, size: Size, look: Look) -> list[Item]:
        """The question above the orders, the answer below them."""
        plate = Rect(0, 0, *size).middle(min(WIDTH, size.width - 40), min(HEIGHT, size.height - 40))
        heading, rest = plate.inset(PAD).take_top(36, GAP)
        buttons, rest = rest.take_bottom(CONTROL, PAD)
        table, below = rest.take_top(min(max(2, len(self.given)), ROWS) * 30 + 4, PAD)
        date = date_text(self.course.setting.quarter_of(self.turn))
        told = [order_words(self.course, one.order) for _step, one in self.given]
        rows = [Row(place, (Cell(text),), Tip(title=text)) for place, text in enumerate(told)]
        return [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=heading, text=_("What if, in {date}, this had not been ordered?").format(date=date),
                  style="heading", colour="accent"),
            Table(rect=table, id="orders", columns=(Column(""),), rows=rows, selected=self.chosen, header=False,
                  command=Command("choose"), empty_text=_("No order was given in that turn.")),
            *self._answer(below, look),
            Button(rect=buttons.take_left(160)[0], id="back", text=_("Back"), icon="back", command=Command("back")),
        ]  # fmt: skip

    def _answer(self, area: Rect, look: Look) -> list[Item]:
        column = Stack(area, GAP)
        if self._inquiry is None and self.answer is None:
            text = _("Choose an order: the game is played again without it, on the same luck, and then in other worlds "
                     "from that turn on.")  # fmt: skip
            return [paragraph(text, area, look, colour="muted")]
        if self._inquiry is not None and self._inquiry.trouble:
            return [paragraph(self._inquiry.trouble, area, look, colour="bad")]
        if self.answer is None:
            return [paragraph(_("It is being played again."), area, look, colour="muted")]
        return [*self._same(self.answer, column, look), *self._others(self.answer, column, look)]

    def _same(self, answer: Answer, column: Stack, look: Look) -> list[Item]:
        """On the same luck: exact."""
        colour = "bad" if answer.change < 0 else "good" if answer.change > 0 else "text"
        before, after = (f"{one.total / 10:.1f}" for one in (answer.before, answer.after))
        text = _("On the same luck the index would be {after} instead of {before}").format(after=after, before=before)
        items = _line(text, signed(answer.change), colour, column.take(30), look)
        parts = [f"{term_name(name)} {signed(points)}" for name, points in answer.terms if points]
        if parts:
            items.append(paragraph(" · ".join(parts), column.rest, look, "small", "muted"))
            column.take(items[-1].rect.height)
        if not answer.faithful:
            text = _("The other ministers decide otherwise today than when it was played.")
            items.append(paragraph(text, column.rest, look, "small", "warning"))
            column.take(items[-1].rect.height)
        return items

    def _others(self, answer: Answer, column: Stack, look: Look) -> list[Item]:
        """In other worlds: a mean with its interval, and a bar until all are played."""
        items: list[Item] = []
        if answer.spread is not None:
            mean, low, high = (round(one) for one in answer.spread)
            text = ngettext("In {n} other world from then on", "In {n} other worlds from then on", len(answer.others))
            colour = "bad" if high < 0 else "good" if low > 0 else "text"
            items += _line(text.format(n=len(answer.others)), signed(mean), colour, column.take(30), look)
            lower = sum(after < before for before, after in answer.others)
            higher = sum(after > before for before, after in answer.others)
            text = _("95 times in 100 the mean is {low} to {high}; lower in {lower} worlds, higher in {higher}. There, "
                     "your plans stay, and the balanced minister answers what comes.").format(
                         low=signed(low), high=signed(high), lower=lower, higher=higher)  # fmt: skip
            items.append(paragraph(text, column.rest, look, "small", "muted"))
            column.take(items[-1].rect.height)
        share = len(answer.others) / max(1, answer.wanted)
        if share < 1:
            items.append(Bar(rect=column.take(8), parts=(Part(share, "teal"),)))
        return items

    # --------------------------------------------------------------------------------------------------- what happens

    def update(self, command: Command) -> Changes:
        """Ask about an order, or leave."""
        match command.name:
            case "choose":
                self._ask(command.value)
            case "back":
                return Pop()
        return None

    def _ask(self, place: int) -> None:
        self.leave()
        self.chosen, self.answer = place, None
        step, one = self.given[place]
        nation = self.course.setting.nations[self.course.row]
        question = Question(self.course.replay, nation, (Change(step, (one.order,)),), WORLDS)
        self._inquiry = Inquiry(answers, question, threaded=self.shell.threaded)

    def poll(self, now: float) -> Changes:
        """Take the answers as they come."""
        found = [] if self._inquiry is None else self._inquiry.poll()
        if not found:
            return None
        self.answer = found[-1]
        return Redraw()

    def leave(self) -> None:
        """End the work."""
        if self._inquiry is not None:
            self._inquiry.close()
            self._inquiry = None


def _line(text: str, figure: str, colour: str, strip: Rect, look: Look) -> list[Item]:
    """Words, and a figure at the end of the line."""
    number, words = strip.take_right(look.text.width(figure, "heading") + 8, GAP)
    return [
        Label(rect=words, text=look.text.ellipsis(text, "body", words.width)),
        Label(rect=number, text=figure, style="heading", colour=colour, align="end"),
    ]
