"""Checks that no nation posts more contingents or officers at the start than it has."""

from __future__ import annotations

from collections import Counter

from game.content.format.model import Scenario
from game.content.reading.document import Document
from game.content.reading.errors import Problem
from game.content.reading.scanner import KeyPath


def check_manpower(scenario: Scenario, document: Document) -> list[Problem]:
    """A problem at the posting that asks for more than is left."""
    owned = {nation.id: nation for nation in scenario.nations}
    problems = []
    posted: Counter[str] = Counter()
    for index, mission in enumerate(scenario.missions):
        for place, sent in enumerate(mission.contributors):
            posted[sent.nation] += sent.contingents
            path: KeyPath = ("missions", index, "contributors", place, "contingents")
            has = owned[sent.nation].contingents_owned
            if posted[sent.nation] > has >= posted[sent.nation] - sent.contingents:
                what = f"{sent.nation} posts {posted[sent.nation]} contingents up to here but has {has}"
                problems.append(document.problem(path, what, f"at most {has} in all missions together"))
    for sender, hosts in (scenario.posts.held if scenario.posts else {}).items():
        has = owned[sender].officers_owned
        if len(hosts) > has:
            what = f"{sender} fills {len(hosts)} posts but has {has} officers"
            problems.append(document.problem(("posts", "held", sender), what, f"at most {has} posts"))
    return problems
