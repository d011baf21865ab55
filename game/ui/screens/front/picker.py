"""The nation picker: seats worth taking with the reason why, every other nation, and the facts with their basis."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from game.content.format.fields import Figure
from game.content.format.model import Scenario
from game.content.format.nations import Nation
from game.content.reading.errors import ScenarioError
from game.content.reading.load import load_scenario
from game.ui.map.board import Board, Hit
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.hot_seat import FEWEST_PLAYERS, Players
from game.ui.play.manner import MOST_PLAYERS
from game.ui.play.session import Session
from game.ui.screens.campaign.banner import banner_items
from game.ui.screens.campaign.campaign import enter
from game.ui.screens.front.lesson import SCENARIO
from game.ui.screens.front.shell import Shell
from game.ui.screens.front.terms import HEIGHT, Terms
from game.ui.screens.shared.hot_seat import sit_around
from game.ui.toolkit.commands import Changes, Command, Keep, Pop, Redraw, Replace, Reset, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import (
    Area,
    Button,
    Cell,
    Column,
    Item,
    Label,
    Option,
    Panel,
    Row,
    Scroll,
    Table,
    Tabs,
    TextInput,
    Tip,
)
from game.ui.toolkit.layout import Column as Stack
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.basis import basis_lines
from game.ui.words.i18n import _
from game.ui.words.names import capital_name, nation_name, worded

SIDE = 340


class Picker(Scene):
    """Chooses the seat."""

    def __init__(self, scenario: Scenario, shell: Shell, seed: str = "") -> None:
        """`seed`: a number or the code of a day to begin with."""
        self.scenario, self.shell = scenario, shell
        self.board = Board(scenario, threaded=shell.threaded)
        self.recommended = tuple(seat.nation for seat in scenario.recommended)
        self.selected = self.recommended[0] if self.recommended else scenario.nation_ids[0]
        self.tab = "recommended" if self.recommended else "all"
        self.query = ""
        self.terms = Terms(scenario.id, seed or str(shell.new_seed()))
        self.guided = False
        self.players: list[str] = []  # who share the machine, in the order in which they take it

    @property
    def row(self) -> int:
        """The selected nation's row."""
        return self.scenario.nation_ids.index(self.selected)

    def view(self, size: Size, look: Look) -> list[Item]:
        """Seats on the left, the map in the middle, the facts on the right."""
        self.guided = look.settings.first_turn_guide
        whole = Rect(0, 0, *size)
        side = min(SIDE, size.width // 3)
        left, rest = whole.take_left(side)
        right, middle = rest.take_right(side)
        self.board.show(None, selected=self.row)
        return [
            *self._seats(left, look),
            *self._facts(right, look),
            self.board.canvas(middle, "map", look, Command("map")),
            *banner_items(self._hint(), middle, look),
        ]

    def _hint(self) -> str:
        if self.board.hover is not None:
            return nation_name(self.scenario, self.board.hover)
        return _("Click a nation, or take a suggested seat; then begin.")

    # ---------------------------------------------------------------------------------------------------- the seats

    def _seats(self, area: Rect, look: Look) -> list[Item]:
        inner = area.inset(PAD, 12)
        heading, rest = inner.take_top(36, GAP)
        tabs, rest = rest.take_top(CONTROL, GAP)
        back, rest = rest.take_bottom(CONTROL, GAP)
        options = (Option("recommended", _("Suggested")), Option("all", _("All nations")))
        items: list[Item] = [
            Panel(rect=area, radius=0),
            Label(rect=heading, text=_("Choose your nation"), style="heading", colour="accent"),
            Tabs(rect=tabs, id="tabs", options=options, selected=self.tab, command=Command("tab")),
            Button(rect=back, id="back", text=_("Back"), icon="back", command=Command("back")),
        ]
        return items + (self._recommended(rest, look) if self.tab == "recommended" else self._all(rest))

    def _recommended(self, area: Rect, look: Look) -> list[Item]:
        children: list[Item] = []
        stack = Stack(Rect(0, 0, area.width - 14, 0), GAP)
        for seat in worded(self.scenario).recommended:
            height = look.text.height(seat.sentence, "small", stack.area.width - 28) + 54
            rect = stack.take(height)
            chosen = seat.nation == self.selected
            name = nation_name(self.scenario, self.scenario.nation_ids.index(seat.nation))
            title, text = rect.inset(14, 10).take_top(28, 4)
            children += [
                Panel(rect=rect, fill="select" if chosen else "raised", border="accent" if chosen else "line"),
                Label(rect=title, text=name, style="strong"),
                paragraph(seat.sentence, text, look, "small", "muted"),
                Area(rect=rect, id=f"seat.{seat.nation}", command=Command("choose", seat.nation), selected=chosen,
                     tip=Tip(title=name, text=_("Choose this nation"))),
            ]  # fmt: skip
        return [Scroll(rect=area, id="seats", children=tuple(children), content_height=stack.y)]

    def _all(self, area: Rect) -> list[Item]:
        search, table = area.take_top(CONTROL, GAP)
        wanted = self.query.casefold()
        rows = [
            Row(nation.id, (Cell(name), Cell(str(nation.contingents_owned), nation.contingents_owned)))
            for row, nation in enumerate(self.scenario.nations)
            if wanted in (name := nation_name(self.scenario, row)).casefold() or wanted in _(nation.region).casefold()
        ]
        columns = (Column(_("Nation"), 2.4), Column(_("Units"), 1.0, "end", tip=Tip(text=_("Contingents it owns."))))
        return [
            TextInput(rect=search, id="search", text=self.query, placeholder=_("Search by name or region"),
                      command=Command("search")),
            Table(rect=table, id="nations", columns=columns, rows=rows, selected=self.selected,
                  command=Command("choose"), empty_text=_("No nation is called that.")),
        ]  # fmt: skip

    # ---------------------------------------------------------------------------------------------------- the facts

    def _facts(self, area: Rect, look: Look) -> list[Item]:
        nation = self.scenario.nation(self.selected)
        inner = area.inset(PAD, 12)
        heading, rest = inner.take_top(40, 2)
        where, rest = rest.take_top(24, GAP)
        begin, rest = rest.take_bottom(CONTROL + 8, GAP)
        terms, rest = rest.take_bottom(HEIGHT, GAP)
        together, rest = rest.take_bottom(CONTROL, GAP)
        place = _("{region}, capital {capital}").format(
            region=_(nation.region), capital=capital_name(self.scenario, self.row)
        )
        name = nation_name(self.scenario, self.row)
        wrong = self.terms.problem()
        return [
            Panel(rect=area, radius=0),
            Label(rect=heading, text=look.text.ellipsis(name, "title", heading.width), style="title"),
            Label(rect=where, text=look.text.ellipsis(place, "small", where.width), style="small", colour="muted",
                  id="place", tip=Tip(title=name, text=place)),
            self._figures(nation, rest, look),
            self._together(together, look),
            *self.terms.items(terms, look),
            Button(rect=begin, id="begin", text=_("Begin"), kind="primary", icon="next", command=Command("begin"),
                   enabled=not wrong, reason=wrong, hotkey="end_turn"),
        ]  # fmt: skip

    def _together(self, strip: Rect, look: Look) -> Item:
        """Adds the chosen nation to those who share the machine, or takes it out again."""
        there, full = self.selected in self.players, len(self.players) >= MOST_PLAYERS
        names = ", ".join(nation_name(self.scenario, self.scenario.nation_ids.index(one)) for one in self.players)
        text = _("Players: {names}").format(names=names) if self.players else _("Share this machine …")
        how = _("Press it for each nation that somebody leads, two to six; press again to take it out.")
        tip = Tip(title=_("Several players at one machine"), text=how)
        return Button(rect=strip, id="together", text=look.text.ellipsis(text, "body", strip.width - 60), icon="people",
                      selected=there, command=Command("together"), tip=tip, enabled=there or not full,
                      reason=_("Six players are the most."))  # fmt: skip

    def _figures(self, nation: Nation, area: Rect, look: Look) -> Item:
        """Each figure with its year; what it rests on stands below it in small letters, in full in a tip."""
        stack = Stack(Rect(0, 0, area.width - 14, 0), 2)
        children: list[Item] = []
        for place, (name, text, basis) in enumerate(_facts_of(self.scenario, nation)):
            line, below = stack.take(26), stack.take(24, 10)
            value, title = line.take_right(look.text.width(text, "strong") + 4, 6)
            children += [
                Label(rect=title, text=look.text.ellipsis(name, "body", title.width)),
                Label(rect=value, text=text, style="strong", align="end"),
                Label(rect=below, text=look.text.ellipsis(basis, "small", below.width), style="small", colour="muted",
                      id=f"basis.{place}", tip=Tip(title=name, text=basis)),
            ]  # fmt: skip
        if nation.note:
            children.append(paragraph(nation.note, stack.rest, look, "small", "info"))
            stack.take(children[-1].rect.height)
        return Scroll(rect=area, id="facts", children=tuple(children), content_height=stack.y)

    # -------------------------------------------------------------------------------------------------- what happens

    def update(self, command: Command) -> Changes:
        """Choose, search, begin."""
        match command.name:
            case "map":
                return self._map(self.board.handle(command.value))
            case "choose":
                self._choose(command.value if command.value is not None else command.argument)
            case "tab":
                self.tab = command.value
            case "search":
                self.query = command.value
            case "begin" if not self.terms.problem():
                return self._begin()
            case "zoom_in" | "zoom_out":
                self.board.zoom(1.5 if command.name == "zoom_in" else 1 / 1.5)
            case "together":
                self._toggle_player()
            case "back":
                return Pop()
            case _ if self.terms.update(command, self.shell.today()):
                return self._elsewhere()
        return None

    def _begin(self) -> Changes:
        """The campaign on these terms, with one player or several."""
        terms = self.terms
        code = terms.daily.code if terms.daily is not None else ""
        if len(self.players) >= FEWEST_PLAYERS:
            players = Players.new(self.scenario, self.players, terms.seed or 0, terms.policy)
            for seat in players.seats:
                seat.manner = replace(seat.manner, daily=code)
            return Reset(sit_around(players, self.shell))
        session = Session.new(self.scenario, self.selected, terms.seed or 0, terms.policy)
        session.manner = replace(session.manner, guide=self._guide(), ironman=terms.ironman, daily=code)
        return Reset(enter(session, self.shell))

    def _elsewhere(self) -> Changes:
        """A code of another scenario leads there."""
        if not self.terms.elsewhere:
            return None
        try:
            other = load_scenario(self.terms.elsewhere)
        except ScenarioError as error:
            return Say(str(error.problems[0]), "bad")
        return Replace(Picker(other, self.shell, self.terms.text))

    def _toggle_player(self) -> None:
        if self.selected in self.players:
            self.players.remove(self.selected)
        else:
            self.players.append(self.selected)

    def _guide(self) -> Literal["", "tutorial", "first_turn"]:
        """What goes along with the player."""
        if self.scenario.id == SCENARIO:
            return "tutorial"
        return "first_turn" if self.guided else ""

    def _map(self, hit: Hit | None) -> Changes:
        if hit is None:
            return Keep()
        if hit.kind == "click" and hit.row is not None:
            self.selected = self.scenario.nation_ids[hit.row]
        return None

    def _choose(self, nation: str) -> None:
        self.selected = nation
        self.board.go_to(self.row)

    def poll(self, now: float) -> Changes:
        """The map moves."""
        return Redraw() if self.board.poll(now) else None

    def leave(self) -> None:
        """End the map's worker."""
        self.board.close()


def _facts_of(scenario: Scenario, nation: Nation) -> list[tuple[str, str, str]]:
    """(name, value, basis) of what is known of a nation."""
    derived = _("derived from the figures above")
    rows = [
        (_("Contingents"), str(nation.contingents_owned), _basis(scenario, nation.contingents) or derived),
        (_("Attaché officers"), str(nation.officers_owned), _basis(scenario, nation.officers) or derived),
    ]
    figures = (
        (_("Population"), nation.population, _("{n} million").replace("{n}", "{value:,.1f}"), 1e-6),
        (_("Economy, USD bn"), nation.gdp_usd_bn, "{value:,.0f}", 1),
        (_("Military, USD bn"), nation.milex_usd_bn, "{value:,.2f}", 1),
        (_("Active soldiers"), nation.active_personnel, "{value:,.0f}", 1),
        (_("Stability"), nation.stability, "{value:.0f}%", 100),
        (_("Terror threat"), nation.terror, "{value:.0f}%", 100),
    )
    written = [
        (name, shape.format(value=one.number * unit), _basis(scenario, one)) for name, one, shape, unit in figures
    ]
    return [*written, *rows]


def _basis(scenario: Scenario, figure: Figure | None) -> str:
    """What a figure rests on, in one line; "" without a figure."""
    return "" if figure is None else " · ".join(basis_lines(scenario, figure))
