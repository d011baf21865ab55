"""Fetches the npm packages everything is made from, by name and version, into a temporary folder."""

import subprocess
import tarfile
from pathlib import Path

VERSIONS = {
    "world-atlas": "2.0.2",
    "flag-icons": "7.5.0",
    "i18n-iso-countries": "7.14.0",
    "vazirmatn": "33.0.3",
    "cldr-core": "48.2.0",  # only for its licence text: the scenarios use names from CLDR
}


def fetch(name: str, folder: Path) -> Path:
    """Unpacks one package and returns the folder of its files."""
    made = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{VERSIONS[name]}"], cwd=folder, check=True, capture_output=True, text=True
    )
    target = folder / name
    with tarfile.open(folder / made.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"
