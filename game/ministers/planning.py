"""What the balanced minister does in PLAN: candidates of every instrument, valued in points of the index."""

from __future__ import annotations

import numpy as np

from game.core.crises.support import ADVERSARY, VICTIM, willingness
from game.core.exact import ONE, top
from game.core.instruments import POSITION
from game.core.instruments.instrument import Rows64
from game.core.observe import Observation
from game.core.orders import OrderTable
from game.ministers.candidates import GENERATORS, Allowed, Case
from game.ministers.means import coverage_worth, flow
from game.ministers.partners import Prospects
from game.ministers.policy import Blur, Pad, first_of
from game.ministers.weights import Weights

SLOTS = 10
LIKELY = 8
"""Surest friends among whom the most willing are asked for help."""


def plan(seen: Observation, weights: Weights, allowed: Allowed, blur: Blur) -> OrderTable:
    """Orders of every nation for PLAN; `allowed(instrument, option)` rules out what is to be left out."""
    pad = Pad(seen.worlds, seen.setting.n)
    prospects = Prospects(seen)
    income, scarcity = flow(seen), coverage_worth(seen)
    for instrument, weigh in GENERATORS.items():
        if allowed(instrument, ""):
            weigh(Case(pad, prospects, weights, allowed, income, scarcity))
    mine = seen.mine
    budget = {
        "staff": np.maximum(mine.staff - weights.reserve, 0),
        "funds": np.maximum(mine.funds - np.minimum(seen.setting.size * 3, seen.setting.income), 0),
        "contingents": mine.home,
        "officers": mine.officers,
    }
    table = pad.choose(budget, SLOTS, blur)
    return _with_requests(table, seen, allowed)


def _with_requests(table: OrderTable, seen: Observation, allowed: Allowed) -> OrderTable:
    """Add requests for help: of victims in each of their crises, and of adversaries in the first of theirs."""
    public, setting = seen.public, seen.setting
    asks = setting.rules.asks_a_turn
    wider = OrderTable.empty(seen.worlds, setting.n, table.slots + 3 * asks)
    for target, source in zip(wider.columns(), table.columns(), strict=True):
        target[:, :, : table.slots] = source
    if not allowed("request", ""):
        return wider
    w, slot = np.nonzero(public.kind > 0)
    first = table.slots + asks * (slot // setting.n)
    _ask(wider, seen, (w, slot, first), VICTIM)
    w, slot = np.nonzero((public.kind > 0) & (public.adversary >= 0))
    order = np.argsort(setting.rank[slot % setting.n], kind="stable")
    kept, _ = first_of(w[order] * setting.n + public.adversary[w[order], slot[order]], 1)
    kept = order[kept]
    _ask(wider, seen, (w[kept], slot[kept], np.full(len(kept), table.slots + 2 * asks)), ADVERSARY)
    return wider


def _ask(table: OrderTable, seen: Observation, rows: tuple[Rows64, Rows64, Rows64], side: int) -> None:
    """Write requests to the most willing of a side's surest friends; rows: world, crisis slot, first order slot."""
    w, slot, first = rows
    if not len(w):
        return
    public, setting = seen.public, seen.setting
    asker = slot % setting.n if side == VICTIM else public.adversary[w, slot].astype(np.int64)
    ladder = public.rung if side == VICTIM else public.against
    likely = top(seen.strength[w, asker] - (ladder[w, :, slot] > 0) * ONE, setting.rank, LIKELY)
    flat = [np.broadcast_to(column[:, None], likely.shape).ravel() for column in (w, slot, asker)]
    will = willingness(seen, flat[0], likely.ravel(), flat[1], flat[2], side).total.reshape(likely.shape)
    best = np.argsort(-will, axis=1, kind="stable")[:, : setting.rules.asks_a_turn]
    every = np.arange(len(w))
    for place in range(best.shape[1]):
        partner = likely[every, best[:, place]]
        keen = (will[every, best[:, place]] > -100) & (partner != asker)
        group = np.zeros_like(slot) if side == ADVERSARY else slot // setting.n
        values = (POSITION["request"], side, partner[keen], 0, 0, group[keen])
        table.put(w[keen], asker[keen], first[keen] + place, values)
