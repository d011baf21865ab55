"""Starts what is handed out where nothing else is installed, and plays a turn in it.

    python release/try_build.py            the folder that build.py made, copied elsewhere
    python release/try_build.py --wheel    the wheel, built anew and installed into an empty environment elsewhere

Needs Xvfb and xdotool. Both are started with an empty environment: the command line first, then the window on a display
of its own, where xdotool ends the turn until an automatic save says that a quarter has passed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME, DISPLAY = "army-diplomacy", ":97"
PATIENCE = 90.0  # seconds until the window shows and until a turn has passed
COMMANDS = (
    ["--version"],
    ["simulate", "first_posting", "--worlds", "2", "--seed", "7", "--json"],
    ["check", "crescent"],
    ["completion", "bash"],
)
MAY_FAIL = {"completion"}
"""Needs an extra that a build leaves out; it must say so and not break."""


def main() -> int:
    """0 when all of it went well."""
    with tempfile.TemporaryDirectory() as elsewhere:
        folder = Path(elsewhere) / "somewhere else"
        home = Path(elsewhere) / "home"
        home.mkdir()
        bare = {"HOME": str(home), "LC_ALL": "C.UTF-8"}
        program = _installed(folder) if "--wheel" in sys.argv else _copied(folder)
        return _commands(program, bare, home) or _window(program, bare, home)


def _copied(folder: Path) -> Path:
    """The folder of the build, elsewhere."""
    shutil.copytree(ROOT / "dist" / NAME, folder, symlinks=True)
    return folder / NAME


def _installed(folder: Path) -> Path:
    """The wheel in an environment that holds nothing else."""
    folder.mkdir()
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(build, check=True)
    (wheel,) = folder.glob("*.whl")
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
    subprocess.run([str(folder / "env" / "bin" / "pip"), "install", "--quiet", str(wheel)], check=True)
    shared = folder / "env" / "share"
    print(*sorted(str(path.relative_to(shared)) for path in shared.rglob(f"{NAME}.*")))
    return folder / "env" / "bin" / NAME


def _commands(program: Path, bare: dict[str, str], home: Path) -> int:
    for command in COMMANDS:
        ended = subprocess.run([program, *command], env=bare, cwd=home, capture_output=True, text=True, check=False,
                               timeout=300)  # fmt: skip
        print(f"{' '.join(command)}: {ended.returncode}, {ended.stdout.strip()[:70] or ended.stderr.strip()[:70]}")
        if ended.returncode and command[0] not in MAY_FAIL:
            print(ended.stderr)
            return 1
    return 0


def _window(program: Path, bare: dict[str, str], home: Path) -> int:
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1280x720x24"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    shown = bare | {"DISPLAY": DISPLAY, "SDL_AUDIODRIVER": "dummy"}
    game = subprocess.Popen([program, "play", "first_posting", "--seat", "ken", "--seed", "7"], env=shown, cwd=home)
    try:
        return _turn(game, home)
    finally:
        game.terminate()
        code = game.wait(30)
        server.terminate()
        server.wait(10)
        print(f"asked to end, it ended with {code}")


def _turn(game: subprocess.Popen[bytes], home: Path) -> int:
    hand = os.environ | {"DISPLAY": DISPLAY}
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        if game.poll() is not None:
            print(f"the game ended by itself with {game.returncode}")
            return 1
        saved = sorted(path.name for path in home.rglob("autosave-*.save"))
        if saved:
            print(f"a turn was played after {time.monotonic() - began:.0f} s: {saved[-1]}")
            return 0
        subprocess.run(["xdotool", "key", "ctrl+Return"], env=hand, check=False)
        time.sleep(2)
    print("no turn was played in time")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
