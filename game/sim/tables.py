"""Tables on disk: Parquet by way of DuckDB, or CSV where that is missing; a file appears whole or not at all."""

from __future__ import annotations

import csv
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from game.sim.records import SCHEMA, Table

PARQUET, CSV = "parquet", "csv"
UNFINISHED = ".part"


class MissingExtraError(RuntimeError):
    """What was asked for needs a package that is not installed; says how to install it."""


def usual_format() -> str:
    """Parquet where DuckDB is installed, else CSV."""
    return PARQUET if find_spec("duckdb") else CSV


def write_table(path: Path, name: str, table: Table) -> None:
    """Write a table of SCHEMA to `path`, whose suffix says in which form."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}{UNFINISHED}")
    text = _csv_text(name, table)
    if path.suffix == f".{CSV}":
        draft.write_text(text, encoding="utf-8", newline="")
    else:
        rows = path.with_name(f"{path.name}.{CSV}{UNFINISHED}")
        rows.write_text(text, encoding="utf-8", newline="")
        _to_parquet(rows, draft, name)
        rows.unlink()
    put_in_place(draft, path)


def put_in_place(draft: Path, path: Path) -> None:
    """Give a finished file its name, once it is safe on the disk."""
    with draft.open("rb") as stream:
        os.fsync(stream.fileno())
    draft.replace(path)


def quoted(text: str) -> str:
    """A text as a cell of CSV."""
    return '"' + text.replace('"', '""') + '"'


def _csv_text(name: str, table: Table) -> str:
    """Whole numbers, ids and true or false: nothing that needs quotes."""
    columns = [table[column] for column in SCHEMA[name]]
    texts = [[str(value).lower() if column.dtype == np.bool_ else str(value) for value in column.tolist()]
             for column in columns]  # fmt: skip
    lines = [",".join(SCHEMA[name]), *(",".join(row) for row in zip(*texts, strict=True))]
    return "\n".join(lines) + "\n"


def _to_parquet(source: Path, target: Path, name: str) -> None:
    columns = "{" + ", ".join(f"'{column}': '{kind}'" for column, (kind, _) in SCHEMA[name].items()) + "}"
    reading = f"read_csv({_quoted(source)}, header=true, auto_detect=false, delim=',', nullstr='~', columns={columns})"
    with _connection() as link:
        link.execute(f"COPY (SELECT * FROM {reading}) TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd)")


def read_table(path: Path, name: str) -> Table:
    """A table as it was written."""
    if path.suffix == f".{CSV}":
        return _read_csv(path, name)
    chosen = ", ".join(f'"{column}"' for column in SCHEMA[name])
    with _connection() as link:
        found: dict[str, Any] = link.execute(f"SELECT {chosen} FROM read_parquet({_quoted(path)})").fetchnumpy()
    return {column: np.asarray(found[column]) for column in SCHEMA[name]}


def _read_csv(path: Path, name: str) -> Table:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(SCHEMA[name])
    table: Table = {}
    for (column, (kind, _)), values in zip(SCHEMA[name].items(), columns, strict=True):
        if kind == "BOOLEAN":
            table[column] = np.array([value == "true" for value in values], np.bool_)
        else:
            table[column] = np.array(values, str if kind == "VARCHAR" else np.int64)
    return table


def _quoted(path: Path) -> str:
    doubled = str(path).replace("'", "''")
    return f"'{doubled}'"


def _connection() -> Any:
    """A database in memory with one thread, so that the same rows give the same bytes."""
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError("Parquet needs DuckDB: pip install 'army-diplomacy[sim]'") from None
    link = duckdb.connect()
    link.execute("SET threads = 1")
    return link
