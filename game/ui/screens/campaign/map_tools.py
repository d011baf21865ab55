"""What lies on the lower edge of the campaign's map: the lens with its legend, links to switch on, the minimap."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.ui.map.corner import Corner
from game.ui.map.lenses import FROM_A_NATION, LENSES, POLITICAL
from game.ui.map.signs.links import LINK_STYLES
from game.ui.play.session import Session
from game.ui.screens.campaign.map_links import LINK_KINDS, USUAL
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Button, Dropdown, Item, Label, Option, Panel, Tip, Toggle
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import _
from game.ui.words.names import nation_name

LENS, LEGEND = 300, 100
BUTTON, GAP, MARGIN = 40, 4, 8
TOOLS = 5 * BUTTON + 4 * GAP + 2 * MARGIN
LINKS, ROW = 304, 34
SAMPLE = 30
HIGHEST = 124  # of the minimap


@dataclass(slots=True)
class Tools:
    """What the player has switched on over the map."""

    links: frozenset[str] = field(default=USUAL)
    everybody: bool = False  # links of all nations, not only of the one looked at
    open: bool = False  # the list of links
    minimap: bool = True

    def switch(self, kind: str, on: bool) -> None:
        """Show or hide a kind of link."""
        self.links = self.links | {kind} if on else self.links - {kind}


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """What the tools speak of: the colours' meaning and the nation they are seen from."""

    lens: str
    focus: int


def lens_area(middle: Rect) -> Rect:
    """The strip over which the lens stands, free of the tools."""
    return Rect(middle.x + MARGIN, middle.y, min(LENS, middle.width - TOOLS - 3 * MARGIN), middle.height - MARGIN)


def lens_items(session: Session, area: Rect, look: Look, shown: Viewpoint) -> list[Item]:
    """The choice of what the colours mean, and their legend, at the foot of the map."""
    options = [Option(POLITICAL, _("Nations"))]
    options += [Option(key, one.name()) for key, one in LENSES.items()]
    plate = Rect(area.x, area.bottom - lens_height(shown.lens), area.width, lens_height(shown.lens))
    choice, rest = plate.inset(MARGIN).take_top(BUTTON, MARGIN)
    items: list[Item] = [
        Panel(rect=plate),
        Dropdown(rect=choice, id="lens", options=tuple(options), selected=shown.lens, command=Command("lens"),
                 tip=_lens_tip(shown.lens)),
    ]  # fmt: skip
    return items if shown.lens == POLITICAL else [*items, *_legend(session, rest, look, shown)]


def lens_height(lens: str) -> int:
    """How high the plate of the lens is."""
    return BUTTON + 2 * MARGIN if lens == POLITICAL else LEGEND


def _legend(session: Session, area: Rect, look: Look, shown: Viewpoint) -> list[Item]:
    """The five classes with their patterns, and what the ends mean."""
    lens = LENSES[shown.lens]
    low, high = lens.ends()
    strip, words = area.take_top(16, 2)
    swatches = [
        Panel(rect=cell, fill=colour, border="", radius=0, pattern=mark)
        for colour, mark, cell in zip(lens.stops, lens.marks, strip.columns(len(lens.stops), 2), strict=True)
    ]
    left, middle = words.take_left(look.text.width(low, "small") + 4, 4)
    right, middle = middle.take_right(look.text.width(high, "small") + 4, 4)
    name = nation_name(session.scenario, shown.focus)
    seen = _("of {nation}").format(nation=name) if shown.lens in FROM_A_NATION else ""
    return [
        *swatches,
        Label(rect=left, text=low, style="small", colour="muted"),
        Label(rect=middle, text=look.text.ellipsis(seen, "small", middle.width), style="small", align="center"),
        Label(rect=right, text=high, style="small", colour="muted", align="end"),
    ]


def _lens_tip(lens: str) -> Tip:
    text = "" if lens == POLITICAL else f"{LENSES[lens].help()}\n"
    return Tip(title=_("What the colours mean"), text=text + _("Key L goes through them."))


def tool_items(middle: Rect, look: Look, tools: Tools, corner: Corner) -> list[Item]:
    """Links, zoom, the way home and the minimap, at the other end of the lower edge."""
    wide = TOOLS - 2 * MARGIN
    needed = corner.height(wide)
    high = min(HIGHEST, needed) if tools.minimap else 0
    height = BUTTON + 2 * MARGIN + (high + MARGIN if high else 0)
    plate = Rect(middle.right - TOOLS - MARGIN, middle.bottom - height - MARGIN, TOOLS, height)
    row, rest = plate.inset(MARGIN).take_top(BUTTON, MARGIN)
    items: list[Item] = [Panel(rect=plate), *_buttons(row, tools)]
    if high:
        tip = Tip(title=_("Minimap"), text=_("Click or drag to move the map; arrow keys do it too."))
        items.append(corner.canvas(rest.middle(wide * high // needed, high), "minimap", look, tip))
    if tools.open:
        items += _links(Rect(plate.right - LINKS, middle.y, LINKS, plate.y - MARGIN - middle.y), tools)
    return items


def _buttons(row: Rect, tools: Tools) -> list[Item]:
    places = row.columns(5, GAP)
    rows = (
        ("map.links", "links", _("Links"), _("Which ties between nations are drawn."), "", tools.open),
        ("map.out", "minus", _("Farther"), "", "zoom_out", False),
        ("map.in", "plus", _("Nearer"), "", "zoom_in", False),
        ("map.home", "pin", _("To your nation"), "", "", False),
        ("map.corner", "globe", _("Minimap"), _("Show or hide it."), "", tools.minimap),
    )
    return [
        Button(rect=place, id=key, icon=icon, kind="quiet", selected=on, command=Command(key), hotkey=hotkey,
               tip=Tip(title=title, text=text))
        for place, (key, icon, title, text, hotkey, on) in zip(places, rows, strict=True)
    ]  # fmt: skip


def _links(area: Rect, tools: Tools) -> list[Item]:
    """A switch for each kind, with a sample of its line; and whose ties are meant."""
    height = ROW * (len(LINK_KINDS) + 1) + 2 * MARGIN
    plate = area.take_bottom(height)[0]
    items: list[Item] = [Panel(rect=plate)]
    rows = plate.inset(MARGIN).rows(len(LINK_KINDS) + 1, 0)
    for (key, kind), row in zip(LINK_KINDS.items(), rows, strict=False):
        sample, switch = row.take_right(SAMPLE, GAP)
        items += [
            Toggle(rect=switch, id=f"links.{key}", text=kind.name(), on=key in tools.links,
                   command=Command("links", key), tip=Tip(title=kind.name(), text=kind.help())),
            *_sample(key, sample),
        ]  # fmt: skip
    text = _("Of all nations")
    return [
        *items,
        Panel(rect=rows[-1].take_top(1)[0], fill="line", border="", radius=0),
        Toggle(rect=rows[-1], id="links.everybody", text=text, on=tools.everybody,
               command=Command("links", "everybody"),
               tip=Tip(title=text, text=_("Else of the nation you look at alone."))),
    ]  # fmt: skip


def _sample(key: str, area: Rect) -> list[Item]:
    style = LINK_STYLES[key]
    line = area.middle(SAMPLE, style.width + 1)
    cells = line.columns(3, 5) if style.broken else [line]
    return [Panel(rect=cell, fill=style.colour, border="", radius=0) for cell in cells]
