"""Which orders of the catalog are legal now: the checks of the instruments themselves, on all of them at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.chance import Luck
from game.core.instruments import TABLE
from game.core.instruments.instrument import Rows, means
from game.core.phase import Phase
from game.core.setting import Setting
from game.core.state import State
from game.env.catalog import NO_ORDER, Catalog

Rows64 = NDArray[np.int64]


def legal(now: State, setting: Setting, catalog: Catalog, seats: Rows64) -> NDArray[np.int8]:
    """(W, S, A) 1 where the order is legal as the first of its seat (S,) at this decision point; no order always is."""
    mask = np.zeros((now.worlds, len(seats), len(catalog)), np.int8)
    mask[:, :, NO_ORDER] = 1
    phase = Phase(now, now, setting, Luck.of(0, now.world, now.step))  # checks write nothing, so nothing is copied
    living = np.flatnonzero(now.alive[:, seats])
    w, s = living // len(seats), living % len(seats)
    for position, instrument in enumerate(TABLE):
        numbers = catalog.of_instrument[position]
        if instrument.planning == now.planning and len(numbers) and len(living):
            place = (living[:, None] * len(catalog) + numbers).ravel()
            rows = _each(w, seats[s], numbers, catalog)
            mask.reshape(-1)[_legal(phase, position, rows, place)] = 1
    return mask


def _each(w: Rows64, nation: Rows64, numbers: Rows64, catalog: Catalog) -> Rows:
    """Every one of the numbered orders for each nation of (w, nation); what the catalog holds is in range."""
    columns = (np.tile(column[numbers].astype(np.int64), len(w)) for column in catalog.columns[1:])
    return Rows(np.repeat(w, len(numbers)), np.repeat(nation, len(numbers)), *columns)


def _legal(phase: Phase, position: int, rows: Rows, place: Rows64) -> Rows64:
    """The places whose order passes all checks; rows are let go once most of them have failed."""
    instrument, good = TABLE[position], np.ones(len(rows), np.bool_)
    for check in instrument.checks:
        good &= ~check.failed(phase, rows)
        if 2 * np.count_nonzero(good) < len(good):
            rows, place, good = rows.take(good), place[good], good[good]
    price = instrument.cost(phase, rows)
    for check in means(lambda phase, rows: price):
        good &= ~check.failed(phase, rows)
    return place[good]
