"""What the story leaves to you: the question, each choice with all it moves, its points, and your answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.instruments.decision import PLACES
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.choices import Choices, price_text
from game.ui.toolkit.commands import Changes, Command, Pop, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Area, Button, Icon, Item, Label, Panel, Scroll
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.points import signed
from game.ui.words.explain import explained
from game.ui.words.i18n import _
from game.ui.words.story import choices_of, effect_text, question

if TYPE_CHECKING:
    from game.core.orders import Order
    from game.ui.play.session import Session

WIDTH, BUTTON, BAR = 900, 190, 14


class Decisions(Scene):
    """Each open question with its choices; an answer goes into the plan at once and can be changed until the end."""

    modal = True

    def __init__(self, session: Session) -> None:
        self.session = session

    def order(self, number: int, place: int) -> Order:
        return self.session.order("decide", PLACES[place], self.session.setting.decisions[number].id)

    def given(self, number: int) -> int:
        """The place in the plan of the answer to a decision, -1 where there is none."""
        target = self.session.setting.decisions[number].id
        plan = self.session.plan
        return next((at for at, one in enumerate(plan) if (one.instrument, one.target) == ("decide", target)), -1)

    def view(self, size: Size, look: Look) -> list[Item]:
        """The questions below each other, with the way back at the foot."""
        plate = Rect(0, 0, *size).middle(min(size.width - 2 * PAD, WIDTH), size.height - 2 * PAD)
        inner = plate.inset(PAD)
        column = Column(Rect(0, 0, inner.width - BAR, 0), GAP)
        cards: list[Item] = []
        for number in self.session.decisions():
            cards += self._card(number, column, look)
        if not cards:
            cards.append(paragraph(_("There is nothing to decide."), column.rest, look, colour="muted"))
            column.take(cards[-1].rect.height)
        height = min(plate.height, 2 * PAD + 44 + column.y + CONTROL + GAP)
        plate = Rect(0, 0, *size).middle(plate.width, height)
        head, rest = plate.inset(PAD).take_top(36, GAP)
        foot, body = rest.take_bottom(CONTROL, GAP)
        return [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=head, text=_("Yours to decide"), style="heading", colour="accent"),
            Scroll(rect=body, id="decisions", children=tuple(cards), content_height=column.y),
            Button(rect=foot.take_right(200)[0], id="done", text=_("Done"), kind="primary", command=Command("back")),
        ]

    def _card(self, number: int, column: Column, look: Look) -> list[Item]:
        """The question, and a row for each choice."""
        scenario, decision = self.session.scenario, self.session.setting.decisions[number]
        asked = paragraph(question(scenario, decision.id), column.rest, look)
        column.take(asked.rect.height)
        items: list[Item] = [asked]
        if self.session.planning:
            hint = paragraph(_("You answer in the second half of this turn."), column.rest, look, "small", "muted")
            column.take(hint.rect.height)
            items.append(hint)
        for place in range(len(decision.choices)):
            items += self._choice(number, place, column, look)
        column.skip(GAP)
        return items

    def _choice(self, number: int, place: int, column: Column, look: Look) -> list[Item]:
        """Title, effects and price on the left; points and the button on the right."""
        session = self.session
        decision, width = session.setting.decisions[number], column.area.width - BUTTON - 3 * PAD
        title = choices_of(session.scenario, decision.id)[place].title
        words = self._moves(number, place)
        body = look.text.height(words, "small", width)
        rect = column.take(max(body + 27, CONTROL + 26) + 22)
        right, left = rect.inset(14, 10).take_right(BUTTON, PAD)
        name, said = left.take_top(27)
        score, below = right.take_top(24, 4)
        points = session.choice_points(number, place)
        chosen = self.given(number) >= 0 and session.plan[self.given(number)] == self.order(number, place)
        why = self._refusal(number, place)
        colour = "good" if points.total > 0 else "bad" if points.total < 0 else "muted"
        worth = _("worth {points}").format(points=signed(points.total))
        return [
            Panel(rect=rect, fill="raised", border="accent" if chosen else "line"),
            Label(rect=name, text=look.text.ellipsis(title, "strong", name.width), style="strong"),
            Label(rect=said, text=words, style="small", colour="muted", valign="top", fit="wrap"),
            Icon(rect=score.take_left(20)[0].middle(18, 18), name="staff", colour=colour),
            Label(rect=score.take_left(28)[1], text=worth, style="small", colour=colour),
            Area(rect=score, id=f"worth.{number}.{place}", tip=explained(
                points, title, _("What your staff thinks it is worth to you; all ministers decide by the same points."),
            )),
            Button(rect=below.take_top(CONTROL)[0], id=f"choose.{number}.{place}", text=_("Choose"), selected=chosen,
                   icon="tick" if chosen else "", enabled=not why, reason=why,
                   command=Command("choose", (number, place))),
        ]  # fmt: skip

    def _moves(self, number: int, place: int) -> str:
        """What a choice takes and moves, in words."""
        session = self.session
        event = session.setting.events[session.setting.decisions[number].choices[place]]
        parts = [effect_text(session.scenario, session.setting, effect) for effect in event.effects]
        if event.price:
            price = Choices(session, without=self.given(number)).price(self.order(number, place))
            parts.insert(0, _("Takes {price}").format(price=price_text(price)))
        if place == 0:
            parts.append(_("this happens if you say nothing"))
        return " · ".join(parts)

    def _refusal(self, number: int, place: int) -> str:
        if self.session.planning:
            return _("You answer in the second half of this turn.")
        return Choices(self.session, without=self.given(number)).refusal(self.order(number, place))

    def update(self, command: Command) -> Changes:
        """Take a choice, take it back when it is pressed again, or leave."""
        if command.name != "choose":
            return Pop() if command.name == "back" else None
        number, place = command.argument
        order, at = self.order(number, place), self.given(number)
        if at >= 0 and self.session.plan[at] == order:
            self.session.remove(at)
            return None
        why = self.session.exchange(at, order)
        return None if why is None else Say(why, "bad")
