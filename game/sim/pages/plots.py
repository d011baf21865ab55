"""Plots as inline SVG text: intervals, stacked shares, lines over turns, and a network on a circle."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

WIDTH, LABELS, RIGHT = 880, 270, 70
ROW, TOP, BOTTOM = 24, 10, 34
COLOURS = ("#1d546d", "#3f8f8b", "#c97b29", "#aa2d2d", "#6d5a8c", "#5c8052", "#8a6d3b", "#57606a")
"""Told apart by those who see red and green alike, in this order; shapes and labels say the same again."""


STYLE = """
svg text { fill: var(--ink); font: 13px "DejaVu Sans", sans-serif }
svg .small { font-size: 11.5px; fill: var(--dim) } svg .tiny { font-size: 8px; fill: var(--dim) }
svg .onbar { font-size: 11.5px; fill: #fff }
svg .grid { stroke: var(--soft) } svg .zero { stroke: var(--dim); stroke-width: 1.5 }
svg .range { stroke: var(--dim); stroke-width: 1.5; opacity: .6 }
svg .interval { stroke: var(--own); stroke-width: 6 }
svg .mine { font-weight: 700 } svg .tie.mine { stroke: var(--mark) }
svg .dot { fill: var(--own); stroke: var(--paper) } svg .tie { fill: none; stroke: var(--own) }
"""
LIGHT = {"ink": "#222831", "paper": "#f7f4ec", "soft": "#d8d2c2", "dim": "#6b6f76", "own": "#1d546d", "mark": "#b4552d"}
DARK = {"ink": "#e8e4d8", "paper": "#1b2026", "soft": "#3a424c", "dim": "#9aa3ad", "own": "#6fb3cf", "mark": "#f0a060"}
"""Colours of the page that a plot stands on, by the names that STYLE uses."""


def standalone(svg: str) -> str:
    """A plot as a file of its own, in light colours."""
    style = STYLE
    for name, colour in LIGHT.items():
        style = style.replace(f"var(--{name})", colour)
    head, _, rest = svg.partition(">")
    paper = f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>'
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{paper}{rest}\n'


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of an interval plot: the mean with its interval, and, when known, a wider range behind it."""

    label: str
    mean: float
    low: float | None
    high: float | None
    range: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """A horizontal scale from `low` to `high` with round ticks."""

    low: float
    high: float

    def x(self, value: float) -> float:
        return LABELS + (value - self.low) / (self.high - self.low) * (WIDTH - LABELS - RIGHT)

    @property
    def ticks(self) -> list[float]:
        rough = (self.high - self.low) / 6
        power = 10.0 ** math.floor(math.log10(rough))
        gap = next(step * power for step in (1, 2, 5, 10) if step * power >= rough)
        return [n * gap for n in range(math.ceil(self.low / gap), math.floor(self.high / gap) + 1)]


def axis_for(values: Sequence[float], zero: bool = False) -> Axis:
    """A scale that holds the values, and zero when asked."""
    low, high = min([*values, *([0.0] if zero else [])]), max([*values, *([0.0] if zero else [])])
    room = max(high - low, 1e-6) * 0.04
    return Axis(low - room, high + room)


def svg(height: float, title: str, parts: Sequence[str], width: int = WIDTH) -> str:
    """A picture with a title for those who can't see it."""
    inner = "".join(parts)
    return (f'<svg viewBox="0 0 {width} {height:.0f}" role="img" aria-label="{escape(title)}">'
            f"<title>{escape(title)}</title>{inner}</svg>")  # fmt: skip


def text_at(x: float, y: float, text: str, anchor: str = "start", kind: str = "") -> str:
    """Words at a place."""
    chosen = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{chosen}>{escape(text)}</text>'


def line_at(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _scale(axis: Axis, bottom: float, unit: str) -> list[str]:
    parts = []
    for tick in axis.ticks:
        parts.append(line_at(axis.x(tick), TOP, axis.x(tick), bottom, "zero" if tick == 0 else "grid"))
        parts.append(text_at(axis.x(tick), bottom + 14, f"{tick:g}", "middle", "small"))
    return [*parts, text_at(WIDTH - RIGHT, bottom + 29, unit, "end", "small")]


def intervals(bars: Sequence[Bar], unit: str, title: str, zero: bool = False) -> str:
    """Means as dots with their 95% intervals, and the 5-95% range of the worlds behind them."""
    edges = [edge for bar in bars for edge in (bar.mean, bar.low, bar.high, *(bar.range or ())) if edge is not None]
    axis, bottom = axis_for(edges, zero), TOP + ROW * len(bars)
    parts = _scale(axis, bottom, unit)
    for place, bar in enumerate(bars):
        y = TOP + ROW * (place + 0.5)
        parts.append(text_at(LABELS - 10, y + 4, _short(bar.label), "end"))
        if bar.range:
            parts.append(line_at(axis.x(bar.range[0]), y, axis.x(bar.range[1]), y, "range"))
        if bar.low is not None and bar.high is not None:
            parts.append(line_at(axis.x(bar.low), y, axis.x(bar.high), y, "interval"))
        parts.append(f'<circle cx="{axis.x(bar.mean):.1f}" cy="{y:.1f}" r="4" class="dot"/>')
        parts.append(text_at(WIDTH - RIGHT + 8, y + 4, f"{bar.mean:.2f}", kind="small"))
    return svg(bottom + BOTTOM, title, parts)


def _short(label: str, most: int = 40) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def stacked(rows: Mapping[str, Mapping[str, float]], order: Sequence[str], title: str) -> str:
    """Shares of each row that add up to one, as bars cut in pieces, with a legend above."""
    axis, top = Axis(0, 1), TOP + ROW
    parts = legend(order)
    for place, (label, shares) in enumerate(rows.items()):
        y, left = top + ROW * place, 0.0
        parts.append(text_at(LABELS - 10, y + 16, _short(label), "end"))
        for name in order:
            share = shares.get(name, 0.0)
            x, width = axis.x(left), axis.x(left + share) - axis.x(left)
            colour = COLOURS[order.index(name) % len(COLOURS)]
            hint = f"<title>{escape(label)}: {escape(name)} {share:.1%}</title>"
            parts.append(f'<rect x="{x:.1f}" y="{y + 3:.1f}" width="{width:.1f}" height="{ROW - 6}" '
                         f'fill="{colour}">{hint}</rect>')  # fmt: skip
            if share >= 0.07:
                parts.append(text_at(x + width / 2, y + 16, f"{share:.0%}", "middle", "onbar"))
            left += share
    return svg(top + ROW * len(rows) + 8, title, parts)


def legend(names: Sequence[str], left: float = LABELS) -> list[str]:
    """What the colours mean, in one row."""
    parts, x = [], left
    for place, name in enumerate(names):
        colour = COLOURS[place % len(COLOURS)]
        parts.append(f'<rect x="{x:.1f}" y="{TOP}" width="12" height="12" fill="{colour}"/>')
        parts.append(text_at(x + 17, TOP + 10, name, kind="small"))
        x += 40 + 6.4 * len(name)
    return parts


def lines(series: Mapping[str, Sequence[float]], unit: str, title: str, steps: str = "turns") -> str:
    """One line a name over steps 1, 2, ..., its name at its end."""
    height, left, right = 300, 60, 260
    values = [value for line in series.values() for value in line]
    scale = axis_for(values)
    most = max(len(line) for line in series.values())

    def x(turn: int) -> float:
        return left + turn / max(most - 1, 1) * (WIDTH - left - right)

    def y(value: float) -> float:
        return TOP + (scale.high - value) / (scale.high - scale.low) * (height - TOP - BOTTOM)

    parts = [part for tick in scale.ticks for part in (
        line_at(left, y(tick), WIDTH - right, y(tick), "grid"),
        text_at(left - 8, y(tick) + 4, f"{tick:g}", "end", "small"),
    )]  # fmt: skip
    ends = _apart([(y(line[-1]), name) for name, line in series.items()])
    for place, (name, line) in enumerate(series.items()):
        colour = COLOURS[place % len(COLOURS)]
        points = " ".join(f"{x(turn):.1f},{y(value):.1f}" for turn, value in enumerate(line))
        dashes = ("", ' stroke-dasharray="6 3"', ' stroke-dasharray="2 3"')[place % 3]
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        label = _short(name, 34)
        place_of = f'x="{WIDTH - right + 8}" y="{ends[name] + 4:.1f}"'
        parts.append(f'<text {place_of} style="fill:{colour}">{escape(label)}</text>')
    parts.append(text_at(WIDTH - right, height - 6, f"{steps} 1 to {most}", "end", "small"))
    parts.append(text_at(left, height - 6, unit, kind="small"))
    return svg(height, title, parts)


def _apart(ends: list[tuple[float, str]], gap: float = 15) -> dict[str, float]:
    """Heights of labels, moved down until none covers another."""
    placed: dict[str, float] = {}
    last = -gap
    for y, name in sorted(ends):
        last = max(y, last + gap)
        placed[name] = last
    return placed


def network(names: Sequence[str], strength: NDArray[np.float64], title: str, floor: float = 0.15, own: int = -1) -> str:
    """Nations on a circle, a line where one stands by the other with at least `floor`, thicker the surer it is.

    `own` is the row that stands out, with its lines; none by default.
    """
    height, radius = 430, 169
    letter, most = (4.6, 28) if len(names) > 40 else (6.6, 22)
    shown = [_short(name, most) for name in names]
    size = int(2 * (radius + 24 + letter * max(len(name) for name in shown)))
    middle, level = size / 2, height / 2
    turns = [2 * math.pi * place / len(names) - math.pi / 2 for place in range(len(names))]
    spots = [(middle + radius * math.cos(turn), level + radius * math.sin(turn)) for turn in turns]
    mutual = np.maximum(strength, strength.T)
    i, j = np.nonzero(np.triu(mutual, 1) >= floor)
    order = np.argsort(-mutual[i, j], kind="stable")[:600]
    parts = []
    for one, other in zip(i[order].tolist(), j[order].tolist(), strict=True):
        surely = float(mutual[one, other])
        (x1, y1), (x2, y2) = spots[one], spots[other]
        hint = f"<title>{escape(names[one])} and {escape(names[other])}: {surely:.0%}</title>"
        bent = f"M{x1:.1f},{y1:.1f} Q{middle:.1f},{level:.1f} {x2:.1f},{y2:.1f}"
        weight = f'stroke-width="{0.5 + 5 * surely:.1f}" opacity="{0.15 + 0.7 * surely:.2f}"'
        kind = "tie mine" if own in (one, other) else "tie"
        parts.append(f'<path d="{bent}" class="{kind}" {weight}>{hint}</path>')
    small = len(names) > 40
    for place, (turn, (x, y)) in enumerate(zip(turns, spots, strict=True)):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2.5 if small else 5}" class="dot"/>')
        away = 10 if small else 18
        lx, ly = x + away * math.cos(turn), y + away * math.sin(turn)
        anchor = "middle" if abs(math.cos(turn)) < 0.2 else ("start" if math.cos(turn) > 0 else "end")
        kind = "mine" if place == own else "tiny" if small else "small"
        parts.append(text_at(lx, ly + 4, shown[place], anchor, kind))
    return svg(height, title, parts, size)
