"""The campaign screen: the map, the plan on the left, and on the right what happened, what is bound, or a dossier."""

from __future__ import annotations

from game.ui.map.board import Board, Hit
from game.ui.map.lenses import FROM_A_NATION
from game.ui.painting.theme import CONTROL, GAP
from game.ui.play.session import Session
from game.ui.play.staff import Staff
from game.ui.screens.campaign.allocate import drop, give
from game.ui.screens.campaign.campaign_parts import TOP, hint, top_items
from game.ui.screens.campaign.find_nation import FindNation
from game.ui.screens.campaign.map_controls import MapControls
from game.ui.screens.campaign.menus import cluster_menu, commitment_menu, map_menu
from game.ui.screens.campaign.news_panel import due_items, news_items
from game.ui.screens.campaign.outliner import outliner_beat, outliner_items, outliner_update
from game.ui.screens.crises.room import CrisisRoom
from game.ui.screens.front.game_menu import GameMenu
from game.ui.screens.front.help import Help
from game.ui.screens.front.saves import SavedGames
from game.ui.screens.front.settings_screen import SettingsScreen
from game.ui.screens.front.shell import Shell
from game.ui.screens.nations.dossier import dossier_items, dossier_update
from game.ui.screens.planning.answers import Answers
from game.ui.screens.planning.negotiation import Negotiation
from game.ui.screens.planning.order_dialog import OrderDialog
from game.ui.screens.planning.plan import plan_items, plan_update
from game.ui.screens.records.doors import record
from game.ui.screens.records.final import Final
from game.ui.screens.records.handbook import Handbook
from game.ui.screens.service.forums import ForumsScreen
from game.ui.screens.service.missions import MissionsScreen
from game.ui.toolkit.commands import Changes, Command, Keep, Pointer, Push, Redraw, Reset, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Item, Option, Panel, Tabs
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.menu import Choice, Menu
from game.ui.words.i18n import _, current
from game.ui.words.said import said

PLAN, SIDE = 384, 360
NARROW = 1180  # logical pixels; below, only one side panel is open at a time
FIRST = "first"  # the overview where there is room for it, else only the plan


class Campaign(Scene):
    """Where a campaign is played."""

    def __init__(self, session: Session, shell: Shell) -> None:
        self.session, self.shell = session, shell
        self.map = MapControls(session, Board(session.scenario, threaded=shell.threaded, around=session.seat))
        self.selected: int | None = None
        self.plan_open = True
        self.tab = "news" if session.news else FIRST  # "" closes the right side
        self.everything = False  # all dispatches, not the first five
        self._revision = 0
        self._narrow = False
        self._still = False  # the player wants no motion
        self._notice = -1  # the dispatch that was opened last with the key for the next one
        self.staff = Staff(session) if shell.threaded else None
        self._beat = 0  # of the urgent rows of the overview
        self._kept: tuple[object, list[Item]] = (None, [])
        self._stale_map = True
        self._mapped: object = None

    @property
    def board(self) -> Board:
        """The map's board."""
        return self.map.board

    @board.setter
    def board(self, board: Board) -> None:
        self.map.use(board)

    @property
    def lens(self) -> str:
        """What the map's colours mean."""
        return self.map.lens

    @lens.setter
    def lens(self, key: str) -> None:
        self.map.lens, self._stale_map = key, True

    @property
    def focus(self) -> int:
        """The nation whose view the lenses take: the selected one, else the seat."""
        return self.session.seat if self.selected is None else self.selected

    # ------------------------------------------------------------------------------------------------------- the view

    def view(self, size: Size, look: Look) -> list[Item]:
        """The map under everything; the panels are made anew only when something they show has changed."""
        whole = Rect(0, 0, *size)
        bar, below = whole.take_top(TOP)
        if self.tab == FIRST:
            self.tab = "" if size.width < NARROW else "own"
        self._narrow, self._still = size.width < NARROW, look.reduced_motion
        left, middle, right = self._columns(below)
        self._beat = outliner_beat(self.session, look.now) if self.tab == "own" else 0
        key = (self._revision, self._beat, size, look.scale, look.settings, current().code, self.session.state.step,
               self.session.plan, self.selected, self.tab, self.plan_open, self.everything)  # fmt: skip
        if self._kept[0] != key:
            self._kept = (key, self._panels(bar, (left, right), look))
        shown = (self.session.state.step, self.session.plan, self.focus)  # what the map tells of
        if self._stale_map or self._mapped != shown:
            self.map.show(self.focus)
            self._stale_map, self._mapped = False, shown
        panels = self._kept[1]  # before the map, so that the keyboard comes to them first
        over = self.map.over(middle, look, self.focus, hint(self.session))
        return [*panels, self.map.canvas(middle, look), *over]

    def _columns(self, below: Rect) -> tuple[Rect, Rect, Rect]:
        """The plan, what is seen of the map, and the right side; on a narrow window one side only."""
        left, rest = below.take_left(PLAN if self.plan_open and not (self._narrow and self.tab) else 0)
        right, middle = rest.take_right(SIDE if self.tab else 0)
        return left, middle, right

    def _panels(self, bar: Rect, sides: tuple[Rect, Rect], look: Look) -> list[Item]:
        left, right = sides
        session = self.session
        items = top_items(session, bar, look, end_turn=left.empty)
        if not left.empty:
            items += plan_items(session, left, look)
        if not right.empty:
            items += self._right(right, look)
        return items

    def _right(self, area: Rect, look: Look) -> list[Item]:
        """Tabs over one of: due answers or dispatches, commitments, the dossier of the selected nation."""
        strip, rest = area.take_top(CONTROL + 12)
        options = [Option("news", _("News")), Option("own", _("Overview")), Option("dossier", _("Dossier"))]
        if not self.session.planning:
            options[0] = Option("due", _("Due now"))
        items: list[Item] = [
            Panel(rect=area, radius=0),
            Tabs(rect=strip.inset(8, 6), id="side", options=tuple(options), selected=self.tab, command=Command("side")),
        ]
        inner = rest.inset(10, GAP)
        if self.tab == "due":
            return items + due_items(self.session, inner, look)
        if self.tab == "news":
            return items + news_items(self.session, inner, look, self.everything)
        if self.tab == "dossier":
            return items + dossier_items(self.session, self.session.setting.nations[self.focus], rest, look)
        return items + outliner_items(self.session, inner, look)

    # --------------------------------------------------------------------------------------------------- what happens

    def update(self, command: Command) -> Changes:
        """Answer the map, the panels and the keys."""
        if command.name == "map":
            return self._map(self.map.pointed(command.value, self._still))
        if self.map.claims(command):
            self._stale_map |= command.name not in ("minimap", "map.links", "map.corner")
            return None if self.map.update(command) else Keep()
        self._revision += 1
        family = command.name.partition(".")[0]
        if command.name in ("dossier.close", "dossier.show"):
            return self._select(None if command.argument is None else self.session.setting.row(command.argument))
        if family == "dossier" and command.name != "dossier":
            return dossier_update(self.session, command)
        if family == "outliner" and command.name != "outliner":
            return outliner_update(self.session, command)
        if family in ("news", "due"):
            return self._news(command)
        if family == "menu" and command.name != "menu":
            return self._chosen(command)
        if (family == "plan" and command.name != "plan") or command.name in ("undo", "redo"):
            return plan_update(self.session, command)
        return self._screen(command)

    def _map(self, hit: Hit | None) -> Changes:
        if hit is None:
            return Keep()
        if hit.kind == "drop":
            return self._drop()
        if hit.kind == "menu":
            return _menu(map_menu(self.session, hit.row, hit.icons), hit.pointer)
        if hit.kind != "click":
            return None
        self._revision += 1
        if len(hit.icons) > 1:
            return _menu(cluster_menu(self.session, hit.icons), hit.pointer)
        if hit.icons:
            return self._thing(hit.icons[0].key)
        return self._select(hit.row)

    def _drop(self) -> Changes:
        """What was dragged from the plan is put down on the map."""
        carried, self.map.carried = self.map.carried, None
        self._revision += 1
        return None if carried is None else drop(self.session, carried)

    def _chosen(self, command: Command) -> Changes:
        """A line of a menu was chosen, or the menu of a commitment is wanted."""
        session, argument = self.session, command.argument
        match command.name:
            case "menu.commitment":
                return _menu(commitment_menu(session, argument), Pointer("click", at=command.value))
            case "menu.thing":
                return self._thing(argument)
            case "menu.dossier":
                return self._select(argument)
            case "menu.view":
                self.selected = None if argument == session.seat else argument
                self.lens = self.lens if self.lens in FROM_A_NATION else "alliance"
            case "menu.compare":
                return Push(record(session, self.shell, "compare", (session.seat, argument)))
            case "menu.negotiate":
                return Push(Negotiation(session, argument))
            case "menu.order":
                return Push(OrderDialog(session, *argument))
            case "menu.add":
                return give(session, argument)
        return None

    def _thing(self, key: str) -> Changes:
        """What an icon or a dispatch stands for."""
        kind, _colon, number = key.partition(":")
        if kind == "crisis":
            return Push(CrisisRoom(self.session, int(number)))
        if kind == "offer":
            return Push(Answers(self.session))
        if kind == "mission":
            return Push(MissionsScreen(self.session, self.session.setting.missions.ids[int(number)]))
        if kind == "forum":
            return Push(ForumsScreen(self.session, self.session.setting.forums.ids[int(number)]))
        return self._select(int(number)) if kind in ("post", "drill") else None

    def _select(self, row: int | None) -> Changes:
        self.selected = None if row == self.session.seat and self.selected == row else row
        if row is None:
            self.tab = "own" if self.tab == "dossier" else self.tab
        else:
            self.tab = "dossier"
        return None

    def _news(self, command: Command) -> Changes:
        session = self.session
        match command.name:
            case "news.more":
                self.everything = True
            case "news.open":
                return self._open_dispatch(command.argument)
            case "due.answer":
                option, nation = command.argument
                why = session.add(session.order("answer", option, nation))
                return Say(why, "warning") if why else None
            case "due.weigh":
                return Push(Answers(session))
        return None

    def _open_dispatch(self, place: int) -> Changes:
        dispatch = self.session.dispatches[place]
        if dispatch.target.startswith("crisis:"):
            slot = int(dispatch.target.partition(":")[2])
            if any(crisis.slot == slot for crisis in self.session.crises()):
                return self._thing(dispatch.target)
        if dispatch.nations:
            self.board.go_to(dispatch.nations[0])
            return self._select(dispatch.nations[0])
        return self._thing(dispatch.target)

    def _screen(self, command: Command) -> Changes:
        """Keys and buttons of the screen itself."""
        match command.name:
            case "end_turn":
                return self._end_turn()
            case "side":
                self.tab = command.value
            case "outliner" | "dispatches" | "dossier" | "own_dossier":
                self._open_tab(command.name)
            case "plan":
                self.plan_open = not self.plan_open or (self._narrow and bool(self.tab))
                self.tab = "" if self._narrow and self.plan_open else self.tab
            case "crisis":
                return Push(CrisisRoom(self.session, command.argument))
            case _:
                return self._elsewhere(command)
        return None

    def _open_tab(self, name: str) -> None:
        """Show that side; asked for once more, close it."""
        if name == "own_dossier":
            self.selected, name = self.session.seat, "dossier"
        wanted = {"outliner": "own", "dossier": "dossier"}.get(name, "news" if self.session.planning else "due")
        self.tab = "" if self.tab == wanted else wanted

    def _elsewhere(self, command: Command) -> Changes:
        """Other screens."""
        match command.name:
            case "menu" | "back" if command.name == "menu" or not self._step_back():
                return Push(GameMenu(self.session, self.shell))
            case "find":
                return Push(FindNation(self.session.scenario))
            case "found":
                row = self.session.setting.row(command.value)
                self.board.go_to(row)
                return self._select(row)
            case "help":
                return Push(Help())
            case "settings":
                return Push(SettingsScreen())
            case "handbook":
                return Push(Handbook(self.session.setting.rules))
            case "next_notice" if self.session.planning and self.session.dispatches:
                self._notice = (self._notice + 1) % len(self.session.dispatches)
                return self._open_dispatch(self._notice)
            case "charts" | "network" | "compare" | "replay":
                pair = None if self.selected in (None, self.session.seat) else (self.session.seat, self.focus)
                return Push(record(self.session, self.shell, command.name, pair))
            case "missions":
                return Push(MissionsScreen(self.session))
            case "forums":
                return Push(ForumsScreen(self.session))
            case "save":
                return Push(SavedGames(self.shell, self.session))
        return None

    def _step_back(self) -> bool:
        """Escape first closes the dossier."""
        if self.tab == "dossier":
            self._select(None)
            return True
        return False

    def _end_turn(self) -> Changes:
        session = self.session
        dispatches = session.end_turn()
        self.everything, self._notice = False, -1
        if session.over:
            return Reset(Final(session, self.shell))
        self.tab = "news" if session.planning else "due"
        if session.planning and not self._still:
            self.map.tour.begin(dispatches)
        if session.trouble:
            return Say(_("The turn could not be saved. {why}").format(why=said(session.trouble)), "bad")
        return None

    def doors(self) -> list[tuple[str, Command]]:
        """Screens that have no button here."""
        return [(_("Alliance network"), Command("network")), (_("Two nations side by side"), Command("compare")),
                (_("Replay"), Command("replay")), (_("Handbook"), Command("handbook"))]  # fmt: skip

    def poll(self, now: float) -> Changes:
        """The map moves, the staff refines its estimate."""
        if self.staff is not None:
            if why := self.staff.complaint():
                return Say(_("There are no staff estimates in this game. {why}").format(why=said(why)), "warning")
            if self.staff.poll():
                self._revision += 1
                return Redraw()
        beat = self.tab == "own" and outliner_beat(self.session, now) != self._beat
        return Redraw() if self.map.poll(now) or beat else None

    def touched(self) -> None:
        """Whatever the player does ends the tour of the turn's events."""
        self.map.tour.end()

    def leave(self) -> None:
        """End the workers."""
        self.board.close()
        if self.staff is not None:
            self.staff.close()


def _menu(offered: tuple[str, list[Choice]], pointer: Pointer) -> Changes:
    """Open a menu at the pointer, if there is anything to choose."""
    title, choices = offered
    by_key = pointer.kind == "key"
    return Push(Menu(title, choices, pointer.at, by_key=by_key)) if choices else Keep()


def enter(session: Session, shell: Shell) -> Scene:
    """The screen that a campaign is at."""
    session.folder = shell.saves
    return Final(session, shell) if session.over else Campaign(session, shell)
