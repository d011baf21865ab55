"""Every screen in every size and language: no overlap, no cut, pale or English text, nothing beyond the keyboard.

The suite takes a part; SCREENS=all takes every screen in every size and language.
"""

import os
import shutil
from collections.abc import Iterator

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pytest

from game.ui.app import App
from game.ui.audit import audit
from game.ui.settings import Settings
from game.ui.studio.reading import foreign_words, texts, untranslated
from game.ui.studio.sets import SCREENS
from game.ui.studio.stagehand import Stagehand
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Control, Item, Label, Row, Scroll, Table, Tip
from game.ui.toolkit.keyboard import move_focus
from game.ui.toolkit.layout import mirror
from game.ui.toolkit.scene import Scene
from game.ui.toolkit.stage import Stage, UiState, place
from game.ui.words import i18n

WINDOWS = {"720p": (Size(1280, 720), 0.0), "1080p": (Size(1920, 1080), 0.0), "4K": (Size(3840, 2160), 2.0),
           "least": (Size(960, 600), 0.0)}  # fmt: skip
EVERY = [(window, language) for language in ("en", "ar", "en_XA", "ar_XB") for window in WINDOWS]
SOME = [("720p", "ar"), ("least", "en_XA")]
LOOKS = EVERY if os.environ.get("SCREENS") == "all" else SOME
NAMES = [name for name in SCREENS if os.environ.get("SCREENS") == "all" or name[:5] != "lens_"]


@pytest.fixture(scope="module")
def hand(tmp_path_factory: pytest.TempPathFactory) -> Stagehand:
    return Stagehand(tmp_path_factory.mktemp("studio"))


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: "-".join(look))
def app(request: pytest.FixtureRequest, hand: Stagehand) -> Iterator[App]:
    """An app of that size in that language; only its look is used."""
    (size, scale), language = WINDOWS[request.param[0]], request.param[1]
    shutil.rmtree(hand.shell.saves, ignore_errors=True)  # saves are named in the language they were written in
    made = App(SCREENS["help"](hand), Settings(scale=scale, language=language, reduced_motion=True), size, hand.folder)
    yield made
    made.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_has_no_faults(name: str, app: App, hand: Stagehand) -> None:
    if LOOKS is SOME and app.settings.language == "en_XA" and NAMES.index(name) % 3:
        pytest.skip("of the narrow windows the suite takes every third screen")
    i18n.use(app.settings.language)
    scene = SCREENS[name](hand)
    scene.poll(1.0)
    items = scene.view(app.size, app.look)
    scene.leave()
    found = [str(one) for one in audit(items, app.size, app.look)]
    if app.settings.language == "ar":
        found += [str(one) for one in untranslated(items, foreign_words(hand.scenario))]
    assert found == []
    assert not unreached(mirror(items, app.size.width) if app.look.rtl else items, app)


def unreached(items: list[Item], app: App) -> set[str]:
    """Controls that do or tell something, and text too long for its window, that Tab never comes to."""
    ui = UiState()
    stage = Stage(place(items, Rect(0, 0, app.size.width + 1, app.size.height + 1), ui), ui, app.look.rtl)
    wanted = {
        one.key
        for one in stage.placed
        if (isinstance(one.item, Control) and (one.item.command is not None or one.item.tip is not None))
        or (isinstance(one.item, Scroll) and one.item.content_height > one.rect.height)
    }
    reached = set()
    for _step in range(len(stage.focusables()) + 1):
        move_focus(stage, 1)
        reached.add(ui.focus)
    return wanted - reached


def test_every_screen_is_among_them(hand: Stagehand) -> None:
    kinds = set()
    for build in SCREENS.values():
        scene = build(hand)
        kinds |= set(type(scene).__mro__)
        scene.leave()
    missing = {kind for kind in _scenes(Scene) if kind.__module__.startswith("game.ui.screens")} - kinds
    assert {kind.__name__ for kind in missing if not kind.__abstractmethods__} == set()


def _scenes(kind: type[Scene]) -> set[type[Scene]]:
    return {kind}.union(*(_scenes(one) for one in kind.__subclasses__()))


def test_the_reading_finds_what_is_not_translated(hand: Stagehand) -> None:
    rows = (Row(1, (), Tip(pairs=(("Key", "F9"),))),)
    child = Label(rect=Rect(0, 0, 9, 9), text="Two words")
    items = [
        Button(rect=Rect(0, 0, 9, 9), id="a", text="Ctrl+S", tip=Tip(title="أمر", text="Wrong")),
        Scroll(rect=Rect(0, 0, 9, 9), id="b", children=(child,), content_height=9),
        Table(rect=Rect(0, 0, 9, 9), id="c", columns=(), rows=rows, empty_text="لا شيء"),
    ]
    assert set(texts(items[0])) == {"Ctrl+S", "أمر", "Wrong"}
    found = [str(one) for one in untranslated(items, foreign_words(hand.scenario))]
    assert found == [
        "untranslated: Button a: Wrong",
        "untranslated: Scroll b: Two, words",
        "untranslated: Table c: Key",
    ]
