"""A nation's dossier: beside the map, or as a screen of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from game.ui.painting.flag import flag_item
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.people.counterparts import counterpart
from game.ui.play.choices import Choices
from game.ui.screens.nations.dossier_parts import (
    Section,
    estimate_section,
    figure_section,
    others_section,
    relation_section,
    strength_section,
    tie_section,
)
from game.ui.screens.planning.negotiation import Negotiation
from game.ui.screens.planning.order_dialog import OrderDialog
from game.ui.toolkit.commands import Changes, Command, Pop, Push
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Item, Panel, Scroll, Tip
from game.ui.toolkit.layout import line, shift
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.effects import effect_text
from game.ui.words.explain import points_of
from game.ui.words.i18n import _, current
from game.ui.words.names import nation_name, option_name
from game.ui.words.orders import fitting, icon_of

if TYPE_CHECKING:
    from game.ui.play.session import Session

MARGIN = 12
BAR = 14  # kept free for a scroll bar
HEAD = 56
THREE_COLUMNS = 1200
Maker = Callable[["Session", int, Section], None]


def dossier_items(session: Session, nation: str, area: Rect, look: Look) -> list[Item]:
    """The dossier as a side panel. The screen around it answers `dossier.close` and `dossier.show` (a nation's id)."""
    j = session.setting.row(nation)
    inner = area.inset(MARGIN)
    head, rest = inner.take_top(HEAD, GAP)
    items: list[Item] = [Panel(rect=area), *_head(session, j, head, look, Command("dossier.close"))]
    if j != session.seat:
        buttons, rest = rest.take_top(2 * CONTROL + 6, GAP)
        cells = [cell for row in buttons.rows(2, 6) for cell in row.columns(2, 6)]
        items += [*_buttons(session, j, cells[:3], look), _whole(cells[3], nation, look)]
    else:
        buttons, rest = rest.take_top(CONTROL, GAP)
        items.append(_whole(buttons, nation, look))
    return [*items, _scroll(session, j, _makers(session, j), rest, (look, "dossier.scroll"))]


def dossier_update(session: Session, command: Command) -> Changes:
    """Answer the buttons of a dossier; None for what the screen around it has to answer."""
    match command.name:
        case "dossier.negotiate":
            return Push(Negotiation(session, command.argument))
        case "dossier.order":
            instrument, nation, option = command.argument
            return Push(OrderDialog(session, instrument, nation, option))
        case "dossier.whole":
            return Push(Dossier(session, command.argument))
    return None


def _makers(session: Session, j: int) -> tuple[Maker, ...]:
    if j == session.seat:
        return index_section, estimate_section, others_section, figure_section
    return (
        counterpart_section,
        strength_section,
        estimate_section,
        relation_section,
        tie_section,
        others_section,
        figure_section,
    )


def counterpart_section(session: Session, j: int, part: Section) -> None:
    """Who speaks for the nation."""
    person = counterpart(session, j)
    part.text(person.title(), "strong", "text")
    part.text(person.about)


def index_section(session: Session, j: int, part: Section) -> None:
    """The seat's own security index, opened into its points."""
    part.heading(_("Security index"))
    part.points(points_of(session.index(), _("Index")))


def _scroll(
    session: Session, j: int, makers: Sequence[Maker], area: Rect, drawn: tuple[Look, str]
) -> Scroll:  # fmt: skip
    """The sections under one another in a scrolled strip."""
    look, identity = drawn
    children: list[Item] = []
    y = 0
    for maker in makers:
        part = Section(area.width - BAR, look, f"{identity}.{maker.__name__}")
        maker(session, j, part)
        children += shift(part.items, 0, y)
        y += part.height + 12
    return Scroll(rect=area, id=identity, children=tuple(children), content_height=y)


def _head(session: Session, j: int, area: Rect, look: Look, close: Command) -> list[Item]:
    """Flag, name, where it lies, and the way out."""
    nation = session.scenario.nations[j]
    flag, rest = area.take_left(64, MARGIN)
    button, rest = rest.take_right(36, 6)
    name, place = rest.take_top(32)
    title = nation_name(session.scenario, j)
    capital = nation.capital.names.get(current().code, nation.capital.name)
    where = _("{region} · {capital}").format(region=_(nation.region), capital=capital)
    if j == session.seat:
        where = _("Your nation · {capital}").format(capital=capital)
    if not session.seen.public.alive[0, j]:
        where = _("The state has failed")
    return [
        flag_item(nation, flag.middle(64, 48), "dossier.flag"),
        line(title, name, look, "dossier.name", "heading"),
        line(where, place, look, "dossier.place", "small", "muted"),
        Button(rect=button.middle(36, 36), id="dossier.close", icon="close", kind="quiet", command=close,
               tip=Tip(title=_("Close"))),
    ]  # fmt: skip


def _whole(rect: Rect, nation: str, look: Look) -> Button:
    title = _("Whole dossier")
    return Button(
        rect=rect, id="dossier.whole", text=fitting(look, rect.width - 48, "small", title, _("More"), ""),
        icon="scroll", style="small", command=Command("dossier.whole", nation), tip=Tip(title=title),
    )  # fmt: skip


def _buttons(session: Session, j: int, cells: Sequence[Rect], look: Look) -> list[Item]:
    """What can be done about the nation; what can't be done says why."""
    nation = session.setting.nations[j]
    choices = Choices(session)
    post = "close" if session.seen.public.post[0, session.seat, j] else "open"
    sending = (_("Send an attaché"), option_name("attache", post))
    if post == "close":
        sending = (_("Recall the attaché"), _("Recall"))
    gone = "" if session.seen.public.alive[0, j] else _("The state has failed")
    no_post = choices.refusal(session.order("attache", post, nation))
    no_drill = choices.refusal(session.order("drill", "field", nation, amount=1))
    rows = (
        ("negotiate", "handshake", (_("Negotiate"), _("Talk")), nation, gone),
        ("attache", icon_of("attache"), sending, ("attache", nation, post), no_post),
        ("drill", icon_of("drill"), (_("Propose a drill"), _("Drill")), ("drill", nation, ""), no_drill),
    )
    said = {"attache": effect_text(session.setting.rules, "attache", post)}
    items: list[Item] = []
    for cell, (key, icon, texts, argument, why) in zip(cells, rows, strict=True):
        command = Command("dossier.negotiate" if key == "negotiate" else "dossier.order", argument)
        items.append(
            Button(
                rect=cell, id=f"dossier.{key}", text=fitting(look, cell.width - 48, "small", *texts, ""), icon=icon,
                style="small", command=command, enabled=not why,
                reason=why, tip=Tip(title=texts[0], text=said.get(key, "")),
            )
        )  # fmt: skip
    return items


class Dossier(Scene):
    """The whole dossier of a nation, side by side."""

    def __init__(self, session: Session, nation: str) -> None:
        self.session = session
        self.nation = nation

    def view(self, size: Size, look: Look) -> list[Item]:
        """The sections in two or three columns under the head."""
        j = self.session.setting.row(self.nation)
        area = Rect(0, 0, *size).inset(PAD)
        head, rest = area.take_top(HEAD, PAD)
        items = _head(self.session, j, head, look, Command("back"))
        if j != self.session.seat:
            buttons, rest = rest.take_top(CONTROL, PAD)
            items += _buttons(self.session, j, buttons.columns(3, PAD), look)
        makers = _makers(self.session, j)
        count = 3 if size.width >= THREE_COLUMNS else 2
        groups = [makers[k::count] for k in range(count)] if count == 3 else [makers[::2], makers[1::2]]
        for number, (column, group) in enumerate(zip(rest.columns(count, PAD), groups, strict=True)):
            items.append(Panel(rect=column))
            scroll = _scroll(self.session, j, group, column.inset(MARGIN), (look, f"dossier.column{number}"))
            items.append(scroll)
        return items

    def update(self, command: Command) -> Changes:
        """Leave, turn to another nation, or do what a button says."""
        if command.name in ("back", "dossier.close", "dossier"):
            return Pop()
        if command.name == "dossier.show":
            self.nation = command.argument
            return None
        return dossier_update(self.session, command)
