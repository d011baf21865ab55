"""Other engines on the same machine, where they are installed, with what each does a turn: none does the same work."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

SECONDS = 2.0
AGENTS, CHANNELS = 64, 10
Peer = Callable[[float], dict[str, Any]]


def peers(seconds: float = SECONDS) -> list[dict[str, Any]]:
    """A row for each peer that is installed; `per_s` counts turns of single players, to set beside nation-turns."""
    return [peer(seconds) for module, peer in PEERS.items() if find_spec(module)]


def _rate(work: Callable[[], int], seconds: float) -> float:
    """What `work` counts, a second of processor time."""
    done, began = 0, time.process_time()
    while time.process_time() - began < seconds:
        done += work()
    return done / (time.process_time() - began)


def _diplomacy(seconds: float) -> dict[str, Any]:
    game_type = import_module("diplomacy").Game
    draw = random.Random(1)
    games = [game_type()]

    def phase() -> int:
        game = games[0] if not games[0].is_game_done else game_type()
        games[0] = game
        possible = game.get_all_possible_orders()
        for power in game.powers:
            game.set_orders(power, [draw.choice(possible[place]) for place in game.get_orderable_locations(power)
                                    if possible[place]])  # fmt: skip
        game.process()
        return len(game.powers)

    return {"peer": "diplomacy", "does": "one phase, 7 powers, random legal orders, adjudicated",
            "per_s": _rate(phase, seconds)}  # fmt: skip


def _mesa(seconds: float) -> dict[str, Any]:
    mesa: Any = import_module("mesa")

    class Nation(mesa.Agent):  # type: ignore[misc]
        """Adds up the channels of its tie with every other nation, strengthens the most promising, forgets a little."""

        def __init__(self, model: Any, place: int) -> None:
            super().__init__(model)
            draw = model.random.random
            self.place = place
            self.ties = [[draw() for _ in range(CHANNELS)] for _ in range(AGENTS)]
            self.hostility = [draw() * 0.3 for _ in range(AGENTS)]

        def step(self) -> None:
            strength = [(1 - 2 ** -sum(tie)) * (1 - hostile)
                        for tie, hostile in zip(self.ties, self.hostility, strict=True)]  # fmt: skip
            strength[self.place] = 1.0
            chosen = min(range(AGENTS), key=strength.__getitem__)
            self.ties = [[0.985 * channel for channel in tie] for tie in self.ties]
            self.ties[chosen][0] += 0.05

    model = mesa.Model(seed=1)
    for place in range(AGENTS):
        Nation(model, place)

    def turn() -> int:
        model.agents.shuffle_do("step")
        return AGENTS

    does = (
        f"one turn of {AGENTS} agents: {CHANNELS} channels of every tie added up, one strengthened, all fade; no more"
    )
    return {"peer": f"mesa {mesa.__version__}", "does": does, "per_s": _rate(turn, seconds)}


def _pettingzoo(seconds: float) -> dict[str, Any]:
    env = import_module("pettingzoo.classic.connect_four_v3").env()
    draw = random.Random(1)

    def game() -> int:
        env.reset(seed=1)
        moves = 0
        for _ in env.agent_iter():
            seen, _, ended, cut, _ = env.last()
            legal = [place for place, may in enumerate(seen["action_mask"]) if may]
            env.step(None if ended or cut else draw.choice(legal))
            moves += 1
        return moves

    return {"peer": "pettingzoo connect_four_v3", "does": "one move, random and legal, with its observation",
            "per_s": _rate(game, seconds)}  # fmt: skip


def _open_spiel(seconds: float) -> dict[str, Any]:
    loaded = import_module("pyspiel").load_game("goofspiel")
    draw = random.Random(1)

    def game() -> int:
        state, moves = loaded.new_initial_state(), 0
        while not state.is_terminal():
            if state.is_simultaneous_node():
                players = range(loaded.num_players())
                state.apply_actions([draw.choice(state.legal_actions(player)) for player in players])
                moves += loaded.num_players()
            else:
                state.apply_action(draw.choice(state.legal_actions()))
        return moves

    return {"peer": "open_spiel goofspiel", "does": "one bid of one player, random and legal, compiled C++",
            "per_s": _rate(game, seconds)}  # fmt: skip


PEERS: dict[str, Peer] = {"diplomacy": _diplomacy, "mesa": _mesa, "pettingzoo.classic": _pettingzoo,
                          "pyspiel": _open_spiel}  # fmt: skip
