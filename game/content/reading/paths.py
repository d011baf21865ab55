"""Where scenarios lie: in the checkout first, else inside the installed package; nothing leaves the folder."""

from __future__ import annotations

from pathlib import Path

CONTENT_FOLDER = Path(__file__).resolve().parents[1]


def data_folder(name: str) -> Path:
    """The folder `scenarios` or `assets`."""
    checkout = CONTENT_FOLDER.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    return CONTENT_FOLDER.parent / "_data" / name


def inside(folder: Path, reference: str) -> Path | None:
    """The file that a reference names, or None when it would lie outside the folder, by `..`, root or symbolic link."""
    try:
        target = (folder / reference).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return target if target.is_relative_to(folder.resolve()) and target != folder.resolve() else None
