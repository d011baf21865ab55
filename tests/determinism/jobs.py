"""What a process of the determinism check is to play, as it is handed to it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Game:
    """One batch: which worlds of a scenario, for how long, by whom; `corner` keeps a dozen of the nations."""

    scenario: str
    worlds: tuple[int, ...]
    turns: int
    policy: str = "balanced"
    corner: bool = False
    rules: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        part = " corner" if self.corner else ""
        return f"{self.scenario}{part}, {self.policy}, {self.turns} turns"


@dataclass(frozen=True)
class Job:
    """What one process is to play: games, the order in which nations are listed (a seed), a fault put in on purpose."""

    games: tuple[Game, ...]
    listing: int | None = None
    alone: bool = False  # each world in a batch of its own
    fault: str = ""
    replays: tuple[str, ...] = ()  # files to verify
    beside: int = 0  # so many other worlds in a batch with each replay

    def text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Job:
        fields = json.loads(text)
        games = tuple(Game(**{**game, "worlds": tuple(game["worlds"])}) for game in fields.pop("games"))
        return cls(games, replays=tuple(fields.pop("replays")), **fields)
