"""Environments for learning, each a thin form of the batch engine; what they need is in the extra `rl`.

    game.env.parallel_env(scenario="first_posting")        PettingZoo: nations act at once
    game.env.env(scenario="first_posting")                 the same, agent by agent
    gymnasium.make("game.env:ArmyDiplomacy-v0")            one seat
    gymnasium.make_vec("game.env:ArmyDiplomacy-v0", 64)    one seat in 64 worlds, one call of the engine a step
    game.env.Batch(game.env.Options(...))                  W worlds and S seats as arrays; NumPy alone

A step is one decision point, PLAN and RESPOND in turn. An action is K numbers of the catalog (0: no order), an
observation D numbers between -1 and 1; `game.env.describe("first_posting")` tells what each number means.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.env.batch import Batch, Options
    from game.env.manual import describe
    from game.env.parallel import env, parallel_env
    from game.env.single import SingleSeat
    from game.env.vector import VectorSeat

__all__ = ["Batch", "Options", "SingleSeat", "VectorSeat", "describe", "env", "parallel_env"]

_FACE = {
    "Batch": "batch",
    "Options": "batch",
    "SingleSeat": "single",
    "VectorSeat": "vector",
    "describe": "manual",
    "env": "parallel",
    "parallel_env": "parallel",
}
ID = "ArmyDiplomacy-v0"


def __getattr__(name: str) -> Any:
    if name not in _FACE:
        raise AttributeError(f"module 'game.env' has no attribute {name!r}")
    return getattr(import_module(f"game.env.{_FACE[name]}"), name)


def _register() -> None:
    """Tell Gymnasium where the environments are: `gymnasium.make("game.env:...")` imports this module for that."""
    if find_spec("gymnasium") is None:
        return
    from gymnasium.envs.registration import register, registry

    if ID not in registry:
        register(ID, entry_point="game.env.single:SingleSeat", vector_entry_point="game.env.vector:VectorSeat")


_register()
