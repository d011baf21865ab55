"""The list of targets in an order dialog: one way to show each kind of target, the most useful first."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.core.instruments.instrument import Target
from game.core.terms import Explanation
from game.core.vocabulary import FORUM_ACTIONS, HUNDRED, VIOLENCE
from game.ui.toolkit.items import Cell, Column, Row, Tip
from game.ui.words.explain import explained, share_text
from game.ui.words.i18n import _
from game.ui.words.names import forum_name, mission_name, nation_name, worded
from game.ui.words.orders import crisis_slot, crisis_title
from game.ui.words.story import question

if TYPE_CHECKING:
    from game.ui.play.session import Session

Ranked = tuple[float, Row]
"""A row of the table with how useful the target is."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is known of all targets: why each is refused ("" if it isn't) and, for offers, how each would answer."""

    refusals: dict[str, str]
    answers: dict[str, Explanation]


def listing(session: Session, kind: Target, inquiry: Inquiry, query: str) -> tuple[tuple[Column, ...], list[Row]]:
    """Columns and rows of the targets whose name contains every word of the query, the most useful first."""
    makers = {
        Target.NATION: _nations,
        Target.MISSION: _missions,
        Target.FORUM: _forums,
        Target.CRISIS: _crises,
        Target.DECISION: _decisions,
    }
    columns, rows = makers[kind](session, inquiry)
    words = plain(query).split()
    found = [(use, row) for use, row in rows if all(word in plain(row.cells[0].text) for word in words)]
    found.sort(key=lambda pair: (bool(inquiry.refusals.get(pair[1].key)), -pair[0]))
    return columns, [row for _use, row in found]


def plain(text: str) -> str:
    """Small letters without marks, so that "turkiye" finds Türkiye."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _name(text: str, refusal: str) -> Cell:
    return Cell(text, colour="muted" if refusal else "text")


def _row(key: str, name: str, refusal: str, cells: tuple[Cell, ...], tip: Tip) -> Row:
    if refusal:
        tip = Tip(title=name, text=_("Not now: {reason}.").format(reason=refusal), pairs=tip.pairs)
    return Row(key, (_name(name, refusal), *cells), tip)


def _nations(session: Session, inquiry: Inquiry) -> tuple[tuple[Column, ...], list[Ranked]]:
    setting, seen, seat = session.setting, session.seen, session.seat
    strength = session.strength(seat)
    offering = bool(inquiry.answers)
    first = Column(_("Accepts"), 0.3, tip=Tip(title=_("Accepts"), text=_("Estimated chance of a yes.")))
    if not offering:
        blur = _("How wide your estimates of them are: posts and shared intelligence narrow them.")
        first = Column(_("Unclear"), 0.3, tip=Tip(title=_("Unclear"), text=blur))
    sure = _("Alliance strength: how surely they stand by you, as estimated.")
    second = Column(_("Strength"), 0.3, tip=Tip(title=_("Strength"), text=sure))
    rows: list[Ranked] = []
    for j, nation in enumerate(setting.nations):
        if j == seat:
            continue
        name, refusal = nation_name(session.scenario, j), inquiry.refusals.get(nation, "")
        surely = int(strength[j])
        answer = inquiry.answers.get(nation)
        tip = Tip(title=name, pairs=((_("Distance"), _("{n} km").format(n=int(setting.distance[seat, j]))),
                                     (_("Hostility"), share_text(int(seen.public.hostility[0, seat, j])))))  # fmt: skip
        if answer is not None:
            tip, value = explained(answer, name), session.chance(answer)
        else:
            value = int(seen.error[0, seat, j]) // HUNDRED
        colour = "muted" if refusal else "good" if offering else "info"
        cells = (
            Cell(f"{value}%", value, bar=value / 100, colour=colour),
            Cell(share_text(surely), surely, bar=surely / 10_000, colour="muted" if refusal else "teal"),
        )
        use = _weight(session, j, surely) * (value if offering else 1)
        rows.append((use, _row(nation, name, refusal, cells, tip)))
    return (Column(_("Nation"), 0.4), first, second), rows


def _weight(session: Session, j: int, surely: int) -> float:
    """How much a nation matters to the seat: near ones, friends and rivals more than others."""
    near = int(session.setting.nearness[session.seat, j])
    hostile = int(session.seen.public.hostility[0, session.seat, j])
    return 5_000 + near + max(surely, hostile)


def _missions(session: Session, inquiry: Inquiry) -> tuple[tuple[Column, ...], list[Ranked]]:
    setting, posted = session.setting, session.seen.public.posted[0]
    columns = (
        Column(_("Mission"), 0.6),
        Column(_("Strength"), 0.25, tip=Tip(title=_("Strength"), text=_("Contingents there, of those it asks for."))),
        Column(_("Yours"), 0.15, align="end"),
    )
    rows: list[Ranked] = []
    for m, mission in enumerate(worded(session.scenario).missions):
        there, needed = int(posted[m].sum()), max(1, int(setting.missions.required[m]))
        mine, refusal = int(posted[m, session.seat]), inquiry.refusals.get(mission.id, "")
        host = nation_name(session.scenario, setting.row(mission.host)) if mission.host else _("outside this scenario")
        tip = Tip(
            title=mission.name, text=mission.mandate,
            pairs=((_("Host nation"), host), (_("Danger"), _("{n} of 3").format(n=mission.intensity)),
                   (_("Paid by the UN"), _("yes") if mission.reimbursed else _("no"))),
        )  # fmt: skip
        cells = (
            Cell(f"{there}/{needed}", there / needed, bar=there / needed, colour="teal"),
            Cell(str(mine) if mine else "", mine, colour="accent"),
        )
        name = mission_name(session.scenario, m)
        rows.append((needed - there + mine, _row(mission.id, name, refusal, cells, tip)))
    return columns, rows


def _forums(session: Session, inquiry: Inquiry) -> tuple[tuple[Column, ...], list[Ranked]]:
    setting, public = session.setting, session.seen.public
    rows: list[Ranked] = []
    for f, forum in enumerate(session.scenario.forums):
        refusal = inquiry.refusals.get(forum.id, "")
        members, item = int(setting.forums.members[f].sum()), int(public.item[0, f])
        name = forum_name(session.scenario, f)
        others = [nation_name(session.scenario, setting.row(one)) for one in forum.members if one != session.nation]
        tip = Tip(title=name, text=", ".join(others[:12]) + (" …" if len(others) > 12 else ""))
        state = _(FORUM_ACTIONS[item].replace("_", " ").capitalize()) if item else ""
        cells = (Cell(str(members), members), Cell(state))
        rows.append((members, _row(forum.id, name, refusal, cells, tip)))
    columns = (Column(_("Forum"), 0.5), Column(_("Members"), 0.22, align="end"), Column(_("In force"), 0.28))
    return columns, rows


def _crises(session: Session, inquiry: Inquiry) -> tuple[tuple[Column, ...], list[Ranked]]:
    public = session.seen.public
    rows: list[Ranked] = []
    for key, refusal in inquiry.refusals.items():
        slot = crisis_slot(session, key)
        if public.kind[0, slot] == 0:
            continue
        violence = int(public.violence[0, slot])
        cells = (Cell(_(VIOLENCE[violence].capitalize()), violence),)
        title = crisis_title(session, slot)
        rows.append((violence, _row(key, title, refusal, cells, Tip(title=title))))
    return (Column(_("Crisis"), 0.7), Column(_("Violence"), 0.3)), rows


def _decisions(session: Session, inquiry: Inquiry) -> tuple[tuple[Column, ...], list[Ranked]]:
    rows: list[Ranked] = []
    for number in session.decisions():
        key = session.setting.decisions[number].id
        title = question(session.scenario, key)
        rows.append((0, _row(key, title, inquiry.refusals.get(key, ""), (), Tip(title=title))))
    return (Column(_("Decision"), 1.0),), rows
