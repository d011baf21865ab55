"""Which orders of the catalog are legal now: the checks of the instruments themselves, on all of them at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.instruments import TABLE
from game.core.instruments.instrument import Rows, all_checks
from game.core.orders import trial
from game.core.phase import Phase
from game.core.setting import Setting
from game.core.state import State
from game.env.catalog import NO_ORDER, Catalog


def legal(now: State, setting: Setting, catalog: Catalog, seats: NDArray[np.int64]) -> NDArray[np.int8]:
    """(W, S, A) 1 where the order is legal as the first of its seat (S,) at this decision point; no order always is."""
    mask = np.zeros((now.worlds, len(seats), len(catalog)), np.int8)
    mask[:, :, NO_ORDER] = 1
    phase = trial(now, setting)
    for position, instrument in enumerate(TABLE):
        numbers = catalog.of_instrument[position]
        if instrument.planning == now.planning and len(numbers):
            _mark(mask, phase, seats, position, catalog)
    return mask


def _mark(mask: NDArray[np.int8], phase: Phase, seats: NDArray[np.int64], position: int, catalog: Catalog) -> None:
    """Write the legal orders of one instrument; each check looks only at what the checks before it have left."""
    numbers = catalog.of_instrument[position]
    worlds = mask.shape[0]
    w, s, number = (grid.ravel() for grid in np.meshgrid(np.arange(worlds), np.arange(len(seats)), numbers,
                                                         indexing="ij"))  # fmt: skip
    columns = (column[number].astype(np.int64) for column in catalog.columns[1:])
    rows = Rows(w, seats[s], *columns)
    left = np.arange(len(rows))
    for check in all_checks(TABLE[position]):
        kept = ~check.failed(phase, rows)
        if not kept.all():
            rows, left = rows.take(kept), left[kept]
        if not len(rows):
            return
    mask[w[left], s[left], number[left]] = 1
