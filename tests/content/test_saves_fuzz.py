"""Saves and replays with nonsense in them and a right checksum: they load, or they are refused by name."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game import cli
from game.content.files import container, replays
from game.content.files.container import FORMAT, Saved
from game.content.files.saves import SaveError
from game.ui.play.session import Session

GOLDEN = Path(__file__).with_name("golden") / f"format-{FORMAT}.save"
SCRAPS: tuple[Any, ...] = (None, True, -1, 0, 1 << 70, 1.5, "", "ken", "\ud7ff", [], [[]], {}, {"a": 1}, ["?"] * 9)
SEED = int(os.environ.get("FUZZ_SEED", "1"))
CASES = int(os.environ.get("FUZZ_CASES", "150"))


def damaged(value: Any, source: random.Random) -> Any:
    """The same JSON with one thing in it changed, left out or put in."""
    if isinstance(value, dict) and value and source.random() < 0.9:
        key = source.choice(sorted(value))
        if source.random() < 0.1:
            return {name: one for name, one in value.items() if name != key}
        return value | {key: damaged(value[key], source)}
    if isinstance(value, list) and value and source.random() < 0.9:
        place = source.randrange(len(value))
        if source.random() < 0.1:
            return value[:place] + value[place + 1 :]
        return [*value[:place], damaged(value[place], source), *value[place + 1 :]]
    return source.choice(SCRAPS)


def spoilt(array: np.ndarray, source: random.Random) -> np.ndarray:
    """The array with one value, its shape or its type changed."""
    if not array.size or source.random() < 0.2:
        return source.choice((array[:0], array[..., None], np.zeros(3, np.int32), array.astype("<i8")))
    changed = array.copy()
    limits = (0, 1) if array.dtype == np.bool_ else (np.iinfo(array.dtype).min, np.iinfo(array.dtype).max)
    changed.flat[source.randrange(array.size)] = source.choice((*limits, 0, 1, 7))
    return changed


def mutant(source: random.Random) -> bytes:
    sealed = container.opened(GOLDEN.read_bytes())
    saved = container.unpacked(sealed.payload)
    meta, arrays = saved.meta, dict(saved.arrays)
    if source.random() < 0.7:
        key = source.choice(sorted(meta))
        meta = meta | {key: damaged(meta[key], source)}
    else:
        name = source.choice(sorted(arrays))
        arrays[name] = spoilt(arrays[name], source)
    kind = source.choice((container.SAVE, container.SAVE, container.REPLAY))
    return container.seal(kind, Saved(meta, arrays), sealed.heading)


def outcome(path: Path) -> str:
    """ "loaded", or the refusal; anything else that is raised is a fault of the loader."""
    try:
        Session.load(path)
    except SaveError as error:
        return str(error)
    return "loaded"


def test_mutants_are_loaded_or_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, path = random.Random(SEED), tmp_path / "mutant.save"
    outcomes, codes = [], set()
    for number in range(CASES):
        path.write_bytes(mutant(source))
        outcomes.append(outcome(path))
        codes.add(cli.main(["replay", str(path), *["--verify"][: number % 10 == 0]]))
    refused = [words for words in outcomes if words != "loaded"]
    assert all(words.startswith("mutant.save: ") for words in refused)
    assert CASES // 2 < len(refused) < CASES
    assert codes == {cli.OK, cli.BAD_SAVE}
    assert "Traceback" not in capsys.readouterr().err


def test_noise_is_refused(tmp_path: Path) -> None:
    source, path = random.Random(2), tmp_path / "noise.save"
    for length in (0, 1, 20, 500, 20_000):
        for head in (
            b"",
            f"army-diplomacy save {FORMAT}\n".encode(),
            b"army-diplomacy replay 1\n",
            b"army-diplomacy\n",
        ):
            path.write_bytes(head + source.randbytes(length))
            with pytest.raises(SaveError, match=r"^noise\.save: "):
                replays.read(path)
