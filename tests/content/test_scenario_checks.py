"""Each thing that can be wrong with a scenario is found, at its place, with what would be right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.content.reading.errors import PROBLEMS_SHOWN, Problem

Broken = Callable[..., list[Problem]]

MISSION = """[[missions]]
id = "watch"
name = "Watch"
org = "un"
lat = 27.1
lon = -13.2
intensity = 0
required = 30
mandate = "Watches."
reimbursed = true
start = 1991
basis = "unconfirmed"
"""
RIVALRY = '[[rivalries]]\na = "mar"\nb = "{}"\nintensity = 0.5\nkinds = ["spatial"]\nbasis = "unconfirmed"\n'
AGREEMENT = '[[agreements]]\na = "{}"\nb = "{}"\ntype = "{}"\nlevel = 1\nbasis = "unconfirmed"\n'
SECOND_TREATY = (
    '[[treaties]]\nid = "union"\nname = "x"\ntype = "defence"\nmembers = ["mar", "dza"]\n'
    'start = 1989\nbasis = "unconfirmed"\n'
)

REPLACED = {
    "unknown key": ("turns = 8", "turnz = 8", "turnz", 'unknown key "turnz"', "turns"),
    "unknown key of a nation": ('region = "N', 'regoin = "N', "nations[0].regoin", "unknown key", "region"),
    "unknown key of a figure": ("value = 154,", "valu = 154,", "nations[0].gdp_usd_bn.valu", "unknown key", "value"),
    "wrong type": ("turns = 8", 'turns = "8"', "turns", '"8" stands here', ""),
    "a whole number for true": ("value = 154", "value = true", "nations[0].gdp_usd_bn.value", "true stands here", ""),
    "a fraction for a whole number": ("quarter = 1", "quarter = 1.0", "start.quarter", "1.0 stands here", ""),
    "a date for a text": ('title = "Sample"', "title = 2026-01-01", "title", "a date stands here", ""),
    "a table for an array": ('area = ["MAR"]', "area = { a = 1 }", "nations[0].area", "a table stands here", ""),
    "out of range": ("turns = 8", "turns = 401", "turns", "401 is out of range", ""),
    "a share above one": ("value = 0.5", "value = 1.5", "nations[0].stability.value", "1.5 is out of range", ""),
    "a pole beyond the pole": ("lat = 34.02", "lat = 91", "nations[0].capital.lat", "91 is out of range", ""),
    "unknown format": ("format = 1", "format = 2", "format", "2 is unknown here", ""),
    "unknown treaty type": ('"defence"', '"defense"', "treaties[0].type", '"defense" is unknown', "defence"),
    "bad id": ('id = "mar"', 'id = "Mar-1"', "nations[0].id", '"Mar-1" has the wrong form', ""),
    "bad area": ('"MAR"', '"Mar"', "nations[0].area[0]", '"Mar" has the wrong form', ""),
    "bad basis": ('0.5, basis = "estimate', '0.5, basis = "guess', "nations[0].stability.basis", "wrong form", ""),
    "empty text": ('title = "Sample"', 'title = ""', "title", "the text is too short", ""),
    "unknown nation in a treaty": ('"mar", "dza"]', '"mar", "dzz"]', "treaties[0].members[1]", '"dzz" is no n', "dza"),
    "a treaty with itself": ('"mar", "dza"]', '"mar", "mar"]', "treaties[0].members[1]", '"mar" is given twice', ""),
    "a treaty of one": ('"mar", "dza"]', '"mar"]', "treaties[0].members", "too few entries", ""),
    "a treaty from the future": ("start = 1989", "start = 2030", "treaties[0].start", "after the scenario begins", ""),
    "duplicate id": ('id = "dza"', 'id = "mar"', "nations[1].id", 'the id "mar" is given twice (first in line 12)', ""),
    "an area of two": ('"DZA"', '"MAR"', "nations[1].area[0]", 'the area "MAR" is given twice', ""),
    "unknown source": ('154, basis = "source: atlas"', '154, basis = "source: atlsa"', "nations[0].gdp_usd_bn.basis",
                       '"atlsa" is not in [sources]', "atlas"),
    "a figure without value": ("value = 154, ", "", "nations[0].gdp_usd_bn", "the figure has no value", ""),
    "a figure with two values": ("= 154,", "= 154, estimate = 3,", "nations[0].gdp_usd_bn", "both a value", ""),
    "a stand-in without method": ('0.2, basis = "estimate: by hand"', '0.2, basis = "unconfirmed"',
                                  "nations[0].terror.basis", "how the estimate was made", ""),
    "a source without licence": ('licence = "p', 'license = "p', "sources.atlas.license", "unknown key", "licence"),
    "one nation only": ("[[nations]]\nid = \"dza\"", "[[nation]]\nid = \"dza\"", "nation", "unknown key", "nations"),
}  # fmt: skip
ADDED = {
    "a rivalry with itself": (RIVALRY.format("mar"), "rivalries[0].b", "paired with itself", ""),
    "an unknown rival": (RIVALRY.format("dzaa"), "rivalries[0].b", '"dzaa" is no nation', "dza"),
    "a rivalry twice": (RIVALRY.format("dza") * 2, "rivalries[1].a", "the pair mar and dza is given twice", ""),
    "an agreement twice": (
        AGREEMENT.format("mar", "dza", "cyber_defence") + AGREEMENT.format("dza", "mar", "cyber_defence"),
        "agreements[1].a", "is given twice", "",
    ),
    "an unknown agreement": (AGREEMENT.format("mar", "dza", "cyber"), "agreements[0].type", "unknown here", ""),
    "a treaty id twice": (SECOND_TREATY, "treaties[1].id", 'the id "union" is given twice', ""),
    "an unknown host": (MISSION + 'host = "mra"\n', "missions[0].host", '"mra" is no nation', "mar"),
    "an unknown contributor": (
        MISSION + 'contributors = [{ nation = "dz", contingents = 1 }]\n',
        "missions[0].contributors[0].nation", '"dz" is no nation', "dza",
    ),
    "a contributor twice": (
        MISSION + 'contributors = [{ nation = "dza", contingents = 1 }, { nation = "dza", contingents = 1 }]\n',
        "missions[0].contributors[1].nation", '"dza" is given twice', "",
    ),
    "more posted than owned": (
        MISSION + 'contributors = [{ nation = "dza", contingents = 23 }]\n',
        "missions[0].contributors[0].contingents", "dza posts 23 contingents up to here but has 22", "",
    ),
    "a post twice": (
        '[posts]\nbasis = "unconfirmed"\n[posts.held]\nmar = ["dza", "dza"]\n',
        "posts.held.mar[1]", "the post in dza is given twice", "",
    ),
    "a post at home": (
        '[posts]\nbasis = "unconfirmed"\nheld = { mar = ["mar"] }\n', "posts.held.mar[0]", "paired with itself", "",
    ),
    "a post of an unknown sender": (
        '[posts]\nbasis = "unconfirmed"\nheld = { mra = ["mar"] }\n', "posts.held.mra", '"mra" is no nation', "mar",
    ),
    "a border with itself": (
        '[borders]\nbasis = "unconfirmed"\nland = [["mar", "mar"]]\n', "borders.land[0]", "two different nations", "",
    ),
    "a border twice": (
        '[borders]\nbasis = "unconfirmed"\nland = [["mar", "dza"], ["dza", "mar"]]\n',
        "borders.land[1]", "the border of dza and mar is given twice", "",
    ),
    "an unknown seat": (
        '[[recommended]]\nnation = "tun"\nsentence = "x"\n', "recommended[0].nation", '"tun" is no nation', "",
    ),
    "an event after the end": (
        '[[events]]\nturn = 9\nkind = "terror"\ntarget = "mar"\namount = 0.1\ntext = "x"\n',
        "events[0].turn", "turn 9 never comes", "",
    ),
    "an unknown character": ('[personalities]\nmar = "cautous"\n', "personalities.mar", "unknown here", "cautious"),
    "a character of nobody": ('[personalities]\nmra = "cautious"\n', "personalities.mra", '"mra" is no nation', "mar"),
    "an unknown rule": ("[rules]\ntrust_decy = 1\n", "rules.trust_decy", "no rule is called", "trust_decay"),
    "a rule out of range": ("[rules]\ntrust_decay = -1\n", "rules.trust_decay", "-1 is out of range", ""),
    "a rule with a fraction": ("[rules]\ntrust_decay = 1.5\n", "rules.trust_decay", "1.5 stands here", ""),
}  # fmt: skip


def test_the_sound_scenario_has_no_problems(broken: Broken) -> None:
    assert broken() == []


@pytest.mark.parametrize("case", REPLACED)
def test_a_wrong_value_is_found_at_its_place(case: str, broken: Broken, sound: str) -> None:
    old, new, path, words, suggestion = REPLACED[case]
    assert _expect(broken((old, new)), path, words).suggestion == suggestion
    line = sound[: sound.index(old)].count("\n") + 1
    assert any(abs(problem.line - line) <= 1 and problem.path == path for problem in broken((old, new)))


@pytest.mark.parametrize("case", ADDED)
def test_a_wrong_entry_is_found_at_its_place(case: str, broken: Broken) -> None:
    tables, path, words, suggestion = ADDED[case]
    assert _expect(broken(tables=tables), path, words).suggestion == suggestion


def _expect(problems: list[Problem], path: str, words: str) -> Problem:
    """The problem at that place with those words; it says what is allowed."""
    found = [problem for problem in problems if problem.path == path and words in problem.what]
    assert found, [str(problem) for problem in problems]
    assert found[0].allowed
    return found[0]


def test_officers_posted_beyond_those_owned_are_found(broken: Broken) -> None:
    none = 'region = "Northern Africa"\nofficers = { value = 0, basis = "unconfirmed" }'
    posts = '[posts]\nbasis = "unconfirmed"\nheld = { mar = ["dza"] }\n'
    problems = broken(('region = "Northern Africa"', none), tables=posts)
    assert _expect(problems, "posts.held.mar", "mar fills 1 posts but has 0 officers").suggestion == ""


def test_the_format_is_exact(broken: Broken) -> None:
    (problem,) = broken(('"mar", "dza"]', '"mar", "dzz"]'))
    assert str(problem).endswith(
        'sample.toml:42:19: treaties[0].members[1]: "dzz" is no nation of this scenario; one of dza, mar; '
        'did you mean "dza"?'
    )


def test_all_problems_come_at_once(broken: Broken) -> None:
    problems = broken(("turns = 8", "turnz = 8"), ('"mar", "dza"]', '"mar", "dzz"]'), ("value = 154", "value = -1"))
    paths = {problem.path for problem in problems}
    assert {"turns", "turnz", "nations[0].gdp_usd_bn.value", "treaties[0].members[1]"} == paths


def test_many_problems_are_cut_short_and_counted(broken: Broken) -> None:
    problems = broken(tables="".join(f'[[forums]]\nid = "f{number}"\n' for number in range(30)))
    assert len(problems) == PROBLEMS_SHOWN
    assert "more problems from here on" in problems[-1].what


def test_a_source_that_nobody_cites_and_a_strange_file_name_are_only_warned_of(broken: Broken) -> None:
    problems = broken(('id = "sample"', 'id = "other"'), tables='[sources.unused]\ncitation = "x"\nlicence = "y"\n')
    assert [(problem.path, problem.severity) for problem in problems] == [
        ("id", "warning"), ("sources.unused", "warning"),
    ]  # fmt: skip
