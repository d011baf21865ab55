"""What a class played, side by side: a page and a table, without a name that the files don't bear."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from game.core.instruments import INSTRUMENTS
from game.core.vocabulary import OUTCOMES
from game.sim.classroom.assignment import Assignment
from game.sim.classroom.checking import SOUND, TAMPERED, Checked
from game.sim.pages.html import facts, page, tiles, words_table
from game.sim.pages.plots import Bar, intervals, lines, stacked

TERMS = ("integrity", "stability", "expected support", "standing", "peace around")
ORDERS = (*(one.key for one in INSTRUMENTS), "responses")
HEADS = ("file", "verdict", "why", "seed", "index", *(name.replace(" ", "_") for name in TERMS), "over_balanced",
         "survived", "objectives", *OUTCOMES, *(f"orders_{name}" for name in ORDERS))  # fmt: skip


def table_text(games: Sequence[Checked], ministers: Mapping[int, int]) -> str:
    """The games as CSV, a line each, those that are not sound with nothing but their verdict."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADS)
    for one in games:
        row: list[object] = [_safe(one.name), one.verdict, one.why]
        if one.verdict == SOUND and one.index is not None:
            row += [one.seed, one.total / 10, *(term.points / 10 for term in one.index.terms)]
            row += [(one.total - ministers[one.seed]) / 10 if one.seed in ministers else "", int(one.alive)]
            row += [one.objectives, *(one.outcomes.get(name, 0) for name in OUTCOMES)]
            row += [one.orders.get(name, 0) for name in ORDERS]
        writer.writerow(row)
    return stream.getvalue()


def _safe(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in "=+-@" else name


def comparison(games: Sequence[Checked], ministers: Mapping[int, int], assignment: Assignment | None) -> str:
    """The page."""
    sound = sorted((one for one in games if one.verdict == SOUND), key=lambda one: -one.total)
    title = assignment.title if assignment is not None else "Games compared"
    return page(title, [*_head(games, sound, ministers, assignment), *_problems(games), *_results(sound, ministers),
                        *_ways(sound), _again()])  # fmt: skip


def _head(
    games: Sequence[Checked], sound: Sequence[Checked], ministers: Mapping[int, int], assignment: Assignment | None
) -> Iterator[str]:
    if assignment is not None:
        yield f"<p>{escape(assignment.text)}</p>"
        rules = ", ".join(f"{name} = {value}" for name, value in assignment.rules.items())
        yield facts([("Scenario", assignment.scenario.title), ("Seat", assignment.seat),
                     ("Seeds", ", ".join(map(str, assignment.seeds))), ("Other ministers", assignment.policy),
                     ("Rules that differ", rules or "none")])  # fmt: skip
    bad = sum(one.verdict == TAMPERED for one in games)
    shown = [("Games", str(len(games)), f"{len(sound)} sound, {bad} tampered with")]
    if sound:
        totals = sorted(one.total for one in sound)
        middle = (totals[(len(totals) - 1) // 2] + totals[len(totals) // 2]) / 20
        shown.append(("Middle index", f"{middle:.1f}", f"from {totals[0] / 10:.1f} to {totals[-1] / 10:.1f}"))
        ahead = sum(one.total > ministers.get(one.seed, 1 << 20) for one in sound)
        shown.append(("Above the minister", f"{ahead} of {len(sound)}", "the balanced minister, same seat and luck"))
    yield tiles(shown)


def _problems(games: Sequence[Checked]) -> Iterator[str]:
    """What was handed in and can't be compared, by name."""
    bad = [one for one in games if one.verdict != SOUND]
    if not bad:
        return
    rows = [[escape(one.name), f"<b>{escape(one.verdict)}</b>", escape(one.why)] for one in bad]
    yield "<h2>Not compared</h2>" + words_table(["File", "Verdict", "Why"], rows)


def _results(sound: Sequence[Checked], ministers: Mapping[int, int]) -> Iterator[str]:
    if not sound:
        return
    bars = [Bar(one.name, one.total / 10, None, None) for one in sound]
    bars += [Bar(f"balanced minister, seed {seed}", total / 10, None, None) for seed, total in ministers.items()]
    yield "<h2>Security index</h2>"
    yield intervals(sorted(bars, key=lambda bar: -bar.mean), "security index at the end", "Index of each game")
    picked = {"highest": sound[0], "middle": sound[len(sound) // 2], "lowest": sound[-1]}
    course = {f"{name}: {one.name}": [value / 10 for value in one.by_turn] for name, one in picked.items()}
    if len({len(line) for line in course.values()}) == 1 and len(sound) > 2:
        yield "<h3>Over the campaign</h3>" + lines(course, "security index", "Index by turn")
    heads = ["File", "seed", "index", "over balanced", *TERMS, "objectives", "crises won, settled, drawn, lost"]
    rows = []
    for one in sound:
        terms = [] if one.index is None else [f"{term.points / 10:.1f}" for term in one.index.terms]
        gain = f"{(one.total - ministers[one.seed]) / 10:+.1f}" if one.seed in ministers else ""
        ended = ", ".join(str(one.outcomes.get(name, 0)) for name in OUTCOMES)
        rows.append([escape(one.name), str(one.seed), f"<b>{one.total / 10:.1f}</b>", gain, *terms,
                     str(one.objectives), ended + ("" if one.alive else "; the state failed")])  # fmt: skip
    yield words_table(heads, rows, frozenset(range(1, len(heads))))


def _ways(sound: Sequence[Checked]) -> Iterator[str]:
    """What the orders were spent on, the best game first."""
    spent = {one.name: {name: one.orders.get(name, 0) / total for name in ORDERS} for one in sound
             if (total := sum(one.orders.values()))}  # fmt: skip
    if spent:
        yield "<h2>What the orders were spent on</h2><p>The highest index first.</p>"
        yield stacked(spent, ORDERS, "Shares of orders by instrument")


def _again() -> str:
    return (
        "<h2>To look closer</h2><pre>python main.py report FILE\npython main.py replay FILE --orders\n"
        "python main.py replay FILE --without TURN:ORDER</pre>"
        "<p class='quiet'>Each game was played again from its player's orders alone. A game that comes out as it says "
        "may still be one that was tried before: a lower index played honestly teaches more.</p>"
    )
