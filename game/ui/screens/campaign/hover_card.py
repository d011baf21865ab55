"""What is under the pointer on the map: a nation and how it stands, and what the icons there are."""

from __future__ import annotations

from collections.abc import Sequence

from game.ui.map.lenses import LENSES, POLITICAL
from game.ui.map.signs.icons import TONES
from game.ui.map.signs.icons import Icon as MapIcon
from game.ui.painting.flag import flag_item
from game.ui.play.session import Session
from game.ui.screens.campaign.campaign_map import thing_icon, thing_name
from game.ui.screens.campaign.map_tools import Viewpoint
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Icon, Item, Label, Panel
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import nation_name

LINE, TITLE, FLAG = 22, 28, 32
MOST_THINGS = 4
NEW = 2  # turns in which a newcomer is told of the menu


def hover_items(
    session: Session, place: Rect, look: Look, shown: Viewpoint, under: tuple[int | None, Sequence[MapIcon]]
) -> list[Item]:
    """A card at the foot of `place`: the icons first, then the nation with what the lens says of it."""
    row, icons = under
    things = icons[: MOST_THINGS if len(icons) <= MOST_THINGS else MOST_THINGS - 1]
    more = len(icons) - len(things)
    said = [] if row is None else _said(session, shown, row)
    lines = [piece for one in said for piece in look.text.wrap(one, "small", place.width - 24)]
    height = 12 + LINE * (len(things) + bool(more) + len(lines)) + (TITLE if row is not None else 0)
    plate = place.take_bottom(height)[0]
    rest = plate.inset(12, 6)
    items: list[Item] = [Panel(rect=plate)]
    for thing in things:
        strip, rest = rest.take_top(LINE)
        icon, label = strip.take_left(18, 8)
        text = look.text.ellipsis(thing_name(session, thing.key), "small", label.width)
        tone = thing.tone or TONES[thing.kind]
        items += [Icon(rect=icon.middle(18, 18), name=thing_icon(thing.kind), colour=tone),
                  Label(rect=label, text=text, style="small")]  # fmt: skip
    if more:
        strip, rest = rest.take_top(LINE)
        text = ngettext("and {n} more", "and {n} more", more).format(n=more)
        items.append(Label(rect=strip, text=text, style="small", colour="muted"))
    return items if row is None else [*items, *_nation(session, row, rest, look, lines)]


def _nation(session: Session, row: int, area: Rect, look: Look, lines: Sequence[str]) -> list[Item]:
    title, rest = area.take_top(TITLE)
    flag, name = title.take_left(FLAG, 8)
    text = look.text.ellipsis(nation_name(session.scenario, row), "strong", name.width)
    return [
        flag_item(session.scenario.nations[row], flag.middle(FLAG, FLAG * 3 // 4), "hover.flag"),
        Label(rect=name, text=text, style="strong"),
        *(
            Label(rect=line, text=look.text.ellipsis(said, "small", line.width), style="small", colour="muted")
            for line, said in zip(rest.rows(max(1, len(lines))), lines, strict=False)
        ),
    ]


def _said(session: Session, shown: Viewpoint, row: int) -> list[str]:
    """What the lens says, how the nation stands by the seat, and whether it burns there."""
    lines = []
    if not session.seen.public.alive[0, row]:
        return [_("The state has failed")]
    if shown.lens != POLITICAL:
        lines.append(LENSES[shown.lens].say(session, shown.focus, row))
    if row != session.seat and (shown.lens != "alliance" or shown.focus != session.seat):
        lines.append(LENSES["alliance"].say(session, session.seat, row))
    burning = sum(crisis.victim == row for crisis in session.crises())
    if burning:
        lines.append(ngettext("{n} open crisis", "{n} open crises", burning).format(n=burning))
    if session.turn < NEW and session.planning:
        lines.append(_("Right-click for what can be done"))
    return lines
