"""The handbook says what the tables say: every number is its knob, every kind has its page, all links lead on."""

import os
import re
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.cli import main
from game.core.crises.kinds import KINDS
from game.core.instruments import TABLE
from game.core.knobs import ASSUMPTION
from game.core.ruleset import Rules, knobs
from game.sim.manual.handbook import Page, find, numbers_of, pages, search
from game.sim.manual.handbook_text import handbook_html, handbook_markdown
from game.ui.app import App
from game.ui.audit import audit
from game.ui.driver import Driver
from game.ui.screens.front.help import Help
from game.ui.screens.records.handbook import Handbook, Library
from game.ui.settings import Settings
from game.ui.toolkit.geometry import Size
from game.ui.toolkit.items import Label, Scroll, Table, Tip
from game.ui.words.glossary import OFFER_NOTIONS, QUANTITY_NOTIONS, TERMS, handbook_terms

LOOKS = [(Size(960, 600), "en"), (Size(1280, 720), "en_XA"), (Size(1920, 1080), "en"), (Size(960, 600), "ar_XB")]


@pytest.fixture(scope="module")
def listed() -> tuple[Page, ...]:
    return pages(Rules(), handbook_terms())


def said(scene: Handbook, driver: Driver) -> list[str]:
    """The lines of the open page."""
    body = next(item for item in scene.view(driver.app.size, driver.app.look) if isinstance(item, Scroll))
    return [item.text for item in body.children if isinstance(item, Label)]


def test_every_knob_stands_in_the_handbook_as_it_is(listed: tuple[Page, ...]) -> None:
    rules, known = Rules(), knobs()
    numbers = [number for page in listed for part in page.parts for number in part.numbers]
    assert {number.key for number in numbers} == set(known)
    for number in numbers:
        assert number.value == getattr(rules, number.key)
        assert number.knob is known[number.key]


def test_the_numbers_pages_hold_each_knob_once(listed: tuple[Page, ...]) -> None:
    keys = [n.key for page in listed if page.section == "Numbers" for part in page.parts for n in part.numbers]
    assert sorted(keys) == sorted(knobs())


def test_markdown_gives_every_number_with_its_range_and_source(listed: tuple[Page, ...]) -> None:
    text = handbook_markdown(listed, "Handbook")
    rows = dict(re.findall(r"^\| (\w+) \| (-?\d+)", text, re.MULTILINE))
    assert {key: int(value) for key, value in rows.items()} == {key: getattr(Rules(), key) for key in knobs()}
    for key, its in knobs().items():
        line = next(line for line in text.splitlines() if line.startswith(f"| {key} |"))
        assert f"{its.low} … {its.high}" in line
        assert its.source.replace("<", "&lt;") in line


def test_other_rules_are_told_beside_the_usual_ones() -> None:
    changed = Rules().changed({"tie_pact": 200})
    text = handbook_markdown(pages(changed, handbook_terms()), "Handbook")
    assert f"| tie_pact | 200 (20) (else {Rules().tie_pact}) |" in text


def test_every_row_of_the_tables_has_a_page(listed: tuple[Page, ...]) -> None:
    titles = {page.title for page in listed}
    assert {one.name for one in TABLE} <= titles
    assert {kind.name for kind in KINDS} <= titles


def test_every_word_of_the_glossary_is_explained(listed: tuple[Page, ...]) -> None:
    explained = {entry.name for page in listed for part in page.parts for entry in part.entries}
    for table in (TERMS, QUANTITY_NOTIONS, OFFER_NOTIONS):
        assert {notion.name for notion in table.values()} <= explained


def test_kinds_of_crisis_are_as_their_rows_say(listed: tuple[Page, ...]) -> None:
    for kind in KINDS:
        page = find(listed, f"crisis.{kind.key}")
        assert page is not None
        shown = {entry.name: entry.value for part in page.parts for entry in part.entries}
        assert shown["Median length"] == f"{kind.days} days"
        assert [shown[name] for name in ("Troops", "Cyber")] == [f"{kind.demand[0]}%", f"{kind.demand[4]}%"]
        assert sum(int(entry.value[:-1]) for entry in page.parts[2].entries) == 100


def test_pages_are_told_apart_and_links_lead_somewhere(listed: tuple[Page, ...]) -> None:
    keys = [page.key for page in listed]
    assert len(keys) == len(set(keys))
    links = {key for page in listed for key in page.links}
    links |= {entry.link for page in listed for part in page.parts for entry in part.entries if entry.link}
    assert links <= set(keys)
    html = handbook_html(listed, "Handbook")
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets == set(re.findall(r'<section id="([^"]+)"', html))


def test_the_page_of_assumptions_counts_right(listed: tuple[Page, ...]) -> None:
    page = find(listed, "assumed")
    assert page is not None
    counts = [int(entry.value) for entry in page.parts[0].entries]
    assumed = sum(its.source == ASSUMPTION for its in knobs().values())
    assert counts == [len(knobs()), assumed, len(knobs()) - assumed]
    measured = [number.key for part in page.parts for number in part.numbers]
    assert all(knobs()[key].source != ASSUMPTION for key in measured)
    assert len(measured) == counts[2]


def test_a_search_finds_pages_by_any_of_their_words(listed: tuple[Page, ...]) -> None:
    assert search(listed, "blockade")[0].title == "Blockade"
    assert any(number.key == "tie_pact" for page in search(listed, "tie_pact") for part in page.parts
               for number in part.numbers)  # fmt: skip
    assert search(listed, "zzz") == []


def test_numbers_are_plain_where_units_are_fractions() -> None:
    plain = {number.key: number.plainly for group in Rules.__bases__ for number in numbers_of(group, Rules())}
    assert plain["multilateral_share"] == f"{Rules().multilateral_share / 100:g}%"
    assert plain["treaty_defence"] == f"{Rules().treaty_defence / 10:g}"
    assert plain["neighbourhood_km"] == ""


def test_the_command_writes_both_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handbook", str(tmp_path / "book"), "--scenario", "first_posting"]) == 0
    printed = capsys.readouterr().out.split()
    assert [Path(path).name for path in printed] == ["handbook.md", "handbook.html"]
    html = (tmp_path / "book" / "handbook.html").read_text("utf-8")
    assert html.startswith("<!doctype html>")
    assert "http" not in re.sub(r"<title>.*?</title>", "", html)


def test_what_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file")
    assert main(["handbook", str(tmp_path / "taken")]) == 1
    assert "taken" in capsys.readouterr().err


@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_no_page_has_faults(size: Size, language: str, tmp_path: Path) -> None:
    scene = Handbook()
    app = App(scene, Settings(scale=1.0, language=language), size, tmp_path)
    found = {}
    for page in scene.pages:
        scene.trail = [page.key]
        found[page.key] = audit(scene.view(app.size, app.look), app.size, app.look)
    app.close()
    assert {key: faults for key, faults in found.items() if faults} == {}


def test_pages_are_found_opened_and_left_again(tmp_path: Path) -> None:
    scene = Handbook()
    driver = Driver(App(scene, Settings(scale=1.0), Size(1280, 720), tmp_path))
    driver.click("query")
    driver.type("cyber attack")
    table = driver.find("pages").item
    assert isinstance(table, Table)
    assert table.rows[0].key == "crisis.cyber_attack"
    driver.key("return")
    assert scene.page.key == "crisis.cyber_attack"
    value = f"{Rules().onset_cyber}"
    assert value in said(scene, driver)
    driver.wheel(f"page.{scene.page.key}", -30)
    driver.click("link.1")
    assert scene.page.key == "help"
    driver.key("escape")
    assert scene.page.key == "crisis.cyber_attack"
    driver.app.close()


def test_the_key_opens_the_handbook_at_what_is_explained(tmp_path: Path) -> None:
    app = App(Help(), Settings(scale=1.0), Size(1280, 720), tmp_path)
    app.use_guide(Library())
    driver = Driver(app)
    driver.key("shift+f1")
    assert isinstance(app.top.scene, Handbook)
    assert app.top.scene.page.key == "turn"
    driver.key("shift+f1")
    assert isinstance(app.top.scene, Help), "once more leaves it"
    book = Library().open(app.top.scene, "trust")
    assert isinstance(book, Handbook)
    assert book.page.key == "terms.ties"
    app.close()


def test_tips_name_the_key_where_the_handbook_says_more(tmp_path: Path) -> None:
    from game.ui.widgets.tips import tip_items

    app = App(Help(), Settings(scale=1.0), Size(1280, 720), tmp_path)
    tip = Tip(title="Trust", text="What they think.")
    bare, _size = tip_items(tip, app.look, False)
    noted, size = tip_items(tip, app.look, False, page=Library().knows(tip.title))
    assert [item.text for item in noted if isinstance(item, Label)][-1] == "Shift+F1 opens the handbook"
    assert len(noted) == len(bare) + 1
    assert all(item.rect.right <= size.width for item in noted)
    app.close()
