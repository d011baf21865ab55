"""What a seat can know and expect of a crisis: its days, its supplies, its likely outcome, whom to ask."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.core.crises.course import mediation_score
from game.core.crises.outcome import coverage, escalation_score, outcome_score, own_supply, timely
from game.core.crises.support import ADVERSARY, VICTIM, contributions, delay, rung_for, willingness
from game.core.exact import ONE, hazard, share
from game.core.instruments.instrument import Rows
from game.core.instruments.responses import FORCE, FRESH, front_of, offices_chance
from game.core.orders import Order, apply, compile_orders, crisis_id, trial
from game.core.phase import Phase
from game.core.state import State
from game.core.terms import Explanation, Ints, Term
from game.core.vocabulary import DIPLOMACY, HUNDRED, READINESS, TRUST

if TYPE_CHECKING:
    from game.ui.play.session import Session

WORLD: NDArray[np.int64] = np.zeros(1, np.int64)
CERTAIN = 1 << 24  # `exact.hazard` of something that is sure to happen
LUCKY_ORDERS = frozenset({"good_offices"})  # what comes of them is the game's luck, so no forecast may try them


@dataclass(frozen=True, slots=True)
class Situation:
    """One open crisis as everybody can see it today."""

    slot: int
    id: str
    victim: int
    adversary: int  # row, or -1
    kind: int  # position in KINDS
    violence: int
    posture: int
    day: int
    length: int
    own: bool  # the seat is its victim
    facing: bool  # the seat is its adversary

    @property
    def side(self) -> int:
        """The side for which the seat would ask: as adversary against the victim, else with the victim."""
        return ADVERSARY if self.facing else VICTIM

    def principal(self, side: int) -> int:
        """The row of the nation that help for that side goes to."""
        return self.adversary if side == ADVERSARY else self.victim


@dataclass(frozen=True, slots=True)
class Supply:
    """(6,) hundredths by category: what is asked, and who covers it; as the rules count it."""

    demand: Ints
    opposed: Ints  # what help for the adversary adds to it
    own: Ints
    arrived: Ints
    coming: Ints
    hoped: Ints
    covered: Ints  # ten-thousandths, without what is hoped for
    overall: int  # their harmonic mean
    partners: Ints  # (N, 6) arrived or coming, with the victim
    against: Ints  # (N, 6) the same with the adversary


@dataclass(frozen=True, slots=True)
class Forecast:
    """The points of the outcome if nothing else changes; `odds` are per cent of OUTCOMES."""

    points: Explanation
    odds: tuple[int, int, int, int]
    edges: tuple[int, int, int]  # tenths from which it is a victory, a compromise, a stalemate

    @property
    def outcome(self) -> int:
        """Position in OUTCOMES that the points alone would give."""
        return self.odds.index(max(self.odds))


@dataclass(frozen=True, slots=True)
class Partner:
    """One nation that might be asked, or that helps already."""

    row: int
    willing: Explanation
    rung: int  # expected, or pledged
    days: int  # until its help would arrive
    asked: bool


def slot_rows(slot: int) -> NDArray[np.int64]:
    """The slot as a batch of one."""
    return np.array([slot], np.int64)


def situation(session: Session, slot: int) -> Situation | None:
    """The crisis in that slot, or None when there is none (any more)."""
    public, setting = session.seen.public, session.setting
    if not public.kind[0, slot]:
        return None
    victim = slot % setting.n
    opened = int(public.opened[0, slot])
    day = (public.turn - (opened + 1) // 2) * setting.rules.quarter_days
    return Situation(
        slot, crisis_id(setting, slot), victim, int(public.adversary[0, slot]), int(public.kind[0, slot]) - 1,
        int(public.violence[0, slot]), int(public.posture[0, slot]), max(0, day), int(public.length[0, slot]),
        victim == session.seat, int(public.adversary[0, slot]) == session.seat,
    )  # fmt: skip


def believed(session: Session) -> State:
    """The state with everything that is hidden from the seat replaced by what the seat estimates."""
    seen, seat, setting = session.seen, session.seat, session.setting
    now = seen.public
    others = np.arange(setting.n) != seat
    estimate = np.maximum(seen.estimate[0, seat], 0)
    capability = now.capability.copy()
    capability[0, others, 1:DIPLOMACY] = estimate[others, 1:DIPLOMACY]
    capability[0, others, DIPLOMACY] = setting.capability[others, DIPLOMACY]
    home, reserve, readiness = now.home.copy(), now.reserve.copy(), now.readiness.copy()
    home[0, others] = estimate[others, 0] // HUNDRED
    reserve[0, others] = 0
    readiness[0, others] = np.minimum(estimate[others, READINESS], ONE)
    trust = np.zeros_like(now.trust)
    trust[0, seat] = now.trust[0, seat]
    trust[0, others, seat] = seen.estimate[0, seat, others, TRUST]
    return replace(now, capability=capability, home=home, reserve=reserve, readiness=readiness, trust=trust)


def played(session: Session, extra: Iterable[Order] = ()) -> Phase:
    """The plan so far, and orders that are being considered, carried out on what the seat believes."""
    view = believed(session)
    phase = trial(view, session.setting)
    orders = [order for order in (*session.plan, *extra) if order.instrument not in LUCKY_ORDERS]
    table, _refused = compile_orders(orders, view, session.setting)
    apply(phase, table)
    return phase


def with_posture(phase: Phase, crisis: Situation, posture: int) -> Phase:
    """The same phase in which the victim takes that posture."""
    changed = Phase(phase.now, phase.draft.copy(), phase.setting, phase.luck)
    changed.draft.posture[0, crisis.slot] = posture
    return changed


def supply_of(phase: Phase, crisis: Situation, hoped_for: Iterable[Partner] = ()) -> Supply:
    """Who covers how much of the demand; the hopes are on partners asked that have pledged nothing yet."""
    row = slot_rows(crisis.slot)
    covered, overall = coverage(phase, WORLD, row)
    counted, against = (_counted(phase, row, side) for side in (VICTIM, ADVERSARY))
    there = phase.draft.arrival[0, :, crisis.slot] <= crisis.day
    hopes = _with_hopes(phase, crisis, hoped_for)
    demand = phase.draft.demand[0, crisis.slot]
    return Supply(
        demand=demand,
        opposed=np.minimum(against.sum(axis=0, dtype=np.int32), demand),
        own=own_supply(phase, WORLD, row)[0],
        arrived=counted[there].sum(axis=0, dtype=np.int32),
        coming=counted[~there].sum(axis=0, dtype=np.int32),
        hoped=np.maximum((_counted(hopes, row, VICTIM) - counted).sum(axis=0, dtype=np.int32), 0),
        covered=covered[0],
        overall=int(overall[0]),
        partners=counted,
        against=against,
    )


def _counted(phase: Phase, row: NDArray[np.int64], side: int) -> Ints:
    """(N, 6) hundredths each partner counts for: for the days it is there, and up to its share of the demand."""
    helped = share(contributions(phase, WORLD, row, side), timely(phase, WORLD, row)[..., None])[0]
    cap = phase.draft.demand[0, row[0]] * phase.setting.rules.partner_cap // ONE
    return np.minimum(helped, cap)


def _with_hopes(phase: Phase, crisis: Situation, partners: Iterable[Partner]) -> Phase:
    """The same phase in which everybody asked this turn does what is expected of it."""
    hopes = Phase(phase.now, phase.draft.copy(), phase.setting, phase.luck)
    draft, rules, slot = hopes.draft, phase.setting.rules, crisis.slot
    ladder = draft.against if crisis.facing else draft.rung
    for partner in partners:
        if partner.asked and partner.rung > ladder[0, partner.row, slot]:
            ladder[0, partner.row, slot] = partner.rung
            draft.arrival[0, partner.row, slot] = crisis.day + rules.pledge_day + partner.days
            draft.fielded[0, partner.row, slot] = draft.home[0, partner.row] // 3 if partner.rung >= FORCE else 0
    return hopes


def forecast(phase: Phase, crisis: Situation) -> Forecast:
    """How it would end by what the seat believes, before luck."""
    rules = phase.setting.rules
    points = outcome_score(phase, WORLD, slot_rows(crisis.slot)).at((0,), "outcome")
    edges = (rules.victory_points, rules.compromise_points, rules.stalemate_points)
    above = [_normal((points.total - edge) / max(1, rules.outcome_luck)) for edge in edges]
    exact = [above[0], above[1] - above[0], above[2] - above[1], 1 - above[2]]
    odds = [round(100 * chance) for chance in exact]
    odds[exact.index(max(exact))] += 100 - sum(odds)
    return Forecast(points, (odds[0], odds[1], odds[2], odds[3]), edges)


def hoped_forecast(phase: Phase, crisis: Situation, partners: Iterable[Partner]) -> Forecast:
    """The forecast if everybody asked does what is expected of it."""
    return forecast(_with_hopes(phase, crisis, partners), crisis)


def _normal(deviations: float) -> float:
    """Share of a normal law below that many standard deviations."""
    return (1 + math.erf(deviations / math.sqrt(2))) / 2


def worse_chance(phase: Phase, crisis: Situation) -> int:
    """Per cent chance of one more step of violence at the end of this quarter."""
    if crisis.violence >= 3:
        return 0
    return round(100 * int(hazard(escalation_score(phase, WORLD, slot_rows(crisis.slot)).total)[0]) / CERTAIN)


def settlement_chance(phase: Phase, crisis: Situation) -> int:
    """Per cent chance that the UN or a regional body mediates with effect this quarter; 0 without an adversary."""
    if crisis.adversary < 0:
        return 0
    points = mediation_score(phase, WORLD, slot_rows(crisis.slot)).total
    return round(100 * int(hazard(np.minimum(points, 0))[0]) / CERTAIN)


def mediation_chance(session: Session, crisis: Situation) -> int:
    """Per cent chance that the seat's good offices are accepted, as the seat estimates it."""
    nobody = np.zeros(1, np.int64)
    rows = Rows(WORLD, np.array([session.seat]), nobody, slot_rows(crisis.slot), nobody, nobody, nobody)
    phase = trial(believed(session), session.setting)
    return round(100 * int(hazard(np.minimum(offices_chance(phase, rows), 0))[0]) / CERTAIN)


def help_delay(session: Session, supporter: int, principal: int) -> int:
    """Days from setting out until that supporter's help reaches the one it stands by."""
    rows = (WORLD, np.array([supporter]), np.array([principal]))
    return int(delay(session.seen.public, session.setting, *rows)[0])


def partners_of(session: Session, crisis: Situation) -> list[Partner]:
    """Who could be asked to stand by the seat, victim or adversary, the most willing first, as the seat estimates."""
    setting, public = session.setting, session.seen.public
    rows = np.array(
        [j for j in range(setting.n) if public.alive[0, j] and j not in (crisis.victim, crisis.adversary)], np.int64
    )
    if not len(rows):
        return []
    w = np.zeros(len(rows), np.int64)
    slots, judge = np.full(len(rows), crisis.slot), np.full(len(rows), session.seat)
    points = willingness(session.seen, w, rows, slots, judge, crisis.side)
    total = points.total
    rungs = rung_for(total, setting, public.violence[w, slots])
    days = delay(public, setting, w, rows, np.full(len(rows), crisis.principal(crisis.side)))
    order = sorted(range(len(rows)), key=lambda k: (-int(total[k]), int(setting.rank[rows[k]])))
    asked = asked_rows(session, crisis)
    return [
        Partner(
            int(rows[k]), _fogged(session, points.at((k,), "willingness", next_threshold(session, int(rungs[k]))),
            int(rows[k])), int(rungs[k]), int(days[k]), int(rows[k]) in asked,
        )
        for k in order
    ]  # fmt: skip


def asked_rows(session: Session, crisis: Situation) -> set[int]:
    """Rows of those the seat has asked this turn, or would by its plan."""
    public = session.seen.public
    requests = public.asked_against if crisis.facing else public.asked
    asked = {int(j) for j in np.nonzero(requests[0, :, crisis.slot] == FRESH)[0]}
    wanted = [order for order in session.plan if is_request(session, crisis, order)]
    return asked | {session.setting.row(order.target) for order in wanted}


def request(session: Session, crisis: Situation, nation: str) -> Order:
    """The seat's request to that nation, as victim or as adversary."""
    if crisis.facing:
        front = front_of(session.state, session.setting, session.seat, crisis.slot)
        return session.order("request", "against", nation, group=front)
    return session.order("request", "help", nation, group=crisis.slot // session.setting.n)


def is_request(session: Session, crisis: Situation, order: Order) -> bool:
    """Whether an order asks somebody for help in this crisis."""
    return order == request(session, crisis, order.target)


def next_threshold(session: Session, rung: int) -> int:
    """Tenths from which the next rung up is reached; of the highest one its own."""
    rules = session.setting.rules
    names = ("statement", "good_offices", "supplies", "access", "show_of_force", "fighting")
    return int(getattr(rules, f"rung_{names[min(max(rung, 0), 5)]}"))


def _fogged(session: Session, points: Explanation, row: int) -> Explanation:
    """The same points with the intervals that fog leaves on trust and on contingents at home."""
    rules, setting = session.setting.rules, session.setting
    width = int(session.seen.error[0, session.seat, row])
    trust = width * rules.tie_trust // ONE * rules.will_strength // 1_000
    scale = max(int(setting.capability[row, 0]), HUNDRED)
    home = width * scale // max(1, int(setting.size[row]) * HUNDRED)
    slack = {"strength": trust, "own load": min(home, ONE) * rules.will_load // ONE}
    terms = tuple(
        Term(term.name, term.points, term.points - slack.get(term.name, 0), term.points + slack.get(term.name, 0))
        for term in points.terms
    )
    return Explanation(points.title, terms, points.threshold)
