"""What happened in a turn, as plain rows that can be saved and written out in any language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from game.core.crises.kinds import KINDS
from game.core.phase import EVENTS, Happening
from game.core.terms import Ints
from game.core.vocabulary import OUTCOMES


@dataclass(frozen=True, slots=True)
class News:
    """One event of one world; the fields mean what they mean in a Happening."""

    turn: int
    kind: str
    nation: int
    other: int = -1
    value: int = 0
    detail: int = 0
    text: str = ""  # of a refusal: its reason; of a crisis that goes on or ends: the key of its kind


def news_of(events: Iterable[Happening], turn: int, crises: Ints) -> list[News]:
    """The rows of all events, in the order in which they happened; `crises` (C,) are the kinds open before."""
    rows = []
    for event in events:
        columns = zip(
            *(column.tolist() for column in (event.nation, event.other, event.value, event.detail)), strict=True
        )
        for nation, other, value, detail in columns:
            kind = int(crises[detail]) if event.kind in ("crisis_escalated", "crisis_ended") else 0
            rows.append(News(turn, event.kind, nation, other, value, detail, KINDS[kind - 1].key if kind else ""))
    return rows


def tallied(news: Iterable[News], seat: int) -> Counter[str]:
    """What the final screen counts: own crises by outcome, and what was signed, given and received."""
    found: Counter[str] = Counter()
    for one in news:
        if one.kind == "crisis_ended" and one.nation == seat:
            found[OUTCOMES[one.value]] += 1
        elif one.kind == "pledged":
            found["given"] += one.nation == seat
            found["received"] += one.other == seat
        elif one.kind in ("agreed", "drilled"):
            found[one.kind] += seat in (one.nation, one.other)
    return +found


def as_rows(news: Iterable[News]) -> list[list[int | str]]:
    """News as lists that JSON can hold."""
    return [[one.turn, one.kind, one.nation, one.other, one.value, one.detail, one.text] for one in news]


def from_rows(rows: object) -> list[News]:
    """News from such lists. Raises ValueError when they are anything else."""
    if not isinstance(rows, list):
        raise ValueError("the news are no list")
    return [_one(row) for row in rows]


def _one(row: object) -> News:
    if not isinstance(row, list) or len(row) != 7:
        raise ValueError("a piece of news is incomplete")
    turn, kind, nation, other, value, detail, text = row
    numbers = (turn, nation, other, value, detail)
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        raise ValueError("a piece of news has no numbers")
    if kind not in (*EVENTS, "refused") or not isinstance(text, str):
        raise ValueError(f"no such news: {kind!r}")
    return News(turn, kind, nation, other, value, detail, text)
