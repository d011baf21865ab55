"""How policies fare from one seat, as a table and a plot: run it, or import it in a notebook, where both show.

python -m game.examples.simulate_table
>>> from game.examples.simulate_table import compare
>>> result = compare("first_posting", "ken", ("passive", "balanced", "pure:drill"), worlds=200)
>>> result            # a table
>>> result.plot()     # the index over the turns
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import game
from game.sim.pages.plots import lines, standalone


@dataclass(frozen=True)
class Picture:
    """A plot that notebooks show."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.svg, encoding="utf-8")


@dataclass(frozen=True)
class Comparison:
    """Runs by policy, all on the same worlds and the same luck, seen from one seat."""

    seat: str
    runs: dict[str, game.Run]

    def rows(self) -> list[tuple[str, ...]]:
        """A heading, then policy, mean index, its 5-95% range, gain over the first policy with 95%, survival."""
        found: list[tuple[str, ...]] = [("policy", "index", "5-95%", "gain", "95%", "survived")]
        first = next(iter(self.runs.values()))
        place = first.nations.index(self.seat)
        for policy, run in self.runs.items():
            index = run.index[:, place]
            gain = index - first.index[:, place]  # the same worlds: paired, so little luck is left in it
            low, high = np.percentile(index, (5, 95))
            half = 1.96 * gain.std(ddof=1) / np.sqrt(len(gain))
            found.append((policy, f"{index.mean():.1f}", f"{low:.0f} to {high:.0f}", f"{gain.mean():+.2f}",
                          f"±{half:.2f}", f"{run.survived[:, place].mean():.1%}"))  # fmt: skip
        return found

    def plot(self) -> Picture:
        """Mean index of the seat after each turn, one line a policy."""
        series = {}
        for policy, run in self.runs.items():
            index = run.history["index"][:, :, run.nations.index(self.seat)]  # (turns, W)
            series[policy] = [float(value) for value in index.mean(axis=1)]
        return Picture(standalone(lines(series, "security index", f"Index of {self.seat} by turn")))

    def __str__(self) -> str:
        rows = self.rows()
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in self.rows()]
        return f"<table>{''.join(rows)}</table>"


def compare(
    scenario: str, seat: str, policies: tuple[str, ...], worlds: int = 200, seed: int = 0, others: str = "balanced"
) -> Comparison:
    """Play each policy in the seat, in the same worlds, with `others` in all other seats."""
    loaded = game.load(scenario)
    runs = {
        name: game.simulate(loaded, worlds=worlds, policy=others, seats={seat: name}, seed=seed, history=True)
        for name in policies
    }
    return Comparison(seat, runs)


def main() -> None:
    parser = argparse.ArgumentParser(description="How policies fare from one seat, as a table and a plot.")
    parser.add_argument("--scenario", default="first_posting")
    parser.add_argument("--seat", default="ken")
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--out", type=Path, default=Path("runs/simulate_table.svg"))
    args = parser.parse_args()
    policies = ("passive", "random", "pure:peacekeeping", "pure:agreement", "balanced")
    result = compare(args.scenario, args.seat, policies, args.worlds)
    print(result)
    result.plot().save(args.out)
    print(f"plot in {args.out}")


if __name__ == "__main__":
    main()
