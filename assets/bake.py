"""Bakes map, flags, fonts, icon and sounds: `python assets/bake.py [sounds|icon]`.

The sounds need NumPy alone, all else npm on the path, the packages of the game, and two that only this tool uses:
`pip install resvg_py shapely`. The output is the same byte for byte whenever the packages are.
"""

import os
import sys
import tempfile
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
sys.path.insert(0, str(ASSETS.parent))  # the projection is the game's own
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")


def main() -> None:
    """Bakes what was asked for and says what was made."""
    from baking.icon import bake_icon
    from baking.sounds import bake_sounds

    asked = sys.argv[1:]
    if asked != ["icon"]:
        print("sounds", bake_sounds(ASSETS / "sounds"))
    if asked != ["sounds"]:
        print("icon", bake_icon(ASSETS / "icon"))
    if asked not in (["icon"], ["sounds"]):
        fetched()


def fetched() -> None:
    """What comes out of packages that are fetched: areas, flags, fonts and whom they are owed to."""
    import pygame
    from baking.credits import write_credits
    from baking.flags import bake_flags
    from baking.fonts import bake_fonts
    from baking.packages import VERSIONS, fetch
    from baking.topology import iso_codes
    from baking.worldmap import bake_world

    pygame.display.init()
    pygame.font.init()
    with tempfile.TemporaryDirectory() as folder:
        packages = {name: fetch(name, Path(folder)) for name in VERSIONS}
        countries = iso_codes(packages["i18n-iso-countries"] / "codes.json")
        letters = {digits: a3 for _, a3, digits in countries}
        source = packages["world-atlas"] / "countries-50m.json"
        print("areas", bake_world(source, letters, ASSETS / "map" / "world.npz"))
        print("flags", bake_flags(packages["flag-icons"], [*countries, ("XK", "XKX", "")], ASSETS / "flags"))
        print("fonts", bake_fonts(packages["vazirmatn"], ASSETS / "fonts"))
        write_credits(packages, ASSETS / "CREDITS.md")


if __name__ == "__main__":
    main()
