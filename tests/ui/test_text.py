"""Text in both directions: runs, marks, wrapping, and one measure for layout and picture."""

import os
import unicodedata

import pytest
from bidi.algorithm import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ui.painting.bidi import MARK, base_direction, protect, visual_runs
from game.ui.painting.text import TextRenderer

os.environ["SDL_VIDEODRIVER"] = "dummy"
WHITE = (255, 255, 255)
MIRROR = str.maketrans("()", ")(")


def shown(text: str, rtl: bool) -> str:
    """The letters from left to right as the shaper will set them."""
    return "".join(run.text[::-1].translate(MIRROR) if run.rtl else run.text for run in visual_runs(text, rtl))


@pytest.mark.parametrize(
    ("text", "visual"),
    [
        ("أزمة (2026)", "(2026) ةمزأ"),
        ("التهديد +12%.", ".+12% ديدهتلا"),
        ("التهديد -3.6", "-3.6 ديدهتلا"),
        ("ردّ NATO: 45%", "NATO: 45% ّدر"),
        ("الثقة -7.", ".-7 ةقثلا"),
        ("ثم −4.1 (أو +2)", "(+2 وأ) −4.1 مث"),
    ],
)
def test_arabic_lines_are_shown_in_the_right_order(text: str, visual: str) -> None:
    assert shown(text, True) == visual


@given(st.text(alphabet="abc DEF 012.,:()%ابتث", min_size=1, max_size=18))
@settings(max_examples=200, deadline=None)
def test_runs_agree_with_the_reference(text: str) -> None:
    text = text.strip() or "a"
    assert shown(text, False) == get_display(text, base_dir="L")


@given(st.text(alphabet="ab +-−12.%ابت", max_size=20))
@settings(max_examples=200, deadline=None)
def test_protecting_adds_only_marks_and_only_once(text: str) -> None:
    marked = protect(text)
    assert marked.replace(MARK, "") == text
    assert protect(marked) == marked


def test_direction_follows_the_language_unless_only_the_other_occurs() -> None:
    assert base_direction("NATO: أزمة", True)
    assert not base_direction("NATO: أزمة", False)
    assert not base_direction("Argentina (est.)", True)
    assert base_direction("أزمة", False)
    assert base_direction("12 / 20", True)


@pytest.fixture(params=[(1.0, False), (1.5, True), (2.0, True)], ids=str)
def renderer(request: pytest.FixtureRequest) -> TextRenderer:
    return TextRenderer(*request.param)


@pytest.mark.parametrize("text", ["Alliance strength", "أزمة حدودية NATO (2026) +12%", "Ağrı İstanbul"])
def test_the_picture_is_as_wide_as_was_measured(renderer: TextRenderer, text: str) -> None:
    surface = renderer.surface(text, "body", WHITE)
    assert surface.get_width() == renderer.pixel_width(text)
    assert renderer.surface(text, "body", WHITE) is surface


SENTENCES = ["A victim asks at most three partners at once.\nThen it waits.", "طلب الضحية ثلاثة شركاء", "x" * 200]


@pytest.mark.parametrize("text", SENTENCES)
def test_wrapped_lines_fit_and_lose_nothing(renderer: TextRenderer, text: str) -> None:
    lines = renderer.wrap(text, "body", 180)
    assert all(renderer.width(line) <= 180 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert renderer.height(text, "body", 180) == len(lines) * renderer.line_height()


def test_shortened_text_fits(renderer: TextRenderer) -> None:
    for width in (0, 20, 60, 150):
        short = renderer.ellipsis("Democratic Republic of the Congo", "strong", width)
        assert short.endswith("…")
        assert renderer.width(short, "strong") <= max(width, renderer.width("…", "strong"))
    assert renderer.ellipsis("Chad", "body", 400) == "Chad"


def test_the_font_has_every_letter_we_promise() -> None:
    font = TextRenderer().font("body")
    letters = "AZaz09%()+−±…·–—“”’ğışĞİŞçöüÇÖÜéñ،؛؟ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    missing = [unicodedata.name(c) for c, metric in zip(letters, font.metrics(letters), strict=True) if metric is None]
    assert missing == []
