"""An order in words, for pages that tell of a game without a session."""

from __future__ import annotations

from game.core.instruments import POSITION, TABLE
from game.core.instruments.instrument import Target
from game.core.orders import Order
from game.sim.review.branches import Course
from game.ui.words.i18n import _
from game.ui.words.names import forum_name, mission_name, nation_name
from game.ui.words.orders import contingents_text, level_text, order_title


def order_words(course: Course, order: Order) -> str:
    """What an order does, with whom, how deep and how many."""
    parts = [order_title(order), _target(course, order)]
    if order.level:
        parts.append(level_text(order.level))
    if order.amount:
        parts.append(contingents_text(order.amount))
    return " · ".join(part for part in parts if part)


def _target(course: Course, order: Order) -> str:
    scenario, setting = course.replay.scenario, course.setting
    match TABLE[POSITION[order.instrument]].target:
        case Target.NATION:
            return nation_name(scenario, setting.row(order.target))
        case Target.MISSION:
            return mission_name(scenario, setting.missions.ids.index(order.target))
        case Target.FORUM:
            return forum_name(scenario, setting.forums.ids.index(order.target))
        case Target.CRISIS:
            victim = nation_name(scenario, setting.row(order.target.partition(":")[0]))
            return _("crisis of {nation}").format(nation=victim)
    return ""
