"""The pad of candidates: the greedy choice of all nations at once is that of each nation by itself, told plainly."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.chance import Luck
from game.core.instruments import POSITION
from game.ministers.policy import CONSIDERED, FUNDS_PRICE, Blur, Pad

MEANS = ("staff", "funds", "contingents", "officers")
SLOTS = 10
PLAIN = Blur(Luck.of(0, np.arange(1), 0), np.zeros(1, np.uint64), 0)
Given = tuple[np.ndarray, dict[str, np.ndarray]]


def _candidates(worlds: int, nations: int, count: int, seed: int) -> list[Given]:
    """Values around 0, many of them small, with what each takes and a mark that some share."""
    draw = np.random.default_rng(seed)
    given = []
    for number in range(count):
        shape = (worlds, nations)
        columns: dict[str, np.ndarray] = {name: draw.integers(0, 3, shape) * 50 for name in MEANS}
        columns["staff"] = np.array(50 * (number % 5))
        columns["mark"] = draw.integers(0, 6, shape) if number % 2 else np.array(0)
        columns["target"] = draw.integers(0, nations, shape)
        given.append((draw.integers(-3, 6, shape) ** 3, columns))
    return given


def _chosen(given: list[Given], budget: dict[str, np.ndarray]) -> list[list[list[tuple[int, int]]]]:
    worlds, nations = budget["staff"].shape
    pad = Pad(worlds, nations)
    for number, (value, columns) in enumerate(given):
        pad.note(value, "forum", option=number, **columns)
    table = pad.choose(budget, SLOTS, PLAIN)
    assert set(np.unique(table.instrument)) <= {-1, POSITION["forum"]}
    return [[[(int(o), int(t)) for k, o, t in zip(table.instrument[w, i], table.option[w, i], table.target[w, i],
                                                  strict=True) if k >= 0]
             for i in range(nations)] for w in range(worlds)]  # fmt: skip


def _plainly(given: list[Given], budget: dict[str, np.ndarray], w: int, i: int) -> list[tuple[int, int]]:
    def of(array: np.ndarray) -> int:
        return int(np.broadcast_to(array, budget["staff"].shape)[w, i])

    purse = max(of(budget["funds"]), 1)
    paid = [min(of(columns["funds"]) * FUNDS_PRICE // purse, FUNDS_PRICE) for _, columns in given]
    worth = [max(of(value), 0) * 100 // (of(columns["staff"]) + 50 + price)
             for (value, columns), price in zip(given, paid, strict=True)]  # fmt: skip
    order = [k for k in sorted(range(len(given)), key=lambda k: (-worth[k], k)) if worth[k] > 0][:CONSIDERED]
    left, marks, found = {name: of(amount) for name, amount in budget.items()}, set(), []
    for k in order:
        columns = given[k][1]
        short = any(of(columns[name]) > left[name] for name in MEANS)
        if short or of(columns["mark"]) in marks or len(found) == SLOTS:
            continue
        marks |= {of(columns["mark"])} - {0}
        left = {name: amount - of(columns[name]) for name, amount in left.items()}
        found.append((k, of(columns["target"])))
    return found


@pytest.mark.parametrize("count", [1, 7, 30, 60])
def test_the_choice_is_the_greedy_one(count: int) -> None:
    worlds, nations = 3, 4
    given = _candidates(worlds, nations, count, seed=count)
    budget = {name: np.random.default_rng(9).integers(0, 500, (worlds, nations)).astype(np.int32) for name in MEANS}
    chosen = _chosen(given, budget)
    for w in range(worlds):
        for i in range(nations):
            assert chosen[w][i] == _plainly(given, budget, w, i)
    assert any(chosen[w][i] for w in range(worlds) for i in range(nations))


def test_a_nation_chooses_alone_as_it_does_among_many() -> None:
    """What is worth next to nothing for its staff once depended on how much the others had to consider."""
    given = _candidates(5, 3, 40, seed=2)
    budget = {name: np.full((5, 3), 700, np.int32) for name in MEANS}
    together = _chosen(given, budget)
    for w in range(5):
        alone = [
            (value[w : w + 1], {name: one[w : w + 1] if one.ndim else one for name, one in columns.items()})
            for value, columns in given
        ]
        assert _chosen(alone, {name: amount[:1] for name, amount in budget.items()})[0] == together[w]


def test_nobody_chooses_from_an_empty_pad() -> None:
    assert (Pad(2, 3).choose({"staff": np.ones((2, 3), np.int32)}, SLOTS, PLAIN).instrument == -1).all()
