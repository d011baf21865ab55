"""A campaign in a save and back: the scenario itself, the state, the plan, the news, and every order ever given."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from game.content import saves
from game.content.build import build_setting
from game.content.model import Scenario
from game.content.saves import Saved, SaveError
from game.core.orders import Order
from game.core.setting import Setting
from game.core.state import State
from game.ministers.table import policy as minister_of
from game.ui.news import News, as_rows, from_rows

if TYPE_CHECKING:
    from game.ui.session import Session

SEED_LIMIT = 1 << 64


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a session is made of."""

    scenario: Scenario
    setting: Setting
    state: State
    seat: int
    seed: int
    level: str
    plan: tuple[Order, ...]
    news: list[News]
    history: list[dict[str, int]]
    log: list[tuple[int, Order]]
    tally: dict[str, int]


def write(path: Path, session: Session) -> None:
    """Save a session. Raises SaveError."""
    meta = {
        "scenario": session.scenario.model_dump(mode="json"),
        "seat": session.nation,
        "seed": session.seed,
        "level": session.level,
        "step": session.state.step,
        "plan": [astuple(order) for order in session.plan],
        "news": as_rows(session.news),
        "history": session.history,
        "tally": dict(session.tally),
        "log": [[step, *astuple(order)] for step, order in session.log],
    }
    year, quarter = session.date
    heading = {
        "title": session.scenario.title, "nation": session.scenario.nation(session.nation).name,
        "seat": session.nation, "turn": session.turn, "turns": session.setting.turns, "year": year,
        "quarter": quarter, "index": session.index().total, "seed": session.seed,
    }  # fmt: skip
    saves.write(path, Saved(meta, saves.state_arrays(session.state)), heading)


def read(path: Path) -> Loaded:
    """What the file holds. Raises SaveError with what is wrong."""
    saved = saves.read(path)
    meta = saved.meta
    try:
        scenario = Scenario.model_validate_json(json.dumps(meta["scenario"]))
        setting = build_setting(scenario)
        return Loaded(
            scenario, setting, saves.state_from(path, saved, setting), setting.row(meta["seat"]),
            _seed(meta["seed"]), _level(meta["level"]), tuple(_order(row) for row in meta["plan"]),
            from_rows(meta["news"]), [_past(row) for row in meta["history"]],
            [(int(row[0]), _order(row[1:])) for row in meta["log"]], _past(meta["tally"]),
        )  # fmt: skip
    except ValidationError as error:
        raise SaveError(path, f"holds a scenario that can't be played ({error.error_count()} faults)") from error
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise SaveError(path, f"is damaged ({type(error).__name__}: {error})") from error


def _seed(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < SEED_LIMIT:
        raise ValueError("no such seed")
    return value


def _level(name: object) -> str:
    """The other ministers' policy. Raises ValueError when there is none of that name."""
    minister_of(str(name))
    return str(name)


def _order(row: object) -> Order:
    """An order from its fields. Raises ValueError when they are of other types."""
    kinds = [str if item.type == "str" else int for item in fields(Order)]
    if not isinstance(row, list) or len(row) != len(kinds):
        raise ValueError("an order is incomplete")
    if not all(type(value) is kind for value, kind in zip(row, kinds, strict=True)):
        raise ValueError("an order has fields of another type")
    return Order(*row)


def _past(row: object) -> dict[str, int]:
    if not isinstance(row, dict) or not all(type(value) is int for value in row.values()):
        raise ValueError("no table of numbers")
    return {str(name): value for name, value in row.items()}
