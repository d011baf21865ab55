"""The candidates of each instrument, valued in index points x 1000 over the rest of the game."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.core.exact import ONE, quotient, share
from game.core.instruments.attache import OPEN
from game.core.instruments.forum import ATTEND, CYBER_NORMS, HOST, ITEM_TERROR, STANDARD
from game.core.instruments.peacekeeping import DEPLOY, WITHDRAW
from game.core.instruments.training import OFFICERS, READY, RESERVE
from game.core.offers import FIRST_DRILL
from game.core.places import at
from game.core.terms import Ints
from game.core.vocabulary import (
    ACCESS,
    AGREEMENTS,
    AID,
    COUNTER_TERROR,
    CYBER,
    CYBER_DEFENCE,
    DRILLS,
    EQUIPMENT,
    FORUM_ACTIONS,
    INTELLIGENCE,
    LOGISTICS,
    PACT,
    SHARING,
    TRADE_CONTROL,
    TRAININGS,
)  # fmt: skip
from game.ministers.means import readiness_worth, soldier
from game.ministers.partners import TAKING_TURNS, Prospects
from game.ministers.policy import Pad
from game.ministers.weights import Weights

PARTNERS, DRILL_PARTNERS = 4, 2
"""Partners whose agreements, and with whom drills, are weighed in a turn."""
POSTS = 2
"""And capitals in which a post is."""
FORUM_MARK = 512
MISSION_MARK = 640
LEAST_PRICE = 50
"""Index points x 1000 that 100 hundredths of staff bring a nation that sits in no forum."""

TIE_KNOBS = {SHARING: "tie_sharing", COUNTER_TERROR: "tie_counter_terrorism", AID: "tie_aid",
             TRADE_CONTROL: "tie_trade_control", CYBER_DEFENCE: "tie_cyber", ACCESS: "tie_access",
             PACT: "tie_pact"}  # fmt: skip

Allowed = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Case:
    """What a generator of candidates works with."""

    pad: Pad
    prospects: Prospects
    weights: Weights
    allowed: Allowed
    income: Ints  # (W, N) funds left over a quarter
    scarcity: Ints  # (W, N, 6) what more of each category would be worth in crises


def standing_worth(prospects: Prospects) -> int:
    """Index points x 1000 x ONE of a full standing gained now, as much of it as is left at the end."""
    rules = prospects.seen.setting.rules
    return rules.index_standing * 100 * prospects.kept(rules.standing_decay) // ONE


def trusted(prospects: Prospects, trust: int) -> int:
    """Hundredths of a point of ties left at the end of `trust` ten-thousandths of trust gained now."""
    rules = prospects.seen.setting.rules
    return trust * prospects.kept(rules.trust_decay) // ONE * rules.tie_trust * 10 // ONE


def missions(case: Case) -> None:
    """A few contingents where they earn standing and trust; those beyond, and all in need, come home."""
    prospects = case.prospects
    seen, setting, rules = prospects.seen, prospects.seen.setting, prospects.seen.setting.rules
    if not len(setting.missions.ids):
        return
    serving = seen.public.posted.swapaxes(1, 2)  # (W, N, M)
    flowing = rules.mission_standing * rules.index_standing * prospects.summed(rules.standing_decay) // ONE
    each = flowing * case.weights.standing // 3 // ONE  # of one unit of weight
    host = setting.missions.host
    friends = np.where(host >= 0, prospects.gain[:, :, host], 0)
    warm = rules.mission_trust * rules.tie_trust * prospects.summed(rules.trust_decay) // ONE // ONE  # tenths
    at_home = soldier(seen) * prospects.left * case.weights.home // 100
    rotated = (serving > 0) & (seen.public.tour.swapaxes(1, 2) % rules.rotation == 0)
    worth_each = each + friends * warm // 200
    _deploy(case, serving, worth_each, each, at_home)
    keeps = np.where(worth_each >= at_home[..., None], 4, 1)
    surplus = np.maximum(serving - keeps, 0) * rotated
    mission = surplus.argmax(axis=2)
    amount = np.minimum(np.take_along_axis(surplus, mission[..., None], axis=2)[..., 0], 20)
    case.pad.note(amount * (at_home + 1), "peacekeeping", option=WITHDRAW, target=mission, amount=amount,
                  mark=MISSION_MARK + mission)  # fmt: skip


def _deploy(case: Case, serving: Ints, worth_each: Ints, each: int, at_home: Ints) -> None:
    """One contingent, and as many as count fully, to the mission where they are worth most."""
    seen, setting = case.prospects.seen, case.prospects.seen.setting
    host = setting.missions.host
    required = setting.missions.required
    strength = seen.public.posted.sum(axis=2, dtype=np.int32)
    hostile = np.where(host >= 0, seen.public.hostility[:, :, host], 0)
    room = 2 * required - strength
    ids = np.arange(len(setting.missions.ids))
    turn = (setting.rank[:, None] + ids + seen.step // 2) % TAKING_TURNS == 0  # not everybody at once
    open_to = (hostile < 5_000) & (serving == 0) & turn & ((room >= 4) & (seen.public.closed == 0))[:, None, :]
    rules = setting.rules
    tenths = rules.tie_mission + rules.comrade_trust * rules.tie_trust * case.prospects.left // ONE
    comrades = case.prospects.with_those(np.minimum(serving, 1)) * tenths // 100
    value = (worth_each + 2 * each + comrades) * open_to
    best = value.argmax(axis=2)  # missions are listed once and never renamed, so their order may break ties
    first = np.take_along_axis(value, best[..., None], axis=2)[..., 0]
    more = np.take_along_axis(worth_each, best[..., None], axis=2)[..., 0]
    spare = seen.mine.home - setting.size // 4
    for amount in (1, 4):
        worth = (first + (amount - 1) * more - amount * at_home) * (first > 0) * (spare >= amount)
        worth = worth * case.weights.peacekeeping // 100
        case.pad.note(worth, "peacekeeping", option=DEPLOY, target=best, amount=amount,
                      staff=setting.rules.deploy_staff, contingents=amount, mark=MISSION_MARK + best)  # fmt: skip


def posts(case: Case) -> None:
    """An officer where trust and knowledge are worth most."""
    rules = case.prospects.seen.setting.rules
    partners, worths = case.prospects.best(case.prospects.posts[0], POSTS)
    for place in range(partners.shape[2]):
        partner, worth = partners[..., place], worths[..., place]
        worth = worth - rules.post_funds * case.prospects.left * (case.income < 0)
        case.pad.note(worth * case.weights.attache // 100, "attache", option=OPEN, target=partner,
                      staff=rules.post_staff, officers=1)  # fmt: skip


def drills(case: Case) -> None:
    """With the partners from whose ties most is to be gained and who would come."""
    prospects = case.prospects
    seen, setting, rules = prospects.seen, prospects.seen.setting, prospects.seen.setting.rules
    free = (seen.mine.pause == 0) & (seen.mine.offer == 0) & prospects.turn
    rich = np.clip(case.income * 100 // np.maximum(setting.income, 1), 0, 40)
    amount = np.clip(seen.mine.home * rich // 100, 1, 10)
    built = rules.drill_interoperability + 4 * rules.drill_per_contingent
    keeps = prospects.kept(rules.interoperability_decay)
    hundredths = share(ONE - seen.public.interoperability, built * rules.tie_interoperability // 1_000 * keeps // ONE)
    value = prospects.gain * (hundredths + trusted(prospects, rules.drill_trust)) // 1_000 * free
    ready = share(readiness_worth(seen), rules.drill_readiness) * min(prospects.left, 10)
    option = (seen.step // 2 + setting.rank) % len(DRILLS)
    open_to = np.array([case.allowed("drill", name) for name in DRILLS])[option]
    partners, worths = prospects.best(np.minimum(value, 1 << 19), DRILL_PARTNERS)
    for place in range(partners.shape[2]):
        partner, worth = partners[..., place], worths[..., place]
        (chance,) = prospects.acceptance(partner, [FIRST_DRILL], [amount])
        worth = share((worth + ready) * (worth > 0), chance) * (chance > ONE // 3) * case.weights.drill // 100
        case.pad.note(worth * open_to, "drill", option=option, target=partner, amount=amount, staff=rules.drill_staff,
                      funds=rules.drill_funds * amount, contingents=amount, mark=partner + 1)  # fmt: skip


def agreements(case: Case) -> None:
    """The next level of every type with the best partners, less what keeping it up takes until the end."""
    prospects = case.prospects
    seen, setting, rules = prospects.seen, prospects.seen.setting, prospects.seen.setting.rules
    partners = prospects.best(prospects.gain * prospects.turn, PARTNERS)
    partner, gain = (np.ascontiguousarray(np.moveaxis(array, -1, 0)) for array in partners)
    bound = seen.levels_held * rules.upkeep_staff
    most = setting.staff * rules.upkeep_limit // ONE
    price = staff_price(prospects) * rules.upkeep_staff // 100 * prospects.left * case.weights.upkeep // 100
    w, i = np.indices(partner.shape)[1:]
    able = (bound + 75 <= most) & (at(bound, w, partner) + rules.upkeep_staff <= most[partner])
    free = able & (at(seen.mine.offer, w, i, partner) == 0) & (partner != i)
    kinds = [kind for kind, name in enumerate(AGREEMENTS) if case.allowed("agreement", name)]
    held = [at(seen.public.agreement, w, np.full_like(w, kind), i, partner) for kind in kinds]
    levels = [np.minimum(level + 1, 3) for level in held]
    chances = prospects.acceptance(partner, [kind + 1 for kind in kinds], levels)
    theirs = at(seen.estimate, w, i, partner)
    worths = []
    for kind, now, chance in zip(kinds, held, chances, strict=True):
        tenths = getattr(rules, TIE_KNOBS[kind]) + trusted(prospects, rules.agreement_trust) // 10
        worth = gain * tenths // 100 + benefit(case, kind, theirs, gain) - price
        worth = share(np.clip(worth, 0, 1 << 17), chance) * case.weights.agreement // 100
        open_to = free & (now < 3) & (chance > (ONE // 2 if kind == PACT else ONE // 3))
        if kind == AID:
            open_to &= case.income > rules.aid_funds * 2
        worths.append(worth * open_to)
    for place in range(len(partner)):
        for kind, worth, level in zip(kinds, worths, levels, strict=True):
            case.pad.note(worth[place], "agreement", option=kind, target=partner[place], level=level[place],
                          staff=rules.pact_staff if kind == PACT else rules.propose_staff,
                          mark=partner[place] + 1)  # fmt: skip
    _end_aid(case)


def staff_price(prospects: Prospects) -> Ints:
    """(W, N) index points x 1000 that 100 hundredths of staff bring elsewhere: what upkeep must beat."""
    setting, rules = prospects.seen.setting, prospects.seen.setting.rules
    standing = rules.index_standing * 100 * (prospects.summed(rules.standing_decay) // prospects.left) // ONE
    price = np.full(prospects.gain.shape[:2], LEAST_PRICE, np.int32)
    members = setting.forums.members
    if len(members):
        reach = (prospects.among(members) * members.T).max(axis=2)
        seats = members.any(axis=0)
        for trust, stand, staff in (
            (rules.attend_trust, rules.forum_standing, rules.attend_staff),
            (rules.host_trust, 3 * rules.forum_standing, rules.host_staff),
        ):
            taken = reach * trusted(prospects, trust) // 1_000 + standing * stand // ONE
            price = np.maximum(price, taken * seats * 100 // max(staff, 1))
    return price.astype(np.int32)


def _end_aid(case: Case) -> None:
    """Aid that the nation can no longer pay ends, beginning with the partner least worth it."""
    if not case.allowed("agreement", AGREEMENTS[AID]):
        return
    seen, rules = case.prospects.seen, case.prospects.seen.setting.rules
    given = seen.public.agreement[:, AID]
    worth = np.where(given > 0, (1 << 18) - case.prospects.gain, 0)
    partner, value = (array[..., 0] for array in case.prospects.best(worth, 1))
    short = (case.income < 0) & (seen.mine.funds < rules.aid_funds * 2) & (value > 0)
    case.pad.note(short * 2_000, "agreement", option=AID, target=partner, level=0, staff=rules.end_staff,
                  mark=partner + 1)  # fmt: skip


def benefit(case: Case, kind: int, theirs: Ints, gain: Ints) -> Ints:
    """(P, W, N) index points x 1000 that a level brings apart from the tie itself: what it does for the nation.

    theirs: (P, W, N, 9) what is known of each partner; gain: (P, W, N) what a stronger tie is worth.
    """
    seen, left, rules = case.prospects.seen, case.prospects.left, case.prospects.seen.setting.rules
    if kind == COUNTER_TERROR:
        return (seen.mine.terror // 400 + 12) * left
    if kind == PACT:
        return seen.menace // 600 * left
    if kind == AID:
        turn = 10 * (rules.aid_favours + rules.aid_trust * rules.tie_trust // ONE)  # hundredths of a point of ties
        return gain * (turn * case.prospects.summed(rules.favour_decay) // ONE) // 1_000
    category, gain_rate = {
        SHARING: (INTELLIGENCE, rules.sharing_gain),
        TRADE_CONTROL: (EQUIPMENT, rules.trade_gain),
        CYBER_DEFENCE: (CYBER, rules.cyber_gain),
        ACCESS: (LOGISTICS, rules.access_gain),
    }[kind]
    own = np.maximum(seen.mine.capability[..., category], 50)
    lead = np.clip(quotient((theirs[..., category] - own) * 16, own), 4, 64)
    turns = left * min(left, ONE // max(rules.capability_decay, 1)) // 2  # gains build up until they fade as fast
    plots = 12 * left if kind == SHARING else 0
    return case.scarcity[..., category] * lead // 16 * gain_rate // 100 * turns // 100 + plots


def forums(case: Case) -> None:
    """Attend, host, or sponsor an item, where the members' ties are worth most."""
    prospects = case.prospects
    seen, setting, rules = prospects.seen, prospects.seen.setting, prospects.seen.setting.rules
    members = setting.forums.members
    if not len(members):
        return
    reach = prospects.among(members) * members.T  # (W, N, F)
    standing = standing_worth(prospects) * case.weights.standing // 100
    idle = (seen.public.item == 0)[:, None, :]
    for option, trust, stand, staff in (
        (ATTEND, rules.attend_trust, rules.forum_standing, rules.attend_staff),
        (HOST, rules.host_trust, 3 * rules.forum_standing, rules.host_staff),
    ):
        value = (reach * trusted(prospects, trust) // 1_000 + standing * stand // ONE) * members.T
        if case.allowed("forum", FORUM_ACTIONS[option]):
            _note_forum(case, value, option, staff, rules.host_funds * (option == HOST))
    stand = standing * (rules.item_standing + rules.forum_standing) // ONE
    common = reach * trusted(prospects, rules.attend_trust) // 1_000 + stand
    turns = min(rules.item_turns, prospects.left)
    keeps = prospects.kept(rules.interoperability_decay)
    tenths = rules.standard_gain * turns * rules.tie_interoperability // ONE * keeps // ONE
    extra: dict[int, Ints] = {
        STANDARD: reach * tenths // 200,
        ITEM_TERROR: (seen.mine.terror // 100 * turns)[..., None],
        CYBER_NORMS: np.full(1, 8 * turns, np.int32),
    }
    for option in range(STANDARD, len(FORUM_ACTIONS)):
        if case.allowed("forum", FORUM_ACTIONS[option]):
            value = (common + extra[option] if option in extra else common) * members.T * idle
            _note_forum(case, value, option, rules.sponsor_staff, 0)


def _note_forum(case: Case, value: Ints, option: int, staff: int, funds: int) -> None:
    best = value.argmax(axis=2)  # forums are listed once and never renamed
    worth = np.take_along_axis(value, best[..., None], axis=2)[..., 0]
    case.pad.note(worth * case.weights.forum // 100, "forum", option=option, target=best, staff=staff, funds=funds,
                  mark=FORUM_MARK + best)  # fmt: skip


def training(case: Case) -> None:
    """Readiness and reserve against crises of one's own, officers where a post waits for them."""
    prospects = case.prospects
    seen, setting, rules = prospects.seen, prospects.seen.setting, prospects.seen.setting.rules
    mine = seen.mine
    funds = rules.training_funds + share(setting.income, rules.training_burden)
    most = np.maximum(setting.size * rules.reserve_limit // ONE, 1)
    room = np.minimum(most - mine.reserve, np.maximum(setting.size * rules.reserve_gain // ONE, 1))
    ready = share(readiness_worth(seen), np.minimum(rules.training_readiness, ONE - mine.readiness))
    ready = ready * (prospects.summed(rules.readiness_decay) // 100) * case.weights.home // ONE
    reserve = room * soldier(seen) * prospects.left * case.weights.home // 100 * rules.passive_defence // (8 * ONE)
    _, best = prospects.posts
    soon = max(prospects.left - rules.officer_quarters, 0)
    officers = np.minimum(best, 1 << 17) * soon // prospects.left // rules.officer_quarters * (mine.officers <= 1)
    for option, value in ((READY, ready), (OFFICERS, officers), (RESERVE, reserve)):
        worth = np.where(case.allowed("training", TRAININGS[option]), value * case.weights.training // 100, 0)
        case.pad.note(worth, "training", option=option, staff=rules.training_staff, funds=funds)


GENERATORS: dict[str, Callable[[Case], None]] = {
    "peacekeeping": missions,
    "attache": posts,
    "drill": drills,
    "agreement": agreements,
    "forum": forums,
    "training": training,
}
