"""The parts under the widgets: geometry, colours, languages, settings, keys, points and the audit."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui import settings
from game.ui.assets import asset_path
from game.ui.audit import audit
from game.ui.painting.icons import ICONS, icon_surface
from game.ui.painting.text import TextRenderer
from game.ui.painting.theme import SMALLEST, THEMES, Theme, contrast, effective_scale
from game.ui.settings import Settings
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect, Size, column_rects
from game.ui.toolkit.items import Button, Item, Label, Panel, Point, Points, Scroll, Slider, Stepper, Tip
from game.ui.toolkit.keys import ACTIONS, bindings, key_of
from game.ui.toolkit.layout import mirror
from game.ui.toolkit.parts import slider_value, slider_x
from game.ui.toolkit.scene import Look
from game.ui.widgets.points import points_block, points_height, signed
from game.ui.words import i18n

GROUNDS = ("ground", "panel", "raised", "sunken", "stripe")
numbers = st.integers(-200, 200)


@pytest.fixture
def look() -> Look:
    return Look(TextRenderer(), THEMES["navy"], Settings())


@given(st.integers(1, 9), st.integers(0, 12), st.integers(200, 999))
def test_columns_fill_their_area(count: int, gap: int, width: int) -> None:
    columns = Rect(7, 3, width, 20).columns(count, gap)
    assert (columns[0].x, columns[-1].right) == (7, 7 + width)
    assert all(b.x - a.right == gap for a, b in pairwise(columns))
    assert max(c.width for c in columns) - min(c.width for c in columns) <= 1


@given(st.lists(st.floats(0.2, 5), min_size=1, max_size=8), st.booleans())
def test_weighted_columns_fill_their_area(weights: list[float], rtl: bool) -> None:
    rects = sorted(column_rects(Rect(5, 0, 640, 10), tuple(weights), rtl))
    assert (rects[0].x, rects[-1].right) == (5, 645)
    assert all(a.right == b.x for a, b in pairwise(rects))


def test_cuts_leave_the_rest() -> None:
    area = Rect(0, 0, 100, 50)
    assert area.take_left(30, 5) == (Rect(0, 0, 30, 50), Rect(35, 0, 65, 50))
    assert area.take_bottom(10, 5) == (Rect(0, 40, 100, 10), Rect(0, 0, 100, 35))
    assert area.take_top(80) == (area, Rect(0, 50, 100, 0))


def test_mirroring_twice_changes_nothing() -> None:
    child = Label(rect=Rect(0, 0, 30, 10), text="a")
    view = Scroll(rect=Rect(0, 0, 90, 9), children=(child,), content_height=9)
    items: list[Item] = [Panel(rect=Rect(10, 0, 50, 20)), view]
    mirrored = mirror(items, 200)
    assert mirrored[0].rect == Rect(140, 0, 50, 20)
    assert isinstance(mirrored[1], Scroll)
    assert mirrored[1].children[0].rect == Rect(60, 0, 30, 10)
    assert mirror(mirrored, 200) == items


@given(st.integers(-20, 60), st.booleans())
def test_a_slider_s_place_and_value_agree(value: int, rtl: bool) -> None:
    slider = Slider(rect=Rect(10, 0, 300, 30), value=value, minimum=-20, maximum=60)
    assert slider_value(slider, slider.rect, slider_x(slider, slider.rect, rtl), rtl) == value


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_colours_can_be_told_from_their_grounds(theme: Theme) -> None:
    for ground in (*GROUNDS, "select", "hover"):
        assert contrast(theme.rgb("text"), theme.rgb(ground)) >= 4.5
    for ground in GROUNDS:
        for ink in ("muted", "accent", "teal", "good", "bad", "warning", "info", "disabled"):
            assert contrast(theme.rgb(ink), theme.rgb(ground)) >= 4.5, (ink, ground)
        for edge in ("frame", "focus"):
            assert contrast(theme.rgb(edge), theme.rgb(ground)) >= 3, (edge, ground)
    assert contrast(theme.rgb("accent_text"), theme.rgb("accent")) >= 4.5
    assert contrast(theme.rgb("danger_text"), theme.rgb("danger")) >= 4.5


@pytest.mark.parametrize("window", [(800, 600), (1280, 720), (1920, 1080), (3840, 2160), (7680, 4320)])
@pytest.mark.parametrize("wanted", [0.0, 1.0, 2.0, 3.0])
def test_every_screen_fits_at_every_scale(window: tuple[int, int], wanted: float) -> None:
    scale = effective_scale(wanted, Size(*window))
    assert window[0] / scale >= SMALLEST.width - 1e-6
    assert window[1] / scale >= SMALLEST.height - 1e-6
    assert scale <= 3 or wanted == 0


def test_languages_are_spoken_at_run_time() -> None:
    assert i18n.use("ar").rtl
    assert i18n._("Cancel") == "إلغاء"
    assert i18n._("Not in any catalogue") == "Not in any catalogue"
    i18n.use("en_XA")
    assert i18n._("Keep {name} now") != "Keep {name} now"
    assert "{name}" in i18n._("Keep {name} now")
    assert i18n.use("xx").code == "en"
    assert i18n._("Cancel") == "Cancel"


def test_arabic_has_six_plural_forms() -> None:
    entry = 'msgid "{n} unit"\nmsgid_plural "{n} units"\n' + "".join(f'msgstr[{k}] "form {k}"\n' for k in range(6))
    header = next(iter(asset_path("locales/ar.po").read_text("utf-8").split("\n\n")))
    catalogue = i18n.read_po(f"{header}\n\n{entry}")
    forms = [catalogue.ngettext("{n} unit", "{n} units", n) for n in (0, 1, 2, 5, 11, 100)]
    assert forms == [f"form {k}" for k in range(6)]


def test_a_broken_catalogue_names_the_line() -> None:
    with pytest.raises(ValueError, match="line 2"):
        i18n.read_po('msgid "a"\nnonsense here\n')


def test_settings_come_back(tmp_path: Path) -> None:
    chosen = Settings(scale=1.5, language="ar", keys={"undo": "u"}, sound_volume=0)
    settings.save(chosen, tmp_path / "deep")
    assert settings.load(tmp_path / "deep") == settings.Loaded(chosen)
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["settings.json"]
    assert settings.load(tmp_path / "none") == settings.Loaded(Settings())


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"scale": 9}', '{"scale": NaN}', '{"colour": 1}', '{"language": "../x"}', "\x00" * 70000]
)
def test_damaged_settings_are_kept_aside(tmp_path: Path, text: str) -> None:
    for number in (1, 2):
        (tmp_path / "settings.json").write_text(text)
        loaded = settings.load(tmp_path)
        assert loaded.settings == Settings()
        assert f"settings.damaged{number}.json" in loaded.notice
        assert (tmp_path / f"settings.damaged{number}.json").read_text() == text


def test_the_home_folder_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMY_DIPLOMACY_HOME", str(tmp_path))
    settings.save(Settings(theme="contrast"), settings.home())
    assert json.loads((tmp_path / "settings.json").read_text())["theme"] == "contrast"


def test_keys_can_be_chosen_and_the_choice_wins() -> None:
    assert len(set(ACTIONS.values())) == len(ACTIONS), "no two actions share a key"
    keys = bindings({"save": "ctrl+z"})
    assert keys["ctrl+z"] == "save"
    assert "undo" not in keys.values()
    assert key_of("end_turn", {}) == "Ctrl+Return"


@given(numbers)
def test_signed_numbers_say_what_they_are(tenths: int) -> None:
    text = signed(tenths)
    assert round(float(text.replace("−", "-")) * 10) == tenths
    assert (text[0] in "+−") == (tenths != 0)


@given(st.lists(numbers, max_size=7), st.none() | numbers)
def test_points_add_up_as_shown(values: list[int], threshold: int | None) -> None:
    look = Look(TextRenderer(), THEMES["navy"], Settings())
    points = Points(tuple(Point(f"p{k}", v) for k, v in enumerate(values)), threshold)
    area = Rect(0, 0, 420, points_height(points))
    items = points_block(points, area, look, "p")
    bars = [item for item in items if type(item).__name__ == "PointBar"]
    assert [bar.end - bar.start for bar in bars] == [*values, sum(values)]
    assert all(bar.low <= min(bar.start, bar.end) and max(bar.start, bar.end) <= bar.high for bar in bars)
    assert max(item.rect.bottom for item in items) == area.bottom
    words = {item.text for item in items if isinstance(item, Label)}
    assert signed(sum(values)) in words
    assert ("Enough" in words) == (threshold is not None and sum(values) >= threshold)


def test_every_symbol_can_be_drawn() -> None:
    for name in ICONS:
        assert icon_surface(name, 24, (255, 255, 255)).get_bounding_rect().width > 3, name


def test_the_audit_finds_each_kind_of_fault(look: Look) -> None:
    go = Command("go")
    items: list[Item] = [
        Panel(rect=Rect(0, 0, 400, 300)),
        Button(rect=Rect(10, 10, 100, 40), id="a", text="Go", command=go),
        Button(rect=Rect(90, 20, 100, 40), id="a", text="Go", command=go),
        Button(rect=Rect(10, 80, 30, 40), id="c", text="Far too long", command=go),
        Button(rect=Rect(50, 80, 40, 40), id="d", icon="plus", command=go),
        Button(rect=Rect(100, 80, 12, 12), id="e", icon="plus", command=go, tip=Tip(title="x")),
        Stepper(rect=Rect(10, 140, 100, 30), id="f", value=1, command=go, enabled=False),
        Label(rect=Rect(10, 200, 300, 30), text="Faint", colour="line"),
        Label(rect=Rect(300, 280, 150, 30), text="Outside"),
    ]
    found = {finding.kind for finding in audit(items, Size(400, 300), look)}
    assert found == {"overlap", "id", "cut", "reason", "small", "contrast", "outside"}
