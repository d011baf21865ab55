"""The handbook's pages written out, as Markdown and as one self-contained page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from game.sim.manual.handbook import SECTIONS, Number, Page, Part

HEADS = ("Rule", "Value", "Unit", "Range", "What it is", "Source")
STYLE = """
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #e8eef6; background: #091220; }
nav { position: fixed; inset: 0 auto 0 0; width: 17rem; overflow: auto; padding: 1rem; background: #111f33; }
nav h2 { margin: 1rem 0 .2rem; font-size: 1rem; color: #f6c453; } nav a { display: block; padding: .1rem 0; }
main { margin-left: 19rem; padding: 1rem 2rem 4rem; max-width: 60rem; }
a { color: #86c8f4; } h1, h2 { color: #f6c453; } section { border-top: 1px solid #2c4463; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
td, th { border-bottom: 1px solid #2c4463; padding: .25rem .6rem; text-align: start; vertical-align: top; }
dt { font-weight: 700; margin-top: .5rem; } dd { margin: 0 0 0 1rem; color: #c4d0e0; }
@media (max-width: 60rem) { nav { position: static; width: auto; } main { margin: 0; padding: 1rem; } }
@media print { nav { display: none; } main { margin: 0; } body { color: #000; background: #fff; } }
@media print { h1, h2 { color: #000; } }
"""


def _row(number: Number) -> tuple[str, ...]:
    changed = "" if number.value == number.default else f" (else {number.default})"
    plainly = f" ({number.plainly})" if number.plainly else ""
    its = number.knob
    return number.key, f"{number.value}{plainly}{changed}", its.unit, number.range, its.help, its.source


# --------------------------------------------------------------------------------------------------------- Markdown


def handbook_markdown(listed: Sequence[Page], title: str) -> str:
    """One Markdown document with a table of contents."""
    lines = [f"# {title}", ""]
    for section in SECTIONS:
        lines += [f"**{section}**", ""]
        lines += [f"- [{_cell(page.title)}](#{_anchor(page)})" for page in listed if page.section == section]
        lines.append("")
    titles = {page.key: page for page in listed}
    for page in listed:
        lines += [f'<a id="{_anchor(page)}"></a>', f"## {_cell(page.title)}", ""]
        for part in page.parts:
            lines += _markdown_part(part, titles)
        if page.links:
            lines += ["See also: " + ", ".join(_markdown_link(titles[key]) for key in page.links) + ".", ""]
    return "\n".join(lines)


def _anchor(page: Page) -> str:
    return page.key.replace(".", "-").replace("_", "-")


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def _markdown_link(page: Page) -> str:
    return f"[{_cell(page.title)}](#{_anchor(page)})"


def _markdown_part(part: Part, titles: dict[str, Page]) -> list[str]:
    lines = [f"### {_cell(part.title)}", ""] if part.title else []
    for text in part.texts:
        lines += [_cell(text), ""]
    for entry in part.entries:
        name = _markdown_link(titles[entry.link]) if entry.link else f"**{_cell(entry.name)}**"
        value = f": {_cell(entry.value)}" if entry.value else ""
        text = f". {_cell(entry.text)}" if entry.text else ""
        lines.append(f"- {name}{value}{text}")
    lines += [""] if part.entries else []
    if part.numbers:
        lines += ["| " + " | ".join(HEADS) + " |", "|" + "---|" * len(HEADS)]
        lines += ["| " + " | ".join(_cell(field) for field in _row(number)) + " |" for number in part.numbers]
        lines.append("")
    return lines


# ------------------------------------------------------------------------------------------------------------- HTML


def handbook_html(listed: Sequence[Page], title: str) -> str:
    """One HTML document that needs nothing else."""
    contents = []
    for section in SECTIONS:
        links = "".join(_html_link(page) for page in listed if page.section == section)
        contents.append(f"<h2>{escape(section)}</h2>{links}")
    titles = {page.key: page for page in listed}
    body = "".join(_html_page(page, titles) for page in listed)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n"
        f"<body><nav>{''.join(contents)}</nav><main><h1>{escape(title)}</h1>\n{body}</main></body></html>\n"
    )


def _html_link(page: Page) -> str:
    return f'<a href="#{_anchor(page)}">{escape(page.title)}</a>'


def _html_page(page: Page, titles: dict[str, Page]) -> str:
    parts = "".join(_html_part(part, titles) for part in page.parts)
    links = ", ".join(_html_link(titles[key]) for key in page.links)
    more = f"<p>See also: {links}.</p>" if links else ""
    return f'<section id="{_anchor(page)}"><h2>{escape(page.title)}</h2>{parts}{more}</section>\n'


def _html_part(part: Part, titles: dict[str, Page]) -> str:
    found = f"<h3>{escape(part.title)}</h3>" if part.title else ""
    found += "".join(f"<p>{escape(text)}</p>" for text in part.texts)
    if part.entries:
        found += "<dl>"
        for entry in part.entries:
            name = _html_link(titles[entry.link]) if entry.link else escape(entry.name)
            value = f": {escape(entry.value)}" if entry.value else ""
            text = f"<dd>{escape(entry.text)}</dd>" if entry.text else ""
            found += f"<dt>{name}{value}</dt>{text}"
        found += "</dl>"
    if part.numbers:
        head = "".join(f"<th>{escape(name)}</th>" for name in HEADS)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(field)}</td>" for field in _row(number)) + "</tr>" for number in part.numbers
        )
        found += f"<table><tr>{head}</tr>{rows}</table>"
    return found
