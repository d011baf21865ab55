"""Peace missions: how strong they are, what they calm, who serves there, and the seat's own contingents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game.core.exact import ONE
from game.core.orders import Order
from game.ui.painting.flag import flag_item
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.choices import Choices, price_text
from game.ui.screens.crises.words import organisation_name, turns_text
from game.ui.screens.nations.dossier import Dossier
from game.ui.screens.service.screen_parts import (
    SCROLLBAR,
    Heading,
    fact_items,
    give,
    halves,
    note,
    planned_items,
    refusal_now,
    shared_update,
)  # fmt: skip
from game.ui.toolkit.commands import Changes, Command, Pop, Push
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Bar, Button, Cell, Column, Item, Label, Part, Row, Scroll, Stepper, Table, Tip
from game.ui.toolkit.layout import Column as Stack
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.explain import hundredths_text, share_text
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import mission_name, nation_name, option_name, worded
from game.ui.words.orders import contingents_text

if TYPE_CHECKING:
    from game.ui.play.session import Session

WIDE = 700  # width of the list from which it has columns for host and organisation
MOST = 20  # contingents one order can move


@dataclass(frozen=True, slots=True)
class Service:
    """One mission as it stands: contingents by nation, and what is asked."""

    row: int
    posted: tuple[int, ...]
    required: int
    host: int  # row, or -1

    @property
    def strength(self) -> int:
        return sum(self.posted)

    @property
    def full(self) -> int:
        """Strength against the requirement in ten-thousandths, at most ONE."""
        return min(ONE, self.strength * ONE // max(1, self.required))


def service(session: Session, row: int) -> Service:
    """The mission in that row."""
    missions = session.setting.missions
    posted = tuple(int(count) for count in session.seen.public.posted[0, row])
    return Service(row, posted, int(missions.required[row]), int(missions.host[row]))


def open_missions(session: Session) -> list[int]:
    """Rows of the missions that have not ended."""
    return [int(m) for m in np.nonzero(session.seen.public.closed[0] == 0)[0]]


def danger_name(intensity: int) -> str:
    """How dangerous a mission is."""
    return (_("Observers"), _("A line held"), _("A country held"), _("Combat"))[intensity]


class MissionsScreen(Scene):
    """All missions on the left, the chosen one on the right."""

    def __init__(self, session: Session, chosen: str = "") -> None:
        self.session = session
        ids = session.setting.missions.ids
        own = np.nonzero(session.seen.public.posted[0, :, session.seat])[0]
        first = [*(int(m) for m in own), *open_missions(session), 0][0]
        self.chosen = ids.index(chosen) if chosen in ids else first
        self.sending, self.recalling = 1, 1

    # ------------------------------------------------------------------------------------------------------ picture

    def view(self, size: Size, look: Look) -> list[Item]:
        """Header, list, details."""
        abroad = int(self.session.seen.public.posted[0, :, self.session.seat].sum())
        line = _("{contingents} in missions").format(contingents=contingents_text(abroad))
        items, left, right = halves(self.session, Heading("shield", _("Missions"), line), size)
        items.append(self._table(left.inset(GAP)))
        if not self.session.setting.missions.ids:
            return [*items, paragraph(_("There are no missions."), right.inset(PAD), look)]
        return [*items, self._details(right.inset(PAD, PAD - 4), look)]

    def _table(self, area: Rect) -> Table:
        wide = area.width >= WIDE
        columns = [Column(_("Mission"), 0.5)]
        if wide:
            columns += [Column(_("Host nation"), 0.3), Column(_("Led by"), 0.16)]
        columns += [
            Column(_("Strength"), 0.26, tip=Tip(title=_("Strength"), text=_("Contingents there, of those asked for."))),
            Column(_("Danger"), 0.17, tip=Tip(title=_("Danger"), text=_("From 0, observers, to 3, combat."))),
            Column(_("Yours"), 0.2, align="end"),
        ]
        rows = [self._row(row, wide) for row in open_missions(self.session)]
        return Table(
            rect=area, id="missions", columns=tuple(columns), rows=rows, selected=self.chosen,
            command=Command("choose"), sort=(len(columns) - 1, True), empty_text=_("There are no missions."),
        )  # fmt: skip

    def _row(self, row: int, wide: bool) -> Row:
        session, found = self.session, service(self.session, row)
        mission = worded(session.scenario).missions[row]
        name = mission_name(session.scenario, row)
        cells = [Cell(name)]
        if wide:
            organisation = organisation_name(int(session.setting.missions.organisation[row]))
            cells += [Cell(self._host(found)), Cell(organisation)]
        mine = found.posted[session.seat]
        weak = found.strength < found.required
        cells += [
            Cell(f"{found.strength}/{found.required}", found.full, bar=found.full / ONE,
                 colour="warning" if weak else "good"),
            Cell(str(mission.intensity), mission.intensity),
            Cell(str(mine) if mine else "", mine, colour="accent"),
        ]  # fmt: skip
        pairs = ((_("Host nation"), self._host(found)),)
        return Row(row, tuple(cells), Tip(title=name, text=mission.mandate, pairs=pairs))

    def _host(self, found: Service) -> str:
        return nation_name(self.session.scenario, found.host) if found.host >= 0 else _("outside this scenario")

    def _details(self, area: Rect, look: Look) -> Scroll:
        session, found = self.session, service(self.session, self.chosen)
        mission = worded(session.scenario).missions[self.chosen]
        column = Stack(Rect(0, 0, area.width - SCROLLBAR - 4, 100_000), gap=GAP)
        items: list[Item] = []
        for text, style, colour in ((mission.name, "heading", "accent"), (mission.mandate, "small", "muted")):
            words = paragraph(text, column.rest, look, style, colour)
            column.take(words.rect.height)
            items.append(words)
        if session.seen.public.closed[0, self.chosen]:
            items += note(_("This mission has ended."), column, look, "warning", "warning")
        items += self._facts(found, column, look)
        items += self._own(found, column, look)
        items += planned_items(session, column, self._mine, self._words)
        items += self._contributors(found, column)
        return Scroll(rect=area, id="details", children=tuple(items), content_height=column.y)

    def _facts(self, found: Service, column: Stack, look: Look) -> list[Item]:
        session, rules = self.session, self.session.setting.rules
        organisation = organisation_name(int(session.setting.missions.organisation[self.chosen]))
        danger = danger_name(session.scenario.missions[self.chosen].intensity)
        strength = _("{there} of {required} contingents").format(there=found.strength, required=found.required)
        items = fact_items(self._host(found), f"{organisation} · {danger}", column, look)
        if found.host >= 0:
            calm = rules.mission_calm * found.full // ONE
            text = _("{now} of {most}").format(now=share_text(calm), most=share_text(rules.mission_calm))
            items += fact_items(_("Stability it gives the host"), text, column, look)
        items += fact_items(_("Strength"), strength, column, look)
        weak = found.strength < found.required
        part = Part(min(1.0, found.strength / max(1, 2 * found.required)), "warning" if weak else "good", hatched=weak)
        tip = Tip(title=_("Strength"), text=_("The mark is what the mandate asks for; twice that is the ceiling."))
        items.append(Bar(rect=column.take(12, gap=12), id="strength", parts=(part,), marks=(0.5,), tip=tip))
        if weak:
            items += note(_("Below the requirement losses are twice as likely."), column, look, "warning", "warning")
        return items

    def _own(self, found: Service, column: Stack, look: Look) -> list[Item]:
        session = self.session
        mine = found.posted[session.seat]
        items: list[Item] = [Label(rect=column.take(28), text=_("Your part"), style="heading", colour="accent")]
        items += fact_items(_("Contingents"), str(mine), column, look)
        if mine:
            items += fact_items(_("Tour"), self._tour(), column, look)
        cost = session.setting.rules.mission_cost
        if session.setting.missions.reimbursed[self.chosen]:
            cost -= session.setting.rules.mission_repaid
        items += fact_items(_("Funds a turn for each"), hundredths_text(cost), column, look)
        home = max(1, min(MOST, session.means.contingents.left))
        items += self._mover("deploy", self.sending, home, column)
        if mine:
            items += self._mover("withdraw", self.recalling, min(MOST, mine), column)
            if self._early():
                text = _("Leaving within a tour costs the trust of the host and of all who serve there.")
                items += note(text, column, look, "warning", "warning")
        return items

    def _early(self) -> bool:
        tour = int(self.session.seen.public.tour[0, self.chosen, self.session.seat])
        return tour % self.session.setting.rules.rotation != 0

    def _tour(self) -> str:
        tour = int(self.session.seen.public.tour[0, self.chosen, self.session.seat])
        rotation = self.session.setting.rules.rotation
        if tour % rotation == 0:
            return _("may rotate home now")
        left = rotation - tour % rotation
        return _("{turns} to the rotation").format(turns=turns_text(left))

    def _mover(self, option: str, amount: int, most: int, column: Stack) -> list[Item]:
        """A number and a button that sends or withdraws that many."""
        choices = Choices(self.session)
        order = self._order(option, min(amount, most))
        reason = refusal_now(self.session, choices, order)
        number, button = column.take(CONTROL).take_left(column.area.width * 2 // 5, GAP)
        price = "" if reason else price_text(choices.price(order))
        tip = Tip(title=option_name("peacekeeping", option), text=price)
        return [
            Stepper(rect=number, id=option, value=min(amount, most), minimum=1, maximum=most,
                    command=Command("amount", option), enabled=self.session.planning, reason=reason),
            Button(rect=button, id=f"{option}.order", text=option_name("peacekeeping", option),
                   kind="primary" if option == "deploy" else "plain", command=Command("order", option),
                   enabled=not reason, reason=reason, tip=tip),
        ]  # fmt: skip

    def _contributors(self, found: Service, column: Stack) -> list[Item]:
        serving = sorted((j for j, count in enumerate(found.posted) if count), key=lambda j: -found.posted[j])
        title = ngettext("{n} nation serves", "{n} nations serve", len(serving)).format(n=len(serving))
        items: list[Item] = [Label(rect=column.take(30), text=title, style="heading", colour="accent")]
        for j in serving:
            line = column.take(34, gap=4)
            picture, rest = line.inset(8, 0).take_left(32, 10)
            count, name = rest.take_right(60, 6)
            nation = self.session.setting.nations[j]
            colour = "accent" if j == self.session.seat else "text"
            items += [
                flag_item(self.session.scenario.nations[j], picture.middle(32, 24), f"flag.{j}"),
                Button(rect=name, id=f"serving.{j}", text=nation_name(self.session.scenario, j), kind="quiet",
                       align="start", command=Command("dossier", nation)),
                Label(rect=count, text=str(found.posted[j]), style="strong", colour=colour, align="end"),
            ]  # fmt: skip
        return items

    # ------------------------------------------------------------------------------------------------------ commands

    def _order(self, option: str, amount: int) -> Order:
        return self.session.order("peacekeeping", option, self.session.setting.missions.ids[self.chosen], amount=amount)

    def _mine(self, order: Order) -> bool:
        return order.instrument == "peacekeeping" and order.target == self.session.setting.missions.ids[self.chosen]

    def _words(self, order: Order) -> str:
        option = option_name("peacekeeping", order.option)
        return _("{option}: {contingents}").format(option=option, contingents=contingents_text(order.amount))

    def update(self, command: Command) -> Changes:
        """Answer a command of the player."""
        match command.name:
            case "back" | "missions":
                return Pop()
            case "choose":
                self.chosen, self.sending, self.recalling = command.value, 1, 1
            case "amount" if command.argument == "deploy":
                self.sending = command.value
            case "amount":
                self.recalling = command.value
            case "order":
                amount = self.sending if command.argument == "deploy" else self.recalling
                return give(self.session, self._order(command.argument, amount), Choices(self.session))
            case "dossier":
                return Push(Dossier(self.session, command.argument)) if command.argument else None
            case _:
                shared_update(self.session, command)
        return None
