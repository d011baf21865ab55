"""Finds, reads and checks scenarios; whatever is wrong comes out at once as a ScenarioError."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import ValidationError

from game.content.document import Document, read_document
from game.content.errors import Problem, ScenarioError, capped, closest, one_of, quoted
from game.content.fields import ID_PATTERN
from game.content.manpower import check_manpower
from game.content.model import Scenario
from game.content.paths import data_folder, inside
from game.content.references import check_references
from game.content.rule_overrides import check_rules
from game.content.translate import problems_of

SUFFIX = ".toml"


def list_scenarios() -> list[str]:
    """Ids of the scenarios that came with the game, in alphabetical order."""
    return sorted(path.stem for path in data_folder("scenarios").glob(f"*{SUFFIX}"))


def load_scenario(name_or_path: str | Path) -> Scenario:
    """The scenario of an id, as `crescent`, or of a file. Raises ScenarioError with everything that is wrong."""
    path = _path_of(name_or_path)
    scenario, problems = _examined(path)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors or scenario is None:
        raise ScenarioError(capped(errors))
    return scenario


def check_file(path: str | Path) -> list[Problem]:
    """Everything wrong with a scenario file or id, warnings included; an empty list when there is nothing."""
    try:
        _, problems = _examined(_path_of(path))
    except ScenarioError as error:
        return list(error.problems)
    return capped(problems)


def _path_of(name_or_path: str | Path) -> Path:
    if isinstance(name_or_path, Path) or not re.match(ID_PATTERN, name_or_path):
        return Path(name_or_path)
    folder = data_folder("scenarios")
    found = inside(folder, name_or_path + SUFFIX)
    if found is not None and found.is_file():
        return folder / (name_or_path + SUFFIX)
    known = list_scenarios()
    what = f"no scenario is called {quoted(name_or_path)}"
    allowed = f"{one_of(known)}, or the path of a file that ends in {SUFFIX}"
    raise ScenarioError([Problem(name_or_path, 1, 1, "document", what, allowed, closest(name_or_path, known))])


def _examined(path: Path) -> tuple[Scenario | None, list[Problem]]:
    """The scenario, if it could be built, and all that is wrong with it."""
    document = read_document(path)
    problems = check_references(document) + check_rules(document)
    scenario = None
    try:
        scenario = Scenario.model_validate(document.values)
    except ValidationError as error:
        problems += problems_of(error, document)
    else:
        if not problems:
            problems += check_manpower(scenario, document)
    problems += _file_name(document, path)
    return scenario, problems


def _file_name(document: Document, path: Path) -> list[Problem]:
    name = document.values.get("id")
    if not isinstance(name, str) or name == path.stem:
        return []
    line, column = document.positions.of_value(("id",))
    what = f"the id is {quoted(name)} but the file is called {quoted(path.name)}"
    return [Problem(document.file, line, column, "id", what, f"a file called {quoted(name + SUFFIX)}", "", "warning")]
