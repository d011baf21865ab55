"""The seat's own commitments at a glance: crises, offers, missions, agreements, posts, forums and favours owed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game.core.vocabulary import AGREEMENTS
from game.ui.screens.crises import facts
from game.ui.screens.crises.room import CrisisRoom
from game.ui.screens.crises.words import VIOLENCE_COLOURS, item_name, posture_name, turns_text, violence_name
from game.ui.screens.nations.dossier import Dossier
from game.ui.screens.planning.answers import Answers
from game.ui.screens.planning.decisions import Decisions
from game.ui.screens.service.forums import ForumsScreen
from game.ui.screens.service.missions import MissionsScreen
from game.ui.screens.service.screen_parts import SCROLLBAR
from game.ui.toolkit.commands import Changes, Command, Push
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Colour, Icon, Item, Label, Panel, Scroll, Tip
from game.ui.toolkit.layout import Column, paragraph
from game.ui.toolkit.scene import Look, Scene
from game.ui.widgets.points import signed
from game.ui.words.explain import share_text
from game.ui.words.i18n import _
from game.ui.words.names import crisis_name, forum_name, mission_name, nation_name, offer_name, option_name
from game.ui.words.orders import contingents_text, crisis_title, icon_of, level_text, offer_detail
from game.ui.words.story import choices_of, question

if TYPE_CHECKING:
    from game.ui.play.session import Session

ROW, TITLE = 32, 30
BEATS = 2  # a second, of the colour of one's own crises
ELSEWHERE = 3  # crises of others that are listed
WORTH_NOTING = 5  # tenths of a point of favours


@dataclass(frozen=True, slots=True)
class Entry:
    """One commitment: what it is called, its number, and the screen it opens."""

    key: str
    icon: str
    name: str
    number: str
    target: str  # kind:key, as the command carries it
    tip: Tip
    colour: Colour = "muted"
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Commitments of one kind."""

    title: str
    entries: tuple[Entry, ...]


def outliner_items(session: Session, area: Rect, look: Look) -> list[Item]:
    """One scroll view with the id `outliner`; each row is an Area with the id `outliner.KIND.KEY`."""
    column = Column(Rect(0, 0, area.width - SCROLLBAR - 2, 100_000), gap=2)
    items: list[Item] = []
    for group in groups(session):
        strip = column.take(TITLE)
        count, title = strip.take_right(40, 6)
        items += [
            Label(rect=title, text=group.title, style="strong", colour="accent"),
            Label(rect=count, text=str(len(group.entries)), style="small", colour="muted", align="end"),
        ]
        for entry in group.entries:
            items += _row(entry, column.take(ROW), look)
        column.skip(8)
    if not items:
        words = paragraph(_("No commitments yet."), column.rest, look, "small", "muted")
        column.take(words.rect.height)
        items.append(words)
    return [Scroll(rect=area, id="outliner", children=tuple(items), content_height=column.y)]


def outliner_update(session: Session, command: Command) -> Changes:
    """Open what a row stands for: the command is `outliner.open` with kind:key as argument."""
    if command.name != "outliner.open":
        return None
    kind, _colon, key = command.argument.partition(":")
    return Push(DOORS[kind](session, key))


def outliner_beat(session: Session, now: float) -> int:
    """A number that changes when the colours of urgent rows do; 0 while there are none."""
    urgent = any(crisis.own for crisis in session.crises())
    return 1 + int(now * BEATS) % 2 if urgent else 0


DOORS: dict[str, Callable[[Session, str], Scene]] = {
    "crisis": lambda session, key: CrisisRoom(session, int(key)),
    "offers": lambda session, key: Answers(session),
    "decisions": lambda session, key: Decisions(session),
    "mission": MissionsScreen,
    "forum": ForumsScreen,
    "nation": Dossier,
}


def _row(entry: Entry, rect: Rect, look: Look) -> list[Item]:
    inner = rect.inset(6, 0)
    sign, rest = inner.take_left(20, 8)
    number, name = rest.take_right(look.text.width(entry.number, "strong") + 2 if entry.number else 0, 6)
    colour = entry.colour
    if entry.urgent and not look.reduced_motion and int(look.now * BEATS) % 2:
        colour = "accent"
    plate = [Panel(rect=rect, fill="sunken", border="bad", radius=6)] if entry.urgent else []
    return [
        *plate,
        Icon(rect=sign.middle(20, 20), name=entry.icon, colour=colour),
        Label(rect=name, text=look.text.ellipsis(entry.name, "body", name.width),
              colour=colour if entry.urgent else "text"),
        Label(rect=number, text=entry.number, style="strong", colour=colour if entry.urgent else "muted",
              align="end"),
        Area(rect=rect, id=f"outliner.{entry.key}", command=Command("outliner.open", entry.target), tip=entry.tip,
             menu=Command("menu.commitment", entry.target)),
    ]  # fmt: skip


def groups(session: Session) -> list[Group]:
    """All groups that have something in them, the most pressing first."""
    found = (
        Group(_("Crises"), tuple(_crises(session))),
        Group(_("Yours to decide"), tuple(_decisions(session))),
        Group(_("Offers waiting"), tuple(_offers(session))),
        Group(_("Missions"), tuple(_missions(session))),
        Group(_("Agreements"), tuple(_agreements(session))),
        Group(_("Posts"), tuple(_posts(session))),
        Group(_("Forum items"), tuple(_forums(session))),
        Group(_("Favours"), tuple(_favours(session))),
    )
    return [group for group in found if group.entries]


def _crises(session: Session) -> list[Entry]:
    entries = []
    elsewhere = 0
    for crisis in session.crises():
        situation = facts.situation(session, crisis.slot)
        if situation is None:
            continue
        involved = crisis.own or crisis.asked or crisis.answered or crisis.adversary == session.seat
        elsewhere += not involved
        if not involved and elsewhere > ELSEWHERE:
            continue
        left = max(0, situation.length - situation.day)
        pairs = [(_("Violence"), violence_name(crisis.violence)), (_("Posture"), posture_name(situation.posture)),
                 (_("Days left, about"), str(left))]  # fmt: skip
        if crisis.asked and not crisis.answered:
            pairs.append((_("Asked for help"), _("waits for your answer")))
        own = crisis.own or crisis.adversary == session.seat
        name = crisis_name(crisis.kind) if own else nation_name(session.scenario, crisis.victim)
        entries.append(
            Entry(
                f"crisis.{crisis.slot}", "crisis", name, _("{n} d").format(n=left),
                f"crisis:{crisis.slot}", Tip(title=crisis_title(session, crisis.slot), pairs=tuple(pairs)),
                "bad" if crisis.own else VIOLENCE_COLOURS[crisis.violence], crisis.own or
                (crisis.asked and not crisis.answered),
            )
        )  # fmt: skip
    return entries


def _decisions(session: Session) -> list[Entry]:
    entries = []
    decided = {order.target for order in session.plan if order.instrument == "decide"}
    for number in session.decisions():
        key = session.setting.decisions[number].id
        text = question(session.scenario, key)
        titles = " · ".join(choice.title for choice in choices_of(session.scenario, key))
        tip = Tip(title=_("Yours to decide"), text=f"{text}\n{titles}")
        urgent = not session.planning and key not in decided
        entries.append(Entry(f"decision.{number}", "info", text, "", "decisions:", tip, "accent", urgent))
    return entries


def _offers(session: Session) -> list[Entry]:
    entries = []
    for offer in session.offers():
        name = nation_name(session.scenario, offer.proposer)
        what, detail = offer_name(offer.code, theirs=True), offer_detail(offer.code, offer.level)
        tip = Tip(title=name, text=what, pairs=((_("Offered"), detail),))
        entries.append(Entry(f"offer.{offer.proposer}", "scroll", name, "", "offers:", tip, "accent", True))
    return entries


def _missions(session: Session) -> list[Entry]:
    public, setting, entries = session.seen.public, session.setting, []
    for m in np.nonzero(public.posted[0, :, session.seat])[0].tolist():
        name, count = mission_name(session.scenario, m), int(public.posted[0, m, session.seat])
        strength = f"{int(public.posted[0, m].sum())}/{int(setting.missions.required[m])}"
        tour = int(public.tour[0, m, session.seat])
        pairs = ((_("Yours"), contingents_text(count)), (_("Strength"), strength), (_("Served"), turns_text(tour)))
        mission, host = setting.missions.ids[m], int(setting.missions.host[m])
        tip = Tip(title=name, pairs=pairs)
        name = nation_name(session.scenario, host) if host >= 0 else name
        entries.append(Entry(f"mission.{m}", icon_of("peacekeeping"), name, str(count), f"mission:{mission}", tip))
    return entries


def _agreements(session: Session) -> list[Entry]:
    """One row a partner, with all that holds between the two, both ways."""
    levels, seat, entries = session.seen.public.agreement[0], session.seat, []
    for j in range(session.setting.n):
        given = [(k, int(levels[k, seat, j])) for k in range(len(AGREEMENTS))]
        taken = [(k, int(levels[k, j, seat])) for k in range(len(AGREEMENTS)) if not levels[k, seat, j]]
        held = [(k, level) for k, level in (*given, *taken) if level]
        if held:
            name = nation_name(session.scenario, j)
            pairs = tuple((option_name("agreement", AGREEMENTS[k]), level_text(level)) for k, level in held)
            total = sum(level for _k, level in held)
            target = f"nation:{session.setting.nations[j]}"
            tip = Tip(title=name, pairs=pairs)
            entries.append((total, Entry(f"agreement.{j}", icon_of("agreement"), name, str(total), target, tip)))
    entries.sort(key=lambda pair: -pair[0])
    return [entry for _total, entry in entries]


def _posts(session: Session) -> list[Entry]:
    mine, entries = session.seen.mine, []
    for j in np.nonzero(mine.post[0, session.seat])[0].tolist():
        name, access = nation_name(session.scenario, j), share_text(int(mine.access[0, session.seat, j]))
        tip = Tip(
            title=name,
            text=_("Your officer there takes a fresh look every turn, earns trust and gets you better terms."),
            pairs=((_("Insight"), access),),
        )
        target = f"nation:{session.setting.nations[j]}"
        entries.append(Entry(f"post.{j}", icon_of("attache"), name, access, target, tip))
    return entries


def _forums(session: Session) -> list[Entry]:
    public, setting, entries = session.seen.public, session.setting, []
    for f in np.nonzero((public.item[0] > 0) & setting.forums.members[:, session.seat])[0].tolist():
        name, item = forum_name(session.scenario, f), item_name(int(public.item[0, f]))
        left = max(0, int(public.item_until[0, f]) - session.turn)
        tip = Tip(title=name, text=item, pairs=((_("In force for"), turns_text(left)),))
        entries.append(Entry(f"forum.{f}", icon_of("forum"), item, str(left), f"forum:{setting.forums.ids[f]}", tip))
    return entries


def _favours(session: Session) -> list[Entry]:
    """What others owe the seat with a plus, what it owes them with a minus."""
    favours, seat, entries = session.seen.mine.favours[0], session.seat, []
    for j in range(session.setting.n):
        balance = int(favours[j, seat]) - int(favours[seat, j])
        if abs(balance) < WORTH_NOTING:
            continue
        name = nation_name(session.scenario, j)
        text = _("They owe you for your help.") if balance > 0 else _("You owe them for their help.")
        colour = "good" if balance > 0 else "warning"
        target = f"nation:{session.setting.nations[j]}"
        entry = Entry(f"favour.{j}", "star", name, signed(balance), target, Tip(title=name, text=text), colour)
        entries.append((abs(balance), entry))
    entries.sort(key=lambda pair: -pair[0])
    return [entry for _size, entry in entries]
