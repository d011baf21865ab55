"""Finds, reads and checks scenarios; whatever is wrong comes out at once as a ScenarioError."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from annotated_types import MaxLen
from pydantic import ValidationError

from game.content.checks.manpower import check_manpower
from game.content.checks.plausibility import check_plausibility
from game.content.checks.references import check_references
from game.content.checks.rule_overrides import check_rules
from game.content.format.fields import ID_PATTERN
from game.content.format.model import Scenario
from game.content.reading.document import Document, read_document
from game.content.reading.errors import ERROR, WARNING, Problem, ScenarioError, capped, closest, one_of, quoted
from game.content.reading.geojson import with_map
from game.content.reading.paths import data_folder, inside
from game.content.reading.translate import problems_of
from game.content.reading.translations import TRANSLATED_NAME, check_translation
from game.content.reading.variants import Shelf, layered

SUFFIX = ".toml"


def list_scenarios() -> list[str]:
    """Ids of the scenarios that came with the game, in alphabetical order."""
    return sorted(path.stem for path in data_folder("scenarios").glob(f"*{SUFFIX}") if "." not in path.stem)


def load_scenario(name_or_path: str | Path) -> Scenario:
    """The scenario of an id, as `crescent`, or of a file. Raises ScenarioError with everything that is wrong."""
    path = _path_of(name_or_path)
    scenario, problems = _examined(path)
    errors = [problem for problem in problems if problem.severity == ERROR]
    if errors or scenario is None:
        raise ScenarioError(capped(errors))
    return scenario


def check_file(path: str | Path) -> list[Problem]:
    """Everything wrong with a scenario, by file or id, or with a translation, by file; warnings and notes included."""
    try:
        place = _path_of(path)
        name = TRANSLATED_NAME.match(place.name)
        if name:
            return check_translation(place, load_scenario(place.with_name(name["scenario"] + SUFFIX)))
        _, problems = _examined(place)
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
    document = layered(read_document(path), Shelf(path.parent, _read_with_map, _refuse_unsound))
    document = with_map(document, path.parent)
    scenario, problems = examined(document)
    return scenario, problems + _file_name(document, path)


def _read_with_map(path: Path) -> Document:
    """A scenario that is built on, its drawn map included."""
    return with_map(read_document(path), path.parent)


def examined(document: Document) -> tuple[Scenario | None, list[Problem]]:
    """The scenario of a document, unless its model refuses it, and all that is wrong with it."""
    problems = check_references(document) + check_rules(document) + check_plausibility(document)
    scenario = None
    try:
        scenario = Scenario.model_validate(_shortened(document.values))
    except ValidationError as error:
        problems += problems_of(error, document)
    else:
        if not any(problem.severity == ERROR for problem in problems):
            problems += check_manpower(scenario, document)
    return scenario, problems


def _shortened(values: dict[str, Any]) -> dict[str, Any]:
    """Lists far beyond their limit cut just beyond it: that is wrong enough, and what follows need not be read."""
    cut = dict(values)
    for name, field in Scenario.model_fields.items():
        most = next((limit.max_length for limit in field.metadata if isinstance(limit, MaxLen)), None)
        if most is not None and isinstance(cut.get(name), list):
            cut[name] = cut[name][: most + 1]
    return cut


def _refuse_unsound(document: Document) -> None:
    """Raises ScenarioError when nothing can be built on this."""
    _, problems = examined(document)
    errors = [problem for problem in problems if problem.severity == ERROR]
    if errors:
        raise ScenarioError(capped(errors))


def _file_name(document: Document, path: Path) -> list[Problem]:
    name = document.values.get("id")
    if not isinstance(name, str) or name == path.stem:
        return []
    what = f"the id is {quoted(name)} but the file is called {quoted(path.name)}"
    return [document.problem(("id",), what, f"a file called {quoted(name + SUFFIX)}", severity=WARNING)]
