"""The formulas of the rules in words and numbers, each with its source or the word "assumption"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.core.exact import DOUBLING
from game.core.knobs import ASSUMPTION
from game.core.ruleset import Rules, knobs
from game.core.setting import LOSS_OF_STRENGTH_KM

PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula; names of knobs in braces stand for their values as people read them."""

    key: str
    title: str
    text: str
    source: str

    @property
    def knobs(self) -> tuple[str, ...]:
        """The knobs it names, in order."""
        return tuple(PLACE.findall(self.text))

    def told(self, rules: Rules) -> str:
        """The text with the numbers in force."""
        return PLACE.sub(lambda match: plainly(match[1], getattr(rules, match[1])), self.text)


def plainly(name: str, value: int) -> str:
    """A knob's value as people read it: a share as per cent, tenths and hundredths as fractions, else as it is."""
    unit = knobs()[name].unit
    for start, scale, sign in (("ten-thousandths", 100, "%"), ("hundredths", 100, ""), ("tenths", 10, "")):
        if unit.startswith(start):
            return f"{value / scale:g}{sign}"
    return f"{value:g}"


HALF = DOUBLING // 10
FORMULAS = (
    Formula(
        "strength", "How surely one stands by another",
        f"strength = (1 - hostility) x (1 - 2^(-points / {HALF})): {HALF} points of ties halve what is missing.",
        f"{ASSUMPTION}: bounded, growing with every tie, and less where much holds already",
    ),
    Formula(
        "indirect", "Support by way of third nations",
        "b = (strength - {indirect_floor}) / (1 - {indirect_floor}), at least 0; s = sum of b x b over third nations; "
        "indirect = s / (4 x (s + 1)).",
        f"{ASSUMPTION}: bounded, so that a world full of treaties does not make everybody safe",
    ),
    Formula(
        "nearness", "What distance leaves",
        f"nearness = 1 / (1 + distance / {LOSS_OF_STRENGTH_KM:,} km).",
        f"the loss of strength with distance: Boulding 1962; the shape and the length are an {ASSUMPTION}",
    ),
    Formula(
        "spare", "What a partner can spare",
        "its ready units x {partner_share} / ({partner_share} + other nations it stands by); it covers at most "
        "{partner_cap} of a demand, and counts from a strength of {support_floor}.",
        ASSUMPTION,
    ),
    Formula(
        "expected", "Expected support",
        "1 - 2^(-x), where x is support over need in units of {support_half}; the need is that of a standard crisis, "
        "{standard_demand} of own size.",
        f"{ASSUMPTION}: what comes after the first partners adds less",
    ),
    Formula(
        "chance", "Chances a turn",
        f"2^(points / {HALF}) for points of 0 or less: {HALF} points less halve a chance, and points add up.",
        f"{ASSUMPTION}: a log-linear hazard",
    ),
    Formula(
        "deterrence", "Deterrence",
        "1 / (1 + x^2) of the hazard is left, at least {deterrence_floor}, where x is expected support over need, in "
        "units of {deterrence_half}: there, half is left.",
        ASSUMPTION,
    ),
    Formula(
        "willing", "Who helps, and how far",
        "Points of willingness against the ladder: statement {rung_statement}, good offices {rung_good_offices}, "
        "supplies {rung_supplies}, access {rung_access}, show of force {rung_show_of_force}, fighting {rung_fighting}. "
        "One shock a crisis, of {will_shock} points a standard deviation, is the same for all.",
        f"{ASSUMPTION}; set against the findings on allies in war (page of findings)",
    ),
    Formula(
        "delay", "When help arrives",
        "({delay_base} days + distance / {delay_km} km a day), less up to {delay_interoperability} by interoperability "
        "and {delay_access} a level of logistics and access.",
        ASSUMPTION,
    ),
    Formula(
        "coverage", "Coverage of a crisis",
        "the harmonic mean over what is demanded of (own + partners') supply / demand, each between {coverage_floor} "
        "and 100%: the category that is covered worst decides most.",
        ASSUMPTION,
    ),
    Formula(
        "outcome", "How a crisis ends",
        "points = {coverage_points} x (coverage - {even_coverage}) + posture + good offices + luck of "
        "{outcome_luck} points a standard deviation; from {victory_points} a victory, from {compromise_points} a "
        "compromise, from {stalemate_points} a stalemate, below it a defeat.",
        ASSUMPTION,
    ),
    Formula(
        "reliability", "Reliability",
        "(kept + 3) / (kept + broken + 4): the mean of a Beta distribution of the commitments kept and broken, three "
        "to one before anything has happened.",
        "Bayes' rule for a share; the record at the start is an assumption",
    ),
    Formula(
        "fog", "The error of an estimate",
        "a standard error from {blind_error} of the scale without access down to {sharp_error} with full access; it "
        "turns into the next one over {fog_memory} turns, so that looking twice does not average it away.",
        ASSUMPTION,
    ),
    Formula(
        "index", "The security index",
        "integrity x {index_integrity} + stability x {index_stability} + expected support x {index_support} + "
        "standing x {index_standing} + peace around x {index_peace}.",
        ASSUMPTION,
    ),
    Formula(
        "upkeep", "What agreements cost",
        "{upkeep_staff} staff a turn for each level of each agreement.",
        ASSUMPTION,
    ),
    Formula(
        "shares", "Intervals of shares",
        "after Wilson in sweeps, after Agresti and Coull for the place among other worlds; means have 95% intervals by "
        "the normal law, or Student's where worlds are few.",
        "Wilson 1927; Agresti and Coull 1998; Student 1908",
    ),
    Formula(
        "luck", "Luck",
        "every draw is a hash of the seed, the world, the step, what it is for and whom it concerns: nothing is drawn "
        "in an order, so that one order less disturbs no other draw.",
        "the mixing function of splitmix64: Steele, Lea and Flood 2014",
    ),
)  # fmt: skip
"""In the order in which the handbook tells them."""
