"""How much work a turn is: bytes moved through arrays and multiplications in products, counted while it is played."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from game.sim.bench.worlds import EVERYBODY, SEED, opened
from game.sim.match import finish

Array = np.ndarray[Any, Any]
FEW_PAIRS = 16_384
"""Worlds x nations x nations in which a turn is counted; what is done a nation hardly depends on it."""


class Counted(np.ndarray[Any, Any]):
    """An array that adds up what is done with it: bytes read and written, and operations in products."""

    moved = 0
    operations = 0

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, out: Any = None, **options: Any) -> Any:
        plain = [_plain(one) for one in inputs]
        if out is not None:
            options["out"] = tuple(_plain(one) for one in out)
        result = getattr(ufunc, method)(*plain, **options)
        if ufunc is np.matmul:
            Counted.operations += 2 * result.size * plain[0].shape[-1]
        Counted.moved += sum(getattr(one, "nbytes", 0) for one in (*plain, result))
        return out[0] if out is not None else _counted(result)

    def __getitem__(self, index: Any) -> Any:
        found = super().__getitem__(index)
        if isinstance(found, np.ndarray) and found.base is None:  # a copy, not a view
            Counted.moved += 2 * found.nbytes
        return found

    def __setitem__(self, index: Any, value: Any) -> None:
        Counted.moved += 2 * getattr(value, "nbytes", 0)
        super().__setitem__(index, _plain(value))

    def take(self, *given: Any, **options: Any) -> Any:
        return _copied(self.view(np.ndarray).take(*given, **options))

    def astype(self, *given: Any, **options: Any) -> Any:
        return _copied(self.view(np.ndarray).astype(*given, **options))

    def copy(self, *given: Any, **options: Any) -> Any:
        return _copied(self.view(np.ndarray).copy(*given, **options))


def _plain(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, Counted) else value


def _counted(value: Any) -> Any:
    return value.view(Counted) if isinstance(value, np.ndarray) else value


def _copied(value: Array) -> Any:
    Counted.moved += 2 * value.nbytes
    return value.view(Counted)


@dataclass(frozen=True)
class Traffic:
    """Of one nation-turn, both decision points."""

    moved_bytes: float
    product_flops: float
    passes: float  # the same bytes as reads or writes of one int32 pair array

    def seconds(self, cache_gb_s: float, sgemm_gf_s: float) -> float:
        """What it would take if nothing but the machine's own limits held it up."""
        return self.moved_bytes / cache_gb_s / 1e9 + self.product_flops / sgemm_gf_s / 1e9


def traffic(nations: int) -> Traffic:
    """Count one turn of worlds of so many nations."""
    worlds = max(1, FEW_PAIRS // nations**2)
    setting, state = opened(nations, worlds)
    arrays: dict[str, Any] = {name: array.view(Counted) for name, array in state.arrays() if name != "world"}
    watched = replace(state, **arrays)
    Counted.moved = Counted.operations = 0
    last = finish(watched, setting, EVERYBODY, SEED, 1)
    if last.digests() != finish(state, setting, EVERYBODY, SEED, 1).digests():
        raise AssertionError("counting has changed the game")
    turns = worlds * nations
    return Traffic(Counted.moved / turns, Counted.operations / turns, Counted.moved / turns / (4 * nations))
