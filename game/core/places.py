"""Finding and reading many places of an array at once by one flat index: the same as NumPy's own ways, but faster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Rows64 = NDArray[np.int64]
Kind = TypeVar("Kind", bound=np.generic)


def where(flags: NDArray[np.bool_]) -> tuple[Rows64, ...]:
    """Row indices of all that hold, one array an axis, as `np.nonzero` gives them."""
    rest = np.flatnonzero(flags)
    found = []
    for size in flags.shape[:0:-1]:
        above = rest // size
        found.append(rest - above * size)
        rest = above
    return (rest, *reversed(found))


def flat(shape: Sequence[int], *index: NDArray[Any]) -> Rows64:
    """Positions in an array of that shape, laid out in one row, of as many leading indices as are given."""
    place = index[0].astype(np.int64, copy=False)
    for size, part in zip(shape[1:], index[1:], strict=False):
        place = place * size + part
    return place


def at(array: NDArray[Kind], *index: NDArray[Any]) -> NDArray[Kind]:
    """`array[index]` for leading indices of equal length, all within their axes."""
    length = len(index)
    return array.reshape(-1, *array.shape[length:]).take(flat(array.shape, *index), axis=0)
