"""A nation's flag as an item of a view."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from game.content.format.nations import Nation
from game.ui.assets import UNUSABLE, asset_path, spoilt
from game.ui.map.signs.flags import Flags
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Canvas

if TYPE_CHECKING:
    import pygame

    from game.ui.toolkit.scene import Look


@lru_cache(maxsize=1)
def _sheet() -> Flags:
    try:
        return Flags.load(asset_path("flags"))
    except (*UNUSABLE, RuntimeError) as error:
        spoilt("flags", error)
        return Flags.none()


def flag_item(nation: Nation, rect: Rect, identity: str) -> Canvas:
    """The flag, three quarters as high as wide, or a plain plate for a nation that has none, as an invented one."""
    code = nation.area[0]

    def draw(surface: pygame.Surface, place: pygame.Rect, look: Look) -> None:
        picture = _sheet().flag(code, place.width)
        if picture is None:
            surface.fill(look.theme.rgb("track"), place)
        else:
            surface.blit(picture, picture.get_rect(center=place.center))

    return Canvas(rect=rect, id=identity, draw=draw, stamp=code)
