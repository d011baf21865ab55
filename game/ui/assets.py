"""Where the asset files lie: in the checkout, or in the installed package."""

from __future__ import annotations

from pathlib import Path


def asset_path(name: str = "") -> Path:
    """The file or folder of that name under assets/; the name may not lead out of it."""
    package = Path(__file__).resolve().parents[1]
    for root in (package.parent / "assets", package / "_data" / "assets"):
        if root.is_dir():
            path = (root / name).resolve()
            if not path.is_relative_to(root):
                raise ValueError(f"asset name leads out of the assets folder: {name!r}")
            return path
    raise FileNotFoundError("the assets folder is missing: reinstall army-diplomacy")
