"""One self-contained page of HTML: light and dark, printed well, either way of writing; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from game.sim.pages.plots import DARK, LIGHT, STYLE

PAGE_STYLE = """
body { max-width: 920px; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif;
  color: var(--ink); background: var(--paper) }
h1 { font-size: 1.8rem } h2 { margin-top: 3rem; border-bottom: 2px solid var(--soft) } h3 { margin-top: 2rem }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; font-size: .85rem }
td, th { padding: .25rem .6rem; text-align: end; border-bottom: 1px solid var(--soft); white-space: nowrap;
  vertical-align: top }
td:first-child, th:first-child { text-align: start }
table.words td, table.words th { text-align: start; white-space: normal }
table.words td.number { text-align: right; direction: ltr; white-space: nowrap }
table.figures td:first-child { white-space: nowrap }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem } dt { color: var(--dim) } dd { margin: 0 }
pre { background: var(--soft); padding: .8rem; overflow-x: auto; border-radius: 4px; font-size: .85rem; direction: ltr;
  text-align: left }
svg { width: 100%; height: auto; direction: ltr }
.pair { display: flex; gap: 1rem } figure { margin: 0; flex: 1 } figcaption { text-align: center; color: var(--dim) }
.tiles { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1.5rem 0 }
.tile { flex: 1 1 11rem; border: 1px solid var(--soft); border-radius: 6px; padding: .7rem 1rem }
.tile b { display: block; font-size: 1.7rem; line-height: 1.2 } .tile small, .quiet { color: var(--dim) }
details { margin: .3rem 0 } summary { cursor: pointer; color: var(--own) }
@media (max-width: 700px) { .pair { display: block } }
@media print { body { max-width: none } details { display: none } h2 { break-after: avoid } }
"""


def _colours(colours: Mapping[str, str]) -> str:
    return ":root { " + "; ".join(f"--{name}: {colour}" for name, colour in colours.items()) + " }"


def page(title: str, parts: Iterable[str], language: str = "en", *, rtl: bool = False) -> str:
    """The whole document."""
    body = "\n".join(parts)
    dark = f"@media (prefers-color-scheme: dark) {{ {_colours(DARK)} }}"
    style = f":root {{ color-scheme: light dark }} {_colours(LIGHT)} {dark}{PAGE_STYLE}{STYLE}"
    direction = ' dir="rtl"' if rtl else ""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"{direction}><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        f'<meta name="viewport" content="width=device-width"><style>{style}</style></head>\n'
        f"<body><h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    )


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Names and what they are, a line each."""
    return "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in rows) + "</dl>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of figures: the first column is words, the others are numbers."""
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def words_table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: frozenset[int] = frozenset()) -> str:
    """A table of words; cells are HTML already, and the columns of `numbers` are aligned as figures are."""
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = ""
    for row in rows:
        cells = (f'<td class="number">{text}</td>' if place in numbers else f"<td>{text}</td>"
                 for place, text in enumerate(row))  # fmt: skip
        body += f"<tr>{''.join(cells)}</tr>"
    kind = "words figures" if numbers else "words"
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def tiles(shown: Iterable[tuple[str, str, str]]) -> str:
    """Figures that matter most, side by side: a name, the figure, what it means."""
    boxes = "".join(f'<div class="tile"><small>{escape(name)}</small><b><bdi dir="ltr">{escape(figure)}</bdi></b>'
                    f"<small>{escape(text)}</small></div>" for name, figure, text in shown)  # fmt: skip
    return f'<div class="tiles">{boxes}</div>'


def folded(summary: str, inner: str) -> str:
    """What is shown when somebody wants it."""
    return f"<details><summary>{escape(summary)}</summary>{inner}</details>"
