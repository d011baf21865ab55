"""What holds in every state of every game, as a list of what doesn't."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.core.crises.kinds import KINDS, RIVAL_KINDS
from game.core.exact import ONE
from game.core.setting import Setting
from game.core.state import SHAPES, State
from game.core.vocabulary import AID, POSTURES, RUNGS, VIOLENCE

SHARES = ("readiness", "stability", "terror", "standing", "integrity", "interoperability", "access", "hostility")
NEVER_NEGATIVE = (
    "staff", "officers", "schooling", "home", "returning", "drilling", "reserve", "capability", "kept", "broken",
    "mourning", "favours", "post", "pause", "agreement", "offer", "offer_level", "counter", "posted", "tour", "present",
    "item", "kind", "length", "violence", "posture", "demand", "committed", "mediated", "recur", "asked", "rung",
    "against", "fielded", "arrival", "spread", "seen",
)  # fmt: skip
EMPTY_WITHOUT_CRISIS = ("length", "violence", "demand", "committed", "mediated", "mood")
PARTNERS_OF_A_CRISIS = ("asked", "rung", "asked_against", "against", "fielded", "arrival")


def contingents(state: State, setting: Setting) -> np.ndarray:
    """(W, N) contingents wherever they are."""
    n = setting.n
    return (
        state.home
        + state.returning.sum(axis=2)
        + state.drilling
        + state.posted.sum(axis=1)
        + state.committed[:, :n]
        + state.committed[:, n:]
        + state.fielded.sum(axis=2)
    )


def problems(state: State, setting: Setting) -> list[str]:
    """Every rule of a sound state that this one breaks."""
    found = list(_numbers(state, setting)) + list(_pairs(state, setting)) + list(_crises(state, setting))
    if (contingents(state, setting) != setting.size).any():
        found.append("contingents got lost or came from nowhere")
    if state.planning:
        found += [name for name in ("offer", "drilling", "present") if getattr(state, name).any()]
    return found


def _numbers(state: State, setting: Setting) -> Iterator[str]:
    for name, array in state.arrays():
        wanted = {"world": np.int64, "alive": np.bool_, "member": np.bool_}.get(name, np.int32)
        if array.dtype != wanted or not array.flags.c_contiguous or array.ndim != len(SHAPES.get(name, "W")):
            yield f"{name} is {array.dtype} with {array.ndim} axes"
    for name in SHAPES.keys() & set(NEVER_NEGATIVE):
        if (getattr(state, name) < 0).any():
            yield f"{name} is negative"
    for name in SHARES:
        array = getattr(state, name)
        if (array < 0).any() or (array > ONE).any():
            yield f"{name} is no share: {array.min()}..{array.max()}"
    if (np.abs(state.trust) > ONE).any():
        yield "trust is out of range"
    most = setting.income * setting.rules.funds_limit
    if state.planning and ((state.funds < -setting.income).any() or (state.funds > most).any()):
        yield "funds are beyond what can be owed or saved"


def _pairs(state: State, setting: Setting) -> Iterator[str]:
    diagonal = np.arange(setting.n)
    for name in ("trust", "interoperability", "hostility", "access", "favours", "post", "offer", "counter", "pause"):
        if getattr(state, name)[:, diagonal, diagonal].any():
            yield f"{name} of a nation with itself"
    for name in ("interoperability", "hostility", "pause"):
        array = getattr(state, name)
        if (array != array.swapaxes(1, 2)).any():
            yield f"{name} is not symmetric"
    mutual = np.delete(state.agreement, AID, axis=1)
    if (mutual != mutual.swapaxes(2, 3)).any():
        yield "an agreement binds one side only"
    if (state.agreement > 3).any() or state.agreement[:, :, diagonal, diagonal].any():
        yield "an agreement of a level that there isn't, or with oneself"
    if (state.post > 1).any():
        yield "two posts in one capital"


def _crises(state: State, setting: Setting) -> Iterator[str]:
    n, burning = setting.n, state.kind > 0
    calm = ~burning
    if (state.adversary[calm] != -1).any():
        yield "an adversary without a crisis"
    yield from (f"{name} without a crisis" for name in EMPTY_WITHOUT_CRISIS if getattr(state, name)[calm].any())
    for name in SHAPES.keys() & set(PARTNERS_OF_A_CRISIS):
        if getattr(state, name).swapaxes(1, 2)[calm].any():
            yield f"{name} without a crisis"
    if (state.kind > len(KINDS)).any() or (state.violence >= len(VIOLENCE)).any():
        yield "a crisis of no kind or violence that there is"
    if (state.posture >= len(POSTURES)).any() or (state.rung >= len(RUNGS)).any():
        yield "no posture or rung of that number"
    rival = np.isin(state.kind - 1, RIVAL_KINDS)
    if (burning & (rival != (state.adversary >= 0))).any() or (rival[:, n:]).any() or (burning & ~rival)[:, :n].any():
        yield "a crisis in the wrong layer or with the wrong adversary"
    if (state.adversary == np.arange(2 * n) % n).any():
        yield "a nation at odds with itself"
    if (state.length[burning] < 1).any():
        yield "a crisis that lasts no day"
    against = getattr(state, "against", np.zeros_like(state.rung))
    if ((state.rung > 0) & (against > 0)).any():
        yield "a nation on both sides"
    if ((state.fielded > 0) & (np.maximum(state.rung, against) < RUNGS.index("show_of_force"))).any():
        yield "contingents fielded below a show of force"
