"""What tests of the interface share: each begins in English, whatever language the one before it ended in."""

import pytest

from game.ui.words import i18n


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")
