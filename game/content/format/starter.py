"""A commented starting file for a new scenario, with figures of real nations taken from the world scenario."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from game.content.reading.load import load_scenario
from game.content.reading.paths import data_folder

BLOCK = r"^{head}\n(?:.+\n)*"
"""A table and the lines after it up to an empty one."""
SOURCES = ("factbook2026", "cldr", "natural_earth")
TEMPLATE = """\
# {title}: a scenario of Army Diplomacy. Check it with `check {id}.toml`, try it with `simulate {id}.toml --worlds 20`.
# AUTHORING.md beside the scenarios of the game tells what can stand here, schema.json tells it to your editor.

format = 1
id = "{id}"
title = {quoted_title}
briefing = \"\"\"
What the player should know before the first turn: where, when, what is at stake, what is asked.\"\"\"
designer_note = \"\"\"
What is modelled, what is assumed, what is left out. Boundaries and names imply no endorsement.\"\"\"
start = {{ year = 2026, quarter = 1 }}
turns = {turns}
names_basis = "source: cldr English and Arabic, with overrides in common use"

[map]
geometry = "world"
basis = "source: natural_earth areas and label points"
note = "Boundaries, names and capitals follow the sources and imply no endorsement."

# What success means; without a main objective the campaign can't be lost.
[[objectives]]
id = "survive"
title = "The state stands at the end"
kind = "survive"
value = 1
main = true

[[objectives]]
id = "allies"
title = "Have two partners you can count on"
kind = "allies"
value = {allies}
main = false

# Seats worth taking, each with a sentence that says why.
[[recommended]]
nation = "{first}"
sentence = "Why this seat is worth taking."

# Rules that differ from their defaults, within their ranges; `check` names them all when you mistype one.
# [rules]
# tempo = 900

# Events: dated, or waiting for conditions. AUTHORING.md has an example.
# [[events]]
# turn = 3
# kind = "stability"
# target = "{first}"
# amount = -0.05
# text = "A drought empties wells and herds."

# Nations. A figure nobody has: {{ missing = "why", estimate = 3, basis = "estimate: how" }}.
{nations}
# Who touches whom.
[borders]
basis = "source: factbook2026 land boundaries"
land = {land}

# Treaties, rivalries, agreements, missions and forums: take away the # and put in your own.
# [[treaties]]
# id = "my_treaty"
# name = "Treaty of Somewhere"
# type = "defence"          # or neutrality, non_aggression, consultation
# members = ["{first}", "{second}"]
# start = 1999
# basis = "unconfirmed"
#
# [[rivalries]]
# a = "{first}"
# b = "{second}"
# intensity = 0.5           # from 0, settled, to 1, at war
# kinds = ["spatial"]
# basis = "unconfirmed"
#
# [[agreements]]
# a = "{first}"
# b = "{second}"
# type = "intelligence_sharing"
# level = 1
# basis = "unconfirmed"

{sources}"""


def known_nations() -> tuple[str, ...]:
    """Ids of the nations whose figures can be taken."""
    return load_scenario("world").nation_ids


def starter_text(name: str, title: str, nations: Sequence[str], turns: int) -> str:
    """The file. Raises KeyError for a nation that the world scenario does not have."""
    world = load_scenario("world")
    text = (data_folder("scenarios") / "world.toml").read_text(encoding="utf-8")
    chosen = sorted(dict.fromkeys(nations))
    pairs = [list(pair) for pair in (world.borders.land if world.borders else ()) if set(pair) <= set(chosen)]
    return TEMPLATE.format(
        id=name,
        title=title,
        quoted_title=json.dumps(title, ensure_ascii=False),
        turns=turns,
        allies=min(2, len(chosen) - 1),
        first=chosen[0],
        second=chosen[1],
        nations="\n".join(_block(text, rf'\[\[nations\]\]\nid = "{re.escape(nation)}"', nation) for nation in chosen),
        land=json.dumps(pairs),
        sources="\n".join(_block(text, rf"\[sources\.{source}\]", source) for source in SOURCES),
    )


def _block(text: str, head: str, name: str) -> str:
    found = re.search(BLOCK.format(head=head), text, re.MULTILINE)
    if found is None:
        raise KeyError(name)
    return found.group().replace("formula above", "formula in world.toml")
