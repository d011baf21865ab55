"""Every dependency is listed with its licence and its reason, and its lower bound is the one that was tried."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Dependencies")[1].split("\n## ")[0]
LICENCES = {"MIT", "BSD-3-Clause", "LGPL-2.1", "LGPL-3.0", "MPL-2.0", "Apache-2.0"}


def bounds() -> dict[str, str]:
    """Package -> its lower bound."""
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    parts = [line.partition(">=") for line in [*PROJECT["dependencies"], *extras]]
    return {name: version for name, _sign, version in parts}


def test_every_dependency_has_a_licence_and_a_reason() -> None:
    listed = {}
    for line in GUIDE.splitlines():
        if line.startswith("| `"):
            names, licence, reason = (part.strip() for part in line.strip("|").split("|"))
            listed |= dict.fromkeys(re.findall(r"`([\w-]+)`(?!\))", names), (licence, reason))
    assert bounds().keys() <= listed.keys()  # tools for releases are listed besides
    for name, (licence, reason) in listed.items():
        assert licence in LICENCES or name not in bounds(), name
        assert len(reason.split()) >= 3, name


def test_every_lower_bound_of_the_game_is_one_that_can_be_tried() -> None:
    """The command of the guide installs the very versions that the package asks for."""
    tried = dict(re.findall(r"([\w-]+)==(\d+\.\d+)", GUIDE))
    needed = [line.partition(">=")[0] for line in PROJECT["dependencies"]]
    assert {name: tried.get(name) for name in needed} == {
        name: ".".join(bounds()[name].split(".")[:2]) for name in needed
    }
