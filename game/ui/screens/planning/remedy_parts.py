"""The cheapest change that would turn an expected refusal: looked for aside, shown, and put into the plan."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from game.core.remedies import Question, Remedy, cheapest
from game.ui.toolkit.commands import Command, Say
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Button, Icon, Item, Label
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look
from game.ui.widgets.points import signed
from game.ui.words.i18n import _
from game.ui.words.orders import order_detail, order_title
from game.ui.words.said import said

if TYPE_CHECKING:
    from game.core.orders import Order
    from game.ui.play.session import Session

BUTTON = 34


_workers: WeakKeyDictionary[Session, ThreadPoolExecutor] = WeakKeyDictionary()


def _worker(session: Session) -> ThreadPoolExecutor:
    """The one thread that searches for a campaign; it ends when the campaign is forgotten."""
    return _workers.setdefault(session, ThreadPoolExecutor(max_workers=1))


class Remedies:
    """Searches for the changes of one screen; each is made once, and one at a time in a campaign."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._found: dict[Question, Future[Remedy | None]] = {}
        self._awaited: Question | None = None  # what the picture says is being looked for

    def close(self) -> None:
        """Searches that have not begun are of no use to anybody."""
        for search in self._found.values():
            search.cancel()
        self._found.clear()

    def ready(self) -> bool:
        """Whether a search that the picture waits for has ended."""
        return self._awaited is not None and self._search(self._awaited).done()

    def _search(self, question: Question) -> Future[Remedy | None]:
        if question not in self._found:
            self._found[question] = _worker(self.session).submit(
                cheapest, self.session.seen, question, self.session.plan
            )
        return self._found[question]

    def items(self, question: Question, column: Column, look: Look) -> list[Item]:
        """The cheapest orders of the seat's own after which they would accept, all else equal; `remedy` takes them."""
        items: list[Item] = [Label(rect=column.take(28), text=_("Cheapest change"), style="strong", colour="accent")]
        search = self._search(question)
        self._awaited = None if search.done() else question
        if self._awaited is not None:
            return [*items, *bullet(_("Looking for it …"), column, look, "clock")]
        remedy = search.result()
        if remedy is None:
            return [*items, *bullet(_("Nothing within your means this quarter."), column, look, "info")]
        if not remedy.orders:
            return [*items, *bullet(_("Wait: by next quarter they are likely to accept."), column, look, "clock")]
        items += bullet(self._written(remedy), column, look, "tick")
        only_lower = all(_lower(order) for order in remedy.orders)
        text = _("Choose this level") if only_lower else _("Put it into the plan")
        take = Button(rect=column.take(BUTTON, 6), id="remedy", text=text, style="small",
                      command=Command("remedy", question))  # fmt: skip
        return [*items, take]

    def _written(self, remedy: Remedy) -> str:
        both = ((order_title(one, short=True), order_detail(self.session, one)) for one in remedy.orders)
        names = [_("{order} ({detail})").format(order=order, detail=detail) for order, detail in both]
        text = _("First: {orders}. Then propose this next quarter: {total} of {threshold} needed.")
        if any(_lower(order) for order in remedy.orders):
            text = _("{orders}: {total} of {threshold} needed.")
        return text.format(
            orders=_(" and ").join(names), total=signed(remedy.total), threshold=signed(remedy.threshold)
        )

    def take(self, question: Question) -> tuple[Say | None, int | None]:
        """Put the change into the plan: what there is to tell of it, and the lower level to choose, if any."""
        remedy, level, told = self._search(question).result(), None, None
        for order in remedy.orders if remedy is not None else ():
            if _lower(order):
                level = order.level
                continue
            why = self.session.add(order)
            if why:
                return Say(said(why), "bad"), level
            told = Say(_("Added to the plan"), "good")
        self._found.clear()
        return told, level


def _lower(order: Order) -> bool:
    """Whether it is the offer itself at a lower level, no order beside it."""
    return order.instrument == "agreement" and order.level > 0


def bullet(text: str, column: Column, look: Look, icon: str = "plus") -> list[Item]:
    """A line of advice under a symbol."""
    place, rest = column.rest.take_left(16, 8)
    line = paragraph(text, rest, look, "small")
    column.take(line.rect.height, 4)
    return [Icon(rect=Rect(place.x, place.y + 4, 16, 16), name=icon, colour="teal"), line]
