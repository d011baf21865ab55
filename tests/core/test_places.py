"""Flat ways of finding and reading places give what NumPy's own ways give."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.phase import add
from game.core.places import at, flat, where


@pytest.mark.parametrize("shape", [(7,), (4, 5), (3, 4, 5), (2, 3, 4, 5)])
@pytest.mark.parametrize("portion", [0.0, 0.1, 1.0])
def test_what_holds_is_found_in_the_order_of_rows(shape: tuple[int, ...], portion: float) -> None:
    flags = np.random.default_rng(1).random(shape) < portion
    assert [axis.tolist() for axis in where(flags)] == [axis.tolist() for axis in np.nonzero(flags)]


def test_what_is_not_laid_out_in_one_row_is_found_and_read_all_the_same() -> None:
    array = np.arange(120, dtype=np.int32).reshape(2, 3, 4, 5)
    view = array[:, 1].swapaxes(1, 2)
    w, i, j = where(view % 3 == 0)
    assert (np.stack(np.nonzero(view % 3 == 0)) == np.stack([w, i, j])).all()
    assert (at(view, w, i, j) == view[w, i, j]).all()


def test_leading_indices_read_whole_rows() -> None:
    array = np.random.default_rng(2).integers(0, 99, (3, 4, 5, 6))
    w, i, j = (np.array(row) for row in ([2, 0, 1, 2], [3, 0, 2, 3], [4, 0, 1, 0]))
    assert (at(array, w, i) == array[w, i]).all()
    assert (at(array, w, i, j) == array[w, i, j]).all()
    assert (array.reshape(-1, 6)[flat(array.shape, w, i, j)] == array[w, i, j]).all()


def test_what_is_added_at_places_that_meet_adds_up() -> None:
    array: np.ndarray = np.zeros((2, 3), np.int32)
    w, i, amount = np.array([0, 0, 1, 0]), np.array([1, 1, 2, 0]), np.array([5, 7, -2, 1], np.int64)
    add(array, (w, i), amount)
    add(array, (w, i), 10)
    assert array.tolist() == [[11, 32, 0], [0, 0, 8]]


def test_nothing_is_added_to_a_copy_by_mistake() -> None:
    with pytest.raises(ValueError, match="copy"):
        add(np.zeros((3, 2), np.int32).T, (np.array([0]), np.array([1])), 1)
