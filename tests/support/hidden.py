"""What a seat can't know of others, and worlds that differ in nothing else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.core.setting import Setting
from game.core.state import State

Others = np.ndarray
Change = Callable[[State, Others, int], None]


def _stock(name: str, step: int = 1) -> Change:
    """Stocks and shares of others, moved up by no round number."""

    def change(state: State, others: Others, seat: int) -> None:
        array = getattr(state, name)
        array[:, others] += step * 137 if name not in ("officers", "home", "reserve", "drilling", "returning") else step

    return change


def _share(name: str) -> Change:
    def change(state: State, others: Others, seat: int) -> None:
        array = getattr(state, name)
        array[:, others] = 10_000 - array[:, others]

    return change


def _feelings(name: str) -> Change:
    """What others feel or see towards anybody, the seat among them."""

    def change(state: State, others: Others, seat: int) -> None:
        array = getattr(state, name)
        moved = np.where(array > 2_000, array - 1_777, array + 1_777)
        diagonal = np.eye(array.shape[1], dtype=np.bool_)
        array[:, others] = np.where(diagonal, array, moved)[:, others]

    return change


def _among_others(name: str) -> Change:
    """What passes between two others."""

    def change(state: State, others: Others, seat: int) -> None:
        array = getattr(state, name)
        row, column = np.ix_(others, others)
        array[:, row, column] = np.where(row == column, array[:, row, column], array[:, row, column] % 3 + 1)

    return change


def _looks(name: str) -> Change:
    def change(state: State, others: Others, seat: int) -> None:
        getattr(state, name)[:, others] += 1

    return change


def _requests(name: str) -> Change:
    """Requests for help in crises that are not the seat's, to nations that are not the seat."""

    def change(state: State, others: Others, seat: int) -> None:
        n = len(others) + 1
        array = getattr(state, name)
        w, slot = np.nonzero((state.kind > 0) & (state.adversary != seat))
        strange = slot % n != seat
        for one in others:
            array[w[strange], one, slot[strange]] ^= 1

    return change


HIDDEN: dict[str, Change] = {
    **{name: _stock(name) for name in ("funds", "staff", "officers", "home", "returning", "drilling", "reserve",
                                       "schooling", "capability")},
    **{name: _share(name) for name in ("readiness", "stability", "terror")},
    **{name: _feelings(name) for name in ("trust", "access")},
    **{name: _among_others(name) for name in ("favours", "offer", "offer_level", "counter")},
    **{name: _looks(name) for name in ("estimate", "spread", "seen")},
}  # fmt: skip
"""By array: what of it is hidden from a seat, changed."""

REQUESTS: dict[str, Change] = {name: _requests(name) for name in ("asked", "asked_against")}
"""Requests that others make of others: a believed world may hold them, an observation has no use for them."""


def changed(state: State, setting: Setting, seat: int, name: str) -> State:
    """The same worlds but for what the seat does not know of the array `name`."""
    draft = state.copy()
    others = np.array([row for row in range(setting.n) if row != seat])
    (HIDDEN | REQUESTS)[name](draft, others, seat)
    return draft
