"""Replays: scenario, seed, everybody's orders, a fingerprint of the rules, and a digest of every state.

A saved campaign holds all of that too, so it can be verified and watched like a replay. A replay file keeps some
whole states besides. Orders that were not recorded are given again by the policies that the file names.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, astuple, dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from game.content.building.derivation import DERIVATION
from game.content.building.setting import build_setting
from game.content.files import container, durable, saves
from game.content.files.container import NONSENSE, REPLAY, DamagedError, Saved
from game.content.files.migrations import present
from game.content.files.saves import Entry, SaveError
from game.content.format.model import Scenario
from game.core.instruments import TABLE
from game.core.instruments.instrument import Target
from game.core.orders import Order, OrderTable
from game.core.phase import EVENTS
from game.core.setting import Setting
from game.core.state import SHAPES, State

SUFFIX = ".replay"
KEY_TURNS = 10  # a replay file keeps a whole state that often, and the first and the last
MOST_STEPS = 2 * 400  # twice the longest game
SEED_LIMIT, WORLD_LIMIT = 1 << 64, 1 << 62
LARGEST_VALUE = 1 << 20  # of a level, an amount or a group
MOST_SLOTS = 512  # orders of one nation at one decision point, refused ones too
COLUMNS = 9  # step, nation, slot, instrument, option, target, level, amount, group


@dataclass(slots=True)
class Record:
    """What was seen of a game while it was played, by step; parts of it may be missing."""

    digests: dict[int, str] = field(default_factory=dict)
    prints: dict[int, tuple[int, ...]] = field(default_factory=dict)  # a checksum of each array of the state
    orders: dict[int, NDArray[np.int32]] = field(default_factory=dict)  # (R, 8) what `step` was given: COLUMNS[1:]

    def see(self, state: State) -> None:
        """Note a state of one world."""
        self.digests[state.step] = state.digests()[0]
        self.prints[state.step] = prints_of(state)

    def give(self, step: int, table: OrderTable) -> None:
        """Note everybody's orders at one decision point."""
        nation, slot = np.nonzero(table.instrument[0] >= 0)
        columns = [column[0, nation, slot] for column in table.columns()]
        self.orders[step] = np.stack([nation, slot, *columns], axis=1).astype(np.int32)

    def until(self, step: int) -> Record:
        """The same game up to the state of that step."""
        return Record(
            {at: one for at, one in self.digests.items() if at <= step},
            {at: one for at, one in self.prints.items() if at <= step},
            {at: one for at, one in self.orders.items() if at < step},
        )

    def table(self, step: int, nations: int) -> OrderTable | None:
        """Everybody's orders at a step, or None when they are not known."""
        rows = self.orders.get(step)
        if rows is None:
            return None
        nation, slot, *columns = rows.T
        table = OrderTable.empty(1, nations, int(slot.max(initial=0)) + 1)
        table.put(np.zeros(len(rows), np.int64), nation.astype(np.int64), slot.astype(np.int64), columns)
        return table


@dataclass(frozen=True, slots=True)
class Replay:
    """All that makes one game of one world."""

    scenario: Scenario
    seed: int
    steps: int  # decision points played
    policy: str = "balanced"  # of every seat that is not named otherwise
    seats: dict[str, str] = field(default_factory=dict)
    player: str = ""  # the nation whose orders are in `log`; none: policies gave them all
    log: tuple[tuple[int, Order], ...] = ()
    world: int = 0
    rules: dict[str, int] = field(default_factory=dict)  # beyond those of the scenario
    fingerprint: str = ""
    record: Record = field(default_factory=Record)
    keys: dict[int, State] = field(default_factory=dict)  # some whole states by step
    players: tuple[str, ...] = ()  # who shared the machine, where several people played

    @property
    def setting(self) -> Setting:
        """What never changes in the game."""
        return build_setting(self.scenario, self.rules)

    @property
    def own_rules(self) -> bool:
        """Whether the game was played under the rules that this version of the program has for it."""
        return not self.fingerprint or self.fingerprint == fingerprint(self.setting)


def prints_of(state: State) -> tuple[int, ...]:
    """A checksum of each array, in order: tells which arrays differ where digests do."""
    return tuple(zlib.crc32(np.ascontiguousarray(array).tobytes()) for _name, array in state.arrays())


def fingerprint(setting: Setting) -> str:
    """SHA-256 over every knob and the format of the game: what states, orders and events are made of."""
    parts = {
        "rules": asdict(setting.rules), "derivation": asdict(DERIVATION),
        "state": SHAPES, "events": EVENTS, "instruments": [(row.key, row.options) for row in TABLE],
    }  # fmt: skip
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


# ----------------------------------------------------------------------------------------------------------------------
# Files
# ----------------------------------------------------------------------------------------------------------------------


def write(path: Path, replay: Replay) -> None:
    """Put a replay file in place. Raises SaveError."""
    saved = as_saved(replay)
    states = {f"key.{step}.": state for step, state in replay.keys.items()}
    for prefix, state in states.items():
        saved.arrays.update(saves.state_arrays(state, prefix))
    saved.meta["keys"] = sorted(replay.keys)
    turn = replay.steps // 2
    year, quarter = replay.setting.quarter_of(max(0, turn - 1))
    nation = replay.scenario.nation(replay.player).name if replay.player else ""
    heading = {
        "title": replay.scenario.title, "seat": replay.player, "nation": nation, "seed": replay.seed,
        "steps": replay.steps, "turn": turn, "year": year, "quarter": quarter,
    }  # fmt: skip
    try:
        durable.put(path, container.seal(REPLAY, saved, heading))
    except OSError as error:
        raise SaveError(path, f"could not be written ({error.strerror or error})") from error


def as_saved(replay: Replay) -> Saved:
    """The replay's part of a file: of a replay, or of the save of a campaign."""
    record = replay.record
    steps, given = sorted(record.digests), sorted(record.orders)
    rows = [np.insert(record.orders[step], 0, step, axis=1) for step in given]
    arrays: dict[str, NDArray[Any]] = {
        "record.steps": np.array(steps, np.int32),
        "record.digests": np.frombuffer(bytes.fromhex("".join(record.digests[s] for s in steps)), np.uint8),
        "record.prints": np.array([record.prints[step] for step in steps], np.uint32).reshape(len(steps), -1),
        "record.given": np.array(given, np.int32),
        "record.orders": np.concatenate(rows).astype(np.int32) if rows else np.zeros((0, COLUMNS), np.int32),
    }
    arrays["record.digests"] = arrays["record.digests"].reshape(len(steps), -1)
    meta = {
        "scenario": replay.scenario.model_dump(mode="json"), "seed": replay.seed, "step": replay.steps,
        "level": replay.policy, "seats": replay.seats, "seat": replay.player, "world": replay.world,
        "log": [[step, *astuple(order)] for step, order in replay.log], "rules": replay.rules,
        "players": list(replay.players),
        "fingerprint": replay.fingerprint, "printed": [item.name for item in fields(State) if item.name != "step"],
    }  # fmt: skip
    return Saved(meta, arrays)


def read(path: Path) -> Replay:
    """The replay in a replay file or in the save of a campaign. Raises SaveError with what is wrong."""
    try:
        sealed = container.opened(saves.content_of(path))
        saved = present(sealed)
        replay = from_saved(saved)
        if replay.own_rules:
            replay.keys.update(_keys(sealed.kind, saved, replay))
        return replay
    except DamagedError as error:
        raise SaveError(path, str(error)) from error
    except ValidationError as error:
        raise SaveError(path, f"holds a scenario that can't be played ({error.error_count()} faults)") from error
    except NONSENSE as error:
        raise SaveError(path, f"is damaged ({type(error).__name__}: {error})") from error


def entries(folder: Path) -> list[Entry]:
    """The replay files of a folder as `saves.entries` lists saves. Raises SaveError for the folder."""
    return saves.entries(folder, REPLAY, SUFFIX)


def _keys(kind: str, saved: Saved, replay: Replay) -> dict[int, State]:
    """The whole states in a file: of a campaign's save the one that it was left in."""
    setting = replay.setting
    if kind != REPLAY:
        return {replay.steps: saves.checked_state(saved.arrays, setting, replay.steps)}
    steps = [_whole(step) for step in saved.meta["keys"]]
    return {step: saves.checked_state(saved.arrays, setting, step, f"key.{step}.") for step in steps}


def from_saved(saved: Saved) -> Replay:
    """The replay's part of a file. Raises one of NONSENSE where it is none."""
    meta = saved.meta
    scenario = Scenario.model_validate_json(json.dumps(meta["scenario"]))
    rules = {_text(name): _whole(value) for name, value in meta["rules"].items()}
    setting = build_setting(scenario, rules)
    player = _text(meta["seat"])
    if player:
        setting.row(player)
    steps = _whole(meta["step"])
    if not 0 <= steps <= MOST_STEPS:
        raise ValueError("no such turn")
    return Replay(
        scenario, _number(meta["seed"], SEED_LIMIT), steps, _text(meta["level"]),
        {_text(name): _text(policy) for name, policy in meta["seats"].items()}, player,
        tuple((_whole(row[0]), order_from(row[1:])) for row in meta["log"]), _number(meta["world"], WORLD_LIMIT), rules,
        _text(meta["fingerprint"]), _record(saved, setting), players=_players(meta.get("players", []), setting),
    )  # fmt: skip


def _players(names: object, setting: Setting) -> tuple[str, ...]:
    """Who shared the machine; older files don't say. Raises ValueError, KeyError for what is no list of nations."""
    if not isinstance(names, list):
        raise ValueError("its players are no list")
    for name in names:
        setting.row(_text(name))
    return tuple(names)


def _record(saved: Saved, setting: Setting) -> Record:
    """The record in a file; checksums of arrays that states of today don't have are left out."""
    arrays = saved.arrays
    steps, digests, prints, given, rows = (
        arrays[f"record.{name}"] for name in ("steps", "digests", "prints", "given", "orders")
    )
    if rows.ndim != 2 or rows.shape[1] != COLUMNS or digests.size != 32 * steps.size or len(prints) != len(steps):
        raise ValueError("its record is of another kind")
    _check_rows(rows, setting)
    today = [item.name for item in fields(State) if item.name != "step"]
    known = saved.meta["printed"] == today
    if known and len(steps) and prints.shape[1] != len(today):
        raise ValueError("its record is of another kind")
    return Record(
        {int(step): bytes(digest).hex() for step, digest in zip(steps, digests, strict=True)},
        {int(s): tuple(row.tolist()) for s, row in zip(steps, prints, strict=True)} if known else {},
        {int(step): np.ascontiguousarray(rows[rows[:, 0] == step, 1:]) for step in given},
    )


def _check_rows(rows: NDArray[np.int32], setting: Setting) -> None:
    """Raises ValueError where an order is about what does not exist."""
    _step, nation, slot, instrument, option, target, *numbers = rows.T
    counts = {
        Target.NONE: 1, Target.NATION: setting.n, Target.MISSION: len(setting.missions.ids),
        Target.FORUM: len(setting.forums.ids), Target.CRISIS: 2 * setting.n, Target.DECISION: len(setting.decisions),
    }  # fmt: skip
    _within(nation, setting.n)
    _within(slot, MOST_SLOTS)
    _within(instrument, len(TABLE))
    _within(option, np.array([len(row.options) for row in TABLE])[instrument])
    _within(target, np.array([counts[row.target] for row in TABLE])[instrument])
    if any((np.abs(column) >= LARGEST_VALUE).any() for column in numbers):
        raise ValueError("an order of its record has numbers beyond all measure")


def _within(column: NDArray[np.int32], count: int | NDArray[np.integer]) -> None:
    if ((column < 0) | (column >= count)).any():
        raise ValueError("an order of its record is about what does not exist")


def order_from(row: object) -> Order:
    """An order from its fields. Raises ValueError when they are of other types."""
    kinds = [str if item.type == "str" else int for item in fields(Order)]
    if not isinstance(row, list) or len(row) != len(kinds):
        raise ValueError("an order is incomplete")
    if not all(type(value) is kind for value, kind in zip(row, kinds, strict=True)):
        raise ValueError("an order has fields of another type")
    return Order(*row)


def _whole(value: object) -> int:
    if type(value) is not int:
        raise ValueError(f"{value!r} is no whole number")
    return value


def _number(value: object, limit: int) -> int:
    """A seed or the number of a world."""
    number = _whole(value)
    if not 0 <= number < limit:
        raise ValueError(f"{number} is not within 0..{limit}")
    return number


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value
