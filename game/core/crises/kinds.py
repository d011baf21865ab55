"""The kinds of crisis, one row each: what they demand, how long they last, how violent they begin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.exact import ONE
from game.core.knobs import knob
from game.core.terms import Ints


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of crisis. `demand` is per cent of its scale by category; `violence` the odds of none, minor, serious."""

    key: str
    name: str
    rival: bool  # has a nation as adversary
    days: int  # median length
    demand: tuple[int, int, int, int, int, int]
    violence: tuple[int, int, int]  # per cent, the rest begins as war
    onset: str  # the knob that sets its tempo


KINDS = (
    Kind("border_clash", "Border clash", True, 70, (75, 75, 65, 70, 0, 30), (22, 40, 22), "onset_border"),
    Kind("blockade", "Blockade", True, 110, (40, 75, 100, 50, 30, 60), (38, 36, 14), "onset_blockade"),
    Kind("flare_up", "Rivalry flare-up", True, 90, (70, 90, 70, 75, 40, 60), (22, 36, 20), "onset_flare_up"),
    Kind("insurgency", "Insurgency", False, 200, (65, 60, 75, 95, 0, 30), (5, 60, 35), "onset_insurgency"),
    Kind("terror_wave", "Terror wave", False, 60, (30, 35, 35, 120, 50, 30), (0, 75, 25), "onset_terror"),
    Kind("cyber_attack", "Cyber attack", False, 40, (0, 0, 30, 70, 120, 30), (90, 10, 0), "onset_cyber"),
    Kind("coup_plot", "Coup plot", False, 30, (40, 0, 20, 95, 20, 60), (45, 40, 15), "onset_coup"),
    Kind("ambushed_mission", "Ambushed mission", False, 30, (40, 50, 85, 75, 0, 30), (0, 80, 20), "onset_ambush"),
    Kind("disaster", "Disaster", False, 60, (45, 60, 130, 0, 0, 20), (100, 0, 0), "onset_disaster"),
)
"""Rows in fixed order; a crisis of kind k is stored as k + 1."""

RIVAL_KINDS = tuple(k for k, kind in enumerate(KINDS) if kind.rival)
OWN_KINDS = tuple(k for k, kind in enumerate(KINDS) if not kind.rival)
AMBUSH = next(k for k, kind in enumerate(KINDS) if kind.key == "ambushed_mission")

DEMAND: Ints = np.array([kind.demand for kind in KINDS], np.int32)
DAYS: Ints = np.array([kind.days for kind in KINDS], np.int32)
VIOLENCE_ODDS: Ints = np.cumsum(np.array([kind.violence for kind in KINDS], np.int32), axis=1, dtype=np.int32)

LENGTH_TABLE: Ints = np.array(
    [18, 25, 31, 36, 42, 47, 53, 59, 65, 72, 79, 87, 96, 105, 115, 127, 139, 153, 170, 190, 215, 250, 310, 440],
    np.int32,
)
"""Per cent of the median length at evenly spread quantiles: a log-normal law with a spread of about a factor 2.2."""


@dataclass(frozen=True)
class CrisisKnobs:
    """Tempo, size and price of crises. Onset knobs are tenths of a point; 64 points double a hazard."""

    tempo: int = knob(580, -2000, 2000, "tenths", "added to every onset: the tempo of campaigns; 0 for the facts")
    onset_border: int = knob(-6_300, -9000, 0, "tenths", "border clash, a pair with a common border")
    onset_blockade: int = knob(-7_200, -9000, 0, "tenths", "blockade, a pair of rivals")
    onset_flare_up: int = knob(-6_700, -9000, 0, "tenths", "rivalry flare-up, a pair of rivals")
    onset_insurgency: int = knob(-4_900, -9000, 0, "tenths", "insurgency at full stability")
    onset_terror: int = knob(-4_500, -9000, 0, "tenths", "terror wave without any threat")
    onset_cyber: int = knob(-3_000, -9000, 0, "tenths", "cyber attack on a nation without cyber defence")
    onset_coup: int = knob(-5_800, -9000, 0, "tenths", "coup plot at full stability")
    onset_ambush: int = knob(-4_300, -9000, 0, "tenths", "ambush of a contributor to missions")
    onset_disaster: int = knob(-3_400, -9000, 0, "tenths", "natural disaster")
    onset_hostility: int = knob(3_200, 0, 9000, "tenths at full", "hostility of a rival")
    onset_power: int = knob(300, 0, 2000, "tenths a doubling", "challenger stronger than victim, at most two doublings")
    onset_instability: int = knob(3_000, 0, 9000, "tenths at full", "instability, for insurgency and coup plots")
    onset_threat: int = knob(2_600, 0, 9000, "tenths at full", "terror threat, for terror waves")
    onset_shield: int = knob(1_500, 0, 9000, "tenths at full", "cyber capability or officers against a plot")
    onset_spread: int = knob(500, 0, 2000, "tenths", "the same kind burning next door")
    onset_peacekeepers: int = knob(
        800,
        0,
        9000,
        "tenths at full strength",
        "taken off insurgencies by missions in the country",
        "set so that relapse with peacekeepers is about 0.4 of that without (Walter, Howard & Fortna 2021)",
    )
    onset_recurrence: int = knob(543, 0, 2000, "tenths", "after a defeat: 543 are a factor of 1.8")
    recurrence_turns: int = knob(6, 0, 40, "turns", "turns for which a defeat raises recurrence")
    deterrence_floor: int = knob(2_000, 100, ONE, "ten-thousandths", "least that deterrence leaves of a hazard")
    deterrence_half: int = knob(
        15_000, 100, 60_000, "ten-thousandths", "expected support over need that halves a hazard"
    )
    severity_low: int = knob(3_500, 100, 20_000, "ten-thousandths of size", "least scale of a crisis")
    severity_high: int = knob(12_000, 100, 20_000, "ten-thousandths of size", "greatest scale of a crisis")
    length_spread: int = knob(10_000, 0, ONE, "ten-thousandths", "spread of lengths about the median of their kind")
    rival_weight: int = knob(2_500, 0, ONE, "ten-thousandths", "weight of the adversary's size in the scale")
    quarter_days: int = knob(90, 30, 180, "days", "length of a turn")
    pledge_day: int = knob(5, 0, 90, "days", "day of a turn on which pledges set out")
    delay_base: int = knob(8, 0, 90, "days", "delay of support from next door")
    delay_km: int = knob(120, 10, 2_000, "km a day", "distance covered a day")
    delay_interoperability: int = knob(
        5_000, 0, ONE, "ten-thousandths", "share of the delay saved at full interoperability"
    )
    delay_access: int = knob(2_000, 0, 3_000, "ten-thousandths a level", "saved by a logistics and access agreement")
    passive_defence: int = knob(2_500, 0, ONE, "ten-thousandths", "what contingents at home count for, uncommitted")
    readiness_stocks: int = knob(
        10_000,
        0,
        20_000,
        "ten-thousandths",
        "own equipment and logistics gained at full readiness above base",
    )
    coverage_floor: int = knob(500, 1, ONE, "ten-thousandths", "least coverage of a category in the harmonic mean")
    even_coverage: int = knob(6_500, 0, ONE, "ten-thousandths", "coverage at which a crisis hangs in the balance")
    coverage_points: int = knob(800, 0, 5_000, "tenths at full", "points of coverage above or below that")
    outcome_luck: int = knob(130, 0, 1_000, "tenths a standard deviation", "luck of the outcome")
    outcome_escalate: int = knob(50, -500, 500, "tenths", "resolve shown by escalating")
    outcome_yield: int = knob(-40, -500, 500, "tenths", "price of de-escalating")
    outcome_mediated: int = knob(110, 0, 500, "tenths", "good offices accepted")
    victory_points: int = knob(235, 0, 2_000, "tenths", "from here on it is a victory")
    compromise_points: int = knob(20, -2_000, 2_000, "tenths", "from here on a compromise")
    stalemate_points: int = knob(-180, -2_000, 2_000, "tenths", "from here on a stalemate; below, defeat")
    defeat_none: int = knob(600, 0, ONE, "ten-thousandths", "integrity lost in a defeat without violence")
    defeat_minor: int = knob(1_600, 0, ONE, "ten-thousandths", "with minor violence")
    defeat_serious: int = knob(3_500, 0, ONE, "ten-thousandths", "with serious violence")
    defeat_war: int = knob(7_000, 0, ONE, "ten-thousandths", "in a war")
    stalemate_share: int = knob(3_500, 0, ONE, "ten-thousandths", "share of a defeat that a stalemate costs")
    compromise_share: int = knob(1_000, 0, ONE, "ten-thousandths", "share of a defeat that a compromise costs")
    quiet_recovery: int = knob(50, 0, ONE, "ten-thousandths", "integrity regained in a quiet turn")
    audience_points: int = knob(
        20,
        0,
        500,
        "tenths a turn",
        "having escalated in public: resolve, or its price when given up",
        "Fearon 1994 on audience costs; the size is an assumption",
    )
    activity: int = knob(-650, -9000, 0, "tenths", "a world or regional body takes a crisis up, a turn")
    activity_violence: int = knob(200, 0, 3000, "tenths a level", "added by violence")
    mediation: int = knob(-1_400, -9000, 0, "tenths", "a body that has taken it up mediates with effect, a turn")
    mediation_forum: int = knob(120, 0, 3000, "tenths a forum", "added by each forum both sides sit in, at most three")
    mediation_panel: int = knob(500, 0, 3000, "tenths", "added by a mediation panel of a common forum")
    mediation_posture: int = knob(500, 0, 3000, "tenths", "added when the victim accepts mediation")
    entanglement: int = knob(120, 0, 2000, "ten-thousandths a rung", "hostility between a supporter and the other side")
    violation_trust: int = knob(2_000, 0, ONE, "ten-thousandths", "trust lost by an ally who sent nothing")
    warning: int = knob(2_000, 0, ONE, "ten-thousandths", "demand saved by early warning at full access")
    plot_found: int = knob(700, 0, ONE, "ten-thousandths a level", "chance that shared intelligence finds a plot")
    plot_limit: int = knob(6_000, 0, ONE, "ten-thousandths", "greatest chance to find a plot")
    escalation: int = knob(-1_700, -9000, 0, "tenths", "escalation a turn: 64 points are a factor of two")
    escalation_posture: int = knob(900, 0, 3000, "tenths", "added by escalating, taken off by de-escalating")
    escalation_mediated: int = knob(700, 0, 3000, "tenths", "taken off by good offices")
    escalation_force: int = knob(250, 0, 3000, "tenths a supporter", "taken off by each partner's show of force")
