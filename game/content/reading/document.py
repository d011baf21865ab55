"""Reads an untrusted TOML file: limits first, then positions, then values; nothing here hangs or crashes."""

from __future__ import annotations

import math
import re
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from game.content.reading.errors import ERROR, PROBLEMS_SOUGHT, Problem, ScenarioError, capped, quoted
from game.content.reading.scanner import KeyPath, Lines, Positions, ScanError, Scanner

MAX_BYTES = 1024 * 1024
MAX_LINE = 4096
MAX_KEYS_SHOWN = 80

_LINE_TEXT = "one line, without control or bidi-override characters"
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_LONG_LINE = re.compile(f"[^\n]{{{MAX_LINE // 4 + 1},}}")
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\s*$")


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its values as plain Python, and where each stands."""

    file: str
    values: dict[str, Any]
    positions: Positions

    def problem(
        self, path: KeyPath, what: str, allowed: str = "", suggestion: str = "", severity: str = ERROR
    ) -> Problem:
        """A problem at a value."""
        return Problem(*self.place(path), shown(path), what, allowed, suggestion, severity)

    def key_problem(
        self, path: KeyPath, what: str, allowed: str = "", suggestion: str = "", severity: str = ERROR
    ) -> Problem:
        """A problem at a key."""
        return Problem(*self.place(path, key=True), shown(path), what, allowed, suggestion, severity)

    def place(self, path: KeyPath, *, key: bool = False) -> tuple[str, int, int]:
        """File, line and column of a value, or of its key."""
        return (self.file, *(self.positions.of_key(path) if key else self.positions.of_value(path)))


def shown(path: KeyPath) -> str:
    """A key path as people write it: `nations[3].name`; the whole file is `document`."""
    if not path:
        return "document"
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            name = part if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", part) else quoted(part)
            text += f".{name}" if text else name
    return text if len(text) <= MAX_KEYS_SHOWN * 2 else text[: MAX_KEYS_SHOWN * 2] + "..."


def read_document(path: Path, name: str | None = None) -> Document:
    """The file's values with their positions. Raises ScenarioError with all that can be said at once."""
    file = "".join(letter if letter.isprintable() else "?" for letter in (name or str(path)))
    return parse_document(decoded(read_bytes(path, file, "a scenario is one TOML file"), file), file)


def parse_document(text: str, file: str) -> Document:
    """As read_document, from a text."""
    text = text.replace("\r\n", "\n")
    _refuse(_character_problems(text, file))
    lines = Lines(text)
    try:
        positions = Scanner(text).run()
    except ScanError as error:
        line, column = lines.place(error.offset)
        raise ScenarioError([Problem(file, line, column, shown(error.path), error.what, error.allowed)]) from None
    document = Document(file, _parsed(text, file, lines), positions)
    _refuse(_value_problems(document))
    return document


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ScenarioError(capped(problems))


def _whole_file(file: str, what: str, allowed: str) -> ScenarioError:
    return ScenarioError([Problem(file, 1, 1, "document", what, allowed)])


def read_bytes(path: Path, file: str, wanted: str) -> bytes:
    """What an untrusted file holds, unless it is too big; `wanted` says what it should be. Raises ScenarioError."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise _whole_file(file, "this is a folder", wanted)
        if not stat.S_ISREG(mode):
            raise _whole_file(file, "this is not a regular file", wanted)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _whole_file(file, "there is no such file", wanted) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _whole_file(file, f"the file can't be read: {reason.lower()}", wanted) from None
    if len(data) > MAX_BYTES:
        raise _whole_file(file, "the file is too big", f"at most {MAX_BYTES // 1024} KiB")
    if not data.strip():
        raise _whole_file(file, "the file is empty", wanted)
    return data


def decoded(data: bytes, file: str) -> str:
    """The text of a file. Raises ScenarioError with the place of what is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = Lines(before).place(len(before))
        what = f"byte 0x{data[error.start]:02x} is not UTF-8 text"
        raise ScenarioError([Problem(file, line, column, "document", what, "text in UTF-8")]) from None


def _character_problems(text: str, file: str) -> list[Problem]:
    problems, lines = [], Lines(text)
    for match in _LONG_LINE.finditer(text):
        if len(match.group().encode(errors="replace")) > MAX_LINE:
            line, _column = lines.place(match.start())
            allowed = f"at most {MAX_LINE} bytes a line"
            problems.append(Problem(file, line, MAX_LINE + 1, "document", "the line is too long", allowed))
    for match in islice(_FORBIDDEN.finditer(text), PROBLEMS_SOUGHT):
        what = f"the character U+{ord(match.group()):04X} can't stand here"
        problems.append(Problem(file, *lines.place(match.start()), "document", what, _LINE_TEXT))
    return problems


def _parsed(text: str, file: str, lines: Lines) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_PLACE.search(str(error))
        place = lines.place(len(text.rstrip()))
        if found and found.group(1):
            place = (int(found.group(1)), int(found.group(2)))
        what = _TOML_PLACE.sub("", str(error))
        allowed = "valid TOML 1.0"
    except (RecursionError, ValueError) as error:
        place, what, allowed = (1, 1), f"the text can't be read as TOML: {error}", "valid TOML 1.0"
    raise ScenarioError([Problem(file, *place, "document", what[:1].lower() + what[1:], allowed)])


def walk(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Every value of a document with its path, tables and arrays included, from the outside in."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))


def _value_problems(document: Document) -> list[Problem]:
    """What escapes and exponents can smuggle past the check of the text itself."""
    problems = []
    for path, value in walk(document.values):
        if isinstance(value, float) and not math.isfinite(value):
            problems.append(document.problem(path, f"{value} is not a finite number", "a finite number"))
        key = path[-1] if path else ""
        if isinstance(key, str) and _forbidden_in(key):
            problems.append(document.key_problem(path, f"the key has a character {_forbidden_in(key)}", _LINE_TEXT))
        if isinstance(value, str) and _forbidden_in(value):
            what = f"the text has a character {_forbidden_in(value)}"
            problems.append(document.problem(path, what, "text without control or bidi-override characters"))
    return problems


def _forbidden_in(text: str) -> str:
    match = _FORBIDDEN.search(text)
    return f"U+{ord(match.group()):04X}" if match else ""
