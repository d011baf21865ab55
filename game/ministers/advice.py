"""What a minister would do in a seat, as orders that a player can take over one by one."""

from __future__ import annotations

import numpy as np

from game.core.chance import Luck
from game.core.instruments import TABLE
from game.core.instruments.instrument import Target
from game.core.observe import Observation
from game.core.orders import Order, OrderTable, crisis_id
from game.core.setting import Setting
from game.ministers.balanced import Balanced
from game.ministers.policy import Policy

ADVISER = Balanced(seated=False)


def advise(seen: Observation, seat: int, adviser: Policy = ADVISER) -> tuple[Order, ...]:
    """The adviser's orders for the seat at this decision point (batch of one), from the seat's own observation."""
    luck = Luck.of(int(seen.setting.keys[seat]), np.zeros(1, np.int64), seen.step)
    return orders_of(adviser.decide(seen, luck), seat, seen.setting)


def orders_of(table: OrderTable, seat: int, setting: Setting, world: int = 0) -> tuple[Order, ...]:
    """One nation's row of a table as orders, in the order in which they would be carried out."""
    found = []
    for slot in np.nonzero(table.instrument[world, seat] >= 0)[0]:
        position, option, target, level, amount, group = (int(column[world, seat, slot]) for column in table.columns())
        row = TABLE[position]
        name = _target_name(row.target, target, setting)
        found.append(Order(setting.nations[seat], row.key, row.options[option], name, level, amount, group))
    return tuple(found)


def _target_name(kind: Target, row: int, setting: Setting) -> str:
    match kind:
        case Target.NATION:
            return setting.nations[row]
        case Target.MISSION:
            return setting.missions.ids[row]
        case Target.FORUM:
            return setting.forums.ids[row]
        case Target.CRISIS:
            return crisis_id(setting, row)
        case Target.DECISION:
            return setting.decisions[row].id
        case Target.NONE:
            return ""
