"""How good the end is: the margin over the balanced minister in the seat, and the place among other worlds."""

from __future__ import annotations

from game.sim.scoring import Standing, margin, percentile
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Bar, Item, Label, Part, Tip
from game.ui.toolkit.scene import Look
from game.ui.widgets.points import signed
from game.ui.words.i18n import _
from game.ui.words.said import said

WIDTH, HEIGHT = 600, 76
ENOUGH = 16  # other worlds before a place among them is worth telling


def standing_items(found: Standing | None, index: int, area: Rect, look: Look) -> list[Item]:
    """Two cells side by side: against the minister, and among other worlds; what is not known yet says so."""
    left, right = area.columns(2, 16)
    return [*_minister(found, index, left, look), *_worlds(found, index, right, look)]


def _minister(found: Standing | None, index: int, cell: Rect, look: Look) -> list[Item]:
    title = _("Against the balanced minister")
    text = _("The same campaign on the same luck, with the balanced minister in your seat.")
    area = Area(rect=cell, id="standing.minister", tip=Tip(title=title, text=text))
    if found is None or found.reference is None:
        return [*_cell(cell, look, ("\u2026", "muted"), (title, _("it is playing your campaign"))), area]
    ahead = margin(index, found.reference)
    colour = "good" if ahead > 0 else "bad" if ahead < 0 else "text"
    reached = _("it reached {index}").format(index=f"{found.reference / 10:.1f}")
    return [*_cell(cell, look, (signed(ahead), colour), (title, reached)), area]


def _worlds(found: Standing | None, index: int, cell: Rect, look: Look) -> list[Item]:
    title = _("Among other worlds, luck included")
    text = _("In how many other worlds of the scenario the balanced minister ended lower in your seat. "
             "A good place may be good luck.")  # fmt: skip
    if found is not None and found.trouble:
        text += "\n" + _("They could not be kept for the next time. {why}").format(why=said(found.trouble))
    items: list[Item] = [Area(rect=cell, id="standing.worlds", tip=Tip(title=title, text=text))]
    words, bar = cell.take_top(cell.height - 8)
    share = 0.0 if found is None else found.share
    if share < 1:
        items.insert(0, Bar(rect=bar, parts=(Part(share, "teal"),)))
    if found is None or len(found.others) < min(ENOUGH, found.wanted):
        return [*_cell(words, look, ("\u2026", "muted"), (title, _("they are being played"))), *items]
    place, slack = percentile(index, found.others)
    lower = _("of {n} were lower, ±{slack}").format(n=len(found.others), slack=f"{round(slack)}%")
    return [*_cell(words, look, (f"{place:.0f}%", "accent"), (title, lower)), *items]


def _cell(cell: Rect, look: Look, figure: tuple[str, str], words: tuple[str, str]) -> list[Item]:
    """A small title over a figure and what it means."""
    title, said = words
    top, bottom = cell.take_top(24)
    width = look.text.width(figure[0], "title") + 6
    number, rest = bottom.take_top(40)[0].take_left(width, 8)
    return [
        Label(rect=top, text=look.text.ellipsis(title, "small", top.width), style="small", colour="muted"),
        Label(rect=number, text=figure[0], style="title", colour=figure[1]),
        Label(rect=rest, text=look.text.ellipsis(said, "small", rest.width), style="small", colour="muted"),
    ]
