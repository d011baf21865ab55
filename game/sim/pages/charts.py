"""Charts of one game as inline SVG: the index by its parts over the turns with its crises, and signed gains."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from game.sim.pages.plots import COLOURS, ROW, TOP, WIDTH, Bar, axis_for, legend, line_at, svg, text_at

LEFT, RIGHT, HEIGHT, STRIP = 44, 14, 300, 13
OUTCOME_COLOURS = ("#5c8052", "#3f8f8b", "#c97b29", "#aa2d2d", "#57606a")
"""Of a crisis that ended in victory, compromise, stalemate, defeat, and of one that goes on."""


def areas(
    series: Mapping[str, Sequence[float]], dates: Sequence[str], spans: Sequence[tuple[int, int, int, str]], title: str
) -> str:
    """Parts of a whole of 100 over the turns, one on the other, and below them spans (first, last, colour, words)."""
    top, most = TOP + ROW, max(len(dates) - 1, 1)

    def x(turn: float) -> float:
        return LEFT + turn / most * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return top + (100 - value) / 100 * HEIGHT

    parts = legend(list(series), LEFT)
    for tick in range(0, 101, 20):
        parts += [line_at(LEFT, y(tick), WIDTH - RIGHT, y(tick), "grid"),
                  text_at(LEFT - 6, y(tick) + 4, str(tick), "end", "small")]  # fmt: skip
    below = [0.0] * len(dates)
    for place, (name, values) in enumerate(series.items()):
        above = [low + value for low, value in zip(below, values, strict=True)]
        there = " ".join(f"{x(turn):.1f},{y(value):.1f}" for turn, value in enumerate(above))
        back = " ".join(f"{x(turn):.1f},{y(below[turn]):.1f}" for turn in reversed(range(len(dates))))
        parts.append(f'<polygon points="{there} {back}" fill="{COLOURS[place % len(COLOURS)]}" opacity=".85">'
                     f"<title>{escape(name)}</title></polygon>")  # fmt: skip
        below = above
    every = -(-len(dates) // 6)
    for turn in range(0, len(dates), every):
        anchor = "start" if turn == 0 else "end" if turn == len(dates) - 1 else "middle"
        parts.append(text_at(x(turn), top + HEIGHT + 15, dates[turn], anchor, "small"))
    return svg(top + HEIGHT + 28 + STRIP * _lanes(spans), title, parts + _spans(spans, x, top + HEIGHT + 24))


def _lanes(spans: Sequence[tuple[int, int, int, str]]) -> int:
    return 1 + max((lane for lane, _span in _laned(spans)), default=0)


def _laned(spans: Sequence[tuple[int, int, int, str]]) -> list[tuple[int, tuple[int, int, int, str]]]:
    """Each span in the first row that is free."""
    ends: list[int] = []
    placed = []
    for span in spans:
        lane = next((place for place, end in enumerate(ends) if end <= span[0]), len(ends))
        ends[lane : lane + 1] = [span[1]]
        placed.append((lane, span))
    return placed


def _spans(spans: Sequence[tuple[int, int, int, str]], x: Callable[[float], float], top: float) -> list[str]:
    parts = []
    for lane, (first, last, colour, words) in _laned(spans):
        left, right = x(first), x(last)
        parts.append(f'<rect x="{left:.1f}" y="{top + lane * STRIP:.1f}" width="{max(right - left - 1, 3):.1f}" '
                     f'height="{STRIP - 3}" rx="2" fill="{OUTCOME_COLOURS[colour]}"><title>{escape(words)}</title>'
                     "</rect>")  # fmt: skip
    return parts


def gains(bars: Sequence[Bar], title: str) -> str:
    """Signed gains as bars from zero, with the words on the left and the figure at the end."""
    labels, right = 420, 60
    axis = axis_for([bar.mean for bar in bars], zero=True)

    def x(value: float) -> float:
        return labels + (value - axis.low) / (axis.high - axis.low) * (WIDTH - labels - right)

    parts = [line_at(x(0), TOP, x(0), TOP + ROW * len(bars), "zero")]
    for place, bar in enumerate(bars):
        y = TOP + ROW * place
        left, width = min(x(0), x(bar.mean)), abs(x(bar.mean) - x(0))
        colour = COLOURS[1] if bar.mean >= 0 else COLOURS[3]
        label = bar.label if len(bar.label) <= 62 else bar.label[:61] + "…"
        parts += [text_at(labels - 10, y + 16, label, "end", "small"),
                  f'<rect x="{left:.1f}" y="{y + 5:.1f}" width="{max(width, 1):.1f}" height="{ROW - 10}" '
                  f'fill="{colour}"/>',
                  text_at(WIDTH - right + 8, y + 16, f"{bar.mean:+.1f}", kind="small")]  # fmt: skip
    return svg(TOP + ROW * len(bars) + 6, title, parts)
