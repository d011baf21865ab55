"""The numbers that turn a scenario's figures and ties into a setting and a first state; all are assumptions."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.exact import ONE
from game.core.knobs import knob


@dataclass(frozen=True)
class Derivation:
    """What a starting position is derived by. Ten-thousandths unless another unit is given."""

    funds_per_root: int = knob(400, 0, 2000, "hundredths", "funds a quarter for the square root of spending in USD bn")
    funds_floor: int = knob(50, 0, 1000, "hundredths", "least funds a quarter")
    staff_base: int = knob(600, 100, 2000, "hundredths", "staff a turn beyond the upkeep of the starting agreements")
    staff_upkeep: int = knob(6_000, 1_000, ONE, "of staff", "most that starting agreements may take")

    stock_equipment: int = knob(3_500, 0, ONE, "of contingents", "equipment at middling spending a soldier")
    stock_logistics: int = knob(3_500, 0, ONE, "of contingents", "logistics at middling GDP a head")
    stock_intelligence: int = knob(3_500, 0, ONE, "of contingents", "intelligence at middling spending")
    stock_cyber: int = knob(2_500, 0, ONE, "of contingents", "cyber at middling GDP a head")
    stock_diplomacy: int = knob(3_000, 0, ONE, "of contingents", "diplomacy with a middling number of forums")
    stock_floor: int = knob(50, 0, 1000, "hundredths", "least of any stock")
    middling_soldier: int = knob(30_000, 1_000, 1_000_000, "USD", "spending a soldier at which equipment is middling")
    middling_head: int = knob(9_000, 500, 200_000, "USD", "GDP a head at which logistics and cyber are middling")
    middling_spending: int = knob(5, 1, 1000, "USD bn", "spending at which intelligence is middling")
    middling_forums: int = knob(4, 1, 64, "forums", "forums with which diplomacy is middling")
    factor_low: int = knob(4_000, 0, ONE, "times", "least factor that wealth gives a stock")
    factor_high: int = knob(16_000, ONE, 100_000, "times", "greatest factor that wealth gives a stock")

    reserve_share: int = knob(1_000, 0, ONE, "of contingents", "reserve at the start")
    standing_base: int = knob(4_500, 0, ONE, "share", "standing of a nation without missions or forums")
    standing_posted: int = knob(60, 0, ONE, "share a contingent", "standing from contingents in missions, at most 25")
    standing_hosted: int = knob(200, 0, ONE, "share a forum", "standing from hosting a forum")

    trust_defence: int = knob(3_500, 0, ONE, "share", "trust from a defence treaty")
    trust_neutrality: int = knob(800, 0, ONE, "share", "trust from a neutrality treaty")
    trust_non_aggression: int = knob(600, 0, ONE, "share", "trust from a non-aggression treaty")
    trust_consultation: int = knob(900, 0, ONE, "share", "trust from a consultation treaty")
    many_share: int = knob(6_000, 0, ONE, "share", "weight of a treaty of more than two members")
    trust_agreement: int = knob(350, 0, ONE, "share a level", "trust from agreements, at most five levels")
    trust_forum: int = knob(150, 0, ONE, "share a forum", "trust from shared forums, at most three")
    trust_similarity: int = knob(1_200, 0, ONE, "share at full", "trust from similar treaty portfolios")
    trust_rivalry: int = knob(9_000, 0, 20_000, "share at full", "trust lost to a rivalry")
    trust_limit: int = knob(9_500, 0, ONE, "share", "most trust or distrust at the start")

    hostility_share: int = knob(8_000, 0, ONE, "of rivalry", "hostility at the start, where it also reverts to")

    access_base: int = knob(800, 0, ONE, "share", "how well anybody sees anybody")
    access_post: int = knob(3_000, 0, ONE, "share", "sight from a post")
    access_sharing: int = knob(700, 0, ONE, "share a level", "sight from intelligence sharing")
    access_border: int = knob(700, 0, ONE, "share", "sight over a common border")
    access_forum: int = knob(150, 0, ONE, "share a forum", "sight from shared forums, at most three")
    access_defence: int = knob(800, 0, ONE, "share", "sight among parties of a defence treaty")

    fit_defence: int = knob(2_500, 0, ONE, "share", "interoperability of parties of a defence treaty")
    fit_logistics: int = knob(600, 0, ONE, "share a level", "interoperability from logistics and access")
    fit_aid: int = knob(400, 0, ONE, "share a level", "interoperability from military aid")
    fit_forum: int = knob(100, 0, ONE, "share a forum", "interoperability from shared forums, at most three")


DERIVATION = Derivation()
