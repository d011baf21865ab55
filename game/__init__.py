"""Army Diplomacy as a library: `load` a scenario, `simulate` worlds of it; the rest loads when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game import env as env
    from game.content.format.model import Scenario
    from game.content.reading.load import load_scenario as load
    from game.sim.simulate import Run
    from game.sim.simulate import simulate as simulate

__all__ = ["Run", "Scenario", "env", "load", "simulate"]

_FACE = {
    "load": ("game.content.reading.load", "load_scenario"),
    "Scenario": ("game.content.format.model", "Scenario"),
    "simulate": ("game.sim.simulate", "simulate"),
    "Run": ("game.sim.simulate", "Run"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "env":
        return import_module("game.env")
    if name not in _FACE:
        raise AttributeError(f"module 'game' has no attribute {name!r}")
    module, attribute = _FACE[name]
    return getattr(import_module(module), attribute)
