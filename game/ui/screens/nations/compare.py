"""Two nations side by side: forces as estimated, standing, ties with the seat and with each other, their record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.core.exact import ONE
from game.core.observe import scales
from game.core.vocabulary import AGREEMENTS, AID, QUANTITIES, READINESS, TRUST
from game.ui.painting.flag import flag_item
from game.ui.painting.theme import GAP
from game.ui.play.session import Session
from game.ui.screens.campaign.find_nation import FindNation
from game.ui.screens.records.record_parts import Door, Record
from game.ui.toolkit.commands import Changes, Command, Push
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Bar, Button, Item, Label, Panel, Part, Scroll, Tip
from game.ui.toolkit.layout import Column
from game.ui.toolkit.scene import Look
from game.ui.words.explain import notion_tip, share_text, tenth_text
from game.ui.words.glossary import QUANTITY_NOTIONS, TERMS, TREATY_NAMES
from game.ui.words.i18n import _
from game.ui.words.names import nation_name, option_name, worded
from game.ui.words.orders import level_text

HEAD, ROW, NARROW_VALUE, VALUE = 64, 32, 104, 128
BAR = 14  # kept free for a scroll bar
WIDEST = 1180


@dataclass(frozen=True, slots=True)
class Side:
    """One nation's half of a line: a value in words, and for a bar its low and high end as shares of the whole."""

    text: str
    low: float | None = None
    high: float = 0.0
    tip: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """One line of the comparison; `own` marks where the seat itself stands on the bars."""

    name: str
    sides: tuple[Side, Side]
    tip: Tip
    own: float | None = None


class Compare(Record):
    """Two columns of bars that begin in the middle, so that the longer one is seen at once."""

    name = "compare"

    def __init__(self, session: Session, door: Door, pair: tuple[int, int] | None = None) -> None:
        super().__init__(session, door)
        partner = int(np.argmax(session.strength(session.seat)))
        self.pair = pair or (session.seat, partner)
        self._choosing = 0

    def past(self, area: Rect, look: Look) -> list[Item]:
        """The two names above, the lines below in a scrolled strip."""
        area = area.middle(min(WIDEST, area.width), area.height)
        head, rest = area.take_top(HEAD, GAP)
        inner = rest.inset(12, 8)
        children, height = self._lines(inner.width - BAR, look)
        return [
            *self._names(head, look),
            Panel(rect=rest),
            Scroll(rect=inner, id="lines", children=tuple(children), content_height=height),
        ]

    def _names(self, strip: Rect, look: Look) -> list[Item]:
        swap = strip.middle(48, 40)
        left, _middle = strip.take_left((strip.width - 72) // 2)
        right, _middle = strip.take_right((strip.width - 72) // 2)
        items: list[Item] = [
            Button(rect=swap, id="swap", icon="redo", command=Command("swap"), tip=Tip(title=_("Change sides")))
        ]
        for place, (half, row) in enumerate(zip((left, right), self.pair, strict=True)):
            nation = self.session.scenario.nations[row]
            flag, rest = half.take_left(64, 12) if place == 0 else half.take_right(64, 12)
            text = look.text.ellipsis(nation_name(self.session.scenario, row), "body", rest.width - 60)
            items += [
                flag_item(nation, flag.middle(64, 48), f"flag.{place}"),
                Button(rect=rest.middle(rest.width, 48), id=f"nation.{place}", text=text, icon="search",
                       command=Command("choose", place), tip=Tip(title=_("Compare another nation"))),
            ]  # fmt: skip
        return items

    def _lines(self, width: int, look: Look) -> tuple[list[Item], int]:
        column = Column(Rect(0, 0, width, 10**6), 2)
        items: list[Item] = []
        groups = (
            (_("Forces and state"), forces(self.session, self.pair)),
            (_("What the world sees"), public_record(self.session, self.pair)),
            (_("With you"), with_seat(self.session, self.pair)),
            (_("With each other"), mutual(self.session, self.pair)),
        )
        for number, (title, lines) in enumerate(groups):
            if not lines:
                continue
            column.skip(10 if items else 0)
            items.append(Label(rect=column.take(30), text=title, style="strong", colour="accent", align="center"))
            items.append(Panel(rect=column.take(1), fill="line", border="", radius=0))
            for place, line in enumerate(lines):
                items += contrast_items(line, column.take(ROW), look, f"line.{number}.{place}")
        return items, column.y

    def changed(self, command: Command) -> Changes:
        """Other nations, or the same the other way round."""
        match command.name:
            case "swap":
                self.pair = (self.pair[1], self.pair[0])
            case "choose":
                self._choosing = command.argument
                return Push(FindNation(self.session.scenario))
            case "found":
                row = self.session.setting.row(command.value)
                other = self.pair[1 - self._choosing]
                self.pair = (row, other) if self._choosing == 0 else (other, row)
        return None


def contrast_items(line: Contrast, strip: Rect, look: Look, identity: str) -> list[Item]:
    """Value, bar, name, bar, value; without bars the values stand beside the name."""
    value = VALUE if strip.width > 1000 else NARROW_VALUE
    name = strip.middle(strip.width * 30 // 100, strip.height)
    left = Rect(strip.x, strip.y, name.x - strip.x - 10, strip.height)
    right = Rect(name.right + 10, strip.y, strip.right - name.right - 10, strip.height)
    items: list[Item] = [
        Label(rect=name, text=look.text.ellipsis(line.name, "body", name.width), colour="muted", align="center"),
        Area(rect=name, id=identity, tip=line.tip),
    ]
    for place, (half, side) in enumerate(zip((left, right), line.sides, strict=True)):
        number, bar = half.take_left(value, 8) if place == 0 else half.take_right(value, 8)
        if side.low is None:
            number, bar = half, Rect(0, 0, 0, 0)
        else:
            items.append(Bar(rect=bar.middle(bar.width, 12), parts=_parts(side, place), marks=_marks(line, place)))
        items.append(Label(rect=number, text=look.text.ellipsis(side.text, "strong", number.width), style="strong",
                           align="start" if place else "end" if side.low is None else "start"))  # fmt: skip
    return items


def _parts(side: Side, place: int) -> tuple[Part, ...]:
    """The sure part and the hatched one, growing away from the middle."""
    low = side.low or 0.0
    sure, doubt = Part(low, "teal"), Part(max(0.0, side.high - low), "teal", hatched=True)
    if place:
        return sure, doubt
    return Part(max(0.0, 1 - side.high), "track"), doubt, sure


def _marks(line: Contrast, place: int) -> tuple[float, ...]:
    if line.own is None:
        return ()
    return (line.own if place else 1 - line.own,)


# ------------------------------------------------------------------------------------------------- what is compared


def forces(session: Session, pair: tuple[int, int]) -> list[Contrast]:
    """The eight quantities with their intervals."""
    seen, seat = session.seen, session.seat
    scale = scales(session.setting)
    lines = []
    for q, quantity in enumerate(QUANTITIES):
        stock = q < READINESS
        write = tenth_text if stock else share_text
        ends = []
        for row in pair:
            value = max(0, int(seen.estimate[0, seat, row, q]))
            slack = int(seen.error[0, seat, row]) * int(scale[row, q]) // ONE
            high = value + slack if stock else min(ONE, value + slack)
            ends.append((value, max(0, value - slack), high))
        mine = int(seen.estimate[0, seat, seat, q])
        whole = max(*(high for _value, _low, high in ends), mine, 1) * 1.05 if stock else float(ONE)
        sides = []
        for row, (value, low, high) in zip(pair, ends, strict=True):
            text = write(value) if row == seat else f"{write(low).removesuffix('%')}–{write(high)}"
            sides.append(Side(text, low / whole, high / whole, ((nation_name(session.scenario, row), text),)))
        notion = QUANTITY_NOTIONS[quantity]
        lines.append(_contrast(session, pair, sides, notion_tip(notion), mine / whole))
    return lines


def _contrast(
    session: Session, pair: tuple[int, int], sides: list[Side], tip: Tip, own: float | None = None
) -> Contrast:
    pairs = tuple((nation_name(session.scenario, row), side.text) for row, side in zip(pair, sides, strict=True))
    return Contrast(tip.title, (sides[0], sides[1]), Tip(title=tip.title, text=tip.text, pairs=pairs), own)


def _share(value: int) -> Side:
    return Side(share_text(value), max(0, value) / ONE, max(0, value) / ONE)


def public_record(session: Session, pair: tuple[int, int]) -> list[Contrast]:
    """Standing, reliability, and what everybody can count."""
    seen, setting = session.seen, session.setting
    public, n = seen.public, setting.n
    burning = (public.kind[0, :n] > 0).astype(int) + (public.kind[0, n:] > 0).astype(int)
    held = (public.agreement[0] > 0).sum(axis=(0, 2))
    shares = (("standing", public.standing[0]), ("reliability", seen.reliability[0]))
    counts = (
        (_("Contingents in missions"), public.posted[0].sum(axis=0)),
        (_("Agreements kept up"), held),
        (_("Defence attachés abroad"), public.post[0].sum(axis=1)),
        (_("Forums"), setting.forums.members.sum(axis=0)),
        (_("Commitments kept"), public.kept[0]),
        (_("Commitments broken"), public.broken[0]),
        (_("Open crises"), burning),
    )
    lines = [
        _contrast(session, pair, [_share(int(values[row])) for row in pair], notion_tip(TERMS[name]))
        for name, values in shares
    ]
    for title, values in counts:
        sides = [Side(str(int(values[row]))) for row in pair]
        lines.append(_contrast(session, pair, sides, Tip(title=title, text=_("Everybody knows this."))))
    return lines


def with_seat(session: Session, pair: tuple[int, int]) -> list[Contrast]:
    """How the two stand to the seat; a side that is the seat itself has nothing to say."""
    seen, seat = session.seen, session.seat
    you = Side(_("you"))

    def trust(row: int) -> Side:
        value, slack = int(seen.estimate[0, seat, row, TRUST]), int(seen.error[0, seat, row])
        return Side(f"{share_text(max(-ONE, value - slack)).removesuffix('%')}…{share_text(min(ONE, value + slack))}")

    stand, hostile = session.strength(seat), seen.public.hostility[0, seat]
    rows: tuple[tuple[Tip, Callable[[int], Side]], ...] = (
        (Tip(title=_("They stand by you"), text=_("How surely, as you estimate it.")),
         lambda row: _share(int(stand[row]))),
        (Tip(title=_("You stand by them"), text=_("How surely you would.")),
         lambda row: _share(int(session.strength(row)[seat]))),
        (notion_tip(TERMS["trust"]), trust),
        (notion_tip(TERMS["hostility"]), lambda row: _share(int(hostile[row]))),
        (notion_tip(TERMS["interoperability"]), lambda row: _share(int(seen.public.interoperability[0, seat, row]))),
        (notion_tip(TERMS["interests"]), lambda row: Side(share_text(int(session.setting.similarity[seat, row])))),
        (Tip(title=_("Agreements with you"), text=_("By type and level.")), lambda row: _agreements(session, row)),
        (notion_tip(TERMS["distance"]),
         lambda row: Side(_("{n} km").format(n=int(session.setting.distance[seat, row])))),
    )  # fmt: skip
    return [_contrast(session, pair, [you if row == seat else make(row) for row in pair], tip) for tip, make in rows]


def _agreements(session: Session, row: int) -> Side:
    levels = session.seen.public.agreement[0, :, session.seat, row]
    both = np.maximum(levels, session.seen.public.agreement[0, :, row, session.seat])
    return Side(str(int((both > 0).sum())))


def mutual(session: Session, pair: tuple[int, int]) -> list[Contrast]:
    """What is between the two: how each stands by the other, hostility, agreements, treaties."""
    a, b = pair
    if a == b:
        return []
    public, scenario = session.seen.public, session.scenario
    stand = (int(session.strength(b)[a]), int(session.strength(a)[b]))
    tip = Tip(title=_("Stands by the other"), text=_("From what is public, and from what you know of your own ties."))
    lines = [_contrast(session, pair, [_share(value) for value in stand], tip)]
    hostile = _share(int(public.hostility[0, a, b]))
    lines.append(_contrast(session, pair, [hostile, hostile], notion_tip(TERMS["hostility"])))
    for kind, name in enumerate(AGREEMENTS):
        give, take = int(public.agreement[0, kind, a, b]), int(public.agreement[0, kind, b, a])
        if give or take:
            title = option_name("agreement", name) if kind != AID else _("Military aid given")
            sides = [Side(level_text(level) if level else _("none")) for level in (give, take)]
            lines.append(_contrast(session, pair, sides, Tip(title=title)))
    for number, treaty in enumerate(worded(scenario).treaties):
        if public.member[0, number, a] and public.member[0, number, b]:
            side = Side(_(TREATY_NAMES[treaty.type]))
            lines.append(_contrast(session, pair, [side, side], Tip(title=treaty.name)))
    return lines
