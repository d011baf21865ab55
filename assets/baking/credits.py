"""Writes CREDITS.md: where every asset comes from and under which licence."""

from pathlib import Path

from baking.packages import VERSIONS

HEAD = """# Credits

Everything in this folder that is not listed here was made for Army Diplomacy and is under the licence of the project.
All of it is baked by `python assets/bake.py`; the tool lists what it needs.

## Map: `map/world.npz`
Natural Earth, 1:50m countries, version 4.1 (public domain), packaged as TopoJSON by `world-atlas` {world-atlas}.
Country codes from `i18n-iso-countries` {i18n-iso-countries}. Equal Earth projection: Šavrič, Patterson and Jenny, 2018.

Boundaries do not imply any opinion on the status of a territory. The map follows United Nations practice
where the source does not: Northern Cyprus is part of Cyprus, Somaliland of Somalia, Crimea of Ukraine, the
Golan Heights of Syria; Western Sahara is a territory of its own up to 27°40' N. Kosovo and Taiwan have areas
of their own. Hatched as disputed: Western Sahara, Crimea, Golan, Kashmir, Siachen, Aksai Chin, Shaksgam,
Abyei, Halaib, the southern Kurils, the Falkland Islands, Northern Cyprus. The outlines of Golan, Kashmir,
Aksai Chin, Shaksgam, Abyei, Halaib and the Kurils are hand-drawn approximations (`baking/disputes.py`).
Tuvalu is missing from the source and is a dot.

## Flags: `flags/flags.png`
`flag-icons` {flag-icons}, drawn with resvg at 48 by 36 pixels.

## Fonts: `fonts/Vazirmatn-*.ttf`
Vazirmatn {vazirmatn}, SIL Open Font License 1.1; the text is in `fonts/Vazirmatn-OFL.txt`.

## Sounds: `sounds/*.wav`
Synthesised by `baking/sounds.py`; nothing in them was recorded or taken from elsewhere.

## Languages: `locales/*.po`
Arabic: machine translated, unreviewed. `locales/collect.py` keeps the catalogues up.

## Scenarios
The scenario files name the source of each figure. Names of nations and places come from Unicode CLDR {cldr-core},
figures of nations from the final edition of the CIA World Factbook (public domain; no endorsement is implied).

# Licence texts
"""


def write_credits(packages: dict[str, Path], target: Path) -> None:
    """Adds the licence text of every package whose licence asks for its notice."""
    text = HEAD
    for name, version in VERSIONS.items():
        text = text.replace("{" + name + "}", version)
    for name in ("world-atlas", "i18n-iso-countries", "flag-icons", "cldr-core"):
        licence = (packages[name] / "LICENSE").read_text(encoding="utf-8").strip()
        text += f"\n## {name}\n\n```\n{licence}\n```\n"
    target.write_text(text, encoding="utf-8")
