"""The baked world: every nation is there, places lie in the right areas, and no shape is torn across the map."""

import os
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import numpy as np
import pygame
import pytest

from game.ui.map.land.atlas import BROKEN, Atlas
from game.ui.map.land.projection import HEIGHT, project, world_point
from game.ui.map.signs.flags import Flags

ASSETS = Path(__file__).parents[2] / "assets"
NATION_CODES = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF
CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN
FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR
JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI
MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY
PSE QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM
TLS TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT WSM XKX YEM ZAF ZMB ZWE
"""
NATIONS = NATION_CODES.split()
PLACES = {  # longitude, latitude: capitals, and places whose area the source has otherwise
    "AFG": (69.2, 34.5), "DZA": (3.2, 36.6), "BGD": (90.4, 23.8), "BRA": (-47.9, -15.8), "CHN": (116.4, 39.9),
    "CYP": (33.4, 35.2), "EGY": (31.2, 30.0), "ETH": (38.7, 9.0), "FRA": (2.35, 48.9), "IND": (77.2, 28.6),
    "IDN": (113.9, -2.2), "IRN": (51.4, 35.7), "IRQ": (44.4, 33.3), "JOR": (36.0, 31.9), "KAZ": (71.4, 51.2),
    "LSO": (27.9, -29.5), "LBY": (13.2, 32.7), "MLI": (-7.9, 12.6), "MAR": (-6.8, 33.9), "NGA": (7.5, 9.1),
    "PAK": (73.1, 33.7), "PSE": (35.2, 31.9), "RUS": (37.6, 55.7), "SAU": (46.7, 24.7), "SEN": (-16.5, 14.7),
    "SDN": (32.5, 15.6), "TUN": (10.1, 36.7), "TUR": (32.9, 39.9), "GBR": (-0.5, 51.6), "USA": (-77.1, 39.0),
    "UZB": (69.2, 41.2), "XKX": (21.1, 42.6), "YEM": (44.2, 15.4),
}  # fmt: skip
REASSIGNED = [
    ((44.1, 9.6), "SOM"),  # Hargeisa
    ((33.9, 35.35), "CYP"),  # the north
    ((34.3, 45.2), "UKR"),  # Crimea
    ((35.8, 33.0), "SYR"),  # Golan
    ((-13.0, 26.5), "ESH"),  # west of the berm
    ((-9.5, 27.2), "ESH"),  # east of it
    ((77.2, 35.4), "XSG"),  # Siachen
    ((178.0, 67.0), "RUS"),
    ((-175.0, 66.5), "RUS"),  # beyond the antimeridian
    ((0.0, -80.0), "ATA"),
]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load(ASSETS / "map" / "world.npz")


def test_every_nation_has_an_area_or_is_a_dot(atlas: Atlas) -> None:
    assert set(NATIONS) <= set(atlas.areas)
    numbers = [atlas.index(code) for code in NATIONS]
    points = atlas.label_point[numbers]
    assert ((points > 0) & (points < (1, HEIGHT))).all()
    without_land = {code for code, number in zip(NATIONS, numbers, strict=True) if atlas.area_size[number] == 0}
    assert without_land == {"TUV"}


@pytest.mark.parametrize(("code", "place"), PLACES.items())
def test_capitals_lie_in_their_nation(atlas: Atlas, code: str, place: tuple[float, float]) -> None:
    assert atlas.area_at(*world_point(*place)) == code


@pytest.mark.parametrize(("place", "code"), REASSIGNED)
def test_areas_follow_united_nations_practice(atlas: Atlas, place: tuple[float, float], code: str) -> None:
    assert atlas.area_at(*world_point(*place)) == code


def test_the_open_sea_belongs_to_nobody(atlas: Atlas) -> None:
    assert atlas.area_at(*world_point(-30, 0)) is None
    assert atlas.area_at(*world_point(51, 41.5)) is None  # the Caspian


def test_no_shape_spans_half_the_world(atlas: Atlas) -> None:
    polar = atlas.index("ATA")
    for detail in atlas.details:
        widths = detail.rings.box[:, 2] - detail.rings.box[:, 0]
        assert (widths[detail.ring_area != polar] < 0.5).all()
        steps = np.abs(np.diff(detail.lines.points[:, 0].astype(float)))
        inner = np.ones(len(steps), bool)
        inner[detail.lines.start[1:-1] - 1] = False  # from the end of one line to the next
        assert steps[inner].max() < 0.1


def test_every_level_keeps_the_points_of_the_finest(atlas: Atlas) -> None:
    finest = {point.tobytes() for point in atlas.details[0].rings.points}
    for detail in atlas.details[1:]:
        kept = sum(point.tobytes() in finest for point in detail.rings.points)
        assert kept > 0.97 * len(detail.rings.points)  # but for the points of cuts
        assert len(detail.rings.points) < 0.6 * len(atlas.details[0].rings.points)


def test_disputed_areas_are_marked(atlas: Atlas) -> None:
    keys = {dispute.key for dispute in atlas.disputes}
    assert keys >= {"western_sahara", "crimea", "golan", "kashmir", "siachen", "aksai_chin", "abyei", "halaib"}
    assert set(atlas.dispute_of.tolist()) == set(range(len(atlas.disputes)))
    boxes = {d.key: atlas.dispute_rings.box[atlas.dispute_of == n] for n, d in enumerate(atlas.disputes)}
    for key, place in {"kashmir": (75.5, 34.5), "aksai_chin": (79.3, 35.2), "abyei": (28.4, 9.8)}.items():
        x, y = world_point(*place)
        left, top, right, bottom = boxes[key].T
        assert ((left < x) & (x < right) & (top < y) & (y < bottom)).any()
    assert all((detail.line_kind == BROKEN).sum() > 10 for detail in atlas.details)


def test_neighbours_share_a_border(atlas: Atlas) -> None:
    pairs = {frozenset((atlas.areas[a], atlas.areas[b])) for a, b in atlas.neighbours()}
    assert {frozenset(p) for p in (("IRN", "IRQ"), ("SYR", "TUR"), ("EGY", "SDN"), ("ESH", "MRT"))} <= pairs
    assert frozenset(("GBR", "FRA")) not in pairs


def test_projection_spans_the_world() -> None:
    corners = project([(-180, 0), (180, 0), (0, 90), (0, -90)])
    assert corners[0] == pytest.approx((0, HEIGHT / 2))
    assert corners[1] == pytest.approx((1, HEIGHT / 2))
    assert corners[2] == pytest.approx((0.5, 0))
    assert corners[3] == pytest.approx((0.5, HEIGHT))


def test_the_world_is_small_enough() -> None:
    assert (ASSETS / "map" / "world.npz").stat().st_size < 3.2e6


def test_every_nation_has_a_flag() -> None:
    flags = Flags.load(ASSETS / "flags")
    assert set(NATIONS) - set(flags.places) == set()
    flag = flags.flag("TUR", 32)
    assert flag is not None
    assert flag.get_size() == (32, 24)
    red, green, blue, _ = flag.get_at((28, 3))
    assert red > 180
    assert max(green, blue) < 60
    assert flags.flag("???", 32) is None


@pytest.mark.parametrize("weight", ["Regular", "Medium", "Bold"])
def test_fonts_cover_all_languages(weight: str) -> None:
    pygame.font.init()
    font = pygame.font.Font(str(ASSETS / "fonts" / f"Vazirmatn-{weight}.ttf"), 14)
    assert None not in font.metrics("AZaz09%()+-ğışçöüİĞŞابتثجحخدذرزسشصضطظعغفقكلمنهويءةىپچژگٹڈڑںھہے٠٩۰۹٪،؟")


def test_licences_are_told() -> None:
    text = (ASSETS / "CREDITS.md").read_text(encoding="utf-8")
    for word in ("Natural Earth", "world-atlas", "flag-icons", "Vazirmatn", "Open Font License", "ISC", "MIT"):
        assert word in text
