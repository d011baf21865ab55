"""The campaign's map with all that is laid over it: its lens, links, minimap and hover card, and their commands."""

from __future__ import annotations

from game.ui.map.board import ZOOM_KEY, Board, Hit
from game.ui.map.corner import Corner
from game.ui.map.lenses import NEXT, POLITICAL, palette
from game.ui.play.session import Session
from game.ui.screens.campaign import campaign_map
from game.ui.screens.campaign.allocate import Carried, carried_items
from game.ui.screens.campaign.banner import banner_items
from game.ui.screens.campaign.hover_card import hover_items
from game.ui.screens.campaign.map_links import links
from game.ui.screens.campaign.map_tools import Tools, Viewpoint, lens_area, lens_height, lens_items, tool_items
from game.ui.screens.campaign.tour import Tour, ring_items
from game.ui.toolkit.commands import Command, Pointer
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Canvas, Item
from game.ui.toolkit.scene import Look

OWN = frozenset({"lens", "lens_next", "zoom_in", "zoom_out", "minimap", "links"})


class MapControls:
    """Owned by the campaign's screen, which says who is selected and answers what a click finds."""

    def __init__(self, session: Session, board: Board) -> None:
        self.session = session
        self.lens = POLITICAL
        self.carried: Carried | None = None  # what is being dragged over the map
        self._toured = False  # the picture shows a tour
        self.tools = Tools()
        self.use(board)

    def use(self, board: Board) -> None:
        """Show this board."""
        self.board, self.corner, self.tour = board, Corner(board), Tour(board)

    # ------------------------------------------------------------------------------------------------------- the view

    def show(self, focus: int) -> None:
        """Give the board what it has to show now."""
        tools = self.tools
        ties = links(self.session, focus, tools.links, tools.everybody)
        self.board.show(palette(self.lens, self.session, focus), campaign_map.icons(self.session), ties, focus)

    def canvas(self, middle: Rect, look: Look) -> Canvas:
        """The map itself."""
        return self.board.canvas(middle, "map", look, Command("map"))

    def over(self, middle: Rect, look: Look, focus: int, hint: str) -> list[Item]:
        """What lies on the map: what to do now, what the colours mean, the tools, and what is under the pointer."""
        shown = Viewpoint(self.lens, focus)
        self._toured = self.tour.running
        area = lens_area(middle)
        items = [
            *(banner_items(hint, middle, look) if not self.tour.running else []),
            *lens_items(self.session, area, look, shown),
            *tool_items(middle, look, self.tools, self.corner),
        ]
        under = (self.board.hover, self.board.hover_icons)
        if under != (None, ()):
            place = area.take_top(area.height - lens_height(self.lens) - 8)[0]
            items += hover_items(self.session, place, look, shown, under)
        if self.board.stepped and self.board.hover is not None:
            items = [*ring_items(self.board, self.board.hover, middle, look), *items]
        items += self.tour.items(middle, look, self.board.now)
        if self.carried is not None:
            items += carried_items(self.session, self.carried, middle, look)
        return items

    # --------------------------------------------------------------------------------------------------- what happens

    def poll(self, now: float) -> bool:
        """Whether the map, or what is told on it, has to be drawn again."""
        moved = self.board.poll(now)
        toured = self.tour.poll(now)
        return moved or toured or self.tour.running != self._toured

    def claims(self, command: Command) -> bool:
        """Whether the command is one of the map's own."""
        return command.name in OWN or command.name.startswith("map.")

    def pointed(self, pointer: Pointer | None, reduced_motion: bool) -> Hit | None:
        """What a pointer on the map did."""
        hit = self.board.handle(pointer, reduced_motion)
        if hit is not None and hit.kind in ("carry", "drop"):
            held = hit.pointer
            self.carried = Carried(held.key, held.x, held.y, hit.row, hit.icons)
        elif pointer is not None and self.carried is not None:
            self.carried = None
            return hit or Hit("moved")
        return hit

    def update(self, command: Command) -> bool:
        """Carry out one of the map's own commands; False when nothing has changed."""
        match command.name:
            case "minimap":
                return self.corner.handle(command.value)
            case "lens":
                self.lens = command.value
            case "lens_next":
                self.lens = NEXT[(NEXT.index(self.lens) + 1) % len(NEXT)]
            case "links" if command.argument == "everybody":
                self.tools.everybody = command.value
            case "links":
                self.tools.switch(command.argument, command.value)
            case "map.links":
                self.tools.open = not self.tools.open
            case "map.corner":
                self.tools.minimap = not self.tools.minimap
            case "map.home":
                self.board.go_to(self.session.seat)
            case "zoom_in" | "map.in":
                self.board.zoom(ZOOM_KEY)
            case "zoom_out" | "map.out":
                self.board.zoom(1 / ZOOM_KEY)
        return True
