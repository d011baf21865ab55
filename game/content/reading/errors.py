"""What is wrong with a scenario file, where, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PROBLEMS_SHOWN = 20
LONGEST_QUOTE = 60
PROBLEMS_SOUGHT = 200
"""Problems that one check looks for: a file with more of them is not read more closely by its author either."""
ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)
"""An error keeps a scenario from being played, a warning is likely a mistake, a note is for its author to judge."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file. `line` and `column` count from 1; `path` is the key's place, as in `nations[3].name`."""

    file: str
    line: int
    column: int
    path: str
    what: str
    allowed: str = ""
    suggestion: str = ""
    severity: str = ERROR

    def __str__(self) -> str:
        parts = [self.what]
        if self.allowed:
            parts.append(self.allowed)
        if self.suggestion:
            parts.append(f'did you mean "{self.suggestion}"?')
        return f"{self.file}:{self.line}:{self.column}: {self.path}: {'; '.join(parts)}"


class ScenarioError(Exception):
    """A scenario can't be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def capped(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by place, without repeats, at most PROBLEMS_SHOWN; the last then counts those left out."""
    ordered = sorted(set(problems), key=_place)
    if len(ordered) <= PROBLEMS_SHOWN:
        return ordered
    shown, hidden = ordered[: PROBLEMS_SHOWN - 1], ordered[PROBLEMS_SHOWN - 1 :]
    worst = min((problem.severity for problem in hidden), key=SEVERITIES.index)
    first = hidden[0]
    rest = Problem(
        first.file,
        first.line,
        first.column,
        "document",
        f"{len(hidden)} {'or ' if len(ordered) >= PROBLEMS_SOUGHT else ''}more problems from here on",
        "mend those above first",
        severity=worst,
    )
    return [*shown, rest]


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.file, problem.line, problem.column, problem.path, problem.what


def quoted(text: str) -> str:
    """A word of the file in double quotes."""
    return f'"{_printable(text)}"'


def _printable(text: str) -> str:
    """A word of the file as it can be shown in one line: printable and not too long."""
    short = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 3] + "..."
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in short)


def closest(word: str, choices: Iterable[str]) -> str:
    """The choice that looks most like the word, or an empty text when none does."""
    candidates = sorted(set(choices))
    lowered = word[:LONGEST_QUOTE].lower()
    by_lower = {candidate.lower(): candidate for candidate in reversed(candidates)}
    found = difflib.get_close_matches(lowered, by_lower, n=1, cutoff=0.6)
    found = found or [choice for choice in by_lower if _one_slip(lowered, choice)]
    return _printable(by_lower[found[0]]) if found else ""


def _one_slip(word: str, choice: str) -> bool:
    """Whether a single wrong letter parts two words, which says much of short ones too."""
    return len(word) == len(choice) > 1 and sum(a != b for a, b in zip(word, choice, strict=True)) == 1


def one_of(choices: Iterable[str], most: int = 12) -> str:
    """`one of a, b, c`, shortened when there are many."""
    names = [_printable(name) for name in sorted(set(choices))]
    if len(names) > most:
        return f"one of {', '.join(names[:most])} and {len(names) - most} more"
    return f"one of {', '.join(names)}" if names else "nothing can be named here"
