"""A scene with every widget, for the tests of the toolkit."""

from __future__ import annotations

import pygame

from game.ui.painting.theme import PAD
from game.ui.toolkit.commands import Changes, Command, Pop, Push, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import (
    Button,
    Canvas,
    Cell,
    Column,
    Dropdown,
    Item,
    Label,
    Option,
    Panel,
    Point,
    Points,
    Row,
    Scroll,
    Slider,
    Stepper,
    Table,
    Tabs,
    TextInput,
    Tip,
    Toggle,
)
from game.ui.toolkit.layout import Column as Stack
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.cards import Card, Resource, order_card, resource_bar
from game.ui.widgets.dialogs import Confirm
from game.ui.widgets.points import points_block, points_height
from game.ui.words.i18n import _

ROWS = [
    Row(k, (Cell(name), Cell(str(power), power), Cell("", power, bar=power / 1000, colour="good")), Tip(title=name))
    for k, (name, power) in enumerate(
        [("Afghanistan", 177), ("Albania", 313), ("Algeria", 821), ("Angola", 489), ("Argentina", 761)] * 6
    )
]


def willingness() -> Points:
    trust = Tip(
        title=_("Trust"), text=_("Thirty times the trust between you."),
        points=Points((Point(_("Shared mission"), 31, tip=Tip(title=_("Mission"))), Point(_("Recalled attaché"), -7))),
    )  # fmt: skip
    return Points(
        (
            Point(_("Defence pact"), 72),
            Point(_("Trust"), 24, 12, 41, tip=trust),
            Point(_("Distance 3,400 km"), -18),
            Point(_("Own rivals nearby"), -41),
            Point(_("Favours owed"), 5),
        ),
        threshold=60,
        verdicts=(_("Would fight"), _("Would not fight")),
    )


class Gallery(Scene):
    """Every widget once."""

    def __init__(self) -> None:
        self.heard: list[Command] = []
        self.values: dict[str, object] = {
            "slider": 40, "stepper": 3, "tab": "a", "choice": "drill", "text": "", "toggle": True, "row": None,
        }  # fmt: skip

    def view(self, size: Size, look: Look) -> list[Item]:
        area = Rect(0, 0, *size).inset(PAD)
        top, rest = area.take_top(40, 12)
        left, middle, right = rest.columns(3, PAD)
        return [*self.bar(top, look), *self.left(left, look), *self.middle(middle, look), *self.right(right, look)]

    def bar(self, area: Rect, look: Look) -> list[Item]:
        cells = area.columns(5, 8)
        off = _("Two battalions asked, one at home.")
        return [
            Tabs(
                rect=cells[0].union(cells[1]), id="tabs", options=(Option("a", _("Plan")), Option("b", _("Nations"))),
                selected=str(self.values["tab"]), command=Command("tab"),
            ),
            Button(rect=cells[2], id="say", text=_("Notice"), icon="info", command=Command("say")),
            Button(rect=cells[3], id="off", text=_("Deploy"), enabled=False, reason=off, command=Command("off")),
            Button(rect=cells[4], id="end", text=_("End turn"), kind="primary", hotkey="end_turn",
                   command=Command("end")),
        ]  # fmt: skip

    def left(self, area: Rect, look: Look) -> list[Item]:
        stack = Stack(area.inset(PAD), gap=10)
        values = self.values
        items: list[Item] = [
            Panel(rect=area),
            Label(rect=stack.take(30), text=_("Doctrine"), style="heading", colour="accent"),
            *resource_bar(Resource(_("Contingents"), "people", 20, 11, 4), stack.take(46), look, "contingents"),
            Slider(rect=stack.take(30), id="slider", value=int(str(values["slider"])), command=Command("slider")),
            Stepper(rect=stack.take(38), id="stepper", value=int(str(values["stepper"])), maximum=5,
                    command=Command("stepper")),
            Dropdown(
                rect=stack.take(38), id="choice", selected=str(values["choice"]), command=Command("choice"),
                options=(Option("drill", _("Joint drill")), Option("forum", _("Forum")), Option("pact", _("Pact"))),
            ),
            TextInput(rect=stack.take(38), id="text", text=str(values["text"]), placeholder=_("Search"),
                      command=Command("text"), submit=Command("submit")),
            Toggle(rect=stack.take(34), id="toggle", text=_("Reduced motion"), on=bool(values["toggle"]),
                   command=Command("toggle")),
        ]  # fmt: skip
        rest = stack.rest
        inner = [
            Button(rect=Rect(3, k * 44 + 3, rest.width - 18, 38), id=f"inner.{k}", text=str(k + 1),
                   command=Command("inner", k))
            for k in range(12)
        ]  # fmt: skip
        return [*items, Scroll(rect=rest, id="scroll", children=tuple(inner), content_height=12 * 44 + 4)]

    def middle(self, area: Rect, look: Look) -> list[Item]:
        points = willingness()
        stack = Stack(area.inset(PAD), gap=10)
        card = Card(_("Joint drill"), _("with Türkiye"), "cross_drill", cost="2", effect="+1.4", effect_colour="good")
        return [
            Panel(rect=area),
            Label(rect=stack.take(30), text=_("Would Türkiye fight for you?"), style="heading", colour="accent"),
            *points_block(points, stack.take(points_height(points)), look, "why"),
            *order_card(card, stack.take(84), look, "card", Command("card"), Command("drop"), _("Take back")),
            Canvas(rect=stack.rest, id="canvas", draw=draw, command=Command("canvas")),
        ]

    def right(self, area: Rect, look: Look) -> list[Item]:
        stack = Stack(area.inset(PAD), gap=10)
        text = paragraph(_("A victim asks at most three partners at once (2026): NATO +12%."), stack.rest, look)
        stack.take(text.rect.height)
        ask = Button(rect=stack.take(40), id="ask", text=_("Recall"), kind="danger", command=Command("ask"))
        columns = (Column(_("Nation"), 2), Column(_("Power"), 1.2, "end"), Column(_("Stability"), 1.5))
        table = Table(rect=stack.rest, id="table", columns=columns, rows=ROWS, selected=self.values.get("row"),
                      command=Command("row"))  # fmt: skip
        return [Panel(rect=area), text, ask, table]

    def update(self, command: Command) -> Changes:
        self.heard.append(command)
        if command.name in self.values:
            self.values[command.name] = command.value
        elif command.name == "say":
            return Say("Saved", "good")
        elif command.name == "ask":
            return Push(Confirm(_("Recall the attaché?"), _("Trust falls by 7."), _("Recall"), Command("recalled")))
        elif command.name == "back":
            return Pop()
        return None


def draw(surface: pygame.Surface, rect: pygame.Rect, look: Look) -> None:
    """A canvas that fills itself."""
    surface.fill(look.theme.rgb("sunken"), rect)
