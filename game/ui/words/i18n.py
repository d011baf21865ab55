"""Languages: gettext catalogues read from .po files at run time, and two pseudo-languages for tests."""

from __future__ import annotations

import ast
import gettext
import re
import string
from dataclasses import dataclass
from pathlib import Path

from game.ui.assets import UNUSABLE, asset_path, spoilt


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its own name, and its direction."""

    code: str
    name: str
    rtl: bool = False


ENGLISH = Language("en", "English")
PSEUDO_LANGUAGES = (Language("en_XA", "[Éñĝļîšĥ]"), Language("ar_XB", "Mirrored", rtl=True))
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áßçđéƒĝĥíĵķļµñóþøřšŧúṽŵ×ýžÁßÇĐÉ£ĜĤÍĴĶĻŒÑÓÞØŘŠŦÚṼŴ¤ÝŽ"  # what the font has
ARABIC = "ابتدهفجحيزكلمنوپقرسطعثخصضغ" * 2
TWO_FORMS = "n != 1"
MOST_COUNTED = 200  # numbers for which a rule of plural forms is tried
PIECES = string.Formatter()
HEADER = 2048  # bytes of a catalogue in which its name and direction stand
PLACEHOLDER = re.compile(r"(\{[^}]*\}|%\w)")


class Catalogue(gettext.NullTranslations):
    """A catalogue read from a .po file; what it lacks stays in English."""

    def __init__(self, texts: dict[str, tuple[str, ...]], plural: str) -> None:
        super().__init__()
        self.texts = texts
        self.plural_form = gettext.c2py(plural)
        if not all(self._has_form(number) for number in range(MOST_COUNTED)):
            raise ValueError(f"its plural forms can't be counted: {plural}")

    def _has_form(self, number: int) -> bool:
        """Whether the rule of plural forms says which form a number takes."""
        try:
            return int(self.plural_form(number)) >= 0
        except ArithmeticError:
            return False

    def gettext(self, message: str) -> str:
        """The message in this language."""
        found = self.texts.get(message)
        return found[0] if found and len(found) == 1 and found[0] else message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form of the message for that number."""
        found = self.texts.get(singular)
        form = self.plural_form(number)
        if found and form < len(found) and found[form]:
            return found[form]
        return super().ngettext(singular, plural, number)


class Pseudo(gettext.NullTranslations):
    """Letters replaced one by one, and text made a third longer: shows what was never translated or doesn't fit."""

    def __init__(self, alphabet: str, padding: str) -> None:
        super().__init__()
        self.table = str.maketrans(LATIN, alphabet)
        self.padding = padding

    def gettext(self, message: str) -> str:
        """The message in disguise; placeholders stay."""
        parts = PLACEHOLDER.split(message)
        text = "".join(part if k % 2 else part.translate(self.table) for k, part in enumerate(parts))
        return text + self.padding * (len(message) // 3)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The message in disguise."""
        return self.gettext(singular if number == 1 else plural)


@dataclass(slots=True)
class _Current:
    """The language in use; `use` sets it."""

    language: Language
    texts: gettext.NullTranslations


_current = _Current(ENGLISH, gettext.NullTranslations())


def use(code: str, folder: Path | None = None) -> Language:
    """Speak this language from now on, or English and say so where it has no catalogue."""
    place = asset_path("locales") if folder is None else folder
    language = next((one for one in (*PSEUDO_LANGUAGES, *languages(place)) if one.code == code), ENGLISH)
    if language.code != code:
        spoilt(f"{code}.po", FileNotFoundError("there is no such file"))
    _current.language = language
    _current.texts = _texts(language.code, place)
    return language


def languages(folder: Path | None = None) -> tuple[Language, ...]:
    """English, and every language that has a catalogue, by its code: one file makes a language."""
    place = asset_path("locales") if folder is None else folder
    return (ENGLISH, *(_headed(path) for path in sorted(place.glob("*.po"))))


def _headed(path: Path) -> Language:
    """The language of a catalogue as its heading calls it, with X-Language-Name and X-Direction."""
    try:
        with path.open("rb") as file:
            heading = file.read(HEADER).decode("utf-8", "ignore")
    except OSError as error:
        spoilt(path.name, error)
        heading = ""
    name = re.search(r"X-Language-Name: ([^\\\n]+)", heading)
    return Language(path.stem, name[1].strip() if name else path.stem, "X-Direction: rtl" in heading)


def _texts(code: str, folder: Path) -> gettext.NullTranslations:
    if code == "en_XA":
        return Pseudo(ACCENTED, "·")
    if code == "ar_XB":
        return Pseudo(ARABIC, "ـ")
    if code == ENGLISH.code:
        return gettext.NullTranslations()
    path = folder / f"{code}.po"
    try:
        found = read_po(path.read_text("utf-8"))
        if not found.texts:
            raise ValueError("it is empty")
    except UNUSABLE as error:
        spoilt(path.name, error)
        return gettext.NullTranslations()
    return found


def _(message: str) -> str:
    """The message in the player's language. Mark words for translation with it, where they are shown."""
    return _current.texts.gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form for that number in the player's language; format the number in afterwards."""
    return _current.texts.ngettext(singular, plural, number)


def current() -> Language:
    """The language in use."""
    return _current.language


def read_po(source: str) -> Catalogue:
    """Read the text of a .po file; fuzzy entries are left out. Raises ValueError with the line of a bad one."""
    texts: dict[str, tuple[str, ...]] = {}
    entry: dict[str, str] = {}
    field = ""
    fuzzy = False
    for number, line in enumerate([*source.splitlines(), ""], 1):
        line = line.strip()
        if line.startswith("#,") and "fuzzy" in line:
            fuzzy = True
        elif line.startswith("#"):
            continue
        elif not line or (line.startswith("msgid ") and field.startswith("msgstr")):
            _keep(entry, texts, fuzzy)
            fuzzy = fuzzy and bool(line)
            entry, field = {}, ""
        match = re.match(r'(?:(msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?(".*")$', line)
        if match:
            field = match[1] or field
            entry[field] = entry.get(field, "") + ast.literal_eval(match[2])
        elif line and not line.startswith("#"):
            raise ValueError(f"line {number}: not understood: {line}")
    header = texts.pop("", ("",))[0]
    plural = re.search(r"plural=([^;\n]+)", header)
    return Catalogue(texts, plural[1] if plural else TWO_FORMS)


def _keep(entry: dict[str, str], texts: dict[str, tuple[str, ...]], fuzzy: bool) -> None:
    """Add a finished entry."""
    if "msgid" in entry and not (fuzzy and entry["msgid"]):
        names = sorted(name for name in entry if name.startswith("msgstr"))
        allowed = _fields(entry["msgid"]) | (_fields(entry.get("msgid_plural", "")) if len(names) > 1 else set())
        forms = tuple(entry[name] for name in names)
        texts[entry["msgid"]] = tuple(form if _fields(form) <= allowed else "" for form in forms)


def _fields(text: str) -> set[tuple[str | None, ...]]:
    """What is put into a text, and in which form; one that nothing can be put into has what no other text has."""
    try:
        return {(name, form, how) for _before, name, form, how in PIECES.parse(text) if name is not None}
    except ValueError:
        return {(text,)}
