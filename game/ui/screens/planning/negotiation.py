"""Negotiation with one nation: every kind of agreement, what stands, what they would say, and what would help."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.core.orders import Order
from game.core.remedies import Question
from game.core.terms import Explanation
from game.core.vocabulary import AGREEMENTS, AID
from game.ui.painting.flag import flag_item
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.people.counterparts import counterpart
from game.ui.play.choices import Choices, Price, price_text
from game.ui.screens.planning.remedy_parts import Remedies, bullet
from game.ui.toolkit.commands import Changes, Command, Pop, Redraw, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Cell, Icon, Item, Label, Panel, Row, Scroll, Stepper, Table, Tip
from game.ui.toolkit.items import Column as Cells
from game.ui.toolkit.layout import Column, line, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.points import points_block, points_height, signed
from game.ui.words.explain import notion_text, points_of, term_name, verdict_colour, verdict_text, worst_terms
from game.ui.words.glossary import OFFER_NOTIONS, TERMS
from game.ui.words.i18n import _
from game.ui.words.names import nation_name, option_name
from game.ui.words.orders import level_text

if TYPE_CHECKING:
    from game.ui.play.session import Session

HIGHEST = 3
TABLE_ROW = 32
MOST_ADVICE = 3
ROOMY = 260  # height below the table from which on the agreement is explained there


class Negotiation(Scene):
    """One agreement at a time is chosen, weighed at a level, and put into the plan."""

    modal = True

    def __init__(self, session: Session, nation: str, agreement: str = AGREEMENTS[0]) -> None:
        self.session = session
        self.j = session.setting.row(nation)
        self.nation = nation
        self.chosen = agreement
        self.level = self._next(agreement)
        self.choices = Choices(session)
        self.remedies = Remedies(session)

    def leave(self) -> None:
        """End the search."""
        self.remedies.close()

    def poll(self, now: float) -> Changes:
        """Show what a search has found."""
        return Redraw() if self.remedies.ready() else None

    # What is on the table

    def held(self, agreement: str, received: bool = False) -> int:
        """The level in force; of military aid what the seat gives, or receives."""
        pair = (self.j, self.session.seat) if received else (self.session.seat, self.j)
        return int(self.session.seen.public.agreement[0, AGREEMENTS.index(agreement), *pair])

    def _next(self, agreement: str) -> int:
        return min(self.held(agreement) + 1, HIGHEST)

    def order(self, agreement: str, level: int) -> Order:
        return self.session.order("agreement", agreement, self.nation, level)

    def advice(self, answer: Explanation) -> list[str]:
        """What would make the other side likelier to sign, the surest first."""
        found = []
        order, rules = self.order(self.chosen, self.level), self.session.setting.rules
        if self.level > self.held(self.chosen) + 1:
            lower = self.session.consent(replace(order, level=self.level - 1))
            if lower is not None:
                gain = signed(lower.margin - answer.margin)
                found.append(_("Level {level} instead: {gain} towards a yes.").format(level=self.level - 1, gain=gain))
        if not self.session.seen.public.post[0, self.session.seat, self.j]:
            found.append(_("An attaché in their capital: {gain}.").format(gain=signed(rules.consent_post)))
        for term in worst_terms(answer, most=4):
            notion = TERMS[term.name]
            if notion.moves and term.name != "burden":
                found.append(_("{term} {points}: {advice}").format(
                    term=term_name(term.name), points=signed(term.points), advice=_(notion.moves)))  # fmt: skip
        trust = _("Each 10% of trust: {gain}. Drills, missions and forums earn it.")
        found.append(trust.format(gain=signed(rules.consent_trust // 10)))
        return found[:MOST_ADVICE]

    # The picture

    def view(self, size: Size, look: Look) -> list[Item]:
        """The agreements on the left with what would help; the chosen one, weighed, on the right."""
        plate = Rect(0, 0, *size).middle(min(size.width - 2 * PAD, 1040), min(size.height - 2 * PAD, 800))
        head, rest = plate.inset(PAD).take_top(44, GAP)
        buttons, body = rest.take_bottom(CONTROL, GAP)
        left, right = body.take_left(body.width * 47 // 100, PAD)
        answer = self.session.consent(self.order(self.chosen, self.level))
        items: list[Item] = [Panel(rect=plate, border="frame", shadow=True), *self._head(head, look)]
        items += self._table(left.take_top(34 + TABLE_ROW * len(AGREEMENTS))[0])
        lower = left.take_top(34 + TABLE_ROW * len(AGREEMENTS), GAP)[1]
        roomy = lower.height >= ROOMY
        about = paragraph(notion_text(OFFER_NOTIONS[self.chosen]), lower if roomy else right, look, "small", "muted")
        if roomy:
            lower = lower.take_top(about.rect.height, GAP)[1]
        else:
            right = right.take_top(about.rect.height, GAP)[1]
        if answer is not None:
            items += self._advice(answer, lower, look)
        return [*items, about, *self._weighed(answer, right, look), *self._buttons(buttons, look)]

    def _head(self, area: Rect, look: Look) -> list[Item]:
        session = self.session
        flag, rest = area.take_left(56, 12)
        firm = int(session.strength(session.seat)[self.j]) // 100
        name = nation_name(session.scenario, self.j)
        note = _("Alliance strength {n}%").format(n=firm)
        right, title = rest.take_right(look.text.width(note) + 4, 8)
        text = _("Negotiate with {nation}").format(nation=name)
        return [
            flag_item(session.scenario.nations[self.j], flag.middle(56, 42), "flag"),
            line(text, title, look, "negotiation.title", "heading"),
            Label(rect=right, text=note, colour="muted", align="end"),
        ]

    def _table(self, area: Rect) -> list[Item]:
        columns = (
            Cells(_("Agreement"), 0.54, sortable=False),
            Cells(_("Now"), 0.18, sortable=False),
            Cells(_("Next"), 0.28, sortable=False,
                  tip=Tip(title=_("Next"), text=_("Estimated chance that they accept one level more."))),
        )  # fmt: skip
        rows = []
        for agreement in AGREEMENTS:
            notion = OFFER_NOTIONS[agreement]
            tip = Tip(title=_(notion.name), text="\n".join(filter(None, (_(notion.text), _(notion.moves)))))
            rows.append(
                Row(agreement, (Cell(_(notion.name)), Cell(self._now(agreement)), self._chance(agreement)), tip)
            )
        return [Table(rect=area, id="agreements", columns=columns, rows=rows, selected=self.chosen,
                      command=Command("choose"), row_height=TABLE_ROW)]  # fmt: skip

    def _now(self, agreement: str) -> str:
        given, received = self.held(agreement), self.held(agreement, received=True)
        if agreement == AGREEMENTS[AID] and received:
            return _("{given} / {received}").format(given=given, received=received)
        return str(given) if given else "–"

    def _chance(self, agreement: str) -> Cell:
        if self.held(agreement) == HIGHEST:
            return Cell(_("highest"), colour="muted")
        answer = self.session.consent(self.order(agreement, self._next(agreement)))
        if answer is None:
            return Cell("–")
        chance = self.session.chance(answer)
        return Cell(f"{chance}%", chance, bar=chance / 100, colour="good" if answer.margin >= 0 else "bad")

    def _advice(self, answer: Explanation, area: Rect, look: Look) -> list[Item]:
        """The cheapest change where a refusal is expected, then what else would help."""
        column = Column(area, 2)
        items: list[Item] = []
        if answer.margin < 0:
            question = Question(self.session.seat, self.j, AGREEMENTS.index(self.chosen) + 1, self.level)
            items += self.remedies.items(question, column, look)
        title = _("What would help") if not items else _("What else would help")
        heading = Label(rect=column.take(28), text=title, style="strong", colour="accent")
        for number, text in enumerate(self.advice(answer)):
            lines = bullet(text, column, look)
            if lines[-1].rect.bottom > area.bottom:
                break
            items += lines if number else [heading, *lines]
        return items

    def _weighed(self, answer: Explanation | None, area: Rect, look: Look) -> list[Item]:
        """Level, price, estimated answer and its points."""
        column = Column(area, GAP)
        held = self.held(self.chosen)
        text = _("End it") if self.level == 0 else _("Propose level {level}").format(level=self.level)
        price = price_text(self.choices.price(self.order(self.chosen, self.level)))
        takes = _("Takes {price} now; {upkeep} a turn").format(price=price, upkeep=self._upkeep())
        items: list[Item] = [
            Stepper(rect=column.take(CONTROL), id="level", value=self.level, minimum=0 if held else 1, maximum=HIGHEST,
                    text=text, command=Command("level")),
            line(takes, column.take(24), look, "takes", "small", "accent"),
        ]  # fmt: skip
        if answer is None:
            warning = _("Ending an agreement early costs their trust, and your name with everybody.")
            return [*items, paragraph(warning, column.rest, look, colour="warning")]
        points = replace(points_of(answer), told=True)
        chance = _("Estimated chance of a yes: {chance}%").format(chance=self.session.chance(answer))
        items.append(Label(rect=column.take(27, 0), text=chance, style="strong"))
        items.append(line(verdict_text(points), column.take(24, 4), look, "verdict", "small", verdict_colour(points)))
        said = paragraph(
            counterpart(self.session, self.j).says(self.session.chance(answer)), column.rest, look, "small"
        )
        items.append(said)
        column.take(said.rect.height)
        height = points_height(points)
        wide = area.width - (14 if height > column.rest.height else 0)
        block = tuple(points_block(points, Rect(0, 0, wide, height), look, "why"))
        return [*items, Scroll(rect=column.rest, id="answer", children=block, content_height=height)]

    def _upkeep(self) -> str:
        """What the agreement takes turn after turn at the chosen level; aid takes funds too."""
        rules = self.session.setting.rules
        funds = rules.aid_funds * self.level if self.chosen == AGREEMENTS[AID] else 0
        return price_text(Price(staff=rules.upkeep_staff * self.level, funds=funds))

    def _buttons(self, area: Rect, look: Look) -> list[Item]:
        refusal = self.choices.refusal(self.order(self.chosen, self.level))
        done, propose = area.take_right(min(area.width, 520))[0].columns(2, PAD)
        text = _("Add to the plan")
        title = _("{agreement}, {level}").format(
            agreement=option_name("agreement", self.chosen), level=level_text(self.level)
        )
        left = Rect(area.x, area.y, done.x - area.x - GAP, area.height)
        items: list[Item] = [
            Button(rect=done, id="no", text=_("Close"), command=Command("back")),
            Button(rect=propose, id="yes", text=text, kind="primary", command=Command("propose"),
                   enabled=not refusal, reason=refusal, tip=Tip(title=title)),
        ]  # fmt: skip
        if refusal:
            items += [
                Icon(rect=Rect(left.x, left.y + 11, 18, 18), name="warning", colour="warning"),
                line(refusal, left.take_right(left.width - 26)[0], look, "why_not", "small", "warning"),
            ]
        return items

    def update(self, command: Command) -> Changes:
        """Choose an agreement and a level, put it into the plan, or leave."""
        match command.name:
            case "choose":
                self.chosen, self.level = command.value, self._next(command.value)
            case "level":
                self.level = command.value
            case "propose":
                why = self.session.add(self.order(self.chosen, self.level))
                return Say(why, "bad") if why else [Pop(), Say(_("Added to the plan"), "good")]
            case "remedy":
                return self._take_remedy(command.argument)
            case "back":
                return Pop()
        return None

    def _take_remedy(self, question: Question) -> Changes:
        """Put the cheapest change into the plan; a lower level is only chosen."""
        told, level = self.remedies.take(question)
        self.level = self.level if level is None else level
        self.choices = Choices(self.session)
        return told
