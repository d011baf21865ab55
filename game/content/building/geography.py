"""Distances between capitals and common borders."""

from __future__ import annotations

import math

import numpy as np

from game.content.format.model import Scenario
from game.content.format.nations import Capital
from game.core.setting import Flags
from game.core.terms import Ints

EARTH_RADIUS_KM = 6371.0088
"""Mean radius, IUGG."""


def kilometres(one: Capital, other: Capital) -> int:
    """Great-circle distance by the haversine formula, in whole km: too coarse for any machine to round differently."""
    latitude, longitude = math.radians(one.lat - other.lat), math.radians(one.lon - other.lon)
    across = math.cos(math.radians(one.lat)) * math.cos(math.radians(other.lat)) * math.sin(longitude / 2) ** 2
    chord = math.sin(latitude / 2) ** 2 + across
    return round(2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(chord, 1.0))))


def distances(scenario: Scenario) -> Ints:
    """(N, N) km between capitals."""
    capitals = [nation.capital for nation in scenario.nations]
    table = np.zeros((len(capitals), len(capitals)), np.int32)
    for i, one in enumerate(capitals):
        for j in range(i):
            table[i, j] = table[j, i] = kilometres(one, capitals[j])
    return table


def borders(scenario: Scenario) -> Flags:
    """(N, N) whether two nations touch."""
    rows = {nation: row for row, nation in enumerate(scenario.nation_ids)}
    table = np.zeros((len(rows), len(rows)), np.bool_)
    for one, other in scenario.borders.land if scenario.borders else ():
        table[rows[one], rows[other]] = table[rows[other], rows[one]] = True
    return table
