"""What tests of the interface share: each begins in English, and leaves it to those of other folders."""

from collections.abc import Iterator

import pytest

from game.ui.words import i18n


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")
