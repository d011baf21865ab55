"""The first state of W worlds: who is where, who is bound to whom, who trusts whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.content.building.derivation import DERIVATION, Derivation
from game.content.building.setting import build_setting, posted, rows_of, shares
from game.content.format.model import Scenario
from game.core.exact import ONE
from game.core.setting import Setting
from game.core.state import State, blank
from game.core.step import start
from game.core.terms import Ints
from game.core.vocabulary import ACCESS, AGREEMENTS, AID, DEFENCE, SHARING, TREATIES

GRID = 10
"""Starting trust, sight and interoperability are rounded to thousandths."""
MOST_LEVELS, MOST_FORUMS, MOST_POSTED = 5, 3, 25


@dataclass(frozen=True)
class Ties:
    """What holds the pairs of a scenario together at the start, one world's arrays."""

    agreement: Ints  # (7, N, N) levels
    post: Ints  # (N, N)
    defence: Ints  # (N, N) ONE for a defence treaty of two, less for one of many, 0 for none
    obligation: Ints  # (N, N) trust from the treaty that gives most
    forums: Ints  # (N, N) shared, at most three


def build(
    scenario: Scenario, worlds: NDArray[np.int64], seed: int, rules: Mapping[str, int] | None = None
) -> tuple[Setting, State]:
    """The setting and the state before the first PLAN of the given world numbers.

    Raises ValueError when `rules` names a rule that does not exist or gives it a value that it can't take.
    """
    setting = build_setting(scenario, rules)
    return setting, start(build_state(scenario, setting, worlds), setting, seed)


def build_state(
    scenario: Scenario, setting: Setting, worlds: NDArray[np.int64], derivation: Derivation = DERIVATION
) -> State:
    """The given worlds as the scenario describes them, all alike; nobody has looked at anybody yet."""
    state = blank(setting, worlds)
    ties = _ties(scenario, setting, derivation)
    _fill_nations(state, scenario, setting, derivation)
    state.agreement[:] = ties.agreement
    state.post[:] = ties.post
    state.officers[:] -= ties.post.sum(axis=1, dtype=np.int32)
    state.member[:] = setting.treaties.members
    state.adversary[:] = -1
    state.trust[:] = _trust(scenario, setting, ties, derivation)
    state.hostility[:] = _rounded(setting.rivalry * derivation.hostility_share // ONE)
    state.interoperability[:] = _interoperability(setting, ties, derivation)
    state.access[:] = _access(setting, ties, derivation)
    return state


def _fill_nations(state: State, scenario: Scenario, setting: Setting, derivation: Derivation) -> None:
    serving = posted(scenario)
    abroad = serving.sum(axis=0, dtype=np.int32)
    state.alive[:] = True
    state.funds[:] = setting.income
    state.staff[:] = setting.staff
    state.officers[:] = [nation.officers_owned for nation in scenario.nations]
    state.posted[:] = serving
    state.home[:] = setting.size - abroad
    state.reserve[:] = setting.size * derivation.reserve_share // ONE
    state.capability[:] = setting.capability
    state.readiness[:] = setting.rules.readiness_base
    state.stability[:] = shares(nation.stability.number for nation in scenario.nations)
    state.terror[:] = setting.terror
    hosts = setting.forums.host[setting.forums.host >= 0]
    hosted = np.bincount(hosts, minlength=setting.n).astype(np.int32)
    served = np.minimum(abroad, MOST_POSTED) * derivation.standing_posted
    state.standing[:] = np.minimum(derivation.standing_base + served + hosted * derivation.standing_hosted, ONE)
    state.integrity[:] = ONE


def _ties(scenario: Scenario, setting: Setting, derivation: Derivation) -> Ties:
    defence, obligation = _treaty_tables(setting, derivation)
    return Ties(_agreements(scenario), _posts(scenario), defence, obligation, setting.shared_forums)


def _agreements(scenario: Scenario) -> Ints:
    rows = rows_of(scenario)
    table = np.zeros((len(AGREEMENTS), len(rows), len(rows)), np.int32)
    for agreement in scenario.agreements:
        kind, one, other = AGREEMENTS.index(agreement.type), rows[agreement.a], rows[agreement.b]
        table[kind, one, other] = agreement.level
        if kind != AID:
            table[kind, other, one] = agreement.level
    return table


def _posts(scenario: Scenario) -> Ints:
    rows = rows_of(scenario)
    table = np.zeros((len(rows), len(rows)), np.int32)
    for sender, hosts in (scenario.posts.held if scenario.posts else {}).items():
        for host in hosts:
            table[rows[sender], rows[host]] = 1
    return table


def _treaty_tables(setting: Setting, derivation: Derivation) -> tuple[Ints, Ints]:
    """(N, N) depth of the best defence treaty, and trust from the treaty that gives most."""
    defence = np.zeros((setting.n, setting.n), np.int32)
    obligation = np.zeros_like(defence)
    worth = [getattr(derivation, f"trust_{name}") for name in TREATIES]
    for kind, members in zip(setting.treaties.type, setting.treaties.members, strict=True):
        depth = ONE if members.sum() == 2 else derivation.many_share
        block = np.ix_(members, members)
        obligation[block] = np.maximum(obligation[block], worth[kind] * depth // ONE)
        if kind == DEFENCE:
            defence[block] = np.maximum(defence[block], depth)
    for table in (defence, obligation):
        np.fill_diagonal(table, 0)
    return defence, obligation


def _trust(scenario: Scenario, setting: Setting, ties: Ties, derivation: Derivation) -> Ints:
    levels = ties.agreement.sum(axis=0, dtype=np.int32)
    levels = levels + ties.agreement[AID].T  # aid is trusted by both sides
    alike = np.maximum(setting.similarity, 0) * derivation.trust_similarity // ONE
    trust = (
        ties.obligation
        + np.minimum(levels, MOST_LEVELS) * derivation.trust_agreement
        + np.minimum(ties.forums, MOST_FORUMS) * derivation.trust_forum
        + alike
        - setting.rivalry * derivation.trust_rivalry // ONE
    )
    trust = _rounded(np.clip(trust, -derivation.trust_limit, derivation.trust_limit))
    rows = rows_of(scenario)
    for tie, value in zip(scenario.ties, shares(tie.trust for tie in scenario.ties), strict=True):
        trust[rows[tie.a], rows[tie.b]] = value
    np.fill_diagonal(trust, 0)
    return trust


def _interoperability(setting: Setting, ties: Ties, derivation: Derivation) -> Ints:
    aid = np.maximum(ties.agreement[AID], ties.agreement[AID].T)
    fit = (
        ties.defence * derivation.fit_defence // ONE
        + ties.agreement[ACCESS] * derivation.fit_logistics
        + aid * derivation.fit_aid
        + np.minimum(ties.forums, MOST_FORUMS) * derivation.fit_forum
    )
    fit = _rounded(np.minimum(fit * (ONE - setting.rivalry) // ONE, ONE))
    np.fill_diagonal(fit, 0)
    return fit


def _access(setting: Setting, ties: Ties, derivation: Derivation) -> Ints:
    sight = (
        derivation.access_base
        + ties.post * derivation.access_post
        + ties.agreement[SHARING] * derivation.access_sharing
        + setting.border * derivation.access_border
        + np.minimum(ties.forums, MOST_FORUMS) * derivation.access_forum
        + ties.defence * derivation.access_defence // ONE
    )
    sight = _rounded(np.minimum(sight, ONE))
    np.fill_diagonal(sight, 0)
    return sight


def _rounded(table: Ints) -> Ints:
    return (table // GRID * GRID).astype(np.int32)
