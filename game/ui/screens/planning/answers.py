"""Offers made to you: who, what it brings and costs, what your staff thinks of it, and your answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.core.offers import OFFERS
from game.core.orders import Order
from game.core.terms import Explanation
from game.ui.painting.flag import flag_item
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.choices import Choices, price_text
from game.ui.toolkit.commands import Changes, Command, Pop, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Area, Button, Dropdown, Icon, Item, Label, Option, Panel, Tip
from game.ui.toolkit.layout import Column, line, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.words.explain import explained, hundredths_text, notion_text, points_of, verdict_colour, verdict_text
from game.ui.words.glossary import OFFER_NOTIONS
from game.ui.words.i18n import _
from game.ui.words.names import nation_name, offer_name
from game.ui.words.orders import offer_detail

if TYPE_CHECKING:
    from game.ui.play.insight import Offer
    from game.ui.play.session import Session

HIGHEST = 3
ANSWERS = 200  # width of the buttons
CARD = 152


class Answers(Scene):
    """Each offer on a card of its own; an answer goes into the plan at once and can be changed until the turn ends."""

    modal = True

    def __init__(self, session: Session) -> None:
        self.session = session

    # What is offered and answered

    def given(self, offer: Offer) -> int:
        """The place in the plan of the answer to an offer, -1 where there is none."""
        nation = self.session.setting.nations[offer.proposer]
        for place, order in enumerate(self.session.plan):
            if order.instrument == "answer" and order.target == nation:
                return place
        return -1

    def order(self, offer: Offer, option: str, level: int = 0) -> Order:
        return self.session.order("answer", option, self.session.setting.nations[offer.proposer], level)

    def judged(self, offer: Offer) -> Explanation:
        """What the seat's own score makes of an offer: exact, as it is about itself."""
        return replace(self.session.own_view(offer), title="own consent")

    def burden(self, offer: Offer) -> str:
        """What it takes to accept: now, and turn after turn."""
        now = price_text(Choices(self.session, without=self.given(offer)).price(self.order(offer, "accept")))
        if offer.drill:
            return _("Takes {price} this quarter.").format(price=now)
        seat, kind = self.session.seat, offer.code - 1
        pair = (offer.proposer, seat)
        levels = offer.level - int(self.session.seen.public.agreement[0, kind, *pair])
        upkeep = hundredths_text(levels * self.session.setting.rules.upkeep_staff)
        return _("Takes {price} now, and {upkeep} staff more each turn.").format(price=now, upkeep=upkeep)

    # The picture

    def view(self, size: Size, look: Look) -> list[Item]:
        """A card for each offer, the best first."""
        offers = self.session.offers()
        height = min(size.height - 2 * PAD, 2 * PAD + 44 + max(1, len(offers)) * (CARD + GAP) + CONTROL)
        plate = Rect(0, 0, *size).middle(min(size.width - 2 * PAD, 960), height)
        head, rest = plate.inset(PAD).take_top(36, GAP)
        button, cards = rest.take_bottom(CONTROL, GAP)
        items: list[Item] = [
            Panel(rect=plate, border="frame", shadow=True),
            Label(rect=head, text=_("Offers to you"), style="heading", colour="accent"),
            Button(rect=button.take_right(200)[0], id="done", text=_("Done"), kind="primary", command=Command("back")),
        ]
        if not offers:
            items.append(paragraph(_("Nobody has offered you anything this quarter."), cards, look, colour="muted"))
        for place, (offer, card) in enumerate(zip(offers, cards.rows(max(1, len(offers)), GAP), strict=False)):
            items += self._card(place, offer, card, look)
        return items

    def _card(self, place: int, offer: Offer, card: Rect, look: Look) -> list[Item]:
        right, left = card.inset(12, 8).take_right(ANSWERS, PAD)
        flag, text = left.take_left(52, 12)
        scenario, notion = self.session.scenario, OFFER_NOTIONS[OFFERS[offer.code]]
        title = _("{nation}: {offer}, {detail}").format(
            nation=nation_name(scenario, offer.proposer), offer=offer_name(offer.code, theirs=True),
            detail=offer_detail(offer.code, offer.level),
        )  # fmt: skip
        column = Column(text, 2)
        head = column.take(27)
        items: list[Item] = [
            Panel(rect=card, fill="raised", border="line"),
            flag_item(scenario.nations[offer.proposer], flag.take_top(39)[0], f"flag.{place}"),
            line(title, head, look, f"offer.{place}", "strong"),
        ]
        said = f"{notion_text(notion)} {self.burden(offer)}".replace("\n", " ")
        room = max(0, column.rest.height - 26)
        about = paragraph(said, column.rest, look, "small")
        lines = max(1, room // look.text.line_height("small"))
        if about.rect.height > room:
            kept = look.text.wrap(said, "small", text.width)[:lines]
            about = paragraph("\n".join([*kept[:-1], look.text.ellipsis(kept[-1] + " …", "small", text.width)]),
                              column.rest, look, "small")  # fmt: skip
        column.take(about.rect.height)
        items += [about, *self._advice(place, offer, column.rest.take_top(24)[0], look)]
        return [*items, *self._controls(place, offer, right)]

    def _advice(self, place: int, offer: Offer, strip: Rect, look: Look) -> list[Item]:
        judged = self.judged(offer)
        points = points_of(judged)
        icon, text = strip.take_left(18, 8)
        said, colour = verdict_text(points), verdict_colour(points)
        notion = OFFER_NOTIONS[OFFERS[offer.code]]
        tip = explained(
            judged, _("What it is worth to you"), "\n".join(filter(None, (_(notion.text), _(notion.moves))))
        )
        return [
            Icon(rect=icon.middle(18, 18), name="tick" if judged.margin >= 0 else "close", colour=colour),
            Label(rect=text, text=look.text.ellipsis(said, "small", text.width), style="small", colour=colour),
            Area(rect=strip, id=f"advice.{place}", tip=tip),
        ]

    def _controls(self, place: int, offer: Offer, area: Rect) -> list[Item]:
        """Accept, decline, or name another level; the answer given is marked."""
        at = self.given(offer)
        given = self.session.plan[at] if at >= 0 else None
        choices = Choices(self.session, without=at)
        rows = area.middle(area.width, min(area.height, 128)).rows(3, 6)
        items: list[Item] = []
        for rect, option, text, icon in (
            (rows[0], "accept", _("Accept"), "tick"), (rows[1], "decline", _("Decline"), "close"),
        ):  # fmt: skip
            why = choices.refusal(self.order(offer, option))
            items.append(
                Button(rect=rect, id=f"{option}.{place}", text=text, icon=icon, enabled=not why, reason=why,
                       selected=given is not None and given.option == option, command=Command(option, place))
            )  # fmt: skip
        levels = [level for level in range(1, HIGHEST + 1) if level != offer.level]
        options = tuple(Option(str(level), _("Level {level}").format(level=level)) for level in levels)
        why = _("Only an agreement can be countered.") if offer.drill else ""
        if not why:
            why = choices.refusal(self.order(offer, "counter", levels[0]))
        chosen = str(given.level) if given is not None and given.option == "counter" else ""
        items.append(
            Dropdown(rect=rows[2], id=f"counter.{place}", options=options, selected=chosen, enabled=not why, reason=why,
                     placeholder=_("Counter-offer"), command=Command("counter", place),
                     tip=Tip(title=_("Counter-offer"), text=_("Name the level you would sign; they may come back.")))
        )  # fmt: skip
        return items

    # What the player does

    def update(self, command: Command) -> Changes:
        """Give an answer, take it back when it is pressed again, or leave."""
        if command.name in ("accept", "decline", "counter"):
            level = int(command.value) if command.name == "counter" else 0
            return self._answer(self.session.offers()[command.argument], command.name, level)
        return Pop() if command.name == "back" else None

    def _answer(self, offer: Offer, option: str, level: int) -> Changes:
        order, at = self.order(offer, option, level), self.given(offer)
        if at >= 0 and self.session.plan[at] == order:
            self.session.remove(at)
            return None
        why = self.session.exchange(at, order)
        return None if why is None else Say(why, "bad")
