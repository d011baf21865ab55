"""Policies by name: what scenarios, the command line and environments write, as objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.core.instruments import INSTRUMENTS
from game.ministers.balanced import LEVELS, PERSONALITIES, Balanced
from game.ministers.policy import Policy
from game.ministers.simple import Passive, Random
from game.ministers.strategist import Strategist
from game.ministers.weights import MOST_WEIGHT, WEIGHTS

Options = dict[str, str]
MOST_NODES = 1_000_000


class PolicyError(ValueError):
    """A policy that can't be: says what is allowed."""


SHORT = {"agreement.cyber": "agreement.cyber_defence", "agreement.intelligence": "agreement.intelligence_sharing",
         "agreement.pact": "agreement.defence_pact", "agreement.logistics": "agreement.logistics_access",
         "agreement.aid": "agreement.military_aid", "agreement.trade": "agreement.trade_control"}  # fmt: skip


def _parts() -> set[str]:
    names = {row.key for row in INSTRUMENTS}
    return names | {f"{row.key}.{option}" for row in INSTRUMENTS for option in row.options}


def _without(text: str) -> frozenset[str]:
    left_out = frozenset(SHORT.get(part, part) for part in text.split("+") if part)
    unknown = left_out - _parts()
    if unknown:
        raise PolicyError(
            f"without={'+'.join(sorted(unknown))}: no such instrument; one of {', '.join(sorted(_parts()))}"
        )
    return left_out


def _balanced(options: Options) -> Balanced:
    seated = "personality" not in options
    personality = options.pop("personality", "balanced")
    if personality not in PERSONALITIES:
        raise PolicyError(f"personality={personality}: one of {', '.join(PERSONALITIES)}")
    level = options.pop("level", "hard")
    level = dict(zip("123", LEVELS, strict=True)).get(level, level)
    if level not in LEVELS:
        raise PolicyError(f"level={level}: one of {', '.join(LEVELS)}, or 1, 2, 3")
    changed = {name: _number(name, options.pop(name), MOST_WEIGHT) for name in WEIGHTS if name in options}
    return Balanced(replace(PERSONALITIES[personality], **changed), _without(options.pop("without", "")), "",
                    LEVELS[level], seated)  # fmt: skip


def _number(name: str, text: str, most: int) -> int:
    if not text.isdecimal() or not int(text) <= most:
        raise PolicyError(f"{name}={text}: a whole number from 0 to {most}")
    return int(text)


def _strategist(options: Options) -> Policy:
    nodes = _number("nodes", options.pop("nodes", "500"), MOST_NODES)
    return Strategist(nodes, _balanced(options))


POLICIES: dict[str, Callable[[Options], Policy]] = {
    "passive": lambda options: Passive(),
    "random": lambda options: Random(),
    "balanced": _balanced,
    "strategist": _strategist,
}


def policy(text: str) -> Policy:
    """The policy that `NAME`, `NAME:key=value,...` or `pure:INSTRUMENT` names; raises PolicyError."""
    name, _, rest = text.partition(":")
    if name == "pure":
        if rest not in {row.key for row in INSTRUMENTS}:
            raise PolicyError(f"pure:{rest}: one of {', '.join(row.key for row in INSTRUMENTS)}")
        return Balanced(only=rest, seated=False)
    if name not in POLICIES:
        raise PolicyError(f"no policy {name!r}; one of {', '.join(POLICIES)}, pure:INSTRUMENT")
    options = dict(part.partition("=")[::2] for part in rest.split(",") if part)
    made = POLICIES[name](options)
    if options:
        raise PolicyError(f"{name} knows no option {', '.join(sorted(options))}")
    return made
