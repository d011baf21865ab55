"""The catalogues of translations: whole, with their blanks and plural forms, and one file a language."""

import re
import sys
from pathlib import Path

import pygame
import pytest

from game.content.reading.load import load_scenario
from game.core.instruments import POSITION, TABLE
from game.core.instruments.instrument import all_checks
from game.ui.assets import asset_path
from game.ui.play.session import Session
from game.ui.words import i18n
from game.ui.words.said import said

sys.path.insert(0, str(asset_path("locales")))
import collect

SHIPPED = sorted(asset_path("locales").glob("*.po"))
LATIN = re.compile(r"[A-Za-z]{2,}")
LETTERED = {"GDP", "USD"}  # spelt out in Arabic


@pytest.fixture(scope="module")
def known() -> dict[str, collect.Message]:
    return collect.messages()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_catalogues_hold_every_text_and_no_other(path: Path, known: dict[str, collect.Message]) -> None:
    hint = "run: python assets/locales/collect.py --write"
    assert collect.lacking(known, path) == [], hint
    assert collect.stale(known, path) == [], hint


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_translations_keep_their_blanks(path: Path, known: dict[str, collect.Message]) -> None:
    for text, forms in collect.held(path).items():
        plural = known[text].plural if text in known else ""
        for number, form in enumerate(forms):
            wanted = set(i18n.PLACEHOLDER.findall(plural or text)) if form else set()
            found = set(i18n.PLACEHOLDER.findall(form))
            counted = plural and number < len(forms) // 2  # none, one and two are words
            assert found == wanted or (counted and found == wanted - {"{n}"}), (path.name, text, form)


def test_arabic_says_nothing_in_latin_letters_that_english_does_not(known: dict[str, collect.Message]) -> None:
    for text, forms in collect.held(asset_path("locales") / "ar.po").items():
        for form in forms:
            words = set(LATIN.findall(i18n.PLACEHOLDER.sub("", form)))
            assert words <= set(LATIN.findall(i18n.PLACEHOLDER.sub("", text))) - LETTERED, (text, form)


def test_arabic_counts_in_six_ways() -> None:
    i18n.use("ar")
    said_so = [i18n.ngettext("{n} contingent", "{n} contingents", n).format(n=n) for n in (0, 1, 2, 3, 11, 100, 103)]
    assert said_so == ["لا وحدات", "وحدة واحدة", "وحدتان", "3 وحدات", "11 وحدة", "100 وحدة", "103 وحدات"]


def test_a_language_is_one_file(tmp_path: Path) -> None:
    heading = 'msgid ""\nmsgstr ""\n"X-Language-Name: Türkçe\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    (tmp_path / "tr.po").write_text(heading + '\nmsgid "Cancel"\nmsgstr "İptal"\n', "utf-8")
    assert i18n.languages(tmp_path) == (i18n.ENGLISH, i18n.Language("tr", "Türkçe"))
    assert not i18n.use("tr", tmp_path).rtl
    assert i18n._("Cancel") == "İptal"
    assert i18n.Language("ar", "العربية", rtl=True) in i18n.languages()


def test_a_catalogue_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "tr.po"
    heading = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    path.write_text(heading + '\nmsgid "Gone"\nmsgstr "x"\n\nmsgid "Kept"\nmsgstr "Say \\"yes\\""\n', "utf-8")
    known = {"Kept": collect.Message("Kept", "", "a.py"), "{n} day": collect.Message("{n} day", "{n} days", "a.py")}
    assert collect.lacking(known, path) == ["{n} day"]
    assert collect.stale(known, path) == ["Gone"]
    collect.write(known, path)
    assert collect.held(path) == {"Kept": ('Say "yes"',), "{n} day": ("", "")}
    assert collect.forms_of(path) == 2


def test_marked_texts_are_found_in_source() -> None:
    source = 'x = _("One") + _(name) + ngettext("{n} day", "{n} days", 3)'
    assert sorted(collect.marked(source)) == [("One", ""), ("{n} day", "{n} days")]


def test_refusals_are_said_in_the_language() -> None:
    session = Session.new(load_scenario("first_posting"), "ken", 3)
    order = session.order("attache", "open", "ken")
    english = session.refusal(order)
    assert english == "a nation keeps no attaché at home"
    i18n.use("ar")
    assert said(english) == "لا تُبقي الدولة ملحقًا في بلدها"
    assert said("2.5 staff needed, 1 left") == "يلزم 2.5 من الطاقم، والباقي 1"
    assert said("old.save: is damaged (no such turn)") == "old.save: تالف (لا دور كهذا)"
    assert said("Nobody knows this.") == "Nobody knows this."


def test_every_refusal_is_in_the_catalogue() -> None:
    texts = collect.held(asset_path("locales") / "ar.po")
    checks = [check.text for instrument in TABLE for check in all_checks(instrument)]
    assert len(checks) > len(POSITION)
    assert all(text in texts for text in checks)


def test_the_pseudo_language_is_written_with_letters_that_the_font_has() -> None:
    pygame.font.init()
    font = pygame.font.Font(asset_path("fonts/Vazirmatn-Regular.ttf"), 20)
    for letter in i18n.ACCENTED + i18n.ARABIC:
        drawn = pygame.mask.from_surface(font.render(letter, True, (255, 255, 255)), 10)
        assert drawn.count(), letter
