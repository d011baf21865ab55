"""How orders and what they aim at are written on the screen, with a symbol and a colour for each instrument."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from game.core.instruments import POSITION, TABLE
from game.core.instruments.instrument import Instrument, Target
from game.core.offers import FIRST_DRILL
from game.core.orders import Order
from game.ui.painting.theme import CATEGORIES
from game.ui.toolkit.items import Colour
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import crisis_name, forum_name, mission_name, nation_name, option_name
from game.ui.words.story import choices_of, question

if TYPE_CHECKING:
    from game.ui.play.session import Session
    from game.ui.toolkit.scene import Look

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "peacekeeping": "shield",
        "attache": "officer",
        "drill": "cross_drill",
        "agreement": "handshake",
        "forum": "forum",
        "training": "training",
        "request": "people",
        "answer": "scroll",
        "posture": "flag",
        "commit": "shield",
        "pledge": "star",
        "good_offices": "globe",
        "decide": "info",
    }
)


SHORT_NAMES: Mapping[str, str] = MappingProxyType(
    {"attache": "Attaché", "drill": "Drill", "forum": "Forum", "commit": "Send contingents", "pledge": "Pledge"}
)
"""Names for narrow places, where they are shorter than the instrument's own."""


def fitting(look: Look, width: int, style: str, *texts: str) -> str:
    """The first of the texts that fits the width; the last of them if none does."""
    return next((text for text in texts if look.text.width(text, style) <= width), texts[-1])


def icon_of(instrument: str) -> str:
    """The symbol of an instrument; one that is not listed has a sheet of paper."""
    return ICONS.get(instrument, "staff")


def colour_of(instrument: str) -> Colour:
    """A colour of its own for each of the first eight instruments."""
    return CATEGORIES[POSITION[instrument] % len(CATEGORIES)]


def crisis_slot(session: Session, crisis: str) -> int:
    """The slot of a crisis id such as "pak:0"."""
    victim, _colon, layer = crisis.partition(":")
    return session.setting.row(victim) + int(layer) * session.setting.n


def crisis_title(session: Session, slot: int) -> str:
    """Kind and parties; for a slot without a crisis the victim alone."""
    public, scenario = session.seen.public, session.scenario
    victim = nation_name(scenario, slot % session.setting.n)
    kind, adversary = int(public.kind[0, slot]), int(public.adversary[0, slot])
    if kind == 0:
        return victim
    if adversary < 0:
        return _("{crisis}: {victim}").format(crisis=crisis_name(kind - 1), victim=victim)
    other = nation_name(scenario, adversary)
    return _("{crisis}: {victim} and {other}").format(crisis=crisis_name(kind - 1), victim=victim, other=other)


def target_name(session: Session, instrument: Instrument, target: str) -> str:
    """What an order of the instrument aims at; "" where it aims at nothing."""
    scenario, setting = session.scenario, session.setting
    match instrument.target:
        case Target.NATION:
            return nation_name(scenario, setting.row(target))
        case Target.MISSION:
            return mission_name(scenario, setting.missions.ids.index(target))
        case Target.FORUM:
            return forum_name(scenario, setting.forums.ids.index(target))
        case Target.CRISIS:
            return crisis_title(session, crisis_slot(session, target))
        case Target.DECISION:
            return question(scenario, target)
    return ""


def order_title(order: Order, short: bool = False) -> str:
    """What an order does, without with whom: the option, after its instrument unless short."""
    instrument = TABLE[POSITION[order.instrument]]
    option = option_name(order.instrument, order.option)
    if instrument.target is Target.DECISION:
        return _("Decision")
    if order.instrument == "agreement":
        return _("End: {agreement}").format(agreement=option) if order.level == 0 else option
    if short or len(instrument.options) == 1:
        return option
    return _("{instrument}: {option}").format(instrument=_(instrument.name), option=option)


def order_detail(session: Session, order: Order) -> str:
    """With whom, how deep, how many."""
    instrument = TABLE[POSITION[order.instrument]]
    if instrument.target is Target.DECISION:
        return choices_of(session.scenario, order.target)[instrument.options.index(order.option)].title
    parts = [target_name(session, instrument, order.target)]
    if order.level:
        parts.append(level_text(order.level))
    if order.amount:
        parts.append(contingents_text(order.amount))
    return " · ".join(part for part in parts if part)


def level_text(level: int) -> str:
    return _("level {level}").format(level=level)


def contingents_text(amount: int) -> str:
    return ngettext("{n} contingent", "{n} contingents", amount).format(n=amount)


def offer_detail(code: int, level: int) -> str:
    """How much is offered: a level, or contingents for a drill."""
    return contingents_text(level) if code >= FIRST_DRILL else level_text(level)
