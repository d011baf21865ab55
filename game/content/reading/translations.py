"""Translations beside a scenario: `crescent.ar.toml` puts the texts of `crescent.toml` into Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationError

from game.content.format.events import Event, Title
from game.content.format.fields import Id, Language, Name, Prose, Record, Sentence, about
from game.content.format.model import Scenario
from game.content.reading.document import Document, read_document
from game.content.reading.errors import ERROR, NOTE, Problem, ScenarioError, capped, closest, one_of, quoted
from game.content.reading.paths import data_folder, inside
from game.content.reading.translate import problems_of

TRANSLATED_NAME = re.compile(r"^(?P<scenario>[a-z][a-z0-9_]{0,31})\.(?P<language>[a-z]{2,3})\.toml$")
ENTRIES: Mapping[str, tuple[str, str, str]] = {
    "objectives": ("objectives", "id", "title"),
    "seats": ("recommended", "nation", "sentence"),
    "missions": ("missions", "id", "name"),
    "mandates": ("missions", "id", "mandate"),
    "treaties": ("treaties", "id", "name"),
    "forums": ("forums", "id", "name"),
    "events": ("events", "id", "text"),
}
"""Table of a translation -> table of the scenario, the key that names an entry, and the text that is replaced."""
TEXTS = ("title", "briefing", "designer_note")
Item = TypeVar("Item", bound=Record)


ChoiceName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}\.[a-z][a-z0-9_]{0,31}$", examples=["flood.dykes"])]


class ChoiceWords(Record):
    """A choice of an event in another language."""

    title: Title = about("What the button says.", example="...")
    text: Sentence = about("What the dispatch says once it is chosen.", example="...")


class Translation(Record):
    """Texts of a scenario in another language; whatever is left out stays in English."""

    format: Literal[1] = about("Version of this format.", example=1)
    scenario: Id = about("Id of the scenario.", example="crescent")
    language: Language = about("Language of these texts.", example="ar")
    reviewed: bool = about("Whether somebody who speaks the language has read them.", example=False)
    title: Name | None = about("Title.", None)
    briefing: Prose | None = about("Briefing.", None)
    designer_note: Prose | None = about("Designer's note.", None)
    objectives: dict[Id, Sentence] = about("Titles of objectives, by id.", {}, example={"survive": "..."})
    seats: dict[Id, Sentence] = about("Sentences of the recommended seats, by nation.", {})
    missions: dict[Id, Name] = about("Names of missions, by id.", {})
    mandates: dict[Id, Sentence] = about("Mandates of missions, by id.", {})
    treaties: dict[Id, Name] = about("Names of treaties, by id.", {})
    forums: dict[Id, Name] = about("Names of forums, by id.", {})
    events: dict[Id, Sentence] = about("Texts of events that have an id.", {})
    choices: dict[ChoiceName, ChoiceWords] = about("Words of the choices of events, by EVENT.CHOICE, in quotes.", {})


def load_translation(scenario: Scenario, language: str, folder: Path | None = None) -> Translation | None:
    """The texts of a scenario in a language, or None. Raises ScenarioError when the file is not sound."""
    place = folder or data_folder("scenarios")
    path = inside(place, f"{scenario.id}.{language}.toml")
    if path is None or not path.is_file():
        return None
    translation, problems = _judged(read_document(place / path.name), scenario)
    errors = [problem for problem in problems if problem.severity == ERROR]
    if translation is None or errors:
        raise ScenarioError(capped(errors))
    return translation


def translated(scenario: Scenario, language: str, folder: Path | None = None) -> Scenario:
    """The scenario with its texts in a language, as far as they are there; what it builds on lends its own first."""
    for known in (scenario.extends, scenario.id):
        named = scenario.model_copy(update={"id": known}) if known else None
        texts = load_translation(named, language, folder) if named else None
        if texts is not None:
            scenario = _with_texts(scenario, texts, own=known == scenario.id)
    return scenario


def check_translation(path: Path, scenario: Scenario) -> list[Problem]:
    """Everything wrong with a translation, texts that are missing as one note."""
    return capped(_judged(read_document(path), scenario)[1])


def _with_texts(scenario: Scenario, texts: Translation, own: bool) -> Scenario:
    changes: dict[str, Any] = {name: getattr(texts, name) for name in TEXTS if own and getattr(texts, name)}
    for table, (where, key, text) in ENTRIES.items():
        entries = changes.get(where, getattr(scenario, where))
        changes[where] = _replaced(entries, getattr(texts, table), key, text)
    changes["events"] = tuple(_with_choices(event, texts.choices) for event in changes["events"])
    return scenario.model_copy(update=changes)


def _with_choices(event: Event, words: Mapping[str, ChoiceWords]) -> Event:
    choices = tuple(
        choice.model_copy(update={"title": told.title, "text": told.text})
        if (told := words.get(f"{event.id}.{choice.id}"))
        else choice
        for choice in event.choices
    )
    return event.model_copy(update={"choices": choices})


def _replaced(entries: Iterable[Item], words: Mapping[str, str], key: str, text: str) -> tuple[Item, ...]:
    return tuple(
        entry.model_copy(update={text: words[getattr(entry, key)]}) if getattr(entry, key) in words else entry
        for entry in entries
    )


def _judged(document: Document, scenario: Scenario) -> tuple[Translation | None, list[Problem]]:
    problems = _unknown(document, scenario)
    try:
        translation = Translation.model_validate(document.values)
    except ValidationError as error:
        return None, problems + problems_of(error, document, Translation)
    for key, wanted in (("scenario", scenario.id),):
        if getattr(translation, key) != wanted:
            what = f"{quoted(getattr(translation, key))} is another scenario"
            problems.append(document.problem((key,), what, f'"{wanted}", as the file is called'))
    missing = sum(
        getattr(entry, key) not in getattr(translation, table)
        for table, (where, key, _) in ENTRIES.items()
        for entry in getattr(scenario, where)
        if getattr(entry, key) is not None
    )
    missing += len(_choice_names(scenario) - set(translation.choices))
    if missing:
        problems.append(document.problem((), f"{missing} texts stay in English", "texts for all ids", severity=NOTE))
    return translation, problems


def _unknown(document: Document, scenario: Scenario) -> list[Problem]:
    """A problem at each id that the scenario does not have."""
    problems = []
    named = [(table, where, _names(scenario, where, key)) for table, (where, key, _) in ENTRIES.items()]
    for table, where, known in [*named, ("choices", "choices", _choice_names(scenario))]:
        given = document.values.get(table)
        for name in given if isinstance(given, dict) else ():
            if name not in known:
                what = f"{quoted(name)} is not among the {where} of {scenario.id}"
                problems.append(document.key_problem((table, name), what, one_of(known), closest(name, known)))
    return problems


def _names(scenario: Scenario, where: str, key: str) -> set[str]:
    return {name for entry in getattr(scenario, where) if (name := getattr(entry, key)) is not None}


def _choice_names(scenario: Scenario) -> set[str]:
    return {f"{event.id}.{choice.id}" for event in scenario.events for choice in event.choices}
