"""Tells people what the numbers of observations and actions mean in a scenario."""

from __future__ import annotations

from game.core.instruments import TABLE
from game.env.batch import Batch, Options


def describe(scenario: str, seat: str | None = None) -> str:
    """The observation field by field with place, shape, formula and unit, and the numbers of each instrument."""
    batch = Batch(Options(scenario, () if seat is None else (seat,)))
    lines = [f"{batch.scenario.title}, seat {batch.seats[0]}: {batch.layout.size} numbers between -1 and 1", ""]
    lines += [batch.layout.table(), "", f"orders 0 to {len(batch.catalog) - 1}; 0 is no order", ""]
    for position, row in enumerate(TABLE):
        numbers = batch.catalog.of_instrument[position]
        if len(numbers):
            first = batch.catalog.order(int(numbers[0]), batch.seats[0])
            point = "PLAN" if row.planning else "RESPOND"
            lines.append(f"{numbers[0]:6} {numbers[-1]:6}  {row.key:14} {point:8} first of them: {first}")
    return "\n".join(lines)
