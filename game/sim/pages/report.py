"""`report`: one self-contained page about a sweep or a simulation, with plots, tables, and how to repeat it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from game.content.files.container import NONSENSE
from game.sim.pages.html import facts, page, table
from game.sim.pages.plots import Bar, intervals, lines, network, stacked
from game.sim.tables import read_table

Row = dict[str, Any]
OUTCOME_ORDER = ("victory", "compromise", "stalemate", "defeat")
VIOLENCE_ORDER = ("none", "minor", "serious", "war")
MOST_NETWORK = 84


class ReportError(RuntimeError):
    """What was given can't be reported on."""


def report(run: Path) -> str:
    """The page about a sweep's folder, or about a file that `simulate --json` printed. Raises ReportError."""
    if run.is_dir():
        return _sweep_page(run)
    try:
        values = json.loads(run.read_text(encoding="utf-8"))
        return _simulation_page(values)
    except OSError as error:
        raise ReportError(f"{run} can't be read: {error.strerror}") from None
    except NONSENSE:
        raise ReportError(f"{run} is neither a sweep's folder nor the output of simulate --json") from None


# ----------------------------------------------------------------------------------------------------------------------
# A sweep
# ----------------------------------------------------------------------------------------------------------------------


def _sweep_page(folder: Path) -> str:
    held, told = folder / "plan.json", folder / "summary.json"
    if not held.exists():
        raise ReportError(f"{folder} holds no sweep")
    if not told.exists():
        raise ReportError(f"the sweep in {folder} isn't finished: run it again and it goes on")
    kept, summary = (json.loads(path.read_text(encoding="utf-8")) for path in (held, told))
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in summary["rows"]:
        groups.setdefault((row["scenario"], row["rules"], row["seat"]), []).append(row)
    parts = [_sweep_facts(summary, kept)]
    parts += [_group(place, rows, summary) for place, rows in groups.items()]
    parts += _networks(folder, kept)
    parts.append(_plan_section(kept))
    return page(summary["title"] or "A sweep of Army Diplomacy", parts)


def _sweep_facts(summary: dict[str, Any], kept: dict[str, Any]) -> str:
    plan = kept["plan"]
    last = plan["first_world"] + plan["worlds"] - 1
    rows = [
        ("Scenarios", ", ".join(plan["scenarios"])),
        ("Played", f"{summary['games']} games in {plan['worlds']} worlds each: {summary['campaigns']} campaigns"),
        ("Seeds", ", ".join(str(seed) for seed in plan["seeds"]) + f"; worlds {plan['first_world']} to {last}"),
        ("All other seats", plan["others"]),
        ("Gains are over", f"{summary['baseline']}, in the same seat on the same luck"),
        ("Intervals", "95%, over worlds; shares after Wilson"),
        ("Fingerprint", "; ".join(f"{name} {digest[:12]}" for name, digest in kept["fingerprint"].items())),
    ]
    return facts(rows)


def _group(place: tuple[str, str, str], rows: list[Row], summary: dict[str, Any]) -> str:
    scenario, rules, seat = place
    head = f"{scenario}: " + ("every seat" if seat == "all" else f"seat {seat}") + (f", {rules}" if rules else "")
    bars = [Bar(row["policy"], row["index"]["mean"], row["index"]["low"], row["index"]["high"],
                (row["index"]["p05"], row["index"]["p95"])) for row in rows]  # fmt: skip
    parts = [
        f"<h2>{escape(head)}</h2>",
        "<h3>Outcomes by policy</h3>",
        intervals(bars, "security index; thin: 5-95% of worlds, thick: 95% interval of the mean", f"Index, {head}"),
        _outcome_table(rows, summary["baseline"]),
        *_worth(rows, head),
        *_crises(rows, head),
    ]
    turns = {row["policy"]: row["by_turn"] for row in rows if row.get("by_turn")}
    if turns:
        parts += ["<h3>Over the campaign</h3>", lines(turns, "security index", f"Index by turn, {head}")]
    return "\n".join(parts)


def _outcome_table(rows: list[Row], baseline: str) -> str:
    heads = ["policy", "worlds", "index", "5-95%", f"gain over {baseline}", "survived", "crises", "supported"]
    body = [
        [row["policy"], str(row["worlds"]), _figure(row["index"], 1),
         f"{row['index']['p05']:.1f} to {row['index']['p95']:.1f}", _figure(row["gain"], 2), _percent(row["survived"]),
         _figure(row["crises"], 2), _percent(row["supported"])]
        for row in rows
    ]  # fmt: skip
    return table(heads, body)


def _worth(rows: list[Row], head: str) -> list[str]:
    """What leaving each instrument out cost, where a policy was played with and without it."""
    found = [row for row in rows if row.get("worth")]
    if not found:
        return []
    bars = [Bar(f"{row['worth']['without']} ({row['worth']['of']})", row["worth"]["mean"], row["worth"]["low"],
                row["worth"]["high"]) for row in sorted(found, key=lambda row: -row["worth"]["mean"])]  # fmt: skip
    return [
        "<h3>What each instrument was worth</h3>",
        "<p>Points of the security index that the policy loses in the same worlds when it may not use it.</p>",
        intervals(bars, "points of the index", f"Worth of instruments, {head}", zero=True),
    ]


def _crises(rows: list[Row], head: str) -> list[str]:
    if not any(row["ended"] for row in rows):
        return ["<h3>Crises and support</h3><p>No crisis ended.</p>"]
    shares = {}
    for name in ("outcome", "violence"):
        shares[name] = {row["policy"]: {key: count / row["ended"] for key, count in row[f"by_{name}"].items()}
                        for row in rows if row["ended"]}  # fmt: skip
    helped = [Bar(row["policy"], *(100 * row["supported"][edge] for edge in ("mean", "low", "high")))
              for row in rows if row["ended"]]  # fmt: skip
    kinds = sorted({kind for row in rows for kind in row["by_kind"]})
    counts = [[row["policy"], *(str(row["by_kind"].get(kind, 0)) for kind in kinds)] for row in rows]
    return [
        "<h3>Crises and support</h3>",
        stacked(shares["outcome"], OUTCOME_ORDER, f"Outcomes of crises, {head}"),
        "<p>Violence they reached:</p>",
        stacked(shares["violence"], VIOLENCE_ORDER, f"Violence of crises, {head}"),
        "<p>Crises in which somebody did more for the victim than speak:</p>",
        intervals(helped, "% of crises that ended", f"Supported crises, {head}", zero=True),
        table(["crises that ended", *(kind.replace("_", " ") for kind in kinds)], counts),
    ]


def _networks(folder: Path, kept: dict[str, Any]) -> list[str]:
    """Who stood by whom before and after, in the first game of each scenario."""
    parts: list[str] = []
    for scenario, game in kept["first_games"].items():
        files = sorted((folder / "ties" / f"game={game['number']:05}").glob(f"worlds-*.{kept['format']}"))
        tables = [read_table(path, "ties") for path in files]
        names = sorted({str(name) for table in tables for name in table["nation"]})
        if not 2 <= len(names) <= MOST_NETWORK:
            continue
        pictures = []
        for moment, words in (("start", "before the first turn"), ("end", "after the last turn")):
            title = f"{scenario}, {words}"
            drawn = network(names, _mean_ties(tables, names, moment, kept["plan"]["worlds"]), title)
            pictures.append(f"<figure>{drawn}<figcaption>{escape(title)}</figcaption></figure>")
        who = f"{game['policy']} in {'every seat' if not game['seat'] else game['seat']}"
        parts += [f"<h2>Alliances of {escape(scenario)}</h2><p>Mean over the worlds of the game with {escape(who)}; "
                  f"lines from 15% on, thicker the surer.</p><div class='pair'>{''.join(pictures)}</div>"]  # fmt: skip
    return parts


def _mean_ties(tables: Iterable[dict[str, Any]], names: Sequence[str], moment: str, worlds: int) -> Any:
    place = {name: row for row, name in enumerate(names)}
    strength = np.zeros((len(names), len(names)))
    for ties in tables:
        for nation, other, total in zip(ties["nation"], ties["other"], ties[moment], strict=True):
            if str(other) in place:
                strength[place[str(nation)], place[str(other)]] += total
    return strength / worlds / 10_000


def _plan_section(kept: dict[str, Any]) -> str:
    return (
        "<h2>To repeat it</h2><p>Save the plan as <code>plan.toml</code>; the same plan gives the same bytes, with any "
        "number of processes.</p>"
        f"<pre>{escape(_as_toml(kept['plan']))}</pre>"
        "<pre>python main.py sweep plan.toml --out runs/again\npython main.py report runs/again</pre>"
    )


def _as_toml(plan: dict[str, Any]) -> str:
    """The plan as the file it came from would say it; JSON strings and arrays of them are TOML too."""
    rules = plan["rules"]
    rows = [f"{name} = {json.dumps(value)}" for name, value in plan.items() if name != "rules" and value is not None]
    if rules:
        rows += ["", "[rules]", *(f"{name} = {json.dumps(values)}" for name, values in rules.items())]
    return "\n".join(rows)


# ----------------------------------------------------------------------------------------------------------------------
# A simulation
# ----------------------------------------------------------------------------------------------------------------------


def _simulation_page(run: dict[str, Any]) -> str:
    seats = "".join(f" --seat {nation}={policy}" for nation, policy in run["seats"].items())
    command = (f"python main.py simulate {run['scenario']} --worlds {run['worlds']} --turns {run['turns']} "
               f"--policy {run['policy']}{seats} --seed {run['seed']} --json")  # fmt: skip
    told = [("Scenario", run["scenario"]), ("Worlds", f"{run['worlds']} of seed {run['seed']}, {run['turns']} turns"),
             ("Policy", run["policy"] + "".join(f"; {nation}: {policy}" for nation, policy in run["seats"].items())),
             ("Digest", run["digest"])]  # fmt: skip
    nations = sorted(run["nations"], key=lambda row: -row["index"]["mean"])
    bars = [Bar(row["id"], row["index"]["mean"], *_sampling(row["index"], run["worlds"]),
                (row["index"]["p05"], row["index"]["p95"])) for row in nations]  # fmt: skip
    rows = [[row["id"], f"{row['index']['mean']:.1f}", f"{row['index']['p05']:.1f} to {row['index']['p95']:.1f}",
             f"{row['survived']:.1%}"] for row in nations]  # fmt: skip
    crises = {}
    for name, counts in run["crises"].items():
        if counts:
            crises[name] = {key: count / sum(counts.values()) for key, count in counts.items()}
    parts = [
        facts(told),
        "<h2>Security index at the end</h2>",
        intervals(bars, "security index; thin: 5-95% of worlds, thick: 95% interval of the mean", "Index by nation"),
        table(["nation", "index", "5-95%", "survived"], rows),
        "<h2>Crises and support</h2>",
        *(stacked({name: shares}, list(shares), f"Crises by {name}") for name, shares in crises.items()),
        f"<h2>To repeat it</h2><pre>{escape(command)}</pre>",
    ]
    return page(f"{run['scenario']}: {run['worlds']} worlds", parts)


def _sampling(index: dict[str, float], worlds: int) -> tuple[float | None, float | None]:
    if worlds < 2:
        return None, None
    half = 1.96 * index["sd"] / float(np.sqrt(worlds - 1))
    return index["mean"] - half, index["mean"] + half


def _figure(figure: dict[str, float | None], digits: int) -> str:
    """A mean with its interval, where there is one."""
    mean, low, high = (figure[edge] for edge in ("mean", "low", "high"))
    if mean is None:
        return "-"
    spread = "" if low is None or high is None else f" ({low:.{digits}f} to {high:.{digits}f})"
    return f"{mean:.{digits}f}{spread}"


def _percent(figure: dict[str, float | None]) -> str:
    return _figure({edge: None if value is None else 100 * value for edge, value in figure.items()}, 1)
