"""What a seat takes the world to be, and what a choice is worth to it, worked out a second time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.worlds import first_state, played, small_setting

from game.core.belief import believe
from game.core.chance import Luck
from game.core.exact import ONE
from game.core.instruments.decision import choice_score
from game.core.observe import observe, quantities
from game.core.setting import EventEffect, Setting
from game.core.state import State
from game.core.vocabulary import HUNDRED, READINESS, STABILITY, TERROR, TRUST

SEAT, N = 2, 5
OTHERS = [row for row in range(N) if row != SEAT]
OWN = ("home", "capability", "readiness", "stability", "terror", "funds", "staff", "officers", "schooling", "returning",
       "drilling", "reserve", "trust", "access", "favours", "estimate", "spread", "seen")  # fmt: skip
PUBLIC = ("alive", "standing", "integrity", "kept", "broken", "hostility", "interoperability", "agreement", "member",
          "post", "posted", "kind", "adversary", "violence", "rung", "fired")  # fmt: skip


def world(seed: int) -> tuple[Setting, State]:
    setting = small_setting(seed)
    return setting, played(first_state(setting, seed=seed), setting, "random", 5)


@pytest.mark.parametrize("seed", range(4))
def test_a_seat_takes_its_estimates_for_the_truth(seed: int) -> None:
    setting, now = world(seed)
    found, rules = believe(observe(now, setting), SEAT, 1), setting.rules
    guess = now.estimate[0, SEAT]
    for name in OWN:
        assert (getattr(found, name)[0, SEAT] == getattr(now, name)[0, SEAT]).all()
    for name in PUBLIC:
        assert (getattr(found, name) == getattr(now, name)).all()
    for j in OTHERS:
        assert found.home[0, j] == min(max(int(guess[j, 0]) // HUNDRED, 0), int(setting.size[j]))
        known = [setting.capability[j, 0], *np.maximum(guess[j, 1:5], 0), setting.capability[j, 5]]
        assert found.capability[0, j].tolist() == [int(one) for one in known]
        for quantity, array in ((READINESS, found.readiness), (STABILITY, found.stability), (TERROR, found.terror)):
            assert array[0, j] == min(max(int(guess[j, quantity]), 0), ONE)
        assert (found.funds[0, j], found.staff[0, j], found.officers[0, j]) == (
            setting.income[j],
            setting.staff[j] // 2,
            1,
        )
        for name in ("schooling", "returning", "drilling", "reserve"):
            assert not getattr(found, name)[0, j].any()
        assert found.trust[0, j, SEAT] == min(max(int(guess[j, TRUST]), -ONE), ONE)
        assert (found.spread[0, j] == rules.blind_error).all()
        assert (found.seen[0, j] == now.step).all()
        for o in range(N):
            assert found.access[0, j, o] == (rules.border_access if setting.border[j, o] else 0)
            if o == SEAT:
                continue
            assert found.trust[0, j, o] == (int(setting.similarity[j, o]) * rules.trust_anchor + ONE // 2) // ONE
            for name in ("favours", "offer", "offer_level", "counter"):
                assert getattr(found, name)[0, j, o] == 0
        assert (found.estimate[0, j, :, :TRUST] == quantities(found)[0]).all()
        assert not found.estimate[0, j, :, TRUST].any()


def test_drawn_worlds_lie_about_the_estimates_as_wide_as_the_errors() -> None:
    setting, now = world(1)
    copies = 4_000
    found = believe(observe(now, setting), SEAT, copies, Luck.of(7, np.arange(copies), 0))
    assert found.world.tolist() == list(range(copies))
    for j in OTHERS:
        ready = found.readiness[:, j].astype(np.int64)
        inside = (ready > 0) & (ready < ONE)
        if inside.mean() > 0.97:
            assert abs(ready.mean() - int(now.estimate[0, SEAT, j, READINESS])) < 150
            assert abs(ready.std() / int(now.spread[0, SEAT, j]) - 1) < 0.1
    assert (found.readiness[:, SEAT] == now.readiness[0, SEAT]).all()


# ----------------------------------------------------------------------------------------------------------------------
# Choices
# ----------------------------------------------------------------------------------------------------------------------

KINDS = ("stability", "standing", "readiness", "terror", "funds", "trust", "hostility")


def worth(setting: Setting, kind: str, amount: int) -> int:
    """Tenths of something that happens to oneself: by the weights of the index, and the rules for the rest."""
    rules = setting.rules
    weight, unit = {
        "stability": (rules.index_stability, ONE), "standing": (rules.index_standing, ONE),
        "readiness": (rules.index_support // 2, ONE), "terror": (-rules.index_stability // 2, ONE),
        "funds": (rules.choice_funds, HUNDRED), "trust": (rules.choice_trust // 2, ONE),
        "hostility": (-rules.choice_hostility, ONE),
    }[kind]  # fmt: skip
    return amount * weight // unit


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("amount", [-700, 900])
@pytest.mark.parametrize("case", ["own", "friend", "rival", "towards me"])
def test_a_choice_is_worth_what_it_does_to_oneself_and_to_ones_friends(kind: str, amount: int, case: str) -> None:
    setting = small_setting(3)
    decision = setting.decisions[0]
    me = setting.row(decision.nation)
    friend, rival = [row for row in range(N) if row != me][:2]
    target = {"own": me, "rival": rival}.get(case, friend)
    toward = setting.nations[me] if case == "towards me" else ""
    effect = EventEffect(kind, setting.nations[target], amount, toward)
    number = decision.choices[1]
    events = list(setting.events)
    events[number] = replace(events[number], effects=(effect, effect), price=250)
    setting = replace(setting, events=tuple(events))
    state = first_state(setting)
    state.trust[0, me, friend], state.trust[0, me, rival] = 6_000, -2_000
    points = choice_score(observe(state, setting), 0, 1)
    found = {name: int(part[0]) for name, part in zip(points.names, points.parts, strict=True)}
    rules, trust = setting.rules, max(int(state.trust[0, me, target]), 0)
    if case == "own":
        wanted = worth(setting, kind, amount)
    elif case == "towards me":
        wanted = amount * (rules.choice_trust if kind == "trust" else -rules.choice_hostility) // ONE
    elif kind == "trust":
        wanted = 0
    elif kind == "hostility":
        wanted = -amount * rules.choice_hostility // ONE * rules.choice_others // ONE
    else:
        wanted = worth(setting, kind, amount) * trust // ONE * rules.choice_others // ONE
    assert found == dict.fromkeys(found, 0) | {"price": -250 * rules.choice_funds // HUNDRED} | {kind: 2 * wanted}
