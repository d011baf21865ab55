"""The end of a campaign: the true index in points, its course, and which objectives were met."""

from __future__ import annotations

from game.content.files.saves import SaveError
from game.core.vocabulary import OUTCOMES
from game.sim.review.branches import Course
from game.sim.review.turning import Review, reviews
from game.sim.scoring import Campaign as Played
from game.sim.scoring import Standing, standings
from game.ui.painting.theme import CONTROL, GAP, PAD
from game.ui.play.estimate_worker import Worker
from game.ui.play.handing_in import kept
from game.ui.play.inquiry import Inquiry, game_of
from game.ui.play.session import Session
from game.ui.screens.front.saves import SavedGames
from game.ui.screens.front.shell import Shell
from game.ui.screens.front.terms import terms_text
from game.ui.screens.records.doors import record
from game.ui.screens.records.standing_parts import HEIGHT, standing_items
from game.ui.screens.records.standing_parts import WIDTH as STANDING
from game.ui.screens.review.turning_list import turning_height, turning_items
from game.ui.screens.review.writing import Writing
from game.ui.toolkit.commands import Changes, Command, Push, Redraw, Reset, Say
from game.ui.toolkit.geometry import Rect, Size
from game.ui.toolkit.items import Button, Icon, Item, Label, Panel, Scroll, Tip
from game.ui.toolkit.layout import Column, paragraph, shift
from game.ui.toolkit.parts import SCROLLBAR
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.points import points_block, points_height
from game.ui.words.explain import points_of
from game.ui.words.i18n import _
from game.ui.words.names import date_text, nation_name, objective_title
from game.ui.words.said import said

LINE = 44
TALLY = 148
FULL = 1000  # tenths of the index
BROADEST = 40  # of a bar in the course: a short game fills its place too


class Final(Scene):
    """What ten years came to."""

    def __init__(self, session: Session, shell: Shell) -> None:
        self.session, self.shell = session, shell
        self.points = points_of(session.final(), _("Index"))
        self.standing: Standing | None = None
        self.kept = "" if session.watched else _kept(session, shell)
        self.course = Course.of(game_of(session), session.nation)
        self.review: Review | None = None
        self._turnings = Inquiry(reviews, self.course.replay, threaded=shell.threaded)
        self._worker = Worker(standings, hurry=False) if shell.threaded else None
        if self._worker is not None:
            others = shell.saves.parent / "worlds"
            self._worker.ask(Played(session.scenario, session.nation, session.seed, session.level, others))

    def view(self, size: Size, look: Look) -> list[Item]:
        """The verdict above; points and objectives side by side, the course of the index below."""
        whole = Rect(0, 0, *size).middle(min(1240, size.width), size.height).inset(PAD * 2, PAD)
        buttons, rest = whole.take_bottom(CONTROL + 4, PAD)
        items: list[Item] = [Panel(rect=Rect(0, 0, *size), fill="ground", border="", radius=0)]
        head, below = self._head(rest, look)
        left, right = below.columns(2, PAD)
        return [*items, *head, *self._points(left, look), *self._objectives(right, look), *self._buttons(buttons)]

    def _head(self, area: Rect, look: Look) -> tuple[list[Item], Rect]:
        """The verdict, and how it stands beside others: at its side where there is room, else below; what is left."""
        title, text = self._verdict()
        text = f"{text} ({terms_text(self.session)})"
        told = self._worker is not None or self.standing is not None
        beside = told and look.text.width(title, "title") + PAD + STANDING <= area.width
        words = area.take_left(area.width - STANDING - PAD)[0] if beside else area
        column = Column(words, 4)
        items: list[Item] = [Label(rect=column.take(48), text=title, style="title", colour="accent")]
        items.append(paragraph(text, column.rest, look, colour="muted"))
        column.take(items[-1].rect.height, PAD)
        place = Rect(area.right - STANDING, area.y, STANDING, HEIGHT)
        if told and not beside:
            place = column.take(HEIGHT, PAD)
        top = max(column.rest.y, place.bottom + PAD if told else 0)
        left = Rect(area.x, top, area.width, area.bottom - top)
        return items + (standing_items(self.standing, self.points.total, place, look) if told else []), left

    def _verdict(self) -> tuple[str, str]:
        session = self.session
        name = nation_name(session.scenario, session.seat)
        score = f"{self.points.total / 10:.1f}"
        if not session.state.alive[0, session.seat]:
            return _("{nation} has failed").format(nation=name), _(
                "Its integrity was used up in {date}. Whom could you have asked, and whom had you prepared?").format(
                    date=date_text(session.date))  # fmt: skip
        listed = session.objectives()
        lost = any(one.main and not done for one, done in listed)
        count = sum(done for _one, done in listed)
        title = _("{nation}: a security index of {score}").format(nation=name, score=score)
        if lost:
            return title, _("The state stands, but a main objective was missed.")
        return title, _("{n} of {all} objectives met; the fog is lifted, and these are the true figures.").format(
            n=count, all=len(listed))  # fmt: skip

    def _points(self, area: Rect, look: Look) -> list[Item]:
        heading, rest = area.inset(PAD).take_top(32, GAP)
        height = points_height(self.points)
        inner = Rect(0, 0, rest.width - 14, height)
        block = points_block(self.points, inner, look, "final")
        items: list[Item] = [
            Panel(rect=area),
            Label(rect=heading, text=_("Where the points come from"), style="heading"),
        ]
        if height <= rest.height:
            return [*items, *shift(block, rest.x, rest.y), *self._course(rest, height, look)]
        return [*items, Scroll(rect=rest, id="points", children=tuple(block), content_height=height)]

    def _course(self, area: Rect, used: int, look: Look) -> list[Item]:
        """The index turn by turn as thin bars, where there is room."""
        _top, rest = area.take_top(used + PAD)
        past = self.session.history
        if rest.height < 80 or len(past) < 2:
            return []
        title, chart = rest.take_top(26, 4)
        items: list[Item] = [Label(rect=title, text=_("Turn by turn"), style="small", colour="muted")]
        chart = chart.take_top(min(140, chart.height))[0]
        width = max(2, min(BROADEST, chart.width // len(past)))
        for place, one in enumerate(past):
            height = max(1, one["total"] * chart.height // FULL)
            bar = Rect(chart.x + place * width, chart.bottom - height, max(1, width - 2), height)
            items.append(Panel(rect=bar, fill="teal", border="", radius=0))
        return items

    def _objectives(self, area: Rect, look: Look) -> list[Item]:
        """What was asked, the turning points, and the campaign in numbers as far as there is room."""
        heading, rest = area.inset(PAD).take_top(32, GAP)
        column = Column(Rect(0, 0, rest.width - SCROLLBAR, rest.height), GAP)
        items: list[Item] = []
        for one, done in self.session.objectives():
            icon, words = column.take(LINE).take_left(26, 12)
            title, line = words.take_top(26)
            kind = _("main objective") if one.main else _("objective")
            asked = objective_title(self.session.scenario, one.id)
            state = _("{kind}, met") if done else _("{kind}, missed")
            items += [
                Icon(rect=icon.middle(24, 24), name="tick" if done else "close", colour="good" if done else "bad"),
                Label(rect=title, text=look.text.ellipsis(asked, "strong", title.width), style="strong",
                      id=f"objective.{one.id}", tip=Tip(text=asked) if look.text.width(asked, "strong") > title.width
                      else None),
                Label(rect=line, text=state.format(kind=kind), style="small", colour="muted"),
            ]  # fmt: skip
        high = turning_height(self.review, column.rest.height)
        if high:
            items += turning_items(self.review, self.course, column.take(high), look, self._turnings.trouble)
        column.skip(GAP)
        seed = paragraph(self._seed(), column.rest, look, "small", "muted")
        if column.rest.height >= TALLY + seed.rect.height:
            items += self._tally(column, look)
            column.skip(GAP)
            seed = paragraph(self._seed(), column.rest, look, "small", "muted")
        column.take(seed.rect.height)
        return [
            Panel(rect=area),
            Label(rect=heading, text=_("Objectives"), style="heading"),
            Scroll(rect=rest, id="objectives", children=(*items, seed), content_height=column.y),
        ]

    def _seed(self) -> str:
        """How to play it again."""
        text = _("Seed {seed}: the same scenario, seed and orders give the same game.").format(seed=self.session.seed)
        return f"{text} {self.kept}".strip()

    def _tally(self, column: Column, look: Look) -> list[Item]:
        """The campaign in numbers."""
        tally = self.session.tally
        crises = [tally[name] for name in OUTCOMES]
        rows = (
            (_("Crises of your own"), str(sum(crises))),
            (_("Victory, compromise, stalemate, defeat"), ", ".join(str(count) for count in crises)),
            (_("Pledges to others, and from others to you"), f"{tally['given']}, {tally['received']}"),
            (_("Agreements signed, drills held"), f"{tally['agreed']}, {tally['drilled']}"),
            (_("Orders given"), str(len(self.session.log))),
        )
        items: list[Item] = []
        for name, value in rows:
            strip = column.take(26, 2)
            number, title = strip.take_right(look.text.width(value, "strong") + 4, 8)
            items += [
                Label(rect=title, text=look.text.ellipsis(name, "body", title.width), colour="muted"),
                Label(rect=number, text=value, style="strong", align="end"),
            ]
        return items

    def _buttons(self, strip: Rect) -> list[Item]:
        save, report, charts, replay, home = strip.columns(5, GAP)
        return [
            Button(rect=save, id="save", text=_("Save"), icon="scroll", command=Command("save"),
                   tip=Tip(title=_("Save the game"))),
            Button(rect=report, id="report", text=_("Report"), icon="scroll", command=Command("report"),
                   tip=Tip(title=_("After-action report"), text=_("One page about this campaign, for any browser."))),
            Button(rect=charts, id="charts", text=_("Charts"), icon="chart", command=Command("charts"),
                   hotkey="charts"),
            Button(rect=replay, id="replay", text=_("Replay"), icon="next", command=Command("replay"),
                   hotkey="replay"),
            Button(rect=home, id="title", text=_("Title screen"), kind="primary", icon="globe",
                   command=Command("title")),
        ]  # fmt: skip

    def update(self, command: Command) -> Changes:
        """Keep it, or leave."""
        match command.name:
            case "save":
                return Push(SavedGames(self.shell, self.session))
            case "report":
                return Push(Writing(self.session, self.shell))
            case "charts" | "network" | "compare" | "replay":
                return Push(record(self.session, self.shell, command.name))
            case "title" | "back":
                return Reset(self.shell.home(self.shell))
        return None

    def poll(self, now: float) -> Changes:
        """The campaign and other worlds are played in the background."""
        tried = self._turnings.poll()
        if tried:
            self.review = tried[-1]
        standing = self._poll_worlds()
        return Redraw() if tried and standing is None else standing

    def _poll_worlds(self) -> Changes:
        if self._worker is None:
            return None
        found = self._worker.poll()
        if self._worker.trouble:
            why = self._worker.trouble
            self._close_worlds()
            return Say(_("Your campaign can't be compared with others. {why}").format(why=said(why)), "warning")
        if not found:
            return None
        self.standing = found[-1]
        return Redraw()

    def leave(self) -> None:
        """End the workers; what they have played of other worlds is kept."""
        self._turnings.close()
        self._close_worlds()

    def _close_worlds(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None


def _kept(session: Session, shell: Shell) -> str:
    """Where the replay of the campaign is, in words, or why it is nowhere."""
    try:
        return _("Its replay: {path}").format(path=kept(session, shell.saves.parent))
    except SaveError as error:
        return _("Its replay was not kept. {why}").format(why=said(str(error)))
