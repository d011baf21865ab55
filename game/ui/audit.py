"""Finds faults of a view: overlaps, cut text, weak contrast, items beyond the edges, and what no key can reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.ui.painting.theme import contrast
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import (
    Area,
    Button,
    Canvas,
    Control,
    Dropdown,
    Item,
    Label,
    Panel,
    Scroll,
    Stepper,
    Table,
    Tabs,
    Toggle,
)
from game.ui.toolkit.parts import SCROLLBAR, table_shape
from game.ui.toolkit.scene import Look
from game.ui.toolkit.stage import Placed, UiState, focusable

TEXT_CONTRAST = 4.5
SMALLEST_TARGET = 24  # logical pixels
DOTS = "…"
CELL_MARGIN, CELL_ICON = 8, 24


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault; kind: overlap, cut, shortened, contrast, outside, unreachable, small, id, reason."""

    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


def audit(items: Sequence[Item], size: Size, look: Look) -> list[Finding]:
    """All faults of a view (as the scene returns it) in that logical size."""
    whole = Rect(0, 0, *size)
    findings = _ids(items)
    for item in items:
        if not item.rect.empty and item.rect.clip(whole) != item.rect:
            findings.append(Finding("outside", f"{name(item)} {tuple(item.rect)} in {tuple(size)}"))
    findings += _group(items, look)
    for item in items:
        if isinstance(item, Scroll):
            inner = Rect(0, 0, item.rect.width, item.content_height)
            usable = inner.width - (SCROLLBAR if item.content_height > item.rect.height else 0)
            for child in item.children:
                if child.rect.right > usable or child.rect.clip(inner) != child.rect:
                    findings.append(Finding("outside", f"{name(child)} {tuple(child.rect)} in scroll {item.id}"))
            findings += _group(item.children, look)
    return findings


def name(item: Item) -> str:
    """How a finding calls an item."""
    text = getattr(item, "text", "")
    return f"{type(item).__name__} {item.id or repr(text[:30])}"


def _ids(items: Sequence[Item]) -> list[Finding]:
    seen: set[str] = set()
    findings: list[Finding] = []
    children = [child for outer in items if isinstance(outer, Scroll) for child in outer.children]
    for item in [*items, *children]:
        if item.id and item.id in seen:
            findings.append(Finding("id", f"{item.id} occurs twice"))
        if not item.id and (isinstance(item, Control | Scroll) or item.tip is not None):
            findings.append(Finding("id", f"{name(item)} at {tuple(item.rect)} has none"))
        seen.add(item.id)
    return findings


def _group(items: Sequence[Item], look: Look) -> list[Finding]:
    """Faults among siblings."""
    findings: list[Finding] = []
    controls = [item for item in items if isinstance(item, Control | Scroll) and not isinstance(item, Area | Canvas)]
    for number, first in enumerate(controls):
        findings += _overlaps(first, controls[number + 1 :])
    labels = [item for item in items if isinstance(item, Label) and item.text]
    for number, label in enumerate(labels):
        findings += _overlaps(label, labels[number + 1 :]) + _overlaps(label, controls)
    for number, item in enumerate(items):
        findings += _text(item, look) + _control(item) + _shortened(item, items, look)
        if isinstance(item, Label) and item.text:
            ground = _ground(items[:number], item.rect, look)
            if ground is not None and contrast(look.theme.rgb(item.colour), ground) < TEXT_CONTRAST:
                findings.append(Finding("contrast", f"{name(item)} on its panel"))
    return findings


def _overlaps(item: Item, others: Sequence[Item]) -> list[Finding]:
    return [Finding("overlap", f"{name(item)} and {name(other)}") for other in others if item.rect.overlaps(other.rect)]


def _ground(behind: Sequence[Item], rect: Rect, look: Look) -> tuple[int, int, int] | None:
    """The colour behind a rectangle; None over a canvas or picture, which only a human can judge."""
    for item in reversed(behind):
        if item.rect.clip(rect) == rect:
            if isinstance(item, Panel) and item.fill:
                return look.theme.rgb(item.fill)
            if isinstance(item, Canvas):
                return None
    return look.theme.rgb("ground")


def _text(item: Item, look: Look) -> list[Finding]:
    """Text that doesn't fit its place."""
    width = look.text.width
    if isinstance(item, Label) and item.text:
        if item.fit == "wrap":
            cut = look.text.height(item.text, item.style, item.rect.width) > item.rect.height + 2
        else:
            cut = width(item.text, item.style) > item.rect.width
    elif isinstance(item, Button) and item.text:
        cut = width(item.text, item.style) + (28 if item.icon else 0) > item.rect.width - 20
    elif isinstance(item, Tabs):
        share = item.rect.width / max(1, len(item.options)) - 12
        cut = any(width(option.text, "strong") > share for option in item.options)
    elif isinstance(item, Toggle):
        cut = width(item.text) > item.rect.width - 56
    elif isinstance(item, Stepper):
        ends = 2 * min(item.rect.height, item.rect.width // 3)
        cut = width(item.text or str(item.value), "strong") > item.rect.width - ends
    elif isinstance(item, Dropdown):
        cut = any(width(option.text) > item.rect.width - 48 for option in item.options)
    elif isinstance(item, Table) and item.header:
        total = sum(column.weight for column in item.columns)
        usable = item.rect.width - SCROLLBAR
        cut = any(width(column.title, "small") > usable * column.weight / total - 16 for column in item.columns)
    else:
        cut = False
    return [Finding("cut", f"{name(item)} at {tuple(item.rect)}")] if cut else []


def _shortened(item: Item, siblings: Sequence[Item], look: Look) -> list[Finding]:
    """Text that ends in dots and is told in full nowhere."""
    if isinstance(item, Table):
        return _shortened_cells(item, look)
    text = item.text if isinstance(item, Label | Button) else ""
    if len(text) < 3 or not text.endswith(DOTS) or text.endswith(f" {DOTS}") or item.tip is not None:
        return []
    told = any(other.tip is not None and other.rect.clip(item.rect) == item.rect for other in siblings)
    return [] if told else [Finding("shortened", f"{name(item)} at {tuple(item.rect)}")]


def _shortened_cells(table: Table, look: Look) -> list[Finding]:
    shape, found = table_shape(table, table.rect, look.rtl), set()
    for row in table.rows:
        for cell, place in zip(row.cells, shape.columns, strict=False):
            room = place.width - 2 * CELL_MARGIN - (CELL_ICON if cell.icon else 0)
            told = row.tip is not None or cell.tip is not None
            if cell.text and not told and look.text.width(cell.text) > room:
                found.add(f"{cell.text!r} in {name(table)}")
    return [Finding("shortened", what) for what in sorted(found)]


def _control(item: Item) -> list[Finding]:
    """Controls that can't be reached, seen, hit or understood."""
    if not isinstance(item, Control):
        return []
    findings: list[Finding] = []
    placed = Placed(item, item.rect, item.rect, item.id)
    if item.command is not None and not focusable(placed, UiState()):
        findings.append(Finding("unreachable", name(item)))
    if item.rect.width < SMALLEST_TARGET or item.rect.height < SMALLEST_TARGET:
        findings.append(Finding("small", f"{name(item)} is {item.rect.width} x {item.rect.height}"))
    if not item.enabled and not item.reason:
        findings.append(Finding("reason", f"{name(item)} is disabled without a reason"))
    if isinstance(item, Button) and not item.text and item.tip is None:
        findings.append(Finding("reason", f"{name(item)} is an icon without a tip"))
    return findings
