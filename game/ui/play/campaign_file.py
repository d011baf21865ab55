"""A campaign in a save and back: all of a replay, and the plan, the news and the history besides."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from game.content.files import replays, saves
from game.content.files.container import NONSENSE, Saved
from game.content.files.replays import Record, Replay, fingerprint, order_from
from game.content.files.saves import SaveError
from game.content.format.model import Scenario
from game.core.orders import Order
from game.core.setting import Setting
from game.core.state import State
from game.ministers.table import policy as minister_of
from game.ui.play.manner import Manner, as_json, from_json
from game.ui.words.names import nation_name, worded
from game.ui.words.news import News, as_rows, from_rows

if TYPE_CHECKING:
    from game.ui.play.session import Session


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
    record: Record
    rules: dict[str, int]
    manner: Manner


def replay_of(session: Session) -> Replay:
    """The campaign so far as a replay."""
    step = session.state.step
    return Replay(
        session.scenario, session.seed, step, session.level, player=session.nation, log=tuple(session.log),
        world=int(session.state.world[0]), rules=session.rules, fingerprint=fingerprint(session.setting),
        record=session.record.until(step), keys={step: session.state}, players=session.manner.players,
    )  # fmt: skip


def write(path: Path, session: Session) -> None:
    """Save a session. Raises SaveError."""
    saved = replays.as_saved(replay_of(session))
    saved.meta.update(
        plan=[astuple(order) for order in session.plan], news=as_rows(session.news), history=session.history,
        tally=dict(session.tally), manner=as_json(session.manner),
    )  # fmt: skip
    saved.arrays.update(saves.state_arrays(session.state))
    year, quarter = session.date
    heading = {
        "title": worded(session.scenario).title, "nation": nation_name(session.scenario, session.seat),
        "seat": session.nation, "turn": session.turn, "turns": session.setting.turns, "year": year,
        "quarter": quarter, "index": session.index().total, "seed": session.seed, "level": session.level,
        "ironman": int(session.manner.ironman),
    }  # fmt: skip
    saves.write(path, saved, heading)


def read(path: Path) -> Loaded:
    """What the file holds. Raises SaveError with what is wrong."""
    saved = saves.read(path)
    try:
        return _loaded(path, saved)
    except ValidationError as error:
        raise SaveError(path, f"holds a scenario that can't be played ({error.error_count()} faults)") from error
    except NONSENSE as error:
        raise SaveError(path, f"is damaged ({type(error).__name__}: {error})") from error


def _loaded(path: Path, saved: Saved) -> Loaded:
    meta, replay = saved.meta, replays.from_saved(saved)
    setting = replay.setting
    minister_of(replay.policy)
    news = from_rows(meta["news"])
    if not all(-1 <= row < setting.n for one in news for row in (one.nation, one.other)):
        raise ValueError("news of nobody")
    return Loaded(
        replay.scenario, setting, saves.state_from(path, saved, setting), setting.row(replay.player), replay.seed,
        replay.policy, tuple(order_from(row) for row in meta["plan"]), news, [_past(row) for row in meta["history"]],
        list(replay.log), _past(meta["tally"]), replay.record, replay.rules,
        from_json(meta.get("manner")),
    )  # fmt: skip


def _past(row: object) -> dict[str, int]:
    if not isinstance(row, dict) or not all(type(value) is int for value in row.values()):
        raise ValueError("no table of numbers")
    return {str(name): value for name, value in row.items()}
