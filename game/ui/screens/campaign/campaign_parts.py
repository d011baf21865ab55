"""The pieces around the campaign's map: the top bar, and what to do now."""

from __future__ import annotations

from game.ui.painting.theme import GAP
from game.ui.play.session import Session
from game.ui.toolkit.commands import Command
from game.ui.toolkit.geometry import Rect
from game.ui.toolkit.items import Area, Bar, Button, Icon, Item, Label, Panel, Part, Tip
from game.ui.toolkit.scene import Look
from game.ui.words.explain import explained
from game.ui.words.i18n import _, ngettext
from game.ui.words.names import date_text, nation_name, objective_title

TOP = 56
BUTTON = 40
NAMED = 60  # width from which the index has its name
WIDE = 1240  # from this width on, the ways to other screens are written out


def top_items(session: Session, bar: Rect, look: Look, end_turn: bool) -> list[Item]:
    """Menu, nation and date; the index with its reasons; the objectives; ways to other screens; the end of the turn."""
    inner = bar.inset(10, 8)
    menu, rest = inner.take_left(BUTTON, 10)
    items: list[Item] = [
        Panel(rect=bar, radius=0),
        Button(rect=menu, id="menu", icon="menu", kind="quiet", command=Command("menu"),
               tip=Tip(title=_("Menu"), text=_("Save, load, settings, quit."))),
    ]  # fmt: skip
    if end_turn:
        right, rest = rest.take_right(170, GAP)
        text = _("End turn") if session.planning else _("Done")
        items.append(Button(rect=right, id="end_turn", text=text, icon="next", kind="primary", hotkey="end_turn",
                            command=Command("end_turn")))  # fmt: skip
    written = bar.width >= WIDE
    places = _places()
    if end_turn:
        places.append(("plan", "staff", _("Plan"), _("Your orders and the instruments.")))
    for key, icon, name, help_text in places:
        named = written and key != "charts"
        wide = BUTTON + look.text.width(name) + 16 if named else BUTTON
        right, rest = rest.take_right(wide, 4)
        identity = "overview" if key == "outliner" else key
        items.append(Button(rect=right, id=identity, icon=icon, text=name if named else "", kind="quiet", hotkey=key,
                            command=Command(key), tip=Tip(title=name, text=help_text)))  # fmt: skip
    who, rest = rest.take_left(min(230, rest.width * 2 // 5), 12)
    items += _who(session, who, look)
    index, rest = rest.take_left(min(190, rest.width // 2), 12)
    items += _index(session, index, look)
    if rest.width > 150:
        items += _objectives(session, rest.take_left(min(rest.width, 230))[0], look)
    return items


def _places() -> list[tuple[str, str, str, str]]:
    return [
        ("outliner", "eye", _("Overview"), _("Your commitments; once more closes the side panel.")),
        ("charts", "chart", _("Charts"), _("Any quantity over time, the network of alliances, comparison, replay.")),
        ("find", "search", _("Find"), _("Find a nation by its name.")),
        ("forums", "forum", _("Forums"), _("Where defence ministers meet.")),
        ("missions", "shield", _("Missions"), _("Who keeps the peace, and where.")),
    ]


def _who(session: Session, area: Rect, look: Look) -> list[Item]:
    top, bottom = area.take_top(22)
    name = nation_name(session.scenario, session.seat)
    number, last = min(session.turn + 1, session.setting.turns), session.setting.turns
    turn = _("{date}, turn {n} of {all}").format(date=date_text(session.date), n=number, all=last)
    return [
        Label(rect=top, text=look.text.ellipsis(name, "strong", top.width), style="strong", colour="accent"),
        Label(rect=bottom, text=look.text.ellipsis(turn, "small", bottom.width), style="small", colour="muted"),
        Area(rect=area, id="who", tip=Tip(title=name, text=turn)),
    ]


def _index(session: Session, area: Rect, look: Look) -> list[Item]:
    """The index, what it was a turn ago, and why."""
    now = session.index()
    before = session.history[-2]["total"] if len(session.history) > 1 else now.total
    change = now.total - before
    top, bottom = area.take_top(24)
    value = f"{now.total / 10:.1f}"
    number, name = top.take_right(96, 4)
    icon, name = name.take_left(20, 6)
    title = look.text.ellipsis(_("Security"), "small", name.width)
    moved = f" ({change / 10:+.1f})" if change else ""
    text = _("Integrity, stability, expected support, standing and peace around you, 100 at most.")
    tip = explained(now, _("Security index: {n} of 100").format(n=value), text)
    return [
        Icon(rect=icon.middle(18, 18), name="shield", colour="muted"),
        Label(rect=name, text=title if name.width >= NAMED else "", style="small", colour="muted"),
        Label(rect=number, text=value + moved, style="strong", align="end",
              colour="good" if change > 0 else "bad" if change < 0 else "text"),
        Bar(rect=bottom.middle(bottom.width, 8), parts=(Part(now.total / 1000, "teal"),), marks=(before / 1000,)),
        Area(rect=area, id="index", tip=tip, command=Command("own_dossier")),
    ]  # fmt: skip


def _objectives(session: Session, area: Rect, look: Look) -> list[Item]:
    listed = session.objectives()
    if not listed:
        return []
    met = sum(done for _one, done in listed)
    text = _("{n} of {all} objectives").format(n=met, all=len(listed))
    scenario, states = session.scenario, (_("not yet"), _("met"))
    pairs = tuple((objective_title(scenario, one.id), states[done]) for one, done in listed)
    icon, label = area.take_left(22, 8)
    width = min(label.width, look.text.width(text) + 4)
    return [
        Icon(rect=icon.middle(22, 22), name="star", colour="accent" if met == len(listed) else "muted"),
        Label(rect=label.take_left(width)[0], text=look.text.ellipsis(text, "body", width)),
        Area(rect=area.take_left(30 + width)[0], id="objectives",
             tip=Tip(title=_("Objectives"), text=_("As things stand; they count at the end."), pairs=pairs)),
    ]  # fmt: skip


def hint(session: Session) -> str:
    """What to do now, in one line."""
    if not session.planning:
        return _("Answer what is due, then send your answers.")
    if any(crisis.own for crisis in session.crises()) and not any(one.instrument == "request" for one in session.plan):
        return _("You are in a crisis: ask partners for help, then end the turn.")
    count = len(session.plan)
    if count:
        return ngettext("{n} order ready. End the turn when you are content.",
                        "{n} orders ready. End the turn when you are content.", count).format(n=count)  # fmt: skip
    if session.turn == 0:
        return _("Choose an instrument or a nation, then end the turn.")
    return _("Read what changed, give your orders, end the turn.")
