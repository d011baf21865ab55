"""Defence forums: who sits where, what is in force until when, and taking part, hosting or sponsoring an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from game.core.exact import ONE
from game.core.orders import Order
from game.core.vocabulary import FORUM_ACTIONS, TRUST
from game.ui.painting.flag import flag_item
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.choices import Choices, price_text
from game.ui.screens.crises.words import item_name, turns_text
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
from game.ui.toolkit.items import Button, Cell, Column, Icon, Item, Label, Row, Scroll, Table, Tip
from game.ui.toolkit.layout import Column as Stack
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.i18n import _
from game.ui.words.names import date_text, forum_name, nation_name, option_name

if TYPE_CHECKING:
    from game.ui.play.session import Session

ITEMS = FORUM_ACTIONS[2:]
RIVAL = 3_000
"""Hostility, in ten-thousandths, from which a fellow member is marked as a rival."""


def item_text(action: int) -> str:
    """What an item does for all members while it is in force."""
    return (
        "", "",
        _("Members grow more interoperable, turn by turn."),
        _("The terror threat falls in all member states, turn by turn."),
        _("Cyber capability grows in all member states, turn by turn."),
        _("Crises between members are mediated more often."),
        _("Members are better prepared for disasters."),
    )[action]  # fmt: skip


def backers(session: Session, forum: int) -> tuple[int, int]:
    """How many members would back an item of the seat, as it estimates them, and how many it takes."""
    rules, members = session.setting.rules, session.setting.forums.members[forum]
    trust = session.seen.estimate[0, session.seat, :, TRUST]
    willing = members & ((trust >= rules.item_trust) | (np.arange(session.setting.n) == session.seat))
    return int(willing.sum()), max(2, -(-int(members.sum()) * rules.item_quorum // ONE))


class ForumsScreen(Scene):
    """The seat's forums first, then all others; the chosen one on the right."""

    def __init__(self, session: Session, chosen: str = "") -> None:
        self.session = session
        ids = session.setting.forums.ids
        own = np.nonzero(session.setting.forums.members[:, session.seat])[0]
        first = int(own[0]) if len(own) else 0
        self.chosen = ids.index(chosen) if chosen in ids else first

    # ------------------------------------------------------------------------------------------------------ picture

    def view(self, size: Size, look: Look) -> list[Item]:
        """Header, list, details."""
        own = int(self.session.setting.forums.members[:, self.session.seat].sum())
        line = _("You sit in {own} of {all}").format(own=own, all=len(self.session.setting.forums.ids))
        items, left, right = halves(self.session, Heading("forum", _("Forums"), line), size)
        items.append(self._table(left.inset(GAP)))
        if not self.session.setting.forums.ids:
            return [*items, paragraph(_("There are no forums."), right.inset(PAD), look)]
        return [*items, self._details(right.inset(PAD, PAD - 4), look)]

    def _table(self, area: Rect) -> Table:
        columns = (
            Column(_("Forum"), 0.52),
            Column(_("Rivals"), 0.18, align="end", tip=Tip(title=_("Rivals"), text=_("Members hostile to you."))),
            Column(_("In force"), 0.36),
        )
        forums = range(len(self.session.setting.forums.ids))
        members = self.session.setting.forums.members
        order = sorted(forums, key=lambda f: (not members[f, self.session.seat], f))
        return Table(
            rect=area, id="forums", columns=columns, rows=[self._row(f) for f in order], selected=self.chosen,
            command=Command("choose"), empty_text=_("There are no forums."),
        )  # fmt: skip

    def _row(self, f: int) -> Row:
        public = self.session.seen.public
        mine = bool(self.session.setting.forums.members[f, self.session.seat])
        item = int(public.item[0, f])
        rivals = len(self._rivals(f))
        name = forum_name(self.session.scenario, f)
        cells = (
            Cell(name, (not mine, f), colour="text" if mine else "muted", icon="tick" if mine else ""),
            Cell(str(rivals) if rivals else "", rivals, colour="bad"),
            Cell(item_name(item) if item else "", int(public.item_until[0, f]), colour="accent"),
        )
        return Row(f, cells, Tip(title=name, text=_("You are a member.") if mine else _("You are not a member.")))

    def _rivals(self, f: int) -> list[int]:
        """Rows of members who are hostile to the seat, the most hostile first; none where the seat isn't a member."""
        if not self.session.setting.forums.members[f, self.session.seat]:
            return []
        hostility = self.session.seen.public.hostility[0, self.session.seat]
        found = np.nonzero(self.session.setting.forums.members[f] & (hostility >= RIVAL))[0]
        return sorted((int(j) for j in found), key=lambda j: -int(hostility[j]))

    def _details(self, area: Rect, look: Look) -> Scroll:
        session, f = self.session, self.chosen
        column = Stack(Rect(0, 0, area.width - SCROLLBAR - 4, 100_000), gap=GAP)
        title = paragraph(forum_name(session.scenario, f), column.rest, look, "heading", "accent")
        column.take(title.rect.height)
        items: list[Item] = [title, *self._facts(column, look)]
        if session.setting.forums.members[f, session.seat]:
            items += self._actions(column, look)
        else:
            items += note(_("Only members take part; membership is given."), column, look)
        items += planned_items(session, column, self._mine, self._words)
        items += self._members(column, look)
        return Scroll(rect=area, id="details", children=tuple(items), content_height=column.y)

    def _facts(self, column: Stack, look: Look) -> list[Item]:
        session, public, f = self.session, self.session.seen.public, self.chosen
        host = int(session.setting.forums.host[f])
        items: list[Item] = []
        if host >= 0:
            items += fact_items(_("Seat"), nation_name(session.scenario, host), column, look)
        item = int(public.item[0, f])
        if not item:
            return [*items, *fact_items(_("In force"), _("nothing"), column, look)]
        until = int(public.item_until[0, f])
        left = max(0, until - session.turn)
        items += fact_items(_("In force"), item_name(item), column, look)
        items += fact_items(_("Until"), date_text(session.setting.quarter_of(until)), column, look)
        items += fact_items(_("Left"), turns_text(left), column, look)
        return [*items, *note(item_text(item), column, look)]

    def _actions(self, column: Stack, look: Look) -> list[Item]:
        """Attend and host side by side, then the items that can be sponsored with their likely backers."""
        session, choices = self.session, Choices(self.session)
        heading = Label(rect=column.take(28), text=_("Take part"), style="heading", colour="accent")
        items: list[Item] = [heading]
        for option, place in zip(("attend", "host"), column.take(CONTROL).columns(2, GAP), strict=True):
            items.append(self._button(option, place, choices))
        willing, quorum = backers(session, self.chosen)
        heading = Label(rect=column.take(28), text=_("Sponsor"), style="heading", colour="accent")
        items.append(heading)
        text = _("Likely backers: {willing}; it takes {quorum}.").format(willing=willing, quorum=quorum)
        sign = ("tick", "good") if willing >= quorum else ("warning", "warning")
        items += note(text, column, look, *sign)
        for option in ITEMS:
            items.append(self._button(option, column.take(CONTROL - 4, gap=6), choices))
        return items

    def _button(self, option: str, rect: Rect, choices: Choices) -> Button:
        order = self._order(option)
        reason = refusal_now(self.session, choices, order)
        action = FORUM_ACTIONS.index(option)
        ordered = order in self.session.plan
        command = Command("take_back", self.session.plan.index(order)) if ordered else Command("order", option)
        price = price_text(choices.price(order)) if self.session.planning else ""
        text = option_name("forum", option) if option in ("attend", "host") else item_name(action)
        about = item_text(action) if option in ITEMS else _("Members trust those who take part, hosts most.")
        return Button(
            rect=rect, id=f"take.{option}", text=text, command=command, selected=ordered,
            enabled=ordered or not reason, reason=reason, tip=Tip(title=text, text=about, pairs=((_("Cost"), price),)),
        )  # fmt: skip

    def _members(self, column: Stack, look: Look) -> list[Item]:
        session, rivals = self.session, self._rivals(self.chosen)
        rows = [int(j) for j in np.nonzero(session.setting.forums.members[self.chosen])[0]]
        order = sorted(rows, key=lambda j: (j != session.seat, j not in rivals, nation_name(session.scenario, j)))
        title = _("Members: {n}").format(n=len(rows))
        items: list[Item] = [Label(rect=column.take(30), text=title, style="heading", colour="accent")]
        for start in range(0, len(order), 2):
            line = column.take(34, gap=4)
            for j, place in zip(order[start : start + 2], line.columns(2, GAP), strict=False):
                items += self._member(j, place, j in rivals, look)
        return items

    def _member(self, j: int, place: Rect, rival: bool, look: Look) -> list[Item]:
        picture, name = place.take_left(32, 4)
        text = look.text.ellipsis(nation_name(self.session.scenario, j), "body", name.width - 50)
        tip = Tip(title=nation_name(self.session.scenario, j), text=_("Hostile to you.") if rival else "")
        button = Button(
            rect=name, id=f"member.{j}", text=text, kind="quiet", align="start", tip=tip,
            command=Command("dossier", self.session.setting.nations[j]), selected=j == self.session.seat,
        )  # fmt: skip
        items: list[Item] = [flag_item(self.session.scenario.nations[j], picture.middle(32, 24), f"flag.{j}"), button]
        if rival:
            items.append(Icon(rect=Rect(name.right - 24, name.y + 7, 20, 20), name="warning", colour="bad"))
        return items

    # ------------------------------------------------------------------------------------------------------ commands

    def _order(self, option: str) -> Order:
        return self.session.order("forum", option, self.session.setting.forums.ids[self.chosen])

    def _mine(self, order: Order) -> bool:
        return order.instrument == "forum" and order.target == self.session.setting.forums.ids[self.chosen]

    def _words(self, order: Order) -> str:
        return option_name("forum", order.option)

    def update(self, command: Command) -> Changes:
        """Answer a command of the player."""
        match command.name:
            case "back" | "forums":
                return Pop()
            case "choose":
                self.chosen = command.value
            case "order":
                return give(self.session, self._order(command.argument), Choices(self.session))
            case "dossier":
                return Push(Dossier(self.session, command.argument)) if command.argument else None
            case _:
                shared_update(self.session, command)
        return None
