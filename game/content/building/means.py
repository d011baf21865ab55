"""What a nation has to work with: contingents, stocks by category, funds and staff, from its figures."""

from __future__ import annotations

import math

import numpy as np

from game.content.building.derivation import Derivation
from game.content.format.model import Scenario
from game.content.format.nations import Nation
from game.core.exact import ONE
from game.core.ruleset import Rules
from game.core.terms import Ints
from game.core.vocabulary import HUNDRED


def sizes(scenario: Scenario) -> Ints:
    """(N,) contingents owned."""
    return np.array([nation.contingents_owned for nation in scenario.nations], np.int32)


def incomes(scenario: Scenario, derivation: Derivation) -> Ints:
    """(N,) hundredths of funds a quarter: about 4 times the square root of military spending in USD bn."""
    roots = [math.sqrt(nation.milex_usd_bn.number) for nation in scenario.nations]
    return np.array([max(derivation.funds_floor, round(derivation.funds_per_root * root)) for root in roots], np.int32)


def staffs(scenario: Scenario, rules: Rules, derivation: Derivation) -> Ints:
    """(N,) hundredths of staff a turn: the same free staff for all and what their starting agreements take.

    A nation with very many agreements has more free staff, so that its upkeep starts below `staff_upkeep`.
    """
    levels = dict.fromkeys(scenario.nation_ids, 0)
    for agreement in scenario.agreements:
        levels[agreement.a] += agreement.level
        levels[agreement.b] += agreement.level
    upkeeps = [rules.upkeep_staff * level for level in levels.values()]
    most = derivation.staff_upkeep
    return np.array([max(derivation.staff_base + kept, kept * ONE // most) for kept in upkeeps], np.int32)


def capabilities(scenario: Scenario, derivation: Derivation) -> Ints:
    """(N, 6) hundredths of each category at the start, which is also the level it tends to."""
    forums = dict.fromkeys(scenario.nation_ids, 0)
    for forum in scenario.forums:
        for member in forum.members:
            forums[member] += 1
    rows = [_stocks(nation, forums[nation.id], derivation) for nation in scenario.nations]
    return np.array(rows, np.int32)


def _stocks(nation: Nation, forums: int, derivation: Derivation) -> list[int]:
    size = nation.contingents_owned * HUNDRED
    spending = nation.milex_usd_bn.number
    a_soldier = spending * 1e9 / max(nation.active_personnel.number, 1.0)
    a_head = nation.gdp_usd_bn.number * 1e9 / max(nation.population.number, 1.0)
    shares = (
        (derivation.stock_equipment, a_soldier / derivation.middling_soldier),
        (derivation.stock_logistics, a_head / derivation.middling_head),
        (derivation.stock_intelligence, spending / derivation.middling_spending),
        (derivation.stock_cyber, a_head / derivation.middling_head),
        (derivation.stock_diplomacy, forums / derivation.middling_forums),
    )
    low, high = derivation.factor_low, derivation.factor_high
    factors = [min(max(round(ONE * math.sqrt(ratio)), low), high) for _, ratio in shares]
    stocks = [size * share // ONE * factor // ONE for (share, _), factor in zip(shares, factors, strict=True)]
    return [size, *(max(stock, derivation.stock_floor) for stock in stocks)]
