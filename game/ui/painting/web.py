"""Where the nations of the alliance network stand, which ties are drawn, and how."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.content.format.model import Scenario
from game.core.exact import ONE
from game.ui.map.land.projection import world_point
from game.ui.painting.theme import mix
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Item, Label
from game.ui.toolkit.scene import Look

if TYPE_CHECKING:
    import pygame

Places = NDArray[np.float64]  # (N, 2) logical pixels from the corner
NODE = 6.0
CROWD = 30.0  # pixels that nodes keep apart on the map
ROUNDS = 80
EDGE = 44.0
LABEL = 22


@dataclass(frozen=True, slots=True)
class Web:
    """One turn's network: ties of both directions together, in ten-thousandths, and who still stands."""

    strength: NDArray[np.int64]  # (N, N) symmetric
    alive: NDArray[np.bool_]

    def links(self, least: int) -> list[tuple[int, int, int]]:
        """(strength, a, b) of every pair from that strength on, weak ones first."""
        a, b = np.nonzero(np.triu(self.strength, 1) >= max(1, least))
        return sorted(zip(self.strength[a, b].tolist(), a.tolist(), b.tolist(), strict=True))

    def friends(self, row: int, least: int) -> list[int]:
        """The nations tied to that one, the firmest first."""
        order = np.argsort(-self.strength[row], kind="stable")
        return [int(j) for j in order if self.strength[row, j] >= max(1, least)]


def web_of(ties: NDArray[np.int16], alive: NDArray[np.bool_]) -> Web:
    """The mean of what either would do for the other."""
    both = ties.astype(np.int64)
    return Web((both + both.T) // 2, alive)


def on_the_map(scenario: Scenario, size: Size) -> Places:
    """The capitals fitted into the rectangle, pushed apart where they crowd."""
    places = np.array([world_point(nation.capital.lon, nation.capital.lat) for nation in scenario.nations])
    low, span = places.min(axis=0), np.maximum(np.ptp(places, axis=0), 1e-9)
    room = np.array([size.width - 2 * EDGE, size.height - 2 * EDGE])
    places = EDGE + (places - low) / span * room
    for _round in range(ROUNDS):
        apart = places[:, None] - places[None]
        far = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(far, np.inf)
        push = np.maximum(CROWD - far, 0.0) / 4 / np.maximum(far, 1.0)
        places = places + (apart * push[..., None]).sum(axis=1)
        places = np.clip(places, EDGE, EDGE + room)
    return places


def on_a_ring(scenario: Scenario, size: Size) -> Places:
    """Round a circle, region after region."""
    nations = scenario.nations
    order = sorted(range(len(nations)), key=lambda row: (nations[row].region, nations[row].id))
    places = np.zeros((len(order), 2))
    radius = (size.width / 2 - 3.2 * EDGE, size.height / 2 - EDGE)
    for number, row in enumerate(order):
        angle = 2 * math.pi * number / len(order) - math.pi / 2
        places[row] = size.width / 2 + radius[0] * math.cos(angle), size.height / 2 + radius[1] * math.sin(angle)
    return places


def node_at(places: Places, x: float, y: float) -> int | None:
    """The nation under a point."""
    far = np.hypot(places[:, 0] - x, places[:, 1] - y)
    nearest = int(np.argmin(far))
    return nearest if far[nearest] <= 2.4 * NODE else None


def name_items(
    names: Sequence[str], placed: tuple[Places, bool], order: Sequence[int], area: Rect, look: Look
) -> list[Item]:
    """Names beside their nodes, the first ones first, none over another name or node; of a ring only outside."""
    places, ring = placed
    taken = [Rect(area.x + round(x) - 5, area.y + round(y) - 5, 10, 10) for x, y in places.tolist()]
    items: list[Item] = []
    for row in order:
        x, y = area.x + round(places[row, 0]), area.y + round(places[row, 1])
        width = look.text.width(names[row], "small") + 2
        for rect in _sides((x, y), width, area, ring):
            if rect.clip(area) == rect and not any(rect.overlaps(other) for other in taken):
                taken.append(rect)
                items.append(Label(rect=rect, text=names[row], style="small", colour="text"))
                break
    return items


def _sides(node: tuple[int, int], width: int, area: Rect, outside: bool) -> list[Rect]:
    """Places for a name round its node, those farther from the middle of the picture first."""
    x, y = node
    before, after = x - width - 10, x + 10
    corners = [(before, y - 11), (after, y - 11), (before, y + 2), (after, y + 2), (before, y - 24), (after, y - 24),
               (x - width // 2, y + 9), (x - width // 2, y - 31)]  # fmt: skip
    across, down = area.center

    def far(point: tuple[int, int]) -> float:
        return math.hypot((point[0] - across) / area.width, (point[1] - down) / area.height)

    found = sorted((Rect(left, top, width, LABEL) for left, top in corners), key=lambda rect: -far(rect.center))
    return [rect for rect in found if not outside or far(rect.center) > far(node)]


def paint(surface: pygame.Surface, web: Web, places: Places, shown: tuple[int, int], look: Look) -> None:
    """Ties and nodes; `shown` is the nation in focus, whose ties are brighter, and the least strength drawn."""
    import pygame

    focus, least = shown
    theme, scale, width = look.theme, look.scale, surface.get_width()
    surface.fill(theme.rgb("sunken"))
    spots = places * scale
    if look.rtl:
        spots = np.column_stack([width - 1 - spots[:, 0], spots[:, 1]])
    links = web.links(least)
    for strength, a, b in sorted(links, key=lambda link: (focus in link[1:], link)):
        own = focus in (a, b)
        share = min(1.0, strength / ONE * 1.2)
        colour = mix(theme.rgb("sunken"), theme.rgb("accent" if own else "teal"), 0.35 + 0.65 * share if own else share)
        thick = max(1, round((0.6 + 4 * share * share) * scale))
        pygame.draw.aaline(surface, colour, spots[a].tolist(), spots[b].tolist(), thick)
    near = set(web.friends(focus, least))
    for row, spot in enumerate(spots.tolist()):
        name = "accent" if row == focus else "teal" if row in near else "frame"
        radius = NODE * scale * (1.5 if row == focus else 1.0)
        pygame.draw.aacircle(surface, theme.rgb("ground"), spot, radius + scale)
        pygame.draw.aacircle(surface, theme.rgb(name), spot, radius)
        if not web.alive[row]:
            pygame.draw.aacircle(surface, theme.rgb("sunken"), spot, radius * 0.6)
