"""Builds what can be handed to somebody without Python: `python release/build.py` makes dist/army-diplomacy/.

Needs the game's packages and PyInstaller (`pip install pyinstaller`). One folder, no installer: unpack and start it.
`release/try_build.py` starts the result where nothing else is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "army-diplomacy"
DATA = {"assets": "game/_data/assets", "scenarios": "game/_data/scenarios"}
"""Where the code looks for them beside itself, as in the wheel."""
LEFT_OUT = ("duckdb", "distributed", "dask", "gymnasium", "pettingzoo", "pytest", "hypothesis", "mypy", "PIL",
            "tkinter", "setuptools", "pip", "IPython", "matplotlib", "scipy", "pandas")  # fmt: skip
"""Packages of extras and tools, which would otherwise come along when they happen to be installed."""


def main() -> int:
    """Build, and say where it is."""
    target = ROOT / "dist" / NAME
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--onedir", "--name", NAME, "--log-level", "WARN"]
    command += ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build"), "--specpath", str(ROOT / "build")]
    for source, place in DATA.items():
        command += ["--add-data", f"{ROOT / source}:{place}"]
    command += ["--collect-submodules", "game"]
    command += [part for name in LEFT_OUT for part in ("--exclude-module", name)]
    code = subprocess.run([*command, str(ROOT / "main.py")], check=False, cwd=ROOT).returncode
    if code:
        return code
    for name in (f"{NAME}.desktop", f"{NAME}.svg", f"{NAME}.png"):
        shutil.copy2(ROOT / "assets" / "icon" / name, target / name)
    for name in ("LICENSE", "README.md"):
        shutil.copy2(ROOT / name, target / name)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    print(f"{target.relative_to(ROOT)}: {size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
