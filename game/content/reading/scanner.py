"""A small scanner of TOML that finds where every key and value stands, and refuses what is too deep or too long."""

from __future__ import annotations

import bisect
import re
from array import array
from dataclasses import dataclass, field

MAX_DEPTH = 16
MAX_KEY_PARTS = 8
MAX_SCALAR = 64
MAX_DIGITS = 18
MAX_VALUES = 50_000
"""Values and tables of a file; the largest scenario of the game has 13,000."""

KeyPath = tuple[str | int, ...]
Place = tuple[int, int]  # line, column; both from 1

_BLANK = re.compile(r"[ \t]*(?:#[^\n]*)?")
_BLANK_LINES = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_LITERAL = re.compile(r"'([^'\n]*)'")
_LONG_BASIC = re.compile(r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}')
_LONG_LITERAL = re.compile(r"'''(?:[^']|'(?!''))*'{3,5}")
_SCALAR = re.compile(r"[^\s,\]}#\[{\"'=]+(?: \d[^\s,\]}#]*)?")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([btnfr\"\\]))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


class ScanError(Exception):
    """The text can't be read on from here."""

    def __init__(self, offset: int, what: str, allowed: str, path: KeyPath = ()) -> None:
        super().__init__(what)
        self.offset, self.what, self.allowed, self.path = offset, what, allowed, path


@dataclass(slots=True)
class Positions:
    """Where keys and values of a document stand."""

    keys: dict[KeyPath, Place] = field(default_factory=dict)
    values: dict[KeyPath, Place] = field(default_factory=dict)

    def of_key(self, path: KeyPath) -> Place:
        """The place of a key, or of the nearest table around it."""
        return self._nearest(path, self.keys, self.values)

    def of_value(self, path: KeyPath) -> Place:
        """The place of a value, or of the nearest table around it."""
        return self._nearest(path, self.values, self.keys)

    def _nearest(self, path: KeyPath, first: dict[KeyPath, Place], second: dict[KeyPath, Place]) -> Place:
        while path:
            place = first.get(path) or second.get(path)
            if place:
                return place
            path = path[:-1]
        return (1, 1)


class Lines:
    """Turns an offset in a text into line and column."""

    def __init__(self, text: str) -> None:
        self._starts = array("L", [0])
        self._starts.extend(match.end() for match in re.finditer("\n", text))

    def place(self, offset: int) -> Place:
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Scanner:
    """One pass over a text; `run` gives the positions or raises ScanError at the first thing it can't read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0
        self.lines = Lines(text)
        self.positions = Positions()
        self._elements: dict[KeyPath, int] = {}  # arrays of tables: how many elements so far
        self._headers: set[KeyPath] = set()
        self._counted = 0

    def run(self) -> Positions:
        table: KeyPath = ()
        while True:
            self._skip(_BLANK_LINES)
            if self.offset >= len(self.text):
                return self.positions
            if self.text[self.offset] == "[":
                table = self._header()
            else:
                self._pair(table, depth=1)
            self._end_of_line()

    def _count(self) -> None:
        self._counted += 1
        if self._counted > MAX_VALUES:
            raise ScanError(self.offset, "too many values", f"at most {MAX_VALUES:,} values and tables a file")

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.offset)
        if match:
            self.offset = match.end()

    def _end_of_line(self) -> None:
        self._skip(_BLANK)
        if self.offset < len(self.text) and self.text[self.offset] != "\n":
            raise ScanError(self.offset, "something follows on the same line", "one key or one table a line")

    def _expect(self, literal: str, what: str, path: KeyPath = ()) -> None:
        self._skip(_SPACE)
        if not self.text.startswith(literal, self.offset):
            if self.offset >= len(self.text):
                raise ScanError(self.offset, "the text ends too early", what, path)
            raise ScanError(self.offset, f'"{literal}" is missing here', what, path)
        self.offset += len(literal)

    def _header(self) -> KeyPath:
        start = self.offset
        self._count()
        doubled = self.text.startswith("[[", start)
        self.offset += 2 if doubled else 1
        parts = self._key_parts()
        self._expect("]]" if doubled else "]", "a table is written [name] or [[name]]")
        place = self.lines.place(start)
        path: KeyPath = ()
        for part in parts[:-1]:
            path = (*path, part)
            self.positions.keys.setdefault(path, place)
            if path in self._elements:
                path = (*path, self._elements[path] - 1)
        path = (*path, parts[-1])
        self.positions.keys.setdefault(path, place)
        if doubled:
            index = self._elements.get(path, 0)
            self._elements[path] = index + 1
            path = (*path, index)
        elif path in self._headers:
            line = self.positions.keys[path][0]
            raise ScanError(start, f"this table is already there (line {line})", "each table once", path)
        self._headers.add(path)
        self.positions.keys[path] = place
        return path

    def _key_parts(self) -> list[str]:
        start, parts = self.offset, []
        while True:
            self._skip(_SPACE)
            parts.append(self._key_part())
            if len(parts) > MAX_KEY_PARTS:
                raise ScanError(start, "a key of too many parts", f"at most {MAX_KEY_PARTS} parts joined by dots")
            self._skip(_SPACE)
            if not self.text.startswith(".", self.offset):
                return parts
            self.offset += 1
            self._count()  # each dot opens a table

    def _key_part(self) -> str:
        for pattern in (_BARE_KEY, _BASIC, _LITERAL):
            match = pattern.match(self.text, self.offset)
            if match:
                self.offset = match.end()
                if pattern is _BARE_KEY:
                    return match.group()
                return _unescaped(match.group(1)) if pattern is _BASIC else match.group(1)
        ended = self.offset >= len(self.text)
        what = "the text ends where a key should stand" if ended else "this is not a key"
        raise ScanError(self.offset, what, "a key is letters, digits, _ and -, as in name = value")

    def _pair(self, table: KeyPath, depth: int) -> None:
        start = self.offset
        path = (*table, *self._key_parts())
        if path in self.positions.values:
            line = self.positions.keys[path][0]
            raise ScanError(start, f"this key is given twice (first in line {line})", "each key once", path)
        place = self.lines.place(start)
        for length in range(len(table) + 1, len(path)):
            self.positions.keys.setdefault(path[:length], place)
        self.positions.keys[path] = place
        self._expect("=", "a key is followed by = and its value", path)
        self._skip(_SPACE)
        self._value(path, depth)

    def _value(self, path: KeyPath, depth: int) -> None:
        start = self.offset
        if depth > MAX_DEPTH:
            raise ScanError(start, "values nested too deeply", f"at most {MAX_DEPTH} levels", path[:MAX_KEY_PARTS])
        self._count()
        self.positions.values[path] = self.lines.place(start)
        letter = self.text[start : start + 1]
        if letter == "[":
            self._array(path, depth)
        elif letter == "{":
            self._inline_table(path, depth)
        elif letter and letter in "\"'":
            self._string(path)
        else:
            self._scalar(path)

    def _array(self, path: KeyPath, depth: int) -> None:
        start, index = self.offset, 0
        self.offset += 1
        while True:
            self._skip(_BLANK_LINES)
            if self.text.startswith("]", self.offset):
                self.offset += 1
                return
            if self.offset >= len(self.text):
                raise self._unclosed(start, path, "an array", "a comma or ] must follow each value")
            self._value((*path, index), depth + 1)
            index += 1
            self._skip(_BLANK_LINES)
            if self.text.startswith(",", self.offset):
                self.offset += 1
            elif not self.text.startswith("]", self.offset):
                raise self._unclosed(start, path, "an array", "a comma or ] must follow each value")

    def _inline_table(self, path: KeyPath, depth: int) -> None:
        start = self.offset
        self.offset += 1
        self._skip(_BLANK_LINES)
        while not self.text.startswith("}", self.offset):
            if self.offset >= len(self.text):
                raise self._unclosed(start, path, "a table in braces", "a comma or } must follow each value")
            self._pair(path, depth + 1)
            self._skip(_BLANK_LINES)
            if self.text.startswith(",", self.offset):
                self.offset += 1
                self._skip(_BLANK_LINES)
            elif not self.text.startswith("}", self.offset):
                raise self._unclosed(start, path, "a table in braces", "a comma or } must follow each value")
        self.offset += 1

    def _unclosed(self, start: int, path: KeyPath, what: str, allowed: str) -> ScanError:
        if self.offset >= len(self.text):
            return ScanError(start, f"the text ends inside {what} that begins here", allowed, path)
        return ScanError(self.offset, f"this does not belong in {what}", allowed, path)

    def _string(self, path: KeyPath) -> None:
        quote = self.text[self.offset]
        if self.text.startswith(quote * 3, self.offset):
            match = (_LONG_BASIC if quote == '"' else _LONG_LITERAL).match(self.text, self.offset)
        else:
            match = (_BASIC if quote == '"' else _LITERAL).match(self.text, self.offset)
        if not match:
            raise ScanError(self.offset, "a text that is never closed", f"a text ends with {quote}", path)
        self.offset = match.end()

    def _scalar(self, path: KeyPath) -> None:
        match = _SCALAR.match(self.text, self.offset)
        if not match:
            ended = self.offset >= len(self.text) or self.text[self.offset] == "\n"
            what = "the value is missing" if ended else "this is not a value"
            raise ScanError(self.offset, what, "a text in quotes, a number, true, false, an array or a table", path)
        word = match.group()
        digits = sum(letter.isdigit() for letter in word)
        if len(word) > MAX_SCALAR or (digits > MAX_DIGITS and word.lstrip("+-").replace("_", "").isalnum()):
            what = f"a number of {digits} digits" if digits else "a word without quotes that is too long"
            raise ScanError(self.offset, what, f"at most {MAX_DIGITS} digits; texts stand in quotes", path)
        self.offset = match.end()


def _unescaped(text: str) -> str:
    """A quoted key as TOML reads it; an escape that TOML does not know is left for the parser to refuse."""

    def replace(match: re.Match[str]) -> str:
        code = match.group(1) or match.group(2)
        if not code:
            return _ESCAPED[match.group(3)]
        number = int(code, 16)
        return chr(number) if number < 0x110000 else match.group()

    return _ESCAPE.sub(replace, text)
