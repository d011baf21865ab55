"""What the balanced minister does in PLAN: candidates of every instrument, valued in points of the index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.core.crises.support import ADVERSARY, VICTIM, willingness
from game.core.exact import ONE, share, top
from game.core.instruments import POSITION
from game.core.instruments.attache import OPEN
from game.core.instruments.forum import ATTEND, STANDARD
from game.core.instruments.instrument import Rows64
from game.core.instruments.peacekeeping import DEPLOY, WITHDRAW
from game.core.instruments.training import OFFICERS, READY, RESERVE
from game.core.observe import Observation
from game.core.offers import FIRST_DRILL
from game.core.orders import OrderTable
from game.core.terms import Ints
from game.core.vocabulary import (
    ACCESS,
    AGREEMENTS,
    AID,
    COUNTER_TERROR,
    CYBER_DEFENCE,
    DRILLS,
    FORUM_ACTIONS,
    PACT,
    SHARING,
    TRADE_CONTROL,
)  # fmt: skip
from game.ministers.partners import Prospects
from game.ministers.policy import Pad, first_of

PARTNERS = 4
"""Partners whose agreements are weighed in a turn."""
SLOTS = 10
TAKING_TURNS = 6
FORUM_MARK = 512

TIE_KNOBS = {SHARING: "tie_sharing", COUNTER_TERROR: "tie_counter_terrorism", AID: "tie_aid",
             TRADE_CONTROL: "tie_trade_control", CYBER_DEFENCE: "tie_cyber", ACCESS: "tie_access",
             PACT: "tie_pact"}  # fmt: skip


@dataclass(frozen=True)
class Weights:
    """What a personality values, per cent of the ordinary: one number an instrument, and the staff kept for crises."""

    peacekeeping: int = 100
    attache: int = 100
    drill: int = 100
    agreement: int = 100
    forum: int = 100
    training: int = 100
    reserve: int = 150  # hundredths of staff kept back for RESPOND

    def of(self, instrument: str) -> int:
        return int(getattr(self, instrument))


Allowed = Callable[[str, str], bool]


def plan(seen: Observation, weights: Weights, allowed: Allowed) -> OrderTable:
    """Orders of every nation for PLAN; `allowed(instrument, option)` rules out what is to be left out."""
    pad = Pad(seen.worlds, seen.setting.n)
    prospects = Prospects(seen)
    for instrument, weigh in GENERATORS.items():
        if allowed(instrument, ""):
            weigh(pad, prospects, weights.of(instrument), allowed)
    mine = seen.mine
    budget = {
        "staff": np.maximum(mine.staff - weights.reserve, 0),
        "funds": mine.funds,
        "contingents": mine.home,
        "officers": mine.officers,
    }
    table = pad.choose(budget, SLOTS)
    return _with_requests(table, seen, allowed)


def _weigh_missions(pad: Pad, prospects: Prospects, weight: int, allowed: Allowed) -> None:
    """Idle contingents to the mission that needs them most, nearest home first; some home in one's own crisis."""
    seen, mine, setting = prospects.seen, prospects.seen.mine, prospects.seen.setting
    if not len(setting.missions.ids):
        return
    strength = seen.public.posted.sum(axis=2, dtype=np.int32)
    missing = np.maximum(setting.missions.required - strength, 0) * ONE // np.maximum(setting.missions.required, 1)
    host = setting.missions.host
    hosted = host >= 0
    near = np.where(hosted, setting.nearness[:, host], ONE // 3)
    welcome = np.where(hosted, seen.public.hostility[:, :, host] < 5_000, True)
    own = setting.around[:, host] & hosted
    serving = seen.public.posted.swapaxes(1, 2)
    ceiling = 2 * setting.missions.required - strength
    open_to = welcome & ((ceiling >= 5) & (seen.public.closed == 0))[:, None, :]
    missions = np.arange(len(setting.missions.ids))
    open_to &= (setting.rank[:, None] + missions + seen.step // 2) % TAKING_TURNS == 0  # not everybody at once
    value = (missing[:, None, :] // 10 + near // 10 + own * 500 + (serving == 0) * 400) * open_to
    abroad = serving.sum(axis=2, dtype=np.int32)
    spare = np.minimum(mine.home - setting.size * 6 // 10, setting.size // 4 - abroad)
    amount = np.clip(spare, 0, 5)
    best = value.argmax(axis=2)  # missions are listed once and never renamed, so their order may break ties
    worth = np.take_along_axis(value, best[..., None], axis=2)[..., 0] * (amount > 0) * weight // 100
    pad.note(worth, "peacekeeping", option=DEPLOY, target=best, amount=amount, staff=setting.rules.deploy_staff,
             contingents=amount)  # fmt: skip
    _weigh_recall(pad, prospects, abroad)


def _weigh_recall(pad: Pad, prospects: Prospects, abroad: Ints) -> None:
    seen, setting = prospects.seen, prospects.seen.setting
    n = setting.n
    violent = np.maximum(*(np.where(seen.public.kind[:, half] > 0, seen.public.violence[:, half], 0)
                           for half in (slice(0, n), slice(n, 2 * n))))  # fmt: skip
    serving = seen.public.posted.swapaxes(1, 2) * (seen.public.tour.swapaxes(1, 2) % setting.rules.rotation == 0)
    mission = serving.argmax(axis=2)
    there = np.take_along_axis(serving, mission[..., None], axis=2)[..., 0]
    short = (violent >= 2) & (seen.mine.home < setting.size // 2) & (abroad > 0)
    pad.note(short * 2_000, "peacekeeping", option=WITHDRAW, target=mission, amount=np.minimum(there, 20))


def _weigh_posts(pad: Pad, prospects: Prospects, weight: int, allowed: Allowed) -> None:
    seen, setting = prospects.seen, prospects.seen.setting
    blind = ONE - seen.mine.access
    menace = share(seen.public.hostility, setting.nearness)
    interest = prospects.gain * 6 + menace // 12
    possible = (seen.mine.post == 0) & (seen.public.hostility < setting.rules.post_hostility)
    value = share(np.minimum(interest, 200_000), blind) * possible
    for place in range(2):
        partner, worth = (array[..., place] for array in prospects.best(value, 2))
        pad.note(worth * weight // 100 * (worth > 0) + (worth > 0), "attache", option=OPEN, target=partner,
                 staff=setting.rules.post_staff, officers=1)  # fmt: skip


def _weigh_drills(pad: Pad, prospects: Prospects, weight: int, allowed: Allowed) -> None:
    seen, setting, rules = prospects.seen, prospects.seen.setting, prospects.seen.setting.rules
    free = (seen.mine.pause == 0) & (seen.mine.offer == 0)
    points = share(ONE - seen.public.interoperability, rules.tie_interoperability) // 12 + 20
    value = np.minimum(prospects.gain * 2, 20_000) * points // 10 * free
    amount = np.clip(seen.mine.home // 5, 1, 4)
    partner, worth = (array[..., 0] for array in prospects.best(value, 1))
    (chance,) = prospects.acceptance(partner, [FIRST_DRILL], [amount])
    low_ready = (ONE - seen.mine.readiness) // 25
    worth = share(worth * (worth > 0) + low_ready, chance) * weight // 100
    option = (seen.step // 2 + setting.rank) % len(DRILLS)
    for kind, name in enumerate(DRILLS):
        if not allowed("drill", name):
            worth = np.where(option == kind, 0, worth)
    pad.note(worth, "drill", option=option, target=partner, amount=amount, staff=rules.drill_staff,
             funds=rules.drill_funds * amount, contingents=amount, mark=partner + 1)  # fmt: skip


def _benefit(prospects: Prospects, kind: int, partner: Ints) -> Ints:
    """(W, N) index points x 1000 that a level brings apart from the tie itself: what it does for the nation."""
    seen = prospects.seen
    w, i = np.indices(partner.shape)
    if kind == COUNTER_TERROR:
        return seen.mine.terror // 12
    if kind == PACT:
        return seen.public.hostility.max(axis=2) // 16
    if kind == AID:
        return prospects.gain[w, i, partner] * 2 - 500
    category = {SHARING: 3, TRADE_CONTROL: 1, CYBER_DEFENCE: 4, ACCESS: 2}[kind]
    theirs = seen.estimate[w, i, partner, category]
    own = np.maximum(seen.mine.capability[..., category], 50)
    return np.clip(theirs * 250 // own, 0, 900)


def _weigh_agreements(pad: Pad, prospects: Prospects, weight: int, allowed: Allowed) -> None:
    seen, rules = prospects.seen, prospects.seen.setting.rules
    partners, gains = prospects.best(prospects.gain, PARTNERS)
    upkeep = seen.mine.agreement.sum(axis=(1, 3), dtype=np.int32) * rules.upkeep_staff
    room = seen.setting.staff * rules.upkeep_limit // ONE - upkeep - 75
    w, i = np.indices(partners.shape[:2])
    for place in range(partners.shape[2]):
        partner, gain = partners[..., place], gains[..., place]
        free = (seen.mine.offer[w, i, partner] == 0) & (partner != i)
        kinds = [kind for kind, name in enumerate(AGREEMENTS) if allowed("agreement", name)]
        held = [seen.public.agreement[w, kind, i, partner] for kind in kinds]
        levels = [np.minimum(level + 1, 3) for level in held]
        chances = prospects.acceptance(partner, [kind + 1 for kind in kinds], levels)
        for kind, now, level, chance in zip(kinds, held, levels, chances, strict=True):
            tie = getattr(rules, TIE_KNOBS[kind])
            worth = gain * tie // 100 + _benefit(prospects, kind, partner) // (1 + now)
            worth = share(np.minimum(worth, 200_000), chance) * weight // 100
            open_to = free & (now < 3) & (room > 0) & (chance > ONE // 4)
            staff = rules.pact_staff if kind == PACT else rules.propose_staff
            pad.note(
                worth * open_to, "agreement", option=kind, target=partner, level=level, staff=staff, mark=partner + 1
            )


def _weigh_forums(pad: Pad, prospects: Prospects, weight: int, allowed: Allowed) -> None:
    seen, setting, rules = prospects.seen, prospects.seen.setting, prospects.seen.setting.rules
    members = setting.forums.members
    if not len(members):
        return
    reach = np.minimum(prospects.gain, 4_000)
    value = np.stack(
        [(reach * members[f]).sum(axis=2, dtype=np.int32) * members[f] for f in range(len(members))], axis=2
    )
    trust = value * (rules.tie_trust * rules.attend_trust // ONE) // 100 + 100 * members.T
    best = trust.argmax(axis=2)  # forums are listed once and never renamed
    worth = np.take_along_axis(trust, best[..., None], axis=2)[..., 0]
    pad.note(worth * weight // 100, "forum", option=ATTEND, target=best, staff=rules.attend_staff,
             mark=FORUM_MARK + best)  # fmt: skip
    idle = seen.public.item == 0
    sponsor = trust * idle[:, None, :]
    best = sponsor.argmax(axis=2)
    worth = np.take_along_axis(sponsor, best[..., None], axis=2)[..., 0] * 3 // 2
    option = STANDARD + (seen.step // 2 + setting.rank) % (len(FORUM_ACTIONS) - STANDARD)
    pad.note(worth * weight // 100, "forum", option=option, target=best, staff=rules.sponsor_staff,
             mark=FORUM_MARK + best)  # fmt: skip


def _weigh_training(pad: Pad, prospects: Prospects, weight: int, allowed: Allowed) -> None:
    seen, setting, rules = prospects.seen, prospects.seen.setting, prospects.seen.setting.rules
    mine = seen.mine
    funds = rules.training_funds + share(setting.income, rules.training_burden)
    posts = mine.post.sum(axis=2, dtype=np.int32)
    most = np.maximum(setting.size * rules.reserve_limit // ONE, 1)
    ready = (ONE - mine.readiness) // 8 - 300
    officers = ((mine.officers == 0) & (posts < 6)) * 420
    reserve = (most > mine.reserve) * (mine.funds > setting.income) * 260
    for option, value in ((READY, ready), (OFFICERS, officers), (RESERVE, reserve)):
        pad.note(value * weight // 100, "training", option=option, staff=rules.training_staff, funds=funds)


GENERATORS: dict[str, Callable[[Pad, Prospects, int, Allowed], None]] = {
    "peacekeeping": _weigh_missions,
    "attache": _weigh_posts,
    "drill": _weigh_drills,
    "agreement": _weigh_agreements,
    "forum": _weigh_forums,
    "training": _weigh_training,
}


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
    """Write requests to the most willing of a side's six surest friends; rows: world, crisis slot, first order slot."""
    w, slot, first = rows
    if not len(w):
        return
    public, setting = seen.public, seen.setting
    asker = slot % setting.n if side == VICTIM else public.adversary[w, slot].astype(np.int64)
    ladder = public.rung if side == VICTIM else public.against
    likely = top(seen.strength[w, asker] - (ladder[w, :, slot] > 0) * ONE, setting.rank, 6)
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
