"""The sections of a nation's dossier; each is laid out in a given width and says how high it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from game.core.exact import ONE, curve
from game.core.observe import scales
from game.core.vocabulary import AGREEMENTS, AID, QUANTITIES, READINESS, TREATIES, TRUST
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Bar, Button, Item, Label, Panel, Part, Points, Tip
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look
from game.ui.widgets.points import points_block, points_height, signed
from game.ui.words.basis import basis_lines
from game.ui.words.explain import between, explained, notion_tip, points_of, share_text, tenth_text
from game.ui.words.glossary import QUANTITY_NOTIONS, TERMS, TREATY_NAMES
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import forum_name, mission_name, nation_name, option_name, worded
from game.ui.words.orders import level_text

if TYPE_CHECKING:
    from game.content.format.fields import Figure
    from game.ui.play.session import Session

ROW = 28
STAIR = 330
FEW = 5
WEAK, CALM = 1_000, 1_000


class Section:
    """Rows under one another from the top of a strip; `height` is what they take."""

    def __init__(self, width: int, look: Look, prefix: str) -> None:
        self.column = Column(Rect(0, 0, width, 10**6), 0)
        self.width, self.look, self.prefix = width, look, prefix
        self.items: list[Item] = []
        self._count = 0

    @property
    def height(self) -> int:
        return self.column.y

    def identity(self) -> str:
        """A new id."""
        self._count += 1
        return f"{self.prefix}.{self._count}"

    def heading(self, text: str, tip: Tip | None = None) -> None:
        self.column.skip(10 if self.items else 0)
        strip = self.column.take(30)
        self.items.append(Label(rect=strip, text=text, style="strong", colour="accent"))
        self.items.append(Panel(rect=self.column.take(1), fill="line", border="", radius=0))
        self.column.skip(3)
        if tip is not None:
            self.items.append(Area(rect=strip, id=self.identity(), tip=tip))

    def text(self, text: str, style: str = "small", colour: str = "muted") -> None:
        """A paragraph."""
        label = paragraph(text, self.column.rest, self.look, style, colour)
        self.column.take(label.rect.height, 2)
        self.items.append(label)

    def pair(self, name: str, value: str, tip: Tip | None = None, colour: str = "text") -> None:
        """A name and its value."""
        strip = self.column.take(ROW)
        wide = min(self.look.text.width(value, "strong") + 4, strip.width * 2 // 3)
        right, left = strip.take_right(wide, 8)
        name = self.look.text.ellipsis(name, "body", left.width)
        value = self.look.text.ellipsis(value, "strong", right.width)
        self.items += [
            Label(rect=left, text=name, colour="muted"),
            Label(rect=right, text=value, style="strong", colour=colour, align="end"),
        ]
        if tip is not None:
            self.items.append(Area(rect=strip, id=self.identity(), tip=tip))

    def bar(
        self, name: str, value: str, bar: tuple[tuple[Part, ...], tuple[float, ...]], tip: Tip, named: int = 34
    ) -> None:
        """A name in `named` per cent of the width, a bar with marks, and the value."""
        strip = self.column.take(ROW)
        left, rest = strip.take_left(strip.width * named // 100, 6)
        right, middle = rest.take_right(max(48, strip.width * (61 - named) // 100), 8)
        self.items += [
            Label(rect=left, text=self.look.text.ellipsis(name, "body", left.width), colour="muted"),
            Bar(rect=middle.middle(middle.width, 12), parts=bar[0], marks=bar[1]),
            Label(rect=right, text=value, style="strong", align="end"),
            Area(rect=strip, id=self.identity(), tip=tip),
        ]

    def points(self, points: Points) -> None:
        """A sum taken apart: as a stair where there is room for it, else as names and numbers."""
        self.column.skip(4)
        if self.width >= STAIR:
            self.items += points_block(points, self.column.take(points_height(points)), self.look, self.identity())
            return
        for row in points.rows:
            colour = "good" if row.tenths > 0 else "bad"
            self.pair(row.name, signed(row.tenths) if row.low is None or row.high is None
                      else between(row.low, row.high), row.tip, colour)  # fmt: skip
        self.items.append(Panel(rect=self.column.take(1), fill="line", border="", radius=0))
        self.pair(points.total_name, signed(points.total))

    def link(self, name: str, value: str, command: Command, tip: Tip) -> None:
        """A name that leads somewhere, and its value."""
        strip = self.column.take(32)
        right, left = strip.take_right(60, 6)
        name = self.look.text.ellipsis(name, "body", left.width - 20)
        self.items += [
            Button(rect=left, id=self.identity(), text=name, kind="quiet", align="start", command=command, tip=tip),
            Label(rect=right, text=value, style="strong", align="end"),
        ]


def strength_section(session: Session, j: int, part: Section) -> None:
    """How surely they stand by the seat and the seat by them, opened into points."""
    seat = session.seat
    name = nation_name(session.scenario, j)
    rows = (
        (_("They stand by you"), seat, j, _("How surely {nation} would stand by you.").format(nation=name)),
        (_("You stand by them"), j, seat, _("How surely you would stand by {nation}.").format(nation=name)),
    )
    part.heading(_("Alliance strength"))
    for title, i, supporter, text in rows:
        value = int(session.strength(i)[supporter])
        explanation = session.tie(i, supporter)
        bare = int(curve(np.array(explanation.total, np.int32)))
        tip = explained(explanation, title, text)
        hostile = int(session.seen.public.hostility[0, i, supporter])
        names = (_("Points make"), _("Hostility takes"), _("Strength"))
        pairs = tuple(zip(names, map(share_text, (bare, hostile, value)), strict=True))
        tip = Tip(title=title, text=text, pairs=pairs, points=tip.points)
        part.bar(title, share_text(value), ((Part(value / ONE, "teal"),), ()), tip, named=53)
    points = points_of(session.tie(seat, j), _("Points"))
    if points.rows:
        part.points(points)


def estimate_section(session: Session, j: int, part: Section) -> None:
    """The eight quantities as the seat estimates them, with the interval that fog leaves."""
    seen, seat = session.seen, session.seat
    part.heading(_("Forces and state"))
    own = j == seat
    scale = scales(session.setting)[j]
    for q, quantity in enumerate(QUANTITIES):
        notion, stock = QUANTITY_NOTIONS[quantity], q < READINESS
        value, mine = int(seen.estimate[0, seat, j, q]), int(seen.estimate[0, seat, seat, q])
        slack = int(seen.error[0, seat, j]) * int(scale[q]) // ONE
        low, high = max(0, value - slack), value + slack if stock else min(ONE, value + slack)
        write = tenth_text if stock else share_text
        whole = max(high, mine, 1) * 1.1 if stock else float(ONE)
        bar = (Part(low / whole, "teal"), Part(max(0, high - low) / whole, "teal", hatched=True))
        interval = f"{write(low).removesuffix('%')}–{write(high)}"
        text = write(max(0, value)) if own else interval
        pairs = () if own else (
            (_("Best guess"), write(max(0, value))), (_("Four in five times within"), interval),
            (_("Your own"), write(mine)),
        )  # fmt: skip
        marks = () if own else (mine / whole,)
        part.bar(_(notion.name), text, (bar, marks), Tip(title=_(notion.name), text=_(notion.text), pairs=pairs))
    if own:
        part.text(_("You know yourself exactly."))
        return
    age = (seen.step - int(seen.mine.seen[0, seat, j])) // 2
    looked = _("Looked at this quarter.")
    if age:
        looked = ngettext("Last looked at {n} quarter ago.", "Last looked at {n} quarters ago.", age).format(n=age)
    part.text(_("{looked} Hatched: what you can't be sure of. The line marks your own level.").format(looked=looked))


def relation_section(session: Session, j: int, part: Section) -> None:
    """What is between the two, both ways where it differs."""
    seen, seat, setting = session.seen, session.seat, session.setting
    mine, public = seen.mine, seen.public
    trust, slack = int(seen.estimate[0, seat, j, TRUST]), int(seen.error[0, seat, j])
    low, high = max(-ONE, trust - slack), min(ONE, trust + slack)
    part.heading(_("Between you"))
    tip = notion_tip(TERMS["trust"], ((_("Best guess"), share_text(trust)),))
    part.pair(_("Their trust in you"), f"{share_text(low)} … {share_text(high)}", tip)
    part.pair(_("Your trust in them"), share_text(int(mine.trust[0, seat, j])), notion_tip(TERMS["trust"]))
    hostile = int(public.hostility[0, seat, j])
    part.pair(_("Hostility"), share_text(hostile), notion_tip(TERMS["hostility"]), "bad" if hostile > CALM else "text")
    together = share_text(int(public.interoperability[0, seat, j]))
    part.pair(_("Interoperability"), together, notion_tip(TERMS["interoperability"]))
    part.pair(_("Interests alike"), share_text(int(setting.similarity[seat, j])), notion_tip(TERMS["interests"]))
    part.pair(_("How well you see them"), share_text(int(mine.access[0, seat, j])), notion_tip(TERMS["access"]))
    for name, favours in ((_("They owe you"), mine.favours[0, j, seat]), (_("You owe them"), mine.favours[0, seat, j])):
        if favours:
            part.pair(name, signed(int(favours)), notion_tip(TERMS["favours"]))
    posts = ((_("Your attaché there"), public.post[0, seat, j]), (_("Their attaché here"), public.post[0, j, seat]))
    for name, post in posts:
        part.pair(name, _("yes") if post else _("no"), notion_tip(TERMS["attache"]))
    part.pair(_("Distance"), _("{n} km").format(n=int(setting.distance[seat, j])), notion_tip(TERMS["distance"]))


def tie_section(session: Session, j: int, part: Section) -> None:
    """Agreements, treaties, missions and forums they share."""
    seat, public, scenario = session.seat, session.seen.public, session.scenario
    part.heading(_("What binds you"))
    before = len(part.items)
    for kind, name in enumerate(AGREEMENTS):
        give, take = int(public.agreement[0, kind, seat, j]), int(public.agreement[0, kind, j, seat])
        title = option_name("agreement", name)
        if kind != AID and give:
            part.pair(title, level_text(give))
            continue
        for level, text in ((give, _("Military aid you give")), (take, _("Military aid you receive"))):
            if kind == AID and level:
                part.pair(text, level_text(level))
    for t, treaty in enumerate(worded(scenario).treaties):
        if public.member[0, t, seat] and public.member[0, t, j]:
            kind_name = _(TREATY_NAMES[TREATIES[int(session.setting.treaties.type[t])]])
            pairs = ((_("Members"), str(int(public.member[0, t].sum()))), (_("Since"), str(treaty.start)))
            about = _(treaty.note or "") or kind_name
            part.pair(treaty.name, kind_name, Tip(title=treaty.name, text=about, pairs=pairs))
    for m in np.nonzero((public.posted[0, :, seat] > 0) & (public.posted[0, :, j] > 0))[0]:
        name = mission_name(scenario, int(m))
        part.pair(name, _("mission"), Tip(title=name, text=_("Both serve in this mission.")))
    members = session.setting.forums.members
    for f in np.nonzero(members[:, seat] & members[:, j])[0]:
        name = forum_name(scenario, int(f))
        part.pair(name, _("forum"), Tip(title=name, text=_("Both sit in this forum.")))
    if len(part.items) == before:
        part.text(_("Nothing yet."))


def others_section(session: Session, j: int, part: Section) -> None:
    """Their friends and rivals, from what is public."""
    seen, scenario = session.seen, session.scenario
    firm, hostile = seen.public_strength[0, j], seen.public.hostility[0, j]
    groups = (
        (_("Their friends"), firm, WEAK, _("Public ties by which {other} stands by {nation}.")),
        (_("Their rivals"), hostile, CALM, _("Hostility between {other} and {nation}.")),
    )
    own = nation_name(scenario, j)
    for title, values, least, text in groups:
        order = [int(k) for k in np.argsort(-values, kind="stable") if values[k] >= least and k != j][:FEW]
        part.heading(title)
        for k in order:
            name = nation_name(scenario, k)
            tip = Tip(title=name, text=text.format(other=name, nation=own))
            nation = session.setting.nations[k]
            part.link(name, share_text(int(values[k])), Command("dossier.show", nation), tip)
        if not order:
            part.text(_("None to speak of."))


def figure_section(session: Session, j: int, part: Section) -> None:
    """The real figures behind the game, with their basis."""
    nation = session.scenario.nations[j]
    rows: tuple[tuple[str, Figure, str], ...] = (
        (_("Population"), nation.population, counted(nation.population.number)),
        (_("Economy"), nation.gdp_usd_bn, _("USD {n} bn").format(n=f"{nation.gdp_usd_bn.number:,.1f}")),
        (_("Military spending"), nation.milex_usd_bn, _("USD {n} bn").format(n=f"{nation.milex_usd_bn.number:,.2f}")),
        (_("Active soldiers"), nation.active_personnel, counted(nation.active_personnel.number)),
        (_("Stability at the start"), nation.stability, share_text(round(nation.stability.number * ONE))),
        (_("Terror threat at the start"), nation.terror, share_text(round(nation.terror.number * ONE))),
    )
    part.heading(_("Real figures"))
    for name, figure, text in rows:
        colour = "text" if figure.value is not None else "warning"
        part.pair(name, text, Tip(title=name, text="\n".join(basis_lines(session.scenario, figure))), colour)
    part.text(_("Rest on a figure to see where it comes from."))
    if nation.note:
        part.text(_(nation.note))


def counted(number: float) -> str:
    """A large number as people say it."""
    if number >= 1e6:
        return _("{n} million").format(n=f"{number / 1e6:,.1f}")
    return f"{number:,.0f}"
