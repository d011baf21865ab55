"""The handbook in the game: pages made from the tables of the rules, a search over them, and links between them."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.ruleset import Rules
from game.sim.manual.handbook import SECTIONS, Entry, Number, Page, Part, find, pages, search
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.toolkit.commands import Changes, Command, Pop
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Cell, Column, Icon, Item, Label, Panel, Row, Scroll, Table, TextInput, Tip
from game.ui.toolkit.layout import Column as Stack
from game.ui.toolkit.layout import paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.glossary import handbook_terms
from game.ui.words.i18n import _, current
from game.ui.words.said import said

SIDE, HEAD, BAR = 300, 44, 14
READABLE = 860  # the widest column of text


def in_words(rules: Rules) -> tuple[Page, ...]:
    """The pages in the player's language."""
    return tuple(_translated(page) for page in pages(rules, handbook_terms()))


def _translated(page: Page) -> Page:
    parts = tuple(
        Part(_said(part.title), tuple(_said(text) for text in part.texts),
             tuple(Entry(_said(one.name), _said(one.value), _said(one.text), one.link) for one in part.entries),
             part.numbers)
        for part in page.parts
    )  # fmt: skip
    return Page(page.key, page.section, _said(page.title), parts, page.links)


def _said(text: str) -> str:
    """The translation of text that the rules wrote, line by line."""
    return "\n".join(said(line) for line in text.split("\n"))


class Handbook(Scene):
    """A list of pages with a search on the left, the page on the right."""

    def __init__(self, rules: Rules | None = None, topic: str = "") -> None:
        self.rules = rules or Rules()
        self._kept: tuple[str, tuple[Page, ...]] = ("", ())
        found = find(self.pages, topic)
        self.trail = [(found or self.pages[0]).key]
        self.query = "" if found else topic

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages in the language of the moment."""
        if self._kept[0] != current().code:
            self._kept = (current().code, in_words(self.rules))
        return self._kept[1]

    @property
    def by_key(self) -> dict[str, Page]:
        """The pages by key."""
        return {page.key: page for page in self.pages}

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.by_key[self.trail[-1]]

    # ------------------------------------------------------------------------------------------------------- the view

    def view(self, size: Size, look: Look) -> list[Item]:
        """Head, list and page."""
        head, rest = Rect(0, 0, *size).inset(PAD, GAP).take_top(HEAD, GAP)
        side, main = rest.take_left(SIDE, PAD)
        return [*self._head(head), *self._list(side), *self._page(main, look)]

    def _head(self, strip: Rect) -> list[Item]:
        back, rest = strip.take_left(CONTROL, 12)
        sign, title = rest.take_left(34, 8)
        return [
            Button(rect=back.middle(CONTROL, CONTROL), id="back", icon="back", command=Command("back"),
                   tip=Tip(title=_("Back"))),
            Icon(rect=sign.middle(28, 28), name="scroll", colour="accent"),
            Label(rect=title, text=_("Handbook"), style="heading", colour="accent"),
        ]  # fmt: skip

    def _list(self, area: Rect) -> list[Item]:
        line, rest = area.take_top(CONTROL, GAP)
        columns = (Column(_("Page"), 1.0, sortable=False),)
        return [
            TextInput(rect=line, id="query", text=self.query, placeholder=_("Search the handbook"),
                      command=Command("query"), submit=Command("first")),
            Table(rect=rest, id="pages", columns=columns, rows=list(self._rows()), selected=self.page.key,
                  command=Command("open"), header=False, empty_text=_("Nothing is called that.")),
        ]  # fmt: skip

    def _rows(self) -> Iterator[Row]:
        """What was searched for; else all pages under their sections."""
        if self.query.strip():
            for page in search(self.pages, self.query):
                yield Row(page.key, (Cell(page.title),), Tip(title=page.title, text=_(page.section)))
            return
        for section in SECTIONS:
            yield Row(f"section.{section}", (Cell(_(section), colour="accent"),))
            for page in self.pages:
                if page.section == section:
                    yield Row(page.key, (Cell(page.title),), Tip(title=page.title))

    def _page(self, area: Rect, look: Look) -> list[Item]:
        inner = area.inset(PAD, 12)
        writer = Writer(min(READABLE, inner.width - BAR), look, self.by_key)
        writer.title(self.page)
        for part in self.page.parts:
            writer.part(part)
        writer.links(self.page.links)
        return [
            Panel(rect=area),
            Scroll(rect=inner, id=f"page.{self.page.key}", children=tuple(writer.items), content_height=writer.height),
        ]

    # --------------------------------------------------------------------------------------------------- what happens

    def update(self, command: Command) -> Changes:
        """Search, turn pages, go back along the trail, leave."""
        match command.name:
            case "query":
                self.query = command.value
            case "first":
                found = search(self.pages, self.query)
                self._open(found[0].key if found else self.page.key)
            case "open" if command.value in self.by_key:
                self._open(command.value)
            case "link":
                self._open(command.argument)
            case "back":
                if len(self.trail) == 1:
                    return Pop()
                self.trail.pop()
            case "handbook":
                return Pop()
        return None

    def _open(self, key: str) -> None:
        if key != self.trail[-1]:
            self.trail.append(key)


class Writer:
    """Sets a page line by line in a given width."""

    def __init__(self, width: int, look: Look, by_key: dict[str, Page]) -> None:
        self.column = Stack(Rect(0, 0, width, 10**6), 4)
        self.width, self.look, self.by_key = width, look, by_key
        self.items: list[Item] = []
        self._links = 0

    @property
    def height(self) -> int:
        """What is written so far."""
        return self.column.y

    def _text(self, text: str, style: str = "body", colour: str = "text", indent: int = 0) -> None:
        rest = self.column.rest
        room = Rect(rest.x + indent, rest.y, rest.width - indent, rest.height)
        label = paragraph(text, room, self.look, style, colour)
        self.column.take(label.rect.height)
        self.items.append(label)

    def title(self, page: Page) -> None:
        """The page's title and section."""
        self._text(page.title, "title", "accent")
        self._text(_(page.section), "small", "muted")
        self.column.skip(GAP)

    def part(self, part: Part) -> None:
        """A stretch of the page."""
        if part.title:
            self.column.skip(10)
            self._text(part.title, "heading")
            self.items.append(Panel(rect=self.column.take(1), fill="line", border="", radius=0))
        for text in part.texts:
            self._text(text)
        for entry in part.entries:
            self._entry(entry)
        for number in part.numbers:
            self._number(number)

    def _entry(self, entry: Entry) -> None:
        """A name with its value on one line, and what there is to say of it below."""
        if entry.link:
            self._link(entry.link)
        elif not entry.value:
            self._text(entry.name, "strong" if entry.text else "body")
        else:
            self._pair(entry.name, entry.value)
        if entry.text:
            self._text(entry.text, "small", "muted", indent=38 if entry.link else 0)

    def _pair(self, name: str, value: str, style: str = "body") -> None:
        """Name and value; the name is wrapped where it is long."""
        wide = min(self.look.text.width(value, "strong") + 4, self.width // 2)
        room = self.column.rest.take_left(self.width - wide - 16)[0]
        label = paragraph(name, room, self.look, style)
        strip = self.column.take(label.rect.height)
        value = self.look.text.ellipsis(value, "strong", wide)
        right = Rect(strip.right - wide, strip.y, wide, self.look.text.line_height("strong"))
        self.items += [label, Label(rect=right, text=value, style="strong", align="end")]

    def _number(self, number: Number) -> None:
        """A knob: what it is, its value and unit, its range, where it comes from and what it is called."""
        its = number.knob
        name = _said(its.help)
        self._pair(name[:1].upper() + name[1:], f"{number.value}")
        unit = f"{_(its.unit)} ({number.plainly})" if number.plainly else _(its.unit)
        about = _("{unit}; {low} to {high}; source: {source}; {key}").format(
            unit=unit, low=its.low, high=its.high, source=_(its.source), key=number.key)  # fmt: skip
        self._text(about, "small", "muted")
        if number.value != number.default:
            self._text(_("This scenario's own; else {n}.").format(n=number.default), "small", "warning")

    def _link(self, key: str) -> None:
        self._links += 1
        title = self.by_key[key].title
        wide = min(self.width, self.look.text.width(title) + 60)
        text = self.look.text.ellipsis(title, "body", wide - 50)
        self.items.append(
            Button(rect=self.column.take(34).take_left(wide)[0], id=f"link.{self._links}", text=text, icon="next",
                   kind="quiet", align="start", command=Command("link", key))
        )  # fmt: skip

    def links(self, keys: tuple[str, ...]) -> None:
        """Pages worth reading next."""
        if not keys:
            return
        self.column.skip(10)
        self._text(_("See also"), "heading")
        for key in keys:
            self._link(key)


class Library:
    """What one key opens on any screen: the handbook at what is being looked at."""

    def __init__(self) -> None:
        self._known: tuple[str, frozenset[str]] = ("", frozenset())

    def open(self, scene: Scene, topic: str) -> Scene | None:
        """The handbook with the rules of the campaign the scene belongs to; None over the handbook itself."""
        if isinstance(scene, Handbook):
            return None
        session = getattr(scene, "session", None)
        return Handbook(None if session is None else session.setting.rules, topic if self.knows(topic) else "")

    def knows(self, topic: str) -> bool:
        """Whether a page is called so or explains something called so."""
        if self._known[0] != current().code:
            listed = in_words(Rules())
            entries = (entry.name for page in listed for part in page.parts for entry in part.entries)
            names = frozenset(name.casefold() for name in (*(page.title for page in listed), *entries))
            self._known = (current().code, names)
        return topic.casefold() in self._known[1]
