"""`sweep`: all games of a plan in chunks over processes or a cluster, each world once, whatever interrupts it.

The folder of a sweep holds `plan.json`, `games.csv`, `schema.csv`, one file a chunk and table in
`TABLE/game=NUMBER/worlds-FIRST.parquet` (or .csv), and at the end `summary.json` and `summary.csv`. A chunk whose
files are there is never played again, so a sweep that was killed goes on where it was; no byte depends on how often,
on the number of processes, or on time.
"""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import Any, TypeAlias

from game.core.ruleset import Rules
from game.sim.memory import keep_freed_memory
from game.sim.records import SCHEMA, Chunk, Table, play_chunk
from game.sim.simulate import simulate
from game.sim.sweep_plan import Game, Sweep, plan_text, rules_text
from game.sim.sweep_summary import summarise
from game.sim.tables import UNFINISHED, MissingExtraError, put_in_place, quoted, usual_format, write_table

CHUNK_NATION_TURNS = 150_000
CHUNK_PAIRS = 150_000
"""A chunk is as many worlds as both allow: a few seconds of play, and a process that stays below 200 MB."""
LOUD = {"tempo": 1_500}
"""Rules under which even a few turns have crises."""
AHEAD = 3
"""Chunks handed to the processes for each of them, so that none waits and few are lost."""

Progress: TypeAlias = Callable[[int, int, int], None]
"""Told (campaigns done, of them now, all) after every chunk."""
Results: TypeAlias = Iterator[tuple[Chunk, dict[str, Table]]]


class SweepError(RuntimeError):
    """A sweep can't be run or gone on with as asked."""


@dataclass(frozen=True)
class Folder:
    """Where the results of a sweep lie, and in which form."""

    path: Path
    form: str

    def file(self, table: str, chunk: Chunk) -> Path:
        return self.path / table / f"game={chunk.game:05}" / f"worlds-{chunk.first:010}.{self.form}"

    def files(self, table: str, game: int) -> list[Path]:
        """The files of a game in the order of its worlds."""
        return sorted((self.path / table / f"game={game:05}").glob(f"worlds-*.{self.form}"))

    def has(self, chunk: Chunk) -> bool:
        """Whether the chunk has been played: its outcomes are written last."""
        return self.file("outcomes", chunk).exists()

    def keep(self, chunk: Chunk, tables: dict[str, Table]) -> None:
        for name in sorted(tables, key=lambda name: name == "outcomes"):
            write_table(self.file(name, chunk), name, tables[name])

    def write(self, name: str, text: str) -> None:
        """A small file of the folder, in one go."""
        draft = self.path / f"{name}{UNFINISHED}"
        draft.write_text(text, encoding="utf-8", newline="")
        put_in_place(draft, self.path / name)


def run_sweep(
    sweep: Sweep,
    out: Path,
    jobs: int = 1,
    cluster: str | None = None,
    form: str | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Play what is missing in the folder `out` and return the summary, which is written there too.

    cluster: address of a Dask scheduler to run on instead of `jobs` processes; form: parquet or csv.
    Raises SweepError when the folder holds another sweep or a worker dies, MissingExtraError for a missing package.
    """
    folder = _opened(sweep, out, form)
    chunks = list(chunks_of(sweep))
    missing = [chunk for chunk in chunks if not folder.has(chunk)]
    before = sum(chunk.count for chunk in chunks) - sum(chunk.count for chunk in missing)
    done = 0
    for chunk, tables in _played(missing, jobs, cluster):
        folder.keep(chunk, tables)
        done += chunk.count
        if progress:
            progress(before + done, done, sweep.campaigns)
    summary, rows = summarise(sweep, folder.files)
    folder.write("summary.csv", rows)
    folder.write("summary.json", json.dumps(summary, indent=1) + "\n")
    return summary


def chunks_of(sweep: Sweep) -> Iterator[Chunk]:
    """The chunks of all games, the same for every number of processes."""
    plan = sweep.plan
    for game in sweep.games:
        scenario, turns = sweep.scenarios[game.scenario], sweep.turns(game.scenario)
        n = len(scenario.nations)
        size = max(1, min(CHUNK_NATION_TURNS // (n * turns), CHUNK_PAIRS // n**2))
        end = plan.first_world + plan.worlds
        for first in range(plan.first_world, end, size):
            yield Chunk(game.number, scenario, game.seat, game.policy, game.others, dict(game.rules), game.seed, turns,
                        first, min(size, end - first), plan.every_turn)  # fmt: skip


# ----------------------------------------------------------------------------------------------------------------------
# The folder
# ----------------------------------------------------------------------------------------------------------------------


def _opened(sweep: Sweep, out: Path, form: str | None) -> Folder:
    """The folder, new or left by an earlier run of the same sweep."""
    out.mkdir(parents=True, exist_ok=True)
    held = out / "plan.json"
    kept = json.loads(held.read_text(encoding="utf-8")) if held.exists() else None
    if kept is None and any(out.iterdir()):
        raise SweepError(f"{out} is not empty and holds no sweep; choose another folder with --out")
    folder = Folder(out, form or (kept["format"] if kept else usual_format()))
    manifest = {
        "format": folder.form,
        "plan": json.loads(plan_text(sweep.plan)),
        "fingerprint": fingerprint(sweep),
        "first_games": _first_games(sweep),
    }
    if kept is None:
        folder.write("games.csv", _games_text(sweep))
        folder.write("schema.csv", _schema_text())
        folder.write("plan.json", json.dumps(manifest, indent=1) + "\n")
    elif kept != manifest:
        differs = [name for name in manifest if kept.get(name) != manifest[name]]
        what = "rules, scenarios or ministers have changed since" if differs == ["fingerprint"] else (
            f"{', '.join(differs)} differs")  # fmt: skip
        raise SweepError(f"{out} holds another sweep ({what}); choose another folder with --out")
    for left in out.rglob(f"*{UNFINISHED}"):
        left.unlink()
    return folder


def fingerprint(sweep: Sweep) -> dict[str, str]:
    """By scenario, the digest of a short loud game: other rules, other data or other ministers give another."""
    defaults = repr(Rules())
    return {
        name: sha256((defaults + simulate(scenario, 2, 4, sweep.plan.others, rules=LOUD).digest).encode()).hexdigest()
        for name, scenario in sweep.scenarios.items()
    }


def _first_games(sweep: Sweep) -> dict[str, dict[str, Any]]:
    """By scenario, the first game in which all seats are played alike, or else the first: what pictures are of."""
    best: dict[str, Game] = {}
    for game in sweep.games:
        held = best.get(game.scenario)
        if held is None or (held.seat and not game.seat):
            best[game.scenario] = game
    return {name: {"number": one.number, "seat": one.seat, "policy": one.policy} for name, one in best.items()}


def _games_text(sweep: Sweep) -> str:
    lines = ["game,scenario,seat,policy,others,rules,seed,turns,first_world,worlds"]
    for game in sweep.games:
        texts = (game.scenario, game.seat, game.policy, game.others, rules_text(game.rules))
        lines.append(f"{game.number},{','.join(map(quoted, texts))},{game.seed},{sweep.turns(game.scenario)},"
                     f"{sweep.plan.first_world},{sweep.plan.worlds}")  # fmt: skip
    return "\n".join(lines) + "\n"


def _schema_text() -> str:
    rows = [f"{table},{column},{kind},{quoted(meaning)}" for table, columns in SCHEMA.items()
            for column, (kind, meaning) in columns.items()]  # fmt: skip
    return "\n".join(["table,column,type,meaning", *rows]) + "\n"


# ----------------------------------------------------------------------------------------------------------------------
# Where chunks are played
# ----------------------------------------------------------------------------------------------------------------------


def _played(chunks: list[Chunk], jobs: int, cluster: str | None) -> Results:
    if not chunks:
        return iter(())
    if cluster is not None:
        return _on_cluster(chunks, cluster)
    if jobs == 1:
        return ((chunk, play_chunk(chunk)) for chunk in chunks)
    return _in_processes(chunks, min(jobs, len(chunks)))


def _in_processes(chunks: Iterable[Chunk], jobs: int) -> Results:
    """Results as they come; a few chunks ahead of the processes, so that little is held and little is lost."""
    waiting = iter(chunks)
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin_worker)
    try:
        open_ones: dict[Future[dict[str, Table]], Chunk] = {}
        while True:
            for chunk in islice(waiting, AHEAD * jobs - len(open_ones)):
                open_ones[pool.submit(play_chunk, chunk)] = chunk
            if not open_ones:
                return
            for future in wait(open_ones, return_when=FIRST_COMPLETED).done:
                yield open_ones.pop(future), future.result()
    except BrokenProcessPool:
        raise SweepError("a process died, perhaps for want of memory; run it again and it goes on") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin_worker() -> None:
    """Leave Ctrl+C to the process that started this worker, and end when that is gone, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_freed_memory()
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _on_cluster(chunks: list[Chunk], address: str) -> Results:
    """The same on the workers of a Dask scheduler, which gives the chunks of a lost worker to another."""
    try:
        import distributed
    except ImportError:
        raise MissingExtraError("--cluster needs Dask: pip install 'army-diplomacy[cluster]'") from None
    library: Any = distributed
    try:
        client = library.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise SweepError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        futures = {client.submit(play_chunk, chunk, pure=False): chunk for chunk in chunks}
        for future, tables in library.as_completed(futures, with_results=True):
            yield futures.pop(future), tables
            future.release()
