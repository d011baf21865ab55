"""Checks that no nation posts more contingents or officers at the start than it has."""

from __future__ import annotations

from collections import Counter

from game.content.document import Document
from game.content.errors import Problem
from game.content.model import Scenario
from game.content.scanner import KeyPath


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
    officers: Counter[str] = Counter()
    for index, post in enumerate(scenario.posts):
        officers[post.sender] += 1
        has = owned[post.sender].officers_owned
        if officers[post.sender] == has + 1:
            what = f"{post.sender} fills more posts than it has officers"
            problems.append(document.problem(("posts", index, "sender"), what, f"at most {has} posts"))
    return problems
