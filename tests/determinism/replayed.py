"""Replays as the determinism check verifies them: alone as the game does, or as one world among others of a batch."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import numpy as np

from game.content.building.start import build
from game.content.files import replays
from game.content.files.replays import Replay
from game.content.reading.load import load_scenario
from game.core.observe import observe
from game.core.orders import OrderTable
from game.core.setting import Setting
from game.core.state import State
from game.core.step import step
from game.sim.match import ministers_luck
from game.sim.replaying import orders_at, played_by, seats_of, verify

POLICIES = ("balanced", "random")


def write_some(folder: Path, count: int, turns: int) -> None:
    """Games to verify: worlds of a simulation, with a seat played otherwise."""
    scenario = load_scenario("first_posting").model_copy(update={"turns": turns})
    for number in range(count):
        seats = {scenario.nation_ids[number % len(scenario.nation_ids)]: "random"}
        policy = POLICIES[number % len(POLICIES)]
        replay = played_by(scenario, 100 + number, world=number, policy=policy, seats=seats)
        replays.write(folder / f"{number}{replays.SUFFIX}", replay)


def replayed(path: str, beside: int) -> str:
    """A digest over every state of the replay, or which step differs from what was recorded."""
    replay = replays.read(Path(path))
    if not replay.own_rules:
        return "was played under other rules"
    if beside:
        return _among(replay, beside)
    verdict = verify(replay)
    if verdict.difference is not None or not verdict.compared:
        return f"differs: {verdict.difference}"
    return _over(verdict.record.digests)


def _over(digests: dict[int, str]) -> str:
    return sha256("".join(digests[number] for number in sorted(digests)).encode()).hexdigest()


def _among(replay: Replay, beside: int) -> str:
    """The same with other worlds before and behind it in the batch, which policies play."""
    place = beside // 2
    worlds = np.arange(beside + 1, dtype=np.int64) + replay.world + 1000
    worlds[place] = replay.world
    setting, state = build(replay.scenario, worlds, replay.seed, replay.rules)
    found = {}
    while True:
        found[state.step] = state.digests()[place]
        if replay.record.digests.get(state.step, found[state.step]) != found[state.step]:
            return f"differs at step {state.step}"
        if state.step == replay.steps:
            return _over(found)
        state = step(state, _orders(replay, state, setting, place), setting, replay.seed).state


def _orders(replay: Replay, state: State, setting: Setting, place: int) -> OrderTable:
    """The policies' orders in all worlds, and in one of them those of the replay."""
    table = seats_of(replay, setting).decide(observe(state, setting), ministers_luck(state, replay.seed))
    own = orders_at(replay, state.take(np.array([place])), setting)
    merged = OrderTable.empty(state.worlds, setting.n, max(table.slots, own.slots))
    for target, everybody, one in zip(merged.columns(), table.columns(), own.columns(), strict=True):
        target[:, :, : table.slots] = everybody
        if target is merged.instrument:
            target[place] = -1
        target[place, :, : own.slots] = one[0]
    return merged


if __name__ == "__main__":
    write_some(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
