"""Whether a page of HTML is whole."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"meta", "br"})


class Balance(HTMLParser):
    """Keeps the elements that were opened and not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """An element that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def left_open(page: str) -> list[str]:
    """Elements that a page opens and does not close; asserts that they are closed in the right order."""
    reader = Balance()
    reader.feed(page)
    return reader.open
