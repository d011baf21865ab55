"""What is wrong with a scenario file, problem by problem with its place, as the command `check` tells it."""

from __future__ import annotations

from game.content.reading.errors import ERROR, NOTE, WARNING, Problem
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.shelf import Found
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Button, Icon, Item, Label, Panel, Scroll, Tip
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look
from game.ui.words.i18n import _, ngettext

SIGNS = {ERROR: ("warning", "bad"), WARNING: ("warning", "warning"), NOTE: ("info", "info")}
BAR, SIGN = 14, 36


def problem_items(found: Found, area: Rect, look: Look) -> list[Item]:
    """The file, its problems in the order of their places, and a button that checks it again."""
    head, rest = area.take_top(CONTROL, GAP)
    again, title = head.take_right(200, PAD)
    count = ngettext("{n} problem in {file}", "{n} problems in {file}", len(found.problems))
    text = count.format(n=len(found.problems), file=found.path.name)
    where = paragraph(str(found.path), rest, look, "small", "muted")
    _strip, rest = rest.take_top(where.rect.height, GAP)
    column = Column(Rect(0, 0, rest.width - BAR, 0), GAP)
    cards: list[Item] = []
    for problem in found.problems:
        cards += _card(problem, column, look)
    return [
        Label(rect=title, text=look.text.ellipsis(text, "heading", title.width), style="heading", colour="bad"),
        Button(rect=again, id="check_again", text=_("Check again"), icon="redo", command=Command("check_again"),
               tip=Tip(title=_("Check again"), text=_("A file that changes is checked by itself, too."))),
        where,
        Scroll(rect=rest, id="problems", children=tuple(cards), content_height=column.y),
    ]  # fmt: skip


def _card(problem: Problem, column: Column, look: Look) -> list[Item]:
    """Line and column, the path of the key, what is wrong, what is allowed, and what may have been meant."""
    icon, colour = SIGNS[problem.severity]
    place = _("line {line}, column {column}: {path}").format(
        line=problem.line, column=problem.column, path=problem.path)  # fmt: skip
    texts = [(place, "strong", "text"), (problem.what, "body", colour)]
    if problem.allowed:
        texts.append((problem.allowed, "small", "muted"))
    if problem.suggestion:
        texts.append((_("Did you mean {word}?").format(word=f'"{problem.suggestion}"'), "small", "accent"))
    width = column.area.width - SIGN - 2 * GAP
    heights = [look.text.height(text, style, width) for text, style, _colour in texts]
    rect = column.take(sum(heights) + 2 * GAP)
    items: list[Item] = [
        Panel(rect=rect, fill="raised", border="line"),
        Icon(rect=Rect(rect.x + GAP, rect.y + GAP + 2, 20, 20), name=icon, colour=colour),
    ]
    y = rect.y + GAP
    for (text, style, shade), height in zip(texts, heights, strict=True):
        line = Rect(rect.x + SIGN, y, width, height)
        items.append(Label(rect=line, text=text, style=style, colour=shade, valign="top", fit="wrap"))
        y += height
    return items
