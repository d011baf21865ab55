"""What the balanced minister does in RESPOND: its own crises first, then requests, then offers, best first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from game.core.consent import consent, threshold
from game.core.crises.support import ADVERSARY, VICTIM, rung_for, willingness
from game.core.exact import ONE
from game.core.instruments import POSITION
from game.core.instruments.agreement import upkeep
from game.core.instruments.answer import ACCEPT, COUNTER, DECLINE
from game.core.instruments.decision import choice_score, waiting
from game.core.instruments.responses import SUPPLIES
from game.core.observe import Observation
from game.core.offers import FIRST_DRILL
from game.core.orders import OrderTable
from game.core.places import where
from game.core.terms import Ints
from game.core.vocabulary import AGREEMENTS, DRILLS, HUNDRED, TROOPS
from game.ministers.candidates import Allowed
from game.ministers.crisis import best_posture, commitments
from game.ministers.partners import Prospects
from game.ministers.policy import first_of
from game.ministers.weights import Weights

Rows64 = NDArray[np.int64]
OWN, PLEDGES, OFFERS, OFFICES, HELP = 0, 4, 7, 10, 11
"""First slots of: posture and commitment for two crises, three pledges, three answers, good offices, help unasked."""
UNASKED = 6
STORY = HELP + UNASKED
"""First slot of choices that the story leaves to the nation."""


def respond(seen: Observation, weights: Weights, allowed: Allowed) -> OrderTable:
    """Orders of every nation for RESPOND."""
    table = OrderTable.empty(seen.worlds, seen.setting.n, STORY + len(seen.setting.decisions))
    _own_crises(seen, table)
    _pledges(seen, table)
    _answers(seen, table, allowed)
    _good_offices(seen, table)
    if weights.unasked:
        _offers_of_help(seen, table, weights.unasked)
    if allowed("decide", ""):
        _decisions(seen, table)
    return table


def _write(table: OrderTable, at: tuple[Rows64, Rows64, Rows64], instrument: str, **columns: object) -> None:
    w, i, slot = at
    table.instrument[w, i, slot] = POSITION[instrument]
    for name, value in columns.items():
        getattr(table, name)[w, i, slot] = value


def _own_crises(seen: Observation, table: OrderTable) -> None:
    public, n = seen.public, seen.setting.n
    w, slot = np.nonzero(public.kind > 0)
    if not len(w):
        return
    victim, place = slot % n, OWN + 2 * (slot // n)
    posture = best_posture(seen, w, slot)
    new = posture != public.posture[w, slot]
    _write(table, (w[new], victim[new], place[new]), "posture", option=posture[new], target=slot[new])
    amount = commitments(seen, w, slot)
    going = amount > 0
    at = (w[going], victim[going], place[going] + 1)
    _write(table, at, "commit", target=slot[going], amount=amount[going])


def _best_first(score: Ints, other: Rows64, seen: Observation) -> Rows64:
    """Rows by score, best first; equal scores by the permanent rank of the other nation."""
    return np.argsort(-(score.astype(np.int64) * 1024 + seen.setting.rank[other]), kind="stable")


def _pledges(seen: Observation, table: OrderTable) -> None:
    """The three requests, for either side, that the nation would meet most willingly."""
    public, mine, setting = seen.public, seen.mine, seen.setting
    asked = [where(array > 0) for array in (public.asked, public.asked_against)]
    w, i, slot = (np.concatenate(parts) for parts in zip(*asked, strict=True))
    side = np.repeat([VICTIM, ADVERSARY], [len(rows[0]) for rows in asked])
    if not len(w):
        return
    will = np.concatenate(
        [willingness(seen, *rows, rows[1], which).total for which, rows in enumerate(_as_rows(asked))]
    )
    rung = rung_for(will, setting, public.violence[w, slot])
    wanted = public.demand[w, slot, TROOPS] * setting.rules.partner_cap // ONE // HUNDRED + 1
    amount = np.minimum(np.minimum(mine.home[w, i] // 3, wanted), 20)
    rung = np.where((rung >= 5) & (amount < 1), 4, rung)
    rung = np.where(mine.funds[w, i] < setting.rules.pledge_funds * 6, np.minimum(rung, 2), rung)
    held, other = (np.where(side == which, public.rung[w, i, slot], public.against[w, i, slot]) for which in (0, 1))
    good = np.nonzero((rung > held) & (other == 0))[0]
    order = good[_best_first(will[good], slot[good] % setting.n, seen)]
    kept, place = first_of(w[order] * setting.n + i[order], setting.rules.requests_seen)
    kept = order[kept]
    amount = np.where(rung >= 5, amount, 0)
    at = (w[kept], i[kept], PLEDGES + place)
    _write(table, at, "pledge", option=side[kept], target=slot[kept], level=rung[kept], amount=amount[kept])


def _offers_of_help(seen: Observation, table: OrderTable, most: int) -> None:
    """Supplies for those whose ties are worth most, in crises in which nobody has asked for them."""
    public, mine, setting = seen.public, seen.mine, seen.setting
    w, slot = np.nonzero(public.kind > 0)
    if not len(w):
        return
    victim = slot % setting.n
    worth = Prospects(seen).gain[w, :, victim]
    idle = (public.asked[w, :, slot] == 0) & (public.rung[w, :, slot] == 0) & (public.against[w, :, slot] == 0)
    party = (np.arange(setting.n) == victim[:, None]) | (np.arange(setting.n) == public.adversary[w, slot][:, None])
    rich = mine.funds[w] >= setting.rules.pledge_funds * 12
    friendly = public.hostility[w, victim] < 2_000
    row, i = np.nonzero(idle & ~party & rich & friendly & (worth > 0))
    order = _best_first(worth[row, i], victim[row], seen)
    kept, place = first_of(w[row[order]] * setting.n + i[order], min(most, UNASKED))
    row, i = row[order[kept]], i[order[kept]]
    _write(table, (w[row], i, HELP + place), "pledge", option=VICTIM, target=slot[row], level=SUPPLIES, amount=0)


def _as_rows(asked: list[tuple[Rows64, ...]]) -> Iterator[tuple[Rows64, Rows64, Rows64]]:
    for rows in asked:
        yield rows[0], rows[1], rows[2]


def _answers(seen: Observation, table: OrderTable, allowed: Allowed) -> None:
    public, mine, setting = seen.public, seen.mine, seen.setting
    w, proposer, i = where(public.offer > 0)
    if not len(w):
        return
    code, level = public.offer[w, proposer, i].astype(np.int64), public.offer_level[w, proposer, i].astype(np.int64)
    points = consent(seen, w, proposer, i, code, level, i).total
    margin = points - threshold(setting, code, level)
    lower = np.maximum(level - 1, 1)
    counter = (margin < 0) & (level > 1) & (code < FIRST_DRILL) & (points >= threshold(setting, code, lower))
    room = seen.setting.staff * setting.rules.upkeep_limit // ONE
    bound = upkeep(mine.agreement, setting.rules.upkeep_staff)
    drill = code >= FIRST_DRILL
    able = (mine.funds[w, i] >= setting.rules.drill_funds * level) & (mine.home[w, i] >= level)
    affordable = np.where(drill, able, bound[w, i] + level * setting.rules.upkeep_staff <= room[i])
    option = np.select([(margin >= 0) & affordable, counter & affordable], [ACCEPT, COUNTER], DECLINE)
    option = np.where(_may_accept(allowed)[code], option, DECLINE)
    order = _best_first(margin, proposer, seen)
    kept, place = first_of(w[order] * setting.n + i[order], setting.rules.offers_seen)
    kept = order[kept]
    at = (w[kept], i[kept], OFFERS + place)
    chosen_level = np.where(option == COUNTER, lower, 0)
    _write(table, at, "answer", option=option[kept], target=proposer[kept], level=chosen_level[kept])


def _may_accept(allowed: Allowed) -> NDArray[np.bool_]:
    """By offer code, whether what is left out of the policy lets it take such an offer."""
    kinds = [("agreement", name) for name in AGREEMENTS] + [("drill", name) for name in DRILLS]
    answers = allowed("answer", "")
    return np.array([False] + [answers and allowed(row, "") and allowed(row, name) for row, name in kinds])


def _good_offices(seen: Observation, table: OrderTable) -> None:
    """A respected nation with staff to spare mediates where the victim would listen."""
    public, mine, setting = seen.public, seen.mine, seen.setting
    w, slot = np.nonzero((public.kind > 0) & (public.posture >= 2) & (public.adversary >= 0) & (public.mediated == 0))
    if not len(w):
        return
    victim = slot % setting.n
    near = setting.around[victim] & (mine.staff[w] >= 300)
    fit = near & (public.hostility[w, victim] < 2_000) & (public.standing[w] >= 4_500)
    row, i = np.nonzero(fit)
    party = (i == victim[row]) | (i == public.adversary[w[row], slot[row]])
    row, i = row[~party], i[~party]
    trusted = seen.public_strength[w[row], victim[row], i]
    order = _best_first(trusted, victim[row], seen)
    kept, _ = first_of(w[row[order]] * setting.n + i[order], 1)
    row, i = row[order[kept]], i[order[kept]]
    _write(table, (w[row], i, np.full(len(row), OFFICES)), "good_offices", target=slot[row])


def _decisions(seen: Observation, table: OrderTable) -> None:
    """In each choice that waits, the one worth most of those that can be paid; of equals the first."""
    setting, mine = seen.setting, seen.mine
    for number, open_now in waiting(seen):
        w = np.nonzero(open_now)[0]
        if not len(w):
            continue
        decision = setting.decisions[number]
        i = setting.row(decision.nation)
        points = np.stack([choice_score(seen, number, place).total for place in range(len(decision.choices))])[:, w]
        prices = np.array([setting.events[row].price for row in decision.choices], np.int32)[:, None]
        points = np.where((prices > 0) & (prices > mine.funds[w, i]), -(1 << 20), points)
        at = (w, np.full(len(w), i), np.full(len(w), STORY + number))
        _write(table, at, "decide", option=points.argmax(axis=0), target=number)
