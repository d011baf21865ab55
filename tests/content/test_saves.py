"""Saves in a folder: golden files of every format, order without clocks, one writer at a time, and what is refused."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import zlib
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from game.content.files import container, durable, saves
from game.content.files.container import FORMAT, SAVE, DamagedError, Saved
from game.content.files.migrations import UPDATES
from game.content.files.saves import AUTOSAVES, SaveError
from game.ui.play.session import Session

GOLDEN = Path(__file__).with_name("golden")
ROOT = Path(__file__).parents[2]
SMALL = Saved({"step": 0}, {"numbers": np.arange(4, dtype=np.int32)})


def session_of(version: int) -> Session:
    return Session.load(GOLDEN / f"format-{version}.save")


# Formats


def test_there_is_a_golden_save_of_every_format_and_a_migration_between_them() -> None:
    found = {int(re.sub(r"\D", "", path.stem)) for path in GOLDEN.glob("format-*.save")}
    assert found == set(range(1, FORMAT + 1))
    assert set(UPDATES) == set(range(1, FORMAT))


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_a_golden_save_is_loaded_and_played_on(version: int, tmp_path: Path) -> None:
    """Where this fails, states or saves have changed: write a migration, or before a release golden_saves.py."""
    session = session_of(version)
    assert (session.scenario.id, session.nation, session.seed) == ("first_posting", "ken", 7)
    assert session.log
    before = session.turn
    while session.turn == before:
        session.end_turn()
    session.save(tmp_path / "again.save")
    assert Session.load(tmp_path / "again.save").state.digests() == session.state.digests()


def test_the_golden_save_of_today_holds_what_was_played() -> None:
    session = session_of(FORMAT)
    assert [order.option for order in session.plan] == ["reserve"]
    assert session.record.digests[session.state.step] == session.state.digests()[0]
    assert set(session.record.orders) == set(range(session.state.step))


def test_the_format_is_as_documented() -> None:
    """A reader written from the documentation alone: three lines, then zlib over JSON and raw arrays."""
    first, digest, title, payload = (GOLDEN / f"format-{FORMAT}.save").read_bytes().split(b"\n", 3)
    assert first == f"army-diplomacy save {FORMAT}".encode()
    assert digest.decode() == sha256(b"\n".join((first, title, payload))).hexdigest()
    assert json.loads(title)["title"] == "First posting"
    text, _, rest = zlib.decompress(payload).partition(b"\n")
    outline = json.loads(text)
    assert outline["meta"]["seed"] == 7
    sizes = [np.dtype(kind).itemsize * int(np.prod(shape)) for _name, kind, shape in outline["arrays"]]
    assert sum(sizes) == len(rest)


# Order


def heading(folder: Path) -> list[str]:
    return [entry.path.stem for entry in saves.entries(folder)]


def test_the_newest_is_the_newest_whatever_the_clock_does(tmp_path: Path) -> None:
    clock = [4e9, 1e9, 2e9, 0, 3e9, 5e8, 1e9]
    for number, stamp in enumerate(clock):
        path = tmp_path / f"{saves.AUTOSAVE_PREFIX}{number}.save"
        saves.write(path, SMALL, {"title": str(number)})
        os.utime(path, (stamp, stamp))
    assert heading(tmp_path) == [f"{saves.AUTOSAVE_PREFIX}{number}" for number in reversed(range(len(clock)))]
    saves.prune(tmp_path)
    assert heading(tmp_path) == [f"{saves.AUTOSAVE_PREFIX}{number}" for number in range(6, 6 - AUTOSAVES, -1)]


def test_pruning_leaves_what_cannot_be_read_and_what_is_no_autosave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves.write(tmp_path / "mine.save", SMALL, {})
    for number in range(8):
        saves.write(tmp_path / f"{saves.AUTOSAVE_PREFIX}{number}.save", SMALL, {})
    real = Path.open

    def open_file(self: Path, mode: str = "r") -> object:
        if self.stem.endswith("0"):
            raise PermissionError(13, "Permission denied")
        return real(self, mode)

    monkeypatch.setattr(Path, "open", open_file)
    saves.prune(tmp_path)
    assert sorted(heading(tmp_path)) == [*(f"autosave-{n}" for n in (0, 3, 4, 5, 6, 7)), "mine"]


def test_the_newest_good_one_is_offered(tmp_path: Path) -> None:
    for number in range(3):
        saves.write(tmp_path / f"{number}.save", SMALL, {})
    (tmp_path / "2.save").write_bytes(b"army-diplomacy save 2\nrubbish")
    good = saves.newest_good(tmp_path)
    assert good is not None
    assert good.path.stem == "1"
    other = saves.newest_good(tmp_path, good.path)
    assert other is not None
    assert other.path.stem == "0"
    assert saves.newest_good(tmp_path / "nowhere") is None


def test_emergency_saves_take_nobodys_place(tmp_path: Path) -> None:
    first = saves.emergency_path(tmp_path, "x")
    saves.write(first, SMALL, {})
    assert saves.emergency_path(tmp_path, "x") != first
    assert not first.name.startswith(saves.AUTOSAVE_PREFIX)


# One writer at a time

OTHER = """
import sys, time
from pathlib import Path
from game.content.files import durable
durable.hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_game_does_not_write_into_the_folder_of_the_first(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OTHER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(SaveError, match=r"game\.save: could not be written \(another running game saves here"):
            saves.write(tmp_path / "game.save", SMALL, {})
        assert list(tmp_path.iterdir()) == []
        other.kill()
    (tmp_path / f"{durable.TEMPORARY}4711").write_bytes(b"left by the game that was killed")
    saves.write(tmp_path / "game.save", SMALL, {})  # the lock went with its holder
    assert [path.name for path in tmp_path.iterdir()] == ["game.save"]


def test_a_folder_that_was_made_anew_is_locked_anew(tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    saves.write(folder / "a.save", SMALL, {})
    (folder / "a.save").unlink()
    folder.rename(tmp_path / "old")
    saves.write(folder / "a.save", SMALL, {})
    assert saves.entries(folder)[0].problem == ""


# What is refused


def sealed_with(title: bytes, payload: bytes) -> bytes:
    first = f"army-diplomacy save {FORMAT}".encode()
    digest = sha256(b"\n".join((first, title, payload))).hexdigest().encode()
    return b"\n".join((first, digest, title, payload))


def outline(arrays: object, rest: bytes = b"", meta: object = None) -> bytes:
    text = json.dumps({"meta": {} if meta is None else meta, "arrays": arrays}).encode()
    return zlib.compress(text + b"\n" + rest)


DEEP = b"[" * 100_000


@pytest.mark.parametrize(
    ("title", "payload"),
    [
        (b"3", b""), (b'{"title": ["x"]}', b""), (b'{"turn": 1.5}', b""), (b'{"turn": true}', b""), (DEEP, b""),
        (b'{"turn": ' + b"9" * 30 + b"}", b""), (b'{"title": "' + b"x" * 400 + b'"}', b""), (b'{"turn": NaN}', b""),
    ],
)  # fmt: skip
def test_a_heading_that_lists_could_not_show_is_damage(title: bytes, payload: bytes) -> None:
    with pytest.raises(DamagedError, match="heading"):
        container.opened(sealed_with(title, payload), SAVE)


@pytest.mark.parametrize(
    "payload",
    [
        b"", b"no zlib", zlib.compress(b""), zlib.compress(DEEP), zlib.compress(b"{}\n"), outline(3), outline([3]),
        outline([["a", "|O", [1]]], b"01234567"), outline([["a", "<i4", [2]]], b"1234"), outline([], b"more"),
        outline([["a", "<i4", [-1]]], b"1234"), outline([["a", "<i4", [1 << 62, 1 << 62]]]), outline([], meta=[1]),
        outline([["a", "<i4", [0, 1 << 80]]]), outline([["a", "|b1", [1]]], b"\2"), outline([["a", "<i4", ["1"]]]),
        outline([[["a"], "<i4", [1]]], b"1234"), outline([["a", "<i4", 4]], b"1234"), outline({"a": 1}),
    ],
)  # fmt: skip
def test_nonsense_with_a_right_checksum_is_damage(payload: bytes, tmp_path: Path) -> None:
    path = tmp_path / "game.save"
    path.write_bytes(sealed_with(b"{}", payload))
    with pytest.raises(SaveError, match=r"^game\.save: is "):
        saves.read(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    engine = zlib.compressobj(9)
    bomb = b"".join(engine.compress(bytes(1 << 20)) for _ in range(100)) + engine.flush()
    path = tmp_path / "game.save"
    path.write_bytes(sealed_with(b"{}", bomb))
    began = time.perf_counter()
    with pytest.raises(SaveError, match="too large when unpacked"):
        saves.read(path)
    assert time.perf_counter() - began < 5


def test_arrays_of_every_type_come_back_as_they_were(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    arrays = {kind: rng.integers(0, 2, (3, 0 if kind == "<i8" else 4)).astype(kind) for kind in container.TYPES}
    saves.write(tmp_path / "game.save", Saved({"x": "ü\n"}, arrays), {"title": "ü\n"})
    back = saves.read(tmp_path / "game.save")
    assert back.meta == {"x": "ü\n"}
    assert saves.entries(tmp_path)[0].heading == {"title": "ü\n", saves.SERIAL: 1}
    for kind, array in arrays.items():
        assert back.arrays[kind].dtype == array.dtype
        assert (back.arrays[kind] == array).all()


def test_a_state_out_of_its_range_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "game.save"
    session = session_of(FORMAT)
    for name, value in (("adversary", 6), ("kind", 99), ("trust", 10_001), ("posture", -1), ("funds", 1 << 30)):
        session.save(path)
        found = saves.read(path)
        found.arrays[name].flat[0] = value
        saves.write(path, found, {})
        with pytest.raises(SaveError, match=name):
            Session.load(path)
