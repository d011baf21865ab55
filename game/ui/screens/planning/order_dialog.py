"""Builds an order for any row of the table of instruments: target, option, level, amount, and how it would fare."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.core.instruments import POSITION, TABLE
from game.core.instruments.instrument import Target
from game.core.offers import OFFERS
from game.core.orders import Order
from game.core.remedies import Question
from game.core.terms import Explanation
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.choices import Choices, price_text, targets_of
from game.ui.play.insight import offer_of
from game.ui.screens.planning.order_targets import Inquiry, listing
from game.ui.screens.planning.remedy_parts import Remedies
from game.ui.toolkit.commands import Changes, Command, Pop, Redraw, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import (
    Button,
    Dropdown,
    Icon,
    Item,
    Label,
    Option,
    Panel,
    Row,
    Scroll,
    Stepper,
    Table,
    TextInput,
    Tip,
)
from game.ui.toolkit.items import Column as Cells
from game.ui.toolkit.layout import Column, line, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.points import points_block, points_height
from game.ui.words.effects import effect_text
from game.ui.words.explain import notion_text, points_of, verdict_colour, verdict_text
from game.ui.words.glossary import OFFER_NOTIONS
from game.ui.words.i18n import _
from game.ui.words.names import option_name
from game.ui.words.orders import colour_of, contingents_text, crisis_title, icon_of, order_title, target_name

if TYPE_CHECKING:
    from game.ui.play.session import Session

WIDE, NARROW = 960, 560


class OrderDialog(Scene):
    """One order in the making; nothing is planned before it is confirmed."""

    modal = True

    def __init__(
        self, session: Session, instrument: str, target: str = "", option: str = "", editing: int = -1
    ) -> None:
        """`editing` is the place in the plan of an order to be changed; `target` and `option` are first choices."""
        self.session = session
        self.editing = editing
        self.row = TABLE[POSITION[instrument]]
        self.choices = Choices(session, without=editing)
        self.query = ""
        self.remedies = Remedies(session)
        self._answers: dict[tuple[str, int, int], dict[str, Explanation]] = {}
        least = max(self.row.amounts[0], min(1, self.row.amounts[1]))
        level = max(self.row.levels[0], min(1, self.row.levels[1]))
        known = targets_of(session.setting, self.row.target)
        first = target if target in known else "" if self.row.target is not Target.NONE else known[0]
        self.first = target
        self.order = session.order(instrument, option or self.row.options[0], first, level, least)
        if editing >= 0:
            self.order = session.plan[editing]
        elif option == "":
            self._find_option()
        self._fit()

    def leave(self) -> None:
        """End the search for a remedy."""
        self.remedies.close()

    def poll(self, now: float) -> Changes:
        """Show what it has found."""
        return Redraw() if self.remedies.ready() else None

    # What is chosen

    def _find_option(self) -> None:
        """Begin with the first option that can be ordered."""
        for option in self.row.options:
            candidate = replace(self.order, option=option)
            if "" in (self.choices.by_target(candidate) if not self.order.target else [self.refusal(candidate)]):
                self.order = candidate
                return

    def _fit(self) -> None:
        """Where the order is refused at this level or group, take the least that would not be."""
        if not self.order.target or not self.refusal(self.order):
            return
        low, high = self.row.levels
        for group in self._groups():
            for level in range(max(low, min(1, high)), high + 1):
                candidate = replace(self.order, level=level, group=group)
                if not self.refusal(candidate):
                    self.order = candidate
                    return

    def _groups(self) -> list[int]:
        """Own crises an order of the seat may belong to; 0 where it belongs to none."""
        if self.row.key != "request":
            return [0]
        n = self.session.setting.n
        return [crisis.slot // n for crisis in self.session.crises() if crisis.own] or [0]

    def refusal(self, order: Order) -> str:
        """Why the order would be refused after the plan, "" where it would not."""
        if self.row.target is not Target.NONE and not order.target:
            return _("choose a target first")
        return self.choices.refusal(order)

    def answers(self) -> dict[str, Explanation]:
        """For an offer, how each nation would answer it at this option and level."""
        key = (self.order.option, self.order.level, self.order.amount)
        if key not in self._answers:
            self._answers[key] = {}
            if offer_of(self.order) is not None:
                for nation in self.session.setting.nations:
                    answer = self.session.consent(replace(self.order, target=nation))
                    if answer is not None:
                        self._answers[key][nation] = answer
        return self._answers[key]

    @property
    def _chosen(self) -> bool:
        """Whether the order has a target, if it needs one."""
        return bool(self.order.target) or self.row.target is Target.NONE

    # The picture

    def view(self, size: Size, look: Look) -> list[Item]:
        listed = self.row.target is not Target.NONE
        width = min(size.width - 2 * PAD, WIDE if listed else NARROW)
        plate = Rect(0, 0, *size).middle(width, min(size.height - 2 * PAD, 680 if listed else 300))
        column = Column(plate.inset(PAD), GAP)
        items: list[Item] = [Panel(rect=plate, border="frame", shadow=True), *self._title(column, look)]
        buttons, body = column.rest.take_bottom(CONTROL, GAP)
        if listed:
            share = 47 if self.row.target is Target.NATION else 53
            left, body = body.take_left(body.width * share // 100, PAD)
            items += self._targets(left)
        return [*items, *self._form(body, look), *self._buttons(buttons)]

    def _title(self, column: Column, look: Look) -> list[Item]:
        icon, title = column.take(32, 4).take_left(28, 10)
        text = _(self.row.name)
        if self.order.target:
            name = target_name(self.session, self.row, self.order.target)
            text = _("{order}: {target}").format(order=text, target=name)
        about = paragraph(_(self.row.help), column.rest, look, "small", "muted")
        column.take(about.rect.height)
        return [
            Icon(rect=icon.middle(26, 26), name=icon_of(self.row.key), colour=colour_of(self.row.key)),
            line(text, title, look, "order.title", "heading"),
            about,
        ]

    def _targets(self, area: Rect) -> list[Item]:
        columns, rows = self._listed()
        field, rest = area.take_top(CONTROL, GAP)
        return [
            TextInput(rect=field, id="query", text=self.query, placeholder=_("Search"), command=Command("query"),
                      submit=Command("first")),
            Table(rect=rest, id="targets", columns=columns, rows=rows,
                  selected=self.order.target or None, command=Command("target"),
                  empty_text=_("Nothing of that name")),
        ]  # fmt: skip

    def _listed(self) -> tuple[tuple[Cells, ...], list[Row]]:
        """The targets that match the search; the one the dialog was opened for stays on top."""
        names = targets_of(self.session.setting, self.row.target)
        refusals = dict(zip(names, self.choices.by_target(self.order), strict=True))
        columns, rows = listing(self.session, self.row.target, Inquiry(refusals, self.answers()), self.query)
        return columns, sorted(rows, key=lambda row: row.key != self.first)

    def _form(self, area: Rect, look: Look) -> list[Item]:
        column = Column(area, GAP)
        items: list[Item] = []
        if len(self.row.options) > 1:
            options = tuple(Option(option, option_name(self.row.key, option)) for option in self.row.options)
            items.append(
                Dropdown(rect=column.take(CONTROL), id="option", options=options, selected=self.order.option,
                         command=Command("option"), tip=Tip(title=_("What to order")))
            )  # fmt: skip
        words = self._about()
        if words:
            about = paragraph(words, column.rest, look, "small", "muted")
            column.take(about.rect.height)
            items.append(about)
        items += self._numbers(column)
        items += self._crisis_choice(column)
        items += self._price(column, look)
        refusal = self.refusal(self.order)
        if refusal:
            items += _notice(column, refusal, look, "bad" if self._chosen else "info")
        answer = self.answers().get(self.order.target)
        return [*items, *self._answer(answer, column.rest, look)]

    def _about(self) -> str:
        """What the chosen option brings."""
        offered = offer_of(self.order)
        if offered is not None:
            return notion_text(OFFER_NOTIONS[OFFERS[offered[0]]])
        return effect_text(self.session.setting.rules, self.row.key, self.order.option)

    def _numbers(self, column: Column) -> list[Item]:
        """Steppers for level and amount, where the instrument has them."""
        rows = []
        if self.row.levels != (0, 0):
            text = _("Level {level}").format(level=self.order.level) if self.order.level else _("End it")
            rows.append(("level", _("Level"), self.order.level, self.row.levels, text))
        if self.row.amounts != (0, 0):
            rows.append(
                ("amount", _("How many"), self.order.amount, self.row.amounts, contingents_text(self.order.amount))
            )
        items: list[Item] = []
        for key, name, value, (low, high), text in rows:
            label, stepper = column.take(CONTROL).take_left(110, GAP)
            items += [
                Label(rect=label, text=name, colour="muted"),
                Stepper(rect=stepper, id=key, value=value, minimum=low, maximum=high, text=text, command=Command(key)),
            ]
        return items

    def _crisis_choice(self, column: Column) -> list[Item]:
        """Which of two own crises the order is for."""
        groups = self._groups()
        if len(groups) < 2:
            return []
        n, seat = self.session.setting.n, self.session.seat
        options = tuple(Option(str(group), crisis_title(self.session, seat + group * n)) for group in groups)
        return [Dropdown(rect=column.take(CONTROL), id="group", options=options, selected=str(self.order.group),
                         command=Command("group"))]  # fmt: skip

    def _price(self, column: Column, look: Look) -> list[Item]:
        if not self._chosen:
            return []
        text = _("Takes: {price}").format(price=price_text(self.choices.price(self.order)))
        label = paragraph(text, column.rest, look, "strong", "accent")
        column.take(label.rect.height)
        return [label]

    def _answer(self, answer: Explanation | None, area: Rect, look: Look) -> list[Item]:
        """The estimated answer of the other side, opened into its points."""
        if answer is None or area.height < 80:
            return []
        chance = _("Estimated chance of a yes: {chance}%").format(chance=self.session.chance(answer))
        points = replace(points_of(answer), told=True)
        head, rest = area.take_top(27, 0)
        verdict, rest = rest.take_top(24, 4)
        column = Column(Rect(0, 0, rest.width - 14, 100_000), 2)
        remedy = self._remedy(answer, column, look)
        height = column.y + points_height(points)
        width = rest.width - (14 if height > rest.height else 0)
        block = points_block(points, Rect(0, column.y, width, points_height(points)), look, "why")
        return [
            Label(rect=head, text=chance, style="strong"),
            line(verdict_text(points), verdict, look, "verdict", "small", verdict_colour(points)),
            Scroll(rect=rest, id="answer", children=(*remedy, *block), content_height=height),
        ]

    def _remedy(self, answer: Explanation, column: Column, look: Look) -> list[Item]:
        """Where a refusal is expected, the cheapest change that would turn it."""
        offered = offer_of(self.order)
        if answer.margin >= 0 or offered is None or not self.session.planning:
            return []
        recipient = self.session.setting.row(self.order.target)
        items = self.remedies.items(Question(self.session.seat, recipient, *offered), column, look)
        column.skip(GAP)
        return items

    def _buttons(self, area: Rect) -> list[Item]:
        area = area.take_right(min(area.width, 480))[0]
        no, yes = area.columns(2, PAD)
        refusal = self.refusal(self.order)
        text = _("Add to the plan") if self.editing < 0 else _("Change the order")
        return [
            Button(rect=no, id="no", text=_("Cancel"), command=Command("back")),
            Button(rect=yes, id="yes", text=text, kind="primary", command=Command("confirm"), enabled=not refusal,
                   reason=refusal, tip=Tip(title=order_title(self.order))),
        ]  # fmt: skip

    # What the player does

    def update(self, command: Command) -> Changes:
        value = command.value
        match command.name:
            case "query":
                self.query = value
            case "first":
                return self._first()
            case "target":
                self.order = replace(self.order, target=value)
                self._fit()
            case "option":
                self.order = replace(self.order, option=value)
                self._fit()
            case "level":
                self.order = replace(self.order, level=value)
            case "amount":
                self.order = replace(self.order, amount=value)
            case "group":
                self.order = replace(self.order, group=int(value))
            case "remedy":
                return self._take_remedy(command.argument)
            case "confirm":
                return self._confirm()
            case "back":
                return Pop()
        return None

    def _take_remedy(self, question: Question) -> Changes:
        """Put the cheapest change into the plan; a lower level is only chosen."""
        told, level = self.remedies.take(question)
        if level is not None:
            self.order = replace(self.order, level=level)
        self.choices = Choices(self.session, without=self.editing)
        return told

    def _first(self) -> Changes:
        """Enter in the search field takes the first of the list."""
        _columns, rows = self._listed()
        if rows:
            self.order = replace(self.order, target=rows[0].key)
            self._fit()
        return None

    def _confirm(self) -> Changes:
        why = self.session.exchange(self.editing, self.order)
        return Pop() if why is None else Say(why, "bad")


def _notice(column: Column, text: str, look: Look, colour: str) -> list[Item]:
    """A refusal, or what is still to be done, in a frame."""
    text = text[:1].upper() + text[1:]
    height = look.text.height(text, "body", column.area.width - 56) + 14
    strip = column.take(height)
    icon, rest = strip.inset(10, 7).take_left(20, 10)
    return [
        Panel(rect=strip, fill="sunken", border=colour),
        Icon(rect=Rect(icon.x, icon.y + 3, 20, 20), name="warning" if colour == "bad" else "info", colour=colour),
        paragraph(text, rest, look),
    ]
